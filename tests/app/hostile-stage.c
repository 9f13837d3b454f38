/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "hostile-stage.h"

#include "case-stage.h"

#include "app/casework/kk-app-case.h"
#include "crypto/kk-packet.h"
#include "crypto/kk-tag.h"
#include "domain/kk-schema.h"
#include "format/kk-body-codec.h"
#include "format/kk-statement-codec.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-outbox.h"
#include "vault/kk-vault-private.h"

#include <glib/gstdio.h>
#include <string.h>

static const char csv[] =
    "nl_CaseReference,nl_ReportKind,nl_ReceivedDate,nl_Municipality,prs_FirstName,prs_SecondName,"
    "prs_Birthdate,prs_Gender,prs_Citizenship,nl_BSN,vic_TypeOfExploitation,cas_Status\r\n"
    "SYN-9-00001,signaal,2026-10-01,Deventer,Mira," HOSTILE_MARKER ",2010-05-04,Feminine,NL,,"
    "SexualExploitation,Active\r\n"
    "SYN-9-00002,signaal,2026-10-02,Deventer,Timo," HOSTILE_MARKER ",1990-05-04,Masculine,PL,,"
    "ForcedLabour,Active\r\n";

void
hostile_import (KkTestRegion *region, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (csv, sizeof csv - 1);
  g_autoptr (KkImportReport) report =
      kk_app_case_import (kk_test_region_get_app (region, name), bytes, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->imported, ==, 2);
}

static const KkTestSshd *served_by;

void
hostile_serve (const KkTestSshd *server)
{
  served_by = server;
}

static KkSyncReport *
try_sync (KkTestRegion *region, const char *name, GError **error)
{
  g_autofree char *url =
      served_by != NULL ? kk_test_sshd_url (served_by, region->remote) : g_strdup (region->remote);
  KkSyncPlan plan = { .remote = url };
  KkHash host_key;

  if (served_by != NULL) {
    host_key = kk_test_sshd_host_key (served_by);
    plan.host_key = &host_key;
    plan.private_key = kk_test_sshd_private_key (served_by);
  }
  return kk_app_sync (kk_test_region_get_app (region, name), &plan, error);
}

KkSyncReport *
hostile_sync (KkTestRegion *region, const char *name)
{
  g_autoptr (GError) error = NULL;
  KkSyncReport *report = try_sync (region, name, &error);

  g_assert_no_error (error);
  return report;
}

void
hostile_sync_all (KkTestRegion *region, guint rounds)
{
  for (guint round = 0; round < rounds; round++) {
    for (guint i = 0; i < region->members->len; i++)
      kk_sync_report_free (
          hostile_sync (region, ((const KkTestMember *) region->members->pdata[i])->name));
  }
}

GError *
hostile_sync_fails (KkTestRegion *region, const char *name)
{
  GError *error = NULL;
  g_autoptr (KkSyncReport) report = try_sync (region, name, &error);

  g_assert_null (report);
  g_assert_nonnull (error);
  g_assert_null (strstr (error->message, HOSTILE_MARKER));
  return error;
}

void
hostile_share (KkTestRegion *region, const char *from, const char *case_, const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KkSharePreview) preview = NULL;
  KkSharePlan plan = { .cases = cases, .recipient = kk_test_region_get_slug (to) };

  plan.purpose = KK_PURPOSE_HULP;
  plan.facts = HOSTILE_MINOR_FACTS;
  g_ptr_array_add (cases, g_strdup (case_));
  preview = kk_app_share_send (kk_test_region_get_app (region, from), &plan, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (preview->sent, >, 0);
}

/* The server. */

static const KkOwnSeat *
first_seat (KkApp *app)
{
  return &g_array_index (app->seats, KkOwnSeat, 0);
}

char *
hostile_branch (KkTestRegion *region, const char *name)
{
  const KkOwnSeat *seat = first_seat (kk_test_region_get_app (region, name));

  return g_strconcat ("refs/heads/", kk_id_text (&seat->log).text, NULL);
}

