/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sync/kk-git-bundle.h"

#include "base/kk-limits.h"
#include "sync/kk-git-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define SIGNATURE "# v2 git bundle\n"
#define OBJECTS   "PACK"
#define DIGITS    (KK_OID_SIZE * 2)
#define STEP      65536

static gboolean
refuse (GError **error, const char *words)
{
  g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_CORRUPT, "the file is no bundle of messages: %s",
               words);
  return FALSE;
}

static gboolean
fail_file (GError **error, const char *what)
{
  int number = errno;

  g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (number), "%s: %s", what,
               g_strerror (number));
  return FALSE;
}

/* --- the header --- */

/* One line without its end: 40 digits, a space, a name. */
static gboolean
take_line (KkRefList *list, const char *line, gsize length, GError **error)
{
  g_autofree char *text = g_strndup (line, length);
  KkOid oid;

  if (*text == '-')
    return refuse (error, "it builds on messages that are not in it");
  if (strlen (text) != length || length <= DIGITS + 1 || text[DIGITS] != ' ')
    return refuse (error, "a line of its list is malformed");
  text[DIGITS] = '\0';
  if (!kk_oid_parse (text, &oid))
    return refuse (error, "a line of its list is malformed");
  kk_ref_list_take (list, text + DIGITS + 1, &oid);
  return TRUE;
}

KkRefList *
kk_bundle_parse_header (const char *bytes, gsize size, gsize *pack, GError **error)
{
  g_autoptr (KkRefList) list = kk_ref_list_new ();
  const char *end = bytes + size;
  const char *line = bytes + strlen (SIGNATURE);

  if (size < strlen (SIGNATURE) || memcmp (bytes, SIGNATURE, strlen (SIGNATURE)) != 0) {
    refuse (error, "it does not begin as one");
    return NULL;
  }
  for (;;) {
    const char *stop = line < end ? memchr (line, '\n', (gsize) (end - line)) : NULL;

    if (stop == NULL) {
      refuse (error, "its list has no end");
      return NULL;
    }
    if (stop == line)
      break;
    if (!take_line (list, line, (gsize) (stop - line), error))
      return NULL;
    line = stop + 1;
  }
  *pack = (gsize) (line + 1 - bytes);
  return kk_ref_list_finish (list, error) ? g_steal_pointer (&list) : NULL;
}

/* --- reading --- */

typedef struct {
  int descriptor;
  char *header; /* the first bytes of the file */
  gsize size;   /* of @header */
  gsize pack;
  KkRefList *refs;
} Opened;

static void
clear_opened (Opened *opened)
{
  if (opened->descriptor >= 0)
    close (opened->descriptor);
  g_free (opened->header);
  g_clear_pointer (&opened->refs, kk_ref_list_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Opened, clear_opened)

static gssize
read_some (int descriptor, char *bytes, gsize size)
{
  gssize got;

  do
    got = read (descriptor, bytes, size);
  while (got < 0 && errno == EINTR);
  return got;
}

/* A named pipe or a device has no size that could be judged first. */
static gboolean
open_file (Opened *opened, const char *path, GError **error)
{
  GStatBuf state;
  gssize got = 1;

  opened->descriptor = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (opened->descriptor < 0 || fstat (opened->descriptor, &state) < 0)
    return fail_file (error, "open the bundle");
  if (!S_ISREG (state.st_mode))
    return refuse (error, "it is not a file");
  if (state.st_size > (gint64) KK_LIMIT_RECEIVED_PER_SYNC) {
    g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_OVER_LIMIT,
                 "the bundle is larger than a sync may receive");
    return FALSE;
  }
  opened->header = g_malloc (KK_BUNDLE_HEADER);
  while (got > 0 && opened->size < KK_BUNDLE_HEADER) {
    got = read_some (opened->descriptor, opened->header + opened->size,
                     KK_BUNDLE_HEADER - opened->size);
    opened->size += got > 0 ? (gsize) got : 0;
  }
  return got >= 0 || fail_file (error, "read the bundle");
}

static gboolean
append (git_odb_writepack *writer,
        const char *bytes,
        gsize size,
        git_indexer_progress *stats,
        GError **error)
{
  int code = size == 0 ? 0 : writer->append (writer, bytes, size, stats);

  return code == 0 || kk_git_error_mirror (code, "read the bundle", error);
}

static gboolean
append_file (Opened *opened, git_odb_writepack *writer, GCancellable *cancellable, GError **error)
{
  g_autofree char *bytes = g_malloc (STEP);
  git_indexer_progress stats = { 0 };
  gssize got;
  int code;

  if (!append (writer, opened->header + opened->pack, opened->size - opened->pack, &stats, error))
    return FALSE;
  while ((got = read_some (opened->descriptor, bytes, STEP)) > 0) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !append (writer, bytes, (gsize) got, &stats, error))
      return FALSE;
  }
  if (got < 0)
    return fail_file (error, "read the bundle");
  code = writer->commit (writer, &stats);
  return code == 0 || kk_git_error_mirror (code, "read the bundle", error);
}

static gboolean
index_pack (Opened *opened, git_repository *repository, GCancellable *cancellable, GError **error)
{
  g_autoptr (git_odb) odb = NULL;
  git_odb_writepack *writer = NULL;
  int code = git_repository_odb (&odb, repository);
  gboolean done;

  if (code == 0)
    code = git_odb_write_pack (&writer, odb, NULL, NULL);
  if (code < 0)
    return kk_git_error_mirror (code, "read the bundle", error);
  done = append_file (opened, writer, cancellable, error);
  writer->free (writer);
  return done;
}

