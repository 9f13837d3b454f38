/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The signal cards of this vault. */

#include "app/casework/kk-app-signal.h"
#include "app/casework/kk-region-file-private.h"
#include "app/kk-settings-private.h"

#include <glib/gi18n-lib.h>

static const char *
explain (int code)
{
  switch (code) {
  case KK_SIGNAL_CARD_ERROR_VERSION:
    return _ ("every line has the same version, and there is one");
  case KK_SIGNAL_CARD_ERROR_ID:
    return _ ("a signal is one of SG01 to SG35, and stands there once");
  case KK_SIGNAL_CARD_ERROR_FORM:
    return _ ("the forms are arbeid, seksueel, crimineel and orgaan, with a semicolon between");
  case KK_SIGNAL_CARD_ERROR_CATEGORY:
    return _ ("the kinds of data are codes such as BIJZ-GEZ, with a semicolon between");
  case KK_SIGNAL_CARD_ERROR_TEXT:
    return _ ("a signal has a text of at most 400 characters");
  default:
    return _ ("the columns are versie, signaal, vormen, soort, sterkte, tekst, gegevens and bron");
  }
}

KkSignalCards *
kk_app_signal_cards_lint (GBytes *file, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);
  g_autoptr (GError) why = NULL;
  guint line = 0;
  KkSignalCards *cards = kk_signal_cards_parse (data, size, &line, &why);

  if (cards == NULL)
    g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                 /* Translators: %u is a line of the file, %s what has to be there. */
                 _ ("These are no signal cards that this program can use: see line %u; %s."), line,
                 explain (why->code));
  return cards;
}

gboolean
kk_app_signal_cards_import (KkApp *app, GBytes *file, GError **error)
{
  g_autoptr (KkSignalCards) cards = kk_app_signal_cards_lint (file, error);

  return cards != NULL && kk_region_file_import (app, KK_SETTING_SIGNAL_CARDS, file, error);
}

KkSignalCards *
kk_app_signal_cards (KkApp *app, GError **error)
{
  g_autoptr (GError) stop = NULL;
  g_autoptr (GBytes) file =
      kk_region_file_read (app, KK_SETTING_SIGNAL_CARDS, "signal-cards/signalenkaart.csv", &stop);

  if (file != NULL)
    return kk_app_signal_cards_lint (file, error);
  if (stop != NULL)
    g_propagate_error (error, g_steal_pointer (&stop));
  else
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                         _ ("The signal cards that belong to this program are not there. Install "
                            "the program again, or import cards with “card import”."));
  return NULL;
}

const char *
kk_app_form_definition (KkForm form)
{
  static const char *const definitions[] = {
    N_ ("Labour exploitation: somebody works and has to hand over (part of) the income, or has to "
        "work in inhuman conditions. It is more than a bad employer alone: a person is knowingly "
        "recruited, transported, transferred or housed with coercion, in order to exploit that "
        "person."),
    N_ ("Sexual exploitation: somebody is forced to have sex in return for money, clothes or food, "
        "and has to hand that over to the exploiter."),
    N_ ("Criminal exploitation: somebody is forced to beg, steal or do other criminal things, and "
        "has to hand over the loot to the exploiter."),
    N_ ("Forced organ removal: somebody is forced to give up an organ."),
  };

  return _ (definitions[form]);
}
