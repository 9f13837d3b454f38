/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The disclosure register for people: ids become names while what they name is there (exchange §17). */

#include "app/register/kk-app-register.h"

#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-case-view-private.h"
#include "app/kk-label-private.h"
#include "app/register/kk-entry-record-private.h"
#include "app/register/kk-register-logs-private.h"
#include "app/register/kk-register-report-private.h"
#include "app/sharing/kk-share-ask-private.h"
#include "domain/kk-schema.h"
#include "format/kk-entry-codec.h"
#include "vault/kk-vault-records.h"
#include "vault/kk-vault-register.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  KkApp *app;
  const KkRegisterQuery *query;
  const KkRegisterPerson *person; /* (nullable) */
  KkRegisterPeriod period;
  GHashTable *references; /* KkId of a thread → text, or NULL when nothing names it */
  GPtrArray *entries;     /* KkRegisterEntryView */
} Export;

void
kk_register_entry_view_free (KkRegisterEntryView *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->log);
  g_free (entry->case_);
  g_free (entry->thread);
  g_free (entry->recipient);
  g_free (entry->recipient_name);
  g_ptr_array_unref (entry->fields);
  g_ptr_array_unref (entry->labels);
  g_ptr_array_unref (entry->rows);
  g_ptr_array_unref (entry->laws);
  g_free (entry->packet);
  g_free (entry);
}

static const char *
find_reference (Export *export_, const KkId *desk, const KkId *thread)
{
  gpointer known;

  if (!g_hash_table_lookup_extended (export_->references, thread, NULL, &known)) {
    known = kk_case_dup_reference (export_->app, desk, thread);
    g_hash_table_insert (export_->references, kk_id_copy (thread), known);
  }
  return known;
}

static void
add_field (KkRegisterEntryView *view, const KkEntryField *field)
{
  g_autofree char *number = kk_field_dup_name (field->field);
  g_autofree char *name = g_strjoin ("/", number, field->element, NULL);

  if (*name == '\0' || g_ptr_array_find_with_equal_func (view->fields, name, g_str_equal, NULL))
    return;
  g_ptr_array_add (view->fields, g_steal_pointer (&name));
  g_ptr_array_add (view->labels, kk_label_dup_field (field->field, field->element));
}

/* (transfer full) (nullable): what a person wrote in a note that is still here. */
static char *
dup_note (KkApp *app, const KkId *desk, const KkEntryField *field)
{
  g_autoptr (GPtrArray) ops = NULL;
  KkVaultRecord record;
  gboolean found = FALSE;

  if (!kk_vault_record_find (app->vault, desk, &field->record, &record, &found, NULL) || !found)
    return NULL;
  ops = kk_vault_op_list_register (app->vault, record.idx, field->field, NULL, KK_OPS_LIVE, NULL);
  for (guint i = 0; ops != NULL && i < ops->len; i++) {
    const KkValue *value = ((const KkStoredOp *) ops->pdata[i])->op->value;

    if (value != NULL && kk_value_get_kind (value) == KK_VALUE_TEXT)
      return g_strdup (kk_value_get_text (value, NULL));
  }
  return NULL;
}

/* The reason of a refusal is what the law asks to be kept (Wgs 1.5.1). For the person concerned it is not shown: it may
 * say who the source is, or be about others. */
static void
add_reason (Export *export_, KkRegisterEntryView *view, const KkId *desk, const KkEntryField *field)
{
  guint reason = kk_schema_field_by_name (KK_RECORD_NOTE, "nl_NoteText")->number;
  g_autofree char *text = NULL;

  if (field->field != reason || export_->person != NULL)
    return;
  text = dup_note (export_->app, desk, field);
  if (text != NULL)
    /* Translators: %s is the reason, in the words of who refused. */
    g_ptr_array_add (view->labels, g_strdup_printf (_ ("Reason: “%s”"), text));
}

/* What is about somebody else, or would tell who said it, is only counted for the person who asks. */
static gboolean
is_masked (const Export *export_, const KkEntryField *field)
{
  const KkField *known = kk_schema_field (field->field);

  if (export_->person == NULL || field->field == 0)
    return FALSE;
  return known == NULL || known->subject == KK_SUBJECT_REPORTER ||
         (known->categories & KK_CATEGORY_BIT (KK_CATEGORY_H1)) != 0 ||
         !g_hash_table_contains (export_->person->records, &field->record);
}

