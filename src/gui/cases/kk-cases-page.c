/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/cases/kk-cases-page.h"

#include "gui/cases/kk-case-model.h"
#include "gui/cases/kk-case-page.h"
#include "gui/cases/kk-case-row.h"
#include "gui/common/kk-nav-button.h"
#include "gui/common/kk-problem-bar.h"
#include "gui/share/kk-share-bar.h"
#include "gui/share/kk-share-page.h"

#include <glib/gi18n.h>

/* What counts as changed lately. */
#define LATELY_MS (G_GINT64_CONSTANT (7) * 24 * 60 * 60 * 1000)

struct _KkCasesPage {
  AdwBin parent_instance;
  KkSession *session;
  KkCaseModel *model;
  GtkSingleSelection *selection;
  gboolean has_chosen;
  gboolean settling; /* the selection follows an answer, not a person */
  gint64 chosen;     /* handle of the case that a person chose */

  GtkWidget *sent;
  GtkWidget *levels;
  GtkWidget *leaflet;
  GtkWidget *list_box;
  GtkWidget *title;
  GtkWidget *problem;
  GtkWidget *search;
  GtkWidget *own;
  GtkWidget *recent;
  GtkWidget *conflicts;
  GtkWidget *states;
  GtkWidget *list;
  GtkWidget *scroller;
  GtkWidget *nothing_found;
  GtkWidget *case_page;
};

G_DEFINE_FINAL_TYPE (KkCasesPage, kk_cases_page, ADW_TYPE_BIN)

enum {
  PROP_PLACE = 1,
};

/* Asking. */

static gboolean
is_on (GtkWidget *toggle)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (toggle));
}

static gboolean
has_filter (KkCasesPage *page)
{
  return is_on (page->own) || is_on (page->recent) || is_on (page->conflicts) ||
         *gtk_editable_get_text (GTK_EDITABLE (page->search)) != '\0';
}

static void
ask (KkCasesPage *page)
{
  const KkCaseFilter filter = {
    .search = gtk_editable_get_text (GTK_EDITABLE (page->search)),
    .own = is_on (page->own),
    .conflicts = is_on (page->conflicts),
    .since = is_on (page->recent) ? g_get_real_time () / 1000 - LATELY_MS : 0,
  };

  kk_case_model_ask (page->model, &filter);
}

static void
on_question_changed_cb (KkCasesPage *page)
{
  ask (page);
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (page->scroller)), 0);
}

static void
say_nothing_found (KkCasesPage *page)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (page->search));
  g_autofree char *words = g_markup_escape_text (typed, -1);
  /* Translators: the words that a person looked for. */
  g_autofree char *sentence = g_strdup_printf (_ ("Nothing found for “%s”."), words);

  adw_status_page_set_title (ADW_STATUS_PAGE (page->nothing_found),
                             *typed != '\0' ? sentence : _ ("Nothing found with these filters."));
}

/* After a new answer the same position is another case: the choice follows the case. */
static void
settle_selection (KkCasesPage *page)
{
  guint position = GTK_INVALID_LIST_POSITION;

  page->settling = TRUE;
  if (!page->has_chosen || !kk_case_model_find (page->model, page->chosen, &position))
    position = GTK_INVALID_LIST_POSITION;
  gtk_single_selection_set_selected (page->selection, position);
  page->settling = FALSE;
}

static void
on_answered_cb (KkCasesPage *page)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (page->model));
  gboolean filtered = has_filter (page);
  /* Translators: how many cases the list shows. */
  g_autofree char *count = g_strdup_printf (ngettext ("%u case", "%u cases", n), n);

  settle_selection (page);
  kk_problem_bar_hide (KK_PROBLEM_BAR (page->problem));
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (page->title), count);
  say_nothing_found (page);
  gtk_stack_set_visible_child_name (GTK_STACK (page->states), n > 0      ? "list"
                                                              : filtered ? "nothing-found"
                                                                         : "empty");
}

static void
on_failed_cb (KkCasesPage *page, const GError *error)
{
  kk_problem_bar_show (KK_PROBLEM_BAR (page->problem), error);
}

