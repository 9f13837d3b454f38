/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the list of cases, page by page, and what belongs to a case (docs/formats/vault.md, "Derived").
 * Owns:    KkVaultCase and KkVaultConflict what they hold.
 * Threads: those of the vault.
 * Errors:  KK_VAULT_ERROR. Changes of an open transaction are not seen before kk_vault_search_flush() or its commit. */

#pragma once

#include "vault/kk-vault-records.h"

G_BEGIN_DECLS

typedef struct {
  KkVaultRecord record; /* its conflicts and updated are those of this record alone */
  char *reference;
  char *title;
  char *stage;        /* code, or "" */
  char *municipality; /* "" when not known */
  gint64 conflicts;   /* in all records of the case */
  gint64 updated;     /* ms, display only: of all records of the case */
  gint64 touched;     /* place in the list: newest change highest */
} KkVaultCase;

void kk_vault_case_free (KkVaultCase *item);

/* All zero: every case, newest change first. */
typedef struct {
  const KkId *desk;         /* (nullable) own desk */
  const char *text;         /* (nullable): words to look for in all records of the case */
  const char *stage;        /* (nullable) */
  const char *municipality; /* (nullable) */
  const KkId *owner;        /* (nullable) desk */
  gboolean conflicts_only;
  gboolean with_deleted;
  gint64 since;  /* ms: only what was updated after it; 0 = any time */
  gint64 before; /* touched of the last row of the page before; 0 = first page */
  guint limit;   /* 0 = 100 */
} KkVaultCaseQuery;

/* (transfer full) (element-type KkVaultCase): newest change first. */
GPtrArray *kk_vault_case_list (KkVault *vault, const KkVaultCaseQuery *query, GError **error);
/* (transfer full) (element-type gint64): the case records of all pages, newest change first; before and limit are not
 * looked at. A list on a screen takes this at once and each page of it with kk_vault_case_get(). */
GArray *kk_vault_case_order (KkVault *vault, const KkVaultCaseQuery *query, GError **error);
/* Of all pages; before and limit are not looked at. */
gboolean
kk_vault_case_count (KkVault *vault, const KkVaultCaseQuery *query, gint64 *count, GError **error);
/* (transfer full) (nullable): by its number, or NULL without an error. The newest when several have it. */
KkVaultCase *kk_vault_case_by_reference (KkVault *vault,
                                         const KkId *desk,
                                         const char *reference,
                                         GError **error);
/* (transfer full) (nullable): of a record of type case. */
KkVaultCase *kk_vault_case_get (KkVault *vault, gint64 record, GError **error);
/* (transfer full) (element-type KkVaultRecord): of own desk @desk in the thread, by type and idx. */
GArray *
kk_vault_thread_records (KkVault *vault, const KkId *desk, const KkId *thread, GError **error);

typedef struct {
  KkVaultRecord record;
  guint32 field; /* 0 = of the whole record: deleted, but changed elsewhere */
  char *element; /* (nullable) */
} KkVaultConflict;

void kk_vault_conflict_free (KkVaultConflict *conflict);
/* (transfer full) (element-type KkVaultConflict): by record, field and element; @desk (nullable): of all own desks. */
GPtrArray *kk_vault_conflict_list (KkVault *vault, const KkId *desk, GError **error);
gboolean kk_vault_conflict_count (KkVault *vault, const KkId *desk, gint64 *count, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkVaultCase, kk_vault_case_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkVaultConflict, kk_vault_conflict_free)

G_END_DECLS
