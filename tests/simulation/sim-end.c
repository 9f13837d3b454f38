/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What must hold when everybody is there, the server is honest and all is quiet (exchange §21). */

#include "app/register/kk-app-register.h"
#include "sim-check.h"
#include "sim-read.h"
#include "vault/kk-vault-logs.h"

#include <string.h>

#define WHOLE_EVERY 64

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
    g_autofree char *key = sim_sent_key (device->stage->desk, &query);

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
      "AND op.state = 2 AND log.seat <> ?");
  KkId nobody = { { 0 } };

  if (sim_was_copy_lied_to (world))
    return;
  kk_query_bind_id (&query, device->put_back ? &sim_device_seat (device)->seat : &nobody);
  while (kk_query_next (&query, NULL))
    sim_check_number (world, NULL,
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
      "SELECT hex (record.id) || ' ' || hex (log.log) || ' ' || op.n, CASE op.state WHEN 3 THEN 50 ELSE "
      "op.kind END, op.live FROM op JOIN "
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
#define ERASED     100

static char *
name_dot (const KkId *record, const KkDot *dot)
{
  g_autofree char *of = g_ascii_strup (kk_id_text (record).text, -1);
  g_autofree char *log = g_ascii_strup (kk_id_text (&dot->log).text, -1);

  return g_strdup_printf ("%s %s %u", of, log, dot->n);
}

/* (transfer full): set of text: the operations that desk @owner asked back, as @device knows. */
static GHashTable *
list_asked_back (SimDevice *device, const KkId *owner)
{
  GHashTable *asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ops = kk_vault_op_list_recalls (device->app->vault, 0, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < ops->len; i++) {
    const KkStoredOp *stored = ops->pdata[i];
    KkVaultRecord record;
    gboolean found = FALSE;
    gsize n_dots;
    const KkDot *dots;

    if (stored->op->kind != KK_OP_RECALL || !kk_id_equal (&stored->desk, owner) ||
        !kk_vault_record_get (device->app->vault, stored->record, &record, &found, NULL) || !found)
      continue;
    dots = kk_value_get_dots (stored->op->value, &n_dots);
    for (gsize d = 0; d < n_dots; d++)
      g_hash_table_add (asked, name_dot (&record.id, &dots[d]));
  }
  return asked;
}

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
  char *consents;
  GHashTable *asked_back; /* names of operations */
  GHashTable *given;      /* operations of the giver's desk, as the giver has them */
  GHashTable *received;   /* the same, as the receiver has them */
} Compared;

/* The record of an operation is gone, or deleted. */
static gboolean
is_gone (SimDevice *device, const char *dot)
{
  g_auto (KkQuery) query = kk_query (
      device->app->vault, "SELECT 1 FROM erased WHERE hex (id) = substr (?1, 1, 32) UNION ALL "
                          "SELECT 1 FROM record WHERE hex (id) = substr (?1, 1, 32) AND "
                          "deletion <> 0");

  kk_query_bind_text (&query, dot);
  return kk_query_next (&query, NULL);
}

/* Of a record that was erased here: who still has something of it was asked to erase it, which check_requests() looks at. Of a
 * deleted one: it is deleted there too. */
static gboolean
was_taken_away (const Compared *compared, const char *dot)
{
  g_auto (KkQuery) query = kk_query (compared->giver->app->vault,
                                     "SELECT 1 FROM erased WHERE hex (id) = substr (?, 1, 32)");

  kk_query_bind_text (&query, dot);
  return kk_query_next (&query, NULL) ||
         (is_gone (compared->giver, dot) && is_gone (compared->receiver, dot));
}

static void
check_nothing_stale (const Compared *compared)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, compared->received);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    gint own = GPOINTER_TO_INT (g_hash_table_lookup (compared->given, key));

    /* What was asked back nobody speaks of any more. */
    if (GPOINTER_TO_INT (value) == VALUE_LIVE && (own & 1) == 0 &&
        !g_hash_table_contains (compared->asked_back, key) && !was_taken_away (compared, key))
      sim_world_fail (compared->world, "%s holds as current what %s replaced: %s",
                      compared->receiver->stage->name, compared->giver->stage->name,
                      (const char *) key);
  }
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
  SimLawFacts facts = { .consents = compared->consents };

  sim_day_of (compared->giver->clock, facts.day);
  facts.age = sim_age_in (compared->giver, compared->thread, facts.day);
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
    categories = sim_categories_at (&query, 2);
    if (facts.age == -2 || !sim_law_lets (compared->share, categories, &facts))
      continue;
    /* What is proposed about a record that its owner took away is dropped. */
    if (!own && is_gone (compared->receiver, kk_query_text (&query, 0)))
      continue;
    /* Erased once is erased for ever: the same operation does not come back (§14). */
    if (there == ERASED && own &&
        g_hash_table_contains (compared->asked_back, kk_query_text (&query, 0)))
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
      kk_query (device->app->vault, "SELECT 1 FROM resync WHERE own = ? AND seat = ? AND ask > 0");

  kk_query_bind_id (&query, &sim_device_seat (device)->seat);
  kk_query_bind_id (&query, &sim_device_seat (writer)->seat);
  return kk_query_next (&query, NULL);
}

