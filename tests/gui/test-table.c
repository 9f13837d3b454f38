/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The part Tafel at the desk that decides: what was brought, an own contribution that a lock does not lose, the decision that
 * a case fits, and the one about tracks; and what another desk sees of it; and a question in
 * the queue of who was asked. */

#include "app/casework/kk-app-case.h"
#include "app/casework/kk-app-consult.h"
#include "app/casework/kk-app-route.h"
#include "app/casework/kk-app-table.h"
#include "app/exchange/kk-app-sync.h"
#include "app/sharing/kk-app-object.h"
#include "app/sharing/kk-app-share.h"
#include "gui/common/kk-split.h"
#include "gui/pages/kk-post-page.h"
#include "gui/table/kk-table-page.h"
#include "kk-test-gtk.h"
#include "kk-test-region.h"
#include "kk-test-session.h"

#define BROUGHT "Three signals about one warehouse"

static void
sync_one (KkTestRegion *region, const char *name)
{
  const KkSyncPlan plan = { .remote = region->remote };
  g_autoptr (GError) error = NULL;

  kk_sync_report_free (kk_app_sync (kk_test_region_get_app (region, name), &plan, &error));
  g_assert_no_error (error);
}

static void
move (KkApp *app, const char *case_, const char *to)
{
  const KkMovePlan plan = { .case_ = case_, .to = to };
  g_autoptr (GError) error = NULL;

  g_assert_true (kk_app_route_move (app, &plan, &error));
  g_assert_no_error (error);
}

static void
sign (KkApp *app, const char *case_, KkGate gate)
{
  char *to[] = { (char *) (guintptr) "zvh-ijsselland" };
  GPtrArray recipients = { .pdata = (gpointer *) to, .len = 1 };
  const KkObjectPlan plan = {
    .kind = KK_OBJECT_GATE, .case_ = case_, .recipients = &recipients, .gate = gate, .result = "yes"
  };
  g_autoptr (GError) error = NULL;
  G_GNUC_UNUSED g_autoptr (GPtrArray) made = kk_app_object_issue (app, &plan, &error);

  g_assert_no_error (error);
}

static void
share (KkApp *app, const char *case_)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new ();
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  const char *const names[] = { "nl_CaseReference", "nl_Municipality", "nl_Stage",
                                "cco_CaseComment",  "nl_EntryKind",    "nl_EntryDate" };
  const KkSharePlan plan = { .cases = cases,
                             .recipient = "zvh-ijsselland",
                             .purpose = KK_PURPOSE_AANMELDING,
                             .fields = fields };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkSharePreview) sent = NULL;

  g_ptr_array_add (cases, (gpointer) (guintptr) case_);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (fields, (gpointer) (guintptr) names[i]);
  sent = kk_app_share_send (app, &plan, &error);
  g_assert_no_error (error);
}

/* A case that a municipality put forward, and the file that the table keeps about it. */
static void
put_forward (KkTestRegion *region)
{
  const KkFieldEdit edit = { .field = "nl_Municipality", .value = "Deventer" };
  KkApp *deventer = kk_test_region_get_app (region, "deventer");
  KkApp *zvh = kk_test_region_get_app (region, "zvh");
  g_autoptr (GError) error = NULL;
  g_autofree char *given = kk_app_case_new (deventer, "DEV-1", &error);
  g_autofree char *own = NULL;

  g_assert_true (kk_app_case_set (deventer, given, NULL, &edit, 1, &error));
  move (deventer, given, "S10");
  move (deventer, given, "S20");
  sign (deventer, given, KK_GATE_G0);
  sign (deventer, given, KK_GATE_G1);
  move (deventer, given, "S30");
  g_assert_true (
      kk_app_table_contribute (deventer, given, BROUGHT, KK_CATEGORY_BIT (KK_CATEGORY_V), &error));
  share (deventer, given);
  sync_one (region, "deventer");
  sync_one (region, "zvh");
  own = kk_app_case_new_beside (zvh, "ZVH-1", given, &error);
  g_assert_no_error (error);
  g_assert_true (kk_app_case_set (zvh, own, NULL, &edit, 1, &error));
  move (zvh, own, "S30");
}

typedef struct {
  KkTestRegion *region;
  KkSession *session;
  GtkWidget *page;
  GtkWindow *window;
} Stage;

static void
show (Stage *stage, const char *name, GtkWidget *(*make) (KkSession *) )
{
  g_autofree char *vault = NULL;

  for (guint i = 0; i < stage->region->members->len; i++) {
    const KkTestMember *member = stage->region->members->pdata[i];

    if (g_str_equal (member->name, name))
      vault = g_strdup (member->folder);
  }
  kk_test_region_close (stage->region, name);
  stage->session = kk_session_new ();
  kk_test_session_open (stage->session, vault);
  stage->page = make (stage->session);
  stage->window = kk_test_gtk_show (stage->page, 1280, 800);
}

static void
leave (Stage *stage, const char *picture)
{
  kk_test_gtk_draw (stage->window);
  kk_test_gtk_save (stage->window, picture);
  kk_session_lock (stage->session);
  kk_test_gtk_destroy (stage->window, stage->page);
  kk_test_session_end (stage->session);
}

static void
press (Stage *stage, const char *label)
{
  g_signal_emit_by_name (kk_test_gtk_expect (stage->page, GTK_TYPE_BUTTON, label), "clicked");
}

