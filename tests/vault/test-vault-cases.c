/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The list of cases, conflicts and search, and that they follow the operations. */

#include "domain/kk-schema.h"
#include "vault-room.h"
#include "vault/kk-vault-cases.h"
#include "vault/kk-vault-search.h"

#define REFERENCE    301
#define TITLE        302
#define MUNICIPALITY 305
#define STAGE        311
#define NAME         401

static gint64
add_case (VaultRoom *room, const KkId *thread, const char *reference, const char *stage)
{
  gint64 record = vault_room_add_record (room, KK_RECORD_CASE, &room->own, thread);

  vault_room_set_text (room, record, REFERENCE, reference);
  vault_room_set_text (room, record, STAGE, stage);
  return record;
}

static guint
count_records (VaultRoom *room, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = kk_vault_search_records (room->vault, NULL, text, 0, &error);

  g_assert_no_error (error);
  return found->len;
}

/* All of them by handle are the same cases in the same order. */
static void
assert_order (VaultRoom *room, const KkVaultCaseQuery *query, const GPtrArray *cases)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) order = kk_vault_case_order (room->vault, query, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (order->len, ==, cases->len);
  for (guint i = 0; i < cases->len; i++)
    g_assert_cmpint (g_array_index (order, gint64, i), ==,
                     ((const KkVaultCase *) cases->pdata[i])->record.idx);
}

static guint
count_cases (VaultRoom *room, const KkVaultCaseQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = kk_vault_case_list (room->vault, query, &error);
  gint64 count;

  g_assert_no_error (error);
  g_assert_true (kk_vault_case_count (room->vault, query, &count, &error));
  if (query->limit == 0 && query->before == 0) {
    g_assert_cmpint (count, ==, cases->len);
    assert_order (room, query, cases);
  }
  return cases->len;
}

static void
test_paging (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
  KkVaultCaseQuery query = { .limit = 7 };
  gint64 last = G_MAXINT64;

  vault_room_open (&room);
  for (guint i = 0; i < 30; i++) {
    g_autofree char *reference = g_strdup_printf ("ZAAK-%02u", i);
    KkId thread = vault_room_id ((guint8) (i + 1));

    add_case (&room, &thread, reference, i % 3 == 0 ? "S01" : "S02");
  }
  for (;;) {
    g_autoptr (GPtrArray) page = kk_vault_case_list (room.vault, &query, &error);

    g_assert_no_error (error);
    if (page->len == 0)
      break;
    for (guint i = 0; i < page->len; i++) {
      const KkVaultCase *item = page->pdata[i];
      char *reference = g_strdup (item->reference);

      g_assert_cmpint (item->touched, <, last);
      last = item->touched;
      g_ptr_array_add (all, reference);
      g_assert_true (g_hash_table_add (seen, reference));
    }
    query.before = last;
  }
  g_assert_cmpuint (all->len, ==, 30);
  g_assert_cmpstr (all->pdata[0], ==, "ZAAK-29");
  query = (KkVaultCaseQuery){ .stage = "S01" };
  g_assert_cmpuint (count_cases (&room, &query), ==, 10);
  query.desk = &room.own;
  g_assert_cmpuint (count_cases (&room, &query), ==, 10);
  query.desk = &room.other;
  g_assert_cmpuint (count_cases (&room, &query), ==, 0);
  query = (KkVaultCaseQuery){ .owner = &room.own, .text = "zaak", .stage = "S02" };
  g_assert_cmpuint (count_cases (&room, &query), ==, 20);
}

static void
test_case_line (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultCase) item = NULL;
  g_autoptr (KkVaultCase) none = NULL;
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GArray) records = NULL;
  KkVaultCaseQuery query = { 0 };
  KkId thread = vault_room_id (1);
  KkId second = vault_room_id (2);
  gint64 record;
  gint64 person;

  vault_room_open (&room);
  record = add_case (&room, &thread, "DEV-2026-0148", "S01");
  add_case (&room, &second, "DEV-2026-0149", "S01");
  vault_room_set_text (&room, record, TITLE, "Magazijn Handelskade");
  vault_room_set_text (&room, record, MUNICIPALITY, "Deventer");
  vault_room_set_text (&room, record, STAGE, "S02");
  item = kk_vault_case_by_reference (room.vault, &room.own, "DEV-2026-0148", &error);
  g_assert_cmpstr (item->title, ==, "Magazijn Handelskade");
  g_assert_cmpstr (item->municipality, ==, "Deventer");
  g_assert_cmpstr (item->stage, ==, "S02");
  g_assert_cmpint (item->record.idx, ==, record);
  none = kk_vault_case_by_reference (room.vault, &room.other, "DEV-2026-0148", &error);
  g_assert_null (none);
  g_assert_no_error (error);

  /* A change to a person of the case brings the case to the top. */
  add_case (&room, NULL, "DEV-2026-0150", "S01");
  person = vault_room_add_record (&room, KK_RECORD_PERSON, &room.own, &thread);
  vault_room_set_text (&room, person, NAME, "Oefenstra");
  cases = kk_vault_case_list (room.vault, &query, &error);
  g_assert_cmpuint (cases->len, ==, 3);
  g_assert_cmpstr (((KkVaultCase *) cases->pdata[0])->reference, ==, "DEV-2026-0148");
  records = kk_vault_thread_records (room.vault, &room.own, &thread, &error);
  g_assert_cmpuint (records->len, ==, 2);
  g_assert_cmpint (g_array_index (records, KkVaultRecord, 1).idx, ==, person);

  query.text = "oefen";
  g_assert_cmpuint (count_cases (&room, &query), ==, 1);
}

