/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "kk-driver.h"

#include <X11/XKBlib.h>
#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <atspi/atspi.h>
#include <gio/gio.h>
#include <string.h>

#define PATIENCE   (30 * G_USEC_PER_SEC)
#define PAUSE      (20 * 1000)
#define MOST_STOPS 60

/* libatspi 2.46 has none of its own. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAccessible, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAction, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiEditableText, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiText, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiStateSet, g_object_unref)

struct _KkDriver {
  GSubprocess *client;
  guint process;
  Display *display;
};

/* The tree. */

static AtspiAccessible *
find_client (KkDriver *driver)
{
  g_autoptr (AtspiAccessible) desktop = atspi_get_desktop (0);
  int n = atspi_accessible_get_child_count (desktop, NULL);

  atspi_accessible_clear_cache (desktop);
  for (int i = 0; i < n; i++) {
    g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (desktop, i, NULL);

    if (child != NULL && atspi_accessible_get_process_id (child, NULL) == driver->process)
      return g_steal_pointer (&child);
  }
  return NULL;
}

/* Answers TRUE to stop the walk. */
typedef gboolean (*Visit) (AtspiAccessible *object, gpointer data);

static gboolean
walk (AtspiAccessible *object, Visit visit, gpointer data)
{
  int n = atspi_accessible_get_child_count (object, NULL);

  if (visit (object, data))
    return TRUE;
  for (int i = 0; i < n; i++) {
    g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (object, i, NULL);

    if (child != NULL && walk (child, visit, data))
      return TRUE;
  }
  return FALSE;
}

static void
walk_client (KkDriver *driver, Visit visit, gpointer data)
{
  g_autoptr (AtspiAccessible) client = find_client (driver);

  if (client == NULL)
    return;
  atspi_accessible_clear_cache (client);
  walk (client, visit, data);
}

typedef struct {
  const char *role;
  const char *name;
  gboolean focused;
  AtspiAccessible *found;
} Wanted;

static gboolean
is_focused (AtspiAccessible *object)
{
  g_autoptr (AtspiStateSet) states = atspi_accessible_get_state_set (object);

  return states != NULL && atspi_state_set_contains (states, ATSPI_STATE_FOCUSED);
}

/* Each question is a message over the bus, so the one that refuses most comes first. */
static gboolean
is_wanted (AtspiAccessible *object, gpointer data)
{
  Wanted *wanted = data;
  g_autofree char *name = NULL;
  g_autofree char *role = NULL;

  if (wanted->focused && !is_focused (object))
    return FALSE;
  name = wanted->name != NULL ? atspi_accessible_get_name (object, NULL) : NULL;
  if (wanted->name != NULL && (name == NULL || !g_str_has_prefix (name, wanted->name)))
    return FALSE;
  role = wanted->role != NULL ? atspi_accessible_get_role_name (object, NULL) : NULL;
  if (g_strcmp0 (role, wanted->role) != 0)
    return FALSE;
  wanted->found = g_object_ref (object);
  return TRUE;
}

static gboolean
print_object (AtspiAccessible *object, gpointer data G_GNUC_UNUSED)
{
  g_autofree char *role = atspi_accessible_get_role_name (object, NULL);
  g_autofree char *name = atspi_accessible_get_name (object, NULL);

  if (name != NULL && *name != '\0')
    g_printerr ("  [%s] %s\n", role, name);
  return FALSE;
}

static AtspiAccessible *
find (KkDriver *driver, const char *role, const char *name)
{
  Wanted wanted = { .role = role, .name = name };

  walk_client (driver, is_wanted, &wanted);
  return wanted.found;
}

static AtspiAccessible *
wait_for (KkDriver *driver, const char *role, const char *name)
{
  gint64 until = g_get_monotonic_time () + PATIENCE;
  AtspiAccessible *found;

  while ((found = find (driver, role, name)) == NULL) {
    if (g_get_monotonic_time () > until) {
      walk_client (driver, print_object, NULL);
      g_error ("there is no [%s] %s", role, name);
    }
    g_usleep (PAUSE);
  }
  return found;
}

void
kk_driver_expect (KkDriver *driver, const char *role, const char *name)
{
  g_autoptr (AtspiAccessible) found G_GNUC_UNUSED = wait_for (driver, role, name);
}

