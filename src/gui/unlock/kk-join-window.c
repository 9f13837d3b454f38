/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/unlock/kk-join-window.h"

#include "app/region/kk-app-member.h"
#include "gui/common/kk-file-choice.h"
#include "gui/common/kk-problem-bar.h"
#include "gui/common/kk-rows.h"
#include "gui/common/kk-secret-entry.h"
#include "gui/common/kk-task-choice.h"

#include <glib/gi18n.h>

enum {
  STEP_ASK,
  STEP_READ_OUT,
  STEP_ANSWER,
};

struct _KkJoinWindow {
  KkStepsWindow parent_instance;
  KkSession *session;
  GtkWidget *slug;
  GtkWidget *organisation;
  GtkWidget *task;
  GtkWidget *desk;
  GtkWidget *role;
  GtkWidget *person;
  GtkWidget *function;
  GtkWidget *fingerprint;
  GtkWidget *spoken;
};

G_DEFINE_FINAL_TYPE (KkJoinWindow, kk_join_window, KK_TYPE_STEPS_WINDOW)

static void
show_problem (KkJoinWindow *window, const GError *error)
{
  kk_problem_bar_show (KK_PROBLEM_BAR (kk_steps_window_get_problem (KK_STEPS_WINDOW (window))),
                       error);
}

/* Asking. */

typedef struct {
  char *file;
  char *slug;
  char *organisation;
  char *desk;
  char *role;
  char *person;
  char *function;
  GArray *hats; /* (element-type KkHat): the first one is of the desk */
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_free (request->file);
  g_free (request->slug);
  g_free (request->organisation);
  g_free (request->desk);
  g_free (request->role);
  g_free (request->person);
  g_free (request->function);
  g_array_unref (request->hats);
  g_free (request);
}

static gpointer
write_request (KkApp *app, gconstpointer data, GError **error)
{
  const Request *request = data;
  const KkMemberRequestPlan plan = {
    .slug = request->slug,
    .organisation_name = *request->organisation != '\0' ? request->organisation : NULL,
    .new_organisation = *request->organisation != '\0',
    .hats = *request->organisation != '\0' ? request->hats : NULL,
    .hat = g_array_index (request->hats, KkHat, 0),
    .role = request->role,
    .desk_name = request->desk,
    .person = request->person,
    .function = request->function,
  };
  char *fingerprint = NULL;

  return kk_app_member_request (app, &plan, request->file, &fingerprint, error) ? fingerprint
                                                                                : NULL;
}

static void
on_requested_cb (gpointer owner, gpointer result, const GError *error)
{
  KkJoinWindow *window = owner;
  g_autofree char *fingerprint = result;

  show_problem (window, error);
  if (error != NULL)
    return;
  gtk_label_set_label (GTK_LABEL (window->fingerprint), fingerprint);
  kk_steps_window_go (KK_STEPS_WINDOW (window), STEP_READ_OUT);
}

static char *
dup_text (GtkWidget *entry)
{
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
}

void
kk_join_window_ask (KkJoinWindow *window, const char *file)
{
  Request *request = g_new0 (Request, 1);
  const KkSessionJob job = {
    .work = write_request,
    .wish = request,
    .free_wish = free_request,
    .free_result = g_free,
  };

  request->file = g_strdup (file);
  request->slug = dup_text (window->slug);
  request->organisation = dup_text (window->organisation);
  request->desk = dup_text (window->desk);
  request->role = dup_text (window->role);
  request->person = dup_text (window->person);
  request->function = dup_text (window->function);
  request->hats = kk_task_choice_dup_all (KK_TASK_CHOICE (window->task));
  kk_session_ask (window->session, G_OBJECT (window), &job, on_requested_cb);
}

static void
on_place_cb (gpointer owner, const char *path)
{
  kk_join_window_ask (owner, path);
}

static void
on_request_cb (KkJoinWindow *window)
{
  const KkFileQuestion question = {
    .title = _ ("Where to?"),
    .accept = _ ("Keep the request"),
    .name = "ketenkluis.request",
  };

  kk_file_ask (GTK_WIDGET (window), &question, on_place_cb);
}

/* The answer. */

typedef struct {
  char *file;
  KkSecret *spoken;
} Joining;

static void
free_joining (gpointer data)
{
  Joining *joining = data;

  g_free (joining->file);
  g_clear_pointer (&joining->spoken, kk_secret_free);
  g_free (joining);
}

static gpointer
join (KkApp *app, gconstpointer data, GError **error)
{
  const Joining *joining = data;

  return GINT_TO_POINTER (kk_app_member_join (app, joining->file, joining->spoken, error));
}

static void
on_joined_cb (gpointer owner, gpointer result G_GNUC_UNUSED, const GError *error)
{
  KkJoinWindow *window = owner;

  show_problem (window, error);
  if (error != NULL)
    return;
  kk_session_say_changed (window->session);
  gtk_window_close (GTK_WINDOW (window));
}

