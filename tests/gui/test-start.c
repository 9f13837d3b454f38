/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What comes after the vault is made: joining a region with a request and its answer, and starting a region. */

#include "app/region/kk-app-region.h"
#include "gui/common/kk-secret-entry.h"
#include "gui/common/kk-task-choice.h"
#include "gui/settings/kk-admit-window.h"
#include "gui/unlock/kk-join-window.h"
#include "gui/unlock/kk-region-window.h"
#include "kk-test-gtk.h"
#include "kk-test-region.h"
#include "kk-test-session.h"

#include <string.h>

/* A vault of nobody yet, open in a session. */
typedef struct {
  char *folder;
  KkSession *session;
  gpointer alive; /* (nullable): the window, while it is there */
} Newcomer;

static void
begin (Newcomer *newcomer)
{
  g_autofree char *recovery = NULL;

  newcomer->folder = kk_test_folder_new ();
  kk_app_close (kk_test_vault_new (newcomer->folder, &recovery));
  newcomer->session = kk_session_new ();
  kk_test_session_open (newcomer->session, newcomer->folder);
}

static void
end (Newcomer *newcomer)
{
  kk_test_session_end (newcomer->session);
  kk_test_folder_remove (newcomer->folder);
  g_free (newcomer->folder);
}

static GtkWidget *
present (Newcomer *newcomer, GtkWidget *window)
{
  newcomer->alive = window;
  g_object_add_weak_pointer (G_OBJECT (window), &newcomer->alive);
  gtk_window_present (GTK_WINDOW (window));
  kk_test_gtk_draw (GTK_WINDOW (window));
  return window;
}

static gboolean
is_gone (gpointer data)
{
  return ((Newcomer *) data)->alive == NULL;
}

/* The field that follows the label @label. */
static GtkWidget *
find_field (GtkWidget *window, GType type, const char *label)
{
  GtkWidget *at = kk_test_gtk_expect (window, GTK_TYPE_LABEL, label);

  while (at != NULL && !g_type_is_a (G_OBJECT_TYPE (at), type))
    at = gtk_widget_get_next_sibling (at);
  g_assert_nonnull (at);
  return at;
}

static void
fill (GtkWidget *window, const char *label, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_field (window, GTK_TYPE_ENTRY, label)), text);
}

static void
fill_secret (GtkWidget *window, const char *label, const char *text)
{
  kk_secret_entry_set_text (KK_SECRET_ENTRY (find_field (window, KK_TYPE_SECRET_ENTRY, label)),
                            text);
}

static void
press (GtkWidget *window, const char *label)
{
  g_signal_emit_by_name (kk_test_gtk_expect (window, GTK_TYPE_BUTTON, label), "clicked");
}

static void
save (GtkWidget *window, const char *picture)
{
  kk_test_gtk_draw (GTK_WINDOW (window));
  kk_test_gtk_save (GTK_WINDOW (window), picture);
}

/* The steward of the region compares, and lets in who asks; the code is told by another way than the file. */

static const char *
find_code (GtkWidget *window)
{
  GtkWidget *at = kk_test_gtk_expect (window, GTK_TYPE_LABEL, "Send the file with the answer.");

  return gtk_label_get_text (GTK_LABEL (gtk_widget_get_next_sibling (at)));
}

static char *
admit (KkTestRegion *region, const char *request, const char *answer)
{
  const KkTestMember *member = region->members->pdata[0];
  KkSession *session = kk_session_new ();
  Newcomer steward = { 0 };
  GtkWidget *window;
  char *code;

  kk_test_region_close (region, "deventer");
  kk_test_session_open (session, member->folder);
  window = present (&steward, kk_admit_window_new (NULL, session));
  kk_admit_window_read (KK_ADMIT_WINDOW (window), request);
  kk_test_gtk_expect (window, GTK_TYPE_LABEL, "J. Example, Adviser");
  press (window, "They agree: let in");
  kk_test_gtk_expect (window, GTK_TYPE_LABEL, "Choose the key of the region first.");
  kk_admit_window_set_key (KK_ADMIT_WINDOW (window), region->root_file);
  fill_secret (window, "Passphrase of the key", KK_TEST_PASSPHRASE);
  save (window, "admit");
  kk_admit_window_answer (KK_ADMIT_WINDOW (window), answer);
  code = g_strdup (find_code (window));
  save (window, "admit-code");
  press (window, "Done");
  kk_test_gtk_wait (is_gone, &steward);
  kk_test_session_end (session);
  return code;
}

