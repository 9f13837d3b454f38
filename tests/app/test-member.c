/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Vaults, regions and joining, from vault to vault through files. */

#include "app/kk-app-private.h"
#include "app/region/kk-app-member.h"
#include "app/region/kk-app-region.h"
#include "app/region/kk-join-answer-private.h"
#include "app/region/kk-join-request-private.h"
#include "kk-test-region.h"
#include "vault/kk-vault-documents.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
in_folder (const KkTestRegion *region, const char *name)
{
  return g_build_filename (region->folder, name, NULL);
}

static void
flip_byte (const char *path, gsize offset)
{
  g_autofree char *data = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  g_assert_cmpuint (offset, <, size);
  data[offset] ^= 1;
  g_assert_true (g_file_set_contents (path, data, (gssize) size, NULL));
}

static gsize
file_size (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return (gsize) status.st_size;
}

/* Every refusal is a use-case error with a whole sentence. */
static void
assert_refused (gboolean done, GError **error, int code, const char *words)
{
  g_assert_false (done);
  g_assert_error (*error, KK_APP_ERROR, code);
  if (strstr ((*error)->message, words) == NULL)
    g_error ("\"%s\" does not say \"%s\"", (*error)->message, words);
  g_clear_error (error);
}

/* Opening. */

static KkApp *
try_open (const char *folder, const char *typed, GError **error)
{
  g_autoptr (KkSecret) secret = kk_test_secret_new (typed);

  return kk_app_open (folder, secret, error);
}

static void
test_vault_open (void)
{
  g_autofree char *root = kk_test_folder_new ();
  g_autofree char *folder = g_build_filename (root, "vault", NULL);
  g_autofree char *recovery = NULL;
  g_autoptr (KkApp) app = kk_test_vault_new (folder, &recovery);
  g_autoptr (KkVaultStatus) before = kk_app_get_status (app, NULL);
  g_autoptr (KkVaultStatus) after = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *second;

  g_assert_cmpuint (before->slots->len, ==, 2);
  g_assert_null (before->organisation);
  g_assert_true (g_str_has_prefix (before->cipher, "SQLCipher 4."));

  second = try_open (folder, KK_TEST_PASSPHRASE, &error);
  g_assert_null (second);
  g_assert_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_BUSY);
  g_clear_error (&error);
  g_clear_pointer (&app, kk_app_close);

  assert_refused (try_open (folder, "not the passphrase", &error) != NULL, &error,
                  KK_APP_ERROR_LOCKED, "stays locked");
  app = try_open (folder, recovery, &error);
  g_assert_no_error (error);
  after = kk_app_get_status (app, &error);
  g_assert_cmpstr (after->id, ==, before->id);
  g_assert_cmpstr (after->fingerprint, ==, before->fingerprint);
  g_clear_pointer (&app, kk_app_close);
  kk_test_folder_remove (root);
}

static void
test_vault_create_refused (void)
{
  g_autofree char *root = kk_test_folder_new ();
  g_autofree char *file = g_build_filename (root, "letter.txt", NULL);
  g_autofree char *folder = g_build_filename (root, "vault", NULL);
  g_autofree char *recovery = NULL;
  g_autoptr (KkSecret) passphrase = kk_test_secret_new (KK_TEST_PASSPHRASE);
  g_autoptr (KkSecret) nul = kk_secret_new (4);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  assert_refused (kk_app_create (root, passphrase, TRUE, &recovery, &error) != NULL, &error,
                  KK_APP_ERROR_USAGE, "not empty");
  assert_refused (kk_app_create (folder, nul, TRUE, &recovery, &error) != NULL, &error,
                  KK_APP_ERROR_USAGE, "passphrase");
  assert_refused (try_open (folder, KK_TEST_PASSPHRASE, &error) != NULL, &error, KK_APP_ERROR_USAGE,
                  "no vault");
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  kk_test_folder_remove (root);
}

