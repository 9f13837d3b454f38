/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Decisions by themselves that a desk was given: they are in no file, so that no snapshot says them again. Also those that it
 * received: a vault that was put back has them no more (exchange §15, "Resync"). */

#include "app/exchange/kk-seal-private.h"
#include "app/sharing/kk-objects-private.h"
#include "format/kk-basis-codec.h"
#include "format/kk-body-codec.h"
#include "vault/kk-vault-cases.h"
#include "vault/kk-vault-outbox.h"

#include <string.h>

typedef struct {
  KkSealing *sealing;
  GHashTable *said;    /* KkHash: objects */
  GHashTable *threads; /* KkId → KkBody, borrowed */
  GPtrArray *bodies;
} Decisions;

static void
clear_decisions (Decisions *decisions)
{
  g_clear_pointer (&decisions->said, g_hash_table_unref);
  g_clear_pointer (&decisions->threads, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Decisions, clear_decisions)

/* What is over, void or taken back is of no use; that it was taken back is said itself. Of a case that was erased nothing is
 * said any more. */
static gboolean
still_matters (const Decisions *decisions,
               const KkSignedObject *signed_,
               const KkObject *object,
               gboolean *matters,
               GError **error)
{
  const KkSealing *sealing = decisions->sealing;
  KkApp *app = sealing->app;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GArray) records = NULL;

  *matters = FALSE;
  if (strcmp (object->until, sealing->day) < 0 ||
      !kk_object_is_valid (app->directory, signed_, object))
    return TRUE;
  all = kk_object_list_all (app, &object->thread, error);
  if (all == NULL)
    return FALSE;
  records = kk_vault_thread_records (app->vault, &sealing->seat->desk, &object->thread, error);
  *matters = records != NULL && records->len > 0 && !kk_object_is_withdrawn (all, signed_);
  return records != NULL;
}

/* One body for each case, as the disclosure register has one entry for each. */
static KkBody *
find_body (Decisions *decisions, const KkId *thread)
{
  KkBody *body = g_hash_table_lookup (decisions->threads, thread);

  if (body != NULL)
    return body;
  body = kk_body_new (KK_SCOPE_PARTNER);
  g_ptr_array_add (decisions->bodies, body);
  g_hash_table_insert (decisions->threads, kk_id_copy (thread), body);
  return body;
}

static gboolean
add_decision (Decisions *decisions, const KkSignedObject *signed_, GError **error)
{
  KkHash hash = kk_object_hash (signed_);
  g_autoptr (KkObject) object = NULL;
  gboolean matters;

  if (!g_hash_table_add (decisions->said, g_memdup2 (&hash, sizeof hash)))
    return TRUE;
  object = kk_object_decode (signed_->body, error);
  if (object == NULL || !still_matters (decisions, signed_, object, &matters, error))
    return FALSE;
  if (matters)
    g_ptr_array_add (find_body (decisions, &object->thread)->objects,
                     kk_signed_object_copy (signed_));
  return TRUE;
}

static gboolean
add_given (Decisions *decisions, const KkVaultBody *row, GError **error)
{
  g_autoptr (KkBody) body = kk_body_decode (row->bytes, error);

  if (body == NULL)
    return FALSE;
  for (guint i = 0; body->records->len == 0 && i < body->objects->len; i++) {
    if (!add_decision (decisions, body->objects->pdata[i], error))
      return FALSE;
  }
  return TRUE;
}

gboolean
kk_seal_collect_decisions (KkSealing *sealing,
                           const KkSeatInfo *seat,
                           GPtrArray *bodies,
                           GError **error)
{
  g_auto (Decisions) decisions = { .sealing = sealing, .bodies = bodies };
  g_autoptr (GPtrArray) given = kk_vault_body_list_without_record (
      sealing->app->vault, &sealing->seat->desk, &seat->desk->id, error);

  decisions.said = g_hash_table_new_full (kk_hash_hash, kk_hash_equal, g_free, NULL);
  decisions.threads = g_hash_table_new_full (kk_id_hash, kk_id_equal, g_free, NULL);
  for (guint i = 0; given != NULL && i < given->len; i++) {
    if (!add_given (&decisions, given->pdata[i], error))
      return FALSE;
  }
  return given != NULL;
}
