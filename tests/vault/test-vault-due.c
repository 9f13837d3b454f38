/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What is due is found by its day, and without reading what is not. */

#include "domain/kk-schema.h"
#include "vault-room.h"
#include "vault/kk-vault-due.h"
#include "vault/kk-vault-private.h"

#include <string.h>

#define FIELD_MILESTONE_DUE 2503
#define FIELD_RECEIVED      304
#define FIELD_TASK_DONE     1404
#define FIELD_TASK_DUE      1403

static void
test_by_day (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = NULL;
  gint64 early;
  gint64 late;

  vault_room_open (&room);
  early = vault_room_add_record (&room, KK_RECORD_MILESTONE, &room.own, NULL);
  late = vault_room_add_record (&room, KK_RECORD_MILESTONE, &room.own, NULL);
  (void) vault_room_add_record (&room, KK_RECORD_MILESTONE, &room.own, NULL);
  vault_room_set_text (&room, early, FIELD_MILESTONE_DUE, "2026-01-31");
  vault_room_set_text (&room, late, FIELD_MILESTONE_DUE, "2026-02-01");
  found = kk_vault_due_list (room.vault, FIELD_MILESTONE_DUE, "0000-01-01", "2026-01-31", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpint (g_array_index (found, KkVaultRecord, 0).idx, ==, early);
  g_clear_pointer (&found, g_array_unref);

  /* A day that was changed counts as it is now. */
  vault_room_set_text (&room, early, FIELD_MILESTONE_DUE, "2026-03-01");
  found = kk_vault_due_list (room.vault, FIELD_MILESTONE_DUE, "0000-01-01", "2026-02-28", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpint (g_array_index (found, KkVaultRecord, 0).idx, ==, late);
}

static void
test_open (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = NULL;
  gint64 task;
  gint64 done;

  vault_room_open (&room);
  task = vault_room_add_record (&room, KK_RECORD_TASK, &room.own, NULL);
  done = vault_room_add_record (&room, KK_RECORD_TASK, &room.own, NULL);
  (void) vault_room_add_record (&room, KK_RECORD_MEASURE, &room.own, NULL);
  vault_room_set_text (&room, task, FIELD_TASK_DUE, "2026-01-31");
  vault_room_set_text (&room, done, FIELD_TASK_DONE, "2026-01-30");
  found = kk_vault_due_list_open (room.vault, KK_RECORD_TASK, FIELD_TASK_DONE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpint (g_array_index (found, KkVaultRecord, 0).idx, ==, task);
}

static void
test_first (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *day = NULL;
  gint64 own;
  gint64 given;
  gint64 time = 1;

  vault_room_open (&room);
  g_assert_true (kk_vault_due_first (room.vault, &room.own, FIELD_RECEIVED, &day, &error));
  g_assert_null (day);
  g_assert_true (kk_vault_due_first_from (room.vault, &room.own, &room.other, &time, &error));
  g_assert_cmpint (time, ==, 0);
  own = vault_room_add_record (&room, KK_RECORD_CASE, &room.own, NULL);
  given = vault_room_add_record (&room, KK_RECORD_CASE, &room.other, NULL);
  vault_room_set_text (&room, own, FIELD_RECEIVED, "2026-01-31");
  vault_room_set_text (&room, given, FIELD_RECEIVED, "2020-01-01");
  g_assert_true (kk_vault_due_first (room.vault, &room.own, FIELD_RECEIVED, &day, &error));
  g_assert_cmpstr (day, ==, "2026-01-31");
  g_assert_true (kk_vault_due_first_from (room.vault, &room.own, &room.other, &time, &error));
  g_assert_no_error (error);
  g_assert_cmpint (time, >, 0);
}

static gboolean
plans_with (KkVault *vault, const char *sql, const char *index)
{
  g_autoptr (GError) error = NULL;
  g_auto (KkQuery) query = kk_query (vault, sql);
  gboolean found = FALSE;

  while (kk_query_next (&query, &error))
    found |= strstr ((const char *) sqlite3_column_text (query.statement, 3), index) != NULL;
  g_assert_no_error (error);
  return found;
}

/* At a hundred thousand cases a scan is what a person waits for. */
static void
test_indexes (void)
{
  g_auto (VaultRoom) room = { 0 };

  vault_room_open (&room);
  g_assert_true (plans_with (room.vault, "EXPLAIN QUERY PLAN " KK_DUE_BY_DAY, "op_due"));
  g_assert_true (plans_with (room.vault, "EXPLAIN QUERY PLAN " KK_DUE_OPEN, "record_work"));
  g_assert_true (plans_with (room.vault, "EXPLAIN QUERY PLAN " KK_DUE_FIRST, "op_due"));
  g_assert_true (plans_with (room.vault, "EXPLAIN QUERY PLAN " KK_DUE_FIRST_FROM, "case_owner"));
  g_assert_false (plans_with (room.vault, "EXPLAIN QUERY PLAN " KK_DUE_BY_DAY, "SCAN"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vault-due/by-day", test_by_day);
  g_test_add_func ("/vault-due/open", test_open);
  g_test_add_func ("/vault-due/first", test_first);
  g_test_add_func ("/vault-due/indexes", test_indexes);
  return g_test_run ();
}
