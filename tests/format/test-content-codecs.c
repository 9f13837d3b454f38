/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "documents.h"
#include "format/kk-basis-codec.h"
#include "format/kk-body-codec.h"
#include "format/kk-manifest-codec.h"
#include "format/kk-operation-codec.h"
#include "format/kk-statement-codec.h"

#include <string.h>

#define TIME G_GINT64_CONSTANT (1795219200000)

static void
test_statement (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("statement-golden.vec");
  g_autoptr (KkStatement) statement = kk_statement_decode (bytes, NULL);

  g_assert_cmpuint (statement->level, ==, 1);
  g_assert_cmpint (statement->kind, ==, KK_STATEMENT_CONTENT);
  kk_assert_filled (statement->writer, 0x81);
  kk_assert_filled (statement->log, 0x82);
  g_assert_cmpuint (statement->sequence, ==, 17);
  kk_assert_filled (statement->addressee, 0x83);
  kk_assert_filled (g_array_index (statement->others, KkId, 1), 0x84);
  g_assert_cmpuint (statement->region.version, ==, 3);
  kk_assert_filled (statement->organisation.hash, 4);
  g_assert_cmpuint (statement->register_.version, ==, 0);
  g_assert_cmpstr (statement->decided_on, ==, "2026-11-21");
  g_assert_cmpint (statement->created, ==, TIME);
  g_assert_cmpuint (g_bytes_get_size (statement->body), ==, 4);
}

static void
check_basis_lists (const KkBasis *basis)
{
  const KkClaim *claim = g_ptr_array_index (basis->claims, 1);
  const KkNoteClaim *note = g_ptr_array_index (basis->notes, 0);
  const KkOriginStep *step = g_ptr_array_index (basis->origins, 0);

  g_assert_cmpstr (claim->code, ==, "SUBJECT_AGE");
  g_assert_cmpstr (claim->value, ==, "18");
  g_assert_cmpstr (note->kind, ==, "NEED");
  kk_assert_filled (note->hash, 0x92);
  g_assert_cmpuint (note->length, ==, 214);
  g_assert_cmpstr (note->function, ==, "zorgcoördinator");
  kk_assert_filled (step->desk, 0x31);
  g_assert_cmpint (step->hat, ==, KK_HAT_POL);
  g_assert_cmpstr (step->row, ==, "WPG-20-1");
  g_assert_cmpstr (g_ptr_array_index (step->caveats, 0), ==, "WPG-7-2");
}

static void
check_basis (const KkBasis *basis)
{
  g_assert_cmpstr (g_ptr_array_index (basis->rows, 1), ==, "AVG-9-2-A");
  g_assert_true (basis->has_subject);
  kk_assert_filled (basis->subject_record, 0x91);
  g_assert_cmpint (basis->subject, ==, KK_SUBJECT_VICTIM);
  check_basis_lists (basis);
  kk_assert_filled (g_array_index (basis->objects, KkHash, 0), 0x94);
  g_assert_cmpstr (g_ptr_array_index (basis->caveats, 1), ==, "alleen na overleg");
  g_assert_cmpstr (basis->retention_row, ==, "WMO-5-3-4");
  g_assert_cmpstr (basis->retention_start, ==, "2026-11-21");
  g_assert_cmpstr (basis->held_until, ==, "2027-11-21");
}

static void
test_basis (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("basis-golden.vec");
  g_autoptr (KkBasis) basis = kk_basis_decode (bytes, NULL);

  check_basis (basis);
}

static void
test_object_limits (void)
{
  g_autoptr (GBytes) release = kk_vector_read_bytes ("object-release-golden.vec");
  g_autoptr (GBytes) decision = kk_vector_read_bytes ("object-article-20-golden.vec");
  g_autoptr (KkObject) released = kk_object_decode (release, NULL);
  g_autoptr (KkObject) decided = kk_object_decode (decision, NULL);

  g_assert_cmphex (released->categories, ==,
                   KK_CATEGORY_BIT (KK_CATEGORY_GEW_ID) | KK_CATEGORY_BIT (KK_CATEGORY_JUS_SV));
  g_assert_cmphex (released->subjects, ==,
                   KK_SUBJECT_BIT (KK_SUBJECT_VICTIM) | KK_SUBJECT_BIT (KK_SUBJECT_WITNESS));
  g_assert_cmphex (released->purposes, ==, 0);
  g_assert_cmphex (decided->purposes, ==,
                   KK_PURPOSE_BIT (KK_PURPOSE_HULP) | KK_PURPOSE_BIT (KK_PURPOSE_STRAFVORDERING));
  g_assert_cmphex (decided->subjects, ==, 0);
}

