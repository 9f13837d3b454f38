/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Swap space and hibernation, from files of the kernel as they were seen on computers of several kinds. Threat T20. */

#include "app/vault/kk-app-host.h"
#include "kk-test-region.h"

#include <glib/gstdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#define HEAD "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"

typedef struct {
  const char *path;
  const char *text;
} File;

typedef struct {
  const char *name;
  const char *expected; /* codes, with a space behind each */
  File files[8];
} Machine;

static const Machine machines[] = {
  { "no swap", "", { { "proc/swaps", HEAD }, { "sys/power/state", "freeze mem disk\n" } } },
  { "nothing to read", "", { { NULL, NULL } } },
  { "a plain partition",
    "swap hibernation ",
    { { "proc/swaps", HEAD "/dev/sda2                               partition\t976892\t0\t-2\n" },
      { "sys/power/state", "freeze mem disk\n" },
      { "sys/power/disk", "[platform] shutdown reboot\n" } } },
  { "hibernation is off",
    "swap ",
    { { "proc/swaps", HEAD "/dev/sda2 partition\t976892\t0\t-2\n" },
      { "sys/power/state", "freeze mem disk\n" },
      { "sys/power/disk", "[disabled]\n" } } },
  { "no hibernation",
    "swap ",
    { { "proc/swaps", HEAD "/dev/sda2 partition\t976892\t0\t-2\n" },
      { "sys/power/state", "freeze mem\n" } } },
  { "an encrypted partition",
    "",
    { { "proc/swaps", HEAD "/dev/dm-1 partition\t976892\t0\t-2\n" },
      { "sys/class/block/dm-1/dm/uuid", "CRYPT-LUKS2-0123-swap\n" },
      { "sys/power/state", "freeze mem disk\n" } } },
  { "LVM on an encrypted disk",
    "",
    { { "proc/swaps", HEAD "/dev/dm-2 partition\t976892\t0\t-2\n" },
      { "sys/class/block/dm-2/dm/uuid", "LVM-abc\n" },
      { "sys/class/block/dm-2/slaves/dm-0/dev", "254:0\n" },
      { "sys/class/block/dm-0/dm/uuid", "CRYPT-LUKS2-0123-sda3_crypt\n" } } },
  { "LVM on a plain disk",
    "swap ",
    { { "proc/swaps", HEAD "/dev/dm-2 partition\t976892\t0\t-2\n" },
      { "sys/class/block/dm-2/dm/uuid", "LVM-abc\n" },
      { "sys/class/block/dm-2/slaves/sda3/dev", "8:3\n" } } },
  { "LVM on both",
    "swap ",
    { { "proc/swaps", HEAD "/dev/dm-2 partition\t976892\t0\t-2\n" },
      { "sys/class/block/dm-2/dm/uuid", "LVM-abc\n" },
      { "sys/class/block/dm-2/slaves/sda3/dev", "8:3\n" },
      { "sys/class/block/dm-2/slaves/dm-0/dev", "254:0\n" },
      { "sys/class/block/dm-0/dm/uuid", "CRYPT-LUKS2-0123-x\n" } } },
  { "by its mapped name",
    "",
    { { "proc/swaps", HEAD "/dev/mapper/cryptswap partition\t976892\t0\t-2\n" },
      { "sys/class/block/dm-3/dm/name", "cryptswap\n" },
      { "sys/class/block/dm-3/dm/uuid", "CRYPT-PLAIN-cryptswap\n" } } },
  { "compressed memory",
    "",
    { { "proc/swaps", HEAD "/dev/zram0 partition\t976892\t0\t100\n" },
      { "sys/class/block/zram0/backing_dev", "none\n" },
      { "sys/power/state", "freeze mem disk\n" } } },
  { "compressed memory with a disk behind it",
    "swap ",
    { { "proc/swaps", HEAD "/dev/zram0 partition\t976892\t0\t100\n" },
      { "sys/class/block/zram0/backing_dev", "/dev/sda4\n" } } },
  { "a file on a plain disk",
    "swap ",
    { { "proc/swaps", HEAD "/swapfile file\t976892\t0\t-2\n" },
      { "proc/self/mountinfo", "22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw\n" } } },
  { "a file on an encrypted disk",
    "",
    { { "proc/swaps", HEAD "/var/swap\\040file file\t976892\t0\t-2\n" },
      { "proc/self/mountinfo", "22 1 8:2 / / rw - ext4 /dev/sda2 rw\n"
                               "23 22 254:0 / /var rw shared:2 - ext4 /dev/mapper/var rw\n" },
      { "sys/dev/block/254:0/dm/uuid", "CRYPT-LUKS2-0123-var\n" } } },
  { "a file on a file system with a number of its own",
    "",
    { { "proc/swaps", HEAD "/swap/file file\t976892\t0\t-2\n" },
      { "proc/self/mountinfo", "22 1 0:25 /@swap /swap rw - btrfs /dev/mapper/root rw\n" },
      { "sys/class/block/dm-0/dm/name", "root\n" },
      { "sys/class/block/dm-0/dm/uuid", "CRYPT-LUKS2-0123-root\n" } } },
  { "one of each",
    "swap ",
    { { "proc/swaps",
        HEAD "/dev/zram0 partition\t976892\t0\t100\n/dev/sda2 partition\t976892\t0\t-2\n" } } },
};

static void
put (const char *root, const File *file)
{
  g_autofree char *path = g_build_filename (root, file->path, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, file->text, -1, NULL));
}

static void
test_machine (gconstpointer data)
{
  const Machine *machine = data;
  g_autofree char *root = kk_test_folder_new ();
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (machine->files) && machine->files[i].path != NULL; i++)
    put (root, &machine->files[i]);
  findings = kk_host_check (root);
  for (guint i = 0; i < findings->len; i++)
    g_string_append_printf (codes, "%s ", ((const KkHostFinding *) findings->pdata[i])->code);
  kk_test_folder_remove (root);
  g_assert_cmpstr (codes->str, ==, machine->expected);
}

/* Once a vault was opened the process leaves no core file, and no other program of the person looks into it. */
static void
test_process (void)
{
  g_autofree char *folder = kk_test_folder_new ();
  g_autofree char *code = NULL;
  g_autoptr (KkApp) app G_GNUC_UNUSED = kk_test_vault_new (folder, &code);
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
  g_assert_cmpuint (limit.rlim_cur, ==, 0);
  g_assert_cmpuint (limit.rlim_max, ==, 0);
#if !defined(__SANITIZE_ADDRESS__)
  g_assert_cmpint (prctl (PR_GET_DUMPABLE, 0, 0, 0, 0), ==, 0);
#endif
  kk_test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (machines); i++) {
    g_autofree char *slug = g_strdelimit (g_strdup (machines[i].name), " ", '-');
    g_autofree char *path = g_strconcat ("/host/swap/", slug, NULL);

    g_test_add_data_func (path, &machines[i], test_machine);
  }
  g_test_add_func ("/host/process", test_process);
  return g_test_run ();
}
