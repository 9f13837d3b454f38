/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The rules by which documents are taken over or refused (exchange §11). */

#include "app/kk-app-error.h"
#include "app/kk-directory-private.h"
#include "app/kk-documents-private.h"
#include "app/kk-register-folder-private.h"
#include "app/kk-settings-private.h"
#include "base/kk-limits.h"
#include "crypto/kk-derive.h"
#include "format/kk-document-codec.h"
#include "kk-test-region.h"

#include <string.h>

typedef struct {
  KkSignPublicKey public_key;
  KkSignSecretKey secret_key;
} Pair;

enum { ROOT_A, ROOT_B, ROOT_C, REGISTRAR, DEVENTER, VEILIG_THUIS, OUTSIDER, N_PAIRS };

typedef struct {
  char *folder;
  KkVault *vault;
  KkDirectory *directory;
  KkSignPublicKey device_sign;
  KkKxPublicKey device_kx;
  KkId device;
  KkId desk; /* of Deventer */
} Fixture;

static Pair pairs[N_PAIRS];

static void
open_directory (Fixture *fixture)
{
  g_autoptr (KkSecret) key = kk_secret_new_random (KK_VAULT_KEY_SIZE);
  g_autoptr (GError) error = NULL;

  fixture->folder = kk_test_folder_new ();
  fixture->vault = kk_vault_create (fixture->folder, key, &error);
  g_assert_no_error (error);
  fixture->directory = kk_directory_load (fixture->vault, &error);
  g_assert_no_error (error);
}

static void
close_directory (Fixture *fixture)
{
  g_clear_pointer (&fixture->directory, kk_directory_free);
  g_clear_pointer (&fixture->vault, kk_vault_close);
  kk_test_folder_remove (fixture->folder);
  g_clear_pointer (&fixture->folder, g_free);
}

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  KkKxSecretKey kx;
  KkSignSecretKey sign;

  for (int i = 0; i < N_PAIRS; i++)
    kk_sign_pair_generate (&pairs[i].public_key, &pairs[i].secret_key);
  kk_sign_pair_generate (&fixture->device_sign, &sign);
  kk_kx_pair_generate (&fixture->device_kx, &kx);
  fixture->device = kk_derive_device_id (&fixture->device_sign, &fixture->device_kx);
  fixture->desk = kk_id_random ();
  open_directory (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  close_directory (fixture);
}

static void
add_key (GArray *keys, int pair)
{
  KkPublicKey key = kk_public_key_from_sign (&pairs[pair].public_key);

  g_array_append_val (keys, key);
}

/* Drafts. */

static void
add_organisation (KkRegion *region, const char *slug, int pair, KkHat hat)
{
  KkRegionOrganisation *organisation = kk_region_organisation_new ();

  organisation->slug = g_strdup (slug);
  organisation->name = g_strdup (slug);
  organisation->public_key = kk_public_key_from_sign (&pairs[pair].public_key);
  g_array_append_val (organisation->hats, hat);
  g_ptr_array_add (region->organisations, organisation);
}

static KkRegion *
draft_region (const Fixture *fixture, guint64 version)
{
  KkRegion *region = kk_region_new ();
  KkRegionSecret secret = { .epoch = 1, .state = KK_SECRET_ACTIVE };

  region->version = version;
  if (version > 1)
    region->previous = kk_directory_region_version (fixture->directory).hash;
  region->name = g_strdup ("IJsselland");
  region->threshold = 1;
  add_key (region->roots, ROOT_A);
  add_key (region->register_keys, REGISTRAR);
  g_array_append_val (region->secrets, secret);
  add_organisation (region, "gemeente-deventer", DEVENTER, KK_HAT_GEM_WMO);
  add_organisation (region, "veilig-thuis", VEILIG_THUIS, KK_HAT_VT);
  return region;
}

/* @kind with its body, signed by each of @signers (ends with -1). */
static GBytes *
sign_by (KkBoardKind kind, const KkHash *network_id, GBytes *body, const int *signers)
{
  g_autoptr (KkSignedDocument) document = kk_signed_document_new (body);
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  for (; *signers >= 0; signers++) {
    g_autoptr (GBytes) one =
        kk_document_sign (kind, network_id, body, &pairs[*signers].secret_key, &error);
    g_autoptr (KkSignedDocument) decoded = NULL;

    g_assert_no_error (error);
    decoded = kk_signed_document_decode (one, &error);
    g_array_append_vals (document->signatures, decoded->signatures->data, 1);
  }
  bytes = kk_signed_document_encode (document, &error);
  g_assert_no_error (error);
  return bytes;
}

