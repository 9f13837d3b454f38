/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the pieces of kk-app-recall.h that other use cases need.
 * Owns:    see each function.
 * Threads: as KkApp.
 * Errors:  vault errors. */

#pragma once

#include "app/kk-app-private.h"
#include "app/register/kk-app-recall.h"
#include "domain/kk-operation.h"
#include "vault/kk-vault-records.h"
#include "vault/kk-vault-shares.h"

G_BEGIN_DECLS

/* USAGE; answers FALSE. */
gboolean kk_recall_refuse (GError **error, const char *sentence);

/* (transfer full): by which people name a request */
char *kk_recall_dup_id (const KkId *record, const KkDot *dot) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type KkRecallItem); @thread (nullable): all. */
GPtrArray *kk_recall_list_thread (KkApp *app, const KkId *thread, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Which of what a desk was given is asked back. */
typedef struct {
  const KkId *desk;   /* (nullable): NULL = every desk */
  GHashTable *fields; /* (nullable) set of field numbers (GUINT_TO_POINTER) */
  gboolean corrected; /* only what is not live any more */
} KkRecallFilter;

/* Inside a transaction. @count: what was asked, one for each desk and record, is added. */
gboolean kk_recall_record (KkApp *app,
                           const KkVaultRecord *record,
                           const KkRecallFilter *filter,
                           guint *count,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
