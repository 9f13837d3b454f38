/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/unlock/kk-lock-page.h"

#include "app/kk-problem.h"
#include "gui/common/kk-secret-entry.h"

#include <glib/gi18n.h>

/* Guessing is made slow for who sits at the desk; a file that was taken is kept by the key derivation alone. */
#define FREE_TRIES   3
#define TRIES        6
#define WAIT_SECONDS 30

struct _KkLockPage {
  AdwBin parent_instance;
  KkSession *session;
  char *folder;
  guint tries;
  guint waits;
  gboolean takes_code;

  GtkWidget *field_label;
  GtkWidget *entry;
  GtkWidget *caps_lock;
  GtkWidget *problem;
  GtkWidget *unlock;
  GtkWidget *unlock_stack;
  GtkWidget *spinner;
  GtkWidget *use_code;
  GtkWidget *hint;
  GtkWidget *leave;
};

G_DEFINE_FINAL_TYPE (KkLockPage, kk_lock_page, ADW_TYPE_BIN)

static guint signal_unlocked;
static guint signal_left;

static void
say (KkLockPage *page, const char *sentence)
{
  gtk_label_set_label (GTK_LABEL (page->problem), sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (page->problem), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence, -1);
  gtk_widget_set_visible (page->problem, *sentence != '\0');
}

static void
set_busy (KkLockPage *page, gboolean busy)
{
  gtk_stack_set_visible_child_name (GTK_STACK (page->unlock_stack), busy ? "busy" : "idle");
  gtk_spinner_set_spinning (GTK_SPINNER (page->spinner), busy);
  gtk_accessible_update_property (GTK_ACCESSIBLE (page->unlock), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  busy ? _ ("Opening…") : _ ("Unlock"), -1);
  gtk_widget_set_sensitive (page->unlock, !busy);
}

static gboolean
on_waited_cb (gpointer data)
{
  KkLockPage *page = data;

  page->waits = 0;
  page->tries = 0;
  gtk_widget_set_sensitive (page->entry, TRUE);
  gtk_widget_set_sensitive (page->unlock, TRUE);
  say (page, "");
  gtk_widget_grab_focus (page->entry);
  return G_SOURCE_REMOVE;
}

static void
start_waiting (KkLockPage *page)
{
  say (page, _ ("Wait 30 seconds, then try again."));
  gtk_widget_set_sensitive (page->entry, FALSE);
  gtk_widget_set_sensitive (page->unlock, FALSE);
  page->waits = g_timeout_add_seconds (WAIT_SECONDS, on_waited_cb, page);
}

static void
say_wrong (KkLockPage *page)
{
  const char *wrong = page->takes_code ? _ ("This recovery code does not open the vault.")
                                       : _ ("This passphrase does not open the vault.");
  g_autofree char *left = NULL;
  g_autofree char *warning = NULL;

  page->tries++;
  if (page->tries >= TRIES) {
    start_waiting (page);
    return;
  }
  /* Translators: how often a person may still try. */
  left = g_strdup_printf (ngettext ("%u more time, after that you have to wait 30 seconds.",
                                    "%u more times, after that you have to wait 30 seconds.",
                                    TRIES - page->tries),
                          TRIES - page->tries);
  warning = g_strdup_printf ("%s\n%s", wrong, left);
  say (page, page->tries >= FREE_TRIES ? warning : wrong);
  kk_secret_entry_select (KK_SECRET_ENTRY (page->entry));
}

static void
say_problem (KkLockPage *page, const GError *error)
{
  g_autoptr (KkProblem) problem = kk_problem_new (error);
  g_autofree char *text =
      g_strdup_printf ("%s\n%s", problem->sentence, problem->hint != NULL ? problem->hint : "");

  say (page, g_strchomp (text));
  gtk_widget_grab_focus (page->entry);
}

static void
on_opened_cb (gpointer owner, gpointer result G_GNUC_UNUSED, const GError *error)
{
  KkLockPage *page = owner;

  set_busy (page, FALSE);
  if (error == NULL) {
    kk_secret_entry_clear (KK_SECRET_ENTRY (page->entry));
    g_signal_emit (page, signal_unlocked, 0);
  } else if (g_error_matches (error, KK_APP_ERROR, KK_APP_ERROR_LOCKED)) {
    say_wrong (page);
  } else {
    say_problem (page, error);
  }
}

