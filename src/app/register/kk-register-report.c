/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The disclosure register as a file that leaves the vault: for the person concerned, a supervisor or an auditor. */

#include "app/register/kk-register-report-private.h"

#include "app/casework/kk-case-find-private.h"
#include "app/kk-export-private.h"
#include "app/kk-label-private.h"
#include "report/kk-report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One file in the making. */
typedef struct {
  KkApp *app;
  const KkRegisterQuery *query;
  KkRegisterPerson *person; /* (nullable) */
  GPtrArray *entries;       /* (element-type KkRegisterEntryView) */
  KkReport *report;
} Writing;

static void
clear_writing (Writing *writing)
{
  g_clear_pointer (&writing->person, kk_register_person_free);
  g_clear_pointer (&writing->entries, g_ptr_array_unref);
  g_clear_pointer (&writing->report, kk_report_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writing, clear_writing)

/* Fields of one kind of record stand on one line: "Person: First name, Family name". */
static char *
group (const GPtrArray *labels)
{
  GString *grouped = g_string_new (NULL);
  gsize same = 0;

  for (guint i = 0; i < labels->len; i++) {
    const char *label = labels->pdata[i];
    const char *before = i > 0 ? labels->pdata[i - 1] : NULL;
    const char *colon = strstr (label, ": ");

    same = colon != NULL ? (gsize) (colon - label) + 2 : 0;
    if (same > 0 && before != NULL && strncmp (label, before, same) == 0)
      g_string_append_printf (grouped, ", %s", label + same);
    else
      g_string_append_printf (grouped, "%s%s", i > 0 ? "\n" : "", label);
  }
  return g_string_free (grouped, FALSE);
}

/* What is about a whole record names no field. */
static char *
dup_labels (const KkRegisterEntryView *entry, gboolean paper)
{
  gboolean whole = g_str_equal (entry->kind, kk_entry_kind_text (KK_ENTRY_ERASED)) ||
                   g_str_equal (entry->kind, kk_entry_kind_text (KK_ENTRY_RECALLED));

  if (entry->labels->len == 0 && entry->masked == 0 && whole)
    return g_strdup (_ ("everything of one record"));
  return paper ? group (entry->labels) : kk_export_join (entry->labels, "; ");
}

/* Of a case that is gone its lines can still be told from those of another. */
static char *
dup_case (const KkRegisterEntryView *entry)
{
  if (entry->case_ != NULL || entry->thread == NULL)
    return g_strdup (entry->case_ != NULL ? entry->case_ : "");
  /* Translators: %.8s is the beginning of an id, such as 4f2a91c0. */
  return g_strdup_printf (_ ("case %.8s (gone)"), entry->thread);
}

static char *
dup_fields (const KkRegisterEntryView *entry)
{
  g_autofree char *fields = dup_labels (entry, TRUE);
  g_autofree char *masked = NULL;

  if (entry->masked == 0)
    return g_steal_pointer (&fields);
  masked =
      g_strdup_printf (ngettext ("%u more about others or from a source, not shown",
                                 "%u more about others or from a source, not shown", entry->masked),
                       entry->masked);
  return g_strjoin (*fields != '\0' ? "\n" : "", fields, masked, NULL);
}

static const char *
peek_recipient (const Writing *writing, const KkRegisterEntryView *entry)
{
  if (entry->recipient_name != NULL)
    return entry->recipient_name;
  return writing->person != NULL && g_str_equal (entry->kind, "quarantined") ? _ ("(not shown)")
                                                                             : "";
}

/* On paper: four columns that a person reads. */
static void
add_paper_rows (Writing *writing)
{
  kk_report_add_column (writing->report, _ ("When and what"), 9);
  kk_report_add_column (writing->report, _ ("Recipient"), 10);
  kk_report_add_column (writing->report, _ ("Data"), 13);
  kk_report_add_column (writing->report, _ ("Legal basis"), 8);
  for (guint i = 0; i < writing->entries->len; i++) {
    const KkRegisterEntryView *entry = writing->entries->pdata[i];
    g_autofree char *at = kk_export_dup_instant (entry->at);
    g_autofree char *case_ = dup_case (entry);
    g_autofree char *what =
        g_strjoin ("\n", at, entry->kind_label, *case_ != '\0' ? case_ : NULL, NULL);
    g_autofree char *fields = dup_fields (entry);
    g_autofree char *laws = kk_export_join (entry->laws, "\n");

    kk_report_add_row (writing->report,
                       (const char *[]){ what, peek_recipient (writing, entry), fields, laws });
  }
}

/* In a spreadsheet: one column for each thing that can be sorted and counted. */
static void
add_sheet_rows (Writing *writing)
{
  const char *const headings[] = { _ ("Number"),      _ ("When"),    _ ("What"),  _ ("Case"),
                                   _ ("Recipient"),   _ ("Address"), _ ("Data"),  _ ("Not shown"),
                                   _ ("Legal basis"), _ ("Rules"),   _ ("Packet") };

  for (gsize i = 0; i < G_N_ELEMENTS (headings); i++)
    kk_report_add_column (writing->report, headings[i], 1);
  for (guint i = 0; i < writing->entries->len; i++) {
    const KkRegisterEntryView *entry = writing->entries->pdata[i];
    g_autofree char *n = g_strdup_printf ("%" G_GUINT64_FORMAT, entry->n);
    g_autofree char *at = kk_export_dup_sortable (entry->at);
    g_autofree char *case_ = dup_case (entry);
    g_autofree char *fields = dup_labels (entry, FALSE);
    g_autofree char *masked = g_strdup_printf ("%u", entry->masked);
    g_autofree char *laws = kk_export_join (entry->laws, "; ");
    g_autofree char *rows = kk_export_join (entry->rows, "; ");

    kk_report_add_row (writing->report,
                       (const char *[]){ n, at, entry->kind_label, case_,
                                         peek_recipient (writing, entry), entry->recipient, fields,
                                         masked, laws, rows, entry->packet });
  }
}

static void
add_person (Writing *writing)
{
  const KkRegisterPerson *person = writing->person;
  g_autofree char *born = person != NULL ? kk_export_dup_day (person->born) : NULL;
  g_autofree char *text = NULL;

  if (person == NULL)
    return;
  text = born != NULL
             /* Translators: a name and a date of birth. */
             ? g_strdup_printf (_ ("%s, born %s"), person->name, born)
             : g_strdup (person->name);
  kk_report_add_fact (writing->report, _ ("Person"), text);
}

static char *
dup_period (const Writing *writing)
{
  const char *period = writing->query->period;

  return period != NULL ? kk_register_period_dup_text (period) : g_strdup (_ ("everything"));
}

static void
add_proof (Writing *writing, const KkRegisterProof *proof)
{
  kk_report_add_fact (writing->report, _ ("Head of the register"), proof->head);
  if (proof->ok)
    kk_report_add_fact (writing->report, _ ("Checked"),
                        _ ("The register is whole: no line was removed or changed."));
  else
    kk_report_add_note (writing->report,
                        _ ("The register is not whole: a line was removed or changed. Do not rely "
                           "on this overview; call your administrator."));
}

static void
add_notes (Writing *writing)
{
  if (writing->person != NULL) {
    kk_report_add_note (writing->report,
                        _ ("Names of sources, and what is about other people, are not shown "
                           "(AVG 15.4; Uitvoeringsbesluit Wmo 2015 4.1.8.3)."));
    kk_report_add_note (writing->report,
                        _ ("Before this is handed over, let your data protection officer look at "
                           "it: in some cases something has to be left out (UAVG 41)."));
  }
  kk_report_add_note (writing->report,
                      _ ("The legal rules are a draft until a jurist has signed each of them. "
                         "What a line was about is named as long as the case is kept; what was in "
                         "it is never in the register."));
}

static gboolean
add_opening (Writing *writing, GError **error)
{
  const KkOwnSeat *seat = kk_app_first_seat (writing->app, error);
  g_autoptr (KkRegisterProof) proof = NULL;
  g_autofree char *own = NULL;
  g_autofree char *made = kk_export_dup_instant (kk_app_now (writing->app));
  g_autofree char *period = dup_period (writing);
  g_autofree char *count = g_strdup_printf ("%u", writing->entries->len);

  proof = seat != NULL ? kk_app_register_verify (writing->app, error) : NULL;
  if (proof == NULL)
    return FALSE;
  own = kk_label_dup_desk (writing->app->directory, &seat->desk);
  kk_report_add_fact (writing->report, _ ("Organisation"), own);
  add_person (writing);
  if (writing->query->recipient != NULL)
    kk_report_add_fact (writing->report, _ ("Recipient"), writing->query->recipient);
  if (writing->query->case_ != NULL)
    kk_report_add_fact (writing->report, _ ("Case"), writing->query->case_);
  kk_report_add_fact (writing->report, _ ("Period"), period);
  kk_report_add_fact (writing->report, _ ("Made on"), made);
  kk_report_add_fact (writing->report, _ ("Lines"), count);
  add_proof (writing, proof);
  add_notes (writing);
  return TRUE;
}

static void
add_foot (Writing *writing)
{
  g_autofree char *period = dup_period (writing);
  /* Translators: %s is a period, such as 01-11-2026 – 30-11-2026. */
  g_autofree char *foot = g_strdup_printf (_ ("Disclosure register, period: %s"), period);

  /* Translators: as in "page 1 of 3". */
  kk_report_set_foot (writing->report, foot, _ ("page"), _ ("of"));
  kk_report_set_made (writing->report, kk_app_now (writing->app));
}

static GBytes *
make_file (Writing *writing, KkExportFormat format, GError **error)
{
  writing->report = kk_report_new (writing->person != NULL ? _ ("What was disclosed about a person")
                                                           : _ ("Disclosure register"),
                                   _ ("CONFIDENTIAL"));
  if (format == KK_EXPORT_CSV) {
    add_sheet_rows (writing);
    return kk_report_to_csv (writing->report);
  }
  if (!add_opening (writing, error))
    return NULL;
  add_foot (writing);
  add_paper_rows (writing);
  return kk_report_to_pdf (writing->report, error);
}

/* Who took what out of the vault is a line too; it names records, not what is in them. */
static KkEntry *
make_printed (Writing *writing)
{
  KkEntry *entry = kk_entry_new (KK_ENTRY_PRINTED);
  g_autoptr (KkVaultCase) found = NULL;
  GHashTableIter iter;
  gpointer record;

  /* Of a case that is not here any more the lines may still be asked for by the id of its thread. */
  if (writing->query->case_ != NULL)
    found = kk_case_find (writing->app, writing->query->case_, NULL);
  if (found != NULL && found->record.has_thread) {
    entry->has_thread = TRUE;
    entry->thread = found->record.thread;
  }
  if (writing->person != NULL) {
    g_hash_table_iter_init (&iter, writing->person->records);
    while (g_hash_table_iter_next (&iter, &record, NULL))
      kk_entry_add_field (entry, record, 0, NULL);
  }
  return entry;
}

gboolean
kk_app_register_write (KkApp *app,
                       const KkRegisterQuery *query,
                       KkExportFormat format,
                       const char *path,
                       guint *count,
                       GError **error)
{
  g_auto (Writing) writing = { .app = app, .query = query };
  g_autoptr (KkEntry) printed = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (query->person != NULL) {
    writing.person = kk_register_person_find (app, query->person, query->born, error);
    if (writing.person == NULL)
      return FALSE;
  }
  writing.entries = kk_register_collect (app, query, writing.person, error);
  bytes = writing.entries != NULL ? make_file (&writing, format, error) : NULL;
  if (bytes == NULL)
    return FALSE;
  *count = writing.entries->len;
  printed = make_printed (&writing);
  return kk_export_write (app, printed, path, bytes, error);
}
