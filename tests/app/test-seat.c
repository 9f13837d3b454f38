/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The register of legal bases as a document, and who the documents name (exchange §11). */

#include "app/kk-app-error.h"
#include "app/kk-settings-private.h"
#include "app/region/kk-documents-private.h"
#include "app/register/kk-register-folder-private.h"
#include "base/kk-limits.h"
#include "crypto/kk-derive.h"
#include "format/kk-document-codec.h"
#include "kk-test-documents.h"

#include <string.h>

/* Register. */

/* The register of the program and one file more, with @extra in it. */
static GBytes *
make_register (const KkDocumentsFixture *fixture, guint64 version, const char *extra, int signer)
{
  g_autoptr (KkRegisterDocument) document = kk_register_document_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = kk_register_folder_read (NULL, &error);
  g_autoptr (GBytes) more = g_bytes_new (extra, strlen (extra));
  g_autoptr (GBytes) body = NULL;
  const int signers[] = { signer, -1 };

  g_assert_no_error (error);
  g_ptr_array_add (files, kk_document_file_new ("zz.register", more));
  document->level = KK_LEVEL;
  document->version = version;
  document->previous.bytes[0] = version > 1;
  g_ptr_array_unref (document->files);
  document->files = g_steal_pointer (&files);
  body = kk_register_document_encode (document, &error);
  g_assert_no_error (error);
  return kk_documents_sign_by (KK_BOARD_REGISTER, kk_directory_get_network_id (fixture->directory),
                               body, signers);
}

#define REMARK_A "ketenkluis-register 1\n\n# a\n"
#define REMARK_B "ketenkluis-register 1\n\n# b\n"

static KkAcceptVerdict
accept_register (KkDocumentsFixture *fixture, guint64 version, const char *extra, int signer)
{
  g_autoptr (GBytes) bytes = make_register (fixture, version, extra, signer);

  return kk_documents_accept_bytes (fixture, KK_BOARD_REGISTER, bytes);
}

static void
test_register (KkDocumentsFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GBytes) good = NULL;
  g_autoptr (GBytes) altered = NULL;
  g_autoptr (GError) error = NULL;
  const KkRegister *reg;
  KkVersion version;

  kk_documents_begin_region (fixture);
  good = make_register (fixture, 1, REMARK_A, KK_PAIR_REGISTRAR);
  altered = kk_documents_alter (good, -1);
  g_assert_cmpint (kk_documents_accept_bytes (fixture, KK_BOARD_REGISTER, altered), ==,
                   KK_ACCEPT_REFUSED);
  g_assert_cmpint (accept_register (fixture, 1, REMARK_A, KK_PAIR_OUTSIDER), ==, KK_ACCEPT_LATER);
  g_assert_cmpint (accept_register (fixture, 1, "no register\n", KK_PAIR_REGISTRAR), ==,
                   KK_ACCEPT_LATER);
  g_assert_null (kk_directory_newest_register (fixture->directory, &error));
  g_assert_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_cmpint (kk_documents_accept_bytes (fixture, KK_BOARD_REGISTER, good), ==, KK_ACCEPT_NEW);
  g_assert_cmpint (kk_documents_accept_bytes (fixture, KK_BOARD_REGISTER, good), ==,
                   KK_ACCEPT_KNOWN);

  version = kk_directory_register_version (fixture->directory);
  reg = kk_directory_newest_register (fixture->directory, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kk_register_get_version (reg), ==, 1);
  g_assert_true (kk_hash_equal (kk_register_get_hash (reg), &version.hash));
  g_assert_true (reg == kk_directory_get_register (fixture->directory, &version, &error));
}

