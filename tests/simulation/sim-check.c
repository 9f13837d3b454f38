/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sim-check.h"

#include "app/kk-app-register.h"
#include "app/kk-body-verdict-private.h"
#include "app/kk-case-gather-private.h"
#include "sim-law.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-private.h"

#include <string.h>

/* Numbers. */

/* @device: that wrote it, or (nullable) any that has it. @number: (transfer full) */
static void
check_number (SimWorld *world, const SimDevice *device, char *number, const char *content)
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

static void
check_pushes (SimWorld *world, SimDevice *device)
{
  g_auto (KkQuery) query =
      kk_query (device->app->vault, "SELECT hex (log.log), push.push_no, hex (push.hash) FROM push "
                                    "JOIN log ON log.idx = push.log WHERE push.push_no > ?");

  kk_query_bind_number (&query, device->seen_push);
  while (kk_query_next (&query, NULL)) {
    gint64 number = kk_query_number (&query, 1);

    check_number (world, device,
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
      "SELECT hex (log.log), hex (packet.seat), packet.seq, hex (packet.hash) FROM packet "
      "JOIN log ON log.idx = packet.log WHERE packet.idx > ?");

  kk_query_bind_number (&query, device->seen_packet);
  while (kk_query_next (&query, NULL))
    check_number (world, device,
                  g_strdup_printf ("seq %s %s %" G_GINT64_FORMAT, kk_query_text (&query, 0),
                                   kk_query_text (&query, 1), kk_query_number (&query, 2)),
                  kk_query_text (&query, 3));
}

/* What was sent. */

/* Index of the first device of that desk; SIM_DEVICES_MOST when there is none. */
static guint
find_desk (const SimWorld *world, const KkId *desk)
{
  for (guint i = 0; i < world->n_devices; i++) {
    if (kk_id_equal (sim_device_desk (&world->devices[i]), desk))
      return i;
  }
  return SIM_DEVICES_MOST;
}

static const char *
name_of (const SimWorld *world, guint device)
{
  return device < world->n_devices ? world->devices[device].stage->name : "nobody";
}

static const SimShare *
find_share (const SimWorld *world, guint giver, guint receiver, const KkId *thread)
{
  for (guint i = 0; i < SIM_SHARES; i++) {
    const SimShare *share = &sim_shares[i];

    if (g_str_equal (share->giver, name_of (world, giver)) &&
        g_str_equal (share->receiver, name_of (world, receiver)) &&
        kk_id_equal (&world->stage->threads[share->case_], thread))
      return share;
  }
  return NULL;
}

static void
day_of (gint64 instant, char day[11])
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (instant / 1000);
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%d");

  g_strlcpy (day, text, 11);
}

/* Of the person of a case, as the file of its owner has it now; −1 when it is not there, −2 when there are two. */
static gint
age_in (SimDevice *device, const KkId *thread, const char *day)
{
  g_auto (KkQuery) query =
      kk_query (device->app->vault,
                "SELECT op.value FROM op JOIN record ON record.idx = op.record JOIN log ON "
                "log.idx = op.log WHERE record.thread = ? AND op.field = 405 AND op.live "
                "AND op.kind = 1 AND log.desk = record.owner");
  gint age = -1;

  kk_query_bind_id (&query, thread);
  if (kk_query_next (&query, NULL))
    age = kk_age_on (kk_query_text (&query, 0), day);
  return kk_query_next (&query, NULL) ? -2 : age;
}

/* Columns kind, field, element, cats, value_kind and value from @column on. */
static KkCategories
categories_at (const KkQuery *query, int column)
{
  g_autoptr (KkOp) op =
      kk_op_new ((KkDot){ .n = 1 }, KK_OP_VALUE, (guint32) kk_query_number (query, column));

  op->element = kk_query_dup_text_or_null (query, column + 1);
  op->extra = (KkCategories) kk_query_number (query, column + 2);
  if (kk_query_number (query, column + 3) == KK_VALUE_TEXT)
    op->value = kk_value_new_text (kk_query_text (query, column + 4));
  return kk_op_categories (op);
}

