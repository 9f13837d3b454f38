/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The disclosure register against who can write in the file of the vault, without its key: single pages and the whole
 * file put back to what they were. SQLCipher accepts an old page under its own number; the chain does not. */

#include "app/register/kk-app-register.h"
#include "app/register/kk-entry-chain-private.h"
#include "hostile-stage.h"
#include "vault/kk-vault-logs.h"

#include <glib/gstdio.h>
#include <string.h>

#define PAGE 4096

typedef struct {
  KkTestRegion *region;
  KkTestMember *member;
  char *path;
  GBytes *older;
  GBytes *newer;
  char *head; /* of the register in the newer one */
} Stage;

static void
clear_stage (Stage *stage)
{
  g_clear_pointer (&stage->region, kk_test_region_free);
  g_clear_pointer (&stage->path, g_free);
  g_clear_pointer (&stage->older, g_bytes_unref);
  g_clear_pointer (&stage->newer, g_bytes_unref);
  g_clear_pointer (&stage->head, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stage, clear_stage)

static GBytes *
close_and_read (Stage *stage)
{
  char *data = NULL;
  gsize size = 0;

  kk_test_region_close (stage->region, "deventer");
  g_assert_true (g_file_get_contents (stage->path, &data, &size, NULL));
  g_assert_cmpuint (size % PAGE, ==, 0);
  return g_bytes_new_take (data, size);
}

static char *
dup_head (KkApp *app, gboolean *ok)
{
  g_autoptr (KkRegisterProof) proof = kk_app_register_verify (app, NULL);

  *ok = proof != NULL && proof->ok;
  return proof != NULL ? g_strdup (proof->head) : NULL;
}

/* A vault as it is after two disclosures, each published, and as it was after the first. */
static Stage
open_stage (void)
{
  Stage stage = { .region = hostile_open_region (NULL) };
  gboolean ok;

  stage.member = stage.region->members->pdata[0];
  stage.path = g_build_filename (stage.member->folder, "kluis.db", NULL);
  hostile_share (stage.region, "deventer", "SYN-9-00001", "veilig-thuis");
  kk_sync_report_free (hostile_sync (stage.region, "deventer"));
  stage.older = close_and_read (&stage);
  kk_test_region_reopen (stage.region, "deventer");
  hostile_share (stage.region, "deventer", "SYN-9-00002", "veilig-thuis");
  kk_sync_report_free (hostile_sync (stage.region, "deventer"));
  stage.head = dup_head (stage.member->app, &ok);
  g_assert_true (ok);
  stage.newer = close_and_read (&stage);
  return stage;
}

/* (nullable): NULL when the vault refuses to open. */
static KkApp *
open_with (Stage *stage, const guint8 *data, gsize size)
{
  g_autoptr (KkSecret) passphrase = kk_test_secret_new (KK_TEST_PASSPHRASE);
  g_autofree char *wal = g_strconcat (stage->path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (stage->path, "-shm", NULL);

  g_clear_pointer (&stage->member->app, kk_app_close);
  g_unlink (wal);
  g_unlink (shm);
  g_assert_true (g_file_set_contents (stage->path, (const char *) data, (gssize) size, NULL));
  stage->member->app = kk_app_open (stage->member->folder, passphrase, NULL);
  return stage->member->app;
}

/* Whether @page is the same in both files, or in one of them only. */
static gboolean
is_same_page (const Stage *stage, gsize page)
{
  gsize older_size;
  gsize newer_size;
  const guint8 *older = g_bytes_get_data (stage->older, &older_size);
  const guint8 *newer = g_bytes_get_data (stage->newer, &newer_size);

  return (page + 1) * PAGE > older_size || (page + 1) * PAGE > newer_size ||
         memcmp (older + page * PAGE, newer + page * PAGE, PAGE) == 0;
}

/* Every page that the second disclosure changed is put back alone. Where that changes what the register is, it is said. */
static void
test_old_page (void)
{
  g_auto (Stage) stage = open_stage ();
  gsize size;
  const guint8 *newer = g_bytes_get_data (stage.newer, &size);
  g_autofree guint8 *swapped = g_memdup2 (newer, size);
  guint tried = 0;
  guint said = 0;

  for (gsize page = 0; page < size / PAGE; page++) {
    g_autofree char *head = NULL;
    gboolean ok = FALSE;
    KkApp *app;

    if (is_same_page (&stage, page))
      continue;
    memcpy (swapped + page * PAGE,
            (const guint8 *) g_bytes_get_data (stage.older, NULL) + page * PAGE, PAGE);
    app = open_with (&stage, swapped, size);
    head = app != NULL ? dup_head (app, &ok) : NULL;
    memcpy (swapped + page * PAGE, newer + page * PAGE, PAGE);
    tried++;
    said += app == NULL || !ok ? 1 : 0;
    if (g_strcmp0 (head, stage.head) != 0)
      g_assert_false (ok);
  }
  g_test_message ("%u pages put back, %u of them said", tried, said);
  g_assert_cmpuint (tried, >, 3);
  g_assert_cmpuint (said, >, 0);
}

/* All of it put back holds together by itself; what the server shows does not. */
static void
test_old_file (void)
{
  g_auto (Stage) stage = open_stage ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KkRegisterProof) alone = NULL;
  g_autoptr (KkRegisterProof) proof = NULL;
  KkSyncPlan plan = { .remote = stage.region->remote };
  gsize size;
  const guint8 *older = g_bytes_get_data (stage.older, &size);
  KkApp *app = open_with (&stage, older, size);

  g_assert_nonnull (app);
  alone = kk_app_register_verify (app, &error);
  g_assert_no_error (error);
  g_assert_true (alone->ok);
  g_assert_false (alone->checked_remote);
  proof = kk_app_register_verify_remote (app, &plan, &error);
  g_assert_no_error (error);
  g_assert_true (proof->checked_remote);
  g_assert_false (proof->ok);
  g_assert_cmpuint (proof->broken_at, ==, alone->entries + 1);
}

static void
test_whole (void)
{
  g_auto (Stage) stage = open_stage ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KkRegisterProof) proof = NULL;
  KkSyncPlan plan = { .remote = stage.region->remote };
  gsize size;
  const guint8 *newer = g_bytes_get_data (stage.newer, &size);

  proof = kk_app_register_verify_remote (open_with (&stage, newer, size), &plan, &error);
  g_assert_no_error (error);
  g_assert_true (proof->ok);
  g_assert_true (proof->checked_remote);
  g_assert_true (proof->checked_published);
  g_assert_cmpuint (proof->lost->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/register-page/old-page", test_old_page);
  g_test_add_func ("/register-page/old-file", test_old_file);
  g_test_add_func ("/register-page/whole", test_whole);
  return g_test_run ();
}
