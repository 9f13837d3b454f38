/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/sharing/kk-object-items-private.h"

#include "app/casework/kk-case-find-private.h"
#include "app/exchange/kk-outbox-private.h"
#include "app/sharing/kk-gate-record-private.h"
#include "app/sharing/kk-objects-private.h"
#include "domain/kk-schema.h"
#include "format/kk-basis-codec.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One decision on its way to who may need it. */
typedef struct {
  KkApp *app;
  const KkObjectPlan *plan;
  const KkOwnSeat *seat;
  const KkDesk *desk; /* own */
  char *reference;    /* of the case */
  KkId thread;
  GArray *recipients; /* (element-type KkId): desks */
  GArray *through;    /* (element-type KkId): desks */
  GPtrArray *objects; /* (element-type KkSignedObject) */
} Issuing;

static void
clear_issuing (Issuing *issuing)
{
  g_clear_pointer (&issuing->reference, g_free);
  g_clear_pointer (&issuing->recipients, g_array_unref);
  g_clear_pointer (&issuing->through, g_array_unref);
  g_clear_pointer (&issuing->objects, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Issuing, clear_issuing)

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  return FALSE;
}

/* Who may not say it would sign something that nobody reads. */
static gboolean
check_power (const Issuing *issuing, GError **error)
{
  const KkObjectPlan *plan = issuing->plan;
  KkGate gate = g_strcmp0 (plan->result, "REJECTED") == 0 ? KK_GATE_REJECTED : plan->gate;

  if (kk_object_may_issue (issuing->desk->hat, plan->kind, gate))
    return TRUE;
  g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_REFUSED,
               /* Translators: %s is the code of a task by law, such as VT. */
               _ ("Your desk has the task %s by law, and that task does not allow this decision. "
                  "Ask the desk that may take it."),
               kk_hat_text (issuing->desk->hat));
  return FALSE;
}

static gboolean
check_limits (const KkObjectPlan *plan, GError **error)
{
  const KkCategories regime =
      plan->kind == KK_OBJECT_OM_RELEASE ? KK_CATEGORIES_JUS : KK_CATEGORIES_POL;
  gboolean limited = plan->kind == KK_OBJECT_OM_RELEASE || plan->kind == KK_OBJECT_ARTICLE_20;

  if (limited && (plan->categories == 0 || (plan->categories & ~regime) != 0))
    return refuse (error, _ ("Say which data it is about: a release names JUS-SV, JUS-DOC or "
                             "JUS-TUL, a decision under article 20 names POL-8, POL-13, POL-9 or "
                             "POL-10."));
  if (plan->kind == KK_OBJECT_ARTICLE_20 && plan->purposes == 0)
    return refuse (error, _ ("Say for which purpose it is."));
  if (plan->kind == KK_OBJECT_GATE && plan->gate == KK_GATE_NONE)
    return refuse (error, _ ("Say which gate it is about, from G0 to G7."));
  if (plan->kind != KK_OBJECT_GATE && plan->recipients->len > 1)
    return refuse (error, _ ("Make one decision for each recipient."));
  return TRUE;
}

static gboolean
check_result (const char *result, GError **error)
{
  const KkField *field = kk_schema_field_by_name (KK_RECORD_GATE_DECISION, "nl_GateResult");

  return result == NULL || kk_schema_code (field->codes, result) != NULL ||
         refuse (error, _ ("The result of a gate is yes, no, unclear or REJECTED."));
}

static gboolean
check_until (KkApp *app, const char *until, GError **error)
{
  g_autofree char *today = kk_app_today (app);

  if (until == NULL)
    return TRUE;
  if (!kk_day_is_valid (until))
    return refuse (error, _ ("The day until which it is valid is not a date such as 2027-01-31."));
  return strcmp (today, until) <= 0 ||
         refuse (error, _ ("The day until which it is valid is over already."));
}

static gboolean
add_desks (KkApp *app, const GPtrArray *names, GArray *desks, GError **error)
{
  for (guint i = 0; names != NULL && i < names->len; i++) {
    const KkDesk *desk = kk_directory_resolve_desk (app->directory, names->pdata[i], NULL, error);

    if (desk == NULL)
      return FALSE;
    g_array_append_val (desks, desk->id);
  }
  return TRUE;
}

/* Youth help and shelter act for the college once it gave them the task; nobody else needs that. */
static gboolean
check_assigned (const Issuing *issuing, GError **error)
{
  const KkDesk *desk;

  if (issuing->plan->kind != KK_OBJECT_ASSIGNMENT)
    return TRUE;
  desk = kk_directory_find_desk (issuing->app->directory,
                                 &g_array_index (issuing->recipients, KkId, 0), NULL);
  return (KK_HAT_BIT (desk->hat) & kk_hats_zvh_assigned ()) != 0 ||
         refuse (error, _ ("Only youth help and shelter work on an assignment of the municipality. "
                           "Name such a desk, with the task JH or OPV."));
}