char *
hostile_git (KkTestRegion *region, const char *script, const char *a, const char *b, const char *c)
{
  const char *argv[] = { "/bin/sh", "-ec", script, "sh", a, b, c, NULL };
  g_auto (GStrv) environment = g_get_environ ();
  g_autoptr (GError) error = NULL;
  g_autofree char *complaint = NULL;
  char *output = NULL;
  int status;

  environment = g_environ_setenv (environment, "GIT_DIR", region->remote, TRUE);
  environment = g_environ_setenv (environment, "GIT_AUTHOR_NAME", "kk", TRUE);
  environment = g_environ_setenv (environment, "GIT_AUTHOR_EMAIL", "kk@invalid", TRUE);
  environment = g_environ_setenv (environment, "GIT_AUTHOR_DATE", "@0 +0000", TRUE);
  environment = g_environ_setenv (environment, "GIT_COMMITTER_NAME", "kk", TRUE);
  environment = g_environ_setenv (environment, "GIT_COMMITTER_EMAIL", "kk@invalid", TRUE);
  environment = g_environ_setenv (environment, "GIT_COMMITTER_DATE", "@0 +0000", TRUE);
  g_spawn_sync (region->folder, (char **) (gpointer) argv, environment, G_SPAWN_DEFAULT, NULL, NULL,
                &output, &complaint, &status, &error);
  g_assert_no_error (error);
  if (status == 0)
    return output;
  g_test_message ("git: %s", complaint);
  g_free (output);
  return NULL;
}

GPtrArray *
hostile_packets (KkTestRegion *region, const char *branch)
{
  g_autofree char *output = hostile_git (
      region, "git ls-tree -r --name-only \"$1\" | grep ^p/ || true", branch, NULL, NULL);
  g_auto (GStrv) lines = NULL;
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  g_assert_nonnull (output);
  lines = g_strsplit (g_strchomp (output), "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    if (*lines[i] != '\0')
      g_ptr_array_add (paths, g_strdup (lines[i]));
  }
  return paths;
}

