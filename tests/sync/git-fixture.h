/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a stage on which one push has gone well, and what the tests of every real server ask of it.
 * Owns:    the stage and one mirror of it.
 * Threads: one.
 * Errors:  whatever fails aborts the test. */

#pragma once

#include "git-stage.h"
#include "transport-suite.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  KkGitStage *stage; /* NULL when the server is not installed here */
  KkTransport *transport;
  KkId log;
  KkOid first;
} KkGitFixture;

typedef struct {
  const char *path;
  void (*run) (KkGitFixture *f);
} KkGitCase;

/* Runs @cases (ends with a NULL path), each on a fixture of its own, and those of every transport. @stage answers a KkGitStage, or
 * NULL where @programs are not installed: then its cases are skipped. Static. Returns what main() does. */
int kk_git_fixture_main (int argc,
                         char **argv,
                         const KkStage *stage,
                         const KkGitCase *cases,
                         const char *programs);
/* A commit in the mirror that adds a packet of @size bytes to what the first push brought. */
KkOid kk_git_fixture_write_next (KkGitFixture *f, const KkOid *parent, gsize size);
/* The server does not take @commit, says why with @words, and has what it had. */
void kk_git_fixture_assert_refused (KkGitFixture *f,
                                    const KkOid *commit,
                                    gboolean force,
                                    const char *words);
/* (transfer full): why the refs of @remote cannot be listed. */
GError *kk_git_fixture_fail_to_list (KkGitFixture *f, const KkGitRemote *remote, KkSyncError code);
/* As a thread: cancels @cancellable in a moment. */
gpointer kk_git_fixture_cancel_soon (gpointer cancellable);
/* One new packet costs one packet, also when the past is long, and when it can no longer be read. */
void kk_git_fixture_assert_past_unread (KkGitFixture *f);
/* Where the past of a mirror can no longer be read, what comes after it can still be sent. */
void kk_git_fixture_assert_push_past_unread (KkGitFixture *f);
/* A program that is killed while it moves its branch in a folder leaves the lock of git there, which stops no later push. */
void kk_git_fixture_assert_cut_off_push (KkGitFixture *f);

G_END_DECLS
