/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/unlock/kk-join-window.h"

#include "app/kk-app-label.h"
#include "app/region/kk-app-member.h"
#include "gui/common/kk-problem-bar.h"
#include "gui/common/kk-rows.h"
#include "gui/common/kk-secret-entry.h"

#include <glib/gi18n.h>

#define FIELD_HAT "nl_TrackDirector"

struct _KkJoinWindow {
  AdwWindow parent_instance;
  KkSession *session;
  GtkWidget *problem;
  GtkWidget *slug;
  GtkWidget *organisation;
  GtkWidget *hat;
  GtkWidget *desk;
  GtkWidget *role;
  GtkWidget *person;
  GtkWidget *function;
  GtkWidget *fingerprint;
  GtkWidget *spoken;
};

G_DEFINE_FINAL_TYPE (KkJoinWindow, kk_join_window, ADW_TYPE_WINDOW)

/* Asking. */

typedef struct {
  char *file;
  char *slug;
  char *organisation;
  char *desk;
  char *role;
  char *person;
  char *function;
  KkHat hat;
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_free (request->file);
  g_free (request->slug);
  g_free (request->organisation);
  g_free (request->desk);
  g_free (request->role);
  g_free (request->person);
  g_free (request->function);
  g_free (request);
}

static gpointer
write_request (KkApp *app, gconstpointer data, GError **error)
{
  const Request *request = data;
  const KkMemberRequestPlan plan = {
    .slug = request->slug,
    .organisation_name = *request->organisation != '\0' ? request->organisation : NULL,
    .new_organisation = *request->organisation != '\0',
    .hat = request->hat,
    .role = request->role,
    .desk_name = request->desk,
    .person = request->person,
    .function = request->function,
  };
  char *fingerprint = NULL;

  return kk_app_member_request (app, &plan, request->file, &fingerprint, error) ? fingerprint
                                                                                : NULL;
}

static void
on_requested_cb (gpointer owner, gpointer result, const GError *error)
{
  KkJoinWindow *window = owner;
  g_autofree char *fingerprint = result;
  g_autofree char *sentence = NULL;

  kk_problem_bar_show (KK_PROBLEM_BAR (window->problem), error);
  if (error != NULL)
    return;
  /* Translators: a fingerprint, in groups of four. */
  sentence = g_strdup_printf (_ ("Read this to the administrator: %s"), fingerprint);
  gtk_label_set_label (GTK_LABEL (window->fingerprint), sentence);
  gtk_widget_set_visible (window->fingerprint, TRUE);
}

static char *
dup_text (GtkWidget *entry)
{
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
on_save_cb (GtkNativeDialog *chooser, int response, KkJoinWindow *window)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  KkSessionJob job = { .work = write_request, .free_wish = free_request, .free_result = g_free };

  if (response == GTK_RESPONSE_ACCEPT && file != NULL) {
    Request *request = g_new0 (Request, 1);

    request->file = g_file_get_path (file);
    request->slug = dup_text (window->slug);
    request->organisation = dup_text (window->organisation);
    request->desk = dup_text (window->desk);
    request->role = dup_text (window->role);
    request->person = dup_text (window->person);
    request->function = dup_text (window->function);
    request->hat =
        (KkHat) (KK_HAT_NONE + 1 + gtk_drop_down_get_selected (GTK_DROP_DOWN (window->hat)));
    job.wish = request;
    kk_session_ask (window->session, G_OBJECT (window), &job, on_requested_cb);
  }
  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
}

static void
on_request_cb (KkJoinWindow *window)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Where to?"), GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Keep the request"),
      _ ("Not yet"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), "ketenkluis.request");
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_save_cb), window, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* The answer. */

typedef struct {
  char *file;
  KkSecret *spoken;
} Joining;

static void
free_joining (gpointer data)
{
  Joining *joining = data;

  g_free (joining->file);
  g_clear_pointer (&joining->spoken, kk_secret_free);
  g_free (joining);
}

static gpointer
join (KkApp *app, gconstpointer data, GError **error)
{
  const Joining *joining = data;

  return GINT_TO_POINTER (kk_app_member_join (app, joining->file, joining->spoken, error));
}

static void
on_joined_cb (gpointer owner, gpointer result G_GNUC_UNUSED, const GError *error)
{
  KkJoinWindow *window = owner;

  kk_problem_bar_show (KK_PROBLEM_BAR (window->problem), error);
  if (error != NULL)
    return;
  kk_session_say_changed (window->session);
  gtk_window_close (GTK_WINDOW (window));
}

static void
on_open_cb (GtkNativeDialog *chooser, int response, KkJoinWindow *window)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  KkSessionJob job = { .work = join, .free_wish = free_joining };

  if (response == GTK_RESPONSE_ACCEPT && file != NULL) {
    Joining *joining = g_new0 (Joining, 1);

    joining->file = g_file_get_path (file);
    joining->spoken = kk_secret_entry_dup_secret (KK_SECRET_ENTRY (window->spoken));
    job.wish = joining;
    kk_session_ask (window->session, G_OBJECT (window), &job, on_joined_cb);
  }
  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
}

