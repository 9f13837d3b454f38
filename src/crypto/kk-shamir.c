/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "crypto/kk-shamir.h"
#include "crypto/kk-crypto-error.h"

#include <string.h>

#define POLYNOMIAL 0x1bU /* x⁸ + x⁴ + x³ + x + 1, without its highest term */

/* The same steps whatever the bytes are: they are parts of a secret. */
static guint8
multiply (guint8 a, guint8 b)
{
  guint product = 0;
  guint factor = a;

  for (guint bit = 0; bit < 8; bit++) {
    product ^= factor & (0U - ((guint) b >> bit & 1U));
    factor = (factor << 1 ^ (POLYNOMIAL & (0U - (factor >> 7 & 1U)))) & 0xffU;
  }
  return (guint8) product;
}

/* b²⁵⁴; of 0 it is 0, which no caller asks. */
static guint8
invert (guint8 b)
{
  guint8 power = b;

  for (guint i = 0; i < 6; i++)
    power = multiply (multiply (power, power), b);
  return multiply (power, power);
}

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_PARAMETERS, why);
  return FALSE;
}

/* Horner; @coefficients: of one byte of the secret, that byte first. */
static guint8
evaluate (const guint8 *coefficients, gsize stride, guint needed, guint8 at)
{
  guint8 value = 0;

  for (guint i = needed; i-- > 0;)
    value = multiply (value, at) ^ coefficients[i * stride];
  return value;
}

static KkSecret *
make_share (const guint8 *coefficients, gsize size, guint needed, guint8 place)
{
  KkSecret *share = kk_secret_new (size + 1);
  guint8 *data = kk_secret_edit_data (share);

  for (gsize i = 0; i < size; i++)
    data[i] = evaluate (coefficients + i, size, needed, place);
  data[size] = place;
  return share;
}

GPtrArray *
kk_shamir_split (const KkSecret *secret, guint needed, guint count, GError **error)
{
  gsize size = kk_secret_get_size (secret);
  g_autoptr (KkSecret) coefficients = NULL;
  GPtrArray *shares;

  if (needed < 2 || needed > count || count > KK_SHAMIR_SHARES_MOST) {
    (void) refuse (error, "a secret is split in 2 to 255 shares of which at least 2 are needed");
    return NULL;
  }
  coefficients = kk_secret_new_random (size * needed);
  memcpy (kk_secret_edit_data (coefficients), kk_secret_get_data (secret), size);
  shares = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_secret_free);
  for (guint place = 1; place <= count; place++)
    g_ptr_array_add (shares,
                     make_share (kk_secret_get_data (coefficients), size, needed, (guint8) place));
  return shares;
}

static guint8
get_place (const KkSecret *share)
{
  return kk_secret_get_data (share)[kk_secret_get_size (share) - 1];
}

static gboolean
check_shares (const GPtrArray *shares, GError **error)
{
  gboolean is_seen[KK_SHAMIR_SHARES_MOST + 1] = { FALSE };

  if (shares->len < 2 || shares->len > KK_SHAMIR_SHARES_MOST)
    return refuse (error, "two shares or more are needed");
  for (guint i = 0; i < shares->len; i++) {
    const KkSecret *share = shares->pdata[i];
    guint8 place = get_place (share);

    if (kk_secret_get_size (share) < 2 ||
        kk_secret_get_size (share) != kk_secret_get_size (shares->pdata[0]))
      return refuse (error, "shares of different secrets");
    if (place == 0 || is_seen[place])
      return refuse (error, "one share was given twice");
    is_seen[place] = TRUE;
  }
  return TRUE;
}

/* How much share @i counts in the value at 0 (Lagrange). */
static guint8
weigh (const GPtrArray *shares, guint i)
{
  guint8 mine = get_place (shares->pdata[i]);
  guint8 weight = 1;

  for (guint j = 0; j < shares->len; j++) {
    guint8 other = get_place (shares->pdata[j]);

    if (j != i)
      weight = multiply (weight, multiply (other, invert (other ^ mine)));
  }
  return weight;
}

KkSecret *
kk_shamir_join (const GPtrArray *shares, GError **error)
{
  gsize size;
  KkSecret *secret;

  if (!check_shares (shares, error))
    return NULL;
  size = kk_secret_get_size (shares->pdata[0]) - 1;
  secret = kk_secret_new (size);
  for (guint i = 0; i < shares->len; i++) {
    guint8 weight = weigh (shares, i);
    const guint8 *data = kk_secret_get_data (shares->pdata[i]);

    for (gsize byte = 0; byte < size; byte++)
      kk_secret_edit_data (secret)[byte] ^= multiply (data[byte], weight);
  }
  return secret;
}