static void
add_row (Export *export_, KkRegisterEntryView *view, const char *id)
{
  const KkRegister *reg = kk_directory_newest_register (export_->app->directory, NULL);
  const KkRow *row = reg != NULL ? kk_register_find_row (reg, id, NULL) : NULL;

  g_ptr_array_add (view->rows, g_strdup (id));
  g_ptr_array_add (view->laws, row != NULL ? kk_row_reason (row) : g_strdup (id));
}

/* Whoever sent what was quarantined is a source. */
static void
add_recipient (Export *export_, KkRegisterEntryView *view, const KkEntry *entry)
{
  if (kk_id_is_zero (&entry->desk) ||
      (export_->person != NULL && entry->kind == KK_ENTRY_QUARANTINED))
    return;
  view->recipient = kk_desk_dup_address (export_->app->directory, &entry->desk);
  view->recipient_name = kk_label_dup_desk (export_->app->directory, &entry->desk);
}

static KkRegisterEntryView *
view_entry (Export *export_, const KkVaultLog *log, const KkEntry *entry)
{
  KkRegisterEntryView *view = g_new0 (KkRegisterEntryView, 1);

  view->n = entry->n;
  view->at = entry->time;
  view->kind = kk_entry_kind_text (entry->kind);
  view->kind_label = entry->kind == KK_ENTRY_ERASED && !kk_id_is_zero (&entry->desk)
                         ? _ ("asked to destroy")
                         : kk_label_entry (view->kind);
  view->log = g_strdup (kk_id_text (&log->log).text);
  if (entry->has_thread) {
    view->case_ = g_strdup (find_reference (export_, &log->desk, &entry->thread));
    view->thread = g_strdup (kk_id_text (&entry->thread).text);
  }
  add_recipient (export_, view, entry);
  view->fields = g_ptr_array_new_with_free_func (g_free);
  view->labels = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < entry->fields->len; i++) {
    if (is_masked (export_, entry->fields->pdata[i]))
      view->masked++;
    else
      add_field (view, entry->fields->pdata[i]);
    if (entry->kind == KK_ENTRY_REFUSED)
      add_reason (export_, view, &log->desk, entry->fields->pdata[i]);
  }
  view->rows = g_ptr_array_new_with_free_func (g_free);
  view->laws = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < entry->rows->len; i++)
    add_row (export_, view, entry->rows->pdata[i]);
  if (entry->packets->len > 0)
    view->packet = g_strdup (kk_hash_text (&g_array_index (entry->packets, KkHash, 0)).text);
  return view;
}

/* "slug", "slug/HAT" and the whole address name it; so does the desk's hex id. */
static gboolean
is_recipient (const char *asked, const KkEntry *entry, const char *address)
{
  gsize size = strlen (asked);

  if (g_ascii_strcasecmp (kk_id_text (&entry->desk).text, asked) == 0)
    return TRUE;
  return address != NULL && strncmp (address, asked, size) == 0 &&
         (address[size] == '\0' || address[size] == '/');
}

static gboolean
is_case (const char *asked, const KkEntry *entry, const char *reference)
{
  if (!entry->has_thread)
    return FALSE;
  return g_strcmp0 (asked, reference) == 0 ||
         g_ascii_strcasecmp (kk_id_text (&entry->thread).text, asked) == 0;
}

