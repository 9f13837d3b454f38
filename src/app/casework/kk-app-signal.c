/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Drafts of signals and requests for advice, and the case that a draft becomes. */

#include "app/casework/kk-app-signal.h"

#include "app/casework/kk-field-input-private.h"
#include "app/kk-app-private.h"
#include "app/kk-settings-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_DRAFTS 100

#define KEY_CARDS   "cards"
#define KEY_ADVICE  "advice"
#define KEY_CHANGED "changed"

static void
free_field (gpointer data)
{
  KkDraftField *field = data;

  g_free (field->name);
  g_free (field->value);
  g_free (field);
}

void
kk_signal_draft_free (KkSignalDraft *draft)
{
  g_free (draft->id);
  g_ptr_array_unref (draft->fields);
  g_ptr_array_unref (draft->cards);
  g_free (draft->text);
  g_free (draft);
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  return FALSE;
}

/* One setting holds every draft: a group for each, a key for each field. */

static GKeyFile *
load_drafts (KkApp *app, GError **error)
{
  g_autoptr (GKeyFile) drafts = g_key_file_new ();
  g_autoptr (GError) stop = NULL;
  g_autofree char *text = kk_vault_setting_dup_text (app->vault, KK_SETTING_DRAFTS, &stop);

  if (stop != NULL) {
    g_propagate_error (error, g_steal_pointer (&stop));
    return NULL;
  }
  if (text != NULL &&
      !g_key_file_load_from_data (drafts, text, strlen (text), G_KEY_FILE_NONE, error))
    return NULL;
  return g_steal_pointer (&drafts);
}

static gboolean
store_drafts (KkApp *app, GKeyFile *drafts, GError **error)
{
  g_autofree char *text = g_key_file_to_data (drafts, NULL, NULL);
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (app->vault, error);

  return transaction != NULL &&
         kk_vault_setting_set_text (app->vault, KK_SETTING_DRAFTS, text, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}

static gboolean
is_field (const char *key)
{
  return strcmp (key, KEY_CARDS) != 0 && strcmp (key, KEY_ADVICE) != 0 &&
         strcmp (key, KEY_CHANGED) != 0;
}

static void
read_fields (KkSignalDraft *draft, GKeyFile *drafts)
{
  g_auto (GStrv) keys = g_key_file_get_keys (drafts, draft->id, NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++) {
    KkDraftField *field;

    if (!is_field (keys[i]))
      continue;
    field = g_new0 (KkDraftField, 1);
    field->name = g_strdup (keys[i]);
    field->value = g_key_file_get_string (drafts, draft->id, keys[i], NULL);
    g_ptr_array_add (draft->fields, field);
  }
}

static const char *
find_value (const KkSignalDraft *draft, const char *name)
{
  for (guint i = 0; i < draft->fields->len; i++) {
    const KkDraftField *field = draft->fields->pdata[i];

    if (strcmp (field->name, name) == 0)
      return field->value;
  }
  return NULL;
}

/* The field in which the words of the author are. */
static const char *
text_field (const KkSignalDraft *draft)
{
  return draft->advice ? "nl_AdviceQuestion" : "nl_SignalText";
}

static KkSignalDraft *
read_draft (const KkSignalCards *cards, GKeyFile *drafts, const char *id)
{
  KkSignalDraft *draft = g_new0 (KkSignalDraft, 1);
  g_auto (GStrv) ticked = g_key_file_get_string_list (drafts, id, KEY_CARDS, NULL, NULL);

  draft->id = g_strdup (id);
  draft->advice = g_key_file_get_boolean (drafts, id, KEY_ADVICE, NULL);
  draft->changed = g_key_file_get_int64 (drafts, id, KEY_CHANGED, NULL);
  draft->fields = g_ptr_array_new_with_free_func (free_field);
  draft->cards = g_ptr_array_new_with_free_func (g_free);
  read_fields (draft, drafts);
  for (guint i = 0; ticked != NULL && ticked[i] != NULL; i++) {
    /* A card that a newer set of cards does not have any more is not ticked any more. */
    if (kk_signal_cards_find (cards, ticked[i]) != NULL)
      g_ptr_array_add (draft->cards, g_strdup (ticked[i]));
  }
  draft->text = kk_signal_cards_compose (
      cards, draft->cards, find_value (draft, text_field (draft)), &draft->categories);
  return draft;
}

/* Saving. */

static gboolean
check_plan (const KkSignalCards *cards, GKeyFile *drafts, const KkDraftPlan *plan, GError **error)
{
  gsize n_drafts = 0;
  g_auto (GStrv) groups G_GNUC_UNUSED = g_key_file_get_groups (drafts, &n_drafts);

  if (plan->draft != NULL && !g_key_file_has_group (drafts, plan->draft))
    return refuse (error, _ ("There is no such draft. “signal drafts” lists them."));
  if (plan->draft == NULL && n_drafts >= MOST_DRAFTS)
    return refuse (error,
                   _ ("There are a hundred drafts in this vault. File some or discard what is "
                      "not needed."));
  for (gsize i = 0; i < plan->n_edits; i++) {
    const KkField *field = kk_schema_field_by_name (0, plan->edits[i].field);

    if (field != NULL && field->writer != KK_WRITER_PROGRAM)
      continue;
    /* Translators: %s is the name of a field, as the person typed it. */
    g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, _ ("There is no field named %s."),
                 plan->edits[i].field);
    return FALSE;
  }
  for (guint i = 0; plan->cards != NULL && i < plan->cards->len; i++) {
    if (kk_signal_cards_find (cards, plan->cards->pdata[i]) == NULL)
      return refuse (error,
                     _ ("There is no signal card with that number. “card list” shows them."));
  }
  return TRUE;
}

