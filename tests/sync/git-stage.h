/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a folder with one bare repository and any number of mirrors of it, and the git command to look at it from outside.
 * Owns:    the folder; kk_git_stage_close() deletes it.
 * Threads: one.
 * Errors:  whatever fails aborts the test. */

#pragma once

#include "kk-test-httpd.h"
#include "kk-test-sshd.h"
#include "sync/kk-transport-git.h"

G_BEGIN_DECLS

typedef struct {
  char *folder;
  char *repository;
  KkTestSshd *server; /* (nullable): the road to the repository */
  KkTestHttpd *web;   /* (nullable): another road */
  guint mirrors;
} KkGitStage;

KkGitStage *kk_git_stage_open (KkTestSshd *server);
void kk_git_stage_close (gpointer stage);
void kk_git_stage_empty (gpointer stage);
KkTransport *kk_git_stage_mirror (gpointer stage);
/* (transfer full): a new mirror of any address. */
KkTransport *kk_git_stage_mirror_of (KkGitStage *stage, const KkGitRemote *remote, GError **error);
/* (transfer full): an address of the repository. */
char *kk_git_stage_url (const KkGitStage *stage);

/* Runs git in the repository; answers its exit code. @arguments end with NULL. @shown (nullable): what it printed. */
int kk_git_stage_run (const KkGitStage *stage, const char *const *arguments, char **shown);
/* One word of the configuration of the repository. */
void kk_git_stage_configure (const KkGitStage *stage, const char *key, const char *value);
/* (transfer full): the folder of the mirror made as number @number. */
char *kk_git_stage_mirror_path (const KkGitStage *stage, guint number);
/* What a strict server would say of everything that was pushed. */
void kk_git_stage_assert_clean (const KkGitStage *stage);
void kk_git_stage_add_hook (const KkGitStage *stage, const char *name, const char *script);

G_END_DECLS
