/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/region/kk-directory-entry-private.h"

#include "app/kk-app-error.h"

#include <glib/gi18n-lib.h>

const KkSeatInfo *
kk_directory_find_seat (const KkDirectory *directory, const KkId *seat)
{
  return g_hash_table_lookup (kk_directory_get_index (directory)->by_seat, seat);
}

GPtrArray *
kk_directory_get_seats (const KkDirectory *directory)
{
  return kk_directory_get_index (directory)->seats;
}

GPtrArray *
kk_directory_seats_of_desk (const KkDirectory *directory, const KkId *desk)
{
  const GPtrArray *all = kk_directory_get_index (directory)->seats;
  GPtrArray *seats = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++) {
    const KkSeatInfo *info = all->pdata[i];

    if (info->active && kk_id_equal (&info->desk->id, desk))
      g_ptr_array_add (seats, all->pdata[i]);
  }
  return seats;
}

const KkDesk *
kk_directory_find_desk (const KkDirectory *directory,
                        const KkId *desk,
                        const KkOrganisation **organisation)
{
  const KkOrganisation *owner =
      g_hash_table_lookup (kk_directory_get_index (directory)->desks, desk);

  if (organisation != NULL)
    *organisation = owner;
  return owner == NULL ? NULL : kk_organisation_find_desk (owner, desk);
}

/* @parts: slug, hat and role as far as they were given. */
static gboolean
matches (const KkDesk *desk, char **parts)
{
  if (desk->standing != KK_STANDING_ACTIVE)
    return FALSE;
  if (parts[1] == NULL)
    return TRUE;
  if (g_strcmp0 (kk_hat_text (desk->hat), parts[1]) != 0)
    return FALSE;
  return parts[2] == NULL || g_str_equal (desk->role, parts[2]);
}

static void
set_ambiguous (GError **error, const char *name)
{
  /* Translators: %s is the name of an organisation, as it was typed. */
  g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
               _ ("More than one desk answers to “%s”. Add its hat and role, as in "
                  "veilig-thuis/VT/zorgcoordinator."),
               name);
}

static const KkDesk *
find_one (const KkOrganisation *owner, char **parts, const char *name, GError **error)
{
  const KkDesk *found = NULL;

  for (guint i = 0; i < owner->desks->len; i++) {
    const KkDesk *desk = owner->desks->pdata[i];

    if (!matches (desk, parts))
      continue;
    if (found != NULL) {
      set_ambiguous (error, name);
      return NULL;
    }
    found = desk;
  }
  if (found == NULL)
    /* Translators: %s is what the person typed, such as veilig-thuis/VT. */
    g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                 _ ("That organisation has no active desk “%s”."), name);
  return found;
}

const KkDesk *
kk_directory_resolve_desk (const KkDirectory *directory,
                           const char *name,
                           const KkOrganisation **organisation,
                           GError **error)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", 3);
  const KkOrganisation *owner = NULL;
  const KkDesk *desk = NULL;
  KkId id;

  if (kk_id_parse (name, &id))
    desk = kk_directory_find_desk (directory, &id, &owner);
  else if (parts[0] != NULL)
    owner = kk_directory_get_organisation (directory, parts[0]);
  if (owner == NULL) {
    /* Translators: %s is what the person typed, such as veilig-thuis/VT. */
    g_set_error (
        error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
        _ ("There is no organisation or desk “%s” in this region. “region show” names those that there are."),
        name);
    return NULL;
  }
  if (desk == NULL)
    desk = find_one (owner, parts, name, error);
  if (organisation != NULL)
    *organisation = desk == NULL ? NULL : owner;
  return desk;
}
