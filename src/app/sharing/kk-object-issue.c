/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Making, keeping and listing signed objects (exchange §13). */

#include "app/sharing/kk-objects-private.h"

#include "crypto/kk-sign.h"
#include "format/kk-basis-codec.h"
#include "vault/kk-vault-documents.h"
#include "vault/kk-vault-logs.h"

#include <string.h>

/* A year: what is still needed then has to be said again. */
static char *
dup_year_later (const char *day)
{
  g_autofree char *midnight = g_strconcat (day, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) from = g_date_time_new_from_iso8601 (midnight, NULL);
  g_autoptr (GDateTime) later = g_date_time_add_years (from, 1);

  return g_date_time_format (later, "%Y-%m-%d");
}

KkObject *
kk_object_prepare (KkApp *app, KkObjectKind kind, const KkId *receiver, const KkId *thread)
{
  KkObject *object = kk_object_new ();

  object->kind = kind;
  object->receiver = *receiver;
  object->thread = *thread;
  object->from = kk_app_today (app);
  object->until = dup_year_later (object->from);
  object->conditions = g_strdup ("");
  return object;
}

static gboolean
store_object (KkApp *app, const KkSignedObject *signed_, const KkObject *object, GError **error)
{
  g_autoptr (GBytes) bytes = kk_signed_object_encode (signed_, error);
  KkVaultObject stored = { 0 };

  if (bytes == NULL)
    return FALSE;
  stored.hash = kk_object_hash (signed_);
  stored.thread = object->thread;
  stored.issuer = object->issuer;
  stored.until = object->until;
  stored.bytes = bytes;
  return kk_vault_object_put (app->vault, &stored, error);
}

/* Colleagues at the desk get everything (§11). */
static gboolean
tell_siblings (KkApp *app, const KkOwnSeat *own, const KkHash *hash, GError **error)
{
  g_autoptr (GPtrArray) seats = kk_directory_seats_of_desk (app->directory, &own->desk);

  for (guint i = 0; i < seats->len; i++) {
    const KkSeatInfo *seat = seats->pdata[i];

    if (!kk_id_equal (&seat->seat, &own->seat) &&
        !kk_vault_object_add_due (app->vault, &seat->seat, hash, error))
      return FALSE;
  }
  return TRUE;
}

KkSignedObject *
kk_object_issue (KkApp *app, KkObject *object, GError **error)
{
  const KkOwnSeat *seat = kk_app_first_seat (app, error);
  const KkSeatInfo *info;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (KkSignedObject) signed_ = NULL;
  KkHash hash;

  if (seat == NULL)
    return NULL;
  info = kk_directory_find_seat (app->directory, &seat->seat);
  object->issuer = seat->desk;
  object->organisation =
      kk_directory_organisation_version (app->directory, info->organisation->slug);
  memcpy (object->nonce, kk_id_random ().bytes, sizeof object->nonce);
  body = kk_object_encode (object, error);
  if (body == NULL)
    return NULL;
  signed_ = kk_signed_object_new (body);
  signed_->device = app->device;
  signed_->signature =
      kk_sign (KK_SIGN_OBJECT, kk_directory_get_network_id (app->directory), body, &app->sign);
  hash = kk_object_hash (signed_);
  if (!store_object (app, signed_, object, error) || !tell_siblings (app, seat, &hash, error))
    return NULL;
  return g_steal_pointer (&signed_);
}

gboolean
kk_object_keep (KkApp *app, const KkSignedObject *signed_, gboolean *kept, GError **error)
{
  g_autoptr (KkObject) object = kk_object_decode (signed_->body, NULL);

  /* Taking back only restricts, so that it holds whatever happened to the device that signed it. */
  *kept = object != NULL && (object->kind == KK_OBJECT_WITHDRAWAL
                                 ? kk_object_is_genuine (app->directory, signed_, object)
                                 : kk_object_is_valid (app->directory, signed_, object));
  return !*kept || store_object (app, signed_, object, error);
}

GPtrArray *
kk_object_list_all (KkApp *app, const KkId *thread, GError **error)
{
  g_autoptr (GPtrArray) stored = kk_vault_object_list (app->vault, thread, error);
  GPtrArray *objects;

  if (stored == NULL)
    return NULL;
  objects = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_signed_object_free);
  for (guint i = 0; i < stored->len; i++) {
    const KkVaultObject *object = stored->pdata[i];
    KkSignedObject *decoded =
        object->is_void ? NULL : kk_signed_object_decode (object->bytes, NULL);

    if (decoded != NULL)
      g_ptr_array_add (objects, decoded);
  }
  return objects;
}

/* Nobody takes back what another said. */
static gboolean
takes_back (const KkSignedObject *signed_, const KkHash *hash, const KkObject *object)
{
  g_autoptr (KkObject) withdrawal = kk_object_decode (signed_->body, NULL);

  return withdrawal != NULL && withdrawal->kind == KK_OBJECT_WITHDRAWAL &&
         kk_hash_equal (&withdrawal->withdrawn, hash) &&
         kk_id_equal (&withdrawal->issuer, &object->issuer) &&
         kk_id_equal (&withdrawal->thread, &object->thread);
}

gboolean
kk_object_is_withdrawn (const GPtrArray *objects, const KkSignedObject *signed_)
{
  g_autoptr (KkObject) object = kk_object_decode (signed_->body, NULL);
  KkHash hash = kk_object_hash (signed_);

  for (guint i = 0; object != NULL && i < objects->len; i++) {
    if (takes_back (objects->pdata[i], &hash, object))
      return TRUE;
  }
  return FALSE;
}

GPtrArray *
kk_object_list (KkApp *app, const KkId *thread, GError **error)
{
  g_autoptr (GPtrArray) all = kk_object_list_all (app, thread, error);
  GPtrArray *objects;

  if (all == NULL)
    return NULL;
  objects = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_signed_object_free);
  for (guint i = 0; i < all->len; i++) {
    if (!kk_object_is_withdrawn (all, all->pdata[i]))
      g_ptr_array_add (objects, kk_signed_object_copy (all->pdata[i]));
  }
  return objects;
}
