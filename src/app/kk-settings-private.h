/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    names of the settings that app/ keeps in the vault.
 * Owns:    nothing.
 * Threads: those of the vault.
 * Errors:  none. */

#pragma once

#include "vault/kk-vault-settings.h"

G_BEGIN_DECLS

#define KK_SETTING_VAULT        "vault-id"     /* bytes: as in the key slots file */
#define KK_SETTING_ORGANISATION "organisation" /* text: slug of this device's organisation */
#define KK_SETTING_PUBLISHED \
  "published" /* number: newest region version that was published from here */
#define KK_SETTING_JOIN_NONCE \
  "join-nonce"                           /* bytes: of the last join request, until it is answered */
#define KK_SETTING_JOIN_SLUG "join-slug" /* text: organisation of that request */
#define KK_SETTING_BACKUP_RECOVERY \
  "backup-recovery" /* text: age recipients of the recovery codes; see kk-backup-keys-private.h */
#define KK_SETTING_RECOVERED \
  "recovered" /* bytes: times (ms, 8 bytes each) at which the organisation's recovery key opened it */
#define KK_SETTING_WAITING_CODE \
  "waiting-code" /* secret: number of the slot, 4 bytes, and a recovery code that nobody has read yet */
#define KK_SETTING_BACKUP_SELF     "backup-self"     /* secret: X25519, of this vault's own */
#define KK_SETTING_BACKUP_NUMBER   "backup-number"   /* number: of the last backup */
#define KK_SETTING_BACKUP_MANIFEST "backup-manifest" /* bytes: hash of its manifest */
#define KK_SETTING_BACKUP_PROVED   "backup-proved"   /* number: ms, last restored for proof */
#define KK_SETTING_BACKUP_ROWS     "backup-rows"     /* number: in the last backup */
#define KK_SETTING_BACKUP_PAGES    "backup-pages"    /* number: in the last backup */
#define KK_SETTING_BACKUP_SHRUNK \
  "backup-shrunk" /* number: 1 = it had half of the one before, and nobody looked yet */
#define KK_SETTING_RESTORED \
  "restored" /* number: of the backup that this vault is, until it was opened; 0 = it is none */
#define KK_SETTING_RESTORED_FROM "restored-from" /* number: the same, until the first exchange */
#define KK_SETTING_ERASED_AGAIN \
  "erased-again" /* bytes: list of what was erased, until the first opening after restoring */
#define KK_SETTING_ERASED_IN      "erased-in/" /* and a target: number: of erased records on its list */
#define KK_SETTING_BACKUP_TARGETS "backup-targets" /* text: as kk-backup-targets.c writes it */
#define KK_SETTING_BACKUP_MARKS   "backup-marks"   /* text: as kk-backup-cleaning.c writes it */

/* (transfer full): text: what is being written for the journal of a case. @record: of the case. */
static inline char *
kk_setting_journal_draft (const KkId *record)
{
  return g_strconcat ("journal-draft/", kk_id_text (record).text, NULL);
}

/* The same for what is written elsewhere about it; with "" the first of them all. */
static inline char *
kk_setting_case_draft (const KkId *record, const char *place)
{
  return g_strconcat ("case-draft/", kk_id_text (record).text, "/", place, NULL);
}

#define KK_SETTING_DRAFTS       "signal-drafts" /* text: signals that are being written */
#define KK_SETTING_SIGNAL_CARDS "signal-cards"  /* bytes: the file of cards that was imported */

#define KK_SETTING_REGISTER_PUBLISHED \
  "register-published" /* number: newest register version that was published from here */
#define KK_SETTING_REVIEW_FROM \
  "review-from" /* number: register version before the one that a person has to review; 0 = none */

#define KK_SETTING_STEADY_NOW  "steady-now"  /* number: kk-old-keys-private.h */
#define KK_SETTING_STEADY_LAST "steady-last" /* number: what the clock said then */

#define KK_SETTING_GRANT_EPOCH \
  "grant-epoch" /* number: newest network secret handed out from here */

/* (transfer full): number: instant (ms) at which a way to open the vault was tried out. */
static inline char *
kk_setting_slot_tested (guint32 slot)
{
  return g_strdup_printf ("slot-tested/%08x", slot);
}

/* (transfer full): number: newest epoch that a grant in own log @log gives @seat. */
static inline char *
kk_setting_granted (const KkId *log, const KkId *seat)
{
  return g_strdup_printf ("granted/%s/%s", kk_id_text (log).text, kk_id_text (seat).text);
}

/* (transfer full): number: newest epoch that this device is known to have: of the secret under which its newest manifest is
 * sealed, or that it was given when it joined. */
static inline char *
kk_setting_secret_known (const KkId *device)
{
  return g_strdup_printf ("secret-known/%s", kk_id_text (device).text);
}

/* (transfer full): number: steady time (kk-old-keys-private.h) at which the secret was seen to be withdrawn. */
static inline char *
kk_setting_secret_withdrawn (guint32 epoch)
{
  return g_strdup_printf ("secret-withdrawn/%08x", epoch);
}

/* (transfer full): number: instant (ms) at which the register with this version was replaced. */
static inline char *
kk_setting_register_replaced (guint64 version)
{
  return g_strdup_printf ("register-replaced-%" G_GUINT64_FORMAT, version);
}

/* (transfer full): number: highest version of the register of legal bases that the read manifests of @log name. */
static inline char *
kk_setting_register_named (const KkId *log)
{
  return g_strdup_printf ("register-named/%s", kk_id_text (log).text);
}

/* (transfer full): number: ms, when a backup in @folder could last not be restored for proof; 0 = the last one could. */
static inline char *
kk_setting_backup_unproved (const char *folder)
{
  g_autofree char *path = g_canonicalize_filename (folder, NULL);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);

  return g_strdup_printf ("backup-unproved/%.16s", digest);
}

/* (transfer full): bytes: the name and password for the server at this address. */
static inline char *
kk_setting_remote_login (const char *url)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, url, -1);

  return g_strdup_printf ("remote-login/%.16s", digest);
}

G_END_DECLS
