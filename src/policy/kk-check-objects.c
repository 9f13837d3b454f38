/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Consents, releases, article-20 decisions and orders: what another desk or the person gave (contract 7.1). */

#include "policy/kk-case-private.h"

#include <string.h>

#define AGE_CHILD 12
#define AGE_ADULT 16 /* for signing, not for anything else */

/* A text that a consent or release names must be the question's; one that it does not name may be anything. */
static gboolean
names_same (const char *named, const char *asked)
{
  return named == NULL || g_strcmp0 (named, asked) == 0;
}

static gboolean
consent_is_about (const KkCase *c, const KkConsent *consent)
{
  const KkParty *receiver = &c->question->receiver;
  const char *person =
      consent->person != NULL ? consent->person : kk_subject_text (consent->subject);

  return person != NULL && c->person != NULL && strcmp (person, c->person) == 0 &&
         consent->receiver == receiver->hat &&
         names_same (consent->organisation, receiver->organisation) &&
         names_same (consent->role, receiver->role) && consent->purpose == c->question->purpose;
}

static gboolean
consent_is_current (const KkCase *c, const KkConsent *consent)
{
  return consent->withdrawn == NULL && consent->given != NULL && consent->expires != NULL &&
         strcmp (consent->given, c->question->at) <= 0 &&
         strcmp (c->question->at, consent->expires) <= 0;
}

static gboolean
consent_covers (const KkCase *c, const KkConsent *consent, KkConsentFlags flags)
{
  KkCategories asked = c->lifted != 0 ? c->lifted : c->ticked;

  return (asked & ~consent->categories) == 0 && consent->freely_given == KK_TRI_TRUE &&
         ((flags & KK_CONSENT_EXPLICIT) == 0 || consent->is_explicit == KK_TRI_TRUE) &&
         ((flags & KK_CONSENT_WRITTEN) == 0 || consent->is_written == KK_TRI_TRUE);
}

/* From 12 to 15: both sign, or the young person alone with a note why; for CoMensha both or the representative. */
static gboolean
check_signed_young (const KkCase *c, const KkConsent *consent, KkConsentFlags flags, KkVerdict *v)
{
  kk_verdict_rely (v, KK_FACT_SUBJECT_AGE);
  if ((flags & KK_CONSENT_REGISTRATION) != 0)
    return consent->by == KK_SIGNER_REPRESENTATIVE;
  kk_verdict_rely (v, KK_FACT_NOTE_CONSENT_12_15);
  return consent->by == KK_SIGNER_SELF &&
         c->facts->note_length[KK_NOTE_CONSENT_12_15] >= KK_NOTE_LEAST;
}

/* Both is right at every age; a representative counts only when he is known not to be the exploiter. */
static gboolean
check_signed (const KkCase *c, const KkConsent *consent, KkConsentFlags flags, KkVerdict *v)
{
  gint age = c->about != NULL ? c->about->age : -1;
  gboolean incapable = c->about != NULL && c->about->incapable == KK_TRI_TRUE;

  if (consent->by == KK_SIGNER_NONE ||
      (consent->by != KK_SIGNER_SELF && consent->conflict != KK_TRI_FALSE))
    return FALSE;
  if (consent->by == KK_SIGNER_BOTH)
    return TRUE;
  if (incapable) {
    kk_verdict_rely (v, KK_FACT_INCAPABLE_CONSENT);
    return consent->by == KK_SIGNER_REPRESENTATIVE;
  }
  if (age < 0)
    return FALSE;
  if (age >= AGE_CHILD && age < AGE_ADULT)
    return check_signed_young (c, consent, flags, v);
  kk_verdict_rely (v, KK_FACT_SUBJECT_AGE);
  return consent->by == (age < AGE_CHILD ? KK_SIGNER_REPRESENTATIVE : KK_SIGNER_SELF);
}

/* Tries one consent; @withdrawn is set when it was for exactly this and taken back. */
static gboolean
try_consent (const KkCase *c, guint index, KkConsentFlags flags, gboolean *withdrawn, KkVerdict *v)
{
  const KkConsent *consent = &g_array_index (c->facts->consents, KkConsent, index);
  KkVerdict signature;

  if (!consent_is_about (c, consent))
    return FALSE;
  if (consent->withdrawn != NULL)
    *withdrawn = TRUE;
  kk_verdict_init (&signature);
  if (!consent_is_current (c, consent) || !consent_covers (c, consent, flags) ||
      !check_signed (c, consent, flags, &signature))
    return FALSE;
  kk_verdict_join (v, &signature);
  kk_verdict_use_consent (v, index);
  return TRUE;
}

