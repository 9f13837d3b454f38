/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-app-post.h"

#include "app/kk-app-private.h"
#include "app/region/kk-app-member.h"

/* How long a change that was taken over by itself is shown, and how many at most. */
#define LATELY_MS    (G_GINT64_CONSTANT (7) * 24 * 60 * 60 * 1000)
#define MOST_CHANGES 200

void
kk_post_item_free (KkPostItem *item)
{
  if (item == NULL)
    return;
  g_free (item->id);
  g_free (item->case_);
  g_free (item->from);
  g_free (item->from_name);
  g_clear_pointer (&item->conflict, kk_conflict_free);
  g_clear_pointer (&item->recall, kk_recall_item_free);
  g_clear_pointer (&item->consult, kk_consult_item_free);
  g_clear_pointer (&item->breach, kk_breach_note_free);
  g_clear_pointer (&item->quarantine, kk_quarantine_item_free);
  g_clear_pointer (&item->notice, kk_notice_free);
  g_clear_pointer (&item->change, kk_case_item_free);
  g_free (item);
}

static KkPostItem *
add_item (GPtrArray *items, KkPostKind kind, const char *id, const char *case_)
{
  KkPostItem *item = g_new0 (KkPostItem, 1);

  item->kind = kind;
  item->id = g_strdup (id);
  item->case_ = g_strdup (case_);
  g_ptr_array_add (items, item);
  return item;
}

/* "slug/HAT/role": the organisation. */
static char *
dup_slug (const char *desk)
{
  g_auto (GStrv) pieces = g_strsplit (desk, "/", 2);

  return g_strdup (pieces[0]);
}

/* The items of another list are taken out of it one by one. */

static gpointer
take_first (GPtrArray *list)
{
  return g_ptr_array_steal_index (list, 0);
}

static gint64
find_newest (const KkConflict *conflict)
{
  gint64 newest = 0;

  for (guint i = 0; i < conflict->versions->len; i++)
    newest = MAX (newest, ((const KkFieldVersion *) conflict->versions->pdata[i])->time);
  return newest;
}

static gboolean
take_conflicts (KkApp *app, GPtrArray *items, GError **error)
{
  g_autoptr (GPtrArray) conflicts = kk_app_conflict_list (app, error);

  while (conflicts != NULL && conflicts->len > 0) {
    KkConflict *conflict = take_first (conflicts);
    KkPostItem *item = add_item (items, KK_POST_CONFLICT, conflict->id, conflict->case_);

    item->time = find_newest (conflict);
    item->waits = conflict->own;
    item->conflict = conflict;
  }
  return conflicts != NULL;
}

/* Only requests of others that nobody answered here. */
static gboolean
take_recalls (KkApp *app, GPtrArray *items, GError **error)
{
  g_autoptr (GPtrArray) recalls = kk_app_recall_list (app, NULL, error);

  while (recalls != NULL && recalls->len > 0) {
    KkRecallItem *recall = take_first (recalls);
    KkPostItem *item;

    if (recall->own || g_strcmp0 (recall->status, "open") != 0) {
      kk_recall_item_free (recall);
      continue;
    }
    item = add_item (items, KK_POST_RECALL, recall->id, recall->case_);
    item->from = dup_slug (recall->desk);
    item->time = recall->time;
    item->waits = TRUE;
    item->recall = recall;
  }
  return recalls != NULL;
}

/* The end of a day as the vault keeps it; 0 when there is none. */
static gint64
find_end (const char *day)
{
  g_autofree char *moment = g_strdup_printf ("%sT23:59:59Z", day != NULL ? day : "");
  g_autoptr (GDateTime) end = g_date_time_new_from_iso8601 (moment, NULL);

  return end != NULL ? g_date_time_to_unix (end) * 1000 : 0;
}

/* Asked of this desk: until it answered. Its own: until it is closed, and it waits for a person when an answer is late. */
static gboolean
waits_for_person (const KkConsultItem *consult)
{
  gboolean late = g_strcmp0 (consult->state, "overdue") == 0;

  return late || (!consult->own && g_strcmp0 (consult->state, "open") == 0);
}

static gboolean
take_questions (KkApp *app, GPtrArray *items, GError **error)
{
  g_autoptr (GPtrArray) consults = kk_app_consult_list (app, error);

  while (consults != NULL && consults->len > 0) {
    KkConsultItem *consult = take_first (consults);
    KkPostItem *item;

    if (g_strcmp0 (consult->state, "closed") == 0) {
      kk_consult_item_free (consult);
      continue;
    }
    item = add_item (items, KK_POST_QUESTION, consult->id, consult->case_);
    item->from = g_strdup (consult->asker);
    item->time = find_end (consult->asked);
    item->due = find_end (consult->due);
    item->waits = waits_for_person (consult);
    item->consult = consult;
  }
  return consults != NULL;
}

