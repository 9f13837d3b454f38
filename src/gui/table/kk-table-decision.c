/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/table/kk-table-decision.h"

#include "app/kk-app-label.h"
#include "gui/common/kk-date.h"
#include "gui/common/kk-rows.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KkTableChoices {
  gboolean weighs;
  gboolean touched;
  char *signer;
  GtkWidget *fits;       /* (nullable): does it come to the table? */
  GtkWidget *rejected;   /* (nullable) */
  GPtrArray *tracks;     /* (element-type GtkWidget): check buttons with their code */
  GPtrArray *desks;      /* (element-type GtkWidget): check buttons with their address */
  GPtrArray *tasks;      /* (element-type GtkWidget): entries, two for each task */
  GtkWidget *task_lines; /* (nullable) */
};

static gboolean
is_on (GtkWidget *check)
{
  return check != NULL && gtk_check_button_get_active (GTK_CHECK_BUTTON (check));
}

static void
on_touched_cb (KkTableChoices *choices)
{
  choices->touched = TRUE;
}

static GtkWidget *
add_check (KkTableChoices *choices, GtkBox *box, const char *label, const char *code)
{
  GtkWidget *check = gtk_check_button_new_with_label (label);

  g_object_set_data_full (G_OBJECT (check), "code", g_strdup (code), g_free);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (on_touched_cb), choices);
  gtk_box_append (box, check);
  return check;
}

static const char *
get_code (GtkWidget *check)
{
  return g_object_get_data (G_OBJECT (check), "code");
}

/* Does it fit? */

static void
add_weighing (KkTableChoices *choices, GtkBox *box)
{
  choices->fits = add_check (choices, box, _ ("It fits: the case comes to the table"), NULL);
  choices->rejected = add_check (
      choices, box, _ ("It does not fit: the case goes back to who put it forward"), NULL);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (choices->rejected),
                              GTK_CHECK_BUTTON (choices->fits));
}

/* Which tracks? Those that run stay ticked. */

static gboolean
runs (const KkAgendaItem *item, const char *kind)
{
  for (guint i = 0; i < item->tracks->len; i++) {
    const KkTrackItem *track = item->tracks->pdata[i];

    if (g_strcmp0 (track->kind, kind) == 0 && track->end == NULL)
      return TRUE;
  }
  return FALSE;
}

static void
add_tracks (KkTableChoices *choices, GtkBox *box, const KkAgendaItem *item)
{
  static const char *const kinds[] = { "zorg", "straf", "ondermijning" };

  gtk_box_append (box, kk_text_new (_ ("Which tracks?"), "heading"));
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    GtkWidget *check =
        add_check (choices, box, kk_app_label_code ("nl_TrackKind", kinds[i]), kinds[i]);

    gtk_check_button_set_active (GTK_CHECK_BUTTON (check), runs (item, kinds[i]));
    g_ptr_array_add (choices->tracks, check);
  }
}

/* Who takes part? */

static gboolean
sits (const KkAgendaItem *item, const char *address, const char *organisation)
{
  for (guint i = 0; i < item->contributions->len; i++) {
    const KkContribution *contribution = item->contributions->pdata[i];

    if (g_strcmp0 (contribution->organisation, organisation) == 0)
      return TRUE;
  }
  return g_strcmp0 (item->from, organisation) == 0 ||
         g_ptr_array_find_with_equal_func (item->missing, address, g_str_equal, NULL);
}

static gboolean
has_desk (const KkTableChoices *choices, const char *address)
{
  for (guint i = 0; i < choices->desks->len; i++) {
    if (g_strcmp0 (get_code (choices->desks->pdata[i]), address) == 0)
      return TRUE;
  }
  return FALSE;
}

static void
add_desk (KkTableChoices *choices, GtkBox *box, const KkTableFormPlan *plan, const KkMember *member)
{
  g_autofree char *address =
      g_strdup_printf ("%s/%s/%s", member->organisation, kk_hat_text (member->hat), member->role);

  if (g_strcmp0 (member->status, "active") != 0 || member->self || has_desk (choices, address) ||
      sits (plan->case_->item, address, member->organisation))
    return;
  g_ptr_array_add (choices->desks,
                   add_check (choices, box, kk_table_find_name (plan->answer, address), address));
}

static void
add_desks (KkTableChoices *choices, GtkBox *box, const KkTableFormPlan *plan)
{
  GtkWidget *title = kk_text_new (_ ("Who takes part besides?"), "heading");

  gtk_box_append (box, title);
  for (guint i = 0; i < plan->answer->members->len; i++)
    add_desk (choices, box, plan, plan->answer->members->pdata[i]);
  gtk_widget_set_visible (title, choices->desks->len > 0);
}

static char *
dup_signer (const KkTableAnswer *answer)
{
  for (guint i = 0; i < answer->members->len; i++) {
    const KkMember *member = answer->members->pdata[i];

    if (member->self)
      return g_strdup_printf ("%s, %s", member->person, member->role);
  }
  return g_strdup ("");
}

