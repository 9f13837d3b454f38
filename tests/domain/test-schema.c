/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-schema-shape.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#define BIT(name) KK_CATEGORY_BIT (KK_CATEGORY_##name)

typedef void (*FieldCheck) (const KkField *field, gpointer data);

static void
for_each_field (FieldCheck check, gpointer data)
{
  for (guint type = 1; type <= KK_RECORD_TYPE_LAST; type++) {
    const KkRecordTypeInfo *info = kk_schema_type ((KkRecordType) type);

    for (gsize i = 0; i < info->n_fields; i++)
      check (&info->fields[i], data);
  }
}

static void
test_types (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint type = 1; type <= KK_RECORD_TYPE_LAST; type++) {
    const KkRecordTypeInfo *info = kk_schema_type ((KkRecordType) type);

    g_assert_nonnull (info);
    g_assert_cmpuint (info->type, ==, type);
    g_assert_cmpuint (info->n_fields, >, 0);
    g_assert_cmpstr (info->dutch, !=, "");
    g_assert_cmpstr (info->english, !=, "");
    g_assert_true (g_hash_table_add (names, g_strdup (info->name)));
    g_assert_true (kk_schema_type_by_name (info->name) == info);
  }
  g_assert_null (kk_schema_type ((KkRecordType) 0));
  g_assert_null (kk_schema_type ((KkRecordType) (KK_RECORD_TYPE_LAST + 1)));
  g_assert_null (kk_schema_type_by_name ("person in case"));
}

static void
check_number_and_name (const KkField *field, gpointer names)
{
  const KkRecordTypeInfo *info = kk_schema_type (field->type);

  g_assert_cmpuint (field->number / 100, ==, (guint) field->type);
  g_assert_cmpuint (field->number % 100, >, 0);
  if (field > info->fields)
    g_assert_cmpuint (field->number, >, (field - 1)->number);
  if (!g_hash_table_add (names, g_strdup (field->name)))
    g_error ("the name %s occurs twice", field->name);
  g_assert_true (kk_schema_field (field->number) == field);
  g_assert_true (kk_schema_field_by_name (field->type, field->name) == field);
  g_assert_true (kk_schema_field_by_name (0, field->name) == field);
}

static void
test_numbers_and_names (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for_each_field (check_number_and_name, names);
  g_assert_null (kk_schema_field (0));
  g_assert_null (kk_schema_field (1));
  g_assert_null (kk_schema_field (400));
  g_assert_null (kk_schema_field (499));
  g_assert_null (kk_schema_field (999999));
  g_assert_null (kk_schema_field (G_MAXUINT));
  g_assert_null (kk_schema_field_by_name (0, "prs_Shoe"));
  g_assert_null (kk_schema_field_by_name (KK_RECORD_CASE, "prs_FirstName"));
}

