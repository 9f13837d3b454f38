/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/pages/kk-contact-pane.h"

#include "gui/common/kk-rows.h"
#include "gui/pages/kk-contact-cards.h"

#include <glib/gi18n.h>

struct _KkContactPane {
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (KkContactPane, kk_contact_pane, GTK_TYPE_BOX)

static void
fill (KkContactPane *pane, const KkMeldroute *route)
{
  /* Translators: a municipality. */
  g_autofree char *title = route != NULL
                               ? g_strdup_printf (_ ("Whom to call in %s"), route->municipality)
                               : g_strdup (_ ("Whom to call"));

  kk_box_clear (GTK_WIDGET (pane));
  gtk_box_append (GTK_BOX (pane), kk_text_new (title, "title-4"));
  gtk_box_append (
      GTK_BOX (pane),
      kk_text_new (_ ("Here you can always ask for advice, also without a name."), "secondary"));
  if (route != NULL)
    kk_contact_cards_fill (GTK_BOX (pane), route);
  else
    kk_contact_cards_add_always (GTK_BOX (pane));
}

static gpointer
read_route (KkApp *app, gconstpointer wish, GError **error)
{
  return kk_app_meldroute_show (app, wish, error);
}

static void
free_route (gpointer route)
{
  kk_meldroute_free (route);
}

static void
on_read_cb (gpointer owner, gpointer result, const GError *error)
{
  g_autoptr (KkMeldroute) route = error == NULL ? result : NULL;

  fill (owner, route);
}

void
kk_contact_pane_show (KkContactPane *pane, KkSession *session, const char *municipality)
{
  KkSessionJob job = {
    .work = read_route, .free_wish = g_free, .free_result = free_route, .line = "route"
  };

  if (session == NULL || municipality == NULL) {
    fill (pane, NULL);
    return;
  }
  job.wish = g_strdup (municipality);
  kk_session_ask (session, G_OBJECT (pane), &job, on_read_cb);
}

static void
kk_contact_pane_class_init (KkContactPaneClass *klass G_GNUC_UNUSED)
{
}

static void
kk_contact_pane_init (KkContactPane *pane)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (pane), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (pane), 12);
  fill (pane, NULL);
}
