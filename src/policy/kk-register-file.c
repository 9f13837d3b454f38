/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* One register file, from bytes to rules: docs/formats/register-file.md, sections File and Row. */

#include "policy/kk-rule-private.h"

#include <string.h>

#define FILE_LIMIT   (256 << 10)
#define LINE_LIMIT   2000
#define NUMBER_LIMIT 9999
#define FIRST_LINE   "ketenkluis-register 1"

typedef enum {
  KEY_ID,
  KEY_NUMBER,
  KEY_EFFECT,
  KEY_USE,
  KEY_LAW,
  KEY_ARTICLE,
  KEY_BWB,
  KEY_SHORT,
  KEY_GIVER,
  KEY_RECEIVER,
  KEY_PURPOSES,
  KEY_CATEGORIES,
  KEY_ONLY_IF,
  KEY_HOLDS_WHEN,
  KEY_ON_BASIS,
  KEY_DOES,
  KEY_RETENTION,
  KEY_VALID_FROM,
  KEY_VALID_TO,
  KEY_CONFIDENCE,
  KEY_SOURCE,
  KEY_REVIEWER,
  KEY_HASH,
  N_KEYS,
} Key;

#define BASIS (1u << 1)
#define LIFT  (1u << 2)
#define OTHER (1u << 3)
#define ANY   (BASIS | LIFT | OTHER)

/* For which uses a key must, and may, be there. */
static const struct {
  const char *name;
  guint must;
  guint may;
} keys[N_KEYS] = {
  [KEY_ID] = { "id", ANY, ANY },
  [KEY_NUMBER] = { "number", ANY, ANY },
  [KEY_EFFECT] = { "effect", ANY, ANY },
  [KEY_USE] = { "use", ANY, ANY },
  [KEY_LAW] = { "law", ANY, ANY },
  [KEY_ARTICLE] = { "article", ANY, ANY },
  [KEY_BWB] = { "bwb", 0, ANY },
  [KEY_SHORT] = { "short", ANY, ANY },
  [KEY_GIVER] = { "giver", BASIS | LIFT, BASIS | LIFT },
  [KEY_RECEIVER] = { "receiver", BASIS | LIFT, BASIS | LIFT },
  [KEY_PURPOSES] = { "purposes", BASIS | LIFT, BASIS | LIFT },
  [KEY_CATEGORIES] = { "categories", BASIS | LIFT, BASIS | LIFT },
  [KEY_ONLY_IF] = { "only-if", 0, BASIS | LIFT },
  [KEY_HOLDS_WHEN] = { "holds-when", BASIS, BASIS | LIFT },
  [KEY_ON_BASIS] = { "on-basis", 0, LIFT },
  [KEY_DOES] = { "does", 0, OTHER },
  [KEY_RETENTION] = { "retention", 0, ANY },
  [KEY_VALID_FROM] = { "valid-from", 0, ANY },
  [KEY_VALID_TO] = { "valid-to", 0, ANY },
  [KEY_CONFIDENCE] = { "confidence", ANY, ANY },
  [KEY_SOURCE] = { "source", 0, ANY },
  [KEY_REVIEWER] = { "reviewer", ANY, ANY },
  [KEY_HASH] = { "hash", ANY, ANY },
};

typedef struct {
  const KkRegisterFile *file;
  GStringChunk *texts;
  GPtrArray *rules;
  char **lines;
  guint n_lines;
  guint line; /* index of the next line */
  const char *values[N_KEYS];
  guint value_lines[N_KEYS];
} Reader;

static gboolean
refuse_at (const Reader *reader, guint line, GError **error, const char *reason)
{
  g_set_error (error, KK_POLICY_ERROR, KK_POLICY_ERROR_REGISTER, "%s:%u: %s", reader->file->name,
               line + 1, reason);
  return FALSE;
}

static gboolean
refuse_value (const Reader *reader, Key key, GError **error, const char *reason)
{
  return refuse_at (reader, reader->value_lines[key], error, reason);
}

/* Puts file and line before an error that a smaller parser made. */
static gboolean
place_error (const Reader *reader, Key key, GError **error)
{
  g_prefix_error (error, "%s:%u: %s: ", reader->file->name, reader->value_lines[key] + 1,
                  keys[key].name);
  return FALSE;
}