GBytes *
hostile_read (KkTestRegion *region, const char *branch, const char *path)
{
  g_autofree char *file = g_build_filename (region->folder, "read", NULL);
  g_autofree char *done =
      hostile_git (region, "git cat-file blob \"$1:$2\" > \"$3\"; echo done", branch, path, file);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  g_assert_nonnull (done);
  g_file_get_contents (file, &data, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

void
hostile_write (KkTestRegion *region, const char *branch, const char *path, GBytes *bytes)
{
  static const char script[] =
      "GIT_INDEX_FILE=\"$PWD/hostile-index\"; export GIT_INDEX_FILE; rm -f \"$GIT_INDEX_FILE\"\n"
      "git read-tree \"$1\"\n"
      "if test -n \"$3\"; then oid=$(git hash-object -w \"$3\")\n"
      "git update-index --add --cacheinfo \"100644,$oid,$2\"\n"
      "else git rm -q --cached \"$2\" 2>/dev/null || git update-index --force-remove \"$2\"; fi\n"
      "tree=$(git write-tree)\n"
      "commit=$(git commit-tree \"$tree\" -p \"$1\" </dev/null)\n"
      "git update-ref \"$1\" \"$commit\"; echo done";
  g_autofree char *file = bytes != NULL ? g_build_filename (region->folder, "write", NULL) : NULL;
  g_autofree char *done = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (bytes != NULL)
    g_file_set_contents (file, data, (gssize) size, &error);
  g_assert_no_error (error);
  done = hostile_git (region, script, branch, path, file != NULL ? file : "");
  g_assert_nonnull (done);
}

void
hostile_hook (KkTestRegion *region, const char *name, const char *script)
{
  g_autofree char *folder = g_build_filename (region->remote, "hooks", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  g_unlink (path);
  if (script == NULL)
    return;
  g_file_set_contents (path, script, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
}

/* The member. */

static void
free_tag_key (gpointer data)
{
  kk_tag_key_clear (data);
  g_free (data);
}

void
hostile_begin (HostileWriter *writer, KkTestRegion *region, const char *from, const char *to)
{
  KkSealing *sealing = &writer->sealing;
  g_autoptr (GError) error = NULL;
  KkVaultLog log;

  memset (writer, 0, sizeof *writer);
  writer->app = kk_test_region_get_app (region, from);
  writer->victim = kk_test_region_get_app (region, to);
  writer->addressee =
      kk_directory_find_seat (writer->app->directory, &first_seat (writer->victim)->seat);
  writer->transaction = kk_vault_begin (writer->app->vault, &error);
  sealing->app = writer->app;
  sealing->seat = first_seat (writer->app);
  sealing->info = kk_directory_find_seat (writer->app->directory, &sealing->seat->seat);
  sealing->result = &writer->result;
  sealing->day = kk_app_today (writer->app);
  sealing->tag_keys = g_hash_table_new_full (kk_id_hash, kk_id_equal, g_free, free_tag_key);
  sealing->tags = g_hash_table_new_full (kk_id_hash, kk_id_equal, g_free, NULL);
  sealing->add = g_array_new (FALSE, FALSE, sizeof (KkLivePacket));
  sealing->drop = g_array_new (FALSE, FALSE, sizeof (KkId));
  g_assert_true (kk_vault_log_find (writer->app->vault, &sealing->seat->log, &sealing->log));
  g_assert_true (kk_vault_log_get (writer->app->vault, sealing->log, &log, &error));
  g_assert_true (kk_app_active_network_key (writer->app, &sealing->network, &error));
  g_assert_no_error (error);
  sealing->push_no = log.push_no + 1;
}

void
hostile_clear (HostileWriter *writer)
{
  KkSealing *sealing = &writer->sealing;

  kk_network_key_clear (&sealing->network);
  g_clear_pointer (&sealing->day, g_free);
  g_clear_pointer (&sealing->tag_keys, g_hash_table_unref);
  g_clear_pointer (&sealing->tags, g_hash_table_unref);
  g_clear_pointer (&sealing->add, g_array_unref);
  g_clear_pointer (&sealing->drop, g_array_unref);
}

KkBody *
hostile_body (KkTestRegion *region, const char *from, const char *case_, const char *to)
{
  KkApp *app = kk_test_region_get_app (region, from);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) bodies = NULL;
  g_autoptr (GPtrArray) shares = NULL;
  const KkVaultBody *row;
  KkBody *body;

  hostile_share (region, from, case_, to);
  bodies = kk_vault_body_list (app->vault, KK_BODY_READY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bodies->len, ==, 1);
  row = bodies->pdata[0];
  body = kk_body_decode (row->bytes, &error);
  g_assert_no_error (error);
  shares = kk_app_share_list (app, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < shares->len; i++)
    g_assert_true (kk_app_share_stop (app, ((const KkShareItem *) shares->pdata[i])->id, &error));
  return body;
}

KkStatement *
hostile_statement (HostileWriter *writer, const KkBody *body)
{
  KkSealing *sealing = &writer->sealing;
  const KkDirectory *directory = writer->app->directory;
  g_autoptr (GError) error = NULL;
  KkStatement *statement = kk_statement_new ();

  statement->level = 1;
  statement->kind = KK_STATEMENT_CONTENT;
  statement->writer = sealing->seat->seat;
  statement->log = sealing->seat->log;
  statement->addressee = writer->addressee->seat;
  statement->region = kk_directory_region_version (directory);
  statement->organisation =
      kk_directory_organisation_version (directory, sealing->info->organisation->slug);
  statement->register_ = kk_directory_register_version (directory);
  statement->decided_on = g_strdup (sealing->day);
  statement->created = kk_app_now (writer->app);
  statement->body = kk_body_encode (body, &error);
  g_assert_no_error (error);
  g_assert_true (kk_vault_addressee_take_sequence (
      writer->app->vault, sealing->log, &statement->addressee, &statement->sequence, &error));
  return statement;
}

KkId
hostile_tag (HostileWriter *writer)
{
  g_auto (KkTagKey) key = { 0 };
  g_autoptr (GError) error = NULL;
  KkKxPublicKey theirs;

  memcpy (theirs.bytes, writer->addressee->device->kx.bytes, sizeof theirs.bytes);
  g_assert_true (kk_tag_key_init (&key, &writer->app->kx, &theirs, &error));
  return kk_tag_make (&key, &writer->sealing.seat->log, &writer->addressee->seat);
}

GBytes *
hostile_seal (HostileWriter *writer, const KkStatement *statement)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = kk_statement_encode (statement, &error);
  KkId tag = hostile_tag (writer);
  KkKxPublicKey theirs;
  GBytes *packet;

  g_assert_no_error (error);
  memcpy (theirs.bytes, writer->addressee->device->kx.bytes, sizeof theirs.bytes);
  packet =
      kk_packet_seal (bytes, &writer->sealing.network, &writer->app->sign, &theirs, &tag, &error);
  g_assert_no_error (error);
  return packet;
}

void
hostile_list (HostileWriter *writer, GBytes *packet, const KkId *tag)
{
  KkSealing *sealing = &writer->sealing;
  g_autoptr (KkVaultPacket) row = kk_vault_packet_new ();
  g_autoptr (GError) error = NULL;
  KkLivePacket live = { *tag, kk_packet_hash (packet) };

  row->log = sealing->log;
  row->seat = writer->addressee->seat;
  row->tag = live.tag;
  row->hash = live.packet;
  row->bytes = g_bytes_ref (packet);
  row->first_push = sealing->push_no;
  row->kind = KK_STATEMENT_CONTENT;
  row->state = KK_PACKET_LIVE;
  row->created = kk_app_now (writer->app);
  /* Of the table only: what the statement says is the test's. */
  row->sequence = 1000 * sealing->push_no + sealing->add->len + 1000000;
  g_assert_true (kk_vault_packet_add (writer->app->vault, row, &error));
  g_array_append_val (sealing->add, live);
}

char *
hostile_place (HostileWriter *writer, GBytes *packet, const KkId *tag)
{
  KkLivePacket live = { *tag, kk_packet_hash (packet) };
  KkIdText name = kk_id_text (tag);

  g_array_append_val (writer->sealing.add, live);
  return g_strdup_printf ("p/%c/%c/%s", name.text[0], name.text[1], name.text);
}

void
hostile_send (HostileWriter *writer, const KkStatement *statement)
{
  g_autoptr (GBytes) packet = hostile_seal (writer, statement);
  KkPacketHeader header;

  g_assert_true (kk_packet_peek (packet, &header, NULL));
  hostile_list (writer, packet, &header.tag);
}

void
hostile_send_body (HostileWriter *writer, const KkBody *body)
{
  g_autoptr (KkStatement) statement = hostile_statement (writer, body);

  hostile_send (writer, statement);
}

void
hostile_end (HostileWriter *writer)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kk_seal_manifest (&writer->sealing, &error));
  g_assert_no_error (error);
  g_assert_true (kk_vault_commit (g_steal_pointer (&writer->transaction), &error));
}

