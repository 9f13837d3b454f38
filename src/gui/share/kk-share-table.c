/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/share/kk-share-table.h"

#include "gui/common/kk-rows.h"
#include "gui/share/kk-share-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define LABEL_WIDTH 250
#define CELL_WIDTH  178

struct _KkShareTable {
  GtkWidget parent_instance;
  GtkWidget *grid;
  GPtrArray *stops; /* (element-type GPtrArray of GtkWidget): what arrows move over, line by line */
  guint n_lines;    /* of the grid */
  gboolean settling; /* a purpose is set by the table, not by a person */
  guint focus_line;
  guint focus_place;
};

G_DEFINE_FINAL_TYPE (KkShareTable, kk_share_table, GTK_TYPE_WIDGET)

int
kk_share_table_get_width (guint n_columns)
{
  return LABEL_WIDTH + (int) n_columns * CELL_WIDTH;
}

/* Lines of the grid, and stops for the focus. */

static void
begin_stops (KkShareTable *table)
{
  g_ptr_array_add (table->stops, g_ptr_array_new ());
}

static void
add_stop (KkShareTable *table, GtkWidget *widget)
{
  g_ptr_array_add (table->stops->pdata[table->stops->len - 1], widget);
}

static GtkWidget *
make_label (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  return label;
}

static GtkWidget *
make_two_lines (const char *first, const char *second)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *small = make_label (second, "small");

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_add_css_class (small, "secondary");
  gtk_widget_set_visible (small, second != NULL && *second != '\0');
  gtk_box_append (GTK_BOX (box), make_label (first, "first"));
  gtk_box_append (GTK_BOX (box), small);
  return box;
}

/* A line: what it is about, then one widget for each shown column; in a narrow window under it. */
typedef struct {
  KkShareTable *table;
  const KkShareTableView *view;
  guint line;
} Line;

static Line
begin_line (KkShareTable *table, const KkShareTableView *view, GtkWidget *label)
{
  Line line = { table, view, table->n_lines };

  gtk_grid_attach (GTK_GRID (table->grid), label, 0, (int) table->n_lines, 1, 1);
  table->n_lines += view->narrow ? 1 + view->n_shown : 1;
  begin_stops (table);
  return line;
}

static void
put_in_line (const Line *line, guint column, GtkWidget *widget)
{
  guint place = column - line->view->first;

  if (line->view->narrow)
    gtk_grid_attach (GTK_GRID (line->table->grid), widget, 0, (int) (line->line + 1 + place), 1, 1);
  else
    gtk_grid_attach (GTK_GRID (line->table->grid), widget, (int) (1 + place), (int) line->line, 1,
                     1);
  gtk_widget_set_size_request (widget, line->view->narrow ? -1 : CELL_WIDTH, -1);
  if (line->view->narrow)
    begin_stops (line->table);
  add_stop (line->table, widget);
}

static void
add_separator (KkShareTable *table, const KkShareTableView *view)
{
  GtkWidget *separator = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);

  gtk_grid_attach (GTK_GRID (table->grid), separator, 0, (int) table->n_lines++,
                   view->narrow ? 1 : (int) (1 + view->n_shown), 1);
}

/* The head: recipients, purpose, as what, why. */

static GtkWidget *
make_column_button (const KkShareColumn *column, guint index)
{
  GtkWidget *button = gtk_button_new ();
  g_autofree char *name =
      /* Translators: recipient: organisation, desk. */
      g_strdup_printf (_ ("Recipient %s, %s"), column->organisation, column->desk);

  gtk_button_set_child (GTK_BUTTON (button), make_two_lines (column->organisation, column->desk));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "recipient");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", index);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "share.column");
  kk_row_set_name (button, name);
  return button;
}

static void
on_purpose_cb (GtkDropDown *purposes)
{
  KkShareTable *table =
      KK_SHARE_TABLE (gtk_widget_get_ancestor (GTK_WIDGET (purposes), KK_TYPE_SHARE_TABLE));
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (purposes), "column"));

  if (table != NULL && !table->settling)
    gtk_widget_activate_action (GTK_WIDGET (table), "share.purpose", "(uu)", column,
                                gtk_drop_down_get_selected (purposes) + 1);
}

static GtkWidget *
make_purposes (const KkShareColumn *column, guint index)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  GtkWidget *purposes;
  g_autofree char *name = g_strdup_printf (_ ("Purpose for %s: %s"), column->organisation,
                                           kk_share_words_purpose (column->purpose));

  for (guint purpose = 1; purpose < KK_N_PURPOSES; purpose++)
    gtk_string_list_append (list, kk_share_words_purpose ((KkPurpose) purpose));
  purposes = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)), NULL);
  gtk_widget_add_css_class (purposes, "flat");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (purposes), column->purpose - 1);
  g_object_set_data (G_OBJECT (purposes), "column", GUINT_TO_POINTER (index));
  g_signal_connect (purposes, "notify::selected", G_CALLBACK (on_purpose_cb), NULL);
  kk_row_set_name (gtk_widget_get_first_child (purposes), name);
  return purposes;
}

