/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-withdrawal-private.h"

#include "app/exchange/kk-outbox-private.h"
#include "app/register/kk-recall-consent-private.h"
#include "app/register/kk-register-logs-private.h"
#include "app/sharing/kk-objects-private.h"
#include "format/kk-basis-codec.h"
#include "format/kk-entry-codec.h"
#include "vault/kk-vault-documents.h"
#include "vault/kk-vault-register.h"

static gboolean
ask_back (KkApp *app,
          const KkWithdrawalPlace *place,
          const KkObject *withdrawal,
          const KkObject *object,
          GError **error)
{
  KkWithdrawal withdrawn = { .desk = place->desk, .thread = &object->thread, .object = object };
  guint count;

  withdrawn.day = withdrawal->from;
  return kk_recall_withdrawn (app, &withdrawn, &count, error);
}

/* (transfer full) (nullable): the object that @withdrawal takes back, when it is here and its issuer's to take back. */
static KkObject *
find_object (KkApp *app, const KkObject *withdrawal, GError **error)
{
  g_autoptr (KkVaultObject) stored =
      kk_vault_object_get (app->vault, &withdrawal->withdrawn, error);
  g_autoptr (KkSignedObject) signed_ =
      stored != NULL ? kk_signed_object_decode (stored->bytes, error) : NULL;
  g_autoptr (KkObject) object = signed_ != NULL ? kk_object_decode (signed_->body, error) : NULL;

  if (object == NULL || !kk_id_equal (&object->issuer, &withdrawal->issuer) ||
      !kk_id_equal (&object->thread, &withdrawal->thread))
    return NULL;
  return g_steal_pointer (&object);
}

gboolean
kk_withdrawal_take (KkApp *app,
                    const KkWithdrawalPlace *place,
                    const KkSignedObject *withdrawal,
                    GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KkObject) said = kk_object_decode (withdrawal->body, error);
  g_autoptr (KkObject) object = NULL;

  if (said == NULL)
    return FALSE;
  if (said->kind != KK_OBJECT_WITHDRAWAL)
    return TRUE;
  object = find_object (app, said, &local);
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  /* What never came here was never used here. */
  if (object == NULL)
    return TRUE;
  return kk_outbox_cancel_decided (app, place->desk, &said->withdrawn, error) &&
         (place->sibling || ask_back (app, place, said, object, error));
}

/* An entry without fields is that of decisions by themselves. */
static gboolean
tells_decisions (const KkEntry *entry, const KkId *thread)
{
  return (entry->kind == KK_ENTRY_DISCLOSED || entry->kind == KK_ENTRY_AGAIN) &&
         entry->fields->len == 0 && entry->has_thread && kk_id_equal (&entry->thread, thread);
}

static void
add_desk (GArray *desks, const KkId *desk)
{
  for (guint i = 0; i < desks->len; i++) {
    if (kk_id_equal (&g_array_index (desks, KkId, i), desk))
      return;
  }
  g_array_append_vals (desks, desk, 1);
}

static gboolean
add_addressees (KkApp *app,
                const KkVaultLog *log,
                const KkId *thread,
                GArray *desks,
                GError **error)
{
  g_autoptr (GPtrArray) entries = kk_vault_entry_list (app->vault, log->idx, 1, G_MAXINT64, error);

  for (guint i = 0; entries != NULL && i < entries->len; i++) {
    const KkVaultEntry *line = entries->pdata[i];
    g_autoptr (KkEntry) entry = line->text != NULL ? kk_entry_decode (line->text, NULL) : NULL;

    if (entry != NULL && tells_decisions (entry, thread))
      add_desk (desks, &entry->desk);
  }
  return entries != NULL;
}

GArray *
kk_withdrawal_addressees (KkApp *app, const KkId *desk, const KkId *thread, GError **error)
{
  g_autoptr (GArray) logs = kk_register_logs (app, error);
  g_autoptr (GArray) desks = g_array_new (FALSE, FALSE, sizeof (KkId));

  for (guint i = 0; logs != NULL && i < logs->len; i++) {
    const KkVaultLog *log = &g_array_index (logs, KkVaultLog, i);

    if (kk_id_equal (&log->desk, desk) && !add_addressees (app, log, thread, desks, error))
      return NULL;
  }
  return logs != NULL ? g_steal_pointer (&desks) : NULL;
}
