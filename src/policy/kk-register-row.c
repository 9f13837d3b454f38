/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* One row of a register file, from its values to a rule: docs/formats/register-file.md, section Row. */

#include "policy/kk-register-file-private.h"

#include <string.h>

#define NUMBER_LIMIT 9999

#define BASIS (1u << 1)
#define LIFT  (1u << 2)
#define OTHER (1u << 3)
#define ANY   (BASIS | LIFT | OTHER)

/* For which uses a key must, and may, be there. */
static const struct {
  const char *name;
  guint must;
  guint may;
} keys[KK_N_KEYS] = {
  [KK_KEY_ID] = { "id", ANY, ANY },
  [KK_KEY_NUMBER] = { "number", ANY, ANY },
  [KK_KEY_EFFECT] = { "effect", ANY, ANY },
  [KK_KEY_USE] = { "use", ANY, ANY },
  [KK_KEY_LAW] = { "law", ANY, ANY },
  [KK_KEY_ARTICLE] = { "article", ANY, ANY },
  [KK_KEY_BWB] = { "bwb", 0, ANY },
  [KK_KEY_LINK] = { "link", 0, ANY },
  [KK_KEY_SHORT] = { "short", ANY, ANY },
  [KK_KEY_GIVER] = { "giver", BASIS | LIFT, BASIS | LIFT },
  [KK_KEY_RECEIVER] = { "receiver", BASIS | LIFT, BASIS | LIFT },
  [KK_KEY_PURPOSES] = { "purposes", BASIS | LIFT, BASIS | LIFT },
  [KK_KEY_CATEGORIES] = { "categories", BASIS | LIFT, BASIS | LIFT },
  [KK_KEY_ONLY_IF] = { "only-if", 0, BASIS | LIFT },
  [KK_KEY_HOLDS_WHEN] = { "holds-when", BASIS, BASIS | LIFT },
  [KK_KEY_ON_BASIS] = { "on-basis", 0, LIFT },
  [KK_KEY_DOES] = { "does", 0, OTHER },
  [KK_KEY_RETENTION] = { "retention", 0, ANY },
  [KK_KEY_VALID_FROM] = { "valid-from", 0, ANY },
  [KK_KEY_VALID_TO] = { "valid-to", 0, ANY },
  [KK_KEY_CONFIDENCE] = { "confidence", ANY, ANY },
  [KK_KEY_SOURCE] = { "source", 0, ANY },
  [KK_KEY_RESEARCH] = { "research", 0, ANY },
  [KK_KEY_REVIEWER] = { "reviewer", ANY, ANY },
  [KK_KEY_HASH] = { "hash", ANY, ANY },
};

gboolean
kk_register_refuse_line (const KkRegisterReader *reader,
                         guint line,
                         GError **error,
                         const char *reason)
{
  g_set_error (error, KK_POLICY_ERROR, KK_POLICY_ERROR_REGISTER, "%s:%u: %s", reader->file->name,
               line + 1, reason);
  return FALSE;
}

gboolean
kk_register_refuse_value (const KkRegisterReader *reader,
                          KkRegisterKey key,
                          GError **error,
                          const char *reason)
{
  return kk_register_refuse_line (reader, reader->value_lines[key], error, reason);
}

gboolean
kk_register_find_key (const char *line, KkRegisterKey *key, const char **value)
{
  for (guint i = 0; i < KK_N_KEYS; i++) {
    gsize size = strlen (keys[i].name);

    if (strncmp (line, keys[i].name, size) == 0 && line[size] == ':') {
      *key = (KkRegisterKey) i;
      *value = line + size + 1;
      return TRUE;
    }
  }
  return FALSE;
}

/* Puts file and line before an error that a smaller parser made. */
static gboolean
place_error (const KkRegisterReader *reader, KkRegisterKey key, GError **error)
{
  g_prefix_error (error, "%s:%u: %s: ", reader->file->name, reader->value_lines[key] + 1,
                  keys[key].name);
  return FALSE;
}