static void
check_lawful (SimWorld *world, SimDevice *device, const KkQuery *query, guint receiver)
{
  const SimShare *share;
  KkId thread;
  char day[11];
  gint age;

  kk_query_id (query, 5, &thread);
  share = find_share (world, device->stage->desk, receiver, &thread);
  day_of (device->clock, day);
  if (share == NULL) {
    sim_world_fail (world, "%s sent something that nobody shared", device->stage->name);
    return;
  }
  age = age_in (device, &thread, day);
  world->counts[SIM_COUNT_SENT_CHECKED]++;
  if (age > -2 && !sim_law_lets (share, categories_at (query, 6), age, day))
    sim_world_fail (world, "%s sent field %" G_GINT64_FORMAT " to %s unlawfully on %s (age %d)",
                    device->stage->name, kk_query_number (query, 6), share->receiver, day, age);
}

static char *
sent_key (guint receiver, const KkQuery *query)
{
  return g_strdup_printf ("%u %s %s %" G_GINT64_FORMAT, receiver, kk_query_text (query, 2),
                          kk_query_text (query, 3), kk_query_number (query, 4));
}

static void
check_sent (SimWorld *world, SimDevice *device, gboolean judge)
{
  g_auto (KkQuery) query = kk_query (
      device->app->vault,
      "SELECT sent.desk, sent.packet, hex (record.id), hex (log.log), sent.n, record.thread, op.field, "
      "op.element, op.cats, op.value_kind, op.value, sent.kind FROM sent JOIN record ON record.idx = "
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
    receiver = find_desk (world, &desk);
    if (judge)
      check_lawful (world, device, &query, receiver);
    g_hash_table_add (world->sent, sent_key (receiver, &query));
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
  check_sent (world, device, TRUE);
}

/* At the end. */

/* What a device has of other desks it was sent, in a packet whose lawfulness was looked at. */
static void
check_received (SimWorld *world, SimDevice *device)
{
  g_auto (KkQuery) query = kk_query (
      device->app->vault,
      "SELECT 0, 0, hex (record.id), hex (log.log), op.n FROM op JOIN record ON record.idx = op.record "
      "JOIN log ON log.idx = op.log WHERE log.desk <> ? AND op.kind = 1");

  kk_query_bind_id (&query, sim_device_desk (device));
  while (kk_query_next (&query, NULL)) {
    g_autofree char *key = sent_key (device->stage->desk, &query);

    if (!g_hash_table_contains (world->sent, key))
      sim_world_fail (world, "%s has an operation that nobody sent: %s", device->stage->name, key);
  }
}

/* What a vault that was put back wrote again stays at home as long as nobody was lied to. */
static void
check_dots (SimWorld *world, SimDevice *device)
{
  g_auto (KkQuery) query = kk_query (
      device->app->vault,
      "SELECT hex (record.id), hex (log.log), op.n, op.field || ' ' || op.element || ' ' || hex (op.value) "
      "FROM op JOIN record ON record.idx = op.record JOIN log ON log.idx = op.log WHERE op.kind = 1 "
      "AND log.seat <> ?");
  KkId nobody = { { 0 } };

  for (guint i = 0; i < world->n_devices; i++) {
    if (world->devices[i].put_back && world->devices[i].lied_to)
      return;
  }
  kk_query_bind_id (
      &query, device->put_back ? &g_array_index (device->app->seats, KkOwnSeat, 0).seat : &nobody);
  while (kk_query_next (&query, NULL))
    check_number (world, NULL,
                  g_strdup_printf ("dot %s %s %" G_GINT64_FORMAT, kk_query_text (&query, 0),
                                   kk_query_text (&query, 1), kk_query_number (&query, 2)),
                  kk_query_text (&query, 3));
}

static void
check_register (SimWorld *world, SimDevice *device)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkRegisterProof) proof = kk_app_register_verify (device->app, &error);

  if (proof == NULL || !proof->ok)
    sim_world_fail (world, "%s: the disclosure register does not prove itself",
                    device->stage->name);
}

