/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/casework/kk-consult-private.h"

#include "domain/kk-term.h"
#include "vault/kk-vault-due.h"
#include "vault/kk-vault-shares.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
free_work (gpointer data)
{
  KkWorkRecord *work = data;

  g_clear_pointer (&work->ops, g_ptr_array_unref);
  g_free (work);
}

/* Only the question says what kind it is. */
static gboolean
is_question (const KkWorkRecord *work)
{
  return kk_work_text (work, "nl_ConsultationKind") != NULL;
}

gboolean
kk_consult_read (KkConsult *consult,
                 KkApp *app,
                 const KkId *desk,
                 const KkId *thread,
                 GError **error)
{
  g_autoptr (GArray) records = kk_vault_thread_records (app->vault, desk, thread, error);

  consult->desk = *desk;
  consult->thread = *thread;
  consult->works = g_ptr_array_new_with_free_func (free_work);
  for (guint i = 0; records != NULL && i < records->len; i++) {
    const KkVaultRecord *record = &g_array_index (records, KkVaultRecord, i);
    KkWorkRecord *work;

    if (record->type != KK_RECORD_CONSULTATION || record->deletion != KK_DELETION_NONE)
      continue;
    work = g_new0 (KkWorkRecord, 1);
    work->record = *record;
    work->ops = kk_vault_op_list (app->vault, record->idx, KK_OPS_LIVE, error);
    g_ptr_array_add (consult->works, work);
    if (work->ops == NULL)
      return FALSE;
    if (is_question (work))
      consult->question = work;
  }
  return records != NULL;
}

void
kk_consult_clear (KkConsult *consult)
{
  consult->question = NULL;
  g_clear_pointer (&consult->works, g_ptr_array_unref);
}

gboolean
kk_consult_is_own (const KkConsult *consult)
{
  return consult->question != NULL &&
         kk_id_equal (&consult->question->record.owner, &consult->desk);
}

const KkWorkRecord *
kk_consult_answer_of (const KkConsult *consult, const KkId *desk)
{
  for (guint i = 0; i < consult->works->len; i++) {
    const KkWorkRecord *work = consult->works->pdata[i];

    if (!is_question (work) && kk_id_equal (&work->record.owner, desk) &&
        kk_work_text (work, "nl_ConsultationAnswered") != NULL)
      return work;
  }
  return NULL;
}

GArray *
kk_consult_addressees (const KkConsult *consult, KkApp *app, GError **error)
{
  g_autoptr (GPtrArray) shares =
      kk_vault_share_list (app->vault, &consult->desk, &consult->thread, error);
  GArray *desks;

  if (shares == NULL)
    return NULL;
  desks = g_array_new (FALSE, FALSE, sizeof (KkId));
  for (guint i = 0; i < shares->len; i++)
    g_array_append_val (desks, ((const KkVaultShare *) shares->pdata[i])->receiver);
  return desks;
}

char *
kk_consult_dup_keep_until (const KkConsult *consult)
{
  const char *asked =
      consult->question != NULL ? kk_work_text (consult->question, "nl_ConsultationDate") : NULL;

  return asked != NULL ? kk_term_dup_due ("T-13", asked) : NULL;
}

/* All of them. */

static gboolean
is_known (const GArray *places, const KkVaultRecord *record)
{
  for (guint i = 0; i < places->len; i++) {
    const KkConsultPlace *place = &g_array_index (places, KkConsultPlace, i);

    if (kk_id_equal (&place->thread, &record->thread) && kk_id_equal (&place->desk, &record->desk))
      return TRUE;
  }
  return FALSE;
}

GArray *
kk_consult_places (KkApp *app, GError **error)
{
  g_autoptr (GArray) records =
      kk_vault_due_list_open (app->vault, KK_RECORD_CONSULTATION, 0, error);
  GArray *places;

  if (records == NULL)
    return NULL;
  places = g_array_new (FALSE, FALSE, sizeof (KkConsultPlace));
  for (guint i = 0; i < records->len; i++) {
    const KkVaultRecord *record = &g_array_index (records, KkVaultRecord, i);
    KkConsultPlace place = { record->desk, record->thread };

    if (record->has_thread && record->deletion == KK_DELETION_NONE && !is_known (places, record))
      g_array_append_val (places, place);
  }
  return places;
}

gboolean
kk_consult_find (KkConsult *consult, KkApp *app, const char *text, GError **error)
{
  g_autoptr (GArray) places = kk_consult_places (app, error);
  const KkConsultPlace *found = NULL;

  for (guint i = 0; places != NULL && strlen (text) >= 8 && i < places->len; i++) {
    const KkConsultPlace *place = &g_array_index (places, KkConsultPlace, i);

    if (g_str_has_prefix (kk_id_text (&place->thread).text, text))
      found = place;
  }
  if (found != NULL)
    return kk_consult_read (consult, app, &found->desk, &found->thread, error);
  if (places != NULL)
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                         _ ("There is no question with this id. “consult list” shows those that "
                            "there are."));
  return FALSE;
}
