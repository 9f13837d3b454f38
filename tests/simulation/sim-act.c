/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The steps as they are done. */

#include "sim-act.h"
#include "app/casework/kk-app-case.h"
#include "app/sharing/kk-app-share.h"
#include "sim-check.h"
#include "sim-law.h"
#include "sim-step.h"

#include <string.h>

/* People. */

static gboolean
is_usual (const GError *error)
{
  return g_error_matches (error, KK_APP_ERROR, KK_APP_ERROR_USAGE) ||
         g_error_matches (error, KK_APP_ERROR, KK_APP_ERROR_REFUSED) ||
         g_error_matches (error, KK_APP_ERROR, KK_APP_ERROR_NEEDS_ANSWER);
}

void
sim_act_look_at (SimWorld *world, const SimDevice *device, const char *what, const GError *error)
{
  if (error == NULL)
    return;
  world->counts[SIM_COUNT_VOID]++;
  sim_world_tell (world, "%s: %s: %s", device->stage->name, what, error->message);
  if (!is_usual (error))
    sim_world_fail (world, "%s: %s failed with: %s", device->stage->name, what, error->message);
}

#define TICK(category) KK_CATEGORY_BIT (KK_CATEGORY_##category)

static void
edit (SimWorld *world, SimDevice *device, const SimStep *step)
{
  static const char *const names[] = { "prs_FirstName", "prs_SecondName", "prs_Birthdate",
                                       "vic_TypeOfExploitation", "nl_CaseTitle" };
  static const char *const births[] = { "2010-05-04", "1990-05-04", "2008-12-25", "2012-07-01" };
  static const char *const kinds[] = { "SexualExploitation", "ForcedLabour",
                                       "SexualExploitation;ForcedLabour", NULL };
  static const KkCategories ticks[] = { 0, TICK (GEW_HULP), TICK (BIJZ_GEZ), TICK (STRAF_VERM) };
  g_autofree char *fresh = g_strdup_printf ("Waarde %u", step->b);
  guint which = step->a % 16;
  KkFieldEdit change = { .value = fresh };
  g_autoptr (GError) error = NULL;

  change.field = names[which < 5 ? 0 : which < 8 ? 1 : which < 10 ? 2 : which < 12 ? 3 : 4];
  if (which == 8 || which == 9)
    change.value = births[step->b % G_N_ELEMENTS (births)];
  else if (which == 10 || which == 11)
    change.value = kinds[step->b % G_N_ELEMENTS (kinds)];
  else if (step->b % 8 == 0)
    change.value = NULL;
  if (which >= 12 && change.value != NULL)
    change.ticked = ticks[step->b % G_N_ELEMENTS (ticks)];
  if (kk_app_case_set (device->app, sim_cases[step->a / 16 % 3 / 2], NULL, &change, 1, &error))
    sim_world_tell (world, "%s: %s of %s is %s", device->stage->name, change.field,
                    sim_cases[step->a / 16 % 3 / 2],
                    change.value != NULL ? change.value : "nothing");
  sim_act_look_at (world, device, "edit", error);
}

static const SimShare *
pick_share (const SimWorld *world, const SimDevice *device, guint from)
{
  const char *giver = world->devices[device->stage->desk].stage->name;

  for (guint i = 0; i < SIM_SHARES; i++) {
    const SimShare *share = &sim_shares[(from + i) % SIM_SHARES];

    if (!g_str_equal (share->giver, giver))
      continue;
    for (guint d = 0; d < world->n_devices; d++) {
      if (g_str_equal (world->devices[d].stage->name, share->receiver))
        return share;
    }
  }
  return NULL;
}

static const char *
slug_of (const SimWorld *world, const char *name)
{
  for (guint i = 0; i < world->n_devices; i++) {
    if (g_str_equal (world->devices[i].stage->name, name))
      return world->devices[i].stage->slug;
  }
  return NULL;
}

static void
share (SimWorld *world, SimDevice *device, const SimStep *step)
{
  const SimShare *picked = pick_share (world, device, step->a);
  g_autoptr (GPtrArray) cases = g_ptr_array_new ();
  g_autofree char *facts = NULL;
  g_autofree char *reference = NULL;
  g_autoptr (KkSharePreview) preview = NULL;
  g_autoptr (GError) error = NULL;
  KkSharePlan plan = { .cases = cases };

  if (picked == NULL) {
    world->counts[SIM_COUNT_VOID]++;
    return;
  }
  facts = g_strdup_printf ("{%s}", picked->facts);
  reference = g_strdup (sim_cases[picked->case_]);
  g_ptr_array_add (cases, reference);
  plan.recipient = slug_of (world, picked->receiver);
  plan.purpose = picked->purpose;
  plan.facts = facts;
  plan.undo_ms = step->b % 4 == 0 ? 60 * 60 * 1000 : 0;
  preview = kk_app_share_send (device->app, &plan, &error);
  if (preview != NULL)
    sim_world_tell (world, "%s: shares %s with %s: %u go, %u do not", device->stage->name,
                    reference, picked->receiver, preview->sent, preview->withheld + preview->asked);
  sim_act_look_at (world, device, "share", error);
}

