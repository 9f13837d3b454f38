/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what the pieces of work of a sweep share: a region with two cases, looking at what came of it, and those about backups.
 * Owns:    an app that is opened by itself belongs to the caller; others to the region.
 * Threads: one.
 * Errors:  none: g_assert. */

#pragma once

#include "case-stage.h"
#include "fault-sweep.h"

G_BEGIN_DECLS

#define FAULT_CASE   "SYN-9-00001"
#define FAULT_BEFORE "Mira"
#define FAULT_AFTER  "Andreas"
#define FAULT_OWN    "deventer"

KkApp *fault_app (FaultRoom *room);
const KkTestMember *fault_own_member (const FaultRoom *room);
void fault_build_with (FaultRoom *room, const char *const *names);
void fault_build_alone (FaultRoom *room);
/* (transfer full): the vault opens with @typed, and is whole. */
KkApp *fault_open_whole (const char *folder, const char *typed);
/* The vault of the first member, which has its cases and its register. */
KkApp *fault_open_own (FaultRoom *room);
/* The name in the case is the new one, or either. */
void fault_assert_name (KkApp *app, gboolean is_new);
gboolean fault_is_done (FaultEnd end);

/* fault-backup.c */
void fault_add_stick (FaultRoom *room, KkApp *app);
extern const FaultWork fault_work_backup;
extern const FaultWork fault_work_restore;

G_END_DECLS
