/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/sharing/kk-case-gather-private.h"
#include "app/sharing/kk-objects-private.h"
#include "case-stage.h"
#include "crypto/kk-packet.h"
#include "format/kk-basis-codec.h"
#include "format/kk-body-codec.h"
#include "format/kk-statement-codec.h"
#include "hostile-stage.h"
#include "vault/kk-vault-cases.h"
#include "vault/kk-vault-documents.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-outbox.h"

#include <string.h>

/* What a malicious server or member sends, seen by who receives it: refused under a clear code, nothing of it stored,
 * the vault whole, and what others sent taken all the same. */

static const char *
status_of (const KkSyncReport *report, const char *organisation)
{
  for (guint i = 0; i < report->logs->len; i++) {
    const KkLogReport *log = report->logs->pdata[i];

    if (g_str_equal (log->organisation, organisation))
      return log->status;
  }
  return "none";
}

/* The server. */

static void
damage_and_heal (GBytes *(*damage) (GBytes *bytes))
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autofree char *branch = hostile_branch (region, "deventer");
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GBytes) good = NULL;
  g_autoptr (GBytes) bad = NULL;
  g_autoptr (KkSyncReport) report = NULL;

  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  kk_sync_report_free (hostile_sync (region, "deventer"));
  paths = hostile_packets (region, branch);
  g_assert_cmpuint (paths->len, ==, 1);
  good = hostile_read (region, branch, paths->pdata[0]);
  bad = damage (good);
  hostile_write (region, branch, paths->pdata[0], bad);
  report = hostile_sync (region, "veilig-thuis");
  g_assert_cmpuint (report->applied, ==, 0);
  g_assert_cmpstr (status_of (report, "gemeente-deventer"), ==, "incomplete");
  hostile_assert_refused (region, "veilig-thuis", "none", 0);
  hostile_assert_absent (region, "veilig-thuis", HOSTILE_MARKER);

  hostile_write (region, branch, paths->pdata[0], good);
  g_clear_pointer (&report, kk_sync_report_free);
  report = hostile_sync (region, "veilig-thuis");
  g_assert_cmpuint (report->applied, >, 0);
  g_assert_cmpstr (status_of (report, "gemeente-deventer"), ==, "ok");
  hostile_assert_name (region, "Mira");
}

static GBytes *
flip_byte (GBytes *bytes)
{
  gsize size;
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (bytes, &size), g_bytes_get_size (bytes));

  data[size / 2] ^= 1;
  return g_bytes_new_take (g_steal_pointer (&data), size);
}

static GBytes *
cut_half (GBytes *bytes)
{
  return g_bytes_new_from_bytes (bytes, 0, g_bytes_get_size (bytes) / 2);
}

static GBytes *
take_away (GBytes *bytes G_GNUC_UNUSED)
{
  return NULL;
}

static void
test_flipped_byte (void)
{
  damage_and_heal (flip_byte);
}

static void
test_truncated (void)
{
  damage_and_heal (cut_half);
}

static void
test_withheld (void)
{
  damage_and_heal (take_away);
}

/* A branch whose name nobody can compute does not exist. */
static void
test_unknown_writer (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autofree char *branch = hostile_branch (region, "deventer");
  g_autofree char *made = hostile_git (
      region, "git update-ref refs/heads/00112233445566778899aabbccddeeff \"$1\"; echo done",
      branch, NULL, NULL);
  g_autoptr (KkSyncReport) report = NULL;

  g_assert_nonnull (made);
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  kk_sync_report_free (hostile_sync (region, "deventer"));
  report = hostile_sync (region, "veilig-thuis");
  g_assert_cmpuint (report->logs->len, ==, 1);
  hostile_assert_name (region, "Mira");
}

