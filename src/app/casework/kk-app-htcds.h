/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    cases in the columns of the Human Trafficking Case Data Standard (docs/formats/htcds-import.md, "Export").
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  as KkApp; USAGE without a reason, or when there is nothing to export. */

#pragma once

#include "app/casework/kk-app-case.h"

G_BEGIN_DECLS

typedef struct {
  char *case_;      /* reference */
  const char *type; /* record type name */
  guint count;
} KkLeftOut;

typedef struct {
  guint cases;
  GPtrArray *left_out; /* (element-type KkLeftOut): records that a row cannot hold */
} KkHtcdsReport;

/* The own cases of @filter; after and limit are not looked at. @path: a file that only its owner may read and that was not
 * there; the disclosure register says that each case was taken out. @reason: kept in the journal of each case. */
KkHtcdsReport *kk_app_case_export (KkApp *app,
                                   const KkCaseFilter *filter,
                                   const char *path,
                                   const char *reason,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_htcds_report_free (KkHtcdsReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkHtcdsReport, kk_htcds_report_free)

G_END_DECLS
