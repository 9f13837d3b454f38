/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The rules by which documents of regions and organisations are taken over or refused (exchange §11). */

#include "app/region/kk-documents-private.h"
#include "crypto/kk-derive.h"
#include "format/kk-document-codec.h"
#include "kk-test-documents.h"

/* Region. */

static void
test_region_first (KkDocumentsFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkRegion) region = kk_documents_draft_region (fixture, 1);
  g_autoptr (GBytes) bytes = kk_documents_sign_region (fixture, region, kk_by_a);
  g_autoptr (GBytes) altered = kk_documents_alter (bytes, -1);
  g_autoptr (GBytes) noise = g_bytes_new_static ("noise", 5);
  KkHash network;

  g_assert_null (kk_directory_get_region (fixture->directory));
  g_assert_cmpint (kk_documents_accept_region (fixture, region, kk_by_outsider), ==,
                   KK_ACCEPT_REFUSED);
  g_assert_cmpint (kk_documents_accept_bytes (fixture, KK_BOARD_REGION, altered), ==,
                   KK_ACCEPT_REFUSED);
  g_assert_cmpint (kk_documents_accept_bytes (fixture, KK_BOARD_REGION, noise), ==,
                   KK_ACCEPT_REFUSED);
  g_assert_cmpint (kk_documents_accept_bytes (fixture, KK_BOARD_REGION, bytes), ==, KK_ACCEPT_NEW);
  g_assert_cmpint (kk_documents_accept_bytes (fixture, KK_BOARD_REGION, bytes), ==,
                   KK_ACCEPT_KNOWN);
  network = kk_documents_hash_of (KK_BOARD_REGION, bytes);
  g_assert_true (kk_hash_equal (kk_directory_get_network_id (fixture->directory), &network));

  g_free (region->name);
  region->name = g_strdup ("Twente");
  g_assert_cmpint (kk_documents_accept_region (fixture, region, kk_by_a), ==, KK_ACCEPT_REFUSED);
  kk_documents_reload (fixture);
  g_assert_true (kk_hash_equal (kk_directory_get_network_id (fixture->directory), &network));
}

static void
test_region_next (KkDocumentsFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkRegion) region = NULL;
  g_autoptr (KkRegion) later = NULL;
  KkVersion pin;

  kk_documents_begin_region (fixture);
  later = kk_documents_draft_region (fixture, 3);
  g_assert_cmpint (kk_documents_accept_region (fixture, later, kk_by_a), ==, KK_ACCEPT_LATER);
  region = kk_documents_draft_region (fixture, 2);
  g_assert_cmpint (kk_documents_accept_region (fixture, region, kk_by_outsider), ==,
                   KK_ACCEPT_REFUSED);
  g_assert_cmpint (kk_documents_accept_region (fixture, region, kk_by_a), ==, KK_ACCEPT_NEW);
  g_assert_cmpuint (kk_directory_get_region (fixture->directory)->version, ==, 2);

  pin = kk_directory_region_version (fixture->directory);
  g_assert_cmpint (kk_directory_check_region (fixture->directory, &pin), ==, KK_PINNED_KNOWN);
  pin.hash.bytes[0] ^= 1;
  g_assert_cmpint (kk_directory_check_region (fixture->directory, &pin), ==, KK_PINNED_OTHER);
  pin.version++;
  g_assert_cmpint (kk_directory_check_region (fixture->directory, &pin), ==, KK_PINNED_NEWER);
}

