/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/pages/kk-meldroute-page.h"

#include "gui/common/kk-problem-bar.h"
#include "gui/common/kk-rows.h"
#include "gui/pages/kk-contact-cards.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KkMeldroutePage {
  KkSplit parent_instance;
  KkSession *session;
  GPtrArray *routes; /* (nullable) (element-type KkMeldroute) */
  GPtrArray *shown;  /* (element-type KkMeldroute): borrowed, in the order of the lines */
  GtkWidget *search;
};

G_DEFINE_FINAL_TYPE (KkMeldroutePage, kk_meldroute_page, KK_TYPE_SPLIT)

static gboolean
begins (const char *name, const char *typed)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_autofree char *wanted = g_utf8_casefold (typed, -1);

  return strstr (folded, wanted) != NULL;
}

static void
add_line (KkMeldroutePage *page, KkMeldroute *route)
{
  const KkContactItem *first = route->contacts->len > 0 ? route->contacts->pdata[0] : NULL;
  const KkSplitLine line = {
    .id = route->municipality,
    .title = route->municipality,
    .detail = first != NULL ? first->name : _ ("Nobody was appointed yet"),
    .icon = first != NULL ? "call-start-symbolic" : "dialog-warning-symbolic",
  };

  g_ptr_array_add (page->shown, route);
  kk_split_add (KK_SPLIT (page), &line);
}

static void
show_routes (KkMeldroutePage *page)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (page->search));

  g_ptr_array_set_size (page->shown, 0);
  kk_split_take (KK_SPLIT (page));
  for (guint i = 0; page->routes != NULL && i < page->routes->len; i++) {
    KkMeldroute *route = page->routes->pdata[i];

    if (begins (route->municipality, typed))
      add_line (page, route);
  }
  kk_split_end (KK_SPLIT (page));
}

static gpointer
read_routes (KkApp *app, gconstpointer wish G_GNUC_UNUSED, GError **error)
{
  return kk_app_meldroute_list (app, error);
}

static void
free_routes (gpointer routes)
{
  g_ptr_array_unref (routes);
}

static void
on_read_cb (gpointer owner, gpointer result, const GError *error)
{
  KkMeldroutePage *page = owner;

  kk_problem_bar_show (KK_PROBLEM_BAR (kk_split_get_problem (KK_SPLIT (page))), error);
  if (error != NULL)
    return;
  g_ptr_array_set_size (page->shown, 0);
  g_clear_pointer (&page->routes, g_ptr_array_unref);
  page->routes = result;
  show_routes (page);
}

static void
ask (KkMeldroutePage *page)
{
  const KkSessionJob job = {
    .work = read_routes,
    .free_result = free_routes,
    .line = "meldroute",
  };

  kk_session_ask (page->session, G_OBJECT (page), &job, on_read_cb);
}

static void
kk_meldroute_page_show (KkSplit *split, guint position, GtkBox *detail)
{
  KkMeldroutePage *page = KK_MELDROUTE_PAGE (split);
  const KkMeldroute *route;

  if (position >= page->shown->len)
    return;
  route = page->shown->pdata[position];
  gtk_box_append (detail, kk_text_new (route->municipality, "title-2"));
  kk_contact_cards_fill (detail, route);
}

static void
on_find_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *unused G_GNUC_UNUSED)
{
  gtk_widget_grab_focus (KK_MELDROUTE_PAGE (widget)->search);
}

static void
kk_meldroute_page_dispose (GObject *object)
{
  KkMeldroutePage *page = KK_MELDROUTE_PAGE (object);

  g_clear_object (&page->session);
  g_ptr_array_set_size (page->shown, 0);
  g_clear_pointer (&page->routes, g_ptr_array_unref);
  G_OBJECT_CLASS (kk_meldroute_page_parent_class)->dispose (object);
}

static void
kk_meldroute_page_finalize (GObject *object)
{
  g_ptr_array_unref (KK_MELDROUTE_PAGE (object)->shown);
  G_OBJECT_CLASS (kk_meldroute_page_parent_class)->finalize (object);
}

static void
kk_meldroute_page_class_init (KkMeldroutePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kk_meldroute_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kk_meldroute_page_finalize;
  KK_SPLIT_CLASS (klass)->show = kk_meldroute_page_show;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.find", NULL, on_find_cb);
}

static void
kk_meldroute_page_init (KkMeldroutePage *page)
{
  const KkSplitWords words = {
    .title = C_ ("part of the window", "Whom to call"),
    .list = _ ("Municipalities"),
    .icon = "call-start-symbolic",
    .empty = _ ("The list of whom to call is still empty. Call Veilig Thuis: 0800 2000."),
    .choose = _ ("Choose a municipality"),
  };

  page->shown = g_ptr_array_new ();
  page->search = gtk_search_entry_new ();
  g_object_set (page->search, "placeholder-text", _ ("Search a municipality"), NULL);
  kk_row_set_name (page->search, _ ("Search a municipality"));
  g_signal_connect_object (page->search, "search-changed", G_CALLBACK (show_routes), page,
                           G_CONNECT_SWAPPED);
  kk_split_set_words (KK_SPLIT (page), &words);
  gtk_box_append (GTK_BOX (kk_split_get_top (KK_SPLIT (page))), page->search);
}

GtkWidget *
kk_meldroute_page_new (KkSession *session)
{
  KkMeldroutePage *page = g_object_new (KK_TYPE_MELDROUTE_PAGE, NULL);

  page->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (ask), page, G_CONNECT_SWAPPED);
  ask (page);
  return GTK_WIDGET (page);
}