static void
apply_plan (KkApp *app, GKeyFile *drafts, const char *id, const KkDraftPlan *plan)
{
  g_key_file_set_int64 (drafts, id, KEY_CHANGED, kk_app_now (app));
  if (plan->draft == NULL)
    g_key_file_set_boolean (drafts, id, KEY_ADVICE, plan->advice);
  for (gsize i = 0; i < plan->n_edits; i++) {
    if (plan->edits[i].value != NULL)
      g_key_file_set_string (drafts, id, plan->edits[i].field, plan->edits[i].value);
    else
      g_key_file_remove_key (drafts, id, plan->edits[i].field, NULL);
  }
  if (plan->cards != NULL)
    g_key_file_set_string_list (drafts, id, KEY_CARDS,
                                (const char *const *) (gconstpointer) plan->cards->pdata,
                                plan->cards->len);
}

KkSignalDraft *
kk_app_signal_draft (KkApp *app, const KkDraftPlan *plan, GError **error)
{
  g_autoptr (KkSignalCards) cards = kk_app_signal_cards (app, error);
  g_autoptr (GKeyFile) drafts = cards != NULL ? load_drafts (app, error) : NULL;
  KkId random = kk_id_random ();
  const char *id = plan->draft != NULL ? plan->draft : kk_id_text (&random).text;

  if (drafts == NULL || !check_plan (cards, drafts, plan, error))
    return NULL;
  apply_plan (app, drafts, id, plan);
  return store_drafts (app, drafts, error) ? read_draft (cards, drafts, id) : NULL;
}

static int
compare_changed (gconstpointer a, gconstpointer b)
{
  const KkSignalDraft *left = *(KkSignalDraft *const *) a;
  const KkSignalDraft *right = *(KkSignalDraft *const *) b;

  return (left->changed < right->changed) - (left->changed > right->changed);
}

GPtrArray *
kk_app_signal_draft_list (KkApp *app, GError **error)
{
  g_autoptr (KkSignalCards) cards = kk_app_signal_cards (app, error);
  g_autoptr (GKeyFile) drafts = cards != NULL ? load_drafts (app, error) : NULL;
  g_auto (GStrv) groups = drafts != NULL ? g_key_file_get_groups (drafts, NULL) : NULL;
  GPtrArray *list;

  if (drafts == NULL)
    return NULL;
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_signal_draft_free);
  for (guint i = 0; groups[i] != NULL; i++)
    g_ptr_array_add (list, read_draft (cards, drafts, groups[i]));
  g_ptr_array_sort (list, compare_changed);
  return list;
}

gboolean
kk_app_signal_draft_discard (KkApp *app, const char *draft, GError **error)
{
  g_autoptr (GKeyFile) drafts = load_drafts (app, error);

  if (drafts == NULL)
    return FALSE;
  if (!g_key_file_remove_group (drafts, draft, NULL))
    return refuse (error, _ ("There is no such draft. “signal drafts” lists them."));
  return store_drafts (app, drafts, error);
}

/* Filing. */

static void
add_edit (GArray *edits, const char *field, const char *value, KkCategories ticked)
{
  KkFieldEdit edit = { .field = field, .value = value, .ticked = ticked };

  g_array_append_val (edits, edit);
}

/* What is wrong is said before there is a case. */
static gboolean
check_values (const GArray *edits, GError **error)
{
  for (guint i = 0; i < edits->len; i++) {
    const KkFieldEdit *edit = &g_array_index (edits, KkFieldEdit, i);
    g_autoptr (GPtrArray) values =
        kk_field_input_read (kk_schema_field_by_name (0, edit->field), edit->value, error);

    if (values == NULL || !kk_field_input_check_ticks (edit->ticked, error))
      return FALSE;
  }
  return TRUE;
}

