/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/cases/kk-case-facts.h"

#include "app/kk-app-label.h"
#include "domain/kk-schema.h"
#include "gui/cases/kk-case-field.h"
#include "gui/cases/kk-case-words.h"
#include "gui/common/kk-date.h"
#include "gui/common/kk-rows.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#define JOURNAL "journal-entry"
#define PERSON  "person"

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
  g_autofree char *text =
      form != NULL ? kk_case_words_dup_value (form->name, form->element, form->value) : NULL;

  if (*view->item->title != '\0')
    add_tag (box, view->item->reference);
  if (text != NULL)
    add_tag (box, text);
  if (*view->item->municipality != '\0')
    add_tag (box, view->item->municipality);
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
  GtkWidget *row = kk_row_new (*name != '\0' ? name : _ ("Name not known"), born);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("avatar-default-symbolic"));
  adw_preferences_group_add (group, row);
}

void
kk_case_facts_add_persons (GtkBox *box, const KkCaseView *view)
{
  GtkWidget *group = kk_row_group_new (_ ("Persons"));
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

/* What is not there yet of a record can be added: its fields that nobody filled in. */
typedef struct {
  KkSession *session;
  char *case_;
  char *record;
  GPtrArray *names; /* (element-type utf8) static: for each line of the choice but the first */
} Adding;

static void
free_adding (gpointer data)
{
  Adding *adding = data;

  g_object_unref (adding->session);
  g_free (adding->case_);
  g_free (adding->record);
  g_ptr_array_unref (adding->names);
  g_free (adding);
}

static void
on_add_cb (GtkDropDown *choice)
{
  const Adding *adding = g_object_get_data (G_OBJECT (choice), "adding");
  guint chosen = gtk_drop_down_get_selected (choice);
  GtkWidget *group = gtk_widget_get_ancestor (GTK_WIDGET (choice), ADW_TYPE_PREFERENCES_GROUP);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  KkCaseItem item = { .id = adding->case_, .own = TRUE };
  const KkCaseView view = { .item = &item };
  const KkRecordView record = { .id = adding->record };
  KkFieldView field = { .name = NULL };
  GtkWidget *row;

  if (chosen == 0 || chosen > adding->names->len)
    return;
  field.name = adding->names->pdata[chosen - 1];
  row = kk_case_field_new (&(KkCaseFieldPlan){ adding->session, &view, &record, &field, nothing });
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  gtk_widget_set_sensitive (GTK_WIDGET (choice), FALSE);
  kk_case_field_open (KK_CASE_FIELD (row));
}

static gboolean
can_add (const KkRecordView *record, const KkField *field)
{
  return kk_case_words_find (record, field->name) == NULL && field->writer == KK_WRITER_OWNER &&
         field->kind != KK_FIELD_REFERENCE && field->kind != KK_FIELD_BLOB &&
         field->kind != KK_FIELD_MULTI_CODE && strcmp (field->name, "nl_Stage") != 0;
}

static Adding *
collect_missing (const KkCaseFacts *facts, const KkRecordView *record, GtkStringList *labels)
{
  const KkRecordTypeInfo *type = kk_schema_type_by_name (record->type);
  Adding *adding = g_new0 (Adding, 1);

  adding->session = g_object_ref (facts->session);
  adding->case_ = g_strdup (facts->view->item->id);
  adding->record = g_strdup (record->id);
  adding->names = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; type != NULL && i < type->n_fields; i++) {
    if (!can_add (record, &type->fields[i]))
      continue;
    g_ptr_array_add (adding->names, g_strdup (type->fields[i].name));
    gtk_string_list_append (labels, kk_app_label_field (type->fields[i].name));
  }
  return adding;
}

static void
add_choice_of_fields (GtkWidget *group, const KkCaseFacts *facts, const KkRecordView *record)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  Adding *adding;
  GtkWidget *choice;

  gtk_string_list_append (labels, _ ("Add a value…"));
  adding = collect_missing (facts, record, labels);
  choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  gtk_widget_add_css_class (choice, "flat");
  g_object_set_data_full (G_OBJECT (choice), "adding", adding, free_adding);
  kk_row_set_name (gtk_widget_get_first_child (choice), _ ("Add a value…"));
  g_signal_connect (choice, "notify::selected", G_CALLBACK (on_add_cb), NULL);
  gtk_widget_set_visible (choice, adding->names->len > 0);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), choice);
}

static void
add_record (GtkBox *box, const KkCaseFacts *facts, const KkRecordView *record)
{
  g_autofree char *heading = kk_case_words_dup_heading (facts->view, record);
  GtkWidget *group = kk_row_group_new (heading);
  gboolean any = FALSE;

  for (guint f = 0; f < record->fields->len; f++) {
    const KkFieldView *field = record->fields->pdata[f];
    const KkCaseFieldPlan plan = { .session = facts->session,
                                   .view = facts->view,
                                   .record = record,
                                   .field = field,
                                   .history = facts->history };

    if (!kk_case_words_is_shown (field->name))
      continue;
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), kk_case_field_new (&plan));
    any = TRUE;
  }
  if (facts->view->item->own && g_strcmp0 (record->type, JOURNAL) != 0)
    add_choice_of_fields (group, facts, record);
  g_object_ref_sink (group);
  if (any)
    gtk_box_append (box, group);
  g_object_unref (group);
}

void
kk_case_facts_add_records (GtkBox *box, const KkCaseFacts *facts, gboolean journal)
{
  const GPtrArray *records = facts->view->records;

  for (guint r = 0; r < records->len; r++) {
    /* The newest entry of a journal first. */
    const KkRecordView *record = records->pdata[journal ? records->len - 1 - r : r];

    if ((g_strcmp0 (record->type, JOURNAL) == 0) == journal)
      add_record (box, facts, record);
  }
  if (journal && gtk_widget_get_first_child (GTK_WIDGET (box)) == NULL) {
    GtkWidget *label = gtk_label_new (_ ("No entries yet."));

    gtk_widget_add_css_class (label, "secondary");
    gtk_box_append (box, label);
  }
}
