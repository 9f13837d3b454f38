/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The ways to open a vault: what still opens when some of them are lost, and that no change leaves too few. Complaints U2,
 * U3, U12 and U13; threats T19 and T28. */

#include "app/casework/kk-app-case.h"
#include "app/kk-app-private.h"
#include "app/vault/kk-app-slots.h"
#include "app/vault/kk-escrow-private.h"
#include "app/vault/kk-slots-private.h"
#include "crypto/kk-crypto-error.h"
#include "kk-test-region.h"
#include "vault/kk-vault.h"

#include <string.h>

#define OTHER_PASSPHRASE "heel andere losse woorden"
#define TOKEN_PASSPHRASE "woorden bij een sleutel"

typedef struct {
  char *folder;
  char *code;
  KkApp *app;
} Room;

static void
open_room (Room *room)
{
  room->folder = kk_test_folder_new ();
  room->app = kk_test_vault_new (room->folder, &room->code);
}

static void
clear_room (Room *room)
{
  g_clear_pointer (&room->app, kk_app_close);
  kk_test_folder_remove (room->folder);
  g_free (room->folder);
  g_free (room->code);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Room, clear_room)

static void
add (Room *room, KkSlotKind kind, const char *passphrase, const char *recipient, char **code)
{
  g_autoptr (KkSecret) known = kk_test_secret_new (KK_TEST_PASSPHRASE);
  g_autoptr (KkSecret) fresh = passphrase == NULL ? NULL : kk_test_secret_new (passphrase);
  KkSlotRequest request = {
    .kind = kind, .passphrase = fresh, .recipient = recipient, .quick = TRUE
  };
  g_autoptr (GError) error = NULL;

  g_assert_true (
      kk_app_slot_add (room->app, &(KkUnlock){ .typed = known }, &request, code, &error));
  g_assert_no_error (error);
}

static gboolean
opens_with (const char *folder, const char *typed, gboolean has_key, GError **error)
{
  g_autoptr (KkSecret) secret = kk_test_secret_new (typed);
  g_autoptr (KkApp) app =
      kk_app_open_with (folder, &(KkUnlock){ .typed = secret, .has_security_key = has_key }, error);

  return app != NULL;
}

static gboolean
opens (const Room *room, const char *typed)
{
  return opens_with (room->folder, typed, FALSE, NULL);
}

static void
lock (Room *room)
{
  g_clear_pointer (&room->app, kk_app_close);
}

static void
unlock (Room *room, const char *typed)
{
  g_autoptr (KkSecret) secret = kk_test_secret_new (typed);
  g_autoptr (GError) error = NULL;

  lock (room);
  room->app = kk_app_open (room->folder, secret, &error);
  g_assert_no_error (error);
}

/* All ways there are. */

enum { PASSPHRASE, CODE, ESCROW, KEY, SECOND, N_WAYS };

typedef struct {
  Room room;
  KkEscrowKey *escrow;
} Full;

static void
open_full (Full *full)
{
  g_autofree char *none = NULL;

  g_setenv ("KK_FAKE_KEY", "a", TRUE);
  open_room (&full->room);
  full->escrow = kk_escrow_key_new (2, 3, NULL);
  add (&full->room, KK_SLOT_ESCROW, NULL, full->escrow->recipient, &none);
  add (&full->room, KK_SLOT_SECURITY_KEY, TOKEN_PASSPHRASE, NULL, &none);
  add (&full->room, KK_SLOT_PASSPHRASE, OTHER_PASSPHRASE, NULL, &none);
}

static void
clear_full (Full *full)
{
  clear_room (&full->room);
  kk_escrow_key_free (full->escrow);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Full, clear_full)

