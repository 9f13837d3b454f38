/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Declining to give what a law asks to give unless serious reasons stand against it (Wgs 1.5.1; domain research §1.6, D-02). */

#include "app/register/kk-entry-chain-private.h"
#include "app/sharing/kk-share-preview-private.h"
#include "app/sharing/kk-statement-case-private.h"
#include "app/sharing/kk-statements-private.h"
#include "domain/kk-schema.h"
#include "vault/kk-vault-shares.h"

#include <glib/gi18n-lib.h>

/* One refusal on its way. */
typedef struct {
  KkApp *app;
  const KkSharePlan *plan;
  const char *reason;
  KkShareQuery *query;
  GArray *notes; /* (element-type KkId): the record of the reason in each case */
} Refusing;

static void
clear_refusing (Refusing *refusing)
{
  g_clear_pointer (&refusing->query, kk_share_query_free);
  g_clear_pointer (&refusing->notes, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Refusing, clear_refusing)

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  return FALSE;
}

/* What flows by itself would contradict it. */
static gboolean
check_shares (const Refusing *refusing, const KkId *thread, GError **error)
{
  const KkShareAsk *ask = &refusing->query->ask;
  KkVaultShare like = { .desk = ask->seat->desk, .thread = *thread };
  gboolean active = FALSE;

  like.receiver = ask->parties.receiver->id;
  like.purpose = ask->purpose;
  if (!kk_vault_share_is_active (refusing->app->vault, &like, &active, error))
    return FALSE;
  return !active ||
         refuse (error, _ ("This case is shared with that recipient for that purpose already. Stop "
                           "the share first: “share list” gives its id for “share stop”."));
}

/* The reason stays in the file; of what it says only its length is a fact (exchange §13). */
static gboolean
write_reason (Refusing *refusing, const char *case_, GError **error)
{
  g_auto (KkStatementCase) place = { 0 };
  KkNotePlan note = { .case_ = case_, .recipient = refusing->plan->recipient };
  KkVaultRecord record;

  note.purpose = refusing->plan->purpose;
  note.kind = KK_NOTE_ZWAARWEGENDE_REDENEN;
  note.text = refusing->reason;
  if (!kk_statement_case_open (&place, refusing->app, case_, error) ||
      !kk_note_put (&place, &note, &refusing->query->ask.parties.receiver->id, &record, error))
    return FALSE;
  g_array_append_val (refusing->notes, record.id);
  return TRUE;
}

static gboolean
write_reasons (Refusing *refusing, GError **error)
{
  const GPtrArray *cases = refusing->plan->cases;

  for (guint i = 0; i < cases->len; i++) {
    if (!check_shares (refusing, &g_array_index (refusing->query->threads, KkId, i), error) ||
        !write_reason (refusing, cases->pdata[i], error))
      return FALSE;
  }
  return TRUE;
}

static void
add_refused (KkEntry *entry, const KkDraftField *field)
{
  if (field->outcome == KK_OUTCOME_SEND || !kk_id_equal (&field->thread, &entry->thread))
    return;
  kk_entry_add_field (entry, &field->record, field->op->field, field->op->element);
  for (guint i = 0; i < field->rows->len; i++)
    kk_entry_add_row (entry, g_array_index (field->rows, const KkRow *, i)->id);
}

/* The entry names the note, so that who reads the register finds the reason for as long as it exists (§17). */
static gboolean
append_entries (const Refusing *refusing, const KkShareDraft *draft, GError **error)
{
  guint reason = kk_schema_field_by_name (KK_RECORD_NOTE, "nl_NoteText")->number;

  for (guint i = 0; i < refusing->notes->len; i++) {
    g_autoptr (KkEntry) entry = kk_entry_new (KK_ENTRY_REFUSED);

    entry->has_thread = TRUE;
    entry->thread = g_array_index (refusing->query->threads, KkId, i);
    entry->desk = refusing->query->ask.parties.receiver->id;
    for (guint f = 0; f < draft->fields->len; f++)
      add_refused (entry, draft->fields->pdata[f]);
    kk_entry_add_field (entry, &g_array_index (refusing->notes, KkId, i), reason, NULL);
    if (!kk_entry_chain_append_own (refusing->app, refusing->query->ask.seat, entry, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
start (Refusing *refusing, GError **error)
{
  if (refusing->reason == NULL || kk_note_length (refusing->reason) < KK_NOTE_LEAST)
    return refuse (error,
                   _ ("Say with --reason which serious reasons stand against giving this, in "
                      "your own words and at least 10 characters."));
  refusing->query = kk_share_query_from_plan (refusing->app, refusing->plan, error);
  refusing->notes = g_array_new (FALSE, FALSE, sizeof (KkId));
  return refusing->query != NULL;
}

KkSharePreview *
kk_app_share_refuse (KkApp *app, const KkSharePlan *plan, const char *reason, GError **error)
{
  g_auto (Refusing) refusing = { .app = app, .plan = plan, .reason = reason };
  g_autoptr (KkVaultTransaction) transaction = NULL;
  g_autoptr (KkShareDraft) draft = NULL;
  g_autoptr (KkSharePreview) preview = NULL;

  if (!start (&refusing, error))
    return NULL;
  transaction = kk_vault_begin (app->vault, error);
  if (transaction == NULL || !write_reasons (&refusing, error))
    return NULL;
  draft = kk_share_make_draft (app, refusing.query, error);
  if (draft == NULL)
    return NULL;
  if ((draft->duties & KK_DUTY_BIT (KK_DUTY_RECORD_REFUSAL)) == 0) {
    refuse (error, _ ("No law asks you to give this to that recipient for that purpose, so that "
                      "there is nothing to refuse. What you do not share stays with you."));
    return NULL;
  }
  if (!append_entries (&refusing, draft, error))
    return NULL;
  preview = kk_share_show_draft (app, plan, refusing.query, draft);
  return kk_vault_commit (g_steal_pointer (&transaction), error) ? g_steal_pointer (&preview)
                                                                 : NULL;
}
