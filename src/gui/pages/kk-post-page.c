/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/pages/kk-post-page.h"

#include "gui/common/kk-date.h"
#include "gui/common/kk-problem-bar.h"
#include "gui/common/kk-rows.h"
#include "gui/pages/kk-post-words.h"

#include <glib/gi18n.h>

typedef enum {
  SHOW_ALL,
  SHOW_WAITING,
  SHOW_QUARANTINE,
  SHOW_RECALLS,
  N_FILTERS,
} Filter;

struct _KkPostPage {
  KkSplit parent_instance;
  KkSession *session;
  GPtrArray *items; /* (nullable) (element-type KkPostItem) */
  GPtrArray *shown; /* (element-type KkPostItem): borrowed, in the order of the lines */
  Filter filter;
};

G_DEFINE_FINAL_TYPE (KkPostPage, kk_post_page, KK_TYPE_SPLIT)

/* The list. */

static gboolean
is_shown (const KkPostItem *item, Filter filter)
{
  switch (filter) {
  case SHOW_WAITING:
    return item->waits;
  case SHOW_QUARANTINE:
    return item->kind == KK_POST_QUARANTINE || item->kind == KK_POST_BREACH;
  case SHOW_RECALLS:
    return item->kind == KK_POST_RECALL;
  case SHOW_ALL:
  case N_FILTERS:
  default:
    return TRUE;
  }
}

static void
add_line (KkPostPage *page, KkPostItem *item)
{
  g_autofree char *title = kk_post_dup_title (item);
  g_autofree char *detail = kk_post_dup_detail (item);
  g_autofree char *due = kk_date_dup_short (item->due);
  const KkSplitLine line = {
    .id = item->id,
    .title = title,
    .detail = detail,
    .side = due,
    .icon = kk_post_icon (item),
  };

  g_ptr_array_add (page->shown, item);
  kk_split_add (KK_SPLIT (page), &line);
}

static void
show_items (KkPostPage *page)
{
  guint waiting = 0;
  g_autofree char *subtitle = NULL;

  g_ptr_array_set_size (page->shown, 0);
  kk_split_take (KK_SPLIT (page));
  for (guint i = 0; page->items != NULL && i < page->items->len; i++) {
    KkPostItem *item = page->items->pdata[i];

    waiting += item->waits ? 1 : 0;
    if (is_shown (item, page->filter))
      add_line (page, item);
  }
  kk_split_end (KK_SPLIT (page));
  /* Translators: how many messages wait for a person. */
  subtitle = g_strdup_printf (ngettext ("%u to judge", "%u to judge", waiting), waiting);
  kk_split_set_subtitle (KK_SPLIT (page), subtitle);
}

static gpointer
read_post (KkApp *app, gconstpointer wish G_GNUC_UNUSED, GError **error)
{
  return kk_app_post_list (app, error);
}

static void
free_items (gpointer items)
{
  g_ptr_array_unref (items);
}

static void
on_read_cb (gpointer owner, gpointer result, const GError *error)
{
  KkPostPage *page = owner;

  kk_problem_bar_show (KK_PROBLEM_BAR (kk_split_get_problem (KK_SPLIT (page))), error);
  if (error != NULL)
    return;
  g_ptr_array_set_size (page->shown, 0);
  g_clear_pointer (&page->items, g_ptr_array_unref);
  page->items = result;
  show_items (page);
}

static void
ask (KkPostPage *page)
{
  const KkSessionJob job = {
    .work = read_post,
    .free_result = free_items,
    .line = "post",
  };

  kk_session_ask (page->session, G_OBJECT (page), &job, on_read_cb);
}

gpointer
kk_post_count (KkApp *app, gconstpointer wish G_GNUC_UNUSED, GError **error)
{
  guint count = 0;

  return kk_app_post_count (app, &count, error) ? GUINT_TO_POINTER (count) : NULL;
}

/* Acts. */

typedef struct {
  KkPostAct act;
  char *id;
  int choice;
  char *text; /* (nullable) */
} Wish;

static void
free_wish (gpointer data)
{
  Wish *wish = data;

  g_free (wish->id);
  g_free (wish->text);
  g_free (wish);
}

