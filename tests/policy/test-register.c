/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The register of legal bases: what it has, what of a file is refused and why (docs/formats/register-file.md). */

#include "policy-fixture.h"

#include <locale.h>
#include <string.h>

#define BRP "wet-brp.register"

static KkRegister *
parse (GArray *files, GError **error)
{
  return kk_register_parse ((const KkRegisterFile *) (gpointer) files->data, files->len, error);
}

/* Edits the project's register and expects it refused for @reason, at a line. */
static void
assert_refused (const char *name, const char *old, const char *fresh, const char *reason)
{
  GArray *files = register_files_load ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KkRegister) reg = NULL;

  register_files_edit (files, name, old, fresh);
  reg = parse (files, &error);
  g_assert_error (error, KK_POLICY_ERROR, KK_POLICY_ERROR_REGISTER);
  if (reg != NULL || strstr (error->message, reason) == NULL)
    g_error ("expected \"%s\", found \"%s\"", reason, error->message);
  register_files_free (files);
}

/* A file of one's own instead of the whole register: for what is refused before the whole is looked at. */
static void
assert_file_refused (const char *text, gssize size, const char *reason)
{
  KkRegisterFile file = { "proef.register", NULL };
  g_autoptr (GBytes) bytes = g_bytes_new (text, size < 0 ? strlen (text) : (gsize) size);
  g_autoptr (GError) error = NULL;

  file.bytes = bytes;
  g_assert_null (kk_register_parse (&file, 1, &error));
  g_assert_error (error, KK_POLICY_ERROR, KK_POLICY_ERROR_REGISTER);
  if (strstr (error->message, reason) == NULL)
    g_error ("expected \"%s\", found \"%s\"", reason, error->message);
}

static void
test_whole (void)
{
  g_autoptr (KkRegister) reg = register_load ();
  guint effects[KK_N_EFFECTS] = { 0 };
  guint confidence[3] = { 0 };

  g_assert_cmpuint (kk_register_get_n_rows (reg), ==, 102);
  for (guint i = 0; i < 102; i++) {
    const KkRow *row = kk_register_get_row (reg, i);

    g_assert_cmpuint (row->number, ==, i + 1);
    effects[row->effect]++;
    confidence[row->confidence == 'H' ? 0 : row->confidence == 'M' ? 1 : 2]++;
    g_assert_null (row->reviewer); /* nobody has read it against the law yet */
  }
  g_assert_cmpuint (effects[KK_EFFECT_ALLOW], ==, 38);
  g_assert_cmpuint (effects[KK_EFFECT_ALLOW_BREACH], ==, 2);
  g_assert_cmpuint (effects[KK_EFFECT_LIFT], ==, 19);
  g_assert_cmpuint (effects[KK_EFFECT_DENY], ==, 7);
  g_assert_cmpuint (effects[KK_EFFECT_DUTY_UNLESS], ==, 4);
  g_assert_cmpuint (confidence[0], ==, 78);
  g_assert_cmpuint (confidence[1], ==, 21);
  g_assert_cmpuint (confidence[2], ==, 3);
}

static void
test_row (void)
{
  g_autoptr (KkRegister) reg = register_load ();
  const KkRow *row = kk_register_find_row (reg, "WMO-5-2-6", NULL);
  g_autofree char *reason = kk_row_reason (row);
  KkHash hash = { .bytes = { 7 } };

  g_assert_cmpstr (reason, ==, "Wmo 5.2.6: Meldrecht aan Veilig Thuis");
  g_assert_cmpstr (row->bwb, ==, "BWBR0035362");
  g_assert_null (kk_register_find_row (reg, "WMO-5-2-7", NULL));
  kk_register_set_version (reg, 3, &hash);
  g_assert_cmpuint (kk_register_get_version (reg), ==, 3);
  g_assert_true (kk_hash_equal (kk_register_get_hash (reg), &hash));
}

/* Contract 7.1, profile.off. */
static void
test_off (void)
{
  static const char *const may[] = { "AVG-6-1-A", "WMO-5-2-6", "WGS-1-5-1", "AVG-9-2-A" };
  static const char *const may_not[] = { "WMO-5-1-1-4", "WMO-4-1-1-3", "CMH-NRM", "WGS-2-30",
                                         "UAVG-46",     "WPG-RET",     "JW-AGE" };
  g_autoptr (KkRegister) reg = register_load ();

  for (guint i = 0; i < G_N_ELEMENTS (may); i++)
    g_assert_true (kk_row_may_be_off (kk_register_find_row (reg, may[i], NULL)));
  for (guint i = 0; i < G_N_ELEMENTS (may_not); i++)
    g_assert_false (kk_row_may_be_off (kk_register_find_row (reg, may_not[i], NULL)));
}

