/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/unlock/kk-region-window.h"

#include "app/region/kk-app-region.h"
#include "gui/common/kk-file-choice.h"
#include "gui/common/kk-problem-bar.h"
#include "gui/common/kk-rows.h"
#include "gui/common/kk-secret-entry.h"
#include "gui/common/kk-strength.h"
#include "gui/common/kk-task-choice.h"

#include <glib/gi18n.h>
#include <string.h>

enum {
  STEP_REGION,
  STEP_PERSON,
  STEP_KEY,
  STEP_DONE,
};

struct _KkRegionWindow {
  KkStepsWindow parent_instance;
  KkSession *session;
  gboolean quick;
  GtkWidget *region;
  GtkWidget *organisation;
  GtkWidget *remote;
  GtkWidget *task;
  GtkWidget *desk;
  GtkWidget *role;
  GtkWidget *person;
  GtkWidget *function;
  GtkWidget *phrase;
  GtkWidget *repeat;
  GtkWidget *keep;
};

G_DEFINE_FINAL_TYPE (KkRegionWindow, kk_region_window, KK_TYPE_STEPS_WINDOW)

/* Making it. */

typedef struct {
  char *region;
  char *organisation;
  char *slug;
  char *remote;
  char *desk;
  char *role;
  char *person;
  char *function;
  char *file;
  KkSecret *phrase;
  GArray *hats; /* (element-type KkHat): the first one is of the desk */
  gboolean quick;
} Wish;

static void
free_wish (gpointer data)
{
  Wish *wish = data;

  g_free (wish->region);
  g_free (wish->organisation);
  g_free (wish->slug);
  g_free (wish->remote);
  g_free (wish->desk);
  g_free (wish->role);
  g_free (wish->person);
  g_free (wish->function);
  g_free (wish->file);
  g_clear_pointer (&wish->phrase, kk_secret_free);
  g_array_unref (wish->hats);
  g_free (wish);
}

static gpointer
create (KkApp *app, gconstpointer data, GError **error)
{
  const Wish *wish = data;
  const KkRegionPlan plan = {
    .name = wish->region,
    .slug = wish->slug,
    .organisation_name = wish->organisation,
    .hats = wish->hats,
    .hat = g_array_index (wish->hats, KkHat, 0),
    .role = wish->role,
    .desk_name = wish->desk,
    .person = wish->person,
    .function = wish->function,
    .remote = *wish->remote != '\0' ? wish->remote : NULL,
    .root_file = wish->file,
    .root_passphrase = wish->phrase,
    .quick = wish->quick,
  };

  return GINT_TO_POINTER (kk_app_region_create (app, &plan, error));
}

static void
on_created_cb (gpointer owner, gpointer result G_GNUC_UNUSED, const GError *error)
{
  KkRegionWindow *window = owner;

  gtk_widget_set_sensitive (window->keep, TRUE);
  if (error != NULL) {
    kk_problem_bar_show (KK_PROBLEM_BAR (kk_steps_window_get_problem (KK_STEPS_WINDOW (window))),
                         error);
    return;
  }
  kk_secret_entry_clear (KK_SECRET_ENTRY (window->phrase));
  kk_secret_entry_clear (KK_SECRET_ENTRY (window->repeat));
  kk_session_say_changed (window->session);
  kk_steps_window_finish (KK_STEPS_WINDOW (window), STEP_DONE);
}

/* An organisation's short name is made of its long one: one question less. */
char *
kk_region_window_dup_slug (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "nl");
  GString *slug = g_string_new (NULL);

  for (const char *at = ascii; *at != '\0'; at++) {
    if (g_ascii_isalnum (*at))
      g_string_append_c (slug, g_ascii_tolower (*at));
    else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
      g_string_append_c (slug, '-');
  }
  if (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  return g_string_free (slug, FALSE);
}

