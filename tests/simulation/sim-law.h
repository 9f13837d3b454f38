/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the shares that the simulation makes, and what the law says of a field in them, asked without anything of the
 *          exchange: the question is put together here.
 * Owns:    the answers, which are remembered.
 * Threads: one.
 * Errors:  none: g_assert. */

#pragma once

#include "domain/kk-vocabulary.h"

G_BEGIN_DECLS

typedef struct {
  const char *giver; /* name of a device of the stage, as the next */
  const char *receiver;
  guint case_;
  KkPurpose purpose;
  const char *facts; /* without the age of the person */
  gboolean by_age;   /* it follows from the file */
  gboolean by_consent;
} SimShare;

#define SIM_SHARES 4
extern const SimShare sim_shares[SIM_SHARES];

/* What is asked of the law, besides about which categories. */
typedef struct {
  const char *consents; /* as in the facts of `policy check`, without the brackets of the list */
  gint age;             /* −1 = not known */
  char day[11];
} SimLawFacts;

gboolean sim_law_lets (const SimShare *share, KkCategories categories, const SimLawFacts *facts);
void sim_law_stop (void);

G_END_DECLS