void
kk_driver_expect_none (KkDriver *driver, const char *role, const char *name)
{
  gint64 until = g_get_monotonic_time () + PATIENCE;

  for (;;) {
    g_autoptr (AtspiAccessible) found = find (driver, role, name);

    if (found == NULL)
      return;
    if (g_get_monotonic_time () > until)
      g_error ("there still is [%s] %s", role, name);
    g_usleep (PAUSE);
  }
}

char *
kk_driver_get_name (KkDriver *driver, const char *role, const char *name)
{
  g_autoptr (AtspiAccessible) found = wait_for (driver, role, name);

  return atspi_accessible_get_name (found, NULL);
}

void
kk_driver_press (KkDriver *driver, const char *role, const char *name)
{
  g_autoptr (AtspiAccessible) found = wait_for (driver, role, name);
  g_autoptr (AtspiAction) action = atspi_accessible_get_action_iface (found);

  g_assert_nonnull (action);
  g_assert_true (atspi_action_do_action (action, 0, NULL));
}

void
kk_driver_fill (KkDriver *driver, const char *role, const char *name, const char *text)
{
  g_autoptr (AtspiAccessible) found = wait_for (driver, role, name);
  g_autoptr (AtspiEditableText) editable = atspi_accessible_get_editable_text_iface (found);

  g_assert_nonnull (editable);
  g_assert_true (atspi_editable_text_set_text_contents (editable, text, NULL));
}

/* Looking for what should not be there. */

typedef struct {
  const char *text;
  guint count;
} Count;

static char *
dup_text (AtspiAccessible *object)
{
  g_autoptr (AtspiText) text = atspi_accessible_get_text_iface (object);
  int length = text != NULL ? atspi_text_get_character_count (text, NULL) : 0;

  return length > 0 ? atspi_text_get_text (text, 0, length, NULL) : NULL;
}

static gboolean
count_text (AtspiAccessible *object, gpointer data)
{
  Count *count = data;
  g_autofree char *name = atspi_accessible_get_name (object, NULL);
  g_autofree char *description = atspi_accessible_get_description (object, NULL);
  g_autofree char *text = dup_text (object);
  const char *places[] = { name, description, text };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    if (places[i] != NULL && strstr (places[i], count->text) != NULL)
      count->count++;
  }
  return FALSE;
}

guint
kk_driver_count (KkDriver *driver, const char *text)
{
  Count count = { .text = text };

  walk_client (driver, count_text, &count);
  return count.count;
}

/* Keys. */

static void
send_key (KkDriver *driver, KeySym symbol, Bool down)
{
  XTestFakeKeyEvent (driver->display, XKeysymToKeycode (driver->display, symbol), down,
                     CurrentTime);
  XFlush (driver->display);
}

static KeySym
find_symbol (const char *name)
{
  if (strcmp (name, "ctrl") == 0)
    return XK_Control_L;
  if (strcmp (name, "alt") == 0)
    return XK_Alt_L;
  if (strcmp (name, "shift") == 0)
    return XK_Shift_L;
  return XStringToKeysym (name);
}

void
kk_driver_key (KkDriver *driver, const char *keys)
{
  g_auto (GStrv) names = g_strsplit (keys, "+", -1);
  guint n = g_strv_length (names);

  for (guint i = 0; i < n; i++)
    send_key (driver, find_symbol (names[i]), True);
  for (guint i = n; i > 0; i--)
    send_key (driver, find_symbol (names[i - 1]), False);
}

/* The symbol of a printable sign of ASCII is its code. */
void
kk_driver_type (KkDriver *driver, const char *text)
{
  for (const char *at = text; *at != '\0'; at++) {
    KeySym symbol = (KeySym) *at;
    KeyCode code = XKeysymToKeycode (driver->display, symbol);
    gboolean shifted = XkbKeycodeToKeysym (driver->display, code, 0, 0) != symbol;

    if (shifted)
      send_key (driver, XK_Shift_L, True);
    send_key (driver, symbol, True);
    send_key (driver, symbol, False);
    if (shifted)
      send_key (driver, XK_Shift_L, False);
  }
}

static char *
dup_focus (KkDriver *driver)
{
  Wanted focused = { .focused = TRUE };
  g_autoptr (AtspiAccessible) found = NULL;

  walk_client (driver, is_wanted, &focused);
  found = focused.found;
  if (found != NULL) {
    g_autofree char *role = atspi_accessible_get_role_name (found, NULL);
    g_autofree char *name = atspi_accessible_get_name (found, NULL);

    return g_strdup_printf ("[%s] %s", role, name);
  }
  return g_strdup ("nothing");
}

