/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Persons of a case, and persons who are one. */

#include "app/casework/kk-app-person.h"
#include "app/kk-app-label.h"
#include "cli/kk-cli-case-private.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-label.h"
#include "cli/kk-cli-text.h"

#include <glib/gi18n.h>
#include <string.h>

static void
add_person (JsonBuilder *builder, const char *name, const KkPersonItem *item)
{
  kk_cli_json_open_object (builder, name);
  kk_cli_json_text (builder, "id", item->id);
  kk_cli_json_text (builder, "case", item->case_);
  kk_cli_json_text (builder, "owner", item->owner);
  kk_cli_json_text (builder, "name", item->name);
  kk_cli_json_text (builder, "born", item->born);
  kk_cli_json_texts (builder, "roles", item->roles);
  kk_cli_json_text (builder, "safe_contact", item->safe_contact);
  kk_cli_json_open_array (builder, "contact");
  for (guint i = 0; i < item->contact->len; i++) {
    const KkPersonFact *fact = item->contact->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "field", fact->field);
    kk_cli_json_text (builder, "value", fact->value);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
  kk_cli_json_open_array (builder, "things");
  for (guint i = 0; i < item->things->len; i++) {
    const KkPersonThing *thing = item->things->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "id", thing->id);
    kk_cli_json_text (builder, "type", thing->type);
    kk_cli_json_text (builder, "value", thing->value);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
  kk_cli_json_texts (builder, "same", item->same);
  kk_cli_json_close_object (builder);
}

static void
print_persons_json (KkCli *cli, const GPtrArray *items)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_open_array (builder, "persons");
  for (guint i = 0; i < items->len; i++)
    add_person (builder, NULL, items->pdata[i]);
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static void
print_line (KkCli *cli, const char *label, const char *field, const char *value)
{
  g_autofree char *shown = kk_cli_label_value (field != NULL ? field : "", NULL, value);

  kk_cli_printf (cli, "  %s: %s", label, shown);
}

static char *
dup_roles (const KkPersonItem *item)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < item->roles->len; i++) {
    const char *word = kk_app_label_code ("nl_Role", item->roles->pdata[i]);

    g_ptr_array_add (words, g_strdup (word != NULL ? word : item->roles->pdata[i]));
  }
  return kk_cli_text_join (words);
}

static char *
dup_title (const KkPersonItem *item)
{
  g_autofree char *name = kk_cli_text_tame (item->name);
  g_autofree char *born = kk_cli_text_value (item->born);

  if (*name == '\0')
    return g_strdup (_ ("Name not known"));
  /* Translators: a name, then a date of birth. */
  return item->born != NULL ? g_strdup_printf (_ ("%s, born %s"), name, born)
                            : g_steal_pointer (&name);
}

static void
print_contact (KkCli *cli, const KkPersonItem *item)
{
  if (item->safe_contact != NULL)
    print_line (cli, kk_cli_label_field ("nl_SafeContact"), "nl_SafeContact", item->safe_contact);
  else if (item->contact->len > 0)
    kk_cli_print (cli,
                  _ ("  It is not known whether it is safe to call, write or visit. Ask first."));
  for (guint i = 0; i < item->contact->len; i++) {
    const KkPersonFact *fact = item->contact->pdata[i];

    print_line (cli, kk_cli_label_field (fact->field), fact->field, fact->value);
  }
}

static void
print_person (KkCli *cli, const KkPersonItem *item)
{
  g_autofree char *title = dup_title (item);
  g_autofree char *roles = dup_roles (item);

  kk_cli_printf (cli, "%s   %s", title, item->id);
  if (*roles != '\0')
    print_line (cli, kk_cli_label_field ("nl_Role"), NULL, roles);
  print_contact (cli, item);
  for (guint i = 0; i < item->things->len; i++) {
    const KkPersonThing *thing = item->things->pdata[i];

    print_line (cli, kk_cli_label_type (thing->type), thing->field,
                thing->value != NULL ? thing->value : thing->id);
  }
  for (guint i = 0; i < item->same->len; i++)
    /* Translators: %s is the id of a record. */
    kk_cli_printf (cli, _ ("  Noted as the same person as %s"),
                   (const char *) item->same->pdata[i]);
}

static gboolean
print_persons (KkCli *cli, const GPtrArray *items)
{
  if (kk_cli_is_json (cli)) {
    print_persons_json (cli, items);
    return TRUE;
  }
  if (items->len == 0)
    kk_cli_say (cli, _ ("There are no persons in this case."));
  for (guint i = 0; i < items->len; i++) {
    if (i > 0)
      kk_cli_print (cli, "");
    print_person (cli, items->pdata[i]);
  }
  return TRUE;
}

