/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sim-check.h"

#include "domain/kk-schema.h"
#include "sim-read.h"

#include <string.h>

/* Numbers. */

gboolean
sim_was_copy_lied_to (const SimWorld *world)
{
  for (guint i = 0; i < world->n_devices; i++) {
    if (world->devices[i].put_back && world->devices[i].lied_to)
      return TRUE;
  }
  return FALSE;
}

void
sim_check_number (SimWorld *world, const SimDevice *device, char *number, const char *content)
{
  const char *known = g_hash_table_lookup (world->numbers, number);

  if (known == NULL) {
    g_hash_table_insert (world->numbers, number, g_strdup (content));
    return;
  }
  if (!g_str_equal (known, content) && device != NULL && device->put_back && device->lied_to)
    world->counts[SIM_COUNT_COPIES]++;
  else if (!g_str_equal (known, content))
    sim_world_fail (world, "two contents under one number: %s", number);
  g_free (number);
}

/* What a vault that was put back or copied sealed and never published is no number yet: another vault may have it. */
static void
check_pushes (SimWorld *world, SimDevice *device)
{
  g_auto (KkQuery) query = kk_query (
      device->app->vault,
      "SELECT hex (log.log), push.push_no, hex (push.hash) FROM push JOIN log ON log.idx = "
      "push.log WHERE push.push_no > ?1 AND (push.state = 2 OR ?1 >= 0)");

  kk_query_bind_number (&query, device->put_back ? -1 : device->seen_push);
  while (kk_query_next (&query, NULL)) {
    gint64 number = kk_query_number (&query, 1);

    sim_check_number (
        world, device,
        g_strdup_printf ("push %s %" G_GINT64_FORMAT, kk_query_text (&query, 0), number),
        kk_query_text (&query, 2));
    device->seen_push = MAX (device->seen_push, number);
  }
}

static void
check_packets (SimWorld *world, SimDevice *device)
{
  g_auto (KkQuery) query = kk_query (
      device->app->vault,
      "SELECT hex (log.log), hex (packet.seat), packet.seq, hex (packet.hash) FROM packet JOIN log ON log.idx = "
      "packet.log LEFT JOIN push ON push.log = packet.log AND push.push_no = packet.first_push WHERE "
      "packet.idx > ?1 AND (?1 >= 0 OR push.state IS NULL OR push.state = 2)");

  kk_query_bind_number (&query, device->put_back ? -1 : device->seen_packet);
  while (kk_query_next (&query, NULL))
    sim_check_number (world, device,
                      g_strdup_printf ("seq %s %s %" G_GINT64_FORMAT, kk_query_text (&query, 0),
                                       kk_query_text (&query, 1), kk_query_number (&query, 2)),
                      kk_query_text (&query, 3));
}

/* What others took for the newest push of a log. */
static void
check_heads (SimWorld *world, SimDevice *device)
{
  g_auto (KkQuery) query =
      kk_query (device->app->vault, "SELECT hex (log), push_no, hex (hash) FROM log WHERE "
                                    "push_no > 0 AND seat <> ?");

  kk_query_bind_id (&query, &sim_device_seat (device)->seat);
  while (kk_query_next (&query, NULL))
    sim_check_number (
        world, NULL,
        g_strdup_printf ("push %s %s", kk_query_text (&query, 0), kk_query_text (&query, 1)),
        kk_query_text (&query, 2));
}

static void
check_lawful (SimWorld *world, SimDevice *device, const KkQuery *query, guint receiver)
{
  const SimShare *share;
  KkId thread;
  g_autofree char *consents = NULL;
  SimLawFacts facts;

  kk_query_id (query, 5, &thread);
  share = sim_find_share (world, device->stage->desk, receiver, &thread);
  sim_day_of (device->clock, facts.day);
  /* That something was refused is told to who sent it, without anybody's confirmation (§13). */
  if (share == NULL && kk_query_number (query, 12) == KK_RECORD_NOTIFICATION)
    return;
  if (share == NULL) {
    sim_world_fail (world, "%s sent something that nobody shared", device->stage->name);
    return;
  }
  facts.consents = consents = sim_consents_in (device, &thread);
  facts.age = sim_age_in (device, &thread, facts.day);
  world->counts[SIM_COUNT_SENT_CHECKED]++;
  if (facts.age > -2 && !sim_law_lets (share, sim_categories_at (query, 6), &facts))
    sim_world_fail (world, "%s sent field %" G_GINT64_FORMAT " to %s unlawfully on %s (age %d)",
                    device->stage->name, kk_query_number (query, 6), share->receiver, facts.day,
                    facts.age);
}

static void
check_sent (SimWorld *world, SimDevice *device, gboolean judge)
{
  g_auto (KkQuery) query = kk_query (
      device->app->vault,
      "SELECT sent.desk, sent.packet, hex (record.id), hex (log.log), sent.n, record.thread, op.field, "
      "op.element, op.cats, op.value_kind, op.value, sent.kind, record.type FROM sent JOIN record ON record.idx = "
      "sent.record JOIN log ON log.idx = sent.log JOIN op ON op.record = sent.record AND op.log = "
      "sent.log AND op.n = sent.n WHERE sent.packet > ?");
  gint64 highest = device->seen_packet;

  kk_query_bind_number (&query, device->seen_packet);
  while (kk_query_next (&query, NULL)) {
    guint receiver;
    KkId desk;

    highest = MAX (highest, kk_query_number (&query, 1));
    world->counts[SIM_COUNT_MARKERS] += kk_query_number (&query, 11) == KK_OP_NOT_SHARED;
    if (kk_query_number (&query, 11) != KK_OP_VALUE)
      continue;
    kk_query_id (&query, 0, &desk);
    receiver = sim_find_desk (world, &desk);
    if (judge)
      check_lawful (world, device, &query, receiver);
    g_hash_table_add (world->sent, sim_sent_key (receiver, &query));
  }
  device->seen_packet = highest;
}

void
sim_check_begin (SimWorld *world, SimDevice *device)
{
  check_pushes (world, device);
  check_packets (world, device);
  check_sent (world, device, FALSE);
}

void
sim_check_after_sync (SimWorld *world, SimDevice *device)
{
  check_pushes (world, device);
  check_packets (world, device);
  if (!sim_was_copy_lied_to (world))
    check_heads (world, device);
  check_sent (world, device, TRUE);
}