gboolean
sim_check_is_asking (SimDevice *device)
{
  g_auto (KkQuery) query =
      kk_query (device->app->vault, "SELECT 1 FROM resync WHERE ask > 0 OR answer > 0 UNION ALL "
                                    "SELECT 1 FROM body WHERE state = 1");

  return kk_query_next (&query, NULL);
}

/* Another copy of its vault goes on under a newer number, which this one says at each sync: what that one wrote it does not
 * have. */
static gboolean
is_older_copy (SimWorld *world, const SimDevice *device)
{
  for (guint i = 0; device->put_back && i < world->n_devices; i++) {
    g_auto (KkQuery) query =
        kk_query (world->devices[i].app->vault,
                  "SELECT 1 FROM log WHERE seat = ? AND incarnation > ? AND push_no > 0");

    kk_query_bind_id (&query, &sim_device_seat (device)->seat);
    kk_query_bind_number (&query, sim_device_seat (device)->incarnation);
    if (kk_query_next (&query, NULL))
      return TRUE;
  }
  return FALSE;
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

      if (on_the_way && (shows_gap (reader, writer) || is_older_copy (world, reader))) {
        world->counts[SIM_COUNT_GAPS]++;
        return TRUE;
      }
    }
  }
  return FALSE;
}

static void
check_pair (SimWorld *world, const SimShare *share, SimDevice *giver, SimDevice *receiver)
{
  const KkId *thread = &world->stage->threads[share->case_];
  Compared compared = { world, share, giver, receiver, thread, NULL, NULL, NULL, NULL };

  if (!has_active_share (giver, thread, sim_device_desk (receiver)))
    return;
  if (may_lack (world, giver, receiver)) {
    world->counts[SIM_COUNT_EXCUSED]++;
    return;
  }
  world->counts[SIM_COUNT_STRICT]++;
  compared.consents = sim_consents_in (giver, thread);
  compared.asked_back = list_asked_back (giver, sim_device_desk (giver));
  compared.given = list_ops (giver, thread, sim_device_desk (giver));
  compared.received = list_ops (receiver, thread, sim_device_desk (giver));
  check_nothing_stale (&compared);
  if (!has_held_body (giver, sim_device_desk (receiver)))
    check_nothing_missing (&compared);
  g_hash_table_unref (compared.given);
  g_hash_table_unref (compared.received);
  g_hash_table_unref (compared.asked_back);
  g_free (compared.consents);
}

