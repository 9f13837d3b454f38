/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/sharing/kk-objects-private.h"

#include "crypto/kk-hash.h"
#include "crypto/kk-sign.h"
#include "format/kk-basis-codec.h"

#include <string.h>

#define HAT(name) KK_HAT_BIT (KK_HAT_##name)

/* Reporting to the table is any participant's own step (Wgs 2.31.1); every later gate is the table's. */
static KkHats
list_gate_issuers (KkGate gate)
{
  if (gate == KK_GATE_G0 || gate == KK_GATE_G1)
    return kk_hats_zvh_public () | kk_hats_zvh_private () | kk_hats_zvh_assigned () | HAT (ZVH);
  return HAT (ZVH);
}

gboolean
kk_object_may_issue (KkHat hat, KkObjectKind kind, KkGate gate)
{
  switch (kind) {
  case KK_OBJECT_OM_RELEASE:
    return hat == KK_HAT_OM;
  case KK_OBJECT_GIVER_AGREES:
    return hat != KK_HAT_NONE;
  case KK_OBJECT_AUTHORITY_AGREES:
    /* The korps, or the authority over it: public prosecutor and mayor (Politiewet 11 and 12). */
    return (KK_HAT_BIT (hat) & (HAT (POL) | HAT (KMAR) | HAT (OM) | HAT (GEM_OOV))) != 0;
  case KK_OBJECT_ARTICLE_20:
    return hat == KK_HAT_POL || hat == KK_HAT_KMAR;
  case KK_OBJECT_GATE:
    return (KK_HAT_BIT (hat) & list_gate_issuers (gate)) != 0;
  case KK_OBJECT_ASSIGNMENT:
    /* The college: of the municipality, for support and for youth help (Wmo 2.6.3, Jeugdwet 2.6). */
    return hat == KK_HAT_GEM_WMO || hat == KK_HAT_GEM_JEUGD;
  case KK_OBJECT_WITHDRAWAL:
    return hat != KK_HAT_NONE;
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

gboolean
kk_object_is_valid (const KkDirectory *directory,
                    const KkSignedObject *signed_,
                    const KkObject *object)
{
  return verify_object (directory, signed_, object) != NULL;
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

/* An assignment is about the desk that got it, whichever way the data go. */
static gboolean
is_about_parties (const KkObject *object, const KkObjectScope *scope)
{
  return kk_id_equal (&object->receiver, scope->receiver) ||
         (object->kind == KK_OBJECT_ASSIGNMENT && kk_id_equal (&object->receiver, scope->giver));
}

static gboolean
is_about (const KkObject *object, const KkObjectScope *scope)
{
  if (!is_about_parties (object, scope))
    return FALSE;
  if (scope->thread == NULL || !kk_id_equal (&object->thread, scope->thread))
    return FALSE;
  if (!is_about_records (object, scope->records))
    return FALSE;
  return strcmp (object->from, scope->day) <= 0 && strcmp (scope->day, object->until) <= 0;
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
  release.subjects = object->subjects;
  kk_question_add_release (question, &release);
}

/* Several decisions for this receiver and purpose add up; one for another purpose says nothing here. */
static gboolean
use_article_20 (const KkObject *object, KkHat receiver, KkQuestion *question)
{
  KkReceiver named = { .hat = receiver };
  KkArt20Decision *decision = &question->facts.art20;
  KkPurposes purpose = KK_PURPOSE_BIT (question->purpose);

  if ((object->purposes & purpose) == 0)
    return FALSE;
  decision->reference = kk_question_text (question, "object");
  decision->receivers = kk_question_copy (question, &named, sizeof named);
  decision->n_receivers = 1;
  decision->categories |= object->categories;
  decision->purposes = purpose;
  return TRUE;
}

static void
use_gate (const KkObject *object, KkQuestion *question)
{
  KkFacts *facts = &question->facts;

  facts->gate = kk_object_gate (object);
  facts->gate_participants = 0;
  for (guint i = 0; i < object->participants->len; i++)
    facts->gate_participants |= KK_HAT_BIT (g_array_index (object->participants, KkHat, i));
}

static void
use_assignment (const KkObject *object, const KkObjectScope *scope, KkQuestion *question)
{
  if (kk_id_equal (&object->receiver, scope->giver))
    question->giver.assigned = KK_TRI_TRUE;
  if (kk_id_equal (&object->receiver, scope->receiver))
    question->receiver.assigned = KK_TRI_TRUE;
}

KkGate
kk_object_gate (const KkObject *object)
{
  KkGate gate;

  if (object->kind != KK_OBJECT_GATE || !kk_gate_parse (object->gate, &gate))
    return KK_GATE_NONE;
  if (g_strcmp0 (object->result, "REJECTED") == 0)
    return KK_GATE_REJECTED;
  /* "no" and "unclear" open nothing. */
  return object->result == NULL || strcmp (object->result, "yes") == 0 ? gate : KK_GATE_NONE;
}

#define BIT(name) KK_FACT_BIT (KK_FACT_##name)

KkFactSet
kk_object_proves (KkObjectKind kind)
{
  static const KkFactSet facts[] = {
    [KK_OBJECT_OM_RELEASE] = BIT (OM_RELEASE),
    [KK_OBJECT_GIVER_AGREES] = BIT (GIVER_AGREES),
    [KK_OBJECT_AUTHORITY_AGREES] = BIT (BEVOEGD_GEZAG_AGREES),
    [KK_OBJECT_ARTICLE_20] = BIT (ART20_DECISION),
    [KK_OBJECT_GATE] = BIT (GATE) | BIT (GATE_PARTICIPANTS),
    [KK_OBJECT_ASSIGNMENT] = BIT (GIVER_ASSIGNED) | BIT (RECEIVER_ASSIGNED),
    [KK_OBJECT_WITHDRAWAL] = 0,
  };

  return facts[kind];
}

/* Looking for what counts among the objects that somebody has. */
typedef struct {
  const KkDirectory *directory;
  const KkObjectScope *scope;
  KkQuestion *question;
  GPtrArray *used; /* (nullable) */
  KkObject *gate;  /* (nullable): the newest gate decision so far */
  const KkSignedObject *signed_gate;
} UsingObjects;

/* The newest decision, or of one day the one that goes further: a case does not go back by an old paper. */
static gboolean
is_newer_gate (const KkObject *object, const KkObject *before)
{
  int order = before != NULL ? strcmp (object->from, before->from) : 1;

  return order > 0 || (order == 0 && kk_object_gate (object) > kk_object_gate (before));
}

static void
use_object (UsingObjects *use, const KkSignedObject *signed_, const KkObject *object, KkHat issuer)
{
  KkQuestion *question = use->question;

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
    if (!use_article_20 (object, question->receiver.hat, question))
      return;
    break;
  case KK_OBJECT_ASSIGNMENT:
    use_assignment (object, use->scope, question);
    break;
  case KK_OBJECT_GATE:
  case KK_OBJECT_WITHDRAWAL:
  default:
    return;
  }
  if (use->used != NULL)
    g_ptr_array_add (use->used, (gpointer) (guintptr) signed_);
}

static void
look_at_object (UsingObjects *use, const KkSignedObject *signed_)
{
  g_autoptr (KkObject) object = kk_object_decode (signed_->body, NULL);
  KkGate gate = object != NULL ? kk_object_gate (object) : KK_GATE_NONE;
  const KkDesk *issuer;

  if (object == NULL || !is_about (object, use->scope) ||
      (object->kind == KK_OBJECT_GATE && gate == KK_GATE_NONE))
    return;
  issuer = verify_object (use->directory, signed_, object);
  if (issuer == NULL || !kk_object_may_issue (issuer->hat, object->kind, gate))
    return;
  if (object->kind != KK_OBJECT_GATE) {
    use_object (use, signed_, object, issuer->hat);
  } else if (is_newer_gate (object, use->gate)) {
    g_clear_pointer (&use->gate, kk_object_free);
    use->gate = g_steal_pointer (&object);
    use->signed_gate = signed_;
  }
}

void
kk_objects_use (const KkDirectory *directory,
                const GPtrArray *objects,
                const KkObjectScope *scope,
                KkQuestion *question,
                GPtrArray *used)
{
  UsingObjects use = { directory, scope, question, used, NULL, NULL };

  for (guint i = 0; i < objects->len; i++)
    look_at_object (&use, objects->pdata[i]);
  if (use.gate == NULL)
    return;
  use_gate (use.gate, question);
  if (used != NULL)
    g_ptr_array_add (used, (gpointer) (guintptr) use.signed_gate);
  kk_object_free (use.gate);
}
