/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "git-fixture.h"
#include "kk-test-cutter.h"

#include <gio/gio.h>
#include <git2.h>
#include <string.h>

/* The same mailbox behind a real web server: `git http-backend` under Apache, over HTTPS, with a name and a password. */

typedef KkGitFixture Fixture;

static gpointer
open_stage (void)
{
  KkTestHttpd *web = kk_test_httpd_start ();
  KkGitStage *stage = web == NULL ? NULL : kk_git_stage_open (NULL);

  if (stage != NULL)
    stage->web = web;
  return stage;
}

typedef struct {
  KkHash pin;
  KkSecret *password;
  KkGitRemote remote;
} Address;

static void
clear_address (Address *address)
{
  g_clear_pointer (&address->password, kk_secret_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Address, clear_address)

static void
fill_address (Address *address, Fixture *f, const char *url)
{
  address->pin = kk_test_httpd_key (f->stage->web);
  address->password = kk_secret_new_copy (KK_TEST_HTTPD_PASSWORD, strlen (KK_TEST_HTTPD_PASSWORD));
  address->remote = (KkGitRemote){ .url = url, .host_key = &address->pin };
  address->remote.user = KK_TEST_HTTPD_USER;
  address->remote.password = address->password;
}

static void
assert_listed (Fixture *f, const KkGitRemote *remote)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkTransport) transport = kk_git_stage_mirror_of (f->stage, remote, &error);
  g_autoptr (KkRefList) refs = kk_transport_list_refs (transport, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (refs->refs->len, ==, 1);
}

static void
test_wrong_pin (Fixture *f)
{
  g_autofree char *url = kk_git_stage_url (f->stage);
  g_auto (Address) address = { 0 };
  g_autofree char *shown = NULL;
  g_autoptr (GError) error = NULL;

  fill_address (&address, f, url);
  shown = g_base64_encode (address.pin.bytes, sizeof address.pin.bytes);
  shown[43] = '\0';
  address.pin.bytes[31] ^= 1;
  error = kk_git_fixture_fail_to_list (f, &address.remote, KK_SYNC_ERROR_HOST_KEY);
  g_assert_nonnull (strstr (error->message, shown)); /* what a person compares and pins */
}

/* Without a pin somebody whom this computer trusts has to vouch for the certificate. */
static void
test_no_pin (Fixture *f)
{
  g_autofree char *url = kk_git_stage_url (f->stage);
  g_autofree char *other = g_strdup_printf (
      "https://127.0.0.1:%u%s", kk_test_httpd_port (f->stage->web), f->stage->repository);
  g_auto (Address) address = { 0 };

  fill_address (&address, f, url);
  address.remote.host_key = NULL;
  g_error_free (kk_git_fixture_fail_to_list (f, &address.remote, KK_SYNC_ERROR_HOST_KEY));
  g_assert_cmpint (git_libgit2_opts (GIT_OPT_SET_SSL_CERT_LOCATIONS,
                                     kk_test_httpd_authority (f->stage->web), NULL),
                   ==, 0);
  assert_listed (f, &address.remote);
  address.remote.url = other; /* the certificate is not for this name */
  g_error_free (kk_git_fixture_fail_to_list (f, &address.remote, KK_SYNC_ERROR_HOST_KEY));
  address.remote.host_key = &address.pin;
  assert_listed (f, &address.remote);
}

/* A certificate lasts for months, a region document for years: the pin is of the key. */
static void
test_renewed (Fixture *f)
{
  g_autofree char *url = kk_git_stage_url (f->stage);
  g_auto (Address) address = { 0 };

  fill_address (&address, f, url);
  kk_test_httpd_renew (f->stage->web, TRUE);
  assert_listed (f, &address.remote);
  kk_test_httpd_renew (f->stage->web, FALSE);
  g_error_free (kk_git_fixture_fail_to_list (f, &address.remote, KK_SYNC_ERROR_HOST_KEY));
}