/* One way, on the slots alone: opening the whole vault each time would say no more. */
static gboolean
way_opens (const Full *full, GBytes *file, guint way)
{
  static const char *const typed[N_WAYS] = {
    [PASSPHRASE] = KK_TEST_PASSPHRASE, [KEY] = TOKEN_PASSPHRASE, [SECOND] = OTHER_PASSPHRASE
  };
  const char *text = way == CODE ? full->room.code : typed[way];
  g_autoptr (KkSecret) secret = text == NULL ? NULL : kk_test_secret_new (text);
  g_auto (KkKxSecretKey) identity = { 0 };
  g_auto (KkOpenedSlot) opened = { 0 };
  KkSlotKeys keys = { .typed = secret, .has_security_key = way == KEY, .slot = way + 1 };
  g_autoptr (KkKeySlots) slots = NULL;

  if (way == ESCROW) {
    keys.slot = 0;
    g_assert_true (kk_escrow_join (full->escrow->shares, &identity, NULL));
    keys.identity = &identity;
  }
  slots = kk_slots_open (file, &keys, &opened, NULL);
  return slots != NULL;
}

/* The key file with those of its slots that @mask says. */
static GBytes *
seal_some (GBytes *file, const KkSymmetricKey *master, guint mask)
{
  g_autoptr (GBytes) body = NULL;
  g_autoptr (KkKeySlots) slots = NULL;
  KkHash mac;

  g_assert_true (kk_key_slots_file_decode (file, &body, &mac, NULL));
  slots = kk_key_slots_decode (body, NULL);
  for (guint way = 0; way < N_WAYS; way++)
    if ((mask >> way & 1) == 0)
      kk_slots_remove (slots, way + 1);
  return kk_slots_seal (slots, master, NULL);
}

/* Every subset of the ways in is lost, and what is left opens, each by itself. A slot is wrapped by itself, so that all, one and
 * two that are left say what the rest does; the campaign tries the rest. */
static void
test_loss_matrix (void)
{
  gboolean is_long = g_getenv ("KK_EVERY_SUBSET") != NULL;
  g_autoptr (KkSecret) known = kk_test_secret_new (KK_TEST_PASSPHRASE);
  g_auto (KkOpenedSlot) opened = { 0 };
  g_autoptr (KkKeySlots) slots = NULL;
  g_autoptr (GBytes) whole = NULL;
  g_auto (Full) full = { 0 };

  open_full (&full);
  whole = kk_vault_read_key_slots (full.room.folder, NULL);
  slots = kk_slots_open (whole, &(KkSlotKeys){ .typed = known }, &opened, NULL);
  g_assert_nonnull (slots);
  for (guint mask = 1; mask < 1U << N_WAYS; mask++) {
    g_autoptr (GBytes) file = NULL;
    gint left = __builtin_popcount (mask);

    if (!is_long && left > 2 && left < N_WAYS)
      continue;
    file = seal_some (whole, &opened.master, mask);
    for (guint way = 0; way < N_WAYS; way++)
      if (is_long || left == 1 || (mask >> way & 1) != 0)
        g_assert_cmpint (way_opens (&full, file, way), ==, mask >> way & 1);
  }
}

/* Whoever comes in by any one way that is left makes the others anew. */
static void
test_from_any_one (void)
{
  g_auto (Room) room = { 0 };
  g_autoptr (KkSecret) code = NULL;
  g_autoptr (KkSecret) fresh = kk_test_secret_new (OTHER_PASSPHRASE);
  g_autofree char *new_code = NULL;
  g_autoptr (GError) error = NULL;

  open_room (&room);
  unlock (&room, room.code);
  code = kk_test_secret_new (room.code);
  g_assert_true (
      kk_app_slot_change_passphrase (room.app, &(KkUnlock){ .typed = code }, fresh, TRUE, &error));
  g_assert_no_error (error);
  g_assert_true (kk_app_slot_add (room.app, &(KkUnlock){ .typed = fresh },
                                  &(KkSlotRequest){ .kind = KK_SLOT_CODE, .quick = TRUE },
                                  &new_code, &error));
  g_assert_true (kk_app_slot_remove (room.app, &(KkUnlock){ .typed = fresh }, "2", &error));
  g_assert_no_error (error);
  lock (&room);
  g_assert_true (opens (&room, OTHER_PASSPHRASE));
  g_assert_true (opens (&room, new_code));
  g_assert_false (opens (&room, KK_TEST_PASSPHRASE));
  g_assert_false (opens (&room, room.code));
}

