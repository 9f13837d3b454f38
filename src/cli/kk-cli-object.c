/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/sharing/kk-app-object.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-label.h"
#include "cli/kk-cli-text.h"
#include "cli/kk-cli-values.h"

#include <glib/gi18n.h>

/* Digits of an id in a table. */
#define SHORT_ID 8

static void
add_item (JsonBuilder *builder, gconstpointer data)
{
  const KkObjectItem *item = data;

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "id", item->id);
  kk_cli_json_text (builder, "kind", item->kind);
  kk_cli_json_text (builder, "case", item->case_);
  kk_cli_json_text (builder, "issuer", item->issuer);
  kk_cli_json_text (builder, "recipient", item->recipient);
  kk_cli_json_text (builder, "from", item->from);
  kk_cli_json_text (builder, "until", item->until);
  kk_cli_json_texts (builder, "categories", item->categories);
  kk_cli_json_texts (builder, "purposes", item->purposes);
  kk_cli_json_texts (builder, "subjects", item->subjects);
  kk_cli_json_text (builder, "gate", item->gate);
  kk_cli_json_text (builder, "result", item->result);
  kk_cli_json_texts (builder, "participants", item->participants);
  kk_cli_json_text (builder, "status", item->status);
  kk_cli_json_close_object (builder);
}

/* (transfer full): what it is about, in the codes of the law. */
static char *
dup_scope (const KkObjectItem *item)
{
  g_autofree char *categories = kk_cli_text_join (item->categories);
  g_autofree char *purposes = kk_cli_text_join (item->purposes);

  if (item->gate != NULL)
    return g_strjoin (" ", item->gate, item->result, NULL);
  return g_strjoin (item->purposes->len > 0 ? " " : "", categories, purposes, NULL);
}

static const char *
describe_status (const KkObjectItem *item)
{
  if (g_str_equal (item->status, "valid"))
    return _ ("valid");
  if (g_str_equal (item->status, "expired"))
    return _ ("over");
  if (g_str_equal (item->status, "withdrawn"))
    return _ ("taken back");
  return g_str_equal (item->status, "later") ? _ ("not yet") : _ ("void: its device was revoked");
}

static void
print_items_text (KkCli *cli, const GPtrArray *items)
{
  const char *const headings[] = { _ ("Id"),    _ ("What"),  _ ("By"),    _ ("For"),
                                   _ ("About"), _ ("Until"), _ ("Status") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;

  if (items->len == 0) {
    kk_cli_say (cli, _ ("There are no decisions about this case in this vault."));
    return;
  }
  for (guint i = 0; i < items->len; i++) {
    const KkObjectItem *item = items->pdata[i];
    g_autofree char *scope = dup_scope (item);
    g_autofree char *kind = kk_cli_label_value ("nl_ReleaseKind", NULL, item->kind);
    g_autofree char *id = g_strndup (item->id, SHORT_ID);

    kk_cli_table_add (table, (const char *[]){ id, kind, item->issuer, item->recipient, scope,
                                               item->until, describe_status (item) });
  }
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
}

static void
print_items (KkCli *cli, const GPtrArray *items)
{
  if (kk_cli_is_json (cli))
    kk_cli_json_print_list (cli, "objects", items, add_item);
  else
    print_items_text (cli, items);
}

static gboolean
issue (KkCli *cli, KkObjectPlan *plan)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  plan->case_ = kk_cli_text (cli, "case");
  plan->recipients = kk_cli_texts (cli, "to");
  plan->until = kk_cli_text (cli, "until");
  items = kk_app_object_issue (app, plan, &error);
  if (items == NULL)
    return kk_cli_fail (cli, error);
  print_items (cli, items);
  return TRUE;
}

static gboolean
grant_release (KkCli *cli)
{
  KkObjectPlan plan = { .kind = KK_OBJECT_OM_RELEASE, .through = kk_cli_texts (cli, "through") };

  return kk_cli_parse_categories (cli, "category", &plan.categories) &&
         kk_cli_parse_subjects (cli, "subject", &plan.subjects) && issue (cli, &plan);
}

