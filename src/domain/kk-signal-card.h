/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    signal cards: what may point to exploitation, as a region keeps it in a file of its own (docs/formats/
 *          signal-cards.md). Ticking makes a text and says what kinds of data that text holds. There is no score and no
 *          verdict in here, and none may be added (Wgs 1.9).
 * Owns:    KkSignalCards its cards.
 * Threads: pure.
 * Errors:  KK_SIGNAL_CARD_ERROR, with the line of the file. */

#pragma once

#include "domain/kk-vocabulary.h"

G_BEGIN_DECLS

typedef enum {
  KK_SIGNAL_CARD_ERROR_TABLE,    /* no table, or other columns than a card has */
  KK_SIGNAL_CARD_ERROR_VERSION,  /* without a version, or with two */
  KK_SIGNAL_CARD_ERROR_ID,       /* no signal of the list, or twice */
  KK_SIGNAL_CARD_ERROR_FORM,     /* none of the four forms */
  KK_SIGNAL_CARD_ERROR_CATEGORY, /* no kind of data, or one that nobody may tick */
  KK_SIGNAL_CARD_ERROR_TEXT,     /* no text, or too much of it */
} KkSignalCardError;

#define KK_SIGNAL_CARD_ERROR (kk_signal_card_error_quark ())
GQuark kk_signal_card_error_quark (void);

/* The four forms of the plan of the region. */
typedef enum {
  KK_FORM_LABOUR,
  KK_FORM_SEXUAL,
  KK_FORM_CRIMINAL,
  KK_FORM_ORGAN,
  KK_N_FORMS,
} KkForm;

const char *kk_form_text (KkForm form); /* "arbeid" */

typedef struct {
  char *id;
  guint forms; /* one bit for each, 1 << KkForm */
  char *dimension;
  char *strength; /* guidance of its source, for people; nothing counts with it */
  char *text;
  KkCategories categories;
  char *source;
} KkSignalCard;

typedef struct {
  char *version;
  GPtrArray *cards; /* (element-type KkSignalCard) */
} KkSignalCards;

/* @line: (out) (nullable): where an error is. */
KkSignalCards *kk_signal_cards_parse (const guint8 *data, gsize size, guint *line, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_signal_cards_free (KkSignalCards *cards);
/* (nullable), borrowed. */
const KkSignalCard *kk_signal_cards_find (const KkSignalCards *cards, const char *id);

/* (transfer full): the ticked signals as sentences of one text, then @own (nullable); @categories: (out): what they hold
 * besides what the author ticks. @ids: (element-type utf8), each of them there. */
char *kk_signal_cards_compose (const KkSignalCards *cards,
                               const GPtrArray *ids,
                               const char *own,
                               KkCategories *categories);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkSignalCards, kk_signal_cards_free)

G_END_DECLS
