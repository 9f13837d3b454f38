/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-body-verdict-private.h"
#include "app/exchange/kk-inbox-lines-private.h"
#include "app/exchange/kk-inbox-taking-private.h"
#include "app/exchange/kk-withdrawal-private.h"
#include "app/sharing/kk-objects-private.h"
#include "base/kk-limits.h"
#include "vault/kk-vault-documents.h"
#include "vault/kk-vault-resync.h"

gboolean
kk_inbox_is_from_sibling (const KkInboxTaking *taking)
{
  return taking->examined->body->scope == KK_SCOPE_SIBLING;
}

gboolean
kk_inbox_is_return (const KkInboxTaking *taking)
{
  return taking->examined->body->scope == KK_SCOPE_RETURN;
}

static gboolean
has_row (const KkInboxTaking *taking, guint64 sequence, gboolean *has, GError **error)
{
  const KkInboxPlace *place = taking->place;
  g_autoptr (GError) local = NULL;
  g_autoptr (KkVaultInboxRow) row = kk_vault_inbox_by_sequence (
      place->app->vault, place->log, &place->seat->seat, sequence, &local);

  *has = row != NULL && row->state != KK_INBOX_HOLD;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
kk_inbox_take_covers (KkInboxTaking *taking, GError **error)
{
  const KkInboxPlace *place = taking->place;
  const KkBody *body = taking->examined->body;
  guint64 sequence = taking->examined->statement->sequence;
  guint64 parts = MAX (body->parts, 1);
  guint64 first = body->part == 0 ? sequence : sequence - MIN (body->part - 1, sequence - 1);
  gboolean whole = body->covers > 0 && body->covers < first && parts <= KK_LIMIT_LIVE_PACKETS;

  /* The parts have consecutive numbers (docs/formats/body.md). */
  for (guint64 i = 0; whole && i < parts; i++) {
    if (!has_row (taking, first + i, &whole, error))
      return FALSE;
  }
  return !whole || kk_vault_stream_set (place->app->vault, place->log, &place->seat->seat,
                                        body->covers, error);
}

/* §13: decided twice, with the register that the packet names and with the newest one here. */
static gboolean
decide (KkInboxTaking *taking, GError **error)
{
  KkApp *app = taking->place->app;
  const KkStatement *statement = taking->examined->statement;
  const KkRegister *pinned =
      kk_directory_get_register (app->directory, &statement->register_, error);
  const KkRegister *newest =
      pinned != NULL ? kk_directory_newest_register (app->directory, error) : NULL;
  KkBodyParties parties = { .day = statement->decided_on, .cited = TRUE };

  if (newest == NULL)
    return FALSE;
  parties.giver = taking->place->writer->desk;
  parties.giver_organisation = taking->place->writer->organisation;
  parties.receiver = kk_directory_find_desk (app->directory, &taking->place->seat->desk,
                                             &parties.receiver_organisation);
  taking->pinned = kk_body_decide (app->directory, pinned, taking->examined->body, &parties);
  parties.cited = FALSE;
  taking->newest = newest == pinned
                       ? g_array_ref (taking->pinned)
                       : kk_body_decide (app->directory, newest, taking->examined->body, &parties);
  return TRUE;
}

KkExamineCode
kk_inbox_check_law (const KkInboxTaking *taking, guint op_no, const KkRow **row)
{
  const KkOpVerdict *verdict = &g_array_index (taking->pinned, KkOpVerdict, op_no);

  *row = verdict->row;
  if (verdict->outcome != KK_OUTCOME_SEND)
    return KK_EXAMINE_OP_UNLAWFUL;
  verdict = &g_array_index (taking->newest, KkOpVerdict, op_no);
  *row = verdict->row;
  return verdict->outcome == KK_OUTCOME_SEND ? KK_EXAMINE_OK : KK_EXAMINE_OP_NOT_ANY_MORE;
}

/* Siblings that the writer did not name get what came from whoever has it (§15). */
static void
find_forward (KkInboxTaking *taking)
{
  const KkInboxPlace *place = taking->place;
  g_autoptr (GPtrArray) seats =
      kk_directory_seats_of_desk (place->app->directory, &place->seat->desk);
  const GArray *others = taking->examined->statement->others;

  for (guint i = 0; i < seats->len && !kk_inbox_is_from_sibling (taking); i++) {
    KkSeatInfo *sibling = seats->pdata[i];
    gboolean named = kk_id_equal (&sibling->seat, &place->seat->seat);

    for (guint j = 0; j < others->len && !named; j++)
      named = kk_id_equal (&g_array_index (others, KkId, j), &sibling->seat);
    if (!named)
      g_ptr_array_add (taking->forward, sibling);
  }
}

static gboolean
forward_object (const KkInboxTaking *taking, const KkSignedObject *signed_, GError **error)
{
  KkHash hash = kk_object_hash (signed_);

  for (guint i = 0; i < taking->forward->len; i++) {
    const KkSeatInfo *sibling = taking->forward->pdata[i];

    if (!kk_vault_object_add_due (taking->place->app->vault, &sibling->seat, &hash, error))
      return FALSE;
  }
  return TRUE;
}

/* What takes another back has its effect at the desk that may have used it, once for all its seats: what follows from it
 * reaches the others as operations. */
static gboolean
take_object (const KkInboxTaking *taking, const KkSignedObject *signed_, GError **error)
{
  KkWithdrawalPlace place = { &taking->place->seat->desk, kk_inbox_is_from_sibling (taking) };
  gboolean kept = FALSE;

  return kk_object_keep (taking->place->app, signed_, &kept, error) &&
         (!kept || (forward_object (taking, signed_, error) &&
                    kk_withdrawal_take (taking->place->app, &place, signed_, error)));
}

gboolean
kk_inbox_take_body (KkInboxTaking *taking, GError **error)
{
  const KkBody *body = taking->examined->body;
  gboolean sibling = kk_inbox_is_from_sibling (taking);
  guint op_no = 0;

  if (!sibling && !kk_inbox_is_return (taking) && !decide (taking, error))
    return FALSE;
  find_forward (taking);
  for (guint i = 0; i < body->objects->len; i++) {
    if (!take_object (taking, body->objects->pdata[i], error))
      return FALSE;
  }
  for (guint i = 0; i < body->records->len; i++) {
    const KkBodyRecord *record = body->records->pdata[i];

    if (!kk_inbox_take_record (taking, record, op_no, error))
      return FALSE;
    op_no += record->ops->len;
  }
  return !sibling || kk_inbox_take_lines (taking->place->app, body, taking->place->log, error);
}
