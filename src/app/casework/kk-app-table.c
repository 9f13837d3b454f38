/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The agenda of the table and the progress of its cases. */

#include "app/casework/kk-app-table.h"

#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-case-view-private.h"
#include "app/casework/kk-route-file-private.h"
#include "app/casework/kk-table-private.h"
#include "app/sharing/kk-objects-private.h"
#include "app/sharing/kk-share-ask-private.h"
#include "format/kk-basis-codec.h"

#include <string.h>

#define PAGE 500

static void
free_contribution (gpointer data)
{
  KkContribution *contribution = data;

  g_free (contribution->organisation);
  g_free (contribution->date);
  g_free (contribution->text);
  g_free (contribution);
}

static void
free_words (gpointer data)
{
  KkDecisionWords *words = data;

  g_free (words->gate);
  g_free (words->date);
  g_free (words->motivation);
  g_free (words->positions);
  g_free (words->dissent);
  g_free (words);
}

void
kk_agenda_item_free (KkAgendaItem *item)
{
  if (item == NULL)
    return;
  g_free (item->id);
  g_free (item->reference);
  g_free (item->title);
  g_free (item->municipality);
  g_free (item->since);
  g_free (item->from);
  g_ptr_array_unref (item->contributions);
  g_ptr_array_unref (item->missing);
  g_ptr_array_unref (item->decided);
  g_ptr_array_unref (item->words);
  g_ptr_array_unref (item->tracks);
  g_free (item->next_due);
  g_free (item);
}

/* Who sits at the table for a case. */

static void
add_desk (GArray *desks, const KkId *desk)
{
  for (guint i = 0; i < desks->len; i++) {
    if (kk_id_equal (&g_array_index (desks, KkId, i), desk))
      return;
  }
  g_array_append_vals (desks, desk, 1);
}

GArray *
kk_table_participants (KkApp *app, const KkVaultCase *case_, GError **error)
{
  g_autoptr (GPtrArray) objects = kk_object_list (app, &case_->record.thread, error);
  GArray *desks;

  if (objects == NULL)
    return NULL;
  desks = g_array_new (FALSE, FALSE, sizeof (KkId));
  for (guint i = 0; i < objects->len; i++) {
    const KkSignedObject *signed_ = objects->pdata[i];
    g_autoptr (KkObject) object = kk_object_decode (signed_->body, NULL);

    if (object == NULL || object->kind != KK_OBJECT_GATE)
      continue;
    if (!kk_id_equal (&object->issuer, &case_->record.desk))
      add_desk (desks, &object->issuer);
    if (!kk_id_equal (&object->receiver, &case_->record.desk))
      add_desk (desks, &object->receiver);
  }
  return desks;
}

/* Contributions. */

static KkContribution *
view_contribution (KkApp *app, const KkWorkRecord *entry)
{
  KkContribution *contribution = g_new0 (KkContribution, 1);

  contribution->organisation = kk_desk_dup_slug (app, &entry->record.owner);
  contribution->date = g_strdup (kk_work_text (entry, "nl_EntryDate"));
  contribution->text = g_strdup (kk_work_text (entry, "cco_CaseComment"));
  contribution->own = kk_id_equal (&entry->record.owner, &entry->record.desk);
  return contribution;
}

static gboolean
add_contributions (KkAgendaItem *item, KkApp *app, const KkVaultCase *case_, GError **error)
{
  g_autoptr (GPtrArray) entries = kk_work_list (app, case_, KK_RECORD_JOURNAL_ENTRY, error);
  g_autoptr (GArray) seated = kk_table_participants (app, case_, error);
  g_autoptr (GHashTable) brought = g_hash_table_new (kk_id_hash, kk_id_equal);

  if (entries == NULL || seated == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++) {
    KkWorkRecord *entry = entries->pdata[i];

    if (g_strcmp0 (kk_work_text (entry, "nl_EntryKind"), KK_TABLE_ENTRY) != 0)
      continue;
    g_hash_table_add (brought, &entry->record.owner);
    g_ptr_array_add (item->contributions, view_contribution (app, entry));
  }
  for (guint i = 0; i < seated->len; i++) {
    const KkId *desk = &g_array_index (seated, KkId, i);

    /* The desk that keeps the agenda asks; it does not bring. */
    if (!g_hash_table_contains (brought, desk) && kk_work_hat (app, desk) != KK_HAT_ZVH)
      g_ptr_array_add (item->missing, kk_desk_dup_address (app->directory, desk));
  }
  return TRUE;
}

