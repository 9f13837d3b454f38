/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/kk-main-view.h"

#include "gui/kk-foot.h"
#include "gui/kk-part.h"
#include "gui/signal/kk-signal-page.h"

#include <glib/gi18n.h>

#define TOAST_SECONDS 10
#define SIGNAL_PAGE   "signal"

struct _KkMainView {
  AdwBin parent_instance;
  KkSession *session;
  GtkWidget *example;
  GtkWidget *flap;
  GtkWidget *navigation;
  GtkWidget *parts;
  GtkWidget *foot;
  GtkWidget *pages;
  GtkWidget *toasts;
  AdwToast *toast; /* (nullable): the one that is shown */
};

G_DEFINE_FINAL_TYPE (KkMainView, kk_main_view, ADW_TYPE_BIN)

/* The page that is shown, and the part it belongs to. */

GtkWidget *
kk_main_view_get_page (KkMainView *view)
{
  return gtk_stack_get_visible_child (GTK_STACK (view->pages));
}

static const KkPart *
find_part (const char *name)
{
  for (gsize i = 0; i < kk_n_parts; i++) {
    if (g_strcmp0 (kk_parts[i].name, name) == 0)
      return &kk_parts[i];
  }
  return NULL;
}

static void
show_part (KkMainView *view, const KkPart *part)
{
  GtkWidget *page = gtk_stack_get_child_by_name (GTK_STACK (view->pages), part->name);
  GtkListBoxRow *row =
      gtk_list_box_get_row_at_index (GTK_LIST_BOX (view->parts), (int) (part - kk_parts));

  if (page == NULL) {
    page = part->make (view->session);
    gtk_stack_add_named (GTK_STACK (view->pages), page, part->name);
  }
  gtk_stack_set_visible_child (GTK_STACK (view->pages), page);
  gtk_list_box_select_row (GTK_LIST_BOX (view->parts), row);
}

static void
on_part_activated_cb (KkMainView *view, GtkListBoxRow *row)
{
  show_part (view, &kk_parts[gtk_list_box_row_get_index (row)]);
  if (adw_flap_get_folded (ADW_FLAP (view->flap)))
    adw_flap_set_reveal_flap (ADW_FLAP (view->flap), FALSE);
  gtk_widget_child_focus (kk_main_view_get_page (view), GTK_DIR_TAB_FORWARD);
}

/* The navigation. */

static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static GtkWidget *
make_row (const KkPart *part)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (part->icon));
  gtk_box_append (GTK_BOX (box), make_label (kk_part_get_title (part)));
  gtk_widget_add_css_class (count, "count");
  gtk_widget_set_valign (count, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (count, FALSE);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "count", count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  kk_part_get_title (part), -1);
  return row;
}

static void
show_count (KkMainView *view, const KkPart *part, guint waiting)
{
  GtkListBoxRow *row =
      gtk_list_box_get_row_at_index (GTK_LIST_BOX (view->parts), (int) (part - kk_parts));
  GtkWidget *count = g_object_get_data (G_OBJECT (row), "count");
  g_autofree char *number = g_strdup_printf ("%u", waiting);
  /* Translators: a part of the window, and how much waits there. */
  g_autofree char *name = g_strdup_printf (_ ("%s, %u waiting"), kk_part_get_title (part), waiting);

  gtk_label_set_label (GTK_LABEL (count), number);
  gtk_widget_set_visible (count, waiting > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  waiting > 0 ? name : kk_part_get_title (part), -1);
}

typedef struct {
  const KkPart *part;
  guint waiting;
} Count;

static gpointer
count_waiting (KkApp *app, gconstpointer wish, GError **error)
{
  Count count = { .part = &kk_parts[GPOINTER_TO_UINT (wish)] };
  GError *local = NULL;

  count.waiting = GPOINTER_TO_UINT (count.part->count (app, NULL, &local));
  if (local != NULL) {
    g_propagate_error (error, local);
    return NULL;
  }
  return g_memdup2 (&count, sizeof count);
}

static void
on_counted_cb (gpointer owner, gpointer result, const GError *error)
{
  g_autofree Count *count = result;

  if (error == NULL)
    show_count (owner, count->part, count->waiting);
}

static void
refresh_counts (KkMainView *view)
{
  for (gsize i = 0; i < kk_n_parts; i++) {
    const KkSessionJob job = {
      .work = count_waiting,
      .wish = GUINT_TO_POINTER (i),
      .free_result = g_free,
      .line = kk_parts[i].name,
    };

    if (kk_parts[i].count != NULL)
      kk_session_ask (view->session, G_OBJECT (view), &job, on_counted_cb);
  }
}

/* Keys. */

static void
on_part_action_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *name)
{
  const KkPart *part = find_part (g_variant_get_string (name, NULL));

  if (part != NULL)
    show_part (KK_MAIN_VIEW (widget), part);
}

/* Snel melden is no part: it comes over the page where a person was, and goes back there. */

