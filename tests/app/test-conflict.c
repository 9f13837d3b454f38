/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Two people who had not seen each other's change, and a third act that settles it for everybody. */

#include "case-stage.h"

#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-record-writer-private.h"
#include "app/kk-app-private.h"

#include <string.h>

typedef struct {
  KkTestRegion *region;
  KkApp *owner;
  KkApp *other;
} Pair;

static void
clear_pair (Pair *pair)
{
  g_clear_pointer (&pair->region, kk_test_region_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pair, clear_pair)

static void
new_case (KkApp *app)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *made = kk_app_case_new (app, "T-1", &error);

  g_assert_no_error (error);
  stage_set (app, made, "nl_Stage", "S10");
}

/* A case that a municipality shared with another organisation. */
static Pair
pair_of_desks (void)
{
  Pair pair = { kk_test_region_new ((const char *[]){ "deventer", "veilig-thuis", NULL }), NULL,
                NULL };

  pair.owner = kk_test_region_get_app (pair.region, "deventer");
  pair.other = kk_test_region_get_app (pair.region, "veilig-thuis");
  new_case (pair.owner);
  stage_carry (pair.owner, pair.other, "T-1");
  return pair;
}

/* A case at two devices of one desk. */
static Pair
pair_of_siblings (void)
{
  Pair pair = { kk_test_region_new ((const char *[]){ "deventer", NULL }), NULL, NULL };

  pair.owner = kk_test_region_get_app (pair.region, "deventer");
  pair.other = kk_test_region_add_device (pair.region, "deventer", "deventer-2");
  new_case (pair.owner);
  stage_carry (pair.owner, pair.other, "T-1");
  return pair;
}

static void
exchange (const Pair *pair)
{
  stage_carry (pair->owner, pair->other, "T-1");
  stage_carry (pair->other, pair->owner, "T-1");
}

static GPtrArray *
list (KkApp *app, guint expected)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *conflicts = kk_app_conflict_list (app, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (conflicts->len, ==, expected);
  return conflicts;
}

static void
assert_none (KkApp *app)
{
  g_autoptr (GPtrArray) conflicts = list (app, 0);
  g_autoptr (GError) error = NULL;
  KkCaseFilter filter = { 0 };
  g_autoptr (GPtrArray) cases = kk_app_case_list (app, &filter, &error);

  g_assert_cmpuint (((const KkCaseItem *) cases->pdata[0])->conflicts, ==, conflicts->len);
}

