/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "cli/kk-cli-commands.h"

/* One list a line. */
/* clang-format off */
static const KkCliCommand *const groups[] = {
  kk_cli_vault_commands,
  kk_cli_host_commands,
  kk_cli_slot_commands,
  kk_cli_rekey_commands,
  kk_cli_escrow_commands,
  kk_cli_backup_commands,
  kk_cli_backup_run_commands,
  kk_cli_region_commands,
  kk_cli_region_change_commands,
  kk_cli_member_commands,
  kk_cli_member_change_commands,
  kk_cli_today_commands,
  kk_cli_duty_commands,
  kk_cli_meldroute_commands,
  kk_cli_signal_commands,
  kk_cli_card_commands,
  kk_cli_meldcode_commands,
  kk_cli_case_commands,
  kk_cli_htcds_commands,
  kk_cli_person_commands,
  kk_cli_attachment_commands,
  kk_cli_history_commands,
  kk_cli_removal_commands,
  kk_cli_route_commands,
  kk_cli_measure_commands,
  kk_cli_weighing_commands,
  kk_cli_consult_commands,
  kk_cli_share_commands,
  kk_cli_statement_commands,
  kk_cli_object_commands,
  kk_cli_recall_commands,
  kk_cli_sync_commands,
  kk_cli_quarantine_commands,
  kk_cli_breach_commands,
  kk_cli_conflict_commands,
  kk_cli_register_commands,
  kk_cli_policy_commands,
  kk_cli_policy_update_commands,
  kk_cli_demo_commands,
  NULL,
};
/* clang-format on */

int
main (int argc, char **argv)
{
  return kk_cli_main (groups, argc, argv);
}
