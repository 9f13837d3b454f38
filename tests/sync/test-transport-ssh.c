/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "git-stage.h"
#include "transport-suite.h"

static gpointer
open_stage (void)
{
  KkTestSshd *server = kk_test_sshd_start ();

  return server == NULL ? NULL : kk_git_stage_open (server);
}

static const KkStage ssh_stage = {
  .name = "ssh",
  .open = open_stage,
  .close = kk_git_stage_close,
  .mirror = kk_git_stage_mirror,
  .empty = kk_git_stage_empty,
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kk_transport_suite_add (&ssh_stage);
  return g_test_run ();
}