void
kk_driver_tab_to (KkDriver *driver, const char *role, const char *name)
{
  g_autofree char *wanted = g_strdup_printf ("[%s] %s", role, name);
  g_autoptr (GString) order = g_string_new (NULL);

  for (guint stop = 0; stop < MOST_STOPS; stop++) {
    g_autofree char *focus = dup_focus (driver);

    if (g_str_has_prefix (focus, wanted))
      return;
    g_string_append_printf (order, "\n  %s", focus);
    kk_driver_key (driver, "Tab");
    g_usleep (PAUSE);
  }
  g_error ("Tab does not come to %s:%s", wanted, order->str);
}

/* Which of several clients the keys go to. */

/* (transfer full) (element-type gulong): what the property of @window holds, none when it is not there. */
static GArray *
dup_numbers (KkDriver *driver, Window window, const char *property)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gulong));
  Atom name = XInternAtom (driver->display, property, False);
  Atom type;
  int format;
  gulong n = 0;
  gulong left;
  guchar *data = NULL;

  if (XGetWindowProperty (driver->display, window, name, 0, 64, False, AnyPropertyType, &type,
                          &format, &n, &left, &data) == Success &&
      format == 32)
    g_array_append_vals (numbers, data, (guint) n);
  if (data != NULL)
    XFree (data);
  return numbers;
}

static gboolean
has_number (KkDriver *driver, Window window, const char *property, gulong wanted)
{
  g_autoptr (GArray) numbers = dup_numbers (driver, window, property);

  return numbers->len == 1 && g_array_index (numbers, gulong, 0) == wanted;
}

/* Of those that the window manager manages. */
static Window
find_window (KkDriver *driver)
{
  g_autoptr (GArray) windows =
      dup_numbers (driver, DefaultRootWindow (driver->display), "_NET_CLIENT_LIST");

  for (guint i = windows->len; i > 0; i--) {
    Window window = g_array_index (windows, gulong, i - 1);

    if (has_number (driver, window, "_NET_WM_PID", driver->process))
      return window;
  }
  return None;
}

void
kk_driver_raise (KkDriver *driver)
{
  Window root = DefaultRootWindow (driver->display);
  Window window = find_window (driver);
  XEvent event = { .xclient = { .type = ClientMessage, .format = 32, .window = window } };
  gint64 until = g_get_monotonic_time () + PATIENCE;

  g_assert_cmpuint (window, !=, None);
  event.xclient.message_type = XInternAtom (driver->display, "_NET_ACTIVE_WINDOW", False);
  event.xclient.data.l[0] = 2; /* as a pager, whose wish is granted */
  XSendEvent (driver->display, root, False, SubstructureNotifyMask | SubstructureRedirectMask,
              &event);
  XFlush (driver->display);
  while (!has_number (driver, root, "_NET_ACTIVE_WINDOW", window)) {
    g_assert_cmpint (g_get_monotonic_time (), <, until);
    g_usleep (PAUSE);
  }
}

/* The client. */

KkDriver *
kk_driver_start (const char *const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  const char *sanitizer = g_getenv ("KK_CLIENT_ASAN");
  KkDriver *driver = g_new0 (KkDriver, 1);

  /* The bus warns of clients that are just starting; that is no fault of theirs. In the client itself warnings are fatal. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  g_ptr_array_add (argv, (gpointer) g_getenv ("KK_CLIENT"));
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) (guintptr) arguments[i]);
  g_ptr_array_add (argv, NULL);
  g_subprocess_launcher_setenv (launcher, "GTK_A11Y", "atspi", TRUE);
  g_subprocess_launcher_setenv (launcher, "G_DEBUG", "fatal-warnings", TRUE);
  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS",
                                sanitizer != NULL ? sanitizer : "detect_leaks=1", TRUE);
  driver->client =
      g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  driver->process =
      (guint) g_ascii_strtoull (g_subprocess_get_identifier (driver->client), NULL, 10);
  driver->display = XOpenDisplay (NULL);
  g_assert_nonnull (driver->display);
  kk_driver_expect (driver, "frame", "Ketenkluis");
  return driver;
}

void
kk_driver_stop (KkDriver *driver)
{
  g_autoptr (GError) error = NULL;

  kk_driver_raise (driver);
  kk_driver_key (driver, "ctrl+q");
  g_subprocess_wait_check (driver->client, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (driver->client);
  XCloseDisplay (driver->display);
  g_free (driver);
}
