/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-csv.h"
#include "domain/kk-htcds.h"

#include <string.h>

static KkHtcdsImport *
import_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  KkHtcdsImport *import = kk_htcds_import ((const guint8 *) text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_nonnull (import);
  return import;
}

static const KkHtcdsValue *
find_value (const KkHtcdsImport *import, guint row, const char *name, const char *element)
{
  const KkHtcdsRow *found = g_ptr_array_index (import->rows, row);
  const KkField *field = kk_schema_field_by_name (0, name);

  g_assert_nonnull (field);
  for (guint i = 0; i < found->values->len; i++) {
    const KkHtcdsValue *value = g_ptr_array_index (found->values, i);

    if (value->field == field->number && g_strcmp0 (value->element, element) == 0)
      return value;
  }
  return NULL;
}

static void
assert_value (const KkHtcdsImport *import, guint row, const char *name, const char *text)
{
  const KkHtcdsValue *value = find_value (import, row, name, NULL);

  g_assert_cmpstr (value ? value->text : NULL, ==, text);
}

static gboolean
has_type (const KkHtcdsImport *import, guint row, KkRecordType type)
{
  const KkHtcdsRow *found = g_ptr_array_index (import->rows, row);

  for (guint i = 0; i < found->values->len; i++)
    if (((const KkHtcdsValue *) g_ptr_array_index (found->values, i))->type == type)
      return TRUE;
  return FALSE;
}

static void
test_person (void)
{
  g_autoptr (KkHtcdsImport) import =
      import_text ("nl_CaseReference,nl_ReportKind,nl_ReceivedDate,prs_FirstName,prs_Birthdate,"
                   "vic_TypeOfExploitation,con_Consent,cco_CaseComment\n"
                   "T-1,casus,2026-03-01, Zoë ,1999,SexualExploitation;Other,true,\"a\nb\"\n");
  const KkHtcdsValue *form;

  g_assert_cmpuint (import->rows->len, ==, 1);
  assert_value (import, 0, "nl_CaseReference", "T-1");
  assert_value (import, 0, "prs_FirstName", "Zoë");
  assert_value (import, 0, "prs_Birthdate", "1999");
  assert_value (import, 0, "nl_Role", "victim");
  assert_value (import, 0, "con_Consent", "true");
  assert_value (import, 0, "cco_CaseComment", "a\nb");
  assert_value (import, 0, "nl_EntryDate", "2026-03-01");
  form = find_value (import, 0, "vic_TypeOfExploitation", "SexualExploitation");
  g_assert_nonnull (form);
  g_assert_cmpstr (form->text, ==, "true");
  g_assert_cmpint (form->role, ==, KK_SUBJECT_VICTIM);
  g_assert_cmpint (form->type, ==, KK_RECORD_PERSON_IN_CASE);
  /* A case about a person is no signal, and a tick is no legal consent. */
  g_assert_false (has_type (import, 0, KK_RECORD_SIGNAL));
  g_assert_false (has_type (import, 0, KK_RECORD_CONSENT));
}

/* Without a person the form of exploitation is V, and nothing of a person comes into being. */
static void
test_signal_without_person (void)
{
  g_autoptr (KkHtcdsImport) import = import_text (
      "nl_CaseReference,nl_ReportKind,nl_ReceivedDate,nl_Municipality,nl_ForcedCriminality,"
      "vic_TypeOfExploitation,vic_TypeOfSexExploitation\n"
      "T-1,adviesvraag,2026-03-01,Zwolle,drugs,SexualExploitation,Prostitution\n"
      "T-2,signaal,2026-03-02,Deventer,,ForcedLabour,\n"
      "T-3,casus,2026-03-02,Apeldoorn,,ForcedLabour,\n");

  g_assert_cmpuint (import->rows->len, ==, 3);
  for (guint i = 0; i < 3; i++) {
    g_assert_false (has_type (import, i, KK_RECORD_PERSON));
    g_assert_false (has_type (import, i, KK_RECORD_PERSON_IN_CASE));
    g_assert_true (has_type (import, i, KK_RECORD_CASE));
  }
  g_assert_nonnull (find_value (import, 0, "nl_AdviceForm", "SexualExploitation"));
  g_assert_nonnull (find_value (import, 0, "nl_AdviceForcedCriminality", "drugs"));
  g_assert_nonnull (find_value (import, 0, "nl_AdviceSexExploitation", "Prostitution"));
  assert_value (import, 0, "nl_AdviceMunicipality", "Zwolle");
  g_assert_false (has_type (import, 0, KK_RECORD_SIGNAL));
  g_assert_nonnull (find_value (import, 1, "nl_SignalForm", "ForcedLabour"));
  assert_value (import, 1, "nl_SignalDate", "2026-03-02");
  g_assert_nonnull (find_value (import, 2, "nl_SignalForm", "ForcedLabour"));
}

