/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-basis-codec.h"
#include "format/kk-body-codec.h"
#include "format/kk-document-codec.h"
#include "format/kk-manifest-codec.h"
#include "format/kk-operation-codec.h"
#include "format/kk-statement-codec.h"
#include "random-values.h"

#define N_SEEDS 300

/* For every seed: what is encoded decodes, and encodes to the same bytes again. */
#define PROPERTY(noun, Type, make)                                   \
  static void test_##noun (void)                                     \
  {                                                                  \
    for (guint32 seed = 0; seed < N_SEEDS; seed++) {                 \
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);        \
      g_autoptr (Type) value = make;                                 \
      g_autoptr (GError) error = NULL;                               \
      g_autoptr (GBytes) bytes = kk_##noun##_encode (value, &error); \
      g_autoptr (Type) decoded = NULL;                               \
      g_autoptr (GBytes) again = NULL;                               \
                                                                     \
      g_assert_no_error (error);                                     \
      decoded = kk_##noun##_decode (bytes, &error);                  \
      g_assert_no_error (error);                                     \
      again = kk_##noun##_encode (decoded, &error);                  \
      g_assert_no_error (error);                                     \
      if (!g_bytes_equal (bytes, again))                             \
        g_error ("seed %u", seed);                                   \
    }                                                                \
  }

PROPERTY (region, KkRegion, kk_random_region (random))
PROPERTY (organisation, KkOrganisation, kk_random_organisation (random))
PROPERTY (statement, KkStatement, kk_random_statement (random))
PROPERTY (basis, KkBasis, kk_random_basis (random))
PROPERTY (object, KkObject, kk_random_object (random))
PROPERTY (manifest, KkManifest, kk_random_manifest (random))
PROPERTY (body, KkBody, kk_random_body (random, seed % 8, 1 + seed % 20))

/* The operations of a body come back as equal operations, of equal records. */
static void
test_same_operations (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (KkBody) body = kk_random_body (random, 20, 50);
  g_autoptr (GBytes) bytes = kk_body_encode (body, NULL);
  g_autoptr (KkBody) decoded = kk_body_decode (bytes, NULL);

  g_assert_cmpuint (decoded->records->len, ==, 20);
  for (guint i = 0; i < 20; i++) {
    const KkBodyRecord *record = g_ptr_array_index (body->records, i);
    const KkBodyRecord *other = g_ptr_array_index (decoded->records, i);

    g_assert_true (kk_id_equal (&record->owner, &other->owner));
    g_assert_cmpuint (other->ops->len, ==, 50);
    for (guint j = 0; j < 50; j++) {
      const KkOp *op = g_ptr_array_index (record->ops, j);
      const KkOp *same = g_ptr_array_index (other->ops, j);

      g_assert_true (kk_op_equal (op, same));
      g_assert_true (kk_id_equal (&op->dot.log, &same->dot.log) && op->dot.n == same->dot.n);
      g_assert_true (op->basis == same->basis && op->time == same->time &&
                     op->field == same->field);
    }
  }
}

static void
test_op_list (void)
{
  for (guint32 seed = 0; seed < N_SEEDS; seed++) {
    g_autoptr (GRand) random = g_rand_new_with_seed (seed);
    g_autoptr (GArray) logs = g_array_new (FALSE, FALSE, sizeof (KkId));
    g_autoptr (GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_op_unref);
    g_autoptr (GPtrArray) decoded = NULL;
    g_autoptr (GBytes) bytes = NULL;

    for (guint i = 0; i < 5; i++) {
      KkId log = kk_random_id (random);

      g_array_append_val (logs, log);
    }
    for (guint i = 0; i < seed % 30; i++)
      g_ptr_array_add (ops, kk_random_op (random, logs, 3));
    bytes = kk_op_list_encode (ops, NULL);
    decoded = kk_op_list_decode (bytes, NULL);
    g_assert_cmpuint (decoded->len, ==, ops->len);
    for (guint i = 0; i < ops->len; i++)
      g_assert_true (kk_op_equal (g_ptr_array_index (ops, i), g_ptr_array_index (decoded, i)));
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/property/region", test_region);
  g_test_add_func ("/property/organisation", test_organisation);
  g_test_add_func ("/property/statement", test_statement);
  g_test_add_func ("/property/basis", test_basis);
  g_test_add_func ("/property/object", test_object);
  g_test_add_func ("/property/manifest", test_manifest);
  g_test_add_func ("/property/body", test_body);
  g_test_add_func ("/property/same-operations", test_same_operations);
  g_test_add_func ("/property/op-list", test_op_list);
  return g_test_run ();
}