static gboolean
check_name (const Reader *reader, GError **error)
{
  const char *name = reader->file->name;
  gsize stem = strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-");

  if (stem > 0 && strcmp (name + stem, ".register") == 0)
    return TRUE;
  g_set_error (error, KK_POLICY_ERROR, KK_POLICY_ERROR_REGISTER,
               "a register file name is not of the form name.register");
  return FALSE;
}

static gboolean
check_line (const Reader *reader, guint index, GError **error)
{
  const char *line = reader->lines[index];
  gsize size = strlen (line);

  if (size > LINE_LIMIT)
    return refuse_at (reader, index, error, "line is too long");
  if (size > 0 && line[size - 1] == ' ')
    return refuse_at (reader, index, error, "white space at the end of the line");
  for (gsize i = 0; i < size; i++) {
    if (g_ascii_iscntrl (line[i]))
      return refuse_at (reader, index, error, "control character");
  }
  return TRUE;
}

/* Cuts the file into lines; the last one ends like the others. */
static gboolean
split_lines (Reader *reader, GError **error)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (reader->file->bytes, &size);

  if (size == 0 || size > FILE_LIMIT || data[size - 1] != '\n')
    return refuse_at (reader, 0, error, "file is empty, too long or not ended by a line feed");
  if (!g_utf8_validate_len (data, size, NULL))
    return refuse_at (reader, 0, error, "file is not UTF-8");
  {
    g_autofree char *text = g_strndup (data, size - 1);

    reader->lines = g_strsplit (text, "\n", -1);
  }
  reader->n_lines = g_strv_length (reader->lines);
  for (guint i = 0; i < reader->n_lines; i++) {
    if (!check_line (reader, i, error))
      return FALSE;
  }
  if (reader->n_lines == 0 || strcmp (reader->lines[0], FIRST_LINE) != 0)
    return refuse_at (reader, 0, error, "first line is not \"" FIRST_LINE "\"");
  return TRUE;
}

static gboolean
find_key (const char *line, Key *key, const char **value)
{
  for (guint i = 0; i < N_KEYS; i++) {
    gsize size = strlen (keys[i].name);

    if (strncmp (line, keys[i].name, size) == 0 && line[size] == ':') {
      *key = (Key) i;
      *value = line + size + 1;
      return TRUE;
    }
  }
  return FALSE;
}

/* One line of a row; @next is the first key that may still come. */
static gboolean
read_line (Reader *reader, guint *next, GError **error)
{
  const char *value = NULL;
  Key key = KEY_ID;

  if (!find_key (reader->lines[reader->line], &key, &value))
    return refuse_at (reader, reader->line, error, "unknown key");
  if (key < *next)
    return refuse_at (reader, reader->line, error, "key is double or out of order");
  if (value[0] == ' ' && value[1] != ' ' && value[1] != '\0')
    reader->values[key] = g_string_chunk_insert_const (reader->texts, value + 1);
  else if (value[0] != '\0' || key != KEY_REVIEWER)
    return refuse_at (reader, reader->line, error, "one space and a value must follow the colon");
  reader->value_lines[key] = reader->line;
  *next = key + 1;
  return TRUE;
}