/* The text view with that name above it. */
static void
write_below (Stage *stage, const char *title, const char *text)
{
  GtkWidget *label = kk_test_gtk_expect (stage->page, GTK_TYPE_LABEL, title);
  GtkWidget *field = gtk_widget_get_next_sibling (label);
  GtkWidget *view = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (field));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

static void
tick (Stage *stage, const char *label)
{
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (kk_test_gtk_expect (stage->page, GTK_TYPE_CHECK_BUTTON, label)), TRUE);
}

static AdwMessageDialog *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

    if (ADW_IS_MESSAGE_DIALOG (window))
      return ADW_MESSAGE_DIALOG (window);
  }
  return NULL;
}

static void
sign_decision (Stage *stage)
{
  press (stage, "Sign the decision…");
  g_assert_nonnull (find_dialog ());
  adw_message_dialog_response (find_dialog (), "sign");
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
}

static void
choose_first (Stage *stage, const char *title)
{
  kk_test_gtk_expect (stage->page, GTK_TYPE_LABEL, title);
  kk_split_choose (KK_SPLIT (stage->page), 0);
}

static void
test_decide (void)
{
  Stage stage = { .region = kk_test_region_new ((const char *const[]){ "deventer", "zvh", NULL }) };

  sync_one (stage.region, "deventer");
  put_forward (stage.region);
  show (&stage, "zvh", kk_table_page_new);
  choose_first (&stage, "ZVH-1");
  kk_test_gtk_expect (stage.page, GTK_TYPE_LABEL, BROUGHT);
  write_below (&stage, "Write only what the table needs.", "Known at the table since May");
  leave (&stage, "table-weigh");

  /* What was not filed is there again, and signing needs a choice and a reason. */
  show (&stage, "zvh", kk_table_page_new);
  choose_first (&stage, "ZVH-1");
  press (&stage, "Contribute");
  kk_test_gtk_expect (stage.page, ADW_TYPE_ACTION_ROW, "Known at the table since May");
  press (&stage, "Sign the decision…");
  kk_test_gtk_expect (stage.page, GTK_TYPE_LABEL, "Write first why the table decides this.");
  write_below (&stage, "Why does the table decide this?", "Two towns");
  press (&stage, "Sign the decision…");
  kk_test_gtk_expect (stage.page, GTK_TYPE_LABEL, "Choose first whether the case fits the table.");
  tick (&stage, "It fits");
  sign_decision (&stage);

  kk_test_gtk_expect (stage.page, GTK_TYPE_LABEL, "Which tracks?");
  kk_test_gtk_expect (stage.page, ADW_TYPE_ACTION_ROW, "Two towns");
  tick (&stage, "Care");
  write_below (&stage, "Why does the table decide this?", "Help first");
  write_below (&stage, "Who thinks otherwise", "The police want to wait");
  sign_decision (&stage);
  kk_test_gtk_expect (stage.page, GTK_TYPE_LABEL, "How far is it?");
  kk_test_gtk_expect (stage.page, ADW_TYPE_ACTION_ROW, "The police want to wait");
  leave (&stage, "table-decided");

  /* Who put it forward decides nothing there. */
  show (&stage, "deventer", kk_table_page_new);
  choose_first (&stage, "DEV-1");
  kk_test_gtk_expect (stage.page, ADW_TYPE_ACTION_ROW, BROUGHT);
  g_assert_null (kk_test_gtk_find (stage.page, GTK_TYPE_BUTTON, "Sign the decision…"));
  leave (&stage, "table-member");
  kk_test_region_free (stage.region);
}

/* The table asks the municipality something; the answer goes back. */
static void
test_question (void)
{
  g_autoptr (GPtrArray) to = g_ptr_array_new ();
  const KkConsultPlan plan = { .question = "Who has a bed tonight?", .to = to };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  Stage stage = { .region = kk_test_region_new ((const char *const[]){ "deventer", "zvh", NULL }) };

  sync_one (stage.region, "deventer");
  g_ptr_array_add (to, (gpointer) (guintptr) "gemeente-deventer");
  id = kk_app_consult_ask (kk_test_region_get_app (stage.region, "zvh"), &plan, &error);
  g_assert_no_error (error);
  sync_one (stage.region, "zvh");
  sync_one (stage.region, "deventer");
  show (&stage, "deventer", kk_post_page_new);
  choose_first (&stage, "asks something");
  kk_test_gtk_expect (stage.page, GTK_TYPE_LABEL, "Who has a bed tonight?");
  kk_test_gtk_draw (stage.window);
  kk_test_gtk_save (stage.window, "post-question");
  press (&stage, "Answer…");
  g_assert_nonnull (find_dialog ());
  gtk_text_buffer_set_text (
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (gtk_scrolled_window_get_child (
          GTK_SCROLLED_WINDOW (adw_message_dialog_get_extra_child (find_dialog ()))))),
      "We have two.", -1);
  adw_message_dialog_response (find_dialog (), "do");
  gtk_window_destroy (GTK_WINDOW (find_dialog ()));
  kk_test_gtk_expect (stage.page, ADW_TYPE_ACTION_ROW, "We have two.");
  g_assert_null (kk_test_gtk_find (stage.page, GTK_TYPE_BUTTON, "Answer…"));
  leave (&stage, "post-answered");
  kk_test_region_free (stage.region);
}

int
main (int argc, char **argv)
{
  kk_test_gtk_init (&argc, &argv);
  g_test_add_func ("/table/decide", test_decide);
  g_test_add_func ("/table/question", test_question);
  return g_test_run ();
}