static void
on_answer_cb (KkJoinWindow *window)
{
  GtkFileChooserNative *chooser;

  if (kk_secret_entry_get_length (KK_SECRET_ENTRY (window->spoken)) == 0) {
    kk_problem_bar_say (KK_PROBLEM_BAR (window->problem),
                        _ ("Type first the code that the administrator told you."), NULL);
    gtk_widget_grab_focus (window->spoken);
    return;
  }
  chooser = gtk_file_chooser_native_new (_ ("Which answer?"), GTK_WINDOW (window),
                                         GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Open"), _ ("Not yet"));
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_open_cb), window, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* The form. */

static void
add_field (GtkBox *box, const char *label, const char *hint, GtkWidget *field)
{
  gtk_box_append (box, kk_text_new (label, "heading"));
  if (hint != NULL)
    gtk_box_append (box, kk_text_new (hint, "secondary"));
  gtk_box_append (box, field);
}

static GtkWidget *
add_entry (GtkBox *box, const char *label, const char *hint)
{
  GtkWidget *entry = gtk_entry_new ();

  kk_row_set_name (entry, label);
  add_field (box, label, hint, entry);
  return entry;
}

static void
on_hat_cb (GtkDropDown *hat)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (hat);
  g_autofree char *name = g_strdup_printf (
      "%s: %s", _ ("Task"), chosen != NULL ? gtk_string_object_get_string (chosen) : "");

  kk_row_set_name (gtk_widget_get_first_child (GTK_WIDGET (hat)), name);
}

static GtkWidget *
make_hats (void)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkWidget *hats = gtk_drop_down_new (G_LIST_MODEL (names), NULL);

  for (guint i = KK_HAT_NONE + 1; i < KK_N_HATS; i++) {
    const char *label = kk_app_label_code (FIELD_HAT, kk_hat_text ((KkHat) i));

    gtk_string_list_append (names, label != NULL ? label : kk_hat_text ((KkHat) i));
  }
  g_signal_connect (hats, "notify::selected", G_CALLBACK (on_hat_cb), NULL);
  on_hat_cb (GTK_DROP_DOWN (hats));
  return hats;
}

static void
fill_request (KkJoinWindow *window, GtkBox *box)
{
  gtk_box_append (box, kk_text_new (_ ("1. Ask"), "title-2"));
  window->slug = add_entry (box, _ ("Short name of your organisation"),
                            _ ("Such as gemeente-deventer. Your administrator knows it."));
  window->organisation =
      add_entry (box, _ ("Whole name, only of an organisation that is new in the region"), NULL);
  window->hat = make_hats ();
  add_field (box, _ ("Task"), NULL, window->hat);
  window->desk = add_entry (box, _ ("Name of your desk"), NULL);
  window->role = add_entry (box, _ ("Role of your desk"), NULL);
  window->person = add_entry (box, _ ("Your name"), NULL);
  window->function = add_entry (box, _ ("Your function"), NULL);
  window->fingerprint = kk_text_new ("", "title-4");
  gtk_widget_set_visible (window->fingerprint, FALSE);
  gtk_box_append (box, kk_button_new (_ ("Keep the request…"), "suggested-action",
                                      G_CALLBACK (on_request_cb), window));
  gtk_box_append (box, window->fingerprint);
}

static void
fill_answer (KkJoinWindow *window, GtkBox *box)
{
  window->spoken = kk_secret_entry_new ();
  kk_secret_entry_set_label (KK_SECRET_ENTRY (window->spoken), _ ("Code of the administrator"));
  gtk_box_append (box, kk_text_new (_ ("2. Answer"), "title-2"));
  add_field (box, _ ("Code of the administrator"),
             _ ("The administrator tells it to you by telephone, never in the same message as the "
                "file."),
             window->spoken);
  gtk_box_append (box,
                  kk_button_new (_ ("Open the answer…"), NULL, G_CALLBACK (on_answer_cb), window));
}

static void
kk_join_window_dispose (GObject *object)
{
  g_clear_object (&KK_JOIN_WINDOW (object)->session);
  G_OBJECT_CLASS (kk_join_window_parent_class)->dispose (object);
}

static void
kk_join_window_class_init (KkJoinWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kk_join_window_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
kk_join_window_init (KkJoinWindow *window)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *header = adw_header_bar_new ();

  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header),
                                   adw_window_title_new (_ ("Join a region"), ""));
  window->problem = kk_problem_bar_new ();
  g_object_set (form, "margin-top", 18, "margin-bottom", 18, "margin-start", 12, "margin-end", 12,
                NULL);
  fill_request (window, GTK_BOX (form));
  fill_answer (window, GTK_BOX (form));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 520);
  adw_clamp_set_child (ADW_CLAMP (clamp), form);
  g_object_set (scroller, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE, "child", clamp,
                NULL);
  gtk_box_append (GTK_BOX (page), header);
  gtk_box_append (GTK_BOX (page), window->problem);
  gtk_box_append (GTK_BOX (page), scroller);
  adw_window_set_content (ADW_WINDOW (window), page);
  gtk_window_set_title (GTK_WINDOW (window), "Ketenkluis");
  gtk_window_set_default_size (GTK_WINDOW (window), 560, 720);
}

GtkWidget *
kk_join_window_new (GtkWindow *parent, KkSession *session)
{
  KkJoinWindow *window =
      g_object_new (KK_TYPE_JOIN_WINDOW, "transient-for", parent, "modal", TRUE, NULL);

  window->session = g_object_ref (session);
  return GTK_WIDGET (window);
}
