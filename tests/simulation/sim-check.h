/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what must hold (exchange §21), asked of the tables of the vaults and of nothing that the exchange computes.
 * Owns:    nothing.
 * Threads: one.
 * Errors:  what does not hold is the failure of the world. */

#pragma once

#include "sim-world.h"

G_BEGIN_DECLS

/* What stands already. */
void sim_check_begin (SimWorld *world, SimDevice *device);
/* Numbers have one content, and what was sent was lawful. */
void sim_check_after_sync (SimWorld *world, SimDevice *device);
/* The one reason for two contents under one number: a vault that was put back was not shown its own branch. */
gboolean sim_was_copy_lied_to (const SimWorld *world);
/* What stands under one number is the same each time. @device: that wrote it, or (nullable) any that has it. @number:
 * (transfer full) */
void sim_check_number (SimWorld *world, const SimDevice *device, char *number, const char *content);
/* Something was lost, and is to be asked or answered still; or something can be taken back for an hour. */
gboolean sim_check_is_asking (SimDevice *device);
/* When all is quiet: everybody has what they should, and the registers prove themselves. */
void sim_check_end (SimWorld *world);

G_END_DECLS
