/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Taking in a signal: drafts, filing, and what it says of act, means and purpose. */

#include "app/casework/kk-app-signal.h"
#include "cli/kk-cli-case-private.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-label.h"
#include "cli/kk-cli-text.h"
#include "cli/kk-cli-values.h"

#include <glib/gi18n.h>
#include <string.h>

static void
add_draft (JsonBuilder *builder, const KkSignalDraft *draft)
{
  g_autoptr (GPtrArray) categories = kk_cli_list_categories (draft->categories);

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "id", draft->id);
  kk_cli_json_text (builder, "kind", draft->advice ? "adviesvraag" : "signaal");
  kk_cli_json_time (builder, "changed", draft->changed);
  kk_cli_json_open_array (builder, "fields");
  for (guint i = 0; i < draft->fields->len; i++) {
    const KkDraftField *field = draft->fields->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "name", field->name);
    kk_cli_json_text (builder, "value", field->value);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
  kk_cli_json_texts (builder, "cards", draft->cards);
  kk_cli_json_text (builder, "text", draft->text);
  kk_cli_json_texts (builder, "categories", categories);
  kk_cli_json_close_object (builder);
}

static void
print_draft (KkCli *cli, const KkSignalDraft *draft)
{
  g_autofree char *time = kk_cli_text_time (draft->changed);
  g_autofree char *text = kk_cli_text_tame (draft->text);
  g_autoptr (GPtrArray) lines = kk_cli_text_wrap (text, KK_CLI_WIDTH - 4);

  kk_cli_printf (cli, "%s  %s  %s", draft->id,
                 draft->advice ? _ ("request for advice") : _ ("signal"), time);
  for (guint i = 0; i < draft->fields->len; i++) {
    const KkDraftField *field = draft->fields->pdata[i];
    g_autofree char *value = kk_cli_label_value (field->name, NULL, field->value);

    kk_cli_printf (cli, "  %s: %s", kk_cli_label_field (field->name), value);
  }
  for (guint i = 0; i < lines->len; i++)
    kk_cli_printf (cli, "    %s", (const char *) lines->pdata[i]);
}

static void
print_drafts (KkCli *cli, const GPtrArray *drafts)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!kk_cli_is_json (cli)) {
    if (drafts->len == 0)
      kk_cli_say (cli, _ ("There are no drafts in this vault."));
    for (guint i = 0; i < drafts->len; i++)
      print_draft (cli, drafts->pdata[i]);
    return;
  }
  builder = json_builder_new ();
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_open_array (builder, "drafts");
  for (guint i = 0; i < drafts->len; i++)
    add_draft (builder, drafts->pdata[i]);
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

/* @texts: (out): what the edits point into. */
static GArray *
parse_edits (KkCli *cli, GPtrArray *texts)
{
  g_autoptr (GArray) edits = g_array_new (FALSE, TRUE, sizeof (KkFieldEdit));

  for (guint i = 0; i < kk_cli_count_arguments (cli); i++) {
    KkFieldEdit edit = { 0 };
    char *text = g_strdup (kk_cli_argument (cli, i));
    char *equals = strchr (text, '=');

    g_ptr_array_add (texts, text);
    if (equals == NULL || equals == text) {
      kk_cli_complain_usage (cli, _ ("“%s” is not of the form FIELD=VALUE."), text);
      return NULL;
    }
    *equals = '\0';
    edit.field = text;
    edit.value = equals[1] != '\0' ? equals + 1 : NULL;
    g_array_append_val (edits, edit);
  }
  return g_steal_pointer (&edits);
}

static KkSignalDraft *
save_draft (KkCli *cli, KkApp *app, const char *id, const GArray *edits)
{
  g_autoptr (GError) error = NULL;
  KkDraftPlan plan = { .draft = id, .cards = kk_cli_texts (cli, "card") };
  KkSignalDraft *draft;

  plan.advice = kk_cli_is_set (cli, "advice");
  plan.edits = (const KkFieldEdit *) (gconstpointer) edits->data;
  plan.n_edits = edits->len;
  draft = kk_app_signal_draft (app, &plan, &error);
  if (draft == NULL)
    kk_cli_fail (cli, error);
  return draft;
}

static gboolean
draft_signal (KkCli *cli)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) edits = parse_edits (cli, texts);
  g_autoptr (GPtrArray) drafts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_signal_draft_free);
  KkApp *app = edits != NULL ? kk_cli_open (cli) : NULL;
  KkSignalDraft *draft =
      app != NULL ? save_draft (cli, app, kk_cli_text (cli, "draft"), edits) : NULL;

  if (draft == NULL)
    return FALSE;
  g_ptr_array_add (drafts, draft);
  print_drafts (cli, drafts);
  return TRUE;
}

static gboolean
print_kept (KkCli *cli, KkApp *app)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = kk_app_signal_draft_list (app, &error);

  if (drafts == NULL)
    return kk_cli_fail (cli, error);
  print_drafts (cli, drafts);
  return TRUE;
}

static gboolean
list_drafts (KkCli *cli)
{
  KkApp *app = kk_cli_open (cli);

  return app != NULL && print_kept (cli, app);
}

static gboolean
discard_draft (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  return kk_app_signal_draft_discard (app, kk_cli_argument (cli, 0), &error)
             ? print_kept (cli, app)
             : kk_cli_fail (cli, error);
}

static gboolean
file_draft (KkCli *cli, KkApp *app, const char *draft, KkCategories ticked)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *reference =
      kk_app_signal_file (app, draft, kk_cli_text (cli, "reference"), ticked, &error);

  return reference != NULL ? kk_cli_case_print (cli, app, reference) : kk_cli_fail (cli, error);
}

