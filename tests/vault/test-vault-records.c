/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Operations: what is live, whatever the order; duplicates, evidence, upgrades, erasure, deletion. */

#include "domain/kk-merge.h"
#include "domain/kk-schema.h"
#include "vault-room.h"
#include "vault/kk-vault-cases.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-search.h"

#define N_OPS 14

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

static char *
describe_live (VaultRoom *room, gint64 record)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ops = kk_vault_op_list (room->vault, record, KK_OPS_LIVE, &error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  g_assert_no_error (error);
  for (guint i = 0; i < ops->len; i++) {
    const KkStoredOp *stored = ops->pdata[i];

    g_ptr_array_add (lines, g_strdup_printf ("%u/%s/%x.%u", stored->op->field,
                                             stored->op->element != NULL ? stored->op->element : "",
                                             stored->op->dot.log.bytes[0], stored->op->dot.n));
  }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv (" ", (char **) lines->pdata);
}

/* Operations on a few registers that see some of those before them. */
static GPtrArray *
make_history (const VaultRoom *room, GRand *rand)
{
  static const char *const elements[] = { NULL, "A", "B" };
  GPtrArray *ops = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_op_unref);
  guint32 n[4] = { 0 };

  for (guint i = 0; i < N_OPS; i++) {
    guint log = (guint) g_rand_int_range (rand, 0, 4);
    KkOp *op = vault_room_make_op (room, log, ++n[log], 302, "waarde");

    op->element = g_strdup (elements[g_rand_int_range (rand, 0, 3)]);
    for (guint j = 0; j < i; j++) {
      const KkOp *earlier = ops->pdata[j];

      if (g_rand_boolean (rand) && g_strcmp0 (op->element, earlier->element) == 0 &&
          !(kk_id_equal (&earlier->dot.log, &op->dot.log) && earlier->dot.n >= op->dot.n))
        kk_op_add_context (op, earlier->dot);
    }
    g_ptr_array_add (ops, op);
  }
  return ops;
}

static void
apply_shuffled (VaultRoom *room, gint64 record, GPtrArray *ops, GRand *rand)
{
  g_autoptr (GError) error = NULL;
  KkVaultTransaction *transaction = kk_vault_begin (room->vault, &error);

  for (guint i = ops->len; i > 1; i--) {
    guint j = (guint) g_rand_int_range (rand, 0, (gint32) i);
    gpointer other = ops->pdata[i - 1];

    ops->pdata[i - 1] = ops->pdata[j];
    ops->pdata[j] = other;
  }
  for (guint i = 0; i < ops->len; i++) {
    KkApplyResult result;

    kk_vault_op_apply (room->vault, record, ops->pdata[i], 0, &result, &error);
    g_assert_no_error (error);
    g_assert_cmpint (result, ==, KK_APPLY_NEW);
    if (g_rand_boolean (rand)) {
      kk_vault_op_apply (room->vault, record,
                         ops->pdata[g_rand_int_range (rand, 0, (gint32) i + 1)], 0, &result,
                         &error);
      g_assert_cmpint (result, ==, KK_APPLY_DUPLICATE);
    }
  }
  kk_vault_commit (transaction, &error);
  g_assert_no_error (error);
}

/* The same as the domain makes of each register, made at once. */
static void
assert_as_domain (VaultRoom *room, gint64 record, const KkId *owner)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = kk_vault_op_list (room->vault, record, KK_OPS_ALL, &error);
  guint end;

  for (guint start = 0; start < all->len; start = end) {
    KkRegisterOp ops[N_OPS];
    gboolean live[N_OPS];
    const KkStoredOp *first = all->pdata[start];

    for (end = start; end < all->len; end++) {
      const KkStoredOp *stored = all->pdata[end];

      if (g_strcmp0 (stored->op->element, first->op->element) != 0)
        break;
      ops[end - start] = (KkRegisterOp){ stored->op, stored->desk };
    }
    kk_merge_live (ops, end - start, owner, live);
    for (guint i = start; i < end; i++)
      g_assert_cmpint (((KkStoredOp *) all->pdata[i])->live, ==, live[i - start]);
  }
}

