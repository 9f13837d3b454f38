/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Backups that make themselves: where they go, running them, and how it stands. */

#include "app/vault/kk-app-backup-run.h"
#include "cli/kk-cli-backup-private.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* Targets. */

static void
add_target_json (JsonBuilder *builder, const char *name, const KkBackupTargetInfo *target)
{
  kk_cli_json_open_object (builder, name);
  kk_cli_json_text (builder, "id", target->id);
  kk_cli_json_text (builder, "folder", target->folder);
  kk_cli_json_flag (builder, "present", target->present);
  kk_cli_json_flag (builder, "same_disk", target->same_disk);
  kk_cli_json_time (builder, "made", target->made);
  kk_cli_json_number (builder, "number", target->number);
  kk_cli_json_number (builder, "recipients", target->n_others);
  kk_cli_json_close_object (builder);
}

static void
add_targets_json (JsonBuilder *builder, const GPtrArray *targets)
{
  kk_cli_json_open_array (builder, "targets");
  for (guint i = 0; i < targets->len; i++)
    add_target_json (builder, NULL, targets->pdata[i]);
  kk_cli_json_close_array (builder);
}

static gboolean
add_target (KkCli *cli)
{
  g_autoptr (KkBackupTargetInfo) target = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  target = kk_app_backup_target_add (app, kk_cli_argument (cli, 0), kk_cli_texts (cli, "recipient"),
                                     &error);
  if (target == NULL)
    return kk_cli_fail (cli, error);
  kk_cli_say (cli, _ ("Backups go to this folder from now on: “backup run” makes them. When it is "
                      "on a stick or another computer that is not there, the next one goes by "
                      "itself once it is back."));
  if (target->same_disk)
    kk_cli_say (cli, _ ("This folder is on the same disk as the vault. When that disk breaks or "
                        "the computer is stolen, both are gone: keep another backup elsewhere."));
  if (!kk_cli_is_json (cli))
    return TRUE;
  builder = json_builder_new ();
  kk_cli_json_open_object (builder, NULL);
  add_target_json (builder, "target", target);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
  return TRUE;
}

static void
print_targets (KkCli *cli, const GPtrArray *targets)
{
  const char *const headings[] = { _ ("Target"), _ ("Last backup"), _ ("There now"), _ ("Folder") };
  g_autoptr (KkCliTable) table = kk_cli_table_new (headings, G_N_ELEMENTS (headings));
  g_autofree char *text = NULL;

  if (targets->len == 0) {
    kk_cli_say (cli, _ ("Backups do not go anywhere by themselves yet. “backup add-target” names a "
                        "folder, a stick or a mounted server for them."));
    return;
  }
  for (guint i = 0; i < targets->len; i++) {
    const KkBackupTargetInfo *target = targets->pdata[i];
    g_autofree char *made = target->made != 0 ? kk_cli_text_time (target->made) : g_strdup ("");

    kk_cli_table_add (table,
                      (const char *[]){ target->id, made, target->present ? _ ("yes") : _ ("no"),
                                        target->folder });
  }
  text = kk_cli_table_dup_text (table);
  kk_cli_print_block (cli, text);
}

static gboolean
list_targets (KkCli *cli)
{
  g_autoptr (GPtrArray) targets = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  targets = kk_app_backup_target_list (app, &error);
  if (targets == NULL)
    return kk_cli_fail (cli, error);
  if (!kk_cli_is_json (cli)) {
    print_targets (cli, targets);
    return TRUE;
  }
  builder = json_builder_new ();
  kk_cli_json_open_object (builder, NULL);
  add_targets_json (builder, targets);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
  return TRUE;
}

/* For commands whose whole answer is that it was done. */
static gboolean
say_done (KkCli *cli, const char *sentence)
{
  g_autoptr (JsonBuilder) builder = NULL;

  kk_cli_say (cli, sentence);
  if (!kk_cli_is_json (cli))
    return TRUE;
  builder = json_builder_new ();
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_flag (builder, "done", TRUE);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
  return TRUE;
}

static gboolean
remove_target (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  if (!kk_app_backup_target_remove (app, kk_cli_argument (cli, 0), &error))
    return kk_cli_fail (cli, error);
  return say_done (cli, _ ("No more backups go to this folder. What lies there stays there."));
}

/* Running. */

