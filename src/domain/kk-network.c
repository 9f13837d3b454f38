/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-network.h"

#include "base/kk-limits.h"

static GArray *
new_values (gsize element_size)
{
  return g_array_new (FALSE, FALSE, (guint) element_size);
}

KkRevocation *
kk_revocation_new (void)
{
  KkRevocation *revocation = g_new0 (KkRevocation, 1);

  revocation->pins = new_values (sizeof (KkPin));
  return revocation;
}

void
kk_revocation_free (KkRevocation *revocation)
{
  if (revocation == NULL)
    return;
  g_free (revocation->reason);
  g_array_unref (revocation->pins);
  g_free (revocation);
}

static GPtrArray *
new_revocations (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) kk_revocation_free);
}

KkRegionOrganisation *
kk_region_organisation_new (void)
{
  KkRegionOrganisation *organisation = g_new0 (KkRegionOrganisation, 1);

  organisation->hats = new_values (sizeof (KkHat));
  organisation->standing = KK_STANDING_ACTIVE;
  return organisation;
}

void
kk_region_organisation_free (KkRegionOrganisation *organisation)
{
  if (organisation == NULL)
    return;
  g_free (organisation->slug);
  g_free (organisation->name);
  g_array_unref (organisation->hats);
  g_free (organisation);
}

KkRemote *
kk_remote_new (const char *url)
{
  KkRemote *remote = g_new0 (KkRemote, 1);

  remote->url = g_strdup (url);
  return remote;
}

void
kk_remote_free (KkRemote *remote)
{
  if (remote == NULL)
    return;
  g_free (remote->url);
  g_free (remote);
}

KkRegion *
kk_region_new (void)
{
  KkRegion *region = g_new0 (KkRegion, 1);

  region->level = KK_LEVEL;
  region->least_level = KK_LEVEL;
  region->days_to_live = 90;
  region->roots = new_values (sizeof (KkPublicKey));
  region->organisations =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_region_organisation_free);
  region->secrets = new_values (sizeof (KkRegionSecret));
  region->register_keys = new_values (sizeof (KkPublicKey));
  region->remotes = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_remote_free);
  region->revocations = new_revocations ();
  return region;
}

void
kk_region_free (KkRegion *region)
{
  if (region == NULL)
    return;
  g_free (region->name);
  g_array_unref (region->roots);
  g_ptr_array_unref (region->organisations);
  g_array_unref (region->secrets);
  g_array_unref (region->register_keys);
  g_ptr_array_unref (region->remotes);
  g_ptr_array_unref (region->revocations);
  g_free (region);
}

KkDesk *
kk_desk_new (void)
{
  KkDesk *desk = g_new0 (KkDesk, 1);

  desk->standing = KK_STANDING_ACTIVE;
  return desk;
}

KkDesk *
kk_desk_copy (const KkDesk *desk)
{
  KkDesk *copy = g_memdup2 (desk, sizeof *desk);

  copy->role = g_strdup (desk->role);
  copy->name = g_strdup (desk->name);
  return copy;
}

void
kk_desk_free (KkDesk *desk)
{
  if (desk == NULL)
    return;
  g_free (desk->role);
  g_free (desk->name);
  g_free (desk);
}

static GPtrArray *
new_desks (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) kk_desk_free);
}

static void
clear_person (KkPerson *person)
{
  g_free (person->name);
  g_free (person->function);
}

KkDevice *
kk_device_new (void)
{
  KkDevice *device = g_new0 (KkDevice, 1);

  device->desks = new_values (sizeof (KkId));
  device->standing = KK_STANDING_ACTIVE;
  return device;
}

void
kk_device_free (KkDevice *device)
{
  if (device == NULL)
    return;
  clear_person (&device->person);
  g_array_unref (device->desks);
  g_free (device);
}

KkOrganisation *
kk_organisation_new (void)
{
  KkOrganisation *organisation = g_new0 (KkOrganisation, 1);

  organisation->level = KK_LEVEL;
  organisation->previous = new_values (sizeof (KkHash));
  organisation->desks = new_desks ();
  organisation->devices = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_device_free);
  organisation->revocations = new_revocations ();
  organisation->contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_contact_free);
  return organisation;
}

void
kk_organisation_free (KkOrganisation *organisation)
{
  if (organisation == NULL)
    return;
  g_free (organisation->slug);
  g_array_unref (organisation->previous);
  g_ptr_array_unref (organisation->desks);
  g_ptr_array_unref (organisation->devices);
  g_ptr_array_unref (organisation->revocations);
  g_ptr_array_unref (organisation->contacts);
  g_free (organisation);
}

