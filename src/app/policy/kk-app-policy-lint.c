/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/policy/kk-app-policy-lint.h"

#include "app/policy/kk-lint-words-private.h"
#include "app/region/kk-directory-register-private.h"
#include "app/register/kk-register-folder-private.h"
#include "base/kk-limits.h"
#include "policy/kk-register.h"

#include <string.h>

void
kk_policy_lint_free (KkPolicyLint *lint)
{
  if (lint == NULL)
    return;
  g_free (lint->reason);
  g_free (lint);
}

/* The register as it would be: this file in the place of the one with its name, or beside the others. */
static void
put_file (GPtrArray *files, const char *name, GBytes *bytes)
{
  for (guint i = 0; i < files->len; i++) {
    const KkDocumentFile *file = files->pdata[i];

    if (strcmp (file->name, name) == 0) {
      g_ptr_array_remove_index (files, i);
      break;
    }
  }
  g_ptr_array_add (files, kk_document_file_new (name, bytes));
}

static KkRegister *
parse_files (GPtrArray *files, GError **error)
{
  g_autoptr (KkRegisterDocument) document = kk_register_document_new ();

  document->level = KK_LEVEL;
  document->version = 1;
  g_ptr_array_unref (document->files);
  document->files = g_ptr_array_ref (files);
  return kk_register_parse_document (document, error);
}

static void
count_rows (KkPolicyLint *lint, const char *name, const KkRegister *reg)
{
  for (guint i = 0; i < kk_register_get_n_rows (reg); i++) {
    const KkRow *row = kk_register_get_row (reg, i);

    if (g_str_has_suffix (name, ".profile") ? row->off == NULL : strcmp (row->file, name) != 0)
      continue;
    lint->rows++;
    lint->drafts += row->reviewer == NULL ? 1 : 0;
  }
}

/* Messages of the register begin with "file:line: " when they are about a line. */
static void
note_refusal (KkPolicyLint *lint, const char *name, const char *message)
{
  gsize size = strlen (name);
  char *rest = NULL;

  if (strncmp (message, name, size) == 0 && message[size] == ':') {
    lint->line = (guint) g_ascii_strtoull (message + size + 1, &rest, 10);
    if (lint->line > 0 && g_str_has_prefix (rest, ": "))
      message = rest + 2;
  }
  lint->reason = kk_lint_words (message);
}

KkPolicyLint *
kk_app_policy_lint (const char *name, GBytes *bytes, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) files = kk_register_folder_read (folder, error);
  g_autoptr (KkPolicyLint) lint = g_new0 (KkPolicyLint, 1);
  g_autoptr (KkRegister) reg = NULL;
  g_autoptr (GError) refusal = NULL;

  if (files == NULL)
    return NULL;
  put_file (files, name, bytes);
  reg = parse_files (files, &refusal);
  if (reg == NULL)
    note_refusal (lint, name, refusal->message);
  else
    count_rows (lint, name, reg);
  return g_steal_pointer (&lint);
}
