/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-limits.h"
#include "documents.h"
#include "format/kk-basis-codec.h"
#include "format/kk-body-codec.h"
#include "format/kk-document-codec.h"
#include "format/kk-operation-codec.h"
#include "format/kk-statement-codec.h"

/* What the domain can hold but a document cannot is refused when it is written, not by its first reader. */

#define ASSERT_REFUSED(noun, value, expected_code, expected)                  \
  G_STMT_START                                                                \
  {                                                                           \
    g_autoptr (GError) error = NULL;                                          \
                                                                              \
    g_assert_null (kk_##noun##_encode ((value), &error));                     \
    g_assert_error (error, KK_FORMAT_ERROR, KK_FORMAT_ERROR_##expected_code); \
    g_assert_cmpstr (error->message, ==, (expected));                         \
  }                                                                           \
  G_STMT_END

static void
test_region (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("region-golden.vec");
  g_autoptr (KkRegion) region = kk_region_decode (bytes, NULL);
  g_autoptr (KkRegion) fresh = kk_region_new ();

  ASSERT_REFUSED (region, fresh, INVALID, "region: version: a number is too low");
  region->threshold = 9;
  ASSERT_REFUSED (region, region, INVALID, "region: root keys: more signatures than keys");
  region->threshold = 1;
  g_free (region->name);
  region->name = g_strdup ("\xff");
  ASSERT_REFUSED (region, region, INVALID, "region: name: text is not UTF-8");
  g_clear_pointer (&region->name, g_free);
  ASSERT_REFUSED (region, region, INVALID, "region: name: something is missing");
  region->name = g_strnfill (257, 'n');
  ASSERT_REFUSED (region, region, LIMIT, "region: name: more than the limit");
  region->level = 2;
  ASSERT_REFUSED (region, region, NEWER, "region: level: a number that is not known");
}

static void
test_statement (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("statement-golden.vec");
  g_autoptr (KkStatement) statement = kk_statement_decode (bytes, NULL);

  statement->created = -1;
  ASSERT_REFUSED (statement, statement, LIMIT, "statement: created: more than the limit");
  statement->created = 0;
  g_clear_pointer (&statement->body, g_bytes_unref);
  ASSERT_REFUSED (statement, statement, INVALID, "statement: body: something is missing");
}

static void
test_basis (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("basis-golden.vec");
  g_autoptr (KkBasis) basis = kk_basis_decode (bytes, NULL);

  g_clear_pointer (&basis->retention_row, g_free);
  ASSERT_REFUSED (basis, basis, INVALID, "basis: retention: retention without a row");
}

static void
test_object (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("object-golden.vec");
  g_autoptr (KkObject) object = kk_object_decode (bytes, NULL);

  object->kind = KK_OBJECT_GIVER_AGREES;
  g_clear_pointer (&object->gate, g_free);
  ASSERT_REFUSED (object, object, INVALID, "object: gate: a result without a gate");
  object->purposes = 1; /* no purpose has number 0 */
  object->kind = KK_OBJECT_ARTICLE_20;
  object->categories = KK_CATEGORY_BIT (KK_CATEGORY_POL_8);
  g_clear_pointer (&object->result, g_free);
  ASSERT_REFUSED (object, object, INVALID, "object: purposes of an object: a set out of range");
  object->categories = 1u << KK_N_CATEGORIES;
  ASSERT_REFUSED (object, object, INVALID, "object: categories: a category out of range");
}

static void
test_body (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("body-golden.vec");
  g_autoptr (KkBody) body = kk_body_decode (bytes, NULL);
  KkBodyRecord *record = g_ptr_array_index (body->records, 1);

  body->part = 0;
  ASSERT_REFUSED (body, body, INVALID, "body: part: parts without a part");
  g_ptr_array_set_size (record->ops, 0);
  ASSERT_REFUSED (body, body, INVALID, "body: operations of a record: a list is too short");
  g_ptr_array_set_size (body->records, 1);
  ASSERT_REFUSED (body, body, INVALID,
                  "body: operations of a record: a basis that no operation rests on");
}

static void
check_value (KkOpKind kind, KkValue *value, KkFormatError code, const char *reason)
{
  g_autoptr (GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_op_unref);
  KkOp *op = kk_op_new ((KkDot){ .n = 1 }, kind, kind < KK_OP_DELETE ? 401 : 0);
  g_autofree char *message = g_strconcat ("operations: operations: ", reason, NULL);
  g_autoptr (GError) error = NULL;

  op->value = value;
  g_ptr_array_add (ops, op);
  g_assert_null (kk_op_list_encode (ops, &error));
  g_assert_error (error, KK_FORMAT_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_values (void)
{
  static const char lacks[] = "a value that its kind of operation lacks";
  g_autofree char *text = g_strnfill (KK_LIMIT_TEXT + 1, 't');

  check_value (KK_OP_VALUE, NULL, KK_FORMAT_ERROR_INVALID, lacks);
  check_value (KK_OP_ERASE, kk_value_new_text ("x"), KK_FORMAT_ERROR_INVALID, lacks);
  check_value (KK_OP_RECALL, kk_value_new_dots (NULL, 0), KK_FORMAT_ERROR_INVALID, lacks);
  check_value (KK_OP_VALUE, kk_value_new_text (text), KK_FORMAT_ERROR_LIMIT, "more than the limit");
  check_value (KK_OP_VALUE, kk_value_new_bytes (text, KK_LIMIT_TEXT + 1), KK_FORMAT_ERROR_LIMIT,
               "more than the limit");
  check_value (KK_OP_VALUE, kk_value_new_text_length ("a\0b", 3), KK_FORMAT_ERROR_INVALID,
               "text is not UTF-8");
  check_value (KK_OP_VALUE, kk_value_new_text ("\xc3"), KK_FORMAT_ERROR_INVALID,
               "text is not UTF-8");
}

/* More than a packet holds: each part is within its limits, the whole is not. */
static void
test_too_large (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("body-golden.vec");
  g_autoptr (KkBody) body = kk_body_decode (bytes, NULL);
  g_autofree char *text = g_strnfill (KK_LIMIT_TEXT, 't');
  KkBodyRecord *record = g_ptr_array_index (body->records, 1);

  for (guint i = 0; i < 17; i++) {
    KkOp *op = kk_op_new ((KkDot){ .n = i + 1 }, KK_OP_VALUE, 401);

    op->value = kk_value_new_text (text);
    g_ptr_array_add (record->ops, op);
  }
  ASSERT_REFUSED (body, body, LIMIT, "body: whole: more than the limit");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/encode-refuses/region", test_region);
  g_test_add_func ("/encode-refuses/statement", test_statement);
  g_test_add_func ("/encode-refuses/basis", test_basis);
  g_test_add_func ("/encode-refuses/object", test_object);
  g_test_add_func ("/encode-refuses/body", test_body);
  g_test_add_func ("/encode-refuses/values", test_values);
  g_test_add_func ("/encode-refuses/too-large", test_too_large);
  return g_test_run ();
}
