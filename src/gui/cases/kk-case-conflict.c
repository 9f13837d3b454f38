/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/cases/kk-case-conflict.h"

#include "app/kk-app-label.h"
#include "domain/kk-schema.h"
#include "gui/cases/kk-case-words.h"
#include "gui/common/kk-date.h"
#include "gui/common/kk-rows.h"

#include <glib/gi18n.h>

/* Which of the values of which field: what the buttons of a conflict need to know. */
typedef struct {
  const KkRecordView *record;
  const KkFieldView *field;
  gboolean own; /* this desk may choose at once; else the choice goes to its owner as a proposal */
} Conflict;

static GtkWidget *
make_choice (const Conflict *conflict, int choice, const char *value, const char *organisation)
{
  /* Translators: a value. */
  g_autofree char *label = g_strdup_printf (_ ("Choose %s"), value);
  /* Translators: a value and the organisation that wrote it. */
  g_autofree char *name = g_strdup_printf (_ ("Choose %s, of %s"), value, organisation);
  GtkWidget *button = gtk_button_new_with_label (label);
  const char *element = conflict->field->element;

  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))),
                           PANGO_ELLIPSIZE_END);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  kk_row_set_name (button, name);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(sssi)", conflict->record->id,
                                    conflict->field->name, element != NULL ? element : "", choice);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "case.choose");
  return button;
}

static char *
dup_source (const KkFieldVersion *version)
{
  g_autofree char *day = kk_date_dup_short (version->time);
  g_autofree char *clock = kk_date_dup_clock (version->time);

  if (version->person == NULL)
    return g_strdup_printf (_ ("%s · %s, %s"), version->organisation_name, day, clock);
  /* Translators: who wrote a value: person, organisation, day and time. */
  return g_strdup_printf (_ ("%s, %s · %s, %s"), version->person, version->organisation_name, day,
                          clock);
}

static void
add_version (GtkBox *box, const Conflict *conflict, guint choice)
{
  const KkFieldVersion *version = conflict->field->versions->pdata[choice];
  g_autofree char *value =
      kk_case_words_dup_value (conflict->field->name, conflict->field->element, version->value);
  g_autofree char *source = dup_source (version);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *small = kk_text_new (source, "secondary");

  gtk_widget_add_css_class (small, "caption");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), kk_text_new (value, "heading"));
  gtk_box_append (GTK_BOX (words), small);
  gtk_box_append (GTK_BOX (line), words);
  if (conflict->own)
    gtk_box_append (GTK_BOX (line),
                    make_choice (conflict, (int) choice, value, version->organisation_name));
  gtk_box_append (box, line);
}

static GtkWidget *
make_conflict_heading (const KkFieldView *field)
{
  GtkWidget *heading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  /* Translators: name of a field. */
  g_autofree char *sentence =
      g_strdup_printf (_ ("%s has two values"), kk_app_label_field (field->name));
  GtkWidget *label = gtk_label_new (sentence);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (heading), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (heading), label);
  return heading;
}

static void
on_later_cb (GtkWidget *box)
{
  gtk_widget_set_visible (box, FALSE);
}

/* Another value. While it is written nothing is drawn anew. */

typedef struct {
  GtkWidget *line;
  GtkWidget *editor;
  const KkField *known;
  char *record;
  char *element; /* "" when there is none */
} Other;

static void
free_other (gpointer data)
{
  Other *other = data;

  g_free (other->record);
  g_free (other->element);
  g_free (other);
}

/* (transfer full): as the vault takes it; "" while there is nothing. */
static char *
dup_other (const Other *other)
{
  g_autofree char *typed = NULL;
  char *day;

  if (GTK_IS_DROP_DOWN (other->editor)) {
    guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (other->editor));

    return g_strdup (chosen < other->known->codes->n_codes ? other->known->codes->codes[chosen].code
                                                           : "");
  }
  typed = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (other->editor))));
  day = other->known->kind == KK_FIELD_DATE || other->known->kind == KK_FIELD_PARTIAL_DATE
            ? kk_date_dup_typed (typed)
            : NULL;
  return day != NULL ? day : g_steal_pointer (&typed);
}

static void
on_keep_cb (GtkWidget *box)
{
  const Other *other = g_object_get_data (G_OBJECT (box), "other");
  g_autofree char *value = dup_other (other);

  if (*value == '\0') {
    gtk_widget_grab_focus (other->editor);
    return;
  }
  gtk_widget_activate_action (box, "case.editing", "b", FALSE);
  gtk_widget_activate_action (box, "case.choose-other", "(ssss)", other->record, other->known->name,
                              other->element, value);
}

