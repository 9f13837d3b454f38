/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sync/kk-git-private.h"

#include "base/kk-limits.h"
#include "sync/kk-git-certificate.h"

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
refuse_host (KkGitSession *session, const char *words)
{
  g_autofree char *shown =
      g_base64_encode (session->host_key.bytes, sizeof session->host_key.bytes);

  shown[strcspn (shown, "=")] = '\0'; /* as OpenSSH shows it */
  return stop (session,
               g_error_new (KK_SYNC_ERROR, KK_SYNC_ERROR_HOST_KEY, "%s SHA256:%s", words, shown),
               GIT_ECERTIFICATE);
}

/* What libgit2 thinks of an SSH key does not count: it would look in known_hosts. */
static int
check_host_key (KkGitSession *session, const git_cert_hostkey *key)
{
  const KkHash *pin = session->address->host_key;

  if ((key->type & GIT_CERT_SSH_SHA256) == 0)
    return stop (session,
                 g_error_new (KK_SYNC_ERROR, KK_SYNC_ERROR_HOST_KEY, "the host key has no SHA-256"),
                 GIT_ECERTIFICATE);
  memcpy (session->host_key.bytes, key->hash_sha256, sizeof session->host_key.bytes);
  session->met_host = TRUE;
  if (pin == NULL)
    return refuse_host (session, "no host key is pinned; the server shows");
  return kk_hash_equal (pin, &session->host_key)
             ? 0
             : refuse_host (session, "another key than the pinned one:");
}

/* A pin of the region stands above every authority; without one the authorities of this computer decide. */
static int
check_certificate (KkGitSession *session, const git_cert_x509 *certificate, gboolean valid)
{
  const KkHash *pin = session->address->host_key;

  if (!kk_certificate_hash_key (certificate->data, certificate->len, &session->host_key))
    return stop (session,
                 g_error_new (KK_SYNC_ERROR, KK_SYNC_ERROR_HOST_KEY,
                              "the server's certificate cannot be read"),
                 GIT_ECERTIFICATE);
  session->met_host = TRUE;
  if (pin != NULL)
    return kk_hash_equal (pin, &session->host_key)
               ? 0
               : refuse_host (session, "another key than the pinned one:");
  return valid ? 0
               : refuse_host (session, "nobody vouches for the server's certificate; its key is");
}

static int
on_certificate_cb (git_cert *certificate, int valid, const char *host G_GNUC_UNUSED, void *data)
{
  if (certificate->cert_type == GIT_CERT_HOSTKEY_LIBSSH2)
    return check_host_key (data, (const git_cert_hostkey *) (const void *) certificate);
  if (certificate->cert_type == GIT_CERT_X509)
    return check_certificate (data, (const git_cert_x509 *) (const void *) certificate, valid);
  return GIT_ECERTIFICATE;
}

static int
reject (KkGitSession *session, const char *words)
{
  return stop (session, g_error_new_literal (KK_SYNC_ERROR, KK_SYNC_ERROR_AUTHENTICATION, words),
               GIT_EAUTH);
}

static int
offer_key (KkGitSession *session, git_credential **credential, const char *user)
{
  const KkGitRemote *address = session->address;

  if (user != NULL && address->private_key != NULL && !session->tried_key) {
    session->tried_key = TRUE;
    return git_credential_ssh_key_new (credential, user, address->public_key, address->private_key,
                                       "");
  }
  if (user != NULL && !session->tried_agent && g_getenv ("SSH_AUTH_SOCK") != NULL) {
    session->tried_agent = TRUE;
    return git_credential_ssh_key_from_agent (credential, user);
  }
  return reject (session, "the server accepts none of the keys");
}

/* libgit2 copies the password, and wipes its copy. */
static int
offer_login (KkGitSession *session, git_credential **credential)
{
  const KkGitRemote *address = session->address;
  g_autoptr (KkSecret) terminated = NULL;

  if (address->user == NULL || address->password == NULL)
    return reject (session, "the server asks for a name and a password");
  if (session->tried_login)
    return reject (session, "the server does not accept the name and password");
  session->tried_login = TRUE;
  terminated = kk_secret_new (kk_secret_get_size (address->password) + 1);
  memcpy (kk_secret_edit_data (terminated), kk_secret_get_data (address->password),
          kk_secret_get_size (address->password));
  return git_credential_userpass_plaintext_new (credential, address->user,
                                                (const char *) kk_secret_get_data (terminated));
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

  if ((allowed & GIT_CREDENTIAL_SSH_KEY) != 0)
    return offer_key (session, credential, user);
  if ((allowed & GIT_CREDENTIAL_USERPASS_PLAINTEXT) != 0 &&
      g_str_has_prefix (session->address->url, "https://"))
    return offer_login (session, credential);
  return reject (session, "the server asks for a sort of proof that is not used here");
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
                        git_repository *repository,
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
  create.repository = repository;
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
