/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    whether two names or days of birth may be those of one person: spelling, transliteration, order of names,
 *          slips in dates (docs/formats/likeness.md). An answer is a hint for a person, never a decision.
 * Owns:    results belong to the caller.
 * Threads: pure functions, any.
 * Errors:  none. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full) (array zero-terminated=1): the words of a name that tell people apart, each as it sounds in Dutch: small
 * letters from a to z; without particles such as "van" and "el". */
GStrv kk_name_sounds (const char *name);
/* (transfer full): the consonants of a sound, at most six, for looking up. */
char *kk_sound_skeleton (const char *sound);

/* 0 to 100; @a, @b: as kk_name_sounds() gives them. The order of the words is nothing. */
guint kk_names_likeness (const char *const *a, const char *const *b);

typedef enum {
  KK_DAYS_UNKNOWN,   /* one of the two is not there */
  KK_DAYS_DIFFERENT, /* they tell two people apart */
  KK_DAYS_ALIKE, /* one slip: a digit, two digits or day and month swapped; or one says less than the other */
  KK_DAYS_EQUAL,
} KkDaysLikeness;

/* Each (nullable): YYYY, YYYY-MM or YYYY-MM-DD. */
KkDaysLikeness kk_days_likeness (const char *a, const char *b);

/* Names that are no more alike than this are not alike at all. */
#define KK_NAMES_ALIKE 66

/* The rule: names that are @names alike, with such days of birth, are worth a look. */
gboolean kk_likeness_is_hint (guint names, KkDaysLikeness days);

G_END_DECLS
