/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "cli/kk-cli-label.h"

#include "app/kk-app-label.h"
#include "cli/kk-cli-text.h"
#include "domain/kk-schema.h"

#include <glib/gi18n.h>
#include <string.h>

const char *
kk_cli_label_field (const char *name)
{
  return kk_app_label_field (name);
}

const char *
kk_cli_label_type (const char *name)
{
  return kk_app_label_type (name);
}

/* Enough of an id to find the record by eye. */
static char *
shorten_id (const char *id)
{
  return g_strdup_printf (_ ("record %.8s…"), id);
}

char *
kk_cli_label_value (const char *field, const char *element, const char *value)
{
  const KkField *known = kk_schema_field_by_name (0, field);
  const char *text = element != NULL ? element : value;
  const char *label;

  if (text == NULL)
    return g_strdup ("");
  label = kk_app_label_code (field, text);
  if (label != NULL)
    return g_strdup (label);
  if (known != NULL && known->kind == KK_FIELD_REFERENCE)
    return shorten_id (text);
  if (known != NULL && known->kind == KK_FIELD_BOOLEAN)
    return g_strdup (strcmp (text, "true") == 0 ? _ ("yes") : _ ("no"));
  return kk_cli_text_value (text);
}

const char *
kk_cli_label_outcome (const char *outcome)
{
  if (strcmp (outcome, kk_outcome_text (KK_OUTCOME_SEND)) == 0)
    return _ ("goes along");
  if (strcmp (outcome, kk_outcome_text (KK_OUTCOME_ASK)) == 0)
    return _ ("question open");
  return _ ("does not go along");
}