static void
test_login (Fixture *f)
{
  g_autofree char *url = kk_git_stage_url (f->stage);
  g_auto (Address) address = { 0 };
  g_autoptr (KkSecret) wrong = kk_secret_new_copy ("wrong", 5);
  g_autoptr (GError) none = NULL;
  g_autoptr (GError) bad = NULL;

  fill_address (&address, f, url);
  address.remote.password = wrong;
  bad = kk_git_fixture_fail_to_list (f, &address.remote, KK_SYNC_ERROR_AUTHENTICATION);
  g_assert_cmpstr (bad->message, ==, "the server does not accept the name and password");
  address.remote.user = NULL;
  none = kk_git_fixture_fail_to_list (f, &address.remote, KK_SYNC_ERROR_AUTHENTICATION);
  g_assert_cmpstr (none->message, ==, "the server asks for a name and a password");
}

static void
test_refused (Fixture *f)
{
  KkOid root = kk_git_fixture_write_next (f, NULL, 100),
        next = kk_git_fixture_write_next (f, &f->first, 900 * 1024);

  kk_git_stage_configure (f->stage, "receive.denyNonFastForwards", "true");
  kk_git_fixture_assert_refused (f, &root, TRUE, "non-fast-forward");
  kk_git_stage_configure (f->stage, "receive.maxInputSize", "10k");
  kk_git_fixture_assert_refused (f, &next, FALSE, "refused");
  kk_git_stage_configure (f->stage, "receive.maxInputSize", "0");
  kk_git_stage_add_hook (f->stage, "update", "#!/bin/sh\nexit 1\n");
  kk_git_fixture_assert_refused (f, &next, FALSE, "hook declined");
}

static void
test_strict_server (Fixture *f)
{
  KkOid next = kk_git_fixture_write_next (f, &f->first, 900 * 1024);
  g_autoptr (GError) error = NULL;

  kk_git_stage_configure (f->stage, "transfer.fsckObjects", "true");
  g_assert_true (kk_suite_push (f->transport, &f->log, &f->first, &next, FALSE, NULL, &error));
  g_assert_no_error (error);
  kk_git_stage_assert_clean (f->stage);
}

static void
test_absent (Fixture *f)
{
  g_autofree char *url = kk_test_httpd_url (f->stage->web, "/absent/kk.git");
  g_auto (Address) address = { 0 };

  fill_address (&address, f, url);
  g_error_free (kk_git_fixture_fail_to_list (f, &address.remote, KK_SYNC_ERROR_UNREACHABLE));
  kk_test_httpd_kill (f->stage->web);
  g_error_free (kk_git_fixture_fail_to_list (f, &address.remote, KK_SYNC_ERROR_UNREACHABLE));
}

/* Somebody listens, and says nothing. */
static void
test_silent (Fixture *f)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *url = g_strdup_printf ("https://localhost:%u/kk.git", port);
  KkGitRemote remote = { .url = url };
  g_autoptr (KkTransport) transport = kk_git_stage_mirror_of (f->stage, &remote, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread = g_thread_new ("cancel", kk_git_fixture_cancel_soon, cancellable);
  g_autoptr (GError) error = NULL;

  g_assert_null (kk_transport_list_refs (transport, cancellable, &error));
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_CANCELLED);
  g_thread_join (thread);
  kk_transport_git_set_patience (300, 60000);
  g_error_free (kk_git_fixture_fail_to_list (f, &remote, KK_SYNC_ERROR_UNREACHABLE));
  kk_transport_git_set_patience (30000, 60000);
}

static const KkStage https_stage = {
  .name = "https",
  .open = open_stage,
  .close = kk_git_stage_close,
  .mirror = kk_git_stage_mirror,
  .empty = kk_git_stage_empty,
};

static const KkGitCase cases[] = {
  { "/https/wrong-pin", test_wrong_pin },
  { "/https/renewed", test_renewed },
  { "/https/login", test_login },
  { "/https/refused", test_refused },
  { "/https/absent", test_absent },
  { "/https/strict-server", test_strict_server },
  { "/https/silent", test_silent },
  { "/https/past-unread", kk_git_fixture_assert_past_unread },
  { "/https/no-pin", test_no_pin },
  { NULL, NULL },
};

int
main (int argc, char **argv)
{
  return kk_git_fixture_main (argc, argv, &https_stage, cases,
                              "Apache, openssl or git is not installed");
}
