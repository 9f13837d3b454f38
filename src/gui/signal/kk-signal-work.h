/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what the page of Snel melden asks of the vault: keeping a draft, reading it again, and filing it.
 * Owns:    copies, no widget.
 * Threads: the KkSessionWork on the worker, the others any.
 * Errors:  as kk-app-signal.h. */

#pragma once

#include "app/casework/kk-app-signal.h"

G_BEGIN_DECLS

#define FIELD_TEXT         "nl_SignalText"
#define FIELD_MUNICIPALITY "nl_SignalMunicipality"
#define FIELD_PLACE        "nl_SignalPlace"
#define FIELD_SEEN         "nl_SignalSeen"
#define FIELD_DANGER       "nl_SignalDanger"
#define FIELD_FIRST_NAME   "prs_FirstName"
#define FIELD_SURNAME      "prs_SecondName"

#define KK_SIGNAL_MOST_EDITS 8

typedef struct {
  char *draft; /* (nullable) */
  KkFieldEdit edits[KK_SIGNAL_MOST_EDITS];
  char *values[KK_SIGNAL_MOST_EDITS]; /* that the edits point at */
  gsize n_edits;
  GPtrArray *cards;
} KkSignalWish;

typedef struct {
  KkSignalCards *cards;
  KkSignalDraft *draft; /* (nullable): gone since */
} KkSignalAnswer;

typedef struct {
  char *draft;
  KkCategories ticked;
  char *seen;  /* (nullable): a day as the vault keeps it */
  char *words; /* (nullable): the words, with a day in them that is none for the vault */
} KkSignalFiling;

/* KkSessionWork of a KkSignalWish: (transfer full): id of the draft. */
gpointer kk_signal_keep (KkApp *app, gconstpointer data, GError **error);
void kk_signal_wish_free (gpointer data);
/* KkSessionWork of the id of a draft (nullable): (transfer full): KkSignalAnswer. */
gpointer kk_signal_read (KkApp *app, gconstpointer wish, GError **error);
void kk_signal_answer_free (gpointer data);
/* KkSessionWork of a KkSignalFiling: (transfer full): reference of the case. */
gpointer kk_signal_file (KkApp *app, gconstpointer data, GError **error);
void kk_signal_filing_free (gpointer data);
/* Empty when the draft does not have it. */
const char *kk_signal_find_value (const KkSignalDraft *draft, const char *name);

G_END_DECLS