static gboolean
check_keys (const Reader *reader, KkUse use, guint first, GError **error)
{
  guint bit = use == KK_USE_BASIS ? BASIS : use == KK_USE_LIFT ? LIFT : OTHER;

  for (guint i = 0; i < N_KEYS; i++) {
    gboolean there = reader->value_lines[i] != 0;

    if (there && (keys[i].may & bit) == 0)
      return refuse_value (reader, (Key) i, error, "key does not belong to this use");
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
fill_effect (const Reader *reader, KkRow *row, guint first, GError **error)
{
  guint effect = 0;
  guint use = 0;

  if (reader->values[KEY_EFFECT] == NULL || reader->values[KEY_USE] == NULL)
    return refuse_at (reader, first, error, "row lacks \"effect\" or \"use\"");
  if (!find_word (reader->values[KEY_EFFECT], get_effect_name, KK_N_EFFECTS, &effect))
    return refuse_value (reader, KEY_EFFECT, error, "unknown effect");
  if (!find_word (reader->values[KEY_USE], get_use_name, KK_N_USES, &use))
    return refuse_value (reader, KEY_USE, error, "unknown use");
  row->effect = (KkEffect) effect;
  row->use = (KkUse) use;
  return use_fits_effect (row->use, row->effect) ||
         refuse_value (reader, KEY_USE, error, "this effect may not be used so");
}

static gboolean
fill_number (const Reader *reader, KkRow *row, GError **error)
{
  const char *text = reader->values[KEY_NUMBER];
  guint64 number = 0;

  if (text[0] == '0' || !g_ascii_string_to_unsigned (text, 10, 1, NUMBER_LIMIT, &number, NULL))
    return refuse_value (reader, KEY_NUMBER, error, "number is not 1 to 9999");
  row->number = (guint) number;
  return TRUE;
}

static gboolean
check_id (const Reader *reader, GError **error)
{
  const char *id = reader->values[KEY_ID];

  return id[strspn (id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")] == '\0' ||
         refuse_value (reader, KEY_ID, error, "id is not capitals, digits and hyphens");
}

static gboolean
check_bwb (const Reader *reader, GError **error)
{
  const char *bwb = reader->values[KEY_BWB];

  return bwb == NULL ||
         (strlen (bwb) == 11 && memcmp (bwb, "BWBR", 4) == 0 &&
          strspn (bwb + 4, "0123456789") == 7) ||
         refuse_value (reader, KEY_BWB, error, "not a BWB id");
}

static gboolean
fill_period (const Reader *reader, KkRow *row, GError **error)
{
  row->valid_from = reader->values[KEY_VALID_FROM];
  row->valid_to = reader->values[KEY_VALID_TO];
  if (row->valid_from != NULL && !kk_day_is_valid (row->valid_from))
    return refuse_value (reader, KEY_VALID_FROM, error, "not a day");
  if (row->valid_to != NULL && !kk_day_is_valid (row->valid_to))
    return refuse_value (reader, KEY_VALID_TO, error, "not a day");
  if (row->valid_from != NULL && row->valid_to != NULL &&
      strcmp (row->valid_from, row->valid_to) > 0)
    return refuse_value (reader, KEY_VALID_TO, error, "ends before it begins");
  return TRUE;
}

static void
fill_texts (const Reader *reader, KkRow *row)
{
  row->id = reader->values[KEY_ID];
  row->law = reader->values[KEY_LAW];
  row->article = reader->values[KEY_ARTICLE];
  row->bwb = reader->values[KEY_BWB];
  row->title = reader->values[KEY_SHORT];
  row->giver = reader->values[KEY_GIVER];
  row->receiver = reader->values[KEY_RECEIVER];
  row->purposes = reader->values[KEY_PURPOSES];
  row->categories = reader->values[KEY_CATEGORIES];
  row->only_if = reader->values[KEY_ONLY_IF];
  row->holds_when = reader->values[KEY_HOLDS_WHEN];
  row->on_basis = reader->values[KEY_ON_BASIS];
  row->does = reader->values[KEY_DOES];
  row->retention = reader->values[KEY_RETENTION];
  row->source = reader->values[KEY_SOURCE];
  row->reviewer = reader->values[KEY_REVIEWER];
  row->hash = reader->values[KEY_HASH];
}

static gboolean
fill_row (const Reader *reader, KkRow *row, GError **error)
{
  const char *confidence = reader->values[KEY_CONFIDENCE];

  fill_texts (reader, row);
  if (!check_id (reader, error) || !check_bwb (reader, error) ||
      !fill_number (reader, row, error) || !fill_period (reader, row, error))
    return FALSE;
  if (strlen (confidence) != 1 || strchr ("HML", confidence[0]) == NULL)
    return refuse_value (reader, KEY_CONFIDENCE, error, "confidence is not H, M or L");
  row->confidence = confidence[0];
  return TRUE;
}

static gboolean
fill_condition (const Reader *reader, Key key, KkCondition **condition, GError **error)
{
  if (reader->values[key] == NULL)
    return TRUE;
  *condition = kk_condition_parse (reader->values[key], error);
  return *condition != NULL || place_error (reader, key, error);
}

static gboolean
fill_rule (const Reader *reader, KkRule *rule, GError **error)
{
  if (rule->row.use != KK_USE_BASIS && rule->row.use != KK_USE_LIFT)
    return TRUE;
  if (!kk_hat_set_parse (reader->values[KEY_GIVER], &rule->giver, error))
    return place_error (reader, KEY_GIVER, error);
  if (!kk_hat_set_parse (reader->values[KEY_RECEIVER], &rule->receiver, error))
    return place_error (reader, KEY_RECEIVER, error);
  if (!kk_purposes_parse (reader->values[KEY_PURPOSES], &rule->purposes, error))
    return place_error (reader, KEY_PURPOSES, error);
  if (!kk_categories_parse (reader->values[KEY_CATEGORIES], &rule->categories, error))
    return place_error (reader, KEY_CATEGORIES, error);
  if (reader->values[KEY_ON_BASIS] != NULL)
    rule->on_basis = g_strsplit (reader->values[KEY_ON_BASIS], " ", -1);
  return fill_condition (reader, KEY_ONLY_IF, &rule->only_if, error) &&
         fill_condition (reader, KEY_HOLDS_WHEN, &rule->holds_when, error);
}

/* The hash line is the last of the block, so the lines before it are what it covers. */
static gboolean
check_hash (const Reader *reader, guint first, GError **error)
{
  g_autoptr (GString) block = g_string_new (NULL);
  g_autofree char *hash = NULL;

  for (guint i = first; i < reader->value_lines[KEY_HASH]; i++)
    g_string_append_printf (block, "%s\n", reader->lines[i]);
  hash = kk_register_hash_block (block->str, block->len);
  return strcmp (hash, reader->values[KEY_HASH]) == 0 ||
         refuse_value (reader, KEY_HASH, error, "hash does not belong to the text of this row");
}

static gboolean
read_row (Reader *reader, GError **error)
{
  guint first = reader->line;
  guint next = 0;
  g_autoptr (KkRule) rule = kk_rule_new ();

  memset (reader->values, 0, sizeof reader->values);
  memset (reader->value_lines, 0, sizeof reader->value_lines);
  for (; reader->line < reader->n_lines && reader->lines[reader->line][0] != '\0'; reader->line++) {
    if (!read_line (reader, &next, error))
      return FALSE;
  }
  if (!fill_effect (reader, &rule->row, first, error) ||
      !check_keys (reader, rule->row.use, first, error) || !fill_row (reader, &rule->row, error) ||
      !check_hash (reader, first, error) || !fill_rule (reader, rule, error))
    return FALSE;
  rule->file = g_string_chunk_insert_const (reader->texts, reader->file->name);
  rule->line = first + 1;
  g_ptr_array_add (reader->rules, g_steal_pointer (&rule));
  return TRUE;
}

/* After each empty line come remarks, a row, or both. */
static gboolean
read_group (Reader *reader, GError **error)
{
  guint start = reader->line + 1;

  if (reader->lines[reader->line][0] != '\0')
    return refuse_at (reader, reader->line, error, "an empty line must come before a row");
  for (reader->line = start; reader->line < reader->n_lines; reader->line++) {
    if (reader->lines[reader->line][0] != '#')
      break;
  }
  if (reader->line < reader->n_lines && reader->lines[reader->line][0] != '\0')
    return read_row (reader, error);
  return reader->line > start ||
         refuse_at (reader, reader->line - 1, error, "empty line without a row after it");
}

gboolean
kk_register_read_file (const KkRegisterFile *file,
                       GStringChunk *texts,
                       GPtrArray *rules,
                       GError **error)
{
  Reader reader = { .file = file, .texts = texts, .rules = rules, .line = 1 };
  gboolean ok = check_name (&reader, error) && split_lines (&reader, error);

  while (ok && reader.line < reader.n_lines)
    ok = read_group (&reader, error);
  g_strfreev (reader.lines);
  return ok;
}
