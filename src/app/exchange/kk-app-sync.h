/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one exchange with the region's git repository, and what came in that could not be taken
 *          (exchange §15 and §16).
 * Owns:    results belong to the caller.
 * Threads: as KkApp; minutes on a slow line, cancellable.
 * Errors:  as KkApp. What fails for one log is in the report and does not stop the others. */

#pragma once

#include "app/kk-app.h"

G_BEGIN_DECLS

typedef struct {
  char *log; /* hex */
  char *organisation;
  char *desk_name;
  const char *status; /* ok behind held incomplete fork revoked over-limit unreadable */
  gint64 heard;
} KkLogReport;

typedef struct {
  guint pushed_packets;
  guint64 pushed_bytes; /* sealed bytes in this push */
  guint applied;        /* operations */
  guint conflicts;
  guint quarantined;
  guint held;
  guint bodies_held;  /* own bodies that a person has to look at again */
  GPtrArray *logs;    /* (element-type KkLogReport) */
  GPtrArray *notices; /* (element-type utf8): translated sentences */
} KkSyncReport;

typedef struct {
  const char *remote;      /* (nullable): instead of the region's */
  const char *private_key; /* (nullable): SSH key file */
  const KkHash *host_key;  /* (nullable): with @remote */
  const char *user;        /* (nullable): for an HTTPS server that asks for a name and password */
  KkSecret
      *password; /* (nullable): with @user; both are kept in the vault once the server took them */
  const char *bundle_in;  /* (nullable): a file is read instead of a server */
  const char *bundle_out; /* (nullable): a file is made instead; after @bundle_in */
  gboolean beside; /* also where the server holds work of others and nothing of this region */
} KkSyncPlan;

KkSyncReport *kk_app_sync (KkApp *app, const KkSyncPlan *plan, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_sync_report_free (KkSyncReport *report);
/* Makes an empty git repository in the folder @path, for a region without a server or for a demonstration. */
gboolean kk_app_sync_create_remote (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  char *id;
  char *organisation; /* (nullable): who sent it, when that is certain */
  const char *code;   /* which check refused it */
  char *reason;       /* translated */
  char *row;          /* (nullable): the legal row that failed */
  char *law;          /* (nullable): that row in words */
  char *field;        /* (nullable): name in the schema; what stood in it was not read */
  gboolean hold;      /* waits for something and is tried again */
  gint64 received;    /* ms */
  gboolean told;      /* the sender was told */
} KkQuarantineItem;

/* (element-type KkQuarantineItem) */
GPtrArray *kk_app_quarantine_list (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* By the id of kk_app_quarantine_list(), or as much of its beginning as makes it the only one. */
KkQuarantineItem *kk_app_quarantine_get (KkApp *app, const char *id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_quarantine_item_free (KkQuarantineItem *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkQuarantineItem, kk_quarantine_item_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkSyncReport, kk_sync_report_free)

G_END_DECLS