static void
test_region_roots (KkDocumentsFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkRegion) region = NULL;

  kk_documents_begin_region (fixture);
  region = kk_documents_draft_region (fixture, 2);
  g_array_set_size (region->roots, 0);
  kk_documents_add_key (region->roots, KK_PAIR_ROOT_A);
  kk_documents_add_key (region->roots, KK_PAIR_ROOT_B);
  kk_documents_add_key (region->roots, KK_PAIR_ROOT_C);
  region->threshold = 2;
  g_assert_cmpint (kk_documents_accept_region (fixture, region, kk_by_a), ==, KK_ACCEPT_REFUSED);
  g_assert_cmpint (kk_documents_accept_region (fixture, region, kk_by_b_c), ==, KK_ACCEPT_REFUSED);
  g_assert_cmpint (kk_documents_accept_region (fixture, region, kk_by_a_b), ==, KK_ACCEPT_NEW);

  /* Back to one key: that takes two of the three. */
  g_clear_pointer (&region, kk_region_free);
  region = kk_documents_draft_region (fixture, 3);
  g_array_set_size (region->roots, 0);
  kk_documents_add_key (region->roots, KK_PAIR_ROOT_B);
  g_assert_cmpint (kk_documents_accept_region (fixture, region, kk_by_b), ==, KK_ACCEPT_REFUSED);
  g_assert_cmpint (kk_documents_accept_region (fixture, region, kk_by_b_c), ==, KK_ACCEPT_NEW);
}

static void
test_region_promises (KkDocumentsFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkRegion) region = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GBytes) elsewhere = NULL;
  KkHash other = { { 9 } };

  kk_documents_begin_region (fixture);
  region = kk_documents_draft_region (fixture, 2);
  body = kk_region_encode (region, NULL);
  elsewhere = kk_documents_sign_by (KK_BOARD_REGION, &other, body, kk_by_a);
  g_assert_cmpint (kk_documents_accept_bytes (fixture, KK_BOARD_REGION, elsewhere), ==,
                   KK_ACCEPT_REFUSED);
  g_ptr_array_set_size (region->organisations, 1);
  g_assert_cmpint (kk_documents_accept_region (fixture, region, kk_by_a), ==, KK_ACCEPT_REFUSED);
  g_assert_cmpuint (kk_directory_get_region (fixture->directory)->version, ==, 1);
}

static void
test_region_fork (KkDocumentsFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkRegion) region = NULL;
  g_autoptr (KkRegion) other = NULL;
  KkVersion first;

  kk_documents_begin_region (fixture);
  region = kk_documents_draft_region (fixture, 2);
  other = kk_documents_draft_region (fixture, 2);
  g_free (other->name);
  other->name = g_strdup ("IJsselland-Oost");
  g_assert_cmpint (kk_documents_accept_region (fixture, region, kk_by_a), ==, KK_ACCEPT_NEW);
  first = kk_directory_region_version (fixture->directory);
  g_assert_false (kk_directory_has_region_fork (fixture->directory));
  g_assert_cmpint (kk_documents_accept_region (fixture, other, kk_by_outsider), ==,
                   KK_ACCEPT_REFUSED);
  g_assert_false (kk_directory_has_region_fork (fixture->directory));
  g_assert_cmpint (kk_documents_accept_region (fixture, other, kk_by_a), ==, KK_ACCEPT_FORK);
  kk_documents_reload (fixture);
  g_assert_true (kk_directory_has_region_fork (fixture->directory));
  g_assert_cmpstr (kk_directory_get_region (fixture->directory)->name, ==, "IJsselland");
  g_assert_cmpint (kk_directory_check_region (fixture->directory, &first), ==, KK_PINNED_KNOWN);
}

/* Organisation. */

