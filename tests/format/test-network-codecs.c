/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-limits.h"
#include "documents.h"
#include "format/kk-document-codec.h"
#include "format/kk-join-codec.h"
#include "format/kk-secret-codec.h"

#include <string.h>

/* A golden document says what its fields must be; that both ways agree about the bytes is tested with the vectors. */

static KkId
make_id (guint8 byte)
{
  KkId id;

  memset (id.bytes, byte, sizeof id.bytes);
  return id;
}

static void
check_revocation (const KkRevocation *revocation)
{
  const KkPin *pin = &g_array_index (revocation->pins, KkPin, 0);

  kk_assert_filled (revocation->device, 0x61);
  g_assert_cmpstr (revocation->reason, ==, "laptop kwijt");
  g_assert_cmpuint (revocation->pins->len, ==, 2);
  kk_assert_filled (pin->log, 0x21);
  g_assert_cmpuint (pin->push_no, ==, 7);
  kk_assert_filled (pin->manifest, 7);
}

static void
check_region_members (const KkRegion *region)
{
  const KkRegionOrganisation *police = kk_region_find_organisation (region, "politie");
  const KkRemote *remote = g_ptr_array_index (region->remotes, 0);
  const KkRemote *second = g_ptr_array_index (region->remotes, 1);

  g_assert_nonnull (police);
  g_assert_cmpstr (police->name, ==, "Politie");
  kk_assert_filled (police->public_key, 0x22);
  g_assert_cmpuint (police->hats->len, ==, 1);
  g_assert_cmpint (g_array_index (police->hats, KkHat, 0), ==, KK_HAT_POL);
  g_assert_cmpint (police->standing, ==, KK_STANDING_ENDED);
  g_assert_null (kk_region_find_organisation (region, "elders"));
  g_assert_cmpstr (remote->url, ==, "ssh://git@example.org/keten.git");
  g_assert_true (remote->has_host_key);
  kk_assert_filled (remote->host_key, 0x51);
  g_assert_false (second->has_host_key);
}

static void
test_region (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("region-golden.vec");
  g_autoptr (KkRegion) region = kk_region_decode (bytes, NULL);

  g_assert_nonnull (region);
  g_assert_cmpuint (region->level, ==, 1);
  g_assert_cmpuint (region->version, ==, 3);
  kk_assert_filled (region->previous, 2);
  g_assert_cmpstr (region->name, ==, "Keten Voorbeeld");
  g_assert_cmpuint (region->threshold, ==, 2);
  g_assert_cmpuint (region->roots->len, ==, 3);
  kk_assert_filled (g_array_index (region->roots, KkPublicKey, 2), 0x13);
  check_region_members (region);
  g_assert_cmpuint (kk_region_active_secret (region)->epoch, ==, 2);
  kk_assert_filled (kk_region_find_secret (region, 3)->commitment, 0x33);
  g_assert_cmpint (kk_region_find_secret (region, 1)->state, ==, KK_SECRET_RETIRING);
  g_assert_null (kk_region_find_secret (region, 4));
  kk_assert_filled (g_array_index (region->register_keys, KkPublicKey, 0), 0x41);
  g_assert_cmpuint (region->least_level, ==, 1);
  g_assert_cmpuint (region->days_to_live, ==, 90);
  check_revocation (g_ptr_array_index (region->revocations, 0));
}

static void
test_organisation (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("organisation-golden.vec");
  g_autoptr (KkOrganisation) organisation = kk_organisation_decode (bytes, NULL);
  const KkDevice *device;
  const KkDesk *desk;
  KkId id = make_id (0x32);

  g_assert_nonnull (organisation);
  g_assert_cmpstr (organisation->slug, ==, "gemeente-a");
  g_assert_cmpuint (organisation->version, ==, 4);
  kk_assert_filled (g_array_index (organisation->previous, KkHash, 1), 4);
  kk_assert_filled (organisation->steward, 0x71);
  desk = kk_organisation_find_desk (organisation, &id);
  g_assert_cmpint (desk->hat, ==, KK_HAT_GEM_WMO);
  g_assert_cmpstr (desk->role, ==, "Casemanager");
  g_assert_cmpstr (desk->name, ==, "Zorgcoördinatie 50");
  g_assert_cmpint (desk->standing, ==, KK_STANDING_ACTIVE);
  device = g_ptr_array_index (organisation->devices, 0);
  kk_assert_filled (device->sign, 0x41);
  kk_assert_filled (device->kx, 0x42);
  kk_assert_filled (device->person.id, 0x51);
  g_assert_cmpstr (device->person.name, ==, "F. van den Berg");
  g_assert_cmpstr (device->person.function, ==, "zorgcoördinator");
  g_assert_true (kk_device_has_desk (device, &id));
  device = g_ptr_array_index (organisation->devices, 1);
  g_assert_false (kk_device_has_desk (device, &id));
  g_assert_cmpint (device->standing, ==, KK_STANDING_REVOKED);
  check_revocation (g_ptr_array_index (organisation->revocations, 0));
}