static GBytes *
sign_region (const Fixture *fixture, const KkRegion *region, const int *signers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = kk_region_encode (region, &error);

  g_assert_no_error (error);
  return sign_by (KK_BOARD_REGION,
                  region->version == 1 ? &kk_no_network
                                       : kk_directory_get_network_id (fixture->directory),
                  body, signers);
}

static KkOrganisation *
draft_organisation (const Fixture *fixture, guint64 version)
{
  KkOrganisation *organisation = kk_organisation_new ();
  KkDevice *device = kk_device_new ();
  KkDesk *desk = kk_desk_new ();
  KkHash previous = { { (guint8) (version == 1 ? 0 : 7) } };

  desk->id = fixture->desk;
  desk->hat = KK_HAT_GEM_WMO;
  desk->role = g_strdup ("regisseur");
  desk->name = g_strdup ("Team Wmo");
  device->sign = kk_public_key_from_sign (&fixture->device_sign);
  device->kx = kk_public_key_from_kx (&fixture->device_kx);
  device->person.id = kk_id_random ();
  device->person.name = g_strdup ("Anna de Vries");
  device->person.function = g_strdup ("");
  device->standing = KK_STANDING_ACTIVE;
  g_array_append_val (device->desks, desk->id);
  organisation->level = KK_LEVEL;
  organisation->slug = g_strdup ("gemeente-deventer");
  organisation->version = version;
  g_array_set_size (organisation->previous, 0);
  g_array_append_val (organisation->previous, previous);
  organisation->steward = fixture->device;
  g_ptr_array_add (organisation->desks, desk);
  g_ptr_array_add (organisation->devices, device);
  return organisation;
}

static GBytes *
encode_organisation (const KkOrganisation *organisation)
{
  g_autoptr (GError) error = NULL;
  GBytes *body = kk_organisation_encode (organisation, &error);

  g_assert_no_error (error);
  return body;
}

static GBytes *
sign_organisation (const Fixture *fixture, const KkOrganisation *organisation, int signer)
{
  g_autoptr (GBytes) body = encode_organisation (organisation);
  const int signers[] = { signer, -1 };

  return sign_by (KK_BOARD_ORGANISATION,
                  organisation->version == 1 ? &kk_no_network
                                             : kk_directory_get_network_id (fixture->directory),
                  body, signers);
}

static KkHash
hash_of (KkBoardKind kind, GBytes *bytes)
{
  g_autoptr (KkSignedDocument) document = kk_signed_document_decode (bytes, NULL);

  return kk_document_hash (kind, document->body);
}

static KkAcceptVerdict
accept_bytes (Fixture *fixture, KkBoardKind kind, GBytes *bytes)
{
  KkAcceptVerdict verdict;
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (kind == KK_BOARD_REGION)
    done = kk_directory_accept_region (fixture->directory, bytes, &verdict, &error);
  else if (kind == KK_BOARD_ORGANISATION)
    done = kk_directory_accept_organisation (fixture->directory, bytes, &verdict, &error);
  else
    done = kk_directory_accept_register (fixture->directory, bytes, &verdict, &error);
  g_assert_no_error (error);
  g_assert_true (done);
  return verdict;
}

static KkAcceptVerdict
accept_region (Fixture *fixture, const KkRegion *region, const int *signers)
{
  g_autoptr (GBytes) bytes = sign_region (fixture, region, signers);

  return accept_bytes (fixture, KK_BOARD_REGION, bytes);
}

static KkAcceptVerdict
accept_organisation (Fixture *fixture, const KkOrganisation *organisation, int signer)
{
  g_autoptr (GBytes) bytes = sign_organisation (fixture, organisation, signer);

  return accept_bytes (fixture, KK_BOARD_ORGANISATION, bytes);
}

static const int by_a[] = { ROOT_A, -1 };
static const int by_b[] = { ROOT_B, -1 };
static const int by_a_b[] = { ROOT_A, ROOT_B, -1 };
static const int by_b_c[] = { ROOT_B, ROOT_C, -1 };
static const int by_outsider[] = { OUTSIDER, -1 };

static void
begin_region (Fixture *fixture)
{
  g_autoptr (KkRegion) region = draft_region (fixture, 1);

  g_assert_cmpint (accept_region (fixture, region, by_a), ==, KK_ACCEPT_NEW);
}

static void
begin_organisation (Fixture *fixture)
{
  g_autoptr (KkOrganisation) organisation = draft_organisation (fixture, 1);

  begin_region (fixture);
  g_assert_cmpint (accept_organisation (fixture, organisation, DEVENTER), ==, KK_ACCEPT_NEW);
}

