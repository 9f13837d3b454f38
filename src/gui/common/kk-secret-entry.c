/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/common/kk-secret-entry.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KkSecretEntry {
  GtkWidget parent_instance;
  GtkWidget *text;
  GtkWidget *reveal;
  GdkDevice *keyboard; /* (nullable): whose Caps Lock is watched */
  char *label;
  gboolean caps_lock;
};

G_DEFINE_FINAL_TYPE (KkSecretEntry, kk_secret_entry, GTK_TYPE_WIDGET)

enum {
  PROP_CAPS_LOCK = 1,
  PROP_LABEL,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

enum {
  SIGNAL_CHANGED,
  SIGNAL_ACTIVATE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_text_changed_cb (KkSecretEntry *entry)
{
  g_signal_emit (entry, signals[SIGNAL_CHANGED], 0);
}

static void
on_text_activate_cb (KkSecretEntry *entry)
{
  g_signal_emit (entry, signals[SIGNAL_ACTIVATE], 0);
}

static void
name_reveal (KkSecretEntry *entry)
{
  gboolean shown = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (entry->reveal));
  const char *name = shown ? _ ("Hide what is typed") : _ ("Show what is typed");

  gtk_button_set_icon_name (GTK_BUTTON (entry->reveal),
                            shown ? "view-conceal-symbolic" : "view-reveal-symbolic");
  gtk_widget_set_tooltip_text (entry->reveal, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry->reveal), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static void
on_reveal_toggled_cb (KkSecretEntry *entry)
{
  gtk_text_set_visibility (GTK_TEXT (entry->text),
                           gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (entry->reveal)));
  name_reveal (entry);
}

static void
on_caps_lock_cb (KkSecretEntry *entry)
{
  gboolean on = entry->keyboard != NULL && gdk_device_get_caps_lock_state (entry->keyboard) &&
                gtk_widget_has_focus (entry->text);

  if (on == entry->caps_lock)
    return;
  entry->caps_lock = on;
  g_object_notify_by_pspec (G_OBJECT (entry), properties[PROP_CAPS_LOCK]);
}

static void
kk_secret_entry_realize (GtkWidget *widget)
{
  KkSecretEntry *entry = KK_SECRET_ENTRY (widget);
  GdkSeat *seat;

  GTK_WIDGET_CLASS (kk_secret_entry_parent_class)->realize (widget);
  seat = gdk_display_get_default_seat (gtk_widget_get_display (widget));
  entry->keyboard = seat != NULL ? gdk_seat_get_keyboard (seat) : NULL;
  if (entry->keyboard != NULL)
    g_signal_connect_object (entry->keyboard, "notify::caps-lock-state",
                             G_CALLBACK (on_caps_lock_cb), entry, G_CONNECT_SWAPPED);
}

static void
kk_secret_entry_unrealize (GtkWidget *widget)
{
  KkSecretEntry *entry = KK_SECRET_ENTRY (widget);

  if (entry->keyboard != NULL)
    g_signal_handlers_disconnect_by_func (entry->keyboard, (gpointer) on_caps_lock_cb, entry);
  entry->keyboard = NULL;
  GTK_WIDGET_CLASS (kk_secret_entry_parent_class)->unrealize (widget);
}

static gboolean
kk_secret_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (KK_SECRET_ENTRY (widget)->text);
}

