/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a real Apache on the loopback interface for one test: HTTPS with a certificate of an authority made for it, a name and
 *          a password, and `git http-backend` behind it.
 * Owns:    its folder of keys and the server process; both go with kk_test_httpd_free().
 * Threads: one.
 * Errors:  NULL when Apache, openssl or git is not installed; anything else that fails aborts the test. */

#pragma once

#include "base/kk-id.h"

#include <glib.h>

G_BEGIN_DECLS

#define KK_TEST_HTTPD_USER     "kluis"
#define KK_TEST_HTTPD_PASSWORD "een lang wachtwoord: met dubbele punt"

typedef struct _KkTestHttpd KkTestHttpd;

/* (transfer full) (nullable) */
KkTestHttpd *kk_test_httpd_start (void);
/* Ends the server and every connection that it holds, at once. */
void kk_test_httpd_kill (KkTestHttpd *self);
void kk_test_httpd_free (KkTestHttpd *self);

/* Starts it again, at the same address, with a new certificate: of the same key, or of another. */
void kk_test_httpd_renew (KkTestHttpd *self, gboolean same_key);

/* (transfer full): where the server shows the repository at @path. */
char *kk_test_httpd_url (const KkTestHttpd *self, const char *path);
guint16 kk_test_httpd_port (const KkTestHttpd *self);
/* As openssl computes it. */
KkHash kk_test_httpd_key (const KkTestHttpd *self);
/* File with the certificate of the authority. */
const char *kk_test_httpd_authority (const KkTestHttpd *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkTestHttpd, kk_test_httpd_free)

G_END_DECLS
