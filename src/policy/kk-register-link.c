/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The register as a whole: docs/formats/register-file.md, section Whole. */

#include "policy/kk-rule-private.h"

#include <string.h>

static const struct {
  const char *id;
  KkUse use;
} cited_rows[KK_N_CITED] = {
  [KK_CITED_AVG_6_1_C] = { "AVG-6-1-C", KK_USE_BASIS },
  [KK_CITED_AVG_6_1_D] = { "AVG-6-1-D", KK_USE_BASIS },
  [KK_CITED_SV_161] = { "SV-161", KK_USE_BASIS },
  [KK_CITED_WMO_5_2_6] = { "WMO-5-2-6", KK_USE_BASIS },
  [KK_CITED_WGS_1_7_1] = { "WGS-1-7-1", KK_USE_BASIS },
  [KK_CITED_BPG_4_2_1_B3] = { "BPG-4-2-1-B3", KK_USE_BASIS },
  [KK_CITED_CMH_CARE] = { "CMH-CARE", KK_USE_BASIS },
  [KK_CITED_WJSG_39F] = { "WJSG-39F", KK_USE_BASIS },
  [KK_CITED_WMO_5_1_6] = { "WMO-5-1-6", KK_USE_LIFT },
  [KK_CITED_UAVG_46] = { "UAVG-46", KK_USE_RULE },
  [KK_CITED_WMO_4_1_1_3] = { "WMO-4-1-1-3", KK_USE_RULE },
  [KK_CITED_WMO_5_3_3_1] = { "WMO-5-3-3-1", KK_USE_RULE },
  [KK_CITED_WMO_5_1_1_4] = { "WMO-5-1-1-4", KK_USE_RULE },
  [KK_CITED_UBW_4_1_8_3] = { "UBW-4-1-8-3", KK_USE_RULE },
  [KK_CITED_WMO_5_3_4] = { "WMO-5-3-4", KK_USE_RULE },
  [KK_CITED_WMO_5_3_4_VT] = { "WMO-5-3-4-VT", KK_USE_RULE },
  [KK_CITED_JW_7_3_11_1] = { "JW-7-3-11-1", KK_USE_RULE },
  [KK_CITED_JW_7_3_8] = { "JW-7-3-8", KK_USE_RULE },
  [KK_CITED_WGBO_457] = { "WGBO-457", KK_USE_RULE },
  [KK_CITED_WPG_12] = { "WPG-12", KK_USE_RULE },
  [KK_CITED_WPG_7_2] = { "WPG-7-2", KK_USE_RULE },
  [KK_CITED_WPG_RET] = { "WPG-RET", KK_USE_RULE },
  [KK_CITED_WGS_2_30] = { "WGS-2-30", KK_USE_RULE },
  [KK_CITED_WGS_2_29_2] = { "WGS-2-29-2", KK_USE_RULE },
  [KK_CITED_WGS_2_29_3] = { "WGS-2-29-3", KK_USE_RULE },
  [KK_CITED_WGS_2_22] = { "WGS-2-22", KK_USE_RULE },
  [KK_CITED_WGS_1_8_7] = { "WGS-1-8-7", KK_USE_RULE },
  [KK_CITED_WGS_2_19_I] = { "WGS-2-19-I", KK_USE_RULE },
  [KK_CITED_WGS_2_27_F] = { "WGS-2-27-F", KK_USE_RULE },
  [KK_CITED_CMH_NRM] = { "CMH-NRM", KK_USE_RULE },
  [KK_CITED_PW_64_67] = { "PW-64-67", KK_USE_RULE },
};

const char *
kk_cited_id (KkCited cited)
{
  return cited_rows[cited].id;
}

static gboolean
refuse_rule (const KkRule *rule, GError **error, const char *reason)
{
  g_set_error (error, KK_POLICY_ERROR, KK_POLICY_ERROR_REGISTER, "%s:%u: %s: %s", rule->row.file,
               rule->line, rule->row.id, reason);
  return FALSE;
}

static gint
compare_rules (gconstpointer a, gconstpointer b)
{
  const KkRule *left = *(const KkRule *const *) a;
  const KkRule *right = *(const KkRule *const *) b;

  if (left->row.number != right->row.number)
    return left->row.number < right->row.number ? -1 : 1;
  return g_strcmp0 (left->row.valid_from, right->row.valid_from); /* NULL = always comes first */
}

/* Rows are sorted: versions of one row are neighbours, the earlier first. */
static gboolean
check_versions (GPtrArray *rules, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < rules->len; i++) {
    KkRule *rule = g_ptr_array_index (rules, i);
    KkRule *before = i > 0 ? g_ptr_array_index (rules, i - 1) : NULL;
    gboolean same = before != NULL && strcmp (before->row.id, rule->row.id) == 0;

    if (before != NULL && before->row.number == rule->row.number && !same)
      return refuse_rule (rule, error, "number is in use for another row");
    if (same ? before->row.number != rule->row.number
             : !g_hash_table_add (ids, (gpointer) (guintptr) rule->row.id))
      return refuse_rule (rule, error, "one id has two numbers");
    if (!same)
      continue;
    if (before->row.valid_to == NULL || rule->row.valid_from == NULL ||
        strcmp (before->row.valid_to, rule->row.valid_from) >= 0)
      return refuse_rule (rule, error, "periods of one row overlap");
    if (before->row.use != rule->row.use)
      return refuse_rule (rule, error, "versions of one row have another use");
    before->next = rule;
  }
  return TRUE;
}