static void
stop_share (SimWorld *world, SimDevice *device, const SimStep *step)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) shares = kk_app_share_list (device->app, &error);

  g_assert_no_error (error);
  if (shares->len == 0) {
    world->counts[SIM_COUNT_VOID]++;
    return;
  }
  if (kk_app_share_stop (device->app,
                         ((const KkShareItem *) shares->pdata[step->a % shares->len])->id, &error))
    sim_world_tell (world, "%s: stops a share", device->stage->name);
  sim_act_look_at (world, device, "stop of a share", error);
}

static void
resolve (SimWorld *world, SimDevice *device, const SimStep *step)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = kk_app_conflict_list (device->app, &error);
  const KkConflict *conflict;

  g_assert_no_error (error);
  if (conflicts->len == 0) {
    world->counts[SIM_COUNT_VOID]++;
    return;
  }
  conflict = conflicts->pdata[step->a % conflicts->len];
  if (kk_app_conflict_resolve (device->app, conflict->id,
                               (gint) (step->b % MAX (conflict->versions->len, 1)), NULL, &error))
    sim_world_tell (world, "%s: resolves %s", device->stage->name, conflict->id);
  sim_act_look_at (world, device, "resolve", error);
}

/* Nothing happened in between, so there is nothing to say: unless the server showed less before. */
static void
sync_again (SimWorld *world, SimDevice *device)
{
  gboolean news = FALSE;

  for (guint i = 0; i < world->n_devices; i++) {
    if (world->devices[i].lied_to)
      return;
  }
  if (device->revoked || !sim_device_sync (world, device, &news))
    return;
  world->counts[SIM_COUNT_QUIET]++;
  if (news)
    sim_world_fail (world, "%s pushed or took something right after a sync", device->stage->name);
}

/* Machines. */

static gint64
pick_time (guint a)
{
  static const gint64 hours[] = { 1,      2,       24,       24,       48,
                                  8 * 24, 40 * 24, 100 * 24, 400 * 24, 3 * 365 * 24 };

  return hours[a % G_N_ELEMENTS (hours)] * 60 * 60 * 1000;
}

static void
move_clock (SimDevice *device, const SimStep *step)
{
  gint64 time = pick_time (step->a);

  sim_device_set_clock (device, device->clock + (step->b % 3 == 0 ? -time : time));
}

static void
pass_time (SimWorld *world, const SimStep *step)
{
  for (guint i = 0; i < world->n_devices; i++)
    sim_device_set_clock (&world->devices[i], world->devices[i].clock + pick_time (step->a));
}

static void
back_up (SimDevice *device)
{
  g_clear_pointer (&device->backup, sim_image_unref);
  device->backup = sim_storage_take (device->stage->path);
}

static void
restore (SimWorld *world, SimDevice *device)
{
  if (device->backup == NULL) {
    world->counts[SIM_COUNT_VOID]++;
    return;
  }
  kk_transport_memory_reset (sim_line_get_mirror (device->line));
  sim_device_put (world, device, device->backup);
}

/* What is rare in a sync is stopped at too. */
static void
make_likely (SimWorld *world, SimDevice *device, SimMoment moment)
{
  if (moment == SIM_AT_INCARNATION)
    restore (world, device);
  if (moment == SIM_AT_DOCUMENT && device != &world->devices[0]) {
    sim_act_rekey (world, &world->devices[0]);
    (void) sim_device_sync (world, &world->devices[0], NULL);
  }
}

static void
stop_in_sync (SimWorld *world, SimDevice *device, const SimStep *step)
{
  SimMoment moment = (SimMoment) (step->a % SIM_AT_OTHER);

  if (step->b % 3 == 0) {
    make_likely (world, device, moment);
    sim_line_stop_at_moment (device->line, moment, step->b % 2 == 0);
  } else
    sim_line_stop_at (device->line, 1 + step->a % (step->b % 7 == 0 ? 40 : 14), step->b % 2 == 0);
  (void) sim_device_sync (world, device, NULL);
  if (step->b % 5 == 0)
    kk_transport_memory_reset (sim_line_get_mirror (device->line));
}

