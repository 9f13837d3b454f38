/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Duties that a desk has for itself and that come back (domain research §1.6): from the day of its first case, or from when it
 * first got results of a partnership (T-07); then from when somebody last said that it was done. */

#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-due-private.h"
#include "app/sharing/kk-statement-case-private.h"
#include "vault/kk-vault-due.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  char *last;  /* (nullable): when it was last done */
  char *begin; /* (nullable): when it began to run; NULL = it does not */
} Running;

static void
clear_running (Running *running)
{
  g_clear_pointer (&running->last, g_free);
  g_clear_pointer (&running->begin, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Running, clear_running)

/* Days as text: the earliest stays. */
static void
take_earlier (char **day, char *other)
{
  if (other != NULL && (*day == NULL || strcmp (other, *day) < 0)) {
    g_free (*day);
    *day = other;
    return;
  }
  g_free (other);
}

static gboolean
find_first_case (KkApp *app, const KkId *desk, char **begin, GError **error)
{
  static const char *const fields[] = { "nl_FirstProcessed", "nl_ReceivedDate" };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
    guint field = kk_schema_field_by_name (KK_RECORD_CASE, fields[i])->number;
    char *day = NULL;

    if (!kk_vault_due_first (app->vault, desk, field, &day, error))
      return FALSE;
    take_earlier (begin, day);
  }
  return TRUE;
}

static gboolean
find_results_from (KkApp *app, const KkId *desk, const KkDesk *giver, char **begin, GError **error)
{
  g_autoptr (GDateTime) time = NULL;
  gint64 first = 0;

  if ((KK_HAT_BIT (giver->hat) & KK_HATS_PARTNERSHIP) == 0)
    return TRUE;
  if (!kk_vault_due_first_from (app->vault, desk, &giver->id, &first, error))
    return FALSE;
  time = first > 0 ? g_date_time_new_from_unix_utc (first / 1000) : NULL;
  take_earlier (begin, time != NULL ? g_date_time_format (time, "%Y-%m-%d") : NULL);
  return TRUE;
}

static gboolean
find_first_results (KkApp *app, const KkId *desk, char **begin, GError **error)
{
  g_autoptr (GPtrArray) organisations = kk_directory_get_organisations (app->directory);

  for (guint i = 0; i < organisations->len; i++) {
    const KkOrganisation *organisation = organisations->pdata[i];

    for (guint at = 0; at < organisation->desks->len; at++) {
      if (!find_results_from (app, desk, organisation->desks->pdata[at], begin, error))
        return FALSE;
    }
  }
  return TRUE;
}

/* The newest of the notes that it was done, which stand in no case. */
static gboolean
find_last (KkApp *app, const KkId *desk, const char *kind, char **last, GError **error)
{
  guint field = kk_schema_field_by_name (KK_RECORD_TASK, "nl_TaskKind")->number;
  g_autoptr (GArray) records = kk_vault_due_list (app->vault, field, kind, kind, error);

  for (guint i = 0; records != NULL && i < records->len; i++) {
    KkWorkRecord task = { .record = g_array_index (records, KkVaultRecord, i) };
    g_autoptr (GPtrArray) ops = NULL;
    const char *day;

    if (task.record.has_thread || !kk_id_equal (&task.record.owner, desk))
      continue;
    ops = kk_vault_op_list (app->vault, task.record.idx, KK_OPS_LIVE, error);
    if (ops == NULL)
      return FALSE;
    task.ops = ops;
    day = kk_work_text (&task, "nl_TaskDone");
    if (day != NULL && (*last == NULL || strcmp (day, *last) > 0)) {
      g_free (*last);
      *last = g_strdup (day);
    }
  }
  return records != NULL;
}

static gboolean
read_running (Running *running, KkApp *app, const KkId *desk, const char *kind, GError **error)
{
  gboolean results = strcmp (kind, "T-07") == 0;

  return find_last (app, desk, kind, &running->last, error) &&
         (results ? find_first_results (app, desk, &running->begin, error)
                  : find_first_case (app, desk, &running->begin, error));
}

static char *
dup_due (const Running *running, const char *kind)
{
  const char *from = running->last != NULL ? running->last : running->begin;

  return running->begin != NULL ? kk_term_dup_due (kind, from) : NULL;
}

