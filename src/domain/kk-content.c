/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-content.h"

#include "base/kk-limits.h"
#include "base/kk-secret.h"

#include <string.h>

static GArray *
new_values (gsize element_size)
{
  return g_array_new (FALSE, FALSE, (guint) element_size);
}

static GPtrArray *
new_texts (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

KkStatement *
kk_statement_new (void)
{
  KkStatement *statement = g_new0 (KkStatement, 1);

  statement->level = KK_LEVEL;
  statement->others = new_values (sizeof (KkId));
  return statement;
}

void
kk_statement_free (KkStatement *statement)
{
  if (statement == NULL)
    return;
  g_array_unref (statement->others);
  g_free (statement->decided_on);
  g_clear_pointer (&statement->body, g_bytes_unref);
  g_free (statement);
}

KkClaim *
kk_claim_new (const char *code, const char *value)
{
  KkClaim *claim = g_new0 (KkClaim, 1);

  claim->code = g_strdup (code);
  claim->value = g_strdup (value);
  return claim;
}

void
kk_claim_free (KkClaim *claim)
{
  if (claim == NULL)
    return;
  g_free (claim->code);
  g_free (claim->value);
  g_free (claim);
}

KkNoteClaim *
kk_note_claim_new (void)
{
  return g_new0 (KkNoteClaim, 1);
}

void
kk_note_claim_free (KkNoteClaim *note)
{
  if (note == NULL)
    return;
  g_free (note->kind);
  g_free (note->function);
  g_free (note);
}

KkOriginStep *
kk_origin_step_new (void)
{
  KkOriginStep *origin = g_new0 (KkOriginStep, 1);

  origin->caveats = new_texts ();
  return origin;
}

void
kk_origin_step_free (KkOriginStep *origin)
{
  if (origin == NULL)
    return;
  g_free (origin->row);
  g_ptr_array_unref (origin->caveats);
  g_free (origin);
}

KkBasis *
kk_basis_new (void)
{
  KkBasis *basis = g_new0 (KkBasis, 1);

  basis->rows = new_texts ();
  basis->claims = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_claim_free);
  basis->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_note_claim_free);
  basis->objects = new_values (sizeof (KkHash));
  basis->caveats = new_texts ();
  basis->origins = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_origin_step_free);
  return basis;
}

void
kk_basis_free (KkBasis *basis)
{
  if (basis == NULL)
    return;
  g_ptr_array_unref (basis->rows);
  g_ptr_array_unref (basis->claims);
  g_ptr_array_unref (basis->notes);
  g_array_unref (basis->objects);
  g_ptr_array_unref (basis->caveats);
  g_ptr_array_unref (basis->origins);
  g_free (basis->retention_row);
  g_free (basis->retention_start);
  g_free (basis->held_until);
  g_free (basis);
}

KkObject *
kk_object_new (void)
{
  KkObject *object = g_new0 (KkObject, 1);

  object->records = new_values (sizeof (KkId));
  object->participants = new_values (sizeof (KkHat));
  return object;
}

void
kk_object_free (KkObject *object)
{
  if (object == NULL)
    return;
  g_array_unref (object->records);
  g_free (object->until);
  g_free (object->from);
  g_free (object->gate);
  g_free (object->result);
  g_array_unref (object->participants);
  g_free (object->conditions);
  g_free (object);
}

KkSignedObject *
kk_signed_object_new (GBytes *body)
{
  KkSignedObject *object = g_new0 (KkSignedObject, 1);

  object->body = body != NULL ? g_bytes_ref (body) : NULL;
  return object;
}

KkSignedObject *
kk_signed_object_copy (const KkSignedObject *object)
{
  KkSignedObject *copy = kk_signed_object_new (object->body);

  copy->device = object->device;
  copy->signature = object->signature;
  return copy;
}

void
kk_signed_object_free (KkSignedObject *object)
{
  if (object == NULL)
    return;
  g_clear_pointer (&object->body, g_bytes_unref);
  g_free (object);
}

