/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The reasons of src/policy/kk-register*.c: a jurist who writes the register need not know English. That each has its words here
 * is checked with every file that is refused (tests/app/test-explain.c). */

#include "app/policy/kk-lint-words-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The longest first, so that none is found inside another. */
static const char *const reasons[] = {
  N_ ("a file name is not of the form name.register or name.profile"),
  N_ ("the last line has no end, as if the file was cut off"),
  N_ ("this row restricts, and a profile may not widen"),
  N_ ("a rule in code cites this row for another use"),
  N_ ("hash does not belong to the text of this row"),
  N_ ("one space and a value must follow the colon"),
  N_ ("a basis cannot ask what it names or lifts"),
  N_ ("id is not capitals, digits and hyphens"),
  N_ ("an empty line must come before a row"),
  N_ ("versions of one row have another use"),
  N_ ("this predicate may not stand before"),
  N_ ("white space at the end of the line"),
  N_ ("empty line without a row after it"),
  N_ ("this predicate may not be negated"),
  N_ ("number is in use for another row"),
  N_ ("key does not belong to this use"),
  N_ ("a profile only turns rows off"),
  N_ ("control or invisible character"),
  N_ ("this effect may not be used so"),
  N_ ("without \"reason: ...\" after it"),
  N_ ("key is double or out of order"),
  N_ ("condition is nested too deep"),
  N_ ("line ends in CR LF instead of LF"),
  N_ ("file begins with a byte order mark"),
  N_ (", which a rule in code cites"),
  N_ ("condition lacks a predicate"),
  N_ ("confidence is not H, M or L"),
  N_ ("file is longer than 256 KiB"),
  N_ ("register has too many files"),
  N_ ("periods of one row overlap"),
  N_ ("register has too many rows"),
  N_ ("a BWB id without its link"),
  N_ ("register has a file twice"),
  N_ ("a refusal stands without"),
  N_ ("names no basis"),
  N_ ("a lift is never a basis"),
  N_ ("number is not 1 to 9999"),
  N_ ("this row is off already"),
  N_ ("no row of the register"),
  N_ ("one id has two numbers"),
  N_ ("condition is too long"),
  N_ ("ends before it begins"),
  N_ ("link to another law"),
  N_ ("link to no article"),
  N_ ("register lacks row"),
  N_ ("this is not UTF-8"),
  N_ ("unknown predicate"),
  N_ ("first line is not"),
  N_ ("line is too long"),
  N_ ("unknown category"),
  N_ ("unknown value in"),
  N_ ("unknown purpose"),
  N_ ("\"(\" without \")\""),
  N_ ("\"[\" without \":\""),
  N_ ("\"[\" without \"]\""),
  N_ ("unknown effect"),
  N_ ("file is empty"),
  N_ ("unknown stage"),
  N_ ("not a BWB id"),
  N_ ("cannot read"),
  N_ ("unknown hat"),
  N_ ("unknown key"),
  N_ ("\"effect\" or \"use\""),
  N_ ("unknown use"),
  N_ ("not a link"),
  N_ ("not a day"),
  N_ ("row lacks"),
};

char *
kk_lint_words (const char *reason)
{
  g_autoptr (GString) words = g_string_new (reason);

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    g_string_replace (words, reasons[i], _ (reasons[i]), 1);
  return g_strdup (words->str);
}
