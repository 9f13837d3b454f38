/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/settings/kk-settings-window.h"

#include "app/kk-problem.h"
#include "app/vault/kk-app-slots.h"
#include "gui/common/kk-date.h"
#include "gui/common/kk-rows.h"
#include "gui/common/kk-secret-dialog.h"
#include "gui/settings/kk-settings-backup.h"
#include "gui/settings/kk-settings-members.h"
#include "gui/settings/kk-settings-sheet.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KkSettingsWindow {
  AdwPreferencesWindow parent_instance;
  KkSession *session;
  GtkWidget *security;
  GtkWidget *slots; /* (nullable): the group, made anew at each answer */
};

G_DEFINE_FINAL_TYPE (KkSettingsWindow, kk_settings_window, ADW_TYPE_PREFERENCES_WINDOW)

static void
say (KkSettingsWindow *window, const char *sentence)
{
  AdwToast *toast = adw_toast_new (sentence);

  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (window), toast);
}

static void
say_problem (KkSettingsWindow *window, const GError *error)
{
  g_autoptr (KkProblem) problem = kk_problem_new (error);

  say (window, problem->sentence);
}

/* Choices of the desktop: a list of numbers behind one key. */

typedef struct {
  const char *key;
  const char *title;
  const char *subtitle;
  guint choices[5]; /* ends with 0 */
} Choice;

static const Choice choice_of_lock = { "lock-minutes",
                                       N_ ("Lock after"),
                                       N_ ("Without a key or the mouse. Also at once when the "
                                           "screen locks or the computer goes to sleep."),
                                       { 2, 5, 10, 30, 0 } };
static const Choice choice_of_text = { "text-scale",
                                       N_ ("Size of the text"),
                                       N_ ("Light and dark follow the desktop."),
                                       { 100, 125, 150, 200, 0 } };

static void
on_choice_cb (GtkDropDown *down, GParamSpec *pspec G_GNUC_UNUSED, GSettings *settings)
{
  const Choice *choice = g_object_get_data (G_OBJECT (down), "choice");
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (down);
  guint selected = gtk_drop_down_get_selected (down);
  g_autofree char *name = g_strdup_printf (
      "%s: %s", _ (choice->title), chosen != NULL ? gtk_string_object_get_string (chosen) : "");

  kk_row_set_name (gtk_widget_get_first_child (GTK_WIDGET (down)), name);
  if (selected < G_N_ELEMENTS (choice->choices) && choice->choices[selected] != 0)
    g_settings_set_uint (settings, choice->key, choice->choices[selected]);
}

static GtkWidget *
make_choice (const Choice *choice, GSettings *settings)
{
  GtkWidget *row = kk_row_new (_ (choice->title), _ (choice->subtitle));
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkWidget *down = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  guint now = g_settings_get_uint (settings, choice->key);

  g_object_set_data (G_OBJECT (down), "choice", (gpointer) (guintptr) choice);
  for (guint i = 0; choice->choices[i] != 0; i++) {
    g_autofree char *name = strcmp (choice->key, "text-scale") == 0
                                ? g_strdup_printf (_ ("%u %%"), choice->choices[i])
                                : g_strdup_printf (_ ("%u minutes"), choice->choices[i]);

    gtk_string_list_append (names, name);
    if (choice->choices[i] <= now)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (down), i);
  }
  on_choice_cb (GTK_DROP_DOWN (down), NULL, settings);
  g_signal_connect_object (down, "notify::selected", G_CALLBACK (on_choice_cb), settings, 0);
  gtk_widget_set_valign (down, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), down);
  return row;
}

static void
add_choice (GtkWidget *page, const Choice *choice, GSettings *settings)
{
  GtkWidget *group = kk_row_group_new (NULL);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_choice (choice, settings));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
}

/* Ways to open the vault, and trying one out. */

typedef struct {
  KkSecret *typed;
  char *slot;
} Trial;

