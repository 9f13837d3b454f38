/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/pages/kk-post-act.h"

#include "app/region/kk-app-member.h"
#include "gui/common/kk-rows.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct {
  KkPostAct act;
  char *id;
  int choice;
  char *text; /* (nullable) */
} Wish;

static void
free_wish (gpointer data)
{
  Wish *wish = data;

  g_free (wish->id);
  g_free (wish->text);
  g_free (wish);
}

static gboolean
note_breach (KkApp *app, const Wish *wish, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  KkBreachEdit edit = { 0 };

  if (wish->act == KK_POST_ACT_REPORTED)
    edit.reported = today;
  else
    edit.not_reported = wish->text;
  return kk_app_breach_set (app, wish->id, &edit, error);
}

static gpointer
do_act (KkApp *app, gconstpointer data, GError **error)
{
  const Wish *wish = data;
  gboolean done = FALSE;

  switch (wish->act) {
  case KK_POST_ACT_CHOOSE:
    done = kk_app_conflict_resolve (app, wish->id, wish->choice, NULL, error);
    break;
  case KK_POST_ACT_ERASE:
    done = kk_app_recall_answer (app, wish->id, NULL, error);
    break;
  case KK_POST_ACT_ANSWER:
    done = kk_app_consult_answer (app, wish->id, wish->text, 0, error);
    break;
  case KK_POST_ACT_ASK_MORE:
    done = kk_app_consult_escalate (app, wish->id, wish->text, error);
    break;
  case KK_POST_ACT_KEEP:
  case KK_POST_ACT_DESTROY:
    done = kk_app_consult_close (app, wish->id, wish->act == KK_POST_ACT_DESTROY, error);
    break;
  case KK_POST_ACT_REPORTED:
  case KK_POST_ACT_NOT_REPORTED:
  default:
    done = note_breach (app, wish, error);
    break;
  }
  return GINT_TO_POINTER (done);
}

static void
start (const KkPostDoing *doing, Wish *wish)
{
  const KkSessionJob job = { .work = do_act, .wish = wish, .free_wish = free_wish };

  kk_session_ask (doing->session, G_OBJECT (doing->page), &job, doing->done);
}

/* Questions: what cannot be undone, and what needs words. */

typedef struct {
  KkPostDoing doing;
  Wish *wish;
  GtkWidget *words; /* (nullable): entry, text view or choice of a desk */
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  g_clear_pointer (&question->wish, free_wish);
  g_object_unref (question->doing.session);
  g_free (question);
}

static char *
dup_words (GtkWidget *words)
{
  if (GTK_IS_TEXT_VIEW (words))
    return kk_text_view_dup_text (words);
  if (GTK_IS_DROP_DOWN (words)) {
    const GPtrArray *addresses = g_object_get_data (G_OBJECT (words), "addresses");
    guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (words));

    return g_strdup (chosen < addresses->len ? addresses->pdata[chosen] : "");
  }
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (words)));
}

static void
on_response_cb (AdwMessageDialog *dialog, const char *response, gpointer page G_GNUC_UNUSED)
{
  Question *question = g_object_get_data (G_OBJECT (dialog), "question");

  if (g_strcmp0 (response, "do") != 0 || question->wish == NULL)
    return;
  if (question->words != NULL)
    question->wish->text = dup_words (question->words);
  start (&question->doing, g_steal_pointer (&question->wish));
}

typedef struct {
  const char *title;
  const char *body;
  const char *verb;
  gboolean destroys;
  GtkWidget *child; /* (nullable) */
  GtkWidget *words; /* (nullable): in it */
} Asking;

static AdwMessageDialog *
ask (const KkPostDoing *doing, Wish *wish, const Asking *asking)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (doing->page));
  AdwMessageDialog *dialog =
      ADW_MESSAGE_DIALOG (adw_message_dialog_new (window, asking->title, asking->body));
  Question *question = g_new0 (Question, 1);

  question->doing = *doing;
  g_object_ref (question->doing.session);
  question->wish = wish;
  question->words = asking->words;
  g_object_set_data_full (G_OBJECT (dialog), "question", question, free_question);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response_cb), doing->page, 0);
  adw_message_dialog_set_extra_child (dialog, asking->child);
  adw_message_dialog_add_response (dialog, "later", _ ("Not yet"));
  adw_message_dialog_add_response (dialog, "do", asking->verb);
  if (asking->destroys)
    adw_message_dialog_set_response_appearance (dialog, "do", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "later");
  adw_message_dialog_set_close_response (dialog, "later");
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

static void
ask_before_erasing (const KkPostDoing *doing, Wish *wish)
{
  ask (doing, wish,
       &(Asking){ .title = _ ("Destroy what was asked back?"),
                  .body = _ ("It is gone for ever on this computer and on the other ones of your "
                             "desk. The sender sees that you confirmed it."),
                  .verb = _ ("Destroy"),
                  .destroys = TRUE });
}

/* Not before something was written. */

static void
on_line_cb (AdwMessageDialog *dialog, GtkEditable *entry)
{
  adw_message_dialog_set_response_enabled (dialog, "do", *gtk_editable_get_text (entry) != '\0');
}

static void
on_text_cb (AdwMessageDialog *dialog, GtkTextBuffer *buffer)
{
  adw_message_dialog_set_response_enabled (dialog, "do",
                                           gtk_text_buffer_get_char_count (buffer) > 0);
}

