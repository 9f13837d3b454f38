/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Who keeps which documents where every member finds them (exchange §11, "Boards"). */

#include "app/kk-settings-private.h"
#include "app/region/kk-directory-entry-private.h"
#include "app/region/kk-documents-private.h"

#define KK_REGISTER_KEPT_MS (G_GINT64_CONSTANT (120) * 24 * 60 * 60 * 1000)

void
kk_board_document_free (KkBoardDocument *document)
{
  g_clear_pointer (&document->bytes, g_bytes_unref);
  g_free (document);
}

/* Every sync asks, and a register is large. */
static void
add_document (GPtrArray *board, KkDirectoryEntry *entry)
{
  KkBoardDocument *document = g_new0 (KkBoardDocument, 1);

  if (!entry->has_board_hash)
    entry->board_hash = kk_document_board_hash (entry->stored->bytes);
  entry->has_board_hash = TRUE;
  document->kind = entry->stored->kind;
  document->version = entry->stored->version.version;
  document->hash = entry->board_hash;
  document->bytes = g_bytes_ref (entry->stored->bytes);
  g_ptr_array_add (board, document);
}

static void
add_regions (GPtrArray *board, const KkDirectory *directory)
{
  const GPtrArray *entries = directory->entries[KK_BOARD_REGION];

  for (guint i = 0; i < entries->len; i++) {
    KkDirectoryEntry *entry = entries->pdata[i];

    if (entry->stored->state != KK_DOCUMENT_FORKED)
      add_document (board, entry);
  }
}

/* A packet may pin a register that was replaced while it waited. */
static gboolean
add_registers (GPtrArray *board, const KkDirectory *directory, GError **error)
{
  const GPtrArray *entries = directory->entries[KK_BOARD_REGISTER];
  gint64 since = g_get_real_time () / 1000 - KK_REGISTER_KEPT_MS;

  for (guint i = 0; i < entries->len; i++) {
    KkDirectoryEntry *entry = entries->pdata[i];
    g_autofree char *setting = kk_setting_register_replaced (entry->stored->version.version);
    gint64 replaced = 0;

    if (!kk_vault_setting_get_number (directory->vault, setting, 0, &replaced, error))
      return FALSE;
    if (entry->stored->state == KK_DOCUMENT_CURRENT ||
        (entry->stored->state == KK_DOCUMENT_REPLACED && replaced >= since))
      add_document (board, entry);
  }
  return TRUE;
}

/* How many were added. @device: (nullable): only those organisations of which it is the steward. Of a fork everybody has to
 * have both branches, or some would miss the revocations of one. */
static guint
add_organisations (GPtrArray *board, const KkDirectory *directory, const KkId *device)
{
  const GPtrArray *entries = directory->entries[KK_BOARD_ORGANISATION];
  guint before = board->len;

  for (guint i = 0; i < entries->len; i++) {
    KkDirectoryEntry *entry = entries->pdata[i];

    if (entry->stored->state != KK_DOCUMENT_REPLACED &&
        (device == NULL || kk_id_equal (&entry->organisation->steward, device)))
      add_document (board, entry);
  }
  return board->len - before;
}

GPtrArray *
kk_directory_dup_board (const KkDirectory *directory, const KkId *device, GError **error)
{
  g_autoptr (GPtrArray) board =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_board_document_free);
  g_autoptr (GPtrArray) own =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_board_document_free);
  gint64 published;
  gint64 registers;

  if (!kk_vault_setting_get_number (directory->vault, KK_SETTING_PUBLISHED, 0, &published, error) ||
      !kk_vault_setting_get_number (directory->vault, KK_SETTING_REGISTER_PUBLISHED, 0, &registers,
                                    error))
    return NULL;
  if (add_organisations (own, directory, device) == 0 && published == 0 && registers == 0)
    return g_steal_pointer (&board);
  add_regions (board, directory);
  (void) add_organisations (board, directory, published == 0 ? device : NULL);
  if (!add_registers (board, directory, error))
    return NULL;
  return g_steal_pointer (&board);
}