static void
test_headings (void)
{
  static const struct {
    const char *heading;
    const char *field;
  } cases[] = {
    { "prs_FirstName", "prs_FirstName" },
    { "prs_First_Name", "prs_FirstName" },
    { "PRS_FIRSTNAME", "prs_FirstName" },
    { "vic_Methods_of_Control", "vic_MethodsOfControl" },
    { "prs_Surname", "prs_SecondName" },
    { "prs_Title", "prs_Title" },
    { "nl_BurgerServiceNummer", "nl_BSN" },
    { "nl_Role", NULL },
    { "nl_Person", NULL },
    { "nl_Photo", NULL },
    { "org_Name", "org_Name" },
    { "nl_ConsentBy", NULL },
    { "prs_FirstNameX", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const KkField *field = kk_htcds_column (cases[i].heading);

    g_assert_cmpstr (field ? field->name : NULL, ==, cases[i].field);
  }
}

static void
assert_refused (const char *text, gint code, const char *expected)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kk_htcds_import ((const guint8 *) text, strlen (text), &error));
  g_assert_error (error, KK_HTCDS_ERROR, code);
  g_assert_nonnull (strstr (error->message, expected));
}

static void
test_heading_refused (void)
{
  assert_refused ("", KK_HTCDS_ERROR_NO_HEADING, "no heading");
  assert_refused ("prs_FirstName,prs_Shoe\n", KK_HTCDS_ERROR_UNKNOWN_COLUMN, "\"prs_Shoe\"");
  assert_refused ("prs_FirstName, prs_First_Name\n", KK_HTCDS_ERROR_DOUBLE_COLUMN,
                  "\"prs_First_Name\"");
  /* A file without heading: the first case does not get into the message. */
  assert_refused ("prs_FirstName,Verzonnen\n", KK_HTCDS_ERROR_UNKNOWN_COLUMN, "column 2");
}

static void
test_csv_error (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kk_htcds_import ((const guint8 *) "a\rb", 3, &error));
  g_assert_error (error, KK_CSV_ERROR, KK_CSV_ERROR_NEWLINE);
}

static void
assert_reject (const char *column, const char *cell, KkHtcdsReason reason)
{
  g_autofree char *text =
      g_strdup_printf ("nl_CaseReference, %s \n\"a\n\",\"%s\"\nT-2,\n", column, cell);
  g_autoptr (KkHtcdsImport) import = import_text (text);
  const KkHtcdsReject *reject;

  if (reason == 0) {
    g_assert_cmpuint (import->rejects->len, ==, 0);
    g_assert_cmpuint (import->rows->len, ==, 2);
    return;
  }
  g_assert_cmpuint (import->rejects->len, ==, 1);
  g_assert_cmpuint (import->n_rejected, ==, 1);
  g_assert_cmpuint (import->rows->len, ==, 1); /* the other row goes on */
  reject = g_ptr_array_index (import->rejects, 0);
  g_assert_cmpuint (reject->line, ==, 2);
  g_assert_cmpstr (reject->column, ==, column);
  g_assert_cmpint (reject->reason, ==, reason);
}

static void
test_values (void)
{
  assert_reject ("vic_MethodsOfControl", "DebtBondage ; Threats", 0);
  assert_reject ("vic_MethodsOfControl", "DebtBondage;UnknownCode42", KK_HTCDS_UNKNOWN_CODE);
  assert_reject ("prs_Gender", "F", KK_HTCDS_UNKNOWN_CODE);
  assert_reject ("prs_Citizenship", "NL|POL", 0);
  assert_reject ("prs_Citizenship", "XX", KK_HTCDS_UNKNOWN_CODE);
  assert_reject ("prs_PrimaryLanguage", "tlh", 0);
  assert_reject ("nl_Municipality", "Apeldoorn", 0);
  assert_reject ("nl_Stage", "S01", KK_HTCDS_UNKNOWN_CODE);
  assert_reject ("prs_Birthdate", "1999-02", 0);
  assert_reject ("prs_Birthdate", "1999-02-30", KK_HTCDS_BAD_DATE);
  assert_reject ("prs_Birthdate", "01-02-1999", KK_HTCDS_BAD_DATE);
  assert_reject ("nl_ReceivedDate", "1999-02", KK_HTCDS_BAD_DATE);
  assert_reject ("prs_NumberOfChildren", "2", 0);
  assert_reject ("prs_NumberOfChildren", "-2", KK_HTCDS_BAD_NUMBER);
  assert_reject ("prs_NumberOfChildren", "1000000", KK_HTCDS_BAD_NUMBER);
  assert_reject ("con_Consent", "JA", 0);
  assert_reject ("con_Consent", "misschien", KK_HTCDS_BAD_BOOLEAN);
  assert_reject ("nl_BSN", "9999.21.575", 0);
  assert_reject ("nl_BSN", "999921576", KK_HTCDS_BAD_BSN);
  assert_reject ("nl_BSN", "000000000", KK_HTCDS_BAD_BSN);
  assert_reject ("nl_BSN", "12345678", KK_HTCDS_BAD_BSN);
}

