/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/region/kk-join-request-private.h"

#include "app/region/kk-documents-private.h"
#include "app/region/kk-drafts-private.h"
#include "crypto/kk-derive.h"
#include "crypto/kk-sign.h"
#include "format/kk-document-codec.h"
#include "format/kk-join-codec.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define REQUEST_LIMIT (4 << 20) /* docs/formats/limits.md */

GBytes *
kk_file_read (const char *path, gsize limit, GError **error)
{
  GStatBuf status;
  char *data = NULL;
  gsize size = 0;

  if (g_stat (path, &status) == 0 && (guint64) status.st_size > limit) {
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                         _ ("This file is too large to be what was asked for."));
    return NULL;
  }
  if (!g_file_get_contents (path, &data, &size, error))
    return NULL;
  return g_bytes_new_take (data, size);
}

gboolean
kk_file_write (const char *path, GBytes *bytes, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_file_set_contents_full (path, data, (gssize) size,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

static void
set_altered (GError **error)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                       _ ("This request was altered or is damaged: its signature is not of the "
                          "device that it names. Ask for a new request file."));
}

static void
explain_unreadable (const GError *unreadable, GError **error)
{
  if (g_error_matches (unreadable, KK_FORMAT_ERROR, KK_FORMAT_ERROR_NEWER))
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                         _ ("This request was made by a newer version of Ketenkluis. Update this "
                            "one first."));
  else
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                         _ ("This file is no request to join, or it is damaged."));
}

static gboolean
is_signed_by_device (const KkJoinRequest *request, GBytes *body, const KkSignature *signature)
{
  KkSignPublicKey signer = kk_public_key_to_sign (&request->sign);

  return kk_sign_verify (KK_SIGN_REQUEST, NULL, body, signature, &signer, NULL);
}

KkJoinRequest *
kk_join_request_read (const char *file, GError **error)
{
  g_autoptr (GBytes) bytes = kk_file_read (file, REQUEST_LIMIT, error);
  g_autoptr (GError) unreadable = NULL;
  g_autoptr (KkJoinRequest) request = NULL;
  g_auto (KkFounding) founding = { .document = NULL };
  g_autoptr (GBytes) body = NULL;
  KkSignature signature;

  if (bytes == NULL)
    return NULL;
  if (kk_join_file_decode (bytes, &body, &signature, &unreadable))
    request = kk_join_request_decode (body, &unreadable);
  if (request == NULL) {
    explain_unreadable (unreadable, error);
    return NULL;
  }
  if (!is_signed_by_device (request, body, &signature)) {
    set_altered (error);
    return NULL;
  }
  if (request->organisation != NULL && !kk_join_request_open_founding (request, &founding, error))
    return NULL;
  return g_steal_pointer (&request);
}

/* What two people compare are the digits, however they were grouped. */
static char *
digits_of (const char *text)
{
  GString *digits = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++) {
    if (g_ascii_isdigit (*at))
      g_string_append_c (digits, *at);
  }
  return g_string_free (digits, FALSE);
}

gboolean
kk_fingerprint_is_same (const char *fingerprint, const char *heard)
{
  g_autofree char *expected = digits_of (fingerprint);
  g_autofree char *got = digits_of (heard);

  return g_str_equal (expected, got);
}

char *
kk_join_request_dup_fingerprint (const KkJoinRequest *request)
{
  KkSignPublicKey sign = kk_public_key_to_sign (&request->sign);
  KkKxPublicKey kx = kk_public_key_to_kx (&request->kx);

  return g_strdup (kk_derive_fingerprint (&sign, &kx).text);
}

KkId
kk_join_request_get_device (const KkJoinRequest *request)
{
  KkSignPublicKey sign = kk_public_key_to_sign (&request->sign);
  KkKxPublicKey kx = kk_public_key_to_kx (&request->kx);

  return kk_derive_device_id (&sign, &kx);
}

GArray *
kk_join_request_dup_hats (const KkJoinRequest *request)
{
  g_autoptr (GArray) hats = g_array_new (FALSE, FALSE, sizeof (KkHat));

  for (guint i = 0; i < request->desks->len; i++)
    g_array_append_val (hats, ((const KkDesk *) request->desks->pdata[i])->hat);
  return kk_hats_copy (hats);
}

/* A new organisation. */

void
kk_founding_clear (KkFounding *founding)
{
  g_clear_pointer (&founding->document, kk_organisation_free);
}

static gboolean
is_founded_by (const KkOrganisation *organisation, const KkJoinRequest *request)
{
  KkId device = kk_join_request_get_device (request);
  const KkDevice *first;

  if (organisation->version != 1 || organisation->devices->len != 1 ||
      organisation->revocations->len != 0 || !g_str_equal (organisation->slug, request->slug) ||
      !kk_id_equal (&organisation->steward, &device))
    return FALSE;
  first = organisation->devices->pdata[0];
  return kk_public_key_equal (&first->sign, &request->sign) &&
         kk_public_key_equal (&first->kx, &request->kx);
}

gboolean
kk_join_request_open_founding (const KkJoinRequest *request, KkFounding *founding, GError **error)
{
  g_autoptr (KkSignedDocument) document = kk_signed_document_decode (request->organisation, NULL);
  const KkDocumentSignature *signature;

  kk_founding_clear (founding);
  if (document != NULL && document->signatures->len == 1) {
    signature = &g_array_index (document->signatures, KkDocumentSignature, 0);
    founding->key = signature->signer;
    if (kk_document_verify (document, KK_BOARD_ORGANISATION, &kk_no_network, signature))
      founding->document = kk_organisation_decode (document->body, NULL);
  }
  if (founding->document != NULL && is_founded_by (founding->document, request))
    return TRUE;
  set_altered (error);
  return FALSE;
}

static gboolean
check_hats (const KkOrganisation *founded, const GArray *hats, GError **error)
{
  for (guint i = 0; i < founded->desks->len; i++) {
    KkHat hat = ((const KkDesk *) founded->desks->pdata[i])->hat;

    if (kk_hats_have (hats, hat))
      continue;
    /* Translators: %s is the code of a statutory role, such as GEM_WMO. */
    g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                 _ ("The new organisation has a desk with the statutory role %s: give it that "
                    "role, or ask for another request."),
                 kk_hat_text (hat));
    return FALSE;
  }
  return TRUE;
}

gboolean
kk_join_request_add_organisation (const KkJoinRequest *request,
                                  const KkFounding *founding,
                                  const GArray *hats,
                                  KkRegion *region,
                                  GError **error)
{
  KkRegionOrganisation *organisation = kk_region_organisation_new ();

  g_ptr_array_add (region->organisations, organisation);
  organisation->slug = g_strdup (request->slug);
  organisation->name = g_strdup (request->organisation_name);
  organisation->public_key = founding->key;
  g_array_unref (organisation->hats);
  organisation->hats = hats == NULL ? kk_join_request_dup_hats (request) : kk_hats_copy (hats);
  return check_hats (founding->document, organisation->hats, error);
}