/* The file is [body, MAC]: its last byte is the MAC's, byte 40 is in the header of the body. */
static void
test_vault_key_file (void)
{
  g_autofree char *root = kk_test_folder_new ();
  g_autofree char *folder = g_build_filename (root, "vault", NULL);
  g_autofree char *other = g_build_filename (root, "other", NULL);
  g_autofree char *keys = g_build_filename (folder, "kluis.keys", NULL);
  g_autofree char *other_keys = g_build_filename (other, "kluis.keys", NULL);
  g_autofree char *recovery = NULL;
  g_autofree char *good = NULL;
  g_autofree char *foreign = NULL;
  gsize size, foreign_size;
  g_autoptr (GError) error = NULL;

  kk_app_close (kk_test_vault_new (folder, &recovery));
  g_clear_pointer (&recovery, g_free);
  kk_app_close (kk_test_vault_new (other, &recovery));
  g_assert_true (g_file_get_contents (keys, &good, &size, NULL));
  g_assert_true (g_file_get_contents (other_keys, &foreign, &foreign_size, NULL));

  flip_byte (keys, size - 1);
  assert_refused (try_open (folder, KK_TEST_PASSPHRASE, &error) != NULL, &error,
                  KK_APP_ERROR_FAILED, "changed by someone");
  g_assert_true (g_file_set_contents (keys, good, (gssize) size / 2, NULL));
  assert_refused (try_open (folder, KK_TEST_PASSPHRASE, &error) != NULL, &error,
                  KK_APP_ERROR_FAILED, "damaged");
  g_assert_cmpint (g_unlink (keys), ==, 0);
  assert_refused (try_open (folder, KK_TEST_PASSPHRASE, &error) != NULL, &error,
                  KK_APP_ERROR_FAILED, "key file");
  g_assert_true (g_file_set_contents (keys, foreign, (gssize) foreign_size, NULL));
  g_assert_null (try_open (folder, KK_TEST_PASSPHRASE, &error));
  g_assert_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_KEY);
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (keys, good, (gssize) size, NULL));
  kk_app_close (try_open (folder, KK_TEST_PASSPHRASE, &error));
  g_assert_no_error (error);
  kk_test_folder_remove (root);
}

/* Joining. */

static const char *const two[] = { "deventer", "veilig-thuis", NULL };
static const char *const one[] = { "deventer", NULL };

static KkMember *
find_self (GPtrArray *members)
{
  for (guint i = 0; i < members->len; i++) {
    KkMember *member = members->pdata[i];

    if (member->self)
      return member;
  }
  return NULL;
}

static void
check_reopened (KkTestRegion *region)
{
  KkApp *newcomer = kk_test_region_get_app (region, "veilig-thuis");
  KkOwnSeat before = *kk_app_first_seat (newcomer, NULL);
  g_autoptr (KkVaultStatus) status = NULL;
  const KkOwnSeat *after;

  newcomer = kk_test_region_reopen (region, "veilig-thuis");
  after = kk_app_first_seat (newcomer, NULL);
  g_assert_true (kk_id_equal (&before.seat, &after->seat));
  g_assert_true (kk_id_equal (&before.log, &after->log));
  g_assert_nonnull (kk_directory_newest_register (newcomer->directory, NULL));
  status = kk_app_get_status (newcomer, NULL);
  g_assert_cmpstr (status->organisation, ==, "veilig-thuis");
}

static void
test_join_end_to_end (void)
{
  g_autoptr (KkTestRegion) region = kk_test_region_new (two);
  KkApp *founder = kk_test_region_get_app (region, "deventer");
  KkApp *newcomer = kk_test_region_get_app (region, "veilig-thuis");
  g_autofree char *id = kk_app_dup_region_id (founder);
  g_autofree char *newcomer_id = kk_app_dup_region_id (newcomer);
  g_autoptr (GPtrArray) members = kk_app_member_list (newcomer, NULL);
  g_autoptr (GPtrArray) founders = kk_app_member_list (founder, NULL);
  g_auto (KkNetworkKey) key = { 0 };
  g_auto (KkNetworkKey) newcomer_key = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (id, ==, newcomer_id);
  g_assert_cmpuint (members->len, ==, 2);
  g_assert_cmpuint (founders->len, ==, 2);
  g_assert_cmpstr (find_self (members)->organisation, ==, "veilig-thuis");
  g_assert_cmpstr (find_self (founders)->organisation, ==, "gemeente-deventer");
  g_assert_cmpstr (find_self (members)->status, ==, "active");
  g_assert_cmpuint (kk_app_get_region (newcomer)->version, ==, 2);
  g_assert_true (kk_app_active_network_key (founder, &key, &error));
  g_assert_true (kk_app_active_network_key (newcomer, &newcomer_key, &error));
  g_assert_cmpmem (&key, sizeof key, &newcomer_key, sizeof newcomer_key);
  check_reopened (region);
}

