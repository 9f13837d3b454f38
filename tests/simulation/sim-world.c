/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sim-world.h"

#include "app/exchange/kk-sync-private.h"
#include "sim-check.h"
#include "vault/kk-vault-private.h"

static int
on_commit (void *data)
{
  return sim_line_commit (((const SimDevice *) data)->line) ? 0 : 1;
}

static void
on_rollback (void *data)
{
  sim_line_forget_rows (((const SimDevice *) data)->line);
}

static void
on_row (void *data,
        int what,
        const char *database G_GNUC_UNUSED,
        const char *table,
        sqlite3_int64 row G_GNUC_UNUSED)
{
  sim_line_note_row (((const SimDevice *) data)->line, table, what == SQLITE_INSERT);
}

static void
begin_device (SimWorld *world, const SimStageDevice *stage)
{
  SimDevice *device = &world->devices[world->n_devices++];

  device->stage = stage;
  device->app = stage->app;
  device->line = sim_line_new (kk_transport_memory_copy (stage->mirror, world->remote));
  sim_storage_put (stage->path, stage->image);
  sqlite3_commit_hook (device->app->vault->db, on_commit, device);
  sqlite3_rollback_hook (device->app->vault->db, on_rollback, device);
  sqlite3_update_hook (device->app->vault->db, on_row, device);
  sim_device_read_again (stage);
  sim_device_set_clock (device, SIM_START + SIM_DAY);
}

SimWorld *
sim_world_new (guint shape, guint64 seed, guint64 *counts)
{
  SimWorld *world = g_new0 (SimWorld, 1);

  world->seed = seed;
  world->stage = sim_stage_get (shape);
  world->counts = counts;
  world->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  world->sent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  world->remote = kk_memory_remote_copy (world->stage->remote);
  for (guint i = 0; i < world->stage->n_devices; i++)
    begin_device (world, &world->stage->devices[i]);
  for (guint i = 0; i < world->n_devices; i++)
    sim_check_begin (world, &world->devices[i]);
  return world;
}

void
sim_world_free (SimWorld *world)
{
  for (guint i = 0; i < world->n_devices; i++) {
    SimDevice *device = &world->devices[i];

    sqlite3_commit_hook (device->app->vault->db, NULL, NULL);
    sqlite3_rollback_hook (device->app->vault->db, NULL, NULL);
    sqlite3_update_hook (device->app->vault->db, NULL, NULL);
    g_clear_pointer (&device->backup, sim_image_unref);
    g_clear_pointer (&device->twin, sim_image_unref);
    g_clear_object (&device->twin_mirror);
    g_object_unref (device->line);
  }
  g_object_unref (world->remote);
  g_hash_table_unref (world->numbers);
  g_hash_table_unref (world->sent);
  g_free (world->failure);
  g_free (world);
}

void
sim_world_fail (SimWorld *world, const char *format, ...)
{
  va_list arguments;

  if (world->failure != NULL)
    return;
  va_start (arguments, format);
  world->failure = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  sim_world_tell (world, "FAILURE %s", world->failure);
}

void
sim_world_tell (SimWorld *world, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  if (!world->trace)
    return;
  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_print ("# %3u %s\n", world->step, text);
}

void
sim_device_set_clock (SimDevice *device, gint64 clock)
{
  device->clock = MAX (clock, 0);
  kk_app_set_clock (device->app, device->clock);
}

static void
forget_numbers (SimWorld *world, KkQuery *query, const char *what)
{
  while (kk_query_next (query, NULL)) {
    g_autofree char *number = g_strdup_printf ("%s %s", what, kk_query_text (query, 0));

    g_hash_table_remove (world->numbers, number);
  }
}

/* What was sealed and is not known to be published is lost with the vault that is put away: its numbers are free. If it did get
 * out, those who read it say so. */
static void
forget_unpublished (SimWorld *world, SimDevice *device)
{
  g_auto (KkQuery) pushes = kk_query (
      device->app->vault, "SELECT hex (log.log) || ' ' || push.push_no FROM push JOIN log ON "
                          "log.idx = push.log WHERE push.state = 1");
  g_auto (KkQuery) packets = kk_query (
      device->app->vault,
      "SELECT hex (log.log) || ' ' || hex (packet.seat) || ' ' || packet.seq FROM packet "
      "JOIN push ON push.log = packet.log AND push.push_no = packet.first_push JOIN log ON "
      "log.idx = push.log WHERE push.state = 1");

  forget_numbers (world, &pushes, "push");
  forget_numbers (world, &packets, "seq");
}

/* What was sent before was judged on the day on which it was sent. */
static gint64
newest_sent (const SimDevice *device)
{
  g_auto (KkQuery) query = kk_query (device->app->vault, "SELECT max (packet) FROM sent");

  return kk_query_next (&query, NULL) ? kk_query_number (&query, 0) : 0;
}

void
sim_device_put (SimWorld *world, SimDevice *device, const SimImage *image)
{
  forget_unpublished (world, device);
  sim_storage_put (device->stage->path, image);
  sim_device_read_again (device->stage);
  device->put_back = TRUE;
  device->seen_packet = newest_sent (device);
  device->seen_push = 0;
}

/* A device that knows that it was revoked has none any more. */
const KkOwnSeat *
sim_device_seat (const SimDevice *device)
{
  return device->app->seats->len > 0 ? &g_array_index (device->app->seats, KkOwnSeat, 0)
                                     : &device->stage->seat;
}

const KkId *
sim_device_log (const SimDevice *device)
{
  return &sim_device_seat (device)->log;
}

