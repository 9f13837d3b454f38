/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "cli/kk-cli-json.h"
#include "cli/kk-cli-label.h"
#include "cli/kk-cli-share-private.h"
#include "cli/kk-cli-text.h"

#include <glib/gi18n.h>
#include <string.h>

static void
add_steps (JsonBuilder *builder, const GPtrArray *steps)
{
  kk_cli_json_open_array (builder, "steps");
  for (guint i = 0; i < steps->len; i++) {
    const KkShareStep *step = steps->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "code", step->code);
    kk_cli_json_text (builder, "sentence", step->sentence);
    kk_cli_json_text (builder, "command", step->command);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
}

static void
add_ways (JsonBuilder *builder, const GPtrArray *ways)
{
  kk_cli_json_open_array (builder, "ways");
  for (guint i = 0; i < ways->len; i++) {
    const KkShareWay *way = ways->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_texts (builder, "of", way->of);
    add_steps (builder, way->steps);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
}

static void
add_field (JsonBuilder *builder, const KkSharedField *field)
{
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "case", field->case_);
  kk_cli_json_text (builder, "record", field->record);
  kk_cli_json_text (builder, "type", field->type);
  kk_cli_json_text (builder, "name", field->name);
  kk_cli_json_text (builder, "element", field->element);
  kk_cli_json_text (builder, "value", field->value);
  kk_cli_json_texts (builder, "categories", field->categories);
  kk_cli_json_text (builder, "outcome", field->outcome);
  kk_cli_json_texts (builder, "rows", field->rows);
  kk_cli_json_texts (builder, "reasons", field->reasons);
  kk_cli_json_texts (builder, "missing", field->missing);
  add_steps (builder, field->steps);
  add_ways (builder, field->ways);
  kk_cli_json_text (builder, "line", field->line);
  kk_cli_json_flag (builder, "banner", field->banner);
  kk_cli_json_close_object (builder);
}

void
kk_cli_share_add_preview (JsonBuilder *builder, const KkSharePreview *preview)
{
  kk_cli_json_text (builder, "id", preview->id);
  kk_cli_json_text (builder, "recipient", preview->recipient);
  kk_cli_json_text (builder, "recipient_name", preview->recipient_name);
  kk_cli_json_text (builder, "fingerprint", preview->fingerprint);
  kk_cli_json_text (builder, "purpose", preview->purpose);
  kk_cli_json_open_array (builder, "fields");
  for (guint i = 0; i < preview->fields->len; i++)
    add_field (builder, preview->fields->pdata[i]);
  kk_cli_json_close_array (builder);
  kk_cli_json_texts (builder, "duties", preview->duties);
  kk_cli_json_number (builder, "sent", preview->sent);
  kk_cli_json_number (builder, "asked", preview->asked);
  kk_cli_json_number (builder, "withheld", preview->withheld);
}

/* Fields with one outcome for one reason are shown under that reason, so that it is read once. */
static char *
dup_reason_key (const KkSharedField *field)
{
  g_autofree char *rows = kk_cli_text_join (field->rows);
  g_autofree char *missing = kk_cli_text_join (field->missing);

  return g_strconcat (rows, "\n", missing, field->categories->len == 0 ? "\nunknown" : "", NULL);
}

/* (element-type GPtrArray of KkSharedField): the fields with @outcome, one list for each reason. */
static GPtrArray *
group_fields (const KkSharePreview *preview, const char *outcome)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < preview->fields->len; i++) {
    KkSharedField *field = preview->fields->pdata[i];
    g_autofree char *key = NULL;
    GPtrArray *group;

    if (strcmp (field->outcome, outcome) != 0)
      continue;
    key = dup_reason_key (field);
    group = g_hash_table_lookup (known, key);
    if (group == NULL) {
      group = g_ptr_array_new ();
      g_ptr_array_add (groups, group);
      g_hash_table_insert (known, g_steal_pointer (&key), group);
    }
    g_ptr_array_add (group, field);
  }
  return groups;
}

static void
print_wrapped (KkCli *cli, const char *first, const char *next, const char *text)
{
  g_autofree char *tame = kk_cli_text_tame (text);
  g_autoptr (GPtrArray) lines = kk_cli_text_wrap (
      tame, KK_CLI_WIDTH - MAX (kk_cli_text_width (first), kk_cli_text_width (next)));

  for (guint i = 0; i < lines->len; i++)
    kk_cli_printf (cli, "%s%s", i == 0 ? first : next, (const char *) lines->pdata[i]);
}

const char *
kk_cli_share_explain (const KkSharedField *field)
{
  if (strcmp (field->outcome, "send") == 0)
    return _ ("Says nothing about a person, so that no rule is needed.");
  if (field->categories->len == 0)
    return _ ("Nobody chose what kind of data is in this text; choose with “case tick”.");
  return _ ("No rule of the register allows this.");
}

/* What is missing, and the command that makes it. */
static void
print_step (KkCli *cli, const KkShareStep *step, const char *line)
{
  print_wrapped (cli, "  ", "    ", line);
  if (step->command != NULL)
    print_wrapped (cli, "    > ", "      ", step->command);
}

