/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-label-private.h"

#include "domain/kk-schema.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *
choose (const char *dutch, const char *english)
{
  /* Translators: "nl" where the labels of the Dutch law and standard have to be shown, "en" everywhere else. */
  return strcmp (C_ ("language of labels", "en"), "nl") == 0 ? dutch : english;
}

char *
kk_label_dup_field (guint32 number, const char *element)
{
  const KkField *field = kk_schema_field (number);
  const KkRecordTypeInfo *type = field != NULL ? kk_schema_type (field->type) : NULL;
  const KkCode *code = field != NULL && field->codes != NULL && element != NULL
                           ? kk_schema_code (field->codes, element)
                           : NULL;
  const char *said = code != NULL ? choose (code->dutch, code->english) : element;

  if (number == 0)
    return g_strdup ("");
  if (type == NULL)
    return g_strdup_printf ("%u", number);
  return g_strdup_printf ("%s: %s%s%s%s", choose (type->dutch, type->english),
                          choose (field->dutch, field->english), said != NULL ? " (" : "",
                          said != NULL ? said : "", said != NULL ? ")" : "");
}

/* As the region calls it; borrowed. */
static const char *
name_organisation (const KkDirectory *directory, const KkOrganisation *organisation)
{
  const KkRegion *region = kk_directory_get_region (directory);
  const char *name = organisation->slug;

  for (guint i = 0; region != NULL && i < region->organisations->len; i++) {
    const KkRegionOrganisation *in_region = region->organisations->pdata[i];

    if (g_str_equal (in_region->slug, organisation->slug) && in_region->name != NULL &&
        *in_region->name != '\0')
      name = in_region->name;
  }
  return name;
}

char *
kk_label_dup_organisation (const KkDirectory *directory, const KkId *desk)
{
  const KkOrganisation *organisation = NULL;

  if (kk_directory_find_desk (directory, desk, &organisation) == NULL)
    return g_strdup (kk_id_text (desk).text);
  return g_strdup (name_organisation (directory, organisation));
}

char *
kk_label_dup_desk (const KkDirectory *directory, const KkId *desk)
{
  const KkOrganisation *organisation = NULL;
  const KkDesk *found = kk_directory_find_desk (directory, desk, &organisation);

  if (found == NULL)
    return g_strdup (kk_id_text (desk).text);
  return g_strdup_printf ("%s, %s (%s)", name_organisation (directory, organisation), found->name,
                          found->role);
}

const char *
kk_label_entry (const char *kind)
{
  static const struct {
    const char *kind;
    const char *label;
  } labels[] = {
    { "disclosed", N_ ("disclosed") },     { "again", N_ ("sent again") },
    { "withheld", N_ ("withheld") },       { "refused", N_ ("refused") },
    { "quarantined", N_ ("quarantined") }, { "recalled", N_ ("recalled") },
    { "erased", N_ ("destroyed") },        { "acute", N_ ("disclosed because of acute danger") },
    { "printed", N_ ("printed") },         { "continued", N_ ("continued") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++) {
    if (strcmp (labels[i].kind, kind) == 0)
      return _ (labels[i].label);
  }
  return kind;
}
