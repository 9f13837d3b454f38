/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/register/kk-entry-chain-private.h"

#include "crypto/kk-hash.h"
#include "format/kk-entry-codec.h"
#include "vault/kk-vault-logs.h"

#include <string.h>

KkHash
kk_entry_chain_start (const KkId *log)
{
  return kk_hash_labelled ("chain", log->bytes, sizeof log->bytes);
}

KkHash
kk_entry_chain_next (const KkHash *before, const KkHash *leaf)
{
  return kk_hash_labelled_pair ("chain", before->bytes, sizeof before->bytes, leaf->bytes,
                                sizeof leaf->bytes);
}

KkHash
kk_entry_leaf (const guint8 salt[16], GBytes *entry)
{
  gsize size;
  const void *data = g_bytes_get_data (entry, &size);

  return kk_hash_labelled_pair ("entry", salt, 16, data, size);
}

gboolean
kk_entry_chain_head (KkApp *app, gint64 log, KkHash *head, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KkVaultEntry) last = kk_vault_entry_last (app->vault, log, &local);

  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  *head = last != NULL ? last->chain : kk_entry_chain_start (kk_vault_log_get_id (app->vault, log));
  return TRUE;
}

gboolean
kk_entry_chain_append (KkApp *app, gint64 log, KkEntry *entry, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KkVaultEntry) last = kk_vault_entry_last (app->vault, log, &local);
  g_autoptr (KkVaultEntry) added = kk_vault_entry_new ();
  KkHash before;
  KkId salt = kk_id_random ();

  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  before =
      last != NULL ? last->chain : kk_entry_chain_start (kk_vault_log_get_id (app->vault, log));
  entry->n = last != NULL ? last->n + 1 : 1;
  entry->time = kk_app_now (app);
  added->log = log;
  added->n = entry->n;
  memcpy (added->salt, salt.bytes, sizeof added->salt);
  added->text = kk_entry_encode (entry);
  added->leaf = kk_entry_leaf (added->salt, added->text);
  added->chain = kk_entry_chain_next (&before, &added->leaf);
  return kk_vault_entry_append (app->vault, added, error);
}

gboolean
kk_entry_chain_append_own (KkApp *app, const KkOwnSeat *seat, KkEntry *entry, GError **error)
{
  gint64 log;

  return kk_vault_log_ensure (app->vault, &seat->log, &seat->seat, &seat->desk, seat->incarnation,
                              &log, error) &&
         kk_entry_chain_append (app, log, entry, error);
}

/* An erased entry has only its leaf left; the chain goes on over it. */
static gboolean
entry_holds (const KkVaultEntry *entry, guint64 n, const KkHash *before)
{
  KkHash chain = kk_entry_chain_next (before, &entry->leaf);

  if (entry->n != n || !kk_hash_equal (&chain, &entry->chain))
    return FALSE;
  if (!entry->erased) {
    KkHash leaf = kk_entry_leaf (entry->salt, entry->text);
    g_autoptr (KkEntry) decoded = kk_entry_decode (entry->text, NULL);

    return kk_hash_equal (&leaf, &entry->leaf) && decoded != NULL && decoded->n == n;
  }
  return TRUE;
}

gboolean
kk_entry_chain_prove (KkApp *app,
                      gint64 log,
                      guint64 *entries,
                      guint64 *broken_at,
                      KkHash *head,
                      GError **error)
{
  g_autoptr (GPtrArray) list = kk_vault_entry_list (app->vault, log, 1, 0, error);

  if (list == NULL)
    return FALSE;
  *entries = list->len;
  *broken_at = 0;
  *head = kk_entry_chain_start (kk_vault_log_get_id (app->vault, log));
  for (guint i = 0; i < list->len; i++) {
    const KkVaultEntry *entry = list->pdata[i];

    if (!entry_holds (entry, (guint64) i + 1, head)) {
      *broken_at = (guint64) i + 1;
      return TRUE;
    }
    *head = entry->chain;
  }
  return TRUE;
}
