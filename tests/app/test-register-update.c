/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Which register of legal bases is in force: signed by a register key, and never an older one (exchange §11). */

#include "app/kk-app-private.h"
#include "app/policy/kk-app-policy-update.h"
#include "app/region/kk-documents-private.h"
#include "app/region/kk-root-file-private.h"
#include "crypto/kk-sign.h"
#include "format/kk-document-codec.h"
#include "kk-test-region.h"

#include <string.h>

typedef struct {
  KkTestRegion *region;
  KkApp *app;
  KkSignSecretKey registrar;
  GBytes *first; /* version 1, signed */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkSecret) passphrase = kk_test_secret_new (KK_TEST_PASSPHRASE);
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (KkRootKeys) keys = NULL;
  g_autoptr (GError) error = NULL;
  const KkSecret *secret;

  fixture->region = kk_test_region_new ((const char *const[]){ "deventer", NULL });
  fixture->app = kk_test_region_get_app (fixture->region, "deventer");
  keys = kk_root_keys_read (fixture->region->root_file, passphrase, &error);
  g_assert_no_error (error);
  secret = keys->register_keys->pdata[0];
  g_assert_true (kk_sign_secret_key_load (&fixture->registrar, kk_secret_get_data (secret),
                                          kk_secret_get_size (secret), NULL));
  documents = kk_directory_dup_documents (fixture->app->directory, KK_BOARD_REGISTER);
  g_assert_cmpuint (documents->len, ==, 1);
  fixture->first = g_bytes_ref (documents->pdata[0]);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  kk_secret_wipe (&fixture->registrar, sizeof fixture->registrar);
  g_clear_pointer (&fixture->first, g_bytes_unref);
  g_clear_pointer (&fixture->region, kk_test_region_free);
}

/* Version 1 again under another number, with a comment of @mark in its first file. */
static GBytes *
make_version (Fixture *fixture, guint64 version, const char *mark, const KkSignSecretKey *signer)
{
  g_autoptr (KkSignedDocument) document = kk_signed_document_decode (fixture->first, NULL);
  g_autoptr (KkRegisterDocument) body = kk_register_document_decode (document->body, NULL);
  g_autoptr (GBytes) bytes = NULL;
  KkDocumentFile *file = body->files->pdata[0];
  gsize size;
  const char *text = g_bytes_get_data (file->bytes, &size);
  g_autofree char *marked = g_strdup_printf ("%.*s\n# %s\n", (int) size, text, mark);

  g_bytes_unref (file->bytes);
  file->bytes = g_bytes_new (marked, strlen (marked));
  body->version = version;
  body->previous = kk_document_hash (KK_BOARD_REGISTER, document->body);
  bytes = kk_register_document_encode (body, NULL);
  return kk_document_sign (KK_BOARD_REGISTER, kk_directory_get_network_id (fixture->app->directory),
                           bytes, signer, NULL);
}

static KkAcceptVerdict
accept (Fixture *fixture, GBytes *bytes)
{
  KkAcceptVerdict verdict = KK_ACCEPT_REFUSED;
  g_autoptr (GError) error = NULL;

  g_assert_true (kk_directory_accept_register (fixture->app->directory, bytes, &verdict, &error));
  g_assert_no_error (error);
  return verdict;
}

static guint64
in_force (Fixture *fixture)
{
  return kk_directory_register_version (fixture->app->directory).version;
}

static void
test_signed (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  KkSignPublicKey public_key;
  g_auto (KkSignSecretKey) outsider = { 0 };
  g_autoptr (GBytes) forged = NULL;
  g_autoptr (GBytes) altered = NULL;
  g_autoptr (GBytes) good = make_version (fixture, 2, "twee", &fixture->registrar);
  g_autofree guint8 *copy = NULL;
  gsize size;

  kk_sign_pair_generate (&public_key, &outsider);
  forged = make_version (fixture, 2, "vervalst", &outsider);
  g_assert_cmpint (accept (fixture, forged), ==, KK_ACCEPT_LATER);
  copy = g_memdup2 (g_bytes_get_data (good, &size), g_bytes_get_size (good));
  copy[size - 1] ^= 1;
  altered = g_bytes_new (copy, size);
  g_assert_cmpint (accept (fixture, altered), ==, KK_ACCEPT_REFUSED);
  g_assert_cmpuint (in_force (fixture), ==, 1);
  g_assert_cmpint (accept (fixture, good), ==, KK_ACCEPT_NEW);
  g_assert_cmpuint (in_force (fixture), ==, 2);
}

static void
test_older (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GBytes) third = make_version (fixture, 3, "drie", &fixture->registrar);
  g_autoptr (GBytes) second = make_version (fixture, 2, "twee", &fixture->registrar);
  KkVersion version = { .version = 1 };

  g_assert_cmpint (accept (fixture, third), ==, KK_ACCEPT_NEW);
  g_assert_cmpint (accept (fixture, second), ==, KK_ACCEPT_KNOWN);
  g_assert_cmpint (accept (fixture, fixture->first), ==, KK_ACCEPT_KNOWN);
  g_assert_cmpuint (in_force (fixture), ==, 3);
  /* Old versions stay: they decide for what pins them. */
  g_assert_true (kk_directory_find_register_version (fixture->app->directory, &version));
  g_assert_nonnull (kk_directory_get_register (fixture->app->directory, &version, NULL));
}

static void
test_fork (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GBytes) one = make_version (fixture, 2, "een", &fixture->registrar);
  g_autoptr (GBytes) other = make_version (fixture, 2, "ander", &fixture->registrar);
  g_autoptr (GBytes) third = make_version (fixture, 3, "drie", &fixture->registrar);

  g_assert_cmpint (accept (fixture, one), ==, KK_ACCEPT_NEW);
  g_assert_cmpint (accept (fixture, other), ==, KK_ACCEPT_FORK);
  g_assert_cmpuint (in_force (fixture), ==, 1);
  g_assert_cmpint (accept (fixture, third), ==, KK_ACCEPT_NEW);
  g_assert_cmpuint (in_force (fixture), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/app/register-update/signed", Fixture, NULL, set_up, test_signed, tear_down);
  g_test_add ("/app/register-update/older", Fixture, NULL, set_up, test_older, tear_down);
  g_test_add ("/app/register-update/fork", Fixture, NULL, set_up, test_fork, tear_down);
  return g_test_run ();
}