/* What is in a packet or vault once can never mean something else: the first of each type, by hand. */
static void
test_permanent_numbers (void)
{
  static const struct {
    guint number;
    const char *name;
  } fields[] = {
    { 101, "nl_SignalDate" },
    { 201, "nl_AdviceDate" },
    { 301, "nl_CaseReference" },
    { 311, "nl_Stage" },
    { 402, "prs_FirstName" },
    { 426, "nl_BSN" },
    { 501, "nl_Role" },
    { 512, "vic_MethodsOfControl" },
    { 601, "org_Name" },
    { 701, "hte_Longitude" },
    { 801, "nl_LicencePlate" },
    { 901, "nl_Platform" },
    { 1001, "nl_AssessmentKind" },
    { 1101, "nl_Gate" },
    { 1201, "nl_TrackKind" },
    { 1301, "spl_Objectives" },
    { 1401, "nl_TaskTitle" },
    { 1501, "cco_CaseComment" },
    { 1601, "nl_ConsultationQuestion" },
    { 1701, "nl_ConsentPerson" },
    { 1801, "nl_ReleaseKind" },
    { 1901, "nl_ShareDesk" },
    { 2001, "nl_NotifiedPacket" },
    { 2101, "nl_AttachmentName" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    g_assert_cmpstr (kk_schema_field (fields[i].number)->name, ==, fields[i].name);
}

static void
check_labels_and_kind (const KkField *field, gpointer data G_GNUC_UNUSED)
{
  gboolean coded = field->kind == KK_FIELD_CODE || field->kind == KK_FIELD_MULTI_CODE;
  gboolean htcds = (field->flags & KK_FIELD_HTCDS) != 0;

  g_assert_true (field->dutch && *field->dutch);
  g_assert_true (field->english && *field->english);
  g_assert_cmpint (field->kind, >=, KK_FIELD_TEXT);
  g_assert_cmpint (field->kind, <=, KK_FIELD_BLOB);
  g_assert_cmpint (coded, ==, field->codes != NULL);
  g_assert_cmpint (htcds, ==, !g_str_has_prefix (field->name, "nl_"));
  if (field->flags & KK_FIELD_CORE)
    g_assert_true (htcds);
}

static void
check_categories (const KkField *field, gpointer data G_GNUC_UNUSED)
{
  KkCategories never = BIT (BIJZ_BIOM) | BIT (POL_12) | BIT (C0);
  KkCategories all = kk_schema_categories (field, NULL);

  g_assert_cmpuint ((all | field->may) & never, ==, 0);
  if (field->flags & KK_FIELD_TICKS) {
    g_assert_cmpuint (all, ==, 0);
    g_assert_cmpuint (field->may, !=, 0);
    return;
  }
  g_assert_cmpuint (all, !=, 0);
  for (gsize i = 0; field->codes && i < field->codes->n_codes; i++) {
    KkCategories one = kk_schema_categories (field, field->codes->codes[i].code);

    if (one == 0)
      g_error ("%s: code %s has no category", field->name, field->codes->codes[i].code);
    g_assert_cmpuint (one & ~all, ==, 0);
  }
}

static void
check_codes (const KkField *field, gpointer data G_GNUC_UNUSED)
{
  g_autoptr (GHashTable) spellings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const KkCodeList *list = field->codes;

  for (gsize i = 0; list && i < list->n_codes; i++) {
    const KkCode *code = &list->codes[i];

    g_assert_true (code->dutch && *code->dutch);
    g_assert_true (code->english && *code->english);
    g_assert_true (code->code && *code->code);
    if (!g_hash_table_add (spellings, g_strdup (code->code)) ||
        (code->alias && !g_hash_table_add (spellings, g_strdup (code->alias))))
      g_error ("list %s spells something twice: %s", list->name, code->code);
    g_assert_true (kk_schema_code (list, code->code) == code);
    if (code->alias) {
      g_assert_null (kk_schema_code (list, code->alias));
      g_assert_true (kk_schema_code_by_alias (list, code->alias) == code);
    }
  }
}

static void
test_every_field (void)
{
  for_each_field (check_labels_and_kind, NULL);
  for_each_field (check_categories, NULL);
  for_each_field (check_codes, NULL);
}

/* Domain research §2.2 and §2.3, by hand. */
static void
test_categories (void)
{
  static const struct {
    const char *name;
    const char *code;
    KkCategories categories;
  } cases[] = {
    { "prs_FirstName", NULL, BIT (GEW_ID) },
    { "prs_Gender", "Feminine", BIT (GEW_ID) },
    { "prs_Gender", "TransgenderFeminine", BIT (GEW_ID) | BIT (BIJZ_SEKS) },
    { "prs_Citizenship", "PL", BIT (GEW_VERBLIJF) },
    { "prs_PrimaryLanguage", "tlh", BIT (GEW_ID) },
    { "nl_BSN", NULL, BIT (BSN) },
    { "vic_TypeOfExploitation", "SexualExploitation", BIT (BIJZ_SEKS) },
    { "vic_TypeOfExploitation", "OrganRemoval", BIT (BIJZ_GEZ) },
    { "vic_TypeOfExploitation", "Other", BIT (STRAF_VERM) },
    { "nl_SignalForm", "SexualExploitation", BIT (V) },
    { "nl_SignalForm", NULL, BIT (V) },
    { "vic_MethodsOfControl", "PhysicalAbuse", BIT (BIJZ_GEZ) | BIT (STRAF_VERM) },
    { "vic_MethodsOfControl", "TakesEarnings", BIT (GEW_FIN) | BIT (STRAF_VERM) },
    { "vic_Vulnerabilities", "Addiction", BIT (BIJZ_GEZ) },
    { "vic_Vulnerabilities", "Poverty", BIT (GEW_FIN) },
    { "vic_RelationshipToTrafficker", "Familial", BIT (GEW_NETW) | BIT (STRAF_VERM) },
    { "vic_DetailsOfVulnerabilities", NULL, 0 },
    { "per_RoleDetails", NULL, BIT (STRAF_VERM) },
    { "spl_Type", "Legal", BIT (GEW_HULP) },
    { "spl_Type", "Health", BIT (GEW_HULP) | BIT (BIJZ_GEZ) },
    { "nl_Role", "victim", BIT (GEW_HULP) },
    { "nl_Role", "suspect", BIT (STRAF_VERM) },
    { "nl_Role", "reporter", BIT (H1) },
    { "nl_Stage", "S10", BIT (V) },
    { "nl_Stage", "S60", BIT (V) | BIT (STRAF_VERM) },
    { "nl_ShelterAddress", NULL, BIT (H2) },
    /* an unknown code has the categories of all */
    { "prs_Gender", "F", BIT (GEW_ID) | BIT (BIJZ_SEKS) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const KkField *field = kk_schema_field_by_name (0, cases[i].name);

    g_assert_nonnull (field);
    g_assert_cmphex (kk_schema_categories (field, cases[i].code), ==, cases[i].categories);
  }
}

static const KkCodeList *
get_list (const char *field)
{
  return kk_schema_field_by_name (0, field)->codes;
}

/* Lists that repeat a legal vocabulary repeat all of it. */
static void
test_vocabularies (void)
{
  const KkCodeList *hats = get_list ("nl_ConsentReceiver");
  const KkCodeList *purposes = get_list ("nl_ConsentPurpose");
  const KkCodeList *categories = get_list ("nl_ConsentCategories");
  const KkCodeList *facts = get_list ("nl_AssessmentKind");

  g_assert_cmpuint (hats->n_codes, ==, KK_N_HATS - 1);
  for (gsize i = 0; i < hats->n_codes; i++)
    g_assert_cmpstr (hats->codes[i].code, ==, kk_hat_text ((KkHat) (i + 1)));
  g_assert_cmpuint (purposes->n_codes, ==, KK_N_PURPOSES - 1);
  for (gsize i = 0; i < purposes->n_codes; i++)
    g_assert_cmpstr (purposes->codes[i].code, ==, kk_purpose_text ((KkPurpose) (i + 1)));
  g_assert_cmpuint (categories->n_codes, ==, KK_N_CATEGORIES - 2); /* but BIJZ-BIOM and POL-12 */
  for (gsize i = 0; i < categories->n_codes; i++) {
    KkCategory category;

    g_assert_true (kk_category_parse (categories->codes[i].code, &category));
  }
  for (gsize i = 0; i < facts->n_codes; i++) {
    KkFact fact;

    g_assert_true (kk_fact_parse (facts->codes[i].code, &fact));
  }
}

static void
test_roles (void)
{
  const KkCodeList *roles = get_list ("nl_Role");

  for (gsize i = 0; i < roles->n_codes; i++)
    g_assert_cmpint (kk_schema_role_subject (roles->codes[i].code), !=, KK_SUBJECT_NONE);
  g_assert_cmpint (kk_schema_role_subject ("victim"), ==, KK_SUBJECT_VICTIM);
  g_assert_cmpint (kk_schema_role_subject ("suspect"), ==, KK_SUBJECT_SUSPECT);
  g_assert_cmpint (kk_schema_role_subject ("organisation"), ==, KK_SUBJECT_NONE);
  g_assert_cmpint (kk_schema_role_subject (""), ==, KK_SUBJECT_NONE);
}

static void
check_htcds_codes (const KkField *field, JsonArray *codes)
{
  for (guint i = 0; i < json_array_get_length (codes); i++) {
    const char *code = json_array_get_string_element (codes, i);

    if (g_str_has_prefix (code, "Use ISO"))
      continue;
    if (!field->codes || !kk_schema_code (field->codes, code))
      g_error ("%s lacks the code %s", field->name, code);
  }
}

static void
check_htcds_field (JsonObject *entry)
{
  const char *name = json_object_get_string_member (entry, "name");
  const KkField *field = kk_schema_field_by_name (0, name);
  gboolean core;

  if (!field)
    g_error ("the field %s of the standard has no place", name);
  core = (field->flags & KK_FIELD_CORE) != 0;
  g_assert_cmpint (core, ==, json_object_get_boolean_member (entry, "core"));
  check_htcds_codes (field, json_object_get_array_member (entry, "codes"));
}

static void
count_htcds (const KkField *field, gpointer count)
{
  *(guint *) count += (field->flags & KK_FIELD_HTCDS) != 0;
}

static void
test_htcds (void)
{
  g_autofree char *path = g_build_filename (g_test_get_dir (G_TEST_DIST), "..", "..", "shared",
                                            "data", "htcds_v2_fields.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *fields;
  guint n_ours = 0;

  if (!json_parser_load_from_file (parser, path, NULL)) {
    g_test_skip_printf ("%s is absent", path);
    return;
  }
  fields = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (fields); i++)
    check_htcds_field (json_array_get_object_element (fields, i));
  for_each_field (count_htcds, &n_ours);
  g_assert_cmpuint (n_ours, ==, json_array_get_length (fields));
}

/* The table of docs/formats/schema.md, made from the table of the program. */

static void
append_categories (GString *line, KkCategories categories)
{
  const char *before = "";

  if (categories == kk_schema_field_by_name (0, "nl_SignalText")->may) {
    g_string_append (line, "any");
    return;
  }
  for (guint i = 0; i < KK_N_CATEGORIES; i++)
    if (categories & KK_CATEGORY_BIT (i)) {
      g_string_append_printf (line, "%s%s", before, kk_category_text ((KkCategory) i));
      before = " ";
    }
}

static void
append_flags (GString *line, const KkField *field)
{
  static const char *const writers[] = { "", " no-proposal", " once", " program" };

  if (field->flags & KK_FIELD_CORE)
    g_string_append (line, " core");
  if (field->flags & KK_FIELD_TICKS)
    g_string_append (line, " ticks");
  if (field->flags & KK_FIELD_PLAIN_CODES)
    g_string_append (line, " plain-codes");
  if (field->subject != KK_SUBJECT_NONE)
    g_string_append_printf (line, " subject=%s", kk_subject_text (field->subject));
  g_string_append (line, writers[field->writer]);
}

static char *
make_field_line (const KkField *field)
{
  static const char *const kinds[] = { "",     "text",  "long text", "date",    "partial date",
                                       "code", "codes", "number",    "boolean", "reference",
                                       "blob" };
  GString *line = g_string_new (NULL);

  g_string_append_printf (line, "| %u | `%s` | %s | %s", field->number, field->name,
                          kinds[field->kind], field->english);
  g_string_append_printf (line, " | %s | ", field->codes ? field->codes->name : "");
  append_categories (line, field->categories);
  g_string_append (line, " | ");
  append_categories (line, field->may);
  g_string_append (line, " |");
  append_flags (line, field);
  g_string_append (line, " |");
  return g_string_free (line, FALSE);
}

static char *
make_code_line (const KkCodeList *list, const KkCode *code)
{
  GString *line = g_string_new (NULL);

  g_string_append_printf (line, "| %s | `%s` | ", list->name, code->code);
  append_categories (line, code->categories);
  g_string_append (line, " |");
  return g_string_free (line, FALSE);
}

static void
check_documented (const KkField *field, gpointer lines)
{
  g_autofree char *line = make_field_line (field);

  if (!g_strv_contains (lines, line))
    g_error ("docs/formats/schema.md lacks this row (test-schema --table writes it): %s", line);
  for (gsize i = 0; field->codes && i < field->codes->n_codes; i++)
    if (field->codes->codes[i].categories != 0) {
      g_autofree char *row = make_code_line (field->codes, &field->codes->codes[i]);

      if (!g_strv_contains (lines, row))
        g_error ("docs/formats/schema.md lacks this row (test-schema --table writes it): %s", row);
    }
}

/* A number that was ever documented stays in the table, or it could be given to something else. */
static void
check_still_there (const char *line)
{
  char *end = NULL;
  guint64 number;

  if (!g_str_has_prefix (line, "| "))
    return;
  number = g_ascii_strtoull (line + 2, &end, 10);
  if (number < 100 || !g_str_has_prefix (end, " | `"))
    return;
  if (!kk_schema_field ((guint) number))
    g_error ("field %u is in docs/formats/schema.md and not in the table", (guint) number);
}

static void
test_documented (void)
{
  g_autofree char *path =
      g_build_filename (g_test_get_dir (G_TEST_DIST), "..", "docs", "formats", "schema.md", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for_each_field (check_documented, lines);
  for (char **line = lines; *line; line++)
    check_still_there (*line);
}

static void
print_codes (const KkField *field, gpointer seen)
{
  for (gsize i = 0; field->codes && i < field->codes->n_codes; i++)
    if (field->codes->codes[i].categories != 0) {
      g_autofree char *row = make_code_line (field->codes, &field->codes->codes[i]);

      if (g_hash_table_add (seen, g_strdup (row)))
        printf ("%s\n", row);
    }
}

static int
print_table (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint type = 1; type <= KK_RECORD_TYPE_LAST; type++) {
    const KkRecordTypeInfo *info = kk_schema_type ((KkRecordType) type);

    printf ("\n### %u %s\n\n| number | name | kind | label | list | categories | may | besides |\n"
            "|---|---|---|---|---|---|---|---|\n",
            type, info->name);
    for (gsize i = 0; i < info->n_fields; i++) {
      g_autofree char *line = make_field_line (&info->fields[i]);

      printf ("%s\n", line);
    }
  }
  printf (
      "\n## Codes with categories of their own\n\n| list | code | categories |\n|---|---|---|\n");
  for_each_field (print_codes, seen);
  return 0;
}

/* What may stand in a field of each kind, and what does not look like it. */
static void
test_shapes (void)
{
  static const struct {
    const char *field;
    const char *text;
    gboolean fits;
  } texts[] = {
    { "prs_Birthdate", "2010-04-01", TRUE },
    { "prs_Birthdate", "2010-04", TRUE },
    { "prs_Birthdate", "een verhaal", FALSE },
    { "prs_Birthdate", "2010-02-30", FALSE },
    { "nl_ReceivedDate", "2026-11-22", TRUE },
    { "nl_ReceivedDate", "2026-11", FALSE },
    { "nl_ReportKind", "signaal", TRUE },
    { "nl_ReportKind", "of_a-newer.Version2", TRUE },
    { "nl_ReportKind", "een verhaal", FALSE },
    { "nl_ReportKind", "", FALSE },
    { "nl_Municipality", "Deventer", TRUE },
    { "nl_Municipality", "'s-Gravenhage", TRUE },
    { "nl_Municipality", "Deventer\nen een verhaal", FALSE },
    { "prs_FirstName", "Anna Maria", TRUE },
  };
  const KkField *set = kk_schema_field_by_name (0, "vic_MethodsOfControl");
  g_autoptr (KkValue) truth = kk_value_new_boolean (TRUE);
  g_autoptr (KkValue) text = kk_value_new_text ("DebtBondage");
  g_autoptr (KkValue) short_ = kk_value_new_bytes ((const guint8 *) "abc", 3);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    const KkField *field = kk_schema_field_by_name (0, texts[i].field);
    g_autoptr (KkValue) value = kk_value_new_text (texts[i].text);

    g_assert_nonnull (field);
    if (kk_schema_fits (field, NULL, value) != texts[i].fits)
      g_error ("%s: “%s”", texts[i].field, texts[i].text);
    g_assert_false (kk_schema_fits (field, "element", value));
    g_assert_false (kk_schema_fits (field, NULL, truth));
  }
  g_assert_true (kk_schema_fits (set, "DebtBondage", truth));
  g_assert_true (kk_schema_fits (set, "DebtBondage", NULL));
  g_assert_true (kk_schema_fits (set, "OfANewerVersion", truth));
  g_assert_false (kk_schema_fits (set, "een verhaal over haar", truth));
  g_assert_false (kk_schema_fits (set, NULL, truth));
  g_assert_false (kk_schema_fits (set, "DebtBondage", text));
  g_assert_false (kk_schema_fits (kk_schema_field_by_name (0, "nl_Case"), NULL, short_));
}

int
main (int argc, char *argv[])
{
  if (argc == 2 && strcmp (argv[1], "--table") == 0)
    return print_table ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schema/types", test_types);
  g_test_add_func ("/schema/numbers-and-names", test_numbers_and_names);
  g_test_add_func ("/schema/permanent-numbers", test_permanent_numbers);
  g_test_add_func ("/schema/every-field", test_every_field);
  g_test_add_func ("/schema/categories", test_categories);
  g_test_add_func ("/schema/vocabularies", test_vocabularies);
  g_test_add_func ("/schema/roles", test_roles);
  g_test_add_func ("/schema/htcds", test_htcds);
  g_test_add_func ("/schema/shapes", test_shapes);
  g_test_add_func ("/schema/documented", test_documented);
  return g_test_run ();
}
