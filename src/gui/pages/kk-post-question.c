/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/pages/kk-post-question.h"

#include "gui/common/kk-date.h"
#include "gui/common/kk-rows.h"

#include <glib/gi18n.h>
#include <string.h>

char *
kk_post_question_dup_title (const KkPostItem *item)
{
  if (item->consult->own)
    return g_strdup (_ ("Your question to others"));
  /* Translators: an organisation. */
  return g_strdup_printf (_ ("%s asks something"),
                          item->from_name != NULL ? item->from_name : item->from);
}

static void
add_text (GtkBox *box, const char *text, const char *style)
{
  if (text != NULL && *text != '\0')
    gtk_box_append (box, kk_text_new (text, style));
}

static void
add_question (GtkBox *box, const KkConsultItem *consult)
{
  g_autofree char *day = consult->due != NULL ? kk_date_dup_due (consult->due) : NULL;
  /* Translators: by when a question is to be answered. */
  g_autofree char *due = day != NULL ? g_strdup_printf (_ ("Answer before: %s"), day) : NULL;

  add_text (box,
            consult->question != NULL ? consult->question
                                      : _ ("The text of the question was not shared with you."),
            "quote");
  if (consult->meeting != NULL) {
    /* Translators: when and how people meet. */
    g_autofree char *meeting = g_strdup_printf (_ ("Meeting: %s"), consult->meeting);

    add_text (box, meeting, NULL);
  }
  add_text (box, due, "heading");
}

static void
add_answers (GtkBox *box, const KkConsultItem *consult)
{
  GtkWidget *group = kk_row_group_new (_ ("Answers"));

  for (guint i = 0; i < consult->answers->len; i++) {
    const KkConsultAnswer *answer = consult->answers->pdata[i];
    GtkWidget *row =
        kk_row_new (answer->own ? _ ("Your answer") : answer->organisation_name,
                    answer->text != NULL ? answer->text : _ ("The text was not shared with you."));

    kk_row_set_icon (row, "emblem-ok-symbolic");
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  }
  for (guint i = 0; i < consult->waiting->len; i++) {
    const KkConsultWaiting *waiting = consult->waiting->pdata[i];
    g_autoptr (GString) calls = g_string_new (_ ("Nothing has come in yet."));
    GtkWidget *row;

    for (guint call = 0; call < waiting->calls->len; call++)
      /* Translators: a person and a telephone number. */
      g_string_append_printf (calls, _ (" Call %s."), (char *) waiting->calls->pdata[call]);
    row = kk_row_new (waiting->desk_name, calls->str);
    kk_row_set_icon (row, "appointment-soon-symbolic");
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  }
  if (consult->answers->len + consult->waiting->len > 0)
    gtk_box_append (box, group);
  else
    g_object_unref (g_object_ref_sink (group));
}

static void
add_acts (GtkBox *box, const KkPostDesk *desk)
{
  const KkConsultItem *consult = desk->item->consult;
  GtkWidget *acts = kk_post_acts_new ();

  if (consult->own) {
    kk_post_acts_add (acts,
                      kk_post_button_new (desk, _ ("Ask one more…"), KK_POST_ACT_ASK_MORE, 0));
    if (consult->case_ != NULL)
      kk_post_acts_add (acts,
                        kk_post_button_new (desk, _ ("Keep in the case…"), KK_POST_ACT_KEEP, 0));
    kk_post_acts_add (acts, kk_post_button_new (desk, _ ("Destroy…"), KK_POST_ACT_DESTROY, 0));
  } else if (strcmp (consult->state, "answered") != 0) {
    GtkWidget *answer = kk_post_button_new (desk, _ ("Answer…"), KK_POST_ACT_ANSWER, 0);

    gtk_widget_add_css_class (answer, "suggested-action");
    kk_post_acts_add (acts, answer);
  }
  gtk_box_append (box, acts);
}

void
kk_post_question_fill (GtkBox *box, const KkPostDesk *desk)
{
  const KkConsultItem *consult = desk->item->consult;
  g_autofree char *day = consult->keep_until != NULL ? kk_date_dup_day (consult->keep_until) : NULL;
  /* Translators: a day. */
  g_autofree char *until =
      day != NULL ? g_strdup_printf (_ ("Keep it in a case or destroy it before %s."), day) : NULL;

  add_question (box, consult);
  add_answers (box, consult);
  if (consult->own)
    add_text (box, until, "secondary");
  add_acts (box, desk);
}
