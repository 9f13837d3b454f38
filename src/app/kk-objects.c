/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-objects-private.h"

#include "crypto/kk-hash.h"
#include "crypto/kk-sign.h"
#include "format/kk-basis-codec.h"
#include "vault/kk-vault-documents.h"

#include <string.h>

gboolean
kk_object_may_issue (KkHat hat, KkObjectKind kind, KkGate gate)
{
  switch (kind) {
  case KK_OBJECT_OM_RELEASE:
    return hat == KK_HAT_OM;
  case KK_OBJECT_GIVER_AGREES:
    return hat != KK_HAT_NONE;
  case KK_OBJECT_AUTHORITY_AGREES:
  case KK_OBJECT_ARTICLE_20:
    return hat == KK_HAT_POL || hat == KK_HAT_KMAR;
  case KK_OBJECT_GATE:
    /* Reporting to the table is any participant's own step (Wgs 2.31.1); every later gate is the table's. */
    if (gate == KK_GATE_G0 || gate == KK_GATE_G1)
      return ((kk_hats_zvh_public () | kk_hats_zvh_private () | kk_hats_zvh_assigned () |
               KK_HAT_BIT (KK_HAT_ZVH)) &
              KK_HAT_BIT (hat)) != 0;
    return hat == KK_HAT_ZVH;
  default:
    return FALSE;
  }
}

KkHash
kk_object_hash (const KkSignedObject *signed_)
{
  return kk_hash_labelled_bytes ("object", signed_->body);
}

/* (nullable), borrowed: the seat of the issuer's desk whose device signed. */
static const KkSeatInfo *
find_signer (const KkDirectory *directory, const KkSignedObject *signed_, const KkObject *object)
{
  const GPtrArray *seats = kk_directory_get_seats (directory);

  for (guint i = 0; i < seats->len; i++) {
    const KkSeatInfo *seat = seats->pdata[i];
    KkSignPublicKey signer;

    if (!kk_id_equal (&seat->device_id, &signed_->device) ||
        !kk_id_equal (&seat->desk->id, &object->issuer))
      continue;
    memcpy (signer.bytes, seat->device->sign.bytes, sizeof signer.bytes);
    if (kk_sign_verify (KK_SIGN_OBJECT, kk_directory_get_network_id (directory), signed_->body,
                        &signed_->signature, &signer, NULL))
      return seat;
  }
  return NULL;
}

gboolean
kk_object_is_genuine (const KkDirectory *directory,
                      const KkSignedObject *signed_,
                      const KkObject *object)
{
  return find_signer (directory, signed_, object) != NULL;
}

/* (nullable): the issuer's desk. What a revoked device signed is void (exchange §11). */
static const KkDesk *
verify_object (const KkDirectory *directory, const KkSignedObject *signed_, const KkObject *object)
{
  const KkSeatInfo *signer = find_signer (directory, signed_, object);

  return signer != NULL && signer->active ? signer->desk : NULL;
}

static gboolean
names_record (const KkObject *object, const KkId *record)
{
  for (guint i = 0; i < object->records->len; i++) {
    if (kk_id_equal (&g_array_index (object->records, KkId, i), record))
      return TRUE;
  }
  return FALSE;
}

/* Without records an object is about the whole case, else about these and nothing else. */
static gboolean
is_about_records (const KkObject *object, const GPtrArray *records)
{
  if (object->records->len == 0)
    return TRUE;
  for (guint i = 0; records != NULL && i < records->len; i++) {
    if (!names_record (object, &((const KkBodyRecord *) records->pdata[i])->id))
      return FALSE;
  }
  return records != NULL;
}

static gboolean
is_about (const KkObject *object, const KkObjectScope *scope)
{
  if (!kk_id_equal (&object->receiver, scope->receiver))
    return FALSE;
  if (scope->thread == NULL || !kk_id_equal (&object->thread, scope->thread))
    return FALSE;
  if (!is_about_records (object, scope->records))
    return FALSE;
  return object->until == NULL || *object->until == '\0' || strcmp (scope->day, object->until) <= 0;
}

static void
use_release (const KkObject *object, KkHat receiver, KkQuestion *question)
{
  KkReceiver named = { .hat = receiver };
  KkRelease release = KK_RELEASE_INIT;

  release.receivers = kk_question_copy (question, &named, sizeof named);
  release.n_receivers = 1;
  release.scope = object->categories;
  release.until = kk_question_text (question, object->until);
  kk_question_add_release (question, &release);
}

static void
use_article_20 (const KkObject *object, KkHat receiver, KkQuestion *question)
{
  KkReceiver named = { .hat = receiver };
  KkArt20Decision *decision = &question->facts.art20;

  decision->reference = kk_question_text (question, "object");
  decision->receivers = kk_question_copy (question, &named, sizeof named);
  decision->n_receivers = 1;
  decision->categories = object->categories;
  decision->purposes = KK_PURPOSES_ALL;
}

