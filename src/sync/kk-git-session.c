/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sync/kk-git-private.h"

#include "base/kk-limits.h"

#include <string.h>

void
kk_git_session_clear (KkGitSession *session)
{
  g_clear_pointer (&session->watch, kk_git_watch_free);
  g_clear_error (&session->error);
}

/* The connection that we ended ourselves is no news of the server. */
static gboolean
explain_end (KkGitSession *session, GError **error)
{
  if (session->watch == NULL || !kk_git_watch_has_fired (session->watch))
    return FALSE;
  if (g_cancellable_is_cancelled (session->cancellable))
    g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_CANCELLED, "cancelled");
  else
    g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_UNREACHABLE,
                 "the server does not answer in time");
  return TRUE;
}

gboolean
kk_git_session_fail (KkGitSession *session, int code, const char *what, GError **error)
{
  if (session->error == NULL && explain_end (session, error))
    return FALSE;
  if (session->error == NULL)
    return kk_git_error_remote (code, what, error);
  g_propagate_error (error, g_steal_pointer (&session->error));
  return FALSE;
}

/* The first reason counts: later callbacks only follow from it. */
static int
stop (KkGitSession *session, GError *reason, int code)
{
  if (session->error == NULL)
    session->error = reason;
  else
    g_error_free (reason);
  return code;
}

int
kk_git_session_poll (KkGitSession *session)
{
  if (!g_cancellable_is_cancelled (session->cancellable))
    return 0;
  return stop (session, g_error_new (KK_SYNC_ERROR, KK_SYNC_ERROR_CANCELLED, "cancelled"),
               GIT_EUSER);
}

static int
check_host_key (KkGitSession *session, const git_cert_hostkey *key)
{
  const KkHash *pin = session->address->host_key;
  g_autofree char *shown = NULL;

  if ((key->type & GIT_CERT_SSH_SHA256) == 0)
    return stop (session,
                 g_error_new (KK_SYNC_ERROR, KK_SYNC_ERROR_HOST_KEY, "the host key has no SHA-256"),
                 GIT_ECERTIFICATE);
  memcpy (session->host_key.bytes, key->hash_sha256, sizeof session->host_key.bytes);
  session->met_host = TRUE;
  if (pin != NULL && kk_hash_equal (pin, &session->host_key))
    return 0;
  shown = g_base64_encode (session->host_key.bytes, sizeof session->host_key.bytes);
  shown[strcspn (shown, "=")] = '\0'; /* as OpenSSH shows it */
  return stop (session,
               g_error_new (KK_SYNC_ERROR, KK_SYNC_ERROR_HOST_KEY,
                            pin == NULL ? "no host key is pinned; the server shows SHA256:%s"
                                        : "the server shows SHA256:%s, which is not the pinned key",
                            shown),
               GIT_ECERTIFICATE);
}

/* What libgit2 thinks of an SSH key does not count: it would look in known_hosts. What it thinks of a TLS certificate does. */
static int
on_certificate_cb (git_cert *certificate, int valid, const char *host G_GNUC_UNUSED, void *data)
{
  if (certificate->cert_type == GIT_CERT_HOSTKEY_LIBSSH2)
    return check_host_key (data, (const git_cert_hostkey *) (const void *) certificate);
  return certificate->cert_type == GIT_CERT_X509 && valid ? 0 : GIT_ECERTIFICATE;
}

/* libgit2 asks again after each failure: every way is tried once. */
static int
on_credentials_cb (git_credential **credential,
                   const char *url G_GNUC_UNUSED,
                   const char *user,
                   unsigned int allowed,
                   void *data)
{
  KkGitSession *session = data;
  const KkGitRemote *address = session->address;

  if ((allowed & GIT_CREDENTIAL_SSH_KEY) == 0 || user == NULL)
    return GIT_EAUTH;
  if (address->private_key != NULL && !session->tried_key) {
    session->tried_key = TRUE;
    return git_credential_ssh_key_new (credential, user, address->public_key, address->private_key,
                                       "");
  }
  if (!session->tried_agent && g_getenv ("SSH_AUTH_SOCK") != NULL) {
    session->tried_agent = TRUE;
    return git_credential_ssh_key_from_agent (credential, user);
  }
  return stop (session,
               g_error_new (KK_SYNC_ERROR, KK_SYNC_ERROR_AUTHENTICATION,
                            "the server accepts none of the keys"),
               GIT_EAUTH);
}

