/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    files of a case, kept in the vault (docs/formats/attachments.md). kk_app_case_delete() removes one.
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  as KkApp; USAGE for a file that is not there, is empty or is too large; NEEDS_ANSWER without categories. */

#pragma once

#include "app/kk-app.h"
#include "domain/kk-vocabulary.h"

G_BEGIN_DECLS

#define KK_ATTACHMENT_MOST ((gsize) 1 << 20)

typedef struct {
  char *id; /* hex */
  char *name;
  char *media_type; /* (nullable) */
  guint64 size;
  char *day;      /* (nullable) */
  char *person;   /* (nullable): hex id of whom it is about */
  char *owner;    /* organisation slug */
  gboolean whole; /* it can be exported */
} KkAttachmentItem;

typedef struct {
  const char *case_;
  const char *name; /* as people call it; no folder */
  GBytes *content;  /* borrowed */
  const char
      *person; /* (nullable): hex id of whom it is about; NULL = the only person, if there is one */
  KkCategories ticked; /* what it holds; at least one */
} KkAttachmentPlan;

/* (transfer full): id of the record, hex. */
char *kk_app_attachment_add (KkApp *app, const KkAttachmentPlan *plan, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* (element-type KkAttachmentItem), in the order in which this vault got them. */
GPtrArray *kk_app_attachment_list (KkApp *app, const char *case_, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): the bytes, for showing them; they are nowhere else in clear. */
GBytes *kk_app_attachment_open (KkApp *app, const char *case_, const char *id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Writes a file that only its owner may read and that was not there, an entry in the disclosure register, and @reason in the
 * journal of the case. */
gboolean kk_app_attachment_export (KkApp *app,
                                   const char *case_,
                                   const char *id,
                                   const char *path,
                                   const char *reason,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_attachment_item_free (KkAttachmentItem *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkAttachmentItem, kk_attachment_item_free)

G_END_DECLS
