/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the commands, a list for each file; main.c puts them in the order of help.
 * Owns:    nothing; all of it is constant.
 * Threads: any.
 * Errors:  none. */

#pragma once

#include "cli/kk-cli.h"

G_BEGIN_DECLS

extern const KkCliCommand kk_cli_region_commands[];
extern const KkCliCommand kk_cli_region_change_commands[];
extern const KkCliCommand kk_cli_vault_commands[];
extern const KkCliCommand kk_cli_host_commands[];
extern const KkCliCommand kk_cli_slot_commands[];
extern const KkCliCommand kk_cli_rekey_commands[];
extern const KkCliCommand kk_cli_escrow_commands[];
extern const KkCliCommand kk_cli_backup_commands[];
extern const KkCliCommand kk_cli_backup_run_commands[];
extern const KkCliCommand kk_cli_member_commands[];
extern const KkCliCommand kk_cli_member_change_commands[];
extern const KkCliCommand kk_cli_case_commands[];
extern const KkCliCommand kk_cli_history_commands[];
extern const KkCliCommand kk_cli_htcds_commands[];
extern const KkCliCommand kk_cli_person_commands[];
extern const KkCliCommand kk_cli_attachment_commands[];
extern const KkCliCommand kk_cli_removal_commands[];
extern const KkCliCommand kk_cli_measure_commands[];
extern const KkCliCommand kk_cli_meldroute_commands[];
extern const KkCliCommand kk_cli_route_commands[];
extern const KkCliCommand kk_cli_share_commands[];
extern const KkCliCommand kk_cli_card_commands[];
extern const KkCliCommand kk_cli_meldcode_commands[];
extern const KkCliCommand kk_cli_signal_commands[];
extern const KkCliCommand kk_cli_statement_commands[];
extern const KkCliCommand kk_cli_today_commands[];
extern const KkCliCommand kk_cli_duty_commands[];
extern const KkCliCommand kk_cli_weighing_commands[];
extern const KkCliCommand kk_cli_object_commands[];
extern const KkCliCommand kk_cli_recall_commands[];
extern const KkCliCommand kk_cli_sync_commands[];
extern const KkCliCommand kk_cli_quarantine_commands[];
extern const KkCliCommand kk_cli_breach_commands[];
extern const KkCliCommand kk_cli_conflict_commands[];
extern const KkCliCommand kk_cli_register_commands[];
extern const KkCliCommand kk_cli_policy_commands[];
extern const KkCliCommand kk_cli_policy_update_commands[];
extern const KkCliCommand kk_cli_consult_commands[];
extern const KkCliCommand kk_cli_demo_commands[];

/* The one command of the policy group that has a file of its own. */
gboolean kk_cli_policy_lint (KkCli *cli);

G_END_DECLS
