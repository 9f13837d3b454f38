/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "policy/kk-condition-private.h"
#include "policy/kk-register.h"

#include <string.h>

static gboolean
refuse_word (GError **error, const char *what, const char *word)
{
  g_set_error (error, KK_POLICY_ERROR, KK_POLICY_ERROR_REGISTER, "unknown %s \"%s\"", what, word);
  return FALSE;
}

/* Adds the hats of one word to @set. */
static gboolean
add_hats (const char *word, KkHatSet *set)
{
  const struct {
    const char *word;
    KkHats hats;
    KkHats if_assigned;
  } groups[] = {
    { "*", KK_HATS_ALL, 0 },
    { "GEM_*", KK_HATS_GEM, 0 },
    { "GEM_AF", kk_hats_gem_af (), 0 },
    { "public", kk_hats_public (), 0 },
    { "zvh-public", kk_hats_zvh_public (), 0 },
    { "zvh-private", kk_hats_zvh_private (), kk_hats_zvh_assigned () },
    { "zvh-part", kk_hats_zvh_public () | kk_hats_zvh_private (), kk_hats_zvh_assigned () },
    { "zvh-third", kk_hats_zvh_third (), 0 },
    { "riec-part", kk_hats_riec_part (), 0 },
  };
  KkHat hat = KK_HAT_NONE;

  if (kk_hat_parse (word, &hat)) {
    set->hats |= KK_HAT_BIT (hat);
    return TRUE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++) {
    if (strcmp (word, groups[i].word) == 0) {
      set->hats |= groups[i].hats;
      set->if_assigned |= groups[i].if_assigned;
      return TRUE;
    }
  }
  return FALSE;
}

gboolean
kk_hat_set_parse (const char *text, KkHatSet *set, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  KkHatSet sets[2] = { { 0, 0 }, { 0, 0 } }; /* before and after "but" */
  guint side = 0;

  for (guint i = 0; words[i] != NULL; i++) {
    if (strcmp (words[i], "but") == 0 && side == 0)
      side = 1;
    else if (!add_hats (words[i], &sets[side]))
      return refuse_word (error, "hat", words[i]);
  }
  set->hats = sets[0].hats & ~(sets[1].hats | sets[1].if_assigned);
  set->if_assigned = sets[0].if_assigned & ~(sets[1].hats | sets[1].if_assigned | set->hats);
  if (set->hats == 0 && set->if_assigned == 0)
    return refuse_word (error, "hat", text);
  return TRUE;
}

static gboolean
add_purpose (const char *word, KkPurposes *set)
{
  KkPurpose purpose = KK_PURPOSE_NONE;

  if (strcmp (word, "*") == 0)
    *set |= KK_PURPOSES_ALL;
  else if (kk_purpose_parse (word, &purpose))
    *set |= KK_PURPOSE_BIT (purpose);
  else
    return FALSE;
  return TRUE;
}

gboolean
kk_purposes_parse (const char *text, KkPurposes *set, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  KkPurposes sets[2] = { 0, 0 };
  guint side = 0;

  for (guint i = 0; words[i] != NULL; i++) {
    if (strcmp (words[i], "but") == 0 && side == 0)
      side = 1;
    else if (!add_purpose (words[i], &sets[side]))
      return refuse_word (error, "purpose", words[i]);
  }
  *set = sets[0] & ~sets[1];
  return *set != 0 || refuse_word (error, "purpose", text);
}

static gboolean
add_categories (const char *word, KkCategories *set)
{
  const struct {
    const char *word;
    KkCategories categories;
  } groups[] = {
    { "GEW-*", KK_CATEGORIES_GEW },
    { "BIJZ-*", KK_CATEGORIES_BIJZ },
    { "POL-*", KK_CATEGORIES_POL },
    { "JUS-*", KK_CATEGORIES_JUS },
    { "as-needed", kk_categories_as_needed () },
    { "zvh", kk_categories_zvh () },
    { "zvh+riec", kk_categories_zvh () | kk_categories_riec_stage (1) |
                      KK_CATEGORY_BIT (KK_CATEGORY_BIJZ_SEKS) },
    { "riec", kk_categories_riec () },
    { "results", kk_categories_zvh () | kk_categories_riec () },
  };
  KkCategory category = KK_CATEGORY_V;

  if (kk_category_parse (word, &category)) {
    *set |= KK_CATEGORY_BIT (category);
    return TRUE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++) {
    if (strcmp (word, groups[i].word) == 0) {
      *set |= groups[i].categories;
      return TRUE;
    }
  }
  return FALSE;
}

gboolean
kk_categories_parse (const char *text, KkCategories *set, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  *set = 0;
  for (guint i = 0; words[i] != NULL; i++) {
    if (!add_categories (words[i], set))
      return refuse_word (error, "category", words[i]);
  }
  return *set != 0 || refuse_word (error, "category", text);
}
