/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The closed vocabularies: numbers that packets hold, texts that people read, groups that rows name. */

#include "domain/kk-vocabulary.h"

#include <locale.h>

/* A number that moved would change the meaning of every packet already sent. */
static void
test_numbers_stay (void)
{
  g_assert_cmpint (KK_CATEGORY_BSN, ==, 11);
  g_assert_cmpint (KK_CATEGORY_STRAF_VERM, ==, 18);
  g_assert_cmpint (KK_CATEGORY_H2, ==, 28);
  g_assert_cmpint (KK_HAT_VT, ==, 8);
  g_assert_cmpint (KK_HAT_DERDE, ==, 29);
  g_assert_cmpint (KK_PURPOSE_VERBLIJF, ==, 12);
  g_assert_cmpint (KK_SUBJECT_ORGANISATION, ==, 9);
  g_assert_cmpint (KK_GATE_REJECTED, ==, 9);
  g_assert_cmpint (KK_CAVEAT_AVG_6_1_D, ==, 4);
  g_assert_cmpint (KK_FACT_GATE, ==, 31);
  g_assert_cmpint (KK_FACT_NOTE_NEED, ==, 46);
  g_assert_cmpint (KK_FACT_NOTE_CONSENT_12_15, ==, 57);
}

#define ASSERT_VOCABULARY(noun, Type, first, end)                              \
  G_STMT_START                                                                 \
  {                                                                            \
    for (guint i = first; i < (guint) (end); i++) {                            \
      Type found = (Type) 0;                                                   \
                                                                               \
      g_assert_true (kk_##noun##_parse (kk_##noun##_text ((Type) i), &found)); \
      g_assert_cmpuint (found, ==, i);                                         \
    }                                                                          \
    g_assert_null (kk_##noun##_text ((Type) (end)));                           \
    {                                                                          \
      Type found = (Type) 0;                                                   \
                                                                               \
      g_assert_false (kk_##noun##_parse ("", &found));                         \
      g_assert_false (kk_##noun##_parse ("onbekend", &found));                 \
    }                                                                          \
  }                                                                            \
  G_STMT_END

static void
test_texts (void)
{
  ASSERT_VOCABULARY (category, KkCategory, 0, KK_N_CATEGORIES);
  ASSERT_VOCABULARY (hat, KkHat, 1, KK_N_HATS);
  ASSERT_VOCABULARY (purpose, KkPurpose, 1, KK_N_PURPOSES);
  ASSERT_VOCABULARY (subject, KkSubject, 1, KK_N_SUBJECTS);
  ASSERT_VOCABULARY (outcome, KkOutcome, 0, 3);
  ASSERT_VOCABULARY (caveat, KkCaveat, 1, KK_N_CAVEATS);
  ASSERT_VOCABULARY (duty, KkDuty, 0, KK_N_DUTIES);
  ASSERT_VOCABULARY (gate, KkGate, 1, KK_N_GATES);
  ASSERT_VOCABULARY (riec_stage, KkRiecStage, 1, KK_N_RIEC_STAGES);
  ASSERT_VOCABULARY (kind, KkKind, 1, KK_N_KINDS);
  ASSERT_VOCABULARY (limb, KkLimb, 1, KK_N_LIMBS);
  ASSERT_VOCABULARY (level, KkLevel, 0, KK_N_LEVELS);
  ASSERT_VOCABULARY (signer, KkSigner, 1, KK_N_SIGNERS);
  ASSERT_VOCABULARY (order_article, KkOrderArticle, 1, KK_N_ORDER_ARTICLES);
  ASSERT_VOCABULARY (note, KkNote, 0, KK_N_NOTES);
  ASSERT_VOCABULARY (fact, KkFact, 0, KK_N_FACTS);
}

static void
test_groups (void)
{
  g_assert_cmpuint (KK_CATEGORIES_GEW, ==, 0x7fc);
  g_assert_cmpuint (KK_CATEGORIES_BIJZ, ==, 0x1e000);
  g_assert_cmpuint (KK_CATEGORIES_POL, ==, 0x780000);
  g_assert_cmpuint (KK_CATEGORIES_JUS, ==, 0x7000000);
  g_assert_cmpuint (KK_HATS_GEM, ==, 0xfe);
  g_assert_cmpuint (KK_HATS_ALL, ==, 0x3ffffffe);
  g_assert_cmpuint (kk_hats_zvh_public () & KK_HAT_BIT (KK_HAT_GEM_BRP), ==, 0);
  g_assert_cmpuint (kk_hats_zvh_public () & kk_hats_zvh_third (), ==, 0);
  g_assert_cmpuint (kk_hats_zvh_private () & kk_hats_zvh_assigned (), ==, 0);
  g_assert_cmpuint (kk_categories_zvh () & KK_CATEGORY_BIT (KK_CATEGORY_BIJZ_SEKS), ==, 0);
  g_assert_cmpuint (kk_categories_riec () & KK_CATEGORY_BIT (KK_CATEGORY_BIJZ_GEZ), ==, 0);
}

static void
test_notes (void)
{
  g_assert_cmpuint (kk_note_length (""), ==, 0);
  g_assert_cmpuint (kk_note_length (" \t\n\v\f\r"), ==, 0);
  g_assert_cmpuint (kk_note_length ("  tien tekens "), ==, 11);
  g_assert_cmpuint (kk_note_length ("…"), ==, 1);
  g_assert_cmpuint (kk_note_length ("éénéénéén1"), ==, 10);
}

static void
test_days (void)
{
  static const char *const good[] = { "2026-11-21", "2028-02-29", "0001-01-01", "9999-12-31" };
  static const char *const bad[] = { "",           "2026-11-2",  "2026-02-29", "2026-13-01",
                                     "2026-00-01", "2026-01-00", "2026/01/01", "2026-1-001",
                                     "+026-01-01", "2026-01-01 " };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (kk_day_is_valid (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (kk_day_is_valid (bad[i]));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vocabulary/numbers-stay", test_numbers_stay);
  g_test_add_func ("/vocabulary/texts", test_texts);
  g_test_add_func ("/vocabulary/groups", test_groups);
  g_test_add_func ("/vocabulary/notes", test_notes);
  g_test_add_func ("/vocabulary/days", test_days);
  return g_test_run ();
}
