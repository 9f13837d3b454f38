/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-region-change.h"

#include <string.h>

/* What a later version may not take back. */

static gboolean
keeps_organisations (const KkRegion *before, const KkRegion *after)
{
  for (guint i = 0; i < before->organisations->len; i++) {
    const KkRegionOrganisation *organisation = before->organisations->pdata[i];

    if (kk_region_find_organisation (after, organisation->slug) == NULL)
      return FALSE;
  }
  return TRUE;
}

static gboolean
has_revocation (const KkRegion *region, const KkId *device)
{
  for (guint i = 0; i < region->revocations->len; i++) {
    if (kk_id_equal (&((const KkRevocation *) region->revocations->pdata[i])->device, device))
      return TRUE;
  }
  return FALSE;
}

static gboolean
keeps_revocations (const KkRegion *before, const KkRegion *after)
{
  for (guint i = 0; i < before->revocations->len; i++) {
    if (!has_revocation (after, &((const KkRevocation *) before->revocations->pdata[i])->device))
      return FALSE;
  }
  return TRUE;
}

/* A secret only goes on: next, active, retiring, withdrawn. */
static gboolean
keeps_secrets (const KkRegion *before, const KkRegion *after)
{
  for (guint i = 0; i < before->secrets->len; i++) {
    const KkRegionSecret *old = &g_array_index (before->secrets, KkRegionSecret, i);
    const KkRegionSecret *now = kk_region_find_secret (after, old->epoch);

    if (now == NULL || now->state < old->state ||
        !kk_hash_equal (&now->commitment, &old->commitment))
      return FALSE;
  }
  return TRUE;
}

KkRegionBreach
kk_region_find_breach (const KkRegion *before, const KkRegion *after)
{
  if (!keeps_organisations (before, after))
    return KK_REGION_LOSES_ORGANISATION;
  if (after->least_level < before->least_level || after->level < before->least_level)
    return KK_REGION_LOWERS_LEVEL;
  if (!keeps_revocations (before, after))
    return KK_REGION_LOSES_REVOCATION;
  return keeps_secrets (before, after) ? KK_REGION_KEEPS_ALL : KK_REGION_ALTERS_SECRET;
}

/* Changes. */

const char *
kk_region_change_text (KkRegionChangeKind kind)
{
  static const char *const texts[] = {
    [KK_REGION_CHANGE_NAME] = "name",
    [KK_REGION_CHANGE_THRESHOLD] = "threshold",
    [KK_REGION_CHANGE_ROOT_ADDED] = "root-added",
    [KK_REGION_CHANGE_ROOT_REMOVED] = "root-removed",
    [KK_REGION_CHANGE_REGISTER_KEY_ADDED] = "register-key-added",
    [KK_REGION_CHANGE_REGISTER_KEY_REMOVED] = "register-key-removed",
    [KK_REGION_CHANGE_ORGANISATION_ADDED] = "organisation-added",
    [KK_REGION_CHANGE_ORGANISATION_NAME] = "organisation-name",
    [KK_REGION_CHANGE_ORGANISATION_KEY] = "organisation-key",
    [KK_REGION_CHANGE_ORGANISATION_HATS] = "organisation-hats",
    [KK_REGION_CHANGE_ORGANISATION_STATUS] = "organisation-status",
    [KK_REGION_CHANGE_SECRET] = "secret",
    [KK_REGION_CHANGE_REMOTE_ADDED] = "remote-added",
    [KK_REGION_CHANGE_REMOTE_REMOVED] = "remote-removed",
    [KK_REGION_CHANGE_REMOTE_KEY] = "remote-key",
    [KK_REGION_CHANGE_LEAST_LEVEL] = "least-level",
    [KK_REGION_CHANGE_DAYS_TO_LIVE] = "days-to-live",
    [KK_REGION_CHANGE_REVOKED] = "revoked",
  };

  return (gsize) kind < G_N_ELEMENTS (texts) ? texts[kind] : NULL;
}

const char *
kk_standing_text (KkStanding standing)
{
  switch (standing) {
  case KK_STANDING_ENDED:
    return "ended";
  case KK_STANDING_REVOKED:
    return "revoked";
  case KK_STANDING_ACTIVE:
  default:
    return "active";
  }
}