static gboolean
take_breaches (KkApp *app, GPtrArray *items, GError **error)
{
  g_autoptr (GPtrArray) breaches = kk_app_breach_list (app, error);

  while (breaches != NULL && breaches->len > 0) {
    KkBreachNote *breach = take_first (breaches);
    KkPostItem *item;

    if (g_strcmp0 (breach->state, "draft") != 0) {
      kk_breach_note_free (breach);
      continue;
    }
    item = add_item (items, KK_POST_BREACH, breach->id, NULL);
    item->from = dup_slug (breach->sender);
    item->time = breach->discovered;
    item->due = breach->due;
    item->waits = TRUE;
    item->breach = breach;
  }
  return breaches != NULL;
}

/* Refused by itself and told to the sender: to know about. What waits here is the note that a leak needs. */
static gboolean
take_quarantine (KkApp *app, GPtrArray *items, GError **error)
{
  g_autoptr (GPtrArray) refused = kk_app_quarantine_list (app, error);

  while (refused != NULL && refused->len > 0) {
    KkQuarantineItem *one = take_first (refused);
    KkPostItem *item = add_item (items, KK_POST_QUARANTINE, one->id, NULL);

    item->from = g_strdup (one->organisation);
    item->time = one->received;
    item->quarantine = one;
  }
  return refused != NULL;
}

static gboolean
take_notices (KkApp *app, GPtrArray *items, GError **error)
{
  g_autoptr (GPtrArray) notices = kk_app_notice_list (app, error);

  while (notices != NULL && notices->len > 0) {
    KkNotice *notice = take_first (notices);
    KkPostItem *item = add_item (items, KK_POST_NOTICE, notice->id, notice->case_);

    item->from = g_strdup (notice->organisation);
    item->time = notice->at;
    item->due = notice->due;
    item->waits = notice->due > kk_app_now (app);
    item->notice = notice;
  }
  return notices != NULL;
}

static gboolean
take_changes (KkApp *app, GPtrArray *items, GError **error)
{
  const KkCaseFilter filter = { .since = kk_app_now (app) - LATELY_MS, .limit = MOST_CHANGES };
  g_autoptr (GPtrArray) cases = kk_app_case_list (app, &filter, error);

  while (cases != NULL && cases->len > 0) {
    KkCaseItem *change = take_first (cases);
    KkPostItem *item;

    if (change->own) {
      kk_case_item_free (change);
      continue;
    }
    item = add_item (items, KK_POST_CHANGE, change->id, change->reference);
    item->from = g_strdup (change->owner);
    item->time = change->updated;
    item->change = change;
  }
  return cases != NULL;
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const KkPostItem *left = *(KkPostItem *const *) a;
  const KkPostItem *right = *(KkPostItem *const *) b;
  gint64 left_due = left->due > 0 ? left->due : G_MAXINT64;
  gint64 right_due = right->due > 0 ? right->due : G_MAXINT64;

  if (left->waits != right->waits)
    return left->waits ? -1 : 1;
  if (!left->waits)
    return (left->time < right->time) - (left->time > right->time);
  if (left_due != right_due)
    return left_due < right_due ? -1 : 1;
  return (left->time > right->time) - (left->time < right->time);
}

static gboolean
take_waiting (KkApp *app, GPtrArray *items, GError **error)
{
  return take_conflicts (app, items, error) && take_recalls (app, items, error) &&
         take_questions (app, items, error) && take_breaches (app, items, error) &&
         take_notices (app, items, error);
}

static gboolean
name_senders (KkApp *app, GPtrArray *items, GError **error)
{
  g_autoptr (GHashTable) names = kk_app_member_names (app, error);

  for (guint i = 0; names != NULL && i < items->len; i++) {
    KkPostItem *item = items->pdata[i];

    if (item->from != NULL)
      item->from_name = g_strdup (g_hash_table_lookup (names, item->from));
  }
  return names != NULL;
}

GPtrArray *
kk_app_post_list (KkApp *app, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_post_item_free);

  if (!take_waiting (app, items, error) || !take_quarantine (app, items, error) ||
      !take_changes (app, items, error) || !name_senders (app, items, error))
    return NULL;
  g_ptr_array_sort (items, compare_items);
  return g_steal_pointer (&items);
}

gboolean
kk_app_post_count (KkApp *app, guint *count, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_post_item_free);

  *count = 0;
  if (!take_waiting (app, items, error))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    *count += ((const KkPostItem *) items->pdata[i])->waits ? 1 : 0;
  return TRUE;
}
