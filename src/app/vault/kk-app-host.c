/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/vault/kk-app-host.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEPTH_MOST 4 /* of devices on devices */

static void
free_finding (gpointer data)
{
  KkHostFinding *finding = data;

  g_free (finding->code);
  g_free (finding->sentence);
  g_free (finding->advice);
  g_free (finding);
}

static void
add_finding (GPtrArray *findings, const char *code, const char *sentence, const char *advice)
{
  KkHostFinding *finding = g_new0 (KkHostFinding, 1);

  finding->code = g_strdup (code);
  finding->sentence = g_strdup (sentence);
  finding->advice = g_strdup (advice);
  g_ptr_array_add (findings, finding);
}

/* (transfer full): "" when it cannot be read. */
static char *
read_text (const char *root, const char *path)
{
  g_autofree char *whole = g_build_filename (root, path, NULL);
  char *text = NULL;

  return g_file_get_contents (whole, &text, NULL, NULL) ? text : g_strdup ("");
}

/* Devices. @device: a folder below sys/ that describes one. */

static gboolean is_encrypted (const char *root, const char *device, guint depth);

/* An LVM volume is encrypted when everything under it is. */
static gboolean
is_on_encrypted (const char *root, const char *device, guint depth)
{
  g_autofree char *path = g_build_filename (root, device, "slaves", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  gboolean has_any = FALSE;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *below = g_build_filename ("sys/class/block", name, NULL);

    if (!is_encrypted (root, below, depth + 1))
      return FALSE;
    has_any = TRUE;
  }
  return has_any;
}

static gboolean
is_encrypted (const char *root, const char *device, guint depth)
{
  g_autofree char *path = g_build_filename (device, "dm/uuid", NULL);
  g_autofree char *uuid = read_text (root, path);

  return depth < DEPTH_MOST &&
         (g_str_has_prefix (uuid, "CRYPT-") || is_on_encrypted (root, device, depth));
}

/* (transfer full) (nullable): the folder of the mapped device that is called @name. */
static char *
find_mapped (const char *root, const char *name)
{
  g_autofree char *all = g_build_filename (root, "sys/class/block", NULL);
  g_autoptr (GDir) dir = g_dir_open (all, 0, NULL);
  const char *device;

  while (dir != NULL && (device = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename ("sys/class/block", device, "dm/name", NULL);
    g_autofree char *found = read_text (root, path);

    if (g_str_equal (g_strstrip (found), name))
      return g_build_filename ("sys/class/block", device, NULL);
  }
  return NULL;
}

static gboolean
is_encrypted_node (const char *root, const char *node)
{
  g_autofree char *name = g_path_get_basename (node);
  g_autofree char *device = g_str_has_prefix (node, "/dev/mapper/")
                                ? find_mapped (root, name)
                                : g_build_filename ("sys/class/block", name, NULL);

  return device != NULL && is_encrypted (root, device, 0);
}

/* Compressed memory, unless it is given a disk to put pages on. */
static gboolean
is_memory_only (const char *root, const char *node)
{
  g_autofree char *name = g_path_get_basename (node);
  g_autofree char *path = g_build_filename ("sys/class/block", name, "backing_dev", NULL);
  g_autofree char *backing = NULL;

  if (!g_str_has_prefix (name, "zram"))
    return FALSE;
  backing = read_text (root, path);
  g_strstrip (backing);
  return backing[0] == '\0' || g_str_equal (backing, "none");
}

/* Files. */

static gboolean
is_below (const char *path, const char *mount)
{
  gsize length = strlen (mount);

  return g_str_equal (mount, "/") ||
         (g_str_has_prefix (path, mount) && (path[length] == '/' || path[length] == '\0'));
}

/* (transfer full) (nullable): the words of the line of proc/self/mountinfo about the file system that holds @path. */
static char **
find_mount (const char *root, const char *path)
{
  g_autofree char *table = read_text (root, "proc/self/mountinfo");
  g_auto (GStrv) lines = g_strsplit (table, "\n", -1);
  char **best = NULL;

  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);
    char *mount;

    if (g_strv_length (words) < 7)
      continue;
    mount = g_strcompress (words[4]);
    g_free (words[4]);
    words[4] = mount;
    if (is_below (path, mount) && (best == NULL || strlen (mount) >= strlen (best[4]))) {
      g_strfreev (best);
      best = g_steal_pointer (&words);
    }
  }
  return best;
}

static gboolean
is_encrypted_file (const char *root, const char *path)
{
  g_auto (GStrv) mount = find_mount (root, path);
  g_autofree char *device = NULL;
  guint dash = 6;

  if (mount == NULL)
    return FALSE;
  device = g_build_filename ("sys/dev/block", mount[2], NULL);
  if (is_encrypted (root, device, 0))
    return TRUE;
  /* Some file systems have a number of their own and only name their device. */
  while (mount[dash] != NULL && !g_str_equal (mount[dash], "-"))
    dash++;
  return mount[dash] != NULL && mount[dash + 1] != NULL && mount[dash + 2] != NULL &&
         is_encrypted_node (root, mount[dash + 2]);
}

/* Whether what lies in the swap space of one line of proc/swaps can be read from a disk. */
static gboolean
is_plain_swap (const char *root, const char *line)
{
  g_auto (GStrv) words = g_strsplit_set (line, " \t", -1);
  g_autofree char *path = NULL;
  guint type = 1;

  if (words[0] == NULL || words[0][0] != '/')
    return FALSE;
  while (words[type] != NULL && words[type][0] == '\0')
    type++;
  path = g_strcompress (words[0]);
  if (words[type] != NULL && g_str_equal (words[type], "file"))
    return !is_encrypted_file (root, path);
  return !is_memory_only (root, path) && !is_encrypted_node (root, path);
}

static gboolean
has_plain_swap (const char *root)
{
  g_autofree char *table = read_text (root, "proc/swaps");
  g_auto (GStrv) lines = g_strsplit (table, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (is_plain_swap (root, lines[i]))
      return TRUE;
  return FALSE;
}

static gboolean
can_hibernate (const char *root)
{
  g_autofree char *states = read_text (root, "sys/power/state");
  g_autofree char *modes = read_text (root, "sys/power/disk");
  g_auto (GStrv) words = g_strsplit_set (states, " \n", -1);

  return g_strv_contains ((const char *const *) words, "disk") &&
         strstr (modes, "[disabled]") == NULL;
}

GPtrArray *
kk_host_check (const char *root)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func (free_finding);

  if (!has_plain_swap (root))
    return findings;
  add_finding (
      findings, "swap",
      _ ("This computer moves parts of its memory to a disk that is not encrypted. What you "
         "read in the vault can stay there, also after it is closed."),
      _ ("Ask your administrator to encrypt the swap space, or to switch it off."));
  if (can_hibernate (root))
    add_finding (
        findings, "hibernation",
        _ ("This computer can hibernate: then it writes all of its memory to a disk that is "
           "not encrypted, with the keys of an open vault in it."),
        _ ("Close the vault before the computer hibernates, and ask your administrator "
           "to switch hibernation off."));
  return findings;
}