static gboolean
file_signal (KkCli *cli)
{
  KkCategories ticked;
  KkApp *app = kk_cli_parse_categories (cli, "category", &ticked) ? kk_cli_open (cli) : NULL;

  return app != NULL && file_draft (cli, app, kk_cli_argument (cli, 0), ticked);
}

static gboolean
new_signal (KkCli *cli)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) edits = parse_edits (cli, texts);
  g_autoptr (KkSignalDraft) draft = NULL;
  KkCategories ticked;
  KkApp *app;

  if (edits == NULL || !kk_cli_parse_categories (cli, "category", &ticked))
    return FALSE;
  app = kk_cli_open (cli);
  draft = app != NULL ? save_draft (cli, app, NULL, edits) : NULL;
  return draft != NULL && file_draft (cli, app, draft->id, ticked);
}

static gboolean
check_signal (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkSignalElements) elements = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  elements = kk_app_signal_elements (app, kk_cli_argument (cli, 0), &error);
  if (elements == NULL)
    return kk_cli_fail (cli, error);
  if (!kk_cli_is_json (cli)) {
    g_autofree char *acts = kk_cli_text_join (elements->acts);
    g_autofree char *means = kk_cli_text_join (elements->means);
    g_autofree char *purpose = kk_cli_text_join (elements->purpose);
    g_autofree char *missing = kk_cli_text_join (elements->missing);

    kk_cli_printf (cli, _ ("Act: %s"), acts);
    kk_cli_printf (cli, _ ("Means: %s"), means);
    kk_cli_printf (cli, _ ("Purpose: %s"), purpose);
    if (elements->minor == KK_TRI_TRUE)
      kk_cli_print (cli, _ ("It is about a minor: means need not be there."));
    if (elements->missing->len > 0)
      kk_cli_printf (cli, _ ("Not said yet: %s"), missing);
    return TRUE;
  }
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_texts (builder, "act", elements->acts);
  kk_cli_json_texts (builder, "means", elements->means);
  kk_cli_json_texts (builder, "purpose", elements->purpose);
  kk_cli_json_flag (builder, "minor", elements->minor == KK_TRI_TRUE);
  kk_cli_json_texts (builder, "missing", elements->missing);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
  return TRUE;
}

#define END_OPTIONS                  \
  {                                  \
    NULL, KK_CLI_FLAG, 0, NULL, NULL \
  }
#define END_ARGUMENTS          \
  {                            \
    NULL, KK_CLI_FLAG, 0, NULL \
  }
#define FIELDS_ARGUMENT                                                                         \
  {                                                                                             \
    N_ ("FIELD=VALUE"), KK_CLI_TEXT, KK_CLI_OPTIONAL | KK_CLI_MANY,                             \
        N_ ("What is known, such as nl_SignalText or nl_SignalMunicipality; nothing is needed") \
  }
#define CARD_OPTION                                      \
  {                                                      \
    "card", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("NUMBER"), \
        N_ ("A sign of the signal cards, such as SG05")  \
  }
#define ADVICE_OPTION                                                        \
  {                                                                          \
    "advice", KK_CLI_FLAG, 0, NULL,                                          \
        N_ ("A request for advice, which names nobody, instead of a signal") \
  }
#define REFERENCE_OPTION                                           \
  {                                                                \
    "reference", KK_CLI_TEXT, 0, N_ ("REFERENCE"),                 \
        N_ ("Reference of the case, instead of the next free one") \
  }
#define CATEGORY_OPTION                                                         \
  {                                                                             \
    "category", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("CODE"),                      \
        N_ ("Category of data that the text holds, besides those of the cards") \
  }

static const KkCliOption draft_options[] = {
  { "draft", KK_CLI_TEXT, 0, N_ ("ID"), N_ ("The draft that changes; a new one unless told") },
  ADVICE_OPTION,
  CARD_OPTION,
  END_OPTIONS,
};
static const KkCliOption new_options[] = { ADVICE_OPTION, CARD_OPTION, REFERENCE_OPTION,
                                           CATEGORY_OPTION, END_OPTIONS };
static const KkCliOption file_options[] = { REFERENCE_OPTION, CATEGORY_OPTION, END_OPTIONS };

static const KkCliArgument fields_arguments[] = { FIELDS_ARGUMENT, END_ARGUMENTS };
static const KkCliArgument draft_arguments[] = {
  { N_ ("DRAFT"), KK_CLI_TEXT, 0, N_ ("The draft, as “signal drafts” names it") },
  END_ARGUMENTS,
};
static const KkCliArgument case_arguments[] = {
  { N_ ("CASE"), KK_CLI_TEXT, 0, N_ ("Reference of the case") },
  END_ARGUMENTS,
};

const KkCliCommand kk_cli_signal_commands[] = {
  { "signal new", new_signal, N_ ("Take in a signal or a request for advice"), new_options,
    fields_arguments },
  { "signal draft", draft_signal, N_ ("Keep what is known so far, without filing it"),
    draft_options, fields_arguments },
  { "signal drafts", list_drafts, N_ ("List the drafts in this vault"), NULL, NULL },
  { "signal discard", discard_draft, N_ ("Throw a draft away"), NULL, draft_arguments },
  { "signal file", file_signal, N_ ("Make a case of a draft"), file_options, draft_arguments },
  { "signal check", check_signal, N_ ("Show act, means and purpose of a signal"), NULL,
    case_arguments },
  { NULL, NULL, NULL, NULL, NULL },
};