static void
on_no_filters_cb (KkCasesPage *page)
{
  gtk_editable_set_text (GTK_EDITABLE (page->search), "");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (page->own), FALSE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (page->recent), FALSE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (page->conflicts), FALSE);
  gtk_widget_grab_focus (page->search);
}

/* The list. */

static void
on_row_setup_cb (gpointer factory G_GNUC_UNUSED, GtkListItem *item)
{
  gtk_list_item_set_child (item, kk_case_row_new ());
}

static void
on_row_bind_cb (gpointer factory G_GNUC_UNUSED, GtkListItem *item)
{
  kk_case_row_set_slot (KK_CASE_ROW (gtk_list_item_get_child (item)),
                        gtk_list_item_get_item (item));
}

static void
on_row_unbind_cb (gpointer factory G_GNUC_UNUSED, GtkListItem *item)
{
  kk_case_row_set_slot (KK_CASE_ROW (gtk_list_item_get_child (item)), NULL);
}

static GtkListItemFactory *
make_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_row_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_row_bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_row_unbind_cb), NULL);
  return factory;
}

/* The chosen case is shown beside the list at once; in a narrow window Return or a click turns to it. */
static void
on_selected_cb (KkCasesPage *page)
{
  guint position = gtk_single_selection_get_selected (page->selection);
  KkCaseSlot *slot = gtk_single_selection_get_selected_item (page->selection);
  const KkCaseItem *item = slot != NULL ? kk_case_slot_get_item (slot) : NULL;

  if (page->settling || item == NULL)
    return;
  page->has_chosen = TRUE;
  page->chosen = kk_case_model_get_handle (page->model, position);
  kk_case_page_show (KK_CASE_PAGE (page->case_page), item->id);
}

/* A single selection that chose by itself would look at every row of a new answer. */
static void
set_up_list (KkCasesPage *page)
{
  g_autoptr (GtkListItemFactory) factory = make_factory ();

  page->model = kk_case_model_new (page->session);
  page->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (page->model)));
  gtk_single_selection_set_autoselect (page->selection, FALSE);
  gtk_single_selection_set_can_unselect (page->selection, TRUE);
  gtk_list_view_set_factory (GTK_LIST_VIEW (page->list), factory);
  gtk_list_view_set_model (GTK_LIST_VIEW (page->list), GTK_SELECTION_MODEL (page->selection));
  g_signal_connect_object (page->selection, "notify::selected-item", G_CALLBACK (on_selected_cb),
                           page, G_CONNECT_SWAPPED);
  g_signal_connect_object (page->model, "answered", G_CALLBACK (on_answered_cb), page,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page->model, "failed", G_CALLBACK (on_failed_cb), page,
                           G_CONNECT_SWAPPED);
}

static void
on_activated_cb (KkCasesPage *page, guint position)
{
  gtk_single_selection_set_selected (page->selection, position);
  on_selected_cb (page);
  adw_leaflet_set_visible_child (ADW_LEAFLET (page->leaflet), page->case_page);
}

static void
on_folded_cb (KkCasesPage *page)
{
  kk_case_page_set_folded (KK_CASE_PAGE (page->case_page),
                           adw_leaflet_get_folded (ADW_LEAFLET (page->leaflet)));
}

/* Keys. */

static void
on_find_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *unused G_GNUC_UNUSED)
{
  KkCasesPage *page = KK_CASES_PAGE (widget);

  adw_leaflet_set_visible_child (ADW_LEAFLET (page->leaflet), page->list_box);
  gtk_widget_grab_focus (page->search);
}

/* Delen lies over list and case. (nullable) */
static KkSharePage *
get_share_page (KkCasesPage *page)
{
  GtkWidget *share = gtk_stack_get_child_by_name (GTK_STACK (page->levels), "share");

  return share != NULL ? KK_SHARE_PAGE (share) : NULL;
}

