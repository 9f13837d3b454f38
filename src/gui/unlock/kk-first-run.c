/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/unlock/kk-first-run.h"

#include "app/kk-app-demo.h"
#include "app/vault/kk-app-recovery.h"
#include "gui/common/kk-problem-bar.h"
#include "gui/common/kk-secret-entry.h"
#include "gui/common/kk-strength.h"

#include <glib/gi18n.h>
#include <string.h>

/* The groups that are asked back, from 0. */
#define FIRST_ASKED  2
#define SECOND_ASKED 6

struct _KkFirstRun {
  AdwBin parent_instance;
  KkSession *session;
  char *folder;
  char *opened; /* (nullable): the vault that is open */
  gboolean quick;
  KkSecret *code; /* (nullable): until it was written down */

  GtkWidget *title;
  GtkWidget *back;
  GtkWidget *problem;
  GtkWidget *steps;
  GtkWidget *make;
  GtkWidget *phrase;
  GtkWidget *repeat;
  GtkWidget *caps_lock;
  GtkWidget *strength;
  GtkWidget *strength_text;
  GtkWidget *unequal;
  GtkWidget *next;
  GtkWidget *groups;
  GtkWidget *written;
  GtkWidget *first_group;
  GtkWidget *second_group;
  GtkWidget *wrong_group;
  GtkWidget *join;
  GtkWidget *progress;
};

G_DEFINE_FINAL_TYPE (KkFirstRun, kk_first_run, ADW_TYPE_BIN)

static guint signal_finished;

static void
set_position (KkFirstRun *run, guint step)
{
  /* Translators: in a row of four screens. */
  g_autofree char *position = g_strdup_printf (_ ("Step %u of 4"), step);

  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (run->title), step > 0 ? position : "");
}

/* One screen at a time; only the field that is to be filled in has the focus. */
static void
show_step (KkFirstRun *run, const char *name)
{
  static const struct {
    const char *name;
    guint position;
    gsize focus;
    gboolean back;
  } steps[] = {
    { "welcome", 0, G_STRUCT_OFFSET (KkFirstRun, make), FALSE },
    { "phrase", 1, G_STRUCT_OFFSET (KkFirstRun, phrase), TRUE },
    { "busy", 0, G_STRUCT_OFFSET (KkFirstRun, progress), FALSE },
    { "code", 2, G_STRUCT_OFFSET (KkFirstRun, written), FALSE },
    { "check", 3, G_STRUCT_OFFSET (KkFirstRun, first_group), TRUE },
    { "done", 4, G_STRUCT_OFFSET (KkFirstRun, join), FALSE },
  };

  gtk_stack_set_visible_child_name (GTK_STACK (run->steps), name);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    if (strcmp (steps[i].name, name) != 0)
      continue;
    set_position (run, steps[i].position);
    gtk_widget_set_visible (run->back, steps[i].back);
    gtk_widget_grab_focus (G_STRUCT_MEMBER (GtkWidget *, run, steps[i].focus));
  }
}

static void
fail (KkFirstRun *run, const GError *error, const char *step)
{
  kk_problem_bar_show (KK_PROBLEM_BAR (run->problem), error);
  show_step (run, step);
}

/* 1. The passphrase. */

static void
on_make_cb (KkFirstRun *run)
{
  kk_problem_bar_hide (KK_PROBLEM_BAR (run->problem));
  show_step (run, "phrase");
}

static gboolean
are_equal (KkFirstRun *run)
{
  g_autoptr (KkSecret) first = kk_secret_entry_dup_secret (KK_SECRET_ENTRY (run->phrase));
  g_autoptr (KkSecret) second = kk_secret_entry_dup_secret (KK_SECRET_ENTRY (run->repeat));

  return first != NULL && second != NULL && kk_secret_equal (first, second);
}