static void
test_text_refused (void)
{
  assert_file_refused ("", 0, "empty");
  assert_file_refused ("ketenkluis-register 1", -1, ":1: the last line has no end");
  assert_file_refused ("ketenkluis-register 1\n\nid: A\n# x", -1, ":4: the last line has no end");
  assert_file_refused ("ketenkluis-register 2\n", -1, "first line");
  assert_file_refused ("ketenkluis-register 1\n\n", -1, "proef.register:2: empty line");
  assert_file_refused ("ketenkluis-register 1\nid: A\n", -1, ":2: an empty line");
  assert_file_refused ("ketenkluis-register 1\n\n# x \n", -1, ":3: white space");
  assert_file_refused ("ketenkluis-register 1\n\n#\tx\n", -1, ":3: control");
  assert_file_refused ("ketenkluis-register 1\r\n", -1, ":1: line ends in CR LF");
  assert_file_refused ("\xef\xbb\xbfketenkluis-register 1\n", -1, ":1: file begins with a byte");
  assert_file_refused ("ketenkluis-register\r1\n", -1, ":1: control");
  assert_file_refused ("ketenkluis-register 1\n\n# x\r\n", -1, ":3: line ends in CR LF");
  assert_file_refused ("ketenkluis-register 1\n\n# \xff\n", -1, ":3: this is not UTF-8");
  assert_file_refused ("ketenkluis-register 1\n\n# \xc0\xaf\n", -1, ":3: this is not UTF-8");
  assert_file_refused ("ketenkluis-register 1\n\n#\0x\n", 27, ":3: this is not UTF-8");
  assert_file_refused ("ketenkluis-register 1\n\nname: x\n", -1, ":3: unknown key");
  assert_file_refused ("ketenkluis-register 1\n\nid: A\nid: B\n", -1, ":4: key is double");
  assert_file_refused ("ketenkluis-register 1\n\n"
                       "number: 1\nid: B\n",
                       -1, ":4: key is double or out");
  assert_file_refused ("ketenkluis-register 1\n\nid:A\n", -1, ":3: one space");
  assert_file_refused ("ketenkluis-register 1\n\nid:  A\n", -1, ":3: one space");
  assert_file_refused ("ketenkluis-register 1\n\nid: A\n", -1, ":3: row lacks");
  assert_file_refused ("ketenkluis-register 1\n\n# only a remark\n", -1, "lacks row AVG-6-1-C");
}

/* Text that reads otherwise than it is: turned around, hidden, broken off. */
static void
test_hidden_refused (void)
{
  static const char *const hidden[] = { "\u202e", "\u2066",   "\u200b",   "\u00ad", "\u2028",
                                        "\u2029", "\xc2\x85", "\xc2\x9b", "\ufeff", "\ue000" };

  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++) {
    g_autofree char *text = g_strdup_printf ("ketenkluis-register 1\n\n# x%sy\n", hidden[i]);

    assert_file_refused (text, -1, ":3: control or invisible");
  }
}

static void
test_length_refused (void)
{
  g_autoptr (GString) text = g_string_new ("ketenkluis-register 1\n\n");

  while (text->len <= 256 << 10)
    g_string_append (text, "# 3456789 123456789 123456789 1\n");
  assert_file_refused (text->str, -1, ":8194: file is longer than 256 KiB");
}

static void
test_rows_refused (void)
{
  assert_refused (BRP, "number: 95", "number: 093", ":4: number is not");
  assert_refused (BRP, "number: 95", "number: 10000", "number is not");
  assert_refused (BRP, "effect: allow", "effect: permit", ":5: unknown effect");
  assert_refused (BRP, "use: basis", "use: ground", "unknown use");
  assert_refused (BRP, "id: BRP", "id: brp", ":3: id is not");
  assert_refused (BRP, "bwb: BWBR0033715", "bwb: BWBR003371", "not a BWB id");
  assert_refused (BRP, "giver: GEM_BRP", "giver: GEM_BUZA", ":12: giver: unknown hat \"GEM_BUZA\"");
  assert_refused (BRP, "giver: GEM_BRP", "giver: * but *", "unknown hat");
  assert_refused (BRP, "receiver: GEM_*", "receiver: GEM_*  VT", "unknown hat \"\"");
  assert_refused (BRP, "purposes: * but advies monitoring", "purposes: alles", "unknown purpose");
  assert_refused (BRP, "categories: GEW-ID", "categories: GEW-NAAM", "unknown category");
  assert_refused (BRP, "confidence: M", "confidence: X", "confidence");
  assert_refused (BRP, "confidence: M", "valid-from: 2026-02-30\nconfidence: M", "not a day");
  assert_refused (BRP, "confidence: M",
                  "valid-from: 2026-02-02\nvalid-to: 2026-02-01\nconfidence: M",
                  "ends before it begins");
  assert_refused (BRP, "reviewer:\n", "", "row lacks \"reviewer\"");
  assert_refused (BRP, "holds-when: TASK_ARTICLE.receiver\n", "", "row lacks \"holds-when\"");
  assert_refused (BRP, "confidence: M", "on-basis: BRP\nconfidence: M", "out of order");
}

