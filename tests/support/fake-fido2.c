/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The functions of libfido2 that this project calls, with a security key that is a few lines of C: its answer to a
 * challenge follows from its seed, the credential, the challenge and whether a PIN was given. Linked into a test, or
 * preloaded into the command line, it goes before the library.
 *
 *   KK_FAKE_KEY   what is plugged in, one letter for each key: a and b are keys that do it all, p wants its PIN, which is
 *                 1234, o is an old key that cannot answer, u is one that nobody touches; absent: no key */

#include <fido.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define CREDENTIAL_SIZE 40
#define PIN             "1234"

struct fido_dev_info {
  char path[2];
};

struct fido_dev {
  char kind;
};

struct fido_cred {
  unsigned char id[CREDENTIAL_SIZE];
  size_t size;
  int extensions;
};

struct fido_assert {
  unsigned char allowed[CREDENTIAL_SIZE];
  unsigned char salt[32];
  unsigned char answer[32];
  size_t answer_size;
  int extensions;
};

static const char *
get_plugged (void)
{
  const char *keys = getenv ("KK_FAKE_KEY");

  return keys == NULL ? "" : keys;
}

void
fido_init (int flags)
{
  (void) flags;
}

const char *
fido_strerr (int status)
{
  return status == FIDO_OK ? "FIDO_SUCCESS" : "FIDO_ERR of a fake key";
}

fido_dev_info_t *
fido_dev_info_new (size_t count)
{
  return calloc (count, sizeof (fido_dev_info_t));
}

void
fido_dev_info_free (fido_dev_info_t **list, size_t count)
{
  (void) count;
  free (*list);
  *list = NULL;
}

int
fido_dev_info_manifest (fido_dev_info_t *list, size_t most, size_t *count)
{
  const char *keys = get_plugged ();

  for (*count = 0; *count < most && keys[*count] != '\0'; ++*count)
    list[*count].path[0] = keys[*count];
  return FIDO_OK;
}

const fido_dev_info_t *
fido_dev_info_ptr (const fido_dev_info_t *list, size_t index)
{
  return list + index;
}

const char *
fido_dev_info_path (const fido_dev_info_t *info)
{
  return info->path;
}

fido_dev_t *
fido_dev_new (void)
{
  return calloc (1, sizeof (fido_dev_t));
}

void
fido_dev_free (fido_dev_t **device)
{
  free (*device);
  *device = NULL;
}

int
fido_dev_open (fido_dev_t *device, const char *path)
{
  device->kind = path[0];
  return FIDO_OK;
}

int
fido_dev_close (fido_dev_t *device)
{
  device->kind = '\0';
  return FIDO_OK;
}

bool
fido_dev_is_fido2 (const fido_dev_t *device)
{
  return device->kind != '\0';
}

int
fido_dev_set_timeout (fido_dev_t *device, int ms)
{
  (void) device;
  return ms > 0 ? FIDO_OK : FIDO_ERR_INVALID_ARGUMENT;
}

static int
check_person (const fido_dev_t *device, const char *pin)
{
  if (device->kind == 'u')
    return FIDO_ERR_ACTION_TIMEOUT;
  if (device->kind == 'p' && pin == NULL)
    return FIDO_ERR_PIN_REQUIRED;
  if (pin != NULL && (device->kind != 'p' || strcmp (pin, PIN) != 0))
    return device->kind == 'p' ? FIDO_ERR_PIN_INVALID : FIDO_ERR_PIN_NOT_SET;
  return FIDO_OK;
}

fido_cred_t *
fido_cred_new (void)
{
  return calloc (1, sizeof (fido_cred_t));
}

void
fido_cred_free (fido_cred_t **credential)
{
  free (*credential);
  *credential = NULL;
}

int
fido_cred_set_type (fido_cred_t *credential, int type)
{
  (void) credential;
  return type == COSE_ES256 ? FIDO_OK : FIDO_ERR_INVALID_ARGUMENT;
}

int
fido_cred_set_clientdata_hash (fido_cred_t *credential, const unsigned char *hash, size_t size)
{
  (void) credential;
  return hash != NULL && size == 32 ? FIDO_OK : FIDO_ERR_INVALID_ARGUMENT;
}

int
fido_cred_set_rp (fido_cred_t *credential, const char *id, const char *name)
{
  (void) credential;
  return id != NULL && name != NULL ? FIDO_OK : FIDO_ERR_INVALID_ARGUMENT;
}

