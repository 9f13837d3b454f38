/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/settings/kk-settings-backup.h"

#include "app/kk-problem.h"
#include "app/vault/kk-app-backup-run.h"
#include "gui/common/kk-date.h"
#include "gui/common/kk-file-choice.h"
#include "gui/common/kk-rows.h"

#include <glib/gi18n.h>
#include <string.h>

/* Hangs on the page: whoever asks the session with it is gone with the page. */
typedef struct {
  GtkWidget *page;
  KkSession *session;
  GtkWidget *group; /* (nullable): made anew at each answer */
  GtkWidget *state;
  GtkWidget *make;
  GtkWidget *prove;
  GtkWidget *stop;
} Backup;

static void
free_backup (gpointer data)
{
  Backup *backup = data;

  g_object_unref (backup->session);
  g_free (backup);
}

static Backup *
get (gpointer page)
{
  return g_object_get_data (G_OBJECT (page), "backup");
}

static void
say (Backup *backup, const char *sentence)
{
  gtk_label_set_label (GTK_LABEL (backup->state), sentence);
  gtk_widget_set_visible (backup->state, *sentence != '\0');
}

static void
say_problem (Backup *backup, const GError *error)
{
  g_autoptr (KkProblem) problem = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    say (backup, _ ("Stopped. Nothing was broken by that."));
    return;
  }
  problem = kk_problem_new (error);
  say (backup, problem->sentence);
}

/* What is known. */

static GtkWidget *
make_fact (const char *title, gint64 time, const char *never, gboolean good)
{
  g_autofree char *day = kk_date_dup_long (time);
  g_autofree char *clock = kk_date_dup_clock (time);
  g_autofree char *when = time > 0 ? g_strdup_printf ("%s, %s", day, clock) : g_strdup (never);
  GtkWidget *row = kk_row_new (title, when);

  kk_row_set_icon (row, good ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  return row;
}

static GtkWidget *
make_target (const KkBackupTargetInfo *target)
{
  const char *where =
      !target->present    ? _ ("Not there now. The next backup goes by itself when it is.")
      : target->same_disk ? _ ("On the same disk as the vault: choose another place too.")
                          : _ ("Ready");
  GtkWidget *row = kk_row_new (target->folder, where);

  kk_row_set_icon (row, "drive-removable-media-symbolic");
  return row;
}

static void
show_state (Backup *backup, const KkBackupState *state)
{
  AdwPreferencesGroup *group;

  if (backup->group != NULL)
    adw_preferences_page_remove (ADW_PREFERENCES_PAGE (backup->page),
                                 ADW_PREFERENCES_GROUP (backup->group));
  backup->group = kk_row_group_new (_ ("Backup"));
  group = ADW_PREFERENCES_GROUP (backup->group);
  adw_preferences_group_add (
      group, make_fact (_ ("Last backup"), state->made, _ ("None yet"), state->made > 0));
  adw_preferences_group_add (group,
                             make_fact (_ ("Restored as a proof"), state->proved, _ ("Never yet"),
                                        state->proved > 0 && !state->is_old));
  for (guint i = 0; i < state->targets->len; i++)
    adw_preferences_group_add (group, make_target (state->targets->pdata[i]));
  if (state->targets->len == 0)
    adw_preferences_group_set_description (
        group, _ ("Choose a folder on a stick or on a server. From then on a backup is made every "
                  "day by itself."));
  if (state->sentence != NULL)
    adw_preferences_group_set_description (group, state->sentence);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (backup->page), group);
  gtk_widget_set_sensitive (backup->make, state->targets->len > 0);
  gtk_widget_set_sensitive (backup->prove, state->made > 0);
}

static gpointer
read_state (KkApp *app, gconstpointer wish G_GNUC_UNUSED, GError **error)
{
  return kk_app_backup_get_state (app, error);
}

static void
on_state_cb (gpointer owner, gpointer result, const GError *error)
{
  g_autoptr (KkBackupState) state = result;

  if (error != NULL)
    say_problem (get (owner), error);
  else
    show_state (get (owner), state);
}

static void
ask (Backup *backup)
{
  const KkSessionJob job = {
    .work = read_state,
    .free_result = (GDestroyNotify) kk_backup_state_free,
    .line = "state",
  };

  kk_session_ask (backup->session, G_OBJECT (backup->page), &job, on_state_cb);
}

/* Work. */

static char *
dup_outcome (const GPtrArray *outcomes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < outcomes->len; i++) {
    const KkBackupOutcome *outcome = outcomes->pdata[i];
    gboolean good =
        strcmp (outcome->outcome, "made") == 0 || strcmp (outcome->outcome, "proved") == 0;
    const char *sentence = outcome->sentence;

    if (sentence == NULL)
      sentence = good ? _ ("The backup was made and restored as a proof.") : outcome->folder;
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", sentence);
  }
  return g_strdup (text->str);
}

