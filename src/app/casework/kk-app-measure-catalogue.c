/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The catalogue of measures that this vault uses. */

#include "app/casework/kk-app-measure.h"

#include "app/casework/kk-region-file-private.h"

#include <glib/gi18n-lib.h>

static const char *
explain (int code)
{
  switch (code) {
  case KK_MEASURE_ERROR_VERSION:
    return _ ("every line has the same version, and there is one");
  case KK_MEASURE_ERROR_ID:
    return _ ("a measure has a number such as M01, and stands there once");
  case KK_MEASURE_ERROR_KIND:
    return _ ("the kind is a code such as closure, inspection or shelter");
  case KK_MEASURE_ERROR_HAT:
    return _ ("the task is empty or a code such as GEM_OOV");
  case KK_MEASURE_ERROR_TRACK:
    return _ ("the tracks are zorg, straf and ondermijning, with a semicolon between");
  case KK_MEASURE_ERROR_TEXT:
    return _ ("a measure has a name, a legal base and a competent body of at most 300 characters, "
              "and a number of days or nothing");
  default:
    return _ ("the columns are versie, maatregel, soort, naam, grondslag, bevoegd, taak, dagen, "
              "bewijs, sporen and bron");
  }
}

KkMeasureCatalogue *
kk_app_measure_lint (GBytes *file, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);
  g_autoptr (GError) why = NULL;
  guint line = 0;
  KkMeasureCatalogue *catalogue = kk_measure_catalogue_parse (data, size, &line, &why);

  if (catalogue == NULL)
    g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                 /* Translators: %u is a line of the file, %s what has to be there. */
                 _ ("This is no catalogue of measures that this program can use: see line %u; %s."),
                 line, explain (why->code));
  return catalogue;
}

gboolean
kk_app_measure_import (KkApp *app, GBytes *file, GError **error)
{
  g_autoptr (KkMeasureCatalogue) catalogue = kk_app_measure_lint (file, error);

  return catalogue != NULL && kk_region_file_import (app, KK_SETTING_MEASURES, file, error);
}

KkMeasureCatalogue *
kk_app_measure_catalogue (KkApp *app, GError **error)
{
  g_autoptr (GError) stop = NULL;
  g_autoptr (GBytes) file =
      kk_region_file_read (app, KK_SETTING_MEASURES, "measures/maatregelen.csv", &stop);

  if (file != NULL)
    return kk_app_measure_lint (file, error);
  if (stop != NULL)
    g_propagate_error (error, g_steal_pointer (&stop));
  else
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                         _ ("The measures that belong to this program are not there. Install the "
                            "program again, or import a catalogue with “measure import”."));
  return NULL;
}
