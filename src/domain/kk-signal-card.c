/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-signal-card.h"

#include "domain/kk-csv.h"
#include "domain/kk-schema.h"

#include <string.h>

#define MOST_CARDS   500
#define LONGEST_TEXT 400

G_DEFINE_QUARK (kk - signal - card - error, kk_signal_card_error)

enum { VERSION, ID, FORMS, DIMENSION, STRENGTH, TEXT, CATEGORIES, SOURCE, N_COLUMNS };

static const char *const headings[] = { "versie",  "signaal", "vormen",   "soort",
                                        "sterkte", "tekst",   "gegevens", "bron" };
static const char *const form_texts[] = { "arbeid", "seksueel", "crimineel", "orgaan" };

const char *
kk_form_text (KkForm form)
{
  return form < KK_N_FORMS ? form_texts[form] : NULL;
}

static void
free_card (gpointer data)
{
  KkSignalCard *card = data;

  g_free (card->id);
  g_free (card->dimension);
  g_free (card->strength);
  g_free (card->text);
  g_free (card->source);
  g_free (card);
}

void
kk_signal_cards_free (KkSignalCards *cards)
{
  g_free (cards->version);
  g_ptr_array_unref (cards->cards);
  g_free (cards);
}

static gboolean
refuse (KkSignalCardError code, const char *reason, GError **error)
{
  g_set_error_literal (error, KK_SIGNAL_CARD_ERROR, (int) code, reason);
  return FALSE;
}

static gboolean
read_form (const char *word, guint *forms)
{
  for (guint i = 0; i < KK_N_FORMS; i++) {
    if (strcmp (word, form_texts[i]) == 0) {
      *forms |= 1u << i;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
read_forms (const char *cell, guint *forms, GError **error)
{
  g_auto (GStrv) words = g_strsplit (cell, ";", -1);

  for (guint i = 0; words[i] != NULL; i++) {
    if (!read_form (words[i], forms))
      return refuse (KK_SIGNAL_CARD_ERROR_FORM, "unknown form", error);
  }
  return *forms != 0 || refuse (KK_SIGNAL_CARD_ERROR_FORM, "no form", error);
}

/* What the author may tick; of what is about nobody nothing needs to be said. */
static gboolean
read_categories (const char *cell, KkCategories *categories, GError **error)
{
  const KkField *field = kk_schema_field_by_name (KK_RECORD_SIGNAL, "nl_SignalText");
  KkCategories may = field->may & ~KK_CATEGORY_BIT (KK_CATEGORY_V);
  g_auto (GStrv) words = g_strsplit (cell, ";", -1);

  for (guint i = 0; words[i] != NULL && *cell != '\0'; i++) {
    KkCategory category;

    if (!kk_category_parse (words[i], &category) || (may & KK_CATEGORY_BIT (category)) == 0)
      return refuse (KK_SIGNAL_CARD_ERROR_CATEGORY, "unknown category", error);
    *categories |= KK_CATEGORY_BIT (category);
  }
  return TRUE;
}

static gboolean
check_version (KkSignalCards *cards, const char *version, GError **error)
{
  if (cards->version == NULL && *version != '\0')
    cards->version = g_strdup (version);
  return g_strcmp0 (cards->version, version) == 0 ||
         refuse (KK_SIGNAL_CARD_ERROR_VERSION, "no version, or another one", error);
}

static gboolean
check_id (const KkSignalCards *cards, const char *id, GError **error)
{
  const KkField *field = kk_schema_field_by_name (KK_RECORD_SIGNAL, "nl_SignalIndicators");

  return (kk_schema_code (field->codes, id) != NULL && kk_signal_cards_find (cards, id) == NULL) ||
         refuse (KK_SIGNAL_CARD_ERROR_ID, "unknown signal, or twice", error);
}

static gboolean
read_card (KkSignalCards *cards, const KkCsv *csv, guint row, GError **error)
{
  const char *cells[N_COLUMNS];
  KkSignalCard *card;

  if (kk_csv_get_n_cells (csv, row) != N_COLUMNS || cards->cards->len >= MOST_CARDS)
    return refuse (KK_SIGNAL_CARD_ERROR_TABLE, "not as many columns as a card has", error);
  for (guint i = 0; i < N_COLUMNS; i++)
    cells[i] = kk_csv_get_cell (csv, row, i);
  if (!check_version (cards, cells[VERSION], error) || !check_id (cards, cells[ID], error))
    return FALSE;
  if (*cells[TEXT] == '\0' || strlen (cells[TEXT]) > LONGEST_TEXT)
    return refuse (KK_SIGNAL_CARD_ERROR_TEXT, "no text, or too much", error);
  card = g_new0 (KkSignalCard, 1);
  card->id = g_strdup (cells[ID]);
  card->dimension = g_strdup (cells[DIMENSION]);
  card->strength = g_strdup (cells[STRENGTH]);
  card->text = g_strdup (cells[TEXT]);
  card->source = g_strdup (cells[SOURCE]);
  g_ptr_array_add (cards->cards, card);
  return read_forms (cells[FORMS], &card->forms, error) &&
         read_categories (cells[CATEGORIES], &card->categories, error);
}

static gboolean
check_headings (const KkCsv *csv, GError **error)
{
  if (kk_csv_get_n_rows (csv) < 2 || kk_csv_get_n_cells (csv, 0) != N_COLUMNS)
    return refuse (KK_SIGNAL_CARD_ERROR_TABLE, "no table of cards", error);
  for (guint i = 0; i < N_COLUMNS; i++) {
    if (strcmp (kk_csv_get_cell (csv, 0, i), headings[i]) != 0)
      return refuse (KK_SIGNAL_CARD_ERROR_TABLE, "another heading", error);
  }
  return TRUE;
}

KkSignalCards *
kk_signal_cards_parse (const guint8 *data, gsize size, guint *line, GError **error)
{
  KkCsvPlace place = { 0 };
  g_autoptr (KkCsv) csv = kk_csv_parse (data, size, &place, NULL);
  g_autoptr (KkSignalCards) cards = g_new0 (KkSignalCards, 1);
  guint at = csv != NULL ? 1 : place.line;

  cards->cards = g_ptr_array_new_with_free_func (free_card);
  if (line != NULL)
    *line = at;
  if (csv == NULL) {
    refuse (KK_SIGNAL_CARD_ERROR_TABLE, "no table", error);
    return NULL;
  }
  if (!check_headings (csv, error))
    return NULL;
  for (guint row = 1; row < kk_csv_get_n_rows (csv); row++) {
    if (line != NULL)
      *line = kk_csv_get_line (csv, row);
    if (!read_card (cards, csv, row, error))
      return NULL;
  }
  return g_steal_pointer (&cards);
}

const KkSignalCard *
kk_signal_cards_find (const KkSignalCards *cards, const char *id)
{
  for (guint i = 0; i < cards->cards->len; i++) {
    const KkSignalCard *card = cards->cards->pdata[i];

    if (strcmp (card->id, id) == 0)
      return card;
  }
  return NULL;
}

char *
kk_signal_cards_compose (const KkSignalCards *cards,
                         const GPtrArray *ids,
                         const char *own,
                         KkCategories *categories)
{
  GString *text = g_string_new (NULL);

  *categories = 0;
  for (guint i = 0; i < ids->len; i++) {
    const KkSignalCard *card = kk_signal_cards_find (cards, ids->pdata[i]);

    g_string_append_printf (text, "%s.%s", card->text, i + 1 < ids->len ? " " : "");
    *categories |= card->categories;
  }
  if (own != NULL && *own != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", own);
  return g_string_free (text, FALSE);
}
