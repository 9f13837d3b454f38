/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sync/kk-tip-private.h"

#include "base/kk-limits.h"

#include <string.h>

#define BRANCHES "refs/heads/"

G_DEFINE_QUARK (kk_sync_error, kk_sync_error)
G_DEFINE_INTERFACE (KkTransport, kk_transport, G_TYPE_OBJECT)

static void
kk_transport_default_init (KkTransportInterface *iface G_GNUC_UNUSED)
{
}

KkRefList *
kk_ref_list_new (void)
{
  KkRefList *list = g_new0 (KkRefList, 1);

  list->refs = g_array_new (FALSE, FALSE, sizeof (KkRef));
  return list;
}

void
kk_ref_list_free (KkRefList *list)
{
  if (list == NULL)
    return;
  g_array_unref (list->refs);
  g_free (list);
}

static gboolean
parse_branch (const char *name, KkId *log)
{
  KkIdText canonical;

  if (!g_str_has_prefix (name, BRANCHES) || !kk_id_parse (name + strlen (BRANCHES), log))
    return FALSE;
  canonical = kk_id_text (log);
  return strcmp (canonical.text, name + strlen (BRANCHES)) == 0;
}

void
kk_ref_list_take (KkRefList *list, const char *name, const KkOid *oid)
{
  KkRef ref = { .oid = *oid };

  if (strcmp (name, "HEAD") == 0)
    return;
  if (parse_branch (name, &ref.log))
    g_array_append_val (list->refs, ref);
  else
    list->others++;
}

static int
compare_refs (gconstpointer a, gconstpointer b)
{
  const KkRef *one = a, *other = b;

  return kk_id_compare (&one->log, &other->log);
}

gboolean
kk_ref_list_finish (KkRefList *list, GError **error)
{
  if ((guint64) list->refs->len + list->others > KK_LIMIT_REFS_LISTED) {
    g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_OVER_LIMIT,
                 "the server lists more than %d refs", KK_LIMIT_REFS_LISTED);
    return FALSE;
  }
  g_array_sort (list->refs, compare_refs);
  for (guint i = 1; i < list->refs->len; i++) {
    if (compare_refs (&g_array_index (list->refs, KkRef, i - 1),
                      &g_array_index (list->refs, KkRef, i)) != 0)
      continue;
    g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_CORRUPT, "the server lists one branch twice");
    return FALSE;
  }
  return TRUE;
}

const KkRef *
kk_ref_list_find (const KkRefList *list, const KkId *log)
{
  KkRef wanted = { .log = *log };

  if (list->refs->len == 0)
    return NULL;
  return bsearch (&wanted, list->refs->data, list->refs->len, sizeof wanted, compare_refs);
}

void
kk_sync_words_clean (const char *words, char out[KK_SYNC_WORDS_SIZE])
{
  gsize length = 0;

  for (; *words != '\0' && length < KK_SYNC_WORDS_SIZE - 1; words++)
    out[length++] = g_ascii_isprint (*words) ? *words : ' ';
  while (length > 0 && out[length - 1] == ' ')
    length--;
  out[length] = '\0';
}

guint64
kk_transport_fetch_limit (guint n_logs, guint64 budget)
{
  guint64 limit = n_logs == 1 ? KK_LIMIT_RECEIVED_PER_REF : KK_LIMIT_RECEIVED_PER_SYNC;

  return MIN (limit, budget);
}

void
kk_transport_set_progress (KkTransport *self, KkTransportProgress progress, gpointer data)
{
  g_return_if_fail (KK_IS_TRANSPORT (self));

  KK_TRANSPORT_GET_IFACE (self)->set_progress (self, progress, data);
}

KkRefList *
kk_transport_list_refs (KkTransport *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (KK_IS_TRANSPORT (self), NULL);

  return KK_TRANSPORT_GET_IFACE (self)->list_refs (self, cancellable, error);
}

KkRefList *
kk_transport_fetch (KkTransport *self,
                    const GArray *logs,
                    guint64 budget,
                    guint64 *received,
                    GCancellable *cancellable,
                    GError **error)
{
  guint64 unused;

  g_return_val_if_fail (KK_IS_TRANSPORT (self), NULL);

  if (received == NULL)
    received = &unused;
  *received = 0;
  if (logs->len == 0)
    return kk_ref_list_new ();
  return KK_TRANSPORT_GET_IFACE (self)->fetch (
      self, logs, kk_transport_fetch_limit (logs->len, budget), received, cancellable, error);
}

gboolean
kk_transport_has_tip (KkTransport *self, const KkOid *tip)
{
  g_return_val_if_fail (KK_IS_TRANSPORT (self), FALSE);

  return KK_TRANSPORT_GET_IFACE (self)->has_tip (self, tip);
}

KkTip *
kk_transport_read_tip (KkTransport *self, const KkOid *tip, const KkOid *known, GError **error)
{
  g_return_val_if_fail (KK_IS_TRANSPORT (self), NULL);

  return KK_TRANSPORT_GET_IFACE (self)->read_tip (self, tip, known, error);
}

GBytes *
kk_transport_read_blob (KkTransport *self, const KkOid *blob, gsize limit, GError **error)
{
  g_return_val_if_fail (KK_IS_TRANSPORT (self), NULL);

  return KK_TRANSPORT_GET_IFACE (self)->read_blob (self, blob, limit, error);
}

gboolean
kk_transport_write_tip (KkTransport *self, const KkTipWrite *write, KkOid *commit, GError **error)
{
  g_return_val_if_fail (KK_IS_TRANSPORT (self), FALSE);

  return KK_TRANSPORT_GET_IFACE (self)->write_tip (self, write, commit, error);
}

gboolean
kk_transport_push (KkTransport *self,
                   const KkPush *push,
                   KkOid *found,
                   GCancellable *cancellable,
                   GError **error)
{
  KkOid unused;

  g_return_val_if_fail (KK_IS_TRANSPORT (self), FALSE);

  return KK_TRANSPORT_GET_IFACE (self)->push (self, push, found != NULL ? found : &unused,
                                              cancellable, error);
}
