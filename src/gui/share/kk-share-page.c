/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/share/kk-share-page-private.h"

#include "gui/common/kk-problem-bar.h"
#include "gui/common/kk-rows.h"
#include "gui/kk-main-view.h"
#include "gui/share/kk-share-pane.h"
#include "gui/share/kk-share-recipients.h"
#include "gui/share/kk-share-send.h"
#include "gui/share/kk-share-sight.h"
#include "gui/share/kk-share-table.h"
#include "gui/share/kk-share-words.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (KkSharePage, kk_share_page, ADW_TYPE_BIN)

static gboolean
is_level (KkSharePage *page, const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (page->levels)), name) == 0;
}

/* Width. The squeezer tells of it while widgets are placed, so what follows waits for a moment. */

static gboolean
on_settle_cb (gpointer data)
{
  KkSharePage *page = data;

  page->settle = 0;
  page->narrow = adw_squeezer_get_visible_child (ADW_SQUEEZER (page->probe)) == page->narrow_probe;
  kk_share_page_show_all (page);
  return G_SOURCE_REMOVE;
}

static void
settle (KkSharePage *page)
{
  if (page->settle == 0)
    page->settle = g_idle_add (on_settle_cb, page);
}

static void
on_width_cb (KkSharePage *page)
{
  settle (page);
}

/* Asking the law. */

static void
set_asking (KkSharePage *page, gboolean asking)
{
  page->asking = asking;
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (page->title),
                                 asking ? _ ("Checking with the law…") : page->reference);
  if (asking)
    gtk_widget_action_set_enabled (GTK_WIDGET (page), "share.check", FALSE);
}

static char *
dup_key (const KkShareRow *row)
{
  return row != NULL ? g_strjoin ("/", row->record, row->name,
                                  row->element != NULL ? row->element : "", NULL)
                     : NULL;
}

static void
find_row_again (KkSharePage *page, const char *key)
{
  page->row = G_MAXUINT;
  for (guint i = 0; key != NULL && i < page->rows->len; i++) {
    g_autofree char *found = dup_key (page->rows->pdata[i]);

    if (strcmp (found, key) == 0)
      page->row = i;
  }
}

static void
take_answer (KkSharePage *page, KkShareAnswer *answer)
{
  g_autofree char *key = dup_key (kk_share_page_get_row (page, page->row));

  g_clear_pointer (&page->rows, g_ptr_array_unref);
  for (guint i = 0; i < page->columns->len; i++) {
    KkShareColumn *column = kk_share_page_get_column (page, i);

    kk_share_preview_free (column->preview);
    column->preview = g_steal_pointer (&answer->previews->pdata[i]);
    g_free (column->note);
    column->note = g_steal_pointer (&answer->notes->pdata[i]);
  }
  g_free (page->own);
  page->own = g_steal_pointer (&answer->own);
  page->rows = kk_share_rows_collect (answer->view, page->columns);
  find_row_again (page, key);
}

static void
on_answer_cb (gpointer owner, gpointer result, const GError *error)
{
  KkSharePage *page = owner;

  set_asking (page, FALSE);
  kk_problem_bar_show (KK_PROBLEM_BAR (page->problem), error);
  if (error != NULL)
    return;
  take_answer (page, result);
  kk_share_answer_free (result);
  if (is_level (page, "empty"))
    gtk_stack_set_visible_child_name (GTK_STACK (page->levels), "table");
  kk_share_page_show_all (page);
  settle (page);
  if (page->wants_focus && page->rows != NULL)
    gtk_widget_child_focus (page->table, GTK_DIR_TAB_FORWARD);
  page->wants_focus = FALSE;
}

static void
ask (KkSharePage *page)
{
  if (page->columns->len == 0) {
    kk_share_page_show_all (page);
    return;
  }
  set_asking (page, TRUE);
  kk_share_answer_ask (page->session, G_OBJECT (page), page->case_, page->columns, on_answer_cb);
}

/* Going about. */

static void
open_pane (KkSharePage *page, gboolean open)
{
  page->pane_open = open;
  kk_share_page_show_layout (page);
  if (page->narrow)
    gtk_widget_child_focus (open ? page->pane : page->table, GTK_DIR_TAB_FORWARD);
}

static void
choose (KkSharePage *page, guint column, guint row, const char *question)
{
  char *copy = g_strdup (question);

  g_free (page->question);
  page->question = copy;
  page->column = column;
  page->row = row;
  kk_share_page_show_pane (page);
  kk_share_page_show_foot (page);
  kk_share_table_choose (KK_SHARE_TABLE (page->table), column, question == NULL ? row : G_MAXUINT);
  open_pane (page, TRUE);
}

