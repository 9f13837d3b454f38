/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Every page of an example region that looks lived in, in every look and at two sizes: a picture of each in the build folder,
 * and while it is there, whatever must hold for all pages. KK_EXAMPLE: (nullable): folder of an example that is there. */

#include "app/kk-app-demo.h"
#include "gui/common/kk-split.h"
#include "gui/kk-main-view.h"
#include "gui/kk-part.h"
#include "gui/settings/kk-admit-window.h"
#include "gui/settings/kk-settings-window.h"
#include "gui/unlock/kk-join-window.h"
#include "gui/unlock/kk-region-window.h"
#include "gui/unlock/kk-restore-window.h"
#include "kk-test-gtk.h"
#include "kk-test-region.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

typedef struct {
  const char *name;
  gboolean dark;
  gboolean contrast;
  guint scale; /* percent */
} Look;

static const Look looks[] = {
  { "light", FALSE, FALSE, 100 },
  { "dark", TRUE, FALSE, 100 },
  { "contrast", FALSE, TRUE, 100 },
  { "large", FALSE, FALSE, 150 },
};

static const struct {
  int width;
  int height;
} sizes[] = { { 1280, 800 }, { 360, 720 } };

typedef struct {
  char *root;   /* (nullable): to be removed */
  char *folder; /* of the vault */
  KkSession *session;
  gboolean done;
} Stage;

static gboolean
is_done (gpointer data)
{
  return ((Stage *) data)->done;
}

/* The example. */

static GBytes *
read_samples (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("KK_DATADIR"), "samples", "cases-htcds.csv", NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  gsize size = 0;

  g_file_get_contents (path, &text, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, size);
}

static void
make_example (Stage *stage)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) csv = read_samples ();
  g_autofree char *place = NULL;

  if (g_getenv ("KK_EXAMPLE") == NULL)
    stage->root = kk_test_folder_new ();
  place = stage->root != NULL ? g_build_filename (stage->root, "example", NULL)
                              : g_strdup (g_getenv ("KK_EXAMPLE"));
  stage->folder = kk_app_demo_build (place, csv, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
on_opened_cb (gpointer owner, gpointer result G_GNUC_UNUSED, const GError *error)
{
  g_assert_no_error (error);
  ((Stage *) g_object_get_data (owner, "stage"))->done = TRUE;
}

static void
open_example (Stage *stage)
{
  stage->session = kk_session_new ();
  g_object_set_data (G_OBJECT (stage->session), "stage", stage);
  kk_session_open (stage->session, G_OBJECT (stage->session), stage->folder,
                   kk_secret_new_copy (KK_DEMO_PASSPHRASE, strlen (KK_DEMO_PASSPHRASE)),
                   on_opened_cb);
  kk_test_gtk_wait (is_done, stage);
}

/* Jobs are done in order, and an answer may ask once more. */

static gpointer
do_nothing (KkApp *app G_GNUC_UNUSED,
            gconstpointer wish G_GNUC_UNUSED,
            GError **error G_GNUC_UNUSED)
{
  return NULL;
}

static void
settle (Stage *stage)
{
  const KkSessionJob job = { .work = do_nothing };

  for (guint i = 0; i < 3; i++) {
    stage->done = FALSE;
    kk_session_ask (stage->session, G_OBJECT (stage->session), &job, on_opened_cb);
    kk_test_gtk_wait (is_done, stage);
  }
}

/* Looks. */

static void
put_on (GtkWindow *window, const Look *look)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                                 : ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (96 * 1024 * look->scale / 100),
                NULL);
  if (look->contrast)
    gtk_widget_add_css_class (GTK_WIDGET (window), "high-contrast");
}

/* What must hold for whatever is shown. */

static gboolean
has_label (GtkWidget *widget)
{
  return gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                           GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                           GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

static gboolean
has_words (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    if (has_words (child))
      return TRUE;
  }
  return FALSE;
}

/* The focus of an entry and of a choice is in a part of it, the name is with the whole. Buttons of the window itself have
 * their name from the toolkit. */
static gboolean
is_named (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);
  gboolean part = GTK_IS_TEXT (widget) || GTK_IS_MENU_BUTTON (parent);

  /* The words in an entry are a hint, or what was typed. */
  return has_label (widget) || (!GTK_IS_TEXT (widget) && has_words (widget)) ||
         (part && has_label (parent)) ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL ||
         GTK_IS_SCROLLED_WINDOW (widget) || GTK_IS_LIST_VIEW (widget);
}

/* Tab from the first to the last: each stop has a name. */
static void
assert_named (GtkWindow *window)
{
  gtk_window_set_focus (window, NULL);
  for (guint i = 0; i < 200; i++) {
    GtkWidget *focus;

    if (!gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD))
      return;
    focus = gtk_window_get_focus (window);
    if (focus != NULL && !is_named (focus))
      g_error ("a %s in a %s has no name", G_OBJECT_TYPE_NAME (focus),
               G_OBJECT_TYPE_NAME (gtk_widget_get_parent (focus)));
  }
}

/* English that got through: words that Dutch does not have. The catalogue is complete or another test says so. */
static void
assert_dutch (GtkWidget *widget)
{
  const char *english = "\\b(the|and|your|with|this|yet|which|from|there|nothing|choose)\\b";

  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      g_regex_match_simple (english, gtk_label_get_text (GTK_LABEL (widget)), G_REGEX_CASELESS, 0))
    g_error ("not in Dutch: %s", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_dutch (child);
}

