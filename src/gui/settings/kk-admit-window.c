/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/settings/kk-admit-window.h"

#include "app/region/kk-app-member.h"
#include "gui/common/kk-file-choice.h"
#include "gui/common/kk-problem-bar.h"
#include "gui/common/kk-rows.h"
#include "gui/common/kk-secret-entry.h"
#include "gui/common/kk-task-choice.h"

#include <glib/gi18n.h>
#include <string.h>

enum {
  STEP_FILE,
  STEP_COMPARE,
  STEP_CODE,
};

struct _KkAdmitWindow {
  KkStepsWindow parent_instance;
  KkSession *session;
  char *request;       /* (nullable): file */
  char *key;           /* (nullable): file */
  KkRequestInfo *info; /* (nullable): what the request asks */
  GtkWidget *who;
  GtkWidget *fingerprint;
  GtkWidget *founding; /* what a new organisation needs besides */
  GtkWidget *key_row;
  GtkWidget *phrase;
  GtkWidget *admit;
  GtkWidget *code;
};

G_DEFINE_FINAL_TYPE (KkAdmitWindow, kk_admit_window, KK_TYPE_STEPS_WINDOW)

static void
show_problem (KkAdmitWindow *window, const GError *error)
{
  kk_problem_bar_show (KK_PROBLEM_BAR (kk_steps_window_get_problem (KK_STEPS_WINDOW (window))),
                       error);
}

/* 1. The request. */

static gpointer
inspect (KkApp *app, gconstpointer file, GError **error)
{
  return kk_app_member_inspect (app, file, error);
}

static void
free_info (gpointer info)
{
  kk_request_info_free (info);
}

static char *
dup_who (const KkRequestInfo *info)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s, %s\n%s", info->person, info->function,
                          info->organisation_name);
  if (info->new_organisation)
    g_string_append_printf (text, " (%s)", _ ("new in the region"));
  for (guint i = 0; i < info->hats->len; i++)
    g_string_append_printf (text, "\n%s", kk_task_text (g_array_index (info->hats, KkHat, i)));
  return g_string_free (text, FALSE);
}

static void
on_inspected_cb (gpointer owner, gpointer result, const GError *error)
{
  KkAdmitWindow *window = owner;
  g_autofree char *who = NULL;

  show_problem (window, error);
  if (error != NULL)
    return;
  g_clear_pointer (&window->info, kk_request_info_free);
  window->info = result;
  who = dup_who (window->info);
  gtk_label_set_label (GTK_LABEL (window->who), who);
  gtk_label_set_label (GTK_LABEL (window->fingerprint), window->info->fingerprint);
  gtk_widget_set_visible (window->founding, window->info->new_organisation);
  kk_steps_window_go (KK_STEPS_WINDOW (window), STEP_COMPARE);
}

void
kk_admit_window_read (KkAdmitWindow *window, const char *file)
{
  const KkSessionJob job = {
    .work = inspect,
    .wish = g_strdup (file),
    .free_wish = g_free,
    .free_result = free_info,
    .line = "request",
  };

  g_free (window->request);
  window->request = g_strdup (file);
  kk_session_ask (window->session, G_OBJECT (window), &job, on_inspected_cb);
}

static void
on_request_cb (gpointer owner, const char *path)
{
  kk_admit_window_read (owner, path);
}

static void
on_choose_cb (KkAdmitWindow *window)
{
  const KkFileQuestion question = { .title = _ ("Which request?"), .accept = _ ("Open") };

  kk_file_ask (GTK_WIDGET (window), &question, on_request_cb);
}

/* 2. The telephone. */

typedef struct {
  char *request;
  char *answer;
  char *fingerprint;
  char *key; /* (nullable) */
  KkSecret *phrase;
} Admission;

static void
free_admission (gpointer data)
{
  Admission *admission = data;

  g_free (admission->request);
  g_free (admission->answer);
  g_free (admission->fingerprint);
  g_free (admission->key);
  g_clear_pointer (&admission->phrase, kk_secret_free);
  g_free (admission);
}

static gpointer
admit (KkApp *app, gconstpointer data, GError **error)
{
  const Admission *admission = data;
  const KkAdmitPlan plan = {
    .request_file = admission->request,
    .answer_file = admission->answer,
    .fingerprint = admission->fingerprint,
    .root_file = admission->key,
    .root_passphrase = admission->key != NULL ? admission->phrase : NULL,
  };
  g_autofree char *spoken = NULL;
  KkSecret *code;

  if (!kk_app_member_admit (app, &plan, &spoken, error))
    return NULL;
  code = kk_secret_new_copy (spoken, strlen (spoken) + 1);
  kk_secret_wipe (spoken, strlen (spoken));
  return code;
}

static void
free_code (gpointer code)
{
  kk_secret_free (code);
}

static void
on_admitted_cb (gpointer owner, gpointer result, const GError *error)
{
  KkAdmitWindow *window = owner;
  g_autoptr (KkSecret) code = result;

  gtk_widget_set_sensitive (window->admit, TRUE);
  show_problem (window, error);
  if (error != NULL)
    return;
  kk_secret_entry_clear (KK_SECRET_ENTRY (window->phrase));
  gtk_label_set_label (GTK_LABEL (window->code), (const char *) kk_secret_get_data (code));
  kk_session_say_changed (window->session);
  kk_steps_window_finish (KK_STEPS_WINDOW (window), STEP_CODE);
}