/* What is no branch of a log is not made; a branch to an object that is not there cannot be. */
static gboolean
make_branches (const Opened *opened, git_repository *repository, GError **error)
{
  for (guint i = 0; i < opened->refs->refs->len; i++) {
    const KkRef *ref = &g_array_index (opened->refs->refs, KkRef, i);
    g_autofree char *name = g_strconcat ("refs/heads/", kk_id_text (&ref->log).text, NULL);
    g_autoptr (git_reference) reference = NULL;
    git_oid oid = kk_oid_to_git (&ref->oid);
    int code = git_reference_create (&reference, repository, name, &oid, 0, NULL);

    if (code < 0)
      return kk_git_error_mirror (code, "read the bundle", error);
  }
  return TRUE;
}

gboolean
kk_bundle_unpack (const char *path, const char *folder, GCancellable *cancellable, GError **error)
{
  g_auto (Opened) opened = { .descriptor = -1 };
  g_autoptr (git_repository) repository = NULL;
  int code;

  if (!open_file (&opened, path, error))
    return FALSE;
  opened.refs = kk_bundle_parse_header (opened.header, opened.size, &opened.pack, error);
  if (opened.refs == NULL)
    return FALSE;
  if (opened.size - opened.pack < strlen (OBJECTS) ||
      memcmp (opened.header + opened.pack, OBJECTS, strlen (OBJECTS)) != 0)
    return refuse (error, "it has no objects");
  if (!kk_transport_git_create_remote (folder, error))
    return FALSE;
  git_error_clear ();
  code = git_repository_open_bare (&repository, folder);
  if (code < 0)
    return kk_git_error_mirror (code, "read the bundle", error);
  return index_pack (&opened, repository, cancellable, error) &&
         make_branches (&opened, repository, error);
}

/* --- writing --- */

typedef struct {
  int descriptor;
  GCancellable *cancellable;
  GError *error;
} Output;

static gboolean
write_all (Output *output, const char *bytes, gsize size)
{
  while (size > 0) {
    gssize put = write (output->descriptor, bytes, size);

    if (put < 0 && errno == EINTR)
      continue;
    if (put < 0)
      return fail_file (&output->error, "write the bundle");
    bytes += put;
    size -= (gsize) put;
  }
  return TRUE;
}

static int
on_pack_cb (void *bytes, size_t size, void *data)
{
  Output *output = data;

  if (g_cancellable_set_error_if_cancelled (output->cancellable, &output->error) ||
      !write_all (output, bytes, size))
    return GIT_EUSER;
  return 0;
}

/* The list of the branches into @header, and all that they reach into @builder. */
static int
collect (git_repository *repository, git_packbuilder *builder, GString *header)
{
  g_autoptr (git_reference_iterator) iterator = NULL;
  g_autoptr (git_revwalk) walk = NULL;
  git_reference *next = NULL;
  int code = git_revwalk_new (&walk, repository);

  if (code == 0)
    code = git_reference_iterator_glob_new (&iterator, repository, "refs/heads/*");
  while (code == 0 && (code = git_reference_next (&next, iterator)) == 0) {
    g_autoptr (git_reference) reference = next;
    const git_oid *oid = git_reference_target (reference);
    KkOid named;

    if (oid == NULL)
      continue;
    kk_oid_from_git (&named, oid);
    g_string_append_printf (header, "%s %s\n", kk_oid_text (&named).text,
                            git_reference_name (reference));
    code = git_revwalk_push (walk, oid);
  }
  if (code != GIT_ITEROVER)
    return code;
  g_string_append_c (header, '\n');
  return git_packbuilder_insert_walk (builder, walk);
}

static gboolean
write_bundle (git_repository *repository, Output *output)
{
  g_autoptr (GString) header = g_string_new (SIGNATURE);
  g_autoptr (git_packbuilder) builder = NULL;
  int code = kk_git_forbid_deltas (repository);

  if (code == 0)
    code = git_packbuilder_new (&builder, repository);
  if (code == 0)
    code = collect (repository, builder, header);
  if (code == 0 && !write_all (output, header->str, header->len))
    return FALSE;
  if (code == 0)
    code = git_packbuilder_foreach (builder, on_pack_cb, output);
  if (code < 0 && output->error == NULL)
    kk_git_error_mirror (code, "make the bundle", &output->error);
  return code == 0;
}

static gboolean
finish_file (Output *output, gboolean written, const char *temporary, const char *path)
{
  if (written && fsync (output->descriptor) < 0)
    written = fail_file (&output->error, "write the bundle");
  if (close (output->descriptor) < 0 && written)
    written = fail_file (&output->error, "write the bundle");
  if (written && g_rename (temporary, path) < 0)
    written = fail_file (&output->error, "write the bundle");
  if (!written)
    g_unlink (temporary);
  return written;
}

gboolean
kk_bundle_pack (const char *folder, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  g_autoptr (git_repository) repository = NULL;
  Output output = { .cancellable = cancellable };
  int code = git_repository_open_bare (&repository, folder);

  if (code < 0)
    return kk_git_error_mirror (code, "make the bundle", error);
  output.descriptor = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0600);
  if (output.descriptor < 0)
    return fail_file (error, "write the bundle");
  if (finish_file (&output, write_bundle (repository, &output), temporary, path))
    return TRUE;
  g_propagate_error (error, output.error);
  return FALSE;
}
