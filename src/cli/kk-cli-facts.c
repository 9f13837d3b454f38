/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "cli/kk-cli-facts.h"

#include "cli/kk-cli-values.h"

#include <glib/gi18n.h>
#include <string.h>

/* (transfer full) (nullable): the object in the file, or an empty one without a file. */
static JsonObject *
read_object (KkCli *cli)
{
  const char *path = kk_cli_text (cli, "facts");
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (path == NULL)
    return json_object_new ();
  text = kk_cli_read_text (cli, path);
  if (text == NULL)
    return NULL;
  node = json_from_string (text, NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_dup_object (node);
  kk_cli_complain_usage (cli, _ ("The file “%s” does not hold one JSON object with facts."), path);
  return NULL;
}

/* The name before the sign; @value: what is behind it. */
static char *
split (KkCli *cli, const char *option, const char *text, const char **value)
{
  const char *equals = strchr (text, '=');

  if (equals == NULL || equals == text) {
    kk_cli_complain_usage (cli, _ ("“%s” in --%s is not of the form NAME=VALUE."), text, option);
    return NULL;
  }
  *value = equals + 1;
  return g_strndup (text, (gsize) (equals - text));
}

static gboolean
complain_twice (KkCli *cli, const char *name)
{
  return kk_cli_complain_usage (cli, _ ("The fact %s is given twice."), name);
}

/* true, 16, ["VT"] are what they are in JSON; G1 and 2026-11-01 are texts. */
static JsonNode *
parse_value (const char *value)
{
  JsonNode *node = NULL;

  if (strchr ("tfn[{\"-0123456789", value[0]) != NULL)
    node = json_from_string (value, NULL);
  return node != NULL ? node : json_node_init_string (json_node_alloc (), value);
}

static gboolean
add_facts (KkCli *cli, JsonObject *object)
{
  const GPtrArray *texts = kk_cli_texts (cli, "fact");

  for (guint i = 0; texts != NULL && i < texts->len; i++) {
    const char *value;
    g_autofree char *name = split (cli, "fact", texts->pdata[i], &value);

    if (name == NULL)
      return FALSE;
    if (json_object_has_member (object, name))
      return complain_twice (cli, name);
    json_object_set_member (object, name, parse_value (value));
  }
  return TRUE;
}

static JsonObject *
get_notes (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "NOTES");

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  json_object_set_object_member (object, "NOTES", json_object_new ());
  return json_object_get_object_member (object, "NOTES");
}

static gboolean
add_notes (KkCli *cli, JsonObject *object)
{
  const GPtrArray *texts = kk_cli_texts (cli, "note");

  for (guint i = 0; texts != NULL && i < texts->len; i++) {
    const char *value;
    g_autofree char *name = split (cli, "note", texts->pdata[i], &value);
    JsonObject *notes;

    if (name == NULL)
      return FALSE;
    notes = get_notes (object);
    if (json_object_has_member (notes, name))
      return complain_twice (cli, name);
    json_object_set_string_member (notes, name, value);
  }
  return TRUE;
}

gboolean
kk_cli_collect_facts (KkCli *cli, char **facts)
{
  g_autoptr (JsonObject) object = read_object (cli);
  g_autoptr (JsonNode) node = NULL;

  *facts = NULL;
  if (object == NULL || !add_facts (cli, object) || !add_notes (cli, object))
    return FALSE;
  if (json_object_get_size (object) == 0)
    return TRUE;
  node = json_node_init_object (json_node_alloc (), object);
  *facts = json_to_string (node, FALSE);
  return TRUE;
}
