/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/cases/kk-case-field.h"

#include "app/kk-app-label.h"
#include "app/kk-problem.h"
#include "domain/kk-schema.h"
#include "gui/cases/kk-case-act.h"
#include "gui/cases/kk-case-words.h"
#include "gui/common/kk-date.h"
#include "gui/common/kk-rows.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KkCaseField {
  AdwPreferencesRow parent_instance;
  KkSession *session;
  const KkField *known; /* (nullable) */
  char *case_;
  char *record;
  char *name;
  char *stored; /* (nullable): what the vault has, as it is typed */
  guint pause;
  gboolean open;
  gboolean kept; /* something was kept since it was opened */

  GtkWidget *value;
  GtkWidget *edit;
  GtkWidget *history; /* (nullable): the button */
  GtkWidget *lines;
  GtkWidget *box;    /* of the editor */
  GtkWidget *editor; /* (nullable) */
  GtkWidget *state;
};

G_DEFINE_FINAL_TYPE (KkCaseField, kk_case_field, ADW_TYPE_PREFERENCES_ROW)

static gboolean
is_day (const KkCaseField *row)
{
  return row->known->kind == KK_FIELD_DATE || row->known->kind == KK_FIELD_PARTIAL_DATE;
}

/* What is typed, as the vault takes it; NULL = nothing. */

static char *
dup_code (KkCaseField *row)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (row->editor));

  if (chosen == 0 || chosen == GTK_INVALID_LIST_POSITION)
    return NULL;
  if (row->known->kind == KK_FIELD_BOOLEAN)
    return g_strdup (chosen == 1 ? "true" : "false");
  return g_strdup (row->known->codes->codes[chosen - 1].code);
}