static gboolean
matches_pattern (const char *pattern, const char *id)
{
  gsize size = strlen (pattern);

  if (size > 1 && pattern[size - 1] == '*')
    return strncmp (pattern, id, size - 1) == 0;
  return strcmp (pattern, id) == 0;
}

static gboolean
link_pattern (GPtrArray *rules, KkRule *lift, const char *pattern, GError **error)
{
  gboolean found = FALSE;

  for (guint i = 0; i < rules->len; i++) {
    const KkRule *rule = g_ptr_array_index (rules, i);

    if (rule->row.use == KK_USE_BASIS && matches_pattern (pattern, rule->row.id)) {
      lift->on_rules[i] = TRUE;
      found = TRUE;
    }
  }
  return found || refuse_rule (lift, error, "\"on-basis\" names no basis");
}

static gboolean
link_lifts (GPtrArray *rules, GError **error)
{
  for (guint i = 0; i < rules->len; i++) {
    KkRule *rule = g_ptr_array_index (rules, i);

    rule->index = i;
    if (rule->on_basis == NULL)
      continue;
    rule->on_rules = g_new0 (guint8, rules->len);
    for (guint j = 0; rule->on_basis[j] != NULL; j++) {
      if (!link_pattern (rules, rule, rule->on_basis[j], error))
        return FALSE;
    }
  }
  return TRUE;
}

/* A question about the basis has an answer only in a lift. */
static gboolean
check_predicates (GPtrArray *rules, GError **error)
{
  static const KkPredicate of_lifts[] = { KK_PREDICATE_LIFTED, KK_PREDICATE_NAMES,
                                          KK_PREDICATE_NAMES_REGIME };

  for (guint i = 0; i < rules->len; i++) {
    const KkRule *rule = g_ptr_array_index (rules, i);

    for (guint j = 0; rule->row.use == KK_USE_BASIS && j < G_N_ELEMENTS (of_lifts); j++) {
      if (kk_condition_uses (rule->only_if, of_lifts[j]) ||
          kk_condition_uses (rule->holds_when, of_lifts[j]))
        return refuse_rule (rule, error, "a basis cannot ask what it names or lifts");
    }
  }
  return TRUE;
}

static gboolean
link_cited (GPtrArray *rules, const KkRule **cited, GError **error)
{
  for (guint i = 0; i < rules->len; i++) {
    KkRule *rule = g_ptr_array_index (rules, i);

    for (guint j = 1; j < KK_N_CITED; j++) {
      if (strcmp (rule->row.id, cited_rows[j].id) != 0)
        continue;
      if (rule->row.use != cited_rows[j].use)
        return refuse_rule (rule, error, "a rule in code cites this row for another use");
      rule->cited = (KkCited) j;
      if (cited[j] == NULL)
        cited[j] = rule;
    }
  }
  for (guint j = 1; j < KK_N_CITED; j++) {
    if (cited[j] == NULL) {
      g_set_error (error, KK_POLICY_ERROR, KK_POLICY_ERROR_REGISTER,
                   "register lacks row %s, which a rule in code cites", cited_rows[j].id);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
refuse_narrowing (const KkNarrowing *narrowing, GError **error, const char *reason)
{
  g_set_error (error, KK_POLICY_ERROR, KK_POLICY_ERROR_REGISTER, "%s:%u: off: %s: %s",
               narrowing->file, narrowing->line, narrowing->row, reason);
  return FALSE;
}

/* A region may narrow the register, never widen it. All versions of a row are off. */
static gboolean
turn_off (GPtrArray *rules, const KkNarrowing *narrowing, GError **error)
{
  gboolean found = FALSE;

  for (guint i = 0; i < rules->len; i++) {
    KkRule *rule = g_ptr_array_index (rules, i);

    if (strcmp (rule->row.id, narrowing->row) != 0)
      continue;
    if (rule->row.off != NULL)
      return refuse_narrowing (narrowing, error, "this row is off already");
    if (!kk_row_may_be_off (&rule->row))
      return refuse_narrowing (narrowing, error, "this row restricts, and a profile may not widen");
    rule->row.off = narrowing->reason;
    found = TRUE;
  }
  return found || refuse_narrowing (narrowing, error, "no row of the register");
}

static gboolean
apply_profiles (GPtrArray *rules, const GArray *narrowings, GError **error)
{
  for (guint i = 0; i < narrowings->len; i++) {
    if (!turn_off (rules, &g_array_index (narrowings, KkNarrowing, i), error))
      return FALSE;
  }
  return TRUE;
}

/* The hash binds a review to the words that were reviewed. */
static gboolean
check_hashes (GPtrArray *rules, GError **error)
{
  for (guint i = 0; i < rules->len; i++) {
    const KkRule *rule = g_ptr_array_index (rules, i);

    if (rule->hash_line == 0)
      continue;
    g_set_error (error, KK_POLICY_ERROR, KK_POLICY_ERROR_REGISTER,
                 "%s:%u: hash: hash does not belong to the text of this row", rule->row.file,
                 rule->hash_line);
    return FALSE;
  }
  return TRUE;
}

gboolean
kk_register_link (GPtrArray *rules, const GArray *narrowings, const KkRule **cited, GError **error)
{
  g_ptr_array_sort (rules, compare_rules);
  return check_versions (rules, error) && link_lifts (rules, error) &&
         check_predicates (rules, error) && link_cited (rules, cited, error) &&
         apply_profiles (rules, narrowings, error) && check_hashes (rules, error);
}
