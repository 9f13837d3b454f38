/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What a life would spend most of its time on, and what decides nothing in it.
 *
 * The cipher of the vault's pages costs a third of a life. SQLCipher asks OpenSSL for it, by these
 * names; here a page stays as it is, and is proved by a sum, so that pages of two moments that got mixed are still seen. */

#include "sim-cipher.h"

#include <sodium.h>
#include <string.h>

#define PROOF_SIZE 64

static guint64 sum;

int
EVP_CipherInit_ex (void *context G_GNUC_UNUSED,
                   const void *cipher G_GNUC_UNUSED,
                   void *engine G_GNUC_UNUSED,
                   const unsigned char *key G_GNUC_UNUSED,
                   const unsigned char *vector G_GNUC_UNUSED,
                   int encrypt G_GNUC_UNUSED)
{
  return 1;
}

int
EVP_CIPHER_CTX_set_padding (void *context G_GNUC_UNUSED, int padding G_GNUC_UNUSED)
{
  return 1;
}

int
EVP_CipherUpdate (void *context G_GNUC_UNUSED,
                  unsigned char *out,
                  int *written,
                  const unsigned char *in,
                  int size)
{
  memmove (out, in, (gsize) size);
  *written = size;
  return 1;
}

int
EVP_CipherFinal_ex (void *context G_GNUC_UNUSED, unsigned char *out G_GNUC_UNUSED, int *written)
{
  *written = 0;
  return 1;
}

int
EVP_MAC_init (void *context G_GNUC_UNUSED,
              const unsigned char *key G_GNUC_UNUSED,
              size_t size G_GNUC_UNUSED,
              const void *parameters G_GNUC_UNUSED)
{
  sum = G_GUINT64_CONSTANT (0xcbf29ce484222325);
  return 1;
}

int
EVP_MAC_update (void *context G_GNUC_UNUSED, const unsigned char *data, size_t size)
{
  gsize done = 0;

  for (; done + sizeof (guint64) <= size; done += sizeof (guint64)) {
    guint64 word;

    memcpy (&word, data + done, sizeof word);
    sum = (sum ^ word) * G_GUINT64_CONSTANT (0x100000001b3);
  }
  for (; done < size; done++)
    sum = (sum ^ data[done]) * G_GUINT64_CONSTANT (0x100000001b3);
  return 1;
}

int
EVP_MAC_final (void *context G_GNUC_UNUSED, unsigned char *out, size_t *written, size_t size)
{
  *written = PROOF_SIZE;
  if (out == NULL) /* how much room it needs */
    return 1;
  memset (out, 0, size);
  memcpy (out, &sum, MIN (size, sizeof sum));
  return 1;
}

int
RAND_bytes (unsigned char *buffer, int size)
{
  memset (buffer, 0x5a, (gsize) size);
  return 1;
}

/* Every member verifies what every other signed, and two devices agree on the same key, in a settled region again and again. The
 * answer does not depend on who asks or when: the true one is kept. */

typedef struct {
  guint8 question[16];
  int answer;
  guint8 agreed[crypto_scalarmult_BYTES];
} Known;

#define KNOWN_MOST 4096

/* The place where the answer is or belongs; @fresh: (out): it is not there. */
static Known *
find_known (Known **all, crypto_generichash_state *state, gboolean *fresh)
{
  guint8 question[16];
  guint32 place;
  Known *known;

  if (*all == NULL)
    *all = g_new0 (Known, KNOWN_MOST);
  crypto_generichash_final (state, question, sizeof question);
  memcpy (&place, question, sizeof place);
  known = &(*all)[place % KNOWN_MOST];
  *fresh = memcmp (known->question, question, sizeof question) != 0;
  memcpy (known->question, question, sizeof question);
  return known;
}

int
crypto_sign_verify_detached (const unsigned char *signature,
                             const unsigned char *message,
                             unsigned long long size,
                             const unsigned char *key)
{
  static Known *verified;
  crypto_generichash_state state;
  gboolean fresh;
  Known *known;

  crypto_generichash_init (&state, key, crypto_sign_PUBLICKEYBYTES, sizeof known->question);
  crypto_generichash_update (&state, signature, crypto_sign_BYTES);
  crypto_generichash_update (&state, message, size);
  known = find_known (&verified, &state, &fresh);
  if (fresh)
    known->answer = crypto_sign_ed25519_verify_detached (signature, message, size, key);
  return known->answer;
}

int
crypto_scalarmult (unsigned char *out, const unsigned char *secret, const unsigned char *theirs)
{
  static Known *agreed;
  crypto_generichash_state state;
  gboolean fresh;
  Known *known;

  crypto_generichash_init (&state, secret, crypto_scalarmult_SCALARBYTES, sizeof known->question);
  crypto_generichash_update (&state, theirs, crypto_scalarmult_BYTES);
  known = find_known (&agreed, &state, &fresh);
  if (fresh)
    known->answer = crypto_scalarmult_curve25519 (known->agreed, secret, theirs);
  memcpy (out, known->agreed, sizeof known->agreed);
  return known->answer;
}
