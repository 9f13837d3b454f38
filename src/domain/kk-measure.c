/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-measure.h"

#include "domain/kk-csv.h"
#include "domain/kk-schema.h"

#include <string.h>

#define MOST_MEASURES 200
#define LONGEST_TEXT  300
#define MOST_DAYS     3660

G_DEFINE_QUARK (kk - measure - error, kk_measure_error)

enum { VERSION, ID, KIND, NAME, LAW, BODY, HAT, DAYS, EVIDENCE, TRACKS, SOURCE, N_COLUMNS };

static const char *const headings[] = { "versie",    "maatregel", "soort", "naam",
                                        "grondslag", "bevoegd",   "taak",  "dagen",
                                        "bewijs",    "sporen",    "bron" };

static void
free_measure (gpointer data)
{
  KkMeasure *measure = data;

  g_free (measure->id);
  g_free (measure->kind);
  g_free (measure->name);
  g_free (measure->law);
  g_free (measure->body);
  g_free (measure->evidence);
  g_free (measure->source);
  g_free (measure);
}

void
kk_measure_catalogue_free (KkMeasureCatalogue *catalogue)
{
  g_free (catalogue->version);
  g_ptr_array_unref (catalogue->measures);
  g_free (catalogue);
}

static gboolean
refuse (KkMeasureError code, const char *reason, GError **error)
{
  g_set_error_literal (error, KK_MEASURE_ERROR, (int) code, reason);
  return FALSE;
}

static gboolean
check_version (KkMeasureCatalogue *catalogue, const char *version, GError **error)
{
  if (catalogue->version == NULL && *version != '\0')
    catalogue->version = g_strdup (version);
  return g_strcmp0 (catalogue->version, version) == 0 ||
         refuse (KK_MEASURE_ERROR_VERSION, "no version, or another one", error);
}

static gboolean
check_id (const KkMeasureCatalogue *catalogue, const char *id, GError **error)
{
  gsize digits = *id == 'M' ? strspn (id + 1, "0123456789") : 0;

  return ((digits == 2 || digits == 3) && id[1 + digits] == '\0' &&
          kk_measure_catalogue_find (catalogue, id) == NULL) ||
         refuse (KK_MEASURE_ERROR_ID, "no number of a measure, or twice", error);
}

static gboolean
check_texts (const char *const *cells, GError **error)
{
  const KkField *kind = kk_schema_field_by_name (KK_RECORD_MEASURE, "nl_MeasureKind");

  if (kk_schema_code (kind->codes, cells[KIND]) == NULL)
    return refuse (KK_MEASURE_ERROR_KIND, "unknown kind", error);
  for (guint i = 0; i < N_COLUMNS; i++) {
    if (strlen (cells[i]) > LONGEST_TEXT)
      return refuse (KK_MEASURE_ERROR_TEXT, "too much text", error);
  }
  return (*cells[NAME] != '\0' && *cells[LAW] != '\0' && *cells[BODY] != '\0') ||
         refuse (KK_MEASURE_ERROR_TEXT, "no name, legal base or body", error);
}

static gboolean
read_tracks (const char *cell, guint *tracks, GError **error)
{
  g_auto (GStrv) words = g_strsplit (cell, ";", -1);

  for (guint i = 0; words[i] != NULL; i++) {
    KkTrack track;

    if (!kk_track_parse (words[i], &track))
      return refuse (KK_MEASURE_ERROR_TRACK, "unknown track", error);
    *tracks |= 1u << track;
  }
  return *tracks != 0 || refuse (KK_MEASURE_ERROR_TRACK, "no track", error);
}

static gboolean
read_numbers (KkMeasure *measure, const char *const *cells, GError **error)
{
  guint64 days = 0;

  if (*cells[HAT] != '\0' && !kk_hat_parse (cells[HAT], &measure->hat))
    return refuse (KK_MEASURE_ERROR_HAT, "unknown task", error);
  if (*cells[DAYS] != '\0' &&
      !g_ascii_string_to_unsigned (cells[DAYS], 10, 1, MOST_DAYS, &days, NULL))
    return refuse (KK_MEASURE_ERROR_TEXT, "no number of days", error);
  measure->days = (guint) days;
  return read_tracks (cells[TRACKS], &measure->tracks, error);
}

static gboolean
read_measure (KkMeasureCatalogue *catalogue, const KkCsv *csv, guint row, GError **error)
{
  const char *cells[N_COLUMNS];
  KkMeasure *measure;

  if (kk_csv_get_n_cells (csv, row) != N_COLUMNS || catalogue->measures->len >= MOST_MEASURES)
    return refuse (KK_MEASURE_ERROR_TABLE, "not as many columns as a measure has", error);
  for (guint i = 0; i < N_COLUMNS; i++)
    cells[i] = kk_csv_get_cell (csv, row, i);
  if (!check_version (catalogue, cells[VERSION], error) ||
      !check_id (catalogue, cells[ID], error) || !check_texts (cells, error))
    return FALSE;
  measure = g_new0 (KkMeasure, 1);
  measure->id = g_strdup (cells[ID]);
  measure->kind = g_strdup (cells[KIND]);
  measure->name = g_strdup (cells[NAME]);
  measure->law = g_strdup (cells[LAW]);
  measure->body = g_strdup (cells[BODY]);
  measure->evidence = g_strdup (cells[EVIDENCE]);
  measure->source = g_strdup (cells[SOURCE]);
  g_ptr_array_add (catalogue->measures, measure);
  return read_numbers (measure, cells, error);
}

static gboolean
check_headings (const KkCsv *csv, GError **error)
{
  if (kk_csv_get_n_rows (csv) < 2 || kk_csv_get_n_cells (csv, 0) != N_COLUMNS)
    return refuse (KK_MEASURE_ERROR_TABLE, "no table of measures", error);
  for (guint i = 0; i < N_COLUMNS; i++) {
    if (strcmp (kk_csv_get_cell (csv, 0, i), headings[i]) != 0)
      return refuse (KK_MEASURE_ERROR_TABLE, "another heading", error);
  }
  return TRUE;
}

KkMeasureCatalogue *
kk_measure_catalogue_parse (const guint8 *data, gsize size, guint *line, GError **error)
{
  KkCsvPlace place = { 0 };
  g_autoptr (KkCsv) csv = kk_csv_parse (data, size, &place, NULL);
  g_autoptr (KkMeasureCatalogue) catalogue = g_new0 (KkMeasureCatalogue, 1);
  guint at = csv != NULL ? 1 : place.line;

  catalogue->measures = g_ptr_array_new_with_free_func (free_measure);
  if (line != NULL)
    *line = at;
  if (csv == NULL) {
    refuse (KK_MEASURE_ERROR_TABLE, "no table", error);
    return NULL;
  }
  if (!check_headings (csv, error))
    return NULL;
  for (guint row = 1; row < kk_csv_get_n_rows (csv); row++) {
    if (line != NULL)
      *line = kk_csv_get_line (csv, row);
    if (!read_measure (catalogue, csv, row, error))
      return NULL;
  }
  return g_steal_pointer (&catalogue);
}

const KkMeasure *
kk_measure_catalogue_find (const KkMeasureCatalogue *catalogue, const char *id)
{
  for (guint i = 0; i < catalogue->measures->len; i++) {
    const KkMeasure *measure = catalogue->measures->pdata[i];

    if (strcmp (measure->id, id) == 0)
      return measure;
  }
  return NULL;
}
