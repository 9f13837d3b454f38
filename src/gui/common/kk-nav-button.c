/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/common/kk-nav-button.h"

#include <glib/gi18n.h>

struct _KkNavButton {
  AdwBin parent_instance;
  GBinding *binding; /* (nullable): with the flap above, while it is in a window */
};

G_DEFINE_FINAL_TYPE (KkNavButton, kk_nav_button, ADW_TYPE_BIN)

static void
kk_nav_button_root (GtkWidget *widget)
{
  KkNavButton *self = KK_NAV_BUTTON (widget);
  GtkWidget *flap;

  GTK_WIDGET_CLASS (kk_nav_button_parent_class)->root (widget);
  flap = gtk_widget_get_ancestor (widget, ADW_TYPE_FLAP);
  gtk_widget_set_visible (widget, FALSE);
  if (flap != NULL)
    self->binding =
        g_object_bind_property (flap, "folded", widget, "visible", G_BINDING_SYNC_CREATE);
}

static void
kk_nav_button_unroot (GtkWidget *widget)
{
  g_clear_pointer (&KK_NAV_BUTTON (widget)->binding, g_binding_unbind);
  GTK_WIDGET_CLASS (kk_nav_button_parent_class)->unroot (widget);
}

static void
kk_nav_button_class_init (KkNavButtonClass *klass)
{
  GTK_WIDGET_CLASS (klass)->root = kk_nav_button_root;
  GTK_WIDGET_CLASS (klass)->unroot = kk_nav_button_unroot;
}

static void
kk_nav_button_init (KkNavButton *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("sidebar-show-symbolic");
  const char *name = _ ("Show the parts");

  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "view.navigation");
  adw_bin_set_child (ADW_BIN (self), button);
}
