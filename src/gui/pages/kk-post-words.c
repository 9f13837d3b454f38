/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/pages/kk-post-words.h"

#include "app/kk-app-label.h"
#include "gui/common/kk-date.h"
#include "gui/common/kk-rows.h"
#include "gui/pages/kk-post-question.h"

#include <glib/gi18n.h>
#include <string.h>

/* The line in the list. */

const char *
kk_post_icon (const KkPostItem *item)
{
  static const char *const icons[] = {
    [KK_POST_CONFLICT] = "dialog-question-symbolic",  [KK_POST_RECALL] = "edit-undo-symbolic",
    [KK_POST_QUESTION] = "dialog-question-symbolic",  [KK_POST_BREACH] = "security-high-symbolic",
    [KK_POST_QUARANTINE] = "dialog-warning-symbolic", [KK_POST_NOTICE] = "mail-unread-symbolic",
    [KK_POST_CHANGE] = "document-edit-symbolic",
  };

  return icons[item->kind];
}

static const char *
name_sender (const KkPostItem *item)
{
  if (item->from_name != NULL)
    return item->from_name;
  return item->from != NULL ? item->from : _ ("Unknown sender");
}

char *
kk_post_dup_title (const KkPostItem *item)
{
  switch (item->kind) {
  case KK_POST_CONFLICT:
    /* Translators: name of a field. */
    return g_strdup_printf (_ ("%s has two values"), kk_app_label_field (item->conflict->field));
  case KK_POST_RECALL:
    /* Translators: %s is an organisation, here and below. */
    return g_strdup_printf (_ ("%s asks something back"), name_sender (item));
  case KK_POST_QUESTION:
    return kk_post_question_dup_title (item);
  case KK_POST_BREACH:
    return g_strdup_printf (_ ("Draft report of a data breach at %s"), name_sender (item));
  case KK_POST_QUARANTINE:
    return g_strdup_printf (item->quarantine->hold ? _ ("Waits: something of %s")
                                                   : _ ("Quarantine: something of %s"),
                            name_sender (item));
  case KK_POST_NOTICE:
    return g_strdup_printf (_ ("%s could not take something"), name_sender (item));
  case KK_POST_CHANGE:
  default:
    return g_strdup_printf (_ ("Change by %s"), name_sender (item));
  }
}

char *
kk_post_dup_detail (const KkPostItem *item)
{
  g_autofree char *day = kk_date_dup_short (item->time);

  if (item->case_ == NULL)
    return g_steal_pointer (&day);
  return *day != '\0' ? g_strdup_printf ("%s · %s", item->case_, day) : g_strdup (item->case_);
}

/* Acts. */

typedef struct {
  KkPostDesk desk; /* its owner is gone when the button is */
  KkPostAct act;
  char *id;
  int choice;
} Press;

static void
free_press (gpointer data, GClosure *closure G_GNUC_UNUSED)
{
  Press *press = data;

  g_free (press->id);
  g_free (press);
}

static void
on_press_cb (GtkButton *button G_GNUC_UNUSED, gpointer data)
{
  const Press *press = data;
  g_autofree char *id = g_strdup (press->id); /* the button may go while it is pressed */

  press->desk.pressed (press->desk.owner, press->act, id, press->choice);
}

GtkWidget *
kk_post_button_new (const KkPostDesk *desk, const char *label, KkPostAct act, int choice)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  Press *press = g_new0 (Press, 1);

  *press = (Press){ *desk, act, g_strdup (desk->item->id), choice };
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_press_cb), press, free_press, 0);
  return button;
}

GtkWidget *
kk_post_acts_new (void)
{
  GtkWidget *acts = gtk_flow_box_new ();

  g_object_set (acts, "selection-mode", GTK_SELECTION_NONE, "halign", GTK_ALIGN_START,
                "column-spacing", 6, "row-spacing", 6, "max-children-per-line", 3, NULL);
  return acts;
}