static void
assert_refused (gboolean done, GError **error, KkAppError code, const char *words)
{
  g_assert_false (done);
  g_assert_error (*error, KK_APP_ERROR, (int) code);
  g_assert_nonnull (strstr ((*error)->message, words));
  g_clear_error (error);
}

/* Never fewer than two, never only in heads, and a security key comes beside them and not instead. */
static void
test_enough (void)
{
  g_auto (Full) full = { 0 };
  g_autoptr (KkSecret) known = kk_test_secret_new (KK_TEST_PASSPHRASE);
  KkUnlock me = { .typed = known };
  KkApp *app;
  g_autoptr (GError) error = NULL;

  open_full (&full);
  app = full.room.app;
  g_assert_true (kk_app_slot_remove (app, &me, "3", &error));
  g_assert_no_error (error);
  /* Two passphrases and a security key are left: no paper. */
  assert_refused (kk_app_slot_remove (app, &me, "2", &error), &error, KK_APP_ERROR_USAGE,
                  "at least two ways");
  g_assert_true (kk_app_slot_remove (app, &me, "00000005", &error));
  /* A passphrase, a code and a security key are left. */
  assert_refused (kk_app_slot_remove (app, &me, "1", &error), &error, KK_APP_ERROR_USAGE,
                  "at least two ways");
  assert_refused (kk_app_slot_remove (app, &me, "5", &error), &error, KK_APP_ERROR_USAGE,
                  "no way in with the number");
  lock (&full.room);
  g_assert_true (opens (&full.room, KK_TEST_PASSPHRASE));
  g_assert_true (opens (&full.room, full.room.code));
  g_assert_false (opens (&full.room, OTHER_PASSPHRASE));
}

/* A number is never given twice: an old file and a new one cannot be mistaken for each other. */
static void
test_ids (void)
{
  g_auto (Room) room = { 0 };
  g_autoptr (KkSecret) known = kk_test_secret_new (KK_TEST_PASSPHRASE);
  KkUnlock me = { .typed = known };
  g_autoptr (KkVaultStatus) status = NULL;
  g_autofree char *none = NULL;

  open_room (&room);
  add (&room, KK_SLOT_PASSPHRASE, OTHER_PASSPHRASE, NULL, &none);
  g_assert_true (kk_app_slot_remove (room.app, &me, "3", NULL));
  unlock (&room, KK_TEST_PASSPHRASE);
  add (&room, KK_SLOT_PASSPHRASE, OTHER_PASSPHRASE, NULL, &none);
  status = kk_app_get_status (room.app, NULL);
  g_assert_cmpuint (status->slots->len, ==, 3);
  g_assert_cmpstr (((KkSlotInfo *) status->slots->pdata[2])->id, ==, "00000004");
}

static void
test_tried_out (void)
{
  g_auto (Room) room = { 0 };
  g_autoptr (KkSecret) known = kk_test_secret_new (KK_TEST_PASSPHRASE);
  g_autoptr (KkSecret) code = NULL;
  g_autoptr (KkVaultStatus) status = NULL;
  g_autoptr (GError) error = NULL;

  open_room (&room);
  code = kk_test_secret_new (room.code);
  kk_app_set_clock (room.app, 1234567);
  assert_refused (kk_app_slot_test (room.app, &(KkUnlock){ .typed = known }, "2", &error), &error,
                  KK_APP_ERROR_LOCKED, "stays locked");
  g_assert_true (kk_app_slot_test (room.app, &(KkUnlock){ .typed = code }, "2", &error));
  g_assert_no_error (error);
  status = kk_app_get_status (room.app, NULL);
  g_assert_cmpint (((KkSlotInfo *) status->slots->pdata[0])->tested, ==, 0);
  g_assert_cmpint (((KkSlotInfo *) status->slots->pdata[1])->tested, ==, 1234567);
}