/* What was said at the decisions. */

static gboolean
add_words (KkAgendaItem *item, KkApp *app, const KkVaultCase *case_, GError **error)
{
  g_autoptr (GPtrArray) records = kk_work_list (app, case_, KK_RECORD_GATE_DECISION, error);

  for (guint i = 0; records != NULL && i < records->len; i++) {
    const KkWorkRecord *record = records->pdata[i];
    KkDecisionWords *words = g_new0 (KkDecisionWords, 1);

    words->gate = g_strdup (kk_work_text (record, "nl_Gate"));
    words->date = g_strdup (kk_work_text (record, "nl_GateDate"));
    words->motivation = g_strdup (kk_work_text (record, "nl_GateMotivation"));
    words->positions = g_strdup (kk_work_text (record, "nl_GatePositions"));
    words->dissent = g_strdup (kk_work_text (record, "nl_GateDissent"));
    g_ptr_array_add (item->words, words);
  }
  return records != NULL;
}

/* One case. */

static const char *
find_question (const char *step, guint n_tracks)
{
  if (strcmp (step, kk_step_text (KK_STEP_TABLE)) != 0)
    return "weigh";
  return n_tracks == 0 ? "decide" : "monitor";
}

static void
count_milestones (KkAgendaItem *item, const KkTrackItem *track)
{
  item->open_tracks += track->end == NULL ? 1 : 0;
  for (guint i = 0; i < track->milestones->len; i++) {
    const KkMilestoneItem *milestone = track->milestones->pdata[i];

    item->overdue += milestone->overdue ? 1 : 0;
    if (milestone->reached != NULL || milestone->due == NULL ||
        (item->next_due != NULL && strcmp (item->next_due, milestone->due) <= 0))
      continue;
    g_free (item->next_due);
    item->next_due = g_strdup (milestone->due);
  }
}

static guint
count_days (const char *from, const char *to)
{
  GDate first;
  GDate last;

  g_date_clear (&first, 1);
  g_date_clear (&last, 1);
  g_date_set_parse (&first, from);
  g_date_set_parse (&last, to);
  return g_date_valid (&first) && g_date_valid (&last)
             ? (guint) MAX (g_date_days_between (&first, &last), 0)
             : 0;
}

static void
fill_from_route (KkAgendaItem *item, KkApp *app, KkRouteView *route)
{
  g_autofree char *today = kk_app_today (app);

  for (guint i = 0; i < route->moves->len; i++) {
    const KkMoveItem *move = route->moves->pdata[i];

    if (strcmp (move->organisation, route->organisation) == 0 &&
        strcmp (move->status, "fits") == 0) {
      g_free (item->since);
      item->since = g_strdup (move->date);
    }
  }
  item->days = item->since != NULL ? count_days (item->since, today) : 0;
  item->step = route->step;
  for (guint i = 0; i < route->tracks->len; i++)
    count_milestones (item, route->tracks->pdata[i]);
  item->question = find_question (route->step, route->tracks->len);
  for (guint i = 0; i < route->decisions->len; i++) {
    const KkDecisionItem *decision = route->decisions->pdata[i];

    if (strcmp (decision->gate, "G1") == 0)
      item->from = g_strndup (decision->issuer, strcspn (decision->issuer, "/"));
  }
  item->decided = g_steal_pointer (&route->decisions);
  route->decisions = g_ptr_array_new ();
  item->tracks = g_steal_pointer (&route->tracks);
  route->tracks = g_ptr_array_new ();
}

static KkAgendaItem *
view_case (KkApp *app, const KkVaultCase *case_, GError **error)
{
  g_autoptr (KkRouteView) route =
      kk_app_route_show (app, kk_id_text (&case_->record.id).text, error);
  g_autoptr (KkAgendaItem) item = NULL;

  if (route == NULL)
    return NULL;
  item = g_new0 (KkAgendaItem, 1);
  item->contributions = g_ptr_array_new_with_free_func (free_contribution);
  item->missing = g_ptr_array_new_with_free_func (g_free);
  item->words = g_ptr_array_new_with_free_func (free_words);
  item->id = g_strdup (kk_id_text (&case_->record.id).text);
  item->reference = g_strdup (case_->reference);
  item->title = g_strdup (case_->title);
  item->own = route->own;
  item->decides = route->own && kk_work_hat (app, &case_->record.desk) == KK_HAT_ZVH;
  item->municipality = g_strdup (route->responsible);
  fill_from_route (item, app, route);
  return add_contributions (item, app, case_, error) && add_words (item, app, case_, error)
             ? g_steal_pointer (&item)
             : NULL;
}

