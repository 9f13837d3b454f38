/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "kk-test-region.h"

#include "app/region/kk-app-member.h"
#include "app/region/kk-app-region.h"
#include "sync/kk-transport-git.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  const char *name;
  const char *slug;
  const char *organisation;
  const char *role;
  KkHat hats[4]; /* the first one is the desk's; ends with none */
} Sample;

static const Sample samples[] = {
  { "deventer",
    "gemeente-deventer",
    "Gemeente Deventer",
    "regisseur",
    { KK_HAT_GEM_WMO, KK_HAT_GEM_OOV, KK_HAT_GEM_JEUGD } },
  { "zwolle",
    "gemeente-zwolle",
    "Gemeente Zwolle",
    "regisseur",
    { KK_HAT_GEM_WMO, KK_HAT_GEM_OOV, KK_HAT_GEM_JEUGD } },
  { "veilig-thuis", "veilig-thuis", "Veilig Thuis IJsselland", "zorgcoordinator", { KK_HAT_VT } },
  { "zvh",
    "zvh-ijsselland",
    "Zorg- en Veiligheidshuis IJsselland",
    "procesregisseur",
    { KK_HAT_ZVH } },
  { "politie", "politie-oost", "Politie Oost-Nederland", "regisseur", { KK_HAT_POL } },
  { "riec", "riec-oost", "RIEC Oost-Nederland", "accountmanager", { KK_HAT_RIEC } },
};

static const Sample *
find_sample (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++) {
    if (g_str_equal (samples[i].name, name))
      return &samples[i];
  }
  g_error ("there is no sample organisation %s", name);
}

static GArray *
hats_of (const Sample *sample)
{
  GArray *hats = g_array_new (FALSE, FALSE, sizeof (KkHat));

  for (gsize i = 0; i < G_N_ELEMENTS (sample->hats) && sample->hats[i] != KK_HAT_NONE; i++)
    g_array_append_val (hats, sample->hats[i]);
  return hats;
}

char *
kk_test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("kk-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
kk_test_folder_remove (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
      kk_test_folder_remove (path);
    else
      g_unlink (path);
  }
  g_rmdir (folder);
}

KkSecret *
kk_test_secret_new (const char *text)
{
  return kk_secret_new_copy (text, strlen (text));
}

KkApp *
kk_test_vault_new (const char *folder, char **recovery)
{
  g_autoptr (KkSecret) passphrase = kk_test_secret_new (KK_TEST_PASSPHRASE);
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_app_create (folder, passphrase, TRUE, recovery, &error);

  g_assert_no_error (error);
  return app;
}

static void
member_free (KkTestMember *member)
{
  g_clear_pointer (&member->app, kk_app_close);
  g_free (member->name);
  g_free (member->folder);
  g_free (member->recovery);
  g_free (member);
}

static gint64 fixed_clock = -1;
static const char *fixed_remote;

void
kk_test_region_fix (gint64 clock, const char *remote)
{
  fixed_clock = clock;
  fixed_remote = remote;
}

static KkTestMember *
add_member (KkTestRegion *region, const char *name)
{
  KkTestMember *member = g_new0 (KkTestMember, 1);

  member->name = g_strdup (name);
  member->folder = g_build_filename (region->folder, name, NULL);
  member->app = kk_test_vault_new (member->folder, &member->recovery);
  kk_app_set_clock (member->app, fixed_clock);
  g_ptr_array_add (region->members, member);
  return member;
}

static KkTestMember *
find_member (KkTestRegion *region, const char *name)
{
  for (guint i = 0; i < region->members->len; i++) {
    KkTestMember *member = region->members->pdata[i];

    if (g_str_equal (member->name, name))
      return member;
  }
  g_error ("there is no member %s", name);
}

static void
found_region (KkTestRegion *region, const char *name)
{
  const Sample *sample = find_sample (name);
  KkTestMember *member = add_member (region, name);
  g_autoptr (GArray) hats = hats_of (sample);
  g_autoptr (KkSecret) passphrase = kk_test_secret_new (KK_TEST_PASSPHRASE);
  gboolean done;
  g_autoptr (GError) error = NULL;
  KkRegionPlan plan = { .name = "IJsselland",
                        .slug = sample->slug,
                        .organisation_name = sample->organisation,
                        .hats = hats,
                        .hat = sample->hats[0],
                        .role = sample->role,
                        .desk_name = sample->organisation,
                        .person = "Anna de Vries",
                        .function = sample->role,
                        .remote = region->remote,
                        .root_file = region->root_file,
                        .root_passphrase = passphrase,
                        .quick = TRUE };

  done = kk_app_region_create (member->app, &plan, &error);
  g_assert_no_error (error);
  g_assert_true (done);
}

typedef struct {
  char *request;
  char *answer;
  char *fingerprint;
} Papers;