KkDocumentFile *
kk_document_file_new (const char *name, GBytes *bytes)
{
  KkDocumentFile *file = g_new0 (KkDocumentFile, 1);

  file->name = g_strdup (name);
  file->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  return file;
}

void
kk_document_file_free (KkDocumentFile *file)
{
  if (file == NULL)
    return;
  g_free (file->name);
  g_clear_pointer (&file->bytes, g_bytes_unref);
  g_free (file);
}

KkRegisterDocument *
kk_register_document_new (void)
{
  KkRegisterDocument *document = g_new0 (KkRegisterDocument, 1);

  document->level = KK_LEVEL;
  document->files = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_document_file_free);
  return document;
}

void
kk_register_document_free (KkRegisterDocument *document)
{
  if (document == NULL)
    return;
  g_ptr_array_unref (document->files);
  g_free (document);
}

KkSignedDocument *
kk_signed_document_new (GBytes *body)
{
  KkSignedDocument *document = g_new0 (KkSignedDocument, 1);

  document->body = body != NULL ? g_bytes_ref (body) : NULL;
  document->signatures = new_values (sizeof (KkDocumentSignature));
  return document;
}

void
kk_signed_document_free (KkSignedDocument *document)
{
  if (document == NULL)
    return;
  g_clear_pointer (&document->body, g_bytes_unref);
  g_array_unref (document->signatures);
  g_free (document);
}

KkJoinRequest *
kk_join_request_new (void)
{
  KkJoinRequest *request = g_new0 (KkJoinRequest, 1);

  request->desks = new_desks ();
  return request;
}

void
kk_join_request_free (KkJoinRequest *request)
{
  if (request == NULL)
    return;
  clear_person (&request->person);
  g_ptr_array_unref (request->desks);
  g_clear_pointer (&request->organisation, g_bytes_unref);
  g_free (request->slug);
  g_free (request->organisation_name);
  g_free (request);
}

static GPtrArray *
new_byte_strings (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
}

KkJoinAnswer *
kk_join_answer_new (void)
{
  KkJoinAnswer *answer = g_new0 (KkJoinAnswer, 1);

  answer->regions = new_byte_strings ();
  answer->organisations = new_byte_strings ();
  answer->registers = new_byte_strings ();
  answer->marks = new_values (sizeof (KkMark));
  return answer;
}

void
kk_join_answer_free (KkJoinAnswer *answer)
{
  if (answer == NULL)
    return;
  g_ptr_array_unref (answer->regions);
  g_ptr_array_unref (answer->organisations);
  g_ptr_array_unref (answer->registers);
  g_array_unref (answer->marks);
  g_clear_pointer (&answer->secrets, g_bytes_unref);
  g_free (answer);
}

const KkRegionOrganisation *
kk_region_find_organisation (const KkRegion *region, const char *slug)
{
  for (guint i = 0; i < region->organisations->len; i++) {
    const KkRegionOrganisation *organisation = g_ptr_array_index (region->organisations, i);

    if (g_strcmp0 (organisation->slug, slug) == 0)
      return organisation;
  }
  return NULL;
}

const KkRegionSecret *
kk_region_find_secret (const KkRegion *region, guint32 epoch)
{
  for (guint i = 0; i < region->secrets->len; i++) {
    const KkRegionSecret *secret = &g_array_index (region->secrets, KkRegionSecret, i);

    if (secret->epoch == epoch)
      return secret;
  }
  return NULL;
}

const KkRegionSecret *
kk_region_active_secret (const KkRegion *region)
{
  for (guint i = 0; i < region->secrets->len; i++) {
    const KkRegionSecret *secret = &g_array_index (region->secrets, KkRegionSecret, i);

    if (secret->state == KK_SECRET_ACTIVE)
      return secret;
  }
  return NULL;
}

const KkDesk *
kk_organisation_find_desk (const KkOrganisation *organisation, const KkId *desk)
{
  for (guint i = 0; i < organisation->desks->len; i++) {
    const KkDesk *candidate = g_ptr_array_index (organisation->desks, i);

    if (kk_id_equal (&candidate->id, desk))
      return candidate;
  }
  return NULL;
}

gboolean
kk_device_has_desk (const KkDevice *device, const KkId *desk)
{
  for (guint i = 0; i < device->desks->len; i++) {
    if (kk_id_equal (&g_array_index (device->desks, KkId, i), desk))
      return TRUE;
  }
  return FALSE;
}

gboolean
kk_version_equal (const KkVersion *a, const KkVersion *b)
{
  return a->version == b->version && kk_hash_equal (&a->hash, &b->hash);
}
