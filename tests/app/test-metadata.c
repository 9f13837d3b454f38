/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "case-stage.h"
#include "hostile-stage.h"

#include <string.h>

/* A repository as its host sees it, after a lively exchange: every ref, commit, tree and blob of it, and nothing that the threat
 * model does not say is visible (T16). The rules are written down here a second time on purpose. */

#define PACKET_HEAD  104 /* header and authentication tag (exchange §12) */
#define SEALED_HEAD  48  /* of a manifest or a board */
#define LEAST_PACKET 4096
#define WINDOW       8

typedef struct {
  char type[8];
  const guint8 *bytes; /* borrowed */
  gsize size;
} Object;

typedef struct {
  char *all; /* what `git cat-file --batch` prints */
  GArray *objects;
} Repository;

static void
clear_repository (Repository *repository)
{
  g_free (repository->all);
  g_clear_pointer (&repository->objects, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Repository, clear_repository)

static void
read_repository (Repository *repository, KkTestRegion *region)
{
  g_autofree char *path = g_build_filename (region->folder, "objects", NULL);
  const char *at;
  gsize size;

  g_free (
      hostile_git (region, "git cat-file --batch-all-objects --batch > \"$1\"", path, NULL, NULL));
  g_assert_true (g_file_get_contents (path, &repository->all, &size, NULL));
  repository->objects = g_array_new (FALSE, TRUE, sizeof (Object));
  for (at = repository->all; at < repository->all + size;) {
    const char *end = memchr (at, '\n', (gsize) (repository->all + size - at));
    g_autofree char *line = g_strndup (at, (gsize) (end - at));
    g_auto (GStrv) words = g_strsplit (line, " ", 3);
    Object object = { .bytes = (const guint8 *) end + 1 };

    g_strlcpy (object.type, words[1], sizeof object.type);
    object.size = (gsize) g_ascii_strtoull (words[2], NULL, 10);
    g_array_append_val (repository->objects, object);
    at = end + 1 + object.size + 1;
  }
  g_assert_cmpuint (repository->objects->len, >, 50);
}

/* Three organisations, one with two devices: sharing, changing, a proposal and its answer, marks, a stop. */
static KkTestRegion *
exchange_lively (void)
{
  KkTestRegion *region = hostile_open_region ("zvh");
  KkApp *owner;

  (void) kk_test_region_add_device (region, "deventer", "deventer-2");
  hostile_sync_all (region, 2);
  owner = kk_test_region_get_app (region, "deventer");
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  hostile_sync_all (region, 2);
  stage_set (owner, "SYN-9-00001", "prs_FirstName", "Mirte");
  hostile_share (region, "deventer", "SYN-9-00002", "veilig-thuis");
  hostile_sync_all (region, 1);
  stage_set (kk_test_region_get_app (region, "veilig-thuis"), "SYN-9-00001", "prs_FirstName",
             "Mirthe");
  hostile_sync_all (region, 2);
  return region;
}

static void
assert_all_match (const char *text, const char *pattern)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0' && !g_regex_match (regex, *line, 0, NULL))
      g_error ("“%s” is not %s", *line, pattern);
}

static void
check_names (KkTestRegion *region)
{
  g_autofree char *refs =
      hostile_git (region, "git for-each-ref --format='%(refname)'", NULL, NULL, NULL);
  g_autofree char *paths = hostile_git (
      region,
      "git for-each-ref --format='%(refname)' | while read ref; do git ls-tree -r \"$ref\"; done",
      NULL, NULL, NULL);

  assert_all_match (refs, "^refs/heads/[0-9a-f]{32}$");
  assert_all_match (paths,
                    "^100644 blob [0-9a-f]{40}\t(c|d/[0-9a-f]+/[0-9a-f]+|p/[0-9a-f]/[0-9a-f]/"
                    "[0-9a-f]{32}|b/[0-9a-f]{32})$");
}

static void
check_commit (const Object *object)
{
  g_autofree char *text = g_strndup ((const char *) object->bytes, object->size);
  g_autoptr (GRegex) regex =
      g_regex_new ("^tree [0-9a-f]{40}\n(parent [0-9a-f]{40}\n)?author kk <kk@invalid> 0 \\+0000\n"
                   "committer kk <kk@invalid> 0 \\+0000\n\n$",
                   G_REGEX_DOLLAR_ENDONLY, 0, NULL);

  g_assert_true (g_regex_match (regex, text, 0, NULL));
}

/* Padmé: a size keeps only as many low bits as its own length in bits has digits. */
static gboolean
is_padme (gsize size)
{
  guint exponent = g_bit_storage (size) - 1;
  guint digits = g_bit_storage (exponent);

  return exponent < digits || (size & ((G_GUINT64_CONSTANT (1) << (exponent - digits)) - 1)) == 0;
}

static gboolean
is_packet (const Object *object)
{
  return object->size > 4 && memcmp (object->bytes, "KK1", 3) == 0;
}