static void
reload (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kk_directory_reload (fixture->directory, &error));
  g_assert_no_error (error);
}

/* @offset from the end when negative. */
static GBytes *
alter (GBytes *bytes, gssize offset)
{
  gsize size;
  guint8 *data = g_memdup2 (g_bytes_get_data (bytes, &size), g_bytes_get_size (bytes));

  data[offset < 0 ? (gssize) size + offset : offset] ^= 1;
  return g_bytes_new_take (data, size);
}

/* Region. */

static void
test_region_first (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkRegion) region = draft_region (fixture, 1);
  g_autoptr (GBytes) bytes = sign_region (fixture, region, by_a);
  g_autoptr (GBytes) altered = alter (bytes, -1);
  g_autoptr (GBytes) noise = g_bytes_new_static ("noise", 5);
  KkHash network;

  g_assert_null (kk_directory_get_region (fixture->directory));
  g_assert_cmpint (accept_region (fixture, region, by_outsider), ==, KK_ACCEPT_REFUSED);
  g_assert_cmpint (accept_bytes (fixture, KK_BOARD_REGION, altered), ==, KK_ACCEPT_REFUSED);
  g_assert_cmpint (accept_bytes (fixture, KK_BOARD_REGION, noise), ==, KK_ACCEPT_REFUSED);
  g_assert_cmpint (accept_bytes (fixture, KK_BOARD_REGION, bytes), ==, KK_ACCEPT_NEW);
  g_assert_cmpint (accept_bytes (fixture, KK_BOARD_REGION, bytes), ==, KK_ACCEPT_KNOWN);
  network = hash_of (KK_BOARD_REGION, bytes);
  g_assert_true (kk_hash_equal (kk_directory_get_network_id (fixture->directory), &network));

  g_free (region->name);
  region->name = g_strdup ("Twente");
  g_assert_cmpint (accept_region (fixture, region, by_a), ==, KK_ACCEPT_REFUSED);
  reload (fixture);
  g_assert_true (kk_hash_equal (kk_directory_get_network_id (fixture->directory), &network));
}

static void
test_region_next (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkRegion) region = NULL;
  g_autoptr (KkRegion) later = NULL;
  KkVersion pin;

  begin_region (fixture);
  later = draft_region (fixture, 3);
  g_assert_cmpint (accept_region (fixture, later, by_a), ==, KK_ACCEPT_LATER);
  region = draft_region (fixture, 2);
  g_assert_cmpint (accept_region (fixture, region, by_outsider), ==, KK_ACCEPT_REFUSED);
  g_assert_cmpint (accept_region (fixture, region, by_a), ==, KK_ACCEPT_NEW);
  g_assert_cmpuint (kk_directory_get_region (fixture->directory)->version, ==, 2);

  pin = kk_directory_region_version (fixture->directory);
  g_assert_cmpint (kk_directory_check_region (fixture->directory, &pin), ==, KK_PINNED_KNOWN);
  pin.hash.bytes[0] ^= 1;
  g_assert_cmpint (kk_directory_check_region (fixture->directory, &pin), ==, KK_PINNED_OTHER);
  pin.version++;
  g_assert_cmpint (kk_directory_check_region (fixture->directory, &pin), ==, KK_PINNED_NEWER);
}

static void
test_region_roots (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkRegion) region = NULL;

  begin_region (fixture);
  region = draft_region (fixture, 2);
  g_array_set_size (region->roots, 0);
  add_key (region->roots, ROOT_A);
  add_key (region->roots, ROOT_B);
  add_key (region->roots, ROOT_C);
  region->threshold = 2;
  g_assert_cmpint (accept_region (fixture, region, by_a), ==, KK_ACCEPT_REFUSED);
  g_assert_cmpint (accept_region (fixture, region, by_b_c), ==, KK_ACCEPT_REFUSED);
  g_assert_cmpint (accept_region (fixture, region, by_a_b), ==, KK_ACCEPT_NEW);

  /* Back to one key: that takes two of the three. */
  g_clear_pointer (&region, kk_region_free);
  region = draft_region (fixture, 3);
  g_array_set_size (region->roots, 0);
  add_key (region->roots, ROOT_B);
  g_assert_cmpint (accept_region (fixture, region, by_b), ==, KK_ACCEPT_REFUSED);
  g_assert_cmpint (accept_region (fixture, region, by_b_c), ==, KK_ACCEPT_NEW);
}

