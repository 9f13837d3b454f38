/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What people have to decide because two of them wrote without seeing each other (exchange §14). */

#include "app/casework/kk-app-case.h"

#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-case-view-private.h"
#include "app/casework/kk-conflict-private.h"
#include "domain/kk-schema.h"

#include <glib/gi18n-lib.h>

static gboolean
is_own (const KkVaultRecord *record)
{
  return kk_id_equal (&record->owner, &record->desk);
}

/* (transfer full): a whole sentence for the person who decides, or who waits for another. */
static char *
explain_values (KkApp *app, const KkVaultRecord *record, const KkLiveField *live)
{
  const KkStoredOp *proposal = live->proposals->len > 0 ? live->proposals->pdata[0] : NULL;
  g_autofree char *owner = kk_desk_dup_slug (app, &record->owner);
  g_autofree char *other = proposal != NULL ? kk_desk_dup_slug (app, &proposal->desk) : NULL;

  if (live->current->len > 1 && is_own (record))
    return g_strdup (_ ("Two values were filled in by people who had not seen each other's. "
                        "Choose which one holds."));
  if (live->current->len > 1)
    /* Translators: %s is an organisation. */
    return g_strdup_printf (_ ("Two values were filled in at %s, which owns this record and "
                               "decides."),
                            owner);
  if (proposal == NULL)
    return g_strdup (_ ("This field is no longer in conflict."));
  if (is_own (record))
    return g_strdup_printf (_ ("%s proposes another value and had not seen the current one. "
                               "Choose which one holds."),
                            other);
  if (kk_id_equal (&proposal->desk, &record->desk))
    return g_strdup_printf (_ ("%s changed this field before it saw your proposal. Choose whether "
                               "you still propose yours."),
                            owner);
  return g_strdup_printf (_ ("%s proposes another value; %s owns this record and decides."), other,
                          owner);
}

static char *
explain (KkApp *app, const KkConflictPlace *place)
{
  if (!place->deletion)
    return explain_values (app, &place->record, place->live);
  return g_strdup (_ ("This record was deleted by somebody who had not seen a change in it. Choose "
                      "whether it stays."));
}

static GPtrArray *
list_versions (KkApp *app, const KkConflictPlace *place)
{
  GPtrArray *versions;

  if (!place->deletion)
    return kk_live_field_versions (app, place->live);
  versions = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_field_version_free);
  for (guint i = 0; i < place->deletes->len; i++)
    g_ptr_array_add (versions, kk_field_version_new (app, place->deletes->pdata[i], FALSE));
  for (guint i = 0; i < place->changes->len; i++)
    g_ptr_array_add (versions, kk_field_version_new (app, place->changes->pdata[i], FALSE));
  return versions;
}

static KkConflict *
view_conflict (KkApp *app, const KkVaultConflict *found, GError **error)
{
  g_autoptr (KkConflictPlace) place = kk_conflict_place_new (app, found, error);
  KkConflict *conflict;

  if (place == NULL)
    return NULL;
  conflict = g_new0 (KkConflict, 1);
  conflict->id = kk_conflict_dup_id (found);
  conflict->record = g_strdup (kk_id_text (&found->record.id).text);
  conflict->field = kk_field_dup_name (found->field);
  conflict->case_ = found->record.has_thread
                        ? kk_case_dup_reference (app, &found->record.desk, &found->record.thread)
                        : NULL;
  conflict->reason = explain (app, place);
  conflict->own = is_own (&found->record);
  conflict->versions = list_versions (app, place);
  return conflict;
}

GPtrArray *
kk_app_conflict_list (KkApp *app, GError **error)
{
  g_autoptr (GPtrArray) found = kk_vault_conflict_list (app->vault, NULL, error);
  g_autoptr (GPtrArray) conflicts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_conflict_free);

  if (found == NULL)
    return NULL;
  for (guint i = 0; i < found->len; i++) {
    KkConflict *conflict = view_conflict (app, found->pdata[i], error);

    if (conflict == NULL)
      return NULL;
    g_ptr_array_add (conflicts, conflict);
  }
  return g_steal_pointer (&conflicts);
}
