/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "cli/kk-cli-label.h"

#include "cli/kk-cli-text.h"
#include "domain/kk-schema.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *
choose (const char *dutch, const char *english)
{
  /* Translators: "nl" where the labels of the Dutch law and standard have to be shown, "en" everywhere else. */
  return strcmp (C_ ("language of labels", "en"), "nl") == 0 ? dutch : english;
}

const char *
kk_cli_label_field (const char *name)
{
  const KkField *field = kk_schema_field_by_name (0, name);

  return field != NULL ? choose (field->dutch, field->english) : name;
}

const char *
kk_cli_label_type (const char *name)
{
  const KkRecordTypeInfo *type = kk_schema_type_by_name (name);

  return type != NULL ? choose (type->dutch, type->english) : name;
}

static const char *
label_code (const KkField *field, const char *code)
{
  const KkCode *known =
      field != NULL && field->codes != NULL ? kk_schema_code (field->codes, code) : NULL;

  return known != NULL ? choose (known->dutch, known->english) : NULL;
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
  label = label_code (known, text);
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