static void
test_order_is_nothing (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261121);

  vault_room_open (&room);
  for (guint history = 0; history < 25; history++) {
    const KkId *owner = history % 2 == 0 ? &room.own : &room.other;
    g_autoptr (GPtrArray) ops = make_history (&room, rand);
    g_autofree char *expected = NULL;

    for (guint order = 0; order < 6; order++) {
      gint64 record = vault_room_add_record (&room, KK_RECORD_PERSON, owner, NULL);
      g_autofree char *got = NULL;

      apply_shuffled (&room, record, ops, rand);
      assert_as_domain (&room, record, owner);
      got = describe_live (&room, record);
      if (expected == NULL)
        expected = g_strdup (got);
      g_assert_cmpstr (got, ==, expected);
    }
  }
}

static void
test_values_come_back (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  KkDot dots[] = { { vault_room_id (0x10), 3 }, { vault_room_id (0x77), 2000000000 } };
  KkValue *values[] = { kk_value_new_text ("één\nregel"),
                        kk_value_new_text (""),
                        kk_value_new_text_length ("a\0b", 3),
                        kk_value_new_integer (G_MININT64),
                        kk_value_new_boolean (TRUE),
                        kk_value_new_boolean (FALSE),
                        kk_value_new_bytes ("\0\1\377", 3),
                        kk_value_new_bytes ("", 0),
                        kk_value_new_dots (dots, 2),
                        kk_value_new_dots (dots, 0),
                        NULL };
  gint64 record;

  vault_room_open (&room);
  record = vault_room_add_record (&room, KK_RECORD_PERSON, &room.own, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    g_autoptr (KkOp) op = kk_op_new ((KkDot){ room.logs[0], i + 1 }, KK_OP_VALUE, 400 + i);
    g_autoptr (KkStoredOp) stored = NULL;

    op->value = values[i];
    op->extra = 0x80000001u;
    op->time = -5;
    kk_op_add_context (op, (KkDot){ vault_room_id (0x99), 7 });
    g_assert_cmpint (vault_room_apply (&room, record, op), ==, KK_APPLY_NEW);
    stored = kk_vault_op_get (room.vault, record, &op->dot, &error);
    g_assert_no_error (error);
    g_assert_true (kk_op_equal (stored->op, op));
    g_assert_cmpuint (stored->op->field, ==, op->field);
    g_assert_cmpuint (stored->op->extra, ==, op->extra);
    g_assert_cmpint (stored->op->time, ==, op->time);
    g_assert_true (kk_id_equal (&stored->desk, &room.own));
    g_assert_cmpint (vault_room_apply (&room, record, op), ==, KK_APPLY_DUPLICATE);
  }
}

static void
test_evidence (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkOp) op = NULL;
  g_autoptr (KkOp) other_value = NULL;
  g_autoptr (KkOp) other_field = NULL;
  g_autoptr (KkStoredOp) stored = NULL;
  gint64 record;

  vault_room_open (&room);
  record = vault_room_add_record (&room, KK_RECORD_PERSON, &room.own, NULL);
  op = vault_room_make_op (&room, 0, 1, 401, "een");
  other_value = vault_room_make_op (&room, 0, 1, 401, "twee");
  other_field = vault_room_make_op (&room, 0, 1, 402, "een");
  g_assert_cmpint (vault_room_apply (&room, record, op), ==, KK_APPLY_NEW);
  g_assert_cmpint (vault_room_apply (&room, record, other_value), ==, KK_APPLY_EVIDENCE);
  g_assert_cmpint (vault_room_apply (&room, record, other_field), ==, KK_APPLY_EVIDENCE);
  stored = kk_vault_op_get (room.vault, record, &op->dot, &error);
  g_assert_cmpstr (kk_value_get_text (stored->op->value, NULL), ==, "een");
}

