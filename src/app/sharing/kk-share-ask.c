/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/sharing/kk-share-ask-private.h"

#include "domain/kk-schema.h"
#include "vault/kk-vault-cases.h"

#include <glib/gi18n-lib.h>

void
kk_share_query_free (KkShareQuery *query)
{
  if (query == NULL)
    return;
  g_clear_pointer (&query->threads, g_array_unref);
  g_clear_pointer (&query->fields, g_hash_table_unref);
  g_free (query->day);
  g_free (query->facts);
  g_free (query->stage);
  g_free (query);
}

static KkShareQuery *
new_query (KkApp *app, KkPurpose purpose, const char *stage, const char *facts)
{
  KkShareQuery *query = g_new0 (KkShareQuery, 1);

  query->day = kk_app_today (app);
  query->stage = g_strdup (stage);
  query->facts = g_strdup (facts);
  query->threads = g_array_new (FALSE, FALSE, sizeof (KkId));
  query->ask.purpose = purpose;
  query->ask.stage = query->stage;
  query->ask.facts = query->facts;
  return query;
}

static gboolean
set_parties (KkApp *app, KkShareQuery *query, const KkId *giver, GError **error)
{
  for (guint i = 0; i < app->seats->len; i++) {
    const KkOwnSeat *seat = &g_array_index (app->seats, KkOwnSeat, i);

    if (kk_id_equal (&seat->desk, giver))
      query->ask.seat = seat;
  }
  if (query->ask.seat == NULL) {
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                         _ ("This vault does not work for the desk that shares. Open the vault of "
                            "that desk."));
    return FALSE;
  }
  query->ask.parties.day = query->day;
  query->ask.parties.cited = TRUE;
  query->ask.parties.giver =
      kk_directory_find_desk (app->directory, giver, &query->ask.parties.giver_organisation);
  return query->ask.parties.giver != NULL;
}

/* A question to partners has a thread of its own and no case in it: who is asked learns nothing of the case (plan §2.2). */
static gboolean
find_consultation (KkApp *app, const KkId *desk, const char *text, KkId *thread)
{
  g_autoptr (GArray) records = NULL;

  if (!kk_id_parse (text, thread))
    return FALSE;
  records = kk_vault_thread_records (app->vault, desk, thread, NULL);
  for (guint i = 0; records != NULL && i < records->len; i++) {
    const KkVaultRecord *record = &g_array_index (records, KkVaultRecord, i);

    if (record->type == KK_RECORD_CONSULTATION && kk_id_equal (&record->owner, desk))
      return TRUE;
  }
  return FALSE;
}

static gboolean
add_case (KkApp *app, KkShareQuery *query, const char *reference, GError **error)
{
  g_autoptr (KkVaultCase) found = NULL;
  g_autoptr (GError) local = NULL;
  KkId thread;

  if (find_consultation (app, &query->ask.seat->desk, reference, &thread)) {
    g_array_append_val (query->threads, thread);
    return TRUE;
  }
  found = kk_vault_case_by_reference (app->vault, &query->ask.seat->desk, reference, &local);
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (found == NULL || !found->record.has_thread) {
    /* Translators: %s is the reference of a case, as the person typed it. */
    g_set_error (
        error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
        _ ("There is no case with reference %s in this vault. “case list” shows those that there are."),
        reference);
    return FALSE;
  }
  /* About somebody else's case one can only propose something to its owner (§14). */
  if (!kk_id_equal (&found->record.owner, &query->ask.seat->desk) &&
      !kk_id_equal (&found->record.owner, &query->ask.parties.receiver->id)) {
    /* Translators: %s is the reference of a case. */
    g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                 _ ("Case %s belongs to another organisation. Only its owner can share "
                    "it with others."),
                 reference);
    return FALSE;
  }
  g_array_append_val (query->threads, found->record.thread);
  return TRUE;
}

static gboolean
add_fields (KkShareQuery *query, const GPtrArray *names, GError **error)
{
  if (names == NULL)
    return TRUE;
  query->fields = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < names->len; i++) {
    const KkField *field = kk_schema_field_by_name (0, names->pdata[i]);

    if (field == NULL) {
      /* Translators: %s is the name of a field, as the person typed it. */
      g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, _ ("There is no field named %s."),
                   (const char *) names->pdata[i]);
      return FALSE;
    }
    g_hash_table_add (query->fields, GUINT_TO_POINTER (field->number));
  }
  query->ask.fields = query->fields;
  return TRUE;
}

static gboolean
set_recipient (KkApp *app, KkShareQuery *query, const char *recipient, GError **error)
{
  KkBodyParties *parties = &query->ask.parties;

  parties->receiver =
      kk_directory_resolve_desk (app->directory, recipient, &parties->receiver_organisation, error);
  if (parties->receiver == NULL)
    return FALSE;
  if (!kk_id_equal (&parties->receiver->id, &parties->giver->id))
    return TRUE;
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                       _ ("This is your own desk. Colleagues at your desk receive everything by "
                          "themselves."));
  return FALSE;
}

KkShareQuery *
kk_share_query_from_plan (KkApp *app, const KkSharePlan *plan, GError **error)
{
  const KkOwnSeat *seat = kk_app_first_seat (app, error);
  g_autoptr (KkShareQuery) query = NULL;

  if (seat == NULL || !kk_share_facts_check (plan->facts, error))
    return NULL;
  query = new_query (app, plan->purpose, plan->stage, plan->facts);
  if (!set_parties (app, query, &seat->desk, error) ||
      !set_recipient (app, query, plan->recipient, error) ||
      !add_fields (query, plan->fields, error))
    return NULL;
  for (guint i = 0; i < plan->cases->len; i++) {
    if (!add_case (app, query, plan->cases->pdata[i], error))
      return NULL;
  }
  return g_steal_pointer (&query);
}

KkShareQuery *
kk_share_query_from_share (KkApp *app, const KkVaultShare *share, GError **error)
{
  g_autoptr (KkShareQuery) query =
      new_query (app, (KkPurpose) share->purpose, share->stage, share->facts);
  KkBodyParties *parties = &query->ask.parties;

  if (!set_parties (app, query, &share->desk, error))
    return NULL;
  parties->receiver =
      kk_directory_find_desk (app->directory, &share->receiver, &parties->receiver_organisation);
  if (parties->receiver == NULL)
    return NULL;
  query->fields = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < share->fields->len; i++)
    g_hash_table_add (query->fields,
                      GUINT_TO_POINTER (g_array_index (share->fields, KkShareField, i).field));
  query->ask.fields = query->fields;
  query->ask.only_new = TRUE;
  if (share->has_thread)
    g_array_append_val (query->threads, share->thread);
  return g_steal_pointer (&query);
}