static void
resolve (KkApp *app, const char *id, int choice, const char *value)
{
  g_autoptr (GError) error = NULL;
  gboolean done = kk_app_conflict_resolve (app, id, choice, value, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

static void
refuse (KkApp *app, const char *id, int choice, const char *value, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (kk_app_conflict_resolve (app, id, choice, value, &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, words);
}

static int
find_version (const KkConflict *conflict, const char *value)
{
  for (guint i = 0; i < conflict->versions->len; i++) {
    if (g_strcmp0 (((const KkFieldVersion *) conflict->versions->pdata[i])->value, value) == 0)
      return (int) i;
  }
  g_error ("no version has %s", value);
}

/* Two values of the owner desk. */
static void
test_two_values (void)
{
  g_auto (Pair) pair = pair_of_siblings ();
  g_autoptr (GPtrArray) conflicts = NULL;
  const KkConflict *conflict;

  stage_set (pair.owner, "T-1", "nl_Stage", "S20");
  stage_set (pair.other, "T-1", "nl_Stage", "S40");
  exchange (&pair);
  conflicts = list (pair.owner, 1);
  conflict = conflicts->pdata[0];
  g_assert_cmpstr (conflict->case_, ==, "T-1");
  g_assert_cmpstr (conflict->field, ==, "nl_Stage");
  g_assert_true (g_str_has_prefix (conflict->id, conflict->record));
  g_assert_true (g_str_has_suffix (conflict->id, "/nl_Stage"));
  g_assert_nonnull (strstr (conflict->reason, "Two values"));
  g_assert_cmpuint (conflict->versions->len, ==, 2);

  resolve (pair.owner, conflict->id, find_version (conflict, "S40"), NULL);
  assert_none (pair.owner);
  stage_carry (pair.owner, pair.other, "T-1");
  assert_none (pair.other);
  stage_assert_value (pair.owner, "T-1", "case", "nl_Stage", "S40");
  stage_assert_value (pair.other, "T-1", "case", "nl_Stage", "S40");
  refuse (pair.owner, conflict->id, 0, NULL, "no longer in conflict");
}

/* Both settle it differently, without seeing each other: that is a conflict again, and ends. */
static void
test_settled_twice (void)
{
  g_auto (Pair) pair = pair_of_siblings ();
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GPtrArray) again = NULL;
  const KkConflict *conflict;

  stage_set (pair.owner, "T-1", "nl_Stage", "S20");
  stage_set (pair.other, "T-1", "nl_Stage", "S40");
  exchange (&pair);
  conflicts = list (pair.owner, 1);
  conflict = conflicts->pdata[0];
  resolve (pair.owner, conflict->id, find_version (conflict, "S20"), NULL);
  resolve (pair.other, conflict->id, -1, "S30");
  exchange (&pair);
  again = list (pair.other, 1);
  resolve (pair.other, conflict->id, find_version (again->pdata[0], "S30"), NULL);
  exchange (&pair);
  assert_none (pair.owner);
  assert_none (pair.other);
  stage_assert_value (pair.owner, "T-1", "case", "nl_Stage", "S30");
}

/* A proposal of a desk that had not seen the owner's change. */
static void
test_proposal_accepted (void)
{
  g_auto (Pair) pair = pair_of_desks ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GPtrArray) theirs = NULL;
  g_autoptr (KkCaseView) view = NULL;
  const KkConflict *conflict;
  const KkFieldView *field;

  stage_set (pair.owner, "T-1", "nl_Stage", "S20");
  stage_set (pair.other, "T-1", "nl_Stage", "S40");
  exchange (&pair);
  conflicts = list (pair.owner, 1);
  conflict = conflicts->pdata[0];
  g_assert_nonnull (strstr (conflict->reason, "veilig-thuis proposes"));
  g_assert_true (((const KkFieldVersion *) conflict->versions->pdata[1])->proposal);
  theirs = list (pair.other, 1);
  g_assert_nonnull (strstr (((const KkConflict *) theirs->pdata[0])->reason,
                            "gemeente-deventer changed this field"));

  resolve (pair.owner, conflict->id, 1, NULL);
  exchange (&pair);
  assert_none (pair.owner);
  assert_none (pair.other);
  view = kk_app_case_show (pair.owner, "T-1", &error);
  field = stage_field (view, "case", "nl_Stage", NULL);
  g_assert_cmpstr (field->value, ==, "S40");
  /* The value came under rows, and does not become this desk's own knowledge by being chosen. */
  g_assert_cmpuint (field->rows->len, ==, 1);
  g_assert_cmpuint (field->versions->len, ==, 0);
}

static void
test_proposal_declined (void)
{
  g_auto (Pair) pair = pair_of_desks ();
  g_autoptr (GPtrArray) conflicts = NULL;

  stage_set (pair.owner, "T-1", "nl_Stage", "S20");
  stage_set (pair.other, "T-1", "nl_Stage", "S40");
  exchange (&pair);
  conflicts = list (pair.owner, 1);
  resolve (pair.owner, ((const KkConflict *) conflicts->pdata[0])->id, 0, NULL);
  exchange (&pair);
  assert_none (pair.owner);
  assert_none (pair.other);
  stage_assert_value (pair.other, "T-1", "case", "nl_Stage", "S20");
}

/* Who proposed can say it again now that the current value is seen, or let it go. */
static void
test_proposal_repeated (void)
{
  g_auto (Pair) pair = pair_of_desks ();
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KkCaseView) view = NULL;
  const KkConflict *conflict;

  stage_set (pair.owner, "T-1", "nl_Stage", "S20");
  stage_set (pair.other, "T-1", "nl_Stage", "S40");
  exchange (&pair);
  conflicts = list (pair.other, 1);
  conflict = conflicts->pdata[0];
  resolve (pair.other, conflict->id, find_version (conflict, "S40"), NULL);
  exchange (&pair);
  assert_none (pair.owner);
  view = kk_app_case_show (pair.owner, "T-1", &error);
  g_assert_cmpuint (stage_field (view, "case", "nl_Stage", NULL)->versions->len, ==, 2);
  resolve (pair.other, conflict->id, find_version (conflict, "S20"), NULL);
  exchange (&pair);
  stage_assert_value (pair.owner, "T-1", "case", "nl_Stage", "S20");
  refuse (pair.owner, conflict->id, 0, NULL, "no longer in conflict");
}

/* Filling in the same proposal again says that it still holds now that the current value is seen. */
static void
test_proposal_filled_in_again (void)
{
  g_auto (Pair) pair = pair_of_desks ();

  stage_set (pair.owner, "T-1", "nl_Stage", "S20");
  stage_set (pair.other, "T-1", "nl_Stage", "S40");
  exchange (&pair);
  g_ptr_array_unref (list (pair.other, 1));
  stage_set (pair.other, "T-1", "nl_Stage", "S40");
  assert_none (pair.other);
}

