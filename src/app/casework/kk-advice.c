/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/casework/kk-advice-private.h"

#include "app/casework/kk-route-file-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
kk_advice_names_somebody (const KkField *field, KkCategories ticked)
{
  gboolean about_work = field->type == KK_RECORD_CASE || field->type == KK_RECORD_ADVICE_REQUEST ||
                        field->type == KK_RECORD_TASK || field->type == KK_RECORD_JOURNAL_ENTRY;

  return !about_work || strcmp (field->name, "nl_ReportKind") == 0 ||
         (ticked & ~KK_CATEGORY_BIT (KK_CATEGORY_V)) != 0;
}

gboolean
kk_advice_check (KkApp *app, const KkVaultCase *case_, GError **error)
{
  g_auto (KkRouteFile) file = { 0 };
  g_autoptr (GPtrArray) ops = kk_vault_op_list (app->vault, case_->record.idx, KK_OPS_LIVE, error);

  if (ops == NULL)
    return FALSE;
  if (g_strcmp0 (kk_statement_text (ops, "nl_ReportKind"), "adviesvraag") != 0)
    return TRUE;
  if (!kk_route_file_read (&file, app, case_, error))
    return FALSE;
  if (file.facts.decisions[KK_GATE_G0] == KK_GATE_RESULT_YES)
    return TRUE;
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                       _ ("This is a request for advice, and it names nobody. It becomes a case "
                          "about somebody only after gate G0 was decided with yes: “gate decide "
                          "--gate G0”."));
  return FALSE;
}
