/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/common/kk-rows.h"
#include "gui/share/kk-share-page-private.h"
#include "gui/share/kk-share-pane.h"
#include "gui/share/kk-share-table.h"

#include <glib/gi18n.h>

#define PANE_WIDTH 300

KkShareColumn *
kk_share_page_get_column (KkSharePage *page, guint index)
{
  return index < page->columns->len ? page->columns->pdata[index] : NULL;
}

const KkShareRow *
kk_share_page_get_row (KkSharePage *page, guint index)
{
  return page->rows != NULL && index < page->rows->len ? page->rows->pdata[index] : NULL;
}

/* Showing what is known. */

static void
show_table (KkSharePage *page)
{
  const KkShareTableView view = { .rows = page->rows,
                                  .columns = page->columns,
                                  .own = page->own,
                                  .first = page->narrow ? page->column : 0,
                                  .n_shown = page->narrow ? 1 : page->columns->len,
                                  .narrow = page->narrow };

  kk_share_table_show (KK_SHARE_TABLE (page->table), &view);
  kk_share_table_choose (KK_SHARE_TABLE (page->table), page->column,
                         page->question == NULL ? page->row : G_MAXUINT);
}

void
kk_share_page_show_pane (KkSharePage *page)
{
  const KkSharePaneView view = { .session = page->session,
                                 .case_ = page->case_,
                                 .rows = page->rows,
                                 .columns = page->columns,
                                 .column = page->column,
                                 .row = page->row,
                                 .question = page->question };

  kk_share_pane_show (KK_SHARE_PANE (page->pane), &view);
}

static void
show_switch (KkSharePage *page)
{
  kk_box_clear (page->switch_);
  for (guint i = 0; i < page->columns->len; i++) {
    GtkWidget *button =
        gtk_toggle_button_new_with_label (kk_share_page_get_column (page, i)->organisation);

    gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))),
                             PANGO_ELLIPSIZE_END);
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), i == page->column);
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "share.column");
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", i);
    gtk_box_append (GTK_BOX (page->switch_), button);
  }
  gtk_widget_set_visible (page->switch_, page->narrow);
}

static void
append_count (GString *text, const KkShareColumn *column)
{
  guint n = kk_share_column_count (column, "send");

  /* Translators: an organisation and how many values it gets. */
  g_string_append_printf (text, ngettext ("%s gets %u value", "%s gets %u values", n),
                          column->organisation, n);
}

void
kk_share_page_show_foot (KkSharePage *page)
{
  g_autoptr (GString) counts = g_string_new (NULL);
  const KkShareColumn *shown = kk_share_page_get_column (page, page->column);
  guint open = 0;
  guint sent = 0;
  g_autofree char *questions = NULL;
  g_autofree char *look = NULL;

  if (shown == NULL)
    return;
  /* Translators: an organisation. */
  look = g_strdup_printf (_ ("What %s sees"), shown->organisation);

  for (guint i = 0; i < page->columns->len; i++) {
    const KkShareColumn *column = kk_share_page_get_column (page, i);

    sent += kk_share_column_count (column, "send");
    open += kk_share_column_count (column, "ask");
    if (!page->narrow || i == page->column) {
      g_string_append (counts, counts->len > 0 ? ", " : "");
      append_count (counts, column);
    }
  }
  questions = g_strdup_printf (
      ngettext ("%u value has an open question. Without an answer it does not go along.",
                "%u values have an open question. Without an answer they do not go along.", open),
      open);
  gtk_label_set_label (GTK_LABEL (page->counts), counts->str);
  gtk_label_set_label (GTK_LABEL (page->open), questions);
  gtk_widget_set_visible (page->open, open > 0);
  gtk_button_set_label (GTK_BUTTON (page->look), page->narrow ? _ ("Preview") : look);
  gtk_button_set_label (GTK_BUTTON (page->check),
                        page->narrow ? _ ("Check…") : _ ("Check and send…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (page->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Check and send…"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (page->look), GTK_ACCESSIBLE_PROPERTY_LABEL, look,
                                  -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (page), "share.check", sent > 0 && !page->asking);
}

void
kk_share_page_show_layout (KkSharePage *page)
{
  gboolean pane = !page->narrow || page->pane_open;

  gtk_widget_set_visible (page->scroller, !page->narrow || !page->pane_open);
  gtk_widget_set_visible (page->pane, pane);
  gtk_widget_set_visible (page->line, !page->narrow);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (page->scroller),
                                  page->narrow ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_hexpand (page->pane, page->narrow);
  gtk_widget_set_size_request (page->pane, page->narrow ? -1 : PANE_WIDTH, -1);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (page->foot), page->narrow
                                                                   ? GTK_ORIENTATION_VERTICAL
                                                                   : GTK_ORIENTATION_HORIZONTAL);
  adw_button_content_set_label (ADW_BUTTON_CONTENT (page->add_content),
                                page->narrow ? "" : C_ ("button: add one", "Recipient"));
}

void
kk_share_page_show_all (KkSharePage *page)
{
  gboolean ready = page->columns->len > 0 && page->rows != NULL;

  if (page->columns->len == 0) {
    gtk_stack_set_visible_child_name (GTK_STACK (page->levels), "empty");
    return;
  }
  page->column = MIN (page->column, page->columns->len - 1);
  gtk_widget_set_size_request (page->wide_probe,
                               kk_share_table_get_width (page->columns->len) + PANE_WIDTH + 48, -1);
  if (!ready)
    return;
  kk_share_page_show_layout (page);
  show_switch (page);
  show_table (page);
  kk_share_page_show_pane (page);
  kk_share_page_show_foot (page);
}