static void
test_upward_only (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkOp) value = NULL;
  g_autoptr (KkOp) hidden = NULL;
  g_autoptr (KkStoredOp) stored = NULL;
  g_autoptr (KkStoredOp) erased = NULL;
  KkVaultTransaction *transaction;
  gint64 record;

  vault_room_open (&room);
  record = vault_room_add_record (&room, KK_RECORD_PERSON, &room.other, NULL);
  value = vault_room_make_op (&room, 2, 1, 401, "een");
  hidden = kk_op_new (value->dot, KK_OP_NOT_SHARED, 401);
  g_assert_cmpint (vault_room_apply (&room, record, hidden), ==, KK_APPLY_NEW);
  g_assert_cmpint (vault_room_apply (&room, record, hidden), ==, KK_APPLY_DUPLICATE);
  g_assert_cmpint (vault_room_apply (&room, record, value), ==, KK_APPLY_UPGRADED);
  g_assert_cmpint (vault_room_apply (&room, record, hidden), ==, KK_APPLY_DUPLICATE);
  stored = kk_vault_op_get (room.vault, record, &value->dot, &error);
  g_assert_true (kk_op_equal (stored->op, value) && stored->live);

  transaction = kk_vault_begin (room.vault, &error);
  g_assert_true (kk_vault_op_erase (room.vault, record, &value->dot, &error));
  kk_vault_commit (transaction, &error);
  g_assert_no_error (error);
  g_assert_cmpint (vault_room_apply (&room, record, value), ==, KK_APPLY_ERASED);
  erased = kk_vault_op_get (room.vault, record, &value->dot, &error);
  g_assert_cmpint (erased->state, ==, KK_OP_STATE_ERASED);
  g_assert_null (erased->op->value);
  g_assert_false (erased->live);
}

/* What an erased operation replaced stays away. */
static void
test_erased_still_replaces (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) live = NULL;
  KkVaultTransaction *transaction;
  KkDot second = { vault_room_id (0x10), 2 };
  g_autoptr (KkOp) proposal = NULL;
  gint64 record;

  vault_room_open (&room);
  record = vault_room_add_record (&room, KK_RECORD_PERSON, &room.own, NULL);
  vault_room_set_text (&room, record, 401, "oud");
  vault_room_set_text (&room, record, 401, "nieuw");
  transaction = kk_vault_begin (room.vault, &error);
  g_assert_true (kk_vault_op_erase (room.vault, record, &second, &error));
  kk_vault_commit (transaction, &error);
  proposal = vault_room_make_op (&room, 2, 1, 401, "voorstel");
  g_assert_cmpint (vault_room_apply (&room, record, proposal), ==, KK_APPLY_NEW);
  live = kk_vault_op_list (room.vault, record, KK_OPS_LIVE, &error);
  g_assert_cmpuint (live->len, ==, 1);
  g_assert_true (kk_id_equal (&((KkStoredOp *) live->pdata[0])->desk, &room.other));
}

static void
test_next_n (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 record;
  guint32 n;

  vault_room_open (&room);
  record = vault_room_add_record (&room, KK_RECORD_PERSON, &room.own, NULL);
  g_assert_true (kk_vault_op_next_n (room.vault, record, room.idxs[0], &n, &error));
  g_assert_cmpuint (n, ==, 1);
  vault_room_set_text (&room, record, 401, "a");
  vault_room_set_text (&room, record, 402, "b");
  g_assert_true (kk_vault_op_next_n (room.vault, record, room.idxs[0], &n, &error));
  g_assert_cmpuint (n, ==, 3);
  g_assert_true (kk_vault_op_next_n (room.vault, record, room.idxs[1], &n, &error));
  g_assert_cmpuint (n, ==, 1);
}