static void
test_region_promises (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkRegion) region = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GBytes) elsewhere = NULL;
  KkHash other = { { 9 } };

  begin_region (fixture);
  region = draft_region (fixture, 2);
  body = kk_region_encode (region, NULL);
  elsewhere = sign_by (KK_BOARD_REGION, &other, body, by_a);
  g_assert_cmpint (accept_bytes (fixture, KK_BOARD_REGION, elsewhere), ==, KK_ACCEPT_REFUSED);
  g_ptr_array_set_size (region->organisations, 1);
  g_assert_cmpint (accept_region (fixture, region, by_a), ==, KK_ACCEPT_REFUSED);
  g_assert_cmpuint (kk_directory_get_region (fixture->directory)->version, ==, 1);
}

static void
test_region_fork (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkRegion) region = NULL;
  g_autoptr (KkRegion) other = NULL;
  KkVersion first;

  begin_region (fixture);
  region = draft_region (fixture, 2);
  other = draft_region (fixture, 2);
  g_free (other->name);
  other->name = g_strdup ("IJsselland-Oost");
  g_assert_cmpint (accept_region (fixture, region, by_a), ==, KK_ACCEPT_NEW);
  first = kk_directory_region_version (fixture->directory);
  g_assert_false (kk_directory_has_region_fork (fixture->directory));
  g_assert_cmpint (accept_region (fixture, other, by_outsider), ==, KK_ACCEPT_REFUSED);
  g_assert_false (kk_directory_has_region_fork (fixture->directory));
  g_assert_cmpint (accept_region (fixture, other, by_a), ==, KK_ACCEPT_FORK);
  reload (fixture);
  g_assert_true (kk_directory_has_region_fork (fixture->directory));
  g_assert_cmpstr (kk_directory_get_region (fixture->directory)->name, ==, "IJsselland");
  g_assert_cmpint (kk_directory_check_region (fixture->directory, &first), ==, KK_PINNED_KNOWN);
}

/* Organisation. */

static void
test_organisation_refused (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkOrganisation) organisation = draft_organisation (fixture, 1);
  g_autoptr (GBytes) body = encode_organisation (organisation);
  g_autoptr (GBytes) good = sign_organisation (fixture, organisation, DEVENTER);
  g_autoptr (GBytes) altered = alter (good, -1);
  g_autoptr (GBytes) twice = NULL;
  g_autoptr (GBytes) bound = NULL;
  const int both[] = { DEVENTER, VEILIG_THUIS, -1 };
  const int deventer[] = { DEVENTER, -1 };

  g_assert_cmpint (accept_bytes (fixture, KK_BOARD_ORGANISATION, good), ==, KK_ACCEPT_LATER);
  begin_region (fixture);
  twice = sign_by (KK_BOARD_ORGANISATION, &kk_no_network, body, both);
  bound = sign_by (KK_BOARD_ORGANISATION, kk_directory_get_network_id (fixture->directory), body,
                   deventer);
  g_assert_cmpint (accept_organisation (fixture, organisation, OUTSIDER), ==, KK_ACCEPT_LATER);
  g_assert_cmpint (accept_organisation (fixture, organisation, VEILIG_THUIS), ==,
                   KK_ACCEPT_REFUSED);
  g_assert_cmpint (accept_bytes (fixture, KK_BOARD_ORGANISATION, altered), ==, KK_ACCEPT_REFUSED);
  g_assert_cmpint (accept_bytes (fixture, KK_BOARD_ORGANISATION, twice), ==, KK_ACCEPT_REFUSED);
  g_assert_cmpint (accept_bytes (fixture, KK_BOARD_ORGANISATION, bound), ==, KK_ACCEPT_REFUSED);
  ((KkDesk *) organisation->desks->pdata[0])->hat = KK_HAT_POL;
  g_assert_cmpint (accept_organisation (fixture, organisation, DEVENTER), ==, KK_ACCEPT_LATER);
  g_assert_null (kk_directory_get_organisation (fixture->directory, "gemeente-deventer"));
  g_assert_cmpint (accept_bytes (fixture, KK_BOARD_ORGANISATION, good), ==, KK_ACCEPT_NEW);
  g_assert_cmpint (accept_bytes (fixture, KK_BOARD_ORGANISATION, good), ==, KK_ACCEPT_KNOWN);
}

