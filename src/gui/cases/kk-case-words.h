/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what a case holds, as people read it: values, names of persons, headings of records.
 * Owns:    results are (transfer full) where they are char *.
 * Threads: main.
 * Errors:  none: what the schema does not know is shown as it is. */

#pragma once

#include "app/casework/kk-app-case.h"

G_BEGIN_DECLS

/* @element and @value: (nullable). */
char *kk_case_words_dup_value (const char *field, const char *element, const char *value);
/* Whether a person has a use for it: what only ties records together is not shown. */
gboolean kk_case_words_is_shown (const char *field);

/* Borrowed, (nullable): the first value of that field. */
const char *kk_case_words_find (const KkRecordView *record, const char *field);
const KkRecordView *kk_case_words_find_record (const KkCaseView *view, const char *id);
/* Borrowed, (nullable): whom the record is about, when that is one person. */
const KkRecordView *kk_case_words_find_person (const KkCaseView *view, const KkRecordView *record);
/* "Mira Fictiefsma"; empty when nothing of the name is known. */
char *kk_case_words_dup_name (const KkRecordView *person);
/* "Mira Fictiefsma, suspect" for what is about a person, else the kind of the record. */
char *kk_case_words_dup_heading (const KkCaseView *view, const KkRecordView *record);

G_END_DECLS