static void
show_strength (KkFirstRun *run, KkStrength strength)
{
  const char *text = kk_strength_text (strength);
  /* Translators: how strong the passphrase is, in a word. */
  g_autofree char *name = g_strdup_printf (_ ("Strength: %s"), text);

  gtk_level_bar_set_value (GTK_LEVEL_BAR (run->strength), strength);
  gtk_label_set_label (GTK_LABEL (run->strength_text), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (run->strength), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static void
on_phrase_changed_cb (KkFirstRun *run)
{
  g_autoptr (KkSecret) typed = kk_secret_entry_dup_secret (KK_SECRET_ENTRY (run->phrase));
  KkStrength strength = kk_strength_of (typed);
  gboolean repeated = kk_secret_entry_get_length (KK_SECRET_ENTRY (run->repeat)) > 0;
  gboolean equal = are_equal (run);

  show_strength (run, strength);
  gtk_widget_set_visible (run->unequal, repeated && !equal);
  gtk_widget_set_sensitive (run->next, equal && strength >= KK_STRENGTH_COULD_BE_LONGER);
}

static void
show_group (KkFirstRun *run, guint group)
{
  KkRecoveryGroup text = { 0 };
  GtkWidget *label = gtk_label_new (NULL);
  g_autofree char *name = NULL;

  if (!kk_app_recovery_group (run->code, group, &text))
    return;
  gtk_label_set_label (GTK_LABEL (label), text.text);
  gtk_widget_add_css_class (label, "recovery-group");
  /* Translators: the number of a group of the recovery code, and its four signs. */
  name = g_strdup_printf (_ ("Group %u: %s"), group + 1, text.text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_grid_attach (GTK_GRID (run->groups), label, (int) group % 4, (int) group / 4, 1, 1);
  kk_secret_wipe (name, strlen (name));
  kk_secret_wipe (&text, sizeof text);
}

static void
on_created_cb (gpointer owner, gpointer result, const GError *error)
{
  KkFirstRun *run = owner;

  if (error != NULL) {
    fail (run, error, "phrase");
    return;
  }
  run->code = result;
  run->opened = g_strdup (run->folder);
  kk_secret_entry_clear (KK_SECRET_ENTRY (run->phrase));
  kk_secret_entry_clear (KK_SECRET_ENTRY (run->repeat));
  for (guint group = 0; group < KK_RECOVERY_GROUPS; group++)
    show_group (run, group);
  show_step (run, "code");
}

static void
say_progress (KkFirstRun *run, const char *what)
{
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (run->progress), what);
  gtk_accessible_update_property (GTK_ACCESSIBLE (run->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  what, -1);
  gtk_progress_bar_pulse (GTK_PROGRESS_BAR (run->progress));
}

static void
on_phrase_done_cb (KkFirstRun *run)
{
  if (!gtk_widget_get_sensitive (run->next))
    return;
  kk_problem_bar_hide (KK_PROBLEM_BAR (run->problem));
  say_progress (run, _ ("Making the vault…"));
  show_step (run, "busy");
  kk_session_create (run->session, G_OBJECT (run), run->folder,
                     kk_secret_entry_dup_secret (KK_SECRET_ENTRY (run->phrase)), run->quick,
                     on_created_cb);
}

/* 2 and 3. The recovery code, shown and asked back. */

static void
on_written_cb (KkFirstRun *run)
{
  show_step (run, "check");
}

static guint
find_wrong_group (KkFirstRun *run)
{
  const char *first = gtk_editable_get_text (GTK_EDITABLE (run->first_group));
  const char *second = gtk_editable_get_text (GTK_EDITABLE (run->second_group));

  if (!kk_app_recovery_matches (run->code, FIRST_ASKED, first))
    return FIRST_ASKED + 1;
  return kk_app_recovery_matches (run->code, SECOND_ASKED, second) ? 0 : SECOND_ASKED + 1;
}

static void
forget_code (KkFirstRun *run)
{
  GtkWidget *label;

  g_clear_pointer (&run->code, kk_secret_free);
  gtk_editable_set_text (GTK_EDITABLE (run->first_group), "");
  gtk_editable_set_text (GTK_EDITABLE (run->second_group), "");
  while ((label = gtk_widget_get_first_child (run->groups)) != NULL)
    gtk_grid_remove (GTK_GRID (run->groups), label);
}

static void
on_check_cb (KkFirstRun *run)
{
  guint wrong = find_wrong_group (run);
  g_autofree char *sentence = NULL;

  if (wrong == 0) {
    forget_code (run);
    show_step (run, "done");
    return;
  }
  /* Translators: the number of a group of the recovery code. */
  sentence = g_strdup_printf (_ ("Group %u is not right. Look at your paper once more."), wrong);
  gtk_label_set_label (GTK_LABEL (run->wrong_group), sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (run->wrong_group), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence, -1);
  gtk_widget_set_visible (run->wrong_group, TRUE);
  gtk_widget_grab_focus (wrong == FIRST_ASKED + 1 ? run->first_group : run->second_group);
}

static void
on_open_cb (KkFirstRun *run)
{
  g_signal_emit (run, signal_finished, 0, run->opened);
}

/* In the window that the vault is opened in: what to do first there. */
static void
go_on (KkFirstRun *run, const char *action)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (run)));

  on_open_cb (run);
  gtk_widget_activate_action (window, action, NULL);
}

