/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "crypto/kk-security-key.h"

#include "crypto/kk-crypto-error.h"

#include <fido.h>
#include <sodium.h>
#include <string.h>

#define RELYING_PARTY "ketenkluis" /* bound into each credential: it never changes */
#define KEYS_MOST     8
#define TOUCH_MS      30000

typedef fido_dev_t Device;

static void
device_free (Device *device)
{
  (void) fido_dev_close (device);
  fido_dev_free (&device);
}

static void
credential_free (fido_cred_t *credential)
{
  fido_cred_free (&credential);
}

static void
assertion_free (fido_assert_t *assertion)
{
  fido_assert_free (&assertion);
}

typedef struct {
  fido_dev_info_t *infos;
  size_t count;
} DeviceList;

static void
device_list_clear (DeviceList *list)
{
  fido_dev_info_free (&list->infos, KEYS_MOST);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Device, device_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (fido_cred_t, credential_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (fido_assert_t, assertion_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DeviceList, device_list_clear)

gboolean
kk_security_key_is_supported (void)
{
  return TRUE;
}

static gboolean
fail (int status, GError **error)
{
  KkCryptoError code = KK_CRYPTO_ERROR_SECURITY_KEY;

  if (status == FIDO_ERR_PIN_REQUIRED || status == FIDO_ERR_PIN_INVALID ||
      status == FIDO_ERR_PIN_NOT_SET || status == FIDO_ERR_PIN_AUTH_INVALID)
    code = KK_CRYPTO_ERROR_PIN;
  g_set_error (error, KK_CRYPTO_ERROR, (int) code, "security key: %s", fido_strerr (status));
  return FALSE;
}

static gboolean
fail_absent (GError **error)
{
  g_set_error_literal (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_NO_SECURITY_KEY,
                       "no security key that can answer");
  return FALSE;
}

static void
list_devices (DeviceList *list)
{
  static gsize once;

  kk_secret_init ();
  if (g_once_init_enter (&once)) {
    fido_init (0);
    g_once_init_leave (&once, 1);
  }
  list->infos = fido_dev_info_new (KEYS_MOST);
  if (list->infos == NULL ||
      fido_dev_info_manifest (list->infos, KEYS_MOST, &list->count) != FIDO_OK)
    list->count = 0;
}

/* (nullable): one that speaks FIDO2. */
static Device *
open_device (const DeviceList *list, size_t index)
{
  const char *path = fido_dev_info_path (fido_dev_info_ptr (list->infos, index));
  Device *device = fido_dev_new ();

  if (device == NULL)
    return NULL;
  if (path != NULL && fido_dev_open (device, path) == FIDO_OK && fido_dev_is_fido2 (device)) {
    (void) fido_dev_set_timeout (device, TOUCH_MS);
    return device;
  }
  device_free (device);
  return NULL;
}

static const char *
get_text (const KkSecret *pin)
{
  return pin == NULL ? NULL : (const char *) kk_secret_get_data (pin);
}

static int
make_credential (Device *device, const KkSecret *pin, GBytes **id)
{
  g_autoptr (fido_cred_t) credential = fido_cred_new ();
  guint8 random[32];
  int status = credential == NULL ? FIDO_ERR_INTERNAL : fido_cred_set_type (credential, COSE_ES256);

  randombytes_buf (random, sizeof random);
  if (status == FIDO_OK)
    status = fido_cred_set_clientdata_hash (credential, random, sizeof random);
  if (status == FIDO_OK)
    status = fido_cred_set_rp (credential, RELYING_PARTY, RELYING_PARTY);
  /* The id of a person would only say who has the key. */
  if (status == FIDO_OK)
    status = fido_cred_set_user (credential, random, 16, RELYING_PARTY, NULL, NULL);
  if (status == FIDO_OK)
    status = fido_cred_set_extensions (credential, FIDO_EXT_HMAC_SECRET);
  if (status == FIDO_OK)
    status = fido_dev_make_cred (device, credential, get_text (pin));
  if (status == FIDO_OK && fido_cred_id_len (credential) > 0)
    *id = g_bytes_new (fido_cred_id_ptr (credential), fido_cred_id_len (credential));
  return status;
}

GBytes *
kk_security_key_enrol (const KkSecret *pin, GError **error)
{
  g_auto (DeviceList) list = { 0 };
  GBytes *id = NULL;
  int status = FIDO_OK;

  list_devices (&list);
  for (size_t i = 0; id == NULL && i < list.count; i++) {
    g_autoptr (Device) device = open_device (&list, i);

    if (device == NULL)
      continue;
    status = make_credential (device, pin, &id);
    if (status != FIDO_OK) {
      (void) fail (status, error);
      return NULL;
    }
  }
  if (id == NULL)
    (void) fail_absent (error);
  return id;
}

static int
prepare_assertion (fido_assert_t *assertion, GBytes *credential, const guint8 *challenge)
{
  guint8 random[32];
  int status;

  randombytes_buf (random, sizeof random);
  status = fido_assert_set_clientdata_hash (assertion, random, sizeof random);
  if (status == FIDO_OK)
    status = fido_assert_set_rp (assertion, RELYING_PARTY);
  if (status == FIDO_OK)
    status = fido_assert_allow_cred (assertion, g_bytes_get_data (credential, NULL),
                                     g_bytes_get_size (credential));
  if (status == FIDO_OK)
    status = fido_assert_set_extensions (assertion, FIDO_EXT_HMAC_SECRET);
  if (status == FIDO_OK)
    status = fido_assert_set_hmac_salt (assertion, challenge, KK_SECURITY_KEY_CHALLENGE_SIZE);
  return status;
}

/* A key that does not have the credential says so without being touched. */
static int
ask_device (Device *device,
            GBytes *credential,
            const guint8 *challenge,
            const KkSecret *pin,
            KkSymmetricKey *answer)
{
  g_autoptr (fido_assert_t) assertion = fido_assert_new ();
  int status =
      assertion == NULL ? FIDO_ERR_INTERNAL : prepare_assertion (assertion, credential, challenge);

  if (status == FIDO_OK)
    status = fido_dev_get_assert (device, assertion, get_text (pin));
  if (status != FIDO_OK)
    return status;
  if (fido_assert_count (assertion) != 1 ||
      fido_assert_hmac_secret_len (assertion, 0) != sizeof answer->bytes)
    return FIDO_ERR_UNSUPPORTED_EXTENSION;
  memcpy (answer->bytes, fido_assert_hmac_secret_ptr (assertion, 0), sizeof answer->bytes);
  return FIDO_OK;
}

gboolean
kk_security_key_answer (GBytes *credential,
                        const guint8 challenge[KK_SECURITY_KEY_CHALLENGE_SIZE],
                        const KkSecret *pin,
                        KkSymmetricKey *answer,
                        GError **error)
{
  g_auto (DeviceList) list = { 0 };
  int status = FIDO_ERR_NO_CREDENTIALS;

  list_devices (&list);
  for (size_t i = 0; i < list.count; i++) {
    g_autoptr (Device) device = open_device (&list, i);

    if (device == NULL)
      continue;
    status = ask_device (device, credential, challenge, pin, answer);
    if (status != FIDO_ERR_NO_CREDENTIALS)
      break;
  }
  if (status == FIDO_ERR_NO_CREDENTIALS)
    return fail_absent (error);
  return status == FIDO_OK || fail (status, error);
}
