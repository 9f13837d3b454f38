/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Another network secret, over three region versions (exchange §11, "Network secret"): next, so that everybody can get it;
 * active, so that everybody writes with it; and the old one withdrawn. */

#include "app/region/kk-app-region-change.h"

#include "app/kk-app-private.h"
#include "app/region/kk-region-draft-private.h"
#include "crypto/kk-derive.h"
#include "vault/kk-vault-documents.h"

#include <glib/gi18n-lib.h>

static KkRegionSecret *
find_state (KkRegion *region, KkSecretState state)
{
  for (guint i = 0; i < region->secrets->len; i++) {
    KkRegionSecret *secret = &g_array_index (region->secrets, KkRegionSecret, i);

    if (secret->state == state)
      return secret;
  }
  return NULL;
}

static gboolean
add_next (KkApp *app, KkRegion *region, GError **error)
{
  const KkRegionSecret *last =
      &g_array_index (region->secrets, KkRegionSecret, region->secrets->len - 1);
  KkRegionSecret next = { .epoch = last->epoch + 1, .state = KK_SECRET_NEXT };
  g_autoptr (KkSecret) kept = NULL;
  KkNetworkSecret secret;

  kk_network_secret_generate (&secret);
  next.commitment = kk_derive_secret_commitment (&secret);
  kept = kk_secret_new_copy (secret.bytes, sizeof secret.bytes);
  kk_secret_wipe (&secret, sizeof secret);
  g_array_append_val (region->secrets, next);
  return kk_vault_secret_put (app->vault, next.epoch, kept, error);
}

gboolean
kk_region_rekey (KkApp *app, KkRegion *region, GError **error)
{
  KkRegionSecret *next = find_state (region, KK_SECRET_NEXT);
  KkRegionSecret *active = find_state (region, KK_SECRET_ACTIVE);
  KkRegionSecret *retiring = find_state (region, KK_SECRET_RETIRING);

  if (next != NULL) {
    if (active != NULL)
      active->state = KK_SECRET_RETIRING;
    next->state = KK_SECRET_ACTIVE;
    return TRUE;
  }
  if (retiring != NULL) {
    retiring->state = KK_SECRET_WITHDRAWN;
    return TRUE;
  }
  return add_next (app, region, error);
}
