/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/sharing/kk-statements-private.h"

#include "app/sharing/kk-share-ask-private.h"
#include "app/sharing/kk-statement-fields-private.h"
#include "vault/kk-vault-cases.h"

#include <string.h>

void
kk_consent_item_free (KkConsentItem *item)
{
  if (item == NULL)
    return;
  g_free (item->id);
  g_free (item->person);
  g_free (item->organisation);
  g_free (item->role);
  g_free (item->form);
  g_free (item->given);
  g_free (item->expires);
  g_free (item->withdrawn);
  g_free (item->refused);
  g_free (item->text_version);
  g_free (item->language);
  g_free (item->interpreter);
  g_free (item);
}

void
kk_note_item_free (KkNoteItem *item)
{
  if (item == NULL)
    return;
  g_free (item->id);
  g_free (item->text);
  g_free (item->recipient);
  g_free (item->function);
  g_free (item->date);
  g_free (item);
}

void
kk_finding_item_free (KkFindingItem *item)
{
  if (item == NULL)
    return;
  g_free (item->id);
  g_free (item->kind);
  g_free (item->result);
  g_free (item->date);
  g_free (item->until);
  g_free (item->person);
  g_free (item->answers);
  g_free (item);
}

void
kk_statements_free (KkStatements *statements)
{
  if (statements == NULL)
    return;
  g_ptr_array_unref (statements->consents);
  g_ptr_array_unref (statements->notes);
  g_ptr_array_unref (statements->findings);
  g_free (statements);
}

/* (transfer full) (nullable): in hexadecimal. */
static char *
dup_id (const GPtrArray *ops, const char *field)
{
  KkId id;

  return kk_statement_id (ops, field, &id) ? g_strdup (kk_id_text (&id).text) : NULL;
}

static const char *
describe_consent (const KkConsentItem *item, const char *day)
{
  if (item->refused != NULL)
    return "refused";
  if (item->withdrawn != NULL)
    return "withdrawn";
  if (item->given == NULL || item->expires == NULL || strcmp (day, item->expires) > 0)
    return "expired";
  return strcmp (item->given, day) <= 0 ? "valid" : "later";
}

static void
read_consent_terms (KkConsentItem *item, const GPtrArray *ops)
{
  item->form = g_strdup (kk_statement_text (ops, "nl_ConsentForm"));
  item->given = g_strdup (kk_statement_text (ops, "nl_ConsentGiven"));
  item->expires = g_strdup (kk_statement_text (ops, "nl_ConsentExpires"));
  item->withdrawn = g_strdup (kk_statement_text (ops, "nl_ConsentWithdrawn"));
  item->refused = g_strdup (kk_statement_text (ops, "nl_ConsentRefused"));
  item->text_version = g_strdup (kk_statement_text (ops, "nl_ConsentTextVersion"));
  item->language = g_strdup (kk_statement_text (ops, "nl_ConsentLanguage"));
  item->interpreter = g_strdup (kk_statement_text (ops, "nl_ConsentInterpreter"));
}

/* A code outside the vocabulary leaves "none", which no question asks for. */
static KkConsentItem *
read_consent (const KkVaultRecord *record, const GPtrArray *ops, const char *day)
{
  KkConsentItem *item = g_new0 (KkConsentItem, 1);
  const char *receiver = kk_statement_text (ops, "nl_ConsentReceiver");
  const char *purpose = kk_statement_text (ops, "nl_ConsentPurpose");
  const char *by = kk_statement_text (ops, "nl_ConsentBy");

  item->id = g_strdup (kk_id_text (&record->id).text);
  item->person = dup_id (ops, "nl_ConsentPerson");
  if (receiver != NULL && !kk_hat_parse (receiver, &item->receiver))
    item->receiver = KK_HAT_NONE;
  if (purpose != NULL && !kk_purpose_parse (purpose, &item->purpose))
    item->purpose = KK_PURPOSE_NONE;
  if (by != NULL && !kk_signer_parse (by, &item->by))
    item->by = KK_SIGNER_NONE;
  item->organisation = g_strdup (kk_statement_text (ops, "nl_ConsentOrganisation"));
  item->role = g_strdup (kk_statement_text (ops, "nl_ConsentReceiverRole"));
  item->categories = kk_statement_categories (ops, "nl_ConsentCategories");
  item->is_explicit = kk_statement_tri (ops, "nl_ConsentExplicit");
  item->is_written = kk_statement_tri (ops, "nl_ConsentWritten");
  item->freely_given = kk_statement_tri (ops, "nl_ConsentFreelyGiven");
  item->conflict = kk_statement_tri (ops, "nl_ConsentConflict");
  read_consent_terms (item, ops);
  item->status = describe_consent (item, day);
  return item;
}

