/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/register/kk-app-recall.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-facts.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-recall-private.h"
#include "cli/kk-cli-share-private.h"
#include "cli/kk-cli-text.h"
#include "cli/kk-cli-values.h"

#include <glib/gi18n.h>
#include <string.h>

#define DEFAULT_UNDO_SECONDS 0

typedef KkSharePreview *(*ShareUse) (KkApp *app, const KkSharePlan *plan, GError **error);

static void
show_preview (KkCli *cli, const KkSharePreview *preview)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!kk_cli_is_json (cli)) {
    kk_cli_share_print_preview (cli, preview);
    return;
  }
  builder = json_builder_new ();
  kk_cli_json_open_object (builder, NULL);
  kk_cli_share_add_preview (builder, preview);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

/* Reads the plan from the command line, before the vault is opened. */
static gboolean
read_plan (KkCli *cli, KkSharePlan *plan, char **facts)
{
  if (!kk_cli_parse_purpose (cli, &plan->purpose) || !kk_cli_collect_facts (cli, facts))
    return FALSE;
  plan->cases = kk_cli_texts (cli, "case");
  plan->recipient = kk_cli_text (cli, "to");
  plan->stage = kk_cli_text (cli, "stage");
  plan->fields = kk_cli_texts (cli, "field");
  plan->facts = *facts;
  plan->undo_ms = (gint64) kk_cli_number (cli, "undo", DEFAULT_UNDO_SECONDS) * 1000;
  return TRUE;
}

static KkSharePreview *
use_plan (KkCli *cli, ShareUse use)
{
  g_autofree char *facts = NULL;
  g_autoptr (GError) error = NULL;
  KkSharePlan plan = { 0 };
  KkSharePreview *shown;
  KkApp *app = read_plan (cli, &plan, &facts) ? kk_cli_open (cli) : NULL;

  if (app == NULL)
    return NULL;
  shown = use (app, &plan, &error);
  if (shown == NULL)
    kk_cli_fail (cli, error);
  else
    show_preview (cli, shown);
  return shown;
}

static gboolean
preview (KkCli *cli)
{
  g_autoptr (KkSharePreview) shown = use_plan (cli, kk_app_share_preview);

  return shown != NULL;
}

static gboolean
send (KkCli *cli)
{
  g_autoptr (KkSharePreview) shown = use_plan (cli, kk_app_share_send);
  g_autofree char *sentence = NULL;

  if (shown == NULL)
    return FALSE;
  /* Translators: how many fields, and the number of the share. */
  sentence = g_strdup_printf (ngettext ("%u field waits for the next sync. Taking it back until "
                                        "then: share stop %s",
                                        "%u fields wait for the next sync. Taking them back until "
                                        "then: share stop %s",
                                        shown->sent),
                              shown->sent, shown->id);
  kk_cli_say (cli, sentence);
  return TRUE;
}

static gboolean
refuse (KkCli *cli)
{
  g_autofree char *facts = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KkSharePreview) shown = NULL;
  KkSharePlan plan = { 0 };
  KkApp *app = read_plan (cli, &plan, &facts) ? kk_cli_open (cli) : NULL;

  if (app == NULL)
    return FALSE;
  shown = kk_app_share_refuse (app, &plan, kk_cli_text (cli, "reason"), &error);
  if (shown == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    show_preview (cli, shown);
  else
    kk_cli_share_print_refusal (cli, shown);
  kk_cli_say (cli,
              _ ("Your refusal and its reason are recorded, in the case and in the disclosure "
                 "register. Tell the recipient yourself that you refuse: the program does not."));
  return TRUE;
}

static void
print_shares_json (KkCli *cli, const GPtrArray *shares, const GPtrArray *recalls)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_open_array (builder, "shares");
  for (guint i = 0; i < shares->len; i++) {
    const KkShareItem *item = shares->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "id", item->id);
    kk_cli_json_text (builder, "recipient", item->recipient);
    kk_cli_json_text (builder, "purpose", item->purpose);
    kk_cli_json_text (builder, "status", item->status);
    kk_cli_json_number (builder, "cases", item->cases);
    kk_cli_json_number (builder, "waiting", item->waiting);
    kk_cli_json_number (builder, "held", item->held);
    kk_cli_json_number (builder, "review", item->review);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
  kk_cli_recall_add (builder, recalls);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static char *