/* From version 2 on a document is of one network. */
static void
test_organisation_network (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkOrganisation) organisation = draft_organisation (fixture, 2);
  g_autoptr (GBytes) body = encode_organisation (organisation);
  g_autoptr (GBytes) unbound = NULL;
  const int deventer[] = { DEVENTER, -1 };

  begin_organisation (fixture);
  unbound = sign_by (KK_BOARD_ORGANISATION, &kk_no_network, body, deventer);
  g_assert_cmpint (accept_bytes (fixture, KK_BOARD_ORGANISATION, unbound), ==, KK_ACCEPT_REFUSED);
  g_assert_cmpint (accept_organisation (fixture, organisation, DEVENTER), ==, KK_ACCEPT_NEW);
}

static void
test_organisation_versions (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkOrganisation) fifth = draft_organisation (fixture, 5);
  g_autoptr (KkOrganisation) third = draft_organisation (fixture, 3);
  KkVersion pin = { .version = 4 };

  begin_organisation (fixture);
  g_assert_cmpint (accept_organisation (fixture, fifth, DEVENTER), ==, KK_ACCEPT_NEW);
  g_assert_cmpint (accept_organisation (fixture, third, DEVENTER), ==, KK_ACCEPT_KNOWN);
  reload (fixture);
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
test_others_desk (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkOrganisation) thief = draft_organisation (fixture, 1);
  const KkOrganisation *owner = NULL;

  begin_organisation (fixture);
  g_free (thief->slug);
  thief->slug = g_strdup ("veilig-thuis");
  ((KkDesk *) thief->desks->pdata[0])->hat = KK_HAT_VT;
  g_assert_cmpint (accept_organisation (fixture, thief, VEILIG_THUIS), ==, KK_ACCEPT_REFUSED);
  g_assert_nonnull (kk_directory_find_desk (fixture->directory, &fixture->desk, &owner));
  g_assert_cmpstr (owner->slug, ==, "gemeente-deventer");
}

/* Documents of a fork at version 2, healed by version 4. */
enum { SIDE_A, SIDE_B, ONE_SIDED, HEALED, N_FORK };

static void
add_revocation (GPtrArray *revocations, const KkId *device)
{
  KkRevocation *revocation = kk_revocation_new ();

  revocation->device = *device;
  revocation->reason = g_strdup ("lost");
  g_ptr_array_add (revocations, revocation);
}

static void
make_fork (Fixture *fixture, GBytes *documents[N_FORK])
{
  g_autoptr (KkOrganisation) side_a = draft_organisation (fixture, 2);
  g_autoptr (KkOrganisation) side_b = draft_organisation (fixture, 2);
  g_autoptr (KkOrganisation) one_sided = draft_organisation (fixture, 3);
  g_autoptr (KkOrganisation) healed = draft_organisation (fixture, 4);
  KkHash a, b;

  add_revocation (side_b->revocations, &fixture->device);
  documents[SIDE_A] = sign_organisation (fixture, side_a, DEVENTER);
  documents[SIDE_B] = sign_organisation (fixture, side_b, DEVENTER);
  a = hash_of (KK_BOARD_ORGANISATION, documents[SIDE_A]);
  b = hash_of (KK_BOARD_ORGANISATION, documents[SIDE_B]);
  g_array_index (one_sided->previous, KkHash, 0) = a;
  g_array_index (healed->previous, KkHash, 0) = a;
  g_array_append_val (healed->previous, b);
  documents[ONE_SIDED] = sign_organisation (fixture, one_sided, DEVENTER);
  documents[HEALED] = sign_organisation (fixture, healed, DEVENTER);
}

static guint64
version_in_force (const Fixture *fixture)
{
  return kk_directory_organisation_version (fixture->directory, "gemeente-deventer").version;
}

static void
test_organisation_fork (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GBytes *documents[N_FORK];
  KkVersion side;
  KkId seat = kk_derive_seat_id (&fixture->device, &fixture->desk);

  begin_organisation (fixture);
  make_fork (fixture, documents);
  side.version = 2;
  side.hash = hash_of (KK_BOARD_ORGANISATION, documents[SIDE_A]);
  g_assert_cmpint (accept_bytes (fixture, KK_BOARD_ORGANISATION, documents[SIDE_A]), ==,
                   KK_ACCEPT_NEW);
  g_assert_true (kk_directory_find_seat (fixture->directory, &seat)->active);
  g_assert_cmpint (accept_bytes (fixture, KK_BOARD_ORGANISATION, documents[SIDE_B]), ==,
                   KK_ACCEPT_FORK);
  g_assert_cmpuint (version_in_force (fixture), ==, 1);
  g_assert_true (kk_directory_find_seat (fixture->directory, &seat)->revoked);
  g_assert_cmpint (kk_directory_check_organisation (fixture->directory, "gemeente-deventer", &side),
                   ==, KK_PINNED_OTHER);
  g_assert_cmpint (accept_bytes (fixture, KK_BOARD_ORGANISATION, documents[ONE_SIDED]), ==,
                   KK_ACCEPT_FORK);
  g_assert_cmpuint (version_in_force (fixture), ==, 1);
  reload (fixture);
  g_assert_cmpuint (version_in_force (fixture), ==, 1);
  g_assert_cmpint (accept_bytes (fixture, KK_BOARD_ORGANISATION, documents[HEALED]), ==,
                   KK_ACCEPT_NEW);
  g_assert_cmpuint (version_in_force (fixture), ==, 4);
  g_assert_cmpint (kk_directory_check_organisation (fixture->directory, "gemeente-deventer", &side),
                   ==, KK_PINNED_KNOWN);
  g_assert_true (kk_directory_find_seat (fixture->directory, &seat)->revoked);
  for (int i = 0; i < N_FORK; i++)
    g_bytes_unref (documents[i]);
}

