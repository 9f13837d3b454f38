/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sync/kk-git-private.h"

#include <string.h>

#define LONGEST    1024
#define SSH_PORT   22
#define HTTPS_PORT 443

static gboolean
is_plain_text (const char *url)
{
  gsize length = strlen (url);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (url[i]) && url[i] != ' ')
      return FALSE;
  return length <= LONGEST;
}

/* user@host:path; a host name has no colon and no slash. */
static gboolean
is_scp_form (const char *url)
{
  const char *at = strchr (url, '@');
  const char *colon = strchr (url, ':');
  gsize user, host;

  if (at == NULL || colon == NULL || colon < at)
    return FALSE;
  user = (gsize) (at - url);
  host = (gsize) (colon - at) - 1;
  return user > 0 && strcspn (url, "/ ") > user && host > 0 && at[1] != '-' &&
         strcspn (at + 1, "/ @:") == host && colon[1] != '\0' && !g_str_has_prefix (colon, "://");
}

static gboolean
is_uri (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_HAS_PASSWORD, NULL);
  const char *host, *user;
  gboolean whole;

  if (uri == NULL || g_uri_get_password (uri) != NULL || g_uri_get_query (uri) != NULL ||
      g_uri_get_fragment (uri) != NULL)
    return FALSE;
  host = g_uri_get_host (uri);
  user = g_uri_get_user (uri);
  whole = host != NULL && *host != '\0' && *host != '-' && strlen (g_uri_get_path (uri)) > 1;
  if (strcmp (g_uri_get_scheme (uri), "ssh") == 0)
    return whole && user != NULL && *user != '\0';
  return strcmp (g_uri_get_scheme (uri), "https") == 0 && whole && user == NULL;
}

gboolean
kk_transport_git_accepts_url (const char *url)
{
  if (!is_plain_text (url))
    return FALSE;
  if (g_path_is_absolute (url) || g_str_has_prefix (url, "file:///"))
    return TRUE;
  return strstr (url, "://") != NULL ? is_uri (url) : is_scp_form (url);
}

guint16
kk_git_address_port (const KkGitRemote *address)
{
  g_autoptr (GUri) uri = NULL;
  gboolean secure;

  if (g_path_is_absolute (address->url) || g_str_has_prefix (address->url, "file:"))
    return 0;
  if (strstr (address->url, "://") == NULL)
    return SSH_PORT;
  uri = g_uri_parse (address->url, G_URI_FLAGS_HAS_PASSWORD, NULL);
  secure = uri != NULL && strcmp (g_uri_get_scheme (uri), "https") == 0;
  if (uri != NULL && g_uri_get_port (uri) > 0)
    return (guint16) g_uri_get_port (uri);
  return secure ? HTTPS_PORT : SSH_PORT;
}

gboolean
kk_transport_git_create_remote (const char *path, GError **error)
{
  git_repository_init_options options = { .version = GIT_REPOSITORY_INIT_OPTIONS_VERSION };
  g_autoptr (git_repository) repository = NULL;
  int code;

  kk_transport_git_setup ();
  options.flags =
      GIT_REPOSITORY_INIT_BARE | GIT_REPOSITORY_INIT_MKPATH | GIT_REPOSITORY_INIT_NO_REINIT;
  options.initial_head = "kk";
  code = git_repository_init_ext (&repository, path, &options);
  return code == 0 || kk_git_error_remote (code, "make the repository", error);
}
