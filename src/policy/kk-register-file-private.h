/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the lines of one register file while it is read (docs/formats/register-file.md).
 * Owns:    a reader its lines; texts that last go to the register.
 * Threads: one.
 * Errors:  KK_POLICY_ERROR_REGISTER with file, line and reason. */

#pragma once

#include "policy/kk-rule-private.h"

G_BEGIN_DECLS

typedef enum {
  KK_KEY_ID,
  KK_KEY_NUMBER,
  KK_KEY_EFFECT,
  KK_KEY_USE,
  KK_KEY_LAW,
  KK_KEY_ARTICLE,
  KK_KEY_BWB,
  KK_KEY_LINK,
  KK_KEY_SHORT,
  KK_KEY_GIVER,
  KK_KEY_RECEIVER,
  KK_KEY_PURPOSES,
  KK_KEY_CATEGORIES,
  KK_KEY_ONLY_IF,
  KK_KEY_HOLDS_WHEN,
  KK_KEY_ON_BASIS,
  KK_KEY_DOES,
  KK_KEY_RETENTION,
  KK_KEY_VALID_FROM,
  KK_KEY_VALID_TO,
  KK_KEY_CONFIDENCE,
  KK_KEY_SOURCE,
  KK_KEY_RESEARCH,
  KK_KEY_REVIEWER,
  KK_KEY_HASH,
  KK_N_KEYS,
} KkRegisterKey;

typedef struct {
  const KkRegisterFile *file;
  GStringChunk *texts;
  GPtrArray *rules;
  GArray *narrowings;
  char **lines;
  guint n_lines;
  guint line; /* index of the next line */
  const char *values[KK_N_KEYS];
  guint value_lines[KK_N_KEYS];
} KkRegisterReader;

/* Both answer FALSE. */
gboolean kk_register_refuse_line (const KkRegisterReader *reader,
                                  guint line,
                                  GError **error,
                                  const char *reason);
gboolean kk_register_refuse_value (const KkRegisterReader *reader,
                                   KkRegisterKey key,
                                   GError **error,
                                   const char *reason);

/* Which key a line begins with, and what follows its colon. */
gboolean kk_register_find_key (const char *line, KkRegisterKey *key, const char **value);
/* The narrowings of a profile, from line 1 on. */
gboolean kk_profile_read_groups (KkRegisterReader *reader, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Makes a rule of the values of a row that began at line @first. */
gboolean
kk_register_fill_rule (const KkRegisterReader *reader, KkRule *rule, guint first, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
