/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one consultation as this vault has it: the question and the answers to it.
 * Owns:    KkConsult what kk_consult_clear() frees.
 * Threads: as KkApp.
 * Errors:  vault errors; USAGE for an id that is no consultation. */

#pragma once

#include "app/casework/kk-work-record-private.h"

G_BEGIN_DECLS

typedef struct {
  KkId desk; /* own */
  KkId thread;
  GPtrArray *works;             /* (element-type KkWorkRecord) */
  const KkWorkRecord *question; /* (nullable), borrowed from works */
} KkConsult;

gboolean kk_consult_read (KkConsult *consult,
                          KkApp *app,
                          const KkId *desk,
                          const KkId *thread,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @text: hex id, or its first 8 digits or more. */
gboolean kk_consult_find (KkConsult *consult, KkApp *app, const char *text, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_consult_clear (KkConsult *consult);

gboolean kk_consult_is_own (const KkConsult *consult);
/* (nullable), borrowed: of the desk, the record that answers. */
const KkWorkRecord *kk_consult_answer_of (const KkConsult *consult, const KkId *desk);
/* (transfer full) (element-type KkId): the desks that an own question went to. */
GArray *kk_consult_addressees (const KkConsult *consult, KkApp *app, GError **error);
/* (transfer full) (nullable): until when it may stay as it is (T-13). */
char *kk_consult_dup_keep_until (const KkConsult *consult);

/* (transfer full) (element-type KkId): the threads of all consultations of the own desks that are not closed or erased. */
typedef struct {
  KkId desk;
  KkId thread;
} KkConsultPlace;

/* (transfer full) (element-type KkConsultPlace) */
GArray *kk_consult_places (KkApp *app, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkConsult, kk_consult_clear)

G_END_DECLS