KkOp *
hostile_find_op (const KkBody *body, const char *field, KkBodyRecord **record)
{
  guint number = kk_schema_field_by_name (0, field)->number;

  for (guint r = 0; r < body->records->len; r++) {
    KkBodyRecord *one = body->records->pdata[r];

    for (guint i = 0; i < one->ops->len; i++) {
      KkOp *op = one->ops->pdata[i];

      if (op->field != number)
        continue;
      if (record != NULL)
        *record = one;
      return op;
    }
  }
  return NULL;
}

/* What is left in the vault. */

void
hostile_assert_refused (KkTestRegion *region, const char *name, const char *code, guint count)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
      kk_app_quarantine_list (kk_test_region_get_app (region, name), &error);

  g_assert_no_error (error);
  for (guint i = 0; i < items->len; i++) {
    g_test_message ("refused: %s", ((const KkQuarantineItem *) items->pdata[i])->code);
    g_assert_cmpstr (((const KkQuarantineItem *) items->pdata[i])->code, ==, code);
  }
  if (count == HOSTILE_SOME)
    g_assert_cmpuint (items->len, >, 0);
  else
    g_assert_cmpuint (items->len, ==, count);
  hostile_assert_whole (region, name);
}

void
hostile_assert_whole (KkTestRegion *region, const char *name)
{
  g_autoptr (GError) error = NULL;

  kk_vault_check (kk_test_region_get_app (region, name)->vault, &error);
  g_assert_no_error (error);
}