/* A member copies a packet of another into its own log, before the addressee has seen the real one. */
static void
test_copied_into_other_log (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region ("zwolle");
  g_autofree char *branch = hostile_branch (region, "deventer");
  g_autofree char *before = hostile_git (region, "git rev-parse \"$1\"", branch, NULL, NULL);
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GBytes) packet = NULL;
  g_autoptr (KkSyncReport) report = NULL;
  g_auto (HostileWriter) writer = { 0 };
  KkId tag;

  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  kk_sync_report_free (hostile_sync (region, "deventer"));
  paths = hostile_packets (region, branch);
  packet = hostile_read (region, branch, paths->pdata[0]);
  after = hostile_git (region, "git rev-parse \"$1\"; git update-ref \"$1\" \"$2\"", branch,
                       g_strchomp (before), NULL);

  hostile_begin (&writer, region, "zwolle", "veilig-thuis");
  tag = hostile_tag (&writer);
  hostile_list (&writer, packet, &tag);
  hostile_end (&writer);
  kk_sync_report_free (hostile_sync (region, "zwolle"));
  kk_sync_report_free (hostile_sync (region, "veilig-thuis"));
  hostile_assert_refused (region, "veilig-thuis", "outer", 1);

  g_free (hostile_git (region, "git update-ref \"$1\" \"$2\"", branch, g_strchomp (after), NULL));
  report = hostile_sync (region, "veilig-thuis");
  g_assert_cmpuint (report->applied, >, 0);
  hostile_assert_name (region, "Mira");
}

/* The members. */

static void
test_three_names (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autoptr (KkBody) body = hostile_body (region, "deventer", "SYN-9-00001", "veilig-thuis");
  g_autoptr (KkStatement) statement = NULL;
  g_autofree char *branch = hostile_branch (region, "deventer");
  g_autofree char *path = NULL;
  g_autofree char *other_path = NULL;
  g_autoptr (KkSyncReport) report = NULL;
  g_autoptr (GBytes) packet = NULL;
  g_auto (HostileWriter) writer = { 0 };
  KkPacketHeader header;
  KkId tags[3];

  hostile_begin (&writer, region, "deventer", "veilig-thuis");
  statement = hostile_statement (&writer, body);
  packet = hostile_seal (&writer, statement);
  g_assert_true (kk_packet_peek (packet, &header, NULL));
  tags[0] = header.tag;
  tags[1] = hostile_tag (&writer);
  hostile_list (&writer, packet, &tags[0]);
  tags[2] = hostile_tag (&writer);
  path = hostile_place (&writer, packet, &tags[1]);
  other_path = hostile_place (&writer, packet, &tags[2]);
  hostile_end (&writer);
  kk_sync_report_free (hostile_sync (region, "deventer"));
  hostile_write (region, branch, path, packet);
  hostile_write (region, branch, other_path, packet);
  report = hostile_sync (region, "veilig-thuis");
  g_assert_cmpstr (status_of (report, "gemeente-deventer"), ==, "ok");
  hostile_assert_name (region, "Mira");
  hostile_assert_whole (region, "veilig-thuis");
}

/* Who received a statement seals it again for somebody else. */
static void
test_forwarded (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region ("zwolle");
  g_autoptr (KkBody) body = hostile_body (region, "deventer", "SYN-9-00001", "veilig-thuis");
  g_autoptr (KkStatement) statement = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) packet = NULL;
  g_auto (HostileWriter) author = { 0 };
  g_auto (HostileWriter) forwarder = { 0 };
  KkKxPublicKey key;
  KkId tag;

  hostile_begin (&author, region, "deventer", "veilig-thuis");
  statement = hostile_statement (&author, body);
  bytes = kk_statement_encode (statement, NULL);
  hostile_begin (&forwarder, region, "veilig-thuis", "zwolle");
  tag = hostile_tag (&forwarder);
  memcpy (key.bytes, forwarder.addressee->device->kx.bytes, sizeof key.bytes);
  packet = kk_packet_seal (bytes, &author.sealing.network, &author.app->sign, &key, &tag, NULL);
  hostile_list (&forwarder, packet, &tag);
  hostile_end (&forwarder);
  hostile_end (&author);
  kk_sync_report_free (hostile_sync (region, "veilig-thuis"));
  kk_sync_report_free (hostile_sync (region, "zwolle"));
  hostile_assert_refused (region, "zwolle", "signature", 1);
  hostile_assert_absent (region, "zwolle", HOSTILE_MARKER);
}

