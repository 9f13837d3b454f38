/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Importing, choosing cases of minors, and sharing them for a purpose. */

#include "app/kk-app-case.h"
#include "cli/kk-cli-demo-private.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-share-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_LISTED     1000
#define WANTED          2 /* cases that each municipality shares */
#define AGE_OF_MAJORITY 18

void
kk_demo_share_free (KkDemoShare *share)
{
  g_free (share->reference);
  kk_share_preview_free (share->preview);
  g_free (share);
}

/* Import. */

static gboolean
import_at (KkDemo *demo, KkDemoParty party, GBytes *csv)
{
  const KkDemoCast *cast = &kk_demo_cast[party];
  g_autoptr (GError) error = NULL;
  g_autoptr (KkImportReport) report =
      kk_app_case_import (demo->apps[party], csv, cast->municipality, &error);

  if (report == NULL)
    return kk_cli_fail (demo->cli, error);
  kk_demo_tell (demo,
                ngettext ("  %s: %u case imported", "  %s: %u cases imported", report->imported),
                cast->name, report->imported);
  for (guint i = 0; i < report->rejected->len; i++) {
    const KkRejectedLine *line = report->rejected->pdata[i];

    /* Translators: a line number, the name of a column, and a sentence that says why. */
    kk_demo_tell (demo, _ ("    not line %u, %s: %s"), line->line, line->column, line->reason);
  }
  return TRUE;
}

gboolean
kk_demo_import (KkDemo *demo, GBytes *csv)
{
  kk_demo_title (demo, _ ("Both municipalities import their cases from one file"));
  return import_at (demo, KK_DEMO_DEVENTER, csv) && import_at (demo, KK_DEMO_ZWOLLE, csv);
}

/* Choosing. */

const char *
kk_demo_find_value (const KkCaseView *view, const char *name)
{
  for (guint r = 0; r < view->records->len; r++) {
    const KkRecordView *record = view->records->pdata[r];

    for (guint f = 0; f < record->fields->len; f++) {
      const KkFieldView *field = record->fields->pdata[f];

      if (strcmp (field->name, name) == 0)
        return field->value;
    }
  }
  return NULL;
}

/* Dates are texts that compare; a year alone counts as its first day. */
static gboolean
is_minor (const char *birthdate)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) limit = g_date_time_add_years (now, -AGE_OF_MAJORITY);
  g_autofree char *day = g_date_time_format (limit, "%Y-%m-%d");

  return birthdate != NULL && strcmp (birthdate, day) > 0;
}

static gboolean
add_when_minor (KkDemo *demo, KkApp *app, const char *reference, GPtrArray *found)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkCaseView) view = kk_app_case_show (app, reference, &error);

  if (view == NULL)
    return kk_cli_fail (demo->cli, error);
  if (is_minor (kk_demo_find_value (view, "prs_Birthdate")) &&
      kk_demo_find_value (view, "prs_MobilePhone") != NULL)
    g_ptr_array_add (found, g_strdup (reference));
  return TRUE;
}

/* (element-type utf8): references of cases about a minor; NULL after a complaint. */
static GPtrArray *
find_minors (KkDemo *demo, KkApp *app)
{
  const KkCaseFilter filter = { .limit = MOST_LISTED };
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = kk_app_case_list (app, &filter, &error);

  if (items == NULL) {
    kk_cli_fail (demo->cli, error);
    return NULL;
  }
  for (guint i = 0; i < items->len && found->len < WANTED; i++) {
    const KkCaseItem *item = items->pdata[i];

    if (!add_when_minor (demo, app, item->reference, found))
      return NULL;
  }
  if (found->len > 0)
    return g_steal_pointer (&found);
  kk_cli_complain (demo->cli, KK_APP_ERROR_FAILED,
                   _ ("The file has no case of a minor with a telephone number, which the "
                      "demonstration needs."),
                   _ ("Use another file with --cases."));
  return NULL;
}

/* Sharing. */

