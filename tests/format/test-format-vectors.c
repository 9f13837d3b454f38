/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "documents.h"

#include <string.h>

static const char *
name_outcome (const GError *error)
{
  if (g_error_matches (error, KK_FORMAT_ERROR, KK_FORMAT_ERROR_NEWER))
    return "newer";
  if (g_error_matches (error, KK_FORMAT_ERROR, KK_FORMAT_ERROR_LIMIT))
    return "limit";
  g_assert_error (error, KK_FORMAT_ERROR, KK_FORMAT_ERROR_INVALID);
  return "invalid";
}

/* All of them, not only the first. */
static void report (const char *format, ...) G_GNUC_PRINTF (1, 2);

static void
report (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_test_message ("%s", text);
  g_test_fail ();
}

static void
check_refused (const KkVector *vector, const GError *error)
{
  if (strcmp (name_outcome (error), vector->outcome) != 0 ||
      (vector->message != NULL && strcmp (vector->message, error->message) != 0))
    report ("%s: %s, %s", vector->name, name_outcome (error), error->message);
}

/* One vector each: the outcome, the message that names the cause, and the same bytes again. */
static void
test_vectors (void)
{
  g_autoptr (GPtrArray) vectors = kk_vectors_read ();

  for (guint i = 0; i < vectors->len; i++) {
    const KkVector *vector = g_ptr_array_index (vectors, i);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) again = kk_documents_find (vector->document) (vector->bytes, &error);

    if (again == NULL) {
      check_refused (vector, error);
      continue;
    }
    if (strcmp (vector->outcome, "kept") == 0)
      g_assert_false (g_bytes_equal (again, vector->bytes));
    else if (strcmp (vector->outcome, "accepted") != 0 || !g_bytes_equal (again, vector->bytes))
      report ("%s: accepted, or encoded otherwise", vector->name);
  }
  g_test_message ("%u vectors", vectors->len);
  g_assert_cmpuint (vectors->len, >, 500);
}

/* No document is a beginning of another. */
static void
test_truncations (void)
{
  g_autoptr (GPtrArray) vectors = kk_vectors_read ();
  gsize n_tried = 0;

  for (guint i = 0; i < vectors->len; i++) {
    const KkVector *vector = g_ptr_array_index (vectors, i);
    gsize size = g_bytes_get_size (vector->bytes);

    if (!g_str_has_suffix (vector->name, "-golden.vec"))
      continue;
    for (gsize length = 0; length < size; length++) {
      g_autoptr (GBytes) shorter = g_bytes_new (g_bytes_get_data (vector->bytes, NULL), length);
      g_autoptr (GError) error = NULL;

      g_assert_null (kk_documents_find (vector->document) (shorter, &error));
      g_assert_error (error, KK_FORMAT_ERROR, KK_FORMAT_ERROR_INVALID);
      n_tried++;
    }
  }
  g_test_message ("%zu truncations", n_tried);
  g_assert_cmpuint (n_tried, >, 5000);
}

/* Whatever one flipped bit makes of a golden document, it is refused or has one form only. */
static void
test_flipped_bits (void)
{
  g_autoptr (GPtrArray) vectors = kk_vectors_read ();
  gsize n_accepted = 0;

  for (guint i = 0; i < vectors->len; i++) {
    const KkVector *vector = g_ptr_array_index (vectors, i);
    gsize size = g_bytes_get_size (vector->bytes);

    if (!g_str_has_suffix (vector->name, "-golden.vec"))
      continue;
    for (gsize bit = 0; bit < size * 8; bit++) {
      guint8 *flipped = g_memdup2 (g_bytes_get_data (vector->bytes, NULL), size);
      g_autoptr (GBytes) bytes = g_bytes_new_take (flipped, size);
      g_autoptr (GBytes) again = NULL;

      flipped[bit / 8] ^= (guint8) (1u << (bit % 8));
      again = kk_documents_find (vector->document) (bytes, NULL);
      if (again == NULL)
        continue;
      g_assert_true (g_bytes_equal (again, bytes));
      n_accepted++;
    }
  }
  g_test_message ("%zu flipped documents are documents too", n_accepted);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/vectors", test_vectors);
  g_test_add_func ("/format/truncations", test_truncations);
  g_test_add_func ("/format/flipped-bits", test_flipped_bits);
  return g_test_run ();
}
