/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the catalogue of measures, as a region keeps it in a file of its own (docs/formats/measures.md): instrument, legal
 *          base, competent body, how long it lasts, what evidence it needs and to which tracks it belongs. It advises nothing.
 * Owns:    KkMeasureCatalogue its measures.
 * Threads: pure.
 * Errors:  KK_MEASURE_ERROR, with the line of the file. */

#pragma once

#include "domain/kk-route.h"

G_BEGIN_DECLS

typedef enum {
  KK_MEASURE_ERROR_TABLE,   /* no table, or other columns than a measure has */
  KK_MEASURE_ERROR_VERSION, /* without a version, or with two */
  KK_MEASURE_ERROR_ID,      /* no M and two or three digits, or twice */
  KK_MEASURE_ERROR_KIND,    /* no kind of measure of the schema */
  KK_MEASURE_ERROR_HAT,     /* no task by law */
  KK_MEASURE_ERROR_TRACK,   /* none of the three tracks */
  KK_MEASURE_ERROR_TEXT,    /* no name or legal base, or too much of it, or no number of days */
} KkMeasureError;

#define KK_MEASURE_ERROR (kk_measure_error_quark ())
GQuark kk_measure_error_quark (void);

typedef struct {
  char *id;
  char *kind; /* code of nl_MeasureKind */
  char *name;
  char *law;
  char *body;
  KkHat hat;  /* of the competent body; NONE when it is no one task */
  guint days; /* how long it lasts at most; 0 = until it is ended */
  char *evidence;
  guint tracks; /* one bit for each, 1 << KkTrack */
  char *source;
} KkMeasure;

typedef struct {
  char *version;
  GPtrArray *measures; /* (element-type KkMeasure) */
} KkMeasureCatalogue;

/* @line: (out) (nullable): where an error is. */
KkMeasureCatalogue *
kk_measure_catalogue_parse (const guint8 *data, gsize size, guint *line, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_measure_catalogue_free (KkMeasureCatalogue *catalogue);
/* (nullable), borrowed. */
const KkMeasure *kk_measure_catalogue_find (const KkMeasureCatalogue *catalogue, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkMeasureCatalogue, kk_measure_catalogue_free)

G_END_DECLS
