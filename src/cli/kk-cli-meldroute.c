/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Whom to call about a suspicion, and what the own organisation tells about that. */

#include "app/casework/kk-app-meldroute.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* JSON. */

static void
add_substitutes (JsonBuilder *builder, const KkContactItem *item)
{
  kk_cli_json_open_array (builder, "substitutes");
  for (guint i = 0; i < item->substitutes->len; i++) {
    const KkSubstitute *substitute = item->substitutes->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "name", substitute->name);
    kk_cli_json_text (builder, "phone", substitute->phone);
    kk_cli_json_text (builder, "hours", substitute->hours);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
}

static void
add_contact (JsonBuilder *builder, const KkContactItem *item)
{
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "id", item->id);
  kk_cli_json_text (builder, "organisation", item->organisation);
  kk_cli_json_text (builder, "organisation_name", item->organisation_name);
  kk_cli_json_text (builder, "kind", item->kind);
  kk_cli_json_texts (builder, "municipalities", item->municipalities);
  kk_cli_json_text (builder, "name", item->name);
  kk_cli_json_text (builder, "function", item->function);
  kk_cli_json_text (builder, "phone", item->phone);
  kk_cli_json_text (builder, "mail", item->mail);
  kk_cli_json_text (builder, "hours", item->hours);
  kk_cli_json_text (builder, "note", item->note);
  add_substitutes (builder, item);
  kk_cli_json_text (builder, "desk", item->desk);
  kk_cli_json_text (builder, "from", item->from);
  kk_cli_json_text (builder, "until", item->until);
  kk_cli_json_text (builder, "checked", item->checked);
  kk_cli_json_text (builder, "status", item->status);
  kk_cli_json_flag (builder, "stale", item->stale);
  kk_cli_json_flag (builder, "own", item->own);
  kk_cli_json_close_object (builder);
}

static void
add_contacts (JsonBuilder *builder, const GPtrArray *contacts)
{
  kk_cli_json_open_array (builder, "contacts");
  for (guint i = 0; i < contacts->len; i++)
    add_contact (builder, contacts->pdata[i]);
  kk_cli_json_close_array (builder);
}

static void
add_municipality (JsonBuilder *builder, gconstpointer data)
{
  const KkMeldroute *meldroute = data;

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "municipality", meldroute->municipality);
  kk_cli_json_flag (builder, "has_officer", meldroute->has_officer);
  kk_cli_json_flag (builder, "has_coordinator", meldroute->has_coordinator);
  add_contacts (builder, meldroute->contacts);
  kk_cli_json_close_object (builder);
}

/* Text. */

static void
print_line (KkCli *cli, const char *text)
{
  g_autofree char *tame = kk_cli_text_tame (text);
  g_autoptr (GPtrArray) lines = kk_cli_text_wrap (tame, KK_CLI_WIDTH - 4);

  for (guint i = 0; *tame != '\0' && i < lines->len; i++)
    kk_cli_printf (cli, "    %s", (const char *) lines->pdata[i]);
}

static void
print_substitutes (KkCli *cli, const KkContactItem *item)
{
  for (guint i = 0; i < item->substitutes->len; i++) {
    const KkSubstitute *substitute = item->substitutes->pdata[i];
    g_autofree char *line = g_strjoin ("  ", substitute->name, substitute->phone,
                                       *substitute->hours != '\0' ? substitute->hours : NULL, NULL);
    /* Translators: %s is a name and a phone number. */
    g_autofree char *sentence = g_strdup_printf (_ ("Not there? %s"), line);

    print_line (cli, sentence);
  }
}

static void
print_contact (KkCli *cli, const KkContactItem *item)
{
  g_autofree char *who = g_strjoin (", ", item->name, item->organisation_name,
                                    *item->function != '\0' ? item->function : NULL, NULL);
  g_autofree char *checked = kk_cli_text_value (item->checked);
  g_autofree char *stale = NULL;

  kk_cli_printf (cli, "  %s", item->kind_label);
  print_line (cli, who);
  print_line (cli, item->phone);
  print_line (cli, item->mail);
  print_line (cli, item->hours);
  print_line (cli, item->note);
  print_substitutes (cli, item);
  if (!item->stale)
    return;
  /* Translators: %s is a day. */
  stale =
      g_strdup_printf (_ ("Last checked on %s. Is this wrong? Tell the organisation."), checked);
  print_line (cli, stale);
}