static void
test_spelling_is_made_one (void)
{
  g_autoptr (KkHtcdsImport) import =
      import_text ("vic_MethodsOfControl,prs_NumberOfChildren,prs_Citizenship,con_Consent\n"
                   "Threats;PhysicalThreats;DebtBondage ,007,POL,Nee\n");
  const KkHtcdsRow *row = g_ptr_array_index (import->rows, 0);

  g_assert_null (row->reference);
  g_assert_nonnull (find_value (import, 0, "vic_MethodsOfControl", "PhysicalThreats"));
  g_assert_nonnull (find_value (import, 0, "vic_MethodsOfControl", "DebtBondage"));
  g_assert_nonnull (find_value (import, 0, "prs_Citizenship", "PL"));
  assert_value (import, 0, "prs_NumberOfChildren", "7");
  assert_value (import, 0, "con_Consent", "false");
  /* two control methods, one nationality, children, consent, role: the double code counts once */
  g_assert_cmpuint (row->values->len, ==, 6);
}

static void
test_rows_refused (void)
{
  static const KkHtcdsReason expected[] = {
    KK_HTCDS_TOO_FEW_CELLS,    KK_HTCDS_TOO_MANY_CELLS, KK_HTCDS_NO_REFERENCE,
    KK_HTCDS_DOUBLE_REFERENCE, KK_HTCDS_UNKNOWN_CODE,   KK_HTCDS_BAD_NUMBER,
  };
  static const guint lines[] = { 3, 4, 5, 6, 7, 7 };
  g_autoptr (KkHtcdsImport) import =
      import_text ("nl_CaseReference,prs_Gender,prs_NumberOfChildren\n"
                   "T-1,Feminine,1\nT-2,Feminine\nT-3,Feminine,1,2\n,Feminine,1\n"
                   "T-1,Feminine,1\nT-4,F,x\n,,\n\nT-5,Masculine,0\n");

  g_assert_cmpuint (import->rows->len, ==, 2);
  g_assert_cmpuint (import->n_rejected, ==, 5);
  g_assert_cmpuint (import->rejects->len, ==, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++) {
    const KkHtcdsReject *reject = g_ptr_array_index (import->rejects, i);

    g_assert_cmpint (reject->reason, ==, expected[i]);
    g_assert_cmpuint (reject->line, ==, lines[i]);
    g_assert_nonnull (kk_htcds_reason_text (reject->reason));
  }
}

/* (transfer full): a file beside the tree, or NULL with the test skipped. */
static KkHtcdsImport *
import_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  gsize size;
  KkHtcdsImport *import;

  if (!g_file_get_contents (path, &data, &size, NULL)) {
    g_test_skip_printf ("%s is absent", path);
    return NULL;
  }
  import = kk_htcds_import ((const guint8 *) data, size, &error);
  g_assert_no_error (error);
  return import;
}

/* The shared sample has eight rows with a code that nobody knows, on purpose; every other row comes in. */
static void
test_shared_sample (void)
{
  g_autofree char *path = g_build_filename (g_test_get_dir (G_TEST_DIST), "..", "..", "shared",
                                            "data", "cases-htcds.csv", NULL);
  g_autoptr (KkHtcdsImport) import = import_file (path);

  if (!import)
    return;
  for (guint i = 0; i < import->rejects->len; i++) {
    const KkHtcdsReject *reject = g_ptr_array_index (import->rejects, i);

    g_test_message ("line %u, %s: %s", reject->line, reject->column,
                    kk_htcds_reason_text (reject->reason));
    g_assert_cmpint (reject->reason, ==, KK_HTCDS_UNKNOWN_CODE);
    g_assert_cmpstr (reject->column, ==, "vic_MethodsOfControl");
  }
  g_assert_cmpuint (import->rejects->len, ==, 8);
  g_assert_cmpuint (import->rows->len, ==, 292);
}

static void
test_own_sample (void)
{
  g_autofree char *path = g_build_filename (g_test_get_dir (G_TEST_DIST), "..", "data", "samples",
                                            "cases-htcds.csv", NULL);
  g_autoptr (KkHtcdsImport) import = import_file (path);

  g_assert_nonnull (import);
  g_assert_cmpuint (import->rejects->len, ==, 0);
  g_assert_cmpuint (import->rows->len, ==, 300);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/htcds/person", test_person);
  g_test_add_func ("/htcds/signal-without-person", test_signal_without_person);
  g_test_add_func ("/htcds/headings", test_headings);
  g_test_add_func ("/htcds/heading-refused", test_heading_refused);
  g_test_add_func ("/htcds/csv-error", test_csv_error);
  g_test_add_func ("/htcds/values", test_values);
  g_test_add_func ("/htcds/spelling-is-made-one", test_spelling_is_made_one);
  g_test_add_func ("/htcds/rows-refused", test_rows_refused);
  g_test_add_func ("/htcds/shared-sample", test_shared_sample);
  g_test_add_func ("/htcds/own-sample", test_own_sample);
  return g_test_run ();
}