/* One packet whose statement was changed by @change, and a good one behind it. */
static void
send_changed (KkTestRegion *region, const KkBody *body, void (*change) (KkStatement *statement))
{
  g_auto (HostileWriter) writer = { 0 };
  g_autoptr (KkStatement) statement = NULL;

  hostile_begin (&writer, region, "deventer", "veilig-thuis");
  statement = hostile_statement (&writer, body);
  change (statement);
  hostile_send (&writer, statement);
  hostile_end (&writer);
  kk_sync_report_free (hostile_sync (region, "deventer"));
  kk_sync_report_free (hostile_sync (region, "veilig-thuis"));
}

static void
refuse_changed (void (*change) (KkStatement *statement), const char *code)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autoptr (KkBody) body = hostile_body (region, "deventer", "SYN-9-00001", "veilig-thuis");
  g_autoptr (KkSyncReport) report = NULL;

  send_changed (region, body, change);
  hostile_assert_refused (region, "veilig-thuis", code, 1);
  hostile_assert_absent (region, "veilig-thuis", HOSTILE_MARKER);
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  kk_sync_report_free (hostile_sync (region, "deventer"));
  report = hostile_sync (region, "veilig-thuis");
  g_assert_cmpuint (report->applied, >, 0);
  hostile_assert_name (region, "Mira");
}

static void
change_addressee (KkStatement *statement)
{
  statement->addressee = kk_id_random ();
}

static void
change_log (KkStatement *statement)
{
  statement->log = kk_id_random ();
}

static void
change_register (KkStatement *statement)
{
  statement->register_ = (KkVersion){ 0 };
}

static void
change_region (KkStatement *statement)
{
  statement->region.hash.bytes[0] ^= 1;
}

static void
change_body (KkStatement *statement)
{
  g_bytes_unref (statement->body);
  statement->body = g_bytes_new_static ("\xa0", 1);
}

static void
test_other_addressee (void)
{
  refuse_changed (change_addressee, "addressee");
}

static void
test_other_log (void)
{
  refuse_changed (change_log, "writer");
}

static void
test_older_register (void)
{
  refuse_changed (change_register, "register-older");
}

static void
test_other_region (void)
{
  refuse_changed (change_region, "region-fork");
}

static void
test_bad_encoding (void)
{
  refuse_changed (change_body, "encoding");
}

static void
test_newer_register_waits (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autoptr (KkBody) body = hostile_body (region, "deventer", "SYN-9-00001", "veilig-thuis");
  g_auto (HostileWriter) writer = { 0 };
  g_autoptr (KkStatement) statement = NULL;

  hostile_begin (&writer, region, "deventer", "veilig-thuis");
  statement = hostile_statement (&writer, body);
  statement->register_.version += 7;
  hostile_send (&writer, statement);
  hostile_end (&writer);
  hostile_sync_all (region, 2);
  hostile_assert_refused (region, "veilig-thuis", "register", 1);
  hostile_assert_absent (region, "veilig-thuis", HOSTILE_MARKER);
}