static void
test_object_withdrawn (void)
{
  g_autoptr (GBytes) assignment = kk_vector_read_bytes ("object-assignment-golden.vec");
  g_autoptr (GBytes) withdrawal = kk_vector_read_bytes ("object-withdrawal-golden.vec");
  g_autoptr (KkObject) assigned = kk_object_decode (assignment, NULL);
  g_autoptr (KkObject) withdrawn = kk_object_decode (withdrawal, NULL);

  g_assert_cmpint (assigned->kind, ==, KK_OBJECT_ASSIGNMENT);
  kk_assert_filled (assigned->receiver, 0x32);
  g_assert_cmpint (withdrawn->kind, ==, KK_OBJECT_WITHDRAWAL);
  kk_assert_filled (withdrawn->withdrawn, 0x06);
}

static void
test_object (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("object-golden.vec");
  g_autoptr (KkObject) object = kk_object_decode (bytes, NULL);

  g_assert_cmpint (object->kind, ==, KK_OBJECT_GATE);
  kk_assert_filled (object->issuer, 0x31);
  g_assert_cmpuint (object->organisation.version, ==, 4);
  kk_assert_filled (object->receiver, 0x32);
  kk_assert_filled (object->thread, 0x33);
  kk_assert_filled (g_array_index (object->records, KkId, 0), 0x34);
  g_assert_cmphex (object->categories, ==, 0);
  g_assert_cmpstr (object->from, ==, "2026-11-01");
  g_assert_cmpstr (object->until, ==, "2026-11-21");
  g_assert_cmpstr (object->gate, ==, "G3");
  g_assert_cmpstr (object->result, ==, "HOLDS");
  g_assert_cmpint (g_array_index (object->participants, KkHat, 1), ==, KK_HAT_POL);
  g_assert_cmpstr (object->conditions, ==, "Niet delen met\nderden.");
  g_assert_true (kk_is_filled (object->nonce, sizeof object->nonce, 0x35));
}

static void
check_op_values (GPtrArray *ops)
{
  static const KkOpKind kinds[] = { KK_OP_VALUE,  KK_OP_VALUE,  KK_OP_VALUE,
                                    KK_OP_VALUE,  KK_OP_ABSENT, KK_OP_NOT_SHARED,
                                    KK_OP_DELETE, KK_OP_RECALL, KK_OP_ERASE };
  const KkDot *dots;
  gsize size;

  g_assert_cmpuint (ops->len, ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < ops->len; i++)
    g_assert_cmpint (((const KkOp *) g_ptr_array_index (ops, i))->kind, ==, kinds[i]);
#define VALUE(i) (((const KkOp *) g_ptr_array_index (ops, (i)))->value)
  g_assert_cmpstr (kk_value_get_text (VALUE (0), NULL), ==, "Jansen");
  g_assert_cmpint (kk_value_get_kind (VALUE (1)), ==, KK_VALUE_BOOLEAN);
  g_assert_cmpint (kk_value_get_integer (VALUE (1)), ==, 1);
  g_assert_cmpint (kk_value_get_integer (VALUE (2)), ==, -40);
  g_assert_true (memcmp (kk_value_get_bytes (VALUE (3), &size), "\0\1", 2) == 0 && size == 2);
  g_assert_null (VALUE (4));
  dots = kk_value_get_dots (VALUE (6), &size);
  g_assert_cmpuint (size, ==, 2);
  kk_assert_filled (dots[0].log, 7);
  g_assert_cmpuint (dots[1].n, ==, 5);
#undef VALUE
}

static void
test_op_list (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("op-list-golden.vec");
  g_autoptr (GPtrArray) ops = kk_op_list_decode (bytes, NULL);
  const KkOp *op = g_ptr_array_index (ops, 1);
  const KkDot *seen = &g_array_index (op->context, KkDot, 0);

  check_op_values (ops);
  kk_assert_filled (op->dot.log, 9);
  g_assert_cmpuint (op->dot.n, ==, 3);
  g_assert_cmpuint (op->field, ==, 402);
  g_assert_cmpstr (op->element, ==, "NL");
  kk_assert_filled (seen->log, 8);
  g_assert_cmpuint (seen->n, ==, 4);
  g_assert_cmpuint (op->basis, ==, 1);
  g_assert_cmphex (op->extra, ==,
                   KK_CATEGORY_BIT (KK_CATEGORY_GEW_ID) | KK_CATEGORY_BIT (KK_CATEGORY_BSN));
  g_assert_cmpint (op->time, ==, TIME);
  op = g_ptr_array_index (ops, 2);
  g_assert_cmpuint (op->basis, ==, KK_NO_BASIS);
  g_assert_null (op->context);
}

