/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/unlock/kk-lock-watch.h"

#include <gio/gunixfdlist.h>
#include <unistd.h>

#define TICK_SECONDS    5
#define DEFAULT_MINUTES 10

struct _KkLockWatch {
  GObject parent_instance;
  gint64 touched;
  gint64 allowed; /* µs without a touch */
  gboolean warned;
  gboolean due; /* said "lock" since the last touch */
  guint timer;
  int inhibitor; /* holds up going to sleep; -1 = none */
  GCancellable *cancellable;
  GDBusConnection *session_bus; /* (nullable) */
  GDBusConnection *system_bus;  /* (nullable) */
  GArray *session_signals;      /* (element-type guint) */
  GArray *system_signals;       /* (element-type guint) */
};

G_DEFINE_FINAL_TYPE (KkLockWatch, kk_lock_watch, G_TYPE_OBJECT)

enum {
  SIGNAL_WARN,
  SIGNAL_LOCK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Nobody is there. */

void
kk_lock_watch_touch (KkLockWatch *watch, gint64 now)
{
  watch->touched = now;
  watch->warned = FALSE;
  watch->due = FALSE;
}

void
kk_lock_watch_tick (KkLockWatch *watch, gint64 now)
{
  gint64 away = now - watch->touched;

  if (away >= watch->allowed) {
    if (!watch->due)
      g_signal_emit (watch, signals[SIGNAL_LOCK], 0);
    watch->due = TRUE;
  } else if (away >= watch->allowed - KK_LOCK_WARNING_SECONDS * G_USEC_PER_SEC && !watch->warned) {
    watch->warned = TRUE;
    g_signal_emit (watch, signals[SIGNAL_WARN], 0);
  }
}

static gboolean
on_tick_cb (gpointer data)
{
  kk_lock_watch_tick (data, g_get_monotonic_time ());
  return G_SOURCE_CONTINUE;
}

/* The desktop. */

static void
on_inhibited_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GUnixFDList) fds = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_with_unix_fd_list_finish (
      G_DBUS_CONNECTION (source), &fds, result, NULL);
  KkLockWatch *watch = data;

  /* Without an answer the watch may be gone. */
  if (answer == NULL || fds == NULL || g_unix_fd_list_get_length (fds) == 0)
    return;
  kk_lock_watch_allow_sleep (watch);
  watch->inhibitor = g_unix_fd_list_get (fds, 0, NULL);
}

static void
hold_up_sleep (KkLockWatch *watch)
{
  g_dbus_connection_call_with_unix_fd_list (
      watch->system_bus, "org.freedesktop.login1", "/org/freedesktop/login1",
      "org.freedesktop.login1.Manager", "Inhibit",
      g_variant_new ("(ssss)", "sleep", "Ketenkluis", "locking", "delay"), G_VARIANT_TYPE ("(h)"),
      G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, watch->cancellable, on_inhibited_cb, watch);
}

void
kk_lock_watch_allow_sleep (KkLockWatch *watch)
{
  if (watch->inhibitor >= 0)
    (void) close (watch->inhibitor);
  watch->inhibitor = -1;
}

static void
on_desktop_signal_cb (GDBusConnection *bus,
                      const char *sender G_GNUC_UNUSED,
                      const char *path G_GNUC_UNUSED,
                      const char *interface G_GNUC_UNUSED,
                      const char *name,
                      GVariant *parameters,
                      gpointer data)
{
  KkLockWatch *watch = data;
  gboolean begins = TRUE;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    g_variant_get (parameters, "(b)", &begins);
  if (begins)
    g_signal_emit (watch, signals[SIGNAL_LOCK], 0);
  else if (bus == watch->system_bus && g_str_equal (name, "PrepareForSleep"))
    hold_up_sleep (watch);
}