static void
ask_to_join (GtkWidget *window, const char *request)
{
  GtkWidget *tick;

  fill (window, "Short name of your organisation", "gemeente-zwolle");
  fill (window, "Whole name, only of", "Gemeente Zwolle");
  fill (window, "Name of your desk", "Zorg en veiligheid");
  fill (window, "Role of your desk", "regisseur");
  fill (window, "Your name", "J. Example");
  fill (window, "Your function", "Adviser");
  tick = kk_test_gtk_expect (window, GTK_TYPE_CHECK_BUTTON, kk_task_text (KK_HAT_GEM_OOV));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), TRUE);
  save (window, "join");
  kk_join_window_ask (KK_JOIN_WINDOW (window), request);
}

/* A request, figures to read out, and the answer with the code that was told. */
static void
test_join (void)
{
  KkTestRegion *region = kk_test_region_new ((const char *const[]){ "deventer", NULL });
  g_autofree char *request = g_build_filename (region->folder, "new.request", NULL);
  g_autofree char *answer = g_build_filename (region->folder, "new.answer", NULL);
  g_autofree char *code = NULL;
  Newcomer newcomer = { 0 };
  GtkWidget *window;

  begin (&newcomer);
  window = present (&newcomer, kk_join_window_new (NULL, newcomer.session));
  kk_test_gtk_expect (window, GTK_TYPE_LABEL, "Step 1 of 3");
  ask_to_join (window, request);
  kk_test_gtk_expect (window, GTK_TYPE_LABEL, "Read this to the administrator");
  save (window, "join-fingerprint");
  code = admit (region, request, answer);
  press (window, "I have the answer");
  press (window, "Open the answer");
  kk_test_gtk_expect (window, GTK_TYPE_LABEL, "Type first the code");
  save (window, "join-answer");
  fill_secret (window, "Code of the administrator", code);
  kk_join_window_answer (KK_JOIN_WINDOW (window), answer);
  kk_test_gtk_wait (is_gone, &newcomer);
  end (&newcomer);
  kk_test_region_free (region);
}

/* Going back keeps what was typed; Escape on the first step closes. */
static void
test_join_back (void)
{
  Newcomer newcomer = { 0 };
  GtkWidget *window;

  begin (&newcomer);
  window = present (&newcomer, kk_join_window_new (NULL, newcomer.session));
  fill (window, "Your name", "J. Example");
  press (window, "I have the answer already");
  kk_test_gtk_expect (window, GTK_TYPE_LABEL, "Step 3 of 3");
  gtk_widget_activate_action (window, "steps.back", NULL);
  gtk_widget_activate_action (window, "steps.back", NULL);
  g_assert_cmpstr (
      gtk_editable_get_text (GTK_EDITABLE (find_field (window, GTK_TYPE_ENTRY, "Your name"))), ==,
      "J. Example");
  gtk_widget_activate_action (window, "steps.back", NULL);
  kk_test_gtk_wait (is_gone, &newcomer);
  end (&newcomer);
}

#ifndef __SANITIZE_ADDRESS__
static gboolean
is_asking (gpointer unused G_GNUC_UNUSED)
{
  return g_list_model_get_n_items (gtk_window_get_toplevels ()) == 2;
}

/* Locking closes every window in turn, also one that asks for a file; nothing of it stays. */
static void
test_lock_while_asking (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  Newcomer newcomer = { 0 };
  GtkWidget *window;

  begin (&newcomer);
  window = present (&newcomer, kk_admit_window_new (NULL, newcomer.session));
  press (window, "Open the request");
  kk_test_gtk_wait (is_asking, NULL);
  for (guint i = g_list_model_get_n_items (windows); i > 0; i--) {
    g_autoptr (GtkWindow) other = g_list_model_get_item (windows, i - 1);

    gtk_window_destroy (other);
  }
  kk_test_gtk_wait (is_gone, &newcomer);
  g_assert_cmpuint (g_list_model_get_n_items (windows), ==, 0);
  end (&newcomer);
}
#endif

