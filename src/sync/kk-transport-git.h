/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    KkTransport over git: a bare mirror of which only the object database is used, and one remote.
 * Owns:    the mirror folder while it is open. The mirror is a cache of sealed blobs: it may be deleted at any time.
 * Threads: as KkTransport. The first call of any function here sets libgit2 up for the whole process and ignores SIGPIPE.
 * Errors:  KK_SYNC_ERROR; UNREACHABLE for an address that we do not speak. */

#pragma once

#include "base/kk-secret.h"
#include "sync/kk-transport.h"

G_BEGIN_DECLS

#define KK_TYPE_TRANSPORT_GIT (kk_transport_git_get_type ())
G_DECLARE_FINAL_TYPE (KkTransportGit, kk_transport_git, KK, TRANSPORT_GIT, GObject)

typedef struct {
  const char *
      url; /* /path, file://, ssh://user@host:port/path, user@host:path, https://; never with a password */
  const KkHash *
      host_key; /* (nullable): SHA-256 of the server's key, from the region document: of the SSH host key, or of the key in its TLS certificate */
  const char *
      private_key; /* (nullable): path of an SSH key without passphrase; NULL = only ask the SSH agent */
  const char *public_key; /* (nullable): path; NULL = derive it from the private key */
  const char *user;       /* (nullable): name for an HTTPS server that asks for one */
  const KkSecret
      *password; /* (nullable): with @user; only ever sent to a server that showed the right key */
} KkGitRemote;

/* Ignores SIGPIPE and isolates libgit2 from the person's git and SSH configuration; any number of times. */
void kk_transport_git_setup (void);

/* How long a server may take to let us in, and for each answer after that; at first 30 and 60 seconds. For the whole process. */
void kk_transport_git_set_patience (guint connect_milliseconds, guint answer_milliseconds);

/* (transfer full): opens the mirror at @mirror, making it when absent. Copies @remote. Does not connect. */
KkTransport *kk_transport_git_open (const char *mirror, const KkGitRemote *remote, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Deletes the mirror and makes an empty one: everything has to be fetched or written again. */
gboolean kk_transport_git_reset (KkTransportGit *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The server's key as the last connection met it, so that a person can compare and pin it. FALSE when none was met. */
gboolean kk_transport_git_get_host_key (KkTransportGit *self, KkHash *found);

/* Makes an empty bare repository, as a server would have it. */
gboolean kk_transport_git_create_remote (const char *path, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Deletes it, with what is in it; other files in the folder stay. */
void kk_transport_git_delete_remote (const char *path);

/* Whether an address has a form that kk_transport_git_open() accepts. */
gboolean kk_transport_git_accepts_url (const char *url);

G_END_DECLS
