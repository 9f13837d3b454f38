/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The disclosure register as a file that leaves the vault: for the person concerned, a supervisor or an auditor. */

#include "app/kk-register-report-private.h"

#include "app/kk-case-find-private.h"
#include "app/kk-entry-chain-private.h"
#include "app/kk-label-private.h"
#include "report/kk-report.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
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

static char *
dup_time (gint64 ms, const char *format)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (ms / 1000);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, format) : g_strdup ("");
}

static char *
join (const GPtrArray *texts, const char *separator)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? separator : "", (const char *) texts->pdata[i]);
  return g_string_free (joined, FALSE);
}

static char *
dup_fields (const KkRegisterEntryView *entry, const char *separator)
{
  g_autofree char *fields = join (entry->labels, separator);
  g_autofree char *masked = NULL;

  if (entry->masked == 0)
    return g_steal_pointer (&fields);
  masked =
      g_strdup_printf (ngettext ("%u more about others or from a source, not shown",
                                 "%u more about others or from a source, not shown", entry->masked),
                       entry->masked);
  return g_strjoin (*fields != '\0' ? separator : "", fields, masked, NULL);
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
  kk_report_add_column (writing->report, _ ("When and what"), 7);
  kk_report_add_column (writing->report, _ ("Recipient"), 8);
  kk_report_add_column (writing->report, _ ("Data"), 12);
  kk_report_add_column (writing->report, _ ("Legal basis"), 11);
  for (guint i = 0; i < writing->entries->len; i++) {
    const KkRegisterEntryView *entry = writing->entries->pdata[i];
    g_autofree char *at = dup_time (entry->at, "%d-%m-%Y %H:%M");
    g_autofree char *what =
        g_strdup_printf ("%s\n%s%s%s", at, entry->kind_label, entry->case_ != NULL ? "\n" : "",
                         entry->case_ != NULL ? entry->case_ : "");
    g_autofree char *fields = dup_fields (entry, "\n");
    g_autofree char *laws = join (entry->laws, "\n");

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
    g_autofree char *at = dup_time (entry->at, "%Y-%m-%d %H:%M:%S");
    g_autofree char *fields = join (entry->labels, "; ");
    g_autofree char *masked = g_strdup_printf ("%u", entry->masked);
    g_autofree char *laws = join (entry->laws, "; ");
    g_autofree char *rows = join (entry->rows, "; ");

    kk_report_add_row (writing->report,
                       (const char *[]){ n, at, entry->kind_label, entry->case_,
                                         peek_recipient (writing, entry), entry->recipient, fields,
                                         masked, laws, rows, entry->packet });
  }
}

static void
add_person (Writing *writing)
{
  const KkRegisterPerson *person = writing->person;
  g_autofree char *text = NULL;

  if (person == NULL)
    return;
  text = person->born != NULL
             /* Translators: a name and a date of birth. */
             ? g_strdup_printf (_ ("%s, born %s"), person->name, person->born)
             : g_strdup (person->name);
  kk_report_add_fact (writing->report, _ ("Person"), text);
}

static const char *
peek_period (const Writing *writing)
{
  return writing->query->period != NULL ? writing->query->period : _ ("everything");
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
  g_autofree char *made = dup_time (kk_app_now (writing->app), "%d-%m-%Y %H:%M");
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
  kk_report_add_fact (writing->report, _ ("Period"), peek_period (writing));
  kk_report_add_fact (writing->report, _ ("Made on"), made);
  kk_report_add_fact (writing->report, _ ("Lines"), count);
  add_proof (writing, proof);
  add_notes (writing);
  return TRUE;
}

static void
add_foot (Writing *writing)
{
  /* Translators: %s is a period, such as 2026-11. */
  g_autofree char *foot =
      g_strdup_printf (_ ("Disclosure register, period: %s"), peek_period (writing));

  /* Translators: as in "page 1 of 3". */
  kk_report_set_foot (writing->report, foot, _ ("page"), _ ("of"));
  kk_report_set_made (writing->report, kk_app_now (writing->app));
}

static GBytes *
make_file (Writing *writing, KkRegisterFormat format, GError **error)
{
  writing->report = kk_report_new (writing->person != NULL ? _ ("What was disclosed about a person")
                                                           : _ ("Disclosure register"),
                                   _ ("CONFIDENTIAL"));
  if (format == KK_REGISTER_CSV) {
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
static gboolean
note_printed (Writing *writing, GError **error)
{
  const KkOwnSeat *seat = kk_app_first_seat (writing->app, error);
  g_autoptr (KkEntry) entry = kk_entry_new (KK_ENTRY_PRINTED);
  g_autoptr (KkVaultCase) found = NULL;
  GHashTableIter iter;
  gpointer record;

  if (seat == NULL)
    return FALSE;
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
  return kk_entry_chain_append_own (writing->app, seat, entry, error);
}

/* Never over another file, and for nobody else to read. */
static gboolean
write_file (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileOutputStream) stream = g_file_create (file, G_FILE_CREATE_PRIVATE, NULL, error);
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  return stream != NULL &&
         g_output_stream_write_all (G_OUTPUT_STREAM (stream), data, size, NULL, NULL, error) &&
         g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error);
}

gboolean
kk_app_register_write (KkApp *app,
                       const KkRegisterQuery *query,
                       KkRegisterFormat format,
                       const char *path,
                       guint *count,
                       GError **error)
{
  g_auto (Writing) writing = { .app = app, .query = query };
  g_autoptr (KkVaultTransaction) transaction = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (query->person != NULL) {
    writing.person = kk_register_person_find (app, query->person, query->born, error);
    if (writing.person == NULL)
      return FALSE;
  }
  writing.entries = kk_register_collect (app, query, writing.person, error);
  bytes = writing.entries != NULL ? make_file (&writing, format, error) : NULL;
  transaction = bytes != NULL ? kk_vault_begin (app->vault, error) : NULL;
  if (transaction == NULL || !note_printed (&writing, error) || !write_file (path, bytes, error))
    return FALSE;
  *count = writing.entries->len;
  return kk_vault_commit (g_steal_pointer (&transaction), error);
}