void
kk_share_page_go_back (KkSharePage *page)
{
  if (is_level (page, "sight") || is_level (page, "recipients")) {
    kk_share_sight_view_clear (KK_SHARE_SIGHT_VIEW (page->sight));
    gtk_stack_set_visible_child_name (GTK_STACK (page->levels),
                                      page->columns->len > 0 ? "table" : "empty");
    gtk_widget_child_focus (page->levels, GTK_DIR_TAB_FORWARD);
  } else if (page->narrow && page->pane_open) {
    open_pane (page, FALSE);
  } else {
    gtk_widget_activate_action (GTK_WIDGET (page), "cases.shared-done", "as", NULL);
  }
}

static void
on_back_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *unused G_GNUC_UNUSED)
{
  kk_share_page_go_back (KK_SHARE_PAGE (widget));
}

static void
on_cell_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *target)
{
  guint column;
  guint row;

  g_variant_get (target, "(uu)", &column, &row);
  choose (KK_SHARE_PAGE (widget), column, row, NULL);
}

static void
on_question_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *target)
{
  guint column;
  const char *question;

  g_variant_get (target, "(u&s)", &column, &question);
  choose (KK_SHARE_PAGE (widget), column, G_MAXUINT, question);
}

static void
on_note_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *target)
{
  choose (KK_SHARE_PAGE (widget), g_variant_get_uint32 (target), G_MAXUINT, "NOTE");
}

/* In a narrow window it turns to that recipient; else it tells about it. */
static void
on_column_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *target)
{
  KkSharePage *page = KK_SHARE_PAGE (widget);
  guint column = g_variant_get_uint32 (target);

  if (!page->narrow) {
    choose (page, column, G_MAXUINT, NULL);
    return;
  }
  page->column = column;
  page->row = G_MAXUINT;
  g_clear_pointer (&page->question, g_free);
  settle (page);
}

/* Choosing. */

static void
on_tick_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *target)
{
  KkSharePage *page = KK_SHARE_PAGE (widget);
  const KkShareRow *row = kk_share_page_get_row (page, g_variant_get_uint32 (target));
  guint first = page->narrow ? page->column : 0;
  guint end = page->narrow ? page->column + 1 : page->columns->len;
  gboolean any = FALSE;

  for (guint c = first; row != NULL && c < end; c++)
    any |= !kk_share_column_is_left_out (kk_share_page_get_column (page, c), row->name);
  for (guint c = first; row != NULL && c < end; c++)
    kk_share_column_leave_out (kk_share_page_get_column (page, c), row->name, any);
  settle (page);
}

static void
on_leave_out_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *target)
{
  KkSharePage *page = KK_SHARE_PAGE (widget);
  guint c;
  guint r;
  KkShareColumn *column;
  const KkShareRow *row;

  g_variant_get (target, "(uu)", &c, &r);
  column = kk_share_page_get_column (page, c);
  row = kk_share_page_get_row (page, r);
  if (column != NULL && row != NULL)
    kk_share_column_leave_out (column, row->name, !kk_share_column_is_left_out (column, row->name));
  settle (page);
}

static void
on_purpose_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *target)
{
  KkSharePage *page = KK_SHARE_PAGE (widget);
  guint column;
  guint purpose;

  KkShareColumn *chosen;

  g_variant_get (target, "(uu)", &column, &purpose);
  chosen = kk_share_page_get_column (page, column);
  if (chosen == NULL)
    return;
  chosen->purpose = (KkPurpose) purpose;
  ask (page);
}

static void
on_fact_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *code)
{
  KkSharePage *page = KK_SHARE_PAGE (widget);
  KkShareColumn *column = kk_share_page_get_column (page, page->column);

  if (column == NULL)
    return;
  g_hash_table_add (column->facts, g_variant_dup_string (code, NULL));
  ask (page);
}

static void
on_recipients_cb (GtkWidget *widget,
                  const char *action G_GNUC_UNUSED,
                  GVariant *unused G_GNUC_UNUSED)
{
  KkSharePage *page = KK_SHARE_PAGE (widget);

  kk_share_recipients_ask (KK_SHARE_RECIPIENTS (page->recipients), page->session);
  gtk_stack_set_visible_child_name (GTK_STACK (page->levels), "recipients");
  gtk_widget_grab_focus (page->recipients);
}

static gboolean
has_column (KkSharePage *page, const char *address)
{
  for (guint i = 0; i < page->columns->len; i++) {
    if (strcmp (kk_share_page_get_column (page, i)->address, address) == 0)
      return TRUE;
  }
  return FALSE;
}

