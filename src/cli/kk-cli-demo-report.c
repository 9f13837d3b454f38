/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Per recipient: what is in its vault now, what was withheld, and by which row. Then the registers. */

#include "app/casework/kk-app-case.h"
#include "app/register/kk-app-register.h"
#include "cli/kk-cli-demo-private.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-label.h"
#include "cli/kk-cli-share-private.h"
#include "cli/kk-cli-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_LISTED 1000

/* Fields with one outcome for the same reasons, over every share with one recipient. */
typedef struct {
  const char *outcome;
  GPtrArray *rows;    /* (element-type utf8) */
  GPtrArray *reasons; /* (element-type utf8): "row: reason", or why there is no row */
  GPtrArray *missing; /* (element-type utf8) */
  guint count;
  GPtrArray *labels; /* (element-type utf8), each once */
} Group;

static void
free_group (Group *group)
{
  g_ptr_array_unref (group->rows);
  g_ptr_array_unref (group->reasons);
  g_ptr_array_unref (group->missing);
  g_ptr_array_unref (group->labels);
  g_free (group);
}

/* (element-type utf8) */
static GPtrArray *
list_reasons (const KkSharedField *field)
{
  GPtrArray *reasons = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < field->rows->len; i++)
    g_ptr_array_add (
        reasons,
        g_strdup_printf ("%s: %s", (const char *) field->rows->pdata[i],
                         i < field->reasons->len ? (const char *) field->reasons->pdata[i] : ""));
  if (field->rows->len == 0)
    g_ptr_array_add (reasons, g_strdup (kk_cli_share_explain (field)));
  return reasons;
}

static gboolean
is_group_of (const Group *group, const KkSharedField *field, const GPtrArray *reasons)
{
  g_autofree char *known = kk_cli_text_join (group->missing);
  g_autofree char *missing = kk_cli_text_join (field->missing);
  g_autofree char *ours = kk_cli_text_join (group->reasons);
  g_autofree char *theirs = kk_cli_text_join (reasons);

  return strcmp (group->outcome, field->outcome) == 0 && strcmp (known, missing) == 0 &&
         strcmp (ours, theirs) == 0;
}

static Group *
find_group (GPtrArray *groups, const KkSharedField *field)
{
  g_autoptr (GPtrArray) reasons = list_reasons (field);
  Group *group;

  for (guint i = 0; i < groups->len; i++) {
    if (is_group_of (groups->pdata[i], field, reasons))
      return groups->pdata[i];
  }
  group = g_new0 (Group, 1);
  group->outcome = field->outcome;
  group->rows = g_ptr_array_ref (field->rows);
  group->reasons = g_steal_pointer (&reasons);
  group->missing = g_ptr_array_ref (field->missing);
  group->labels = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (groups, group);
  return group;
}

static void
add_field (GPtrArray *groups, const KkSharedField *field)
{
  Group *group = find_group (groups, field);
  const char *label = kk_cli_label_field (field->name);

  group->count++;
  if (!g_ptr_array_find_with_equal_func (group->labels, label, g_str_equal, NULL))
    g_ptr_array_add (group->labels, g_strdup (label));
}

static KkOutcome
outcome_of (const Group *group)
{
  KkOutcome outcome = KK_OUTCOME_WITHHOLD;

  return kk_outcome_parse (group->outcome, &outcome) ? outcome : KK_OUTCOME_WITHHOLD;
}

/* What goes along first, then what is asked, then what stays. */
static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const Group *one = *(Group *const *) a;
  const Group *other = *(Group *const *) b;

  return (int) outcome_of (other) - (int) outcome_of (one);
}

/* (element-type Group) */
static GPtrArray *
group_shares (const KkDemo *demo, KkDemoParty receiver)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) free_group);

  for (guint i = 0; i < demo->shares->len; i++) {
    const KkDemoShare *share = demo->shares->pdata[i];

    for (guint f = 0; share->receiver == receiver && f < share->preview->fields->len; f++)
      add_field (groups, share->preview->fields->pdata[f]);
  }
  g_ptr_array_sort (groups, compare_groups);
  return groups;
}

/* What the vault of a recipient holds of others. */
typedef struct {
  guint cases;
  guint fields;
} Holdings;

static gboolean
count_case (KkDemo *demo, KkDemoParty party, const KkCaseItem *item, Holdings *holdings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkCaseView) view =
      kk_app_case_show (demo->region.apps[party], item->reference, &error);

  if (view == NULL)
    return kk_cli_fail (demo->cli, error);
  holdings->cases++;
  for (guint i = 0; i < view->records->len; i++)
    holdings->fields += ((const KkRecordView *) view->records->pdata[i])->fields->len;
  return TRUE;
}

static gboolean
count_holdings (KkDemo *demo, KkDemoParty party, Holdings *holdings)
{
  const KkCaseFilter filter = { .limit = MOST_LISTED };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = kk_app_case_list (demo->region.apps[party], &filter, &error);

  if (items == NULL)
    return kk_cli_fail (demo->cli, error);
  for (guint i = 0; i < items->len; i++) {
    const KkCaseItem *item = items->pdata[i];

    if (strcmp (item->owner, kk_demo_cast[party].slug) != 0 &&
        !count_case (demo, party, item, holdings))
      return FALSE;
  }
  return TRUE;
}