typedef struct {
  KkDemoParty giver;
  KkDemoParty receiver;
  KkPurpose purpose;
  const char *facts; /* JSON members, without the note */
  const char *need;  /* why it is needed, in words */
  const char *field; /* (nullable): this one only */
} Wish;

/* {…facts…, "NOTES": {"NEED": …, "PROPORTIONALITY": …}} */
static char *
build_facts (const Wish *wish)
{
  g_autoptr (JsonNode) node = json_from_string (wish->facts, NULL);
  JsonObject *notes = json_object_new ();

  json_object_set_string_member (notes, "NEED", wish->need);
  json_object_set_string_member (notes, "PROPORTIONALITY",
                                 _ ("No less will do, and no other way is lighter."));
  json_object_set_object_member (json_node_get_object (node), "NOTES", notes);
  return json_to_string (node, FALSE);
}

static void
tell_share (KkDemo *demo, const KkDemoShare *share)
{
  const char *giver = kk_demo_cast[share->giver].name;
  const char *receiver = kk_demo_cast[share->receiver].name;

  if (share->refused)
    /* Translators: giver, receiver, reference of a case. */
    kk_demo_tell (demo, _ ("  %s to %s, %s: nothing may go"), giver, receiver, share->reference);
  else
    /* Translators: giver, receiver, reference of a case, and three numbers of fields. */
    kk_demo_tell (demo, _ ("  %s to %s, %s. Goes along: %u; question open: %u; withheld: %u"),
                  giver, receiver, share->reference, share->preview->sent, share->preview->asked,
                  share->preview->withheld);
}

/* Shows the preview first, as a person would look at it, and then sends; a refusal is remembered, not hidden. */
static gboolean
share_case (KkDemo *demo, const Wish *wish, const char *reference, gboolean in_full)
{
  KkApp *app = demo->apps[wish->giver];
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *facts = build_facts (wish);
  g_autoptr (GError) error = NULL;
  g_autoptr (KkSharePreview) sent = NULL;
  const KkSharePlan plan = {
    .cases = cases,
    .recipient = kk_demo_cast[wish->receiver].slug,
    .purpose = wish->purpose,
    .facts = facts,
    .fields = wish->field != NULL ? fields : NULL,
  };
  KkDemoShare *share = g_new0 (KkDemoShare, 1);

  g_ptr_array_add (cases, g_strdup (reference));
  g_ptr_array_add (fields, g_strdup (wish->field));
  share->giver = wish->giver;
  share->receiver = wish->receiver;
  share->reference = g_strdup (reference);
  g_ptr_array_add (demo->shares, share);
  share->preview = kk_app_share_preview (app, &plan, &error);
  if (share->preview == NULL)
    return kk_cli_fail (demo->cli, error);
  sent = kk_app_share_send (app, &plan, &error);
  share->refused = g_error_matches (error, KK_APP_ERROR, KK_APP_ERROR_REFUSED);
  if (sent == NULL && !share->refused)
    return kk_cli_fail (demo->cli, error);
  tell_share (demo, share);
  if (in_full && !kk_cli_is_json (demo->cli)) {
    kk_demo_tell (demo, "%s", "");
    kk_cli_share_print_preview (demo->cli, share->preview);
    kk_demo_tell (demo, "%s", "");
  }
  return TRUE;
}

static gboolean
share_with_veilig_thuis (KkDemo *demo, KkDemoParty giver, const GPtrArray *references)
{
  const Wish wish = {
    .giver = giver,
    .receiver = KK_DEMO_VEILIG_THUIS,
    .purpose = giver == KK_DEMO_DEVENTER ? KK_PURPOSE_MELDING : KK_PURPOSE_HULP,
    .facts = "{\"HG_KM\": true}",
    .need = _ ("Veilig Thuis has to judge whether this child is safe."),
  };

  for (guint i = 0; i < references->len; i++) {
    if (!share_case (demo, &wish, references->pdata[i], i == 0 && giver == KK_DEMO_DEVENTER))
      return FALSE;
  }
  return TRUE;
}

