/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the disclosure register (verstrekkingenregister): export and proof (exchange §17).
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  as KkApp. A broken chain is a result, not an error. */

#pragma once

#include "app/exchange/kk-app-sync.h"

G_BEGIN_DECLS

typedef struct {
  guint64 n;
  gint64 at;
  const char *
      kind; /* disclosed again withheld refused quarantined recalled erased acute printed continued */
  const char *kind_label; /* the same for people */
  char *log;
  char *case_;          /* (nullable): reference, while the record exists */
  char *thread;         /* (nullable): hex, also when nothing is left of the case */
  char *recipient;      /* (nullable): slug/HAT/role; whom it came from when it was quarantined */
  char *recipient_name; /* (nullable): organisation and desk, for people */
  GPtrArray *fields;    /* (element-type utf8) */
  GPtrArray *labels;    /* (element-type utf8): the same for people, in the same order */
  GPtrArray *rows;      /* (element-type utf8) */
  GPtrArray *laws;      /* (element-type utf8): those rows in words, in the same order */
  char *packet;         /* (nullable): hex of the packet hash */
  guint masked;         /* fields about others, or of a source, that are not shown */
} KkRegisterEntryView;

typedef struct {
  const char *case_;     /* (nullable) */
  const char *recipient; /* (nullable) */
  const char
      *person;      /* (nullable): name, or id of the record; then sources and others are masked */
  const char *born; /* (nullable): YYYY-MM-DD, with @person */
  const char *period; /* (nullable): 2026, 2026-11, 2026-11-22, or two of these with ".." between */
} KkRegisterQuery;

/* (element-type KkRegisterEntryView), oldest first. */
GPtrArray *kk_app_register_select (KkApp *app, const KkRegisterQuery *query, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* The same, by case and recipient only. */
GPtrArray *
kk_app_register_export (KkApp *app, const char *case_, const char *recipient, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Writes a file that only its owner may read and that was not there, and an entry that says so. @count: (out). */
gboolean kk_app_register_write (KkApp *app,
                                const KkRegisterQuery *query,
                                KkExportFormat format,
                                const char *path,
                                guint *count,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Entries that a device published and that no device here has: they were lost with it. */
typedef struct {
  char *log;
  char *device;  /* (nullable): whose it was */
  guint64 after; /* the last entry of it that is here */
} KkLostEntries;

typedef struct {
  gboolean ok;
  char *head; /* hex */
  guint64 entries;
  guint64 broken_at; /* 0 = nowhere */
  gboolean
      checked_published; /* compared with the head in the own log's last manifest, as this vault keeps it */
  gboolean checked_remote; /* compared with the heads in the manifests that the server has now */
  GPtrArray *lost;         /* (element-type KkLostEntries) */
} KkRegisterProof;

/* By what is in this vault alone. */
KkRegisterProof *kk_app_register_verify (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Also with what the server has, which an old copy of the vault cannot change. */
KkRegisterProof *kk_app_register_verify_remote (KkApp *app, const KkSyncPlan *plan, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_register_entry_view_free (KkRegisterEntryView *entry);
void kk_register_proof_free (KkRegisterProof *proof);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkRegisterProof, kk_register_proof_free)

G_END_DECLS