static void
check_shares (SimWorld *world)
{
  for (guint s = 0; s < SIM_SHARES; s++) {
    for (guint g = 0; g < world->n_devices; g++) {
      for (guint r = 0; r < world->n_devices; r++) {
        SimDevice *giver = &world->devices[g];
        SimDevice *receiver = &world->devices[r];

        if (giver->revoked || receiver->revoked)
          continue;
        if (g_str_equal (sim_name_of (world, giver->stage->desk), sim_shares[s].giver) &&
            g_str_equal (sim_name_of (world, receiver->stage->desk), sim_shares[s].receiver))
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
      "JOIN log ON log.idx = op.log WHERE op.live AND op.kind < 5 ORDER BY line)";
  g_auto (KkQuery) first = kk_query (one->app->vault, sql);
  g_auto (KkQuery) second = kk_query (other->app->vault, sql);

  if (may_lack (world, one, other))
    return;
  g_assert_true (kk_query_next (&first, NULL) && kk_query_next (&second, NULL));
  if (!g_str_equal (kk_query_text (&first, 0), kk_query_text (&second, 0)))
    sim_world_fail (world, "%s and %s do not have the same", one->stage->name, other->stage->name);
}

/* What was asked of a desk came there: a recall is among the operations of its record, and of a record that was erased
 * nothing is left, or the request. */
static void
check_requests (SimWorld *world, SimDevice *owner, SimDevice *receiver)
{
  g_auto (KkQuery) recalls = kk_query (
      owner->app->vault,
      "SELECT record.id, log.log, sent.n FROM sent JOIN record ON record.idx = sent.record "
      "JOIN log ON log.idx = sent.log WHERE sent.kind = 5 AND sent.desk = ? AND "
      "record.owner = record.desk");
  g_auto (KkQuery) erased =
      kk_query (owner->app->vault, "SELECT id, log, n FROM erased WHERE owner = ?");
  static const char sql[] =
      "SELECT 1 FROM record WHERE id = ?1 AND EXISTS (SELECT 1 FROM op WHERE record = record.idx AND "
      "state = 2 AND kind = 1) AND NOT EXISTS (SELECT 1 FROM op WHERE record = record.idx AND kind = ?2)";
  KkId id;

  kk_query_bind_id (&recalls, sim_device_desk (receiver));
  kk_query_bind_id (&erased, sim_device_desk (owner));
  for (guint kind = KK_OP_RECALL; kind <= KK_OP_ERASE; kind++) {
    KkQuery *query = kind == KK_OP_RECALL ? &recalls : &erased;

    while (kk_query_next (query, NULL)) {
      g_auto (KkQuery) there = kk_query (receiver->app->vault, sql);

      kk_query_id (query, 0, &id);
      kk_query_bind_id (&there, &id);
      kk_query_bind_number (&there, kind);
      world->counts[SIM_COUNT_REQUESTS]++;
      if (kk_query_next (&there, NULL))
        sim_world_fail (world, "%s was never asked for record %s back, which %s %s",
                        receiver->stage->name, kk_id_text (&id).text, owner->stage->name,
                        kind == KK_OP_RECALL ? "recalled" : "erased");
    }
  }
}

static gboolean
is_any_revoked (const SimWorld *world)
{
  for (guint i = 0; i < world->n_devices; i++) {
    if (world->devices[i].revoked)
      return TRUE;
  }
  return FALSE;
}

/* Of a log that ended what counts is the one that goes on after it. */
static void
check_nothing_waits (SimWorld *world, SimDevice *device)
{
  g_auto (KkQuery) inbox =
      kk_query (device->app->vault, "SELECT state, code FROM inbox WHERE state NOT IN (3, 6)");
  g_auto (KkQuery) logs =
      kk_query (device->app->vault,
                "SELECT status, hex (log) FROM log AS one WHERE status <> 1 AND NOT EXISTS "
                "(SELECT 1 FROM log AS later WHERE later.seat = one.seat AND "
                "later.incarnation > one.incarnation AND later.push_no > 0)");

  /* Of a device that was revoked something may stay as it is: it may have gone on. */
  if (is_any_revoked (world))
    return;

  /* A key that the newer copy announced the older one does not have. */
  if (kk_query_next (&inbox, NULL) && !is_older_copy (world, device))
    sim_world_fail (world, "%s: a packet is left in state %" G_GINT64_FORMAT " %s",
                    device->stage->name, kk_query_number (&inbox, 0), kk_query_text (&inbox, 1));
  if (kk_query_next (&logs, NULL))
    sim_world_fail (world, "%s: log %s is left in status %" G_GINT64_FORMAT, device->stage->name,
                    kk_query_text (&logs, 1), kk_query_number (&logs, 0));
}

static void
check_with_others (SimWorld *world, SimDevice *device)
{
  for (guint i = 0; i < world->n_devices; i++) {
    SimDevice *other = &world->devices[i];

    if (other == device || other->revoked)
      continue;
    if (other->stage->desk != device->stage->desk && !may_lack (world, device, other))
      check_requests (world, device, other);
    if (other < device && other->stage->desk == device->stage->desk)
      check_siblings (world, device, other);
  }
}

static void
count_end (SimWorld *world, SimDevice *device)
{
  static const struct {
    SimCount count;
    const char *sql;
  } asked[] = {
    { SIM_COUNT_RETURNED, "SELECT count (*) FROM returned" },
    { SIM_COUNT_INCARNATIONS, "SELECT max (incarnation) FROM seat" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++) {
    g_auto (KkQuery) query = kk_query (device->app->vault, asked[i].sql);

    if (kk_query_next (&query, NULL))
      world->counts[asked[i].count] += (guint64) kk_query_number (&query, 0);
  }
}

/* The search index keeps its structure in memory, and its part of the check takes that for true without asking whether the file is
 * still the one it was read from. Other bytes under an open database are of the simulation alone: a search makes it look. */
static void
check_whole (SimWorld *world, SimDevice *device)
{
  g_auto (KkQuery) search =
      kk_query_once (device->app->vault, "SELECT 1 FROM search WHERE search MATCH 'waarde'");
  g_autoptr (GError) error = NULL;

  (void) kk_query_next (&search, NULL);
  kk_query_clear (&search);
  if (!kk_vault_check (device->app->vault, &error))
    sim_world_fail (world, "%s: %s", device->stage->name, error->message);
}

void
sim_check_end (SimWorld *world)
{
  for (guint i = 0; i < world->n_devices; i++) {
    SimDevice *device = &world->devices[i];

    count_end (world, device);
    if (device->revoked)
      continue;
    check_nothing_waits (world, device);
    check_received (world, device);
    check_dots (world, device);
    check_register (world, device);
    check_with_others (world, device);
    if (world->seed % WHOLE_EVERY == 0)
      check_whole (world, device);
  }
  check_shares (world);
}
