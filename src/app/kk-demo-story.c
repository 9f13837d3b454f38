/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What happens in the example region: which cases are shared, with whom and what for. */

#include "app/exchange/kk-app-sync.h"
#include "app/kk-app-demo.h"
#include "app/kk-demo-work-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define MOST_LISTED     1000
#define WANTED          2 /* cases that each municipality shares */
#define AGE_OF_MAJORITY 18
#define CHANGED_FIELD   "prs_MobilePhone"

const KkDemoWishPlan kk_demo_wishes[KK_DEMO_N_WISHES] = {
  [KK_DEMO_DEVENTER_ASKS_CARE] = { KK_DEMO_DEVENTER, KK_DEMO_VEILIG_THUIS, KK_PURPOSE_MELDING,
                                   "{\"HG_KM\": true}",
                                   N_ ("Veilig Thuis has to judge whether this child is safe.") },
  [KK_DEMO_ZWOLLE_ASKS_CARE] = { KK_DEMO_ZWOLLE, KK_DEMO_VEILIG_THUIS, KK_PURPOSE_HULP,
                                 "{\"HG_KM\": true}",
                                 N_ ("Veilig Thuis has to judge whether this child is safe.") },
  [KK_DEMO_DEVENTER_ASKS_TABLE] = { KK_DEMO_DEVENTER, KK_DEMO_ZVH, KK_PURPOSE_AANMELDING,
                                    "{\"GATE\": \"G1\"}",
                                    N_ ("Care and punishment have to be weighed together at the table.") },
  [KK_DEMO_ZWOLLE_ASKS_TABLE] = { KK_DEMO_ZWOLLE, KK_DEMO_ZVH, KK_PURPOSE_AANMELDING,
                                  "{\"GATE\": \"G1\"}",
                                  N_ ("Care and punishment have to be weighed together at the table.") },
  [KK_DEMO_DEVENTER_ASKS_RIEC] = { KK_DEMO_DEVENTER, KK_DEMO_RIEC, KK_PURPOSE_WEGING,
                                   "{\"RIEC_STAGE\": \"T1\"}",
                                   N_ ("The RIEC wants to know whether there is a pattern.") },
  [KK_DEMO_TABLE_ASKS_RIEC] = { KK_DEMO_ZVH, KK_DEMO_RIEC, KK_PURPOSE_WEGING,
                                "{\"KIND\": \"hit\", \"RIEC_STAGE\": \"T1\", \"GATE\": \"G5\","
                                " \"GATE_PARTICIPANTS\": [\"GEM_WMO\", \"VT\"]}",
                                N_ ("The RIEC has to check whether it knows this person.") },
  [KK_DEMO_CARE_PROPOSES] = { KK_DEMO_VEILIG_THUIS, KK_DEMO_DEVENTER, KK_PURPOSE_HULP,
                              "{\"HG_KM\": true, \"SERIOUSNESS\": true}",
                              N_ ("The municipality has to be able to reach this child.") },
};

/* Choosing. */

const char *
kk_demo_find_value (const KkCaseView *view, const char *name)
{
  for (guint r = 0; r < view->records->len; r++) {
    const KkRecordView *record = view->records->pdata[r];

    for (guint f = 0; f < record->fields->len; f++) {
      const KkFieldView *field = record->fields->pdata[f];

      if (strcmp (field->name, name) == 0)
        return field->value;
    }
  }
  return NULL;
}

/* Dates are texts that compare; a year alone counts as its first day. */
static gboolean
is_minor (const char *birthdate)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) limit = g_date_time_add_years (now, -AGE_OF_MAJORITY);
  g_autofree char *day = g_date_time_format (limit, "%Y-%m-%d");

  return birthdate != NULL && strcmp (birthdate, day) > 0;
}

