/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/share/kk-share-bar.h"

#include "app/sharing/kk-app-share.h"
#include "gui/kk-main-view.h"

#include <glib/gi18n.h>

struct _KkShareBar {
  GtkWidget parent_instance;
  KkSession *session; /* (nullable) */
  GPtrArray *shares;  /* (nullable) (element-type utf8) */
  guint clock;
  GtkWidget *bar;
  GtkWidget *sentence;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (KkShareBar, kk_share_bar, GTK_TYPE_WIDGET)

static void
say (KkShareBar *bar, const char *sentence)
{
  gtk_label_set_label (GTK_LABEL (bar->sentence), sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar->bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence, -1);
  gtk_widget_set_visible (GTK_WIDGET (bar), TRUE);
}

static void
stop_clock (KkShareBar *bar)
{
  g_clear_handle_id (&bar->clock, g_source_remove);
  g_clear_pointer (&bar->shares, g_ptr_array_unref);
}

static gboolean
on_time_cb (gpointer data)
{
  KkShareBar *bar = data;

  bar->clock = 0;
  stop_clock (bar);
  gtk_widget_set_visible (GTK_WIDGET (bar), FALSE);
  gtk_widget_activate_action (GTK_WIDGET (bar), "view.exchange", NULL);
  return G_SOURCE_REMOVE;
}

/* Taking back. */

static gpointer
take_back (KkApp *app, gconstpointer wish, GError **error)
{
  const GPtrArray *shares = wish;

  for (guint i = 0; i < shares->len; i++) {
    if (!kk_app_share_stop (app, shares->pdata[i], error))
      return NULL;
  }
  return GINT_TO_POINTER (TRUE);
}

static void
free_shares (gpointer shares)
{
  g_ptr_array_unref (shares);
}

static void
on_taken_back_cb (gpointer owner, gpointer result G_GNUC_UNUSED, const GError *error)
{
  KkShareBar *bar = owner;
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (bar), KK_TYPE_MAIN_VIEW);

  gtk_widget_set_visible (GTK_WIDGET (bar), error != NULL);
  if (error != NULL)
    say (bar, _ ("It could not be taken back. Look under “Shared” how to recall it."));
  else if (view != NULL)
    kk_main_view_toast (KK_MAIN_VIEW (view), _ ("Taken back. Nothing was sent."), NULL, NULL);
  kk_session_say_changed (bar->session);
}

static void
on_button_cb (KkShareBar *bar)
{
  const KkSessionJob job = {
    .work = take_back,
    .wish = g_steal_pointer (&bar->shares),
    .free_wish = free_shares,
  };

  stop_clock (bar);
  gtk_widget_set_visible (bar->button, FALSE);
  kk_session_ask (bar->session, G_OBJECT (bar), &job, on_taken_back_cb);
}

/* Life. */

static void
kk_share_bar_dispose (GObject *object)
{
  KkShareBar *bar = KK_SHARE_BAR (object);

  stop_clock (bar);
  g_clear_object (&bar->session);
  g_clear_pointer (&bar->bar, gtk_widget_unparent);
  G_OBJECT_CLASS (kk_share_bar_parent_class)->dispose (object);
}

static void
kk_share_bar_class_init (KkShareBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kk_share_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
kk_share_bar_init (KkShareBar *bar)
{
  bar->bar = g_object_new (GTK_TYPE_INFO_BAR, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT,
                           "message-type", GTK_MESSAGE_INFO, NULL);
  gtk_widget_set_parent (bar->bar, GTK_WIDGET (bar));
  bar->sentence = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (bar->sentence), TRUE);
  gtk_label_set_xalign (GTK_LABEL (bar->sentence), 0);
  gtk_widget_set_hexpand (bar->sentence, TRUE);
  gtk_info_bar_add_child (GTK_INFO_BAR (bar->bar), bar->sentence);
  bar->button = gtk_button_new_with_label (_ ("Take back"));
  gtk_info_bar_add_action_widget (GTK_INFO_BAR (bar->bar), bar->button, GTK_RESPONSE_CANCEL);
  g_signal_connect_swapped (bar->button, "clicked", G_CALLBACK (on_button_cb), bar);
  gtk_widget_set_visible (GTK_WIDGET (bar), FALSE);
}

void
kk_share_bar_begin (KkShareBar *bar, KkSession *session, GPtrArray *shares)
{
  g_autofree char *sentence =
      g_strdup_printf (ngettext ("This will be sent in %u second.",
                                 "This will be sent in %u seconds.", KK_SHARE_UNDO_SECONDS),
                       KK_SHARE_UNDO_SECONDS);

  stop_clock (bar);
  g_set_object (&bar->session, session);
  bar->shares = shares;
  /* A little later than the vault lets it go, so that the exchange takes it along. */
  bar->clock = g_timeout_add_seconds (KK_SHARE_UNDO_SECONDS + 1, on_time_cb, bar);
  gtk_widget_set_visible (bar->button, TRUE);
  say (bar, sentence);
}
