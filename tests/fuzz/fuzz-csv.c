/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-csv.h"
#include "domain/kk-htcds.h"
#include "kk-fuzz.h"

#include <string.h>

/* Every row begins on a later line than the one before, and every cell can be read. */
static void
check_rows (const KkCsv *csv, size_t size)
{
  guint line = 0;
  size_t total = 0;

  for (guint row = 0; row < kk_csv_get_n_rows (csv); row++) {
    g_assert_cmpuint (kk_csv_get_line (csv, row), >, line);
    line = kk_csv_get_line (csv, row);
    g_assert_cmpuint (kk_csv_get_n_cells (csv, row), >, 0);
    for (guint cell = 0; cell < kk_csv_get_n_cells (csv, row); cell++) {
      g_assert_true (g_utf8_validate (kk_csv_get_cell (csv, row, cell), -1, NULL));
      total += strlen (kk_csv_get_cell (csv, row, cell));
    }
  }
  g_assert_cmpuint (total, <=, size);
}

static void
check_import (const uint8_t *data, size_t size)
{
  g_autoptr (KkHtcdsImport) import = kk_htcds_import (data, size, NULL);

  for (guint i = 0; import && i < import->rows->len; i++) {
    const KkHtcdsRow *row = g_ptr_array_index (import->rows, i);

    for (guint j = 0; j < row->values->len; j++) {
      const KkHtcdsValue *value = g_ptr_array_index (row->values, j);

      g_assert_nonnull (kk_schema_field (value->field));
      g_assert_cmpuint (kk_schema_field (value->field)->type, ==, value->type);
      g_assert_cmpstr (value->text, !=, "");
    }
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (KkCsv) csv = kk_csv_parse (data, size, NULL, NULL);

  if (csv)
    check_rows (csv, size);
  check_import (data, size);
  return 0;
}
