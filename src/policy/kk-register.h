/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the register of legal bases: rows of law that a jurist can read, parsed and checked as a whole
 *          (docs/formats/register-file.md), and the profiles of a region that narrow them.
 * Owns:    its rows and their texts; everything borrowed from it lives as long as the register.
 * Threads: any, once its version is set; nothing changes it after that.
 * Errors:  KK_POLICY_ERROR, with file, line and reason. A register is accepted whole or not at all. */

#pragma once

#include "base/kk-id.h"
#include "domain/kk-vocabulary.h"

#include <glib.h>

G_BEGIN_DECLS

#define KK_POLICY_ERROR (kk_policy_error_quark ())
GQuark kk_policy_error_quark (void);

typedef enum {
  KK_POLICY_ERROR_REGISTER, /* a register file does not parse, or the whole does not hold together */
  KK_POLICY_ERROR_QUESTION, /* a question is outside the closed vocabulary */
} KkPolicyError;

typedef enum {
  KK_EFFECT_ALLOW,
  KK_EFFECT_ALLOW_BREACH,
  KK_EFFECT_LIFT,
  KK_EFFECT_DENY,
  KK_EFFECT_LIMIT,
  KK_EFFECT_DUTY,
  KK_EFFECT_DUTY_UNLESS,
  KK_EFFECT_RETENTION,
  KK_EFFECT_PROCESS,
  KK_N_EFFECTS,
} KkEffect;

/* What the engine does with a row, apart from what the law calls it. */
typedef enum {
  KK_USE_BASIS, /* gives a way from giver to receiver */
  KK_USE_LIFT,  /* lifts a prohibition beside a basis */
  KK_USE_RULE,  /* cited by a rule of the contract that is code */
  KK_USE_NOTE,  /* stands in the register for the reader */
  KK_N_USES,
} KkUse;

typedef struct _KkRegister KkRegister;

/* One version of one row; texts as they stand in the file, NULL where the file says nothing. */
typedef struct {
  const char *id;
  KkEffect effect;
  KkUse use;
  guint number;        /* register order */
  const char *law;     /* full name */
  const char *article; /* short citation, "Wmo 5.2.6" */
  const char *bwb;
  const char *link;  /* to the article */
  const char *title; /* Dutch short name */
  const char *giver;
  const char *receiver;
  const char *purposes;
  const char *categories;
  const char *only_if;
  const char *holds_when;
  const char *on_basis;
  const char *does;
  const char *retention;
  const char *valid_from; /* inclusive days */
  const char *valid_to;
  char confidence; /* 'H', 'M' or 'L' */
  const char *source;
  const char *research; /* the research's own words, from which the row was made */
  const char *off;      /* why a regional profile does not use this row; NULL = it is used */
  const char *reviewer; /* NULL = draft */
  const char *hash;     /* SHA-256 of the row's text, in hexadecimal */
  const char *file;     /* that it stands in */
} KkRow;

typedef struct {
  const char *name; /* "wmo.register", "regio.profile" */
  GBytes *bytes;
} KkRegisterFile;

const char *kk_effect_text (KkEffect effect);
const char *kk_use_text (KkUse use);

/* (transfer full): version 0 and a hash of zeros until kk_register_set_version(). The order of @files is free. */
KkRegister *kk_register_parse (const KkRegisterFile *files, gsize n_files, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
KkRegister *kk_register_ref (KkRegister *reg);
void kk_register_unref (KkRegister *reg);

/* The signed document names both (exchange §11); set once, before the register is shared between threads. */
void kk_register_set_version (KkRegister *reg, guint64 version, const KkHash *hash);
guint64 kk_register_get_version (const KkRegister *reg);
const KkHash *kk_register_get_hash (const KkRegister *reg);

/* Rows in register order; an id with several periods of validity comes several times. Borrowed. */
guint kk_register_get_n_rows (const KkRegister *reg);
const KkRow *kk_register_get_row (const KkRegister *reg, guint index);
/* (nullable): the version in force on @at; none when the row has not begun or has ended. @at NULL: the last version, in
 * force or not. */
const KkRow *kk_register_find_row (const KkRegister *reg, const char *id, const char *at);
/* Whether a regional profile may turn the row off (contract 7.1, profile.off). */
gboolean kk_row_may_be_off (const KkRow *row);
/* (transfer full): "Wmo 5.2.6: Meldrecht aan Veilig Thuis". */
char *kk_row_reason (const KkRow *row);

/* (transfer full): the hash that belongs in the row's `hash` line, for the block of lines @block, without that line. */
char *kk_register_hash_block (const char *block, gsize size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkRegister, kk_register_unref)

G_END_DECLS
