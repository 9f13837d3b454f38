/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sim-read.h"

#include "app/exchange/kk-body-verdict-private.h"
#include "app/sharing/kk-case-gather-private.h"
#include "domain/kk-schema.h"
#include "vault/kk-vault-private.h"

/* Index of the first device of that desk; SIM_DEVICES_MOST when there is none. */
guint
sim_find_desk (const SimWorld *world, const KkId *desk)
{
  for (guint i = 0; i < world->n_devices; i++) {
    if (kk_id_equal (sim_device_desk (&world->devices[i]), desk))
      return i;
  }
  return SIM_DEVICES_MOST;
}

const char *
sim_name_of (const SimWorld *world, guint device)
{
  return device < world->n_devices ? world->devices[device].stage->name : "nobody";
}

const SimShare *
sim_find_share (const SimWorld *world, guint giver, guint receiver, const KkId *thread)
{
  for (guint i = 0; i < SIM_SHARES; i++) {
    const SimShare *share = &sim_shares[i];

    if (g_str_equal (share->giver, sim_name_of (world, giver)) &&
        g_str_equal (share->receiver, sim_name_of (world, receiver)) &&
        kk_id_equal (&world->stage->threads[share->case_], thread))
      return share;
  }
  return NULL;
}

void
sim_day_of (gint64 instant, char day[11])
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (instant / 1000);
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%d");

  g_strlcpy (day, text, 11);
}

static gboolean
owns_case (SimDevice *device, const KkId *thread)
{
  g_auto (KkQuery) query =
      kk_query (device->app->vault, "SELECT 1 FROM record WHERE thread = ? AND owner = desk");

  kk_query_bind_id (&query, thread);
  return kk_query_next (&query, NULL);
}

/* As the file of the owner has it now. */
gint
sim_age_in (SimDevice *device, const KkId *thread, const char *day)
{
  g_auto (KkQuery) query =
      kk_query (device->app->vault,
                "SELECT op.value FROM op JOIN record ON record.idx = op.record JOIN log ON "
                "log.idx = op.log WHERE record.thread = ? AND op.field = 405 AND op.live "
                "AND op.kind = 1 AND log.desk = record.owner");
  g_auto (KkQuery) role =
      kk_query (device->app->vault, "SELECT 1 FROM record WHERE thread = ? AND type = ? "
                                    "AND owner = desk AND deletion = 0");
  g_auto (KkQuery) erased = kk_query (
      device->app->vault,
      "SELECT 1 FROM erased WHERE owner = desk AND type IN (?1, ?2) UNION ALL SELECT 1 FROM record WHERE owner = desk AND deletion <> 0 AND type IN (?1, ?2)");
  gint age = -1;

  kk_query_bind_id (&role, thread);
  kk_query_bind_number (&role, KK_RECORD_PERSON_IN_CASE);
  kk_query_bind_number (&erased, KK_RECORD_PERSON_IN_CASE);
  kk_query_bind_number (&erased, KK_RECORD_PERSON);
  if (owns_case (device, thread) && (!kk_query_next (&role, NULL) || kk_query_next (&erased, NULL)))
    return -2;
  kk_query_bind_id (&query, thread);
  if (kk_query_next (&query, NULL))
    age = kk_age_on (kk_query_text (&query, 0), day);
  return kk_query_next (&query, NULL) ? -2 : age;
}

static void
add_day (GString *list, const char *name, const char *day)
{
  if (day[0] != '\0')
    g_string_append_printf (list, ", \"%s\": \"%s\"", name, day);
}

/* (transfer full): the consents of a case, as the file has them now. */
char *
sim_consents_in (SimDevice *device, const KkId *thread)
{
  g_auto (KkQuery) query = kk_query (
      device->app->vault,
      "SELECT max (CASE op.field WHEN 1712 THEN op.value ELSE '' END), max (CASE op.field WHEN 1713 THEN "
      "op.value ELSE '' END), max (CASE op.field WHEN 1714 THEN op.value ELSE '' END) FROM record JOIN op "
      "ON op.record = record.idx WHERE record.thread = ? AND record.type = ? AND record.deletion = 0 "
      "AND op.live AND op.kind = 1 GROUP BY record.idx ORDER BY record.idx");
  GString *list = g_string_new (NULL);

  kk_query_bind_id (&query, thread);
  kk_query_bind_number (&query, KK_RECORD_CONSENT);
  while (kk_query_next (&query, NULL)) {
    g_string_append_printf (
        list,
        "%s{\"subject\": \"victim\", \"receiver\": \"VT\", \"purpose\": \"hulp\", "
        "\"categories\": [\"GEW-ID\", \"GEW-HULP\"], \"explicit\": true, \"written\": true, "
        "\"freely_given\": true, \"conflict\": false, \"by\": \"self\"",
        list->len > 0 ? ", " : "");
    add_day (list, "given", kk_query_text (&query, 0));
    add_day (list, "expires", kk_query_text (&query, 1));
    add_day (list, "withdrawn", kk_query_text (&query, 2));
    g_string_append_c (list, '}');
  }
  return g_string_free (list, FALSE);
}

/* Columns kind, field, element, cats, value_kind and value from @column on. */
KkCategories
sim_categories_at (const KkQuery *query, int column)
{
  g_autoptr (KkOp) op =
      kk_op_new ((KkDot){ .n = 1 }, KK_OP_VALUE, (guint32) kk_query_number (query, column));

  op->element = kk_query_dup_text_or_null (query, column + 1);
  op->extra = (KkCategories) kk_query_number (query, column + 2);
  if (kk_query_number (query, column + 3) == KK_VALUE_TEXT)
    op->value = kk_value_new_text (kk_query_text (query, column + 4));
  return kk_op_categories (op);
}

char *
sim_sent_key (guint receiver, const KkQuery *query)
{
  return g_strdup_printf ("%u %s %s %" G_GINT64_FORMAT, receiver, kk_query_text (query, 2),
                          kk_query_text (query, 3), kk_query_number (query, 4));
}