static void
test_sibling (void)
{
  g_autoptr (KkTestRegion) region = kk_test_region_new (two);
  KkApp *first = kk_test_region_get_app (region, "veilig-thuis");
  KkApp *second = kk_test_region_add_device (region, "veilig-thuis", "veilig-thuis-2");
  const KkOwnSeat *first_seat = kk_app_first_seat (first, NULL);
  const KkOwnSeat *second_seat = kk_app_first_seat (second, NULL);
  g_autoptr (GPtrArray) seats = NULL;

  g_assert_true (kk_id_equal (&first_seat->desk, &second_seat->desk));
  g_assert_false (kk_id_equal (&first_seat->seat, &second_seat->seat));
  seats = kk_directory_seats_of_desk (first->directory, &first_seat->desk);
  g_assert_cmpuint (seats->len, ==, 2);
  g_assert_cmpuint (kk_directory_organisation_version (second->directory, "veilig-thuis").version,
                    ==, 2);
}

/* What a request and an admission are made of, to be broken one by one. */
typedef struct {
  KkTestRegion *region;
  KkApp *steward;
  KkApp *newcomer;
  KkMemberRequestPlan request;
  KkAdmitPlan admit;
  char *request_file;
  char *answer_file;
  char *fingerprint;
  char *spoken;
  char *recovery;
  KkSecret *passphrase;
  GError *error;
} Fixture;

static void
ask (Fixture *fixture)
{
  g_clear_pointer (&fixture->fingerprint, g_free);
  g_assert_true (kk_app_member_request (fixture->newcomer, &fixture->request, fixture->request_file,
                                        &fixture->fingerprint, &fixture->error));
  fixture->admit.fingerprint = fixture->fingerprint;
}

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *folder = NULL;

  fixture->region = kk_test_region_new (one);
  fixture->steward = kk_test_region_get_app (fixture->region, "deventer");
  folder = in_folder (fixture->region, "newcomer");
  fixture->newcomer = kk_test_vault_new (folder, &fixture->recovery);
  fixture->request_file = in_folder (fixture->region, "newcomer.request");
  fixture->answer_file = in_folder (fixture->region, "newcomer.answer");
  fixture->passphrase = kk_test_secret_new (KK_TEST_PASSPHRASE);
  fixture->request = (KkMemberRequestPlan){ .slug = "gemeente-deventer",
                                            .hat = KK_HAT_GEM_WMO,
                                            .role = "regisseur",
                                            .person = "Cem Yilmaz",
                                            .function = "consulent" };
  fixture->admit = (KkAdmitPlan){ .request_file = fixture->request_file,
                                  .answer_file = fixture->answer_file,
                                  .quick = TRUE };
  ask (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_no_error (fixture->error);
  kk_app_close (fixture->newcomer);
  kk_test_region_free (fixture->region);
  g_free (fixture->request_file);
  g_free (fixture->answer_file);
  g_free (fixture->fingerprint);
  g_free (fixture->spoken);
  g_free (fixture->recovery);
  kk_secret_free (fixture->passphrase);
}

/* For tests that end as they began, whatever they try: making vaults is slow on purpose. */
static Fixture shared;

static void
set_up_shared (void)
{
  if (shared.region == NULL)
    set_up (&shared, NULL);
  shared.request = (KkMemberRequestPlan){ .slug = "gemeente-deventer",
                                          .hat = KK_HAT_GEM_WMO,
                                          .role = "regisseur",
                                          .person = "Cem Yilmaz",
                                          .function = "consulent" };
  shared.admit.root_file = NULL;
  shared.admit.hats = NULL;
  ask (&shared);
}

static void
tear_down_shared (void)
{
  g_assert_cmpuint (kk_directory_region_version (shared.steward->directory).version, ==, 1);
  g_assert_cmpuint (
      kk_directory_organisation_version (shared.steward->directory, "gemeente-deventer").version,
      ==, 1);
  g_assert_null (kk_app_get_region (shared.newcomer));
  g_assert_no_error (shared.error);
}