static void
tell_group (KkDemo *demo, const Group *group)
{
  g_autofree char *labels = kk_cli_text_join (group->labels);
  g_autofree char *missing = kk_cli_text_join (group->missing);

  /* Translators: a mark such as ✓, what it means ("goes along"), a number of fields. */
  kk_demo_tell (demo, ngettext ("  %s %s: %u field", "  %s %s: %u fields", group->count),
                kk_cli_text_mark (group->outcome), kk_cli_label_outcome (group->outcome),
                group->count);
  for (guint i = 0; i < group->reasons->len; i++)
    kk_demo_tell (demo, "      %s", (const char *) group->reasons->pdata[i]);
  if (*missing != '\0')
    kk_demo_tell (demo, _ ("      not known yet: %s"), missing);
  kk_demo_tell (demo, "        %s", labels);
}

static void
add_group (JsonBuilder *builder, const Group *group)
{
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "outcome", group->outcome);
  kk_cli_json_texts (builder, "rows", group->rows);
  kk_cli_json_texts (builder, "reasons", group->reasons);
  kk_cli_json_texts (builder, "missing", group->missing);
  kk_cli_json_number (builder, "count", group->count);
  kk_cli_json_texts (builder, "fields", group->labels);
  kk_cli_json_close_object (builder);
}

static gboolean
report_recipient (KkDemo *demo, JsonBuilder *builder, KkDemoParty party)
{
  g_autoptr (GPtrArray) groups = group_shares (demo, party);
  Holdings holdings = { 0 };

  if (!count_holdings (demo, party, &holdings))
    return FALSE;
  kk_demo_tell (demo, "%s", "");
  /* Translators: organisation, number of cases, number of fields. */
  kk_demo_tell (demo, _ ("%s now holds %u cases of others, with %u fields"),
                kk_demo_cast[party].name, holdings.cases, holdings.fields);
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "organisation", kk_demo_cast[party].slug);
  kk_cli_json_number (builder, "cases", holdings.cases);
  kk_cli_json_number (builder, "fields", holdings.fields);
  kk_cli_json_open_array (builder, "groups");
  for (guint i = 0; i < groups->len; i++) {
    tell_group (demo, groups->pdata[i]);
    add_group (builder, groups->pdata[i]);
  }
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  return TRUE;
}

static gboolean
verify_register (KkDemo *demo, JsonBuilder *builder, KkDemoParty party, gboolean *all_ok)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkRegisterProof) proof = kk_app_register_verify (demo->region.apps[party], &error);

  if (proof == NULL)
    return kk_cli_fail (demo->cli, error);
  *all_ok = *all_ok && proof->ok;
  kk_demo_tell (demo,
                /* Translators: mark, organisation, number of lines, beginning of a hash. */
                proof->ok ? _ ("  %s %s: whole, lines: %lu, head %.16s")
                          : _ ("  %s %s: broken, lines: %lu, head %.16s"),
                kk_cli_text_mark (proof->ok ? "send" : "withhold"), kk_demo_cast[party].name,
                (gulong) proof->entries, proof->head);
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "organisation", kk_demo_cast[party].slug);
  kk_cli_json_flag (builder, "ok", proof->ok);
  kk_cli_json_text (builder, "head", proof->head);
  kk_cli_json_number (builder, "count", proof->entries);
  kk_cli_json_close_object (builder);
  return TRUE;
}

static gboolean
report_registers (KkDemo *demo, JsonBuilder *builder)
{
  gboolean all_ok = TRUE;

  kk_demo_title (demo, _ ("The disclosure register of each vault, verified"));
  kk_cli_json_open_array (builder, "registers");
  for (guint party = 0; party < KK_DEMO_N_PARTIES; party++) {
    if (!verify_register (demo, builder, (KkDemoParty) party, &all_ok))
      return FALSE;
  }
  kk_cli_json_close_array (builder);
  return all_ok || kk_cli_complain (demo->cli, KK_APP_ERROR_FAILED,
                                    _ ("A disclosure register is not whole."), NULL);
}

gboolean
kk_demo_report (KkDemo *demo)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_demo_title (demo, _ ("What each recipient got, what was withheld, and by which rule"));
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_open_array (builder, "recipients");
  for (guint party = KK_DEMO_VEILIG_THUIS; party < KK_DEMO_N_PARTIES; party++) {
    if (!report_recipient (demo, builder, (KkDemoParty) party))
      return FALSE;
  }
  kk_cli_json_close_array (builder);
  kk_cli_json_text (builder, "chosen", demo->chosen);
  if (!report_registers (demo, builder))
    return FALSE;
  kk_cli_json_close_object (builder);
  if (kk_cli_is_json (demo->cli))
    kk_cli_print_json (demo->cli, builder, TRUE);
  return TRUE;
}
