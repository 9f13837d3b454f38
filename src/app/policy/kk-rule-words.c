/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Sets of the register in words (docs/formats/register-file.md, "Sets"). */

#include "app/policy/kk-rule-words-private.h"

#include "app/kk-app-label.h"

#include <glib/gi18n-lib.h>

static const char *
find_group (const char *word, KkWordsKind kind)
{
  const struct {
    const char *word;
    const char *name;
  } groups[] = {
    { "GEM_*", N_ ("the municipality, in each of its tasks") },
    { "GEM_AF", N_ ("the municipality (social support, youth, mayor)") },
    { "public", N_ ("every public body") },
    { "zvh-public", N_ ("public participants of the care and safety house") },
    { "zvh-private", N_ ("private participants of the care and safety house") },
    { "zvh-part", N_ ("participants of the care and safety house") },
    { "zvh-third", N_ ("who is invited to the table once") },
    { "riec-part", N_ ("participants of the RIEC") },
    { "GEW-*", N_ ("ordinary data") },
    { "BIJZ-*", N_ ("special data (health, sexuality, ethnic origin, religion)") },
    { "POL-*", N_ ("police data") },
    { "JUS-*", N_ ("data of the prosecution service") },
    { "as-needed", N_ ("everything that is needed, also special data and offences") },
    { "zvh", N_ ("what a care and safety house may have") },
    { "zvh+riec", N_ ("what a care and safety house or a RIEC may have at the start") },
    { "riec", N_ ("what a RIEC may have") },
    { "results", N_ ("what both partnerships may have") },
    { "regime", N_ ("the law under which the data are held") },
    { "professional", N_ ("Professional") },
    { "organisation", N_ ("Organisation") },
    { "raw", N_ ("raw data") },
    { "hit", N_ ("only known or not known") },
    { "result", N_ ("a result of the partnership") },
  };

  if (g_str_equal (word, "*"))
    return kind == KK_WORDS_HATS       ? _ ("everyone")
           : kind == KK_WORDS_PURPOSES ? _ ("every purpose")
                                       : _ ("everything");
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++) {
    if (g_str_equal (word, groups[i].word))
      return _ (groups[i].name);
  }
  return NULL;
}

/* No two vocabularies have a word in common. */
static const char *
find_name (const char *word, KkWordsKind kind)
{
  static const char *const fields[] = { "nl_TrackDirector", "nl_SharePurpose", "nl_ReleaseScope",
                                        "nl_Role" };
  const char *name = find_group (word, kind);

  for (gsize i = 0; name == NULL && i < G_N_ELEMENTS (fields); i++)
    name = kk_app_label_code (fields[i], word);
  return name != NULL ? name : word;
}

char *
kk_rule_set_words (const char *set, KkWordsKind kind, const char *separator)
{
  g_auto (GStrv) words = g_strsplit_set (set, " /", -1);
  GString *text = g_string_new (NULL);
  const char *between = "";

  for (guint i = 0; words[i] != NULL; i++) {
    gboolean but = g_str_equal (words[i], "but");

    if (but)
      g_string_append_printf (text, ", %s ", _ ("except"));
    else
      g_string_append_printf (text, "%s%s", between, find_name (words[i], kind));
    between = but ? "" : separator;
  }
  return g_string_free (text, FALSE);
}