static void
ask_for_reason (const KkPostDoing *doing, Wish *wish)
{
  GtkWidget *entry = gtk_entry_new ();
  AdwMessageDialog *dialog =
      ask (doing, wish,
           &(Asking){ .title = _ ("Why is this breach not reported?"),
                      .body = _ ("The reason is kept with the note, for the supervisor."),
                      .verb = _ ("Keep the reason"),
                      .child = entry,
                      .words = entry });

  kk_row_set_name (entry, _ ("Reason"));
  gtk_entry_set_input_hints (GTK_ENTRY (entry), GTK_INPUT_HINT_PRIVATE);
  adw_message_dialog_set_response_enabled (dialog, "do", FALSE);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_line_cb), dialog, G_CONNECT_SWAPPED);
}

static void
ask_for_answer (const KkPostDoing *doing, Wish *wish)
{
  GtkWidget *view;
  GtkWidget *field = kk_text_field_new (_ ("Your answer"), &view);
  AdwMessageDialog *dialog =
      ask (doing, wish,
           &(Asking){ .title = _ ("Your answer"),
                      .body = _ ("It goes to who asked, at the next exchange. Name nobody in it: "
                                 "what names somebody goes by sharing."),
                      .verb = _ ("Answer"),
                      .child = field,
                      .words = view });

  adw_message_dialog_set_response_enabled (dialog, "do", FALSE);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "changed",
                           G_CALLBACK (on_text_cb), dialog, G_CONNECT_SWAPPED);
}

/* One more desk: who there is has to be read first. */

typedef struct {
  KkPostDoing doing;
  char *id;
} Looking;

static gpointer
read_members (KkApp *app, gconstpointer wish G_GNUC_UNUSED, GError **error)
{
  return kk_app_member_list (app, error);
}

static void
free_members (gpointer members)
{
  g_ptr_array_unref (members);
}

static void
free_looking (gpointer data)
{
  Looking *looking = data;

  g_object_unref (looking->doing.session);
  g_free (looking->id);
  g_free (looking);
}

static GtkWidget *
make_choice (const GPtrArray *members)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GPtrArray *addresses = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *choice;

  for (guint i = 0; i < members->len; i++) {
    const KkMember *member = members->pdata[i];
    g_autofree char *address =
        g_strdup_printf ("%s/%s/%s", member->organisation, kk_hat_text (member->hat), member->role);
    g_autofree char *label =
        g_strdup_printf ("%s, %s", member->organisation_name, member->desk_name);

    if (member->self || g_strcmp0 (member->status, "active") != 0 ||
        g_ptr_array_find_with_equal_func (addresses, address, g_str_equal, NULL))
      continue;
    gtk_string_list_append (labels, label);
    g_ptr_array_add (addresses, g_steal_pointer (&address));
  }
  choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  g_object_set_data_full (G_OBJECT (choice), "addresses", addresses, free_members);
  kk_row_set_name (gtk_widget_get_first_child (choice), _ ("Whom else?"));
  return choice;
}

static void
on_members_cb (gpointer owner, gpointer result, const GError *error)
{
  g_autoptr (GPtrArray) members = result;
  Looking *looking = g_object_get_data (owner, "looking");
  Wish *wish;
  GtkWidget *choice;

  if (error != NULL) {
    looking->doing.done (owner, NULL, error);
    return;
  }
  wish = g_new0 (Wish, 1);
  wish->act = KK_POST_ACT_ASK_MORE;
  wish->id = g_strdup (looking->id);
  choice = make_choice (members);
  ask (&looking->doing, wish,
       &(Asking){ .title = _ ("Whom else?"),
                  .body = _ ("The same question goes there at the next exchange."),
                  .verb = _ ("Ask"),
                  .child = choice,
                  .words = choice });
}

static void
look_for_desks (const KkPostDoing *doing, const char *id)
{
  const KkSessionJob job = { .work = read_members, .free_result = free_members, .line = "desks" };
  Looking *looking = g_new0 (Looking, 1);

  looking->doing = *doing;
  g_object_ref (looking->doing.session);
  looking->id = g_strdup (id);
  g_object_set_data_full (G_OBJECT (doing->page), "looking", looking, free_looking);
  kk_session_ask (doing->session, G_OBJECT (doing->page), &job, on_members_cb);
}

static void
ask_before_closing (const KkPostDoing *doing, Wish *wish)
{
  gboolean destroys = wish->act == KK_POST_ACT_DESTROY;

  ask (doing, wish,
       &(Asking){ .title = destroys ? _ ("Destroy question and answers?")
                                    : _ ("Keep question and answers in the case?"),
                  .body = destroys ? _ ("They are gone here for ever. Those who were asked get the "
                                        "request to destroy them too.")
                                   : _ ("They become a note in the journal, and the question is "
                                        "closed."),
                  .verb = destroys ? _ ("Destroy") : _ ("Keep"),
                  .destroys = destroys });
}

void
kk_post_act_begin (const KkPostDoing *doing, KkPostAct act, const char *id, int choice)
{
  Wish *wish;

  if (act == KK_POST_ACT_ASK_MORE) {
    look_for_desks (doing, id);
    return;
  }
  wish = g_new0 (Wish, 1);
  wish->act = act;
  wish->id = g_strdup (id);
  wish->choice = choice;
  if (act == KK_POST_ACT_ERASE)
    ask_before_erasing (doing, wish);
  else if (act == KK_POST_ACT_NOT_REPORTED)
    ask_for_reason (doing, wish);
  else if (act == KK_POST_ACT_ANSWER)
    ask_for_answer (doing, wish);
  else if (act == KK_POST_ACT_KEEP || act == KK_POST_ACT_DESTROY)
    ask_before_closing (doing, wish);
  else
    start (doing, wish);
}