/* Two values of the owner are not another desk's to settle. */
static void
test_not_ours (void)
{
  g_auto (Pair) siblings = pair_of_siblings ();
  Pair pair = { siblings.region, siblings.owner, NULL };
  g_autoptr (GPtrArray) conflicts = NULL;
  const KkConflict *conflict;
  g_autoptr (KkTestRegion) elsewhere = NULL;

  stage_set (siblings.owner, "T-1", "nl_Stage", "S20");
  stage_set (siblings.other, "T-1", "nl_Stage", "S40");
  exchange (&siblings);
  elsewhere = kk_test_region_new ((const char *[]){ "zwolle", NULL });
  pair.other = kk_test_region_get_app (elsewhere, "zwolle");
  stage_carry (pair.owner, pair.other, "T-1");
  conflicts = list (pair.other, 1);
  conflict = conflicts->pdata[0];
  g_assert_nonnull (strstr (conflict->reason, "owns this record and decides"));
  refuse (pair.other, conflict->id, 0, NULL, "owns this record and decides");
}

/* One code of a set that one sibling takes out and another puts in again. */
static void
test_element (void)
{
  g_auto (Pair) pair = pair_of_siblings ();
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KkCaseView) view = NULL;
  const KkConflict *conflict;

  stage_set (pair.owner, "T-1", "vic_MethodsOfControl", "DebtBondage;SexualAbuse");
  stage_carry (pair.owner, pair.other, "T-1");
  stage_set (pair.owner, "T-1", "vic_MethodsOfControl", "SexualAbuse");
  stage_set (pair.other, "T-1", "vic_MethodsOfControl", NULL);
  stage_set (pair.other, "T-1", "vic_MethodsOfControl", "DebtBondage");
  exchange (&pair);
  conflicts = list (pair.owner, 1);
  conflict = conflicts->pdata[0];
  g_assert_true (g_str_has_suffix (conflict->id, "/vic_MethodsOfControl/DebtBondage"));
  refuse (pair.owner, conflict->id, -1, "SexualAbuse", "true or false");
  resolve (pair.owner, conflict->id, -1, "true");
  assert_none (pair.owner);
  view = kk_app_case_show (pair.owner, "T-1", &error);
  g_assert_nonnull (stage_field (view, "person-in-case", "vic_MethodsOfControl", "DebtBondage"));
  g_assert_null (stage_field (view, "person-in-case", "vic_MethodsOfControl", "SexualAbuse"));
}

static void
test_choices (void)
{
  g_auto (Pair) pair = pair_of_siblings ();
  g_autoptr (GPtrArray) conflicts = NULL;
  const char *id;

  stage_set (pair.owner, "T-1", "nl_Stage", "S20");
  stage_set (pair.other, "T-1", "nl_Stage", "S40");
  exchange (&pair);
  conflicts = list (pair.owner, 1);
  id = ((const KkConflict *) conflicts->pdata[0])->id;
  refuse (pair.owner, id, 2, NULL, "by its number");
  refuse (pair.owner, id, -1, "Unheard", "codes of its list");
  refuse (pair.owner, "nothing", 0, NULL, "There is no conflict nothing");
  refuse (pair.owner, "0123456789abcdef0123456789abcdef/nl_Stage", 0, NULL, "no conflict");
  resolve (pair.owner, id, -1, NULL);
  assert_none (pair.owner);
  stage_assert_value (pair.owner, "T-1", "case", "nl_Stage", NULL);
}

/* What was ticked on any of the versions protects somebody, so a new value keeps it. */
static void
test_ticks_stay (void)
{
  g_auto (Pair) pair = pair_of_siblings ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (KkCaseView) view = NULL;
  KkFieldEdit edit = { .field = "nl_CaseTitle",
                       .value = "one",
                       .ticked = KK_CATEGORY_BIT (KK_CATEGORY_BIJZ_GEZ) };

  g_assert_true (kk_app_case_set (pair.owner, "T-1", NULL, &edit, 1, &error));
  stage_set (pair.other, "T-1", "nl_CaseTitle", "two");
  exchange (&pair);
  conflicts = list (pair.owner, 1);
  resolve (pair.owner, ((const KkConflict *) conflicts->pdata[0])->id, -1, "three");
  view = kk_app_case_show (pair.owner, "T-1", &error);
  g_assert_true (g_ptr_array_find_with_equal_func (
      stage_field (view, "case", "nl_CaseTitle", NULL)->categories, "BIJZ-GEZ", g_str_equal, NULL));
}