static void
print_outcomes_json (KkCli *cli, const GPtrArray *outcomes)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_open_array (builder, "outcomes");
  for (guint i = 0; i < outcomes->len; i++) {
    const KkBackupOutcome *outcome = outcomes->pdata[i];

    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_text (builder, "folder", outcome->folder);
    kk_cli_json_text (builder, "outcome", outcome->outcome);
    kk_cli_json_text (builder, "sentence", outcome->sentence);
    kk_cli_json_number (builder, "removed", outcome->removed);
    kk_cli_json_number (builder, "marked", outcome->marked);
    if (outcome->info != NULL)
      kk_cli_backup_add_info (builder, "backup", outcome->info);
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static void
print_outcome (KkCli *cli, const KkBackupOutcome *outcome)
{
  if (g_str_equal (outcome->outcome, "made"))
    kk_cli_printf (cli, _ ("%s: a backup was made, and restored for proof."), outcome->folder);
  else if (g_str_equal (outcome->outcome, "proved"))
    kk_cli_printf (cli, _ ("%s: the newest backup was restored for proof: it is whole."),
                   outcome->folder);
  else if (g_str_equal (outcome->outcome, "not-due"))
    kk_cli_printf (cli, _ ("%s: the backup of today is there already."), outcome->folder);
  else
    kk_cli_printf (cli, "%s:", outcome->folder);
  if (outcome->sentence != NULL)
    kk_cli_print (cli, outcome->sentence);
}

static gboolean
has_failed (const KkBackupOutcome *outcome)
{
  return g_str_equal (outcome->outcome, "failed") || g_str_equal (outcome->outcome, "empty");
}

static gboolean
show_outcomes (KkCli *cli, const GPtrArray *outcomes, const GError *error)
{
  gboolean failed = FALSE;

  if (outcomes == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_outcomes_json (cli, outcomes);
  for (guint i = 0; i < outcomes->len; i++) {
    failed = failed || has_failed (outcomes->pdata[i]);
    if (!kk_cli_is_json (cli))
      print_outcome (cli, outcomes->pdata[i]);
  }
  if (outcomes->len == 0)
    kk_cli_say (cli, _ ("Backups do not go anywhere by themselves yet. “backup add-target” names a "
                        "folder, a stick or a mounted server for them."));
  return !failed || kk_cli_complain (cli, KK_APP_ERROR_FAILED,
                                     _ ("Not every folder has a backup that can be restored."),
                                     _ ("What is said above tells which one and why."));
}

static gboolean
run (KkCli *cli)
{
  KkBackupWhen when = kk_cli_is_set (cli, "due")    ? KK_BACKUP_WHEN_DAILY
                      : kk_cli_is_set (cli, "idle") ? KK_BACKUP_WHEN_IDLE
                                                    : KK_BACKUP_WHEN_ASKED;
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  outcomes = kk_app_backup_run (app, when, &error);
  return show_outcomes (cli, outcomes, error);
}

static gboolean
test (KkCli *cli)
{
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  outcomes = kk_app_backup_test (app, &error);
  return show_outcomes (cli, outcomes, error);
}

/* How it stands. */

static void
print_state_json (KkCli *cli, const KkBackupState *state)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_flag (builder, "due", state->is_due);
  kk_cli_json_time (builder, "made", state->made);
  kk_cli_json_time (builder, "proved", state->proved);
  kk_cli_json_flag (builder, "proved_long_ago", state->is_old);
  kk_cli_json_text (builder, "stopped", state->stopped);
  add_targets_json (builder, state->targets);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static void
print_time (KkCli *cli, const char *what, gint64 time)
{
  g_autofree char *text = time != 0 ? kk_cli_text_time (time) : g_strdup (_ ("never"));

  /* Translators: what happened, and when. */
  kk_cli_printf (cli, _ ("%s: %s"), what, text);
}

static void
print_state (KkCli *cli, const KkBackupState *state)
{
  print_time (cli, _ ("Last backup"), state->made);
  print_time (cli, _ ("Last successful restore test"), state->proved);
  print_targets (cli, state->targets);
  if (state->is_old && state->proved != 0)
    kk_cli_say (cli, _ ("No backup was tried out for thirty days. “backup test” does that."));
  if (state->sentence != NULL)
    kk_cli_say (cli, state->sentence);
  if (state->is_due)
    kk_cli_say (cli, _ ("A backup is due: “backup run” makes it."));
}

static gboolean
show_state (KkCli *cli)
{
  g_autoptr (KkBackupState) state = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  state = kk_app_backup_get_state (app, &error);
  if (state == NULL)
    return kk_cli_fail (cli, error);
  if (kk_cli_is_json (cli))
    print_state_json (cli, state);
  else
    print_state (cli, state);
  return TRUE;
}

static gboolean
resume (KkCli *cli)
{
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  if (!kk_app_backup_resume (app, &error))
    return kk_cli_fail (cli, error);
  return say_done (cli, _ ("Old backups may go again when newer ones take their place."));
}

static const KkCliArgument new_arguments[] = {
  { N_ ("FOLDER"), KK_CLI_FOLDER, 0, N_ ("On another disk, a stick, or a mounted server") },
  { NULL, KK_CLI_FOLDER, 0, NULL },
};

static const KkCliArgument target_arguments[] = {
  { N_ ("TARGET"), KK_CLI_TEXT, 0,
    N_ ("Its folder, or the first signs of it in “backup targets”") },
  { NULL, KK_CLI_TEXT, 0, NULL },
};

static const KkCliOption add_options[] = {
  { "recipient", KK_CLI_TEXT, KK_CLI_REPEATED, N_ ("age1…"),
    N_ ("Another key of age that can open what goes there, such as that of your organisation") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliOption run_options[] = {
  { "due", KK_CLI_FLAG, 0, NULL, N_ ("Only where there is none of today yet") },
  { "idle", KK_CLI_FLAG, 0, NULL, N_ ("Only where the last one is four hours old or more") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

const KkCliCommand kk_cli_backup_run_commands[] = {
  { "backup add-target", add_target, N_ ("Let backups go to a folder by themselves"), add_options,
    new_arguments },
  { "backup targets", list_targets, N_ ("Show where backups go by themselves"), NULL, NULL },
  { "backup remove-target", remove_target, N_ ("Let no more backups go to a folder"), NULL,
    target_arguments },
  { "backup run", run, N_ ("Make the backups and take away those that are too old"), run_options,
    NULL },
  { "backup due", show_state,
    N_ ("Show when the last backup was made and when one was last restored for proof"), NULL,
    NULL },
  { "backup test", test, N_ ("Restore the newest backup of each folder for proof"), NULL, NULL },
  { "backup resume", resume,
    N_ ("Let old backups go again, after you looked at why that had stopped"), NULL, NULL },
  { NULL, NULL, NULL, NULL, NULL },
};
