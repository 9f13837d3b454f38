/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-schema.h"
#include "domain/kk-signal-card.h"

#include <string.h>

#define HEADING "versie,signaal,vormen,soort,sterkte,tekst,gegevens,bron\n"

static KkSignalCards *
parse (const char *text, guint *line, GError **error)
{
  return kk_signal_cards_parse ((const guint8 *) text, strlen (text), line, error);
}

/* What comes with the program: every signal of the list, with the kinds of data that the list gives it at least. */
static void
test_shipped (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "data", "signal-cards", "signalenkaart.csv", NULL);
  const KkField *field = kk_schema_field_by_name (KK_RECORD_SIGNAL, "nl_SignalIndicators");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KkSignalCards) cards = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  cards = parse (text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cards->cards->len, ==, 35);
  for (gsize i = 0; i < field->codes->n_codes; i++) {
    const KkCode *code = &field->codes->codes[i];
    const KkSignalCard *card = kk_signal_cards_find (cards, code->code);

    g_assert_nonnull (card);
    g_assert_cmpstr (card->text, ==, code->dutch);
    g_assert_cmpuint (card->categories & code->categories, ==, code->categories);
  }
}

static void
assert_refused (const char *rows, KkSignalCardError code, guint line)
{
  g_autofree char *text = g_strconcat (HEADING, rows, NULL);
  g_autoptr (GError) error = NULL;
  guint at = 0;

  g_assert_null (parse (text, &at, &error));
  g_assert_error (error, KK_SIGNAL_CARD_ERROR, (int) code);
  g_assert_cmpuint (at, ==, line);
}

static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (parse ("versie\n1\n", NULL, &error));
  g_assert_error (error, KK_SIGNAL_CARD_ERROR, KK_SIGNAL_CARD_ERROR_TABLE);
  assert_refused ("", KK_SIGNAL_CARD_ERROR_TABLE, 1);
  assert_refused ("1,SG01,arbeid,,,Tekst,,\n1,SG02,arbeid,,,Tekst\n", KK_SIGNAL_CARD_ERROR_TABLE,
                  3);
  assert_refused (",SG01,arbeid,,,Tekst,,\n", KK_SIGNAL_CARD_ERROR_VERSION, 2);
  assert_refused ("1,SG01,arbeid,,,Tekst,,\n2,SG02,arbeid,,,Tekst,,\n",
                  KK_SIGNAL_CARD_ERROR_VERSION, 3);
  assert_refused ("1,SG99,arbeid,,,Tekst,,\n", KK_SIGNAL_CARD_ERROR_ID, 2);
  assert_refused ("1,SG01,arbeid,,,Tekst,,\n1,SG01,arbeid,,,Tekst,,\n", KK_SIGNAL_CARD_ERROR_ID, 3);
  assert_refused ("1,SG01,,,,Tekst,,\n", KK_SIGNAL_CARD_ERROR_FORM, 2);
  assert_refused ("1,SG01,liefde,,,Tekst,,\n", KK_SIGNAL_CARD_ERROR_FORM, 2);
  assert_refused ("1,SG01,arbeid,,,Tekst,V,\n", KK_SIGNAL_CARD_ERROR_CATEGORY, 2);
  assert_refused ("1,SG01,arbeid,,,Tekst,POL-12,\n", KK_SIGNAL_CARD_ERROR_CATEGORY, 2);
  assert_refused ("1,SG01,arbeid,,,,,\n", KK_SIGNAL_CARD_ERROR_TEXT, 2);
}

static void
test_compose (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkSignalCards) cards =
      parse (HEADING "1,SG05,arbeid;seksueel,dwang,S,Altijd begeleid,,ILO\n"
                     "1,SG31,arbeid,,,Klachten onbehandeld,BIJZ-GEZ,ILO\n",
             NULL, &error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autofree char *none = NULL;
  g_autofree char *text = NULL;
  KkCategories categories = 1;

  g_assert_no_error (error);
  none = kk_signal_cards_compose (cards, ids, "Zelf gezien.", &categories);
  g_assert_cmpstr (none, ==, "Zelf gezien.");
  g_assert_cmpuint (categories, ==, 0);
  g_ptr_array_add (ids, (gpointer) (guintptr) "SG05");
  g_ptr_array_add (ids, (gpointer) (guintptr) "SG31");
  text = kk_signal_cards_compose (cards, ids, "Zelf gezien.", &categories);
  g_assert_cmpstr (text, ==, "Altijd begeleid. Klachten onbehandeld.\nZelf gezien.");
  g_assert_cmpuint (categories, ==, KK_CATEGORY_BIT (KK_CATEGORY_BIJZ_GEZ));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signal-card/shipped", test_shipped);
  g_test_add_func ("/signal-card/refused", test_refused);
  g_test_add_func ("/signal-card/compose", test_compose);
  return g_test_run ();
}
