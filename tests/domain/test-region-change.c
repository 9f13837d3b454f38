/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What a version of a region changes, and what no version may take back (exchange §11). */

#include "domain/kk-region-change.h"

static KkRegion *
draft_region (void)
{
  KkRegion *region = kk_region_new ();
  KkRegionOrganisation *organisation = kk_region_organisation_new ();
  KkRevocation *revocation = kk_revocation_new ();
  KkRegionSecret secret = { .epoch = 1, .state = KK_SECRET_ACTIVE };
  KkPublicKey root = { { 1 } };
  KkHat hat = KK_HAT_VT;

  region->version = 1;
  region->name = g_strdup ("IJsselland");
  region->threshold = 1;
  g_array_append_val (region->roots, root);
  g_array_append_val (region->secrets, secret);
  organisation->slug = g_strdup ("veilig-thuis");
  organisation->name = g_strdup ("Veilig Thuis");
  g_array_append_val (organisation->hats, hat);
  g_ptr_array_add (region->organisations, organisation);
  revocation->device.bytes[0] = 7;
  revocation->reason = g_strdup ("laptop stolen");
  g_ptr_array_add (region->revocations, revocation);
  return region;
}

static KkRegionBreach
breach_after (void (*change) (KkRegion *region))
{
  g_autoptr (KkRegion) before = draft_region ();
  g_autoptr (KkRegion) after = draft_region ();

  change (after);
  return kk_region_find_breach (before, after);
}

static KkRegionSecret *
first_secret (KkRegion *region)
{
  return &g_array_index (region->secrets, KkRegionSecret, 0);
}

static void
do_nothing (KkRegion *region G_GNUC_UNUSED)
{
}

static void
lose_organisation (KkRegion *region)
{
  g_ptr_array_set_size (region->organisations, 0);
}

static void
lose_revocation (KkRegion *region)
{
  g_ptr_array_set_size (region->revocations, 0);
}

static void
raise_level (KkRegion *region)
{
  region->least_level++;
}

static void
lower_level (KkRegion *region)
{
  region->least_level--;
}

static void
write_old_level (KkRegion *region)
{
  region->level--;
}

static void
lose_secret (KkRegion *region)
{
  g_array_set_size (region->secrets, 0);
}

static void
replace_secret (KkRegion *region)
{
  first_secret (region)->commitment.bytes[0] ^= 1;
}

static void
retire_secret (KkRegion *region)
{
  first_secret (region)->state = KK_SECRET_RETIRING;
}

static void
revive_secret (KkRegion *region)
{
  first_secret (region)->state = KK_SECRET_NEXT;
}

static void
test_breaches (void)
{
  g_assert_cmpint (breach_after (do_nothing), ==, KK_REGION_KEEPS_ALL);
  g_assert_cmpint (breach_after (raise_level), ==, KK_REGION_KEEPS_ALL);
  g_assert_cmpint (breach_after (retire_secret), ==, KK_REGION_KEEPS_ALL);
  g_assert_cmpint (breach_after (lose_organisation), ==, KK_REGION_LOSES_ORGANISATION);
  g_assert_cmpint (breach_after (lower_level), ==, KK_REGION_LOWERS_LEVEL);
  g_assert_cmpint (breach_after (write_old_level), ==, KK_REGION_LOWERS_LEVEL);
  g_assert_cmpint (breach_after (lose_revocation), ==, KK_REGION_LOSES_REVOCATION);
  g_assert_cmpint (breach_after (lose_secret), ==, KK_REGION_ALTERS_SECRET);
  g_assert_cmpint (breach_after (replace_secret), ==, KK_REGION_ALTERS_SECRET);
  g_assert_cmpint (breach_after (revive_secret), ==, KK_REGION_ALTERS_SECRET);
}

static char *
describe (const KkRegion *before, const KkRegion *after)
{
  g_autoptr (GPtrArray) changes = kk_region_list_changes (before, after);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++) {
    const KkRegionChange *change = changes->pdata[i];

    g_string_append_printf (text, "%s %.8s %s %s\n", kk_region_change_text (change->kind),
                            change->subject != NULL ? change->subject : "-",
                            change->before != NULL ? change->before : "-",
                            change->after != NULL ? change->after : "-");
  }
  return g_string_free (text, FALSE);
}

static void
test_changes (void)
{
  g_autoptr (KkRegion) before = draft_region ();
  g_autoptr (KkRegion) after = draft_region ();
  KkRegionOrganisation *organisation = after->organisations->pdata[0];
  KkRegionSecret next = { .epoch = 2, .state = KK_SECRET_NEXT };
  KkPublicKey root = { { 2 } };
  KkHat hat = KK_HAT_ZVH;
  g_autofree char *same = describe (before, before);
  g_autofree char *changed = NULL;

  g_assert_cmpstr (same, ==, "");
  after->threshold = 2;
  g_array_append_val (after->roots, root);
  g_array_append_val (after->register_keys, root);
  g_array_append_val (organisation->hats, hat);
  organisation->standing = KK_STANDING_ENDED;
  retire_secret (after);
  g_array_append_val (after->secrets, next);
  g_ptr_array_add (before->remotes, kk_remote_new ("https://old.example"));
  g_ptr_array_add (after->remotes, kk_remote_new ("https://new.example"));
  after->days_to_live = 60;
  lose_revocation (before);
  changed = describe (before, after);
  g_assert_cmpstr (changed, ==,
                   "threshold - 1 2\n"
                   "root-added 02000000 - -\n"
                   "organisation-hats veilig-t VT VT ZVH\n"
                   "organisation-status veilig-t active ended\n"
                   "secret 1 active retiring\n"
                   "secret 2 - next\n"
                   "register-key-added 02000000 - -\n"
                   "remote-added https:// - -\n"
                   "remote-removed https:// - -\n"
                   "days-to-live - 90 60\n"
                   "revoked 07000000 - laptop stolen\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/region-change/breaches", test_breaches);
  g_test_add_func ("/region-change/changes", test_changes);
  return g_test_run ();
}
