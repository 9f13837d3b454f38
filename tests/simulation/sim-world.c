/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sim-world.h"

#include "app/kk-sync-private.h"
#include "sim-check.h"
#include "vault/kk-vault-private.h"

static int
on_commit (void *data)
{
  return sim_line_pass (((const SimDevice *) data)->line) ? 0 : 1;
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
  device->days = g_array_new (FALSE, FALSE, sizeof (gint64));
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
    g_clear_pointer (&device->backup, sim_image_unref);
    g_clear_pointer (&device->twin, sim_image_unref);
    g_clear_object (&device->twin_mirror);
    g_object_unref (device->line);
    g_array_unref (device->days);
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
  gint64 day = MAX (clock, 0) / SIM_DAY;

  if (device->days->len == 0 || g_array_index (device->days, gint64, device->days->len - 1) != day)
    g_array_append_val (device->days, day);
  device->clock = MAX (clock, 0);
  kk_app_set_clock (device->app, device->clock);
}

void
sim_device_put (SimDevice *device, const SimImage *image)
{
  sim_storage_put (device->stage->path, image);
  sim_device_read_again (device->stage);
  device->put_back = TRUE;
  device->seen_packet = 0;
  device->seen_push = 0;
}

const KkId *
sim_device_log (const SimDevice *device)
{
  return &g_array_index (device->app->seats, KkOwnSeat, 0).log;
}

const KkId *
sim_device_desk (const SimDevice *device)
{
  return &g_array_index (device->app->seats, KkOwnSeat, 0).desk;
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

  report = kk_app_sync_over (device->app, KK_TRANSPORT (device->line), "server", &error);
  stopped = sim_line_is_stopped (device->line);
  sim_line_stop_at (device->line, 0, FALSE);
  world->counts[SIM_COUNT_SYNCS]++;
  world->counts[SIM_COUNT_STOPPED] += stopped;
  if (error != NULL) {
    world->counts[SIM_COUNT_SYNC_ERRORS]++;
    sim_world_tell (world, "%s: sync: %s", device->stage->name, error->message);
    if (!stopped && !is_of_the_world (error))
      sim_world_fail (world, "%s: the sync failed with: %s", device->stage->name, error->message);
  } else {
    count_report (world, report);
    sim_world_tell (world,
                    "%s %s: sync: push %" G_GINT64_FORMAT
                    ", %u packets, applied %u, held %u, refused %u, own bodies held %u",
                    device->stage->name, kk_id_text (sim_device_log (device)).text,
                    newest_push (device), report->pushed_packets, report->applied, report->held,
                    report->quarantined, report->bodies_held);
  }
  if (stopped)
    sim_device_read_again (device->stage);
  sim_check_after_sync (world, device);
  if (news != NULL)
    *news = newest_push (device) != before || (report != NULL && report->applied > 0);
  return error == NULL;
}
