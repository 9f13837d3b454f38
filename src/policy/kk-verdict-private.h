/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    HOLDS, OPEN or FAILS, with what is missing and what it rests on; how parts join.
 * Owns:    nothing: a plain value.
 * Threads: any.
 * Errors:  none. */

#pragma once

#include "domain/kk-vocabulary.h"

G_BEGIN_DECLS

/* In the order of "as good as the worst of". */
typedef enum { KK_FAILS, KK_OPEN, KK_HOLDS } KkStatus;

/* A path asks for at most one object in its basis, five lifts, secrecy and two limits. */
#define KK_VERDICT_OBJECTS 16

typedef struct {
  KkStatus status;
  guint n_missing;
  guint n_consents;
  guint n_releases;
  KkFactSet relied;
  KkFactSet missing_set;
  guint8 missing[KK_N_FACTS];
  guint16 consents[KK_VERDICT_OBJECTS];
  guint16 releases[KK_VERDICT_OBJECTS];
} KkVerdict;

/* A verdict begins as HOLDS; every check makes it worse or leaves it. */
void kk_verdict_init (KkVerdict *verdict);
void kk_verdict_rely (KkVerdict *verdict, KkFact fact);
void kk_verdict_open (KkVerdict *verdict, KkFact fact);
void kk_verdict_fail (KkVerdict *verdict);
void kk_verdict_use_consent (KkVerdict *verdict, guint index);
void kk_verdict_use_release (KkVerdict *verdict, guint index);

/* A yes or no about the question itself. */
void kk_verdict_test (KkVerdict *verdict, gboolean holds);

/* @verdict and @other: the worse status, everything that is missing, everything relied on. */
void kk_verdict_join (KkVerdict *verdict, const KkVerdict *other);
/* Whether @other is the better alternative: of equals the first stays. */
gboolean kk_verdict_is_better (const KkVerdict *other, const KkVerdict *verdict);

G_END_DECLS
