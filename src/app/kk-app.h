/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    an opened vault and everything a front end does with it; the use cases are in kk-app-*.h.
 * Owns:    the vault, its keys in guarded memory, the documents of the region. kk_app_close() wipes and
 *          closes all of it: that is what locking is.
 * Threads: one thread at a time; calls block. A front end with a main loop calls from a worker.
 * Errors:  any domain of the layers below, and KK_APP_ERROR; show them through kk-problem.h. */

#pragma once

#include "app/kk-app-error.h"
#include "base/kk-secret.h"
#include "domain/kk-network.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _KkApp KkApp;

typedef struct {
  char *id;          /* 8 hex digits */
  char *name;        /* as a person named it, or what its kind is called in English */
  gboolean named;    /* by a person */
  char *type;        /* passphrase | recovery | escrow | security-key */
  char *made_on;     /* YYYY-MM-DD */
  gint64 tested;     /* ms since 1970 at which it was tried out; 0 = never */
  gboolean weak;     /* its protection is outside the bounds: it is never tried */
  char *fingerprint; /* (nullable): of an escrow: of the recovery key, to compare with its sheets */
} KkSlotInfo;

typedef struct {
  char *id;           /* of the vault, hex */
  char *cipher;       /* "SQLCipher 4.6.1 community" */
  GPtrArray *slots;   /* (element-type KkSlotInfo) */
  char *organisation; /* (nullable): slug, once the vault is in a region */
  char *desk;         /* (nullable): name of the desk */
  char *fingerprint;  /* of this device */
  GArray *
      recovered; /* (element-type gint64): ms since 1970, each time it was opened with the organisation's key */
} KkVaultStatus;

/* Called during long work. @total 0 = not known. @what is a translated, present-tense phrase. */
typedef void (*KkAppProgress) (const char *what, guint64 done, guint64 total, gpointer data);

/* Of a file that leaves the vault. */
typedef enum {
  KK_EXPORT_CSV,
  KK_EXPORT_PDF,
} KkExportFormat;

/* Makes a vault in @folder, which must be empty or absent, with a slot for @passphrase and one for a new recovery
 * code. @quick: the least key derivation costs that are accepted, for demonstrations and tests.
 * @recovery: (out) (transfer full): the code, to be written down by the person; wipe with kk_secret_wipe() after. */
KkApp *kk_app_create (const char *folder,
                      const KkSecret *passphrase,
                      gboolean quick,
                      char **recovery,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @passphrase: also the recovery code. A second process on the same vault is FAILED with its own sentence. */
KkApp *kk_app_open (const char *folder, const KkSecret *passphrase, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* How a person opens a vault, and shows before a change of its slots who is there. */
typedef struct {
  const KkSecret *typed;     /* passphrase or recovery code */
  gboolean has_security_key; /* the passphrase goes with a security key that is plugged in */
  const KkSecret *pin;       /* (nullable): of that key; text that ends with a zero */
  GCancellable
      *cancellable; /* (nullable): a derivation that has begun runs to its end, about a second */
  KkAppProgress progress; /* (nullable) */
  gpointer progress_data;
} KkUnlock;

KkApp *kk_app_open_with (const char *folder, const KkUnlock *unlock, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_app_close (KkApp *app);

KkVaultStatus *kk_app_get_status (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_vault_status_free (KkVaultStatus *status);

void kk_app_set_progress (KkApp *app, KkAppProgress progress, gpointer data);
void kk_app_set_cancellable (KkApp *app, GCancellable *cancellable); /* (nullable) */
/* For tests and for replaying: the clock answers @ms since 1970 from now on; -1 = the machine's clock again. */
void kk_app_set_clock (KkApp *app, gint64 ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkApp, kk_app_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkVaultStatus, kk_vault_status_free)

G_END_DECLS
