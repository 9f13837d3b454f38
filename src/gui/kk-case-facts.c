/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/kk-case-facts.h"

#include "app/kk-app-label.h"
#include "gui/kk-case-words.h"
#include "gui/kk-date.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#define JOURNAL "journal-entry"
#define PERSON  "person"

static char *
dup_value (const KkFieldView *field, const char *value)
{
  return kk_case_words_dup_value (field->name, field->element, value);
}

static const KkFieldView *
find_field (const KkCaseView *view, const char *name)
{
  for (guint r = 0; r < view->records->len; r++) {
    const KkRecordView *record = view->records->pdata[r];

    for (guint f = 0; f < record->fields->len; f++) {
      const KkFieldView *field = record->fields->pdata[f];

      if (strcmp (field->name, name) == 0)
        return field;
    }
  }
  return NULL;
}

/* Tags. */

static void
add_tag (GtkBox *box, const char *text)
{
  GtkWidget *tag = gtk_label_new (text);

  gtk_widget_add_css_class (tag, "tag");
  gtk_label_set_ellipsize (GTK_LABEL (tag), PANGO_ELLIPSIZE_END);
  gtk_box_append (box, tag);
}

void
kk_case_facts_add_tags (GtkBox *box, const KkCaseView *view)
{
  const KkFieldView *form = find_field (view, "vic_TypeOfExploitation");
  g_autofree char *text = form != NULL ? dup_value (form, form->value) : NULL;

  if (*view->item->title != '\0')
    add_tag (box, view->item->reference);
  if (text != NULL)
    add_tag (box, text);
  if (*view->item->municipality != '\0')
    add_tag (box, view->item->municipality);
}

/* Rows. */

static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = g_strdup_printf ("%s: %s", title, subtitle);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static GtkWidget *
make_group (const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  return group;
}

/* Two values. */

static void
add_version (GtkBox *box, const KkFieldView *field, const KkFieldVersion *version)
{
  g_autofree char *value = dup_value (field, version->value);
  g_autofree char *day = kk_date_dup_short (version->time);
  g_autofree char *clock = kk_date_dup_clock (version->time);
  /* Translators: who wrote a value: person, organisation, day and time. */
  g_autofree char *who =
      version->person != NULL
          ? g_strdup_printf (_ ("%s, %s · %s, %s"), version->person, version->organisation, day,
                             clock)
          : g_strdup_printf (_ ("%s · %s, %s"), version->organisation, day, clock);
  GtkWidget *words = gtk_label_new (value);
  GtkWidget *source = gtk_label_new (who);

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_xalign (GTK_LABEL (source), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_wrap (GTK_LABEL (source), TRUE);
  gtk_widget_add_css_class (words, "heading");
  gtk_widget_add_css_class (source, "secondary");
  gtk_widget_add_css_class (source, "caption");
  gtk_box_append (box, words);
  gtk_box_append (box, source);
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
add_conflict (GtkBox *box, const KkFieldView *field)
{
  GtkWidget *conflict =
      g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 3,
                    "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  /* Translators: name of a field. */
  g_autofree char *name =
      g_strdup_printf (_ ("%s, two values to choose from"), kk_app_label_field (field->name));

  gtk_widget_add_css_class (conflict, "conflict");
  gtk_accessible_update_property (GTK_ACCESSIBLE (conflict), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_box_append (GTK_BOX (conflict), make_conflict_heading (field));
  for (guint i = 0; i < field->versions->len; i++)
    add_version (GTK_BOX (conflict), field, field->versions->pdata[i]);
  gtk_box_append (box, conflict);
}

void
kk_case_facts_add_conflicts (GtkBox *box, const KkCaseView *view)
{
  for (guint r = 0; r < view->records->len; r++) {
    const KkRecordView *record = view->records->pdata[r];

    for (guint f = 0; f < record->fields->len; f++) {
      const KkFieldView *field = record->fields->pdata[f];

      if (field->conflict)
        add_conflict (box, field);
    }
  }
}

/* Persons. */

static void
add_person (AdwPreferencesGroup *group, const KkRecordView *person)
{
  g_autofree char *name = kk_case_words_dup_name (person);
  const char *birth = kk_case_words_find (person, "prs_Birthdate");
  g_autofree char *day = birth != NULL ? kk_date_dup_full (birth) : NULL;
  g_autofree char *born =
      /* Translators: date of birth. */
      day != NULL ? g_strdup_printf (_ ("born %s"), day) : g_strdup ("");
  GtkWidget *row = make_row (*name != '\0' ? name : _ ("Name not known"), born);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("avatar-default-symbolic"));
  adw_preferences_group_add (group, row);
}

void
kk_case_facts_add_persons (GtkBox *box, const KkCaseView *view)
{
  GtkWidget *group = make_group (_ ("Persons"));
  gboolean any = FALSE;

  for (guint r = 0; r < view->records->len; r++) {
    const KkRecordView *record = view->records->pdata[r];

    if (g_strcmp0 (record->type, PERSON) != 0)
      continue;
    add_person (ADW_PREFERENCES_GROUP (group), record);
    any = TRUE;
  }
  if (!any)
    adw_preferences_group_set_description (
        ADW_PREFERENCES_GROUP (group),
        _ ("Nothing is known yet. Write down what you know, even if it is little."));
  gtk_box_append (box, group);
}

/* Records, field by field. */

static void
add_record (GtkBox *box, const KkRecordView *record)
{
  GtkWidget *group = make_group (kk_app_label_type (record->type));
  gboolean any = FALSE;

  for (guint f = 0; f < record->fields->len; f++) {
    const KkFieldView *field = record->fields->pdata[f];
    g_autofree char *value = dup_value (field, field->value);

    if (!kk_case_words_is_shown (field->name))
      continue;
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               make_row (kk_app_label_field (field->name), value));
    any = TRUE;
  }
  g_object_ref_sink (group);
  if (any)
    gtk_box_append (box, group);
  g_object_unref (group);
}

void
kk_case_facts_add_records (GtkBox *box, const KkCaseView *view, gboolean journal)
{
  for (guint r = 0; r < view->records->len; r++) {
    const KkRecordView *record = view->records->pdata[r];

    if ((g_strcmp0 (record->type, JOURNAL) == 0) == journal)
      add_record (box, record);
  }
  if (journal && gtk_widget_get_first_child (GTK_WIDGET (box)) == NULL) {
    GtkWidget *label = gtk_label_new (_ ("No entries yet."));

    gtk_widget_add_css_class (label, "secondary");
    gtk_box_append (box, label);
  }
}
