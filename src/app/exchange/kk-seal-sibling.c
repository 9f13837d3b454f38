/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-seal-private.h"
#include "app/exchange/kk-stored-body-private.h"
#include "format/kk-basis-codec.h"
#include "format/kk-body-codec.h"
#include "vault/kk-vault-changes.h"
#include "vault/kk-vault-documents.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-records.h"
#include "vault/kk-vault-register.h"

#include <string.h>

#define LINES_PER_PACKET   500
#define OBJECTS_PER_PACKET 100

/* Seats of one desk share everything, without the legal engine (§11). */
typedef struct {
  KkSealing *sealing;
  const KkSeatInfo *sibling;
  KkVaultSibling until;
  KkStoredBody stored;
  gboolean again; /* it asked for all: what it erased itself it may not know any more */
} SiblingBody;

static void
clear_sibling_body (SiblingBody *work)
{
  kk_stored_body_clear (&work->stored);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SiblingBody, clear_sibling_body)

/* The own log goes by number; what is of others is ticked off one by one. */
static gboolean
tick_off (SiblingBody *work, const KkStoredOp *stored, GError **error)
{
  if (stored->log != work->sealing->log)
    return kk_vault_sibling_clear_due (work->sealing->app->vault, &work->sibling->seat, stored->idx,
                                       error);
  work->until.op = MAX (work->until.op, stored->idx);
  return TRUE;
}

static gboolean
add_op (SiblingBody *work, const KkStoredOp *stored, GError **error)
{
  return tick_off (work, stored, error) && kk_stored_body_add (&work->stored, stored, error);
}

static gboolean
add_lines (SiblingBody *work, GError **error)
{
  g_autoptr (GPtrArray) entries =
      kk_vault_entry_list (work->sealing->app->vault, work->sealing->log, work->until.line + 1,
                           work->until.line + LINES_PER_PACKET, error);

  if (entries == NULL)
    return FALSE;
  work->stored.body->lines_log = work->sealing->seat->log;
  for (guint i = 0; i < entries->len; i++) {
    const KkVaultEntry *entry = entries->pdata[i];
    KkRegisterLine *line = kk_register_line_new ();

    line->n = entry->n;
    line->leaf = entry->leaf;
    memcpy (line->salt, entry->salt, sizeof line->salt);
    line->text = entry->text != NULL ? g_bytes_ref (entry->text) : NULL;
    g_ptr_array_add (work->stored.body->lines, line);
    work->until.line = entry->n;
  }
  return TRUE;
}

/* Who erased something tells all siblings. One that was put back to before that hears it from those it told. */
static gboolean
is_to_tell (const SiblingBody *work, const KkVaultErased *erased)
{
  const KkSealing *sealing = work->sealing;
  KkVault *vault = sealing->app->vault;
  gint64 log;

  return kk_id_equal (&erased->dot.log, &sealing->seat->log) ||
         (work->again && kk_vault_log_find (vault, &erased->dot.log, &log) &&
          kk_id_equal (kk_vault_log_get_desk (vault, log), &sealing->seat->desk));
}

/* What was erased here is erased there too: the list is all that is left of it. */
static gboolean
add_gone (SiblingBody *work, gboolean *more, GError **error)
{
  KkSealing *sealing = work->sealing;
  g_autoptr (GPtrArray) list = kk_vault_erased_list_after (
      sealing->app->vault, &sealing->seat->desk, work->until.gone, error);

  for (guint i = 0; list != NULL && i < list->len; i++) {
    const KkVaultErased *erased = list->pdata[i];
    KkBodyRecord *record;

    work->until.gone = erased->idx;
    if (!is_to_tell (work, erased))
      continue;
    record = kk_body_record_new ();
    record->id = erased->id;
    record->type = erased->type;
    record->owner = erased->owner;
    g_ptr_array_add (record->ops, kk_op_new (erased->dot, KK_OP_ERASE, 0));
    g_ptr_array_add (work->stored.body->records, record);
    if (work->stored.body->records->len >= KK_STORED_BODY_OPS) {
      *more = TRUE;
      break;
    }
  }
  return list != NULL;
}

/* The word of others, and of this desk: whoever works at it may need it. */
static gboolean
add_objects (SiblingBody *work, GError **error)
{
  KkVault *vault = work->sealing->app->vault;
  const KkId *seat = &work->sibling->seat;
  g_autoptr (GPtrArray) due = kk_vault_object_list_due (vault, seat, OBJECTS_PER_PACKET, error);

  for (guint i = 0; due != NULL && i < due->len; i++) {
    const KkVaultObject *object = due->pdata[i];
    KkSignedObject *signed_ = kk_signed_object_decode (object->bytes, error);

    if (signed_ == NULL)
      return FALSE;
    g_ptr_array_add (work->stored.body->objects, signed_);
    if (!kk_vault_object_clear_due (vault, seat, &object->hash, error))
      return FALSE;
  }
  return due != NULL;
}