static void
on_add_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *target)
{
  KkSharePage *page = KK_SHARE_PAGE (widget);
  const char *address = g_variant_get_string (target, NULL);
  const KkMember *member =
      kk_share_recipients_find (KK_SHARE_RECIPIENTS (page->recipients), address);

  if (member != NULL && !has_column (page, address)) {
    g_ptr_array_add (page->columns, kk_share_column_new (member));
    page->column = page->columns->len - 1;
    page->row = G_MAXUINT;
    g_clear_pointer (&page->rows, g_ptr_array_unref);
  }
  gtk_stack_set_visible_child_name (GTK_STACK (page->levels), "table");
  page->wants_focus = TRUE;
  ask (page);
}

static void
on_remove_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *target)
{
  KkSharePage *page = KK_SHARE_PAGE (widget);
  guint column = g_variant_get_uint32 (target);

  if (kk_share_page_get_column (page, column) == NULL)
    return;
  g_clear_pointer (&page->rows, g_ptr_array_unref);
  g_ptr_array_remove_index (page->columns, column);
  page->column = 0;
  page->row = G_MAXUINT;
  page->pane_open = FALSE;
  ask (page);
}

/* What was missing is kept in the case: everything that looks at it asks again, this page too. */
static void
on_done_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *sentence)
{
  KkSharePage *page = KK_SHARE_PAGE (widget);
  GtkWidget *view = gtk_widget_get_ancestor (widget, KK_TYPE_MAIN_VIEW);

  if (view != NULL)
    kk_main_view_toast (KK_MAIN_VIEW (view), g_variant_get_string (sentence, NULL), NULL, NULL);
  g_clear_pointer (&page->question, g_free);
  page->pane_open = FALSE;
  kk_session_say_changed (page->session);
}

/* Looking and sending. */

static void
on_look_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *unused G_GNUC_UNUSED)
{
  KkSharePage *page = KK_SHARE_PAGE (widget);
  const KkShareColumn *column = kk_share_page_get_column (page, page->column);

  if (column == NULL)
    return;
  kk_share_sight_view_ask (KK_SHARE_SIGHT_VIEW (page->sight), page->session, column, page->case_);
  gtk_stack_set_visible_child_name (GTK_STACK (page->levels), "sight");
}

static void
on_check_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *unused G_GNUC_UNUSED)
{
  kk_share_send_ask (widget, KK_SHARE_PAGE (widget)->columns);
}

static void
on_sent_cb (gpointer owner, gpointer result, const GError *error)
{
  KkSharePage *page = owner;
  g_autoptr (GPtrArray) shares = result;
  g_auto (GVariantBuilder) ids = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_STRING_ARRAY);

  set_asking (page, FALSE);
  kk_problem_bar_show (KK_PROBLEM_BAR (page->problem), error);
  kk_session_say_changed (page->session);
  if (error != NULL)
    return;
  for (guint i = 0; i < shares->len; i++)
    g_variant_builder_add (&ids, "s", shares->pdata[i]);
  gtk_widget_activate_action_variant (GTK_WIDGET (page), "cases.shared-done",
                                      g_variant_builder_end (&ids));
}

static void
on_send_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *unused G_GNUC_UNUSED)
{
  KkSharePage *page = KK_SHARE_PAGE (widget);

  set_asking (page, TRUE);
  kk_share_send_start (page->session, G_OBJECT (page), page->case_, page->columns, on_sent_cb);
}

static void
on_pane_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *unused G_GNUC_UNUSED)
{
  GtkWidget *pane = KK_SHARE_PAGE (widget)->pane;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  /* From the table to the pane, and from there to the navigation. */
  if (focus != NULL && gtk_widget_is_ancestor (focus, pane))
    gtk_widget_activate_action (widget, "view.pane", NULL);
  else
    gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD);
}

/* Life. */