static char *
dup_long_text (KkCaseField *row)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (row->editor));
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static char *
dup_typed (KkCaseField *row)
{
  g_autofree char *text = NULL;
  char *day = NULL;

  if (GTK_IS_DROP_DOWN (row->editor))
    return dup_code (row);
  text = GTK_IS_TEXT_VIEW (row->editor)
             ? dup_long_text (row)
             : g_strdup (gtk_editable_get_text (GTK_EDITABLE (row->editor)));
  g_strstrip (text);
  if (is_day (row))
    day = kk_date_dup_typed (text);
  if (day != NULL)
    return day;
  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/* Keeping. */

static void
say (KkCaseField *row, const char *words)
{
  gtk_label_set_label (GTK_LABEL (row->state), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->state), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
}

static void
close_editor (KkCaseField *row)
{
  gboolean kept = row->kept;

  row->open = FALSE;
  row->kept = FALSE;
  kk_box_clear (row->box);
  row->editor = NULL;
  gtk_widget_set_visible (row->box, FALSE);
  gtk_widget_set_visible (row->edit, TRUE);
  gtk_widget_grab_focus (row->edit);
  gtk_widget_activate_action (GTK_WIDGET (row), "case.editing", "b", FALSE);
  if (kept)
    gtk_widget_activate_action (GTK_WIDGET (row), "case.changed", "s", _ ("The change is kept."));
}

static void
on_kept_cb (gpointer owner, gpointer result G_GNUC_UNUSED, const GError *error)
{
  KkCaseField *row = owner;
  g_autoptr (KkProblem) problem = error != NULL ? kk_problem_new (error) : NULL;
  g_autofree char *clock = kk_date_dup_clock (g_get_real_time () / 1000);
  /* Translators: a time. */
  g_autofree char *kept = g_strdup_printf (_ ("Kept at %s"), clock);

  if (problem != NULL) {
    say (row, problem->sentence);
    return;
  }
  row->kept = TRUE;
  say (row, kept);
  if (!row->open)
    close_editor (row);
}

/* A day that is being typed is not refused before it is done. */
static gboolean
is_half_a_day (const KkCaseField *row, const char *typed)
{
  g_autofree char *day = is_day (row) && typed != NULL ? kk_date_dup_typed (typed) : NULL;

  return is_day (row) && typed != NULL && day == NULL;
}

static gboolean
keep (KkCaseField *row)
{
  g_autofree char *typed = dup_typed (row);
  const KkCaseAct act = { .kind = KK_CASE_ACT_SET,
                          .case_ = row->case_,
                          .record = row->record,
                          .field = row->name,
                          .value = typed };

  g_clear_handle_id (&row->pause, g_source_remove);
  if (g_strcmp0 (typed, row->stored) == 0 || (row->open && is_half_a_day (row, typed)))
    return FALSE;
  g_free (row->stored);
  row->stored = g_strdup (typed);
  say (row, _ ("Keeping…"));
  kk_case_act_start (row->session, G_OBJECT (row), &act, on_kept_cb);
  return TRUE;
}

/* What was typed in the last moment is kept before the row goes, or the vault. */
static void
on_leaving_cb (KkCaseField *row)
{
  if (row->pause != 0)
    keep (row);
}

static gboolean
on_pause_cb (gpointer data)
{
  KkCaseField *row = data;

  row->pause = 0;
  keep (row);
  return G_SOURCE_REMOVE;
}

static void
on_typed_cb (KkCaseField *row)
{
  g_clear_handle_id (&row->pause, g_source_remove);
  row->pause = g_timeout_add (KK_CASE_PAUSE_MS, on_pause_cb, row);
}

static void
on_done_cb (KkCaseField *row)
{
  row->open = FALSE;
  if (!keep (row))
    close_editor (row);
}

/* The editor. */

static GtkWidget *
make_codes (KkCaseField *row)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  gboolean truth = row->known->kind == KK_FIELD_BOOLEAN;
  gsize n_codes = truth ? 2 : row->known->codes->n_codes;
  GtkWidget *codes;
  guint chosen = 0;

  gtk_string_list_append (list, _ ("not known"));
  for (gsize i = 0; i < n_codes; i++) {
    const char *code = truth ? (i == 0 ? "true" : "false") : row->known->codes->codes[i].code;
    g_autofree char *label = kk_case_words_dup_value (row->name, NULL, code);

    gtk_string_list_append (list, label);
    if (g_strcmp0 (code, row->stored) == 0)
      chosen = (guint) i + 1;
  }
  codes = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (codes), chosen);
  kk_row_set_name (gtk_widget_get_first_child (codes), kk_app_label_field (row->name));
  g_signal_connect_swapped (codes, "notify::selected", G_CALLBACK (on_typed_cb), row);
  return codes;
}

static GtkWidget *
make_long_text (KkCaseField *row)
{
  GtkWidget *text = gtk_text_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));

  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (text), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (text), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_input_hints (GTK_TEXT_VIEW (text), GTK_INPUT_HINT_PRIVATE);
  gtk_text_buffer_set_text (buffer, row->stored != NULL ? row->stored : "", -1);
  gtk_widget_add_css_class (text, "note");
  gtk_widget_set_size_request (text, -1, 90);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (on_typed_cb), row, G_CONNECT_SWAPPED);
  return text;
}

/* Days are typed as people write them here, day first. */
static char *
dup_shown (const KkCaseField *row)
{
  g_auto (GStrv) pieces = g_strsplit (row->stored != NULL ? row->stored : "", "-", -1);

  if (is_day (row) && g_strv_length (pieces) == 3)
    return g_strdup_printf ("%s-%s-%s", pieces[2], pieces[1], pieces[0]);
  return g_strdup (row->stored != NULL ? row->stored : "");
}

static GtkWidget *
make_line (KkCaseField *row)
{
  GtkWidget *entry = gtk_entry_new ();
  g_autofree char *shown = dup_shown (row);

  gtk_editable_set_text (GTK_EDITABLE (entry), shown);
  if (is_day (row))
    gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("day-month-year"));
  gtk_entry_set_input_hints (GTK_ENTRY (entry), GTK_INPUT_HINT_PRIVATE);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_typed_cb), row);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (on_done_cb), row);
  return entry;
}

