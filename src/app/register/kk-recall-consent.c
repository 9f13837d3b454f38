/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* A consent (domain research §1.3.6) or a decision of a desk was withdrawn: what went on it is asked back. */

#include "app/register/kk-recall-consent-private.h"

#include "app/register/kk-recall-request-private.h"
#include "app/sharing/kk-share-ask-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* What a person typed when sharing does not outlive what the person concerned says now. */
static gboolean
withdraw_in (JsonObject *facts, const KkWithdrawal *withdrawal)
{
  JsonArray *consents = json_object_has_member (facts, "CONSENT") &&
                                JSON_NODE_HOLDS_ARRAY (json_object_get_member (facts, "CONSENT"))
                            ? json_object_get_array_member (facts, "CONSENT")
                            : NULL;
  gboolean changed = FALSE;

  for (guint i = 0; consents != NULL && i < json_array_get_length (consents); i++) {
    JsonObject *consent = json_array_get_object_element (consents, i);
    const char *receiver = json_object_get_string_member_with_default (consent, "receiver", "");

    if (strcmp (receiver, kk_hat_text (withdrawal->receiver)) != 0)
      continue;
    json_object_set_string_member (consent, "withdrawn", withdrawal->day);
    changed = TRUE;
  }
  return changed;
}

/* What was typed once makes no new decision in place of the one that was taken back. */
static gboolean
forget_in (JsonObject *facts, const KkObject *object)
{
  static const char *const typed[][2] = {
    [KK_OBJECT_GIVER_AGREES] = { "GIVER_AGREES", NULL },
    [KK_OBJECT_GATE] = { "GATE", "GATE_PARTICIPANTS" },
  };
  gboolean changed = FALSE;

  for (guint i = 0; object->kind < G_N_ELEMENTS (typed) && i < 2; i++) {
    const char *code = typed[object->kind][i];

    if (code == NULL || !json_object_has_member (facts, code))
      continue;
    json_object_remove_member (facts, code);
    changed = TRUE;
  }
  return changed;
}

static gboolean
withdraw_stated (KkApp *app, KkVaultShare *share, const KkWithdrawal *withdrawal, GError **error)
{
  g_autoptr (JsonNode) node =
      share->facts != NULL && *share->facts != '\0' ? json_from_string (share->facts, NULL) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return TRUE;
  if (!(withdrawal->object != NULL ? forget_in (json_node_get_object (node), withdrawal->object)
                                   : withdraw_in (json_node_get_object (node), withdrawal)))
    return TRUE;
  g_free (share->facts);
  share->facts = json_to_string (node, FALSE);
  return kk_vault_share_put (app->vault, share, error);
}

static gboolean
is_concerned (KkApp *app, const KkVaultShare *share, const KkWithdrawal *withdrawal)
{
  const KkOrganisation *organisation = NULL;
  const KkDesk *desk = kk_directory_find_desk (app->directory, &share->receiver, &organisation);

  if (withdrawal->object != NULL)
    return withdrawal->object->kind == KK_OBJECT_ASSIGNMENT ||
           kk_id_equal (&withdrawal->object->receiver, &share->receiver);
  return desk != NULL && desk->hat == withdrawal->receiver &&
         (withdrawal->organisation == NULL ||
          strcmp (withdrawal->organisation, organisation->slug) == 0) &&
         (withdrawal->role == NULL || strcmp (withdrawal->role, desk->role) == 0);
}

/* The fields of one record that the law would not let go any more. */
static GHashTable *
list_refused (const KkShareDraft *draft, const KkId *record)
{
  GHashTable *fields = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < draft->fields->len; i++) {
    const KkDraftField *field = draft->fields->pdata[i];

    if (kk_id_equal (&field->record, record) && field->outcome != KK_OUTCOME_SEND)
      g_hash_table_add (fields, GUINT_TO_POINTER (field->op->field));
  }
  return fields;
}

static gboolean
recall_refused (KkApp *app,
                const KkVaultShare *share,
                const KkShareDraft *draft,
                guint *count,
                GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (kk_id_hash, kk_id_equal, g_free, NULL);

  for (guint i = 0; i < draft->fields->len; i++) {
    const KkDraftField *field = draft->fields->pdata[i];
    g_autoptr (GHashTable) refused = NULL;
    KkRecallFilter filter = { .desk = &share->receiver };
    KkVaultRecord record;
    gboolean found;

    if (!g_hash_table_add (seen, kk_id_copy (&field->record)))
      continue;
    refused = list_refused (draft, &field->record);
    filter.fields = refused;
    if (!kk_vault_record_find (app->vault, &share->desk, &field->record, &record, &found, error) ||
        (found && kk_id_equal (&record.owner, &record.desk) &&
         !kk_recall_record (app, &record, &filter, count, error)))
      return FALSE;
  }
  return TRUE;
}

/* Decided anew as if nothing had been sent: what still may go rests on something else and stays. */
static gboolean
decide_share (KkApp *app, const KkVaultShare *share, guint *count, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KkShareQuery) query = kk_share_query_from_share (app, share, &local);
  g_autoptr (KkShareDraft) draft = kk_share_draft_new ();

  if (query == NULL) {
    if (local != NULL)
      g_propagate_error (error, g_steal_pointer (&local));
    return local == NULL;
  }
  query->ask.only_new = FALSE;
  return kk_share_draft_add_case (app, draft, &query->ask, &share->thread, error) &&
         kk_share_draft_check (app, draft, &query->ask, error) &&
         recall_refused (app, share, draft, count, error);
}

gboolean
kk_recall_withdrawn (KkApp *app, const KkWithdrawal *withdrawal, guint *count, GError **error)
{
  g_autoptr (GPtrArray) shares =
      kk_vault_share_list (app->vault, withdrawal->desk, withdrawal->thread, error);

  *count = 0;
  for (guint i = 0; shares != NULL && i < shares->len; i++) {
    KkVaultShare *share = shares->pdata[i];

    if (is_concerned (app, share, withdrawal) &&
        (!withdraw_stated (app, share, withdrawal, error) ||
         !decide_share (app, share, count, error)))
      return FALSE;
  }
  return shares != NULL;
}
