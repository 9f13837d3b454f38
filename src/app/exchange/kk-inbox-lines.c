/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-inbox-lines-private.h"

#include "app/register/kk-entry-chain-private.h"
#include "format/kk-entry-codec.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-records.h"
#include "vault/kk-vault-shares.h"

#include <string.h>

static gboolean
proves_itself (const KkRegisterLine *line)
{
  KkHash leaf;

  if (line->text == NULL)
    return TRUE; /* erased there: the leaf is all there is */
  leaf = kk_entry_leaf (line->salt, line->text);
  return kk_hash_equal (&leaf, &line->leaf);
}

static gboolean
note_field (KkApp *app, gint64 log, const KkEntry *entry, const KkEntryField *field, GError **error)
{
  KkVaultSent sent = { .desk = entry->desk, .field = field->field, .element = field->element };
  const KkId *writer = kk_vault_log_get_id (app->vault, log);
  KkVaultRecord record;
  KkVaultLog stored;
  gboolean found = FALSE;

  if (writer == NULL || !kk_vault_log_get (app->vault, log, &stored, error) ||
      !kk_vault_record_find (app->vault, &stored.desk, &field->record, &record, &found, error))
    return FALSE;
  sent.record = record.idx;
  sent.log = log;
  sent.kind = KK_OP_VALUE;
  return (!found || kk_vault_sent_put (app->vault, &sent, error)) &&
         kk_inbox_tell_late (app, &stored.desk, &field->record, &entry->desk, error);
}

/* What a colleague disclosed this desk disclosed: who was given it is asked, too, when it is taken back here (§17). An entry
 * says which field, not which value of it: such a row has the number 0. */
static gboolean
note_sent (KkApp *app, gint64 log, const KkRegisterLine *line, GError **error)
{
  g_autoptr (KkEntry) entry = line->text != NULL ? kk_entry_decode (line->text, NULL) : NULL;

  if (entry == NULL || kk_id_is_zero (&entry->desk) ||
      (entry->kind != KK_ENTRY_DISCLOSED && entry->kind != KK_ENTRY_AGAIN &&
       entry->kind != KK_ENTRY_ACUTE))
    return TRUE;
  for (guint i = 0; i < entry->fields->len; i++) {
    const KkEntryField *field = entry->fields->pdata[i];

    if (field->field != 0 && !note_field (app, log, entry, field, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
take_line (KkApp *app, gint64 log, const KkRegisterLine *line, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KkVaultEntry) last = kk_vault_entry_last (app->vault, log, &local);
  g_autoptr (KkVaultEntry) entry = kk_vault_entry_new ();
  KkHash before;

  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (line->n != (last != NULL ? last->n + 1 : 1) || !proves_itself (line))
    return TRUE;
  before =
      last != NULL ? last->chain : kk_entry_chain_start (kk_vault_log_get_id (app->vault, log));
  entry->log = log;
  entry->n = line->n;
  entry->leaf = line->leaf;
  entry->chain = kk_entry_chain_next (&before, &line->leaf);
  entry->erased = line->text == NULL;
  memcpy (entry->salt, line->salt, sizeof entry->salt);
  entry->text = line->text != NULL ? g_bytes_ref (line->text) : NULL;
  return kk_vault_entry_append (app->vault, entry, error) && note_sent (app, log, line, error);
}

gboolean
kk_inbox_take_lines (KkApp *app, const KkBody *body, gint64 log, GError **error)
{
  const KkId *id = kk_vault_log_get_id (app->vault, log);

  if (id == NULL || !kk_id_equal (id, &body->lines_log))
    return TRUE; /* only the writer's own log: nobody speaks for another */
  for (guint i = 0; i < body->lines->len; i++) {
    if (!take_line (app, log, body->lines->pdata[i], error))
      return FALSE;
  }
  return TRUE;
}