static GtkWidget *
make_editor (KkCaseField *row)
{
  if (row->known->kind == KK_FIELD_BOOLEAN ||
      (row->known->kind == KK_FIELD_CODE && !row->known->codes->open))
    return make_codes (row);
  return row->known->kind == KK_FIELD_LONG_TEXT ? make_long_text (row) : make_line (row);
}

void
kk_case_field_open (KkCaseField *row)
{
  GtkWidget *done = kk_button_new (_ ("Done"), NULL, G_CALLBACK (on_done_cb), row);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  row->open = TRUE;
  row->editor = make_editor (row);
  kk_row_set_name (row->editor, kk_app_label_field (row->name));
  row->state = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, "wrap",
                             TRUE, "xalign", 0.0, "hexpand", TRUE, NULL);
  gtk_widget_add_css_class (row->state, "secondary");
  gtk_box_append (GTK_BOX (foot), row->state);
  gtk_box_append (GTK_BOX (foot), done);
  gtk_box_append (GTK_BOX (row->box), row->editor);
  gtk_box_append (GTK_BOX (row->box), foot);
  gtk_widget_set_visible (row->box, TRUE);
  gtk_widget_set_visible (row->edit, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (row), "case.editing", "b", TRUE);
  if (!gtk_widget_grab_focus (row->editor))
    gtk_widget_child_focus (row->editor, GTK_DIR_TAB_FORWARD);
}

/* History. */

static char *
dup_line (const KkCaseField *row, const KkHistoryLine *line)
{
  g_autofree char *value = kk_case_words_dup_value (row->name, NULL, line->value);
  g_autofree char *day = kk_date_dup_short (line->time);
  g_autofree char *clock = kk_date_dup_clock (line->time);
  GString *text = g_string_new (*value != '\0' ? value : _ ("not known"));

  if (line->person != NULL)
    g_string_append_printf (text, _ (": %s, %s · %s, %s"), line->person, line->organisation_name,
                            day, clock);
  else
    g_string_append_printf (text, _ (": %s · %s, %s"), line->organisation_name, day, clock);
  for (guint i = 0; i < line->rows->len; i++)
    g_string_append_printf (text, " · %s", (char *) line->rows->pdata[i]);
  return g_string_free (text, FALSE);
}

static void
on_history_cb (KkCaseField *row)
{
  gtk_widget_set_visible (row->lines, !gtk_widget_get_visible (row->lines));
}

static gboolean
add_history (KkCaseField *row, const GPtrArray *history)
{
  gboolean any = FALSE;

  for (guint i = history->len; i > 0; i--) {
    const KkHistoryLine *line = history->pdata[i - 1];
    g_autofree char *words = NULL;

    if (g_strcmp0 (line->record, row->record) != 0 || g_strcmp0 (line->field, row->name) != 0)
      continue;
    words = dup_line (row, line);
    gtk_box_append (GTK_BOX (row->lines), kk_text_new (words, line->live ? NULL : "secondary"));
    any = TRUE;
  }
  return any;
}

/* Life. */

static void
kk_case_field_dispose (GObject *object)
{
  KkCaseField *row = KK_CASE_FIELD (object);

  g_clear_handle_id (&row->pause, g_source_remove);
  g_clear_object (&row->session);
  G_OBJECT_CLASS (kk_case_field_parent_class)->dispose (object);
}

static void
kk_case_field_finalize (GObject *object)
{
  KkCaseField *row = KK_CASE_FIELD (object);

  g_free (row->case_);
  g_free (row->record);
  g_free (row->name);
  g_free (row->stored);
  G_OBJECT_CLASS (kk_case_field_parent_class)->finalize (object);
}

