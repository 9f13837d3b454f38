/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the main job on sample data, told step by step: five organisations, each with its own vault.
 *          Everything goes through the use cases that a person has; nothing is made up along the way.
 * Owns:    the vaults and what was shared, as remembered for the report.
 * Threads: one.
 * Errors:  FALSE after a complaint. */

#pragma once

#include "app/kk-app-demo.h"
#include "cli/kk-cli.h"

G_BEGIN_DECLS

typedef struct {
  KkDemoParty giver;
  KkDemoParty receiver;
  char *reference;
  gboolean refused;
  KkSharePreview *preview;
} KkDemoShare;

typedef struct {
  KkCli *cli;
  KkDemoRegion region;
  GPtrArray *shares; /* (element-type KkDemoShare) */
  char *shared_case; /* (nullable): of Deventer, at Veilig Thuis: the one that both will change */
  char *chosen;      /* (nullable): the value after the conflict */
} KkDemo;

/* Told on stdout, not with --json. */
void kk_demo_tell (KkDemo *demo, const char *format, ...) G_GNUC_PRINTF (2, 3);
void kk_demo_title (KkDemo *demo, const char *title);

gboolean kk_demo_make_region (KkDemo *demo);
gboolean kk_demo_import (KkDemo *demo, GBytes *csv);
gboolean kk_demo_share_cases (KkDemo *demo);
gboolean kk_demo_share_result (KkDemo *demo);
gboolean kk_demo_propose (KkDemo *demo, const char *field);
gboolean kk_demo_exchange (KkDemo *demo);
gboolean kk_demo_edit_both (KkDemo *demo);
gboolean kk_demo_resolve (KkDemo *demo);
gboolean kk_demo_show_chosen (KkDemo *demo);
gboolean kk_demo_report (KkDemo *demo);

void kk_demo_share_free (KkDemoShare *share);

G_END_DECLS