static gboolean
list_persons (KkCli *cli)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  items = kk_app_person_list (app, kk_cli_argument (cli, 0), &error);
  return items != NULL ? print_persons (cli, items) : kk_cli_fail (cli, error);
}

/* Adding. */

static gboolean
add_record (KkCli *cli, const KkRecordAddition *wanted, guint first_edit)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) edits = kk_cli_case_parse_edits (cli, wanted->type, first_edit, texts);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  KkRecordAddition addition = *wanted;
  KkApp *app = edits != NULL ? kk_cli_open (cli) : NULL;

  if (app == NULL)
    return FALSE;
  addition.edits = (const KkFieldEdit *) (gconstpointer) edits->data;
  addition.n_edits = edits->len;
  id = kk_app_case_add (app, kk_cli_argument (cli, 0), &addition, &error);
  return id != NULL ? kk_cli_case_print (cli, app, kk_cli_argument (cli, 0))
                    : kk_cli_fail (cli, error);
}

static gboolean
add_to_case (KkCli *cli)
{
  const KkRecordAddition addition = { .type = kk_cli_argument (cli, 1),
                                      .person = kk_cli_text (cli, "person") };

  return add_record (cli, &addition, 2);
}

static gboolean
new_person (KkCli *cli)
{
  GPtrArray *roles = kk_cli_texts (cli, "role");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  KkRecordAddition addition = { .type = "person" };

  for (guint i = 0; roles != NULL && i < roles->len; i++)
    g_strv_builder_add (builder, roles->pdata[i]);
  list = g_strv_builder_end (builder);
  addition.roles = (const char *const *) list;
  return add_record (cli, &addition, 1);
}

