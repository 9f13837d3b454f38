/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Importing, choosing cases of minors, and sharing them for a purpose. */

#include "app/casework/kk-app-case.h"
#include "cli/kk-cli-demo-private.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-share-private.h"

#include <glib/gi18n.h>
#include <string.h>

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
      kk_app_case_import (demo->region.apps[party], csv, cast->municipality, &error);

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

/* (element-type utf8): references of cases about a minor; NULL after a complaint. */
static GPtrArray *
find_minors (KkDemo *demo, KkDemoParty party)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = kk_demo_region_find_minors (&demo->region, party, &error);

  if (found == NULL) {
    kk_cli_fail (demo->cli, error);
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

static void
show_in_full (KkDemo *demo, const KkDemoShare *share)
{
  if (kk_cli_is_json (demo->cli))
    return;
  kk_demo_tell (demo, "%s", "");
  kk_cli_share_print_preview (demo->cli, share->preview);
  kk_demo_tell (demo, "%s", "");
}

/* A refusal is remembered, not hidden. @field: (nullable): this one only. */
static gboolean
share_case (KkDemo *demo, KkDemoWish wish, const char *reference, const char *field)
{
  KkDemoShare *share = g_new0 (KkDemoShare, 1);
  g_autoptr (GError) error = NULL;

  share->giver = kk_demo_wishes[wish].giver;
  share->receiver = kk_demo_wishes[wish].receiver;
  share->reference = g_strdup (reference);
  g_ptr_array_add (demo->shares, share);
  share->preview =
      kk_demo_region_share (&demo->region, wish, reference, field, &share->refused, &error);
  if (share->preview == NULL)
    return kk_cli_fail (demo->cli, error);
  tell_share (demo, share);
  return TRUE;
}

static gboolean
share_each (KkDemo *demo, KkDemoWish wish, const GPtrArray *references)
{
  for (guint i = 0; i < references->len; i++) {
    if (!share_case (demo, wish, references->pdata[i], NULL))
      return FALSE;
    if (i == 0 && wish == KK_DEMO_DEVENTER_ASKS_CARE)
      show_in_full (demo, demo->shares->pdata[demo->shares->len - 1]);
  }
  return TRUE;
}

gboolean
kk_demo_share_cases (KkDemo *demo)
{
  g_autoptr (GPtrArray) deventer = find_minors (demo, KK_DEMO_DEVENTER);
  g_autoptr (GPtrArray) zwolle = deventer != NULL ? find_minors (demo, KK_DEMO_ZWOLLE) : NULL;

  if (zwolle == NULL)
    return FALSE;
  demo->shared_case = g_strdup (deventer->pdata[0]);
  kk_demo_title (demo, _ ("Cases of minors are shared for a purpose, field by field"));
  return share_each (demo, KK_DEMO_DEVENTER_ASKS_CARE, deventer) &&
         share_each (demo, KK_DEMO_ZWOLLE_ASKS_CARE, zwolle) &&
         share_case (demo, KK_DEMO_DEVENTER_ASKS_TABLE, deventer->pdata[0], NULL) &&
         share_case (demo, KK_DEMO_ZWOLLE_ASKS_TABLE, zwolle->pdata[0], NULL) &&
         share_case (demo, KK_DEMO_DEVENTER_ASKS_RIEC, deventer->pdata[0], NULL);
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
  g_autoptr (GError) error = NULL;
  g_autofree char *reference = kk_app_case_new (demo->region.apps[KK_DEMO_ZVH], NULL, &error);

  if (reference == NULL || !kk_app_case_set (demo->region.apps[KK_DEMO_ZVH], reference, NULL, edits,
                                             G_N_ELEMENTS (edits), &error))
    return kk_cli_fail (demo->cli, error);
  return share_case (demo, KK_DEMO_TABLE_ASKS_RIEC, reference, NULL);
}

/* A change by another than the owner is a proposal, and a disclosure like any other. */
gboolean
kk_demo_propose (KkDemo *demo, const char *field)
{
  return share_case (demo, KK_DEMO_CARE_PROPOSES, demo->shared_case, field);
}