/* An erasure has to find every packet that speaks of a record. */
static gboolean
note_records (SiblingBody *work, gint64 packet, GError **error)
{
  GHashTableIter iter;
  gpointer idx;

  g_hash_table_iter_init (&iter, work->stored.records);
  while (g_hash_table_iter_next (&iter, &idx, NULL)) {
    if (!kk_vault_packet_add_record (work->sealing->app->vault, packet, *(gint64 *) idx, error))
      return FALSE;
  }
  return TRUE;
}

/* @whole: nothing is left behind. */
static gboolean
add_ops (SiblingBody *work, gboolean *more, gboolean *whole, GError **error)
{
  guint added = 0;
  KkSealing *sealing = work->sealing;
  g_autoptr (GPtrArray) ops =
      kk_vault_sibling_list_ops (sealing->app->vault, &sealing->seat->desk, &work->sibling->seat,
                                 sealing->log, &work->until, KK_STORED_BODY_OPS, error);

  if (ops == NULL)
    return FALSE;
  *more = ops->len > 0;
  while (added < ops->len && work->stored.weight < KK_STORED_BODY_BYTES) {
    if (!add_op (work, ops->pdata[added++], error))
      return FALSE;
  }
  *whole = added == ops->len && added < KK_STORED_BODY_OPS;
  return TRUE;
}

static gboolean
seal_sibling_body (SiblingBody *work, GError **error)
{
  g_autoptr (GBytes) bytes = kk_body_encode (work->stored.body, error);
  KkSealOrder order = { .addressee = work->sibling, .kind = KK_STATEMENT_CONTENT, .body = bytes };
  gint64 packet;
  KkHash hash;

  return bytes != NULL && kk_seal_packet (work->sealing, &order, &packet, &hash, error) &&
         note_records (work, packet, error);
}

/* What goes into one packet; @more: whether there was anything. An entry of the register is about records, so they come
 * first. */
static gboolean
collect_some (SiblingBody *work, gboolean *more, GError **error)
{
  KkSealing *sealing = work->sealing;
  KkVault *vault = sealing->app->vault;
  gboolean whole;

  kk_stored_body_init (&work->stored, sealing->app, KK_SCOPE_SIBLING);
  if (!kk_vault_sibling_get (vault, &work->sibling->seat, &work->until, error) ||
      (!work->until.known && !kk_vault_sibling_start (vault, &sealing->seat->desk,
                                                      &work->sibling->seat, sealing->log, error)) ||
      !add_ops (work, more, &whole, error) || !add_gone (work, more, error) ||
      (whole && !add_lines (work, error)) || !add_objects (work, error))
    return FALSE;
  *more = *more || work->stored.body->lines->len > 0 || work->stored.body->objects->len > 0;
  return kk_vault_sibling_set (vault, &work->sibling->seat, &work->until, error);
}

static gboolean
has_content (const KkBody *body)
{
  return body->records->len > 0 || body->lines->len > 0 || body->objects->len > 0;
}

static gboolean
seal_some (KkSealing *sealing, const KkSeatInfo *sibling, gboolean *more, GError **error)
{
  g_auto (SiblingBody) work = { .sealing = sealing, .sibling = sibling };

  return collect_some (&work, more, error) &&
         (!has_content (work.stored.body) || seal_sibling_body (&work, error));
}

gboolean
kk_seal_collect_sibling (KkSealing *sealing,
                         const KkSeatInfo *sibling,
                         GPtrArray *bodies,
                         GError **error)
{
  gboolean more = TRUE;

  if (!kk_vault_sibling_forget (sealing->app->vault, &sibling->seat, error))
    return FALSE;
  while (more) {
    g_auto (SiblingBody) work = { .sealing = sealing, .sibling = sibling, .again = TRUE };

    if (!collect_some (&work, &more, error))
      return FALSE;
    if (has_content (work.stored.body))
      g_ptr_array_add (bodies, g_steal_pointer (&work.stored.body));
  }
  return TRUE;
}

gboolean
kk_seal_siblings (KkSealing *sealing, GError **error)
{
  g_autoptr (GPtrArray) seats =
      kk_directory_seats_of_desk (sealing->app->directory, &sealing->seat->desk);

  for (guint i = 0; i < seats->len; i++) {
    const KkSeatInfo *sibling = seats->pdata[i];
    gboolean more = !kk_id_equal (&sibling->seat, &sealing->seat->seat);

    while (more) {
      if (!seal_some (sealing, sibling, &more, error))
        return FALSE;
    }
  }
  return TRUE;
}