static void
check_body_head (const KkBody *body)
{
  g_assert_cmpint (body->scope, ==, KK_SCOPE_PARTNER);
  g_assert_true (body->has_share);
  kk_assert_filled (body->share, 0xe1);
  g_assert_cmpuint (body->purpose, ==, KK_PURPOSE_HULP);
  g_assert_cmpstr (body->stage, ==, "weging");
  g_assert_cmpuint (body->bases->len, ==, 2);
  check_basis (g_ptr_array_index (body->bases, 0));
  g_assert_cmpuint (body->withheld, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (body->duties, 1), ==, "LABEL_FACT_OPINION");
  g_assert_cmpuint (body->covers, ==, 16);
  g_assert_cmpuint (body->part, ==, 1);
  g_assert_cmpuint (body->parts, ==, 2);
}

static void
test_body (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("body-golden.vec");
  g_autoptr (KkBody) body = kk_body_decode (bytes, NULL);
  const KkSignedObject *object = g_ptr_array_index (body->objects, 0);
  const KkBodyRecord *first = g_ptr_array_index (body->records, 0);
  const KkBodyRecord *second = g_ptr_array_index (body->records, 1);
  const KkOp *op = g_ptr_array_index (second->ops, 0);

  check_body_head (body);
  g_assert_cmpuint (g_bytes_get_size (object->body), ==, 6);
  kk_assert_filled (object->device, 0x71);
  kk_assert_filled (object->signature, 4);
  kk_assert_filled (first->id, 0x91);
  g_assert_cmpuint (first->type, ==, 4);
  kk_assert_filled (first->owner, 0x32);
  g_assert_true (first->has_thread);
  kk_assert_filled (first->thread, 0x33);
  kk_assert_filled (second->owner, 0x31);
  g_assert_false (second->has_thread);
  kk_assert_filled (op->dot.log, 8);
  g_assert_cmpuint (op->basis, ==, 1);
}

static void
test_sibling_body (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("body-sibling.vec");
  g_autoptr (KkBody) body = kk_body_decode (bytes, NULL);
  const KkRegisterLine *line = g_ptr_array_index (body->lines, 0);
  const KkRegisterLine *erased = g_ptr_array_index (body->lines, 1);

  g_assert_cmpint (body->scope, ==, KK_SCOPE_SIBLING);
  kk_assert_filled (body->lines_log, 9);
  g_assert_cmpuint (line->n, ==, 4);
  kk_assert_filled (line->leaf, 1);
  g_assert_true (kk_is_filled (line->salt, sizeof line->salt, 2));
  g_assert_cmpuint (g_bytes_get_size (line->text), ==, 5);
  g_assert_null (erased->text);
}

static void
test_control (void)
{
  g_autoptr (GBytes) grant_bytes = kk_vector_read_bytes ("control-golden.vec");
  g_autoptr (KkControl) grant = kk_control_decode (grant_bytes, NULL);
  g_autoptr (GBytes) resync_bytes = kk_vector_read_bytes ("control-resync.vec");
  g_autoptr (KkControl) resync = kk_control_decode (resync_bytes, NULL);
  g_autoptr (GBytes) gap_bytes = kk_vector_read_bytes ("control-gap.vec");
  g_autoptr (KkControl) gap = kk_control_decode (gap_bytes, NULL);
  const KkGrantedSecret *secret = &g_array_index (grant->secrets, KkGrantedSecret, 0);

  g_assert_cmpint (grant->kind, ==, KK_CONTROL_GRANT);
  g_assert_cmpuint (g_bytes_get_size (g_ptr_array_index (grant->regions, 0)), ==, 8);
  g_assert_cmpuint (secret->epoch, ==, 2);
  g_assert_true (kk_is_filled (secret->secret, sizeof secret->secret, 0xa2));
  g_assert_cmpint (resync->kind, ==, KK_CONTROL_RESYNC);
  g_assert_cmpuint (resync->sequence, ==, 0);
  g_assert_true (resync->returns);
  g_assert_cmpint (gap->kind, ==, KK_CONTROL_GAP);
  g_assert_cmpuint (gap->sequence, ==, 12);
}

