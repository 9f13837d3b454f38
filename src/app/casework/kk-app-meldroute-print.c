/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The meldroute on paper. No case is in it, so that the disclosure register has nothing to say about it. */

#include "app/casework/kk-app-meldroute.h"

#include "app/kk-app-private.h"
#include "app/kk-export-private.h"
#include "report/kk-report.h"

#include <glib/gi18n-lib.h>

static void
append_line (GString *text, const char *line)
{
  if (line != NULL && *line != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
}

static char *
dup_substitutes (const KkContactItem *item)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < item->substitutes->len; i++) {
    const KkSubstitute *substitute = item->substitutes->pdata[i];

    append_line (text, substitute->name);
    append_line (text, substitute->phone);
    append_line (text, substitute->hours);
  }
  return g_string_free (text, FALSE);
}

static void
add_contact (KkReport *report, const char *municipality, const KkContactItem *item)
{
  GString *who = g_string_new (NULL);
  GString *reach = g_string_new (NULL);
  g_autofree char *substitutes = dup_substitutes (item);

  append_line (who, item->kind_label);
  append_line (who, item->name);
  append_line (who, item->function);
  append_line (who, item->organisation_name);
  append_line (reach, item->phone);
  append_line (reach, item->hours);
  append_line (reach, item->mail);
  append_line (reach, item->note);
  kk_report_add_row (report, (const char *[]){ municipality, who->str, reach->str, substitutes });
  g_string_free (who, TRUE);
  g_string_free (reach, TRUE);
}

static void
add_municipality (KkReport *report, const KkMeldroute *meldroute)
{
  if (!meldroute->has_officer)
    kk_report_add_row (
        report, (const char *[]){ meldroute->municipality,
                                  _ ("Nobody has been named for this municipality yet."), "", "" });
  for (guint i = 0; i < meldroute->contacts->len; i++) {
    gboolean first = i == 0 && meldroute->has_officer;

    add_contact (report, first ? meldroute->municipality : "", meldroute->contacts->pdata[i]);
  }
}

static KkReport *
start_report (KkApp *app)
{
  const KkRegion *region = kk_directory_get_region (app->directory);
  KkReport *report = kk_report_new (_ ("Whom to call about a suspicion of human trafficking"),
                                    _ ("FOR PROFESSIONALS"));
  g_autofree char *today = kk_app_today (app);
  g_autofree char *day = kk_export_dup_day (today);

  kk_report_set_foot (report, region->name, _ ("Page"), _ ("of"));
  kk_report_set_made (report, kk_app_now (app));
  kk_report_add_fact (report, _ ("Region"), region->name);
  kk_report_add_fact (report, _ ("As it was on"), day);
  kk_report_add_note (report, _ ("Somebody in danger now? Call 112. You need not be certain to "
                                 "report, and you can ask for advice without a name."));
  kk_report_add_column (report, _ ("Municipality"), 7);
  kk_report_add_column (report, _ ("Who"), 13);
  kk_report_add_column (report, _ ("Phone and hours"), 11);
  kk_report_add_column (report, _ ("Stands in"), 9);
  return report;
}

gboolean
kk_app_meldroute_print (KkApp *app, const char *municipality, const char *path, GError **error)
{
  g_autoptr (KkReport) report = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (KkMeldroute) one = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (municipality != NULL)
    one = kk_app_meldroute_show (app, municipality, error);
  else
    list = kk_app_meldroute_list (app, error);
  if (one == NULL && list == NULL)
    return FALSE;
  report = start_report (app);
  if (one != NULL)
    add_municipality (report, one);
  for (guint i = 0; list != NULL && i < list->len; i++)
    add_municipality (report, list->pdata[i]);
  bytes = kk_report_to_pdf (report, error);
  return bytes != NULL && kk_export_write_file (path, bytes, error);
}
