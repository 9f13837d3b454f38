/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the inside of an opened vault, for the files of app/ only.
 * Owns:    everything it points at, but the seats' documents, which the directory owns.
 * Threads: as KkApp.
 * Errors:  none. */

#pragma once

#include "app/kk-app.h"
#include "app/region/kk-directory-private.h"
#include "crypto/kk-keys.h"
#include "format/kk-key-slots.h"
#include "vault/kk-vault.h"

G_BEGIN_DECLS

/* A place where this device reads and writes: one device at one desk, with the log it writes now. */
typedef struct {
  KkId seat;
  KkId desk;
  guint32 incarnation;
  KkId log;
} KkOwnSeat;

struct _KkApp {
  KkSecret *guarded; /* the memory that this struct is in, for the keys below */
  char *folder;
  KkVault *vault;
  KkSecret *database_key; /* of the vault: what a backup of it is opened with */
  KkDirectory *directory; /* documents of the region; empty before joining */
  KkId device;
  KkSignPublicKey sign_public;
  KkSignSecretKey sign;
  KkKxPublicKey kx_public;
  KkKxSecretKey kx;
  GArray *seats;         /* (element-type KkOwnSeat): empty before joining */
  KkKeySlots *key_slots; /* as in the file */
  char *vault_id;
  KkAppProgress progress; /* (nullable) */
  gpointer progress_data;
  GCancellable *cancellable; /* (nullable) */
  gint64 clock;              /* ms since 1970 that the clock answers, or -1 */
};

/* Whether a vault can be put into @folder: it is empty or absent. */
gboolean kk_app_check_free_folder (const char *folder, GError **error);
/* Milliseconds since 1970, and the day of it (UTC) as YYYY-MM-DD (transfer full). */
gint64 kk_app_now (const KkApp *app);
char *kk_app_today (const KkApp *app);
void kk_app_report_progress (KkApp *app, const char *what, guint64 done, guint64 total);
/* FALSE and G_IO_ERROR_CANCELLED when a person stopped the work. */
gboolean kk_app_check_cancelled (KkApp *app, GError **error);
/* Reads the own seats again from documents and vault, after a document was accepted. */
gboolean kk_app_reload_seats (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable), borrowed: the seat this vault works from: the first. NULL and KK_APP_ERROR_USAGE when in no region. */
const KkOwnSeat *kk_app_first_seat (KkApp *app, GError **error);
const KkOwnSeat *kk_app_find_seat (KkApp *app, const KkId *seat); /* (nullable) */
/* The network key of an epoch as this vault holds it; FALSE when it does not. */
gboolean kk_app_network_key (KkApp *app, guint32 epoch, KkNetworkKey *key)
    G_GNUC_WARN_UNUSED_RESULT;
/* The same of one that is withdrawn here, for who does not know that yet. */
gboolean kk_app_withdrawn_network_key (KkApp *app, guint32 epoch, KkNetworkKey *key)
    G_GNUC_WARN_UNUSED_RESULT;
/* The epoch that writers use now. */
gboolean kk_app_active_network_key (KkApp *app, KkNetworkKey *key, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
