/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The disclosure register for people: ids become names while what they name is there (exchange §17). */

#include "app/kk-app-register.h"

#include "app/kk-case-find-private.h"
#include "app/kk-case-view-private.h"
#include "app/kk-register-logs-private.h"
#include "app/kk-share-ask-private.h"
#include "format/kk-entry-codec.h"
#include "vault/kk-vault-register.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  KkApp *app;
  const char *case_;      /* (nullable) */
  const char *recipient;  /* (nullable) */
  GHashTable *references; /* KkId of a thread → text, or NULL when nothing names it */
  GPtrArray *entries;     /* KkRegisterEntryView */
} Export;

void
kk_register_entry_view_free (KkRegisterEntryView *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->log);
  g_free (entry->case_);
  g_free (entry->recipient);
  g_ptr_array_unref (entry->fields);
  g_ptr_array_unref (entry->rows);
  g_free (entry->packet);
  g_free (entry);
}

static const char *
find_reference (Export *export_, const KkId *desk, const KkId *thread)
{
  gpointer known;

  if (!g_hash_table_lookup_extended (export_->references, thread, NULL, &known)) {
    known = kk_case_dup_reference (export_->app, desk, thread);
    g_hash_table_insert (export_->references, kk_id_copy (thread), known);
  }
  return known;
}

static void
add_field (GPtrArray *names, const KkEntryField *field)
{
  g_autofree char *number = kk_field_dup_name (field->field);
  g_autofree char *name = g_strjoin ("/", number, field->element, NULL);

  if (*name != '\0' && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, g_steal_pointer (&name));
}

static KkRegisterEntryView *
view_entry (Export *export_, const KkVaultLog *log, const KkEntry *entry)
{
  KkRegisterEntryView *view = g_new0 (KkRegisterEntryView, 1);

  view->n = entry->n;
  view->at = entry->time;
  view->kind = kk_entry_kind_text (entry->kind);
  view->log = g_strdup (kk_id_text (&log->log).text);
  if (entry->has_thread)
    view->case_ = g_strdup (find_reference (export_, &log->desk, &entry->thread));
  if (!kk_id_is_zero (&entry->desk))
    view->recipient = kk_desk_dup_address (export_->app->directory, &entry->desk);
  view->fields = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < entry->fields->len; i++)
    add_field (view->fields, entry->fields->pdata[i]);
  view->rows = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < entry->rows->len; i++)
    g_ptr_array_add (view->rows, g_strdup (entry->rows->pdata[i]));
  if (entry->packets->len > 0)
    view->packet = g_strdup (kk_hash_text (&g_array_index (entry->packets, KkHash, 0)).text);
  return view;
}

/* "slug", "slug/HAT" and the whole address name it; so does the desk's hex id. */
static gboolean
is_recipient (const char *asked, const KkEntry *entry, const char *address)
{
  gsize size = strlen (asked);

  if (g_ascii_strcasecmp (kk_id_text (&entry->desk).text, asked) == 0)
    return TRUE;
  return address != NULL && strncmp (address, asked, size) == 0 &&
         (address[size] == '\0' || address[size] == '/');
}

static gboolean
is_case (const char *asked, const KkEntry *entry, const char *reference)
{
  if (!entry->has_thread)
    return FALSE;
  return g_strcmp0 (asked, reference) == 0 ||
         g_ascii_strcasecmp (kk_id_text (&entry->thread).text, asked) == 0;
}

static gboolean
is_asked (const Export *export_, const KkEntry *entry, const KkRegisterEntryView *view)
{
  return (export_->case_ == NULL || is_case (export_->case_, entry, view->case_)) &&
         (export_->recipient == NULL || is_recipient (export_->recipient, entry, view->recipient));
}

static gboolean
export_log (Export *export_, const KkVaultLog *log, GError **error)
{
  g_autoptr (GPtrArray) lines = kk_vault_entry_list (export_->app->vault, log->idx, 1, 0, error);

  for (guint i = 0; lines != NULL && i < lines->len; i++) {
    const KkVaultEntry *line = lines->pdata[i];
    g_autoptr (KkEntry) entry = NULL;
    KkRegisterEntryView *view;

    if (line->erased)
      continue; /* nothing is left of it but its place in the chain */
    entry = kk_entry_decode (line->text, error);
    if (entry == NULL)
      return FALSE;
    view = view_entry (export_, log, entry);
    if (is_asked (export_, entry, view))
      g_ptr_array_add (export_->entries, view);
    else
      kk_register_entry_view_free (view);
  }
  return lines != NULL;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const KkRegisterEntryView *left = *(KkRegisterEntryView *const *) a;
  const KkRegisterEntryView *right = *(KkRegisterEntryView *const *) b;
  int order;

  if (left->at != right->at)
    return left->at < right->at ? -1 : 1;
  order = strcmp (left->log, right->log);
  return order != 0 ? order : (left->n > right->n) - (left->n < right->n);
}

/* A name that nobody has would look like a desk that never got anything. */
static gboolean
check_recipient (KkApp *app, const char *recipient, GError **error)
{
  g_autofree char *slug = NULL;
  KkId desk;

  if (recipient == NULL || kk_id_parse (recipient, &desk))
    return TRUE;
  slug = g_strndup (recipient, strcspn (recipient, "/"));
  if (kk_directory_get_organisation (app->directory, slug) != NULL)
    return TRUE;
  /* Translators: %s is the name of an organisation, as the person typed it. */
  g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
               _ ("There is no organisation named %s in this region."), slug);
  return FALSE;
}

GPtrArray *
kk_app_register_export (KkApp *app, const char *case_, const char *recipient, GError **error)
{
  g_autoptr (GArray) logs = kk_register_logs (app, error);
  g_autoptr (GHashTable) references =
      g_hash_table_new_full (kk_id_hash, kk_id_equal, g_free, g_free);
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_register_entry_view_free);
  Export export_ = { app, case_, recipient, references, entries };

  if (logs == NULL || !check_recipient (app, recipient, error))
    return NULL;
  for (guint i = 0; i < logs->len; i++) {
    if (!export_log (&export_, &g_array_index (logs, KkVaultLog, i), error))
      return NULL;
  }
  g_ptr_array_sort (entries, compare_entries);
  return g_steal_pointer (&entries);
}
