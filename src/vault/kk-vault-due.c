/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "vault/kk-vault-due.h"

#include "vault/kk-vault-private.h"

GArray *
kk_vault_due_list (KkVault *vault,
                   guint32 field,
                   const char *first,
                   const char *last,
                   GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, KK_DUE_BY_DAY);

  kk_query_bind_number (&query, field);
  kk_query_bind_text (&query, first);
  kk_query_bind_text (&query, last);
  return kk_vault_read_records (&query, error);
}

GArray *
kk_vault_due_list_open (KkVault *vault, guint32 type, guint32 field, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, KK_DUE_OPEN);

  kk_query_bind_number (&query, type);
  kk_query_bind_number (&query, field);
  return kk_vault_read_records (&query, error);
}

gboolean
kk_vault_due_first (KkVault *vault, const KkId *desk, guint32 field, char **day, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, KK_DUE_FIRST);

  *day = NULL;
  kk_query_bind_number (&query, field);
  kk_query_bind_id (&query, desk);
  if (kk_query_next (&query, error))
    *day = kk_query_dup_text (&query, 0);
  return kk_query_is_fine (&query);
}

gboolean
kk_vault_due_first_from (KkVault *vault,
                         const KkId *desk,
                         const KkId *owner,
                         gint64 *time,
                         GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, KK_DUE_FIRST_FROM);

  *time = 0;
  kk_query_bind_id (&query, desk);
  kk_query_bind_id (&query, owner);
  if (kk_query_next (&query, error))
    *time = kk_query_number (&query, 0);
  return kk_query_is_fine (&query);
}
