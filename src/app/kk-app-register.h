/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the disclosure register (verstrekkingenregister): export and proof (exchange §17).
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  as KkApp. A broken chain is a result, not an error. */

#pragma once

#include "app/kk-app.h"

G_BEGIN_DECLS

typedef struct {
  guint64 n;
  gint64 at;
  const char *
      kind; /* disclosed again withheld refused quarantined recalled erased acute printed continued */
  char *log;
  char *case_;       /* (nullable): reference, while the record exists */
  char *recipient;   /* (nullable): slug/HAT/role */
  GPtrArray *fields; /* (element-type utf8) */
  GPtrArray *rows;   /* (element-type utf8) */
  char *packet;      /* (nullable): hex of the packet hash */
} KkRegisterEntryView;

/* @case_, @recipient: (nullable) filters. (element-type KkRegisterEntryView), oldest first. */
GPtrArray *
kk_app_register_export (KkApp *app, const char *case_, const char *recipient, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  gboolean ok;
  char *head; /* hex */
  guint64 entries;
  guint64 broken_at;       /* 0 = nowhere */
  gboolean checked_remote; /* compared with the head in the own log's last manifest */
} KkRegisterProof;

KkRegisterProof *kk_app_register_verify (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_register_entry_view_free (KkRegisterEntryView *entry);
void kk_register_proof_free (KkRegisterProof *proof);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkRegisterProof, kk_register_proof_free)

G_END_DECLS
