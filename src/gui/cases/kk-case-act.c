/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/cases/kk-case-act.h"

#include "app/casework/kk-app-case.h"
#include "app/casework/kk-app-person.h"

static gboolean
set_value (KkApp *app, const KkCaseAct *act, GError **error)
{
  const KkFieldEdit edit = { .field = act->field, .value = act->value };

  return kk_app_case_set (app, act->case_, act->record, &edit, 1, error);
}

static gboolean
resolve (KkApp *app, const KkCaseAct *act, GError **error)
{
  g_autofree char *id = g_strjoin ("/", act->record, act->field, act->element, NULL);

  return kk_app_conflict_resolve (app, id, act->choice, act->value, error);
}

static gboolean
write_journal (KkApp *app, const KkCaseAct *act, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  const KkFieldEdit edits[] = {
    { .type = "journal-entry", .field = "nl_EntryDate", .value = today },
    { .type = "journal-entry", .field = "nl_EntryKind", .value = "note" },
    { .type = "journal-entry", .field = "cco_CaseComment", .value = act->value },
  };
  const KkRecordAddition addition = { .type = "journal-entry",
                                      .edits = edits,
                                      .n_edits = G_N_ELEMENTS (edits) };
  g_autofree char *id = kk_app_case_add (app, act->case_, &addition, error);

  return id != NULL && kk_app_case_keep_draft (app, act->case_, NULL, NULL, error);
}

static gpointer
do_act (KkApp *app, gconstpointer data, GError **error)
{
  const KkCaseAct *act = data;
  gboolean done = FALSE;

  switch (act->kind) {
  case KK_CASE_ACT_SET:
    done = set_value (app, act, error);
    break;
  case KK_CASE_ACT_RESOLVE:
    done = resolve (app, act, error);
    break;
  case KK_CASE_ACT_DRAFT:
    done = kk_app_case_keep_draft (app, act->case_, act->field, act->value, error);
    break;
  case KK_CASE_ACT_JOURNAL:
    done = write_journal (app, act, error);
    break;
  case KK_CASE_ACT_UNDO:
  default:
    done = kk_app_case_undo (app, act->case_, NULL, NULL, error);
    break;
  }
  return done ? GINT_TO_POINTER (TRUE) : NULL;
}

/* The texts of a copy are its own. */
typedef struct {
  KkCaseAct act;
  char *texts[5];
} Copy;

static void
free_copy (gpointer data)
{
  Copy *copy = data;

  for (gsize i = 0; i < G_N_ELEMENTS (copy->texts); i++)
    g_free (copy->texts[i]);
  g_free (copy);
}

void
kk_case_act_start (KkSession *session, GObject *owner, const KkCaseAct *act, KkSessionDone done)
{
  Copy *copy = g_new0 (Copy, 1);
  const KkSessionJob job = { .work = do_act, .wish = copy, .free_wish = free_copy, .keeps = TRUE };

  copy->act = *act;
  copy->act.case_ = copy->texts[0] = g_strdup (act->case_);
  copy->act.record = copy->texts[1] = g_strdup (act->record);
  copy->act.field = copy->texts[2] = g_strdup (act->field);
  copy->act.element = copy->texts[3] = g_strdup (act->element);
  copy->act.value = copy->texts[4] = g_strdup (act->value);
  kk_session_ask (session, owner, &job, done);
}
