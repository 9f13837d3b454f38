/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The catalogue of measures: the file that comes with the program is one, and what is not one is refused where it is wrong. */

#include "domain/kk-measure.h"

#include <string.h>

#define HEADING "versie,maatregel,soort,naam,grondslag,bevoegd,taak,dagen,bewijs,sporen,bron\n"
#define LINE \
  "1,M01,closure,Sluiten,Gemeentewet art. 174a,Burgemeester,GEM_OOV,90,Orde,zorg;straf,Regio\n"

static KkMeasureCatalogue *
parse (const char *text, guint *line, GError **error)
{
  return kk_measure_catalogue_parse ((const guint8 *) text, strlen (text), line, error);
}

static void
test_shipped (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "data", "measures", "maatregelen.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KkMeasureCatalogue) catalogue = NULL;
  const KkMeasure *ban;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  catalogue = parse (text, NULL, &error);
  g_assert_no_error (error);
  ban = kk_measure_catalogue_find (catalogue, "M10");
  g_assert_cmpstr (ban->law, ==, "Gemeentewet art. 172a");
  g_assert_cmpint (ban->hat, ==, KK_HAT_GEM_OOV);
  g_assert_cmpuint (ban->days, ==, 90);
  g_assert_cmpuint (ban->tracks, ==, 1u << KK_TRACK_CARE | 1u << KK_TRACK_CRIMINAL);
  g_assert_null (kk_measure_catalogue_find (catalogue, "M99"));
}

static void
test_refused (void)
{
  static const struct {
    const char *text;
    KkMeasureError code;
    guint line;
  } wrong[] = {
    { "", KK_MEASURE_ERROR_TABLE, 1 },
    { HEADING, KK_MEASURE_ERROR_TABLE, 1 },
    { "versie,iets\n1,2\n", KK_MEASURE_ERROR_TABLE, 1 },
    { HEADING "1,M01\n", KK_MEASURE_ERROR_TABLE, 2 },
    { HEADING ",M01,closure,A,B,C,,,D,zorg,E\n", KK_MEASURE_ERROR_VERSION, 2 },
    { HEADING LINE "2,M02,closure,A,B,C,,,D,zorg,E\n", KK_MEASURE_ERROR_VERSION, 3 },
    { HEADING LINE LINE, KK_MEASURE_ERROR_ID, 3 },
    { HEADING "1,X01,closure,A,B,C,,,D,zorg,E\n", KK_MEASURE_ERROR_ID, 2 },
    { HEADING "1,M1,closure,A,B,C,,,D,zorg,E\n", KK_MEASURE_ERROR_ID, 2 },
    { HEADING "1,M01,prison,A,B,C,,,D,zorg,E\n", KK_MEASURE_ERROR_KIND, 2 },
    { HEADING "1,M01,closure,,B,C,,,D,zorg,E\n", KK_MEASURE_ERROR_TEXT, 2 },
    { HEADING "1,M01,closure,A,B,C,,0,D,zorg,E\n", KK_MEASURE_ERROR_TEXT, 2 },
    { HEADING "1,M01,closure,A,B,C,,lang,D,zorg,E\n", KK_MEASURE_ERROR_TEXT, 2 },
    { HEADING "1,M01,closure,A,B,C,SHERIFF,,D,zorg,E\n", KK_MEASURE_ERROR_HAT, 2 },
    { HEADING "1,M01,closure,A,B,C,,,D,,E\n", KK_MEASURE_ERROR_TRACK, 2 },
    { HEADING "1,M01,closure,A,B,C,,,D,zorg;regie,E\n", KK_MEASURE_ERROR_TRACK, 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;
    guint line = 0;

    g_assert_null (parse (wrong[i].text, &line, &error));
    g_assert_error (error, KK_MEASURE_ERROR, (int) wrong[i].code);
    g_assert_cmpuint (line, ==, wrong[i].line);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measure/shipped", test_shipped);
  g_test_add_func ("/measure/refused", test_refused);
  return g_test_run ();
}
