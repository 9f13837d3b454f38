/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* A breach note as a form: what AVG 33.3 asks for, as far as the program knows it, with room for what a person has to say. What
 * was sent stands in none of it, nor whom it is about: nobody read it. */

#include "app/kk-app-private.h"
#include "app/kk-export-private.h"
#include "app/kk-label-private.h"
#include "app/register/kk-app-breach.h"
#include "domain/kk-schema.h"
#include "report/kk-report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One form in the making. */
typedef struct {
  KkApp *app;
  const KkBreachNote *note;
  KkReport *report;
  gboolean paper;
} Form;

static void
add_line (Form *form, const char *question, const char *answer)
{
  if (form->paper)
    kk_report_add_fact (form->report, question, answer);
  else
    kk_report_add_row (form->report, (const char *[]){ question, answer });
}

static void
add_instant (Form *form, const char *question, gint64 ms)
{
  g_autofree char *text = form->paper ? kk_export_dup_instant (ms) : kk_export_dup_sortable (ms);

  add_line (form, question, text);
}

/* What a person has to fill in is asked for until it is there. */
static void
add_answer (Form *form, const char *question, const char *answer)
{
  add_line (form, question, answer != NULL ? answer : _ ("(not filled in yet)"));
}

static const char *
peek_state (const KkBreachNote *note)
{
  if (note->reported != NULL)
    return _ ("reported");
  return note->not_reported != NULL ? _ ("not reported, with a reason") : _ ("draft");
}

static char *
dup_happened (const KkBreachNote *note)
{
  return g_strdup_printf (
      ngettext ("A partner sent %u item of data that the law does not let this organisation have. "
                "The program did not store it and showed it to nobody; the sealed message is kept "
                "in quarantine.",
                "A partner sent %u items of data that the law does not let this organisation have. "
                "The program did not store them and showed them to nobody; the sealed message is "
                "kept in quarantine.",
                note->count),
      note->count);
}

static char *
dup_kinds (const KkBreachNote *note)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < note->fields->len; i++) {
    const KkField *field = kk_schema_field_by_name (0, note->fields->pdata[i]);

    g_ptr_array_add (labels, field != NULL ? kk_label_dup_field (field->number, NULL)
                                           : g_strdup (note->fields->pdata[i]));
  }
  return kk_export_join (labels, "\n");
}

static gboolean
add_opening (Form *form, GError **error)
{
  const KkOwnSeat *seat = kk_app_first_seat (form->app, error);
  g_autofree char *own =
      seat != NULL ? kk_label_dup_desk (form->app->directory, &seat->desk) : NULL;

  if (seat == NULL)
    return FALSE;
  add_line (form, _ ("Organisation"), own);
  add_line (form, _ ("Number of the note"), form->note->id);
  add_line (form, _ ("State"), peek_state (form->note));
  add_instant (form, _ ("Made on"), kk_app_now (form->app));
  add_instant (form, _ ("Discovered on"), form->note->discovered);
  add_instant (form, _ ("Report before (72 hours, AVG 33.1)"), form->note->due);
  return TRUE;
}

static void
add_what_is_known (Form *form)
{
  g_autofree char *happened = dup_happened (form->note);
  g_autofree char *kinds = dup_kinds (form->note);
  g_autofree char *reasons = kk_export_join (form->note->reasons, "\n");

  add_line (form, _ ("What happened"), happened);
  add_line (form, _ ("Sent by"), form->note->sender);
  add_line (form, _ ("Kinds of data"), kinds);
  add_line (form, _ ("People concerned"),
            _ ("Not known here: nobody read it. Ask the sender, by the number of the message."));
  add_line (form, _ ("Rules"), reasons);
  add_line (form, _ ("Number of the message"), form->note->packet);
}

static void
add_what_a_person_says (Form *form)
{
  const KkBreachNote *note = form->note;
  g_autofree char *reported = kk_export_dup_day (note->reported);

  add_answer (form, _ ("Contact"), note->contact);
  add_answer (form, _ ("Likely consequences"), note->consequences);
  add_answer (form, _ ("Measures"), note->measures);
  add_answer (form, _ ("Reported on"), form->paper ? reported : note->reported);
  add_answer (form, _ ("Why not reported"), note->not_reported);
}

static void
add_notes (Form *form)
{
  gboolean open = form->note->reported == NULL && form->note->not_reported == NULL;

  if (open && kk_app_now (form->app) > form->note->due)
    kk_report_add_note (form->report,
                        _ ("The 72 hours are over and nothing was filled in. A later report says "
                           "why it is late (AVG 33.1)."));
  kk_report_add_note (form->report,
                      _ ("For your data protection officer, who decides together with you whether "
                         "it has to be reported, and by whom. The sender was told of it by the "
                         "program. Whoever does not report keeps the reason on file (AVG 33.5)."));
  kk_report_add_note (form->report,
                      _ ("The legal rules are a draft until a jurist has signed each of them."));
}

static GBytes *
make_file (Form *form, GError **error)
{
  g_autofree char *foot = g_strdup_printf (_ ("Breach note %.8s"), form->note->id);

  if (!form->paper) {
    kk_report_add_column (form->report, _ ("Question"), 1);
    kk_report_add_column (form->report, _ ("Answer"), 1);
  }
  if (!add_opening (form, error))
    return NULL;
  add_what_is_known (form);
  add_what_a_person_says (form);
  add_notes (form);
  kk_report_set_foot (form->report, foot, _ ("page"), _ ("of"));
  kk_report_set_made (form->report, kk_app_now (form->app));
  return form->paper ? kk_report_to_pdf (form->report, error) : kk_report_to_csv (form->report);
}

gboolean
kk_app_breach_write (KkApp *app,
                     const char *id,
                     KkExportFormat format,
                     const char *path,
                     GError **error)
{
  g_autoptr (KkBreachNote) note = kk_app_breach_get (app, id, error);
  g_autoptr (KkReport) report = kk_report_new (_ ("Data breach: note"), _ ("CONFIDENTIAL"));
  g_autoptr (KkEntry) printed = kk_entry_new (KK_ENTRY_PRINTED);
  g_autoptr (GBytes) bytes = NULL;
  Form form = { app, note, report, format == KK_EXPORT_PDF };
  KkId record;

  if (note == NULL)
    return FALSE;
  bytes = make_file (&form, error);
  if (bytes == NULL)
    return FALSE;
  if (kk_id_parse (note->id, &record))
    kk_entry_add_field (printed, &record, 0, NULL);
  return kk_export_write (app, printed, path, bytes, error);
}