static void
free_trial (gpointer data)
{
  Trial *trial = data;

  g_clear_pointer (&trial->typed, kk_secret_free);
  g_free (trial->slot);
  g_free (trial);
}

static gpointer
try_slot (KkApp *app, gconstpointer wish, GError **error)
{
  const Trial *trial = wish;
  const KkUnlock unlock = { .typed = trial->typed };

  return GINT_TO_POINTER (kk_app_slot_test (app, &unlock, trial->slot, error));
}

static void ask_slots (KkSettingsWindow *window);

static void
on_tried_cb (gpointer owner, gpointer result G_GNUC_UNUSED, const GError *error)
{
  if (error != NULL) {
    say_problem (owner, error);
    return;
  }
  say (owner, _ ("This opens the vault. The day is kept."));
  ask_slots (owner);
}

static void
on_typed_cb (AdwMessageDialog *dialog, const char *response, KkSettingsWindow *window)
{
  KkSecret *typed = kk_secret_dialog_dup_typed (dialog, response);
  Trial *trial;
  KkSessionJob job = { .work = try_slot, .free_wish = free_trial };

  if (typed == NULL)
    return;
  trial = g_new0 (Trial, 1);
  trial->typed = typed;
  trial->slot = g_strdup (g_object_get_data (G_OBJECT (dialog), "slot"));
  job.wish = trial;
  kk_session_ask (window->session, G_OBJECT (window), &job, on_tried_cb);
}