static gpointer
do_act (KkApp *app, gconstpointer data, GError **error)
{
  const Wish *wish = data;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  KkBreachEdit edit = { 0 };
  gboolean done = FALSE;

  switch (wish->act) {
  case KK_POST_ACT_CHOOSE:
    done = kk_app_conflict_resolve (app, wish->id, wish->choice, NULL, error);
    break;
  case KK_POST_ACT_ERASE:
    done = kk_app_recall_answer (app, wish->id, NULL, error);
    break;
  case KK_POST_ACT_REPORTED:
    edit.reported = today;
    done = kk_app_breach_set (app, wish->id, &edit, error);
    break;
  case KK_POST_ACT_NOT_REPORTED:
  default:
    edit.not_reported = wish->text;
    done = kk_app_breach_set (app, wish->id, &edit, error);
    break;
  }
  return GINT_TO_POINTER (done);
}

static void
on_done_cb (gpointer owner, gpointer result G_GNUC_UNUSED, const GError *error)
{
  KkPostPage *page = owner;

  kk_problem_bar_show (KK_PROBLEM_BAR (kk_split_get_problem (KK_SPLIT (page))), error);
  if (error == NULL)
    kk_session_say_changed (page->session);
}

static void
start (KkPostPage *page, Wish *wish)
{
  const KkSessionJob job = { .work = do_act, .wish = wish, .free_wish = free_wish };

  kk_session_ask (page->session, G_OBJECT (page), &job, on_done_cb);
}

static Wish *
make_wish (KkPostAct act, const char *id, int choice)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->act = act;
  wish->id = g_strdup (id);
  wish->choice = choice;
  return wish;
}

/* Questions: what cannot be undone, and what needs a reason. */

static void
on_answer_cb (AdwMessageDialog *dialog, const char *response, KkPostPage *page)
{
  GtkWidget *entry = adw_message_dialog_get_extra_child (dialog);
  Wish *wish = g_object_steal_data (G_OBJECT (dialog), "wish");

  if (g_strcmp0 (response, "do") != 0 || wish == NULL) {
    g_clear_pointer (&wish, free_wish);
    return;
  }
  if (entry != NULL)
    wish->text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
  start (page, wish);
}

static AdwMessageDialog *
make_question (KkPostPage *page, Wish *wish, const char *title, const char *body)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page)));
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (window, title, body));

  g_object_set_data_full (G_OBJECT (dialog), "wish", wish, free_wish);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_answer_cb), page, 0);
  adw_message_dialog_add_response (dialog, "later", _ ("Not yet"));
  adw_message_dialog_set_default_response (dialog, "later");
  adw_message_dialog_set_close_response (dialog, "later");
  return dialog;
}

static void
ask_before_erasing (KkPostPage *page, const char *id)
{
  AdwMessageDialog *dialog =
      make_question (page, make_wish (KK_POST_ACT_ERASE, id, 0), _ ("Destroy what was asked back?"),
                     _ ("It is gone for ever on this computer and on the other ones of your desk. "
                        "The sender sees that you confirmed it."));

  adw_message_dialog_add_response (dialog, "do", _ ("Destroy"));
  adw_message_dialog_set_response_appearance (dialog, "do", ADW_RESPONSE_DESTRUCTIVE);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_reason_cb (AdwMessageDialog *dialog, GtkEditable *entry)
{
  adw_message_dialog_set_response_enabled (dialog, "do", *gtk_editable_get_text (entry) != '\0');
}

static void
ask_for_reason (KkPostPage *page, const char *id)
{
  AdwMessageDialog *dialog = make_question (
      page, make_wish (KK_POST_ACT_NOT_REPORTED, id, 0), _ ("Why is this breach not reported?"),
      _ ("The reason is kept with the note, for the supervisor."));
  GtkWidget *entry = gtk_entry_new ();

  kk_row_set_name (entry, _ ("Reason"));
  gtk_entry_set_input_hints (GTK_ENTRY (entry), GTK_INPUT_HINT_PRIVATE);
  adw_message_dialog_set_extra_child (dialog, entry);
  adw_message_dialog_add_response (dialog, "do", _ ("Keep the reason"));
  adw_message_dialog_set_response_enabled (dialog, "do", FALSE);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_reason_cb), dialog, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_pressed_cb (gpointer owner, KkPostAct act, const char *id, int choice)
{
  switch (act) {
  case KK_POST_ACT_ERASE:
    ask_before_erasing (owner, id);
    break;
  case KK_POST_ACT_NOT_REPORTED:
    ask_for_reason (owner, id);
    break;
  case KK_POST_ACT_CHOOSE:
  case KK_POST_ACT_REPORTED:
  default:
    start (owner, make_wish (act, id, choice));
    break;
  }
}

static void
kk_post_page_show (KkSplit *split, guint position, GtkBox *detail)
{
  KkPostPage *page = KK_POST_PAGE (split);

  if (position < page->shown->len)
    kk_post_fill (detail, page->shown->pdata[position], G_OBJECT (page), on_pressed_cb);
}

/* Filters. */

static void
on_filter_cb (GtkToggleButton *button, KkPostPage *page)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  page->filter = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "filter"));
  show_items (page);
}