static void
test_record_erase (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GBytes) shared = g_bytes_new_static ("gedeelde basis", 14);
  g_autoptr (GBytes) alone = g_bytes_new_static ("eigen basis", 11);
  g_autoptr (GBytes) left = NULL;
  g_autoptr (GBytes) gone = NULL;
  g_autoptr (GArray) found = NULL;
  g_autoptr (KkOp) op = NULL;
  char order[] = "order-1";
  char day[] = "2026-11-21";
  KkVaultErased erased = { .order_ref = order, .day = day };
  KkVaultRecord record = { .type = KK_RECORD_PERSON };
  KkVaultTransaction *transaction;
  KkApplyResult result;
  gint64 bases[2];
  gint64 idxs[2];

  vault_room_open (&room);
  record.desk = record.owner = room.own;
  transaction = kk_vault_begin (room.vault, &error);
  kk_vault_basis_ensure (room.vault, shared, &bases[0], &error);
  kk_vault_basis_ensure (room.vault, alone, &bases[1], &error);
  for (guint i = 0; i < 2; i++) {
    g_autoptr (KkOp) first = vault_room_make_op (&room, 0, 1, 401, "Oefenstra");
    g_autoptr (KkOp) second = vault_room_make_op (&room, 0, 2, 402, "Andrei");

    record.id = vault_room_id ((guint8) (0xc0 + i));
    kk_vault_record_ensure (room.vault, &record, &idxs[i], &error);
    kk_vault_op_apply (room.vault, idxs[i], first, bases[0], &result, &error);
    kk_vault_op_apply (room.vault, idxs[i], second, i == 1 ? bases[1] : 0, &result, &error);
  }
  kk_vault_commit (transaction, &error);
  g_assert_no_error (error);

  erased.desk = room.own;
  erased.id = record.id;
  transaction = kk_vault_begin (room.vault, &error);
  g_assert_true (kk_vault_record_erase (room.vault, &erased, &error));
  kk_vault_commit (transaction, &error);
  g_assert_no_error (error);

  left = kk_vault_basis_get (room.vault, bases[0], &error);
  gone = kk_vault_basis_get (room.vault, bases[1], &error);
  g_assert_nonnull (left);
  g_assert_null (gone);
  found = kk_vault_search_records (room.vault, NULL, "oefenstra", 0, &error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpint (g_array_index (found, KkVaultRecord, 0).idx, ==, idxs[0]);

  transaction = kk_vault_begin (room.vault, &error);
  g_assert_true (kk_vault_record_ensure (room.vault, &record, &idxs[1], &error));
  g_assert_cmpint (idxs[1], <, 0);
  op = vault_room_make_op (&room, 0, 3, 401, "later");
  g_assert_true (kk_vault_op_apply (room.vault, idxs[1], op, 0, &result, &error));
  g_assert_cmpint (result, ==, KK_APPLY_ERASED);
  kk_vault_commit (transaction, &error);
  vault_room_reopen (&room);
  g_assert_true (kk_vault_erased_has (room.vault, &room.own, &record.id));
  g_assert_false (kk_vault_erased_has (room.vault, &room.other, &record.id));
  list = kk_vault_erased_list (room.vault, &room.own, &error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpint (((KkVaultErased *) list->pdata[0])->dropped, ==, 1);
  g_assert_cmpstr (((KkVaultErased *) list->pdata[0])->order_ref, ==, "order-1");
  g_assert_true (kk_vault_check (room.vault, &error));
}

static void
test_rolled_back_erasure (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  char order[] = "order-1";
  char day[] = "2026-11-21";
  KkVaultErased erased = { .order_ref = order, .day = day };
  KkVaultRecord record;
  gboolean found;
  gint64 idx;

  vault_room_open (&room);
  idx = vault_room_add_record (&room, KK_RECORD_PERSON, &room.own, NULL);
  g_assert_true (kk_vault_record_get (room.vault, idx, &record, &found, &error));
  erased.desk = room.own;
  erased.id = record.id;
  {
    g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (room.vault, &error);

    g_assert_nonnull (transaction);
    g_assert_true (kk_vault_record_erase (room.vault, &erased, &error));
    g_assert_true (kk_vault_erased_has (room.vault, &room.own, &record.id));
  }
  g_assert_false (kk_vault_erased_has (room.vault, &room.own, &record.id));
  g_assert_true (kk_vault_record_get (room.vault, idx, &record, &found, &error));
  g_assert_true (found);
}

static void
assert_deletion (VaultRoom *room, gint64 idx, KkDeletion deletion)
{
  g_autoptr (GError) error = NULL;
  KkVaultRecord record;
  gboolean found;

  g_assert_true (kk_vault_record_get (room->vault, idx, &record, &found, &error));
  g_assert_cmpint (record.deletion, ==, deletion);
}

static void
test_deletion (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkOp) by_other = NULL;
  g_autoptr (KkOp) deletion = NULL;
  g_autoptr (KkOp) back = NULL;
  g_autoptr (KkOp) elsewhere = NULL;
  g_autoptr (GArray) found = NULL;
  KkDot seen = { vault_room_id (0x10), 1 };
  gint64 conflicts;
  gint64 record;

  vault_room_open (&room);
  record = vault_room_add_record (&room, KK_RECORD_PERSON, &room.own, NULL);
  vault_room_set_text (&room, record, 401, "Oefenstra");
  by_other = kk_op_new ((KkDot){ room.logs[2], 1 }, KK_OP_DELETE, 0);
  by_other->value = kk_value_new_dots (&seen, 1);
  vault_room_apply (&room, record, by_other);
  assert_deletion (&room, record, KK_DELETION_NONE);

  deletion = kk_op_new ((KkDot){ room.logs[0], 2 }, KK_OP_DELETE, 0);
  deletion->value = kk_value_new_dots (&seen, 1);
  vault_room_apply (&room, record, deletion);
  assert_deletion (&room, record, KK_DELETION_DELETED);
  found = kk_vault_search_records (room.vault, NULL, "oefenstra", 0, &error);
  g_assert_cmpuint (found->len, ==, 0);

  elsewhere = vault_room_make_op (&room, 1, 1, 402, "gewijzigd");
  vault_room_apply (&room, record, elsewhere);
  assert_deletion (&room, record, KK_DELETION_CHANGED);
  g_assert_true (kk_vault_conflict_count (room.vault, NULL, &conflicts, &error));
  g_assert_cmpint (conflicts, ==, 1);

  back = kk_op_new ((KkDot){ room.logs[0], 3 }, KK_OP_ABSENT, 0);
  kk_op_add_context (back, deletion->dot);
  vault_room_apply (&room, record, back);
  assert_deletion (&room, record, KK_DELETION_NONE);
}