static void
on_try_cb (GtkWidget *button, KkSettingsWindow *window)
{
  const KkSecretDialogWords words = {
    _ ("Does it still open the vault?"),
    _ ("Type it as you would to unlock. Nothing changes."),
    _ ("Passphrase or recovery code"),
    _ ("Test"),
  };
  GtkWidget *dialog = kk_secret_dialog_new (GTK_WINDOW (window), &words);
  const char *slot = g_object_get_data (G_OBJECT (button), "slot");

  g_object_set_data_full (G_OBJECT (dialog), "slot", g_strdup (slot), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_typed_cb), window, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* As a person named it, or by its kind. */
static const char *
name_slot (const KkSlotInfo *slot)
{
  if (slot->named)
    return slot->name;
  if (strcmp (slot->type, "passphrase") == 0)
    return _ ("Passphrase");
  if (strcmp (slot->type, "recovery") == 0)
    return _ ("Recovery code");
  return strcmp (slot->type, "escrow") == 0 ? _ ("Recovery key of the organisation")
                                            : _ ("Passphrase and security key");
}

static void
on_sheet_cb (GtkWidget *button G_GNUC_UNUSED, KkSettingsWindow *window)
{
  kk_settings_sheet_ask (ADW_PREFERENCES_WINDOW (window), window->session);
}

/* @act: what its row is about, for whoever hears it. */
static GtkWidget *
add_act (KkSettingsWindow *window,
         GtkWidget *row,
         GtkWidget *button,
         const char *act,
         GCallback done)
{
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  kk_row_set_name (button, act);
  g_signal_connect_object (button, "clicked", done, window, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}

/* A picture, for beside the other button there is no room for a word in large text on a narrow screen. */
static GtkWidget *
make_print_button (void)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("printer-symbolic");

  gtk_widget_set_tooltip_text (button, _ ("Print the recovery code on a sheet"));
  return button;
}

static GtkWidget *
make_slot_row (KkSettingsWindow *window, const KkSlotInfo *slot)
{
  g_autofree char *made = kk_date_dup_day (slot->made_on);
  g_autofree char *tested = kk_date_dup_short (slot->tested);
  /* Translators: two days. */
  g_autofree char *days = slot->tested > 0
                              ? g_strdup_printf (_ ("Made on %s, tested on %s"), made, tested)
                              : g_strdup_printf (_ ("Made on %s, never tested"), made);
  GtkWidget *row = kk_row_new (name_slot (slot), days);
  gboolean is_code = strcmp (slot->type, "recovery") == 0;

  kk_row_set_icon (row, "dialog-password-symbolic");
  if (is_code)
    add_act (window, row, make_print_button (), _ ("Print the recovery code on a sheet"),
             G_CALLBACK (on_sheet_cb));
  if (is_code || strcmp (slot->type, "passphrase") == 0) {
    g_autofree char *name = g_strdup_printf (_ ("Test, %s"), name_slot (slot));
    GtkWidget *button =
        add_act (window, row, gtk_button_new_with_label (_ ("Test")), name, G_CALLBACK (on_try_cb));

    g_object_set_data_full (G_OBJECT (button), "slot", g_strdup (slot->id), g_free);
  }
  return row;
}

static void
show_slots (KkSettingsWindow *window, const KkVaultStatus *status)
{
  if (window->slots != NULL)
    adw_preferences_page_remove (ADW_PREFERENCES_PAGE (window->security),
                                 ADW_PREFERENCES_GROUP (window->slots));
  window->slots = kk_row_group_new (_ ("Ways to open the vault"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (window->slots),
                                         _ ("Keep at least two ways to open the vault."));
  for (guint i = 0; i < status->slots->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (window->slots),
                               make_slot_row (window, status->slots->pdata[i]));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (window->security),
                            ADW_PREFERENCES_GROUP (window->slots));
}

static gpointer
read_status (KkApp *app, gconstpointer wish G_GNUC_UNUSED, GError **error)
{
  return kk_app_get_status (app, error);
}

static void
on_status_cb (gpointer owner, gpointer result, const GError *error)
{
  g_autoptr (KkVaultStatus) status = result;

  if (error != NULL)
    say_problem (owner, error);
  else
    show_slots (owner, status);
}

static void
ask_slots (KkSettingsWindow *window)
{
  const KkSessionJob job = {
    .work = read_status,
    .free_result = (GDestroyNotify) kk_vault_status_free,
    .line = "slots",
  };

  kk_session_ask (window->session, G_OBJECT (window), &job, on_status_cb);
}

/* Life. */

static void
kk_settings_window_dispose (GObject *object)
{
  g_clear_object (&KK_SETTINGS_WINDOW (object)->session);
  G_OBJECT_CLASS (kk_settings_window_parent_class)->dispose (object);
}

static void
kk_settings_window_class_init (KkSettingsWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kk_settings_window_dispose;
}

static void
kk_settings_window_init (KkSettingsWindow *window)
{
  gtk_window_set_title (GTK_WINDOW (window), "Ketenkluis");
  gtk_window_set_default_size (GTK_WINDOW (window), 640, 620);
}

static GtkWidget *
add_page (KkSettingsWindow *window, const char *name, const char *title, const char *icon)
{
  GtkWidget *page = adw_preferences_page_new ();

  adw_preferences_page_set_name (ADW_PREFERENCES_PAGE (page), name);
  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page), title);
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (page), icon);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (page));
  return page;
}

GtkWidget *
kk_settings_window_new (GtkWindow *parent, KkSession *session, GSettings *settings)
{
  KkSettingsWindow *window =
      g_object_new (KK_TYPE_SETTINGS_WINDOW, "transient-for", parent, "modal", TRUE, NULL);

  window->session = g_object_ref (session);
  window->security = add_page (window, "security", _ ("Security"), "security-high-symbolic");
  if (settings != NULL)
    add_choice (window->security, &choice_of_lock, settings);
  ask_slots (window);
  kk_settings_backup_fill (
      add_page (window, "backup", _ ("Backup"), "drive-removable-media-symbolic"), session);
  kk_settings_members_fill (add_page (window, "members", _ ("Members"), "system-users-symbolic"),
                            session);
  if (settings != NULL)
    add_choice (add_page (window, "appearance", _ ("Appearance"), "view-reveal-symbolic"),
                &choice_of_text, settings);
  return GTK_WIDGET (window);
}