static void
check_manifest_lists (const KkManifest *manifest)
{
  const KkLivePacket *packet = &g_array_index (manifest->add, KkLivePacket, 1);
  const KkMark *mark = &g_array_index (manifest->marks, KkMark, 0);
  const KkBoardEntry *entry = &g_array_index (manifest->board, KkBoardEntry, 1);
  const KkPastCheckpoint *past = &g_array_index (manifest->past, KkPastCheckpoint, 1);

  kk_assert_filled (packet->tag, 2);
  kk_assert_filled (packet->packet, 2);
  kk_assert_filled (mark->log, 0x22);
  g_assert_cmpuint (mark->push_no, ==, 5);
  kk_assert_filled (mark->manifest, 5);
  g_assert_cmpint (entry->kind, ==, KK_BOARD_REGION);
  g_assert_cmpuint (entry->version, ==, 3);
  kk_assert_filled (entry->hash, 3);
  g_assert_cmpuint (past->push_no, ==, 33);
  kk_assert_filled (past->hash, 33);
}

static void
test_checkpoint (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("manifest-golden.vec");
  g_autoptr (KkManifest) manifest = kk_manifest_decode (bytes, NULL);

  kk_assert_filled (manifest->log, 0x21);
  g_assert_cmpuint (manifest->push_no, ==, 48);
  kk_assert_filled (manifest->previous, 47);
  g_assert_cmpint (manifest->kind, ==, KK_MANIFEST_CHECKPOINT);
  check_manifest_lists (manifest);
  g_assert_true (manifest->has_mailbox);
  kk_assert_filled (manifest->mailbox, 0x42);
  kk_assert_filled (manifest->register_head, 0x43);
  g_assert_cmpuint (manifest->region.version, ==, 3);
  g_assert_cmpuint (manifest->organisation.version, ==, 4);
  g_assert_cmpuint (manifest->register_.version, ==, 2);
  g_assert_cmpstr (manifest->day, ==, "2026-11-21");
  g_assert_false (manifest->has_continues);
}

static void
test_delta (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("manifest-delta.vec");
  g_autoptr (KkManifest) delta = kk_manifest_decode (bytes, NULL);
  g_autoptr (GBytes) first_bytes = kk_vector_read_bytes ("manifest-first.vec");
  g_autoptr (KkManifest) first = kk_manifest_decode (first_bytes, NULL);

  g_assert_cmpint (delta->kind, ==, KK_MANIFEST_DELTA);
  g_assert_cmpuint (delta->drop->len, ==, 2);
  kk_assert_filled (g_array_index (delta->drop, KkId, 1), 4);
  g_assert_false (delta->has_mailbox);
  g_assert_null (delta->board);
  g_assert_true (first->has_continues);
  kk_assert_filled (first->continues.log, 0x20);
  g_assert_cmpuint (first->continues.push_no, ==, 40);
}

/* Lists come in any order; the encoding has one. */
static void
test_manifest_sort (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("manifest-golden.vec");
  g_autoptr (KkManifest) manifest = kk_manifest_decode (bytes, NULL);
  g_autoptr (GBytes) sorted = NULL;
  KkLivePacket packet = g_array_index (manifest->add, KkLivePacket, 0);
  KkBoardEntry entry = g_array_index (manifest->board, KkBoardEntry, 1);
  KkMark mark = g_array_index (manifest->marks, KkMark, 0);
  KkPastCheckpoint past = g_array_index (manifest->past, KkPastCheckpoint, 0);

  g_array_append_val (g_array_remove_index (manifest->add, 0), packet);
  g_array_append_val (g_array_remove_index (manifest->board, 1), entry);
  g_array_append_val (g_array_remove_index (manifest->marks, 0), mark);
  g_array_append_val (g_array_remove_index (manifest->past, 0), past);
  g_assert_null (kk_manifest_encode (manifest, NULL));
  kk_manifest_sort (manifest);
  sorted = kk_manifest_encode (manifest, NULL);
  g_assert_true (g_bytes_equal (sorted, bytes));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/content-codecs/statement", test_statement);
  g_test_add_func ("/content-codecs/basis", test_basis);
  g_test_add_func ("/content-codecs/object", test_object);
  g_test_add_func ("/content-codecs/object-limits", test_object_limits);
  g_test_add_func ("/content-codecs/object-withdrawn", test_object_withdrawn);
  g_test_add_func ("/content-codecs/op-list", test_op_list);
  g_test_add_func ("/content-codecs/body", test_body);
  g_test_add_func ("/content-codecs/sibling-body", test_sibling_body);
  g_test_add_func ("/content-codecs/control", test_control);
  g_test_add_func ("/content-codecs/checkpoint", test_checkpoint);
  g_test_add_func ("/content-codecs/delta", test_delta);
  g_test_add_func ("/content-codecs/manifest-sort", test_manifest_sort);
  return g_test_run ();
}