static void
on_other_cb (GtkWidget *box)
{
  const Other *other = g_object_get_data (G_OBJECT (box), "other");
  gboolean opens = !gtk_widget_get_visible (other->line);

  gtk_widget_set_visible (other->line, opens);
  gtk_widget_activate_action (box, "case.editing", "b", opens);
  if (opens && !gtk_widget_grab_focus (other->editor))
    gtk_widget_child_focus (other->editor, GTK_DIR_TAB_FORWARD);
}

static GtkWidget *
make_editor (const KkField *known, const char *name)
{
  g_autoptr (GtkStringList) labels = NULL;
  GtkWidget *editor;

  if (known->kind != KK_FIELD_CODE || known->codes->open) {
    editor = gtk_entry_new ();
    gtk_entry_set_input_hints (GTK_ENTRY (editor), GTK_INPUT_HINT_PRIVATE);
    kk_row_set_name (editor, name);
    return editor;
  }
  labels = gtk_string_list_new (NULL);
  for (gsize i = 0; i < known->codes->n_codes; i++)
    gtk_string_list_append (labels, kk_app_label_code (known->name, known->codes->codes[i].code));
  editor = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  kk_row_set_name (gtk_widget_get_first_child (editor), name);
  return editor;
}

static gboolean
takes_other (const KkField *known)
{
  return known != NULL && (known->kind == KK_FIELD_TEXT || known->kind == KK_FIELD_LONG_TEXT ||
                           known->kind == KK_FIELD_CODE || known->kind == KK_FIELD_DATE ||
                           known->kind == KK_FIELD_PARTIAL_DATE);
}

/* (nullable): the button that opens it. */
static GtkWidget *
add_other (GtkWidget *box, const Conflict *conflict)
{
  const KkField *known = kk_schema_field_by_name (0, conflict->field->name);
  const char *element = conflict->field->element;
  Other *other;

  if (!conflict->own || element != NULL || !takes_other (known))
    return NULL;
  other = g_new0 (Other, 1);
  other->known = known;
  other->record = g_strdup (conflict->record->id);
  other->element = g_strdup ("");
  other->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  other->editor = make_editor (known, _ ("Another value"));
  gtk_widget_set_hexpand (other->editor, TRUE);
  gtk_box_append (GTK_BOX (other->line), other->editor);
  gtk_box_append (GTK_BOX (other->line),
                  kk_button_new (_ ("Keep this value"), NULL, G_CALLBACK (on_keep_cb), box));
  gtk_widget_set_visible (other->line, FALSE);
  gtk_box_append (GTK_BOX (box), other->line);
  g_object_set_data_full (G_OBJECT (box), "other", other, free_other);
  return kk_button_new (_ ("Another value…"), "flat", G_CALLBACK (on_other_cb), box);
}

static void
add_foot (GtkWidget *box, const Conflict *conflict)
{
  GtkWidget *other = add_other (box, conflict);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words =
      kk_text_new (conflict->own ? _ ("Both values stay in the history.")
                                 : _ ("Another organisation decides about this value."),
                   "secondary");

  gtk_widget_add_css_class (words, "caption");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (foot), words);
  gtk_box_append (GTK_BOX (foot),
                  kk_button_new (_ ("Decide later"), "flat", G_CALLBACK (on_later_cb), box));
  if (other != NULL)
    gtk_box_append (GTK_BOX (foot), other);
  gtk_box_append (GTK_BOX (box), foot);
}

static void
add_conflict (GtkBox *box, const Conflict *conflict)
{
  GtkWidget *group = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing",
                                   6, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  /* Translators: name of a field. */
  g_autofree char *name = g_strdup_printf (_ ("%s, two values to choose from"),
                                           kk_app_label_field (conflict->field->name));

  gtk_widget_add_css_class (group, "conflict");
  kk_row_set_name (group, name);
  gtk_box_append (GTK_BOX (group), make_conflict_heading (conflict->field));
  for (guint i = 0; i < conflict->field->versions->len; i++)
    add_version (GTK_BOX (group), conflict, i);
  add_foot (group, conflict);
  gtk_box_append (box, group);
}

void
kk_case_conflict_add (GtkBox *box, const KkCaseView *view)
{
  for (guint r = 0; r < view->records->len; r++) {
    const KkRecordView *record = view->records->pdata[r];

    for (guint f = 0; f < record->fields->len; f++) {
      const KkFieldView *field = record->fields->pdata[f];

      const Conflict conflict = { record, field, view->item->own };

      if (field->conflict)
        add_conflict (box, &conflict);
    }
  }
}
