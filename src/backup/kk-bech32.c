/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "backup/kk-bech32.h"
#include "base/kk-secret.h"

#include <string.h>

#define CHECK  6
#define GROUPS ((KK_BECH32_SIZE * 8 + 4) / 5)

static const char letters[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

static guint32
add_to_check (guint32 check, guint8 group)
{
  static const guint32 generator[] = { 0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3 };
  guint32 top = check >> 25;

  check = (check & 0x1ffffff) << 5 ^ group;
  for (guint i = 0; i < G_N_ELEMENTS (generator); i++)
    check ^= (top >> i & 1) != 0 ? generator[i] : 0;
  return check;
}

static guint32
check_text (const char *prefix, const guint8 *groups, gsize n_groups)
{
  guint32 check = 1;

  for (const char *c = prefix; *c != '\0'; c++)
    check = add_to_check (check, (guint8) *c >> 5);
  check = add_to_check (check, 0);
  for (const char *c = prefix; *c != '\0'; c++)
    check = add_to_check (check, *c & 31);
  for (gsize i = 0; i < n_groups; i++)
    check = add_to_check (check, groups[i]);
  return check;
}

/* 32 bytes are 51 groups of five bits and one of a single bit, filled up with zeros. */
static void
split_groups (guint8 groups[GROUPS], const guint8 *data)
{
  memset (groups, 0, GROUPS);
  for (guint bit = 0; bit < KK_BECH32_SIZE * 8; bit++)
    if ((data[bit / 8] & 0x80 >> bit % 8) != 0)
      groups[bit / 5] = (guint8) (groups[bit / 5] | 0x10 >> bit % 5);
}

static gboolean
join_groups (guint8 *data, const guint8 groups[GROUPS])
{
  memset (data, 0, KK_BECH32_SIZE);
  for (guint bit = 0; bit < KK_BECH32_SIZE * 8; bit++)
    if ((groups[bit / 5] & 0x10 >> bit % 5) != 0)
      data[bit / 8] = (guint8) (data[bit / 8] | 0x80 >> bit % 8);
  return (groups[GROUPS - 1] & 0xf) == 0;
}

char *
kk_bech32_encode (const char *prefix, const guint8 data[KK_BECH32_SIZE])
{
  guint8 groups[GROUPS + CHECK] = { 0 };
  GString *text = g_string_sized_new (strlen (prefix) + 1 + sizeof groups);
  guint32 check;

  split_groups (groups, data);
  check = check_text (prefix, groups, sizeof groups) ^ 1;
  for (guint i = 0; i < CHECK; i++)
    groups[GROUPS + i] = check >> (5 * (CHECK - 1 - i)) & 31;
  g_string_append (text, prefix);
  g_string_append_c (text, '1');
  for (gsize i = 0; i < sizeof groups; i++)
    g_string_append_c (text, letters[groups[i]]);
  kk_secret_wipe (groups, sizeof groups);
  return g_string_free (text, FALSE);
}

static gboolean
read_groups (guint8 groups[GROUPS + CHECK], const char *text)
{
  for (guint i = 0; i < GROUPS + CHECK; i++) {
    const char *letter = strchr (letters, g_ascii_tolower (text[i]));

    if (letter == NULL)
      return FALSE;
    groups[i] = (guint8) (letter - letters);
  }
  return TRUE;
}

static gboolean
is_in_one_case (const char *text)
{
  gboolean has_lower = FALSE;
  gboolean has_upper = FALSE;

  for (; *text != '\0'; text++) {
    has_lower |= g_ascii_islower (*text);
    has_upper |= g_ascii_isupper (*text);
  }
  return !(has_lower && has_upper);
}

gboolean
kk_bech32_decode (const char *text, const char *prefix, guint8 data[KK_BECH32_SIZE])
{
  guint8 groups[GROUPS + CHECK];
  gsize size = strlen (prefix);
  gboolean is_right;

  if (strlen (text) != size + 1 + sizeof groups || g_ascii_strncasecmp (text, prefix, size) != 0 ||
      text[size] != '1' || !is_in_one_case (text))
    return FALSE;
  is_right = read_groups (groups, text + size + 1) &&
             check_text (prefix, groups, sizeof groups) == 1 && join_groups (data, groups);
  kk_secret_wipe (groups, sizeof groups);
  return is_right;
}