/* Elsewhere authority does not rest on consent, so nobody is asked for it. */
static gboolean
may_be_asked (KkPurpose purpose)
{
  return purpose == KK_PURPOSE_HULP || purpose == KK_PURPOSE_REGISTRATIE;
}

void
kk_check_consent (const KkCase *c, KkConsentFlags flags, KkVerdict *v)
{
  gboolean withdrawn = FALSE;

  if (c->about != NULL && c->about->refuses == KK_TRI_TRUE) {
    kk_verdict_fail (v);
    return;
  }
  for (guint i = 0; i < c->facts->consents->len; i++) {
    if (try_consent (c, i, flags, &withdrawn, v))
      return;
  }
  if (withdrawn || !may_be_asked (c->question->purpose))
    kk_verdict_fail (v);
  else
    kk_verdict_open (v,
                     (flags & KK_CONSENT_EXPLICIT) != 0 ? KK_FACT_CONSENT_EXPL : KK_FACT_CONSENT);
}

static gboolean
names_receiver (const KkCase *c, const KkReceiver *receivers, guint n_receivers)
{
  const KkParty *asked = &c->question->receiver;

  for (guint i = 0; i < n_receivers; i++) {
    if (receivers[i].hat == asked->hat && names_same (receivers[i].role, asked->role))
      return TRUE;
  }
  return FALSE;
}

static gboolean
release_covers (const KkCase *c, const KkRelease *release)
{
  KkCategories asked = c->categories & KK_CATEGORIES_JUS;

  if (asked == 0)
    asked = KK_CATEGORY_BIT (KK_CATEGORY_JUS_SV);
  return release->until != NULL && strcmp (c->question->at, release->until) <= 0 &&
         (asked & ~release->scope) == 0 &&
         names_receiver (c, release->receivers, release->n_receivers);
}

/* Masked: a release that covers everything but this person is an answer, and the answer is no. */
void
kk_check_release (const KkCase *c, gboolean masked, KkVerdict *v)
{
  gboolean covered = FALSE;

  for (guint i = 0; i < c->facts->releases->len; i++) {
    const KkRelease *release = &g_array_index (c->facts->releases, KkRelease, i);

    if (!release_covers (c, release))
      continue;
    covered = TRUE;
    if (!masked || (release->subjects & KK_SUBJECT_BIT (c->field->subject)) != 0) {
      kk_verdict_use_release (v, i);
      return;
    }
  }
  if (covered)
    kk_verdict_fail (v);
  else
    kk_verdict_open (v, KK_FACT_OM_RELEASE);
}

void
kk_check_art20 (const KkCase *c, KkVerdict *v)
{
  const KkArt20Decision *decision = &c->facts->art20;

  kk_verdict_rely (v, KK_FACT_ART20_DECISION);
  kk_verdict_test (v, decision->reference != NULL && kk_note_length (decision->reference) > 0 &&
                          names_receiver (c, decision->receivers, decision->n_receivers) &&
                          (decision->purposes & KK_PURPOSE_BIT (c->question->purpose)) != 0 &&
                          (c->categories & KK_CATEGORIES_REGIME & ~decision->categories) == 0);
}

void
kk_check_obligation (const KkCase *c, KkVerdict *v)
{
  kk_verdict_rely (v, KK_FACT_OBLIGATION_ARTICLE);
  kk_verdict_test (
      v, g_strcmp0 (c->facts->texts[KK_FACT_OBLIGATION_ARTICLE - KK_FACT_TEXT_0], "SV-126") == 0);
}

void
kk_check_order (const KkCase *c, KkVerdict *v)
{
  const KkOrder *order = &c->facts->order;
  gboolean sensitive = kk_case_has (c, KK_CATEGORIES_BIJZ);

  if (order->id == NULL || kk_note_length (order->id) == 0 ||
      order->article == KK_ORDER_ARTICLE_NONE || (c->ticked & ~order->categories) != 0 ||
      (sensitive && order->article != KK_ORDER_ARTICLE_126NF))
    kk_verdict_open (v, KK_FACT_VORDERING);
  else
    kk_verdict_rely (v, KK_FACT_VORDERING);
}