static void
run_shared (gconstpointer test)
{
  void (*run) (Fixture *, gconstpointer) = *(void (*const *) (Fixture *, gconstpointer)) test;

  set_up_shared ();
  run (&shared, NULL);
  tear_down_shared ();
}

static gboolean
admit (Fixture *fixture)
{
  g_clear_pointer (&fixture->spoken, g_free);
  return kk_app_member_admit (fixture->steward, &fixture->admit, &fixture->spoken, &fixture->error);
}

static gboolean
join (Fixture *fixture, const char *spoken)
{
  g_autoptr (KkSecret) code = kk_test_secret_new (spoken);

  return kk_app_member_join (fixture->newcomer, fixture->answer_file, code, &fixture->error);
}

static void
ask_as_new (Fixture *fixture)
{
  fixture->request.slug = "veilig-thuis";
  fixture->request.organisation_name = "Veilig Thuis";
  fixture->request.hat = KK_HAT_VT;
  fixture->request.new_organisation = TRUE;
  ask (fixture);
}

static guint64
region_version (const Fixture *fixture)
{
  return kk_directory_region_version (fixture->steward->directory).version;
}

static guint64
organisation_version (const Fixture *fixture)
{
  return kk_directory_organisation_version (fixture->steward->directory, "gemeente-deventer")
      .version;
}

static void
test_inspect (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkRequestInfo) info =
      kk_app_member_inspect (fixture->steward, fixture->request_file, &fixture->error);

  g_assert_cmpstr (info->slug, ==, "gemeente-deventer");
  g_assert_cmpstr (info->person, ==, "Cem Yilmaz");
  g_assert_cmpstr (info->fingerprint, ==, fixture->fingerprint);
  g_assert_cmpint (info->hat, ==, KK_HAT_GEM_WMO);
  g_assert_false (info->new_organisation);
}

static void
test_second_desk (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_true (admit (fixture));
  g_assert_true (join (fixture, fixture->spoken));
  fixture->request.hat = KK_HAT_GEM_OOV;
  fixture->request.role = "adviseur";
  ask (fixture);
  g_assert_true (admit (fixture));
  g_assert_true (join (fixture, fixture->spoken));
  g_assert_cmpuint (fixture->newcomer->seats->len, ==, 2);
  g_assert_cmpuint (organisation_version (fixture), ==, 3);
}

static void
test_request_altered (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  flip_byte (fixture->request_file, file_size (fixture->request_file) - 1);
  assert_refused (admit (fixture), &fixture->error, KK_APP_ERROR_FAILED, "altered");
  ask (fixture);
  flip_byte (fixture->request_file, 12);
  assert_refused (admit (fixture), &fixture->error, KK_APP_ERROR_FAILED, "");
  g_assert_true (g_file_set_contents (fixture->request_file, "hello", 5, NULL));
  assert_refused (admit (fixture), &fixture->error, KK_APP_ERROR_FAILED, "no request");
  g_assert_cmpuint (organisation_version (fixture), ==, 1);
}

static void
test_fingerprint (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->admit.fingerprint = NULL;
  assert_refused (admit (fixture), &fixture->error, KK_APP_ERROR_NEEDS_ANSWER, "--fingerprint");
  fixture->admit.fingerprint = "0000 0000 0000 0000 0000 0000";
  assert_refused (admit (fixture), &fixture->error, KK_APP_ERROR_FAILED, "fingerprint");
  g_assert_false (g_file_test (fixture->answer_file, G_FILE_TEST_EXISTS));
}

static void
test_spoken_code (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *first = NULL;

  g_assert_true (admit (fixture));
  first = g_steal_pointer (&fixture->spoken);
  assert_refused (join (fixture, "ABCD"), &fixture->error, KK_APP_ERROR_USAGE, "six groups");
  g_assert_true (admit (fixture)); /* a new answer has a new code */
  assert_refused (join (fixture, first), &fixture->error, KK_APP_ERROR_FAILED, "spoken code");
  g_assert_null (kk_app_get_region (fixture->newcomer));
  g_assert_true (join (fixture, fixture->spoken));
}

