/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/sharing/kk-share-ask-private.h"

char *
kk_desk_dup_address (const KkDirectory *directory, const KkId *desk)
{
  const KkOrganisation *organisation = NULL;
  const KkDesk *found = kk_directory_find_desk (directory, desk, &organisation);

  if (found == NULL)
    return g_strdup (kk_id_text (desk).text);
  return g_strdup_printf ("%s/%s/%s", organisation->slug, kk_hat_text (found->hat), found->role);
}
