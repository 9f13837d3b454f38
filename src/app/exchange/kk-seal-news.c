/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What the next manifest could say besides packets: marks, the board, and a fresh mailbox key. */

#include "app/exchange/kk-old-keys-private.h"
#include "app/exchange/kk-seal-private.h"
#include "vault/kk-vault-documents.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-settings.h"

#include <string.h>

#define MAILBOX_KEPT_MS (G_GINT64_CONSTANT (30) * 24 * 60 * 60 * 1000)

gboolean
kk_seal_own_mailbox (KkSealing *sealing,
                     gboolean checkpoint,
                     KkPublicKey *mailbox,
                     gboolean *fresh,
                     GError **error)
{
  KkVault *vault = sealing->app->vault;
  g_autoptr (GPtrArray) keys = kk_vault_mailbox_key_list (vault, &sealing->seat->seat, error);
  KkVaultMailboxKey *newest = keys != NULL && keys->len > 0 ? keys->pdata[0] : NULL;
  gint64 now = kk_app_now (sealing->app);
  KkVaultMailboxKey made = { .seat = sealing->seat->seat, .since = now };
  g_auto (KkKxSecretKey) secret = { 0 };
  g_autoptr (KkSecret) guarded = NULL;
  KkKxPublicKey public_key;

  if (keys == NULL)
    return FALSE;
  *fresh = newest == NULL || (checkpoint && now - newest->since > MAILBOX_KEPT_MS);
  if (!*fresh) {
    *mailbox = newest->public_key;
    return TRUE;
  }
  kk_kx_pair_generate (&public_key, &secret);
  guarded = kk_secret_new_copy (secret.bytes, sizeof secret.bytes);
  memcpy (made.public_key.bytes, public_key.bytes, sizeof made.public_key.bytes);
  made.secret = guarded;
  *mailbox = made.public_key;
  if (newest != NULL) {
    if (!kk_old_keys_now (sealing->app, &newest->retired, error) ||
        !kk_vault_mailbox_key_put (vault, newest, error))
      return FALSE;
  }
  return kk_vault_mailbox_key_put (vault, &made, error);
}

/* The marks that the next manifest has to say: what was read of each log since it was last said. */
gboolean
kk_seal_collect_marks (KkSealing *sealing, gboolean all, GArray *marks, GError **error)
{
  g_autoptr (GArray) logs = kk_vault_log_list (sealing->app->vault, NULL, error);

  if (logs == NULL)
    return FALSE;
  for (guint i = 0; i < logs->len; i++) {
    const KkVaultLog *log = &g_array_index (logs, KkVaultLog, i);
    KkMark mark = { log->log, log->push_no, kk_id_from_hash (&log->hash) };
    KkMark said;

    if (log->idx == sealing->log || log->push_no == 0)
      continue;
    if (!kk_vault_mark_get (sealing->app->vault, &sealing->seat->seat, &log->log, &said, error))
      return FALSE;
    if (all || said.push_no != mark.push_no)
      g_array_append_val (marks, mark);
  }
  return TRUE;
}

gboolean
kk_seal_remember_marks (KkSealing *sealing, const GArray *marks, GError **error)
{
  for (guint i = 0; i < marks->len; i++) {
    if (!kk_vault_mark_set (sealing->app->vault, &sealing->seat->seat,
                            &g_array_index (marks, KkMark, i), error))
      return FALSE;
  }
  return TRUE;
}

char *
kk_seal_setting (const KkSealing *sealing, const char *what)
{
  return g_strdup_printf ("%s/%s", what, kk_id_text (&sealing->seat->log).text);
}

/* The order in which documents were taken is nothing: the board is what is on it. */
static int
compare_entries (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (KkBoardEntry));
}

/* What this device keeps on its board, and whether that is another list than was said last. */
GArray *
kk_seal_collect_board (KkSealing *sealing, gboolean *changed, GError **error)
{
  g_autofree char *name = kk_seal_setting (sealing, "board");
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) before = kk_vault_setting_dup_bytes (sealing->app->vault, name, &local);
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (GArray) entries = g_array_new (FALSE, TRUE, sizeof (KkBoardEntry));
  gsize size = 0;
  gconstpointer data = before != NULL ? g_bytes_get_data (before, &size) : NULL;

  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  documents = kk_directory_dup_board (sealing->app->directory, &sealing->app->device, error);
  for (guint i = 0; documents != NULL && i < documents->len; i++) {
    const KkBoardDocument *document = documents->pdata[i];
    KkBoardEntry entry;

    memset (&entry, 0, sizeof entry); /* compared as bytes below */
    entry.kind = (KkBoardKind) document->kind;
    entry.version = document->version;
    entry.hash = document->hash;
    g_array_append_val (entries, entry);
  }
  g_array_sort (entries, compare_entries);
  *changed = size != entries->len * sizeof (KkBoardEntry) ||
             (size > 0 && memcmp (data, entries->data, size) != 0);
  return documents != NULL ? g_steal_pointer (&entries) : NULL;
}

gboolean
kk_seal_remember_board (KkSealing *sealing, const GArray *board, GError **error)
{
  g_autofree char *name = kk_seal_setting (sealing, "board");
  g_autoptr (GBytes) bytes = g_bytes_new (board->data, board->len * sizeof (KkBoardEntry));

  return kk_vault_setting_set_bytes (sealing->app->vault, name, bytes, error);
}