void
kk_admit_window_answer (KkAdmitWindow *window, const char *file)
{
  Admission *admission = g_new0 (Admission, 1);
  const KkSessionJob job = {
    .work = admit,
    .wish = admission,
    .free_wish = free_admission,
    .free_result = free_code,
  };

  admission->request = g_strdup (window->request);
  admission->answer = g_strdup (file);
  admission->fingerprint = g_strdup (window->info->fingerprint);
  admission->key = window->info->new_organisation ? g_strdup (window->key) : NULL;
  admission->phrase = kk_secret_entry_dup_secret (KK_SECRET_ENTRY (window->phrase));
  gtk_widget_set_sensitive (window->admit, FALSE);
  kk_session_ask (window->session, G_OBJECT (window), &job, on_admitted_cb);
}

static void
on_answer_cb (gpointer owner, const char *path)
{
  kk_admit_window_answer (owner, path);
}

static void
on_admit_cb (KkAdmitWindow *window)
{
  const KkFileQuestion question = {
    .title = _ ("Where to?"),
    .accept = _ ("Let in"),
    .name = "ketenkluis.answer",
  };
  gboolean founds = window->info->new_organisation;

  if (founds && window->key == NULL)
    kk_steps_window_ask_for (KK_STEPS_WINDOW (window), _ ("Choose the key of the region first."),
                             window->key_row);
  else if (founds && kk_secret_entry_get_length (KK_SECRET_ENTRY (window->phrase)) == 0)
    kk_steps_window_ask_for (KK_STEPS_WINDOW (window), _ ("Type the passphrase of the key first."),
                             window->phrase);
  else
    kk_file_ask (GTK_WIDGET (window), &question, on_answer_cb);
}

void
kk_admit_window_set_key (KkAdmitWindow *window, const char *file)
{
  g_autofree char *name = file != NULL ? g_path_get_basename (file) : NULL;

  show_problem (window, NULL);
  g_free (window->key);
  window->key = g_strdup (file);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (window->key_row),
                               name != NULL ? name : _ ("No file chosen yet"));
}

static void
on_key_cb (gpointer owner, const char *path)
{
  kk_admit_window_set_key (owner, path);
}

static void
on_choose_key_cb (KkAdmitWindow *window)
{
  const KkFileQuestion question = { .title = _ ("Which key?"), .accept = _ ("Choose") };

  kk_file_ask (GTK_WIDGET (window), &question, on_key_cb);
}

/* The steps. */

static void
add_file (KkAdmitWindow *window)
{
  GtkBox *step = kk_steps_window_add (
      KK_STEPS_WINDOW (window), _ ("Who asks to come in?"),
      _ ("Whoever wants to join made a request in a file. Have them on the telephone before you go "
         "on."));

  kk_steps_add_next (step, _ ("Open the request…"), G_CALLBACK (on_choose_cb), window);
}

static void
add_comparison (KkAdmitWindow *window)
{
  GtkBox *step = kk_steps_window_add (
      KK_STEPS_WINDOW (window), _ ("Do these figures agree?"),
      _ ("Let them read their figures out by telephone. If one differs, let nobody in: somebody "
         "changed the file."));
  GtkWidget *group = kk_row_group_new (NULL);

  window->fingerprint = kk_text_new ("", "fingerprint");
  window->who = kk_text_new ("", NULL);
  gtk_box_append (step, window->fingerprint);
  gtk_box_append (step, window->who);
  window->founding = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  window->key_row = kk_row_new (_ ("Key of the region"), _ ("No file chosen yet"));
  kk_row_add_button (window->key_row, _ ("Choose…"), G_CALLBACK (on_choose_key_cb), window);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), window->key_row);
  gtk_box_append (
      GTK_BOX (window->founding),
      kk_text_new (_ ("A new organisation changes the region, which takes its key."), "secondary"));
  gtk_box_append (GTK_BOX (window->founding), group);
  window->phrase =
      kk_steps_add_secret (GTK_BOX (window->founding), _ ("Passphrase of the key"), NULL);
  gtk_box_append (step, window->founding);
  window->admit =
      kk_steps_add_next (step, _ ("They agree: let in…"), G_CALLBACK (on_admit_cb), window);
}

static void
add_code (KkAdmitWindow *window)
{
  GtkBox *step = kk_steps_window_add (
      KK_STEPS_WINDOW (window), _ ("Tell this code by telephone"),
      _ ("Send the file with the answer. Tell the code by telephone, never in the same message."));

  window->code = kk_text_new ("", "fingerprint");
  gtk_box_append (step, window->code);
  kk_steps_add_next (step, _ ("Done"), G_CALLBACK (gtk_window_close), window);
}

/* Life. */

static void
kk_admit_window_dispose (GObject *object)
{
  KkAdmitWindow *window = KK_ADMIT_WINDOW (object);

  g_clear_object (&window->session);
  g_clear_pointer (&window->request, g_free);
  g_clear_pointer (&window->key, g_free);
  g_clear_pointer (&window->info, kk_request_info_free);
  G_OBJECT_CLASS (kk_admit_window_parent_class)->dispose (object);
}

static void
kk_admit_window_class_init (KkAdmitWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kk_admit_window_dispose;
}

static void
kk_admit_window_init (KkAdmitWindow *window)
{
  KkStepsWindow *steps = KK_STEPS_WINDOW (window);

  kk_steps_window_set_task (steps, _ ("Let somebody in"));
  add_file (window);
  add_comparison (window);
  add_code (window);
  kk_steps_window_go (steps, STEP_FILE);
}

GtkWidget *
kk_admit_window_new (GtkWindow *parent, KkSession *session)
{
  KkAdmitWindow *window =
      g_object_new (KK_TYPE_ADMIT_WINDOW, "transient-for", parent, "modal", TRUE, NULL);

  window->session = g_object_ref (session);
  return GTK_WIDGET (window);
}
