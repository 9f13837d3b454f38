/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the other side: a server that changes what it holds, with git's own commands, and a member that seals what
 *          the program would not. Every failure of the stage itself stops the test.
 * Owns:    HostileWriter what hostile_clear() frees; results belong to the caller.
 * Threads: one.
 * Errors:  none: g_assert. */

#pragma once

#include "app/exchange/kk-app-sync.h"
#include "app/exchange/kk-seal-private.h"
#include "app/sharing/kk-app-share.h"
#include "kk-test-region.h"
#include "kk-test-sshd.h"

G_BEGIN_DECLS

/* In values that must not arrive anywhere. */
#define HOSTILE_MARKER "Zwartgelakt"

#define HOSTILE_MINOR_FACTS                                                                     \
  "{\"HG_KM\": true, \"SUBJECT_AGE\": 16, \"NOTES\": {\"NEED\": \"Zonder deze gegevens kan er " \
  "geen hulp komen.\"}}"

/* Two cases: SYN-9-00001 of a minor, SYN-9-00002 of an adult; the second name of both is HOSTILE_MARKER. */
void hostile_import (KkTestRegion *region, const char *name);
/* From now on every sync goes through @server, whose git runs the hooks and settings of the repository; NULL: straight to it. */
void hostile_serve (const KkTestSshd *server);
KkSyncReport *hostile_sync (KkTestRegion *region, const char *name);
void hostile_sync_all (KkTestRegion *region, guint rounds);
void hostile_sync_one (KkTestRegion *region, const char *name);
/* The clocks of all vaults that are open, so many days from now: nothing depends on the hour at which a test runs. */
void hostile_set_day (KkTestRegion *region, guint day);
/* Between two copies of the vault of @name: @keep (nullable) gets the one in use, @take (nullable) is what is used from now on. */
void
hostile_change_vault (KkTestRegion *region, const char *name, const char *keep, const char *take);
guint32 hostile_incarnation (KkTestRegion *region, const char *name);
/* The sync fails; (transfer full): how. */
GError *hostile_sync_fails (KkTestRegion *region, const char *name);
void hostile_share (KkTestRegion *region, const char *from, const char *case_, const char *to);

/* The branch of the member's first seat: (transfer full), "refs/heads/…". */
char *hostile_branch (KkTestRegion *region, const char *name);
/* Runs a shell script in the bare repository, with up to three arguments $1 … $3; (transfer full): what it prints, or
 * NULL when it fails. */
char *
hostile_git (KkTestRegion *region, const char *script, const char *a, const char *b, const char *c);
/* (transfer full) (element-type utf8): paths of the packets in a branch. */
GPtrArray *hostile_packets (KkTestRegion *region, const char *branch);
GBytes *hostile_read (KkTestRegion *region, const char *branch, const char *path);
/* Commits other bytes under @path; NULL takes it away. */
void hostile_write (KkTestRegion *region, const char *branch, const char *path, GBytes *bytes);
void hostile_hook (KkTestRegion *region, const char *name, const char *script);

typedef struct {
  KkApp *app;
  KkApp *victim;
  const KkSeatInfo *addressee; /* the victim's first seat */
  KkSealing sealing;
  KkSealResult result;
  KkVaultTransaction *transaction;
} HostileWriter;

/* A push by @from on the victim @to, which the next sync of @from sends. */
void hostile_begin (HostileWriter *writer, KkTestRegion *region, const char *from, const char *to);
/* What @case_ would send to @to; nothing stays of the share. Without @facts those of a minor. */
KkBody *hostile_body (KkTestRegion *region, const char *from, const char *case_, const char *to);
/* As the program would say it, the body included; the number is taken. */
KkStatement *hostile_statement (HostileWriter *writer, const KkBody *body);
/* Seals for the victim under a tag that it recognises; (transfer full): the packet. */
GBytes *hostile_seal (HostileWriter *writer, const KkStatement *statement);
void hostile_list (HostileWriter *writer, GBytes *packet, const KkId *tag);
/* Lists it a second time; (transfer full): the path to which the server has to write it, after the sync of the writer. */
char *hostile_place (HostileWriter *writer, GBytes *packet, const KkId *tag);
/* A tag in the writer's log that the victim recognises. */
KkId hostile_tag (HostileWriter *writer);
void hostile_send (HostileWriter *writer, const KkStatement *statement);
void hostile_send_body (HostileWriter *writer, const KkBody *body);
void hostile_end (HostileWriter *writer);
void hostile_clear (HostileWriter *writer);

/* (nullable), borrowed: the first operation of @field in the body, and its record. */
KkOp *hostile_find_op (const KkBody *body, const char *field, KkBodyRecord **record);

#define HOSTILE_SOME G_MAXUINT

/* The code that stands for @count (or HOSTILE_SOME) refused things in the vault, and no other. */
void hostile_assert_refused (KkTestRegion *region, const char *name, const char *code, guint count);
/* The database is whole and no table of it has the text. */
void hostile_assert_absent (KkTestRegion *region, const char *name, const char *text);
void hostile_assert_whole (KkTestRegion *region, const char *name);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HostileWriter, hostile_clear)

/* A region of a municipality, Veilig Thuis and @third (nullable), with two cases imported and everybody's first pushes done. */
KkTestRegion *hostile_open_region (const char *third);
/* The first name that Veilig Thuis has of the first case. */
void hostile_assert_name (KkTestRegion *region, const char *expected);
/* Borrowed until documents change. */
const KkId *hostile_desk_of (KkTestRegion *region, const char *name);

G_END_DECLS