const KkId *
sim_device_desk (const SimDevice *device)
{
  return &device->stage->seat.desk;
}

/* For a person who looks at a life: why something was refused. */
static void
tell_refused (SimWorld *world, const SimDevice *device)
{
  g_auto (KkQuery) query =
      kk_query (device->app->vault,
                "SELECT quarantine.code, quarantine.op_no, quarantine.row FROM quarantine");
  g_auto (KkQuery) inbox =
      kk_query (device->app->vault, "SELECT code, state FROM inbox WHERE state NOT IN (3, 6)");

  if (!world->trace)
    return;
  while (kk_query_next (&query, NULL))
    sim_world_tell (world, "  refused: %s, operation %" G_GINT64_FORMAT " %s",
                    kk_query_text (&query, 0), kk_query_number (&query, 1),
                    kk_query_text (&query, 2));
  while (kk_query_next (&inbox, NULL))
    sim_world_tell (world, "  waits: %s in state %" G_GINT64_FORMAT, kk_query_text (&inbox, 0),
                    kk_query_number (&inbox, 1));
}

/* For a person who looks at a life: what this device has on the server, and for whom. */
static void
tell_packets (SimWorld *world, const SimDevice *device)
{
  static const char *const states[] = { "", "live", "read", "too old", "replaced" };
  g_auto (KkQuery) query =
      kk_query (device->app->vault, "SELECT lower (hex (substr (seat, 1, 4))), seq, first_push, "
                                    "control, state FROM packet WHERE state < 5 ORDER BY idx");

  while (world->trace && kk_query_next (&query, NULL))
    sim_world_tell (world,
                    "  packet to seat %s, number %" G_GINT64_FORMAT " of push %" G_GINT64_FORMAT
                    ", control %" G_GINT64_FORMAT ": %s",
                    kk_query_text (&query, 0), kk_query_number (&query, 1),
                    kk_query_number (&query, 2), kk_query_number (&query, 3),
                    states[kk_query_number (&query, 4)]);
}

static void
count_report (SimWorld *world, const KkSyncReport *report)
{
  world->counts[SIM_COUNT_PACKETS] += report->pushed_packets;
  world->counts[SIM_COUNT_APPLIED] += report->applied;
  world->counts[SIM_COUNT_HELD] += report->held;
  world->counts[SIM_COUNT_QUARANTINED] += report->quarantined;
  world->counts[SIM_COUNT_BODIES_HELD] += report->bodies_held;
  world->counts[SIM_COUNT_CONFLICTS] += report->conflicts > 0;
  for (guint i = 0; i < report->logs->len; i++) {
    const KkLogReport *log = report->logs->pdata[i];

    if (!g_str_equal (log->status, "ok"))
      sim_world_tell (world, "log %s of %s: %s", log->log, log->organisation, log->status);
    world->counts[SIM_COUNT_FORKS] += g_str_equal (log->status, "fork");
    world->counts[SIM_COUNT_BEHIND] += g_str_equal (log->status, "behind");
    world->counts[SIM_COUNT_INCOMPLETE] += g_str_equal (log->status, "incomplete");
  }
}

static gint64
newest_push (const SimDevice *device)
{
  g_auto (KkQuery) query = kk_query (
      device->app->vault, "SELECT max (push.push_no) FROM push JOIN log ON log.idx = push.log "
                          "WHERE log.log = ?");

  kk_query_bind_id (&query, sim_device_log (device));
  return kk_query_next (&query, NULL) ? kk_query_number (&query, 0) : 0;
}

/* A server, a line or a stop may be the reason; anything else is wrong inside. */
static gboolean
is_of_the_world (const GError *error)
{
  return error->domain == KK_SYNC_ERROR ||
         g_error_matches (error, KK_APP_ERROR, KK_APP_ERROR_FAILED);
}

gboolean
sim_device_sync (SimWorld *world, SimDevice *device, gboolean *news)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkSyncReport) report = NULL;
  gint64 before = newest_push (device);
  gboolean stopped;
  gboolean after;
  SimMoment moment;

  report = kk_app_sync_over (device->app, KK_TRANSPORT (device->line), "server", &error);
  stopped = sim_line_is_stopped (device->line, &moment, &after);
  if (stopped)
    world->counts[SIM_COUNT_AT + 2 * moment + (after ? 1 : 0)]++;
  sim_line_stop_at (device->line, 0, FALSE);
  world->counts[SIM_COUNT_SYNCS]++;
  world->counts[SIM_COUNT_STOPPED] += stopped;
  if (error != NULL) {
    world->counts[SIM_COUNT_SYNC_ERRORS]++;
    sim_world_tell (world, "%s: sync: %s", device->stage->name, error->message);
    if (!stopped && !device->revoked && !is_of_the_world (error))
      sim_world_fail (world, "%s: the sync failed with: %s", device->stage->name, error->message);
  } else {
    count_report (world, report);
    sim_world_tell (world,
                    "%s %s: sync: push %" G_GINT64_FORMAT
                    ", %u packets, applied %u, held %u, refused %u, own bodies held %u",
                    device->stage->name, kk_id_text (sim_device_log (device)).text,
                    newest_push (device), report->pushed_packets, report->applied, report->held,
                    report->quarantined, report->bodies_held);
    tell_packets (world, device);
    if (report->quarantined + report->held > 0)
      tell_refused (world, device);
  }
  if (stopped)
    sim_device_read_again (device->stage);
  sim_check_after_sync (world, device);
  if (news != NULL)
    *news = newest_push (device) != before || (report != NULL && report->applied > 0);
  return error == NULL;
}
