/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What a steward is told of a new register: each row that came, went or changed, and nothing else. */

#include "policy-fixture.h"
#include "policy/kk-register-diff.h"

#include <locale.h>
#include <string.h>

#define BRP "wet-brp.register"

static KkRegister *
parse (GArray *files)
{
  g_autoptr (GError) error = NULL;
  KkRegister *reg =
      kk_register_parse ((const KkRegisterFile *) (gpointer) files->data, files->len, &error);

  g_assert_no_error (error);
  register_files_free (files);
  return reg;
}

/* The project's register with one change of the file of the BRP. */
static KkRegister *
load_with (const char *old, const char *fresh)
{
  GArray *files = register_files_load ();

  register_files_edit (files, BRP, old, fresh);
  return parse (files);
}

/* And with another period of the row BRP, after the one that it has. */
static KkRegister *
load_with_period (void)
{
  g_autofree char *text = register_stamp (
      "ketenkluis-register 1\n\nid: BRP\n"
      "number: 95\neffect: allow\nuse: basis\nlaw: Wet BRP\n"
      "article: Wet BRP 1.7\nshort: BRP\ngiver: GEM_BRP\nreceiver: GEM_*\npurposes: toezicht\n"
      "categories: GEW-ID\nholds-when: TASK_ARTICLE.receiver\nvalid-from: 2026-07-01\n"
      "confidence: M\nreviewer:\nhash: x\n");
  GArray *files = register_files_load ();
  KkRegisterFile file = { g_strdup ("brp-nieuw.register"), g_bytes_new (text, strlen (text)) };

  register_files_edit (files, BRP, "confidence: M", "valid-to: 2026-06-30\nconfidence: M");
  g_array_append_val (files, file);
  return parse (files);
}

static void
assert_field (const KkRowChange *change,
              guint index,
              const char *name,
              const char *before,
              const char *after)
{
  const KkRowField *field = &g_array_index (change->fields, KkRowField, index);

  g_assert_cmpuint (change->fields->len, >, index);
  g_assert_cmpstr (field->name, ==, name);
  g_assert_cmpstr (field->before, ==, before);
  g_assert_cmpstr (field->after, ==, after);
}

/* (transfer full): the one change there is, of the row BRP. */
static GPtrArray *
diff_of_brp (const KkRegister *before, const KkRegister *after)
{
  GPtrArray *changes = kk_register_diff (before, after);
  const KkRowChange *change;

  g_assert_cmpuint (changes->len, ==, 1);
  change = changes->pdata[0];
  g_assert_cmpint (change->kind, ==, KK_ROW_CHANGED);
  g_assert_cmpstr (change->before->id, ==, "BRP");
  g_assert_cmpstr (change->after->id, ==, "BRP");
  return changes;
}

static void
test_same (void)
{
  g_autoptr (KkRegister) before = register_load ();
  g_autoptr (KkRegister) after = register_load ();
  g_autoptr (GPtrArray) changes = kk_register_diff (before, after);

  g_assert_cmpuint (changes->len, ==, 0);
}

static void
test_changed (void)
{
  static const char *const letters[] = { "H", "L" };
  g_autoptr (KkRegister) before = register_load ();

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++) {
    g_autofree char *fresh = g_strdup_printf ("valid-to: 2026-06-30\nconfidence: %s", letters[i]);
    g_autoptr (KkRegister) after = load_with ("confidence: M", fresh);
    g_autoptr (GPtrArray) changes = diff_of_brp (before, after);

    g_assert_cmpuint (((const KkRowChange *) changes->pdata[0])->fields->len, ==, 2);
    assert_field (changes->pdata[0], 0, "valid-to", NULL, "2026-06-30");
    assert_field (changes->pdata[0], 1, "confidence", "M", letters[i]);
  }
}

/* A second period of a row is a row that came; without it again, one that went. */
static void
test_period (void)
{
  g_autoptr (KkRegister) one = load_with ("confidence: M", "valid-to: 2026-06-30\nconfidence: M");
  g_autoptr (KkRegister) two = load_with_period ();
  g_autoptr (GPtrArray) came = kk_register_diff (one, two);
  g_autoptr (GPtrArray) went = kk_register_diff (two, one);
  const KkRowChange *change;

  g_assert_cmpuint (came->len, ==, 1);
  change = came->pdata[0];
  g_assert_cmpint (change->kind, ==, KK_ROW_ADDED);
  g_assert_null (change->before);
  g_assert_null (change->fields);
  g_assert_cmpstr (change->after->valid_from, ==, "2026-07-01");
  g_assert_cmpuint (went->len, ==, 1);
  change = went->pdata[0];
  g_assert_cmpint (change->kind, ==, KK_ROW_REMOVED);
  g_assert_null (change->after);
  g_assert_null (change->fields);
  g_assert_cmpstr (change->before->valid_from, ==, "2026-07-01");
}

/* Whoever holds a register keeps it: changes borrow their texts from it. */
static void
test_kept (void)
{
  KkRegister *reg = register_load ();
  g_autoptr (KkRegister) kept = kk_register_ref (reg);
  g_autoptr (KkRegister) after = load_with ("confidence: M", "confidence: L");

  kk_register_unref (reg);
  g_ptr_array_unref (diff_of_brp (kept, after));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/register-diff/same", test_same);
  g_test_add_func ("/register-diff/changed", test_changed);
  g_test_add_func ("/register-diff/period", test_period);
  g_test_add_func ("/register-diff/kept", test_kept);
  return g_test_run ();
}