static void
test_register_document (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("register-document-golden.vec");
  g_autoptr (KkRegisterDocument) document = kk_register_document_decode (bytes, NULL);
  const KkDocumentFile *file = g_ptr_array_index (document->files, 1);

  g_assert_cmpuint (document->version, ==, 2);
  kk_assert_filled (document->previous, 1);
  g_assert_cmpstr (file->name, ==, "rows.json");
  g_assert_cmpuint (g_bytes_get_size (file->bytes), ==, 3);
}

static void
test_revocation (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("revocation-golden.vec");
  g_autoptr (KkRevocation) revocation = kk_revocation_decode (bytes, NULL);

  check_revocation (revocation);
}

static void
test_signed_document (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("signed-document-golden.vec");
  g_autoptr (KkSignedDocument) document = kk_signed_document_decode (bytes, NULL);
  const KkDocumentSignature *signature =
      &g_array_index (document->signatures, KkDocumentSignature, 1);

  g_assert_cmpuint (g_bytes_get_size (document->body), ==, 1);
  kk_assert_filled (signature->signer, 0x11);
  kk_assert_filled (signature->signature, 1);
}

static void
test_join_request (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("join-request-golden.vec");
  g_autoptr (KkJoinRequest) request = kk_join_request_decode (bytes, NULL);
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) body = NULL;
  KkSignature signature = { { 9 } };
  KkSignature found;

  kk_assert_filled (request->sign, 0x41);
  kk_assert_filled (request->kx, 0x42);
  g_assert_cmpstr (request->person.name, ==, "F. van den Berg");
  kk_assert_filled (((const KkDesk *) g_ptr_array_index (request->desks, 0))->id, 0x31);
  g_assert_cmpuint (g_bytes_get_size (request->organisation), ==, 15);
  g_assert_true (kk_is_filled (request->nonce, sizeof request->nonce, 5));
  g_assert_cmpstr (request->slug, ==, "gemeente-a");
  g_assert_cmpstr (request->organisation_name, ==, "Gemeente A");

  file = kk_join_file_encode (bytes, &signature, NULL);
  g_assert_true (kk_join_file_decode (file, &body, &found, NULL));
  g_assert_true (g_bytes_equal (body, bytes));
  g_assert_true (memcmp (&found, &signature, sizeof found) == 0);
}

static void
test_join_answer (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("join-answer-golden.vec");
  g_autoptr (KkJoinAnswer) answer = kk_join_answer_decode (bytes, NULL);
  const KkMark *mark = &g_array_index (answer->marks, KkMark, 1);

  g_assert_cmpuint (answer->regions->len, ==, 2);
  g_assert_cmpuint (answer->organisations->len, ==, 1);
  g_assert_cmpuint (g_bytes_get_size (g_ptr_array_index (answer->registers, 0)), ==, 8);
  kk_assert_filled (mark->log, 3);
  g_assert_cmpuint (mark->push_no, ==, KK_LIMIT_SEQUENCE);
  kk_assert_filled (mark->manifest, 4);
  g_assert_cmpuint (g_bytes_get_size (answer->secrets), ==, 7);
}

static void
test_network_secrets (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("network-secrets-golden.vec");
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GArray) secrets = kk_network_secrets_decode (data, size, NULL);
  const KkGrantedSecret *secret = &g_array_index (secrets, KkGrantedSecret, 1);

  g_assert_cmpuint (secrets->len, ==, 2);
  g_assert_cmpuint (secret->epoch, ==, 2);
  g_assert_true (kk_is_filled (secret->secret, sizeof secret->secret, 0xa2));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/network-codecs/region", test_region);
  g_test_add_func ("/network-codecs/organisation", test_organisation);
  g_test_add_func ("/network-codecs/register-document", test_register_document);
  g_test_add_func ("/network-codecs/revocation", test_revocation);
  g_test_add_func ("/network-codecs/signed-document", test_signed_document);
  g_test_add_func ("/network-codecs/join-request", test_join_request);
  g_test_add_func ("/network-codecs/join-answer", test_join_answer);
  g_test_add_func ("/network-codecs/network-secrets", test_network_secrets);
  return g_test_run ();
}