static void
on_join_cb (KkFirstRun *run)
{
  go_on (run, "app.join");
}

static void
on_region_cb (KkFirstRun *run)
{
  go_on (run, "app.region");
}

/* The example region. */

typedef struct {
  KkSession *session;
  char *folder;
} Example;

static void
free_example (gpointer data)
{
  Example *example = data;

  g_object_unref (example->session);
  g_free (example->folder);
  g_free (example);
}

static gpointer
build_example (KkApp *app G_GNUC_UNUSED, gconstpointer wish, GError **error)
{
  const Example *example = wish;
  const char *data = g_getenv ("KK_DATADIR");
  g_autofree char *path =
      g_build_filename (data != NULL ? data : KK_DATADIR, "samples", "cases-htcds.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) csv = NULL;
  gsize size;

  if (!g_file_get_contents (path, &text, &size, error))
    return NULL;
  csv = g_bytes_new_take (g_steal_pointer (&text), size);
  return kk_app_demo_build (example->folder, csv, kk_session_tell_progress, example->session,
                            error);
}

static void
on_example_opened_cb (gpointer owner, gpointer result G_GNUC_UNUSED, const GError *error)
{
  KkFirstRun *run = owner;

  if (error != NULL)
    fail (run, error, "welcome");
  else
    g_signal_emit (run, signal_finished, 0, run->opened);
}

static void
on_example_built_cb (gpointer owner, gpointer result, const GError *error)
{
  KkFirstRun *run = owner;

  if (error != NULL) {
    fail (run, error, "welcome");
    return;
  }
  g_free (run->opened);
  run->opened = result;
  kk_session_open (run->session, G_OBJECT (run), run->opened,
                   kk_secret_new_copy (KK_DEMO_PASSPHRASE, strlen (KK_DEMO_PASSPHRASE)),
                   on_example_opened_cb);
}

static void
on_example_cb (KkFirstRun *run)
{
  Example *example = g_new0 (Example, 1);
  const KkSessionJob job = {
    .work = build_example,
    .wish = example,
    .free_wish = free_example,
    .free_result = g_free,
    .without_vault = TRUE,
  };

  example->session = g_object_ref (run->session);
  example->folder = g_build_filename (g_get_user_data_dir (), "ketenkluis", "example", NULL);
  kk_problem_bar_hide (KK_PROBLEM_BAR (run->problem));
  say_progress (run, _ ("Making the example region…"));
  show_step (run, "busy");
  kk_session_ask (run->session, G_OBJECT (run), &job, on_example_built_cb);
}

static void
on_progress_cb (KkFirstRun *run)
{
  gtk_progress_bar_pulse (GTK_PROGRESS_BAR (run->progress));
}

/* Going back keeps what was typed. */

static void
on_back_cb (KkFirstRun *run)
{
  const char *step = gtk_stack_get_visible_child_name (GTK_STACK (run->steps));

  kk_problem_bar_hide (KK_PROBLEM_BAR (run->problem));
  if (strcmp (step, "phrase") == 0)
    show_step (run, "welcome");
  else if (strcmp (step, "check") == 0)
    show_step (run, "code");
}

static void
on_escape_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *unused G_GNUC_UNUSED)
{
  on_back_cb (KK_FIRST_RUN (widget));
}