static char *
dup_text (GtkWidget *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

void
kk_region_window_create (KkRegionWindow *window, const char *file)
{
  Wish *wish = g_new0 (Wish, 1);
  const KkSessionJob job = { .work = create, .wish = wish, .free_wish = free_wish };

  wish->region = dup_text (window->region);
  wish->organisation = dup_text (window->organisation);
  wish->slug = kk_region_window_dup_slug (wish->organisation);
  wish->remote = dup_text (window->remote);
  wish->desk = dup_text (window->desk);
  wish->role = dup_text (window->role);
  wish->person = dup_text (window->person);
  wish->function = dup_text (window->function);
  wish->file = g_strdup (file);
  wish->phrase = kk_secret_entry_dup_secret (KK_SECRET_ENTRY (window->phrase));
  wish->hats = kk_task_choice_dup_all (KK_TASK_CHOICE (window->task));
  wish->quick = window->quick;
  gtk_widget_set_sensitive (window->keep, FALSE);
  kk_session_ask (window->session, G_OBJECT (window), &job, on_created_cb);
}

/* The steps. */

static gboolean
is_filled (KkRegionWindow *window, GtkWidget *entry, const char *sentence)
{
  g_autofree char *text = dup_text (entry);

  if (*text == '\0')
    kk_steps_window_ask_for (KK_STEPS_WINDOW (window), sentence, entry);
  return *text != '\0';
}

static void
on_region_done_cb (KkRegionWindow *window)
{
  if (is_filled (window, window->region, _ ("Type the name of the region.")) &&
      is_filled (window, window->organisation, _ ("Type the name of your organisation.")))
    kk_steps_window_go (KK_STEPS_WINDOW (window), STEP_PERSON);
}

static void
on_person_done_cb (KkRegionWindow *window)
{
  if (is_filled (window, window->person, _ ("Type your name.")) &&
      is_filled (window, window->function, _ ("Type your function.")) &&
      is_filled (window, window->desk, _ ("Type the name of your desk.")) &&
      is_filled (window, window->role, _ ("Type the role of your desk.")))
    kk_steps_window_go (KK_STEPS_WINDOW (window), STEP_KEY);
}

static void
on_place_cb (gpointer owner, const char *path)
{
  kk_region_window_create (owner, path);
}

static void
on_keep_cb (KkRegionWindow *window)
{
  const KkFileQuestion question = {
    .title = _ ("Where to? A USB stick is best."),
    .accept = _ ("Keep the key"),
    .name = "regio.sleutel",
  };
  g_autoptr (KkSecret) phrase = kk_secret_entry_dup_secret (KK_SECRET_ENTRY (window->phrase));
  g_autoptr (KkSecret) repeat = kk_secret_entry_dup_secret (KK_SECRET_ENTRY (window->repeat));

  if (phrase == NULL || kk_strength_of (phrase) < KK_STRENGTH_COULD_BE_LONGER)
    kk_steps_window_ask_for (KK_STEPS_WINDOW (window),
                             _ ("This passphrase is too short. Take four or more words."),
                             window->phrase);
  else if (repeat == NULL || !kk_secret_equal (phrase, repeat))
    kk_steps_window_ask_for (KK_STEPS_WINDOW (window), _ ("The two passphrases are not the same."),
                             window->repeat);
  else
    kk_file_ask (GTK_WIDGET (window), &question, on_place_cb);
}

static void
add_region (KkRegionWindow *window)
{
  GtkBox *step = kk_steps_window_add (
      KK_STEPS_WINDOW (window), _ ("The region"),
      _ ("A region is a group of organisations that exchange cases. Yours is the first one; you "
         "let the others in."));

  window->region = kk_steps_add_entry (step, _ ("Name of the region"), _ ("Such as IJsselland."));
  window->organisation =
      kk_steps_add_entry (step, _ ("Name of your organisation"), _ ("Such as Gemeente Deventer."));
  window->task = kk_task_choice_new ();
  kk_task_choice_ask_others (KK_TASK_CHOICE (window->task), TRUE);
  kk_steps_add_field (step, _ ("Task"), _ ("The legal task that you work for."), window->task);
  window->remote = kk_steps_add_entry (
      step, _ ("Address of the server"),
      _ ("Of a git repository. Leave it empty for a region that exchanges by USB stick."));
  kk_steps_add_next (step, _ ("Next"), G_CALLBACK (on_region_done_cb), window);
}

static void
add_person (KkRegionWindow *window)
{
  GtkBox *step = kk_steps_window_add (KK_STEPS_WINDOW (window), _ ("Who are you?"),
                                      _ ("The other organisations see this with what you send."));

  window->person = kk_steps_add_entry (step, _ ("Your name"), NULL);
  window->function = kk_steps_add_entry (step, _ ("Your function"), NULL);
  window->desk =
      kk_steps_add_entry (step, _ ("Name of your desk"), _ ("Such as Zorg en veiligheid."));
  window->role = kk_steps_add_entry (step, _ ("Role of your desk"),
                                     _ ("One word in small letters, such as zorgcoordinator."));
  kk_steps_add_next (step, _ ("Next"), G_CALLBACK (on_person_done_cb), window);
}

static void
add_key (KkRegionWindow *window)
{
  GtkBox *step = kk_steps_window_add (
      KK_STEPS_WINDOW (window), _ ("The key of the region"),
      _ ("Who has this key decides who is in the region. Keep it on a USB stick in a safe, away "
         "from this computer. It has a passphrase of its own."));

  window->phrase = kk_steps_add_secret (step, _ ("Passphrase of the key"), NULL);
  window->repeat = kk_steps_add_secret (step, _ ("Repeat the passphrase"), NULL);
  window->keep = kk_steps_add_next (step, _ ("Keep the key…"), G_CALLBACK (on_keep_cb), window);
}

static void
add_end (KkRegionWindow *window)
{
  GtkBox *step = kk_steps_window_add (
      KK_STEPS_WINDOW (window), _ ("Your region is there"),
      _ ("Take the USB stick out and put it away. Others ask to come in with “Join a region”; you let them "
         "in under Settings, Members."));

  kk_steps_add_next (step, _ ("To work"), G_CALLBACK (gtk_window_close), window);
}

/* Life. */

static void
kk_region_window_dispose (GObject *object)
{
  g_clear_object (&KK_REGION_WINDOW (object)->session);
  G_OBJECT_CLASS (kk_region_window_parent_class)->dispose (object);
}

static void
kk_region_window_class_init (KkRegionWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kk_region_window_dispose;
}

static void
kk_region_window_init (KkRegionWindow *window)
{
  KkStepsWindow *steps = KK_STEPS_WINDOW (window);

  kk_steps_window_set_task (steps, _ ("Start a region"));
  add_region (window);
  add_person (window);
  add_key (window);
  add_end (window);
  kk_steps_window_go (steps, STEP_REGION);
}

GtkWidget *
kk_region_window_new (KkSession *session, const KkRegionWindowPlan *plan)
{
  KkRegionWindow *window =
      g_object_new (KK_TYPE_REGION_WINDOW, "transient-for", plan->parent, "modal", TRUE, NULL);

  window->session = g_object_ref (session);
  window->quick = plan->quick;
  return GTK_WIDGET (window);
}
