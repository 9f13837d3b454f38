/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/cases/kk-route-picture.h"

#include <glib/gi18n.h>

#define GAP        20 /* between columns */
#define TRACK_GAP  8
#define ROW_GAP    8
#define INDENT     24 /* of tracks in the list */
#define LINE_WIDTH 3.0

/* In characters; what is longer ends in dots, and is whole in the name and under the mouse. */
#define LONGEST_NOTE       14
#define LONGEST_TRACK_NOTE 20

typedef struct {
  GtkWidget *button;
  GtkWidget *box;
  GtkWidget *dot;
  GtkWidget *words;
  KkStationPlace place;
  KkStationState state;
} Station;

struct _KkRoutePicture {
  GtkWidget parent_instance;
  GArray *stations; /* (element-type Station) */
  gboolean narrow;
  int wide_width; /* natural, as last measured while it was wide */
  guint turning;  /* source that will change the layout */
};

G_DEFINE_FINAL_TYPE (KkRoutePicture, kk_route_picture, GTK_TYPE_WIDGET)

static guint signal_station;

static Station *
get_station (KkRoutePicture *picture, guint i)
{
  return &g_array_index (picture->stations, Station, i);
}

/* Wide: one column for each station, one for all the tracks. */

typedef struct {
  int min;
  int nat;
} Size;

static Size
measure_station (const Station *station, GtkOrientation orientation)
{
  Size size;

  gtk_widget_measure (station->button, orientation, -1, &size.min, &size.nat, NULL, NULL);
  return size;
}

static gboolean
begins_column (KkRoutePicture *picture, guint i)
{
  return i == 0 || get_station (picture, i)->place != KK_STATION_TRACK ||
         get_station (picture, i - 1)->place != KK_STATION_TRACK;
}

static Size
measure_tracks (KkRoutePicture *picture, GtkOrientation orientation)
{
  Size all = { 0, 0 };

  for (guint i = 0; i < picture->stations->len; i++) {
    Size one = measure_station (get_station (picture, i), orientation);

    if (get_station (picture, i)->place != KK_STATION_TRACK)
      continue;
    if (orientation == GTK_ORIENTATION_HORIZONTAL)
      all.nat = MAX (all.nat, one.nat);
    else
      all.nat += one.nat + (all.nat > 0 ? TRACK_GAP : 0);
  }
  all.min = all.nat;
  return all;
}

static int
measure_wide_width (KkRoutePicture *picture)
{
  int width = measure_tracks (picture, GTK_ORIENTATION_HORIZONTAL).nat;
  int columns = width > 0 ? 1 : 0;

  for (guint i = 0; i < picture->stations->len; i++) {
    if (get_station (picture, i)->place == KK_STATION_TRACK)
      continue;
    width += measure_station (get_station (picture, i), GTK_ORIENTATION_HORIZONTAL).nat;
    columns++;
  }
  return width + MAX (0, columns - 1) * GAP;
}

static int
measure_wide_height (KkRoutePicture *picture)
{
  int height = measure_tracks (picture, GTK_ORIENTATION_VERTICAL).nat;

  for (guint i = 0; i < picture->stations->len; i++) {
    if (get_station (picture, i)->place != KK_STATION_TRACK)
      height =
          MAX (height, measure_station (get_station (picture, i), GTK_ORIENTATION_VERTICAL).nat);
  }
  return height;
}

static void
allocate (GtkWidget *widget, int x, int y, int width, int height)
{
  const GtkAllocation place = { x, y, width, height };

  gtk_widget_size_allocate (widget, &place, -1);
}

static void
allocate_tracks (KkRoutePicture *picture, int x, int width, int height)
{
  int y = (height - measure_tracks (picture, GTK_ORIENTATION_VERTICAL).nat) / 2;

  for (guint i = 0; i < picture->stations->len; i++) {
    const Station *station = get_station (picture, i);
    int own = measure_station (station, GTK_ORIENTATION_VERTICAL).nat;

    if (station->place != KK_STATION_TRACK)
      continue;
    allocate (station->button, x, y, width, own);
    y += own + TRACK_GAP;
  }
}