static void
test_wrong_network (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autoptr (KkBody) body = hostile_body (region, "deventer", "SYN-9-00001", "veilig-thuis");
  g_autoptr (KkStatement) statement = NULL;
  g_autoptr (GBytes) packet = NULL;
  g_auto (HostileWriter) writer = { 0 };
  KkPacketHeader header;

  hostile_begin (&writer, region, "deventer", "veilig-thuis");
  statement = hostile_statement (&writer, body);
  writer.sealing.network.network_id.bytes[0] ^= 1;
  packet = hostile_seal (&writer, statement);
  writer.sealing.network.network_id.bytes[0] ^= 1;
  g_assert_true (kk_packet_peek (packet, &header, NULL));
  hostile_list (&writer, packet, &header.tag);
  hostile_end (&writer);
  hostile_sync_all (region, 1);
  hostile_assert_refused (region, "veilig-thuis", "commit", 1);
}

/* One number, two contents: the first stays, the second is evidence. */
static void
test_equivocation (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autoptr (KkBody) body = hostile_body (region, "deventer", "SYN-9-00001", "veilig-thuis");
  g_autoptr (KkStatement) statement = NULL;
  g_auto (HostileWriter) first = { 0 };
  g_auto (HostileWriter) second = { 0 };

  hostile_begin (&first, region, "deventer", "veilig-thuis");
  statement = hostile_statement (&first, body);
  hostile_send (&first, statement);
  hostile_end (&first);
  hostile_sync_all (region, 1);
  hostile_assert_name (region, "Mira");

  hostile_begin (&second, region, "deventer", "veilig-thuis");
  statement->created++;
  hostile_send (&second, statement);
  hostile_end (&second);
  hostile_sync_all (region, 1);
  hostile_assert_refused (region, "veilig-thuis", "sequence", 1);
  hostile_assert_name (region, "Mira");
}

/* Bodies. */