int
kk_git_session_count (KkGitSession *session, const git_indexer_progress *stats)
{
  if (session->progress != NULL)
    session->progress (session->received, stats->received_objects, stats->total_objects,
                       session->progress_data);
  if (session->received > session->budget)
    return stop (session,
                 g_error_new (KK_SYNC_ERROR, KK_SYNC_ERROR_OVER_LIMIT, "more than may be received"),
                 GIT_EUSER);
  return kk_git_session_poll (session);
}

static int
on_transfer_cb (const git_indexer_progress *stats, void *data)
{
  KkGitSession *session = data;

  session->received = stats->received_bytes;
  return kk_git_session_count (session, stats);
}

static int
on_sideband_cb (const char *words G_GNUC_UNUSED, int length G_GNUC_UNUSED, void *data)
{
  return kk_git_session_poll (data);
}

git_remote_callbacks
kk_git_session_callbacks (KkGitSession *session)
{
  git_remote_callbacks callbacks = { .version = GIT_REMOTE_CALLBACKS_VERSION };

  callbacks.certificate_check = on_certificate_cb;
  callbacks.credentials = on_credentials_cb;
  callbacks.transfer_progress = on_transfer_cb;
  callbacks.sideband_progress = on_sideband_cb;
  callbacks.payload = session;
  return callbacks;
}

static void
start_watch (KkGitSession *session)
{
  guint16 port = kk_git_address_port (session->address);

  if (port != 0)
    session->watch = kk_git_watch_new (port, kk_git_get_patience (), session->cancellable);
}

git_remote *
kk_git_session_connect (KkGitSession *session,
                        KkGitMirror *mirror,
                        git_direction direction,
                        GError **error)
{
  git_remote_create_options create = { .version = GIT_REMOTE_CREATE_OPTIONS_VERSION };
  git_remote_connect_options options;
  g_autofree char *path = kk_git_local_path (session->address);
  g_autoptr (git_remote) remote = NULL;
  int code;

  if (kk_git_session_poll (session) < 0) {
    kk_git_session_fail (session, GIT_EUSER, "connect", error);
    return NULL;
  }
  if (path != NULL && !g_file_test (path, G_FILE_TEST_IS_DIR)) {
    g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_UNREACHABLE,
                 "there is no folder at the address");
    return NULL;
  }
  git_remote_connect_options_init (&options, GIT_REMOTE_CONNECT_OPTIONS_VERSION);
  create.repository = mirror->repository;
  create.flags = GIT_REMOTE_CREATE_SKIP_INSTEADOF | GIT_REMOTE_CREATE_SKIP_DEFAULT_FETCHSPEC;
  options.callbacks = kk_git_session_callbacks (session);
  options.follow_redirects = GIT_REMOTE_REDIRECT_NONE;
  start_watch (session);
  git_error_clear ();
  code = git_remote_create_with_opts (&remote, session->address->url, &create);
  if (code == 0)
    code = git_remote_connect_ext (remote, direction, &options);
  if (code == 0) {
    if (session->watch != NULL)
      kk_git_watch_relax (session->watch);
    return g_steal_pointer (&remote);
  }
  kk_git_session_fail (session, code, "connect", error);
  return NULL;
}

KkRefList *
kk_git_session_list (KkGitSession *session, git_remote *remote, GError **error)
{
  g_autoptr (KkRefList) list = kk_ref_list_new ();
  const git_remote_head **heads;
  gsize count;
  int code = git_remote_ls (&heads, &count, remote);

  if (code < 0) {
    kk_git_session_fail (session, code, "list the refs", error);
    return NULL;
  }
  for (gsize i = 0; i < count; i++) {
    KkOid oid;

    kk_oid_from_git (&oid, &heads[i]->oid);
    kk_ref_list_take (list, heads[i]->name, &oid);
  }
  return kk_ref_list_finish (list, error) ? g_steal_pointer (&list) : NULL;
}