static void
test_register_fork (KkDocumentsFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  KkVersion second;

  kk_documents_begin_region (fixture);
  g_assert_cmpint (accept_register (fixture, 1, REMARK_A, KK_PAIR_REGISTRAR), ==, KK_ACCEPT_NEW);
  g_assert_cmpint (accept_register (fixture, 2, REMARK_A, KK_PAIR_REGISTRAR), ==, KK_ACCEPT_NEW);
  second = kk_directory_register_version (fixture->directory);
  g_assert_cmpint (accept_register (fixture, 2, REMARK_B, KK_PAIR_REGISTRAR), ==, KK_ACCEPT_FORK);
  g_assert_cmpuint (kk_directory_register_version (fixture->directory).version, ==, 1);
  g_assert_cmpint (kk_directory_check_register (fixture->directory, &second), ==, KK_PINNED_OTHER);
  g_assert_cmpint (accept_register (fixture, 4, REMARK_B, KK_PAIR_REGISTRAR), ==, KK_ACCEPT_NEW);
  g_assert_cmpuint (kk_directory_register_version (fixture->directory).version, ==, 4);
}

/* Who is there. */

static const KkSeatInfo *
only_seat (const KkDocumentsFixture *fixture)
{
  const GPtrArray *seats = kk_directory_get_seats (fixture->directory);

  g_assert_cmpuint (seats->len, ==, 1);
  return seats->pdata[0];
}

static void
test_seat (KkDocumentsFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkOrganisation) organisation = kk_documents_draft_organisation (fixture, 2);
  g_autoptr (KkRegion) region = NULL;

  kk_documents_begin_organisation (fixture);
  g_assert_true (only_seat (fixture)->active);
  g_assert_true (kk_id_equal (&only_seat (fixture)->device_id, &fixture->device));

  ((KkDesk *) organisation->desks->pdata[0])->standing = KK_STANDING_ENDED;
  g_assert_cmpint (kk_documents_accept_organisation (fixture, organisation, KK_PAIR_DEVENTER), ==,
                   KK_ACCEPT_NEW);
  g_assert_false (only_seat (fixture)->active);
  g_assert_false (only_seat (fixture)->revoked);

  ((KkDesk *) organisation->desks->pdata[0])->standing = KK_STANDING_ACTIVE;
  organisation->version = 3;
  g_assert_cmpint (kk_documents_accept_organisation (fixture, organisation, KK_PAIR_DEVENTER), ==,
                   KK_ACCEPT_NEW);
  g_assert_true (only_seat (fixture)->active);

  region = kk_documents_draft_region (fixture, 2);
  g_array_index (((KkRegionOrganisation *) region->organisations->pdata[0])->hats, KkHat, 0) =
      KK_HAT_GEM_OOV;
  g_assert_cmpint (kk_documents_accept_region (fixture, region, kk_by_a), ==, KK_ACCEPT_NEW);
  g_assert_false (only_seat (fixture)->active);
}

/* An organisation can revoke its own devices only; the region any. */
static void
test_revocation (KkDocumentsFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkOrganisation) other = kk_documents_draft_organisation (fixture, 1);
  g_autoptr (KkRegion) region = NULL;

  kk_documents_begin_organisation (fixture);
  g_free (other->slug);
  other->slug = g_strdup ("veilig-thuis");
  ((KkDesk *) other->desks->pdata[0])->hat = KK_HAT_VT;
  ((KkDesk *) other->desks->pdata[0])->id = kk_id_random ();
  g_array_index (((KkDevice *) other->devices->pdata[0])->desks, KkId, 0) =
      ((KkDesk *) other->desks->pdata[0])->id;
  kk_documents_add_revocation (other->revocations, &fixture->device);
  g_assert_cmpint (kk_documents_accept_organisation (fixture, other, KK_PAIR_VEILIG_THUIS), ==,
                   KK_ACCEPT_NEW);
  {
    KkId seat = kk_derive_seat_id (&fixture->device, &fixture->desk);

    g_assert_true (kk_directory_find_seat (fixture->directory, &seat)->active);
    region = kk_documents_draft_region (fixture, 2);
    kk_documents_add_revocation (region->revocations, &fixture->device);
    g_assert_cmpint (kk_documents_accept_region (fixture, region, kk_by_a), ==, KK_ACCEPT_NEW);
    g_assert_false (kk_directory_find_seat (fixture->directory, &seat)->active);
    g_assert_true (kk_directory_find_seat (fixture->directory, &seat)->revoked);
  }
}