static gpointer
run_backup (KkApp *app, gconstpointer wish, GError **error)
{
  gboolean proves = GPOINTER_TO_INT (wish);
  g_autoptr (GPtrArray) outcomes = proves ? kk_app_backup_test (app, error)
                                          : kk_app_backup_run (app, KK_BACKUP_WHEN_ASKED, error);

  return outcomes != NULL ? dup_outcome (outcomes) : NULL;
}

static gpointer
add_target (KkApp *app, gconstpointer folder, GError **error)
{
  g_autoptr (KkBackupTargetInfo) target = kk_app_backup_target_add (app, folder, NULL, error);

  return target != NULL ? g_strdup (_ ("Backups go there from now on.")) : NULL;
}

static void
set_busy (Backup *backup, gboolean busy)
{
  gtk_widget_set_sensitive (backup->make, !busy);
  gtk_widget_set_sensitive (backup->prove, !busy);
  gtk_widget_set_visible (backup->stop, busy);
}

static void
on_worked_cb (gpointer owner, gpointer result, const GError *error)
{
  Backup *backup = get (owner);
  g_autofree char *sentence = result;

  set_busy (backup, FALSE);
  if (error != NULL)
    say_problem (backup, error);
  else
    say (backup, sentence);
  ask (backup);
}

static void
start (Backup *backup, gboolean proves)
{
  const KkSessionJob job = {
    .work = run_backup,
    .wish = GINT_TO_POINTER (proves),
    .free_result = g_free,
    .line = "backup",
  };

  set_busy (backup, TRUE);
  say (backup, _ ("Busy… Stopping breaks nothing."));
  kk_session_ask (backup->session, G_OBJECT (backup->page), &job, on_worked_cb);
}

static void
on_make_cb (GtkWidget *page)
{
  start (get (page), FALSE);
}

static void
on_prove_cb (GtkWidget *page)
{
  start (get (page), TRUE);
}

static void
on_stop_cb (GtkWidget *page)
{
  kk_session_stop (get (page)->session, G_OBJECT (page), "backup");
}

static void
on_folder_cb (gpointer page, const char *path)
{
  const KkSessionJob job = {
    .work = add_target,
    .wish = g_strdup (path),
    .free_wish = g_free,
    .free_result = g_free,
  };

  kk_session_ask (get (page)->session, G_OBJECT (page), &job, on_worked_cb);
}

static void
on_where_cb (GtkWidget *page)
{
  const KkFileQuestion question = {
    .title = _ ("Where do the backups go?"),
    .accept = _ ("Choose"),
    .folder = TRUE,
  };

  kk_file_ask (page, &question, on_folder_cb);
}

static GtkWidget *
make_acts (Backup *backup)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *acts = gtk_flow_box_new ();
  GtkWidget *where =
      kk_button_new (_ ("Choose a folder…"), NULL, G_CALLBACK (on_where_cb), backup->page);

  backup->make =
      kk_button_new (_ ("Make one now"), "suggested-action", G_CALLBACK (on_make_cb), backup->page);
  backup->prove =
      kk_button_new (_ ("Restore as a proof"), NULL, G_CALLBACK (on_prove_cb), backup->page);
  backup->stop = kk_button_new (_ ("Stop"), NULL, G_CALLBACK (on_stop_cb), backup->page);
  backup->state = kk_text_new ("", NULL);
  g_object_set (acts, "selection-mode", GTK_SELECTION_NONE, "column-spacing", 6, "row-spacing", 6,
                "max-children-per-line", 4, NULL);
  for (guint i = 0; i < 4; i++) {
    GtkWidget *const buttons[] = { backup->make, backup->prove, where, backup->stop };

    gtk_flow_box_append (GTK_FLOW_BOX (acts), buttons[i]);
    gtk_widget_set_focusable (gtk_widget_get_parent (buttons[i]), FALSE);
  }
  gtk_box_append (GTK_BOX (box), backup->state);
  gtk_box_append (GTK_BOX (box), acts);
  return box;
}

void
kk_settings_backup_fill (GtkWidget *page, KkSession *session)
{
  GtkWidget *group = kk_row_group_new (NULL);
  Backup *backup = g_new0 (Backup, 1);

  backup->page = page;
  backup->session = g_object_ref (session);
  g_object_set_data_full (G_OBJECT (page), "backup", backup, free_backup);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_acts (backup));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  set_busy (backup, FALSE);
  say (backup, "");
  ask (backup);
}
