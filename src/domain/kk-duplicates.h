/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    pairs of persons that may be one (docs/formats/likeness.md), found among very many without comparing all.
 * Owns:    results belong to the caller; KkPersonTraits borrows what it points at.
 * Threads: pure functions, any.
 * Errors:  none: a pair that is not found is no proof of anything. */

#pragma once

#include "domain/kk-likeness.h"

G_BEGIN_DECLS

typedef struct {
  const char *name; /* all names, with spaces between */
  const char *born; /* (nullable): as in kk_days_likeness() */
  const char *const
      *numbers; /* (nullable) (array zero-terminated=1): what only one person has: a citizen service
                                 number, a phone */
  gboolean asked; /* only pairs with somebody who is asked about are answered */
} KkPersonTraits;

typedef struct {
  guint first; /* index, lower than second */
  guint second;
  guint names; /* kk_names_likeness() */
  KkDaysLikeness days;
  gboolean number; /* they have a number in common */
} KkDuplicate;

/* (transfer full) (element-type KkDuplicate): the most alike first. */
GArray *kk_duplicates_find (const KkPersonTraits *persons, guint n_persons);

G_END_DECLS