static void
assert_resolves (const KkDocumentsFixture *fixture, const char *name, gboolean expected)
{
  g_autoptr (GError) error = NULL;
  const KkOrganisation *organisation = NULL;
  const KkDesk *desk = kk_directory_resolve_desk (fixture->directory, name, &organisation, &error);

  if (expected) {
    g_assert_no_error (error);
    g_assert_cmpstr (organisation->slug, ==, "gemeente-deventer");
    g_assert_cmpint (desk->hat, ==, KK_HAT_GEM_WMO);
  } else {
    g_assert_null (desk);
    g_assert_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE);
  }
}

static void
test_resolve (KkDocumentsFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkOrganisation) organisation = kk_documents_draft_organisation (fixture, 2);
  KkDesk *second = kk_desk_copy (organisation->desks->pdata[0]);

  kk_documents_begin_organisation (fixture);
  assert_resolves (fixture, "gemeente-deventer", TRUE);
  assert_resolves (fixture, "gemeente-deventer/GEM_WMO", TRUE);
  assert_resolves (fixture, "gemeente-deventer/GEM_WMO/regisseur", TRUE);
  assert_resolves (fixture, kk_id_text (&fixture->desk).text, TRUE);
  assert_resolves (fixture, "gemeente-deventer/VT", FALSE);
  assert_resolves (fixture, "gemeente-deventer/GEM_WMO/directeur", FALSE);
  assert_resolves (fixture, "zwolle", FALSE);
  assert_resolves (fixture, "", FALSE);

  second->id = kk_id_random ();
  g_free (second->role);
  second->role = g_strdup ("directeur");
  g_ptr_array_add (organisation->desks, second);
  g_assert_cmpint (kk_documents_accept_organisation (fixture, organisation, KK_PAIR_DEVENTER), ==,
                   KK_ACCEPT_NEW);
  assert_resolves (fixture, "gemeente-deventer/GEM_WMO", FALSE);
  assert_resolves (fixture, "gemeente-deventer/GEM_WMO/regisseur", TRUE);
}

static void
assert_board (const KkDocumentsFixture *fixture, const KkId *device, guint n_documents)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) board = kk_directory_dup_board (fixture->directory, device, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (board->len, ==, n_documents);
  for (guint i = 0; i < board->len; i++) {
    const KkBoardDocument *document = board->pdata[i];
    KkHash hash = kk_document_board_hash (document->bytes);

    g_assert_true (kk_hash_equal (&hash, &document->hash));
  }
}

static void
test_board (KkDocumentsFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkRegion) region = NULL;
  KkId other = kk_id_random ();

  kk_documents_begin_organisation (fixture);
  region = kk_documents_draft_region (fixture, 2);
  g_assert_cmpint (kk_documents_accept_region (fixture, region, kk_by_a), ==, KK_ACCEPT_NEW);
  g_assert_cmpint (accept_register (fixture, 1, REMARK_A, KK_PAIR_REGISTRAR), ==, KK_ACCEPT_NEW);
  g_assert_cmpint (accept_register (fixture, 2, REMARK_A, KK_PAIR_REGISTRAR), ==, KK_ACCEPT_NEW);
  assert_board (fixture, &other, 0);
  assert_board (fixture, &fixture->device, 5); /* two regions, an organisation, two registers */
  g_assert_true (kk_vault_setting_set_number (fixture->vault, "register-replaced-1", 1, NULL));
  assert_board (fixture, &fixture->device, 4); /* the first register was replaced long ago */
  g_assert_true (kk_vault_setting_set_number (fixture->vault, KK_SETTING_PUBLISHED, 2, NULL));
  assert_board (fixture, &other, 4); /* a publisher has every organisation */
}

#define ADD(path, function) \
  g_test_add (path, KkDocumentsFixture, NULL, kk_documents_set_up, function, kk_documents_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/seat/register/accept", test_register);
  ADD ("/seat/register/fork", test_register_fork);
  ADD ("/seat/standing", test_seat);
  ADD ("/seat/revocation", test_revocation);
  ADD ("/seat/resolve", test_resolve);
  ADD ("/seat/board", test_board);
  return g_test_run ();
}
