/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Where it follows which operations of a register are live (exchange §14). */

#include "domain/kk-merge.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-private.h"
#include "vault/kk-vault-records.h"

/* What merging needs to know of a stored operation: its value does not count. */
typedef struct {
  gint64 idx;
  KkOp *op;
  KkId desk;
  KkOpState state;
  gboolean live;
} Member;

static void
clear_member (gpointer data)
{
  kk_op_unref (((Member *) data)->op);
}

static gboolean
set_live (KkVault *vault, gint64 idx, gboolean live, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "UPDATE op SET live = ?1 WHERE idx = ?2");

  kk_query_bind_number (&query, live ? 1 : 0);
  kk_query_bind_number (&query, idx);
  return kk_query_run (&query, error);
}

static gboolean
read_member (KkVault *vault, const KkQuery *query, Member *member, GError **error)
{
  gint64 log = kk_query_number (query, 1);
  const KkId *id = kk_vault_log_get_id (vault, log);
  const KkId *desk = kk_vault_log_get_desk (vault, log);

  if (id == NULL || desk == NULL) {
    g_set_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_DAMAGED, "operation: its log is not known");
    return FALSE;
  }
  member->idx = kk_query_number (query, 0);
  member->desk = *desk;
  member->op = kk_op_new ((KkDot){ *id, (guint32) kk_query_number (query, 2) }, KK_OP_VALUE, 0);
  member->state = (KkOpState) kk_query_number (query, 3);
  member->live = kk_query_number (query, 4) != 0;
  if (kk_query_number (query, 5) == 0 ||
      kk_vault_read_context (vault, member->idx, member->op, error))
    return TRUE;
  g_clear_pointer (&member->op, kk_op_unref);
  return FALSE;
}

static GArray *
read_register (KkVault *vault, gint64 record, const KkOp *op, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT idx, log, n, state, live, contexts FROM op "
                                            "WHERE record = ?1 AND field = ?2 AND element = ?3");
  g_autoptr (GArray) members = g_array_new (FALSE, TRUE, sizeof (Member));

  g_array_set_clear_func (members, clear_member);
  kk_query_bind_number (&query, record);
  kk_query_bind_number (&query, op->field);
  kk_query_bind_text (&query, op->element);
  while (kk_query_next (&query, error)) {
    Member member = { 0 };

    if (!read_member (vault, &query, &member, error))
      return NULL;
    g_array_append_val (members, member);
  }
  return kk_query_is_fine (&query) ? g_steal_pointer (&members) : NULL;
}

static gboolean
update_live (KkVault *vault, const Member *member, gboolean live, GError **error)
{
  live = live && member->state != KK_OP_STATE_ERASED;
  return live == member->live || set_live (vault, member->idx, live, error);
}

/* The state of a register is a function of the set of its operations (§14), so it is made from the whole set. */
gboolean
kk_vault_merge_register (KkVault *vault,
                         gint64 record,
                         const KkOp *op,
                         const KkId *owner,
                         GError **error)
{
  g_autoptr (GArray) members = read_register (vault, record, op, error);
  g_autofree KkRegisterOp *ops = NULL;
  g_autofree gboolean *live = NULL;

  if (members == NULL)
    return FALSE;
  ops = g_new (KkRegisterOp, MAX (members->len, 1));
  live = g_new0 (gboolean, MAX (members->len, 1));
  for (guint i = 0; i < members->len; i++) {
    const Member *member = &g_array_index (members, Member, i);

    ops[i] = (KkRegisterOp){ member->op, member->desk };
  }
  kk_merge_live (ops, members->len, owner, live);
  for (guint i = 0; i < members->len; i++) {
    if (!update_live (vault, &g_array_index (members, Member, i), live[i], error))
      return FALSE;
  }
  return TRUE;
}

static KkRegisterOp
as_register_op (const Member *member)
{
  return (KkRegisterOp){ member->op, member->desk };
}

/* One more operation takes others' place or finds its own taken; between the others nothing changes. So a long register
 * costs its length and not its square. */
gboolean
kk_vault_merge_new (KkVault *vault,
                    const KkVaultRecord *record,
                    const KkOp *op,
                    gint64 idx,
                    GError **error)
{
  g_autoptr (GArray) members = read_register (vault, record->idx, op, error);
  const Member *added = NULL;
  KkRegisterOp newer;
  gboolean live = TRUE;

  for (guint i = 0; members != NULL && i < members->len; i++) {
    if (g_array_index (members, Member, i).idx == idx)
      added = &g_array_index (members, Member, i);
  }
  if (added == NULL)
    return FALSE;
  newer = as_register_op (added);
  for (guint i = 0; i < members->len; i++) {
    const Member *member = &g_array_index (members, Member, i);
    KkRegisterOp older = as_register_op (member);

    if (member == added)
      continue;
    live = live && !kk_merge_replaces (&older, &newer, &record->owner);
    if (member->live && kk_merge_replaces (&newer, &older, &record->owner) &&
        !set_live (vault, member->idx, FALSE, error))
      return FALSE;
  }
  return update_live (vault, added, live, error);
}