static void
test_security_key (void)
{
  g_auto (Full) full = { 0 };
  const char *folder;
  g_autoptr (GError) error = NULL;

  open_full (&full);
  folder = full.room.folder;
  lock (&full.room);
  g_assert_true (opens_with (folder, TOKEN_PASSPHRASE, TRUE, NULL));
  assert_refused (opens_with (folder, TOKEN_PASSPHRASE, FALSE, &error), &error, KK_APP_ERROR_LOCKED,
                  "security key");
  assert_refused (opens_with (folder, "fout", TRUE, &error), &error, KK_APP_ERROR_LOCKED,
                  "stays locked");
  g_setenv ("KK_FAKE_KEY", "b", TRUE);
  g_assert_false (opens_with (folder, TOKEN_PASSPHRASE, TRUE, &error));
  g_assert_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_NO_SECURITY_KEY);
  /* The key is lost: the others open. */
  g_setenv ("KK_FAKE_KEY", "", TRUE);
  g_assert_true (opens (&full.room, KK_TEST_PASSPHRASE));
  g_assert_true (opens (&full.room, full.room.code));
}

/* A key file that somebody weakened is refused, and the slot named; the other way in goes on. */
static void
test_floor (void)
{
  g_auto (Room) room = { 0 };
  g_autoptr (KkSecret) known = kk_test_secret_new (KK_TEST_PASSPHRASE);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) weak = NULL;
  g_auto (KkOpenedSlot) opened = { 0 };
  g_autoptr (KkKeySlots) slots = NULL;
  g_autoptr (GError) error = NULL;

  open_room (&room);
  lock (&room);
  file = kk_vault_read_key_slots (room.folder, NULL);
  slots = kk_slots_open (file, &(KkSlotKeys){ .typed = known }, &opened, NULL);
  ((KkKeySlot *) slots->slots->pdata[0])->memory_kib = 1024;
  weak = kk_slots_seal (slots, &opened.master, NULL);
  g_assert_true (kk_vault_write_key_slots (room.folder, weak, NULL));
  assert_refused (opens_with (room.folder, KK_TEST_PASSPHRASE, FALSE, &error), &error,
                  KK_APP_ERROR_LOCKED, "“passphrase” (number 00000001, made on 20");
  unlock (&room, room.code);
  assert_refused (kk_app_slots_check (room.app, &error), &error, KK_APP_ERROR_USAGE,
                  "at least two ways");
}

/* Until there are two ways again, no first case. */
static void
test_before_the_first_case (void)
{
  g_autoptr (KkTestRegion) region = kk_test_region_new ((const char *const[]){ "deventer", NULL });
  KkApp *app = kk_test_region_get_app (region, "deventer");
  KkKeySlot *slot = app->key_slots->slots->pdata[0];
  g_autoptr (GError) error = NULL;
  g_autofree char *made = NULL;

  slot->memory_kib = 1024;
  made = kk_app_case_new (app, "2026-001", &error);
  assert_refused (made != NULL, &error, KK_APP_ERROR_USAGE, "at least two ways");
  slot->memory_kib = 64 << 10;
  made = kk_app_case_new (app, "2026-001", &error);
  g_assert_no_error (error);
  g_assert_nonnull (made);
}

static char *
read_fixture (const char *name)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "fixtures", "key-slots", "v0001", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* What version 1 wrote opens for ever. */
static void
test_golden (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "fixtures", "key-slots", "v0001", "kluis.keys", NULL);
  g_autofree char *data = NULL;
  gsize size;
  g_autoptr (GBytes) file = NULL;
  g_autofree char *expected = read_fixture ("key.txt");

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  file = g_bytes_new (data, size);
  for (guint i = 0; i < 2; i++) {
    g_autofree char *typed = read_fixture (i == 0 ? "passphrase.txt" : "code.txt");
    g_autoptr (KkSecret) secret = kk_test_secret_new (typed);
    g_auto (KkOpenedSlot) opened = { 0 };
    g_autoptr (KkKeySlots) slots = NULL;
    g_autoptr (KkSecret) key = NULL;
    g_autoptr (GString) digits = g_string_new (NULL);
    g_autoptr (GBytes) same = NULL;

    slots = kk_slots_open (file, &(KkSlotKeys){ .typed = secret }, &opened, NULL);
    g_assert_nonnull (slots);
    g_assert_cmpuint (opened.slot, ==, i + 1);
    key = kk_slots_derive_database_key (&opened.master);
    for (gsize byte = 0; byte < kk_secret_get_size (key); byte++)
      g_string_append_printf (digits, "%02x", kk_secret_get_data (key)[byte]);
    g_assert_cmpstr (digits->str, ==, g_strchomp (expected));
    /* And is written as it was: nothing new is in it. */
    same = kk_slots_seal (slots, &opened.master, NULL);
    g_assert_true (g_bytes_equal (same, file));
  }
}