KkTableChoices *
kk_table_choices_new (GtkBox *box, const KkTableFormPlan *plan)
{
  KkTableChoices *choices = g_new0 (KkTableChoices, 1);

  choices->weighs = strcmp (plan->case_->item->question, "weigh") == 0;
  choices->signer = dup_signer (plan->answer);
  choices->tracks = g_ptr_array_new ();
  choices->desks = g_ptr_array_new ();
  choices->tasks = g_ptr_array_new ();
  if (choices->weighs)
    add_weighing (choices, box);
  else
    add_tracks (choices, box, plan->case_->item);
  add_desks (choices, box, plan);
  choices->touched = FALSE;
  return choices;
}

void
kk_table_choices_free (KkTableChoices *choices)
{
  g_free (choices->signer);
  g_ptr_array_unref (choices->tracks);
  g_ptr_array_unref (choices->desks);
  g_ptr_array_unref (choices->tasks);
  g_free (choices);
}

/* What has to be done: a line each, with a day. */

static GtkWidget *
make_entry (KkTableChoices *choices, const char *hint, const char *name)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), hint);
  gtk_entry_set_input_hints (GTK_ENTRY (entry), GTK_INPUT_HINT_PRIVATE);
  kk_row_set_name (entry, name);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_touched_cb), choices);
  g_ptr_array_add (choices->tasks, entry);
  return entry;
}

static GtkWidget *
add_task_line (KkTableChoices *choices)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = make_entry (choices, _ ("What, and by whom"), _ ("Task"));
  GtkWidget *due = make_entry (choices, _ ("day-month-year"), _ ("Task, by when"));

  gtk_widget_set_hexpand (title, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (title), 8);
  gtk_editable_set_width_chars (GTK_EDITABLE (due), 12);
  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (line), due);
  gtk_box_append (GTK_BOX (choices->task_lines), line);
  return title;
}

static void
on_more_cb (KkTableChoices *choices)
{
  gtk_widget_grab_focus (add_task_line (choices));
}

void
kk_table_choices_add_tasks (KkTableChoices *choices, GtkBox *box)
{
  GtkWidget *more = gtk_button_new_with_label (_ ("One more task"));

  choices->task_lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (box, kk_text_new (_ ("What has to be done?"), "heading"));
  gtk_box_append (box, choices->task_lines);
  add_task_line (choices);
  gtk_widget_set_halign (more, GTK_ALIGN_START);
  g_signal_connect_swapped (more, "clicked", G_CALLBACK (on_more_cb), choices);
  gtk_box_append (box, more);
}

/* Reading. */

static const char *
get_typed (const KkTableChoices *choices, guint i)
{
  return gtk_editable_get_text (GTK_EDITABLE (choices->tasks->pdata[i]));
}

static gboolean
is_day (const char *typed)
{
  g_autofree char *day = kk_date_dup_typed (typed);

  return day != NULL && strlen (day) == strlen ("2026-11-22");
}

const char *
kk_table_choices_find_problem (const KkTableChoices *choices)
{
  gboolean any = FALSE;

  if (choices->weighs)
    return is_on (choices->fits) || is_on (choices->rejected)
               ? NULL
               : _ ("Choose first whether the case fits the table.");
  for (guint i = 0; i < choices->tracks->len; i++)
    any = any || is_on (choices->tracks->pdata[i]);
  if (!any)
    return _ ("Choose first at least one track.");
  for (guint i = 0; i + 1 < choices->tasks->len; i += 2) {
    if (*get_typed (choices, i + 1) != '\0' && !is_day (get_typed (choices, i + 1)))
      return _ ("Write the day of a task as day-month-year, such as 27-11-2026.");
  }
  return NULL;
}

static void
read_checks (const GPtrArray *checks, GPtrArray *codes)
{
  for (guint i = 0; i < checks->len; i++) {
    if (is_on (checks->pdata[i]))
      g_ptr_array_add (codes, g_strdup (get_code (checks->pdata[i])));
  }
}

void
kk_table_choices_read (const KkTableChoices *choices, KkTableWish *wish)
{
  wish->rejected = is_on (choices->rejected);
  read_checks (choices->tracks, wish->tracks);
  read_checks (choices->desks, wish->participants);
  for (guint i = 0; i + 1 < choices->tasks->len; i += 2) {
    g_autofree char *due = kk_date_dup_typed (get_typed (choices, i + 1));

    if (*get_typed (choices, i) != '\0')
      kk_table_wish_add_task (wish, get_typed (choices, i), due);
  }
}

char *
kk_table_choices_dup_consequence (const KkTableChoices *choices)
{
  /* Translators: the person who signs, and the task: "R. Verzonnen, procesregisseur". */
  g_autofree char *sign = g_strdup_printf (
      _ ("You sign as %s. After signing only a new decision can change this."), choices->signer);

  if (!is_on (choices->rejected))
    return g_steal_pointer (&sign);
  return g_strdup_printf ("%s %s", sign,
                          _ ("The case goes back. What the table received about it then has to be "
                             "destroyed here."));
}

gboolean
kk_table_choices_are_touched (const KkTableChoices *choices)
{
  return choices->touched;
}

void
kk_table_choices_settle (KkTableChoices *choices)
{
  choices->touched = FALSE;
}
