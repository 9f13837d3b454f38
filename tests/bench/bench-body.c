/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-body-codec.h"

#include <string.h>

#define N_RECORDS 250
#define N_OPS     40
#define N_ROUNDS  50

/* Ten thousand operations as a case file has them: short texts and codes, one log, now and then a context. */
static KkBody *
make_body (void)
{
  KkBody *body = kk_body_new (KK_SCOPE_SIBLING);
  KkId log = kk_id_random ();
  KkId desk = kk_id_random ();

  for (guint i = 0; i < N_RECORDS; i++) {
    KkBodyRecord *record = kk_body_record_new ();

    record->id = kk_id_random ();
    record->type = 3;
    record->owner = desk;
    for (guint j = 0; j < N_OPS; j++) {
      KkOp *op = kk_op_new ((KkDot){ log, j + 1 }, KK_OP_VALUE, 301 + j);

      op->value = j % 4 == 0 ? kk_value_new_integer (j) : kk_value_new_text ("Een korte waarde");
      op->time = G_GINT64_CONSTANT (1795219200000);
      if (j % 5 == 4)
        kk_op_add_context (op, (KkDot){ log, j });
      g_ptr_array_add (record->ops, op);
    }
    g_ptr_array_add (body->records, record);
  }
  return body;
}

int
main (void)
{
  g_autoptr (KkBody) body = make_body ();
  gint64 encoding = G_MAXINT64;
  gint64 decoding = G_MAXINT64;
  gsize size = 0;

  for (guint i = 0; i < N_ROUNDS; i++) {
    gint64 start = g_get_monotonic_time ();
    g_autoptr (GBytes) bytes = kk_body_encode (body, NULL);
    gint64 middle = g_get_monotonic_time ();
    g_autoptr (KkBody) decoded = kk_body_decode (bytes, NULL);

    g_assert_nonnull (decoded);
    decoding = MIN (decoding, g_get_monotonic_time () - middle);
    encoding = MIN (encoding, middle - start);
    size = g_bytes_get_size (bytes);
  }
  g_print ("%u operations, %zu bytes (%.1f each): encode %.2f ms, decode %.2f ms (best of %d)\n",
           N_RECORDS * N_OPS, size, (double) size / (N_RECORDS * N_OPS), (double) encoding / 1000,
           (double) decoding / 1000, N_ROUNDS);
  return 0;
}
