/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "kk-test-sshd.h"

#include "kk-test-server.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define ATTEMPTS 5

struct _KkTestSshd {
  char *folder;
  char *host_key;
  char *private_key;
  char *strange_key;
  guint16 port;
  GPid pid;
};

static char *
find_server (void)
{
  static const char *const places[] = { "/usr/sbin/sshd", "/usr/local/sbin/sshd" };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_file_test (places[i], G_FILE_TEST_IS_EXECUTABLE))
      return g_strdup (places[i]);
  return g_find_program_in_path ("sshd");
}

static char *
make_key (KkTestSshd *self, const char *name)
{
  char *path = g_build_filename (self->folder, name, NULL);
  const char *argv[] = {
    "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", path, NULL
  };

  kk_test_server_run (argv);
  return path;
}

static char *
write_configuration (KkTestSshd *self)
{
  char *path = g_build_filename (self->folder, "sshd_config", NULL);
  g_autofree char *text = g_strdup_printf ("ListenAddress 127.0.0.1\n"
                                           "Port %u\n"
                                           "HostKey %s\n"
                                           "AuthorizedKeysFile %s/authorized\n"
                                           "PidFile none\n"
                                           "StrictModes no\n"
                                           "UsePAM no\n"
                                           "PasswordAuthentication no\n"
                                           "KbdInteractiveAuthentication no\n"
                                           "PermitRootLogin yes\n"
                                           "MaxStartups 100\n",
                                           self->port, self->host_key, self->folder);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static gboolean
start_once (KkTestSshd *self, const char *server)
{
  g_autofree char *configuration = NULL;
  g_autofree char *log = g_build_filename (self->folder, "log", NULL);

  self->port = kk_test_server_find_port ();
  configuration = write_configuration (self);
  return kk_test_server_spawn (
      (const char *[]){ server, "-D", "-f", configuration, "-E", log, NULL }, self->port,
      &self->pid);
}

void
kk_test_sshd_authorize (KkTestSshd *self, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, "authorized", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
authorize_client (KkTestSshd *self)
{
  g_autofree char *path = g_strconcat (self->private_key, ".pub", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  kk_test_sshd_authorize (self, text);
}

KkTestSshd *
kk_test_sshd_start (void)
{
  g_autofree char *server = find_server ();
  g_autofree char *git = g_find_program_in_path ("git");
  KkTestSshd *self;

  if (server == NULL || git == NULL)
    return NULL;
  /* Started by root, the server insists on a folder to lock itself into. */
  if (getuid () == 0)
    g_mkdir_with_parents ("/run/sshd", 0755);
  self = g_new0 (KkTestSshd, 1);
  self->folder = g_dir_make_tmp ("kk-sshd-XXXXXX", NULL);
  self->host_key = make_key (self, "host");
  self->private_key = make_key (self, "client");
  self->strange_key = make_key (self, "strange");
  authorize_client (self);
  for (int i = 0; i < ATTEMPTS; i++)
    if (start_once (self, server))
      return self;
  g_error ("sshd does not start; its words are in %s", self->folder);
}

void
kk_test_sshd_kill (KkTestSshd *self)
{
  kk_test_server_kill (&self->pid);
}

void
kk_test_sshd_free (KkTestSshd *self)
{
  static const char *const files[] = { "host",        "host.pub", "client",
                                       "client.pub",  "strange",  "strange.pub",
                                       "sshd_config", "log",      "authorized" };

  if (self == NULL)
    return;
  kk_test_sshd_kill (self);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path = g_build_filename (self->folder, files[i], NULL);

    g_unlink (path);
  }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->host_key);
  g_free (self->private_key);
  g_free (self->strange_key);
  g_free (self);
}

char *
kk_test_sshd_url (const KkTestSshd *self, const char *path)
{
  return g_strdup_printf ("ssh://%s@127.0.0.1:%u%s", g_get_user_name (), self->port, path);
}

guint16
kk_test_sshd_port (const KkTestSshd *self)
{
  return self->port;
}

/* The middle word of the public key file is the key as the protocol carries it. */
KkHash
kk_test_sshd_host_key (const KkTestSshd *self)
{
  g_autofree char *path = g_strconcat (self->host_key, ".pub", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  g_autofree guchar *key = NULL;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  KkHash hash;
  gsize size, digest = sizeof hash.bytes;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  words = g_strsplit (g_strstrip (text), " ", 3);
  key = g_base64_decode (words[1], &size);
  g_checksum_update (sum, key, (gssize) size);
  g_checksum_get_digest (sum, hash.bytes, &digest);
  return hash;
}

const char *
kk_test_sshd_private_key (const KkTestSshd *self)
{
  return self->private_key;
}

const char *
kk_test_sshd_strange_key (const KkTestSshd *self)
{
  return self->strange_key;
}