static void
fill_region (GtkWidget *window)
{
  press (window, "Next");
  kk_test_gtk_expect (window, GTK_TYPE_LABEL, "Type the name of the region.");
  fill (window, "Name of the region", "IJsselland");
  fill (window, "Name of your organisation", "Gemeente Deventer");
  save (window, "region");
  press (window, "Next");
  fill (window, "Your name", "J. Example");
  fill (window, "Your function", "Adviser");
  fill (window, "Name of your desk", "Zorg en veiligheid");
  fill (window, "Role of your desk", "regisseur");
  save (window, "region-person");
  press (window, "Next");
}

static void
assert_in_region (const char *folder)
{
  g_autoptr (KkSecret) phrase = kk_test_secret_new (KK_TEST_PASSPHRASE);
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_app_open (folder, phrase, &error);
  g_autoptr (KkVaultStatus) status = NULL;

  g_assert_no_error (error);
  status = kk_app_get_status (app, &error);
  g_assert_cmpstr (status->organisation, ==, "gemeente-deventer");
  g_assert_cmpstr (kk_app_get_region (app)->name, ==, "IJsselland");
  kk_app_close (app);
}

static void
test_region (void)
{
  const KkRegionWindowPlan plan = { .quick = TRUE };
  Newcomer newcomer = { 0 };
  g_autofree char *key = NULL;
  GtkWidget *window;

  begin (&newcomer);
  key = g_build_filename (newcomer.folder, "region.key", NULL);
  window = present (&newcomer, kk_region_window_new (newcomer.session, &plan));
  fill_region (window);
  fill_secret (window, "Passphrase of the key", "short");
  press (window, "Keep the key");
  kk_test_gtk_expect (window, GTK_TYPE_LABEL, "too short");
  fill_secret (window, "Passphrase of the key", KK_TEST_PASSPHRASE);
  fill_secret (window, "Repeat the passphrase", "something else");
  press (window, "Keep the key");
  kk_test_gtk_expect (window, GTK_TYPE_LABEL, "not the same");
  save (window, "region-key");
  fill_secret (window, "Repeat the passphrase", KK_TEST_PASSPHRASE);
  kk_region_window_create (KK_REGION_WINDOW (window), key);
  kk_test_gtk_expect (window, GTK_TYPE_LABEL, "Your region is there");
  g_assert_true (g_file_test (key, G_FILE_TEST_EXISTS));
  save (window, "region-done");
  press (window, "To work");
  kk_test_gtk_wait (is_gone, &newcomer);
  kk_test_session_end (newcomer.session);
  assert_in_region (newcomer.folder);
  kk_test_folder_remove (newcomer.folder);
  g_free (newcomer.folder);
}

static void
test_slug (void)
{
  static const char *const names[][2] = {
    { "Gemeente Deventer", "gemeente-deventer" },
    { "Súdwest-Fryslân", "sudwest-fryslan" },
    { "  's-Hertogenbosch (Den Bosch) ", "s-hertogenbosch-den-bosch" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *slug = kk_region_window_dup_slug (names[i][0]);

    g_assert_cmpstr (slug, ==, names[i][1]);
  }
}

int
main (int argc, char **argv)
{
  kk_test_gtk_init (&argc, &argv);
  g_test_add_func ("/start/slug", test_slug);
  g_test_add_func ("/start/join", test_join);
  g_test_add_func ("/start/join-back", test_join_back);
#ifndef __SANITIZE_ADDRESS__
  /* A library that the toolkit's chooser loads leaves a few names, without frames by which they could be suppressed. */
  g_test_add_func ("/start/lock-while-asking", test_lock_while_asking);
#endif
  g_test_add_func ("/start/region", test_region);
  return g_test_run ();
}
