/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the recovery code in its groups, for showing it and for asking whether it was written down.
 * Owns:    nothing.
 * Threads: any.
 * Errors:  what is no code, or no group of it, matches nothing. */

#pragma once

#include "base/kk-secret.h"

G_BEGIN_DECLS

#define KK_RECOVERY_GROUPS     8
#define KK_RECOVERY_GROUP_SIZE 4

typedef struct {
  char text[KK_RECOVERY_GROUP_SIZE + 1];
} KkRecoveryGroup;

/* @group: from 0. Wipe it after showing, with kk_secret_wipe(). */
gboolean kk_app_recovery_group (const KkSecret *code, guint group, KkRecoveryGroup *text);
/* Whether @typed is that group, in either case, with the letters that people take for figures. */
gboolean kk_app_recovery_matches (const KkSecret *code, guint group, const char *typed);

G_END_DECLS
