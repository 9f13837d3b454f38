/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/vault/kk-app-sheet.h"

#include "app/vault/kk-slot-change-private.h"
#include "report/kk-report-sheet.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

struct _KkSheet {
  char *before;     /* the first line is its heading */
  KkSecret *secret; /* text that ends with a zero */
  const char *after;
};

/* (transfer full): takes @before. */
static KkSheet *
make_sheet (char *before, const char *secret, const char *after)
{
  KkSheet *sheet = g_new0 (KkSheet, 1);

  sheet->before = before;
  sheet->secret = kk_secret_new_copy (secret, strlen (secret) + 1);
  sheet->after = after;
  return sheet;
}

void
kk_sheet_free (KkSheet *sheet)
{
  if (sheet == NULL)
    return;
  g_free (sheet->before);
  kk_secret_free (sheet->secret);
  g_free (sheet);
}

static const char *
get_secret (const KkSheet *sheet)
{
  return (const char *) kk_secret_get_data (sheet->secret);
}

KkSecret *
kk_sheet_dup_text (const KkSheet *sheet)
{
  const char *const parts[] = { sheet->before, get_secret (sheet), sheet->after };
  gsize size = strlen (parts[0]) + strlen (parts[1]) + strlen (parts[2]);
  KkSecret *text = kk_secret_new (size + 1);
  guint8 *to = kk_secret_edit_data (text);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    memcpy (to, parts[i], strlen (parts[i]));
    to += strlen (parts[i]);
  }
  return text;
}

KkSheet *
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
  return make_sheet (
      g_steal_pointer (&before), text.text,
      _ ("\n\nKeep this sheet in a safe or another locked place, not with the computer.\n"
         "Do not take a picture of it and do not send it to anybody.\n"
         "To use it: open the vault and type the code where the passphrase is asked.\n"
         "The letters I, L, O and U are not in it; capitals and hyphens do not matter.\n"));
}

KkSheet *
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
  return make_sheet (
      g_steal_pointer (&before), (const char *) kk_secret_get_data (key->shares->pdata[index]),
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

/* (transfer full): the bytes of its file. */
static KkSecret *
dup_file (const KkSheet *sheet, const char *path)
{
  const KkReportSheet page = { sheet->before, get_secret (sheet), sheet->after };
  g_autoptr (KkSecret) text = NULL;

  if (g_str_has_suffix (path, ".pdf"))
    return kk_report_sheet_to_pdf (&page);
  text = kk_sheet_dup_text (sheet);
  return kk_secret_new_copy (kk_secret_get_data (text), kk_secret_get_size (text) - 1);
}

/* Straight from guarded memory: a function that takes text would keep a copy. */
gboolean
kk_sheet_write (const KkSheet *sheet, const char *path, GError **error)
{
  g_autoptr (KkSecret) file = dup_file (sheet, path);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  gboolean fine;

  if (fd >= 0) {
    fine = write_all (fd, kk_secret_get_data (file), kk_secret_get_size (file)) && fsync (fd) == 0;
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