/* Life. */

static gboolean
kk_first_run_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (KK_FIRST_RUN (widget)->make);
}

static void
kk_first_run_dispose (GObject *object)
{
  KkFirstRun *run = KK_FIRST_RUN (object);

  g_clear_object (&run->session);
  g_clear_pointer (&run->folder, g_free);
  g_clear_pointer (&run->opened, g_free);
  g_clear_pointer (&run->code, kk_secret_free);
  G_OBJECT_CLASS (kk_first_run_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, KkFirstRun, title);
  gtk_widget_class_bind_template_child (klass, KkFirstRun, back);
  gtk_widget_class_bind_template_child (klass, KkFirstRun, problem);
  gtk_widget_class_bind_template_child (klass, KkFirstRun, steps);
  gtk_widget_class_bind_template_child (klass, KkFirstRun, make);
  gtk_widget_class_bind_template_child (klass, KkFirstRun, phrase);
  gtk_widget_class_bind_template_child (klass, KkFirstRun, repeat);
  gtk_widget_class_bind_template_child (klass, KkFirstRun, caps_lock);
  gtk_widget_class_bind_template_child (klass, KkFirstRun, strength);
  gtk_widget_class_bind_template_child (klass, KkFirstRun, strength_text);
  gtk_widget_class_bind_template_child (klass, KkFirstRun, unequal);
  gtk_widget_class_bind_template_child (klass, KkFirstRun, next);
  gtk_widget_class_bind_template_child (klass, KkFirstRun, groups);
  gtk_widget_class_bind_template_child (klass, KkFirstRun, written);
  gtk_widget_class_bind_template_child (klass, KkFirstRun, first_group);
  gtk_widget_class_bind_template_child (klass, KkFirstRun, second_group);
  gtk_widget_class_bind_template_child (klass, KkFirstRun, wrong_group);
  gtk_widget_class_bind_template_child (klass, KkFirstRun, join);
  gtk_widget_class_bind_template_child (klass, KkFirstRun, progress);
}

static void
bind_callbacks (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, on_make_cb);
  gtk_widget_class_bind_template_callback (klass, on_example_cb);
  gtk_widget_class_bind_template_callback (klass, on_back_cb);
  gtk_widget_class_bind_template_callback (klass, on_phrase_changed_cb);
  gtk_widget_class_bind_template_callback (klass, on_phrase_done_cb);
  gtk_widget_class_bind_template_callback (klass, on_written_cb);
  gtk_widget_class_bind_template_callback (klass, on_check_cb);
  gtk_widget_class_bind_template_callback (klass, on_open_cb);
  gtk_widget_class_bind_template_callback (klass, on_join_cb);
  gtk_widget_class_bind_template_callback (klass, on_region_cb);
}

static void
kk_first_run_class_init (KkFirstRunClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kk_first_run_dispose;
  widget_class->grab_focus = kk_first_run_grab_focus;
  signal_finished = g_signal_new ("finished", KK_TYPE_FIRST_RUN, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (KK_TYPE_SECRET_ENTRY);
  g_type_ensure (KK_TYPE_PROBLEM_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/nl/ketenkluis/Ketenkluis/kk-first-run.ui");
  bind_children (widget_class);
  bind_callbacks (widget_class);
  gtk_widget_class_install_action (widget_class, "run.back", NULL, on_escape_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "run.back", NULL);
}

static void
kk_first_run_init (KkFirstRun *run)
{
  gtk_widget_init_template (GTK_WIDGET (run));
  g_object_bind_property (run->phrase, "caps-lock", run->caps_lock, "visible",
                          G_BINDING_SYNC_CREATE);
  on_phrase_changed_cb (run);
}

GtkWidget *
kk_first_run_new (KkSession *session, const char *folder, gboolean quick)
{
  KkFirstRun *run = g_object_new (KK_TYPE_FIRST_RUN, NULL);

  run->session = g_object_ref (session);
  run->folder = g_strdup (folder);
  run->quick = quick;
  g_signal_connect_object (session, "progress", G_CALLBACK (on_progress_cb), run,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (run);
}