/* Whatever the order in which members see the documents, the same one is in force at each step of the set. */
static void
test_organisation_order (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const int orders[][N_FORK] = {
    { SIDE_A, SIDE_B, ONE_SIDED, HEALED }, { SIDE_B, SIDE_A, HEALED, ONE_SIDED },
    { HEALED, ONE_SIDED, SIDE_B, SIDE_A }, { ONE_SIDED, SIDE_B, SIDE_A, HEALED },
    { ONE_SIDED, HEALED, SIDE_A, SIDE_B }, { SIDE_B, HEALED, SIDE_A, ONE_SIDED },
  };
  GBytes *documents[N_FORK];
  g_autoptr (KkOrganisation) first = draft_organisation (fixture, 1);
  g_autoptr (GBytes) first_bytes = sign_organisation (fixture, first, DEVENTER);
  g_autoptr (KkRegion) region = draft_region (fixture, 1);

  g_assert_cmpint (accept_region (fixture, region, by_a), ==, KK_ACCEPT_NEW);
  make_fork (fixture, documents);
  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++) {
    close_directory (fixture);
    open_directory (fixture);
    g_assert_cmpint (accept_region (fixture, region, by_a), ==, KK_ACCEPT_NEW);
    (void) accept_bytes (fixture, KK_BOARD_ORGANISATION, first_bytes);
    for (int j = 0; j < N_FORK; j++)
      (void) accept_bytes (fixture, KK_BOARD_ORGANISATION, documents[orders[i][j]]);
    g_assert_cmpuint (version_in_force (fixture), ==, 4);
  }
  for (int i = 0; i < N_FORK; i++)
    g_bytes_unref (documents[i]);
}

/* Register. */

/* The register of the program and one file more, with @extra in it. */
static GBytes *
make_register (const Fixture *fixture, guint64 version, const char *extra, int signer)
{
  g_autoptr (KkRegisterDocument) document = kk_register_document_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = kk_register_folder_read (NULL, &error);
  g_autoptr (GBytes) more = g_bytes_new (extra, strlen (extra));
  g_autoptr (GBytes) body = NULL;
  const int signers[] = { signer, -1 };

  g_assert_no_error (error);
  g_ptr_array_add (files, kk_document_file_new ("zz.register", more));
  document->level = KK_LEVEL;
  document->version = version;
  document->previous.bytes[0] = version > 1;
  g_ptr_array_unref (document->files);
  document->files = g_steal_pointer (&files);
  body = kk_register_document_encode (document, &error);
  g_assert_no_error (error);
  return sign_by (KK_BOARD_REGISTER, kk_directory_get_network_id (fixture->directory), body,
                  signers);
}

#define REMARK_A "ketenkluis-register 1\n\n# a\n"
#define REMARK_B "ketenkluis-register 1\n\n# b\n"

static KkAcceptVerdict
accept_register (Fixture *fixture, guint64 version, const char *extra, int signer)
{
  g_autoptr (GBytes) bytes = make_register (fixture, version, extra, signer);

  return accept_bytes (fixture, KK_BOARD_REGISTER, bytes);
}

