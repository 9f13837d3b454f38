/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what the page Tafel asks of the vault, and what it writes there: the agenda with what is being written for each
 *          case, a contribution, a decision.
 * Owns:    copies, no widget.
 * Threads: the KkSessionWork on the worker, the others any.
 * Errors:  as kk-app-table.h. */

#pragma once

#include "app/casework/kk-app-table.h"
#include "app/region/kk-app-member.h"

G_BEGIN_DECLS

/* What a person writes at the table; each is kept until it is filed. */
typedef enum {
  KK_TABLE_CONTRIBUTION,
  KK_TABLE_MOTIVATION,
  KK_TABLE_POSITIONS,
  KK_TABLE_DISSENT,
  KK_TABLE_N_TEXTS,
} KkTableText;

/* Where it is kept, as in kk_app_case_keep_draft(). */
extern const char *const kk_table_places[KK_TABLE_N_TEXTS];

typedef struct {
  KkAgendaItem *item;
  char *drafts[KK_TABLE_N_TEXTS];
} KkTableCase;

typedef struct {
  GPtrArray *cases;   /* (element-type KkTableCase) */
  GPtrArray *members; /* (element-type KkMember) */
  GHashTable *names;  /* as of kk_app_member_names() */
} KkTableAnswer;

/* KkSessionWork: (transfer full): KkTableAnswer. */
gpointer kk_table_read (KkApp *app, gconstpointer wish, GError **error);
void kk_table_answer_free (gpointer answer);
/* What people call a slug or an address; the code itself when nothing names it. Borrowed. */
const char *kk_table_find_name (const KkTableAnswer *answer, const char *code);

/* What a person brings or decides; texts are copies. */
typedef struct {
  char *case_;
  gboolean contribution;
  gboolean rejected;
  char *texts[KK_TABLE_N_TEXTS]; /* (nullable) each */
  GPtrArray *tracks;             /* (element-type utf8) */
  GPtrArray *participants;       /* (element-type utf8): addresses */
  GPtrArray *tasks;              /* (element-type KkTableTask) */
} KkTableWish;

KkTableWish *kk_table_wish_new (const char *case_) G_GNUC_WARN_UNUSED_RESULT;
/* @due: (nullable) */
void kk_table_wish_add_task (KkTableWish *wish, const char *title, const char *due);
void kk_table_wish_free (gpointer wish);
/* KkSessionWork of a KkTableWish. */
gpointer kk_table_file (KkApp *app, gconstpointer wish, GError **error);

G_END_DECLS