static void
copy (SimDevice *device)
{
  g_clear_pointer (&device->twin, sim_image_unref);
  g_clear_object (&device->twin_mirror);
  device->twin = sim_storage_take (device->stage->path);
}

static void
swap (SimWorld *world, SimDevice *device)
{
  SimImage *now;
  KkTransportMemory *mirror;

  if (device->twin == NULL) {
    world->counts[SIM_COUNT_VOID]++;
    return;
  }
  now = sim_storage_take (device->stage->path);
  mirror = g_object_ref (sim_line_get_mirror (device->line));
  sim_line_set_mirror (device->line, device->twin_mirror != NULL
                                         ? KK_TRANSPORT (g_steal_pointer (&device->twin_mirror))
                                         : kk_transport_memory_new (world->remote));
  sim_device_put (world, device, device->twin);
  sim_image_unref (device->twin);
  device->twin = now;
  device->twin_mirror = mirror;
}

/* The server. */

static void
damage (SimWorld *world, SimDevice *device, const SimStep *step)
{
  const KkId *log = sim_device_log (device);
  g_autoptr (GArray) names = kk_memory_remote_list_names (world->remote, log);
  const KkTipName *name;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) damaged = NULL;
  gsize size;

  if (names->len == 0) {
    world->counts[SIM_COUNT_VOID]++;
    return;
  }
  name = &g_array_index (names, KkTipName, step->a % names->len);
  if (step->kind == SIM_WITHHOLD) {
    kk_memory_remote_withhold (world->remote, log, name);
    return;
  }
  bytes = kk_memory_remote_read (world->remote, log, name);
  size = g_bytes_get_size (bytes);
  if (step->kind == SIM_TRUNCATE) {
    damaged = g_bytes_new_from_bytes (bytes, 0, step->b % size);
  } else {
    guint8 *copied = g_memdup2 (g_bytes_get_data (bytes, NULL), size);

    copied[step->b * 7 % size] ^= 1;
    damaged = g_bytes_new_take (copied, size);
  }
  kk_memory_remote_forge (world->remote, log, name, damaged);
}

static gboolean
is_lie (SimStepKind kind)
{
  return kind != SIM_REFUSE && kind != SIM_NO_FORCE && kind != SIM_LOSE && kind != SIM_FAIL &&
         kind != SIM_HEAL;
}

static void
mislead (SimWorld *world, SimDevice *device, const SimStep *step)
{
  const KkId *log = sim_device_log (device);
  const SimDevice *other = &world->devices[step->a % world->n_devices];

  device->lied_to = device->lied_to || is_lie (step->kind);
  switch ((gint) step->kind) {
  case SIM_HIDE:
    kk_memory_remote_hide (world->remote, log, TRUE);
    break;
  case SIM_DELAY:
    kk_memory_remote_delay (world->remote, log, 1 + step->a % 3);
    break;
  case SIM_ROLL_BACK:
    kk_memory_remote_roll_back (world->remote, log, 1 + step->a % 3);
    break;
  case SIM_EMPTY:
    for (guint i = 0; i < world->n_devices; i++)
      world->devices[i].lied_to = TRUE;
    kk_memory_remote_empty (world->remote);
    break;
  case SIM_DUPLICATE:
    if (other != device)
      kk_memory_remote_duplicate (world->remote, log, sim_device_log (other));
    break;
  case SIM_REFUSE:
    kk_memory_remote_refuse (world->remote, "the disk is full");
    break;
  case SIM_NO_FORCE:
    kk_memory_remote_refuse_force (world->remote, TRUE);
    break;
  case SIM_LOSE:
    kk_memory_remote_lose_answer (world->remote);
    break;
  case SIM_FAIL:
    kk_memory_remote_fail_after (world->remote, (gint) (step->a % 12));
    break;
  case SIM_HEAL:
    kk_memory_remote_heal (world->remote);
    break;
  default:
    damage (world, device, step);
  }
}

static void
do_to_machine (SimWorld *world, SimDevice *device, const SimStep *step)
{
  switch ((gint) step->kind) {
  case SIM_STOP_IN_SYNC:
    stop_in_sync (world, device, step);
    break;
  case SIM_CLOCK:
    move_clock (device, step);
    break;
  case SIM_TIME:
    pass_time (world, step);
    break;
  case SIM_BACKUP:
    back_up (device);
    break;
  case SIM_RESTORE:
    restore (world, device);
    break;
  case SIM_COPY:
    copy (device);
    break;
  case SIM_SWAP:
    swap (world, device);
    break;
  case SIM_MIRROR:
    kk_transport_memory_reset (sim_line_get_mirror (device->line));
    break;
  default:
    mislead (world, device, step);
  }
}

