/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* A rule of the register as a person reads it. */

#include "app/kk-export-private.h"
#include "app/policy/kk-app-policy-private.h"
#include "app/policy/kk-rule-words-private.h"

#include <glib/gi18n-lib.h>

void
kk_policy_line_free (KkPolicyLine *line)
{
  if (line == NULL)
    return;
  g_free (line->text);
  g_free (line);
}

const char *
kk_app_policy_effect_words (const char *effect)
{
  static const char *const words[KK_N_EFFECTS] = {
    [KK_EFFECT_ALLOW] = N_ ("allows"),
    [KK_EFFECT_ALLOW_BREACH] = N_ ("allows, also against secrecy"),
    [KK_EFFECT_LIFT] = N_ ("lifts a ban"),
    [KK_EFFECT_DENY] = N_ ("forbids"),
    [KK_EFFECT_LIMIT] = N_ ("limits"),
    [KK_EFFECT_DUTY] = N_ ("obliges"),
    [KK_EFFECT_DUTY_UNLESS] = N_ ("obliges, unless"),
    [KK_EFFECT_RETENTION] = N_ ("how long to keep"),
    [KK_EFFECT_PROCESS] = N_ ("way of working"),
  };

  for (guint i = 0; i < KK_N_EFFECTS; i++) {
    if (g_strcmp0 (effect, kk_effect_text ((KkEffect) i)) == 0)
      return _ (words[i]);
  }
  return effect;
}

static const char *
get_use_words (KkUse use)
{
  static const char *const words[KK_N_USES] = {
    [KK_USE_BASIS] = N_ ("a ground to share on"),
    [KK_USE_LIFT] = N_ ("takes a ban away, beside a ground to share on"),
    [KK_USE_RULE] = N_ ("the program applies it to every decision"),
    [KK_USE_NOTE] = N_ ("it is there to be read; the program decides nothing on it"),
  };

  return _ (words[use]);
}

static const char *
get_confidence_words (char confidence)
{
  switch (confidence) {
  case 'H':
    return _ ("the text of the law is clear");
  case 'M':
    return _ ("jurists do not agree about this yet: ask yours");
  default:
    return _ ("too uncertain: nothing is shared on it");
  }
}

static void
add_line (GPtrArray *lines, const char *label, const char *text)
{
  KkPolicyLine *line;

  if (text == NULL)
    return;
  line = g_new0 (KkPolicyLine, 1);
  line->label = label;
  line->text = g_strdup (text);
  g_ptr_array_add (lines, line);
}

static void
add_set (GPtrArray *lines, const char *label, const char *set, KkWordsKind kind)
{
  g_autofree char *words = set != NULL ? kk_rule_set_words (set, kind, "; ") : NULL;

  add_line (lines, label, words);
}

static void
add_condition (GPtrArray *lines, const char *label, const char *condition)
{
  gboolean choice = FALSE;
  g_autoptr (GPtrArray) parts =
      condition != NULL ? kk_rule_condition_words (condition, &choice) : NULL;

  for (guint i = 0; parts != NULL && i < parts->len; i++)
    add_line (lines, i == 0 ? label : choice ? _ ("or") : _ ("and"), parts->pdata[i]);
}

static void
add_day (GPtrArray *lines, const char *label, const char *day)
{
  g_autofree char *text = kk_export_dup_day (day);

  add_line (lines, label, text);
}

GPtrArray *
kk_app_policy_words (KkPolicyBook *book, const char *id)
{
  const KkRow *row = kk_register_find_row (kk_policy_book_get_register (book), id, NULL);
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_policy_line_free);

  if (row == NULL)
    return lines;
  add_line (lines, _ ("Rule"), row->id);
  add_line (lines, _ ("In short"), row->title);
  add_line (lines, _ ("What it does"), kk_app_policy_effect_words (kk_effect_text (row->effect)));
  add_line (lines, _ ("In the program"), get_use_words (row->use));
  add_line (lines, _ ("Law"), row->law);
  add_line (lines, _ ("Article"), row->article);
  add_line (lines, _ ("Text of the law"), row->link);
  add_line (lines, _ ("How certain"), get_confidence_words (row->confidence));
  add_line (lines, _ ("Signed by"), row->reviewer != NULL ? row->reviewer : _ ("nobody yet"));
  add_set (lines, _ ("Giver"), row->giver, KK_WORDS_HATS);
  add_set (lines, _ ("Recipient"), row->receiver, KK_WORDS_HATS);
  add_set (lines, _ ("Purpose"), row->purposes, KK_WORDS_PURPOSES);
  add_set (lines, _ ("Data"), row->categories, KK_WORDS_CATEGORIES);
  add_condition (lines, _ ("Only where"), row->only_if);
  add_condition (lines, _ ("Holds when"), row->holds_when);
  add_line (lines, _ ("Beside the rules"), row->on_basis);
  add_line (lines, _ ("What it means"), row->does);
  add_day (lines, _ ("In force from"), row->valid_from);
  add_day (lines, _ ("In force until"), row->valid_to);
  add_line (lines, _ ("Not used here"), row->off);
  return lines;
}