int
fido_cred_set_user (fido_cred_t *credential,
                    const unsigned char *id,
                    size_t size,
                    const char *name,
                    const char *display_name,
                    const char *icon)
{
  (void) credential;
  (void) display_name;
  (void) icon;
  return id != NULL && size > 0 && name != NULL ? FIDO_OK : FIDO_ERR_INVALID_ARGUMENT;
}

int
fido_cred_set_extensions (fido_cred_t *credential, int extensions)
{
  credential->extensions = extensions;
  return FIDO_OK;
}

/* The first byte is the key that made it. */
int
fido_dev_make_cred (fido_dev_t *device, fido_cred_t *credential, const char *pin)
{
  int status = check_person (device, pin);

  if (status != FIDO_OK)
    return status;
  if (device->kind == 'o')
    return FIDO_ERR_UNSUPPORTED_EXTENSION;
  if ((credential->extensions & FIDO_EXT_HMAC_SECRET) == 0)
    return FIDO_ERR_INVALID_ARGUMENT;
  randombytes_buf (credential->id, sizeof credential->id);
  credential->id[0] = (unsigned char) device->kind;
  credential->size = sizeof credential->id;
  return FIDO_OK;
}

size_t
fido_cred_id_len (const fido_cred_t *credential)
{
  return credential->size;
}

const unsigned char *
fido_cred_id_ptr (const fido_cred_t *credential)
{
  return credential->id;
}

fido_assert_t *
fido_assert_new (void)
{
  return calloc (1, sizeof (fido_assert_t));
}

void
fido_assert_free (fido_assert_t **assertion)
{
  free (*assertion);
  *assertion = NULL;
}

int
fido_assert_set_clientdata_hash (fido_assert_t *assertion, const unsigned char *hash, size_t size)
{
  (void) assertion;
  return hash != NULL && size == 32 ? FIDO_OK : FIDO_ERR_INVALID_ARGUMENT;
}

int
fido_assert_set_rp (fido_assert_t *assertion, const char *id)
{
  (void) assertion;
  return id != NULL ? FIDO_OK : FIDO_ERR_INVALID_ARGUMENT;
}

int
fido_assert_allow_cred (fido_assert_t *assertion, const unsigned char *id, size_t size)
{
  if (size != sizeof assertion->allowed)
    return FIDO_ERR_INVALID_ARGUMENT;
  memcpy (assertion->allowed, id, size);
  return FIDO_OK;
}

int
fido_assert_set_extensions (fido_assert_t *assertion, int extensions)
{
  assertion->extensions = extensions;
  return FIDO_OK;
}

int
fido_assert_set_hmac_salt (fido_assert_t *assertion, const unsigned char *salt, size_t size)
{
  if (size != sizeof assertion->salt)
    return FIDO_ERR_INVALID_ARGUMENT;
  memcpy (assertion->salt, salt, size);
  return FIDO_OK;
}

int
fido_dev_get_assert (fido_dev_t *device, fido_assert_t *assertion, const char *pin)
{
  unsigned char seed[32] = { (unsigned char) device->kind, pin != NULL };
  crypto_generichash_state state;
  int status;

  if (assertion->allowed[0] != (unsigned char) device->kind)
    return FIDO_ERR_NO_CREDENTIALS;
  status = check_person (device, pin);
  if (status != FIDO_OK)
    return status;
  if ((assertion->extensions & FIDO_EXT_HMAC_SECRET) == 0)
    return FIDO_OK;
  crypto_generichash_init (&state, seed, sizeof seed, sizeof assertion->answer);
  crypto_generichash_update (&state, assertion->allowed, sizeof assertion->allowed);
  crypto_generichash_update (&state, assertion->salt, sizeof assertion->salt);
  crypto_generichash_final (&state, assertion->answer, sizeof assertion->answer);
  assertion->answer_size = sizeof assertion->answer;
  return FIDO_OK;
}

size_t
fido_assert_count (const fido_assert_t *assertion)
{
  (void) assertion;
  return 1;
}

size_t
fido_assert_hmac_secret_len (const fido_assert_t *assertion, size_t index)
{
  return index == 0 ? assertion->answer_size : 0;
}

const unsigned char *
fido_assert_hmac_secret_ptr (const fido_assert_t *assertion, size_t index)
{
  return index == 0 ? assertion->answer : NULL;
}
