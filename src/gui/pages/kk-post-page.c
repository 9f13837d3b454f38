/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/pages/kk-post-page.h"

#include "gui/common/kk-date.h"
#include "gui/common/kk-filters.h"
#include "gui/common/kk-problem-bar.h"
#include "gui/pages/kk-post-act.h"
#include "gui/pages/kk-post-words.h"

#include <glib/gi18n.h>

typedef enum {
  SHOW_ALL,
  SHOW_WAITING,
  SHOW_QUESTIONS,
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
  case SHOW_QUESTIONS:
    return item->kind == KK_POST_QUESTION;
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

static void
on_done_cb (gpointer owner, gpointer result G_GNUC_UNUSED, const GError *error)
{
  KkPostPage *page = owner;

  kk_problem_bar_show (KK_PROBLEM_BAR (kk_split_get_problem (KK_SPLIT (page))), error);
  if (error == NULL)
    kk_session_say_changed (page->session);
}

static void
on_pressed_cb (gpointer owner, KkPostAct act, const char *id, int choice)
{
  KkPostPage *page = owner;
  const KkPostDoing doing = { page->session, GTK_WIDGET (page), on_done_cb };

  kk_post_act_begin (&doing, act, id, choice);
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
on_filter_cb (gpointer owner, guint filter)
{
  KkPostPage *page = owner;

  page->filter = (Filter) filter;
  show_items (page);
}

static void
add_filters (KkPostPage *page)
{
  const char *const labels[N_FILTERS] = { C_ ("filter of messages", "All"),
                                          C_ ("filter of messages", "To judge"),
                                          C_ ("filter of messages", "Questions"),
                                          C_ ("filter of messages", "Quarantine"),
                                          C_ ("filter of messages", "Recalls") };

  gtk_box_append (GTK_BOX (kk_split_get_top (KK_SPLIT (page))),
                  kk_filters_new (labels, N_FILTERS, on_filter_cb, page));
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