/* The age that decides what may be shared is that of the own file, not what the receiver proposes. */
static void
test_proposed_age (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  KkApp *owner = kk_test_region_get_app (region, "deventer");
  KkApp *other = kk_test_region_get_app (region, "veilig-thuis");
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (g_free);
  KkSharePlan plan = { .cases = cases, .recipient = "gemeente-deventer" };
  g_autoptr (KkSharePreview) proposal = NULL;
  g_autoptr (KkGathered) gathered = NULL;
  g_autoptr (KkVaultCase) found = NULL;
  g_autoptr (GError) error = NULL;
  KkGatherScope scope = { hostile_desk_of (region, "deventer"),
                          hostile_desk_of (region, "veilig-thuis"), NULL };
  guint ages = 0;

  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  hostile_sync_all (region, 1);
  stage_set (other, "SYN-9-00001", "prs_Birthdate", "1980-01-01");
  plan.purpose = KK_PURPOSE_HULP;
  plan.facts = "{\"HG_KM\": true, \"SERIOUSNESS\": true, \"NOTES\": {\"PROPORTIONALITY\": "
               "\"Alleen de juiste datum, zodat de hulp klopt.\"}}";
  g_ptr_array_add (cases, g_strdup ("SYN-9-00001"));
  proposal = kk_app_share_send (other, &plan, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (proposal->sent, ==, 1);
  hostile_sync_all (region, 2);

  found = kk_vault_case_by_reference (owner->vault, scope.desk, "SYN-9-00001", &error);
  g_assert_no_error (error);
  scope.thread = &found->record.thread;
  gathered = kk_case_gather (owner, &scope, "2026-11-01", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < gathered->groups->len; i++) {
    const KkGatheredGroup *group = &g_array_index (gathered->groups, KkGatheredGroup, i);

    if (group->age < 0)
      continue;
    g_assert_cmpint (group->age, ==, 16);
    ages++;
  }
  g_assert_cmpuint (ages, >, 0);
}

/* Manifests. */

static void
test_absurd_mark (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  KkApp *owner = kk_test_region_get_app (region, "deventer");
  KkApp *liar = kk_test_region_get_app (region, "veilig-thuis");
  const KkOwnSeat *seat = &g_array_index (owner->seats, KkOwnSeat, 0);
  g_autoptr (KkBody) body = hostile_body (region, "deventer", "SYN-9-00001", "veilig-thuis");
  g_autoptr (GError) error = NULL;
  g_autoptr (KkSyncReport) first = NULL;
  g_autoptr (KkSyncReport) second = NULL;
  g_auto (HostileWriter) writer = { 0 };
  KkVaultLog log;
  gint64 idx;

  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  kk_sync_report_free (hostile_sync (region, "deventer"));
  hostile_begin (&writer, region, "veilig-thuis", "deventer");
  g_assert_true (kk_vault_log_find (liar->vault, &seat->log, &idx));
  g_assert_true (kk_vault_log_get (liar->vault, idx, &log, &error));
  log.push_no = G_GUINT64_CONSTANT (1) << 40;
  g_assert_true (kk_vault_log_update (liar->vault, &log, &error));
  hostile_send_body (&writer, body);
  hostile_end (&writer);
  kk_sync_report_free (hostile_sync (region, "veilig-thuis"));
  first = hostile_sync (region, "deventer");
  g_assert_cmpuint (first->notices->len, ==, 1);
  g_assert_cmpuint (seat->incarnation, ==, 1);
  /* A lie costs one new log a day, and stops nothing. */
  g_assert_true (
      kk_vault_log_find (liar->vault, &seat->log, &idx) ||
      kk_vault_log_ensure (liar->vault, &seat->log, &seat->seat, &seat->desk, 1, &idx, &error));
  g_assert_true (kk_vault_log_get (liar->vault, idx, &log, &error));
  log.push_no = G_GUINT64_CONSTANT (1) << 41;
  g_assert_true (kk_vault_log_update (liar->vault, &log, &error));
  hostile_clear (&writer);
  hostile_begin (&writer, region, "veilig-thuis", "deventer");
  hostile_send_body (&writer, body);
  hostile_end (&writer);
  kk_sync_report_free (hostile_sync (region, "veilig-thuis"));
  second = hostile_sync (region, "deventer");
  g_assert_cmpuint (second->notices->len, ==, 0);
  g_assert_cmpuint (seat->incarnation, ==, 1);
  stage_set (owner, "SYN-9-00001", "prs_FirstName", "Mirte");
  kk_sync_report_free (hostile_sync (region, "deventer"));
  hostile_assert_whole (region, "deventer");
}

/* A mailbox key to which nothing can be sealed stops nobody. */
static void
test_bad_mailbox (void)
{
  const char *names[] = { "deventer", "veilig-thuis", NULL };
  g_autoptr (KkTestRegion) region = kk_test_region_new (names);
  KkApp *liar = kk_test_region_get_app (region, "veilig-thuis");
  g_autoptr (KkSecret) secret = kk_secret_new_copy ("................................", 32);
  g_autoptr (GError) error = NULL;
  g_autoptr (KkSyncReport) report = NULL;
  KkVaultMailboxKey mailbox = { .since = 1, .secret = secret };

  mailbox.seat = g_array_index (liar->seats, KkOwnSeat, 0).seat;
  g_assert_true (kk_vault_mailbox_key_put (liar->vault, &mailbox, &error));
  g_assert_no_error (error);
  hostile_import (region, "deventer");
  liar->clock = 1000; /* so that the key is not old enough to be replaced */
  kk_sync_report_free (hostile_sync (region, "veilig-thuis"));
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  report = hostile_sync (region, "deventer");
  g_assert_cmpuint (report->pushed_packets, ==, 1);
  kk_sync_report_free (hostile_sync (region, "veilig-thuis"));
  hostile_assert_name (region, "Mira");
}

static guint
count_packets (KkTestRegion *region, const char *name, KkPacketState state)
{
  KkApp *app = kk_test_region_get_app (region, name);
  const KkId *own = &g_array_index (app->seats, KkOwnSeat, 0).log;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) packets = NULL;
  gint64 log;

  g_assert_true (kk_vault_log_find (app->vault, own, &log));
  packets = kk_vault_packet_list (app->vault, log, NULL, state, &error);
  g_assert_no_error (error);
  return packets->len;
}