static void
check_blob (const Object *object, guint counts[2])
{
  g_assert_cmpuint (object->size, >, SEALED_HEAD);
  if (is_packet (object)) {
    g_assert_cmpuint (object->size - PACKET_HEAD, >=, LEAST_PACKET);
    g_assert_true (is_padme (object->size - PACKET_HEAD));
    counts[0]++;
    return;
  }
  g_assert_true (memcmp (object->bytes, "KKM", 3) == 0 || memcmp (object->bytes, "KKB", 3) == 0);
  g_assert_cmpuint ((object->size - SEALED_HEAD) % 256, ==, 0);
  counts[1]++;
}

static void
test_sizes_and_names (void)
{
  g_autoptr (KkTestRegion) region = exchange_lively ();
  g_auto (Repository) repository = { 0 };
  guint counts[2] = { 0 };

  read_repository (&repository, region);
  check_names (region);
  for (guint i = 0; i < repository.objects->len; i++) {
    const Object *object = &g_array_index (repository.objects, Object, i);

    g_assert_cmpstr (object->type, !=, "tag");
    if (strcmp (object->type, "commit") == 0)
      check_commit (object);
    else if (strcmp (object->type, "blob") == 0)
      check_blob (object, counts);
  }
  g_assert_cmpuint (counts[0], >=, 5);
  g_assert_cmpuint (counts[1], >=, 10);
}

/* Every run of eight bytes behind the part that is the same for all stands in one blob only: nothing shows that two packets
 * carry one body, are for one reader, or come from one device. */
static void
check_windows (const Object *object, guint number, GHashTable *seen)
{
  for (gsize at = WINDOW; at + WINDOW <= object->size; at++) {
    guint64 window;
    gpointer before;

    memcpy (&window, object->bytes + at, sizeof window);
    before = g_hash_table_lookup (seen, &window);
    if (before != NULL && GPOINTER_TO_UINT (before) != number)
      g_error ("blobs %u and %u have %" G_GINT64_MODIFIER "x in common", GPOINTER_TO_UINT (before),
               number, window);
    g_hash_table_insert (seen, g_memdup2 (&window, sizeof window), GUINT_TO_POINTER (number));
  }
}

static void
test_no_link (void)
{
  g_autoptr (KkTestRegion) region = exchange_lively ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_auto (Repository) repository = { 0 };

  read_repository (&repository, region);
  for (guint i = 0; i < repository.objects->len; i++) {
    const Object *object = &g_array_index (repository.objects, Object, i);

    if (strcmp (object->type, "blob") == 0)
      check_windows (object, i + 1, seen);
  }
}

static void
assert_nowhere (const Repository *repository, const void *bytes, gsize size, const char *what)
{
  for (guint i = 0; i < repository->objects->len; i++) {
    const Object *object = &g_array_index (repository->objects, Object, i);

    if (memmem (object->bytes, object->size, bytes, size) != NULL)
      g_error ("%s is in a %s", what, object->type);
  }
}

static void
assert_id_nowhere (const Repository *repository, const KkId *id, const char *what)
{
  KkIdText text = kk_id_text (id);

  assert_nowhere (repository, id->bytes, sizeof id->bytes, what);
  assert_nowhere (repository, text.text, strlen (text.text), what);
}

static void
test_no_addressee (void)
{
  g_autoptr (KkTestRegion) region = exchange_lively ();
  g_auto (Repository) repository = { 0 };

  read_repository (&repository, region);
  for (guint i = 0; i < region->members->len; i++) {
    const KkTestMember *member = region->members->pdata[i];
    KkApp *app = kk_test_region_get_app (region, member->name);

    assert_nowhere (&repository, member->name, strlen (member->name), member->name);
    for (guint s = 0; s < app->seats->len; s++) {
      const KkOwnSeat *seat = &g_array_index (app->seats, KkOwnSeat, s);

      assert_id_nowhere (&repository, &seat->seat, "a seat");
      assert_id_nowhere (&repository, &seat->desk, "a desk");
    }
    assert_id_nowhere (&repository, &app->device, "a device");
  }
}

/* Who may read the repository reads all of it, also what a forced push took away, until the server clears it up: sealing is the
 * only boundary (finding 3). */
static void
test_forced_away (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autofree char *branch = hostile_branch (region, "deventer");
  g_autofree char *lost = NULL;
  g_autofree char *found = NULL;

  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  hostile_sync_all (region, 1);
  lost = hostile_git (region, "git rev-parse \"$1\"", branch, NULL, NULL);
  g_strchomp (lost);
  found = hostile_git (region,
                       "git update-ref \"$1\" \"$2^\"; cd \"${GIT_DIR%/*}\"; server=$GIT_DIR; "
                       "unset GIT_DIR; git init -q --bare thief.git; "
                       "git -C thief.git -c protocol.version=2 fetch -q \"file://$server\" \"$2\"; "
                       "git -C thief.git cat-file --batch-all-objects --batch > stolen; "
                       "test $(wc -c < stolen) -gt 8000; grep -aqi -e Mira -e " HOSTILE_MARKER
                       " -e SYN-9-0 stolen && echo open || echo sealed",
                       branch, lost, NULL);
  g_assert_cmpstr (found, ==, "sealed\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/metadata/sizes-and-names", test_sizes_and_names);
  g_test_add_func ("/app/metadata/no-link", test_no_link);
  g_test_add_func ("/app/metadata/no-addressee", test_no_addressee);
  g_test_add_func ("/app/metadata/forced-away", test_forced_away);
  return g_test_run ();
}