/* A live or not so live operation, by its name. */
static GHashTable *
list_ops (SimDevice *device, const KkId *thread, const KkId *desk)
{
  g_auto (KkQuery) query = kk_query (
      device->app->vault,
      "SELECT hex (record.id) || ' ' || hex (log.log) || ' ' || op.n, op.kind, op.live FROM op JOIN "
      "record ON record.idx = op.record JOIN log ON log.idx = op.log WHERE record.thread = ? AND "
      "log.desk = ?");
  GHashTable *ops = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  kk_query_bind_id (&query, thread);
  kk_query_bind_id (&query, desk);
  while (kk_query_next (&query, NULL))
    g_hash_table_insert (
        ops, kk_query_dup_text (&query, 0),
        GINT_TO_POINTER (kk_query_number (&query, 1) * 2 + kk_query_number (&query, 2)));
  return ops;
}

#define VALUE_LIVE (KK_OP_VALUE * 2 + 1)

static gboolean
has_active_share (SimDevice *giver, const KkId *thread, const KkId *receiver)
{
  g_auto (KkQuery) query = kk_query (giver->app->vault, "SELECT 1 FROM share WHERE thread = ? AND "
                                                        "receiver = ? AND state = 1");

  kk_query_bind_id (&query, thread);
  kk_query_bind_id (&query, receiver);
  return kk_query_next (&query, NULL);
}

/* A person has to look at something that was confirmed: until then it does not go. */
static gboolean
has_held_body (SimDevice *giver, const KkId *receiver)
{
  g_auto (KkQuery) query = kk_query (
      giver->app->vault, "SELECT 1 FROM body WHERE desk = ? AND state = 3 AND reason <> 'changed'");

  kk_query_bind_id (&query, receiver);
  return kk_query_next (&query, NULL);
}

typedef struct {
  SimWorld *world;
  const SimShare *share;
  SimDevice *giver;
  SimDevice *receiver;
  const KkId *thread;
  GHashTable *given;    /* operations of the giver's desk, as the giver has them */
  GHashTable *received; /* the same, as the receiver has them */
} Compared;

static void
check_nothing_stale (const Compared *compared)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, compared->received);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    gint own = GPOINTER_TO_INT (g_hash_table_lookup (compared->given, key));

    if (GPOINTER_TO_INT (value) == VALUE_LIVE && (own & 1) == 0)
      sim_world_fail (compared->world, "%s holds as current what %s replaced: %s",
                      compared->receiver->stage->name, compared->giver->stage->name,
                      (const char *) key);
  }
}

/* On every day that its clock showed: what the law lets go only later waits for the next change of the case. */
static gboolean
was_always_lawful (const Compared *compared, KkCategories categories)
{
  const GArray *days = compared->giver->days;
  gboolean lawful = TRUE;

  for (guint i = 0; i < days->len && lawful; i++) {
    char day[11];
    gint age;

    day_of (g_array_index (days, gint64, i) * SIM_DAY, day);
    age = age_in (compared->giver, compared->thread, day);
    lawful = age == -2 || sim_law_lets (compared->share, categories, age, day);
  }
  compared->world->counts[SIM_COUNT_LATER] += !lawful;
  return lawful;
}