KkBodyRecord *
kk_body_record_new (void)
{
  KkBodyRecord *record = g_new0 (KkBodyRecord, 1);

  record->ops = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_op_unref);
  return record;
}

void
kk_body_record_free (KkBodyRecord *record)
{
  if (record == NULL)
    return;
  g_ptr_array_unref (record->ops);
  g_free (record);
}

KkRegisterLine *
kk_register_line_new (void)
{
  return g_new0 (KkRegisterLine, 1);
}

void
kk_register_line_free (KkRegisterLine *line)
{
  if (line == NULL)
    return;
  g_clear_pointer (&line->text, g_bytes_unref);
  g_free (line);
}

KkBody *
kk_body_new (KkScope scope)
{
  KkBody *body = g_new0 (KkBody, 1);

  body->scope = scope;
  body->bases = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_basis_free);
  body->objects = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_signed_object_free);
  body->records = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_body_record_free);
  body->duties = new_texts ();
  body->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_register_line_free);
  return body;
}

void
kk_body_free (KkBody *body)
{
  if (body == NULL)
    return;
  g_free (body->stage);
  g_ptr_array_unref (body->bases);
  g_ptr_array_unref (body->objects);
  g_ptr_array_unref (body->records);
  g_ptr_array_unref (body->duties);
  g_ptr_array_unref (body->lines);
  g_free (body);
}

static void
wipe_granted_secret (gpointer secret)
{
  kk_secret_wipe (secret, sizeof (KkGrantedSecret));
}

KkControl *
kk_control_new (KkControlKind kind)
{
  KkControl *control = g_new0 (KkControl, 1);

  control->kind = kind;
  control->regions = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  control->secrets = new_values (sizeof (KkGrantedSecret));
  g_array_set_clear_func (control->secrets, wipe_granted_secret);
  return control;
}

void
kk_control_free (KkControl *control)
{
  if (control == NULL)
    return;
  g_ptr_array_unref (control->regions);
  g_array_unref (control->secrets);
  g_free (control);
}

KkManifest *
kk_manifest_new (KkManifestKind kind)
{
  KkManifest *manifest = g_new0 (KkManifest, 1);

  manifest->level = KK_LEVEL;
  manifest->kind = kind;
  manifest->add = new_values (sizeof (KkLivePacket));
  manifest->drop = new_values (sizeof (KkId));
  manifest->marks = new_values (sizeof (KkMark));
  manifest->past = new_values (sizeof (KkPastCheckpoint));
  if (kind == KK_MANIFEST_CHECKPOINT)
    manifest->board = new_values (sizeof (KkBoardEntry));
  return manifest;
}

void
kk_manifest_free (KkManifest *manifest)
{
  if (manifest == NULL)
    return;
  g_array_unref (manifest->add);
  g_array_unref (manifest->drop);
  g_array_unref (manifest->marks);
  g_clear_pointer (&manifest->board, g_array_unref);
  g_free (manifest->day);
  g_array_unref (manifest->past);
  g_free (manifest);
}

static int
compare_board_entries (gconstpointer a, gconstpointer b)
{
  const KkBoardEntry *first = a;
  const KkBoardEntry *second = b;

  if (first->kind != second->kind)
    return first->kind < second->kind ? -1 : 1;
  if (first->version != second->version)
    return first->version < second->version ? -1 : 1;
  return memcmp (first->hash.bytes, second->hash.bytes, KK_HASH_SIZE);
}

static int
compare_past_checkpoints (gconstpointer a, gconstpointer b)
{
  const KkPastCheckpoint *first = a;
  const KkPastCheckpoint *second = b;

  return first->push_no < second->push_no ? -1 : first->push_no > second->push_no;
}

/* Tags, dropped tags and the logs of marks all stand first in their element. */
void
kk_manifest_sort (KkManifest *manifest)
{
  g_array_sort (manifest->add, kk_id_compare);
  g_array_sort (manifest->drop, kk_id_compare);
  g_array_sort (manifest->marks, kk_id_compare);
  if (manifest->board != NULL)
    g_array_sort (manifest->board, compare_board_entries);
  g_array_sort (manifest->past, compare_past_checkpoints);
}