static void
papers_clear (Papers *papers)
{
  g_free (papers->request);
  g_free (papers->answer);
  g_free (papers->fingerprint);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Papers, papers_clear)

static void
request (KkTestMember *member, const Sample *sample, gboolean is_new, Papers *papers)
{
  g_autoptr (GArray) hats = hats_of (sample);
  gboolean done;
  g_autoptr (GError) error = NULL;
  KkMemberRequestPlan plan = { .slug = sample->slug,
                               .organisation_name = sample->organisation,
                               .hats = is_new ? hats : NULL,
                               .hat = sample->hats[0],
                               .role = sample->role,
                               .desk_name = sample->organisation,
                               .person = "Bo Jansen",
                               .function = sample->role,
                               .new_organisation = is_new };

  papers->request = g_strdup_printf ("%s.request", member->folder);
  papers->answer = g_strdup_printf ("%s.answer", member->folder);
  done = kk_app_member_request (member->app, &plan, papers->request, &papers->fingerprint, &error);
  g_assert_no_error (error);
  g_assert_true (done);
}

static void
admit_and_join (KkTestRegion *region, KkApp *admitter, KkTestMember *member, const Papers *papers)
{
  g_autoptr (KkSecret) passphrase = kk_test_secret_new (KK_TEST_PASSPHRASE);
  g_autoptr (KkSecret) spoken = NULL;
  g_autofree char *code = NULL;
  gboolean done;
  g_autoptr (GError) error = NULL;
  KkAdmitPlan plan = { .request_file = papers->request,
                       .answer_file = papers->answer,
                       .fingerprint = papers->fingerprint,
                       .root_file = region->root_file,
                       .root_passphrase = passphrase,
                       .quick = TRUE };

  done = kk_app_member_admit (admitter, &plan, &code, &error);
  g_assert_no_error (error);
  g_assert_true (done);
  spoken = kk_test_secret_new (code);
  done = kk_app_member_join (member->app, papers->answer, spoken, &error);
  g_assert_no_error (error);
  g_assert_true (done);
}

static void
join_region (KkTestRegion *region, const char *name)
{
  const KkTestMember *founder = region->members->pdata[0];
  KkTestMember *member = add_member (region, name);
  g_auto (Papers) papers = { .request = NULL };

  request (member, find_sample (name), TRUE, &papers);
  admit_and_join (region, founder->app, member, &papers);
}

static void
make_remote (KkTestRegion *region)
{
  gboolean done;
  g_autoptr (GError) error = NULL;

  if (fixed_remote != NULL) {
    region->remote = g_strdup (fixed_remote);
    return;
  }
  region->remote = g_build_filename (region->folder, "remote.git", NULL);
  done = kk_transport_git_create_remote (region->remote, &error);
  g_assert_no_error (error);
  g_assert_true (done);
}

KkTestRegion *
kk_test_region_new (const char *const *names)
{
  KkTestRegion *region = g_new0 (KkTestRegion, 1);

  region->folder = kk_test_folder_new ();
  region->root_file = g_build_filename (region->folder, "root.keys", NULL);
  region->members = g_ptr_array_new_with_free_func ((GDestroyNotify) member_free);
  make_remote (region);
  found_region (region, names[0]);
  for (gsize i = 1; names[i] != NULL; i++)
    join_region (region, names[i]);
  return region;
}

void
kk_test_region_free (KkTestRegion *region)
{
  if (region == NULL)
    return;
  g_ptr_array_unref (region->members);
  kk_test_folder_remove (region->folder);
  g_free (region->folder);
  g_free (region->remote);
  g_free (region->root_file);
  g_free (region);
}

KkApp *
kk_test_region_get_app (KkTestRegion *region, const char *name)
{
  return find_member (region, name)->app;
}

const char *
kk_test_region_get_slug (const char *name)
{
  return find_sample (name)->slug;
}

KkApp *
kk_test_region_add_device (KkTestRegion *region, const char *name, const char *device)
{
  KkApp *steward = kk_test_region_get_app (region, name);
  KkTestMember *member = add_member (region, device);
  g_auto (Papers) papers = { .request = NULL };

  request (member, find_sample (name), FALSE, &papers);
  admit_and_join (region, steward, member, &papers);
  return member->app;
}

void
kk_test_region_close (KkTestRegion *region, const char *name)
{
  g_clear_pointer (&find_member (region, name)->app, kk_app_close);
}

KkApp *
kk_test_region_reopen (KkTestRegion *region, const char *name)
{
  KkTestMember *member = find_member (region, name);
  g_autoptr (KkSecret) passphrase = kk_test_secret_new (KK_TEST_PASSPHRASE);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&member->app, kk_app_close);
  member->app = kk_app_open (member->folder, passphrase, &error);
  g_assert_no_error (error);
  return member->app;
}