/* A row cannot change without its hash, so a review cannot drift from what was reviewed. */
static void
test_hash_refused (void)
{
  GArray *files = register_files_load ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < files->len; i++) {
    KkRegisterFile *file = &g_array_index (files, KkRegisterFile, i);
    g_autoptr (GString) text = NULL;

    if (strcmp (file->name, BRP) != 0)
      continue;
    text = g_string_new_len (g_bytes_get_data (file->bytes, NULL),
                             (gssize) g_bytes_get_size (file->bytes));
    g_assert_cmpuint (g_string_replace (text, "GEW-ID GEW-WOON BSN", "GEW-ID GEW-WOON BSN H1", 1),
                      ==, 1);
    g_bytes_unref (file->bytes);
    file->bytes = g_bytes_new (text->str, text->len);
  }
  g_assert_null (parse (files, &error));
  g_assert_nonnull (strstr (error->message, "hash does not belong"));
  register_files_free (files);
}

static void
test_conditions_refused (void)
{
  static const struct {
    const char *condition;
    const char *reason;
  } cases[] = {
    { "TASK_ARTICLES.receiver", "holds-when: unknown predicate \"TASK_ARTICLES.receiver\"" },
    { "HG_KM &", "lacks a predicate" },
    { "HG_KM HG_KM", "cannot read" },
    { "(HG_KM", "without \")\"" },
    { "HG_KM)", "cannot read" },
    { "[purpose=hulp HG_KM]", "without \":\"" },
    { "[purpose=hulp: HG_KM", "without \"]\"" },
    { "!HG_KM", "may not be negated" },
    { "!(same-hat)", "lacks a predicate" },
    { "!CONSENT", "may not be negated" },
    { "!receiver=MELDER", "may not be negated" },
    { "!giver-may-hold", "may not be negated" },
    { "NOTES.ZWAARWEGENDE_REDENEN", "a refusal stands without" },
    { "NOTES.NODIG", "unknown predicate" },
    { "[COVENANT: HG_KM]", "may not stand before" },
    { "GATE=G8", "unknown value" },
    { "KIND=", "unknown value" },
    { "RIEC_STAGE=T4", "unknown stage" },
    { "giver=POLITIE", "unknown hat" },
    { "has=POL-14", "unknown category" },
    { "purpose=hulp/alles", "unknown purpose" },
    { "lifted=BIJZ-GEZ", "a basis cannot ask" },
    { "((((((((HG_KM))))))))", "nested too deep" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *fresh = g_strdup_printf ("holds-when: %s\n", cases[i].condition);

    assert_refused (BRP, "holds-when: TASK_ARTICLE.receiver\n", fresh, cases[i].reason);
  }
}

static void
test_long_condition_refused (void)
{
  g_autoptr (GString) fresh = g_string_new ("holds-when: HG_KM");

  for (guint i = 0; i < 32; i++)
    g_string_append (fresh, " & HG_KM");
  g_string_append_c (fresh, '\n');
  assert_refused (BRP, "holds-when: TASK_ARTICLE.receiver\n", fresh->str, "too long");
}

static void
test_whole_refused (void)
{
  assert_refused (BRP, "id: BRP", "id: AVG-6-1-A", "one id has two numbers");
  assert_refused (BRP, "number: 95", "number: 1", "number is in use");
  assert_refused (BRP, "effect: allow\nuse: basis", "effect: lift\nuse: basis",
                  ":6: a lift is never a basis");
  assert_refused (BRP, "effect: allow\nuse: basis", "effect: deny\nuse: basis",
                  "may not be used so");
  assert_refused ("wabb.register", "on-basis: AVG-6-1-C", "on-basis: AVG-9-2-A", "names no basis");
  assert_refused ("wet-politiegegevens.register", "id: WPG-12", "id: WPG-12X", "lacks row WPG-12");
  assert_refused ("wet-bibob.register", "does: Buiten",
                  "giver: POL\n"
                  "does: Buiten",
                  "does not belong to this use");
}

/* The text of one row with another id, period or number. */
static char *
make_version (const char *period)
{
  return g_strdup_printf (
      "ketenkluis-register 1\n\nid: BRP\n"
      "number: 95\neffect: allow\nuse: basis\n"
      "law: Wet BRP\narticle: Wet BRP 1.7\nshort: BRP\ngiver: GEM_BRP\n"
      "receiver: GEM_*\npurposes: toezicht\ncategories: GEW-ID\n"
      "holds-when: TASK_ARTICLE.receiver\n%sconfidence: M\nreviewer:\nhash: x\n",
      period);
}

static KkRegister *
parse_with_version (const char *own, const char *other, GError **error)
{
  GArray *files = register_files_load ();
  g_autofree char *raw = make_version (other);
  g_autofree char *text = register_stamp (raw);
  KkRegisterFile file = { g_strdup ("brp-nieuw.register"), g_bytes_new (text, strlen (text)) };
  g_autofree char *fresh = g_strdup_printf ("%sconfidence: M", own);
  KkRegister *reg;

  register_files_edit (files, BRP, "confidence: M", fresh);
  g_array_append_val (files, file);
  reg = parse (files, error);
  register_files_free (files);
  return reg;
}

static void
test_versions (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkRegister) reg =
      parse_with_version ("valid-to: 2026-06-30\n", "valid-from: 2026-07-01\n", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (kk_register_get_n_rows (reg), ==, 103);
  g_assert_cmpstr (kk_register_find_row (reg, "BRP", "2026-06-30")->valid_to, ==, "2026-06-30");
  g_assert_cmpstr (kk_register_find_row (reg, "BRP", "2026-07-01")->valid_from, ==, "2026-07-01");
  g_assert_cmpstr (kk_register_find_row (reg, "BRP", NULL)->valid_from, ==, "2026-07-01");
}

/* Who asks for a day gets what counts on it; who asks for none gets the row, ended or not begun as it may be. */
static void
test_in_force (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkRegister) reg = parse_with_version (
      "valid-to: 2026-06-30\n", "valid-from: 2026-08-01\nvalid-to: 2026-08-31\n", &error);

  g_assert_no_error (error);
  g_assert_nonnull (kk_register_find_row (reg, "BRP", "2026-06-30"));
  g_assert_null (kk_register_find_row (reg, "BRP", "2026-07-01"));
  g_assert_null (kk_register_find_row (reg, "BRP", "2026-07-31"));
  g_assert_nonnull (kk_register_find_row (reg, "BRP", "2026-08-01"));
  g_assert_null (kk_register_find_row (reg, "BRP", "2026-09-01"));
  g_assert_nonnull (kk_register_find_row (reg, "BRP", NULL));
}