/* What the giver has now, goes by law, and was confirmed for this share. */
static void
check_nothing_missing (const Compared *compared)
{
  g_auto (KkQuery) query = kk_query (
      compared->giver->app->vault,
      "SELECT hex (record.id) || ' ' || hex (log.log) || ' ' || op.n, record.owner, op.field, "
      "op.element, op.cats, op.value_kind, op.value FROM op JOIN record ON record.idx = op.record JOIN "
      "log ON log.idx = op.log WHERE record.thread = ?1 AND log.desk = ?2 AND op.live AND op.kind = 1 "
      "AND record.deletion = 0 AND EXISTS (SELECT 1 FROM share JOIN share_field ON share_field.share = "
      "share.id WHERE share.thread = ?1 AND share.receiver = ?3 AND share.state = 1 AND "
      "share_field.field = op.field AND share_field.type = record.type)");
  char day[11];
  gint age;

  day_of (compared->giver->clock, day);
  age = age_in (compared->giver, compared->thread, day);
  kk_query_bind_id (&query, compared->thread);
  kk_query_bind_id (&query, sim_device_desk (compared->giver));
  kk_query_bind_id (&query, sim_device_desk (compared->receiver));
  while (kk_query_next (&query, NULL)) {
    gint there =
        GPOINTER_TO_INT (g_hash_table_lookup (compared->received, kk_query_text (&query, 0)));
    KkCategories categories;
    gboolean own;
    KkId owner;

    kk_query_id (&query, 1, &owner);
    own = kk_id_equal (&owner, sim_device_desk (compared->giver));
    if (!own && !kk_id_equal (&owner, sim_device_desk (compared->receiver)))
      continue;
    categories = categories_at (&query, 2);
    if (age == -2 || !sim_law_lets (compared->share, categories, age, day) ||
        !was_always_lawful (compared, categories))
      continue;
    compared->world->counts[own ? SIM_COUNT_VALUES_EQUAL : SIM_COUNT_PROPOSALS]++;
    if (own ? there != VALUE_LIVE : there / 2 != KK_OP_VALUE)
      sim_world_fail (compared->world, "%s lacks field %" G_GINT64_FORMAT " of %s: %s (has %d)",
                      compared->receiver->stage->name, kk_query_number (&query, 2),
                      compared->giver->stage->name, kk_query_text (&query, 0), there);
  }
}

/* Something between the two was lost, and who lacks it knows, and asks or asked. */
static gboolean
shows_gap (SimDevice *device, const SimDevice *writer)
{
  g_auto (KkQuery) query =
      kk_query (device->app->vault,
                "SELECT 1 FROM resync WHERE own = ? AND seat = ? AND (ask > 0 OR asked > 0)");

  kk_query_bind_id (&query, &g_array_index (device->app->seats, KkOwnSeat, 0).seat);
  kk_query_bind_id (&query, &g_array_index (writer->app->seats, KkOwnSeat, 0).seat);
  return kk_query_next (&query, NULL);
}

gboolean
sim_check_is_asking (SimDevice *device)
{
  g_auto (KkQuery) query =
      kk_query (device->app->vault, "SELECT 1 FROM resync WHERE ask > 0 OR answer > 0");

  return kk_query_next (&query, NULL);
}

/* The way may lead over a sibling of either. */
static gboolean
may_lack (SimWorld *world, const SimDevice *giver, const SimDevice *receiver)
{
  for (guint one = 0; one < world->n_devices; one++) {
    for (guint other = 0; other < world->n_devices; other++) {
      SimDevice *reader = &world->devices[one];
      const SimDevice *writer = &world->devices[other];
      gboolean on_the_way =
          reader->stage->desk == receiver->stage->desk || reader->stage->desk == giver->stage->desk;

      if (on_the_way && shows_gap (reader, writer)) {
        world->counts[SIM_COUNT_GAPS]++;
        return TRUE;
      }
    }
  }
  return giver->put_back || receiver->put_back;
}