static void
on_unlock_cb (KkLockPage *page)
{
  KkSecret *typed = kk_secret_entry_dup_secret (KK_SECRET_ENTRY (page->entry));

  if (typed == NULL || !gtk_widget_get_sensitive (page->unlock)) {
    g_clear_pointer (&typed, kk_secret_free);
    gtk_widget_grab_focus (page->entry);
    return;
  }
  say (page, "");
  set_busy (page, TRUE);
  kk_session_open (page->session, G_OBJECT (page), page->folder, typed, on_opened_cb);
}

static void
on_use_code_cb (KkLockPage *page)
{
  const char *label;

  page->takes_code = !page->takes_code;
  label = page->takes_code ? _ ("Recovery code") : _ ("Passphrase");
  gtk_label_set_label (GTK_LABEL (page->field_label), label);
  kk_secret_entry_set_label (KK_SECRET_ENTRY (page->entry), label);
  kk_secret_entry_clear (KK_SECRET_ENTRY (page->entry));
  gtk_button_set_label (GTK_BUTTON (page->use_code),
                        page->takes_code ? _ ("Use the passphrase") : _ ("Use the recovery code"));
  say (page, "");
  gtk_widget_grab_focus (page->entry);
}

static void
on_leave_cb (KkLockPage *page)
{
  g_signal_emit (page, signal_left, 0);
}

static gboolean
kk_lock_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (KK_LOCK_PAGE (widget)->entry);
}

static void
kk_lock_page_dispose (GObject *object)
{
  KkLockPage *page = KK_LOCK_PAGE (object);

  g_clear_handle_id (&page->waits, g_source_remove);
  g_clear_object (&page->session);
  g_clear_pointer (&page->folder, g_free);
  G_OBJECT_CLASS (kk_lock_page_parent_class)->dispose (object);
}

static void
kk_lock_page_class_init (KkLockPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kk_lock_page_dispose;
  widget_class->grab_focus = kk_lock_page_grab_focus;
  signal_unlocked = g_signal_new ("unlocked", KK_TYPE_LOCK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signal_left = g_signal_new ("left", KK_TYPE_LOCK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);
  g_type_ensure (KK_TYPE_SECRET_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/nl/ketenkluis/Ketenkluis/kk-lock-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KkLockPage, field_label);
  gtk_widget_class_bind_template_child (widget_class, KkLockPage, entry);
  gtk_widget_class_bind_template_child (widget_class, KkLockPage, caps_lock);
  gtk_widget_class_bind_template_child (widget_class, KkLockPage, problem);
  gtk_widget_class_bind_template_child (widget_class, KkLockPage, unlock);
  gtk_widget_class_bind_template_child (widget_class, KkLockPage, unlock_stack);
  gtk_widget_class_bind_template_child (widget_class, KkLockPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, KkLockPage, use_code);
  gtk_widget_class_bind_template_child (widget_class, KkLockPage, hint);
  gtk_widget_class_bind_template_child (widget_class, KkLockPage, leave);
  gtk_widget_class_bind_template_callback (widget_class, on_unlock_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_use_code_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_leave_cb);
}

static void
kk_lock_page_init (KkLockPage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
  g_object_bind_property (page->entry, "caps-lock", page->caps_lock, "visible",
                          G_BINDING_SYNC_CREATE);
}

GtkWidget *
kk_lock_page_new (KkSession *session, const char *folder, const char *hint)
{
  KkLockPage *page = g_object_new (KK_TYPE_LOCK_PAGE, NULL);

  page->session = g_object_ref (session);
  page->folder = g_strdup (folder);
  gtk_label_set_label (GTK_LABEL (page->hint), hint != NULL ? hint : "");
  gtk_widget_set_visible (page->hint, hint != NULL);
  gtk_widget_set_visible (page->leave, hint != NULL);
  return GTK_WIDGET (page);
}
