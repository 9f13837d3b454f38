/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "policy/kk-register.h"

#include "policy/kk-rule-private.h"

#include <string.h>

#define FILES_LIMIT 64

G_DEFINE_QUARK (kk_policy_error, kk_policy_error)

struct _KkRegister {
  gatomicrefcount references;
  GStringChunk *texts;
  GPtrArray *rules;                /* in register order */
  const KkRule *cited[KK_N_CITED]; /* first version of each */
  guint64 version;
  KkHash hash;
};

static const char *const effects[KK_N_EFFECTS] = {
  "allow", "allow+breach", "lift", "deny", "limit", "duty", "duty-unless", "retention", "process",
};

static const char *const uses[KK_N_USES] = { "basis", "lift", "rule", "note" };

const char *
kk_effect_text (KkEffect effect)
{
  return (guint) effect < KK_N_EFFECTS ? effects[effect] : NULL;
}

const char *
kk_use_text (KkUse use)
{
  return (guint) use < KK_N_USES ? uses[use] : NULL;
}

KkRule *
kk_rule_new (void)
{
  return g_new0 (KkRule, 1);
}

void
kk_rule_free (KkRule *rule)
{
  g_free (rule->only_if);
  g_free (rule->holds_when);
  g_strfreev (rule->on_basis);
  g_free (rule->on_rules);
  g_free (rule);
}

static void
free_rule (gpointer rule)
{
  kk_rule_free (rule);
}

static gboolean
read_files (KkRegister *reg,
            const KkRegisterFile *files,
            gsize n_files,
            GArray *narrowings,
            GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  if (n_files > FILES_LIMIT) {
    g_set_error (error, KK_POLICY_ERROR, KK_POLICY_ERROR_REGISTER, "register has too many files");
    return FALSE;
  }
  for (gsize i = 0; i < n_files; i++) {
    if (!kk_register_read_file (&files[i], reg->texts, reg->rules, narrowings, error))
      return FALSE;
    if (!g_hash_table_add (names, (gpointer) (guintptr) files[i].name)) {
      g_set_error (error, KK_POLICY_ERROR, KK_POLICY_ERROR_REGISTER, "register has a file twice");
      return FALSE;
    }
  }
  if (reg->rules->len > KK_REGISTER_ROWS) {
    g_set_error (error, KK_POLICY_ERROR, KK_POLICY_ERROR_REGISTER, "register has too many rows");
    return FALSE;
  }
  return TRUE;
}

KkRegister *
kk_register_parse (const KkRegisterFile *files, gsize n_files, GError **error)
{
  g_autoptr (KkRegister) reg = g_new0 (KkRegister, 1);
  g_autoptr (GArray) narrowings = g_array_new (FALSE, FALSE, sizeof (KkNarrowing));

  g_atomic_ref_count_init (&reg->references);
  reg->texts = g_string_chunk_new (4096);
  reg->rules = g_ptr_array_new_with_free_func (free_rule);
  if (!read_files (reg, files, n_files, narrowings, error) ||
      !kk_register_link (reg->rules, narrowings, reg->cited, error))
    return NULL;
  return g_steal_pointer (&reg);
}

KkRegister *
kk_register_ref (KkRegister *reg)
{
  g_atomic_ref_count_inc (&reg->references);
  return reg;
}

void
kk_register_unref (KkRegister *reg)
{
  if (reg == NULL || !g_atomic_ref_count_dec (&reg->references))
    return;
  g_ptr_array_unref (reg->rules);
  g_string_chunk_free (reg->texts);
  g_free (reg);
}

void
kk_register_set_version (KkRegister *reg, guint64 version, const KkHash *hash)
{
  reg->version = version;
  reg->hash = *hash;
}

guint64
kk_register_get_version (const KkRegister *reg)
{
  return reg->version;
}

const KkHash *
kk_register_get_hash (const KkRegister *reg)
{
  return &reg->hash;
}

guint
kk_register_get_n_rules (const KkRegister *reg)
{
  return reg->rules->len;
}

const KkRule *
kk_register_get_rule (const KkRegister *reg, guint index)
{
  return g_ptr_array_index (reg->rules, index);
}

guint
kk_register_get_n_rows (const KkRegister *reg)
{
  return reg->rules->len;
}

const KkRow *
kk_register_get_row (const KkRegister *reg, guint index)
{
  return &kk_register_get_rule (reg, index)->row;
}

gboolean
kk_rule_is_valid (const KkRule *rule, const char *at)
{
  return (rule->row.valid_from == NULL || strcmp (rule->row.valid_from, at) <= 0) &&
         (rule->row.valid_to == NULL || strcmp (at, rule->row.valid_to) <= 0);
}

/* (nullable): the version of @first's row in force on @at. */
static const KkRule *
find_version (const KkRule *first, const char *at)
{
  for (const KkRule *rule = first; rule != NULL; rule = rule->next) {
    if (kk_rule_is_valid (rule, at))
      return rule;
  }
  return NULL;
}

const KkRule *
kk_register_cite (const KkRegister *reg, KkCited cited, const char *at)
{
  const KkRule *first = reg->cited[cited];
  const KkRule *version = first->next != NULL ? find_version (first, at) : NULL;

  return version != NULL ? version : first;
}

const KkRow *
kk_register_find_row (const KkRegister *reg, const char *id, const char *at)
{
  for (guint i = 0; i < reg->rules->len; i++) {
    const KkRule *rule = g_ptr_array_index (reg->rules, i);

    if (strcmp (rule->row.id, id) != 0)
      continue;
    if (at != NULL) {
      rule = find_version (rule, at);
      return rule != NULL ? &rule->row : NULL;
    }
    while (rule->next != NULL)
      rule = rule->next;
    return &rule->row;
  }
  return NULL;
}

gboolean
kk_row_may_be_off (const KkRow *row)
{
  static const char *const always_on[] = { "WMO-5-1-1-4", "WMO-4-1-1-3", "CMH-NRM" };

  for (gsize i = 0; i < G_N_ELEMENTS (always_on); i++) {
    if (strcmp (row->id, always_on[i]) == 0)
      return FALSE;
  }
  return row->effect == KK_EFFECT_ALLOW || row->effect == KK_EFFECT_ALLOW_BREACH ||
         row->effect == KK_EFFECT_DUTY_UNLESS || row->effect == KK_EFFECT_LIFT;
}

char *
kk_row_reason (const KkRow *row)
{
  return g_strdup_printf ("%s: %s", row->article, row->title);
}

char *
kk_register_hash_block (const char *block, gsize size)
{
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) block, size);
}
