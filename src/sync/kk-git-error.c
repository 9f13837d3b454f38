/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sync/kk-git-private.h"

#include <errno.h>
#include <string.h>

void
kk_oid_from_git (KkOid *oid, const git_oid *from)
{
  memcpy (oid->bytes, from->id, sizeof oid->bytes);
}

git_oid
kk_oid_to_git (const KkOid *oid)
{
  git_oid to;

  memset (&to, 0, sizeof to);
  memcpy (to.id, oid->bytes, sizeof oid->bytes);
  return to;
}

/* libgit2's last message may be absent, or may quote a server. */
static void
set_error (GError **error, KkSyncError code, const char *what)
{
  const git_error *last = git_error_last ();
  char words[KK_SYNC_WORDS_SIZE];

  kk_sync_words_clean (last != NULL && last->message != NULL ? last->message : "no reason given",
                       words);
  g_set_error (error, KK_SYNC_ERROR, (gint) code, "%s: %s", what, words);
}

/* What a disk answers that is full, cannot be written, or is broken. */
static const int disk_numbers[] = { ENOSPC, EROFS, EIO, EDQUOT, EFBIG };

/* libgit2 keeps no number, only what the system calls it, at the end of its message. */
static gboolean
is_about_disk (const git_error *last)
{
  gboolean found = FALSE;

  for (gsize i = 0; last != NULL && last->message != NULL && i < G_N_ELEMENTS (disk_numbers); i++)
    found = found || g_str_has_suffix (last->message, strerror (disk_numbers[i]));
  return found && last->klass == GIT_ERROR_OS;
}

gboolean
kk_git_error_disk (const char *words, const char *what, GError **error)
{
  g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_DISK, "%s: %s", what, words);
  return FALSE;
}

gboolean
kk_git_error_mirror (int code G_GNUC_UNUSED, const char *what, GError **error)
{
  set_error (error, is_about_disk (git_error_last ()) ? KK_SYNC_ERROR_DISK : KK_SYNC_ERROR_CORRUPT,
             what);
  return FALSE;
}

/* Classes of errors that speak of what was received, not of the line. */
static gboolean
is_about_content (const git_error *last)
{
  if (last == NULL)
    return FALSE;
  switch (last->klass) {
  case GIT_ERROR_INDEXER:
  case GIT_ERROR_OBJECT:
  case GIT_ERROR_ODB:
  case GIT_ERROR_ZLIB:
  case GIT_ERROR_SHA:
    return TRUE;
  default:
    return FALSE;
  }
}

/* A key file that cannot be read or is no key has no code of its own. */
static gboolean
is_about_keys (int code, const git_error *last)
{
  return code == GIT_EAUTH ||
         (last != NULL && last->klass == GIT_ERROR_SSH && last->message != NULL &&
          strstr (last->message, "failed to authenticate") != NULL);
}

gboolean
kk_git_error_remote (int code, const char *what, GError **error)
{
  KkSyncError kind = KK_SYNC_ERROR_UNREACHABLE;

  if (is_about_keys (code, git_error_last ()))
    kind = KK_SYNC_ERROR_AUTHENTICATION;
  else if (code == GIT_ECERTIFICATE)
    kind = KK_SYNC_ERROR_HOST_KEY;
  else if (code == GIT_ENONFASTFORWARD)
    kind = KK_SYNC_ERROR_REFUSED;
  else if (is_about_disk (git_error_last ()))
    kind = KK_SYNC_ERROR_DISK;
  else if (is_about_content (git_error_last ()))
    kind = KK_SYNC_ERROR_CORRUPT;
  set_error (error, kind, what);
  return FALSE;
}
