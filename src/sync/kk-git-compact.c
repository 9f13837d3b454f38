/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sync/kk-git-private.h"

#include <glib/gstdio.h>
#include <string.h>

/* Every write and every fetch leaves one pack, and every look-up asks each pack. */
#define PACKS_KEPT 24

typedef struct {
  char *base; /* the path without its ending */
  gint64 size;
} Pack;

static void
clear_pack (gpointer data)
{
  Pack *pack = data;

  g_free (pack->base);
}

static int
compare_packs (gconstpointer a, gconstpointer b)
{
  const Pack *one = a, *other = b;

  return one->size < other->size ? -1 : one->size > other->size;
}

static GArray *
list_packs (const char *folder)
{
  GArray *packs = g_array_new (FALSE, FALSE, sizeof (Pack));
  g_autoptr (GDir) names = g_dir_open (folder, 0, NULL);
  const char *name;

  g_array_set_clear_func (packs, clear_pack);
  while (names != NULL && (name = g_dir_read_name (names)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    Pack pack = { NULL, 0 };
    GStatBuf state;

    if (!g_str_has_suffix (name, ".pack") || g_stat (path, &state) < 0)
      continue;
    pack.base = g_strndup (path, strlen (path) - strlen (".pack"));
    pack.size = state.st_size;
    g_array_append_val (packs, pack);
  }
  g_array_sort (packs, compare_packs);
  return packs;
}

/* From the smallest up, as long as the next is not larger than all before it: each byte is copied a few times in the life of a
 * mirror, not once for every merge. */
static guint
count_to_merge (const GArray *packs)
{
  gint64 sum = 0;
  guint count = 0;

  while (count < packs->len &&
         (count < PACKS_KEPT / 2 || g_array_index (packs, Pack, count).size <= sum))
    sum += g_array_index (packs, Pack, count++).size;
  return count;
}

static int
on_object_cb (const git_oid *oid, void *builder)
{
  return git_packbuilder_insert (builder, oid, NULL);
}

static int
insert_pack (git_packbuilder *builder, const Pack *pack)
{
  g_autofree char *index = g_strconcat (pack->base, ".idx", NULL);
  git_odb_backend *backend = NULL;
  int code = git_odb_backend_one_pack (&backend, index);

  if (code < 0)
    return code;
  code = backend->foreach (backend, on_object_cb, builder);
  backend->free (backend);
  return code;
}

static void
delete_pack (const Pack *pack)
{
  static const char *const endings[] = { ".idx", ".pack", ".rev" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++) {
    g_autofree char *path = g_strconcat (pack->base, endings[i], NULL);

    g_unlink (path);
  }
}

/* Nothing is lost when it fails or is cut off: the old packs go last, and the mirror is a cache. */
static void
merge_packs (git_repository *repository, const GArray *packs, guint count)
{
  g_autoptr (git_packbuilder) builder = NULL;
  int code = git_packbuilder_new (&builder, repository);

  for (guint i = 0; code == 0 && i < count; i++)
    code = insert_pack (builder, &g_array_index (packs, Pack, i));
  if (code == 0)
    code = git_packbuilder_write (builder, NULL, 0600, NULL, NULL);
  for (guint i = 0; code == 0 && i < count; i++)
    if (!g_str_has_suffix (g_array_index (packs, Pack, i).base, git_packbuilder_name (builder)))
      delete_pack (&g_array_index (packs, Pack, i));
}

void
kk_git_compact (git_repository *repository)
{
  g_autofree char *folder =
      g_build_filename (git_repository_path (repository), "objects", "pack", NULL);
  g_autoptr (GArray) packs = list_packs (folder);

  if (packs->len > PACKS_KEPT)
    merge_packs (repository, packs, count_to_merge (packs));
}