const char *
kk_secret_state_text (KkSecretState state)
{
  switch (state) {
  case KK_SECRET_NEXT:
    return "next";
  case KK_SECRET_RETIRING:
    return "retiring";
  case KK_SECRET_WITHDRAWN:
    return "withdrawn";
  case KK_SECRET_ACTIVE:
  default:
    return "active";
  }
}

void
kk_region_change_free (KkRegionChange *change)
{
  if (change == NULL)
    return;
  g_free (change->subject);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

static void
add_change (GPtrArray *changes,
            KkRegionChangeKind kind,
            const char *subject,
            const char *before,
            const char *after)
{
  KkRegionChange *change = g_new0 (KkRegionChange, 1);

  change->kind = kind;
  change->subject = g_strdup (subject);
  change->before = g_strdup (before);
  change->after = g_strdup (after);
  g_ptr_array_add (changes, change);
}

static void
add_if_other (GPtrArray *changes,
              KkRegionChangeKind kind,
              const char *subject,
              const char *before,
              const char *after)
{
  if (g_strcmp0 (before, after) != 0)
    add_change (changes, kind, subject, before, after);
}

static void
add_if_other_number (GPtrArray *changes, KkRegionChangeKind kind, guint before, guint after)
{
  g_autofree char *old = g_strdup_printf ("%u", before);
  g_autofree char *now = g_strdup_printf ("%u", after);

  add_if_other (changes, kind, NULL, old, now);
}

static gboolean
has_key (const GArray *keys, const KkPublicKey *key)
{
  for (guint i = 0; i < keys->len; i++) {
    if (memcmp (&g_array_index (keys, KkPublicKey, i), key, sizeof *key) == 0)
      return TRUE;
  }
  return FALSE;
}

static char *
dup_key_text (const KkPublicKey *key)
{
  return g_strdup (kk_hash_text ((const KkHash *) (gconstpointer) key).text);
}

/* Keys of @keys that @others does not have. */
static void
add_keys (GPtrArray *changes, KkRegionChangeKind kind, const GArray *keys, const GArray *others)
{
  for (guint i = 0; i < keys->len; i++) {
    const KkPublicKey *key = &g_array_index (keys, KkPublicKey, i);
    g_autofree char *text = dup_key_text (key);

    if (!has_key (others, key))
      add_change (changes, kind, text, NULL, NULL);
  }
}

static char *
dup_hats (const KkRegionOrganisation *organisation)
{
  GString *hats = g_string_new (NULL);

  for (guint i = 0; i < organisation->hats->len; i++)
    g_string_append_printf (hats, "%s%s", i > 0 ? " " : "",
                            kk_hat_text (g_array_index (organisation->hats, KkHat, i)));
  return g_string_free (hats, FALSE);
}

static void
compare_organisation (GPtrArray *changes,
                      const KkRegionOrganisation *before,
                      const KkRegionOrganisation *after)
{
  g_autofree char *old_key = dup_key_text (&before->public_key);
  g_autofree char *key = dup_key_text (&after->public_key);
  g_autofree char *old_hats = dup_hats (before);
  g_autofree char *hats = dup_hats (after);

  add_if_other (changes, KK_REGION_CHANGE_ORGANISATION_NAME, after->slug, before->name,
                after->name);
  add_if_other (changes, KK_REGION_CHANGE_ORGANISATION_KEY, after->slug, old_key, key);
  add_if_other (changes, KK_REGION_CHANGE_ORGANISATION_HATS, after->slug, old_hats, hats);
  add_if_other (changes, KK_REGION_CHANGE_ORGANISATION_STATUS, after->slug,
                kk_standing_text (before->standing), kk_standing_text (after->standing));
}

static void
compare_organisations (GPtrArray *changes, const KkRegion *before, const KkRegion *after)
{
  for (guint i = 0; i < after->organisations->len; i++) {
    const KkRegionOrganisation *now = after->organisations->pdata[i];
    const KkRegionOrganisation *old = kk_region_find_organisation (before, now->slug);
    g_autofree char *hats = dup_hats (now);

    if (old == NULL)
      add_change (changes, KK_REGION_CHANGE_ORGANISATION_ADDED, now->slug, now->name, hats);
    else
      compare_organisation (changes, old, now);
  }
}

static void
compare_secrets (GPtrArray *changes, const KkRegion *before, const KkRegion *after)
{
  for (guint i = 0; i < after->secrets->len; i++) {
    const KkRegionSecret *now = &g_array_index (after->secrets, KkRegionSecret, i);
    const KkRegionSecret *old = kk_region_find_secret (before, now->epoch);
    g_autofree char *epoch = g_strdup_printf ("%u", now->epoch);

    add_if_other (changes, KK_REGION_CHANGE_SECRET, epoch,
                  old != NULL ? kk_secret_state_text (old->state) : NULL,
                  kk_secret_state_text (now->state));
  }
}

/* (nullable) */
static const KkRemote *
find_remote (const KkRegion *region, const char *url)
{
  for (guint i = 0; i < region->remotes->len; i++) {
    const KkRemote *remote = region->remotes->pdata[i];

    if (g_str_equal (remote->url, url))
      return remote;
  }
  return NULL;
}

static char *
dup_host_key (const KkRemote *remote)
{
  return remote->has_host_key ? g_strdup (kk_hash_text (&remote->host_key).text) : NULL;
}

static void
compare_remotes (GPtrArray *changes, const KkRegion *before, const KkRegion *after)
{
  for (guint i = 0; i < after->remotes->len; i++) {
    const KkRemote *now = after->remotes->pdata[i];
    const KkRemote *old = find_remote (before, now->url);
    g_autofree char *key = dup_host_key (now);
    g_autofree char *old_key = old != NULL ? dup_host_key (old) : NULL;

    if (old == NULL)
      add_change (changes, KK_REGION_CHANGE_REMOTE_ADDED, now->url, NULL, key);
    else
      add_if_other (changes, KK_REGION_CHANGE_REMOTE_KEY, now->url, old_key, key);
  }
  for (guint i = 0; i < before->remotes->len; i++) {
    const KkRemote *old = before->remotes->pdata[i];

    if (find_remote (after, old->url) == NULL)
      add_change (changes, KK_REGION_CHANGE_REMOTE_REMOVED, old->url, NULL, NULL);
  }
}

static void
compare_revocations (GPtrArray *changes, const KkRegion *before, const KkRegion *after)
{
  for (guint i = 0; i < after->revocations->len; i++) {
    const KkRevocation *revocation = after->revocations->pdata[i];

    if (!has_revocation (before, &revocation->device))
      add_change (changes, KK_REGION_CHANGE_REVOKED, kk_id_text (&revocation->device).text, NULL,
                  revocation->reason);
  }
}

GPtrArray *
kk_region_list_changes (const KkRegion *before, const KkRegion *after)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_region_change_free);

  add_if_other (changes, KK_REGION_CHANGE_NAME, NULL, before->name, after->name);
  add_if_other_number (changes, KK_REGION_CHANGE_THRESHOLD, before->threshold, after->threshold);
  add_keys (changes, KK_REGION_CHANGE_ROOT_ADDED, after->roots, before->roots);
  add_keys (changes, KK_REGION_CHANGE_ROOT_REMOVED, before->roots, after->roots);
  compare_organisations (changes, before, after);
  compare_secrets (changes, before, after);
  add_keys (changes, KK_REGION_CHANGE_REGISTER_KEY_ADDED, after->register_keys,
            before->register_keys);
  add_keys (changes, KK_REGION_CHANGE_REGISTER_KEY_REMOVED, before->register_keys,
            after->register_keys);
  compare_remotes (changes, before, after);
  add_if_other_number (changes, KK_REGION_CHANGE_LEAST_LEVEL, before->least_level,
                       after->least_level);
  add_if_other_number (changes, KK_REGION_CHANGE_DAYS_TO_LIVE, before->days_to_live,
                       after->days_to_live);
  compare_revocations (changes, before, after);
  return changes;
}