describe_state (const KkShareItem *item)
{
  if (strcmp (item->status, "stopped") == 0)
    return g_strdup (_ ("stopped"));
  if (item->review > 0)
    return g_strdup_printf (_ ("%u decided otherwise now"), item->review);
  if (item->held > 0)
    return g_strdup_printf (_ ("%u to look at again"), item->held);
  return item->waiting > 0 ? g_strdup_printf (_ ("%u waiting"), item->waiting)
                           : g_strdup (_ ("active"));
}

static void
print_shares_text (KkCli *cli, const GPtrArray *shares)
{
  const char *const headings[] = { _ ("Id"), _ ("Recipient"), _ ("Purpose"), _ ("Status") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;

  if (shares->len == 0) {
    kk_cli_say (cli, _ ("Nothing is shared."));
    return;
  }
  for (guint i = 0; i < shares->len; i++) {
    const KkShareItem *item = shares->pdata[i];
    g_autofree char *state = describe_state (item);

    kk_cli_table_add (table, (const char *[]){ item->id, item->recipient, item->purpose, state });
  }
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
}

static gboolean
show_shares (KkCli *cli, KkApp *app)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) shares = kk_app_share_list (app, &error);
  g_autoptr (GPtrArray) recalls = shares != NULL ? kk_app_recall_list (app, NULL, &error) : NULL;

  if (recalls == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli)) {
    print_shares_json (cli, shares, recalls);
    return TRUE;
  }
  print_shares_text (cli, shares);
  if (recalls->len > 0)
    kk_cli_print (cli, "");
  kk_cli_recall_print (cli, recalls);
  return TRUE;
}

static gboolean
list (KkCli *cli)
{
  KkApp *app = kk_cli_open (cli);

  return app != NULL && show_shares (cli, app);
}

static gboolean
stop (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  if (!kk_app_share_stop (app, kk_cli_argument (cli, 0), &error))
    return kk_cli_fail (cli, error);
  kk_cli_say (cli, _ ("Nothing more goes out under this share. What was sent before stays with the "
                      "recipient."));
  return show_shares (cli, app);
}

/* What preview and send have in common; "undo" has a meaning for send only. */
#define PLAN_OPTIONS                                                                        \
  { "case", KK_CLI_TEXT, KK_CLI_REQUIRED | KK_CLI_REPEATED, N_ ("REFERENCE"),               \
    N_ ("The case to share") },                                                             \
      { "to", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("RECIPIENT"),                               \
        N_ ("Short name of the organisation, with /HAT or /HAT/ROLE behind it when it has " \
            "several desks") },                                                             \
      { "purpose", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("PURPOSE"), N_ ("What it is for") },   \
      { "stage", KK_CLI_TEXT, 0, N_ ("CODE"), N_ ("The stage of the work it is for") },     \
      { "facts", KK_CLI_FILE, 0, N_ ("FILE"), N_ ("JSON object with facts") },              \
      { "fact", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("CODE=VALUE"),                            \
        N_ ("A fact, for instance HG_KM=true") },                                           \
      { "note", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("KIND=TEXT"),                             \
        N_ ("A reason in your own words, for instance NEED=…") },                           \
  {                                                                                         \
    "field", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("NAME"),                                     \
        N_ ("Share this field; without it every field of the case is looked at")            \
  }

static const KkCliOption preview_options[] = {
  PLAN_OPTIONS,
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliOption send_options[] = {
  PLAN_OPTIONS,
  { "undo", KK_CLI_NUMBER, 0, N_ ("SECONDS"), N_ ("A sync leaves it alone for so long") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliOption refuse_options[] = {
  PLAN_OPTIONS,
  { "reason", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("TEXT"),
    N_ ("Which serious reasons stand against it, in at least 10 characters") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliArgument stop_arguments[] = {
  { N_ ("ID"), KK_CLI_TEXT, 0, N_ ("The share, as “share list” names it") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

const KkCliCommand kk_cli_share_commands[] = {
  { "share preview", preview, N_ ("Show what a recipient would get, and why; nothing is sent"),
    preview_options, NULL },
  { "share send", send, N_ ("Share with a recipient at the next sync"), send_options, NULL },
  { "share refuse", refuse,
    N_ ("Decline, with your reasons, what a law asks to share unless there are such reasons"),
    refuse_options, NULL },
  { "share list", list, N_ ("List what is shared with whom"), NULL, NULL },
  { "share stop", stop, N_ ("Stop sharing, and cancel what still waits"), NULL, stop_arguments },
  { NULL, NULL, NULL, NULL, NULL },
};