static void
leave_signal (KkMainView *view)
{
  GtkWidget *page = gtk_stack_get_child_by_name (GTK_STACK (view->pages), SIGNAL_PAGE);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (view->parts));

  show_part (view, row != NULL ? &kk_parts[gtk_list_box_row_get_index (row)] : &kk_parts[0]);
  if (page != NULL)
    gtk_stack_remove (GTK_STACK (view->pages), page);
  kk_session_say_changed (view->session);
}

static void
on_signal_left_cb (KkMainView *view, GtkWidget *page)
{
  g_autofree char *draft = NULL;

  g_object_get (page, "place", &draft, NULL);
  leave_signal (view);
  if (draft != NULL)
    kk_main_view_toast (view, _ ("Your draft is under Today."), NULL, NULL);
}

static void
on_signal_filed_cb (KkMainView *view, const char *reference)
{
  g_autofree char *action = g_strdup_printf ("view.open::cases/%s", reference);

  leave_signal (view);
  kk_main_view_toast (view, _ ("The signal is filed."), _ ("Open the case"), action);
}

static void
show_signal (KkMainView *view, const char *draft)
{
  GtkWidget *page = gtk_stack_get_child_by_name (GTK_STACK (view->pages), SIGNAL_PAGE);

  if (page == NULL) {
    page = kk_signal_page_new (view->session, *draft != '\0' ? draft : NULL);
    g_signal_connect_object (page, "left", G_CALLBACK (on_signal_left_cb), view, G_CONNECT_SWAPPED);
    g_signal_connect_object (page, "filed", G_CALLBACK (on_signal_filed_cb), view,
                             G_CONNECT_SWAPPED);
    gtk_stack_add_named (GTK_STACK (view->pages), page, SIGNAL_PAGE);
  }
  gtk_stack_set_visible_child (GTK_STACK (view->pages), page);
}

static void
on_signal_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *draft)
{
  show_signal (KK_MAIN_VIEW (widget), g_variant_get_string (draft, NULL));
}

/* view.open::PLACE, as kk_main_view_dup_place() writes it: another page leads there. */
static void
on_open_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *place)
{
  kk_main_view_set_place (KK_MAIN_VIEW (widget), g_variant_get_string (place, NULL));
}

static void
on_navigation_cb (GtkWidget *widget,
                  const char *action G_GNUC_UNUSED,
                  GVariant *unused G_GNUC_UNUSED)
{
  KkMainView *view = KK_MAIN_VIEW (widget);
  gboolean shown = adw_flap_get_reveal_flap (ADW_FLAP (view->flap));

  adw_flap_set_reveal_flap (ADW_FLAP (view->flap), !shown);
  if (!shown)
    gtk_widget_child_focus (view->parts, GTK_DIR_TAB_FORWARD);
}

static void
on_exchange_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *unused G_GNUC_UNUSED)
{
  kk_foot_exchange (KK_FOOT (KK_MAIN_VIEW (widget)->foot));
}

/* The keys of a page work wherever the focus is: view.page::NAME asks the shown page for page.NAME. */
static void
on_page_action_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *name)
{
  g_autofree char *wanted = g_strconcat ("page.", g_variant_get_string (name, NULL), NULL);
  GtkWidget *page = kk_main_view_get_page (KK_MAIN_VIEW (widget));

  if (page != NULL)
    gtk_widget_activate_action (page, wanted, NULL);
}

static gboolean
has_focus_inside (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* Navigation and page; a page with panes of its own goes on from there by page.pane. */
static void
on_pane_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *unused G_GNUC_UNUSED)
{
  KkMainView *view = KK_MAIN_VIEW (widget);

  if (has_focus_inside (view->navigation)) {
    gtk_widget_child_focus (kk_main_view_get_page (view), GTK_DIR_TAB_FORWARD);
  } else if (!gtk_widget_activate_action (kk_main_view_get_page (view), "page.pane", NULL)) {
    GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (view->parts));

    gtk_widget_grab_focus (GTK_WIDGET (row));
  }
}

static void
add_page_key (GtkWidgetClass *klass, guint key, GdkModifierType modifiers, const char *name)
{
  gtk_widget_class_add_binding_action (klass, key, modifiers, "view.page", "s", name);
}