static gboolean
add_when_minor (KkApp *app, const char *reference, GPtrArray *found, GError **error)
{
  g_autoptr (KkCaseView) view = kk_app_case_show (app, reference, error);

  if (view == NULL)
    return FALSE;
  if (is_minor (kk_demo_find_value (view, "prs_Birthdate")) &&
      kk_demo_find_value (view, CHANGED_FIELD) != NULL)
    g_ptr_array_add (found, g_strdup (reference));
  return TRUE;
}

GPtrArray *
kk_demo_region_find_minors (KkDemoRegion *region, KkDemoParty party, GError **error)
{
  const KkCaseFilter filter = { .limit = MOST_LISTED };
  KkApp *app = region->apps[party];
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) items = kk_app_case_list (app, &filter, error);

  if (items == NULL)
    return NULL;
  for (guint i = 0; i < items->len && found->len < WANTED; i++) {
    const KkCaseItem *item = items->pdata[i];

    if (!add_when_minor (app, item->reference, found, error))
      return NULL;
  }
  return g_steal_pointer (&found);
}

/* Sharing. */

/* {…facts…, "NOTES": {"NEED": …, "PROPORTIONALITY": …}} */
static char *
build_facts (const KkDemoWishPlan *wish)
{
  g_autoptr (JsonNode) node = json_from_string (wish->facts, NULL);
  JsonObject *notes = json_object_new ();

  json_object_set_string_member (notes, "NEED", _ (wish->need));
  json_object_set_string_member (notes, "PROPORTIONALITY",
                                 _ ("No less will do, and no other way is lighter."));
  json_object_set_object_member (json_node_get_object (node), "NOTES", notes);
  return json_to_string (node, FALSE);
}

KkSharePreview *
kk_demo_region_share (KkDemoRegion *region,
                      KkDemoWish wish,
                      const char *reference,
                      const char *field,
                      gboolean *refused,
                      GError **error)
{
  const KkDemoWishPlan *wanted = &kk_demo_wishes[wish];
  KkApp *app = region->apps[wanted->giver];
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *facts = build_facts (wanted);
  g_autoptr (KkSharePreview) preview = NULL;
  g_autoptr (KkSharePreview) sent = NULL;
  GError *local = NULL;
  const KkSharePlan plan = {
    .cases = cases,
    .recipient = kk_demo_cast[wanted->receiver].slug,
    .purpose = wanted->purpose,
    .facts = facts,
    .fields = field != NULL ? fields : NULL,
  };

  g_ptr_array_add (cases, g_strdup (reference));
  g_ptr_array_add (fields, g_strdup (field));
  preview = kk_app_share_preview (app, &plan, error);
  if (preview == NULL)
    return NULL;
  sent = kk_app_share_send (app, &plan, &local);
  *refused = g_error_matches (local, KK_APP_ERROR, KK_APP_ERROR_REFUSED);
  if (*refused)
    g_clear_error (&local);
  if (local == NULL)
    return g_steal_pointer (&preview);
  g_propagate_error (error, local);
  return NULL;
}

/* Looking around. */

static gboolean
import_cases (KkDemoRegion *region, KkDemoParty party, GBytes *csv, GError **error)
{
  g_autoptr (KkImportReport) report =
      kk_app_case_import (region->apps[party], csv, kk_demo_cast[party].municipality, error);

  return report != NULL;
}

static gboolean
share_first (KkDemoRegion *region, KkDemoWish wish, const GPtrArray *references, GError **error)
{
  gboolean refused;
  g_autoptr (KkSharePreview) preview = NULL;

  if (references->len == 0)
    return TRUE;
  preview = kk_demo_region_share (region, wish, references->pdata[0], NULL, &refused, error);
  return preview != NULL;
}

static gboolean
share_some (KkDemoRegion *region, GPtrArray **deventer, GError **error)
{
  g_autoptr (GPtrArray) zwolle = kk_demo_region_find_minors (region, KK_DEMO_ZWOLLE, error);

  *deventer = kk_demo_region_find_minors (region, KK_DEMO_DEVENTER, error);
  return zwolle != NULL && *deventer != NULL &&
         share_first (region, KK_DEMO_DEVENTER_ASKS_CARE, *deventer, error) &&
         share_first (region, KK_DEMO_ZWOLLE_ASKS_CARE, zwolle, error) &&
         share_first (region, KK_DEMO_DEVENTER_ASKS_TABLE, *deventer, error);
}

