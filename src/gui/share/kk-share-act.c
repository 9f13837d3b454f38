/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/share/kk-share-form-private.h"

#include "app/casework/kk-app-case.h"
#include "app/sharing/kk-app-object.h"

#include <string.h>

void
kk_share_act_free (KkShareAct *act)
{
  g_free (act->case_);
  g_free (act->recipient);
  g_free (act->what);
  g_free (act->record);
  g_free (act->field);
  g_free (act->text);
  g_free (act);
}

static gboolean
write_note (KkApp *app, const KkShareAct *act, GError **error)
{
  KkNotePlan plan = {
    .case_ = act->case_, .recipient = act->recipient, .purpose = act->purpose, .text = act->text
  };
  g_autoptr (KkNoteItem) note = NULL;

  if (!kk_note_parse (act->what, &plan.kind)) {
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, "there is no such note");
    return FALSE;
  }
  note = kk_app_note_write (app, &plan, error);
  return note != NULL;
}

static gboolean
record_consent (KkApp *app, const KkShareAct *act, GError **error)
{
  const KkConsentPlan plan = { .case_ = act->case_,
                               .recipient = act->recipient,
                               .purpose = act->purpose,
                               .categories = act->categories,
                               .is_explicit = g_strcmp0 (act->what, "explicit") == 0,
                               .freely_given = act->freely_given,
                               .conflict = act->conflict ? KK_TRI_TRUE : KK_TRI_FALSE,
                               .by = act->by,
                               .form = act->form,
                               .expires = act->text };
  g_autoptr (KkConsentItem) consent = kk_app_consent_record (app, &plan, error);

  return consent != NULL;
}

static gboolean
record_finding (KkApp *app, const KkShareAct *act, GError **error)
{
  const KkFindingPlan plan = { .case_ = act->case_, .kind = act->what, .result = act->text };
  KkFindingItem *finding = kk_app_finding_record (app, &plan, error);
  gboolean done = finding != NULL;

  g_clear_pointer (&finding, kk_finding_item_free);
  return done;
}

static gboolean
find_hg_km (KkApp *app, const KkShareAct *act, GError **error)
{
  KkFindingItem *finding = kk_app_finding_hg_km (app, act->case_, act->answers, error);
  gboolean done = finding != NULL;

  g_clear_pointer (&finding, kk_finding_item_free);
  return done;
}

static gboolean
decide (KkApp *app, const KkShareAct *act, GError **error)
{
  g_autoptr (GPtrArray) recipients = g_ptr_array_new ();
  g_autoptr (GPtrArray) made = NULL;
  KkObjectPlan plan = { .kind = KK_OBJECT_GATE,
                        .case_ = act->case_,
                        .recipients = recipients,
                        .gate = KK_GATE_G1,
                        .result = "yes" };

  if (g_strcmp0 (act->what, "assignment") == 0)
    plan = (KkObjectPlan){ .kind = KK_OBJECT_ASSIGNMENT,
                           .case_ = act->case_,
                           .recipients = recipients };
  g_ptr_array_add (recipients, act->recipient);
  made = kk_app_object_issue (app, &plan, error);
  return made != NULL;
}

static gboolean
set_field (KkApp *app, const KkShareAct *act, GError **error)
{
  const KkFieldEdit edit = { .field = act->field != NULL ? act->field : act->what,
                             .value = act->text };

  return kk_app_case_set (app, act->case_, act->record, &edit, 1, error);
}

static gboolean
do_kind (KkApp *app, const KkShareAct *act, GError **error)
{
  switch (act->kind) {
  case KK_SHARE_STEP_NOTE:
    return write_note (app, act, error);
  case KK_SHARE_STEP_CONSENT:
    return record_consent (app, act, error);
  case KK_SHARE_STEP_FINDING:
    return record_finding (app, act, error);
  case KK_SHARE_STEP_HG_KM:
    return find_hg_km (app, act, error);
  case KK_SHARE_STEP_FIELD:
    return set_field (app, act, error);
  case KK_SHARE_STEP_DECISION:
    return decide (app, act, error);
  case KK_SHARE_STEP_FACT:
  case KK_SHARE_STEP_OTHER:
  default:
    return TRUE;
  }
}

gpointer
kk_share_act_do (KkApp *app, gconstpointer data, GError **error)
{
  const KkShareAct *act = data;
  gboolean done = act->ticks ? kk_app_case_tick (app, act->case_, act->record, act->field,
                                                 act->categories, error)
                             : do_kind (app, act, error);

  return done ? GINT_TO_POINTER (TRUE) : NULL;
}
