/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/region/kk-directory-entry-private.h"
#include "app/region/kk-documents-private.h"

#include "crypto/kk-derive.h"

KkDirectoryIndex *
kk_directory_index_new (void)
{
  KkDirectoryIndex *index = g_new0 (KkDirectoryIndex, 1);

  index->is_stale = TRUE;
  index->seats = g_ptr_array_new_with_free_func (g_free);
  index->by_seat = g_hash_table_new (kk_id_hash, kk_id_equal);
  index->desks = g_hash_table_new (kk_id_hash, kk_id_equal);
  return index;
}

void
kk_directory_index_free (KkDirectoryIndex *index)
{
  g_hash_table_unref (index->by_seat);
  g_hash_table_unref (index->desks);
  g_ptr_array_unref (index->seats);
  g_free (index);
}

static gboolean
has_hat (const KkRegionOrganisation *organisation, KkHat hat)
{
  for (guint i = 0; i < organisation->hats->len; i++) {
    if (g_array_index (organisation->hats, KkHat, i) == hat)
      return TRUE;
  }
  return FALSE;
}

static void
add_seat (KkDirectoryIndex *index, const KkSeatInfo *template, const KkId *desk_id)
{
  const KkDesk *desk = kk_organisation_find_desk (template->organisation, desk_id);
  KkSeatInfo *info = g_memdup2 (template, sizeof *template);

  info->desk = desk;
  info->seat = kk_derive_seat_id (&info->device_id, desk_id);
  info->active = !info->revoked && desk->standing == KK_STANDING_ACTIVE &&
                 info->device->standing == KK_STANDING_ACTIVE &&
                 info->in_region->standing == KK_STANDING_ACTIVE &&
                 has_hat (info->in_region, desk->hat);
  g_ptr_array_add (index->seats, info);
  g_hash_table_insert (index->by_seat, &info->seat, info);
}

static void
add_device (KkDirectoryIndex *index, KkSeatInfo *template, GHashTable *revoked)
{
  const KkDevice *device = template->device;

  template->device_id = kk_device_get_id (device);
  template->revoked = device->standing == KK_STANDING_REVOKED ||
                      template->in_region->standing == KK_STANDING_REVOKED ||
                      g_hash_table_contains (revoked, &template->device_id);
  for (guint i = 0; i < device->desks->len; i++)
    add_seat (index, template, &g_array_index (device->desks, KkId, i));
}

static void
add_organisation (const KkDirectory *directory,
                  KkDirectoryIndex *index,
                  KkOrganisation *organisation)
{
  const KkRegion *region = kk_directory_get_region (directory);
  KkSeatInfo template = { .organisation = organisation };
  g_autoptr (GHashTable) revoked = NULL;

  template.in_region = kk_region_find_organisation (region, organisation->slug);
  if (template.in_region == NULL)
    return;
  for (guint i = 0; i < organisation->desks->len; i++)
    g_hash_table_insert (index->desks, &((KkDesk *) organisation->desks->pdata[i])->id,
                         organisation);
  revoked = kk_directory_collect_revoked (directory, organisation->slug);
  for (guint i = 0; i < organisation->devices->len; i++) {
    template.device = organisation->devices->pdata[i];
    add_device (index, &template, revoked);
  }
}

const KkDirectoryIndex *
kk_directory_get_index (const KkDirectory *directory)
{
  KkDirectoryIndex *index = directory->index;
  const GPtrArray *entries = directory->entries[KK_BOARD_ORGANISATION];

  if (!index->is_stale)
    return index;
  g_hash_table_remove_all (index->by_seat);
  g_hash_table_remove_all (index->desks);
  g_ptr_array_set_size (index->seats, 0);
  index->is_stale = FALSE;
  for (guint i = 0; kk_directory_get_region (directory) != NULL && i < entries->len; i++) {
    const KkDirectoryEntry *entry = entries->pdata[i];

    if (entry->stored->state == KK_DOCUMENT_CURRENT)
      add_organisation (directory, index, entry->organisation);
  }
  return index;
}