KkAgendaItem *
kk_app_table_show (KkApp *app, const char *case_, GError **error)
{
  g_autoptr (KkVaultCase) found = kk_case_find (app, case_, error);

  return found != NULL ? view_case (app, found, error) : NULL;
}

/* The cases at a step, by the index of the vault: what is elsewhere costs nothing. */

typedef gboolean (*Visit) (KkApp *app, const KkVaultCase *case_, GPtrArray *list, GError **error);

/* The file of another about a case that this desk has a file of its own about is not a second point. */
static gboolean
is_spare (KkApp *app, const KkVaultCase *case_)
{
  g_autoptr (GArray) records = NULL;

  if (kk_id_equal (&case_->record.owner, &case_->record.desk))
    return FALSE;
  if (!case_->record.has_thread)
    return TRUE;
  records = kk_vault_thread_records (app->vault, &case_->record.desk, &case_->record.thread, NULL);
  for (guint i = 0; records != NULL && i < records->len; i++) {
    const KkVaultRecord *record = &g_array_index (records, KkVaultRecord, i);

    if (record->type == KK_RECORD_CASE && kk_id_equal (&record->owner, &record->desk))
      return TRUE;
  }
  return FALSE;
}

static gboolean
visit_step (KkApp *app, KkStep step, Visit visit, GPtrArray *list, GError **error)
{
  KkVaultCaseQuery query = { .stage = kk_step_text (step), .limit = PAGE };

  for (;;) {
    g_autoptr (GPtrArray) page = kk_vault_case_list (app->vault, &query, error);

    if (page == NULL)
      return FALSE;
    for (guint i = 0; i < page->len; i++) {
      const KkVaultCase *case_ = page->pdata[i];

      query.before = case_->touched;
      if (!is_spare (app, case_) && !visit (app, case_, list, error))
        return FALSE;
    }
    if (page->len < PAGE)
      return TRUE;
  }
}

static gboolean
visit_agenda (KkApp *app, const KkVaultCase *case_, GPtrArray *list, GError **error)
{
  KkAgendaItem *item = view_case (app, case_, error);

  if (item != NULL)
    g_ptr_array_add (list, item);
  return item != NULL;
}

/* What has to be decided first, and of that what waits longest. */
static int
compare_agenda (gconstpointer a, gconstpointer b)
{
  const KkAgendaItem *left = *(KkAgendaItem *const *) a;
  const KkAgendaItem *right = *(KkAgendaItem *const *) b;
  gboolean first = strcmp (left->question, "monitor") == 0;
  gboolean second = strcmp (right->question, "monitor") == 0;

  if (first != second)
    return first ? 1 : -1;
  if (left->overdue != right->overdue)
    return left->overdue > right->overdue ? -1 : 1;
  if (left->days != right->days)
    return left->days > right->days ? -1 : 1;
  return g_strcmp0 (left->reference, right->reference);
}

GPtrArray *
kk_app_table_agenda (KkApp *app, GError **error)
{
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_agenda_item_free);

  if (!visit_step (app, KK_STEP_FORWARD, visit_agenda, list, error) ||
      !visit_step (app, KK_STEP_TABLE, visit_agenda, list, error))
    return NULL;
  g_ptr_array_sort (list, compare_agenda);
  return g_steal_pointer (&list);
}

static gboolean
visit_progress (KkApp *app, const KkVaultCase *case_, GPtrArray *list, GError **error)
{
  KkRouteView *view = kk_app_route_show (app, kk_id_text (&case_->record.id).text, error);

  if (view != NULL)
    g_ptr_array_add (list, view);
  return view != NULL;
}

GPtrArray *
kk_app_table_progress (KkApp *app, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_route_view_free);

  if (!visit_step (app, KK_STEP_TABLE, visit_progress, list, error))
    return NULL;
  return g_steal_pointer (&list);
}
