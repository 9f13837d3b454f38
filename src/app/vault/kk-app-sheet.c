/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/vault/kk-app-sheet.h"

#include "app/vault/kk-slot-change-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* @before and @after are no secret. */
static KkSecret *
surround (const char *before, const char *secret, const char *after)
{
  gsize sizes[] = { strlen (before), strlen (secret), strlen (after) };
  KkSecret *sheet = kk_secret_new (sizes[0] + sizes[1] + sizes[2] + 1);
  guint8 *to = kk_secret_edit_data (sheet);

  memcpy (to, before, sizes[0]);
  memcpy (to + sizes[0], secret, sizes[1]);
  memcpy (to + sizes[0] + sizes[1], after, sizes[2]);
  return sheet;
}

KkSecret *
kk_sheet_of_code (KkApp *app, const KkSecret *typed, GError **error)
{
  g_auto (KkSlotChange) change = { 0 };
  g_auto (KkCode) code = { 0 };
  g_auto (KkCodeText) text = { 0 };
  g_autoptr (KkSecret) secret = kk_slots_secret_of_typed_code (typed, &code);
  g_autofree char *before = NULL;

  if (secret == NULL) {
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_LOCKED,
                         _ ("That is not a recovery code: one of its groups is not as it was "
                            "written down."));
    return NULL;
  }
  if (!kk_slot_change_begin (&change, app, &(KkUnlock){ .typed = typed }, 0, error))
    return NULL;
  kk_code_format (&code, &text);
  /* Translators: the id of a vault, and the day that its way in was made. */
  before =
      g_strdup_printf (_ ("KETENKLUIS - RECOVERY SHEET\n\n"
                          "Vault: %s\nMade on: %s\n\n"
                          "This code opens the vault and its backups when the passphrase is lost.\n"
                          "Whoever has it can read everything in them.\n\n    "),
                       app->vault_id, kk_slots_find (change.slots, change.opened.slot)->made_on);
  return surround (
      before, text.text,
      _ ("\n\nKeep this sheet in a safe or another locked place, not with the computer.\n"
         "Do not take a picture of it and do not send it to anybody.\n"
         "To use it: open the vault and type the code where the passphrase is asked.\n"
         "The letters I, L, O and U are not in it; capitals and hyphens do not matter.\n"));
}

KkSecret *
kk_sheet_of_share (const KkEscrowKey *key, guint index)
{
  g_autofree char *number = g_strdup_printf ("%u", index + 1);
  g_autofree char *count = g_strdup_printf ("%u", key->shares->len);
  g_autofree char *needed = g_strdup_printf ("%u", key->needed);
  g_autofree char *before = NULL;

  /* Translators: number of this sheet, how many there are, how many are needed, the fingerprint of the key and its public
   * half. */
  before = g_strdup_printf (
      _ ("KETENKLUIS - RECOVERY KEY OF THE ORGANISATION\n\n"
         "Sheet %s of %s. Any %s of them together open the vaults of the organisation.\n\n"
         "Fingerprint of the key: %s\n"
         "Public key: %s\n\n"),
      number, count, needed, key->fingerprint, key->recipient);
  return surround (
      before, (const char *) kk_secret_get_data (key->shares->pdata[index]),
      _ ("\n\nGive each sheet to another person, who keeps it in a locked place of their own.\n"
         "One sheet alone opens nothing. Enough of them together open everything, so never\n"
         "keep them in one place, and destroy a sheet only when it has been replaced.\n"));
}

static gboolean
write_all (int fd, const guint8 *data, gsize size)
{
  while (size > 0) {
    ssize_t put = write (fd, data, size);

    if (put < 0 && errno == EINTR)
      continue;
    if (put <= 0)
      return FALSE;
    data += put;
    size -= (gsize) put;
  }
  return TRUE;
}

/* Straight from guarded memory: a function that takes text would keep a copy. */
gboolean
kk_sheet_write (const KkSecret *sheet, const char *path, GError **error)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  gboolean fine;

  if (fd >= 0) {
    fine = write_all (fd, kk_secret_get_data (sheet), kk_secret_get_size (sheet) - 1) &&
           fsync (fd) == 0;
    fine = close (fd) == 0 && fine;
    if (fine)
      return TRUE;
    (void) g_unlink (path);
  }
  /* Translators: %s is the path of a file. */
  g_set_error (
      error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
      _ ("The sheet cannot be written to “%s”. Choose another folder, or take away the file "
         "that is there."),
      path);
  return FALSE;
}