static void
test_conflicts (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (KkVaultCase) item = NULL;
  g_autoptr (KkVaultCase) after = NULL;
  g_autoptr (KkOp) first = NULL;
  g_autoptr (KkOp) second = NULL;
  KkVaultCaseQuery query = { .conflicts_only = TRUE };
  KkId thread = vault_room_id (1);
  gint64 record;
  gint64 person;
  gint64 count;

  vault_room_open (&room);
  record = add_case (&room, &thread, "DEV-1", "S01");
  person = vault_room_add_record (&room, KK_RECORD_PERSON, &room.own, &thread);
  first = vault_room_make_op (&room, 0, 1, NAME, "Oefenstra");
  second = vault_room_make_op (&room, 1, 1, NAME, "Proefstra");
  vault_room_apply (&room, person, first);
  g_assert_cmpuint (count_cases (&room, &query), ==, 0);
  vault_room_apply (&room, person, second);
  g_assert_cmpuint (count_cases (&room, &query), ==, 1);
  item = kk_vault_case_get (room.vault, record, &error);
  g_assert_cmpint (item->conflicts, ==, 1);
  conflicts = kk_vault_conflict_list (room.vault, NULL, &error);
  g_assert_cmpuint (conflicts->len, ==, 1);
  g_assert_cmpint (((KkVaultConflict *) conflicts->pdata[0])->record.idx, ==, person);
  g_assert_cmpuint (((KkVaultConflict *) conflicts->pdata[0])->field, ==, NAME);
  vault_room_set_text (&room, person, NAME, "Oefenstra");
  g_assert_true (kk_vault_conflict_count (room.vault, &room.own, &count, &error));
  g_assert_cmpint (count, ==, 0);
  after = kk_vault_case_get (room.vault, record, &error);
  g_assert_cmpint (after->conflicts, ==, 0);
}

static void
test_search (void)
{
  g_auto (VaultRoom) room = { 0 };
  gint64 record;

  vault_room_open (&room);
  record = vault_room_add_record (&room, KK_RECORD_PERSON, &room.own, NULL);
  vault_room_set_text (&room, record, NAME, "Zoë van-der Oefenstra; café 0000 AA");
  g_assert_cmpuint (count_records (&room, "zoe"), ==, 1);
  g_assert_cmpuint (count_records (&room, "ZOË"), ==, 1);
  g_assert_cmpuint (count_records (&room, "cafe oefen"), ==, 1);
  g_assert_cmpuint (count_records (&room, "van-der"), ==, 1);
  g_assert_cmpuint (count_records (&room, "z"), ==, 1);
  g_assert_cmpuint (count_records (&room, "stra"), ==, 0);
  g_assert_cmpuint (count_records (&room, "zoe niet"), ==, 0);
  g_assert_cmpuint (count_records (&room, ""), ==, 0);
  /* What FTS5 would read as syntax. */
  g_assert_cmpuint (count_records (&room, "\"zoe\" AND (text:NEAR* ^ -"), ==, 0);
  g_assert_cmpuint (count_records (&room, "\"zoe\"* ("), ==, 1);
  g_assert_cmpuint (count_records (&room, "***"), ==, 0);
  g_assert_cmpuint (count_records (&room, "zo\xff"
                                          "e"),
                    ==, 0);
  /* A corrected error is not found any more. */
  vault_room_set_text (&room, record, NAME, "Proefstra");
  g_assert_cmpuint (count_records (&room, "oefenstra"), ==, 0);
  g_assert_cmpuint (count_records (&room, "proef"), ==, 1);
}

static void
test_flush_and_rebuild (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultTransaction) transaction = NULL;
  g_autoptr (KkOp) op = NULL;
  KkVaultCaseQuery query = { 0 };
  KkApplyResult result;
  gint64 record;

  vault_room_open (&room);
  record = add_case (&room, NULL, "DEV-1", "S01");
  transaction = kk_vault_begin (room.vault, &error);
  op = vault_room_make_op (&room, 0, 3, TITLE, "Rozengaarde");
  g_assert_true (kk_vault_op_apply (room.vault, record, op, 0, &result, &error));
  g_assert_cmpuint (count_records (&room, "rozen"), ==, 0);
  g_assert_true (kk_vault_search_flush (room.vault, &error));
  g_assert_cmpuint (count_records (&room, "rozen"), ==, 1);
  g_clear_pointer (&transaction, kk_vault_rollback);
  g_assert_cmpuint (count_records (&room, "rozen"), ==, 0);

  transaction = kk_vault_begin (room.vault, &error);
  g_assert_true (kk_vault_search_rebuild (room.vault, &error));
  g_assert_true (kk_vault_commit (g_steal_pointer (&transaction), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_records (&room, "dev"), ==, 1);
  g_assert_cmpuint (count_cases (&room, &query), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vault-cases/paging", test_paging);
  g_test_add_func ("/vault-cases/case-line", test_case_line);
  g_test_add_func ("/vault-cases/conflicts", test_conflicts);
  g_test_add_func ("/vault-cases/search", test_search);
  g_test_add_func ("/vault-cases/flush-and-rebuild", test_flush_and_rebuild);
  return g_test_run ();
}