static void
test_organisation_refused (KkDocumentsFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkOrganisation) organisation = kk_documents_draft_organisation (fixture, 1);
  g_autoptr (GBytes) body = kk_documents_encode_organisation (organisation);
  g_autoptr (GBytes) good =
      kk_documents_sign_organisation (fixture, organisation, KK_PAIR_DEVENTER);
  g_autoptr (GBytes) altered = kk_documents_alter (good, -1);
  g_autoptr (GBytes) twice = NULL;
  g_autoptr (GBytes) bound = NULL;
  const int both[] = { KK_PAIR_DEVENTER, KK_PAIR_VEILIG_THUIS, -1 };
  const int deventer[] = { KK_PAIR_DEVENTER, -1 };

  g_assert_cmpint (kk_documents_accept_bytes (fixture, KK_BOARD_ORGANISATION, good), ==,
                   KK_ACCEPT_LATER);
  kk_documents_begin_region (fixture);
  twice = kk_documents_sign_by (KK_BOARD_ORGANISATION, &kk_no_network, body, both);
  bound = kk_documents_sign_by (KK_BOARD_ORGANISATION,
                                kk_directory_get_network_id (fixture->directory), body, deventer);
  g_assert_cmpint (kk_documents_accept_organisation (fixture, organisation, KK_PAIR_OUTSIDER), ==,
                   KK_ACCEPT_LATER);
  g_assert_cmpint (kk_documents_accept_organisation (fixture, organisation, KK_PAIR_VEILIG_THUIS),
                   ==, KK_ACCEPT_REFUSED);
  g_assert_cmpint (kk_documents_accept_bytes (fixture, KK_BOARD_ORGANISATION, altered), ==,
                   KK_ACCEPT_REFUSED);
  g_assert_cmpint (kk_documents_accept_bytes (fixture, KK_BOARD_ORGANISATION, twice), ==,
                   KK_ACCEPT_REFUSED);
  g_assert_cmpint (kk_documents_accept_bytes (fixture, KK_BOARD_ORGANISATION, bound), ==,
                   KK_ACCEPT_REFUSED);
  g_assert_cmpint (kk_documents_accept_bytes (fixture, KK_BOARD_ORGANISATION, good), ==,
                   KK_ACCEPT_NEW);
  g_assert_cmpint (kk_documents_accept_bytes (fixture, KK_BOARD_ORGANISATION, good), ==,
                   KK_ACCEPT_KNOWN);
}

/* A task by law is what the region gave the organisation, not what the organisation says of itself: whoever claims another one
 * is not known at all, so nothing that it sends under that task is read. */
static void
test_wrong_hat (KkDocumentsFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkOrganisation) organisation = kk_documents_draft_organisation (fixture, 1);
  g_autoptr (KkRegion) region = kk_documents_draft_region (fixture, 1);

  g_assert_cmpint (kk_documents_accept_region (fixture, region, kk_by_a), ==, KK_ACCEPT_NEW);
  ((KkDesk *) organisation->desks->pdata[0])->hat = KK_HAT_POL;
  g_assert_cmpint (kk_documents_accept_organisation (fixture, organisation, KK_PAIR_DEVENTER), ==,
                   KK_ACCEPT_LATER);
  g_assert_null (kk_directory_get_organisation (fixture->directory, "gemeente-deventer"));
  g_assert_null (kk_directory_find_desk (fixture->directory, &fixture->desk, NULL));
}

/* From version 2 on a document is of one network. */
static void
test_organisation_network (KkDocumentsFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkOrganisation) organisation = kk_documents_draft_organisation (fixture, 2);
  g_autoptr (GBytes) body = kk_documents_encode_organisation (organisation);
  g_autoptr (GBytes) unbound = NULL;
  const int deventer[] = { KK_PAIR_DEVENTER, -1 };

  kk_documents_begin_organisation (fixture);
  unbound = kk_documents_sign_by (KK_BOARD_ORGANISATION, &kk_no_network, body, deventer);
  g_assert_cmpint (kk_documents_accept_bytes (fixture, KK_BOARD_ORGANISATION, unbound), ==,
                   KK_ACCEPT_REFUSED);
  g_assert_cmpint (kk_documents_accept_organisation (fixture, organisation, KK_PAIR_DEVENTER), ==,
                   KK_ACCEPT_NEW);
}

static void
test_organisation_versions (KkDocumentsFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkOrganisation) fifth = kk_documents_draft_organisation (fixture, 5);
  g_autoptr (KkOrganisation) third = kk_documents_draft_organisation (fixture, 3);
  KkVersion pin = { .version = 4 };

  kk_documents_begin_organisation (fixture);
  g_assert_cmpint (kk_documents_accept_organisation (fixture, fifth, KK_PAIR_DEVENTER), ==,
                   KK_ACCEPT_NEW);
  g_assert_cmpint (kk_documents_accept_organisation (fixture, third, KK_PAIR_DEVENTER), ==,
                   KK_ACCEPT_KNOWN);
  kk_documents_reload (fixture);
  g_assert_cmpuint (
      kk_directory_organisation_version (fixture->directory, "gemeente-deventer").version, ==, 5);
  g_assert_cmpint (kk_directory_check_organisation (fixture->directory, "gemeente-deventer", &pin),
                   ==, KK_PINNED_GONE);
  pin.version = 3;
  g_assert_cmpint (kk_directory_check_organisation (fixture->directory, "gemeente-deventer", &pin),
                   ==, KK_PINNED_OTHER);
  pin.version = 6;
  g_assert_cmpint (kk_directory_check_organisation (fixture->directory, "gemeente-deventer", &pin),
                   ==, KK_PINNED_NEWER);
}