/* Leaked. */

static void
test_rekey (void)
{
  g_auto (Full) full = { 0 };
  g_autoptr (KkSecret) known = kk_test_secret_new (KK_TEST_PASSPHRASE);
  g_autoptr (KkSecret) fresh = kk_test_secret_new ("nieuwe losse woorden hier");
  g_autoptr (GBytes) old_slots = NULL;
  g_auto (KkRekeyResult) result = { 0 };
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GError) error = NULL;

  open_full (&full);
  old_slots = kk_vault_read_key_slots (full.room.folder, NULL);
  g_assert_true (kk_app_rekey (full.room.app, &(KkUnlock){ .typed = known },
                               &(KkRekeyPlan){ .passphrase = fresh, .quick = TRUE }, &result,
                               &error));
  g_assert_no_error (error);
  /* The second passphrase and the one with a security key have to be made again. */
  g_assert_cmpuint (result.dropped->len, ==, 2);
  g_assert_nonnull (result.code);
  lock (&full.room);
  g_assert_true (opens (&full.room, "nieuwe losse woorden hier"));
  g_assert_true (opens (&full.room, result.code));
  g_assert_false (opens (&full.room, KK_TEST_PASSPHRASE));
  g_assert_false (opens (&full.room, full.room.code));
  g_assert_false (opens (&full.room, OTHER_PASSPHRASE));
  file = kk_vault_read_key_slots (full.room.folder, NULL);
  g_assert_true (way_opens (&full, file, ESCROW));
  /* Whoever kept the old key file and heard the old passphrase has the key of another database. */
  g_assert_true (kk_vault_write_key_slots (full.room.folder, old_slots, NULL));
  g_assert_false (opens_with (full.room.folder, KK_TEST_PASSPHRASE, FALSE, &error));
  g_assert_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_KEY);
}

static void
test_rekey_keeps_code (void)
{
  g_auto (Room) room = { 0 };
  g_autoptr (KkSecret) fresh = kk_test_secret_new (OTHER_PASSPHRASE);
  g_autoptr (KkSecret) wrong = kk_test_secret_new ("0000-0000");
  g_autoptr (KkSecret) code = NULL;
  g_auto (KkRekeyResult) result = { 0 };
  g_auto (KkRekeyResult) failed = { 0 };
  g_autoptr (GError) error = NULL;

  open_room (&room);
  code = kk_test_secret_new (room.code);
  assert_refused (kk_app_rekey (room.app, &(KkUnlock){ .typed = code },
                                &(KkRekeyPlan){ .passphrase = fresh, .code = wrong, .quick = TRUE },
                                &failed, &error),
                  &error, KK_APP_ERROR_USAGE, "not a recovery code");
  g_assert_true (kk_app_rekey (room.app, &(KkUnlock){ .typed = code },
                               &(KkRekeyPlan){ .passphrase = fresh, .code = code, .quick = TRUE },
                               &result, &error));
  g_assert_no_error (error);
  g_assert_null (result.code);
  g_assert_cmpuint (result.dropped->len, ==, 0);
  lock (&room);
  g_assert_true (opens (&room, room.code));
  g_assert_true (opens (&room, OTHER_PASSPHRASE));
}

/* Stopped at every report of progress, the vault opens as before. */
typedef struct {
  GCancellable *cancellable;
  guint left;
} Stop;