static void
on_share_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *unused G_GNUC_UNUSED)
{
  KkCasesPage *page = KK_CASES_PAGE (widget);
  const char *reference = kk_case_page_get_reference (KK_CASE_PAGE (page->case_page));
  GtkWidget *share;

  if (reference == NULL || get_share_page (page) != NULL)
    return;
  share = kk_share_page_new (page->session, reference, reference);
  gtk_stack_add_named (GTK_STACK (page->levels), share, "share");
  gtk_stack_set_visible_child (GTK_STACK (page->levels), share);
  gtk_widget_grab_focus (share);
}

static void
on_shared_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *ids)
{
  KkCasesPage *page = KK_CASES_PAGE (widget);
  KkSharePage *share = get_share_page (page);
  GPtrArray *shares = g_ptr_array_new_with_free_func (g_free);
  GVariantIter iter;
  char *id;

  g_variant_iter_init (&iter, ids);
  while (g_variant_iter_next (&iter, "s", &id))
    g_ptr_array_add (shares, id);
  if (shares->len > 0)
    kk_share_bar_begin (KK_SHARE_BAR (page->sent), page->session, shares);
  else
    g_ptr_array_unref (shares);
  gtk_stack_set_visible_child (GTK_STACK (page->levels), page->leaflet);
  if (share != NULL)
    gtk_stack_remove (GTK_STACK (page->levels), GTK_WIDGET (share));
  gtk_widget_child_focus (page->case_page, GTK_DIR_TAB_FORWARD);
}

static void
on_back_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *unused G_GNUC_UNUSED)
{
  KkCasesPage *page = KK_CASES_PAGE (widget);
  KkSharePage *share = get_share_page (page);

  if (share != NULL) {
    kk_share_page_go_back (share);
    return;
  }
  adw_leaflet_set_visible_child (ADW_LEAFLET (page->leaflet), page->list_box);
  gtk_widget_grab_focus (page->list);
}

static void
on_undo_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *unused G_GNUC_UNUSED)
{
  gtk_widget_activate_action (KK_CASES_PAGE (widget)->case_page, "case.undo", NULL);
}

/* A new case is shown at once, empty. */

static gpointer
make_case (KkApp *app, gconstpointer wish G_GNUC_UNUSED, GError **error)
{
  return kk_app_case_new (app, NULL, error);
}

static void
on_made_cb (gpointer owner, gpointer result, const GError *error)
{
  KkCasesPage *page = owner;
  g_autofree char *reference = result;

  kk_problem_bar_show (KK_PROBLEM_BAR (page->problem), error);
  if (error != NULL)
    return;
  kk_case_page_show (KK_CASE_PAGE (page->case_page), reference);
  adw_leaflet_set_visible_child (ADW_LEAFLET (page->leaflet), page->case_page);
  kk_session_say_changed (page->session);
}

static void
on_new_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *unused G_GNUC_UNUSED)
{
  KkCasesPage *page = KK_CASES_PAGE (widget);
  const KkSessionJob job = { .work = make_case, .free_result = g_free };

  kk_session_ask (page->session, G_OBJECT (page), &job, on_made_cb);
}

static void
on_tab_cb (GtkWidget *widget, const char *action, GVariant *unused G_GNUC_UNUSED)
{
  gboolean next = g_str_has_suffix (action, "next");

  gtk_widget_activate_action (KK_CASES_PAGE (widget)->case_page,
                              next ? "case.next" : "case.previous", NULL);
}

static gboolean
on_search_key_cb (KkCasesPage *page, guint key)
{
  if (key != GDK_KEY_Down)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (page->list);
  return GDK_EVENT_STOP;
}

/* Coming back after unlocking: the id of the case, and nothing that it says. */

static void
go_to_case (KkCasesPage *page, const char *place)
{
  kk_case_page_show (KK_CASE_PAGE (page->case_page), place);
  adw_leaflet_set_visible_child (ADW_LEAFLET (page->leaflet), page->case_page);
}