static GtkWidget *
make_note_button (const KkShareColumn *column, guint index)
{
  gboolean written = column->note != NULL;
  const char *words = written ? _ ("filled in") : _ ("Write the reason");
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();
  g_autofree char *name =
      g_strdup_printf (_ ("Why does %s need it: %s"), column->organisation, words);

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content),
                                    written ? "object-select-symbolic" : "document-edit-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), words);
  gtk_widget_set_halign (content, GTK_ALIGN_START);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", index);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "share.note");
  kk_row_set_name (button, name);
  return button;
}

typedef GtkWidget *(*MakeInHead) (const KkShareColumn *column, guint index);

static void
add_head_line (KkShareTable *table,
               const KkShareTableView *view,
               const char *words,
               MakeInHead make)
{
  Line line = begin_line (table, view, make_label (words, "secondary"));

  for (guint c = view->first; c < view->first + view->n_shown; c++)
    put_in_line (&line, c, make (view->columns->pdata[c], c));
}

static void
add_head (KkShareTable *table, const KkShareTableView *view)
{
  Line line;

  if (!view->narrow) {
    line = begin_line (table, view, make_label (_ ("Recipients"), "heading"));
    for (guint c = view->first; c < view->first + view->n_shown; c++)
      put_in_line (&line, c, make_column_button (view->columns->pdata[c], c));
    add_separator (table, view);
  }
  add_head_line (table, view, _ ("Purpose"), make_purposes);
  line = begin_line (table, view, make_label (_ ("You share as"), "secondary"));
  gtk_grid_attach (GTK_GRID (table->grid), make_label (view->own, "own-hat"), view->narrow ? 0 : 1,
                   (int) (line.line + (view->narrow ? 1 : 0)),
                   view->narrow ? 1 : (int) view->n_shown, 1);
  add_head_line (table, view, _ ("Why needed?"), make_note_button);
}

/* The body. */

static GtkWidget *
make_cell (const KkShareTableView *view, guint column, guint row)
{
  const KkShareColumn *recipient = view->columns->pdata[column];
  const KkShareRow *about = view->rows->pdata[row];
  const KkSharedField *field = about->fields->pdata[column];
  KkShareMark mark =
      kk_share_words_mark (field, kk_share_column_is_left_out (recipient, about->name));
  g_autofree char *title = kk_share_words_dup_title (field, mark);
  g_autofree char *reason = kk_share_words_dup_reason (field, mark);
  g_autofree char *name = kk_share_words_dup_name (about, recipient, field, mark);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (kk_share_words_icon (mark)));
  gtk_box_append (GTK_BOX (box), make_two_lines (title, reason));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "share-cell");
  gtk_widget_add_css_class (button, kk_share_words_class (mark));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(uu)", column, row);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "share.cell");
  kk_row_set_name (button, name);
  return button;
}

static gboolean
is_ticked (const KkShareTableView *view, const KkShareRow *row)
{
  for (guint c = view->first; c < view->first + view->n_shown; c++) {
    if (!kk_share_column_is_left_out (view->columns->pdata[c], row->name))
      return TRUE;
  }
  return FALSE;
}

static GtkWidget *
make_tick (const KkShareTableView *view, guint row)
{
  const KkShareRow *about = view->rows->pdata[row];
  GtkWidget *tick = gtk_check_button_new ();
  /* Translators: name of a field. */
  g_autofree char *name = g_strdup_printf (_ ("Send %s along"), about->title);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), is_ticked (view, about));
  gtk_widget_set_valign (tick, GTK_ALIGN_CENTER);
  kk_row_set_name (tick, name);
  g_object_set_data (G_OBJECT (tick), "row", GUINT_TO_POINTER (row));
  return tick;
}

static void
on_tick_cb (GtkWidget *tick)
{
  gtk_widget_activate_action (tick, "share.tick", "u",
                              GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (tick), "row")));
}

static void
add_row (KkShareTable *table, const KkShareTableView *view, guint row)
{
  const KkShareRow *about = view->rows->pdata[row];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *tick = make_tick (view, row);
  Line line;

  gtk_box_append (GTK_BOX (box), tick);
  gtk_box_append (GTK_BOX (box), make_two_lines (about->title, about->value));
  line = begin_line (table, view, box);
  add_stop (table, tick);
  g_signal_connect (tick, "toggled", G_CALLBACK (on_tick_cb), NULL);
  for (guint c = view->first; c < view->first + view->n_shown; c++)
    put_in_line (&line, c, make_cell (view, c, row));
}

static void
add_body (KkShareTable *table, const KkShareTableView *view)
{
  const char *heading = NULL;

  for (guint r = 0; r < view->rows->len; r++) {
    const KkShareRow *row = view->rows->pdata[r];

    if (g_strcmp0 (heading, row->heading) != 0) {
      GtkWidget *label = make_label (row->heading, "heading");

      add_separator (table, view);
      gtk_grid_attach (GTK_GRID (table->grid), label, 0, (int) table->n_lines++,
                       view->narrow ? 1 : (int) (1 + view->n_shown), 1);
      heading = row->heading;
    }
    add_row (table, view, r);
  }
}

