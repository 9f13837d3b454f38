/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* A4 pages, drawn twice: first to count them, then with "page 1 of 3" at the foot of each. Lengths are in points. */

#include "report/kk-report-private.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#define PAGE_WIDTH  595.28
#define PAGE_HEIGHT 841.89
#define MARGIN      42.5
#define TOP         70.0
#define BOTTOM      (PAGE_HEIGHT - 58.0)
#define WIDTH       (PAGE_WIDTH - 2 * MARGIN)
#define CELL_GAP    8.0
#define ROW_GAP     5.0
#define FACT_GAP    14.0
/* A row up to this height is never cut: a page that is left half empty reads worse than a row on two pages. */
#define WHOLE_ROW ((BOTTOM - TOP) / 3)

#define FONT_TEXT  "Sans 8.5"
#define FONT_BOLD  "Sans Bold 8.5"
#define FONT_TITLE "Sans Bold 15"
#define FONT_MARK  "Sans Bold 10"

typedef struct {
  const KkReport *report;
  cairo_t *cr;
  double y;
  guint page;  /* the one that is drawn, from 1 */
  guint pages; /* 0 while they are counted */
} Painter;

/* One layout of text, with the lines of it that were drawn already. */
typedef struct {
  PangoLayout *layout;
  double height; /* of one line */
  double rise;   /* from the top of a line to its baseline */
  int next;
} Block;

static void
clear_block (Block *block)
{
  g_clear_object (&block->layout);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Block, clear_block)

