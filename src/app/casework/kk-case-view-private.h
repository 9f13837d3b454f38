/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what every view of a case is made of: names, values for people, who wrote, and the live operations of a
 *          field sorted out into what holds and what is proposed.
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  none: what the documents do not name is shown by its id. */

#pragma once

#include "app/casework/kk-app-case.h"
#include "app/kk-app-private.h"
#include "vault/kk-vault-cases.h"

G_BEGIN_DECLS

/* (transfer full): slug of the organisation of a desk, or its id. */
char *kk_desk_dup_slug (KkApp *app, const KkId *desk);
/* (transfer full) (nullable): the person of the device that writes the log. */
char *kk_log_dup_person (KkApp *app, const KkId *log);

/* (transfer full): name in the schema, or the number of a field that a newer version made; empty for 0. */
char *kk_field_dup_name (guint32 number);
const char *kk_record_type_name (guint32 type); /* empty when a newer version made it */
char *kk_op_dup_value (const KkOp *op);         /* (transfer full) (nullable) */
/* Adds the rows under which a value came to @rows (element-type utf8). @origin: (nullable): when it is NULL, the
 * slug of the desk that gave the value, if this desk took it over. */
gboolean
kk_basis_describe (KkApp *app, gint64 basis, GPtrArray *rows, char **origin, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

KkCaseItem *kk_case_item_new (KkApp *app, const KkVaultCase *case_);
KkFieldVersion *kk_field_version_new (KkApp *app, const KkStoredOp *stored, gboolean proposal);
void kk_field_version_free (KkFieldVersion *version);

/* The live operations of one field and element; all borrowed from the list that they came from. */
typedef struct {
  guint32 field;
  const char *element;  /* (nullable) */
  GPtrArray *current;   /* (element-type KkStoredOp): of the owner desk, equal ones once */
  GPtrArray *proposals; /* (element-type KkStoredOp): of other desks */
  gboolean conflict;
} KkLiveField;

/* (transfer full) (element-type KkLiveField): in the order of @ops (element-type KkStoredOp), which has each field
 * together, as kk_vault_op_list() gives them. */
GPtrArray *kk_live_fields (const GPtrArray *ops, const KkId *owner);
/* (transfer full) (element-type KkFieldVersion): current ones first. */
GPtrArray *kk_live_field_versions (KkApp *app, const KkLiveField *live);

G_END_DECLS