static gboolean
share_with_table (KkDemo *demo, KkDemoParty giver, const char *reference)
{
  const Wish wish = {
    .giver = giver,
    .receiver = KK_DEMO_ZVH,
    .purpose = KK_PURPOSE_AANMELDING,
    .facts = "{\"GATE\": \"G1\"}",
    .need = _ ("Care and punishment have to be weighed together at the table."),
  };

  return share_case (demo, &wish, reference, FALSE);
}

static gboolean
try_riec (KkDemo *demo, const char *reference)
{
  const Wish wish = {
    .giver = KK_DEMO_DEVENTER,
    .receiver = KK_DEMO_RIEC,
    .purpose = KK_PURPOSE_WEGING,
    .facts = "{\"RIEC_STAGE\": \"T1\"}",
    .need = _ ("The RIEC wants to know whether there is a pattern."),
  };

  return share_case (demo, &wish, reference, FALSE);
}

gboolean
kk_demo_share_cases (KkDemo *demo)
{
  g_autoptr (GPtrArray) deventer = find_minors (demo, demo->apps[KK_DEMO_DEVENTER]);
  g_autoptr (GPtrArray) zwolle =
      deventer != NULL ? find_minors (demo, demo->apps[KK_DEMO_ZWOLLE]) : NULL;

  if (zwolle == NULL)
    return FALSE;
  demo->shared_case = g_strdup (deventer->pdata[0]);
  kk_demo_title (demo, _ ("Cases of minors are shared for a purpose, field by field"));
  return share_with_veilig_thuis (demo, KK_DEMO_DEVENTER, deventer) &&
         share_with_veilig_thuis (demo, KK_DEMO_ZWOLLE, zwolle) &&
         share_with_table (demo, KK_DEMO_DEVENTER, deventer->pdata[0]) &&
         share_with_table (demo, KK_DEMO_ZWOLLE, zwolle->pdata[0]) &&
         try_riec (demo, deventer->pdata[0]);
}

/* The table has a file of its own about what it found; it tells the RIEC who it is about, no more. */
gboolean
kk_demo_share_result (KkDemo *demo)
{
  static const KkFieldEdit edits[] = {
    { .field = "nl_Municipality", .value = "Deventer" },
    { .field = "nl_Role", .value = "victim" },
    { .field = "prs_FirstName", .value = "Andrei" },
    { .field = "prs_SecondName", .value = "Oefenstra" },
    { .field = "prs_Birthdate", .value = "1984-02-11" },
    { .field = "prs_MobilePhone", .value = "06-00001234" },
  };
  const Wish wish = {
    .giver = KK_DEMO_ZVH,
    .receiver = KK_DEMO_RIEC,
    .purpose = KK_PURPOSE_WEGING,
    .facts = "{\"KIND\": \"hit\", \"RIEC_STAGE\": \"T1\", \"GATE\": \"G5\","
             " \"GATE_PARTICIPANTS\": [\"GEM_WMO\", \"VT\"]}",
    .need = _ ("The RIEC has to check whether it knows this person."),
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *reference = kk_app_case_new (demo->apps[KK_DEMO_ZVH], NULL, &error);

  if (reference == NULL || !kk_app_case_set (demo->apps[KK_DEMO_ZVH], reference, NULL, edits,
                                             G_N_ELEMENTS (edits), &error))
    return kk_cli_fail (demo->cli, error);
  return share_case (demo, &wish, reference, FALSE);
}

/* A change by another than the owner is a proposal, and a disclosure like any other. */
gboolean
kk_demo_propose (KkDemo *demo, const char *field)
{
  const Wish wish = {
    .giver = KK_DEMO_VEILIG_THUIS,
    .receiver = KK_DEMO_DEVENTER,
    .purpose = KK_PURPOSE_HULP,
    .facts = "{\"HG_KM\": true, \"SERIOUSNESS\": true}",
    .need = _ ("The municipality has to be able to reach this child."),
    .field = field,
  };

  return share_case (demo, &wish, demo->shared_case, FALSE);
}