/* Up to which push of @of the manifests of @by say that it was read. */
static guint64
get_mark (KkTestRegion *region, const char *holder, const char *by, const char *of)
{
  KkApp *app = kk_test_region_get_app (region, holder);
  const KkApp *reader = kk_test_region_get_app (region, by);
  const KkApp *writer = kk_test_region_get_app (region, of);
  g_autoptr (GError) error = NULL;
  KkMark mark = { 0 };

  g_assert_true (kk_vault_mark_get (app->vault, &g_array_index (reader->seats, KkOwnSeat, 0).seat,
                                    &g_array_index (writer->seats, KkOwnSeat, 0).log, &mark,
                                    &error));
  g_assert_no_error (error);
  return mark.push_no;
}

/* Marks alone are told once a day. */
static void
sync_a_day_later (KkTestRegion *region, const char *name)
{
  KkApp *app = kk_test_region_get_app (region, name);

  kk_app_set_clock (app, kk_app_now (app) + G_GINT64_CONSTANT (86400000));
  kk_sync_report_free (hostile_sync (region, name));
}

/* A receipt is the mark in a manifest that the addressee's own device signed (T10): that somebody else read the log acknowledges
 * nothing, and who is to have a packet cannot say that it did not come once its own mark is past it. */
static void
test_receipt (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region ("zwolle");
  guint64 sent;

  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  kk_sync_report_free (hostile_sync (region, "deventer"));
  sent = count_packets (region, "deventer", KK_PACKET_LIVE);
  g_assert_cmpuint (sent, >, 0);

  sync_a_day_later (region, "zwolle");
  kk_sync_report_free (hostile_sync (region, "deventer"));
  g_assert_cmpuint (get_mark (region, "deventer", "zwolle", "deventer"), >, 1);
  g_assert_cmpuint (count_packets (region, "deventer", KK_PACKET_LIVE), ==, sent);

  sync_a_day_later (region, "veilig-thuis");
  kk_sync_report_free (hostile_sync (region, "deventer"));
  g_assert_cmpuint (get_mark (region, "deventer", "veilig-thuis", "deventer"), >, 1);
  g_assert_cmpuint (count_packets (region, "deventer", KK_PACKET_LIVE), <, sent);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/hostile/flipped-byte", test_flipped_byte);
  g_test_add_func ("/app/hostile/truncated", test_truncated);
  g_test_add_func ("/app/hostile/withheld", test_withheld);
  g_test_add_func ("/app/hostile/unknown-writer", test_unknown_writer);
  g_test_add_func ("/app/hostile/copied-into-other-log", test_copied_into_other_log);
  g_test_add_func ("/app/hostile/three-names", test_three_names);
  g_test_add_func ("/app/hostile/forwarded", test_forwarded);
  g_test_add_func ("/app/hostile/other-addressee", test_other_addressee);
  g_test_add_func ("/app/hostile/other-log", test_other_log);
  g_test_add_func ("/app/hostile/older-register", test_older_register);
  g_test_add_func ("/app/hostile/other-region", test_other_region);
  g_test_add_func ("/app/hostile/bad-encoding", test_bad_encoding);
  g_test_add_func ("/app/hostile/newer-register-waits", test_newer_register_waits);
  g_test_add_func ("/app/hostile/wrong-network", test_wrong_network);
  g_test_add_func ("/app/hostile/equivocation", test_equivocation);
  g_test_add_func ("/app/hostile/proposed-age", test_proposed_age);
  g_test_add_func ("/app/hostile/absurd-mark", test_absurd_mark);
  g_test_add_func ("/app/hostile/bad-mailbox", test_bad_mailbox);
  g_test_add_func ("/app/hostile/receipt", test_receipt);
  return g_test_run ();
}