static void
test_versions_refused (void)
{
  static const struct {
    const char *own;
    const char *other;
  } overlaps[] = {
    { "", "" },
    { "valid-to: 2026-07-01\n", "valid-from: 2026-07-01\n" },
    { "valid-from: 2026-01-01\n", "valid-from: 2026-07-01\n" },
    { "valid-to: 2026-07-01\n", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (overlaps); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (parse_with_version (overlaps[i].own, overlaps[i].other, &error));
    g_assert_nonnull (strstr (error->message, "overlap"));
  }
}

/* The same files in any order are the same register. */
static void
test_file_order (void)
{
  GArray *files = register_files_load ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KkRegister) forward = parse (files, &error);
  g_autoptr (KkRegister) backward = NULL;

  for (guint i = 0; i < files->len / 2; i++) {
    KkRegisterFile swap = g_array_index (files, KkRegisterFile, i);

    g_array_index (files, KkRegisterFile, i) =
        g_array_index (files, KkRegisterFile, files->len - 1 - i);
    g_array_index (files, KkRegisterFile, files->len - 1 - i) = swap;
  }
  backward = parse (files, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < kk_register_get_n_rows (forward); i++)
    g_assert_cmpstr (kk_register_get_row (forward, i)->id, ==,
                     kk_register_get_row (backward, i)->id);
  register_files_free (files);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/register/whole", test_whole);
  g_test_add_func ("/register/row", test_row);
  g_test_add_func ("/register/off", test_off);
  g_test_add_func ("/register/text-refused", test_text_refused);
  g_test_add_func ("/register/hidden-refused", test_hidden_refused);
  g_test_add_func ("/register/length-refused", test_length_refused);
  g_test_add_func ("/register/rows-refused", test_rows_refused);
  g_test_add_func ("/register/hash-refused", test_hash_refused);
  g_test_add_func ("/register/conditions-refused", test_conditions_refused);
  g_test_add_func ("/register/long-condition-refused", test_long_condition_refused);
  g_test_add_func ("/register/whole-refused", test_whole_refused);
  g_test_add_func ("/register/versions", test_versions);
  g_test_add_func ("/register/in-force", test_in_force);
  g_test_add_func ("/register/versions-refused", test_versions_refused);
  g_test_add_func ("/register/file-order", test_file_order);
  return g_test_run ();
}