static void
kk_share_page_dispose (GObject *object)
{
  KkSharePage *page = KK_SHARE_PAGE (object);

  g_clear_handle_id (&page->settle, g_source_remove);
  g_clear_object (&page->session);
  g_clear_pointer (&page->case_, g_free);
  g_clear_pointer (&page->reference, g_free);
  g_clear_pointer (&page->own, g_free);
  g_clear_pointer (&page->question, g_free);
  g_clear_pointer (&page->rows, g_ptr_array_unref);
  g_clear_pointer (&page->columns, g_ptr_array_unref);
  G_OBJECT_CLASS (kk_share_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, KkSharePage, title);
  gtk_widget_class_bind_template_child (klass, KkSharePage, add);
  gtk_widget_class_bind_template_child (klass, KkSharePage, add_content);
  gtk_widget_class_bind_template_child (klass, KkSharePage, problem);
  gtk_widget_class_bind_template_child (klass, KkSharePage, probe);
  gtk_widget_class_bind_template_child (klass, KkSharePage, wide_probe);
  gtk_widget_class_bind_template_child (klass, KkSharePage, narrow_probe);
  gtk_widget_class_bind_template_child (klass, KkSharePage, levels);
  gtk_widget_class_bind_template_child (klass, KkSharePage, choose);
  gtk_widget_class_bind_template_child (klass, KkSharePage, recipients);
  gtk_widget_class_bind_template_child (klass, KkSharePage, sight);
  gtk_widget_class_bind_template_child (klass, KkSharePage, scroller);
  gtk_widget_class_bind_template_child_full (klass, "switch", FALSE,
                                             G_STRUCT_OFFSET (KkSharePage, switch_));
  gtk_widget_class_bind_template_child (klass, KkSharePage, table);
  gtk_widget_class_bind_template_child (klass, KkSharePage, line);
  gtk_widget_class_bind_template_child (klass, KkSharePage, pane);
  gtk_widget_class_bind_template_child (klass, KkSharePage, foot);
  gtk_widget_class_bind_template_child (klass, KkSharePage, counts);
  gtk_widget_class_bind_template_child (klass, KkSharePage, open);
  gtk_widget_class_bind_template_child (klass, KkSharePage, acts);
  gtk_widget_class_bind_template_child (klass, KkSharePage, look);
  gtk_widget_class_bind_template_child (klass, KkSharePage, check);
  gtk_widget_class_bind_template_callback (klass, on_width_cb);
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "share.back", NULL, on_back_cb);
  gtk_widget_class_install_action (klass, "share.cell", "(uu)", on_cell_cb);
  gtk_widget_class_install_action (klass, "share.question", "(us)", on_question_cb);
  gtk_widget_class_install_action (klass, "share.note", "u", on_note_cb);
  gtk_widget_class_install_action (klass, "share.column", "u", on_column_cb);
  gtk_widget_class_install_action (klass, "share.tick", "u", on_tick_cb);
  gtk_widget_class_install_action (klass, "share.leave-out", "(uu)", on_leave_out_cb);
  gtk_widget_class_install_action (klass, "share.purpose", "(uu)", on_purpose_cb);
  gtk_widget_class_install_action (klass, "share.fact", "s", on_fact_cb);
  gtk_widget_class_install_action (klass, "share.recipients", NULL, on_recipients_cb);
  gtk_widget_class_install_action (klass, "share.add", "s", on_add_cb);
  gtk_widget_class_install_action (klass, "share.remove", "u", on_remove_cb);
  gtk_widget_class_install_action (klass, "share.done", "s", on_done_cb);
  gtk_widget_class_install_action (klass, "share.look", NULL, on_look_cb);
  gtk_widget_class_install_action (klass, "share.check", NULL, on_check_cb);
  gtk_widget_class_install_action (klass, "share.send", NULL, on_send_cb);
  gtk_widget_class_install_action (klass, "share.pane", NULL, on_pane_cb);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Return, GDK_CONTROL_MASK, "share.check",
                                       NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F6, 0, "share.pane", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_d, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "share.look", NULL);
}

static gboolean
kk_share_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (KK_SHARE_PAGE (widget)->levels, GTK_DIR_TAB_FORWARD);
}

static void
kk_share_page_class_init (KkSharePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kk_share_page_dispose;
  widget_class->grab_focus = kk_share_page_grab_focus;
  g_type_ensure (KK_TYPE_PROBLEM_BAR);
  g_type_ensure (KK_TYPE_SHARE_PANE);
  g_type_ensure (KK_TYPE_SHARE_RECIPIENTS);
  g_type_ensure (KK_TYPE_SHARE_SIGHT_VIEW);
  g_type_ensure (KK_TYPE_SHARE_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/nl/ketenkluis/Ketenkluis/kk-share-page.ui");
  bind_children (widget_class);
  install_actions (widget_class);
}

/* What is wide may not keep the window from being made narrow. */
static void
ellipsize (GtkWidget *button)
{
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))),
                           PANGO_ELLIPSIZE_END);
}

static void
kk_share_page_init (KkSharePage *page)
{
  page->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_share_column_free);
  page->row = G_MAXUINT;
  page->narrow =
      TRUE; /* until there proves to be room: a page that began wide would widen the window */
  gtk_widget_init_template (GTK_WIDGET (page));
  gtk_button_set_label (GTK_BUTTON (page->look), _ ("Preview"));
  ellipsize (page->look);
  ellipsize (page->check);
}

GtkWidget *
kk_share_page_new (KkSession *session, const char *case_, const char *reference)
{
  KkSharePage *page = g_object_new (KK_TYPE_SHARE_PAGE, NULL);

  page->session = g_object_ref (session);
  page->case_ = g_strdup (case_);
  page->reference = g_strdup (reference);
  adw_window_title_set_title (ADW_WINDOW_TITLE (page->title), C_ ("title of a page", "Share"));
  set_asking (page, FALSE);
  kk_share_page_show_all (page);
  g_signal_connect_object (session, "changed", G_CALLBACK (ask), page, G_CONNECT_SWAPPED);
  return GTK_WIDGET (page);
}