static void
test_register (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GBytes) good = NULL;
  g_autoptr (GBytes) altered = NULL;
  g_autoptr (GError) error = NULL;
  const KkRegister *reg;
  KkVersion version;

  begin_region (fixture);
  good = make_register (fixture, 1, REMARK_A, REGISTRAR);
  altered = alter (good, -1);
  g_assert_cmpint (accept_bytes (fixture, KK_BOARD_REGISTER, altered), ==, KK_ACCEPT_REFUSED);
  g_assert_cmpint (accept_register (fixture, 1, REMARK_A, OUTSIDER), ==, KK_ACCEPT_LATER);
  g_assert_cmpint (accept_register (fixture, 1, "no register\n", REGISTRAR), ==, KK_ACCEPT_LATER);
  g_assert_null (kk_directory_newest_register (fixture->directory, &error));
  g_assert_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_cmpint (accept_bytes (fixture, KK_BOARD_REGISTER, good), ==, KK_ACCEPT_NEW);
  g_assert_cmpint (accept_bytes (fixture, KK_BOARD_REGISTER, good), ==, KK_ACCEPT_KNOWN);

  version = kk_directory_register_version (fixture->directory);
  reg = kk_directory_newest_register (fixture->directory, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kk_register_get_version (reg), ==, 1);
  g_assert_true (kk_hash_equal (kk_register_get_hash (reg), &version.hash));
  g_assert_true (reg == kk_directory_get_register (fixture->directory, &version, &error));
}

static void
test_register_fork (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  KkVersion second;

  begin_region (fixture);
  g_assert_cmpint (accept_register (fixture, 1, REMARK_A, REGISTRAR), ==, KK_ACCEPT_NEW);
  g_assert_cmpint (accept_register (fixture, 2, REMARK_A, REGISTRAR), ==, KK_ACCEPT_NEW);
  second = kk_directory_register_version (fixture->directory);
  g_assert_cmpint (accept_register (fixture, 2, REMARK_B, REGISTRAR), ==, KK_ACCEPT_FORK);
  g_assert_cmpuint (kk_directory_register_version (fixture->directory).version, ==, 1);
  g_assert_cmpint (kk_directory_check_register (fixture->directory, &second), ==, KK_PINNED_OTHER);
  g_assert_cmpint (accept_register (fixture, 4, REMARK_B, REGISTRAR), ==, KK_ACCEPT_NEW);
  g_assert_cmpuint (kk_directory_register_version (fixture->directory).version, ==, 4);
}

/* Who is there. */

static const KkSeatInfo *
only_seat (const Fixture *fixture)
{
  const GPtrArray *seats = kk_directory_get_seats (fixture->directory);

  g_assert_cmpuint (seats->len, ==, 1);
  return seats->pdata[0];
}

static void
test_seat (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkOrganisation) organisation = draft_organisation (fixture, 2);
  g_autoptr (KkRegion) region = NULL;

  begin_organisation (fixture);
  g_assert_true (only_seat (fixture)->active);
  g_assert_true (kk_id_equal (&only_seat (fixture)->device_id, &fixture->device));

  ((KkDesk *) organisation->desks->pdata[0])->standing = KK_STANDING_ENDED;
  g_assert_cmpint (accept_organisation (fixture, organisation, DEVENTER), ==, KK_ACCEPT_NEW);
  g_assert_false (only_seat (fixture)->active);
  g_assert_false (only_seat (fixture)->revoked);

  ((KkDesk *) organisation->desks->pdata[0])->standing = KK_STANDING_ACTIVE;
  organisation->version = 3;
  g_assert_cmpint (accept_organisation (fixture, organisation, DEVENTER), ==, KK_ACCEPT_NEW);
  g_assert_true (only_seat (fixture)->active);

  region = draft_region (fixture, 2);
  g_array_index (((KkRegionOrganisation *) region->organisations->pdata[0])->hats, KkHat, 0) =
      KK_HAT_GEM_OOV;
  g_assert_cmpint (accept_region (fixture, region, by_a), ==, KK_ACCEPT_NEW);
  g_assert_false (only_seat (fixture)->active);
}

/* An organisation can revoke its own devices only; the region any. */
static void
test_revocation (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkOrganisation) other = draft_organisation (fixture, 1);
  g_autoptr (KkRegion) region = NULL;

  begin_organisation (fixture);
  g_free (other->slug);
  other->slug = g_strdup ("veilig-thuis");
  ((KkDesk *) other->desks->pdata[0])->hat = KK_HAT_VT;
  ((KkDesk *) other->desks->pdata[0])->id = kk_id_random ();
  g_array_index (((KkDevice *) other->devices->pdata[0])->desks, KkId, 0) =
      ((KkDesk *) other->desks->pdata[0])->id;
  add_revocation (other->revocations, &fixture->device);
  g_assert_cmpint (accept_organisation (fixture, other, VEILIG_THUIS), ==, KK_ACCEPT_NEW);
  {
    KkId seat = kk_derive_seat_id (&fixture->device, &fixture->desk);

    g_assert_true (kk_directory_find_seat (fixture->directory, &seat)->active);
    region = draft_region (fixture, 2);
    add_revocation (region->revocations, &fixture->device);
    g_assert_cmpint (accept_region (fixture, region, by_a), ==, KK_ACCEPT_NEW);
    g_assert_false (kk_directory_find_seat (fixture->directory, &seat)->active);
    g_assert_true (kk_directory_find_seat (fixture->directory, &seat)->revoked);
  }
}

