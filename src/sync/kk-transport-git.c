/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sync/kk-git-private.h"

#include "base/kk-limits.h"

#include <signal.h>
#include <string.h>

#define CONNECT_MILLISECONDS 30000
#define ANSWER_MILLISECONDS  60000
#define PACK_OBJECTS         2000000

struct _KkTransportGit {
  GObject parent;

  KkGitMirror mirror;
  KkGitRemote address; /* borrows the next six */
  char *url;
  char *private_key;
  char *public_key;
  char *user;
  KkSecret *password;
  KkHash pin;
  KkHash host_key;
  gboolean met_host;
  KkTransportProgress progress;
  gpointer progress_data;
};

static void kk_transport_git_iface_init (KkTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KkTransportGit,
                               kk_transport_git,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KK_TYPE_TRANSPORT,
                                                      kk_transport_git_iface_init))

static gint patience; /* milliseconds */

static void
set_patience (guint connect_milliseconds, guint answer_milliseconds)
{
  g_atomic_int_set (&patience, (gint) connect_milliseconds);
  git_libgit2_opts (GIT_OPT_SET_SERVER_CONNECT_TIMEOUT, (int) connect_milliseconds);
  git_libgit2_opts (GIT_OPT_SET_SERVER_TIMEOUT, (int) answer_milliseconds);
}

/* A configuration or known_hosts file of the person must not change what a sync does; without a home folder libgit2 would fail
 * before it asks us about the host key. Owners are not asked after either: a shared folder or a stick belongs to somebody else,
 * and nothing that a repository could make us run is ever run. */
static void
isolate_libgit2 (void)
{
  static const int levels[] = { GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM,
                                GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL };

  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    git_libgit2_opts (GIT_OPT_SET_SEARCH_PATH, levels[i], "");
  git_libgit2_opts (GIT_OPT_SET_TEMPLATE_PATH, "");
  git_libgit2_opts (GIT_OPT_SET_HOMEDIR, "/");
  git_libgit2_opts (GIT_OPT_SET_OWNER_VALIDATION, 0);
  git_libgit2_opts (GIT_OPT_ENABLE_STRICT_OBJECT_CREATION, 1);
  git_libgit2_opts (GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 1);
  git_libgit2_opts (GIT_OPT_SET_PACK_MAX_OBJECTS, (size_t) PACK_OBJECTS);
  set_patience (CONNECT_MILLISECONDS, ANSWER_MILLISECONDS);
}

/* libgit2 stays for the life of the process; there is no moment at which nobody could need it. */
void
kk_transport_git_setup (void)
{
  static gsize done;

  if (!g_once_init_enter (&done))
    return;
  if (signal (SIGPIPE, SIG_IGN) == SIG_ERR || git_libgit2_init () < 0)
    g_error ("libgit2 does not start");
  isolate_libgit2 ();
  g_once_init_leave (&done, 1);
}

void
kk_transport_git_set_patience (guint connect_milliseconds, guint answer_milliseconds)
{
  kk_transport_git_setup ();
  set_patience (connect_milliseconds, answer_milliseconds);
}

guint
kk_git_get_patience (void)
{
  return (guint) g_atomic_int_get (&patience);
}

static KkGitSession
start_session (KkTransportGit *self, GCancellable *cancellable)
{
  return (KkGitSession){ .address = &self->address,
                         .cancellable = cancellable,
                         .progress = self->progress,
                         .progress_data = self->progress_data };
}

static void
end_session (KkTransportGit *self, const KkGitSession *session)
{
  self->met_host = session->met_host;
  self->host_key = session->host_key;
}

static void
set_progress (KkTransport *transport, KkTransportProgress progress, gpointer data)
{
  KkTransportGit *self = KK_TRANSPORT_GIT (transport);

  self->progress = progress;
  self->progress_data = data;
}

static KkRefList *
list_refs (KkTransport *transport, GCancellable *cancellable, GError **error)
{
  KkTransportGit *self = KK_TRANSPORT_GIT (transport);
  g_auto (KkGitSession) session = start_session (self, cancellable);
  g_autoptr (git_remote) remote =
      kk_git_session_connect (&session, self->mirror.repository, GIT_DIRECTION_FETCH, error);

  end_session (self, &session);
  return remote == NULL ? NULL : kk_git_session_list (&session, remote, error);
}

static KkRefList *
fetch (KkTransport *transport,
       const GArray *logs,
       guint64 budget,
       guint64 *received,
       GCancellable *cancellable,
       GError **error)
{
  KkTransportGit *self = KK_TRANSPORT_GIT (transport);
  g_autoptr (GPtrArray) groups = kk_git_fetch_group (&self->mirror, &self->address, logs);
  g_autoptr (KkRefList) fetched = kk_ref_list_new ();

  *received = 0;
  for (guint i = 0; i < groups->len; i++) {
    const KkGitGroup *group = groups->pdata[i];
    g_auto (KkGitSession) session = start_session (self, cancellable);
    gboolean done;

    session.budget = budget - MIN (*received, budget);
    done = kk_git_fetch (&session, &self->mirror, group, fetched, error);
    *received += session.received;
    end_session (self, &session);
    if (!done)
      return NULL;
  }
  return kk_ref_list_finish (fetched, error) ? g_steal_pointer (&fetched) : NULL;
}

