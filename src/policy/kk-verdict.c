/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "policy/kk-verdict-private.h"

void
kk_verdict_init (KkVerdict *verdict)
{
  verdict->status = KK_HOLDS;
  verdict->n_missing = 0;
  verdict->n_consents = 0;
  verdict->n_releases = 0;
  verdict->relied = 0;
  verdict->missing_set = 0;
}

void
kk_verdict_rely (KkVerdict *verdict, KkFact fact)
{
  verdict->relied |= KK_FACT_BIT (fact);
}

static void
add_missing (KkVerdict *verdict, KkFact fact)
{
  if ((verdict->missing_set & KK_FACT_BIT (fact)) != 0)
    return;
  verdict->missing_set |= KK_FACT_BIT (fact);
  verdict->missing[verdict->n_missing++] = (guint8) fact;
}

void
kk_verdict_open (KkVerdict *verdict, KkFact fact)
{
  verdict->status = MIN (verdict->status, KK_OPEN);
  add_missing (verdict, fact);
}

void
kk_verdict_fail (KkVerdict *verdict)
{
  verdict->status = KK_FAILS;
}

static void
add_index (guint16 *list, guint *n, guint index)
{
  for (guint i = 0; i < *n; i++) {
    if (list[i] == index)
      return;
  }
  g_assert (*n < KK_VERDICT_OBJECTS);
  list[(*n)++] = (guint16) index;
}

void
kk_verdict_use_consent (KkVerdict *verdict, guint index)
{
  add_index (verdict->consents, &verdict->n_consents, index);
  kk_verdict_rely (verdict, KK_FACT_CONSENT);
}

void
kk_verdict_use_release (KkVerdict *verdict, guint index)
{
  add_index (verdict->releases, &verdict->n_releases, index);
  kk_verdict_rely (verdict, KK_FACT_OM_RELEASE);
}

void
kk_verdict_test (KkVerdict *verdict, gboolean holds)
{
  if (!holds)
    kk_verdict_fail (verdict);
}

void
kk_verdict_join (KkVerdict *verdict, const KkVerdict *other)
{
  verdict->status = MIN (verdict->status, other->status);
  verdict->relied |= other->relied;
  for (guint i = 0; i < other->n_missing; i++)
    add_missing (verdict, (KkFact) other->missing[i]);
  for (guint i = 0; i < other->n_consents; i++)
    add_index (verdict->consents, &verdict->n_consents, other->consents[i]);
  for (guint i = 0; i < other->n_releases; i++)
    add_index (verdict->releases, &verdict->n_releases, other->releases[i]);
}

gboolean
kk_verdict_is_better (const KkVerdict *other, const KkVerdict *verdict)
{
  if (other->status != verdict->status)
    return other->status > verdict->status;
  return other->status == KK_OPEN && other->n_missing < verdict->n_missing;
}
