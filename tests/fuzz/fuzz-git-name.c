/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "kk-fuzz.h"

#include "base/kk-limits.h"
#include "sync/kk-git-name.h"

#include <string.h>

/* What is a name is written in one way only, and what is a name lies in folders that may be entered. */
static void
check_name (const char *path, const KkTipName *name)
{
  KkTipPath written = kk_tip_name_path (name);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpstr (written.text, ==, path);
  g_assert_cmpuint (name->push_no, <=, KK_LIMIT_SEQUENCE);
  g_assert_cmpint (kk_tip_name_compare (name, name), ==, 0);
  for (; strcmp (folder, ".") != 0; *strrchr (folder, '/') = '\0') {
    g_assert_true (kk_tip_name_is_folder (folder));
    if (strchr (folder, '/') == NULL)
      break;
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *path = g_strndup (size > 0 ? (const char *) data : "", size);
  KkTipName name;
  gboolean is_name = kk_tip_name_parse (path, &name);

  g_assert_false (is_name && kk_tip_name_is_folder (path));
  if (is_name)
    check_name (path, &name);
  return 0;
}