static gboolean
has_text (const char *data, gssize size, const char *text)
{
  gssize length = (gssize) strlen (text);

  for (gssize i = 0; i + length <= size; i++) {
    if (g_ascii_strncasecmp (data + i, text, (gsize) length) == 0)
      return TRUE;
  }
  return FALSE;
}

static void
assert_row_without (sqlite3_stmt *statement, const char *table, const char *text)
{
  for (int column = 0; column < sqlite3_column_count (statement); column++) {
    const char *data = sqlite3_column_blob (statement, column);

    if (data != NULL && has_text (data, sqlite3_column_bytes (statement, column), text))
      g_error ("table %s has what it must not have", table);
  }
}

static void
assert_table_without (sqlite3 *db, const char *table, const char *text)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\"", table);
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK) {
    while (sqlite3_step (statement) == SQLITE_ROW)
      assert_row_without (statement, table, text);
  }
  sqlite3_finalize (statement);
}

void
hostile_assert_absent (KkTestRegion *region, const char *name, const char *text)
{
  sqlite3 *db = kk_test_region_get_app (region, name)->vault->db;
  sqlite3_stmt *tables = NULL;
  guint count = 0;

  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT name FROM sqlite_schema WHERE type = 'table'",
                                       -1, &tables, NULL),
                   ==, SQLITE_OK);
  for (; sqlite3_step (tables) == SQLITE_ROW; count++)
    assert_table_without (db, (const char *) sqlite3_column_text (tables, 0), text);
  sqlite3_finalize (tables);
  g_assert_cmpuint (count, >, 20);
  hostile_assert_whole (region, name);
}

KkTestRegion *
hostile_open_region (const char *third)
{
  const char *names[] = { "deventer", "veilig-thuis", third, NULL };
  KkTestRegion *region = kk_test_region_new (names);

  hostile_import (region, "deventer");
  hostile_sync_all (region, 2);
  return region;
}

void
hostile_assert_name (KkTestRegion *region, const char *expected)
{
  stage_assert_value (kk_test_region_get_app (region, "veilig-thuis"), "SYN-9-00001", "person",
                      "prs_FirstName", expected);
}

const KkId *
hostile_desk_of (KkTestRegion *region, const char *name)
{
  return &g_array_index (kk_test_region_get_app (region, name)->seats, KkOwnSeat, 0).desk;
}

#define DAY_MS (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

void
hostile_set_day (KkTestRegion *region, guint day)
{
  for (guint i = 0; i < region->members->len; i++) {
    const KkTestMember *member = region->members->pdata[i];

    if (member->app != NULL)
      kk_app_set_clock (member->app, g_get_real_time () / 1000 + day * DAY_MS);
  }
}

void
hostile_sync_one (KkTestRegion *region, const char *name)
{
  kk_sync_report_free (hostile_sync (region, name));
}

static void
copy_folder (KkTestRegion *region, const char *from, const char *to)
{
  g_autofree char *done =
      hostile_git (region, "rm -rf \"$2\"; cp -a \"$1\" \"$2\"; echo done", from, to, NULL);

  g_assert_nonnull (done);
}

static const char *
folder_of (KkTestRegion *region, const char *name)
{
  for (guint i = 0; i < region->members->len; i++) {
    const KkTestMember *member = region->members->pdata[i];

    if (g_str_equal (member->name, name))
      return member->folder;
  }
  g_assert_not_reached ();
}

void
hostile_change_vault (KkTestRegion *region, const char *name, const char *keep, const char *take)
{
  const char *folder = folder_of (region, name);

  kk_test_region_close (region, name);
  if (keep != NULL)
    copy_folder (region, folder, keep);
  if (take != NULL)
    copy_folder (region, take, folder);
  (void) kk_test_region_reopen (region, name);
}

guint32
hostile_incarnation (KkTestRegion *region, const char *name)
{
  return g_array_index (kk_test_region_get_app (region, name)->seats, KkOwnSeat, 0).incarnation;
}
