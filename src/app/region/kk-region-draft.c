/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/region/kk-region-draft-private.h"

#include "app/region/kk-documents-private.h"
#include "app/region/kk-drafts-private.h"
#include "app/region/kk-join-request-private.h"
#include "app/region/kk-revocation-private.h"
#include "base/kk-limits.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (GError **error, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list arguments;

  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  return FALSE;
}

static gboolean
parse_key (const char *text, KkPublicKey *key, GError **error)
{
  KkHash hash;

  if (!kk_hash_parse (text, &hash))
    /* Translators: %s is what the person typed. */
    return refuse (
        error,
        _ ("“%s” is not a public key. A key has 64 digits and letters a to f, as “region "
           "key” prints it."),
        text);
  memcpy (key->bytes, hash.bytes, sizeof key->bytes);
  return TRUE;
}

static gboolean
find_key (const GArray *keys, const KkPublicKey *key, guint *index)
{
  for (guint i = 0; i < keys->len; i++) {
    if (kk_public_key_equal (&g_array_index (keys, KkPublicKey, i), key)) {
      *index = i;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
drop_keys (GArray *keys, const GPtrArray *drop, GError **error)
{
  for (guint i = 0; drop != NULL && i < drop->len; i++) {
    KkPublicKey key;
    guint index;

    if (!parse_key (drop->pdata[i], &key, error))
      return FALSE;
    if (!find_key (keys, &key, &index))
      return refuse (error, _ ("The region does not have the key %s."),
                     (const char *) drop->pdata[i]);
    g_array_remove_index (keys, index);
  }
  return TRUE;
}

static gboolean
add_keys (GArray *keys, const GPtrArray *add, GError **error)
{
  for (guint i = 0; add != NULL && i < add->len; i++) {
    KkPublicKey key;
    guint index;

    if (!parse_key (add->pdata[i], &key, error))
      return FALSE;
    if (find_key (keys, &key, &index))
      return refuse (error, _ ("The region has the key %s already."), (const char *) add->pdata[i]);
    g_array_append_val (keys, key);
  }
  return TRUE;
}

static gboolean
change_keys (KkRegion *region, const KkRegionChangePlan *plan, GError **error)
{
  if (!drop_keys (region->roots, plan->drop_roots, error) ||
      !add_keys (region->roots, plan->add_roots, error) ||
      !drop_keys (region->register_keys, plan->drop_register_keys, error) ||
      !add_keys (region->register_keys, plan->add_register_keys, error))
    return FALSE;
  if (plan->threshold != 0)
    region->threshold = plan->threshold;
  if (region->threshold <= region->roots->len)
    return TRUE;
  return refuse (error,
                 _ ("%u root keys would have to sign, and there would be only %u. Add root "
                    "keys, or lower the threshold."),
                 region->threshold, region->roots->len);
}

static gboolean
drop_remotes (KkRegion *region, const GPtrArray *drop, GError **error)
{
  for (guint i = 0; drop != NULL && i < drop->len; i++) {
    guint found = 0;

    while (found < region->remotes->len &&
           !g_str_equal (((const KkRemote *) region->remotes->pdata[found])->url, drop->pdata[i]))
      found++;
    if (found == region->remotes->len)
      /* Translators: %s is the address of a git server. */
      return refuse (error, _ ("The region does not have the server “%s”."),
                     (const char *) drop->pdata[i]);
    g_ptr_array_remove_index (region->remotes, found);
  }
  return TRUE;
}

static void
set_remote (KkRegion *region, const char *url, const KkHash *host_key)
{
  KkRemote *remote = NULL;

  for (guint i = 0; i < region->remotes->len; i++) {
    KkRemote *candidate = region->remotes->pdata[i];

    if (g_str_equal (candidate->url, url))
      remote = candidate;
  }
  if (remote == NULL) {
    remote = kk_remote_new (url);
    g_ptr_array_add (region->remotes, remote);
  }
  remote->has_host_key = host_key != NULL;
  if (host_key != NULL)
    remote->host_key = *host_key;
}

static gboolean
change_limits (KkRegion *region, const KkRegionChangePlan *plan, GError **error)
{
  if (plan->least_level != 0 && plan->least_level < region->least_level)
    return refuse (error,
                   _ ("The least level of the formats is %u. It only rises, so that nobody can be "
                      "brought back to an older and weaker format."),
                   region->least_level);
  if (plan->least_level > KK_LEVEL)
    return refuse (error,
                   _ ("This version of the program knows formats up to level %u only. Update it "
                      "everywhere before the least level is raised."),
                   (guint) KK_LEVEL);
  if (plan->least_level != 0)
    region->least_level = plan->least_level;
  if (plan->days_to_live != 0)
    region->days_to_live = plan->days_to_live;
  return TRUE;
}

static gboolean
add_organisation (KkRegion *region, const KkRegionChangePlan *plan, GError **error)
{
  g_autoptr (KkJoinRequest) request = NULL;
  g_auto (KkFounding) founding = { .document = NULL };

  if (plan->request_file == NULL)
    return TRUE;
  request = kk_join_request_read (plan->request_file, error);
  if (request == NULL)
    return FALSE;
  if (request->organisation == NULL)
    return refuse (error, _ ("This request is for a device of an organisation that is in the "
                             "region: its own steward admits it, without a new region version."));
  if (kk_region_find_organisation (region, request->slug) != NULL)
    /* Translators: %s is the short name of an organisation. */
    return refuse (error, _ ("There is an organisation “%s” in this region already."),
                   request->slug);
  return kk_join_request_open_founding (request, &founding, error) &&
         kk_join_request_add_organisation (request, &founding, plan->hats, region, error);
}

static KkRegionOrganisation *
find_organisation (KkRegion *region, const char *slug, GError **error)
{
  for (guint i = 0; i < region->organisations->len; i++) {
    KkRegionOrganisation *organisation = region->organisations->pdata[i];

    if (g_str_equal (organisation->slug, slug))
      return organisation;
  }
  (void) refuse (error, _ ("There is no organisation “%s” in this region."), slug);
  return NULL;
}

static gboolean
set_standing (KkRegionOrganisation *organisation, KkStanding standing, GError **error)
{
  if (standing == 0 || standing == organisation->standing)
    return TRUE;
  if (organisation->standing == KK_STANDING_REVOKED)
    return refuse (error,
                   _ ("“%s” was revoked, and that is never taken back. Let it join again under "
                      "another short name."),
                   organisation->slug);
  organisation->standing = standing;
  return TRUE;
}

static gboolean
change_organisation (KkRegion *region, const KkRegionChangePlan *plan, GError **error)
{
  KkRegionOrganisation *organisation;

  if (plan->slug == NULL)
    return TRUE;
  organisation = find_organisation (region, plan->slug, error);
  if (organisation == NULL || !set_standing (organisation, plan->standing, error) ||
      (plan->organisation_key != NULL &&
       !parse_key (plan->organisation_key, &organisation->public_key, error)))
    return FALSE;
  if (plan->organisation_name != NULL) {
    g_free (organisation->name);
    organisation->name = g_strdup (plan->organisation_name);
  }
  if (plan->hats != NULL) {
    g_array_unref (organisation->hats);
    organisation->hats = kk_hats_copy (plan->hats);
  }
  return TRUE;
}

static gboolean
add_revocation (KkApp *app, KkRegion *region, const KkRegionChangePlan *plan, GError **error)
{
  KkRevocation *revocation;

  if (plan->revoke == NULL)
    return TRUE;
  revocation = kk_revocation_draft (app, plan->revoke, plan->reason, error);
  if (revocation == NULL)
    return FALSE;
  g_ptr_array_add (region->revocations, revocation);
  return TRUE;
}

KkRegion *
kk_region_draft (KkApp *app, const KkRegionChangePlan *plan, GError **error)
{
  g_autoptr (KkRegion) region = kk_directory_dup_next_region (app->directory, error);

  if (region == NULL || !change_keys (region, plan, error) ||
      !drop_remotes (region, plan->drop_remotes, error) || !change_limits (region, plan, error) ||
      !add_organisation (region, plan, error) || !change_organisation (region, plan, error) ||
      !add_revocation (app, region, plan, error) ||
      (plan->rekey && !kk_region_rekey (app, region, error)))
    return NULL;
  if (plan->name != NULL) {
    g_free (region->name);
    region->name = g_strdup (plan->name);
  }
  if (plan->add_remote != NULL)
    set_remote (region, plan->add_remote, plan->host_key);
  return g_steal_pointer (&region);
}