static gboolean
is_about (const KkRegisterPerson *person, const KkEntry *entry)
{
  for (guint i = 0; i < entry->fields->len; i++) {
    const KkEntryField *field = entry->fields->pdata[i];

    if (g_hash_table_contains (person->records, &field->record))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_asked (const Export *export_, const KkEntry *entry, const KkRegisterEntryView *view)
{
  const KkRegisterQuery *query = export_->query;

  return entry->time >= export_->period.from && entry->time < export_->period.to &&
         (query->case_ == NULL || is_case (query->case_, entry, view->case_)) &&
         (query->recipient == NULL || is_recipient (query->recipient, entry, view->recipient)) &&
         (export_->person == NULL || is_about (export_->person, entry));
}

/* What was asked back or erased named no case in entries of an earlier version. */
static gboolean
find_case (Export *export_, const KkVaultLog *log, KkEntry *entry, GError **error)
{
  const KkEntryField *first = entry->fields->len > 0 ? entry->fields->pdata[0] : NULL;

  if (entry->has_thread || first == NULL ||
      (entry->kind != KK_ENTRY_RECALLED && entry->kind != KK_ENTRY_ERASED))
    return TRUE;
  return kk_entry_name_case (export_->app, log->idx, &log->desk, &first->record, entry, error);
}

static gboolean
export_log (Export *export_, const KkVaultLog *log, GError **error)
{
  g_autoptr (GPtrArray) lines = kk_vault_entry_list (export_->app->vault, log->idx, 1, 0, error);

  for (guint i = 0; lines != NULL && i < lines->len; i++) {
    const KkVaultEntry *line = lines->pdata[i];
    g_autoptr (KkEntry) entry = NULL;
    KkRegisterEntryView *view;

    if (line->erased)
      continue; /* nothing is left of it but its place in the chain */
    entry = kk_entry_decode (line->text, error);
    if (entry == NULL || !find_case (export_, log, entry, error))
      return FALSE;
    view = view_entry (export_, log, entry);
    if (is_asked (export_, entry, view))
      g_ptr_array_add (export_->entries, view);
    else
      kk_register_entry_view_free (view);
  }
  return lines != NULL;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const KkRegisterEntryView *left = *(KkRegisterEntryView *const *) a;
  const KkRegisterEntryView *right = *(KkRegisterEntryView *const *) b;
  int order;

  if (left->at != right->at)
    return left->at < right->at ? -1 : 1;
  order = strcmp (left->log, right->log);
  return order != 0 ? order : (left->n > right->n) - (left->n < right->n);
}

/* A name that nobody has would look like a desk that never got anything. */
static gboolean
check_recipient (KkApp *app, const char *recipient, GError **error)
{
  g_autofree char *slug = NULL;
  KkId desk;

  if (recipient == NULL || kk_id_parse (recipient, &desk))
    return TRUE;
  slug = g_strndup (recipient, strcspn (recipient, "/"));
  if (kk_directory_get_organisation (app->directory, slug) != NULL)
    return TRUE;
  /* Translators: %s is the name of an organisation, as the person typed it. */
  g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
               _ ("There is no organisation named %s in this region."), slug);
  return FALSE;
}

GPtrArray *
kk_register_collect (KkApp *app,
                     const KkRegisterQuery *query,
                     const KkRegisterPerson *person,
                     GError **error)
{
  g_autoptr (GArray) logs = kk_register_logs (app, error);
  g_autoptr (GHashTable) references =
      g_hash_table_new_full (kk_id_hash, kk_id_equal, g_free, g_free);
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_register_entry_view_free);
  Export export_ = { .app = app, .query = query, .person = person };

  export_.references = references;
  export_.entries = entries;
  if (logs == NULL || !check_recipient (app, query->recipient, error) ||
      !kk_register_period_parse (query->period, &export_.period, error))
    return NULL;
  for (guint i = 0; i < logs->len; i++) {
    if (!export_log (&export_, &g_array_index (logs, KkVaultLog, i), error))
      return NULL;
  }
  g_ptr_array_sort (entries, compare_entries);
  return g_steal_pointer (&entries);
}

GPtrArray *
kk_app_register_select (KkApp *app, const KkRegisterQuery *query, GError **error)
{
  g_autoptr (KkRegisterPerson) person = NULL;

  if (query->person == NULL)
    return kk_register_collect (app, query, NULL, error);
  person = kk_register_person_find (app, query->person, query->born, error);
  return person != NULL ? kk_register_collect (app, query, person, error) : NULL;
}

GPtrArray *
kk_app_register_export (KkApp *app, const char *case_, const char *recipient, GError **error)
{
  KkRegisterQuery query = { .case_ = case_, .recipient = recipient };

  return kk_app_register_select (app, &query, error);
}