static Block
make_block (Painter *painter, const char *font, const char *text, double width)
{
  Block block = { pango_cairo_create_layout (painter->cr), 0, 0, 0 };
  PangoFontDescription *description = pango_font_description_from_string (font);
  PangoContext *context = pango_layout_get_context (block.layout);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, description, NULL);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_layout_set_font_description (block.layout, description);
  pango_layout_set_auto_dir (block.layout, FALSE);
  pango_layout_set_width (block.layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (block.layout, PANGO_WRAP_WORD_CHAR);
  /* A hyphen inside a hash or a reference would be taken for a part of it. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  pango_layout_set_attributes (block.layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_text (block.layout, text, -1);
  block.rise = (double) pango_font_metrics_get_ascent (metrics) / PANGO_SCALE;
  block.height =
      1.12 * (block.rise + (double) pango_font_metrics_get_descent (metrics) / PANGO_SCALE);
  pango_font_metrics_unref (metrics);
  pango_font_description_free (description);
  return block;
}

static int
count_lines (const Block *block)
{
  return pango_layout_get_line_count (block->layout) - block->next;
}

/* Draws from @x, @y down to @limit at most; the lower edge of what was drawn. */
static double
draw_block (Painter *painter, Block *block, double x, double y, double limit)
{
  int lines = pango_layout_get_line_count (block->layout);

  for (; block->next < lines && y + block->height <= limit; block->next++) {
    cairo_move_to (painter->cr, x, y + block->rise);
    pango_cairo_show_layout_line (painter->cr,
                                  pango_layout_get_line_readonly (block->layout, block->next));
    y += block->height;
  }
  return y;
}

static void
draw_rule (Painter *painter, double y, double grey)
{
  cairo_save (painter->cr);
  cairo_set_source_rgb (painter->cr, grey, grey, grey);
  cairo_set_line_width (painter->cr, 0.5);
  cairo_move_to (painter->cr, MARGIN, y);
  cairo_line_to (painter->cr, MARGIN + WIDTH, y);
  cairo_stroke (painter->cr);
  cairo_restore (painter->cr);
}

static void
draw_right (Painter *painter, const char *font, const char *text, double y)
{
  g_auto (Block) block = make_block (painter, font, text, WIDTH);

  pango_layout_set_alignment (block.layout, PANGO_ALIGN_RIGHT);
  cairo_move_to (painter->cr, MARGIN, y);
  pango_cairo_show_layout (painter->cr, block.layout);
}

static void
draw_frame (Painter *painter)
{
  const KkReport *report = painter->report;
  g_autofree char *number =
      g_strdup_printf ("%s %u %s %u", report->page, painter->page, report->of, painter->pages);
  g_auto (Block) mark = make_block (painter, FONT_MARK, report->mark, WIDTH);
  g_auto (Block) foot = make_block (painter, FONT_TEXT, report->foot, WIDTH - 90);

  draw_block (painter, &mark, MARGIN, 36, TOP);
  if (painter->page > 1)
    draw_right (painter, FONT_TEXT, report->title, 37);
  draw_rule (painter, 53, 0.2);
  draw_rule (painter, BOTTOM + 10, 0.2);
  draw_block (painter, &foot, MARGIN, BOTTOM + 16, PAGE_HEIGHT);
  draw_right (painter, FONT_TEXT, number, BOTTOM + 16);
}

static void
begin_page (Painter *painter)
{
  if (painter->page > 0)
    cairo_show_page (painter->cr);
  painter->page++;
  painter->y = TOP;
  draw_frame (painter);
}

/* Text over the whole width, or from @x on, over as many pages as it needs. */
static void
draw_text (Painter *painter, const char *font, const char *text, double x)
{
  g_auto (Block) block = make_block (painter, font, text, WIDTH - x);

  while (count_lines (&block) > 0) {
    if (painter->y + block.height > BOTTOM)
      begin_page (painter);
    painter->y = draw_block (painter, &block, MARGIN + x, painter->y, BOTTOM);
  }
}

/* Where the values begin: beside the longest label. */
static double
find_value_start (Painter *painter)
{
  const KkReport *report = painter->report;
  double widest = 0;

  for (guint i = 0; i < report->facts->len; i++) {
    const KkReportFact *fact = &g_array_index (report->facts, KkReportFact, i);
    g_auto (Block) label = make_block (painter, FONT_BOLD, fact->label, WIDTH);
    int width;

    pango_layout_get_size (label.layout, &width, NULL);
    widest = MAX (widest, (double) width / PANGO_SCALE);
  }
  return MIN (widest + FACT_GAP, WIDTH / 2);
}

static void
draw_fact (Painter *painter, const KkReportFact *fact, double start)
{
  g_auto (Block) label = make_block (painter, FONT_BOLD, fact->label, start - FACT_GAP / 2);
  double lower;

  if (painter->y + count_lines (&label) * label.height + 2 * ROW_GAP > BOTTOM)
    begin_page (painter);
  lower = draw_block (painter, &label, MARGIN, painter->y, BOTTOM);
  draw_text (painter, FONT_TEXT, *fact->value != '\0' ? fact->value : "–", start);
  painter->y = MAX (painter->y, lower);
  painter->y += 2;
}

static void
draw_opening (Painter *painter)
{
  const KkReport *report = painter->report;
  double start = find_value_start (painter);

  draw_text (painter, FONT_TITLE, report->title, 0);
  painter->y += 8;
  for (guint i = 0; i < report->facts->len; i++)
    draw_fact (painter, &g_array_index (report->facts, KkReportFact, i), start);
  painter->y += 6;
  for (guint i = 0; i < report->notes->len; i++) {
    draw_text (painter, FONT_TEXT, report->notes->pdata[i], 0);
    painter->y += 4;
  }
  painter->y += 6;
}

static double
width_of_column (const KkReport *report, guint column)
{
  guint total = 0;

  for (guint i = 0; i < report->columns->len; i++)
    total += g_array_index (report->columns, KkReportColumn, i).weight;
  return WIDTH * g_array_index (report->columns, KkReportColumn, column).weight / total;
}

/* The cells of one row, of which a page may take only the first lines. */
static GArray *
make_cells (Painter *painter, const char *font, const char *const *texts)
{
  GArray *cells = g_array_new (FALSE, FALSE, sizeof (Block));

  g_array_set_clear_func (cells, (GDestroyNotify) clear_block);
  for (guint i = 0; i < painter->report->columns->len; i++) {
    const char *text = *texts[i] != '\0' ? texts[i] : "–";
    Block block = make_block (painter, font, text, width_of_column (painter->report, i) - CELL_GAP);

    g_array_append_val (cells, block);
  }
  return cells;
}

static double
height_of_cells (const GArray *cells)
{
  double height = 0;

  for (guint i = 0; i < cells->len; i++) {
    const Block *block = &g_array_index (cells, Block, i);

    height = MAX (height, count_lines (block) * block->height);
  }
  return height;
}

static void
draw_cells (Painter *painter, GArray *cells)
{
  double x = MARGIN;
  double lowest = painter->y;

  for (guint i = 0; i < cells->len; i++) {
    double lower = draw_block (painter, &g_array_index (cells, Block, i), x, painter->y, BOTTOM);

    lowest = MAX (lowest, lower);
    x += width_of_column (painter->report, i);
  }
  painter->y = lowest;
}

static void
draw_heading (Painter *painter)
{
  g_autofree const char **texts = g_new0 (const char *, painter->report->columns->len + 1);
  g_autoptr (GArray) cells = NULL;

  for (guint i = 0; i < painter->report->columns->len; i++)
    texts[i] = g_array_index (painter->report->columns, KkReportColumn, i).heading;
  cells = make_cells (painter, FONT_BOLD, texts);
  draw_cells (painter, cells);
  draw_rule (painter, painter->y + 2, 0.2);
  painter->y += 6;
}

/* Goes on on the next page; what stands first says again which row it is. */
static void
continue_row (Painter *painter, GArray *cells)
{
  Block *first = &g_array_index (cells, Block, 0);

  begin_page (painter);
  draw_heading (painter);
  if (count_lines (first) == 0)
    first->next = 0;
  draw_cells (painter, cells);
}

static void
draw_row (Painter *painter, const char *const *texts)
{
  g_autoptr (GArray) cells = make_cells (painter, FONT_TEXT, texts);
  double height = height_of_cells (cells);

  if (painter->y + height > BOTTOM && (height < WHOLE_ROW || BOTTOM - painter->y < WHOLE_ROW / 3)) {
    begin_page (painter);
    draw_heading (painter);
  }
  draw_cells (painter, cells);
  while (height_of_cells (cells) > 0)
    continue_row (painter, cells);
  draw_rule (painter, painter->y + 2, 0.8);
  painter->y += ROW_GAP;
}

static void
draw (Painter *painter)
{
  begin_page (painter);
  draw_opening (painter);
  if (painter->report->columns->len == 0)
    return;
  if (painter->y + 40 > BOTTOM)
    begin_page (painter);
  draw_heading (painter);
  for (guint i = 0; i < painter->report->rows->len; i++)
    draw_row (painter, painter->report->rows->pdata[i]);
}

static cairo_status_t
write_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
describe (cairo_surface_t *surface, const KkReport *report)
{
  g_autoptr (GDateTime) made = g_date_time_new_from_unix_utc (report->made / 1000);
  g_autofree char *text = made != NULL ? g_date_time_format_iso8601 (made) : NULL;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, report->title);
  if (text != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, text);
}

/* @painter: its page is the number of pages afterwards. */
static cairo_status_t
paint (Painter *painter, GByteArray *bytes)
{
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream (write_bytes, bytes, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_status_t status;

  describe (surface, painter->report);
  painter->cr = cairo_create (surface);
  draw (painter);
  cairo_show_page (painter->cr);
  status = cairo_status (painter->cr);
  cairo_destroy (painter->cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

GBytes *
kk_report_to_pdf (const KkReport *report, GError **error)
{
  g_autoptr (GByteArray) counted = g_byte_array_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Painter first = { .report = report };
  Painter second = { .report = report };
  cairo_status_t status = paint (&first, counted);

  second.pages = first.page;
  if (status == CAIRO_STATUS_SUCCESS)
    status = paint (&second, bytes);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_set_error (error, KK_REPORT_ERROR, KK_REPORT_ERROR_FAILED, "the pages cannot be made: %s",
               cairo_status_to_string (status));
  return NULL;
}
