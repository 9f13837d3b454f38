/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Proving the disclosure register: the chain of each log, and the head that the remote has of the own one. */

#include "app/register/kk-app-register.h"

#include "app/casework/kk-case-find-private.h"
#include "app/register/kk-entry-chain-private.h"
#include "app/register/kk-register-logs-private.h"
#include "crypto/kk-blob.h"
#include "format/kk-manifest-codec.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-outbox.h"

static void
free_lost (gpointer data)
{
  KkLostEntries *lost = data;

  g_free (lost->log);
  g_free (lost->device);
  g_free (lost);
}

void
kk_register_proof_free (KkRegisterProof *proof)
{
  if (proof == NULL)
    return;
  g_free (proof->head);
  g_ptr_array_unref (proof->lost);
  g_free (proof);
}

static gboolean
has_desk (const GArray *desks, const KkId *desk)
{
  for (guint i = 0; i < desks->len; i++) {
    if (kk_id_equal (&g_array_index (desks, KkId, i), desk))
      return TRUE;
  }
  return FALSE;
}

GArray *
kk_register_logs (KkApp *app, GError **error)
{
  g_autoptr (GArray) desks = kk_own_desks (app, error);
  GArray *logs = desks != NULL ? kk_vault_log_list (app->vault, NULL, error) : NULL;

  for (guint i = logs != NULL ? logs->len : 0; i > 0; i--) {
    if (!has_desk (desks, &g_array_index (logs, KkVaultLog, i - 1).desk))
      g_array_remove_index (logs, i - 1);
  }
  return logs;
}

/* What the last confirmed push said of the register. */
typedef enum {
  HEAD_NOT_SAID, /* nothing was pushed yet, or its key is not here any more */
  HEAD_SAID,
  HEAD_FALSE, /* the stored manifest is not the one that this device signed */
} SaidHead;

static GBytes *
open_manifest (KkApp *app, const KkVaultLog *log, GBytes *sealed, SaidHead *said)
{
  g_auto (KkNetworkKey) network = { 0 };
  g_autoptr (KkSigned) opened = NULL;
  guint32 epoch = 0;

  *said = HEAD_FALSE;
  if (!kk_blob_peek (sealed, KK_BLOB_MANIFEST, &epoch, NULL))
    return NULL;
  if (!kk_app_network_key (app, epoch, &network)) {
    *said = HEAD_NOT_SAID;
    return NULL;
  }
  opened = kk_manifest_open (sealed, &network, &log->log, NULL);
  return opened != NULL ? kk_signed_verify (opened, &app->sign_public, NULL) : NULL;
}

static gboolean
read_said_head (KkApp *app, const KkVaultLog *log, SaidHead *said, KkHash *head, GError **error)
{
  GError *local = NULL;
  g_autoptr (KkVaultPush) push = kk_vault_push_last_confirmed (app->vault, log->idx, &local);
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (KkManifest) manifest = NULL;

  *said = HEAD_NOT_SAID;
  if (local != NULL) {
    g_propagate_error (error, local);
    return FALSE;
  }
  if (push == NULL)
    return TRUE;
  plain = open_manifest (app, log, push->manifest, said);
  manifest = plain != NULL ? kk_manifest_decode (plain, NULL) : NULL;
  if (manifest == NULL)
    return TRUE;
  *said = HEAD_SAID;
  *head = manifest->register_head;
  return TRUE;
}

gboolean
kk_register_chain_has (KkApp *app,
                       const KkVaultLog *log,
                       const KkHash *head,
                       gboolean *has,
                       guint64 *entries,
                       GError **error)
{
  KkHash start = kk_entry_chain_start (&log->log);
  g_autoptr (GPtrArray) lines = kk_vault_entry_list (app->vault, log->idx, 1, 0, error);

  *has = kk_hash_equal (head, &start);
  *entries = lines != NULL ? lines->len : 0;
  for (guint i = 0; lines != NULL && !*has && i < lines->len; i++)
    *has = kk_hash_equal (head, &((const KkVaultEntry *) lines->pdata[i])->chain);
  return lines != NULL;
}

void
kk_register_proof_note_break (KkRegisterProof *proof, guint64 at)
{
  if (proof->ok)
    proof->broken_at = at;
  proof->ok = FALSE;
}

static gboolean
compare_with_published (KkApp *app, const KkVaultLog *log, KkRegisterProof *proof, GError **error)
{
  SaidHead said;
  KkHash head;
  guint64 entries = 0;
  gboolean is_in = FALSE;

  if (!read_said_head (app, log, &said, &head, error))
    return FALSE;
  if (said == HEAD_NOT_SAID)
    return TRUE;
  proof->checked_published = TRUE;
  if (said == HEAD_SAID && !kk_register_chain_has (app, log, &head, &is_in, &entries, error))
    return FALSE;
  /* The entries that are here hold together, so what is missing comes after them. */
  if (!is_in)
    kk_register_proof_note_break (proof, entries + 1);
  return TRUE;
}

gboolean
kk_register_log_is_written_now (KkApp *app, const KkVaultLog *log)
{
  const KkOwnSeat *own = kk_app_find_seat (app, &log->seat);

  return own != NULL && kk_id_equal (&own->log, &log->log);
}

static gboolean
prove_log (KkApp *app, const KkVaultLog *log, KkRegisterProof *proof, GError **error)
{
  guint64 entries = 0;
  guint64 broken_at = 0;
  KkHash head;

  if (!kk_entry_chain_prove (app, log->idx, &entries, &broken_at, &head, error))
    return FALSE;
  proof->entries += entries;
  if (broken_at != 0)
    kk_register_proof_note_break (proof, broken_at);
  if (!kk_register_log_is_written_now (app, log))
    return TRUE;
  if (proof->head == NULL)
    proof->head = g_strdup (kk_hash_text (&head).text);
  return broken_at != 0 || compare_with_published (app, log, proof, error);
}

KkRegisterProof *
kk_app_register_verify (KkApp *app, GError **error)
{
  g_autoptr (GArray) logs = kk_register_logs (app, error);
  g_autoptr (KkRegisterProof) proof = g_new0 (KkRegisterProof, 1);

  proof->lost = g_ptr_array_new_with_free_func (free_lost);
  if (logs == NULL)
    return NULL;
  proof->ok = TRUE;
  for (guint i = 0; i < logs->len; i++) {
    if (!prove_log (app, &g_array_index (logs, KkVaultLog, i), proof, error))
      return NULL;
  }
  if (proof->head == NULL)
    proof->head = g_strdup ("");
  return g_steal_pointer (&proof);
}