/* (transfer full) (nullable): one without a kind or recipient is about nothing. */
static KkNoteItem *
read_note (KkApp *app, const KkVaultRecord *record, const GPtrArray *ops)
{
  g_autoptr (KkNoteItem) item = g_new0 (KkNoteItem, 1);
  const char *kind = kk_statement_text (ops, "nl_NoteKind");
  const char *purpose = kk_statement_text (ops, "nl_NotePurpose");

  if (kind == NULL || purpose == NULL || !kk_note_parse (kind, &item->kind) ||
      !kk_purpose_parse (purpose, &item->purpose) ||
      !kk_statement_id (ops, "nl_NoteDesk", &item->desk))
    return NULL;
  item->id = g_strdup (kk_id_text (&record->id).text);
  item->text = g_strdup (kk_statement_text (ops, "nl_NoteText"));
  item->recipient = kk_desk_dup_address (app->directory, &item->desk);
  item->function = g_strdup (kk_statement_text (ops, "nl_NoteFunction"));
  item->date = g_strdup (kk_statement_text (ops, "nl_NoteDate"));
  return item->text != NULL ? g_steal_pointer (&item) : NULL;
}

static KkFindingItem *
read_finding (const KkVaultRecord *record, const GPtrArray *ops)
{
  g_autoptr (KkFindingItem) item = g_new0 (KkFindingItem, 1);

  item->id = g_strdup (kk_id_text (&record->id).text);
  item->kind = g_strdup (kk_statement_text (ops, "nl_AssessmentKind"));
  item->result = g_strdup (kk_statement_text (ops, "nl_AssessmentResult"));
  item->date = g_strdup (kk_statement_text (ops, "nl_AssessmentDate"));
  item->until = g_strdup (kk_statement_text (ops, "nl_AssessmentUntil"));
  item->person = dup_id (ops, "nl_AssessmentPerson");
  item->answers = g_strdup (kk_statement_text (ops, "nl_AssessmentReason"));
  return item->kind != NULL && item->result != NULL ? g_steal_pointer (&item) : NULL;
}

static gboolean
read_record (KkApp *app,
             KkStatements *statements,
             const KkVaultRecord *record,
             const char *day,
             GError **error)
{
  g_autoptr (GPtrArray) ops = kk_vault_op_list (app->vault, record->idx, KK_OPS_LIVE, error);
  KkNoteItem *note;
  KkFindingItem *finding;

  if (ops == NULL)
    return FALSE;
  if (record->type == KK_RECORD_CONSENT)
    g_ptr_array_add (statements->consents, read_consent (record, ops, day));
  note = record->type == KK_RECORD_NOTE ? read_note (app, record, ops) : NULL;
  if (note != NULL)
    g_ptr_array_add (statements->notes, note);
  finding = record->type == KK_RECORD_ASSESSMENT ? read_finding (record, ops) : NULL;
  if (finding != NULL)
    g_ptr_array_add (statements->findings, finding);
  return TRUE;
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const KkFindingItem *left = *(KkFindingItem *const *) a;
  const KkFindingItem *right = *(KkFindingItem *const *) b;

  return g_strcmp0 (left->date, right->date);
}

static gboolean
is_own_statement (const KkVaultRecord *record)
{
  return kk_id_equal (&record->owner, &record->desk) && record->deletion == KK_DELETION_NONE &&
         (record->type == KK_RECORD_CONSENT || record->type == KK_RECORD_NOTE ||
          record->type == KK_RECORD_ASSESSMENT);
}

KkStatements *
kk_statements_read (KkApp *app,
                    const KkId *desk,
                    const KkId *thread,
                    const char *day,
                    GError **error)
{
  g_autoptr (KkStatements) statements = g_new0 (KkStatements, 1);
  g_autoptr (GArray) records = kk_vault_thread_records (app->vault, desk, thread, error);

  statements->consents = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_consent_item_free);
  statements->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_note_item_free);
  statements->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_finding_item_free);
  if (records == NULL)
    return NULL;
  for (guint i = 0; i < records->len; i++) {
    const KkVaultRecord *record = &g_array_index (records, KkVaultRecord, i);

    if (is_own_statement (record) && !read_record (app, statements, record, day, error))
      return NULL;
  }
  g_ptr_array_sort (statements->findings,
                    compare_findings); /* stable: of one day the last written */
  return g_steal_pointer (&statements);
}