static void
install_keys (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "view.part", "s", on_part_action_cb);
  gtk_widget_class_install_action (klass, "view.open", "s", on_open_cb);
  gtk_widget_class_install_action (klass, "view.signal", "s", on_signal_cb);
  gtk_widget_class_install_action (klass, "view.page", "s", on_page_action_cb);
  gtk_widget_class_install_action (klass, "view.navigation", NULL, on_navigation_cb);
  gtk_widget_class_install_action (klass, "view.pane", NULL, on_pane_cb);
  gtk_widget_class_install_action (klass, "view.exchange", NULL, on_exchange_cb);
  for (gsize i = 0; i < kk_n_parts; i++)
    gtk_widget_class_add_binding_action (klass, kk_parts[i].key, GDK_CONTROL_MASK, "view.part", "s",
                                         kk_parts[i].name);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F5, 0, "view.exchange", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F9, 0, "view.navigation", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F6, 0, "view.pane", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F6, GDK_SHIFT_MASK, "view.pane", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_n, GDK_CONTROL_MASK, "view.signal", "s", "");
  add_page_key (klass, GDK_KEY_f, GDK_CONTROL_MASK, "find");
  add_page_key (klass, GDK_KEY_d, GDK_CONTROL_MASK, "share");
  add_page_key (klass, GDK_KEY_p, GDK_CONTROL_MASK, "print");
  add_page_key (klass, GDK_KEY_z, GDK_CONTROL_MASK, "undo");
  add_page_key (klass, GDK_KEY_Left, GDK_ALT_MASK, "back");
  add_page_key (klass, GDK_KEY_Page_Down, GDK_CONTROL_MASK, "next");
  add_page_key (klass, GDK_KEY_Page_Up, GDK_CONTROL_MASK, "previous");
}

/* Life. */

static void
kk_main_view_dispose (GObject *object)
{
  g_clear_object (&KK_MAIN_VIEW (object)->session);
  g_clear_object (&KK_MAIN_VIEW (object)->toast);
  G_OBJECT_CLASS (kk_main_view_parent_class)->dispose (object);
}

static gboolean
kk_main_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (kk_main_view_get_page (KK_MAIN_VIEW (widget)),
                                 GTK_DIR_TAB_FORWARD);
}

static void
kk_main_view_class_init (KkMainViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kk_main_view_dispose;
  widget_class->grab_focus = kk_main_view_grab_focus;
  g_type_ensure (KK_TYPE_FOOT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/nl/ketenkluis/Ketenkluis/kk-main-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KkMainView, example);
  gtk_widget_class_bind_template_child (widget_class, KkMainView, flap);
  gtk_widget_class_bind_template_child (widget_class, KkMainView, navigation);
  gtk_widget_class_bind_template_child (widget_class, KkMainView, parts);
  gtk_widget_class_bind_template_child (widget_class, KkMainView, foot);
  gtk_widget_class_bind_template_child (widget_class, KkMainView, pages);
  gtk_widget_class_bind_template_child (widget_class, KkMainView, toasts);
  gtk_widget_class_bind_template_callback (widget_class, on_part_activated_cb);
  install_keys (widget_class);
}

static void
kk_main_view_init (KkMainView *view)
{
  gtk_widget_init_template (GTK_WIDGET (view));
  for (gsize i = 0; i < kk_n_parts; i++)
    gtk_list_box_append (GTK_LIST_BOX (view->parts), make_row (&kk_parts[i]));
}

GtkWidget *
kk_main_view_new (KkSession *session, gboolean example)
{
  KkMainView *view = g_object_new (KK_TYPE_MAIN_VIEW, NULL);

  view->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (refresh_counts), view,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (view->example, example);
  kk_foot_set_session (KK_FOOT (view->foot), session);
  refresh_counts (view);
  show_part (view, &kk_parts[0]);
  return GTK_WIDGET (view);
}

static gboolean
has_place (GtkWidget *page)
{
  return g_object_class_find_property (G_OBJECT_GET_CLASS (page), "place") != NULL;
}

char *
kk_main_view_dup_place (KkMainView *view)
{
  const char *part = gtk_stack_get_visible_child_name (GTK_STACK (view->pages));
  g_autofree char *place = NULL;

  if (has_place (kk_main_view_get_page (view)))
    g_object_get (kk_main_view_get_page (view), "place", &place, NULL);
  return g_strdup_printf ("%s/%s", part, place != NULL ? place : "");
}

void
kk_main_view_set_place (KkMainView *view, const char *place)
{
  g_auto (GStrv) pieces = g_strsplit (place, "/", 2);
  const KkPart *part = find_part (pieces[0]);

  if (g_strcmp0 (pieces[0], SIGNAL_PAGE) == 0)
    show_signal (view, pieces[1] != NULL ? pieces[1] : "");
  if (part == NULL)
    return;
  show_part (view, part);
  if (pieces[1] != NULL && has_place (kk_main_view_get_page (view)))
    g_object_set (kk_main_view_get_page (view), "place", pieces[1], NULL);
}

void
kk_main_view_toast (KkMainView *view, const char *sentence, const char *label, const char *action)
{
  AdwToast *toast = adw_toast_new (sentence);

  if (view->toast != NULL)
    adw_toast_dismiss (view->toast);
  adw_toast_set_timeout (toast, TOAST_SECONDS);
  adw_toast_set_button_label (toast, label);
  if (action != NULL)
    adw_toast_set_detailed_action_name (toast, action);
  g_set_object (&view->toast, toast);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (view->toasts), toast);
}