static void
print_way (KkCli *cli, const KkShareWay *way)
{
  g_autofree char *codes = kk_cli_text_join (way->of);
  /* Translators: %s are codes such as NOTES.NEED. */
  g_autofree char *heading = g_strdup_printf (_ ("Or, in the place of %s:"), codes);

  print_wrapped (cli, "  ", "    ", heading);
  for (guint i = 0; i < way->steps->len; i++) {
    const KkShareStep *step = way->steps->pdata[i];
    g_autofree char *line = g_strdup_printf ("- %s: %s", step->code, step->sentence);

    print_step (cli, step, line);
  }
}

static void
print_steps (KkCli *cli, const KkSharedField *field)
{
  for (guint i = 0; i < field->steps->len; i++) {
    const KkShareStep *step = field->steps->pdata[i];
    /* Translators: the first %s is a code such as NOTES.NEED, the second what it means. */
    g_autofree char *line = g_strdup_printf (_ ("Missing %s: %s"), step->code, step->sentence);

    print_step (cli, step, line);
  }
  for (guint i = 0; i < field->ways->len; i++)
    print_way (cli, field->ways->pdata[i]);
}

static void
print_reason (KkCli *cli, const KkSharedField *field)
{
  for (guint i = 0; i < field->rows->len; i++) {
    const char *reason = i < field->reasons->len ? field->reasons->pdata[i] : "";
    g_autofree char *line =
        g_strdup_printf ("%s: %s", (const char *) field->rows->pdata[i], reason);

    print_wrapped (cli, "  ", "    ", line);
  }
  if (field->rows->len == 0)
    print_wrapped (cli, "  ", "    ", kk_cli_share_explain (field));
  print_steps (cli, field);
}

static gboolean
has_many_cases (const KkSharePreview *preview)
{
  for (guint i = 1; i < preview->fields->len; i++) {
    const KkSharedField *first = preview->fields->pdata[0];
    const KkSharedField *field = preview->fields->pdata[i];

    if (g_strcmp0 (first->case_, field->case_) != 0)
      return TRUE;
  }
  return FALSE;
}

static void
print_group (KkCli *cli, const GPtrArray *group, gboolean with_case)
{
  print_reason (cli, group->pdata[0]);
  for (guint i = 0; i < group->len; i++) {
    const KkSharedField *field = group->pdata[i];
    g_autofree char *value = kk_cli_label_value (field->name, field->element, field->value);
    g_autofree char *line =
        g_strdup_printf ("%s%s%s, %s: %s%s", with_case ? field->case_ : "", with_case ? ", " : "",
                         kk_cli_label_type (field->type), kk_cli_label_field (field->name), value,
                         field->banner ? _ ("   (rule not certain yet)") : "");
    g_autofree char *mark = g_strdup_printf ("    %s ", kk_cli_text_mark (field->outcome));

    print_wrapped (cli, mark, "      ", line);
  }
}

/* (transfer full) */
static char *
dup_heading (const char *outcome, guint count)
{
  if (strcmp (outcome, "send") == 0)
    return g_strdup_printf (ngettext ("%u field goes along:", "%u fields go along:", count), count);
  if (strcmp (outcome, "ask") == 0)
    return g_strdup_printf (
        ngettext ("%u field has an open question and does not go along without an answer:",
                  "%u fields have an open question and do not go along without an answer:", count),
        count);
  return g_strdup_printf (
      ngettext ("%u field does not go along:", "%u fields do not go along:", count), count);
}

static void
print_outcome (KkCli *cli, const KkSharePreview *preview, const char *outcome, const char *heading)
{
  g_autoptr (GPtrArray) groups = group_fields (preview, outcome);
  gboolean with_case = has_many_cases (preview);

  if (groups->len == 0)
    return;
  kk_cli_print (cli, "");
  kk_cli_print (cli, heading);
  for (guint i = 0; i < groups->len; i++)
    print_group (cli, groups->pdata[i], with_case);
}

static void
print_duties (KkCli *cli, const GPtrArray *sentences)
{
  if (sentences->len == 0)
    return;
  kk_cli_print (cli, "");
  kk_cli_print (cli, _ ("What the law asks of you with this:"));
  for (guint i = 0; i < sentences->len; i++)
    print_wrapped (cli, "  - ", "    ", sentences->pdata[i]);
}

/* @sent: heading of what the law lets go. */
static void
print_decided (KkCli *cli, const KkSharePreview *preview, const char *sent)
{
  g_autofree char *asked = dup_heading ("ask", preview->asked);
  g_autofree char *withheld = dup_heading ("withhold", preview->withheld);

  kk_cli_printf (cli, _ ("To:          %s (%s)"), preview->recipient_name, preview->recipient);
  kk_cli_printf (cli, _ ("Fingerprint: %s"), preview->fingerprint);
  kk_cli_printf (cli, _ ("Purpose:     %s"), preview->purpose);
  print_outcome (cli, preview, "send", sent);
  print_outcome (cli, preview, "ask", asked);
  print_outcome (cli, preview, "withhold", withheld);
  print_duties (cli, preview->duty_sentences);
}

void
kk_cli_share_print_preview (KkCli *cli, const KkSharePreview *preview)
{
  g_autofree char *sent = dup_heading ("send", preview->sent);

  print_decided (cli, preview, sent);
}

void
kk_cli_share_print_refusal (KkCli *cli, const KkSharePreview *preview)
{
  g_autofree char *sent = g_strdup_printf (
      ngettext ("Nothing was sent. The law still lets %u field go, should you share after all:",
                "Nothing was sent. The law still lets %u fields go, should you share after all:",
                preview->sent),
      preview->sent);

  print_decided (cli, preview, sent);
}