static void
print_municipality (KkCli *cli, const KkMeldroute *meldroute)
{
  g_autofree char *name = kk_cli_text_tame (meldroute->municipality);

  kk_cli_print (cli, name);
  if (!meldroute->has_officer)
    kk_cli_print (cli, _ ("  Nobody has been named for this municipality yet. Call the care "
                          "coordinator."));
  for (guint i = 0; i < meldroute->contacts->len; i++)
    print_contact (cli, meldroute->contacts->pdata[i]);
}

/* The officer in the table; everybody is in “show”. */
static void
print_overview (KkCli *cli, const GPtrArray *list)
{
  const char *const headings[] = { _ ("Municipality"), _ ("Name"), _ ("Phone"), _ ("Hours") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;

  for (guint i = 0; i < list->len; i++) {
    const KkMeldroute *meldroute = list->pdata[i];
    const KkContactItem *first =
        meldroute->contacts->len > 0 ? meldroute->contacts->pdata[0] : NULL;

    kk_cli_table_add (table, (const char *[]){ meldroute->municipality,
                                               first != NULL ? first->name : _ ("nobody yet"),
                                               first != NULL ? first->phone : NULL,
                                               first != NULL ? first->hours : NULL });
  }
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
}

/* Commands. */

static gboolean
list_all (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  list = kk_app_meldroute_list (app, &error);
  if (list == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    kk_cli_json_print_list (cli, "municipalities", list, add_municipality);
  else
    print_overview (cli, list);
  return TRUE;
}

static gboolean
show_one (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_meldroute_free);
  KkMeldroute *meldroute;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  meldroute = kk_app_meldroute_show (app, kk_cli_argument (cli, 0), &error);
  if (meldroute == NULL)
    return kk_cli_fail (cli, error);
  g_ptr_array_add (list, meldroute);
  if (kk_cli_is_json (cli))
    kk_cli_json_print_list (cli, "municipalities", list, add_municipality);
  else
    print_municipality (cli, meldroute);
  return TRUE;
}

static void
print_contacts_text (KkCli *cli, const GPtrArray *contacts)
{
  const char *const headings[] = { _ ("Id"), _ ("Organisation"), _ ("What"), _ ("Name"),
                                   _ ("Valid") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;

  for (guint i = 0; i < contacts->len; i++) {
    const KkContactItem *item = contacts->pdata[i];
    g_autofree char *id = g_strndup (item->id, 8);
    g_autofree char *from = kk_cli_text_value (item->from);
    g_autofree char *until = kk_cli_text_value (item->until);
    g_autofree char *days =
        item->until != NULL ? g_strdup_printf ("%s – %s", from, until) : g_strdup (from);

    kk_cli_table_add (
        table, (const char *[]){ id, item->organisation, item->kind_label, item->name, days });
  }
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
}

static gboolean
print_contacts (KkCli *cli, KkApp *app)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) contacts = kk_app_contact_list (app, &error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (contacts == NULL)
    return kk_cli_fail (cli, error);
  if (!kk_cli_is_json (cli)) {
    print_contacts_text (cli, contacts);
    return TRUE;
  }
  kk_cli_json_open_object (builder, NULL);
  add_contacts (builder, contacts);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
  return TRUE;
}

static gboolean
list_contacts (KkCli *cli)
{
  KkApp *app = kk_cli_open (cli);

  return app != NULL && print_contacts (cli, app);
}

/* (transfer full) (nullable): "NAME=PHONE" or "NAME=PHONE=HOURS", each; a dash takes all away. */
static GPtrArray *
read_substitutes (KkCli *cli)
{
  const GPtrArray *texts = kk_cli_texts (cli, "substitute");
  GPtrArray *substitutes;

  if (texts == NULL)
    return NULL;
  substitutes = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_substitute_free);
  for (guint i = 0; i < texts->len; i++) {
    g_auto (GStrv) parts = g_strsplit (texts->pdata[i], "=", 3);
    guint n_parts = g_strv_length (parts);

    if (strcmp (parts[0], "-") != 0 || n_parts > 1)
      g_ptr_array_add (substitutes, kk_substitute_new (g_strstrip (parts[0]),
                                                       n_parts > 1 ? g_strstrip (parts[1]) : "",
                                                       n_parts > 2 ? g_strstrip (parts[2]) : ""));
  }
  return substitutes;
}

/* (nullable): a dash takes away what is there. */
static const char *
read_text (KkCli *cli, const char *option)
{
  const char *text = kk_cli_text (cli, option);

  return g_strcmp0 (text, "-") == 0 ? "" : text;
}