static void
add_filters (KkPostPage *page)
{
  const char *const labels[N_FILTERS] = { C_ ("filter of messages", "All"),
                                          C_ ("filter of messages", "To judge"),
                                          C_ ("filter of messages", "Quarantine"),
                                          C_ ("filter of messages", "Recalls") };
  GtkWidget *box = g_object_new (GTK_TYPE_FLOW_BOX, "selection-mode", GTK_SELECTION_NONE,
                                 "max-children-per-line", N_FILTERS, "min-children-per-line", 2,
                                 "column-spacing", 6, "row-spacing", 6, NULL);
  GtkToggleButton *first = NULL;

  for (guint i = 0; i < N_FILTERS; i++) {
    GtkWidget *button = gtk_toggle_button_new_with_label (labels[i]);

    g_object_set_data (G_OBJECT (button), "filter", GUINT_TO_POINTER (i));
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
    if (first == NULL)
      first = GTK_TOGGLE_BUTTON (button);
    gtk_flow_box_append (GTK_FLOW_BOX (box), button);
    gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
    g_signal_connect_object (button, "toggled", G_CALLBACK (on_filter_cb), page, 0);
  }
  gtk_toggle_button_set_active (first, TRUE);
  gtk_widget_add_css_class (box, "filters");
  gtk_box_append (GTK_BOX (kk_split_get_top (KK_SPLIT (page))), box);
}

/* Life. */

static void
kk_post_page_dispose (GObject *object)
{
  KkPostPage *page = KK_POST_PAGE (object);

  g_clear_object (&page->session);
  g_ptr_array_set_size (page->shown, 0);
  g_clear_pointer (&page->items, g_ptr_array_unref);
  G_OBJECT_CLASS (kk_post_page_parent_class)->dispose (object);
}

static void
kk_post_page_finalize (GObject *object)
{
  g_ptr_array_unref (KK_POST_PAGE (object)->shown);
  G_OBJECT_CLASS (kk_post_page_parent_class)->finalize (object);
}

static void
kk_post_page_class_init (KkPostPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kk_post_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kk_post_page_finalize;
  KK_SPLIT_CLASS (klass)->show = kk_post_page_show;
}

static void
kk_post_page_init (KkPostPage *page)
{
  const KkSplitWords words = {
    .title = C_ ("part of the window", "Inbox"),
    .list = C_ ("part of the window", "Inbox"),
    .icon = "mail-unread-symbolic",
    .empty = _ ("Nothing to judge."),
    .choose = _ ("Choose a message"),
  };

  page->shown = g_ptr_array_new ();
  kk_split_set_words (KK_SPLIT (page), &words);
}

GtkWidget *
kk_post_page_new (KkSession *session)
{
  KkPostPage *page = g_object_new (KK_TYPE_POST_PAGE, NULL);

  page->session = g_object_ref (session);
  add_filters (page);
  g_signal_connect_object (session, "changed", G_CALLBACK (ask), page, G_CONNECT_SWAPPED);
  ask (page);
  return GTK_WIDGET (page);
}