static gboolean
add_role (KkCli *cli)
{
  const KkFieldEdit edit = { .type = "person-in-case",
                             .field = "nl_Role",
                             .value = kk_cli_argument (cli, 2) };
  const KkRecordAddition addition = {
    .type = "person-in-case", .person = kk_cli_argument (cli, 1), .edits = &edit, .n_edits = 1
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  id = kk_app_case_add (app, kk_cli_argument (cli, 0), &addition, &error);
  return id != NULL ? kk_cli_case_print (cli, app, kk_cli_argument (cli, 0))
                    : kk_cli_fail (cli, error);
}

/* Who is who. */

static void
print_pairs_json (KkCli *cli, const GPtrArray *pairs)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_open_array (builder, "pairs");
  for (guint i = 0; i < pairs->len; i++) {
    const KkPersonPair *pair = pairs->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    add_person (builder, "first", pair->first);
    add_person (builder, "second", pair->second);
    kk_cli_json_texts (builder, "reasons", pair->reasons);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static const char *
say_reason (const char *reason)
{
  if (strcmp (reason, "number") == 0)
    return _ ("a number or phone in common");
  if (strcmp (reason, "name") == 0)
    return _ ("the names sound the same");
  if (strcmp (reason, "name-alike") == 0)
    return _ ("the names are alike");
  if (strcmp (reason, "born") == 0)
    return _ ("the same date of birth");
  return _ ("the dates of birth differ by one slip");
}

static void
print_side (KkCli *cli, const KkPersonItem *item)
{
  g_autofree char *title = dup_title (item);
  g_autofree char *case_ = kk_cli_text_tame (item->case_ != NULL ? item->case_ : "");

  kk_cli_printf (cli, "%s   [%s]", title, case_);
  kk_cli_printf (cli, "  %s", item->id);
}

static void
print_pairs_text (KkCli *cli, const GPtrArray *pairs)
{
  for (guint i = 0; i < pairs->len; i++) {
    const KkPersonPair *pair = pairs->pdata[i];

    if (i > 0)
      kk_cli_print (cli, "");
    print_side (cli, pair->first);
    print_side (cli, pair->second);
    for (guint n = 0; n < pair->reasons->len; n++)
      kk_cli_printf (cli, "  – %s", say_reason (pair->reasons->pdata[n]));
  }
  kk_cli_say (
      cli, pairs->len > 0
               ? _ ("These are hints. Look at both cases before you note that two are one person.")
               : _ ("No persons were found who may be one."));
}

static gboolean
find_duplicates (KkCli *cli)
{
  g_autoptr (GPtrArray) pairs = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  pairs = kk_app_person_duplicates (app, kk_cli_argument (cli, 0), &error);
  if (pairs == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_pairs_json (cli, pairs);
  else
    print_pairs_text (cli, pairs);
  return TRUE;
}

static gboolean
print_same (KkCli *cli, KkApp *app, const char *person)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = kk_app_person_same (app, person, &error);

  return items != NULL ? print_persons (cli, items) : kk_cli_fail (cli, error);
}

static gboolean
merge (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  if (!kk_app_person_merge (app, kk_cli_argument (cli, 0), kk_cli_argument (cli, 1),
                            kk_cli_text (cli, "reason"), &error))
    return kk_cli_fail (cli, error);
  return print_same (cli, app, kk_cli_argument (cli, 0));
}

static gboolean
unmerge (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  if (!kk_app_person_unmerge (app, kk_cli_argument (cli, 0), NULL, &error))
    return kk_cli_fail (cli, error);
  return print_same (cli, app, kk_cli_argument (cli, 0));
}

static const KkCliOption add_options[] = {
  { "person", KK_CLI_TEXT, 0, N_ ("ID"),
    N_ ("The person that it is about, as “person list” names it") },
  { "category", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("CODE"),
    N_ ("Category of data that the text holds, on top of those of the field") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliArgument add_arguments[] = {
  { N_ ("CASE"), KK_CLI_TEXT, 0, N_ ("Reference of the case") },
  { N_ ("TYPE"), KK_CLI_TEXT, 0,
    N_ ("Type of record, such as vehicle, location, organisation or online-handle") },
  { N_ ("FIELD=VALUE"), KK_CLI_TEXT, KK_CLI_OPTIONAL | KK_CLI_MANY, N_ ("What is known already") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

static const KkCliOption person_options[] = {
  { "role", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("CODE"),
    N_ ("Role in the case, such as victim, suspect or witness; a person may have several") },
  { "category", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("CODE"),
    N_ ("Category of data that the text holds, on top of those of the field") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliArgument person_arguments[] = {
  { N_ ("CASE"), KK_CLI_TEXT, 0, N_ ("Reference of the case") },
  { N_ ("FIELD=VALUE"), KK_CLI_TEXT, KK_CLI_OPTIONAL | KK_CLI_MANY, N_ ("What is known already") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

static const KkCliArgument role_arguments[] = {
  { N_ ("CASE"), KK_CLI_TEXT, 0, N_ ("Reference of the case") },
  { N_ ("PERSON"), KK_CLI_TEXT, 0, N_ ("Id of the person, as “person list” names it") },
  { N_ ("ROLE"), KK_CLI_TEXT, 0,
    N_ ("victim, suspect, facilitator, witness, child, reporter or circle") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

static const KkCliArgument case_arguments[] = {
  { N_ ("CASE"), KK_CLI_TEXT, 0, N_ ("Reference of the case") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

static const KkCliArgument maybe_case_arguments[] = {
  { N_ ("CASE"), KK_CLI_TEXT, KK_CLI_OPTIONAL, N_ ("Only about the persons of this case") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

static const KkCliOption merge_options[] = {
  { "reason", KK_CLI_TEXT, 0, N_ ("TEXT"), N_ ("What shows that they are one person") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliArgument merge_arguments[] = {
  { N_ ("PERSON"), KK_CLI_TEXT, 0, N_ ("Id of the person, as “person list” names it") },
  { N_ ("OTHER"), KK_CLI_TEXT, 0, N_ ("Id of the other record about the same person") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

static const KkCliArgument unmerge_arguments[] = {
  { N_ ("PERSON"), KK_CLI_TEXT, 0, N_ ("Id of the person, as “person list” names it") },
  { NULL, KK_CLI_FLAG, 0, NULL },
};

const KkCliCommand kk_cli_person_commands[] = {
  { "case add", add_to_case, N_ ("Add a person, company, place, vehicle or account to a case"),
    add_options, add_arguments },
  { "person list", list_persons,
    N_ ("Show the persons of a case: roles, safe contact, and what hangs on them"), NULL,
    case_arguments },
  { "person add", new_person, N_ ("Add a person with one or more roles to a case"), person_options,
    person_arguments },
  { "person role", add_role, N_ ("Give a person one more role in a case"), NULL, role_arguments },
  { "person duplicates", find_duplicates, N_ ("Find persons who may be one, as hints"), NULL,
    maybe_case_arguments },
  { "person merge", merge, N_ ("Note that two records are about one person"), merge_options,
    merge_arguments },
  { "person unmerge", unmerge, N_ ("Take back that a person is somebody else too"), NULL,
    unmerge_arguments },
  { NULL, NULL, NULL, NULL, NULL },
};