static void
test_answer_to_another (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_true (admit (fixture));
  ask (fixture); /* a new request: the answer is for the one before */
  assert_refused (join (fixture, fixture->spoken), &fixture->error, KK_APP_ERROR_FAILED,
                  "another request");
  g_assert_true (admit (fixture));
  flip_byte (fixture->answer_file, 200);
  assert_refused (join (fixture, fixture->spoken), &fixture->error, KK_APP_ERROR_FAILED,
                  "another request");
  g_assert_true (g_file_set_contents (fixture->answer_file, "hello", 5, NULL));
  assert_refused (join (fixture, fixture->spoken), &fixture->error, KK_APP_ERROR_FAILED,
                  "no answer");
  g_assert_null (kk_app_get_region (fixture->newcomer));
}

/* Answers that were made to deceive: nothing of them stays. */
static void
test_false_answer (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkJoinRequest) request = kk_join_request_read (fixture->request_file, &fixture->error);
  g_autoptr (KkSecret) good = kk_vault_secret_get (fixture->steward->vault, 1, &fixture->error);
  g_autoptr (KkSecret) other = kk_secret_new_random (KK_SECRET_KEY_SIZE);

  /* An answer without admission: the documents do not have this device. */
  g_assert_true (kk_join_answer_write (fixture->steward, request, &fixture->admit, &fixture->spoken,
                                       &fixture->error));
  assert_refused (join (fixture, fixture->spoken), &fixture->error, KK_APP_ERROR_FAILED, "desk");
  /* A secret to which the region did not commit. */
  g_assert_true (kk_vault_secret_put (fixture->steward->vault, 1, other, &fixture->error));
  g_assert_true (admit (fixture));
  assert_refused (join (fixture, fixture->spoken), &fixture->error, KK_APP_ERROR_FAILED,
                  "not the region's");
  g_assert_null (kk_app_get_region (fixture->newcomer));
  g_assert_cmpuint (fixture->newcomer->seats->len, ==, 0);
  g_assert_true (kk_vault_secret_put (fixture->steward->vault, 1, good, &fixture->error));
  g_assert_true (admit (fixture));
  g_assert_true (join (fixture, fixture->spoken));
}

static void
test_not_steward (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  KkApp *steward = fixture->steward;

  g_assert_true (admit (fixture));
  g_assert_true (join (fixture, fixture->spoken));
  assert_refused (join (fixture, fixture->spoken), &fixture->error, KK_APP_ERROR_USAGE,
                  "no open request");
  fixture->steward = fixture->newcomer; /* a sibling, which has no key of the organisation */
  assert_refused (admit (fixture), &fixture->error, KK_APP_ERROR_USAGE, "steward");
  fixture->steward = steward;
}

static void
test_not_in_region (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  KkApp *steward = fixture->steward;

  fixture->steward = fixture->newcomer;
  assert_refused (admit (fixture), &fixture->error, KK_APP_ERROR_USAGE, "not in a region");
  fixture->steward = steward;
  fixture->request.slug = "gemeente-raalte";
  ask (fixture);
  assert_refused (admit (fixture), &fixture->error, KK_APP_ERROR_USAGE, "gemeente-raalte");
}

static void
test_hat_not_given (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->request.hat = KK_HAT_POL;
  ask (fixture);
  assert_refused (admit (fixture), &fixture->error, KK_APP_ERROR_USAGE, "POL");
  g_assert_cmpuint (organisation_version (fixture), ==, 1);
}

static void
test_root_file (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkTestRegion) other = kk_test_region_new (one);
  g_autoptr (KkSecret) wrong = kk_test_secret_new ("wrong");

  ask_as_new (fixture);
  assert_refused (admit (fixture), &fixture->error, KK_APP_ERROR_NEEDS_ANSWER, "--root-file");
  fixture->admit.root_file = fixture->region->root_file;
  fixture->admit.root_passphrase = wrong;
  assert_refused (admit (fixture), &fixture->error, KK_APP_ERROR_LOCKED, "root key file");
  fixture->admit.root_file = other->root_file;
  fixture->admit.root_passphrase = fixture->passphrase;
  assert_refused (admit (fixture), &fixture->error, KK_APP_ERROR_FAILED, "another region");
  g_assert_cmpuint (region_version (fixture), ==, 1);
  fixture->admit.root_file = fixture->region->root_file;
  g_assert_true (admit (fixture));
  g_assert_cmpuint (region_version (fixture), ==, 2);
  g_assert_true (admit (fixture)); /* again: only the answer is new */
  g_assert_cmpuint (region_version (fixture), ==, 2);
  g_assert_true (join (fixture, fixture->spoken));
}

