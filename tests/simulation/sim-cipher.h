/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    functions of the cipher library that SQLCipher calls, without their cost: they stand before the library's own
 *          because they are in the program.
 * Owns:    nothing.
 * Threads: one.
 * Errors:  none. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

int EVP_CipherInit_ex (void *context,
                       const void *cipher,
                       void *engine,
                       const unsigned char *key,
                       const unsigned char *vector,
                       int encrypt);
int EVP_CIPHER_CTX_set_padding (void *context, int padding);
int EVP_CipherUpdate (void *context,
                      unsigned char *out,
                      int *written,
                      const unsigned char *in,
                      int size);
int EVP_CipherFinal_ex (void *context, unsigned char *out, int *written);
int EVP_MAC_init (void *context, const unsigned char *key, size_t size, const void *parameters);
int EVP_MAC_update (void *context, const unsigned char *data, size_t size);
int EVP_MAC_final (void *context, unsigned char *out, size_t *written, size_t size);
int RAND_bytes (unsigned char *buffer, int size);

G_END_DECLS