/* What is left over widens the gaps, so that the line fills the card. */
static void
allocate_wide (KkRoutePicture *picture, int width, int height)
{
  int spare = width - measure_wide_width (picture);
  int columns = 0;
  int x = 0;
  int gap;

  for (guint i = 0; i < picture->stations->len; i++)
    columns += begins_column (picture, i) ? 1 : 0;
  gap = GAP + (columns > 1 ? spare / (columns - 1) : 0);
  for (guint i = 0; i < picture->stations->len; i++) {
    const Station *station = get_station (picture, i);
    gboolean track = station->place == KK_STATION_TRACK;
    int own = track ? measure_tracks (picture, GTK_ORIENTATION_HORIZONTAL).nat
                    : measure_station (station, GTK_ORIENTATION_HORIZONTAL).nat;
    int tall = measure_station (station, GTK_ORIENTATION_VERTICAL).nat;

    if (!begins_column (picture, i))
      continue;
    if (track)
      allocate_tracks (picture, x, own, height);
    else
      allocate (station->button, x, (height - tall) / 2, own, tall);
    x += own + gap;
  }
}

/* Narrow: one under the other. */

static Size
measure_narrow (KkRoutePicture *picture, GtkOrientation orientation)
{
  Size all = { 0, 0 };

  for (guint i = 0; i < picture->stations->len; i++) {
    const Station *station = get_station (picture, i);
    Size one = measure_station (station, orientation);
    int indent = station->place == KK_STATION_TRACK ? INDENT : 0;

    if (orientation == GTK_ORIENTATION_HORIZONTAL) {
      all.min = MAX (all.min, one.min + indent);
      all.nat = MAX (all.nat, one.nat + indent);
    } else {
      all.nat += one.nat + (i > 0 ? ROW_GAP : 0);
      all.min = all.nat;
    }
  }
  return all;
}

static void
allocate_narrow (KkRoutePicture *picture, int width)
{
  int y = 0;

  for (guint i = 0; i < picture->stations->len; i++) {
    const Station *station = get_station (picture, i);
    int tall = measure_station (station, GTK_ORIENTATION_VERTICAL).nat;
    int indent = station->place == KK_STATION_TRACK ? INDENT : 0;

    allocate (station->button, indent, y, width - indent, tall);
    y += tall + ROW_GAP;
  }
}

/* Turning from one to the other. */

static void
turn_station (const Station *station, gboolean narrow)
{
  gboolean level = narrow || station->place == KK_STATION_TRACK;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (station->box),
                                  level ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_halign (station->dot, level ? GTK_ALIGN_START : GTK_ALIGN_CENTER);
  for (GtkWidget *label = gtk_widget_get_first_child (station->words); label != NULL;
       label = gtk_widget_get_next_sibling (label)) {
    gtk_label_set_xalign (GTK_LABEL (label), level ? 0 : 0.5F);
    /* An empty second line keeps the circles of a row level. */
    gtk_widget_set_visible (label, !level || *gtk_label_get_label (GTK_LABEL (label)) != '\0');
  }
}

static void
set_narrow (KkRoutePicture *picture, gboolean narrow)
{
  picture->narrow = narrow;
  for (guint i = 0; i < picture->stations->len; i++)
    turn_station (get_station (picture, i), narrow);
  gtk_widget_queue_resize (GTK_WIDGET (picture));
}

static gboolean
on_turn_cb (gpointer data)
{
  KkRoutePicture *picture = data;

  picture->turning = 0;
  set_narrow (picture, !picture->narrow);
  return G_SOURCE_REMOVE;
}

/* By its own natural width, because large text makes any fixed threshold wrong; and never while sizes are given out. */
static void
queue_turning (KkRoutePicture *picture, int width)
{
  gboolean narrow = width < picture->wide_width;

  if (narrow != picture->narrow && picture->turning == 0)
    picture->turning = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_turn_cb, picture, NULL);
}

