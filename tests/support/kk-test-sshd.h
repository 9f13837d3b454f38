/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a real OpenSSH server on the loopback interface, for one test: own host key, one client key, a free port.
 * Owns:    its folder of keys and the server process; both go with kk_test_sshd_free().
 * Threads: one.
 * Errors:  NULL when OpenSSH is not installed; anything else that fails aborts the test. */

#pragma once

#include "base/kk-id.h"

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KkTestSshd KkTestSshd;

/* (transfer full) (nullable) */
KkTestSshd *kk_test_sshd_start (void);
/* Ends the server and every connection that it holds, at once. */
void kk_test_sshd_kill (KkTestSshd *self);
void kk_test_sshd_free (KkTestSshd *self);

/* (transfer full): where the server shows the repository at @path. */
char *kk_test_sshd_url (const KkTestSshd *self, const char *path);
guint16 kk_test_sshd_port (const KkTestSshd *self);
/* Makes other keys the ones that the server lets in: @text as in an authorized_keys file. */
void kk_test_sshd_authorize (KkTestSshd *self, const char *text);
KkHash kk_test_sshd_host_key (const KkTestSshd *self);
const char *kk_test_sshd_private_key (const KkTestSshd *self);
/* A key that the server does not know. */
const char *kk_test_sshd_strange_key (const KkTestSshd *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkTestSshd, kk_test_sshd_free)

G_END_DECLS
