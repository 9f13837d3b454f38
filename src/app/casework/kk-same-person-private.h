/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    which person records are about one person: the groups that the notes "same person" make (record type 26).
 * Owns:    KkSamePersons what kk_same_persons_free() frees.
 * Threads: as KkApp.
 * Errors:  vault errors. */

#pragma once

#include "app/kk-app-private.h"
#include "vault/kk-vault-records.h"

G_BEGIN_DECLS

typedef struct {
  KkVaultRecord record; /* of the note */
  KkId first;
  KkId second;
} KkSameNote;

typedef struct {
  GArray *notes;      /* (element-type KkSameNote): live, in the order of this vault */
  GHashTable *groups; /* KkId of a person → KkId that stands for its group */
} KkSamePersons;

KkSamePersons *kk_same_persons_read (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_same_persons_free (KkSamePersons *same);
gboolean kk_same_persons_are (const KkSamePersons *same, const KkId *a, const KkId *b);
/* (transfer full) (element-type KkId): @person first, then the others of its group, by id. */
GArray *kk_same_persons_list (const KkSamePersons *same, const KkId *person);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkSamePersons, kk_same_persons_free)

G_END_DECLS