static GtkSizeRequestMode
kk_route_picture_get_request_mode (GtkWidget *widget G_GNUC_UNUSED)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* It can always be as narrow as the list; wide, the circles above their words are narrower than beside them. */
static void
kk_route_picture_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size G_GNUC_UNUSED,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline G_GNUC_UNUSED,
                          int *natural_baseline G_GNUC_UNUSED)
{
  KkRoutePicture *picture = KK_ROUTE_PICTURE (widget);
  Size narrow = measure_narrow (picture, orientation);

  *minimum = narrow.min;
  *natural = narrow.nat;
  if (picture->narrow) {
    if (orientation == GTK_ORIENTATION_HORIZONTAL)
      *natural = MAX (narrow.nat, picture->wide_width);
    return;
  }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (picture->wide_width = measure_wide_width (picture), narrow.min);
  else
    *minimum = *natural = measure_wide_height (picture);
}

static void
kk_route_picture_size_allocate (GtkWidget *widget,
                                int width,
                                int height,
                                int baseline G_GNUC_UNUSED)
{
  KkRoutePicture *picture = KK_ROUTE_PICTURE (widget);

  if (picture->narrow)
    allocate_narrow (picture, width);
  else
    allocate_wide (picture, width, height);
  queue_turning (picture, width);
}

/* The lines. */

static graphene_point_t
find_dot (KkRoutePicture *picture, guint i)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, 0, 0);

  if (!gtk_widget_compute_bounds (get_station (picture, i)->dot, GTK_WIDGET (picture), &bounds))
    return GRAPHENE_POINT_INIT (0, 0);
  return GRAPHENE_POINT_INIT (bounds.origin.x + bounds.size.width / 2,
                              bounds.origin.y + bounds.size.height / 2);
}

/* Where a line from or to a station ends: at its circle, or at the side of a track. */
static graphene_point_t
find_end (KkRoutePicture *picture, guint i, gboolean right)
{
  const Station *station = get_station (picture, i);
  graphene_rect_t bounds;

  if (picture->narrow || station->place != KK_STATION_TRACK ||
      !gtk_widget_compute_bounds (station->button, GTK_WIDGET (picture), &bounds))
    return find_dot (picture, i);
  return GRAPHENE_POINT_INIT (bounds.origin.x + (right ? bounds.size.width : 0),
                              bounds.origin.y + bounds.size.height / 2);
}

static void
set_pen (KkRoutePicture *picture, cairo_t *cr, gboolean travelled)
{
  const double dash[] = { 4, 4 };
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (picture));
  GdkRGBA colour;

  gtk_style_context_get_color (style, &colour);
  if (travelled)
    (void) gtk_style_context_lookup_color (style, "accent_bg_color", &colour);
  else
    colour.alpha *= .45F;
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_set_line_width (cr, travelled ? LINE_WIDTH : LINE_WIDTH - 1);
  cairo_set_dash (cr, dash, travelled ? 0 : 2, 0);
}

static gboolean
is_travelled (KkRoutePicture *picture, guint i)
{
  KkStationState state = get_station (picture, i)->state;

  return state == KK_STATION_DONE || state == KK_STATION_CURRENT;
}

/* A track lies beside the way: the line bends towards it. */
static void
draw_between (KkRoutePicture *picture, cairo_t *cr, gboolean travelled, guint from, guint to)
{
  graphene_point_t a = find_end (picture, from, TRUE);
  graphene_point_t b = find_end (picture, to, FALSE);
  double middle = (a.x + b.x) / 2;

  if (is_travelled (picture, to) != travelled)
    return;
  set_pen (picture, cr, travelled);
  cairo_move_to (cr, a.x, a.y);
  if (picture->narrow && get_station (picture, to)->place == KK_STATION_TRACK) {
    cairo_line_to (cr, a.x, b.y);
    cairo_line_to (cr, b.x, b.y);
  } else if (picture->narrow) {
    cairo_line_to (cr, b.x, b.y);
  } else {
    cairo_curve_to (cr, middle, a.y, middle, b.y, b.x, b.y);
  }
  cairo_stroke (cr);
}

static gboolean
find_neighbour (KkRoutePicture *picture, guint from, int step, guint *found)
{
  for (gint64 i = (gint64) from + step; i >= 0 && i < picture->stations->len; i += step) {
    if (get_station (picture, (guint) i)->place != KK_STATION_TRACK) {
      *found = (guint) i;
      return TRUE;
    }
  }
  return FALSE;
}