/* The focus: one stop for Tab, arrows inside. */

static gboolean
find_focus (KkShareTable *table, guint *line, guint *place)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (table));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint l = 0; focus != NULL && l < table->stops->len; l++) {
    const GPtrArray *stops = table->stops->pdata[l];

    for (guint p = 0; p < stops->len; p++) {
      if (focus == stops->pdata[p] || gtk_widget_is_ancestor (focus, stops->pdata[p])) {
        *line = l;
        *place = p;
        return TRUE;
      }
    }
  }
  return FALSE;
}

static gboolean
focus_stop (KkShareTable *table, guint line, guint place)
{
  const GPtrArray *stops;
  GtkWidget *stop;

  if (line >= table->stops->len || ((GPtrArray *) table->stops->pdata[line])->len == 0)
    return FALSE;
  stops = table->stops->pdata[line];
  stop = stops->pdata[MIN (place, stops->len - 1)];
  table->focus_line = line;
  table->focus_place = place;
  return gtk_widget_grab_focus (stop) || gtk_widget_child_focus (stop, GTK_DIR_TAB_FORWARD);
}

static gboolean
move_line (KkShareTable *table, guint line, guint place, int step)
{
  for (guint l = line + (guint) step; l < table->stops->len; l += (guint) step) {
    const GPtrArray *stops = table->stops->pdata[l];
    const GPtrArray *here = table->stops->pdata[line];

    /* The head has no tick box: the place is counted from the right. */
    if (stops->len > 0)
      return focus_stop (table, l, stops->len - MIN (stops->len, here->len - place));
  }
  return FALSE;
}

static gboolean
kk_share_table_focus (GtkWidget *widget, GtkDirectionType direction)
{
  KkShareTable *table = KK_SHARE_TABLE (widget);
  guint line = 0;
  guint place = 0;

  if (!find_focus (table, &line, &place))
    return focus_stop (table, table->focus_line, table->focus_place) || move_line (table, 0, 0, 1);
  switch (direction) {
  case GTK_DIR_UP:
    return move_line (table, line, place, -1);
  case GTK_DIR_DOWN:
    return move_line (table, line, place, 1);
  case GTK_DIR_LEFT:
    return place > 0 && focus_stop (table, line, place - 1);
  case GTK_DIR_RIGHT:
    return place + 1 < ((GPtrArray *) table->stops->pdata[line])->len &&
           focus_stop (table, line, place + 1);
  case GTK_DIR_TAB_FORWARD:
  case GTK_DIR_TAB_BACKWARD:
  default:
    table->focus_line = line;
    table->focus_place = place;
    return FALSE;
  }
}

/* Life. */

static void
clear (KkShareTable *table)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (table->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (table->grid), child);
  g_ptr_array_set_size (table->stops, 0);
  table->n_lines = 0;
}

static void
kk_share_table_dispose (GObject *object)
{
  KkShareTable *table = KK_SHARE_TABLE (object);

  g_clear_pointer (&table->stops, g_ptr_array_unref);
  g_clear_pointer (&table->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (kk_share_table_parent_class)->dispose (object);
}

static void
kk_share_table_class_init (KkShareTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kk_share_table_dispose;
  widget_class->focus = kk_share_table_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "sharetable");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kk_share_table_init (KkShareTable *table)
{
  table->stops = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  table->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (table->grid), 10);
  gtk_grid_set_row_spacing (GTK_GRID (table->grid), 2);
  gtk_widget_set_parent (table->grid, GTK_WIDGET (table));
  kk_row_set_name (GTK_WIDGET (table), _ ("What goes to whom"));
}

void
kk_share_table_show (KkShareTable *table, const KkShareTableView *view)
{
  guint line = 0;
  guint place = 0;
  gboolean had_focus = find_focus (table, &line, &place);

  table->settling = TRUE;
  clear (table);
  add_head (table, view);
  add_body (table, view);
  table->settling = FALSE;
  if (had_focus)
    focus_stop (table, MIN (line, table->stops->len - 1), place);
}

void
kk_share_table_choose (KkShareTable *table, guint column, guint row)
{
  for (guint l = 0; l < table->stops->len; l++) {
    const GPtrArray *stops = table->stops->pdata[l];

    for (guint p = 0; p < stops->len; p++) {
      GVariant *target = GTK_IS_BUTTON (stops->pdata[p])
                             ? gtk_actionable_get_action_target_value (stops->pdata[p])
                             : NULL;
      guint c = G_MAXUINT;
      guint r = G_MAXUINT;

      if (target != NULL && g_variant_is_of_type (target, G_VARIANT_TYPE ("(uu)")))
        g_variant_get (target, "(uu)", &c, &r);
      if (c == column && r == row && c != G_MAXUINT)
        gtk_widget_add_css_class (stops->pdata[p], "chosen");
      else
        gtk_widget_remove_css_class (stops->pdata[p], "chosen");
    }
  }
}