static void
add_once (GArray *edits, const KkSignalDraft *draft, const char *field, const char *value)
{
  if (value != NULL && find_value (draft, field) == NULL)
    add_edit (edits, field, value, 0);
}

static gboolean
is_free_text (const char *name)
{
  return (kk_schema_field_by_name (0, name)->flags & KK_FIELD_TICKS) != 0;
}

static GArray *
list_edits (const KkSignalDraft *draft,
            const char *today,
            const char *version,
            const char *ids,
            KkCategories ticked)
{
  GArray *edits = g_array_new (FALSE, TRUE, sizeof (KkFieldEdit));
  const char *municipality =
      find_value (draft, draft->advice ? "nl_AdviceMunicipality" : "nl_SignalMunicipality");

  for (guint i = 0; i < draft->fields->len; i++) {
    const KkDraftField *field = draft->fields->pdata[i];

    if (strcmp (field->name, text_field (draft)) != 0)
      add_edit (edits, field->name, field->value, is_free_text (field->name) ? ticked : 0);
  }
  if (*draft->text != '\0')
    add_edit (edits, text_field (draft), draft->text, draft->categories | ticked);
  if (draft->cards->len > 0 && !draft->advice) {
    add_edit (edits, "nl_SignalIndicators", ids, 0);
    add_edit (edits, "nl_SignalCard", version, 0);
  }
  add_once (edits, draft, "nl_ReportKind", draft->advice ? "adviesvraag" : "signaal");
  add_once (edits, draft, "nl_ReceivedDate", today);
  add_once (edits, draft, "nl_FirstProcessed", today);
  add_once (edits, draft, "nl_Municipality", municipality);
  add_once (edits, draft, draft->advice ? "nl_AdviceDate" : "nl_SignalDate", today);
  return edits;
}

/* Nobody is named in a request for advice: that would be a signal (domain §1.3.1, Wmo 4.1.1.3). */
static gboolean
check_advice (const KkSignalDraft *draft, KkCategories ticked, GError **error)
{
  gboolean named = (ticked & ~KK_CATEGORY_BIT (KK_CATEGORY_V)) != 0;

  for (guint i = 0; i < draft->fields->len; i++) {
    const KkDraftField *field = draft->fields->pdata[i];
    KkRecordType type = kk_schema_field_by_name (0, field->name)->type;

    named |= type != KK_RECORD_ADVICE_REQUEST && type != KK_RECORD_CASE;
  }
  return !draft->advice || !named ||
         refuse (error,
                 _ ("A request for advice names nobody. Leave out what leads to a person, or "
                    "file it as a signal."));
}

static KkSignalDraft *
find_draft (KkApp *app, const char *draft, GError **error)
{
  g_autoptr (GPtrArray) drafts = kk_app_signal_draft_list (app, error);

  for (guint i = 0; drafts != NULL && i < drafts->len; i++) {
    if (g_str_equal (((KkSignalDraft *) drafts->pdata[i])->id, draft))
      return g_ptr_array_steal_index (drafts, i);
  }
  if (drafts != NULL)
    refuse (error, _ ("There is no such draft. “signal drafts” lists them."));
  return NULL;
}

static char *
join_ids (const GPtrArray *cards)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < cards->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? ";" : "", (const char *) cards->pdata[i]);
  return g_string_free (ids, FALSE);
}

char *
kk_app_signal_file (KkApp *app,
                    const char *draft,
                    const char *reference,
                    KkCategories ticked,
                    GError **error)
{
  g_autoptr (KkSignalDraft) found = find_draft (app, draft, error);
  g_autoptr (KkSignalCards) cards = found != NULL ? kk_app_signal_cards (app, error) : NULL;
  g_autofree char *today = kk_app_today (app);
  g_autofree char *ids = NULL;
  g_autofree char *made = NULL;
  g_autoptr (GArray) edits = NULL;

  if (cards == NULL || !check_advice (found, ticked, error))
    return NULL;
  ids = join_ids (found->cards);
  edits = list_edits (found, today, cards->version, ids, ticked);
  if (!check_values (edits, error))
    return NULL;
  made = kk_app_case_new (app, reference, error);
  if (made == NULL ||
      !kk_app_case_set (app, made, NULL, (const KkFieldEdit *) (gconstpointer) edits->data,
                        edits->len, error) ||
      !kk_app_signal_draft_discard (app, draft, error))
    return NULL;
  return g_steal_pointer (&made);
}
