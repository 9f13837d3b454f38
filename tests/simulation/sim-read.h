/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what the tables of the vaults say, and nothing that the exchange computes.
 * Owns:    see each function.
 * Threads: one.
 * Errors:  none. */

#pragma once

#include "sim-law.h"
#include "sim-world.h"
#include "vault/kk-vault-private.h"

G_BEGIN_DECLS

/* Index of the first device of that desk; SIM_DEVICES_MOST when there is none. */
guint sim_find_desk (const SimWorld *world, const KkId *desk);
const char *sim_name_of (const SimWorld *world, guint device);
/* (nullable) */
const SimShare *
sim_find_share (const SimWorld *world, guint giver, guint receiver, const KkId *thread);

void sim_day_of (gint64 instant, char day[11]);
/* Of the person of a case, as the file of its owner has it now; −1 when it is not there, −2 when there are two, or
 * when the file does not say any more that the person is the victim: the law then answers something else. */
gint sim_age_in (SimDevice *device, const KkId *thread, const char *day);
/* (transfer full): the consents of a case, as the file has them now; for SimLawFacts. */
char *sim_consents_in (SimDevice *device, const KkId *thread);

/* Columns field, element, cats, value_kind and value from @column on. */
KkCategories sim_categories_at (const KkQuery *query, int column);
/* (transfer full): of columns 2 record, 3 log and 4 n. */
char *sim_sent_key (guint receiver, const KkQuery *query);

G_END_DECLS