/* Each line once: from the station before to this one, and from a track to what comes after. */
static void
draw_lines_of (KkRoutePicture *picture, cairo_t *cr, gboolean travelled, guint i)
{
  gboolean track = get_station (picture, i)->place == KK_STATION_TRACK;
  gboolean after_track = i > 0 && get_station (picture, i - 1)->place == KK_STATION_TRACK;
  guint other;

  if ((track || !after_track || picture->narrow) && find_neighbour (picture, i, -1, &other))
    draw_between (picture, cr, travelled, other, i);
  if (track && !picture->narrow && find_neighbour (picture, i, 1, &other))
    draw_between (picture, cr, travelled, i, other);
}

static void
kk_route_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KkRoutePicture *picture = KK_ROUTE_PICTURE (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                               (float) gtk_widget_get_height (widget));
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

  for (guint i = 0; i < picture->stations->len; i++)
    draw_lines_of (picture, cr, FALSE, i);
  for (guint i = 0; i < picture->stations->len; i++)
    draw_lines_of (picture, cr, TRUE, i);
  cairo_destroy (cr);
  GTK_WIDGET_CLASS (kk_route_picture_parent_class)->snapshot (widget, snapshot);
}

/* The focus: one stop for Tab, then the arrows. */

static gint64
find_focus (KkRoutePicture *picture)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (picture));

  for (guint i = 0; i < picture->stations->len; i++) {
    if (get_station (picture, i)->button == focus)
      return i;
  }
  return -1;
}

static guint
find_current (KkRoutePicture *picture)
{
  for (guint i = 0; i < picture->stations->len; i++) {
    if (get_station (picture, i)->state == KK_STATION_CURRENT)
      return i;
  }
  return 0;
}

static gboolean
kk_route_picture_focus (GtkWidget *widget, GtkDirectionType direction)
{
  KkRoutePicture *picture = KK_ROUTE_PICTURE (widget);
  gint64 at = find_focus (picture);

  if (picture->stations->len == 0)
    return FALSE;
  if (at < 0)
    return gtk_widget_grab_focus (get_station (picture, find_current (picture))->button);
  if (direction == GTK_DIR_RIGHT || direction == GTK_DIR_DOWN)
    at++;
  else if (direction == GTK_DIR_LEFT || direction == GTK_DIR_UP)
    at--;
  else
    return FALSE;
  return at >= 0 && at < picture->stations->len &&
         gtk_widget_grab_focus (get_station (picture, (guint) at)->button);
}

/* Life. */

static void
drop_stations (KkRoutePicture *picture)
{
  for (guint i = 0; i < picture->stations->len; i++)
    gtk_widget_unparent (get_station (picture, i)->button);
  g_array_set_size (picture->stations, 0);
}

static void
kk_route_picture_dispose (GObject *object)
{
  KkRoutePicture *picture = KK_ROUTE_PICTURE (object);

  g_clear_handle_id (&picture->turning, g_source_remove);
  drop_stations (picture);
  G_OBJECT_CLASS (kk_route_picture_parent_class)->dispose (object);
}

static void
kk_route_picture_finalize (GObject *object)
{
  g_array_unref (KK_ROUTE_PICTURE (object)->stations);
  G_OBJECT_CLASS (kk_route_picture_parent_class)->finalize (object);
}

