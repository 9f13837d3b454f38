/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sync/kk-git-name.h"

#include "base/kk-bytes.h"
#include "base/kk-limits.h"

#include <string.h>

#define HEX_ID (KK_ID_SIZE * 2)

gboolean
kk_oid_parse (const char *text, KkOid *oid)
{
  return kk_hex_decode (text, oid->bytes, sizeof oid->bytes);
}

KkOidText
kk_oid_text (const KkOid *oid)
{
  KkOidText hex;

  kk_hex_encode (oid->bytes, sizeof oid->bytes, hex.text);
  return hex;
}

gboolean
kk_oid_is_zero (const KkOid *oid)
{
  static const KkOid zero;

  return memcmp (oid, &zero, sizeof zero) == 0;
}

gboolean
kk_oid_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (KkOid)) == 0;
}

guint
kk_oid_hash (gconstpointer oid)
{
  guint hash;

  memcpy (&hash, oid, sizeof hash);
  return hash;
}

static gboolean
is_lower_hex (char digit)
{
  return g_ascii_isdigit (digit) || (digit >= 'a' && digit <= 'f');
}

/* The shortest lower-case form only, up to and including the largest push_no. */
static gboolean
parse_number (const char *text, gsize length, guint64 *number)
{
  if (length == 0 || length > 12 || (length > 1 && text[0] == '0'))
    return FALSE;
  *number = 0;
  for (gsize i = 0; i < length; i++) {
    if (!is_lower_hex (text[i]))
      return FALSE;
    *number = *number << 4 | (guint64) g_ascii_xdigit_value (text[i]);
  }
  return TRUE;
}

static gboolean
parse_id (const char *text, KkId *id)
{
  if (strlen (text) != HEX_ID)
    return FALSE;
  for (gsize i = 0; i < HEX_ID; i++)
    if (!is_lower_hex (text[i]))
      return FALSE;
  return kk_id_parse (text, id);
}

static gboolean
parse_delta (const char *path, KkTipName *name)
{
  const char *slash = strchr (path, '/');
  guint64 folder;

  name->kind = KK_TIP_DELTA;
  return slash != NULL && parse_number (path, (gsize) (slash - path), &folder) &&
         parse_number (slash + 1, strlen (slash + 1), &name->push_no) && name->push_no > 0 &&
         name->push_no / 16 == folder;
}

static gboolean
parse_packet (const char *path, KkTipName *name)
{
  name->kind = KK_TIP_PACKET;
  return strlen (path) == 4 + HEX_ID && path[1] == '/' && path[3] == '/' && path[0] == path[4] &&
         path[2] == path[5] && parse_id (path + 4, &name->id);
}

gboolean
kk_tip_name_parse (const char *path, KkTipName *name)
{
  *name = kk_tip_name_checkpoint ();
  if (strcmp (path, "c") == 0)
    return TRUE;
  if (g_str_has_prefix (path, "d/"))
    return parse_delta (path + 2, name);
  if (g_str_has_prefix (path, "p/"))
    return parse_packet (path + 2, name);
  name->kind = KK_TIP_BOARD;
  return g_str_has_prefix (path, "b/") && parse_id (path + 2, &name->id);
}

gboolean
kk_tip_name_is_folder (const char *path)
{
  gsize length = strlen (path);
  guint64 number;

  if (length == 1)
    return *path == 'd' || *path == 'p' || *path == 'b';
  if (g_str_has_prefix (path, "d/"))
    return parse_number (path + 2, length - 2, &number) && number <= KK_LIMIT_SEQUENCE / 16;
  if (!g_str_has_prefix (path, "p/") || !is_lower_hex (path[2]))
    return FALSE;
  return length == 3 || (length == 5 && path[3] == '/' && is_lower_hex (path[4]));
}

KkTipPath
kk_tip_name_path (const KkTipName *name)
{
  KkIdText id = kk_id_text (&name->id);
  KkTipPath path = { "c" };

  switch (name->kind) {
  case KK_TIP_DELTA:
    g_snprintf (path.text, sizeof path.text, "d/%" G_GINT64_MODIFIER "x/%" G_GINT64_MODIFIER "x",
                name->push_no / 16, name->push_no);
    break;
  case KK_TIP_PACKET:
    g_snprintf (path.text, sizeof path.text, "p/%c/%c/%s", id.text[0], id.text[1], id.text);
    break;
  case KK_TIP_BOARD:
    g_snprintf (path.text, sizeof path.text, "b/%s", id.text);
    break;
  case KK_TIP_CHECKPOINT:
  default:
    break;
  }
  return path;
}

KkTipName
kk_tip_name_checkpoint (void)
{
  KkTipName name;

  memset (&name, 0, sizeof name);
  name.kind = KK_TIP_CHECKPOINT;
  return name;
}

KkTipName
kk_tip_name_delta (guint64 push_no)
{
  KkTipName name = kk_tip_name_checkpoint ();

  name.kind = KK_TIP_DELTA;
  name.push_no = push_no;
  return name;
}

KkTipName
kk_tip_name_packet (const KkId *tag)
{
  KkTipName name = kk_tip_name_checkpoint ();

  name.kind = KK_TIP_PACKET;
  name.id = *tag;
  return name;
}

KkTipName
kk_tip_name_board (const KkHash *document)
{
  KkTipName name = kk_tip_name_checkpoint ();

  name.kind = KK_TIP_BOARD;
  name.id = kk_id_from_hash (document);
  return name;
}

int
kk_tip_name_compare (gconstpointer a, gconstpointer b)
{
  const KkTipName *one = a, *other = b;

  if (one->kind != other->kind)
    return one->kind < other->kind ? -1 : 1;
  if (one->push_no != other->push_no)
    return one->push_no < other->push_no ? -1 : 1;
  return kk_id_compare (&one->id, &other->id);
}
