/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    every log that this device knows, its own too: how far it was read, what others say they read, what a remote
 *          showed, and two stories under one number (docs/formats/vault.md, "Logs").
 * Owns:    KkVaultFork its bytes; the rest are plain values.
 * Threads: those of the vault.
 * Errors:  KK_VAULT_ERROR. A thing that is not there is FALSE or NULL without an error. */

#pragma once

#include "domain/kk-network.h"
#include "vault/kk-vault.h"

G_BEGIN_DECLS

/* §16, as `sync` shows it. */
typedef enum {
  KK_LOG_OK = 1,
  KK_LOG_BEHIND = 2,
  KK_LOG_HELD = 3,
  KK_LOG_INCOMPLETE = 4,
  KK_LOG_FORK = 5,
  KK_LOG_REVOKED = 6,
  KK_LOG_OVER_LIMIT = 7,
  KK_LOG_UNREADABLE = 8,
} KkLogStatus;

typedef struct {
  gint64 idx;
  KkId log;
  KkId seat;
  KkId desk;
  guint32 incarnation;
  guint64 push_no; /* accepted last; 0 = nothing yet */
  KkHash hash;     /* of that manifest */
  guint64 checkpoint_no;
  KkHash checkpoint_hash;
  KkLogStatus status;
  gint64 heard; /* ms; 0 = never */
  gboolean has_mailbox;
  KkPublicKey mailbox; /* announced last */
} KkVaultLog;

/* The number that the tables use for @log; adds it when it is new. Cheap when it is known. */
gboolean kk_vault_log_ensure (KkVault *vault,
                              const KkId *log,
                              const KkId *seat,
                              const KkId *desk,
                              guint32 incarnation,
                              gint64 *idx,
                              GError **error);
/* FALSE when it is not known. From memory. */
gboolean kk_vault_log_find (KkVault *vault, const KkId *log, gint64 *idx);
/* Borrowed until the log is changed or the vault closed; (nullable). From memory. */
const KkId *kk_vault_log_get_id (KkVault *vault, gint64 idx);
const KkId *kk_vault_log_get_desk (KkVault *vault, gint64 idx);
const KkId *kk_vault_log_get_seat (KkVault *vault, gint64 idx);

gboolean kk_vault_log_get (KkVault *vault, gint64 idx, KkVaultLog *log, GError **error);
/* (transfer full) (element-type KkVaultLog): by idx; @seat (nullable): of all seats. */
GArray *kk_vault_log_list (KkVault *vault, const KkId *seat, GError **error);
/* Writes all but log, seat, desk and incarnation of the log @log->idx. */
gboolean kk_vault_log_update (KkVault *vault, const KkVaultLog *log, GError **error);

/* What a remote showed last: an older view later is the remote's doing. @remote (nullable): NULL = carried by hand, which is
 * never held against anybody: it is kept for kk_vault_remote_log_find() only. */
gboolean kk_vault_remote_log_set (KkVault *vault,
                                  const char *remote,
                                  gint64 log,
                                  guint64 push_no,
                                  const char *oid,
                                  GError **error);
/* @push_no 0 and @oid NULL when it never showed the log; @oid (transfer full) (nullable). */
gboolean kk_vault_remote_log_get (KkVault *vault,
                                  const char *remote,
                                  gint64 log,
                                  guint64 *push_no,
                                  char **oid,
                                  GError **error);

/* (transfer full) (nullable): where the log was read up to @push_no, from whichever remote. NULL without an error when nowhere. */
char *kk_vault_remote_log_find (KkVault *vault, gint64 log, guint64 push_no, GError **error);

/* The mark that @seat announced of a log, which this device need not know. */
gboolean kk_vault_mark_set (KkVault *vault, const KkId *seat, const KkMark *mark, GError **error);
/* @mark->push_no is 0 when @seat never announced one. */
gboolean
kk_vault_mark_get (KkVault *vault, const KkId *seat, const KkId *log, KkMark *mark, GError **error);
/* (transfer full) (element-type KkMark): all that @seat announced, by log. */
GArray *kk_vault_mark_list (KkVault *vault, const KkId *seat, GError **error);
/* The highest push number of @log that any seat announced; 0 = none. */
gboolean kk_vault_mark_highest (KkVault *vault, const KkId *log, guint64 *push_no, GError **error);
/* Whether a seat announced of own log @log a push that this vault does not know, or knows otherwise. */
gboolean
kk_vault_mark_contradicts (KkVault *vault, gint64 log, gboolean *contradicts, GError **error);
/* Two devices that read different messages of one log under one number. */
typedef struct {
  KkId reader; /* seat that announced it, other than was read here */
  KkId writer; /* seat whose log that is */
} KkVaultOtherView;

/* (transfer full) (element-type KkVaultOtherView): of the newest logs of others. */
GArray *kk_vault_mark_list_other_views (KkVault *vault, GError **error);
/* Takes away all marks of @seat: a new incarnation announces its own. */
gboolean kk_vault_mark_clear (KkVault *vault, const KkId *seat, GError **error);

/* One of two manifests with one number. */
typedef struct {
  gint64 log;
  guint64 push_no;
  KkHash hash;
  GBytes *manifest; /* as it was in the repository */
  gint64 seen;      /* ms */
} KkVaultFork;

void kk_vault_fork_free (KkVaultFork *fork);
gboolean kk_vault_fork_add (KkVault *vault, const KkVaultFork *fork, GError **error);
/* (transfer full) (element-type KkVaultFork): by log, number and hash; @log 0 = all. */
GPtrArray *kk_vault_fork_list (KkVault *vault, gint64 log, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkVaultFork, kk_vault_fork_free)

G_END_DECLS
