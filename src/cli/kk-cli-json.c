/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "cli/kk-cli-json.h"

static void
set_name (JsonBuilder *builder, const char *name)
{
  if (name != NULL)
    json_builder_set_member_name (builder, name);
}

void
kk_cli_json_text (JsonBuilder *builder, const char *name, const char *text)
{
  set_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

void
kk_cli_json_number (JsonBuilder *builder, const char *name, guint64 number)
{
  set_name (builder, name);
  json_builder_add_int_value (builder, (gint64) MIN (number, (guint64) G_MAXINT64));
}

void
kk_cli_json_flag (JsonBuilder *builder, const char *name, gboolean flag)
{
  set_name (builder, name);
  json_builder_add_boolean_value (builder, flag);
}

void
kk_cli_json_time (JsonBuilder *builder, const char *name, gint64 ms)
{
  g_autoptr (GDateTime) time = ms > 0 ? g_date_time_new_from_unix_utc (ms / 1000) : NULL;
  g_autofree char *text = time != NULL ? g_date_time_format_iso8601 (time) : NULL;

  kk_cli_json_text (builder, name, text);
}

void
kk_cli_json_texts (JsonBuilder *builder, const char *name, const GPtrArray *texts)
{
  kk_cli_json_open_array (builder, name);
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    kk_cli_json_text (builder, NULL, texts->pdata[i]);
  kk_cli_json_close_array (builder);
}

void
kk_cli_json_open_object (JsonBuilder *builder, const char *name)
{
  set_name (builder, name);
  json_builder_begin_object (builder);
}

void
kk_cli_json_close_object (JsonBuilder *builder)
{
  json_builder_end_object (builder);
}

void
kk_cli_json_open_array (JsonBuilder *builder, const char *name)
{
  set_name (builder, name);
  json_builder_begin_array (builder);
}

void
kk_cli_json_close_array (JsonBuilder *builder)
{
  json_builder_end_array (builder);
}

void
kk_cli_json_print_list (KkCli *cli, const char *name, const GPtrArray *items, KkCliJsonAdd add)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_open_array (builder, name);
  for (guint i = 0; i < items->len; i++)
    add (builder, items->pdata[i]);
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}