static void
do_to_file (SimWorld *world, SimDevice *device, const SimStep *step)
{
  switch ((gint) step->kind) {
  case SIM_RECALL:
    sim_act_recall (world, device, step);
    break;
  case SIM_ANSWER:
    sim_act_answer (world, device, step);
    break;
  case SIM_DELETE:
    sim_act_delete (world, device, step);
    break;
  case SIM_ERASE:
    sim_act_erase (world, device, step);
    break;
  case SIM_CONSENT:
    sim_act_consent (world, device, step);
    break;
  case SIM_WITHDRAW:
    sim_act_withdraw (world, device, step);
    break;
  case SIM_REVOKE:
    sim_act_revoke (world, device);
    break;
  case SIM_REKEY:
    sim_act_rekey (world, device);
    break;
  case SIM_ROOT:
    sim_act_root (world, device);
    break;
  default:
    do_to_machine (world, device, step);
  }
}

void
sim_step_run (SimWorld *world, const SimStep *step)
{
  SimDevice *device = &world->devices[step->device % world->n_devices];
  g_autofree char *text = sim_step_text (step);

  world->step++;
  world->counts[SIM_COUNT_STEPS]++;
  world->counts[SIM_COUNT_STEPS + 1 + step->kind]++;
  sim_chance_reseed (world->seed, world->step);
  sim_world_tell (world, "[%s] %s", text, device->stage->name);
  /* A minute passes between two things that people do. */
  sim_device_set_clock (device, device->clock + 60 * 1000);
  switch ((gint) step->kind) {
  case SIM_SYNC:
    if (sim_device_sync (world, device, NULL) && step->b % 8 == 0)
      sync_again (world, device);
    break;
  case SIM_EDIT:
    edit (world, device, step);
    break;
  case SIM_SHARE:
    share (world, device, step);
    break;
  case SIM_STOP_SHARE:
    stop_share (world, device, step);
    break;
  case SIM_RESOLVE:
    resolve (world, device, step);
    break;
  default:
    do_to_file (world, device, step);
  }
}

#define ROUNDS_MOST 10
#define DAYS_MOST   6

/* Every clock is right again: a day after the latest. */
static void
set_clocks (SimWorld *world)
{
  gint64 latest = 0;

  for (guint i = 0; i < world->n_devices; i++)
    latest = MAX (latest, world->devices[i].clock);
  for (guint i = 0; i < world->n_devices; i++)
    sim_device_set_clock (&world->devices[i], latest + 2 * SIM_DAY);
}

static gboolean
sync_round (SimWorld *world)
{
  gboolean any = FALSE;

  for (guint i = 0; i < world->n_devices && world->failure == NULL; i++) {
    SimDevice *device = &world->devices[i];
    gboolean news = FALSE;

    /* Nobody listens to it any more, and it may know that. */
    if (device->revoked)
      continue;
    if (!sim_device_sync (world, device, &news) && !device->put_back)
      sim_world_fail (world, "%s cannot sync though all is well", device->stage->name);
    any = any || news;
  }
  return any;
}

static gboolean
is_anybody_asking (SimWorld *world)
{
  for (guint i = 0; i < world->n_devices; i++) {
    if (!world->devices[i].revoked && sim_check_is_asking (&world->devices[i]))
      return TRUE;
  }
  return FALSE;
}

static void
sync_until_quiet (SimWorld *world)
{
  guint round = 0;

  while (sync_round (world) && world->failure == NULL && ++round < ROUNDS_MOST)
    ;
  world->counts[SIM_COUNT_ROUNDS] += round + 1;
  if (round == ROUNDS_MOST)
    sim_world_fail (world, "there is still something to say after %u rounds", round);
}

/* The last round is the proof that nothing is pushed when nothing is new. */
void
sim_settle (SimWorld *world)
{
  sim_world_tell (world, "settling");
  sim_chance_reseed (world->seed, ++world->step);
  kk_memory_remote_heal (world->remote);
  set_clocks (world);
  sync_until_quiet (world);
  /* What was lost is asked for and answered once a day. */
  for (guint day = 0; day < DAYS_MOST && world->failure == NULL && is_anybody_asking (world);
       day++) {
    sim_world_tell (world, "the next day");
    set_clocks (world);
    sync_until_quiet (world);
  }
}
