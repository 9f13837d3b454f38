/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a row of the register as the engine reads it, and the rows that rules in code cite.
 * Owns:    a rule owns its conditions; its texts are the register's.
 * Threads: any; rules do not change after parsing.
 * Errors:  none. */

#pragma once

#include "policy/kk-condition-private.h"
#include "policy/kk-register.h"

G_BEGIN_DECLS

/* Rows that code names. The register must have them, with the use of the table in kk-register-lint.c. */
typedef enum {
  KK_CITED_NONE,
  KK_CITED_AVG_6_1_C,
  KK_CITED_AVG_6_1_D,
  KK_CITED_SV_161,
  KK_CITED_WMO_5_2_6,
  KK_CITED_WGS_1_7_1,
  KK_CITED_BPG_4_2_1_B3,
  KK_CITED_CMH_CARE,
  KK_CITED_WJSG_39F,
  KK_CITED_WMO_5_1_6,
  KK_CITED_UAVG_46,
  KK_CITED_WMO_4_1_1_3,
  KK_CITED_WMO_5_3_3_1,
  KK_CITED_WMO_5_1_1_4,
  KK_CITED_UBW_4_1_8_3,
  KK_CITED_WMO_5_3_4,
  KK_CITED_WMO_5_3_4_VT,
  KK_CITED_JW_7_3_11_1,
  KK_CITED_JW_7_3_8,
  KK_CITED_WGBO_457,
  KK_CITED_WPG_12,
  KK_CITED_WPG_7_2,
  KK_CITED_WPG_RET,
  KK_CITED_WGS_2_30,
  KK_CITED_WGS_2_29_2,
  KK_CITED_WGS_2_29_3,
  KK_CITED_WGS_2_22,
  KK_CITED_WGS_1_8_7,
  KK_CITED_WGS_2_19_I,
  KK_CITED_WGS_2_27_F,
  KK_CITED_CMH_NRM,
  KK_CITED_PW_64_67,
  KK_N_CITED,
} KkCited;

/* Most rows that a register may have. */
#define KK_REGISTER_ROWS 1024

typedef struct _KkRule KkRule;

struct _KkRule {
  KkRow row; /* first, so that a row and its rule have one address */
  KkCited cited;
  KkHatSet giver;
  KkHatSet receiver;
  KkPurposes purposes;
  KkCategories categories;
  KkCondition *only_if;
  KkCondition *holds_when;
  char **on_basis;    /* patterns; NULL = any */
  guint8 *on_rules;   /* lift: by index of the rule, whether it may stand beside it; NULL = any */
  guint index;        /* place in the register */
  const KkRule *next; /* next version of the same row */
  guint line;
  guint hash_line; /* where the hash does not belong to the text of the row; 0 = it does */
};

/* A row that a regional profile does not use. */
typedef struct {
  const char *row;
  const char *reason;
  const char *file;
  guint line;
} KkNarrowing;

guint kk_register_get_n_rules (const KkRegister *reg);
const KkRule *kk_register_get_rule (const KkRegister *reg, guint index);
/* The version in force on @at, else the first: a rule that only restricts never ends with its row. */
const KkRule *kk_register_cite (const KkRegister *reg, KkCited cited, const char *at);
const char *kk_cited_id (KkCited cited);
gboolean kk_rule_is_valid (const KkRule *rule, const char *at);

/* Checks the rules as a whole and fills in cited, on_rules, next and what the profiles turn off. @cited has KK_N_CITED
 * places. */
gboolean
kk_register_link (GPtrArray *rules, const GArray *narrowings, const KkRule **cited, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Reads one file; appends KkRule to @rules, KkNarrowing to @narrowings; texts go to @texts. */
gboolean kk_register_read_file (const KkRegisterFile *file,
                                GStringChunk *texts,
                                GPtrArray *rules,
                                GArray *narrowings,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
KkRule *kk_rule_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* @rule is never NULL. */
void kk_rule_free (KkRule *rule);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkRule, kk_rule_free)

G_END_DECLS