static void
kk_case_field_class_init (KkCaseFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kk_case_field_dispose;
  G_OBJECT_CLASS (klass)->finalize = kk_case_field_finalize;
}

static void
kk_case_field_init (KkCaseField *row)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (row), FALSE);
}

static GtkWidget *
make_icon_button (const char *icon, const char *label, GCallback clicked, KkCaseField *row)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *name = g_strdup_printf ("%s, %s", label, kk_app_label_field (row->name));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  kk_row_set_name (button, name);
  g_signal_connect_object (button, "clicked", clicked, row, G_CONNECT_SWAPPED);
  return button;
}

/* The step is for the route to move, and the reference is how others know the case. */
static gboolean
is_fixed (const char *name)
{
  return strcmp (name, "nl_Stage") == 0 || strcmp (name, "nl_CaseReference") == 0;
}

/* A set has a row for each of its elements, and what is written once is never changed. */
static gboolean
can_edit (const KkCaseField *row, const KkCaseFieldPlan *plan)
{
  return row->known != NULL && !is_fixed (row->name) && plan->view->item->own &&
         plan->field->element == NULL && !plan->field->conflict &&
         (row->known->writer == KK_WRITER_OWNER || row->known->writer == KK_WRITER_NO_PROPOSAL) &&
         row->known->kind != KK_FIELD_REFERENCE && row->known->kind != KK_FIELD_BLOB &&
         row->known->kind != KK_FIELD_MULTI_CODE;
}

static void
fill (KkCaseField *row, const KkCaseFieldPlan *plan)
{
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *label = kk_app_label_field (row->name);
  g_autofree char *value =
      kk_case_words_dup_value (row->name, plan->field->element, plan->field->value);
  g_autofree char *name = g_strdup_printf ("%s: %s", label, value);

  row->value = kk_text_new (value, NULL);
  row->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  row->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  row->edit = make_icon_button ("document-edit-symbolic", _ ("Change"),
                                G_CALLBACK (kk_case_field_open), row);
  row->history = make_icon_button ("document-open-recent-symbolic", _ ("History"),
                                   G_CALLBACK (on_history_cb), row);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), kk_text_new (label, "secondary"));
  gtk_widget_add_css_class (gtk_widget_get_first_child (words), "caption");
  gtk_box_append (GTK_BOX (words), row->value);
  gtk_box_append (GTK_BOX (top), words);
  gtk_box_append (GTK_BOX (top), row->edit);
  gtk_box_append (GTK_BOX (top), row->history);
  gtk_box_append (GTK_BOX (outer), top);
  gtk_box_append (GTK_BOX (outer), row->box);
  gtk_box_append (GTK_BOX (outer), row->lines);
  gtk_widget_set_visible (row->box, FALSE);
  gtk_widget_set_visible (row->lines, FALSE);
  gtk_widget_set_visible (row->edit, can_edit (row, plan));
  gtk_widget_set_visible (row->history, add_history (row, plan->history));
  gtk_widget_add_css_class (outer, "case-field");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), outer);
  kk_row_set_name (GTK_WIDGET (row), name);
}

GtkWidget *
kk_case_field_new (const KkCaseFieldPlan *plan)
{
  KkCaseField *row = g_object_new (KK_TYPE_CASE_FIELD, NULL);

  row->session = g_object_ref (plan->session);
  g_signal_connect_object (row->session, "locking", G_CALLBACK (on_leaving_cb), row,
                           G_CONNECT_SWAPPED);
  g_signal_connect (row, "unmap", G_CALLBACK (on_leaving_cb), NULL);
  row->known = kk_schema_field_by_name (0, plan->field->name);
  row->case_ = g_strdup (plan->view->item->id);
  row->record = g_strdup (plan->record->id);
  row->name = g_strdup (plan->field->name);
  row->stored = g_strdup (plan->field->value);
  fill (row, plan);
  return GTK_WIDGET (row);
}
