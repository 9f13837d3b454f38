/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "kk-test-httpd.h"

#include "kk-test-server.h"

#include <string.h>
#include <unistd.h>

#define ATTEMPTS 5
#define SERVER   "/usr/sbin/apache2"
#define MODULES  "/usr/lib/apache2/modules"
#define BACKEND  "/usr/lib/git-core/git-http-backend"

struct _KkTestHttpd {
  char *folder;
  char *authority; /* ca.pem */
  guint16 port;
  GPid pid;
};

static void
run_here (const KkTestHttpd *self, const char *script)
{
  kk_test_server_run ((const char *[]){ "sh", "-c", script, "sh", self->folder, NULL });
}

static void
make_authority (KkTestHttpd *self)
{
  run_here (self, "cd \"$1\" && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 "
                  "-nodes -days 2 -subj '/CN=Kluis test authority' -keyout ca.key -out ca.pem");
  self->authority = g_build_filename (self->folder, "ca.pem", NULL);
}

static void
make_key (KkTestHttpd *self)
{
  run_here (self, "cd \"$1\" && openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 "
                  "-out server.key");
}

static void
make_certificate (KkTestHttpd *self)
{
  run_here (self, "cd \"$1\" && openssl req -x509 -new -key server.key -CA ca.pem -CAkey ca.key "
                  "-days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost "
                  "-addext basicConstraints=critical,CA:FALSE -out server.pem");
}

static void
write_passwords (KkTestHttpd *self)
{
  g_autofree char *path = g_build_filename (self->folder, "passwords", NULL);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA1);
  g_autofree char *encoded = NULL;
  g_autofree char *line = NULL;
  guint8 digest[20];
  gsize size = sizeof digest;

  g_checksum_update (sum, (const guchar *) KK_TEST_HTTPD_PASSWORD, -1);
  g_checksum_get_digest (sum, digest, &size);
  encoded = g_base64_encode (digest, size);
  line = g_strdup_printf ("%s:{SHA}%s\n", KK_TEST_HTTPD_USER, encoded);
  g_assert_true (g_file_set_contents (path, line, -1, NULL));
}

static char *
write_configuration (KkTestHttpd *self)
{
  static const char *const modules[] = { "mpm_prefork", "authn_core", "authn_file", "authz_core",
                                         "authz_user",  "auth_basic", "alias",      "cgi",
                                         "env",         "ssl" };
  char *path = g_build_filename (self->folder, "httpd.conf", NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (modules); i++)
    g_string_append_printf (text, "LoadModule %s_module " MODULES "/mod_%s.so\n", modules[i],
                            modules[i]);
  g_string_append_printf (
      text,
      "ServerRoot %s\nPidFile %s/pid\nErrorLog %s/log\nServerName localhost\n"
      "Listen 127.0.0.1:%u\nStartServers 2\nMinSpareServers 1\n"
      "SSLEngine on\nSSLCertificateFile %s/server.pem\n"
      "SSLCertificateKeyFile %s/server.key\n"
      "SetEnv GIT_PROJECT_ROOT /\nSetEnv GIT_HTTP_EXPORT_ALL 1\n"
      "SetEnv GIT_CONFIG_NOSYSTEM 1\n"
      "ScriptAlias / " BACKEND "/\n"
      "<Location />\nAuthType Basic\nAuthName kluis\nAuthUserFile %s/passwords\n"
      "Require valid-user\n</Location>\n",
      self->folder, self->folder, self->folder, self->port, self->folder, self->folder,
      self->folder);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  return path;
}

/* Apache refuses to serve as root. In a user namespace root is somebody else, who may read what root wrote. */
static gboolean
spawn (KkTestHttpd *self)
{
  g_autofree char *configuration = write_configuration (self);
  const char *as_nobody[] = { "/usr/bin/unshare",
                              "--user",
                              "--map-user=65534",
                              "--map-group=65534",
                              SERVER,
                              "-D",
                              "FOREGROUND",
                              "-f",
                              configuration,
                              NULL };

  return kk_test_server_spawn (as_nobody + (getuid () == 0 ? 0 : 4), self->port, &self->pid);
}

static gboolean
is_installed (void)
{
  g_autofree char *openssl = g_find_program_in_path ("openssl");

  return openssl != NULL && g_file_test (SERVER, G_FILE_TEST_IS_EXECUTABLE) &&
         g_file_test (BACKEND, G_FILE_TEST_IS_EXECUTABLE);
}

KkTestHttpd *
kk_test_httpd_start (void)
{
  KkTestHttpd *self;

  if (!is_installed ())
    return NULL;
  self = g_new0 (KkTestHttpd, 1);
  self->folder = g_dir_make_tmp ("kk-httpd-XXXXXX", NULL);
  make_authority (self);
  make_key (self);
  make_certificate (self);
  write_passwords (self);
  for (int i = 0; i < ATTEMPTS; i++) {
    self->port = kk_test_server_find_port ();
    if (spawn (self))
      return self;
  }
  g_error ("Apache does not start; its words are in %s/log", self->folder);
}

void
kk_test_httpd_kill (KkTestHttpd *self)
{
  kk_test_server_kill (&self->pid);
}

void
kk_test_httpd_renew (KkTestHttpd *self, gboolean same_key)
{
  kk_test_httpd_kill (self);
  if (!same_key)
    make_key (self);
  make_certificate (self);
  g_assert_true (spawn (self));
}

void
kk_test_httpd_free (KkTestHttpd *self)
{
  if (self == NULL)
    return;
  kk_test_httpd_kill (self);
  kk_test_server_run ((const char *[]){ "rm", "-rf", "--", self->folder, NULL });
  g_free (self->folder);
  g_free (self->authority);
  g_free (self);
}

char *
kk_test_httpd_url (const KkTestHttpd *self, const char *path)
{
  return g_strdup_printf ("https://localhost:%u%s", self->port, path);
}

guint16
kk_test_httpd_port (const KkTestHttpd *self)
{
  return self->port;
}

KkHash
kk_test_httpd_key (const KkTestHttpd *self)
{
  g_autofree char *path = g_build_filename (self->folder, "pin", NULL);
  g_autofree char *bytes = NULL;
  KkHash hash;
  gsize size;

  run_here (self, "cd \"$1\" && openssl x509 -in server.pem -pubkey -noout | openssl pkey -pubin "
                  "-outform der | openssl dgst -sha256 -binary > pin");
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_cmpuint (size, ==, sizeof hash.bytes);
  memcpy (hash.bytes, bytes, size);
  return hash;
}

const char *
kk_test_httpd_authority (const KkTestHttpd *self)
{
  return self->authority;
}