static gboolean
set_number (KkApp *app, const char *reference, const char *number, GError **error)
{
  const KkFieldEdit edit = { .field = CHANGED_FIELD, .value = number };

  return kk_app_case_set (app, reference, NULL, &edit, 1, error);
}

/* Both sides change one field while they are offline: two values, to choose from. */
static gboolean
disagree (KkDemoRegion *region, const GPtrArray *references, GError **error)
{
  gboolean refused;
  g_autoptr (KkSharePreview) preview = NULL;

  if (references->len == 0)
    return TRUE;
  if (!set_number (region->apps[KK_DEMO_VEILIG_THUIS], references->pdata[0], "06-00009001", error))
    return FALSE;
  preview = kk_demo_region_share (region, KK_DEMO_CARE_PROPOSES, references->pdata[0],
                                  CHANGED_FIELD, &refused, error);
  return preview != NULL &&
         set_number (region->apps[KK_DEMO_DEVENTER], references->pdata[0], "06-00009002", error);
}

static gboolean
live_a_day (KkDemoRegion *region, GBytes *csv, GError **error)
{
  KkDemoTotals totals;
  g_autoptr (GPtrArray) deventer = NULL;

  return kk_demo_region_make (region, NULL, NULL, error) &&
         kk_demo_region_exchange (region, &totals, error) &&
         import_cases (region, KK_DEMO_DEVENTER, csv, error) &&
         import_cases (region, KK_DEMO_ZWOLLE, csv, error) &&
         share_some (region, &deventer, error) &&
         kk_demo_region_exchange (region, &totals, error) && disagree (region, deventer, error) &&
         kk_demo_region_exchange (region, &totals, error) &&
         kk_demo_give_work (region->apps[KK_DEMO_DEVENTER], error) && kk_demo_meet (region, error);
}

/* Files that say what the folder is: only a folder that was begun here is ever removed, and half an example is not taken
 * for a whole one. */
#define BEGUN    "example-begun"
#define FINISHED "example-finished"

static gboolean
mark (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_set_contents (path, "", 0, error);
}

static gboolean
is_marked (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

void
kk_demo_folder_remove (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
      kk_demo_folder_remove (child);
    else
      (void) g_unlink (child);
  }
  (void) g_rmdir (path);
}

static gboolean
build (KkDemoRegion *region, GBytes *csv, GError **error)
{
  g_autofree char *remote = g_build_filename (region->folder, "server.git", NULL);
  gboolean made;

  region->remote = remote;
  made = kk_app_sync_create_remote (remote, error) && live_a_day (region, csv, error);
  kk_demo_region_close (region);
  region->remote = NULL;
  return made && mark (region->folder, FINISHED, error);
}

static gboolean
prepare_folder (const char *folder, GError **error)
{
  if (is_marked (folder, BEGUN))
    kk_demo_folder_remove (folder);
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return mark (folder, BEGUN, error);
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                       _ ("The folder for the demonstration cannot be made."));
  return FALSE;
}

char *
kk_app_demo_build (const char *folder,
                   GBytes *csv,
                   KkAppProgress progress,
                   gpointer data,
                   GError **error)
{
  g_autoptr (KkSecret) passphrase =
      kk_secret_new_copy (KK_DEMO_PASSPHRASE, strlen (KK_DEMO_PASSPHRASE));
  g_autofree char *own = g_strdup (folder);
  KkDemoRegion region = {
    .folder = own,
    .passphrase = passphrase,
    .progress = progress,
    .progress_data = data,
  };

  if (!is_marked (folder, FINISHED) &&
      (!prepare_folder (folder, error) || !build (&region, csv, error)))
    return NULL;
  return g_build_filename (folder, kk_demo_cast[KK_DEMO_DEVENTER].slug, NULL);
}
