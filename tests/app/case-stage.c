/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "case-stage.h"

#include "app/casework/kk-case-find-private.h"
#include "app/kk-app-private.h"
#include "domain/kk-content.h"
#include "format/kk-basis-codec.h"
#include "vault/kk-vault-logs.h"

#include <string.h>

KkApp *
stage_app (KkTestRegion *region)
{
  return kk_test_region_get_app (region, "deventer");
}

void
stage_assert_error (GError **error, int code, const char *words)
{
  g_assert_error (*error, KK_APP_ERROR, code);
  if (strstr ((*error)->message, words) == NULL)
    g_error ("\"%s\" does not say \"%s\"", (*error)->message, words);
  g_clear_error (error);
}

void
stage_set (KkApp *app, const char *case_, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;
  KkFieldEdit edit = { .field = field, .value = value };
  gboolean done = kk_app_case_set (app, case_, NULL, &edit, 1, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

void
stage_refuse (KkApp *app,
              const char *case_,
              const char *field,
              const char *value,
              const char *words)
{
  g_autoptr (GError) error = NULL;
  KkFieldEdit edit = { .field = field, .value = value };

  g_assert_false (kk_app_case_set (app, case_, NULL, &edit, 1, &error));
  g_assert_nonnull (error);
  g_assert_true (*value == '\0' || strstr (error->message, value) == NULL);
  stage_assert_error (&error, KK_APP_ERROR_USAGE, words);
}

const KkRecordView *
stage_record (const KkCaseView *view, const char *type)
{
  for (guint i = 0; i < view->records->len; i++) {
    const KkRecordView *record = view->records->pdata[i];

    if (strcmp (record->type, type) == 0)
      return record;
  }
  return NULL;
}

const KkFieldView *
stage_field (const KkCaseView *view, const char *type, const char *field, const char *element)
{
  const KkRecordView *record = stage_record (view, type);

  for (guint i = 0; record != NULL && i < record->fields->len; i++) {
    const KkFieldView *found = record->fields->pdata[i];

    if (strcmp (found->name, field) == 0 && g_strcmp0 (found->element, element) == 0)
      return found;
  }
  return NULL;
}

char *
stage_value (KkApp *app, const char *case_, const char *type, const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkCaseView) view = kk_app_case_show (app, case_, &error);
  const KkFieldView *found;

  g_assert_no_error (error);
  found = stage_field (view, type, field, NULL);
  return found != NULL ? g_strdup (found->value) : NULL;
}

GPtrArray *
stage_history (KkApp *app, const char *case_)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *history = kk_app_case_history (app, case_, &error);

  g_assert_no_error (error);
  return history;
}

guint
stage_count (KkApp *app, const char *search)
{
  g_autoptr (GError) error = NULL;
  KkCaseFilter filter = { .search = search, .limit = 100000 };
  g_autoptr (GPtrArray) cases = kk_app_case_list (app, &filter, &error);

  g_assert_no_error (error);
  return cases->len;
}

static gint64
store_basis (KkApp *to, GError **error)
{
  g_autoptr (KkBasis) basis = kk_basis_new ();
  g_autoptr (GBytes) bytes = NULL;
  gint64 idx = 0;

  g_ptr_array_add (basis->rows, g_strdup ("WMO-5-2-6"));
  bytes = kk_basis_encode (basis, error);
  g_assert_no_error (*error);
  g_assert_true (kk_vault_basis_ensure (to->vault, bytes, &idx, error));
  return idx;
}

/* Own operations of the receiving side that went there and back are duplicates. */
static void
carry_op (KkApp *from,
          KkApp *to,
          gint64 record,
          const KkStoredOp *stored,
          gint64 basis,
          GError **error)
{
  const KkId *seat = kk_vault_log_get_seat (from->vault, stored->log);
  KkApplyResult result;
  gint64 log = 0;

  g_assert_true (
      kk_vault_log_ensure (to->vault, &stored->op->dot.log, seat, &stored->desk, 0, &log, error));
  g_assert_true (kk_vault_op_apply (to->vault, record, stored->op, basis, &result, error));
  g_assert_true (result == KK_APPLY_NEW || result == KK_APPLY_DUPLICATE);
}

static void
carry_record (KkApp *from, KkApp *to, const KkVaultRecord *record, gint64 basis, GError **error)
{
  g_autoptr (GPtrArray) ops = kk_vault_op_list (from->vault, record->idx, KK_OPS_ALL, error);
  KkVaultRecord copy = *record;
  gint64 idx = 0;

  g_assert_no_error (*error);
  copy.desk = g_array_index (to->seats, KkOwnSeat, 0).desk;
  g_assert_true (kk_vault_record_ensure (to->vault, &copy, &idx, error));
  for (guint i = 0; i < ops->len; i++)
    carry_op (from, to, idx, ops->pdata[i], basis, error);
}

void
stage_carry (KkApp *from, KkApp *to, const char *case_)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultCase) found = kk_case_find (from, case_, &error);
  g_autoptr (GArray) records = kk_case_records (from, found, &error);
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (to->vault, &error);
  gint64 basis = store_basis (to, &error);

  for (guint i = 0; i < records->len; i++)
    carry_record (from, to, &g_array_index (records, KkVaultRecord, i), basis, &error);
  g_assert_true (kk_vault_commit (g_steal_pointer (&transaction), &error));
  g_assert_no_error (error);
}