static gboolean
start_issuing (Issuing *issuing, GError **error)
{
  KkApp *app = issuing->app;
  g_autoptr (KkVaultCase) found = NULL;

  issuing->recipients = g_array_new (FALSE, FALSE, sizeof (KkId));
  issuing->through = g_array_new (FALSE, FALSE, sizeof (KkId));
  issuing->objects = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_signed_object_free);
  issuing->seat = kk_app_first_seat (app, error);
  if (issuing->seat == NULL)
    return FALSE;
  issuing->desk = kk_directory_find_seat (app->directory, &issuing->seat->seat)->desk;
  if (!check_power (issuing, error) || !check_limits (issuing->plan, error) ||
      !check_result (issuing->plan->result, error) ||
      !check_until (app, issuing->plan->until, error) ||
      !add_desks (app, issuing->plan->recipients, issuing->recipients, error) ||
      !check_assigned (issuing, error) ||
      !add_desks (app, issuing->plan->through, issuing->through, error))
    return FALSE;
  found = kk_case_find (app, issuing->plan->case_, error);
  if (found == NULL)
    return FALSE;
  issuing->thread = found->record.thread;
  issuing->reference = g_strdup (found->reference);
  return found->record.has_thread ||
         refuse (error, _ ("This case was sent alone, without what belongs to it, so that nothing "
                           "can be decided about it here."));
}

/* Everybody at the table knows who sits there. */
static void
add_participants (const Issuing *issuing, KkObject *object)
{
  KkHats hats = issuing->plan->participants;

  for (guint i = 0; i < issuing->recipients->len; i++) {
    const KkDesk *desk = kk_directory_find_desk (
        issuing->app->directory, &g_array_index (issuing->recipients, KkId, i), NULL);

    hats |= KK_HAT_BIT (desk->hat);
  }
  if (issuing->desk->hat != KK_HAT_ZVH)
    hats |= KK_HAT_BIT (issuing->desk->hat);
  hats &= ~KK_HAT_BIT (KK_HAT_ZVH);
  for (guint hat = 1; hat < KK_N_HATS; hat++) {
    KkHat participant = (KkHat) hat;

    if (hats & KK_HAT_BIT (hat))
      g_array_append_val (object->participants, participant);
  }
}

static gboolean
issue_for (Issuing *issuing, const KkId *recipient, GError **error)
{
  const KkObjectPlan *plan = issuing->plan;
  g_autoptr (KkObject) object =
      kk_object_prepare (issuing->app, plan->kind, recipient, &issuing->thread);
  KkSignedObject *signed_;

  object->categories = plan->categories;
  if (plan->until != NULL) {
    g_free (object->until);
    object->until = g_strdup (plan->until);
  }
  if (plan->kind == KK_OBJECT_ARTICLE_20)
    object->purposes = plan->purposes;
  if (plan->kind == KK_OBJECT_OM_RELEASE)
    object->subjects = plan->subjects != 0 ? plan->subjects : KK_SUBJECT_BIT (KK_SUBJECT_VICTIM);
  if (plan->kind == KK_OBJECT_GATE) {
    object->gate = g_strdup (kk_gate_text (plan->gate));
    object->result = g_strdup (plan->result);
    add_participants (issuing, object);
  }
  signed_ = kk_object_issue (issuing->app, object, error);
  if (signed_ == NULL)
    return FALSE;
  g_ptr_array_add (issuing->objects, signed_);
  return TRUE;
}

/* The case keeps one record of a decision, whatever the number of its recipients. */
static gboolean
record_gate (const Issuing *issuing, GError **error)
{
  const KkSignedObject *signed_ = issuing->objects->pdata[0];
  g_autoptr (KkObject) object = kk_object_decode (signed_->body, error);

  return object != NULL &&
         kk_gate_record_write (issuing->app, issuing->seat, object, issuing->plan->words, error);
}

/* What participants bring to the table goes to the table's own desk, so that there is a decision for it too. */
static gboolean
issue_all (Issuing *issuing, GError **error)
{
  gboolean table = issuing->plan->kind == KK_OBJECT_GATE && issuing->desk->hat == KK_HAT_ZVH;

  for (guint i = 0; i < issuing->recipients->len; i++) {
    if (!issue_for (issuing, &g_array_index (issuing->recipients, KkId, i), error))
      return FALSE;
  }
  return !table || issue_for (issuing, &issuing->seat->desk, error);
}

/* (transfer full): who gets the decision. One at a gate is for who takes part: the table moves the case on the word of who
 * brings it. Who is assigned a task hears of it. */
static GArray *
list_addressees (const Issuing *issuing)
{
  KkObjectKind kind = issuing->plan->kind;
  GArray *desks = g_array_copy (kind == KK_OBJECT_GATE ? issuing->recipients : issuing->through);

  if (kind == KK_OBJECT_ASSIGNMENT)
    g_array_append_vals (desks, issuing->recipients->data, issuing->recipients->len);
  return desks;
}

static gboolean
deliver_all (Issuing *issuing, GError **error)
{
  g_autoptr (GArray) desks = list_addressees (issuing);

  for (guint i = 0; i < desks->len; i++) {
    const KkId *desk = &g_array_index (desks, KkId, i);

    if (!kk_id_equal (desk, &issuing->seat->desk) &&
        !kk_outbox_queue_objects (issuing->app, &issuing->seat->desk, desk, issuing->objects,
                                  error))
      return FALSE;
  }
  return TRUE;
}

GPtrArray *
kk_app_object_issue (KkApp *app, const KkObjectPlan *plan, GError **error)
{
  g_auto (Issuing) issuing = { .app = app, .plan = plan };
  g_autoptr (KkVaultTransaction) transaction = NULL;
  g_autoptr (GPtrArray) items = NULL;

  if (!start_issuing (&issuing, error))
    return NULL;
  transaction = kk_vault_begin (app->vault, error);
  if (transaction == NULL || !issue_all (&issuing, error) || !record_gate (&issuing, error) ||
      !deliver_all (&issuing, error))
    return NULL;
  items = kk_object_items_new (app, issuing.reference, issuing.objects);
  if (!kk_vault_commit (g_steal_pointer (&transaction), error))
    return NULL;
  return g_steal_pointer (&items);
}
