/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "kk-test-documents.h"

#include "app/region/kk-documents-private.h"
#include "base/kk-limits.h"
#include "crypto/kk-derive.h"
#include "format/kk-document-codec.h"
#include "kk-test-region.h"

const int kk_by_a[] = { KK_PAIR_ROOT_A, -1 };
const int kk_by_b[] = { KK_PAIR_ROOT_B, -1 };
const int kk_by_a_b[] = { KK_PAIR_ROOT_A, KK_PAIR_ROOT_B, -1 };
const int kk_by_b_c[] = { KK_PAIR_ROOT_B, KK_PAIR_ROOT_C, -1 };
const int kk_by_outsider[] = { KK_PAIR_OUTSIDER, -1 };

typedef struct {
  KkSignPublicKey public_key;
  KkSignSecretKey secret_key;
} Pair;

static Pair pairs[KK_N_PAIRS];

void
kk_documents_open_directory (KkDocumentsFixture *fixture)
{
  g_autoptr (KkSecret) key = kk_secret_new_random (KK_VAULT_KEY_SIZE);
  g_autoptr (GError) error = NULL;

  fixture->folder = kk_test_folder_new ();
  fixture->vault = kk_vault_create (fixture->folder, key, &error);
  g_assert_no_error (error);
  fixture->directory = kk_directory_load (fixture->vault, &error);
  g_assert_no_error (error);
}

void
kk_documents_close_directory (KkDocumentsFixture *fixture)
{
  g_clear_pointer (&fixture->directory, kk_directory_free);
  g_clear_pointer (&fixture->vault, kk_vault_close);
  kk_test_folder_remove (fixture->folder);
  g_clear_pointer (&fixture->folder, g_free);
}

void
kk_documents_set_up (KkDocumentsFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  KkKxSecretKey kx;
  KkSignSecretKey sign;

  for (int i = 0; i < KK_N_PAIRS; i++)
    kk_sign_pair_generate (&pairs[i].public_key, &pairs[i].secret_key);
  kk_sign_pair_generate (&fixture->device_sign, &sign);
  kk_kx_pair_generate (&fixture->device_kx, &kx);
  fixture->device = kk_derive_device_id (&fixture->device_sign, &fixture->device_kx);
  fixture->desk = kk_id_random ();
  kk_documents_open_directory (fixture);
}

void
kk_documents_tear_down (KkDocumentsFixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  kk_documents_close_directory (fixture);
}

void
kk_documents_add_key (GArray *keys, int pair)
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

KkRegion *
kk_documents_draft_region (const KkDocumentsFixture *fixture, guint64 version)
{
  KkRegion *region = kk_region_new ();
  KkRegionSecret secret = { .epoch = 1, .state = KK_SECRET_ACTIVE };

  region->version = version;
  if (version > 1)
    region->previous = kk_directory_region_version (fixture->directory).hash;
  region->name = g_strdup ("IJsselland");
  region->threshold = 1;
  kk_documents_add_key (region->roots, KK_PAIR_ROOT_A);
  kk_documents_add_key (region->register_keys, KK_PAIR_REGISTRAR);
  g_array_append_val (region->secrets, secret);
  add_organisation (region, "gemeente-deventer", KK_PAIR_DEVENTER, KK_HAT_GEM_WMO);
  add_organisation (region, "veilig-thuis", KK_PAIR_VEILIG_THUIS, KK_HAT_VT);
  return region;
}

/* @kind with its body, signed by each of @signers (ends with -1). */
GBytes *
kk_documents_sign_by (KkBoardKind kind, const KkHash *network_id, GBytes *body, const int *signers)
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

GBytes *
kk_documents_sign_region (const KkDocumentsFixture *fixture,
                          const KkRegion *region,
                          const int *signers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = kk_region_encode (region, &error);

  g_assert_no_error (error);
  return kk_documents_sign_by (
      KK_BOARD_REGION,
      region->version == 1 ? &kk_no_network : kk_directory_get_network_id (fixture->directory),
      body, signers);
}

KkOrganisation *
kk_documents_draft_organisation (const KkDocumentsFixture *fixture, guint64 version)
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

GBytes *
kk_documents_encode_organisation (const KkOrganisation *organisation)
{
  g_autoptr (GError) error = NULL;
  GBytes *body = kk_organisation_encode (organisation, &error);

  g_assert_no_error (error);
  return body;
}

GBytes *
kk_documents_sign_organisation (const KkDocumentsFixture *fixture,
                                const KkOrganisation *organisation,
                                int signer)
{
  g_autoptr (GBytes) body = kk_documents_encode_organisation (organisation);
  const int signers[] = { signer, -1 };

  return kk_documents_sign_by (KK_BOARD_ORGANISATION,
                               organisation->version == 1
                                   ? &kk_no_network
                                   : kk_directory_get_network_id (fixture->directory),
                               body, signers);
}

KkHash
kk_documents_hash_of (KkBoardKind kind, GBytes *bytes)
{
  g_autoptr (KkSignedDocument) document = kk_signed_document_decode (bytes, NULL);

  return kk_document_hash (kind, document->body);
}

KkAcceptVerdict
kk_documents_accept_bytes (KkDocumentsFixture *fixture, KkBoardKind kind, GBytes *bytes)
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

KkAcceptVerdict
kk_documents_accept_region (KkDocumentsFixture *fixture, const KkRegion *region, const int *signers)
{
  g_autoptr (GBytes) bytes = kk_documents_sign_region (fixture, region, signers);

  return kk_documents_accept_bytes (fixture, KK_BOARD_REGION, bytes);
}

KkAcceptVerdict
kk_documents_accept_organisation (KkDocumentsFixture *fixture,
                                  const KkOrganisation *organisation,
                                  int signer)
{
  g_autoptr (GBytes) bytes = kk_documents_sign_organisation (fixture, organisation, signer);

  return kk_documents_accept_bytes (fixture, KK_BOARD_ORGANISATION, bytes);
}

void
kk_documents_begin_region (KkDocumentsFixture *fixture)
{
  g_autoptr (KkRegion) region = kk_documents_draft_region (fixture, 1);

  g_assert_cmpint (kk_documents_accept_region (fixture, region, kk_by_a), ==, KK_ACCEPT_NEW);
}

void
kk_documents_begin_organisation (KkDocumentsFixture *fixture)
{
  g_autoptr (KkOrganisation) organisation = kk_documents_draft_organisation (fixture, 1);

  kk_documents_begin_region (fixture);
  g_assert_cmpint (kk_documents_accept_organisation (fixture, organisation, KK_PAIR_DEVENTER), ==,
                   KK_ACCEPT_NEW);
}

void
kk_documents_reload (KkDocumentsFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kk_directory_reload (fixture->directory, &error));
  g_assert_no_error (error);
}

/* @offset from the end when negative. */
GBytes *
kk_documents_alter (GBytes *bytes, gssize offset)
{
  gsize size;
  guint8 *data = g_memdup2 (g_bytes_get_data (bytes, &size), g_bytes_get_size (bytes));

  data[offset < 0 ? (gssize) size + offset : offset] ^= 1;
  return g_bytes_new_take (data, size);
}

void
kk_documents_add_revocation (GPtrArray *revocations, const KkId *device)
{
  KkRevocation *revocation = kk_revocation_new ();

  revocation->device = *device;
  revocation->reason = g_strdup ("lost");
  g_ptr_array_add (revocations, revocation);
}