static gboolean
has_tip (KkTransport *transport, const KkOid *tip)
{
  KkTransportGit *self = KK_TRANSPORT_GIT (transport);
  git_oid tree;

  return kk_git_mirror_find_tree (&self->mirror, tip, &tree, NULL);
}

static KkTip *
read_tip (KkTransport *transport, const KkOid *tip, const KkOid *known, GError **error)
{
  return kk_git_read_tip (&KK_TRANSPORT_GIT (transport)->mirror, tip, known, error);
}

static GBytes *
read_blob (KkTransport *transport, const KkOid *blob, gsize limit, GError **error)
{
  KkTransportGit *self = KK_TRANSPORT_GIT (transport);
  git_oid oid = kk_oid_to_git (blob);
  g_autoptr (git_odb_object) object = NULL;
  int code;

  if (!kk_git_mirror_check (&self->mirror, &oid, GIT_OBJECT_BLOB, limit, error))
    return NULL;
  code = git_odb_read (&object, self->mirror.odb, &oid);
  if (code < 0) {
    kk_git_error_mirror (code, "read a blob", error);
    return NULL;
  }
  return g_bytes_new (git_odb_object_data (object), git_odb_object_size (object));
}

static gboolean
write_tip (KkTransport *transport, const KkTipWrite *write, KkOid *commit, GError **error)
{
  return kk_git_write_tip (&KK_TRANSPORT_GIT (transport)->mirror, write, commit, error);
}

static gboolean
push (KkTransport *transport,
      const KkPush *request,
      KkOid *found,
      GCancellable *cancellable,
      GError **error)
{
  KkTransportGit *self = KK_TRANSPORT_GIT (transport);
  g_auto (KkGitSession) session = start_session (self, cancellable);
  gboolean moved;

  session.push = request;
  moved = kk_git_push (&session, &self->mirror, error);
  *found = session.found;
  end_session (self, &session);
  return moved;
}

static void
kk_transport_git_iface_init (KkTransportInterface *iface)
{
  iface->set_progress = set_progress;
  iface->list_refs = list_refs;
  iface->fetch = fetch;
  iface->has_tip = has_tip;
  iface->read_tip = read_tip;
  iface->read_blob = read_blob;
  iface->write_tip = write_tip;
  iface->push = push;
}

static void
kk_transport_git_finalize (GObject *object)
{
  KkTransportGit *self = KK_TRANSPORT_GIT (object);

  kk_git_mirror_close (&self->mirror);
  g_free (self->mirror.path);
  g_free (self->url);
  g_free (self->private_key);
  g_free (self->public_key);
  g_free (self->user);
  kk_secret_free (self->password);
  G_OBJECT_CLASS (kk_transport_git_parent_class)->finalize (object);
}

static void
kk_transport_git_class_init (KkTransportGitClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kk_transport_git_finalize;
}

static void
kk_transport_git_init (KkTransportGit *self G_GNUC_UNUSED)
{
}

static void
copy_address (KkTransportGit *self, const KkGitRemote *remote)
{
  self->url = g_strdup (remote->url);
  self->private_key = g_strdup (remote->private_key);
  self->public_key = g_strdup (remote->public_key);
  self->user = g_strdup (remote->user);
  if (remote->password != NULL)
    self->password = kk_secret_dup (remote->password);
  if (remote->host_key != NULL)
    self->pin = *remote->host_key;
  self->address = (KkGitRemote){ .url = self->url,
                                 .private_key = self->private_key,
                                 .public_key = self->public_key,
                                 .user = self->user,
                                 .password = self->password,
                                 .host_key = remote->host_key != NULL ? &self->pin : NULL };
}

KkTransport *
kk_transport_git_open (const char *mirror, const KkGitRemote *remote, GError **error)
{
  g_autoptr (KkTransportGit) self = NULL;

  kk_transport_git_setup ();
  if (!kk_transport_git_accepts_url (remote->url)) {
    g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_UNREACHABLE,
                 "the address of the remote has an unknown form, or a password in it");
    return NULL;
  }
  self = g_object_new (KK_TYPE_TRANSPORT_GIT, NULL);
  copy_address (self, remote);
  if (!kk_git_mirror_open (&self->mirror, mirror, error))
    return NULL;
  return KK_TRANSPORT (g_steal_pointer (&self));
}

gboolean
kk_transport_git_reset (KkTransportGit *self, GError **error)
{
  return kk_git_mirror_reset (&self->mirror, error);
}

gboolean
kk_transport_git_get_host_key (KkTransportGit *self, KkHash *found)
{
  if (self->met_host)
    *found = self->host_key;
  return self->met_host;
}