static void
on_progress (const char *what, guint64 done, guint64 total, gpointer data)
{
  Stop *stop = data;

  (void) what;
  (void) done;
  (void) total;
  if (stop->left-- == 0)
    g_cancellable_cancel (stop->cancellable);
}

static void
test_cancelled (void)
{
  g_auto (Room) room = { 0 };
  g_autoptr (KkSecret) known = kk_test_secret_new (KK_TEST_PASSPHRASE);
  g_autoptr (KkSecret) fresh = kk_test_secret_new (OTHER_PASSPHRASE);

  open_room (&room);
  for (guint at = 0; at < 3; at++) {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    Stop stop = { cancellable, at };
    g_auto (KkRekeyResult) result = { 0 };
    g_autoptr (GError) error = NULL;

    kk_app_set_cancellable (room.app, cancellable);
    kk_app_set_progress (room.app, on_progress, &stop);
    g_assert_false (kk_app_rekey (room.app, &(KkUnlock){ .typed = known },
                                  &(KkRekeyPlan){ .passphrase = fresh, .quick = TRUE }, &result,
                                  &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    kk_app_set_cancellable (room.app, NULL);
    kk_app_set_progress (room.app, NULL, NULL);
  }
  lock (&room);
  g_assert_true (opens (&room, KK_TEST_PASSPHRASE));
  g_assert_true (opens (&room, room.code));
}

/* The organisation. */

static void
test_recovered (void)
{
  g_auto (Full) full = { 0 };
  g_autoptr (GPtrArray) two = g_ptr_array_new ();
  g_autoptr (KkEscrowKey) stranger = kk_escrow_key_new (2, 2, NULL);
  g_autoptr (KkSecret) fresh = kk_test_secret_new ("van de organisatie");
  g_autoptr (KkVaultStatus) status = NULL;
  KkRecoverPlan plan = { .folder = NULL, .shares = two, .passphrase = fresh, .quick = TRUE };
  g_autoptr (GError) error = NULL;

  open_full (&full);
  plan.folder = full.room.folder;
  lock (&full.room);
  g_ptr_array_add (two, full.escrow->shares->pdata[2]);
  g_assert_null (kk_app_recover (&plan, &error));
  g_assert_error (error, KK_APP_ERROR, KK_APP_ERROR_NEEDS_ANSWER);
  g_clear_error (&error);
  g_ptr_array_add (two, full.escrow->shares->pdata[0]);
  full.room.app = kk_app_recover (&plan, &error);
  g_assert_no_error (error);
  /* The person whose vault it is sees it, for as long as the vault lives. */
  unlock (&full.room, KK_TEST_PASSPHRASE);
  status = kk_app_get_status (full.room.app, NULL);
  g_assert_cmpuint (status->recovered->len, ==, 1);
  g_assert_cmpint (g_array_index (status->recovered, gint64, 0), >, 0);
  lock (&full.room);
  g_assert_true (opens (&full.room, "van de organisatie"));
  /* The key of another organisation does not open it. */
  plan.shares = stranger->shares;
  g_assert_null (kk_app_recover (&plan, &error));
  g_assert_error (error, KK_APP_ERROR, KK_APP_ERROR_LOCKED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/slots/loss-matrix", test_loss_matrix);
  g_test_add_func ("/slots/from-any-one", test_from_any_one);
  g_test_add_func ("/slots/enough", test_enough);
  g_test_add_func ("/slots/ids", test_ids);
  g_test_add_func ("/slots/tried-out", test_tried_out);
  g_test_add_func ("/slots/security-key", test_security_key);
  g_test_add_func ("/slots/floor", test_floor);
  g_test_add_func ("/slots/before-the-first-case", test_before_the_first_case);
  g_test_add_func ("/slots/golden", test_golden);
  g_test_add_func ("/slots/rekey", test_rekey);
  g_test_add_func ("/slots/rekey-keeps-code", test_rekey_keeps_code);
  g_test_add_func ("/slots/cancelled", test_cancelled);
  g_test_add_func ("/slots/recovered", test_recovered);
  return g_test_run ();
}
