/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "crypto/kk-crypto-error.h"

G_DEFINE_QUARK (kk_crypto_error, kk_crypto_error)