static void
assert_resolves (const Fixture *fixture, const char *name, gboolean expected)
{
  g_autoptr (GError) error = NULL;
  const KkOrganisation *organisation = NULL;
  const KkDesk *desk = kk_directory_resolve_desk (fixture->directory, name, &organisation, &error);

  if (expected) {
    g_assert_no_error (error);
    g_assert_cmpstr (organisation->slug, ==, "gemeente-deventer");
    g_assert_cmpint (desk->hat, ==, KK_HAT_GEM_WMO);
  } else {
    g_assert_null (desk);
    g_assert_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE);
  }
}

static void
test_resolve (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkOrganisation) organisation = draft_organisation (fixture, 2);
  KkDesk *second = kk_desk_copy (organisation->desks->pdata[0]);

  begin_organisation (fixture);
  assert_resolves (fixture, "gemeente-deventer", TRUE);
  assert_resolves (fixture, "gemeente-deventer/GEM_WMO", TRUE);
  assert_resolves (fixture, "gemeente-deventer/GEM_WMO/regisseur", TRUE);
  assert_resolves (fixture, kk_id_text (&fixture->desk).text, TRUE);
  assert_resolves (fixture, "gemeente-deventer/VT", FALSE);
  assert_resolves (fixture, "gemeente-deventer/GEM_WMO/directeur", FALSE);
  assert_resolves (fixture, "zwolle", FALSE);
  assert_resolves (fixture, "", FALSE);

  second->id = kk_id_random ();
  g_free (second->role);
  second->role = g_strdup ("directeur");
  g_ptr_array_add (organisation->desks, second);
  g_assert_cmpint (accept_organisation (fixture, organisation, DEVENTER), ==, KK_ACCEPT_NEW);
  assert_resolves (fixture, "gemeente-deventer/GEM_WMO", FALSE);
  assert_resolves (fixture, "gemeente-deventer/GEM_WMO/regisseur", TRUE);
}

static void
assert_board (const Fixture *fixture, const KkId *device, guint n_documents)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) board = kk_directory_dup_board (fixture->directory, device, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (board->len, ==, n_documents);
  for (guint i = 0; i < board->len; i++) {
    const KkBoardDocument *document = board->pdata[i];
    KkHash hash = kk_document_board_hash (document->bytes);

    g_assert_true (kk_hash_equal (&hash, &document->hash));
  }
}

static void
test_board (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (KkRegion) region = NULL;
  KkId other = kk_id_random ();

  begin_organisation (fixture);
  region = draft_region (fixture, 2);
  g_assert_cmpint (accept_region (fixture, region, by_a), ==, KK_ACCEPT_NEW);
  g_assert_cmpint (accept_register (fixture, 1, REMARK_A, REGISTRAR), ==, KK_ACCEPT_NEW);
  g_assert_cmpint (accept_register (fixture, 2, REMARK_A, REGISTRAR), ==, KK_ACCEPT_NEW);
  assert_board (fixture, &other, 0);
  assert_board (fixture, &fixture->device, 5); /* two regions, an organisation, two registers */
  g_assert_true (kk_vault_setting_set_number (fixture->vault, "register-replaced-1", 1, NULL));
  assert_board (fixture, &fixture->device, 4); /* the first register was replaced long ago */
  g_assert_true (kk_vault_setting_set_number (fixture->vault, KK_SETTING_PUBLISHED, 2, NULL));
  assert_board (fixture, &other, 4); /* a publisher has every organisation */
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

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
  ADD ("/directory/organisation/network", test_organisation_network);
  ADD ("/directory/organisation/versions", test_organisation_versions);
  ADD ("/directory/organisation/others-desk", test_others_desk);
  ADD ("/directory/organisation/fork", test_organisation_fork);
  ADD ("/directory/organisation/order", test_organisation_order);
  ADD ("/directory/register/accept", test_register);
  ADD ("/directory/register/fork", test_register_fork);
  ADD ("/directory/seat", test_seat);
  ADD ("/directory/revocation", test_revocation);
  ADD ("/directory/resolve", test_resolve);
  ADD ("/directory/board", test_board);
  return g_test_run ();
}
