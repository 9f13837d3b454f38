/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/region/kk-directory-entry-private.h"
#include "app/region/kk-directory-register-private.h"

#include "app/kk-app-error.h"
#include "format/kk-document-codec.h"

#include <glib/gi18n-lib.h>

KkRegister *
kk_register_parse_document (const KkRegisterDocument *document, GError **error)
{
  g_autoptr (GArray) files = g_array_new (FALSE, FALSE, sizeof (KkRegisterFile));

  for (guint i = 0; i < document->files->len; i++) {
    const KkDocumentFile *file = document->files->pdata[i];
    KkRegisterFile part = { file->name, file->bytes };

    g_array_append_val (files, part);
  }
  return kk_register_parse ((const KkRegisterFile *) (gpointer) files->data, files->len, error);
}

static KkRegister *
parse_entry (const KkDirectoryEntry *entry, GError **error)
{
  g_autoptr (KkSignedDocument) signed_document =
      kk_signed_document_decode (entry->stored->bytes, error);
  g_autoptr (KkRegisterDocument) document = NULL;
  g_autoptr (KkRegister) reg = NULL;

  if (signed_document == NULL)
    return NULL;
  document = kk_register_document_decode (signed_document->body, error);
  if (document == NULL)
    return NULL;
  reg = kk_register_parse_document (document, error);
  if (reg == NULL)
    return NULL;
  kk_register_set_version (reg, entry->stored->version.version, &entry->stored->version.hash);
  return g_steal_pointer (&reg);
}

static const KkRegister *
borrow_register (KkDirectoryEntry *entry, GError **error)
{
  if (entry == NULL) {
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                         _ ("This vault does not have that version of the register of legal "
                            "bases. Sync first."));
    return NULL;
  }
  if (entry->reg == NULL)
    entry->reg = parse_entry (entry, error);
  return entry->reg;
}

const KkRegister *
kk_directory_get_register (KkDirectory *directory, const KkVersion *version, GError **error)
{
  return borrow_register (
      kk_directory_find (directory, KK_BOARD_REGISTER, "", version->version, &version->hash),
      error);
}

const KkRegister *
kk_directory_newest_register (KkDirectory *directory, GError **error)
{
  KkVersion version = kk_directory_register_version (directory);

  return kk_directory_get_register (directory, &version, error);
}

gboolean
kk_directory_find_register_version (const KkDirectory *directory, KkVersion *version)
{
  const KkDirectoryEntry *entry =
      kk_directory_find (directory, KK_BOARD_REGISTER, "", version->version, NULL);

  if (entry == NULL || entry->stored->state == KK_DOCUMENT_FORKED)
    return FALSE;
  *version = entry->stored->version;
  return TRUE;
}

guint64
kk_directory_highest_register (const KkDirectory *directory)
{
  return kk_directory_highest (directory, KK_BOARD_REGISTER, "");
}