static void
kk_cases_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_PLACE)
    g_value_set_string (value,
                        kk_case_page_get_case (KK_CASE_PAGE (KK_CASES_PAGE (object)->case_page)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kk_cases_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  const char *place = id == PROP_PLACE ? g_value_get_string (value) : NULL;

  if (id != PROP_PLACE)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  else if (place != NULL && *place != '\0')
    go_to_case (KK_CASES_PAGE (object), place);
}

/* Life. */

static void
kk_cases_page_dispose (GObject *object)
{
  KkCasesPage *page = KK_CASES_PAGE (object);

  g_clear_object (&page->selection);
  g_clear_object (&page->model);
  g_clear_object (&page->session);
  G_OBJECT_CLASS (kk_cases_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, KkCasesPage, sent);
  gtk_widget_class_bind_template_child (klass, KkCasesPage, levels);
  gtk_widget_class_bind_template_child (klass, KkCasesPage, leaflet);
  gtk_widget_class_bind_template_child (klass, KkCasesPage, list_box);
  gtk_widget_class_bind_template_child (klass, KkCasesPage, title);
  gtk_widget_class_bind_template_child (klass, KkCasesPage, problem);
  gtk_widget_class_bind_template_child (klass, KkCasesPage, search);
  gtk_widget_class_bind_template_child (klass, KkCasesPage, own);
  gtk_widget_class_bind_template_child (klass, KkCasesPage, recent);
  gtk_widget_class_bind_template_child (klass, KkCasesPage, conflicts);
  gtk_widget_class_bind_template_child (klass, KkCasesPage, states);
  gtk_widget_class_bind_template_child (klass, KkCasesPage, list);
  gtk_widget_class_bind_template_child (klass, KkCasesPage, scroller);
  gtk_widget_class_bind_template_child (klass, KkCasesPage, nothing_found);
  gtk_widget_class_bind_template_child (klass, KkCasesPage, case_page);
  gtk_widget_class_bind_template_callback (klass, on_question_changed_cb);
  gtk_widget_class_bind_template_callback (klass, on_no_filters_cb);
  gtk_widget_class_bind_template_callback (klass, on_activated_cb);
  gtk_widget_class_bind_template_callback (klass, on_folded_cb);
  gtk_widget_class_bind_template_callback (klass, on_search_key_cb);
}

static void
kk_cases_page_class_init (KkCasesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kk_cases_page_dispose;
  G_OBJECT_CLASS (klass)->get_property = kk_cases_page_get_property;
  G_OBJECT_CLASS (klass)->set_property = kk_cases_page_set_property;
  g_object_class_install_property (
      G_OBJECT_CLASS (klass), PROP_PLACE,
      g_param_spec_string ("place", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  g_type_ensure (KK_TYPE_CASE_PAGE);
  g_type_ensure (KK_TYPE_NAV_BUTTON);
  g_type_ensure (KK_TYPE_PROBLEM_BAR);
  g_type_ensure (KK_TYPE_SHARE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/nl/ketenkluis/Ketenkluis/kk-cases-page.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "page.find", NULL, on_find_cb);
  gtk_widget_class_install_action (widget_class, "page.back", NULL, on_back_cb);
  gtk_widget_class_install_action (widget_class, "page.share", NULL, on_share_cb);
  gtk_widget_class_install_action (widget_class, "page.undo", NULL, on_undo_cb);
  gtk_widget_class_install_action (widget_class, "cases.new", NULL, on_new_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "cases.new", NULL);
  gtk_widget_class_install_action (widget_class, "cases.shared-done", "as", on_shared_cb);
  gtk_widget_class_install_action (widget_class, "page.next", NULL, on_tab_cb);
  gtk_widget_class_install_action (widget_class, "page.previous", NULL, on_tab_cb);
}

static void
kk_cases_page_init (KkCasesPage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
}

GtkWidget *
kk_cases_page_new (KkSession *session)
{
  KkCasesPage *page = g_object_new (KK_TYPE_CASES_PAGE, NULL);

  page->session = g_object_ref (session);
  kk_case_page_set_session (KK_CASE_PAGE (page->case_page), session);
  set_up_list (page);
  on_folded_cb (page);
  g_signal_connect_object (session, "changed", G_CALLBACK (ask), page, G_CONNECT_SWAPPED);
  ask (page);
  return GTK_WIDGET (page);
}
