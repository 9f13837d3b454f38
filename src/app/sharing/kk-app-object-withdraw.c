/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Taking a decision back that this desk signed. */

#include "app/sharing/kk-object-items-private.h"

#include "app/casework/kk-case-find-private.h"
#include "app/exchange/kk-outbox-private.h"
#include "app/exchange/kk-withdrawal-private.h"
#include "app/sharing/kk-gate-record-private.h"
#include "app/sharing/kk-objects-private.h"
#include "format/kk-basis-codec.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So much of an id that nobody takes another for it. */
#define LEAST_ID 8

typedef struct {
  KkApp *app;
  const KkOwnSeat *seat;
  KkId thread;
  GPtrArray *all;         /* (element-type KkSignedObject): of the case */
  GPtrArray *found;       /* (element-type KkSignedObject): what is taken back */
  GPtrArray *withdrawals; /* (element-type KkSignedObject): made */
} Withdrawing;

static void
clear_withdrawing (Withdrawing *withdrawing)
{
  g_clear_pointer (&withdrawing->all, g_ptr_array_unref);
  g_clear_pointer (&withdrawing->found, g_ptr_array_unref);
  g_clear_pointer (&withdrawing->withdrawals, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Withdrawing, clear_withdrawing)

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  return FALSE;
}

static gboolean
is_named (const KkSignedObject *signed_, const char *id)
{
  KkHash hash = kk_object_hash (signed_);

  return g_str_has_prefix (kk_hash_text (&hash).text, id);
}

/* (nullable), borrowed: the one object of this case and kind with that id. */
static const KkSignedObject *
find_named (const Withdrawing *withdrawing, const char *id, guint kinds, GError **error)
{
  const KkSignedObject *named = NULL;
  guint count = 0;

  for (guint i = 0; strlen (id) >= LEAST_ID && i < withdrawing->all->len; i++) {
    const KkSignedObject *signed_ = withdrawing->all->pdata[i];
    g_autoptr (KkObject) object = kk_object_decode (signed_->body, NULL);

    if (object == NULL || (kinds & (1u << object->kind)) == 0 || !is_named (signed_, id))
      continue;
    named = signed_;
    count++;
  }
  if (count == 1)
    return named;
  refuse (error, _ ("There is no such decision in this case. “object list” shows the decisions and "
                    "their ids."));
  return NULL;
}

/* One decision at a gate is an object for each recipient: it is taken back whole. */
static gboolean
is_same_decision (const KkObject *object, const KkObject *other)
{
  return other->kind == KK_OBJECT_GATE && object->kind == KK_OBJECT_GATE &&
         kk_id_equal (&object->issuer, &other->issuer) && strcmp (object->from, other->from) == 0 &&
         strcmp (object->gate, other->gate) == 0 && g_strcmp0 (object->result, other->result) == 0;
}

static gboolean
collect (Withdrawing *withdrawing, const KkSignedObject *named, GError **error)
{
  g_autoptr (KkObject) object = kk_object_decode (named->body, error);

  if (object == NULL)
    return FALSE;
  if (!kk_id_equal (&object->issuer, &withdrawing->seat->desk)) {
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_REFUSED,
                         _ ("Another desk took this decision. Only that desk can take it back; "
                            "“object list” shows which it is."));
    return FALSE;
  }
  if (kk_object_is_withdrawn (withdrawing->all, named))
    return refuse (error, _ ("This decision was taken back before."));
  for (guint i = 0; i < withdrawing->all->len; i++) {
    KkSignedObject *signed_ = withdrawing->all->pdata[i];
    g_autoptr (KkObject) other = kk_object_decode (signed_->body, NULL);

    if (signed_ == named || (other != NULL && is_same_decision (object, other) &&
                             !kk_object_is_withdrawn (withdrawing->all, signed_)))
      g_ptr_array_add (withdrawing->found, signed_);
  }
  return TRUE;
}

static gboolean
take_back (Withdrawing *withdrawing, const KkSignedObject *signed_, GError **error)
{
  KkApp *app = withdrawing->app;
  KkWithdrawalPlace place = { &withdrawing->seat->desk, FALSE };
  g_autoptr (KkObject) object = kk_object_decode (signed_->body, error);
  g_autoptr (KkObject) withdrawal = NULL;
  KkSignedObject *made;

  if (object == NULL)
    return FALSE;
  withdrawal =
      kk_object_prepare (app, KK_OBJECT_WITHDRAWAL, &object->receiver, &withdrawing->thread);
  withdrawal->withdrawn = kk_object_hash (signed_);
  if (strcmp (withdrawal->from, object->until) <= 0) {
    g_free (withdrawal->until);
    withdrawal->until = g_strdup (object->until);
  }
  made = kk_object_issue (app, withdrawal, error);
  if (made == NULL)
    return FALSE;
  g_ptr_array_add (withdrawing->withdrawals, made);
  return kk_withdrawal_take (app, &place, made, error);
}

/* Everybody who was given a decision about this case to share with. */
static gboolean
tell (const Withdrawing *withdrawing, GError **error)
{
  const KkId *own = &withdrawing->seat->desk;
  g_autoptr (GArray) desks =
      kk_withdrawal_addressees (withdrawing->app, own, &withdrawing->thread, error);

  for (guint i = 0; desks != NULL && i < desks->len; i++) {
    if (!kk_outbox_queue_objects (withdrawing->app, own, &g_array_index (desks, KkId, i),
                                  withdrawing->withdrawals, error))
      return FALSE;
  }
  return desks != NULL;
}

static gboolean
start (Withdrawing *withdrawing, const KkVaultCase *case_, GError **error)
{
  withdrawing->found = g_ptr_array_new ();
  withdrawing->withdrawals =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_signed_object_free);
  withdrawing->seat = kk_app_first_seat (withdrawing->app, error);
  withdrawing->thread = case_->record.thread;
  withdrawing->all = kk_object_list_all (withdrawing->app, &withdrawing->thread, error);
  return withdrawing->seat != NULL && withdrawing->all != NULL;
}

static gboolean
note (const Withdrawing *withdrawing, const KkSignedObject *signed_, GError **error)
{
  g_autoptr (KkObject) object = kk_object_decode (signed_->body, error);

  return object != NULL && kk_withdrawal_note (withdrawing->app, withdrawing->seat, object, error);
}

static gboolean
withdraw_found (Withdrawing *withdrawing, GError **error)
{
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (withdrawing->app->vault, error);

  if (transaction == NULL || !note (withdrawing, withdrawing->found->pdata[0], error))
    return FALSE;
  for (guint i = 0; i < withdrawing->found->len; i++) {
    if (!take_back (withdrawing, withdrawing->found->pdata[i], error))
      return FALSE;
  }
  return tell (withdrawing, error) && kk_vault_commit (g_steal_pointer (&transaction), error);
}

GPtrArray *
kk_app_object_withdraw (KkApp *app, const char *case_, const char *id, guint kinds, GError **error)
{
  g_auto (Withdrawing) withdrawing = { .app = app };
  g_autoptr (KkVaultCase) found = kk_case_find (app, case_, error);
  const KkSignedObject *named;

  if (found == NULL || !start (&withdrawing, found, error))
    return NULL;
  named = find_named (&withdrawing, id, kinds, error);
  if (named == NULL || !collect (&withdrawing, named, error) ||
      !withdraw_found (&withdrawing, error))
    return NULL;
  /* As they are now. */
  g_ptr_array_extend (withdrawing.found, withdrawing.withdrawals, NULL, NULL);
  return kk_object_items_new (app, found->reference, withdrawing.found);
}
