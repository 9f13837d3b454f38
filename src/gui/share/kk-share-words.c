/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/share/kk-share-words.h"

#include "app/kk-app-label.h"

#include <glib/gi18n.h>
#include <string.h>

KkShareMark
kk_share_words_mark (const KkSharedField *field, gboolean left_out)
{
  if (field == NULL || left_out)
    return KK_SHARE_LEFT_OUT;
  if (field->unticked || strcmp (field->outcome, "ask") == 0)
    return KK_SHARE_OPEN;
  return strcmp (field->outcome, "send") == 0 ? KK_SHARE_GOES : KK_SHARE_STAYS;
}

const char *
kk_share_words_icon (KkShareMark mark)
{
  static const char *const icons[] = {
    [KK_SHARE_GOES] = "emblem-ok-symbolic",
    [KK_SHARE_STAYS] = "action-unavailable-symbolic",
    [KK_SHARE_OPEN] = "dialog-question-symbolic",
    [KK_SHARE_LEFT_OUT] = "list-remove-symbolic",
  };

  return icons[mark];
}

const char *
kk_share_words_class (KkShareMark mark)
{
  static const char *const classes[] = {
    [KK_SHARE_GOES] = "goes",
    [KK_SHARE_STAYS] = "stays",
    [KK_SHARE_OPEN] = "open",
    [KK_SHARE_LEFT_OUT] = "left-out",
  };

  return classes[mark];
}

static const char *
get_decision_verb (const char *kind)
{
  if (g_strcmp0 (kind, "om-release") == 0)
    return _ ("Ask the prosecution service");
  if (g_strcmp0 (kind, "article-20") == 0)
    return _ ("Ask the police to release it");
  if (g_strcmp0 (kind, "gate") == 0)
    return _ ("To gate 1");
  if (g_strcmp0 (kind, "assignment") == 0)
    return _ ("Record the assignment");
  return _ ("Ask for agreement");
}

const char *
kk_share_words_verb (const KkShareStep *step)
{
  switch (step->kind) {
  case KK_SHARE_STEP_NOTE:
    return _ ("Write the reason");
  case KK_SHARE_STEP_FINDING:
    return _ ("Record what is so");
  case KK_SHARE_STEP_HG_KM:
    return _ ("Answer a few questions");
  case KK_SHARE_STEP_CONSENT:
    return _ ("Record consent");
  case KK_SHARE_STEP_FIELD:
    return _ ("Fill in the date of birth");
  case KK_SHARE_STEP_FACT:
    return _ ("Say what is so");
  case KK_SHARE_STEP_DECISION:
    return get_decision_verb (step->what);
  case KK_SHARE_STEP_OTHER:
  default:
    return _ ("See what is missing");
  }
}

char *
kk_share_words_dup_title (const KkSharedField *field, KkShareMark mark)
{
  if (mark == KK_SHARE_LEFT_OUT)
    return g_strdup (_ ("Not chosen"));
  if (mark == KK_SHARE_OPEN && field->unticked)
    return g_strdup (_ ("Choose kinds"));
  if (mark == KK_SHARE_OPEN)
    return g_strdup (field->steps->len > 0 ? kk_share_words_verb (field->steps->pdata[0])
                                           : _ ("See what is missing"));
  if (field->articles->len > 0)
    return g_strdup (field->articles->pdata[0]);
  return g_strdup (mark == KK_SHARE_GOES ? _ ("Goes along") : _ ("No basis"));
}

char *
kk_share_words_dup_reason (const KkSharedField *field, KkShareMark mark)
{
  if (mark == KK_SHARE_LEFT_OUT)
    return g_strdup (_ ("you leave this out"));
  if (mark == KK_SHARE_OPEN && field->unticked)
    return g_strdup (_ ("free text"));
  if (mark == KK_SHARE_OPEN)
    return g_strdup (field->articles->len > 0 ? field->articles->pdata[0] : "");
  if (field->titles->len > 0)
    return g_strdup (field->titles->pdata[0]);
  return g_strdup (mark == KK_SHARE_GOES ? _ ("not about a person") : _ ("no law allows it"));
}

char *
kk_share_words_dup_heading (const char *title, const char *organisation, KkShareMark mark)
{
  switch (mark) {
  case KK_SHARE_GOES:
    /* Translators: a field and an organisation. */
    return g_strdup_printf (_ ("%s goes to %s"), title, organisation);
  case KK_SHARE_STAYS:
    /* Translators: a field and an organisation. */
    return g_strdup_printf (_ ("%s does not go to %s"), title, organisation);
  case KK_SHARE_OPEN:
    /* Translators: a field and an organisation. */
    return g_strdup_printf (_ ("%s does not go to %s yet"), title, organisation);
  case KK_SHARE_LEFT_OUT:
  default:
    /* Translators: a field and an organisation. */
    return g_strdup_printf (_ ("You leave %s out for %s"), title, organisation);
  }
}

static const char *
get_outcome (KkShareMark mark)
{
  switch (mark) {
  case KK_SHARE_GOES:
    return _ ("goes along");
  case KK_SHARE_STAYS:
    return _ ("does not go along");
  case KK_SHARE_OPEN:
    return _ ("question open");
  case KK_SHARE_LEFT_OUT:
  default:
    return _ ("not chosen");
  }
}

char *
kk_share_words_dup_name (const KkShareRow *row,
                         const KkShareColumn *column,
                         const KkSharedField *field,
                         KkShareMark mark)
{
  g_autofree char *title = kk_share_words_dup_title (field, mark);
  g_autofree char *reason = kk_share_words_dup_reason (field, mark);

  /* Translators: field, recipient, outcome, then article and reason: "Injury, RIEC: does not go along. Wgs 2.21, no health". */
  return g_strdup_printf (_ ("%s, %s: %s. %s, %s"), row->title, column->organisation,
                          get_outcome (mark), title, reason);
}

char *
kk_share_words_dup_person (const KkShareColumn *column)
{
  /* Translators: a person and the desk where the person works. */
  return g_strdup_printf (_ ("%s, %s"), column->person, column->desk);
}

const char *
kk_share_words_purpose (KkPurpose purpose)
{
  return kk_app_label_code ("nl_SharePurpose", kk_purpose_text (purpose));
}