static void
kk_secret_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KkSecretEntry *entry = KK_SECRET_ENTRY (object);

  if (id == PROP_CAPS_LOCK)
    g_value_set_boolean (value, entry->caps_lock);
  else if (id == PROP_LABEL)
    g_value_set_string (value, entry->label);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kk_secret_entry_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LABEL)
    kk_secret_entry_set_label (KK_SECRET_ENTRY (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kk_secret_entry_dispose (GObject *object)
{
  KkSecretEntry *entry = KK_SECRET_ENTRY (object);

  g_clear_pointer (&entry->text, gtk_widget_unparent);
  g_clear_pointer (&entry->reveal, gtk_widget_unparent);
  g_clear_pointer (&entry->label, g_free);
  G_OBJECT_CLASS (kk_secret_entry_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_CAPS_LOCK] = g_param_spec_boolean ("caps-lock", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LABEL] =
      g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
kk_secret_entry_class_init (KkSecretEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kk_secret_entry_dispose;
  object_class->get_property = kk_secret_entry_get_property;
  object_class->set_property = kk_secret_entry_set_property;
  widget_class->realize = kk_secret_entry_realize;
  widget_class->unrealize = kk_secret_entry_unrealize;
  widget_class->grab_focus = kk_secret_entry_grab_focus;
  install_properties (object_class);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", KK_TYPE_SECRET_ENTRY, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ACTIVATE] = g_signal_new ("activate", KK_TYPE_SECRET_ENTRY, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "entry");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

/* A bare GtkText with the role of a text box: what is typed into it cannot be read over the bus. */
static GtkWidget *
make_text (void)
{
  g_autoptr (GtkEntryBuffer) buffer = gtk_password_entry_buffer_new ();

  return g_object_new (GTK_TYPE_TEXT, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX, "visibility",
                       FALSE, "buffer", buffer, "input-purpose", GTK_INPUT_PURPOSE_PASSWORD,
                       "input-hints", GTK_INPUT_HINT_PRIVATE | GTK_INPUT_HINT_NO_SPELLCHECK,
                       "hexpand", TRUE, NULL);
}

static void
kk_secret_entry_init (KkSecretEntry *entry)
{
  entry->text = make_text ();
  gtk_widget_set_parent (entry->text, GTK_WIDGET (entry));
  g_signal_connect_swapped (entry->text, "changed", G_CALLBACK (on_text_changed_cb), entry);
  g_signal_connect_swapped (entry->text, "activate", G_CALLBACK (on_text_activate_cb), entry);
  g_signal_connect_swapped (entry->text, "notify::has-focus", G_CALLBACK (on_caps_lock_cb), entry);

  entry->reveal = gtk_toggle_button_new ();
  gtk_widget_add_css_class (entry->reveal, "flat");
  gtk_widget_set_valign (entry->reveal, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (entry->reveal, GTK_WIDGET (entry));
  g_signal_connect_swapped (entry->reveal, "toggled", G_CALLBACK (on_reveal_toggled_cb), entry);
  name_reveal (entry);
}

GtkWidget *
kk_secret_entry_new (void)
{
  return g_object_new (KK_TYPE_SECRET_ENTRY, NULL);
}

void
kk_secret_entry_set_label (KkSecretEntry *entry, const char *label)
{
  g_free (entry->label);
  entry->label = g_strdup (label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label != NULL ? label : "", -1);
  g_object_notify_by_pspec (G_OBJECT (entry), properties[PROP_LABEL]);
}

static GtkEntryBuffer *
get_buffer (KkSecretEntry *entry)
{
  return gtk_text_get_buffer (GTK_TEXT (entry->text));
}

guint
kk_secret_entry_get_length (KkSecretEntry *entry)
{
  return gtk_entry_buffer_get_length (get_buffer (entry));
}

KkSecret *
kk_secret_entry_dup_secret (KkSecretEntry *entry)
{
  const char *typed = gtk_entry_buffer_get_text (get_buffer (entry));

  return *typed != '\0' ? kk_secret_new_copy (typed, strlen (typed)) : NULL;
}

void
kk_secret_entry_clear (KkSecretEntry *entry)
{
  gtk_entry_buffer_set_text (get_buffer (entry), "", 0);
}

void
kk_secret_entry_select (KkSecretEntry *entry)
{
  gtk_widget_grab_focus (entry->text);
  gtk_editable_select_region (GTK_EDITABLE (entry->text), 0, -1);
}

void
kk_secret_entry_set_text (KkSecretEntry *entry, const char *text)
{
  gtk_entry_buffer_set_text (get_buffer (entry), text, -1);
}
