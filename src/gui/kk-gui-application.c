/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/kk-gui-application.h"

#include "gui/kk-backup-clock.h"
#include "gui/kk-session.h"
#include "gui/kk-window.h"
#include "gui/settings/kk-help.h"
#include "gui/settings/kk-settings-window.h"
#include "gui/unlock/kk-join-window.h"
#include "gui/unlock/kk-lock-watch.h"
#include "gui/unlock/kk-region-window.h"

#include <glib/gi18n.h>

struct _KkGuiApplication {
  AdwApplication parent_instance;
  KkSession *session;
  KkLockWatch *watch;
  KkBackupClock *clock;
  GSettings *settings; /* (nullable): not installed */
  GtkWindow *window;   /* (nullable) */
  char *folder;        /* (nullable): given on the command line */
  gboolean quick;
};

G_DEFINE_FINAL_TYPE (KkGuiApplication, kk_gui_application, ADW_TYPE_APPLICATION)

/* Actions. */

static void
on_lock_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  KkGuiApplication *self = data;

  if (kk_session_is_open (self->session))
    kk_session_lock (self->session);
}

static void
on_quit_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  KkGuiApplication *self = data;

  if (self->window != NULL)
    gtk_window_close (self->window);
}

static void
on_about_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  KkGuiApplication *self = data;

  adw_show_about_window (self->window, "application-name", "Ketenkluis", "application-icon",
                         KK_APPLICATION_ID, "version", KK_VERSION, "developer-name",
                         _ ("The Ketenkluis authors"), "license-type", GTK_LICENSE_CUSTOM,
                         "license", "EUPL-1.2", "comments",
                         _ ("Cases of human trafficking, encrypted on this computer, shared by "
                            "the law."),
                         NULL);
}

static void
on_settings_cb (GSimpleAction *action G_GNUC_UNUSED,
                GVariant *parameter G_GNUC_UNUSED,
                gpointer data)
{
  KkGuiApplication *self = data;

  if (self->window != NULL && kk_session_is_open (self->session))
    gtk_window_present (
        GTK_WINDOW (kk_settings_window_new (self->window, self->session, self->settings)));
}

static void
on_join_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  KkGuiApplication *self = data;

  if (self->window != NULL && kk_session_is_open (self->session))
    gtk_window_present (GTK_WINDOW (kk_join_window_new (self->window, self->session)));
}

static void
on_region_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  KkGuiApplication *self = data;
  const KkRegionWindowPlan plan = { .parent = self->window, .quick = self->quick };

  if (self->window != NULL && kk_session_is_open (self->session))
    gtk_window_present (GTK_WINDOW (kk_region_window_new (self->session, &plan)));
}

static void
on_help_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  KkGuiApplication *self = data;
  g_autofree char *topic =
      self->window != NULL ? kk_window_dup_part (KK_WINDOW (self->window)) : NULL;

  gtk_window_present (GTK_WINDOW (kk_help_window_new (self->window, topic)));
}

static void
on_limits_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  gtk_window_present (
      GTK_WINDOW (kk_help_window_new (((KkGuiApplication *) data)->window, "limits")));
}

static void
on_shortcuts_cb (GSimpleAction *action G_GNUC_UNUSED,
                 GVariant *parameter G_GNUC_UNUSED,
                 gpointer data)
{
  KkGuiApplication *self = data;
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/nl/ketenkluis/Ketenkluis/kk-shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (shortcuts, self->window);
  gtk_window_present (shortcuts);
}

/* Any key or movement is a touch; this is what the button of the warning does besides. */
static void
on_stay_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer data)
{
  kk_lock_watch_touch (((KkGuiApplication *) data)->watch, g_get_monotonic_time ());
}

