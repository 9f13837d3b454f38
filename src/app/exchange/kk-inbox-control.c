/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What a control packet asks for is remembered; the next sealing does it. */

#include "app/exchange/kk-inbox-taking-private.h"

#include "app/exchange/kk-resync-private.h"
#include "app/region/kk-grants-private.h"
#include "vault/kk-vault-outbox.h"

/* What it says is lost may be here already, by another way. */
static gboolean
take_gap (KkInboxTaking *taking, GError **error)
{
  const KkInboxPlace *place = taking->place;
  guint64 whole;

  if (!kk_vault_inbox_contiguous (place->app->vault, place->log, &place->seat->seat, &whole, error))
    return FALSE;
  return whole >= taking->examined->control->sequence ||
         kk_resync_want_lost (place->app, &place->seat->seat, &place->writer->seat, error);
}

/* Who has everything is told nothing. */
static gboolean
take_resync (KkInboxTaking *taking, GError **error)
{
  const KkInboxPlace *place = taking->place;
  const KkControl *control = taking->examined->control;
  KkResyncWish wish = control->returns ? KK_RESYNC_WITH_RETURNS : KK_RESYNC_PLAIN;

  return kk_resync_owe (place->app, &place->seat->seat, &place->writer->seat, wish, error);
}

KkExamineCode
kk_inbox_check_control (const KkInboxTaking *taking)
{
  switch (taking->examined->control->kind) {
  case KK_CONTROL_GAP:
  case KK_CONTROL_RESYNC:
  case KK_CONTROL_GRANT:
    return KK_EXAMINE_OK;
  default:
    return KK_EXAMINE_CONTROL;
  }
}

gboolean
kk_inbox_take_control (KkInboxTaking *taking, GError **error)
{
  switch (taking->examined->control->kind) {
  case KK_CONTROL_GAP:
    return take_gap (taking, error);
  case KK_CONTROL_RESYNC:
    return take_resync (taking, error);
  case KK_CONTROL_GRANT:
    return kk_grants_take (taking->place->app, taking->examined->control, error);
  default:
    return TRUE;
  }
}