static void
use_gate (const KkObject *object, KkGate gate, KkQuestion *question)
{
  KkFacts *facts = &question->facts;

  if (gate < facts->gate)
    return; /* the case went on since */
  facts->gate = gate;
  facts->gate_participants = 0;
  for (guint i = 0; i < object->participants->len; i++)
    facts->gate_participants |= KK_HAT_BIT (g_array_index (object->participants, KkHat, i));
}

static void
use_object (const KkObject *object, KkHat issuer, KkGate gate, KkQuestion *question)
{
  switch (object->kind) {
  case KK_OBJECT_OM_RELEASE:
    use_release (object, question->receiver.hat, question);
    break;
  case KK_OBJECT_GIVER_AGREES:
    question->facts.giver_agrees |= KK_HAT_BIT (issuer);
    break;
  case KK_OBJECT_AUTHORITY_AGREES:
    question->facts.findings[KK_FACT_BEVOEGD_GEZAG_AGREES] = KK_TRI_TRUE;
    break;
  case KK_OBJECT_ARTICLE_20:
    use_article_20 (object, question->receiver.hat, question);
    break;
  case KK_OBJECT_GATE:
    use_gate (object, gate, question);
    break;
  default:
    break;
  }
}

gboolean
kk_object_use (const KkDirectory *directory,
               const KkSignedObject *signed_,
               const KkObjectScope *scope,
               KkQuestion *question)
{
  g_autoptr (KkObject) object = kk_object_decode (signed_->body, NULL);
  const KkDesk *issuer;
  KkGate gate = KK_GATE_NONE;

  if (object == NULL || !is_about (object, scope))
    return FALSE;
  if (object->kind == KK_OBJECT_GATE &&
      (object->gate == NULL || !kk_gate_parse (object->gate, &gate)))
    return FALSE;
  issuer = verify_object (directory, signed_, object);
  if (issuer == NULL || !kk_object_may_issue (issuer->hat, object->kind, gate))
    return FALSE;
  use_object (object, issuer->hat, gate, question);
  return TRUE;
}

static gboolean
store_object (KkApp *app, const KkSignedObject *signed_, const KkObject *object, GError **error)
{
  g_autoptr (GBytes) bytes = kk_signed_object_encode (signed_, error);
  KkVaultObject stored = { 0 };

  if (bytes == NULL)
    return FALSE;
  stored.hash = kk_object_hash (signed_);
  stored.thread = object->thread;
  stored.issuer = object->issuer;
  stored.until = object->until;
  stored.bytes = bytes;
  return kk_vault_object_put (app->vault, &stored, error);
}

KkSignedObject *
kk_object_issue (KkApp *app, KkObject *object, GError **error)
{
  const KkOwnSeat *seat = kk_app_first_seat (app, error);
  const KkSeatInfo *info;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (KkSignedObject) signed_ = NULL;

  if (seat == NULL)
    return NULL;
  info = kk_directory_find_seat (app->directory, &seat->seat);
  object->issuer = seat->desk;
  object->organisation =
      kk_directory_organisation_version (app->directory, info->organisation->slug);
  memcpy (object->nonce, kk_id_random ().bytes, sizeof object->nonce);
  body = kk_object_encode (object, error);
  if (body == NULL)
    return NULL;
  signed_ = kk_signed_object_new (body);
  signed_->device = app->device;
  signed_->signature =
      kk_sign (KK_SIGN_OBJECT, kk_directory_get_network_id (app->directory), body, &app->sign);
  if (!store_object (app, signed_, object, error))
    return NULL;
  return g_steal_pointer (&signed_);
}

gboolean
kk_object_keep (KkApp *app, const KkSignedObject *signed_, GError **error)
{
  g_autoptr (KkObject) object = kk_object_decode (signed_->body, NULL);

  if (object == NULL || verify_object (app->directory, signed_, object) == NULL)
    return TRUE;
  return store_object (app, signed_, object, error);
}

GPtrArray *
kk_object_list (KkApp *app, const KkId *thread, GError **error)
{
  g_autoptr (GPtrArray) stored = kk_vault_object_list (app->vault, thread, error);
  GPtrArray *objects;

  if (stored == NULL)
    return NULL;
  objects = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_signed_object_free);
  for (guint i = 0; i < stored->len; i++) {
    const KkVaultObject *object = stored->pdata[i];
    KkSignedObject *decoded =
        object->is_void ? NULL : kk_signed_object_decode (object->bytes, NULL);

    if (decoded != NULL)
      g_ptr_array_add (objects, decoded);
  }
  return objects;
}