static gboolean
take_desk (KkDueListing *listing, const KkId *desk, GError **error)
{
  const char *const *kinds = kk_term_list_desk (kk_work_hat (listing->app, desk));

  for (guint i = 0; kinds[i] != NULL; i++) {
    g_auto (Running) running = { 0 };
    g_autofree char *due = NULL;

    if (!read_running (&running, listing->app, desk, kinds[i], error))
      return FALSE;
    due = dup_due (&running, kinds[i]);
    if (due != NULL)
      kk_due_add (listing, NULL, kinds[i], due);
  }
  return TRUE;
}

gboolean
kk_due_take_desks (KkDueListing *listing, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (kk_id_hash, kk_id_equal);

  for (guint i = 0; i < listing->app->seats->len; i++) {
    KkOwnSeat *seat = &g_array_index (listing->app->seats, KkOwnSeat, i);

    if (g_hash_table_add (seen, &seat->desk) && !take_desk (listing, &seat->desk, error))
      return FALSE;
  }
  return TRUE;
}

/* The list of duties. */

static void
free_duty (gpointer data)
{
  KkDutyItem *duty = data;

  g_free (duty->last);
  g_free (duty->due);
  g_free (duty);
}

static gboolean
add_duty (GPtrArray *duties, KkApp *app, const KkId *desk, const char *kind, GError **error)
{
  KkDutyItem *duty = g_new0 (KkDutyItem, 1);
  g_auto (Running) running = { 0 };

  g_ptr_array_add (duties, duty);
  duty->kind = kind;
  duty->end = kk_duty_end (kind);
  if (duty->end != KK_DUTY_DESK)
    return TRUE;
  if (!read_running (&running, app, desk, kind, error))
    return FALSE;
  duty->due = dup_due (&running, kind);
  duty->last = g_steal_pointer (&running.last);
  return TRUE;
}

static gboolean
is_duty (const char *kind)
{
  return g_str_has_prefix (kind, "T-") || g_str_has_prefix (kind, "D-");
}

static int
compare_duties (gconstpointer a, gconstpointer b)
{
  const KkDutyItem *left = *(KkDutyItem *const *) a;
  const KkDutyItem *right = *(KkDutyItem *const *) b;

  return strcmp (left->kind, right->kind);
}

GPtrArray *
kk_app_duty_list (KkApp *app, GError **error)
{
  const KkCodeList *codes = kk_schema_field_by_name (KK_RECORD_TASK, "nl_TaskKind")->codes;
  g_autoptr (GPtrArray) duties = g_ptr_array_new_with_free_func (free_duty);
  const KkOwnSeat *seat = kk_app_first_seat (app, error);
  const char *const *kinds;

  if (seat == NULL)
    return NULL;
  kinds = kk_term_list_desk (kk_work_hat (app, &seat->desk));
  for (gsize i = 0; i < codes->n_codes; i++) {
    const char *kind = codes->codes[i].code;
    gboolean desk = kk_duty_end (kind) == KK_DUTY_DESK;

    if (!is_duty (kind) || (desk && !g_strv_contains (kinds, kind)))
      continue;
    if (!add_duty (duties, app, &seat->desk, kind, error))
      return NULL;
  }
  g_ptr_array_sort (duties, compare_duties);
  return g_steal_pointer (&duties);
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  return FALSE;
}

gboolean
kk_app_duty_done (KkApp *app, const char *kind, const char *day, GError **error)
{
  g_autofree char *today = kk_app_today (app);
  g_autoptr (KkVaultTransaction) transaction = NULL;
  KkRecordWriter writer;
  KkVaultRecord record;

  if (kk_duty_end (kind) != KK_DUTY_DESK)
    return refuse (error, _ ("This is no duty that comes back for a desk. “duty list” shows which "
                             "are, and “task done” is for a term in a case."));
  if (!kk_statement_check_day (day, error) || !kk_record_writer_start (&writer, app, NULL, error))
    return FALSE;
  if (day != NULL && strcmp (day, today) > 0)
    return refuse (error, _ ("That day is still to come. Say on which day it was done."));
  transaction = kk_vault_begin (app->vault, error);
  return transaction != NULL &&
         kk_record_writer_make (&writer, KK_RECORD_TASK, NULL, &record, error) &&
         kk_work_put (&writer, &record, "nl_TaskKind", kind, 0, error) &&
         kk_work_put (&writer, &record, "nl_TaskDone", day != NULL ? day : today, 0, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}
