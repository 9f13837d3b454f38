/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Who is there, and who asks to be. */

#include "app/region/kk-app-member.h"

#include "app/region/kk-documents-private.h"
#include "app/region/kk-join-request-private.h"
#include "crypto/kk-derive.h"
#include "vault/kk-vault-logs.h"

void
kk_request_info_free (KkRequestInfo *info)
{
  if (info == NULL)
    return;
  g_free (info->slug);
  g_free (info->organisation_name);
  g_free (info->person);
  g_free (info->function);
  g_free (info->fingerprint);
  g_free (info->role);
  g_array_unref (info->hats);
  g_free (info);
}

KkRequestInfo *
kk_app_member_inspect (KkApp *app G_GNUC_UNUSED, const char *file, GError **error)
{
  g_autoptr (KkJoinRequest) request = kk_join_request_read (file, error);
  KkRequestInfo *info;
  const KkDesk *desk;

  if (request == NULL)
    return NULL;
  desk = request->desks->pdata[0];
  info = g_new0 (KkRequestInfo, 1);
  info->slug = g_strdup (request->slug);
  info->organisation_name = g_strdup (request->organisation_name);
  info->person = g_strdup (request->person.name);
  info->function = g_strdup (request->person.function);
  info->fingerprint = kk_join_request_dup_fingerprint (request);
  info->hat = desk->hat;
  info->role = g_strdup (desk->role);
  info->hats = kk_join_request_dup_hats (request);
  info->new_organisation = request->organisation != NULL;
  return info;
}

/* The list. */

void
kk_member_free (KkMember *member)
{
  g_free (member->id);
  g_free (member->organisation);
  g_free (member->organisation_name);
  g_free (member->desk);
  g_free (member->desk_name);
  g_free (member->role);
  g_free (member->person);
  g_free (member->fingerprint);
  g_free (member);
}

static gint64
find_heard (const GArray *logs, const KkId *seat)
{
  gint64 heard = 0;

  for (guint i = 0; i < logs->len; i++) {
    const KkVaultLog *log = &g_array_index (logs, KkVaultLog, i);

    if (kk_id_equal (&log->seat, seat))
      heard = MAX (heard, log->heard);
  }
  return heard;
}

static const char *
status_of (const KkSeatInfo *seat)
{
  if (seat->revoked)
    return "revoked";
  return seat->active ? "active" : "ended";
}

static KkMember *
describe_seat (const KkSeatInfo *seat)
{
  KkMember *member = g_new0 (KkMember, 1);
  KkSignPublicKey sign = kk_public_key_to_sign (&seat->device->sign);
  KkKxPublicKey kx = kk_public_key_to_kx (&seat->device->kx);

  member->id = g_strdup (kk_id_text (&seat->device_id).text);
  member->organisation = g_strdup (seat->organisation->slug);
  member->organisation_name = g_strdup (seat->in_region->name);
  member->desk = g_strdup (kk_id_text (&seat->desk->id).text);
  member->desk_name = g_strdup (seat->desk->name);
  member->hat = seat->desk->hat;
  member->role = g_strdup (seat->desk->role);
  member->person = g_strdup (seat->device->person.name);
  member->fingerprint = g_strdup (kk_derive_fingerprint (&sign, &kx).text);
  member->status = status_of (seat);
  return member;
}

GPtrArray *
kk_app_member_list (KkApp *app, GError **error)
{
  g_autoptr (GArray) logs = kk_vault_log_list (app->vault, NULL, error);
  const GPtrArray *seats = kk_directory_get_seats (app->directory);
  GPtrArray *members;

  if (logs == NULL)
    return NULL;
  members = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_member_free);
  for (guint i = 0; i < seats->len; i++) {
    const KkSeatInfo *seat = seats->pdata[i];
    KkMember *member = describe_seat (seat);

    member->self = kk_id_equal (&seat->device_id, &app->device);
    member->heard = find_heard (logs, &seat->seat);
    g_ptr_array_add (members, member);
  }
  return members;
}

GHashTable *
kk_app_member_names (KkApp *app, GError **error)
{
  g_autoptr (GPtrArray) members = kk_app_member_list (app, error);
  GHashTable *names;

  if (members == NULL)
    return NULL;
  names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < members->len; i++) {
    const KkMember *member = members->pdata[i];

    g_hash_table_insert (names, g_strdup (member->organisation),
                         g_strdup (member->organisation_name));
    g_hash_table_insert (
        names,
        g_strdup_printf ("%s/%s/%s", member->organisation, kk_hat_text (member->hat), member->role),
        g_strdup_printf ("%s, %s", member->organisation_name, member->desk_name));
  }
  return names;
}