/* The owner deletes a person while a sibling changes it. */
static void
delete_person (KkApp *app, KkId *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkCaseView) view = kk_app_case_show (app, "T-1", &error);
  g_autoptr (GPtrArray) live = NULL;
  g_autoptr (GArray) dots = g_array_new (FALSE, FALSE, sizeof (KkDot));
  g_autoptr (KkValue) value = NULL;
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (app->vault, &error);
  KkOwnOp own = { .kind = KK_OP_DELETE, .basis = KK_VAULT_NO_BASIS };
  KkRecordWriter writer;
  KkVaultRecord record;
  gboolean found;

  g_assert_true (kk_record_writer_start (&writer, app, NULL, &error));
  g_assert_true (kk_id_parse (stage_record (view, "person")->id, id));
  g_assert_true (kk_vault_record_find (app->vault, &writer.desk, id, &record, &found, &error));
  live = kk_vault_op_list (app->vault, record.idx, KK_OPS_LIVE, &error);
  for (guint i = 0; i < live->len; i++)
    g_array_append_val (dots, ((const KkStoredOp *) live->pdata[i])->op->dot);
  value = kk_value_new_dots ((const KkDot *) (gpointer) dots->data, dots->len);
  own.value = value;
  g_assert_true (kk_record_writer_add (&writer, &record, &own, &error));
  g_assert_true (kk_vault_commit (g_steal_pointer (&transaction), &error));
}

static char *
make_deletion_conflict (const Pair *pair)
{
  g_autoptr (GPtrArray) conflicts = NULL;
  const KkConflict *conflict;
  KkId id;

  stage_set (pair->owner, "T-1", "prs_FirstName", "Bo");
  stage_carry (pair->owner, pair->other, "T-1");
  stage_set (pair->other, "T-1", "prs_FirstName", "Zoë");
  stage_carry (pair->other, pair->owner, "T-1");
  stage_set (pair->other, "T-1", "prs_SecondName", "Gefingeerd");
  delete_person (pair->owner, &id);
  stage_carry (pair->other, pair->owner, "T-1");
  conflicts = list (pair->owner, 1);
  conflict = conflicts->pdata[0];
  g_assert_nonnull (strstr (conflict->reason, "deleted"));
  g_assert_cmpstr (conflict->field, ==, "");
  g_assert_true (g_str_has_suffix (conflict->id, "/record"));
  g_assert_cmpuint (conflict->versions->len, ==, 2);
  g_assert_cmpint (find_version (conflict, "Gefingeerd"), ==, 1);
  refuse (pair->owner, conflict->id, -1, "x", "by its number");
  return g_strdup (conflict->id);
}

static void
test_deletion_taken_back (void)
{
  g_auto (Pair) pair = pair_of_siblings ();
  g_autofree char *id = make_deletion_conflict (&pair);

  resolve (pair.owner, id, 1, NULL);
  assert_none (pair.owner);
  stage_assert_value (pair.owner, "T-1", "person", "prs_FirstName", "Zoë");
  stage_assert_value (pair.owner, "T-1", "person", "prs_SecondName", "Gefingeerd");
  refuse (pair.owner, id, 0, NULL, "no longer in conflict");
}

static void
test_deletion_stays (void)
{
  g_auto (Pair) pair = pair_of_siblings ();
  g_autofree char *id = make_deletion_conflict (&pair);

  resolve (pair.owner, id, 0, NULL);
  assert_none (pair.owner);
  stage_assert_value (pair.owner, "T-1", "person", "prs_SecondName", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/conflict/two-values", test_two_values);
  g_test_add_func ("/conflict/settled-twice", test_settled_twice);
  g_test_add_func ("/conflict/proposal-accepted", test_proposal_accepted);
  g_test_add_func ("/conflict/proposal-declined", test_proposal_declined);
  g_test_add_func ("/conflict/proposal-repeated", test_proposal_repeated);
  g_test_add_func ("/conflict/proposal-filled-in-again", test_proposal_filled_in_again);
  g_test_add_func ("/conflict/not-ours", test_not_ours);
  g_test_add_func ("/conflict/element", test_element);
  g_test_add_func ("/conflict/choices", test_choices);
  g_test_add_func ("/conflict/ticks-stay", test_ticks_stay);
  g_test_add_func ("/conflict/deletion-taken-back", test_deletion_taken_back);
  g_test_add_func ("/conflict/deletion-stays", test_deletion_stays);
  return g_test_run ();
}
