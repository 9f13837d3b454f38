/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sim-law.h"

#include "app/policy/kk-app-policy.h"

#include <string.h>

#define NEED "\"NOTES\": {\"NEED\": \"Zonder deze gegevens kan er geen hulp komen.\"}"

const SimShare sim_shares[SIM_SHARES] = {
  { "deventer", "veilig-thuis", 0, KK_PURPOSE_HULP, "\"HG_KM\": true, " NEED, TRUE, FALSE },
  { "deventer", "veilig-thuis", 1, KK_PURPOSE_HULP, "\"SUBJECT_AGE\": 36, \"HG_KM\": false, " NEED,
    FALSE, TRUE },
  { "deventer", "zvh", 0, KK_PURPOSE_AANMELDING,
    "\"GATE\": \"G1\", \"NOTES\": {\"NEED\": \"De tafel moet de zaak kunnen wegen.\"}", TRUE,
    FALSE },
  { "veilig-thuis", "deventer", 0, KK_PURPOSE_HULP,
    "\"HG_KM\": true, \"SERIOUSNESS\": true, \"NOTES\": {\"PROPORTIONALITY\": \"Alleen de juiste naam, zodat de hulp "
    "klopt.\"}",
    TRUE, FALSE },
};

static KkPolicyBook *book;
static GHashTable *answers; /* question → 1 or 2 */

static const char *
party_of (const char *name)
{
  if (g_str_equal (name, "deventer"))
    return "{\"organisation\": \"gemeente-deventer\", \"hat\": \"GEM_WMO\"}";
  if (g_str_equal (name, "zvh"))
    return "{\"organisation\": \"zvh-ijsselland\", \"hat\": \"ZVH\"}";
  return "{\"organisation\": \"veilig-thuis\", \"hat\": \"VT\"}";
}

static char *
list_categories (KkCategories categories)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < KK_N_CATEGORIES; i++) {
    if (categories & KK_CATEGORY_BIT (i))
      g_string_append_printf (list, "%s\"%s\"", list->len > 0 ? ", " : "",
                              kk_category_text ((KkCategory) i));
  }
  return g_strdup (list->str);
}

static char *
ask (const SimShare *share, KkCategories categories, const SimLawFacts *facts)
{
  g_autofree char *listed = list_categories (categories);
  g_autofree char *aged = share->by_age && facts->age >= 0
                              ? g_strdup_printf ("\"SUBJECT_AGE\": %d, ", facts->age)
                              : g_strdup ("");

  return g_strdup_printf (
      "{\"at\": \"%s\", \"giver\": %s, \"receiver\": %s, \"purpose\": \"%s\", \"fields\": [{\"id\": "
      "\"f\", \"categories\": [%s], \"subject\": \"victim\"}], \"facts\": {%s\"CONSENT\": [%s], %s}}",
      facts->day, party_of (share->giver), party_of (share->receiver),
      kk_purpose_text (share->purpose), listed, aged, share->by_consent ? facts->consents : "",
      share->facts);
}

gboolean
sim_law_lets (const SimShare *share, KkCategories categories, const SimLawFacts *facts)
{
  g_autofree char *question = ask (share, categories, facts);
  g_autoptr (GError) error = NULL;
  g_autofree char *decision = NULL;
  gpointer known;

  if (book == NULL) {
    book = kk_app_policy_open (NULL, &error);
    g_assert_no_error (error);
    answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  }
  known = g_hash_table_lookup (answers, question);
  if (known != NULL)
    return GPOINTER_TO_INT (known) == 2;
  decision = kk_app_policy_check (book, question, -1, &error);
  g_assert_no_error (error);
  known = GINT_TO_POINTER (strstr (decision, "\"outcome\":\"send\"") != NULL ? 2 : 1);
  g_hash_table_insert (answers, g_steal_pointer (&question), known);
  return GPOINTER_TO_INT (known) == 2;
}

void
sim_law_stop (void)
{
  g_clear_pointer (&book, kk_policy_book_free);
  g_clear_pointer (&answers, g_hash_table_unref);
}
