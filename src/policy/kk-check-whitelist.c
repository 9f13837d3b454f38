/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What a ZVH (Wgs 2.30) and a RIEC (Wgs 2.21-2.23) may hold at all, and from whom. */

#include "policy/kk-case-private.h"

#define CATEGORY(name) KK_CATEGORY_BIT (KK_CATEGORY_##name)
#define HAT(name)      KK_HAT_BIT (KK_HAT_##name)

/* Whether @from may supply; nobody is asked after when the holder itself gives. */
static gboolean
may_come_from (KkHat from, KkHats hats)
{
  return from == KK_HAT_NONE || (KK_HAT_BIT (from) & (hats | HAT (ZVH) | HAT (RIEC))) != 0;
}

static void
check_zvh (const KkCase *c, KkHat from, KkVerdict *v)
{
  KkCategories police = CATEGORY (POL_8) | CATEGORY (POL_13);
  KkCategories allowed = kk_categories_zvh () | police | KK_CATEGORIES_JUS | CATEGORY (BIJZ_SEKS);

  if ((c->categories & ~allowed) != 0 ||
      (kk_case_has (c, CATEGORY (STRAF_VERM)) && !kk_case_has (c, KK_CATEGORIES_REGIME)) ||
      (kk_case_has (c, police) && !may_come_from (from, HAT (POL))) ||
      (kk_case_has (c, KK_CATEGORIES_JUS) && !may_come_from (from, HAT (OM)))) {
    kk_verdict_fail (v);
    return;
  }
  if (kk_case_has (c, CATEGORY (BIJZ_SEKS)))
    kk_check_consent (c, KK_CONSENT_EXPLICIT, v);
}

static void
check_riec (const KkCase *c, KkHat from, KkVerdict *v)
{
  if ((c->categories & ~kk_categories_riec ()) != 0 ||
      (kk_case_has (c, CATEGORY (GEW_NETW)) && !c->field->business) ||
      (kk_case_has (c, CATEGORY (STRAF_VERM)) &&
       !kk_case_has (c, CATEGORY (TOEZ) | KK_CATEGORIES_REGIME)) ||
      (kk_case_has (c, KK_CATEGORIES_POL) && !may_come_from (from, HAT (POL) | HAT (KMAR))) ||
      (kk_case_has (c, KK_CATEGORIES_JUS) && !may_come_from (from, HAT (OM)))) {
    kk_verdict_fail (v);
    return;
  }
  if (kk_case_has (c, CATEGORY (POL_10)))
    kk_check_limb (c, 1u << KK_LIMB_1A | 1u << KK_LIMB_1C, v);
}

void
kk_check_whitelist (const KkCase *c, KkHat holder, KkHat from, KkVerdict *v)
{
  if (holder == KK_HAT_ZVH)
    check_zvh (c, from, v);
  else if (holder == KK_HAT_RIEC)
    check_riec (c, from, v);
  else
    kk_verdict_fail (v);
}

/* Only to learn whether a person is known at all, a ZVH may ask a RIEC at any stage. */
static gboolean
is_hit_check (const KkCase *c)
{
  return c->facts->kind == KK_KIND_HIT && c->question->giver.hat == KK_HAT_ZVH &&
         (c->categories & ~(CATEGORY (GEW_ID) | CATEGORY (BSN))) == 0;
}

void
kk_check_riec_reached (const KkCase *c, KkVerdict *v)
{
  guint stage = kk_categories_least_stage (c->categories);

  if (is_hit_check (c)) {
    kk_verdict_rely (v, KK_FACT_KIND);
    return;
  }
  if (stage > 0)
    kk_check_riec_stage (c, stage, v);
}