static void
kk_route_picture_class_init (KkRoutePictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kk_route_picture_dispose;
  G_OBJECT_CLASS (klass)->finalize = kk_route_picture_finalize;
  widget_class->get_request_mode = kk_route_picture_get_request_mode;
  widget_class->measure = kk_route_picture_measure;
  widget_class->size_allocate = kk_route_picture_size_allocate;
  widget_class->snapshot = kk_route_picture_snapshot;
  widget_class->focus = kk_route_picture_focus;
  signal_station = g_signal_new ("station", KK_TYPE_ROUTE_PICTURE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "route");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
kk_route_picture_init (KkRoutePicture *picture)
{
  picture->stations = g_array_new (FALSE, TRUE, sizeof (Station));
  gtk_accessible_update_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Route of the case"), -1);
}

GtkWidget *
kk_route_picture_new (void)
{
  return g_object_new (KK_TYPE_ROUTE_PICTURE, NULL);
}

/* Stations. */

static const struct {
  const char *style;
  const char *icon;
  const char *word;
} looks[] = {
  [KK_STATION_DONE] = { "done", "emblem-ok-symbolic", NC_ ("state of a station", "done") },
  [KK_STATION_CURRENT] = { "current", "emblem-favorite-symbolic",
                           NC_ ("state of a station", "current step") },
  [KK_STATION_WAITING] = { "waiting", "media-playback-pause-symbolic",
                           NC_ ("state of a station", "waits") },
  [KK_STATION_AHEAD] = { "ahead", "appointment-soon-symbolic",
                         NC_ ("state of a station", "not yet") },
  [KK_STATION_NOT_STARTED] = { "ahead", "list-add-symbolic",
                               NC_ ("state of a station", "not started") },
};

static void
on_clicked_cb (KkRoutePicture *picture, GtkWidget *button)
{
  for (guint i = 0; i < picture->stations->len; i++) {
    if (get_station (picture, i)->button == button)
      g_signal_emit (picture, signal_station, 0, i);
  }
}

static GtkWidget *
make_words (const KkStation *station)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (station->name);
  GtkWidget *note = gtk_label_new (station->note);
  glong longest = station->place == KK_STATION_TRACK ? LONGEST_TRACK_NOTE : LONGEST_NOTE;

  gtk_widget_add_css_class (name, "name");
  gtk_widget_add_css_class (note, "note");
  gtk_label_set_ellipsize (GTK_LABEL (note), PANGO_ELLIPSIZE_END);
  if (station->note != NULL)
    gtk_label_set_width_chars (GTK_LABEL (note),
                               (int) MIN (g_utf8_strlen (station->note, -1), longest));
  gtk_widget_set_tooltip_text (note, station->note);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), note);
  return words;
}

static GtkWidget *
make_dot (const KkStation *station)
{
  GtkWidget *dot = gtk_image_new_from_icon_name (
      station->icon != NULL ? station->icon : looks[station->state].icon);

  gtk_widget_add_css_class (dot, "dot");
  gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (dot, GTK_ALIGN_CENTER);
  return dot;
}

static void
name_station (GtkWidget *button, const KkStation *station)
{
  const char *state = g_dpgettext2 (NULL, "state of a station", looks[station->state].word);
  g_autofree char *short_name = g_strdup_printf ("%s, %s", station->name, state);
  g_autofree char *name = station->note != NULL
                              ? g_strdup_printf ("%s, %s", short_name, station->note)
                              : g_strdup (short_name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
add_station (KkRoutePicture *picture, const KkStation *wanted)
{
  Station station = { .place = wanted->place, .state = wanted->state };

  station.button =
      g_object_new (GTK_TYPE_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  station.box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  station.dot = make_dot (wanted);
  station.words = make_words (wanted);
  gtk_box_append (GTK_BOX (station.box), station.dot);
  gtk_box_append (GTK_BOX (station.box), station.words);
  gtk_button_set_child (GTK_BUTTON (station.button), station.box);
  gtk_widget_add_css_class (station.button, "flat");
  gtk_widget_add_css_class (station.button, looks[wanted->state].style);
  if (wanted->place == KK_STATION_TRACK)
    gtk_widget_add_css_class (station.button, "track");
  name_station (station.button, wanted);
  g_signal_connect_swapped (station.button, "clicked", G_CALLBACK (on_clicked_cb), picture);
  gtk_widget_set_parent (station.button, GTK_WIDGET (picture));
  g_array_append_val (picture->stations, station);
}

void
kk_route_picture_set_stations (KkRoutePicture *picture, const KkStation *stations, guint n_stations)
{
  drop_stations (picture);
  for (guint i = 0; i < n_stations; i++)
    add_station (picture, &stations[i]);
  set_narrow (picture, FALSE);
}

gboolean
kk_route_picture_is_narrow (KkRoutePicture *picture)
{
  return picture->narrow;
}
