/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sync/kk-transport-memory.h"
#include "transport-suite.h"

static gpointer
open_stage (void)
{
  return kk_memory_remote_new ();
}

static KkTransport *
open_mirror (gpointer stage)
{
  return kk_transport_memory_new (stage);
}

static void
empty_remote (gpointer stage)
{
  kk_memory_remote_empty (stage);
}

static const KkStage memory_stage = {
  .name = "memory",
  .open = open_stage,
  .close = g_object_unref,
  .mirror = open_mirror,
  .empty = empty_remote,
};

typedef struct {
  KkMemoryRemote *remote;
  KkTransport *transport;
  KkId log;
  KkOid first;
  KkOid second;
} Fixture;

/* Two pushes: packet 1, then packet 2 beside it. */
static void
set_up (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  g_autoptr (KkTipWrite) write = kk_tip_write_new (NULL, NULL), next = NULL;

  f->remote = kk_memory_remote_new ();
  f->transport = kk_transport_memory_new (f->remote);
  f->log = kk_suite_log (9);
  kk_suite_put_packet (write, 1, 10);
  f->first = kk_suite_publish (f->transport, &f->log, write, NULL);
  next = kk_tip_write_new (&f->first, &f->first);
  kk_suite_put_packet (next, 2, 10);
  f->second = kk_suite_publish (f->transport, &f->log, next, &f->first);
}

static void
tear_down (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  g_object_unref (f->transport);
  g_object_unref (f->remote);
}

static guint
count_refs (Fixture *f, GError **error)
{
  g_autoptr (KkRefList) list = kk_transport_list_refs (f->transport, NULL, error);

  return list == NULL ? G_MAXUINT : list->refs->len;
}

static void
test_hide (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  KkOid tip;

  kk_memory_remote_hide (f->remote, &f->log, TRUE);
  g_assert_cmpuint (count_refs (f, NULL), ==, 0);
  g_assert_true (kk_memory_remote_get_tip (f->remote, &f->log, &tip));
  kk_memory_remote_hide (f->remote, &f->log, FALSE);
  g_assert_cmpuint (count_refs (f, NULL), ==, 1);
}

static void
test_roll_back (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  KkOid tip;

  kk_memory_remote_roll_back (f->remote, &f->log, 1);
  tip = kk_suite_fetch (f->transport, &f->log);
  g_assert_true (kk_oid_equal (&tip, &f->first));
  kk_memory_remote_roll_back (f->remote, &f->log, 7);
  g_assert_cmpuint (count_refs (f, NULL), ==, 0);
  g_assert_false (kk_memory_remote_get_tip (f->remote, &f->log, &tip));
}

static void
test_tamper (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  KkId tag = kk_suite_tag (1), odd = kk_suite_tag (3);
  KkTipName name = kk_tip_name_packet (&tag), forged = kk_tip_name_packet (&odd);
  g_autoptr (GBytes) bytes = kk_suite_bytes (3, 20);
  g_autoptr (KkTip) tip = NULL;
  KkOid oid;

  kk_memory_remote_withhold (f->remote, &f->log, &name);
  kk_memory_remote_forge (f->remote, &f->log, &forged, bytes);
  oid = kk_suite_fetch (f->transport, &f->log);
  tip = kk_transport_read_tip (f->transport, &oid, &f->second, NULL);
  g_assert_cmpuint (tip->added->len, ==, 1);
  g_assert_nonnull (kk_tip_find (tip->added, &forged));
  g_assert_cmpuint (tip->removed->len, ==, 1);
  g_assert_nonnull (kk_tip_find (tip->removed, &name));
}

static gboolean
push_third (Fixture *f, GError **error)
{
  g_autoptr (KkTipWrite) write = kk_tip_write_new (&f->second, &f->second);
  KkOid commit;

  kk_suite_put_packet (write, 3, 10);
  g_assert_true (kk_transport_write_tip (f->transport, write, &commit, NULL));
  return kk_suite_push (f->transport, &f->log, &f->second, &commit, FALSE, NULL, error);
}

static void
test_refuse (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  kk_memory_remote_refuse (f->remote, "full\n\033[31m now\xff ");
  g_assert_false (push_third (f, &error));
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, "the server refused: full  [31m now");
  kk_memory_remote_refuse (f->remote, NULL);
  g_assert_true (push_third (f, NULL));
}

static void
test_refuse_force (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  g_autoptr (KkTipWrite) write = kk_tip_write_new (&f->second, NULL);
  g_autoptr (GError) error = NULL;
  KkOid root;

  kk_memory_remote_refuse_force (f->remote, TRUE);
  g_assert_true (kk_transport_write_tip (f->transport, write, &root, NULL));
  g_assert_false (kk_suite_push (f->transport, &f->log, &f->second, &root, TRUE, NULL, &error));
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_REFUSED);
  g_assert_true (push_third (f, NULL));
}

static void
test_fail (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  kk_memory_remote_fail_after (f->remote, 1);
  g_assert_cmpuint (count_refs (f, NULL), ==, 1);
  g_assert_cmpuint (count_refs (f, &error), ==, G_MAXUINT);
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_UNREACHABLE);
  kk_memory_remote_fail_after (f->remote, -1);
  g_assert_cmpuint (count_refs (f, NULL), ==, 1);
}

static void
test_lost_answer (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  KkOid tip;

  kk_memory_remote_lose_answer (f->remote);
  g_assert_false (push_third (f, &error));
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_UNREACHABLE);
  g_assert_true (kk_memory_remote_get_tip (f->remote, &f->log, &tip));
  g_assert_false (kk_oid_equal (&tip, &f->second));
}

static void
test_reset (Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
  kk_transport_memory_reset (KK_TRANSPORT_MEMORY (f->transport));
  g_assert_false (kk_transport_has_tip (f->transport, &f->second));
  kk_suite_fetch (f->transport, &f->log);
  g_assert_true (kk_transport_has_tip (f->transport, &f->second));
}

#define ADD(name, function) g_test_add ("/memory/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kk_transport_suite_add (&memory_stage);
  ADD ("hide", test_hide);
  ADD ("roll-back", test_roll_back);
  ADD ("tamper", test_tamper);
  ADD ("refuse", test_refuse);
  ADD ("refuse-force", test_refuse_force);
  ADD ("fail", test_fail);
  ADD ("lost-answer", test_lost_answer);
  ADD ("reset", test_reset);
  return g_test_run ();
}