static void
test_record_rules (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultTransaction) transaction = NULL;
  g_autoptr (KkOp) stray = NULL;
  KkVaultRecord record = { .id = vault_room_id (1), .type = KK_RECORD_PERSON };
  KkApplyResult result;
  gint64 first;
  gint64 again;
  gint64 elsewhere;

  vault_room_open (&room);
  record.desk = record.owner = room.own;
  transaction = kk_vault_begin (room.vault, &error);
  g_assert_true (kk_vault_record_ensure (room.vault, &record, &first, &error));
  record.has_thread = TRUE;
  record.thread = vault_room_id (2);
  g_assert_true (kk_vault_record_ensure (room.vault, &record, &again, &error));
  g_assert_cmpint (first, ==, again);
  record.thread = vault_room_id (3);
  g_assert_false (kk_vault_record_ensure (room.vault, &record, &again, &error));
  g_assert_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_CONSTRAINT);
  g_clear_error (&error);
  record.desk = room.other;
  g_assert_true (kk_vault_record_ensure (room.vault, &record, &elsewhere, &error));
  g_assert_cmpint (first, !=, elsewhere);
  stray = kk_op_new ((KkDot){ vault_room_id (0xee), 1 }, KK_OP_VALUE, 401);
  g_assert_false (kk_vault_op_apply (room.vault, first, stray, 0, &result, &error));
  g_assert_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_clear_pointer (&transaction, kk_vault_rollback);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vault-records/order-is-nothing", test_order_is_nothing);
  g_test_add_func ("/vault-records/values-come-back", test_values_come_back);
  g_test_add_func ("/vault-records/evidence", test_evidence);
  g_test_add_func ("/vault-records/upward-only", test_upward_only);
  g_test_add_func ("/vault-records/erased-still-replaces", test_erased_still_replaces);
  g_test_add_func ("/vault-records/next-n", test_next_n);
  g_test_add_func ("/vault-records/record-erase", test_record_erase);
  g_test_add_func ("/vault-records/rolled-back-erasure", test_rolled_back_erasure);
  g_test_add_func ("/vault-records/deletion", test_deletion);
  g_test_add_func ("/vault-records/record-rules", test_record_rules);
  return g_test_run ();
}
