/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* In the place of kk-security-key.c where libfido2 is not there. */

#include "crypto/kk-crypto-error.h"
#include "crypto/kk-security-key.h"

gboolean
kk_security_key_is_supported (void)
{
  return FALSE;
}

static void
refuse (GError **error)
{
  g_set_error_literal (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_UNSUPPORTED,
                       "built without libfido2");
}

GBytes *
kk_security_key_enrol (const KkSecret *pin G_GNUC_UNUSED, GError **error)
{
  refuse (error);
  return NULL;
}

gboolean
kk_security_key_answer (GBytes *credential G_GNUC_UNUSED,
                        const guint8 challenge[KK_SECURITY_KEY_CHALLENGE_SIZE] G_GNUC_UNUSED,
                        const KkSecret *pin G_GNUC_UNUSED,
                        KkSymmetricKey *answer G_GNUC_UNUSED,
                        GError **error)
{
  refuse (error);
  return FALSE;
}
