/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What each seat says that it has read of each log. */

#include "vault/kk-vault-logs.h"

#include "vault/kk-vault-private.h"

gboolean
kk_vault_mark_set (KkVault *vault, const KkId *seat, const KkMark *mark, GError **error)
{
  g_auto (KkQuery) query = kk_query (
      vault, "INSERT INTO mark_of (seat, log, push_no, hash) VALUES (?, ?, ?, ?) "
             "ON CONFLICT DO UPDATE SET push_no = excluded.push_no, hash = excluded.hash");

  kk_query_bind_id (&query, seat);
  kk_query_bind_id (&query, &mark->log);
  kk_query_bind_count (&query, mark->push_no);
  kk_query_bind_id (&query, &mark->manifest);
  return kk_query_run (&query, error);
}

static void
read_mark (const KkQuery *query, KkMark *mark)
{
  kk_query_id (query, 0, &mark->log);
  mark->push_no = kk_query_count (query, 1);
  kk_query_id (query, 2, &mark->manifest);
}

gboolean
kk_vault_mark_get (KkVault *vault, const KkId *seat, const KkId *log, KkMark *mark, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT log, push_no, hash FROM mark_of WHERE seat = ?1 AND log = ?2");

  *mark = (KkMark){ .log = *log };
  kk_query_bind_id (&query, seat);
  kk_query_bind_id (&query, log);
  if (kk_query_next (&query, error))
    read_mark (&query, mark);
  return kk_query_is_fine (&query);
}

GArray *
kk_vault_mark_list (KkVault *vault, const KkId *seat, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT log, push_no, hash FROM mark_of WHERE seat = ?1 ORDER BY log");
  g_autoptr (GArray) marks = g_array_new (FALSE, TRUE, sizeof (KkMark));

  kk_query_bind_id (&query, seat);
  while (kk_query_next (&query, error)) {
    KkMark mark = { 0 };

    read_mark (&query, &mark);
    g_array_append_val (marks, mark);
  }
  return kk_query_is_fine (&query) ? g_steal_pointer (&marks) : NULL;
}

gboolean
kk_vault_mark_highest (KkVault *vault, const KkId *log, guint64 *push_no, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT max (push_no) FROM mark_of WHERE log = ?1");
  gint64 number = 0;

  kk_query_bind_id (&query, log);
  if (!kk_query_get_number (&query, 0, &number, error))
    return FALSE;
  *push_no = (guint64) number;
  return TRUE;
}

gboolean
kk_vault_mark_contradicts (KkVault *vault, gint64 log, gboolean *contradicts, GError **error)
{
  g_auto (KkQuery) query = kk_query (
      vault, "SELECT 1 FROM log AS l JOIN mark_of AS m ON m.log = l.log LEFT JOIN push AS p ON "
             "p.log = l.idx AND p.push_no = m.push_no WHERE l.idx = ?1 AND (m.push_no > l.push_no "
             "OR (p.hash IS NOT NULL AND substr (p.hash, 1, 16) <> m.hash)) LIMIT 1");
  gint64 found = 0;

  kk_query_bind_number (&query, log);
  if (!kk_query_get_number (&query, 0, &found, error))
    return FALSE;
  *contradicts = found != 0;
  return TRUE;
}

gboolean
kk_vault_mark_clear (KkVault *vault, const KkId *seat, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "DELETE FROM mark_of WHERE seat = ?1");

  kk_query_bind_id (&query, seat);
  return kk_query_run (&query, error);
}

/* Of an earlier incarnation nobody reads anything any more: whoever went on under a new number settled it. */
GArray *
kk_vault_mark_list_other_views (KkVault *vault, GError **error)
{
  g_auto (KkQuery) query = kk_query (
      vault, "SELECT DISTINCT m.seat, l.seat FROM log AS l JOIN mark_of AS m ON m.log = l.log "
             "LEFT JOIN mark_of AS o ON o.log = l.log AND o.push_no = m.push_no "
             "AND o.seat IN (SELECT id FROM seat) "
             "WHERE ((m.push_no = l.push_no AND m.hash <> substr (l.hash, 1, 16)) "
             "OR m.hash <> o.hash) AND l.idx NOT IN (SELECT log FROM seat) "
             "AND NOT EXISTS (SELECT 1 FROM log AS n WHERE n.seat = l.seat "
             "AND n.incarnation > l.incarnation AND n.push_no > 0) ORDER BY 2, 1");
  g_autoptr (GArray) views = g_array_new (FALSE, TRUE, sizeof (KkVaultOtherView));

  while (kk_query_next (&query, error)) {
    KkVaultOtherView view = { 0 };

    kk_query_id (&query, 0, &view.reader);
    kk_query_id (&query, 1, &view.writer);
    g_array_append_val (views, view);
  }
  return kk_query_is_fine (&query) ? g_steal_pointer (&views) : NULL;
}
