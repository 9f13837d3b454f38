/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-document-codec.h"
#include "format/kk-network-codec-private.h"

#define MOST_SECRETS 1024
#define MOST_REMOTES 16
#define MOST_DAYS    3650

static gboolean
code_roots (KkCodec *codec, KkRegion *region)
{
  return kk_codec_array (codec, 2) && kk_codec_count (codec, &region->threshold, 1, KK_MOST_KEYS) &&
         kk_codec_values (codec, region->roots, &(KkCount){ 1, KK_MOST_KEYS },
                          kk_codec_public_key) &&
         kk_codec_array_end (codec) &&
         kk_codec_unique_values (codec, region->roots, kk_hash_hash, kk_hash_equal) &&
         kk_codec_require (codec, region->threshold <= region->roots->len,
                           "more signatures than keys");
}

static gboolean
code_organisation (KkCodec *codec, gpointer slot)
{
  KkRegionOrganisation **place = slot;
  KkRegionOrganisation *organisation =
      *place != NULL ? *place : (*place = kk_region_organisation_new ());
  KkCodecMap map;

  return kk_codec_map (codec, &map) && kk_codec_key (codec, &map, 0, "slug of an organisation") &&
         kk_codec_slug (codec, &organisation->slug) &&
         kk_codec_key (codec, &map, 1, "name of an organisation") &&
         kk_codec_name (codec, &organisation->name) &&
         kk_codec_key (codec, &map, 2, "key of an organisation") &&
         kk_codec_public_key (codec, &organisation->public_key) &&
         kk_codec_key (codec, &map, 3, "hats of an organisation") &&
         kk_codec_hats (codec, organisation->hats, 0) &&
         kk_codec_key (codec, &map, 4, "state of an organisation") &&
         kk_codec_standing (codec, &organisation->standing) && kk_codec_map_end (codec, &map);
}

static gboolean
code_organisations (KkCodec *codec, GPtrArray *organisations)
{
  static const KkMember slug = { g_str_hash, g_str_equal,
                                 G_STRUCT_OFFSET (KkRegionOrganisation, slug), TRUE };
  static const KkMember key = { kk_hash_hash, kk_hash_equal,
                                G_STRUCT_OFFSET (KkRegionOrganisation, public_key), FALSE };

  return kk_codec_objects (codec, organisations, &(KkCount){ 0, KK_LIMIT_ORGANISATIONS },
                           code_organisation) &&
         kk_codec_unique_members (codec, organisations, &slug) &&
         kk_codec_unique_members (codec, organisations, &key);
}

static gboolean
code_secret (KkCodec *codec, gpointer value)
{
  KkRegionSecret *secret = value;

  return kk_codec_array (codec, 3) && kk_codec_count (codec, &secret->epoch, 0, G_MAXUINT32) &&
         kk_codec_hash (codec, &secret->commitment) &&
         kk_codec_choice (codec, (guint32 *) &secret->state, KK_SECRET_WITHDRAWN) &&
         kk_codec_array_end (codec);
}

static int
compare_epochs (gconstpointer a, gconstpointer b)
{
  const KkRegionSecret *first = a;
  const KkRegionSecret *second = b;

  return first->epoch < second->epoch ? -1 : first->epoch > second->epoch;
}

static gboolean
code_secrets (KkCodec *codec, GArray *secrets)
{
  guint n_active = 0;

  if (!kk_codec_values (codec, secrets, &(KkCount){ 0, MOST_SECRETS }, code_secret) ||
      !kk_codec_ascending (codec, secrets, compare_epochs))
    return FALSE;
  for (guint i = 0; i < secrets->len; i++)
    n_active += g_array_index (secrets, KkRegionSecret, i).state == KK_SECRET_ACTIVE;
  return kk_codec_require (codec, n_active <= 1, "two secrets are active");
}

static gboolean
code_remote (KkCodec *codec, gpointer slot)
{
  KkRemote **place = slot;
  KkRemote *remote = *place != NULL ? *place : (*place = kk_remote_new (NULL));

  return kk_codec_array (codec, 2) && kk_codec_line (codec, &remote->url) &&
         kk_codec_nullable (codec, &remote->has_host_key) &&
         (!remote->has_host_key || kk_codec_hash (codec, &remote->host_key)) &&
         kk_codec_array_end (codec);
}

static gboolean
code_remotes (KkCodec *codec, GPtrArray *remotes)
{
  static const KkMember url = { g_str_hash, g_str_equal, G_STRUCT_OFFSET (KkRemote, url), TRUE };

  return kk_codec_objects (codec, remotes, &(KkCount){ 0, MOST_REMOTES }, code_remote) &&
         kk_codec_unique_members (codec, remotes, &url);
}

static gboolean
code_limits (KkCodec *codec, KkRegion *region)
{
  KkCodecMap map;

  return kk_codec_map (codec, &map) && kk_codec_key (codec, &map, 0, "least level") &&
         kk_codec_level (codec, &region->least_level) &&
         kk_codec_key (codec, &map, 1, "days to live") &&
         kk_codec_count (codec, &region->days_to_live, 1, MOST_DAYS) &&
         kk_codec_map_end (codec, &map);
}

static gboolean
code_head (KkCodec *codec, KkCodecMap *map, KkRegion *region)
{
  return kk_codec_key (codec, map, 0, "level") && kk_codec_level (codec, &region->level) &&
         kk_codec_key (codec, map, 1, "version") && kk_codec_sequence (codec, &region->version) &&
         kk_codec_key (codec, map, 2, "previous hash") &&
         kk_codec_hash (codec, &region->previous) &&
         kk_codec_require_chain (codec, region->version, &region->previous) &&
         kk_codec_key (codec, map, 3, "name") && kk_codec_name (codec, &region->name);
}

static gboolean
code_region (KkCodec *codec, gpointer value)
{
  KkRegion *region = value;
  KkCodecMap map;

  return kk_codec_map (codec, &map) && code_head (codec, &map, region) &&
         kk_codec_key (codec, &map, 4, "root keys") && code_roots (codec, region) &&
         kk_codec_key (codec, &map, 5, "organisations") &&
         code_organisations (codec, region->organisations) &&
         kk_codec_key (codec, &map, 6, "secrets") && code_secrets (codec, region->secrets) &&
         kk_codec_key (codec, &map, 7, "register keys") &&
         kk_codec_values (codec, region->register_keys, &(KkCount){ 0, KK_MOST_KEYS },
                          kk_codec_public_key) &&
         kk_codec_unique_values (codec, region->register_keys, kk_hash_hash, kk_hash_equal) &&
         kk_codec_key (codec, &map, 8, "remotes") && code_remotes (codec, region->remotes) &&
         kk_codec_key (codec, &map, 9, "limits") && code_limits (codec, region) &&
         kk_codec_key (codec, &map, 10, "revocations") &&
         kk_codec_revocations (codec, region->revocations) && kk_codec_map_end (codec, &map);
}

static const KkDocumentKind region_kind = { "region", KK_LIMIT_BOARD, code_region };

GBytes *
kk_region_encode (const KkRegion *region, GError **error)
{
  return kk_codec_encode (&region_kind, region, error);
}

KkRegion *
kk_region_decode (GBytes *bytes, GError **error)
{
  g_autoptr (KkRegion) region = kk_region_new ();

  if (!kk_codec_decode_bytes (&region_kind, bytes, region, error))
    return NULL;
  return g_steal_pointer (&region);
}
