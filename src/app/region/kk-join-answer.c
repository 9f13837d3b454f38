/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/region/kk-join-answer-private.h"

#include "app/region/kk-documents-private.h"
#include "app/region/kk-grants-private.h"
#include "app/region/kk-join-request-private.h"
#include "crypto/kk-crypto-error.h"
#include "crypto/kk-join-seal.h"
#include "domain/kk-content.h"
#include "format/kk-join-codec.h"
#include "format/kk-secret-codec.h"
#include "vault/kk-vault-documents.h"
#include "vault/kk-vault-logs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ANSWER_LIMIT (16 << 20) /* docs/formats/sealed-blob.md, "Join answer" */

static int
compare_marks (gconstpointer a, gconstpointer b)
{
  return kk_id_compare (&((const KkMark *) a)->log, &((const KkMark *) b)->log);
}

/* What this vault has seen of every log: a newcomer accepts no older view. */
static gboolean
add_marks (KkApp *app, KkJoinAnswer *answer, GError **error)
{
  g_autoptr (GArray) logs = kk_vault_log_list (app->vault, NULL, error);

  if (logs == NULL)
    return FALSE;
  for (guint i = 0; i < logs->len; i++) {
    const KkVaultLog *log = &g_array_index (logs, KkVaultLog, i);
    KkMark mark = { .log = log->log, .push_no = log->push_no };

    if (log->push_no == 0)
      continue;
    mark.manifest = kk_id_from_hash (&log->hash);
    g_array_append_val (answer->marks, mark);
  }
  g_array_sort (answer->marks, compare_marks);
  return TRUE;
}

static GBytes *
wrap_secrets (KkApp *app, GBytes *nonce, const KkCode *code, gboolean quick, GError **error)
{
  KkArgonParameters costs = quick ? KK_ARGON_FLOOR : kk_argon_calibrate ();
  g_autoptr (GArray) secrets = kk_grants_collect_secrets (app, error);
  g_autoptr (KkSecret) encoded =
      secrets == NULL ? NULL : kk_network_secrets_encode (secrets, error);
  g_autoptr (GBytes) plain = NULL;

  if (encoded == NULL)
    return NULL;
  plain = g_bytes_new_static (kk_secret_edit_data (encoded), kk_secret_get_size (encoded));
  return kk_join_wrap_secrets (plain, nonce, code, &costs, error);
}

static KkJoinAnswer *
draft_answer (KkApp *app, GBytes *secrets, GError **error)
{
  g_autoptr (KkJoinAnswer) answer = kk_join_answer_new ();

  g_ptr_array_unref (answer->regions);
  answer->regions = kk_directory_dup_documents (app->directory, KK_BOARD_REGION);
  g_ptr_array_unref (answer->organisations);
  answer->organisations = kk_directory_dup_documents (app->directory, KK_BOARD_ORGANISATION);
  g_ptr_array_unref (answer->registers);
  answer->registers = kk_directory_dup_documents (app->directory, KK_BOARD_REGISTER);
  answer->secrets = g_bytes_ref (secrets);
  if (!add_marks (app, answer, error))
    return NULL;
  return g_steal_pointer (&answer);
}

static GBytes *
seal_answer (KkApp *app,
             const KkJoinRequest *request,
             const KkCode *code,
             gboolean quick,
             GError **error)
{
  g_autoptr (GBytes) nonce = g_bytes_new (request->nonce, sizeof request->nonce);
  g_autoptr (GBytes) secrets = wrap_secrets (app, nonce, code, quick, error);
  g_autoptr (KkJoinAnswer) answer = NULL;
  g_autoptr (GBytes) plain = NULL;
  KkKxPublicKey newcomer = kk_public_key_to_kx (&request->kx);

  if (secrets == NULL)
    return NULL;
  answer = draft_answer (app, secrets, error);
  if (answer == NULL)
    return NULL;
  plain = kk_join_answer_encode (answer, error);
  return plain == NULL ? NULL : kk_join_seal (plain, nonce, &newcomer, error);
}

gboolean
kk_join_answer_write (KkApp *app,
                      const KkJoinRequest *request,
                      const KkAdmitPlan *plan,
                      char **spoken,
                      GError **error)
{
  g_auto (KkCode) code = { 0 };
  g_auto (KkCodeText) text = { 0 };
  g_autoptr (GBytes) sealed = NULL;

  kk_code_generate (KK_CODE_SPOKEN, &code);
  sealed = seal_answer (app, request, &code, plan->quick, error);
  if (sealed == NULL || !kk_file_write (plan->answer_file, sealed, error))
    return FALSE;
  kk_code_format (&code, &text);
  *spoken = g_strdup (text.text);
  return TRUE;
}

/* Reading. */

KkJoinAnswer *
kk_join_answer_read (KkApp *app, GBytes *nonce, const char *file, GError **error)
{
  g_autoptr (GBytes) sealed = kk_file_read (file, ANSWER_LIMIT, error);
  g_autoptr (GError) unreadable = NULL;
  g_autoptr (GBytes) plain = NULL;
  KkJoinAnswer *answer = NULL;

  if (sealed == NULL)
    return NULL;
  plain = kk_join_open (sealed, nonce, &app->kx, &unreadable);
  if (plain != NULL)
    answer = kk_join_answer_decode (plain, &unreadable);
  if (answer != NULL)
    return answer;
  if (g_error_matches (unreadable, KK_FORMAT_ERROR, KK_FORMAT_ERROR_NEWER))
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                         _ ("This answer was made by a newer version of Ketenkluis. Update this "
                            "one first."));
  else if (g_error_matches (unreadable, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_OPEN))
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                         _ ("This answer is for another request than the last one of this vault, "
                            "or it is damaged. Ask for an answer to your last request."));
  else
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                         _ ("This file is no answer to a request to join, or it is damaged."));
  return NULL;
}

static gboolean
parse_spoken (const KkSecret *spoken, KkCode *code, GError **error)
{
  gsize size = kk_secret_get_size (spoken);
  g_autoptr (KkSecret) typed = kk_secret_new (size + 1);

  memcpy (kk_secret_edit_data (typed), kk_secret_get_data (spoken), size);
  if (kk_code_parse (KK_CODE_SPOKEN, (const char *) kk_secret_get_data (typed), code))
    return TRUE;
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                       _ ("This is no spoken code: it has six groups of four characters. Check "
                          "each group with the person who told it."));
  return FALSE;
}

GArray *
kk_join_answer_open_secrets (const KkJoinAnswer *answer,
                             GBytes *nonce,
                             const KkSecret *spoken,
                             GError **error)
{
  g_auto (KkCode) code = { 0 };
  g_autoptr (GBytes) plain = NULL;
  GArray *secrets = NULL;
  gsize size;
  const void *data;

  if (!parse_spoken (spoken, &code, error))
    return NULL;
  plain = kk_join_unwrap_secrets (answer->secrets, nonce, &code, NULL);
  if (plain != NULL) {
    data = g_bytes_get_data (plain, &size);
    secrets = kk_network_secrets_decode (data, size, NULL);
  }
  if (secrets == NULL)
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                         _ ("The spoken code is not the one of this answer. Ask the person who "
                            "admitted you to read it again, or for a new answer."));
  return secrets;
}