/* A flow box puts each child in a frame of its own that also wants the focus. */
void
kk_post_acts_add (GtkWidget *acts, GtkWidget *button)
{
  gtk_flow_box_append (GTK_FLOW_BOX (acts), button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

static void
add_text (GtkBox *box, const char *text, const char *style)
{
  if (text != NULL && *text != '\0')
    gtk_box_append (box, kk_text_new (text, style));
}

/* Two values. */

static void
add_version (GtkWidget *group, const KkPostDesk *desk, guint i)
{
  const KkConflict *conflict = desk->item->conflict;
  const KkFieldVersion *version = conflict->versions->pdata[i];
  const char *code =
      version->value != NULL ? kk_app_label_code (conflict->field, version->value) : NULL;
  const char *value = code != NULL ? code : version->value != NULL ? version->value : _ ("(empty)");
  g_autofree char *day = kk_date_dup_short (version->time);
  g_autofree char *clock = kk_date_dup_clock (version->time);
  g_autofree char *who =
      g_strdup_printf ("%s%s%s · %s, %s", version->person != NULL ? version->person : "",
                       version->person != NULL ? ", " : "", version->organisation_name, day, clock);
  /* Translators: a value that a person may choose. */
  g_autofree char *label = g_strdup_printf (_ ("Choose %s"), value);
  g_autofree char *name = g_strdup_printf ("%s, %s", label, who);
  GtkWidget *row = kk_row_new (value, who);
  GtkWidget *button = kk_post_button_new (desk, _ ("Choose"), KK_POST_ACT_CHOOSE, (int) i);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  kk_row_set_name (button, name);
  if (desk->item->waits)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  else
    g_object_unref (g_object_ref_sink (button));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static void
fill_conflict (GtkBox *box, const KkPostDesk *desk)
{
  GtkWidget *group = kk_row_group_new (NULL);

  add_text (box, desk->item->conflict->reason, NULL);
  for (guint i = 0; i < desk->item->conflict->versions->len; i++)
    add_version (group, desk, i);
  gtk_box_append (box, group);
  add_text (box, _ ("All values stay in the history."), "secondary");
}

/* The others. */

static void
add_fields (GtkBox *box, const char *title, const GPtrArray *fields)
{
  GtkWidget *group = kk_row_group_new (title);

  for (guint i = 0; i < fields->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               kk_row_new (kk_app_label_field (fields->pdata[i]), NULL));
  gtk_box_append (box, group);
}

static void
fill_recall (GtkBox *box, const KkPostDesk *desk)
{
  const KkRecallItem *recall = desk->item->recall;
  GtkWidget *acts = kk_post_acts_new ();
  GtkWidget *erase = kk_post_button_new (desk, _ ("Destroy and confirm…"), KK_POST_ACT_ERASE, 0);

  add_text (box,
            recall->erase
                ? _ ("The sender destroyed this and asks you to do the same. Until you answer, "
                     "it stays as it is.")
                : _ ("The sender takes this back: it was not right, or it was not for you. Until "
                     "you answer, it stays as it is."),
            NULL);
  if (recall->fields->len > 0)
    add_fields (box, _ ("What it is about"), recall->fields);
  gtk_widget_add_css_class (erase, "destructive-action");
  kk_post_acts_add (acts, erase);
  gtk_box_append (box, acts);
}

static void
fill_breach (GtkBox *box, const KkPostDesk *desk)
{
  const KkBreachNote *breach = desk->item->breach;
  g_autofree char *day = kk_date_dup_long (breach->due);
  g_autofree char *clock = kk_date_dup_clock (breach->due);
  /* Translators: day and time until which a data breach can be reported. */
  g_autofree char *until = g_strdup_printf (_ ("Until %s, %s (72 hours)."), day, clock);
  GtkWidget *acts = kk_post_acts_new ();

  add_text (box,
            _ ("Something came in that you may not have. Nobody has read it. A draft report is "
               "ready for your data protection officer."),
            NULL);
  add_text (box, until, "heading");
  add_fields (box, _ ("What it was about"), breach->fields);
  for (guint i = 0; i < breach->reasons->len; i++)
    add_text (box, breach->reasons->pdata[i], "secondary");
  kk_post_acts_add (acts, kk_post_button_new (desk, _ ("Reported today"), KK_POST_ACT_REPORTED, 0));
  kk_post_acts_add (acts,
                    kk_post_button_new (desk, _ ("Not reported…"), KK_POST_ACT_NOT_REPORTED, 0));
  gtk_box_append (box, acts);
}

static void
fill_quarantine (GtkBox *box, const KkPostDesk *desk)
{
  const KkQuarantineItem *refused = desk->item->quarantine;

  add_text (box, refused->reason, NULL);
  if (refused->field != NULL) {
    /* Translators: name of a field; what stood in it was not read. */
    g_autofree char *field =
        g_strdup_printf (_ ("It is about: %s"), kk_app_label_field (refused->field));

    add_text (box, field, NULL);
  }
  add_text (box, refused->law, "secondary");
  if (refused->told)
    add_text (box, _ ("The sender was told."), "secondary");
}

static void
fill_notice (GtkBox *box, const KkPostDesk *desk)
{
  const KkNotice *notice = desk->item->notice;

  add_text (box, notice->reason, NULL);
  add_text (box, notice->advice, "heading");
  add_text (box, notice->law, "secondary");
}

static void
add_way (GtkBox *box, const KkPostItem *item)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Open the case"));
  g_autofree char *place = g_strdup_printf ("cases/%s", item->case_);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", place);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "view.open");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_box_append (box, button);
}

void
kk_post_fill (GtkBox *box, const KkPostItem *item, GObject *owner, KkPostPressed pressed)
{
  static void (*const fills[]) (GtkBox *, const KkPostDesk *) = {
    [KK_POST_CONFLICT] = fill_conflict,
    [KK_POST_RECALL] = fill_recall,
    [KK_POST_QUESTION] = kk_post_question_fill,
    [KK_POST_BREACH] = fill_breach,
    [KK_POST_QUARANTINE] = fill_quarantine,
    [KK_POST_NOTICE] = fill_notice,
    [KK_POST_CHANGE] = NULL,
  };
  const KkPostDesk desk = { item, owner, pressed };
  g_autofree char *title = kk_post_dup_title (item);
  g_autofree char *detail = kk_post_dup_detail (item);

  add_text (box, title, "title-2");
  add_text (box, detail, "secondary");
  if (item->change != NULL)
    add_text (box, *item->change->title != '\0' ? item->change->title : _ ("Taken over by itself."),
              NULL);
  if (fills[item->kind] != NULL)
    fills[item->kind](box, &desk);
  if (item->case_ != NULL)
    add_way (box, item);
}
