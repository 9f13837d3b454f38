/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/pages/kk-contact-cards.h"

#include "gui/common/kk-date.h"
#include "gui/common/kk-rows.h"

#include <glib/gi18n.h>

/* The number itself is no secret: it stands on the meldroute that hangs beside the telephone. */
static void
on_copy_cb (GtkWidget *button)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (button),
                          g_object_get_data (G_OBJECT (button), "number"));
}

static GtkWidget *
make_phone_row (const char *phone, const char *detail, const char *whose)
{
  GtkWidget *row = kk_row_new (phone, detail);
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  /* Translators: whose telephone number, and the number. */
  g_autofree char *name = g_strdup_printf (_ ("Telephone of %s, %s, copy"), whose, phone);

  kk_row_set_icon (row, "call-start-symbolic");
  kk_row_set_name (button, name);
  gtk_widget_set_tooltip_text (button, _ ("Copy"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "number", g_strdup (phone), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_copy_cb), NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static char *
dup_detail (const KkContactItem *contact)
{
  g_autoptr (GString) detail = g_string_new (contact->kind_label);

  if (*contact->hours != '\0')
    g_string_append_printf (detail, " · %s", contact->hours);
  return g_strdup (detail->str);
}

static void
add_stale (GtkBox *box, const KkContactItem *contact)
{
  g_autofree char *day = kk_date_dup_day (contact->checked);
  /* Translators: a day. */
  g_autofree char *checked =
      g_strdup_printf (_ ("Last checked on %s. Call and ask whether it still holds."), day);

  if (contact->stale)
    gtk_box_append (box, kk_text_new (checked, "secondary"));
}

static void
add_contact (GtkBox *box, const KkContactItem *contact)
{
  GtkWidget *group = kk_row_group_new (NULL);
  g_autofree char *detail = dup_detail (contact);
  GtkWidget *row = kk_row_new (contact->name, detail);

  kk_row_set_icon (row, "avatar-default-symbolic");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  if (*contact->phone != '\0')
    adw_preferences_group_add (
        ADW_PREFERENCES_GROUP (group),
        make_phone_row (contact->phone, contact->organisation_name, contact->name));
  for (guint i = 0; i < contact->substitutes->len; i++) {
    const KkSubstitute *substitute = contact->substitutes->pdata[i];

    adw_preferences_group_add (
        ADW_PREFERENCES_GROUP (group),
        make_phone_row (substitute->phone, substitute->name, substitute->name));
  }
  gtk_box_append (box, group);
  if (*contact->note != '\0')
    gtk_box_append (box, kk_text_new (contact->note, "secondary"));
  add_stale (box, contact);
}

void
kk_contact_cards_add_always (GtkBox *box)
{
  GtkWidget *group = kk_row_group_new (NULL);
  GtkWidget *row = kk_row_new (_ ("Veilig Thuis"),
                               _ ("0800 2000, day and night. Advice can be without a name."));
  GtkWidget *danger = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  kk_row_set_icon (row, "emblem-favorite-symbolic");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  gtk_box_append (box, group);
  gtk_widget_add_css_class (danger, "danger");
  gtk_box_append (GTK_BOX (danger), kk_text_new (_ ("Immediate danger? Call 112"), "heading"));
  gtk_box_append (GTK_BOX (danger), kk_text_new (_ ("Call first. Your work stays."), NULL));
  gtk_box_append (box, danger);
}

void
kk_contact_cards_fill (GtkBox *box, const KkMeldroute *meldroute)
{
  for (guint i = 0; i < meldroute->contacts->len; i++)
    add_contact (box, meldroute->contacts->pdata[i]);
  if (meldroute->contacts->len == 0)
    gtk_box_append (box, kk_text_new (_ ("Nobody was appointed for this municipality yet."), NULL));
  kk_contact_cards_add_always (box);
}