static const GActionEntry actions[] = {
  { .name = "stay", .activate = on_stay_cb },
  { .name = "lock", .activate = on_lock_cb },
  { .name = "quit", .activate = on_quit_cb },
  { .name = "settings", .activate = on_settings_cb },
  { .name = "join", .activate = on_join_cb },
  { .name = "region", .activate = on_region_cb },
  { .name = "help", .activate = on_help_cb },
  { .name = "limits", .activate = on_limits_cb },
  { .name = "shortcuts", .activate = on_shortcuts_cb },
  { .name = "about", .activate = on_about_cb },
};

static void
set_keys (GtkApplication *application)
{
  static const struct {
    const char *action;
    const char *keys[2];
  } keys[] = {
    { "app.lock", { "<Control>l", NULL } },
    { "app.quit", { "<Control>q", NULL } },
    { "app.settings", { "<Control>comma", NULL } },
    { "app.help", { "F1", NULL } },
    { "app.shortcuts", { "<Control>question", NULL } },
    { "window.close", { "<Control>w", NULL } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (application, keys[i].action, keys[i].keys);
}

/* Life. */

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/nl/ketenkluis/Ketenkluis/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/* The names of files that people choose here are not for the other programs. */
static void
forget_recent_files (void)
{
  g_object_set (gtk_settings_get_default (), "gtk-recent-files-enabled", FALSE, NULL);
}

/* Locking by itself. */

static void
on_watch_lock_cb (KkGuiApplication *self)
{
  if (kk_session_is_open (self->session))
    kk_session_lock (self->session);
  kk_lock_watch_allow_sleep (self->watch);
}

static void
on_watch_warn_cb (KkGuiApplication *self)
{
  if (self->window != NULL && kk_session_is_open (self->session))
    kk_window_warn (KK_WINDOW (self->window));
}

static void
follow_settings (KkGuiApplication *self)
{
  guint scale = g_settings_get_uint (self->settings, "text-scale");

  kk_lock_watch_set_minutes (self->watch, g_settings_get_uint (self->settings, "lock-minutes"));
  if (scale != 100)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (96 * 1024 * scale / 100),
                  NULL);
  else
    gtk_settings_reset_property (gtk_settings_get_default (), "gtk-xft-dpi");
}

/* From a build folder the schema may be absent; then the defaults hold. */
static void
read_settings (KkGuiApplication *self)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source != NULL ? g_settings_schema_source_lookup (source, KK_APPLICATION_ID, TRUE) : NULL;

  if (schema == NULL)
    return;
  self->settings = g_settings_new (KK_APPLICATION_ID);
  g_signal_connect_object (self->settings, "changed", G_CALLBACK (follow_settings), self,
                           G_CONNECT_SWAPPED);
  follow_settings (self);
}

static void
on_backup_failed_cb (KkGuiApplication *self, const char *sentence)
{
  if (self->window != NULL && kk_session_is_open (self->session))
    kk_window_say (KK_WINDOW (self->window), sentence);
}

static gboolean
on_minute_cb (gpointer data)
{
  kk_backup_clock_tick (data, g_get_monotonic_time ());
  return G_SOURCE_CONTINUE;
}