static void
check (GtkWindow *window)
{
  gboolean knows_pages = strcmp (gettext ("Nothing to judge."), "Nothing to judge.") != 0;

  if (knows_pages)
    assert_dutch (GTK_WIDGET (window));
  assert_named (window);
}

/* Of a page with two panes also the second one, of the first line in the list. */
static void
picture_detail (Stage *stage, GtkWindow *window, GtkWidget *page, const char *name)
{
  g_autofree char *detail = g_strdup_printf ("%s-detail", name);

  if (!KK_IS_SPLIT (page))
    return;
  kk_split_choose (KK_SPLIT (page), 0);
  settle (stage);
  kk_test_gtk_draw (window);
  kk_test_gtk_save (window, detail);
  check (window);
}

static void
picture_places (Stage *stage, GtkWindow *window, GtkWidget *view, const char *suffix)
{
  const char *wanted = g_getenv ("KK_PLACES");
  g_auto (GStrv) places = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; i < kk_n_parts; i++)
    g_strv_builder_add (builder, kk_parts[i].name);
  g_strv_builder_add (builder, "signal");
  places = wanted != NULL ? g_strsplit (wanted, ",", -1) : g_strv_builder_end (builder);
  for (guint i = 0; places[i] != NULL; i++) {
    g_autofree char *flat = g_strdelimit (g_strdup (places[i]), "/", '-');
    g_autofree char *name = g_strdup_printf ("page-%s-%s", flat, suffix);

    kk_main_view_set_place (KK_MAIN_VIEW (view), places[i]);
    settle (stage);
    kk_test_gtk_draw (window);
    kk_test_gtk_save (window, name);
    check (window);
    picture_detail (stage, window, kk_main_view_get_page (KK_MAIN_VIEW (view)), name);
  }
}

/* Windows of one task. */

static GtkWidget *
make_settings (KkSession *session)
{
  return kk_settings_window_new (NULL, session, NULL);
}

static GtkWidget *
make_joining (KkSession *session)
{
  return kk_join_window_new (NULL, session);
}

static GtkWidget *
make_region (KkSession *session)
{
  const KkRegionWindowPlan plan = { .quick = TRUE };

  return kk_region_window_new (session, &plan);
}

static GtkWidget *
make_restore (KkSession *session)
{
  return kk_restore_window_new (NULL, session, "/nonexistent");
}

static GtkWidget *
make_admission (KkSession *session)
{
  return kk_admit_window_new (NULL, session);
}

static GtkWidget *
make_members (KkSession *session)
{
  GtkWidget *window = make_settings (session);

  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (window), "members");
  return window;
}

static const struct {
  const char *name;
  GtkWidget *(*make) (KkSession *session);
} tasks[] = {
  { "settings", make_settings }, { "members", make_members }, { "admit", make_admission },
  { "join", make_joining },      { "region", make_region },   { "restore", make_restore },
};

/* They have a size of their own, and fit on a narrow screen. */
static void
picture_tasks (Stage *stage, const Look *look, guint size)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tasks); i++) {
    GtkWidget *window = tasks[i].make (stage->session);
    g_autofree char *name =
        g_strdup_printf ("task-%s-%s-%d", tasks[i].name, look->name, sizes[size].width);

    put_on (GTK_WINDOW (window), look);
    if (sizes[size].width < 640)
      gtk_window_set_default_size (GTK_WINDOW (window), sizes[size].width, sizes[size].height);
    gtk_window_present (GTK_WINDOW (window));
    settle (stage);
    kk_test_gtk_draw (GTK_WINDOW (window));
    kk_test_gtk_save (GTK_WINDOW (window), name);
    g_assert_cmpint (gtk_widget_get_width (window), <=, sizes[size].width);
    check (GTK_WINDOW (window));
    kk_test_gtk_destroy (GTK_WINDOW (window), window);
  }
}

static void
picture_look (Stage *stage, const Look *look, guint size)
{
  GtkWidget *view = kk_main_view_new (stage->session, TRUE);
  GtkWindow *window = kk_test_gtk_show (view, sizes[size].width, sizes[size].height);
  g_autofree char *suffix = g_strdup_printf ("%s-%d", look->name, sizes[size].width);

  put_on (window, look);
  picture_places (stage, window, view, suffix);
  kk_test_gtk_destroy (window, view);
  picture_tasks (stage, look, size);
}

static void
test_pictures (void)
{
  const char *wanted = g_getenv ("KK_LOOK");
  Stage stage = { 0 };

  make_example (&stage);
  open_example (&stage);
  for (gsize l = 0; l < G_N_ELEMENTS (looks); l++) {
    if (wanted != NULL && strcmp (wanted, looks[l].name) != 0)
      continue;
    for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
      picture_look (&stage, &looks[l], s);
  }
  kk_session_lock (stage.session);
  g_object_unref (stage.session);
  if (stage.root != NULL)
    kk_test_folder_remove (stage.root);
  g_free (stage.root);
  g_free (stage.folder);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("KK_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  kk_test_gtk_init (&argc, &argv);
  g_test_add_func ("/pictures/all-pages", test_pictures);
  return g_test_run ();
}
