/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    where something else would do as well: beside the least that is missing, which an answer names, whoever reads it
 *          is told of the other ways (a note of the physician instead of a consent, another basis).
 * Owns:    nothing: a plain value.
 * Threads: any.
 * Errors:  none; beyond KK_MAX_WAYS no more are told. */

#pragma once

#include "policy/kk-policy.h"
#include "policy/kk-verdict-private.h"

G_BEGIN_DECLS

#define KK_MAX_WAYS 16

typedef struct {
  guint n;
  KkWay ways[KK_MAX_WAYS];
} KkWays;

/* Two open alternatives, of which @kept is the one that an answer would name. @ways: (nullable). */
void kk_ways_note (KkWays *ways, const KkVerdict *kept, const KkVerdict *left);
/* *@best = the better of both: of equals the first stays; the other is noted. */
void kk_ways_choose (KkWays *ways, KkVerdict *best, const KkVerdict *other);
/* Adds those of @found that spare something of @missing; @shared is asked for in more than one place, so that sparing it
 * in one is not enough. */
void kk_ways_settle (KkWays *ways, const KkWays *found, KkFactSet missing, KkFactSet shared);

G_END_DECLS