static void
start_clock (KkGuiApplication *self)
{
  self->clock = kk_backup_clock_new (self->session, g_get_monotonic_time ());
  g_signal_connect_object (self->clock, "failed", G_CALLBACK (on_backup_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, 60, on_minute_cb, g_object_ref (self->clock),
                              g_object_unref);
}

static void
start_watch (KkGuiApplication *self)
{
  self->watch = kk_lock_watch_new ();
  g_signal_connect_object (self->watch, "lock", G_CALLBACK (on_watch_lock_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "warn", G_CALLBACK (on_watch_warn_cb), self,
                           G_CONNECT_SWAPPED);
  read_settings (self);
  kk_lock_watch_start (self->watch);
}

static gboolean
on_event_cb (KkGuiApplication *self, GdkEvent *event)
{
  GdkEventType type = gdk_event_get_event_type (event);
  gint64 now = g_get_monotonic_time ();

  if (type == GDK_KEY_PRESS || type == GDK_BUTTON_PRESS || type == GDK_MOTION_NOTIFY ||
      type == GDK_SCROLL || type == GDK_TOUCH_BEGIN) {
    kk_lock_watch_touch (self->watch, now);
    kk_backup_clock_touch (self->clock, now);
  }
  return GDK_EVENT_PROPAGATE;
}

static void
kk_gui_application_window_added (GtkApplication *application, GtkWindow *window)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();

  GTK_APPLICATION_CLASS (kk_gui_application_parent_class)->window_added (application, window);
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_object (events, "event", G_CALLBACK (on_event_cb), application,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (window), events);
}

static void
kk_gui_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (kk_gui_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  set_keys (GTK_APPLICATION (application));
  gtk_window_set_default_icon_name (KK_APPLICATION_ID);
  load_style ();
  forget_recent_files ();
  KK_GUI_APPLICATION (application)->session = kk_session_new ();
  start_watch (KK_GUI_APPLICATION (application));
  start_clock (KK_GUI_APPLICATION (application));
}

static char *
dup_folder (const KkGuiApplication *self)
{
  if (self->folder != NULL)
    return g_canonicalize_filename (self->folder, NULL);
  return g_build_filename (g_get_user_data_dir (), "ketenkluis", "vault", NULL);
}

static void
kk_gui_application_activate (GApplication *application)
{
  KkGuiApplication *self = KK_GUI_APPLICATION (application);

  if (self->window == NULL) {
    g_autofree char *folder = dup_folder (self);
    const KkWindowPlan plan = { .folder = folder, .quick = self->quick };

    g_set_weak_pointer (&self->window, GTK_WINDOW (kk_window_new (ADW_APPLICATION (application),
                                                                  self->session, &plan)));
  }
  gtk_window_present (self->window);
}

static void
kk_gui_application_shutdown (GApplication *application)
{
  KkGuiApplication *self = KK_GUI_APPLICATION (application);

  G_APPLICATION_CLASS (kk_gui_application_parent_class)->shutdown (application);
  g_clear_object (&self->watch);
  g_clear_object (&self->clock);
  g_clear_object (&self->settings);
  kk_session_lock (self->session);
  g_object_run_dispose (G_OBJECT (self->session));
  g_clear_object (&self->session);
}

static int
kk_gui_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  KkGuiApplication *self = KK_GUI_APPLICATION (application);

  g_variant_dict_lookup (options, "vault", "^ay", &self->folder);
  self->quick = g_variant_dict_contains (options, "quick");
  return -1;
}

static void
kk_gui_application_dispose (GObject *object)
{
  KkGuiApplication *self = KK_GUI_APPLICATION (object);

  g_clear_weak_pointer (&self->window);
  g_clear_pointer (&self->folder, g_free);
  G_OBJECT_CLASS (kk_gui_application_parent_class)->dispose (object);
}

static void
kk_gui_application_class_init (KkGuiApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kk_gui_application_dispose;
  GTK_APPLICATION_CLASS (klass)->window_added = kk_gui_application_window_added;
  application_class->startup = kk_gui_application_startup;
  application_class->activate = kk_gui_application_activate;
  application_class->shutdown = kk_gui_application_shutdown;
  application_class->handle_local_options = kk_gui_application_handle_local_options;
}

static void
kk_gui_application_init (KkGuiApplication *self)
{
  const GOptionEntry options[] = {
    { .long_name = "vault",
      .arg = G_OPTION_ARG_FILENAME,
      .description = N_ ("Folder of the vault, instead of the usual one"),
      .arg_description = N_ ("FOLDER") },
    { .long_name = "quick",
      .arg = G_OPTION_ARG_NONE,
      .description = N_ ("Weak protection of the passphrase, for demonstrations and tests only") },
    { .long_name = NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

KkGuiApplication *
kk_gui_application_new (void)
{
  return g_object_new (
      KK_TYPE_GUI_APPLICATION, "application-id", KK_APPLICATION_ID, "flags",
      /* Two clients beside each other, each with a vault, tell by it that they are two. */
      G_APPLICATION_CAN_OVERRIDE_APP_ID, NULL);
}
