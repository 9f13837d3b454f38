/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/pages/kk-register-words.h"

#include "gui/common/kk-date.h"
#include "gui/common/kk-rows.h"

#include <glib/gi18n.h>
#include <string.h>

char *
kk_register_dup_title (const KkRegisterEntryView *entry)
{
  return g_strdup (entry->recipient_name != NULL ? entry->recipient_name : entry->kind_label);
}

char *
kk_register_dup_detail (const KkRegisterEntryView *entry)
{
  guint count = entry->fields->len + entry->masked;
  /* Translators: how many data a line of the register is about. */
  g_autofree char *data = g_strdup_printf (ngettext ("%u datum", "%u data", count), count);

  return count > 0 ? g_strdup_printf ("%s · %s", entry->kind_label, data)
                   : g_strdup (entry->kind_label);
}

const char *
kk_register_icon (const KkRegisterEntryView *entry)
{
  static const struct {
    const char *kind;
    const char *icon;
  } icons[] = {
    { "disclosed", "emblem-ok-symbolic" },         { "again", "emblem-ok-symbolic" },
    { "withheld", "action-unavailable-symbolic" }, { "refused", "action-unavailable-symbolic" },
    { "quarantined", "dialog-warning-symbolic" },  { "recalled", "edit-undo-symbolic" },
    { "erased", "user-trash-symbolic" },           { "printed", "document-print-symbolic" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (icons); i++) {
    if (strcmp (icons[i].kind, entry->kind) == 0)
      return icons[i].icon;
  }
  return "dialog-information-symbolic";
}

static gboolean
holds (const char *text, const char *folded)
{
  g_autofree char *other = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return other != NULL && strstr (other, folded) != NULL;
}

gboolean
kk_register_says (const KkRegisterEntryView *entry, const char *words)
{
  g_autofree char *folded = g_utf8_casefold (words, -1);
  gboolean found = holds (entry->recipient_name, folded) || holds (entry->case_, folded) ||
                   holds (entry->kind_label, folded);

  for (guint i = 0; !found && i < entry->labels->len; i++)
    found = holds (entry->labels->pdata[i], folded);
  for (guint i = 0; !found && i < entry->rows->len; i++)
    found = holds (entry->rows->pdata[i], folded);
  return found;
}

static void
add_fact (GtkWidget *group, const char *title, const char *value)
{
  if (value != NULL && *value != '\0')
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), kk_row_new (title, value));
}

static void
add_list (GtkBox *box, const char *title, const GPtrArray *texts)
{
  GtkWidget *group;

  if (texts->len == 0)
    return;
  group = kk_row_group_new (title);
  for (guint i = 0; i < texts->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), kk_row_new (texts->pdata[i], NULL));
  gtk_box_append (box, group);
}

void
kk_register_fill (GtkBox *box, const KkRegisterEntryView *entry)
{
  g_autofree char *title = kk_register_dup_title (entry);
  g_autofree char *detail = kk_register_dup_detail (entry);
  g_autofree char *day = kk_date_dup_long (entry->at);
  g_autofree char *clock = kk_date_dup_clock (entry->at);
  g_autofree char *when = g_strdup_printf ("%s, %s", day, clock);
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, entry->n);
  /* Translators: data about others that are not shown. */
  g_autofree char *masked = g_strdup_printf (
      ngettext ("%u about others", "%u about others", entry->masked), entry->masked);
  GtkWidget *group = kk_row_group_new (NULL);

  gtk_box_append (box, kk_text_new (title, "title-2"));
  gtk_box_append (box, kk_text_new (detail, "secondary"));
  add_fact (group, _ ("When"), when);
  add_fact (group, _ ("Case"), entry->case_);
  add_fact (group, _ ("Line"), number);
  if (entry->masked > 0)
    add_fact (group, _ ("Not shown"), masked);
  gtk_box_append (box, group);
  add_list (box, _ ("Data"), entry->labels);
  add_list (box, _ ("Rules"), entry->laws->len > 0 ? entry->laws : entry->rows);
}

char *
kk_register_dup_proof (const KkRegisterProof *proof)
{
  if (proof->ok && proof->lost->len == 0)
    return g_strdup_printf (ngettext ("The register is right: %u line.",
                                      "The register is right: %u lines.", proof->entries),
                            (guint) proof->entries);
  if (proof->broken_at > 0)
    /* Translators: two numbers of lines that follow each other. */
    return g_strdup_printf (_ ("Line %u does not fit on line %u. Nothing was erased. Call your "
                               "administrator."),
                            (guint) proof->broken_at, (guint) proof->broken_at - 1);
  return g_strdup (_ ("Lines are missing that another device of your desk made. Nothing was "
                      "erased here. Call your administrator."));
}