static gboolean
set_contact (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) substitutes = read_substitutes (cli);
  g_autofree char *id = NULL;
  KkContactPlan plan = { .id = kk_cli_argument (cli, 0), .substitutes = substitutes };
  KkApp *app = kk_cli_open (cli);

  plan.kind = kk_cli_text (cli, "kind");
  plan.name = kk_cli_text (cli, "name");
  plan.phone = kk_cli_text (cli, "phone");
  plan.function = read_text (cli, "function");
  plan.mail = read_text (cli, "mail");
  plan.hours = read_text (cli, "hours");
  plan.note = read_text (cli, "note");
  plan.municipalities = kk_cli_texts (cli, "municipality");
  plan.desk = read_text (cli, "desk");
  plan.from = kk_cli_text (cli, "from");
  plan.until = read_text (cli, "until");
  if (app == NULL)
    return FALSE;
  id = kk_app_contact_put (app, &plan, &error);
  return id != NULL ? print_contacts (cli, app) : kk_cli_fail (cli, error);
}

static gboolean
print_paper (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  const char *path = kk_cli_argument (cli, 0);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  if (!kk_app_meldroute_print (app, kk_cli_text (cli, "municipality"), path, &error))
    return kk_cli_fail (cli, error);
  if (!kk_cli_is_json (cli)) {
    kk_cli_printf (cli, _ ("Written to %s. Hang it beside the telephone."), path);
    return TRUE;
  }
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "file", path);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
  return TRUE;
}

#define END_OPTIONS                  \
  {                                  \
    NULL, KK_CLI_FLAG, 0, NULL, NULL \
  }

static const KkCliOption set_options[] = {
  { "kind", KK_CLI_TEXT, 0, N_ ("KIND"),
    N_ ("officer, contact, youth, local-care, care-coordinator or urgent; a new one needs it") },
  { "name", KK_CLI_TEXT, 0, N_ ("NAME"), N_ ("Who answers; a new one needs it") },
  { "phone", KK_CLI_TEXT, 0, N_ ("NUMBER"), N_ ("Phone number; a new one needs it") },
  { "municipality", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("NAME"),
    N_ ("For this municipality; for the whole region unless told") },
  { "function", KK_CLI_TEXT, 0, N_ ("TEXT"),
    N_ ("Function of that person; “-” takes it away, here and below") },
  { "mail", KK_CLI_TEXT, 0, N_ ("ADDRESS"), N_ ("Mail address, for what names nobody") },
  { "hours", KK_CLI_TEXT, 0, N_ ("TEXT"), N_ ("When somebody answers") },
  { "note", KK_CLI_TEXT, 0, N_ ("TEXT"), N_ ("What somebody has to know who calls") },
  { "substitute", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("NAME=PHONE"),
    N_ ("Who stands in, in this order; behind another = the hours") },
  { "desk", KK_CLI_TEXT, 0, N_ ("RECIPIENT"), N_ ("Desk to which a signal can be sent") },
  { "from", KK_CLI_TEXT, 0, N_ ("DATE"), N_ ("First day; today unless told") },
  { "until", KK_CLI_TEXT, 0, N_ ("DATE"), N_ ("Last day") },
  END_OPTIONS,
};

static const KkCliOption print_options[] = {
  { "municipality", KK_CLI_TEXT, 0, N_ ("NAME"), N_ ("Only this municipality") },
  END_OPTIONS,
};

static const KkCliArgument show_arguments[] = {
  { N_ ("MUNICIPALITY"), KK_CLI_TEXT, 0, N_ ("Name of the municipality") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};
static const KkCliArgument set_arguments[] = {
  { N_ ("CONTACT"), KK_CLI_TEXT, KK_CLI_OPTIONAL,
    N_ ("Id of the contact to change or to confirm; a new one unless told") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};
static const KkCliArgument print_arguments[] = {
  { N_ ("FILE"), KK_CLI_FILE, 0, N_ ("PDF to write") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

const KkCliCommand kk_cli_meldroute_commands[] = {
  { "meldroute list", list_all, N_ ("Show for each municipality whom to call"), NULL, NULL },
  { "meldroute show", show_one,
    N_ ("Show everybody whom one can call about a suspicion in a municipality"), NULL,
    show_arguments },
  { "meldroute contacts", list_contacts,
    N_ ("Show all contacts, also those that ended or are still to come"), NULL, NULL },
  { "meldroute set", set_contact,
    N_ ("Tell the region whom to call, or confirm that a contact is still right"), set_options,
    set_arguments },
  { "meldroute print", print_paper, N_ ("Write the meldroute on A4, as a PDF"), print_options,
    print_arguments },
  { NULL, NULL, NULL, NULL, NULL },
};
