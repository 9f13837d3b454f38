/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Exchanging in rounds, changing one field on both sides while offline, and choosing. */

#include "app/casework/kk-app-case.h"
#include "cli/kk-cli-case-private.h"
#include "cli/kk-cli-demo-private.h"
#include "cli/kk-cli-label.h"
#include "cli/kk-cli-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define FIELD "prs_MobilePhone"

gboolean
kk_demo_exchange (KkDemo *demo)
{
  KkDemoTotals totals;
  g_autoptr (GError) error = NULL;
  g_autofree char *size = NULL;

  if (!kk_demo_region_exchange (&demo->region, &totals, &error))
    return kk_cli_fail (demo->cli, error);
  size = g_format_size (totals.bytes);
  /* Translators: three numbers and a size: rounds, sealed packets, size of them, changes of fields. */
  kk_demo_tell (demo, _ ("  Rounds: %u; sealed packets: %u (%s); changes taken over: %u"),
                totals.rounds, totals.packets, size, totals.operations);
  return TRUE;
}

/* Changing. */

static gboolean
set_field (KkDemo *demo, KkDemoParty party, const char *value)
{
  const KkFieldEdit edit = { .field = FIELD, .value = value };
  g_autoptr (GError) error = NULL;

  if (!kk_app_case_set (demo->region.apps[party], demo->shared_case, NULL, &edit, 1, &error))
    return kk_cli_fail (demo->cli, error);
  /* Translators: organisation, name of a field, its new value. */
  kk_demo_tell (demo, _ ("  %s changes “%s” to %s"), kk_demo_cast[party].name,
                kk_cli_label_field (FIELD), value);
  return TRUE;
}

gboolean
kk_demo_edit_both (KkDemo *demo)
{
  kk_demo_title (demo, _ ("Both sides change the same field while they are offline"));
  return set_field (demo, KK_DEMO_VEILIG_THUIS, "06-00009001") && kk_demo_propose (demo, FIELD) &&
         set_field (demo, KK_DEMO_DEVENTER, "06-00009002");
}

/* Choosing. */

static int
find_version (const KkConflict *conflict, const char *organisation)
{
  for (guint i = 0; i < conflict->versions->len; i++) {
    const KkFieldVersion *version = conflict->versions->pdata[i];

    if (strcmp (version->organisation, organisation) == 0)
      return (int) i;
  }
  return -1;
}

static void
tell_conflict (KkDemo *demo, const KkConflict *conflict)
{
  if (kk_cli_is_json (demo->cli))
    return;
  kk_demo_tell (demo, "  %s, %s: %s", conflict->case_, kk_cli_label_field (conflict->field),
                conflict->reason);
  kk_cli_case_print_versions (demo->cli, conflict->field, conflict->versions);
}

static gboolean
choose_version (KkDemo *demo, const KkConflict *conflict)
{
  KkApp *app = demo->region.apps[KK_DEMO_DEVENTER];
  int choice = find_version (conflict, kk_demo_cast[KK_DEMO_VEILIG_THUIS].slug);
  g_autoptr (GError) error = NULL;

  tell_conflict (demo, conflict);
  if (choice < 0)
    return kk_cli_complain (demo->cli, KK_APP_ERROR_FAILED,
                            _ ("The value of Veilig Thuis did not arrive."), NULL);
  demo->chosen = g_strdup (((const KkFieldVersion *) conflict->versions->pdata[choice])->value);
  if (!kk_app_conflict_resolve (app, conflict->id, choice, NULL, &error))
    return kk_cli_fail (demo->cli, error);
  /* Translators: organisation that owns the field, and the value that it chose. */
  kk_demo_tell (demo, _ ("  %s is the owner and chooses %s; both values stay in the history"),
                kk_demo_cast[KK_DEMO_DEVENTER].name, demo->chosen);
  return TRUE;
}

gboolean
kk_demo_resolve (KkDemo *demo)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts =
      kk_app_conflict_list (demo->region.apps[KK_DEMO_DEVENTER], &error);

  kk_demo_title (demo, _ ("One field has two values; its owner chooses"));
  if (conflicts == NULL)
    return kk_cli_fail (demo->cli, error);
  if (conflicts->len == 0)
    return kk_cli_complain (demo->cli, KK_APP_ERROR_FAILED,
                            _ ("There are no two values to choose from."), NULL);
  return choose_version (demo, conflicts->pdata[0]);
}

/* What the recipient reads now, out of its own vault. */
gboolean
kk_demo_show_chosen (KkDemo *demo)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkCaseView) view =
      kk_app_case_show (demo->region.apps[KK_DEMO_VEILIG_THUIS], demo->shared_case, &error);
  const char *value = view != NULL ? kk_demo_find_value (view, FIELD) : NULL;

  if (view == NULL)
    return kk_cli_fail (demo->cli, error);
  if (g_strcmp0 (value, demo->chosen) != 0)
    return kk_cli_complain (demo->cli, KK_APP_ERROR_FAILED, _ ("The chosen value did not arrive."),
                            NULL);
  /* Translators: organisation, name of a field, its value. */
  kk_demo_tell (demo, _ ("  %s now reads “%s”: %s"), kk_demo_cast[KK_DEMO_VEILIG_THUIS].name,
                kk_cli_label_field (FIELD), value);
  return TRUE;
}
