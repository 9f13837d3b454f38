/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-app-label.h"

#include "domain/kk-schema.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *
choose (const char *dutch, const char *english)
{
  /* Translators: "nl" where the labels of the Dutch law and standard have to be shown, "en" everywhere else. */
  return strcmp (C_ ("language of labels", "en"), "nl") == 0 ? dutch : english;
}

const char *
kk_app_label_field (const char *name)
{
  const KkField *field = kk_schema_field_by_name (0, name);

  return field != NULL ? choose (field->dutch, field->english) : name;
}

const char *
kk_app_label_type (const char *name)
{
  const KkRecordTypeInfo *type = kk_schema_type_by_name (name);

  return type != NULL ? choose (type->dutch, type->english) : name;
}

const char *
kk_app_label_code (const char *field, const char *code)
{
  const KkField *known = kk_schema_field_by_name (0, field);
  const KkCode *found =
      known != NULL && known->codes != NULL ? kk_schema_code (known->codes, code) : NULL;

  return found != NULL ? choose (found->dutch, found->english) : NULL;
}