void
kk_join_window_answer (KkJoinWindow *window, const char *file)
{
  Joining *joining = g_new0 (Joining, 1);
  const KkSessionJob job = { .work = join, .wish = joining, .free_wish = free_joining };

  joining->file = g_strdup (file);
  joining->spoken = kk_secret_entry_dup_secret (KK_SECRET_ENTRY (window->spoken));
  kk_session_ask (window->session, G_OBJECT (window), &job, on_joined_cb);
}

static void
on_file_cb (gpointer owner, const char *path)
{
  kk_join_window_answer (owner, path);
}

static void
on_answer_cb (KkJoinWindow *window)
{
  const KkFileQuestion question = { .title = _ ("Which answer?"), .accept = _ ("Open") };

  if (kk_secret_entry_get_length (KK_SECRET_ENTRY (window->spoken)) > 0)
    kk_file_ask (GTK_WIDGET (window), &question, on_file_cb);
  else
    kk_steps_window_ask_for (KK_STEPS_WINDOW (window),
                             _ ("Type first the code that the administrator told you."),
                             window->spoken);
}

/* The steps. */

static void
on_have_answer_cb (KkJoinWindow *window)
{
  kk_steps_window_go (KK_STEPS_WINDOW (window), STEP_ANSWER);
}

/* What an organisation does is told once, by who brings it into the region. */
static void
on_organisation_cb (KkJoinWindow *window)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (window->organisation));

  kk_task_choice_ask_others (KK_TASK_CHOICE (window->task), *name != '\0');
}

static void
add_asking (KkJoinWindow *window)
{
  GtkBox *step = kk_steps_window_add (
      KK_STEPS_WINDOW (window), _ ("Who are you?"),
      _ ("This goes into a request. The administrator of your region reads it and lets you in."));

  window->slug = kk_steps_add_entry (step, _ ("Short name of your organisation"),
                                     _ ("Such as gemeente-deventer. Your administrator knows it."));
  window->organisation = kk_steps_add_entry (
      step, _ ("Whole name, only of an organisation that is new in the region"), NULL);
  window->task = kk_task_choice_new ();
  g_signal_connect_object (window->organisation, "changed", G_CALLBACK (on_organisation_cb), window,
                           G_CONNECT_SWAPPED);
  kk_steps_add_field (step, _ ("Task"), _ ("The legal task that you work for."), window->task);
  window->desk = kk_steps_add_entry (step, _ ("Name of your desk"), NULL);
  window->role = kk_steps_add_entry (step, _ ("Role of your desk"),
                                     _ ("One word in small letters, such as zorgcoordinator."));
  window->person = kk_steps_add_entry (step, _ ("Your name"), NULL);
  window->function = kk_steps_add_entry (step, _ ("Your function"), NULL);
  kk_steps_add_next (step, _ ("Keep the request…"), G_CALLBACK (on_request_cb), window);
  gtk_box_append (step, kk_button_new (_ ("I have the answer already"), "flat",
                                       G_CALLBACK (on_have_answer_cb), window));
}

static void
add_reading_out (KkJoinWindow *window)
{
  GtkBox *step = kk_steps_window_add (
      KK_STEPS_WINDOW (window), _ ("Read this to the administrator"),
      _ ("Bring or send the file to the administrator. Then telephone, and read these figures out. "
         "They have to be the same on both screens; otherwise somebody changed the file."));

  window->fingerprint = kk_text_new ("", "fingerprint");
  gtk_box_append (step, window->fingerprint);
  gtk_box_append (step, kk_text_new (_ ("You may close this window and come back later: Today, "
                                        "Join a region."),
                                     "secondary"));
  kk_steps_add_next (step, _ ("I have the answer"), G_CALLBACK (on_have_answer_cb), window);
}

static void
add_answer (KkJoinWindow *window)
{
  GtkBox *step =
      kk_steps_window_add (KK_STEPS_WINDOW (window), _ ("Open the answer"),
                           _ ("The administrator gave you a file, and told you a code."));

  window->spoken = kk_steps_add_secret (
      step, _ ("Code of the administrator"),
      _ ("The administrator tells it to you by telephone, never in the same message as the "
         "file."));
  kk_steps_add_next (step, _ ("Open the answer…"), G_CALLBACK (on_answer_cb), window);
}

static void
kk_join_window_dispose (GObject *object)
{
  g_clear_object (&KK_JOIN_WINDOW (object)->session);
  G_OBJECT_CLASS (kk_join_window_parent_class)->dispose (object);
}

static void
kk_join_window_class_init (KkJoinWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kk_join_window_dispose;
}

static void
kk_join_window_init (KkJoinWindow *window)
{
  KkStepsWindow *steps = KK_STEPS_WINDOW (window);

  kk_steps_window_set_task (steps, _ ("Join a region"));
  add_asking (window);
  add_reading_out (window);
  add_answer (window);
  kk_steps_window_go (steps, STEP_ASK);
}

GtkWidget *
kk_join_window_new (GtkWindow *parent, KkSession *session)
{
  KkJoinWindow *window =
      g_object_new (KK_TYPE_JOIN_WINDOW, "transient-for", parent, "modal", TRUE, NULL);

  window->session = g_object_ref (session);
  return GTK_WIDGET (window);
}