static void
test_others_desk (KkDocumentsFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkOrganisation) thief = kk_documents_draft_organisation (fixture, 1);
  const KkOrganisation *owner = NULL;

  kk_documents_begin_organisation (fixture);
  g_free (thief->slug);
  thief->slug = g_strdup ("veilig-thuis");
  ((KkDesk *) thief->desks->pdata[0])->hat = KK_HAT_VT;
  g_assert_cmpint (kk_documents_accept_organisation (fixture, thief, KK_PAIR_VEILIG_THUIS), ==,
                   KK_ACCEPT_REFUSED);
  g_assert_nonnull (kk_directory_find_desk (fixture->directory, &fixture->desk, &owner));
  g_assert_cmpstr (owner->slug, ==, "gemeente-deventer");
}

/* Documents of a fork at version 2, healed by version 4. */
enum { SIDE_A, SIDE_B, ONE_SIDED, HEALED, N_FORK };

static void
make_fork (KkDocumentsFixture *fixture, GBytes *documents[N_FORK])
{
  g_autoptr (KkOrganisation) side_a = kk_documents_draft_organisation (fixture, 2);
  g_autoptr (KkOrganisation) side_b = kk_documents_draft_organisation (fixture, 2);
  g_autoptr (KkOrganisation) one_sided = kk_documents_draft_organisation (fixture, 3);
  g_autoptr (KkOrganisation) healed = kk_documents_draft_organisation (fixture, 4);
  KkHash a, b;

  kk_documents_add_revocation (side_b->revocations, &fixture->device);
  documents[SIDE_A] = kk_documents_sign_organisation (fixture, side_a, KK_PAIR_DEVENTER);
  documents[SIDE_B] = kk_documents_sign_organisation (fixture, side_b, KK_PAIR_DEVENTER);
  a = kk_documents_hash_of (KK_BOARD_ORGANISATION, documents[SIDE_A]);
  b = kk_documents_hash_of (KK_BOARD_ORGANISATION, documents[SIDE_B]);
  g_array_index (one_sided->previous, KkHash, 0) = a;
  g_array_index (healed->previous, KkHash, 0) = a;
  g_array_append_val (healed->previous, b);
  documents[ONE_SIDED] = kk_documents_sign_organisation (fixture, one_sided, KK_PAIR_DEVENTER);
  documents[HEALED] = kk_documents_sign_organisation (fixture, healed, KK_PAIR_DEVENTER);
}

static guint64
version_in_force (const KkDocumentsFixture *fixture)
{
  return kk_directory_organisation_version (fixture->directory, "gemeente-deventer").version;
}

