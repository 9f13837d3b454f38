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