static void
subscribe (KkLockWatch *watch,
           GDBusConnection *bus,
           GArray *ids,
           const char *interface,
           const char *member)
{
  guint id = g_dbus_connection_signal_subscribe (bus, NULL, interface, member, NULL, NULL,
                                                 G_DBUS_SIGNAL_FLAGS_NONE, on_desktop_signal_cb,
                                                 watch, NULL);

  g_array_append_val (ids, id);
}

static void
on_session_bus_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  GDBusConnection *bus = g_bus_get_finish (result, NULL);
  KkLockWatch *watch = data;

  if (bus == NULL)
    return;
  watch->session_bus = bus;
  subscribe (watch, bus, watch->session_signals, "org.freedesktop.ScreenSaver", "ActiveChanged");
  subscribe (watch, bus, watch->session_signals, "org.gnome.ScreenSaver", "ActiveChanged");
}

static void
on_system_bus_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  GDBusConnection *bus = g_bus_get_finish (result, NULL);
  KkLockWatch *watch = data;

  if (bus == NULL)
    return;
  watch->system_bus = bus;
  subscribe (watch, bus, watch->system_signals, "org.freedesktop.login1.Manager",
             "PrepareForSleep");
  subscribe (watch, bus, watch->system_signals, "org.freedesktop.login1.Session", "Lock");
  hold_up_sleep (watch);
}

/* Life. */

static void
leave_bus (GDBusConnection *bus, GArray *ids)
{
  for (guint i = 0; bus != NULL && i < ids->len; i++)
    g_dbus_connection_signal_unsubscribe (bus, g_array_index (ids, guint, i));
  g_array_set_size (ids, 0);
}

static void
kk_lock_watch_dispose (GObject *object)
{
  KkLockWatch *watch = KK_LOCK_WATCH (object);

  g_cancellable_cancel (watch->cancellable);
  g_clear_handle_id (&watch->timer, g_source_remove);
  leave_bus (watch->session_bus, watch->session_signals);
  leave_bus (watch->system_bus, watch->system_signals);
  g_clear_object (&watch->session_bus);
  g_clear_object (&watch->system_bus);
  kk_lock_watch_allow_sleep (watch);
  G_OBJECT_CLASS (kk_lock_watch_parent_class)->dispose (object);
}

static void
kk_lock_watch_finalize (GObject *object)
{
  KkLockWatch *watch = KK_LOCK_WATCH (object);

  g_array_unref (watch->session_signals);
  g_array_unref (watch->system_signals);
  g_object_unref (watch->cancellable);
  G_OBJECT_CLASS (kk_lock_watch_parent_class)->finalize (object);
}

static void
kk_lock_watch_class_init (KkLockWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kk_lock_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = kk_lock_watch_finalize;
  signals[SIGNAL_WARN] = g_signal_new ("warn", KK_TYPE_LOCK_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LOCK] = g_signal_new ("lock", KK_TYPE_LOCK_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);
}

static void
kk_lock_watch_init (KkLockWatch *watch)
{
  watch->inhibitor = -1;
  watch->cancellable = g_cancellable_new ();
  watch->session_signals = g_array_new (FALSE, FALSE, sizeof (guint));
  watch->system_signals = g_array_new (FALSE, FALSE, sizeof (guint));
  kk_lock_watch_set_minutes (watch, DEFAULT_MINUTES);
}

KkLockWatch *
kk_lock_watch_new (void)
{
  return g_object_new (KK_TYPE_LOCK_WATCH, NULL);
}

void
kk_lock_watch_set_minutes (KkLockWatch *watch, guint minutes)
{
  watch->allowed = minutes * G_TIME_SPAN_MINUTE;
}

void
kk_lock_watch_start (KkLockWatch *watch)
{
  kk_lock_watch_touch (watch, g_get_monotonic_time ());
  watch->timer = g_timeout_add_seconds (TICK_SECONDS, on_tick_cb, watch);
  g_bus_get (G_BUS_TYPE_SESSION, watch->cancellable, on_session_bus_cb, watch);
  g_bus_get (G_BUS_TYPE_SYSTEM, watch->cancellable, on_system_bus_cb, watch);
}