static void
test_organisation_fork (KkDocumentsFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GBytes *documents[N_FORK];
  KkVersion side;
  KkId seat = kk_derive_seat_id (&fixture->device, &fixture->desk);

  kk_documents_begin_organisation (fixture);
  make_fork (fixture, documents);
  side.version = 2;
  side.hash = kk_documents_hash_of (KK_BOARD_ORGANISATION, documents[SIDE_A]);
  g_assert_cmpint (kk_documents_accept_bytes (fixture, KK_BOARD_ORGANISATION, documents[SIDE_A]),
                   ==, KK_ACCEPT_NEW);
  g_assert_true (kk_directory_find_seat (fixture->directory, &seat)->active);
  g_assert_cmpint (kk_documents_accept_bytes (fixture, KK_BOARD_ORGANISATION, documents[SIDE_B]),
                   ==, KK_ACCEPT_FORK);
  g_assert_cmpuint (version_in_force (fixture), ==, 1);
  g_assert_true (kk_directory_find_seat (fixture->directory, &seat)->revoked);
  g_assert_cmpint (kk_directory_check_organisation (fixture->directory, "gemeente-deventer", &side),
                   ==, KK_PINNED_OTHER);
  g_assert_cmpint (kk_documents_accept_bytes (fixture, KK_BOARD_ORGANISATION, documents[ONE_SIDED]),
                   ==, KK_ACCEPT_FORK);
  g_assert_cmpuint (version_in_force (fixture), ==, 1);
  kk_documents_reload (fixture);
  g_assert_cmpuint (version_in_force (fixture), ==, 1);
  g_assert_cmpint (kk_documents_accept_bytes (fixture, KK_BOARD_ORGANISATION, documents[HEALED]),
                   ==, KK_ACCEPT_NEW);
  g_assert_cmpuint (version_in_force (fixture), ==, 4);
  g_assert_cmpint (kk_directory_check_organisation (fixture->directory, "gemeente-deventer", &side),
                   ==, KK_PINNED_KNOWN);
  g_assert_true (kk_directory_find_seat (fixture->directory, &seat)->revoked);
  for (int i = 0; i < N_FORK; i++)
    g_bytes_unref (documents[i]);
}

/* Whatever the order in which members see the documents, the same one is in force at each step of the set. */
static void
test_organisation_order (KkDocumentsFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const int orders[][N_FORK] = {
    { SIDE_A, SIDE_B, ONE_SIDED, HEALED }, { SIDE_B, SIDE_A, HEALED, ONE_SIDED },
    { HEALED, ONE_SIDED, SIDE_B, SIDE_A }, { ONE_SIDED, SIDE_B, SIDE_A, HEALED },
    { ONE_SIDED, HEALED, SIDE_A, SIDE_B }, { SIDE_B, HEALED, SIDE_A, ONE_SIDED },
  };
  GBytes *documents[N_FORK];
  g_autoptr (KkOrganisation) first = kk_documents_draft_organisation (fixture, 1);
  g_autoptr (GBytes) first_bytes =
      kk_documents_sign_organisation (fixture, first, KK_PAIR_DEVENTER);
  g_autoptr (KkRegion) region = kk_documents_draft_region (fixture, 1);

  g_assert_cmpint (kk_documents_accept_region (fixture, region, kk_by_a), ==, KK_ACCEPT_NEW);
  make_fork (fixture, documents);
  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++) {
    kk_documents_close_directory (fixture);
    kk_documents_open_directory (fixture);
    g_assert_cmpint (kk_documents_accept_region (fixture, region, kk_by_a), ==, KK_ACCEPT_NEW);
    (void) kk_documents_accept_bytes (fixture, KK_BOARD_ORGANISATION, first_bytes);
    for (int j = 0; j < N_FORK; j++)
      (void) kk_documents_accept_bytes (fixture, KK_BOARD_ORGANISATION, documents[orders[i][j]]);
    g_assert_cmpuint (version_in_force (fixture), ==, 4);
  }
  for (int i = 0; i < N_FORK; i++)
    g_bytes_unref (documents[i]);
}

#define ADD(path, function) \
  g_test_add (path, KkDocumentsFixture, NULL, kk_documents_set_up, function, kk_documents_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/directory/region/first", test_region_first);
  ADD ("/directory/region/next", test_region_next);
  ADD ("/directory/region/roots", test_region_roots);
  ADD ("/directory/region/promises", test_region_promises);
  ADD ("/directory/region/fork", test_region_fork);
  ADD ("/directory/organisation/refused", test_organisation_refused);
  ADD ("/directory/organisation/wrong-hat", test_wrong_hat);
  ADD ("/directory/organisation/network", test_organisation_network);
  ADD ("/directory/organisation/versions", test_organisation_versions);
  ADD ("/directory/organisation/others-desk", test_others_desk);
  ADD ("/directory/organisation/fork", test_organisation_fork);
  ADD ("/directory/organisation/order", test_organisation_order);
  return g_test_run ();
}