static gboolean
give_agreement (KkCli *cli)
{
  KkObjectPlan plan = { .kind = KK_OBJECT_GIVER_AGREES, .through = kk_cli_texts (cli, "through") };

  if (kk_cli_is_set (cli, "authority"))
    plan.kind = KK_OBJECT_AUTHORITY_AGREES;
  return issue (cli, &plan);
}

static gboolean
decide_article_20 (KkCli *cli)
{
  KkObjectPlan plan = { .kind = KK_OBJECT_ARTICLE_20, .through = kk_cli_texts (cli, "through") };

  return kk_cli_parse_categories (cli, "category", &plan.categories) &&
         kk_cli_parse_purposes (cli, "purpose", &plan.purposes) && issue (cli, &plan);
}

static gboolean
give_assignment (KkCli *cli)
{
  KkObjectPlan plan = { .kind = KK_OBJECT_ASSIGNMENT, .through = kk_cli_texts (cli, "through") };

  return issue (cli, &plan);
}

static gboolean
decide_gate (KkCli *cli)
{
  KkObjectPlan plan = { .kind = KK_OBJECT_GATE, .result = kk_cli_text (cli, "result") };
  g_autoptr (GArray) hats = NULL;

  if (!kk_cli_parse_gate (cli, "gate", &plan.gate) ||
      !kk_cli_parse_hats (cli, "participant", &hats))
    return FALSE;
  for (guint i = 0; hats != NULL && i < hats->len; i++)
    plan.participants |= KK_HAT_BIT (g_array_index (hats, KkHat, i));
  return issue (cli, &plan);
}

static gboolean
withdraw (KkCli *cli, guint kinds)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  items = kk_app_object_withdraw (app, kk_cli_text (cli, "case"), kk_cli_argument (cli, 0), kinds,
                                  &error);
  if (items == NULL)
    return kk_cli_fail (cli, error);
  kk_cli_say (cli, _ ("Nothing more rests on this. What waited does not go, and whoever was given "
                      "something on it is asked at the next sync to erase it. Follow that with "
                      "“recall list”."));
  print_items (cli, items);
  return TRUE;
}

static gboolean
withdraw_release (KkCli *cli)
{
  return withdraw (cli, 1u << KK_OBJECT_OM_RELEASE);
}

static gboolean
withdraw_agreement (KkCli *cli)
{
  return withdraw (cli, 1u << KK_OBJECT_GIVER_AGREES | 1u << KK_OBJECT_AUTHORITY_AGREES);
}

static gboolean
withdraw_article_20 (KkCli *cli)
{
  return withdraw (cli, 1u << KK_OBJECT_ARTICLE_20);
}

static gboolean
withdraw_assignment (KkCli *cli)
{
  return withdraw (cli, 1u << KK_OBJECT_ASSIGNMENT);
}

static gboolean
withdraw_gate (KkCli *cli)
{
  return withdraw (cli, 1u << KK_OBJECT_GATE);
}

static gboolean
list_objects (KkCli *cli)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  items = kk_app_object_list (app, kk_cli_argument (cli, 0), &error);
  if (items == NULL)
    return kk_cli_fail (cli, error);
  print_items (cli, items);
  return TRUE;
}

#define OBJECT_OPTIONS                                                                          \
  { "case", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("REFERENCE"), N_ ("The case that it is about") }, \
  {                                                                                             \
    "until", KK_CLI_TEXT, 0, N_ ("DATE"), N_ ("Valid until this day; for a year unless told")   \
  }
#define RECIPIENT_OPTIONS                                                                          \
  { "to", KK_CLI_TEXT, KK_CLI_REQUIRED | KK_CLI_REPEATED, N_ ("RECIPIENT"),                        \
    N_ ("The desk to which the data may go") },                                                    \
  {                                                                                                \
    "through", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("DESK"),                                          \
        N_ ("The desk that will share the data, and gets this decision at the next sync; without " \
            "it only your own desk can use it")                                                    \
  }

