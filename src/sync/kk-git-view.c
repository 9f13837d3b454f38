/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sync/kk-git-private.h"

#include <errno.h>
#include <git2/sys/repository.h>
#include <glib/gstdio.h>
#include <string.h>

/* libgit2 finds out what one side lacks by walking commits back from every tip there is. Ours all have time 0 (exchange §12), so
 * nothing tells it where to stop and it reads the whole history of every log. In a view it meets only the logs that the
 * conversation is about, and the commits that both sides have look as if they had no parent. */

#define PRIORITY_ONLY 1

typedef struct {
  git_odb_backend parent;
  git_odb *objects;         /* owned */
  const GHashTable *unseen; /* (element-type git_oid): borrowed */
} Window;

static guint
hash_oid (gconstpointer data)
{
  guint32 start;

  memcpy (&start, data, sizeof start);
  return start;
}

static gboolean
equal_oids (gconstpointer a, gconstpointer b)
{
  return git_oid_equal (a, b) != 0;
}

static gboolean
is_unseen (const Window *window, const git_oid *oid)
{
  return g_hash_table_contains ((GHashTable *) (gintptr) window->unseen, oid);
}

static int
read_object (void **data,
             size_t *size,
             git_object_t *type,
             git_odb_backend *backend,
             const git_oid *oid)
{
  Window *window = (Window *) (void *) backend;
  g_autoptr (git_odb_object) object = NULL;
  int code = is_unseen (window, oid) ? GIT_ENOTFOUND : git_odb_read (&object, window->objects, oid);

  if (code < 0)
    return code;
  *size = git_odb_object_size (object);
  *type = git_odb_object_type (object);
  *data = git_odb_backend_data_alloc (backend, *size + 1);
  if (*data == NULL)
    return GIT_ERROR;
  memcpy (*data, git_odb_object_data (object), *size);
  ((char *) *data)[*size] = '\0';
  return 0;
}

static int
read_header (size_t *size, git_object_t *type, git_odb_backend *backend, const git_oid *oid)
{
  Window *window = (Window *) (void *) backend;

  return is_unseen (window, oid) ? GIT_ENOTFOUND
                                 : git_odb_read_header (size, type, window->objects, oid);
}

static int
has_object (git_odb_backend *backend, const git_oid *oid)
{
  Window *window = (Window *) (void *) backend;

  return !is_unseen (window, oid) && git_odb_exists (window->objects, oid);
}

static void
free_window (git_odb_backend *backend)
{
  Window *window = (Window *) (void *) backend;

  git_odb_free (window->objects);
  g_free (window);
}

static git_odb *
open_window (git_repository *mirror, const GHashTable *unseen)
{
  g_autoptr (git_odb) odb = NULL;
  Window *window = g_new0 (Window, 1);

  git_odb_init_backend (&window->parent, GIT_ODB_BACKEND_VERSION);
  window->parent.read = read_object;
  window->parent.read_header = read_header;
  window->parent.exists = has_object;
  window->parent.free = free_window;
  window->unseen = unseen;
  if (git_repository_odb (&window->objects, mirror) < 0 || git_odb_new (&odb) < 0 ||
      git_odb_add_backend (odb, &window->parent, PRIORITY_ONLY) < 0) {
    free_window (&window->parent);
    return NULL;
  }
  return g_steal_pointer (&odb);
}

static gboolean
write_file (const char *folder, const char *name, const GString *text, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) local = NULL;

  if (text->len == 0 && g_unlink (path) < 0 && errno != ENOENT)
    return kk_git_error_disk (g_strerror (errno), "make a view of the mirror", error);
  return text->len == 0 ||
         g_file_set_contents_full (path, text->str, (gssize) text->len, G_FILE_SET_CONTENTS_NONE,
                                   0600, &local) ||
         kk_git_error_disk (local->message, "make a view of the mirror", error);
}

static gboolean
make_folders (const char *folder, GError **error)
{
  static const char *const names[] = { "info", "objects", "refs" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (folder, names[i], NULL);

    if (g_mkdir_with_parents (path, 0700) < 0)
      return kk_git_error_disk (g_strerror (errno), "make a view of the mirror", error);
  }
  return TRUE;
}

/* What a bare repository of git is made of. A server is told where our commits end, so that it has no need to walk either. */
static gboolean
write_files (const char *folder, const GArray *ends, gboolean asks, GError **error)
{
  g_autoptr (GString) head = g_string_new ("ref: refs/heads/none\n");
  g_autoptr (GString) roots = g_string_new (NULL);
  g_autoptr (GString) refs = g_string_new (NULL);
  g_autoptr (GString) nothing = g_string_new (NULL);

  for (guint i = 0; i < ends->len; i++) {
    const KkRef *end = &g_array_index (ends, KkRef, i);
    KkOidText oid = kk_oid_text (&end->oid);
    KkIdText log = kk_id_text (&end->log);

    g_string_append_printf (roots, "%s\n", oid.text);
    g_string_append_printf (refs, "%s refs/heads/%u/%s\n", oid.text, i, log.text);
  }
  return make_folders (folder, error) && write_file (folder, "HEAD", head, error) &&
         write_file (folder, "info/grafts", asks ? nothing : roots, error) &&
         write_file (folder, "shallow", asks ? roots : nothing, error) &&
         write_file (folder, "packed-refs", asks ? refs : nothing, error);
}

static git_repository *
open_view (KkGitMirror *mirror, git_odb *objects, const GArray *ends, gboolean asks, GError **error)
{
  const unsigned flags = GIT_REPOSITORY_OPEN_BARE | GIT_REPOSITORY_OPEN_NO_SEARCH;
  g_autofree char *folder = g_build_filename (mirror->path, "view", NULL);
  g_autoptr (git_repository) view = NULL;
  int code;

  if (!write_files (folder, ends, asks, error))
    return NULL;
  code = git_repository_open_ext (&view, folder, flags, NULL);
  if (code == 0)
    code = kk_git_forbid_deltas (view);
  if (code == 0)
    code = git_repository_set_odb (view, objects);
  if (code == 0)
    return g_steal_pointer (&view);
  kk_git_error_mirror (code, "open a view of the mirror", error);
  return NULL;
}

git_repository *
kk_git_view_to_fetch (KkGitMirror *mirror, const GArray *ends, GError **error)
{
  return open_view (mirror, mirror->odb, ends, TRUE, error);
}

git_repository *
kk_git_view_of (KkGitMirror *mirror, git_odb *objects, const GArray *ends, GError **error)
{
  return open_view (mirror, objects, ends, FALSE, error);
}

git_repository *
kk_git_view_to_push (KkGitMirror *mirror,
                     const KkRef *end,
                     const GHashTable *unseen,
                     GError **error)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (KkRef));
  g_autoptr (git_odb) window = open_window (mirror->repository, unseen);

  if (window == NULL) {
    kk_git_error_mirror (GIT_ERROR, "open a view of the mirror", error);
    return NULL;
  }
  if (!kk_oid_is_zero (&end->oid))
    g_array_append_vals (ends, end, 1);
  return open_view (mirror, window, ends, FALSE, error);
}

GHashTable *
kk_git_view_new_unseen (void)
{
  return g_hash_table_new_full (hash_oid, equal_oids, g_free, NULL);
}