static void
check_pair (SimWorld *world, const SimShare *share, SimDevice *giver, SimDevice *receiver)
{
  const KkId *thread = &world->stage->threads[share->case_];
  Compared compared = { world, share, giver, receiver, thread, NULL, NULL };

  if (!has_active_share (giver, thread, sim_device_desk (receiver)))
    return;
  if (may_lack (world, giver, receiver)) {
    world->counts[SIM_COUNT_EXCUSED]++;
    return;
  }
  world->counts[SIM_COUNT_STRICT]++;
  compared.given = list_ops (giver, thread, sim_device_desk (giver));
  compared.received = list_ops (receiver, thread, sim_device_desk (giver));
  check_nothing_stale (&compared);
  if (!has_held_body (giver, sim_device_desk (receiver)))
    check_nothing_missing (&compared);
  g_hash_table_unref (compared.given);
  g_hash_table_unref (compared.received);
}

static void
check_shares (SimWorld *world)
{
  for (guint s = 0; s < SIM_SHARES; s++) {
    for (guint g = 0; g < world->n_devices; g++) {
      for (guint r = 0; r < world->n_devices; r++) {
        SimDevice *giver = &world->devices[g];
        SimDevice *receiver = &world->devices[r];

        if (g_str_equal (name_of (world, giver->stage->desk), sim_shares[s].giver) &&
            g_str_equal (name_of (world, receiver->stage->desk), sim_shares[s].receiver))
          check_pair (world, &sim_shares[s], giver, receiver);
      }
    }
  }
}

/* Seats of one desk have the same; what is not current any more need not have reached all of them. */
static void
check_siblings (SimWorld *world, SimDevice *one, SimDevice *other)
{
  static const char sql[] =
      "SELECT group_concat (line, '|') FROM (SELECT hex (record.id) || ' ' || hex (log.log) || ' ' || "
      "op.n || ' ' || op.kind AS line FROM op JOIN record ON record.idx = op.record "
      "JOIN log ON log.idx = op.log WHERE op.live ORDER BY line)";
  g_auto (KkQuery) first = kk_query (one->app->vault, sql);
  g_auto (KkQuery) second = kk_query (other->app->vault, sql);

  if (may_lack (world, one, other))
    return;
  g_assert_true (kk_query_next (&first, NULL) && kk_query_next (&second, NULL));
  if (!g_str_equal (kk_query_text (&first, 0), kk_query_text (&second, 0)))
    sim_world_fail (world, "%s and %s do not have the same", one->stage->name, other->stage->name);
}

static void
check_nothing_waits (SimWorld *world, SimDevice *device)
{
  g_auto (KkQuery) inbox =
      kk_query (device->app->vault, "SELECT state, code FROM inbox WHERE state NOT IN (3, 6)");
  g_auto (KkQuery) logs =
      kk_query (device->app->vault, "SELECT status, hex (log) FROM log WHERE status <> 1");

  for (guint i = 0; i < world->n_devices; i++) {
    if (world->devices[i].put_back)
      return;
  }
  if (kk_query_next (&inbox, NULL))
    sim_world_fail (world, "%s: a packet is left in state %" G_GINT64_FORMAT " %s",
                    device->stage->name, kk_query_number (&inbox, 0), kk_query_text (&inbox, 1));
  if (kk_query_next (&logs, NULL))
    sim_world_fail (world, "%s: log %s is left in status %" G_GINT64_FORMAT, device->stage->name,
                    kk_query_text (&logs, 1), kk_query_number (&logs, 0));
}

void
sim_check_end (SimWorld *world)
{
  for (guint i = 0; i < world->n_devices; i++) {
    SimDevice *device = &world->devices[i];
    g_autoptr (GError) error = NULL;

    check_nothing_waits (world, device);
    check_received (world, device);
    check_dots (world, device);
    check_register (world, device);
    for (guint other = 0; other < i; other++) {
      if (world->devices[other].stage->desk == device->stage->desk)
        check_siblings (world, device, &world->devices[other]);
    }
    if (world->seed % 64 == 0 && !kk_vault_check (device->app->vault, &error))
      sim_world_fail (world, "%s: %s", device->stage->name, error->message);
  }
  check_shares (world);
}
