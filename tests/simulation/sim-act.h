/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    steps as they are done, by what they are about.
 * Owns:    nothing.
 * Threads: one.
 * Errors:  what the program refuses is no failure of the world; what it cannot do is one. */

#pragma once

#include "app/sharing/kk-app-statement.h"
#include "sim-step.h"

G_BEGIN_DECLS

/* The victim of the second case lets Veilig Thuis have its name and needs, for help. */
#define SIM_CONSENT_PLAN                                                                         \
  {                                                                                              \
    .case_ = sim_cases[1], .recipient = "veilig-thuis", .purpose = KK_PURPOSE_HULP,              \
    .categories = KK_CATEGORY_BIT (KK_CATEGORY_GEW_ID) | KK_CATEGORY_BIT (KK_CATEGORY_GEW_HULP), \
    .is_explicit = TRUE, .freely_given = TRUE, .conflict = KK_TRI_FALSE, .by = KK_SIGNER_SELF,   \
    .form = "signed", .text_version = "1", .language = "nl"                                      \
  }

/* @what the person tried; @error (nullable): what came of it. */
void
sim_act_look_at (SimWorld *world, const SimDevice *device, const char *what, const GError *error);

void sim_act_recall (SimWorld *world, SimDevice *device, const SimStep *step);
void sim_act_answer (SimWorld *world, SimDevice *device, const SimStep *step);
void sim_act_delete (SimWorld *world, SimDevice *device, const SimStep *step);
void sim_act_erase (SimWorld *world, SimDevice *device, const SimStep *step);
void sim_act_consent (SimWorld *world, SimDevice *device, const SimStep *step);
void sim_act_withdraw (SimWorld *world, SimDevice *device, const SimStep *step);

void sim_act_revoke (SimWorld *world, SimDevice *device);
void sim_act_rekey (SimWorld *world, SimDevice *device);
void sim_act_root (SimWorld *world, SimDevice *device);

G_END_DECLS