static const KkCliOption release_options[] = {
  OBJECT_OPTIONS,
  RECIPIENT_OPTIONS,
  { "category", KK_CLI_TEXT, KK_CLI_REQUIRED | KK_CLI_REPEATED, N_ ("CODE"),
    N_ ("Data of the prosecution service that may go: JUS-SV, JUS-DOC or JUS-TUL") },
  { "subject", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("ROLE"),
    N_ ("Whose data may go; the victim's only, unless told") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliOption agreement_options[] = {
  OBJECT_OPTIONS,
  RECIPIENT_OPTIONS,
  { "authority", KK_CLI_FLAG, 0, NULL,
    N_ ("As the competent authority or the police force, for police data") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliOption article_20_options[] = {
  OBJECT_OPTIONS,
  RECIPIENT_OPTIONS,
  { "category", KK_CLI_TEXT, KK_CLI_REQUIRED | KK_CLI_REPEATED, N_ ("CODE"),
    N_ ("Police data that it is about, such as POL-8") },
  { "purpose", KK_CLI_TEXT, KK_CLI_REQUIRED | KK_CLI_REPEATED, N_ ("PURPOSE"),
    N_ ("What it is for") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliOption assignment_options[] = {
  OBJECT_OPTIONS,
  { "to", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("DESK"),
    N_ ("The desk of youth help or shelter that gets the task") },
  { "through", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("DESK"),
    N_ ("Another desk that shares data with it, and gets this decision at the next sync") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliOption gate_options[] = {
  OBJECT_OPTIONS,
  { "to", KK_CLI_TEXT, KK_CLI_REQUIRED | KK_CLI_REPEATED, N_ ("DESK"),
    N_ ("A desk that takes part; before the table decides, the desk of the table") },
  { "gate", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("CODE"), N_ ("The gate, G0 to G7") },
  { "result", KK_CLI_TEXT, 0, N_ ("CODE"), N_ ("yes, no, unclear or REJECTED; yes unless told") },
  { "participant", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("HAT"),
    N_ ("A participant besides the desks of --to, by its task") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliOption withdraw_options[] = {
  { "case", KK_CLI_TEXT, KK_CLI_REQUIRED, N_ ("REFERENCE"), N_ ("The case that it is about") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliArgument object_arguments[] = {
  { N_ ("ID"), KK_CLI_TEXT, 0, N_ ("The decision, as “object list” names it") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

static const KkCliArgument case_arguments[] = {
  { N_ ("CASE"), KK_CLI_TEXT, 0, N_ ("Reference of the case") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

const KkCliCommand kk_cli_object_commands[] = {
  { "release grant", grant_release,
    N_ ("As the prosecution service, release data of a case to a recipient"), release_options,
    NULL },
  { "release withdraw", withdraw_release, N_ ("Take back a release of the prosecution service"),
    withdraw_options, object_arguments },
  { "agreement give", give_agreement,
    N_ ("Agree that data of a case go on to a recipient, as who gave them"), agreement_options,
    NULL },
  { "agreement withdraw", withdraw_agreement, N_ ("Take back an agreement of this desk"),
    withdraw_options, object_arguments },
  { "article20 decide", decide_article_20,
    N_ ("As the police, decide that police data may go to a partnership (Wpg 20)"),
    article_20_options, NULL },
  { "article20 withdraw", withdraw_article_20, N_ ("Take back a decision under article 20 Wpg"),
    withdraw_options, object_arguments },
  { "assignment give", give_assignment,
    N_ ("As the municipality, give youth help or shelter its task in a case"), assignment_options,
    NULL },
  { "assignment withdraw", withdraw_assignment, N_ ("End an assignment of the municipality"),
    withdraw_options, object_arguments },
  { "gate decide", decide_gate,
    N_ ("Sign a decision at a gate of the partnership, with its participants"), gate_options,
    NULL },
  { "gate withdraw", withdraw_gate, N_ ("Take back a decision at a gate, for all who got it"),
    withdraw_options, object_arguments },
  { "object list", list_objects, N_ ("List releases, agreements and decisions about a case"), NULL,
    case_arguments },
  { NULL, NULL, NULL, NULL, NULL },
};
