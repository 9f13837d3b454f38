/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    measures in a case, chosen from the catalogue of the region: begun, listed and ended with what came of it (plan of the
 *          region §3, domain R078 to R083).
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  as KkApp; USAGE for a measure, person, company or day that is not there. */

#pragma once

#include "app/kk-app.h"
#include "domain/kk-measure.h"

G_BEGIN_DECLS

/* The catalogue that this vault uses. */
KkMeasureCatalogue *kk_app_measure_catalogue (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Needs no vault. */
KkMeasureCatalogue *kk_app_measure_lint (GBytes *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_app_measure_import (KkApp *app, GBytes *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  const char *case_;
  const char *measure;      /* id in the catalogue */
  const char *person;       /* (nullable): hex id: about whom */
  const char *organisation; /* (nullable): hex id: about which company */
  const char *track;        /* (nullable): one of those of the measure */
  const char *start;        /* (nullable): today */
  const char *until;    /* (nullable): the last day; as long as the catalogue says unless told */
  const char *evidence; /* (nullable): what it rests on in this case */
} KkMeasurePlan;

/* (transfer full): the id of its record, hex. */
char *kk_app_measure_start (KkApp *app, const KkMeasurePlan *plan, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* @measure: hex id of its record. @day: (nullable): today. */
gboolean kk_app_measure_end (KkApp *app,
                             const char *case_,
                             const char *measure,
                             const char *outcome,
                             const char *day,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  char *id;       /* hex */
  char *measure;  /* (nullable): id in the catalogue */
  char *kind;     /* (nullable): code */
  char *name;     /* (nullable): as the catalogue has it now */
  char *law;      /* (nullable) */
  char *body;     /* (nullable) */
  char *track;    /* (nullable) */
  char *start;    /* (nullable) */
  char *end;      /* (nullable): the last day, planned until there is an outcome */
  char *evidence; /* (nullable) */
  char *outcome;  /* (nullable): NULL while it runs */
  char *owner;    /* organisation slug */
} KkMeasureItem;

/* (element-type KkMeasureItem): of the case, in the order in which this vault got them. */
GPtrArray *kk_app_measure_list (KkApp *app, const char *case_, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