static void
test_new_organisation_hats (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GArray) hats = g_array_new (FALSE, FALSE, sizeof (KkHat));
  KkHat hat = KK_HAT_ZVH;

  g_array_append_val (hats, hat);
  ask_as_new (fixture);
  fixture->admit.root_file = fixture->region->root_file;
  fixture->admit.root_passphrase = fixture->passphrase;
  fixture->admit.hats = hats;
  assert_refused (admit (fixture), &fixture->error, KK_APP_ERROR_USAGE, "VT");
  g_assert_cmpuint (region_version (fixture), ==, 1);
  fixture->request.slug = "gemeente-deventer";
  ask (fixture);
  fixture->admit.hats = NULL;
  assert_refused (admit (fixture), &fixture->error, KK_APP_ERROR_USAGE, "already");
}

static void
test_region_refused (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GArray) hats = g_array_new (FALSE, FALSE, sizeof (KkHat));
  KkHat hat = KK_HAT_VT;
  g_autofree char *root_file = in_folder (fixture->region, "other.keys");
  KkRegionPlan plan = { .name = "Other",
                        .slug = "Veilig Thuis",
                        .organisation_name = "Veilig Thuis",
                        .hats = hats,
                        .hat = KK_HAT_VT,
                        .role = "zorgcoordinator",
                        .person = "Cem Yilmaz",
                        .root_file = fixture->region->root_file,
                        .root_passphrase = fixture->passphrase,
                        .quick = TRUE };
  GError **error = &fixture->error;

  assert_refused (kk_app_region_create (fixture->steward, &plan, error), error, KK_APP_ERROR_USAGE,
                  "already");
  assert_refused (kk_app_region_create (fixture->newcomer, &plan, error), error, KK_APP_ERROR_USAGE,
                  "one of those");
  g_array_append_val (hats, hat);
  assert_refused (kk_app_region_create (fixture->newcomer, &plan, error), error, KK_APP_ERROR_USAGE,
                  "short name");
  plan.slug = "veilig-thuis";
  assert_refused (kk_app_region_create (fixture->newcomer, &plan, error), error, KK_APP_ERROR_USAGE,
                  "not replaced");
  plan.root_file = root_file;
  plan.register_folder = fixture->region->folder;
  assert_refused (kk_app_region_create (fixture->newcomer, &plan, error), error, KK_APP_ERROR_USAGE,
                  "register");
  g_assert_false (g_file_test (root_file, G_FILE_TEST_EXISTS));
  g_assert_null (kk_app_get_region (fixture->newcomer));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
#define ADD_SHARED(path, function)                                           \
  static void (*const run_##function) (Fixture *, gconstpointer) = function; \
  g_test_add_data_func (path, &run_##function, run_shared)

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/member/vault/open", test_vault_open);
  g_test_add_func ("/member/vault/create-refused", test_vault_create_refused);
  g_test_add_func ("/member/vault/key-file", test_vault_key_file);
  g_test_add_func ("/member/join/end-to-end", test_join_end_to_end);
  g_test_add_func ("/member/join/sibling", test_sibling);
  ADD ("/member/join/second-desk", test_second_desk);
  ADD ("/member/join/spoken-code", test_spoken_code);
  ADD ("/member/join/answer-to-another", test_answer_to_another);
  ADD ("/member/join/twice-and-not-steward", test_not_steward);
  ADD ("/member/join/false-answer", test_false_answer);
  ADD ("/member/admit/root-file", test_root_file);
  ADD_SHARED ("/member/inspect", test_inspect);
  ADD_SHARED ("/member/admit/request-altered", test_request_altered);
  ADD_SHARED ("/member/admit/fingerprint", test_fingerprint);
  ADD_SHARED ("/member/admit/not-in-region", test_not_in_region);
  ADD_SHARED ("/member/admit/hat-not-given", test_hat_not_given);
  ADD_SHARED ("/member/admit/new-organisation-hats", test_new_organisation_hats);
  ADD_SHARED ("/member/region-refused", test_region_refused);
  result = g_test_run ();
  if (shared.region != NULL)
    tear_down (&shared, NULL);
  return result;
}