static gboolean
check_keys (const KkRegisterReader *reader, KkUse use, guint first, GError **error)
{
  guint bit = use == KK_USE_BASIS ? BASIS : use == KK_USE_LIFT ? LIFT : OTHER;

  for (guint i = 0; i < KK_N_KEYS; i++) {
    gboolean there = reader->value_lines[i] != 0;

    if (there && (keys[i].may & bit) == 0)
      return kk_register_refuse_value (reader, (KkRegisterKey) i, error,
                                       "key does not belong to this use");
    if (!there && (keys[i].must & bit) != 0) {
      g_set_error (error, KK_POLICY_ERROR, KK_POLICY_ERROR_REGISTER, "%s:%u: row lacks \"%s\"",
                   reader->file->name, first + 1, keys[i].name);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
find_word (const char *text, const char *(*name) (guint), guint n_names, guint *number)
{
  for (guint i = 0; i < n_names; i++) {
    if (strcmp (name (i), text) == 0) {
      *number = i;
      return TRUE;
    }
  }
  return FALSE;
}

static const char *
get_effect_name (guint number)
{
  return kk_effect_text ((KkEffect) number);
}

static const char *
get_use_name (guint number)
{
  return kk_use_text ((KkUse) number);
}

/* What a law does limits what the engine may do with it: above all, a lift is never a basis. */
static gboolean
use_fits_effect (KkUse use, KkEffect effect)
{
  switch (use) {
  case KK_USE_BASIS:
    return effect == KK_EFFECT_ALLOW || effect == KK_EFFECT_ALLOW_BREACH ||
           effect == KK_EFFECT_DUTY_UNLESS || effect == KK_EFFECT_LIMIT;
  case KK_USE_LIFT:
    return effect == KK_EFFECT_LIFT || effect == KK_EFFECT_ALLOW;
  case KK_USE_RULE:
  case KK_USE_NOTE:
  case KK_N_USES:
  default:
    return TRUE;
  }
}

static gboolean
fill_effect (const KkRegisterReader *reader, KkRow *row, guint first, GError **error)
{
  guint effect = 0;
  guint use = 0;

  if (reader->values[KK_KEY_EFFECT] == NULL || reader->values[KK_KEY_USE] == NULL)
    return kk_register_refuse_line (reader, first, error, "row lacks \"effect\" or \"use\"");
  if (!find_word (reader->values[KK_KEY_EFFECT], get_effect_name, KK_N_EFFECTS, &effect))
    return kk_register_refuse_value (reader, KK_KEY_EFFECT, error, "unknown effect");
  if (!find_word (reader->values[KK_KEY_USE], get_use_name, KK_N_USES, &use))
    return kk_register_refuse_value (reader, KK_KEY_USE, error, "unknown use");
  row->effect = (KkEffect) effect;
  row->use = (KkUse) use;
  if (row->use == KK_USE_BASIS && row->effect == KK_EFFECT_LIFT)
    return kk_register_refuse_value (reader, KK_KEY_USE, error, "a lift is never a basis");
  return use_fits_effect (row->use, row->effect) ||
         kk_register_refuse_value (reader, KK_KEY_USE, error, "this effect may not be used so");
}

static gboolean
fill_number (const KkRegisterReader *reader, KkRow *row, GError **error)
{
  const char *text = reader->values[KK_KEY_NUMBER];
  guint64 number = 0;

  if (text[0] == '0' || !g_ascii_string_to_unsigned (text, 10, 1, NUMBER_LIMIT, &number, NULL))
    return kk_register_refuse_value (reader, KK_KEY_NUMBER, error, "number is not 1 to 9999");
  row->number = (guint) number;
  return TRUE;
}

static gboolean
check_id (const KkRegisterReader *reader, GError **error)
{
  const char *id = reader->values[KK_KEY_ID];

  return id[strspn (id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")] == '\0' ||
         kk_register_refuse_value (reader, KK_KEY_ID, error,
                                   "id is not capitals, digits and hyphens");
}

static gboolean
check_bwb (const KkRegisterReader *reader, GError **error)
{
  const char *bwb = reader->values[KK_KEY_BWB];

  return bwb == NULL ||
         (strlen (bwb) == 11 && memcmp (bwb, "BWBR", 4) == 0 &&
          strspn (bwb + 4, "0123456789") == 7) ||
         kk_register_refuse_value (reader, KK_KEY_BWB, error, "not a BWB id");
}

/* A row with a BWB id points at that law, and at one article of it where there is one. */
static gboolean
check_link (const KkRegisterReader *reader, GError **error)
{
  static const char article[] = "&artikel=";
  const char *bwb = reader->values[KK_KEY_BWB];
  const char *link = reader->values[KK_KEY_LINK];
  g_autofree char *law = g_strdup_printf ("https://wetten.overheid.nl/jci1.3:c:%s", bwb);
  const char *rest;

  if (bwb == NULL)
    return link == NULL || g_str_has_prefix (link, "https://") ||
           kk_register_refuse_value (reader, KK_KEY_LINK, error, "not a link");
  if (link == NULL)
    return kk_register_refuse_value (reader, KK_KEY_BWB, error, "a BWB id without its link");
  if (!g_str_has_prefix (link, law))
    return kk_register_refuse_value (reader, KK_KEY_LINK, error, "link to another law");
  rest = link + strlen (law);
  return *rest == '\0' || (g_str_has_prefix (rest, article) && rest[strlen (article)] != '\0') ||
         kk_register_refuse_value (reader, KK_KEY_LINK, error, "link to no article");
}

static gboolean
fill_period (const KkRegisterReader *reader, KkRow *row, GError **error)
{
  row->valid_from = reader->values[KK_KEY_VALID_FROM];
  row->valid_to = reader->values[KK_KEY_VALID_TO];
  if (row->valid_from != NULL && !kk_day_is_valid (row->valid_from))
    return kk_register_refuse_value (reader, KK_KEY_VALID_FROM, error, "not a day");
  if (row->valid_to != NULL && !kk_day_is_valid (row->valid_to))
    return kk_register_refuse_value (reader, KK_KEY_VALID_TO, error, "not a day");
  if (row->valid_from != NULL && row->valid_to != NULL &&
      strcmp (row->valid_from, row->valid_to) > 0)
    return kk_register_refuse_value (reader, KK_KEY_VALID_TO, error, "ends before it begins");
  return TRUE;
}

static void
fill_texts (const KkRegisterReader *reader, KkRow *row)
{
  row->id = reader->values[KK_KEY_ID];
  row->law = reader->values[KK_KEY_LAW];
  row->article = reader->values[KK_KEY_ARTICLE];
  row->bwb = reader->values[KK_KEY_BWB];
  row->link = reader->values[KK_KEY_LINK];
  row->title = reader->values[KK_KEY_SHORT];
  row->giver = reader->values[KK_KEY_GIVER];
  row->receiver = reader->values[KK_KEY_RECEIVER];
  row->purposes = reader->values[KK_KEY_PURPOSES];
  row->categories = reader->values[KK_KEY_CATEGORIES];
  row->only_if = reader->values[KK_KEY_ONLY_IF];
  row->holds_when = reader->values[KK_KEY_HOLDS_WHEN];
  row->on_basis = reader->values[KK_KEY_ON_BASIS];
  row->does = reader->values[KK_KEY_DOES];
  row->retention = reader->values[KK_KEY_RETENTION];
  row->source = reader->values[KK_KEY_SOURCE];
  row->research = reader->values[KK_KEY_RESEARCH];
  row->reviewer = reader->values[KK_KEY_REVIEWER];
  row->hash = reader->values[KK_KEY_HASH];
}

static gboolean
fill_row (const KkRegisterReader *reader, KkRow *row, GError **error)
{
  const char *confidence = reader->values[KK_KEY_CONFIDENCE];

  fill_texts (reader, row);
  if (!check_id (reader, error) || !check_bwb (reader, error) || !check_link (reader, error) ||
      !fill_number (reader, row, error) || !fill_period (reader, row, error))
    return FALSE;
  if (strlen (confidence) != 1 || strchr ("HML", confidence[0]) == NULL)
    return kk_register_refuse_value (reader, KK_KEY_CONFIDENCE, error,
                                     "confidence is not H, M or L");
  row->confidence = confidence[0];
  return TRUE;
}

static gboolean
fill_condition (const KkRegisterReader *reader,
                KkRegisterKey key,
                KkCondition **condition,
                GError **error)
{
  if (reader->values[key] == NULL)
    return TRUE;
  *condition = kk_condition_parse (reader->values[key], error);
  return *condition != NULL || place_error (reader, key, error);
}

static gboolean
fill_rule (const KkRegisterReader *reader, KkRule *rule, GError **error)
{
  if (rule->row.use != KK_USE_BASIS && rule->row.use != KK_USE_LIFT)
    return TRUE;
  if (!kk_hat_set_parse (reader->values[KK_KEY_GIVER], &rule->giver, error))
    return place_error (reader, KK_KEY_GIVER, error);
  if (!kk_hat_set_parse (reader->values[KK_KEY_RECEIVER], &rule->receiver, error))
    return place_error (reader, KK_KEY_RECEIVER, error);
  if (!kk_purposes_parse (reader->values[KK_KEY_PURPOSES], &rule->purposes, error))
    return place_error (reader, KK_KEY_PURPOSES, error);
  if (!kk_categories_parse (reader->values[KK_KEY_CATEGORIES], &rule->categories, error))
    return place_error (reader, KK_KEY_CATEGORIES, error);
  if (reader->values[KK_KEY_ON_BASIS] != NULL)
    rule->on_basis = g_strsplit (reader->values[KK_KEY_ON_BASIS], " ", -1);
  return fill_condition (reader, KK_KEY_ONLY_IF, &rule->only_if, error) &&
         fill_condition (reader, KK_KEY_HOLDS_WHEN, &rule->holds_when, error);
}

/* The hash line is the last of the block, so the lines before it are what it covers. A hash that does not fit is
 * refused when all else is well: whoever edits a row wants to hear of the edit first. */
static void
note_hash (const KkRegisterReader *reader, KkRule *rule, guint first)
{
  g_autoptr (GString) block = g_string_new (NULL);
  g_autofree char *hash = NULL;

  for (guint i = first; i < reader->value_lines[KK_KEY_HASH]; i++)
    g_string_append_printf (block, "%s\n", reader->lines[i]);
  hash = kk_register_hash_block (block->str, block->len);
  if (strcmp (hash, reader->values[KK_KEY_HASH]) != 0)
    rule->hash_line = reader->value_lines[KK_KEY_HASH] + 1;
}

gboolean
kk_register_fill_rule (const KkRegisterReader *reader, KkRule *rule, guint first, GError **error)
{
  if (!fill_effect (reader, &rule->row, first, error) ||
      !check_keys (reader, rule->row.use, first, error) || !fill_row (reader, &rule->row, error) ||
      !fill_rule (reader, rule, error))
    return FALSE;
  note_hash (reader, rule, first);
  return TRUE;
}
