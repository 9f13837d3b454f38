/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What is left in the memory of the client once it is locked: this process reads all of its own. What is looked for is kept in
 * another shape, so that the search does not find itself. */

#include "app/casework/kk-app-case.h"
#include "app/kk-app-private.h"
#include "app/vault/kk-app-slots.h"
#include "gui/kk-session.h"
#include "kk-test-region.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define MASK    0x5a
#define NEEDLE  32
#define SCRATCH ((gsize) 1 << 20)

/* Bytes that nobody else has, masked. */
typedef struct {
  guint8 masked[NEEDLE];
} Needle;

static Needle passphrase;
static Needle key;
static Needle words;
static guint8 *scratch; /* SCRATCH and what one needle needs before it */
static gboolean done;

static void
mask (Needle *needle, const void *bytes)
{
  for (gsize i = 0; i < NEEDLE; i++)
    needle->masked[i] = ((const guint8 *) bytes)[i] ^ MASK;
}

static KkSecret *
make_text (Needle *needle)
{
  KkSecret *text = kk_secret_new (NEEDLE);
  guint8 *to = kk_secret_edit_data (text);

  for (gsize i = 0; i < NEEDLE; i++)
    to[i] = (guint8) ('a' + g_random_int_range (0, 26));
  mask (needle, to);
  return text;
}

static guint
count_in (const guint8 *bytes, gsize size, const Needle *needle)
{
  guint8 first = needle->masked[0] ^ MASK;
  const guint8 *end = bytes + size;
  guint count = 0;

  while (bytes + NEEDLE <= end && (bytes = memchr (bytes, first, (gsize) (end - bytes))) != NULL &&
         bytes + NEEDLE <= end) {
    gsize i = 0;

    while (i < NEEDLE && (bytes[i] ^ MASK) == needle->masked[i])
      i++;
    count += i == NEEDLE ? 1 : 0;
    bytes++;
  }
  return count;
}

/* Parts overlap by one needle, less one byte. */
static guint
count_between (int memory, guint64 from, guint64 until, const Needle *needle)
{
  guint count = 0;

  while (from < until) {
    gsize size = MIN (SCRATCH, until - from);
    gssize got = pread (memory, scratch, size, (off_t) from);

    if (got < NEEDLE)
      return count;
    count += count_in (scratch, (gsize) got, needle);
    if ((gsize) got < size || from + (guint64) got >= until)
      return count;
    from += (guint64) got - (NEEDLE - 1);
  }
  return count;
}

/* How often @needle is in what this process may read of itself. */
static guint
search (const Needle *needle)
{
  int memory = open ("/proc/self/mem", O_RDONLY | O_CLOEXEC);
  FILE *maps = fopen ("/proc/self/maps", "re");
  guint64 from;
  guint64 until;
  char line[512];
  guint count = 0;

  g_assert_cmpint (memory, >=, 0);
  g_assert_nonnull (maps);
  while (fgets (line, sizeof line, maps) != NULL)
    if (sscanf (line, "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x", &from, &until) == 2 &&
        strstr (line, "[v") == NULL && !(from <= (gsize) scratch && (gsize) scratch < until))
      count += count_between (memory, from, until, needle);
  fclose (maps);
  close (memory);
  memset (scratch, 0, SCRATCH);
  return count;
}

static void
on_done_cb (gpointer owner G_GNUC_UNUSED, gpointer result, const GError *error)
{
  g_assert_no_error (error);
  g_clear_pointer ((KkSecret **) &result, kk_secret_free);
  done = TRUE;
}

static void
wait_until_done (void)
{
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  done = FALSE;
}

/* As a page does it: makes a case and reads the list of them. */
static gpointer
work (KkApp *app, gconstpointer wish G_GNUC_UNUSED, GError **error)
{
  g_autoptr (KkSecret) text = make_text (&words);
  char wanted[NEEDLE + 1] = { 0 };
  g_autofree char *reference = NULL;
  g_autoptr (KkCaseView) view = NULL;

  memcpy (wanted, kk_secret_get_data (text), NEEDLE);
  reference = kk_app_case_new (app, wanted, error);
  kk_secret_wipe (wanted, sizeof wanted);

  g_assert_no_error (*error);
  view = kk_app_case_show (app, reference, error);
  g_assert_no_error (*error);
  mask (&key, kk_secret_get_data (app->database_key));
  return NULL;
}

static void
assert_found (gboolean locked)
{
  g_assert_cmpint (search (&passphrase) > 0, ==, FALSE);
  g_assert_cmpint (search (&key) > 0, ==, !locked);
  g_assert_cmpint (search (&words) > 0, ==, !locked);
}

/* (transfer full): the folder of a vault that opens with @typed. */
static char *
make_vault (KkTestRegion *region, const KkSecret *typed)
{
  KkApp *app = kk_test_region_get_app (region, "deventer");
  g_autoptr (KkSecret) first = kk_test_secret_new (KK_TEST_PASSPHRASE);
  char *folder = g_strdup (kk_vault_get_folder (app->vault));
  g_autoptr (GError) error = NULL;
  gboolean changed =
      kk_app_slot_change_passphrase (app, &(KkUnlock){ .typed = first }, typed, TRUE, &error);

  g_assert_no_error (error);
  g_assert_true (changed);
  kk_test_region_close (region, "deventer");
  return folder;
}

static void
test_locked (void)
{
  const KkSessionJob job = { .work = work };
  g_autoptr (KkTestRegion) region = kk_test_region_new ((const char *[]){ "deventer", NULL });
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (KkSession) session = kk_session_new ();
  KkSecret *typed = make_text (&passphrase);
  g_autofree char *folder = make_vault (region, typed);

  scratch = mmap (NULL, SCRATCH, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  g_assert_cmpuint (search (&passphrase), >, 0);
  kk_session_open (session, owner, folder, typed, on_done_cb);
  wait_until_done ();
  kk_session_ask (session, owner, &job, on_done_cb);
  wait_until_done ();
  assert_found (FALSE);
  kk_session_lock (session);
  g_object_run_dispose (G_OBJECT (session));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  assert_found (TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#ifdef __SANITIZE_ADDRESS__
  /* Its shadow is terabytes, and it keeps what was freed on purpose. */
  g_print ("1..0 # SKIP a sanitizer has a memory of its own\n");
  return 0;
#endif
  g_test_add_func ("/memory/locked", test_locked);
  return g_test_run ();
}
