/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/policy/kk-app-policy-update.h"

#include "app/kk-settings-private.h"
#include "app/region/kk-directory-register-private.h"
#include "app/region/kk-documents-private.h"
#include "app/region/kk-drafts-private.h"
#include "app/region/kk-region-sign-private.h"
#include "app/region/kk-root-file-private.h"
#include "app/register/kk-register-folder-private.h"
#include "base/kk-limits.h"
#include "crypto/kk-sign.h"
#include "format/kk-document-codec.h"
#include "policy/kk-register-diff.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

static gboolean
refuse (GError **error, KkAppError code, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, (int) code, sentence);
  return FALSE;
}

/* Reading a version. */

static KkRegisterDocument *
read_folder (const char *folder, GError **error)
{
  g_autoptr (KkRegisterDocument) document = kk_register_document_new ();
  GPtrArray *files = kk_register_folder_read (folder, error);

  if (files == NULL)
    return NULL;
  document->level = KK_LEVEL;
  g_ptr_array_unref (document->files);
  document->files = files;
  return g_steal_pointer (&document);
}

gboolean
kk_policy_is_version (const char *text)
{
  guint64 number;

  return g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &number, NULL);
}

static KkRegister *
read_version (KkApp *app, const char *text, GError **error)
{
  KkVersion version = { .version = g_ascii_strtoull (text, NULL, 10) };
  const KkRegister *kept = NULL;

  if (kk_directory_find_register_version (app->directory, &version))
    kept = kk_directory_get_register (app->directory, &version, error);
  else
    /* Translators: %s is the number of a version. */
    g_set_error (
        error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
        _ ("This vault does not have version %s of the register of legal bases. Exchange first (“sync”), or name a folder with register files."),
        text);
  return kept != NULL ? kk_register_ref ((KkRegister *) (gsize) kept) : NULL;
}

static KkRegister *
open_register (KkApp *app, const char *text, GError **error)
{
  g_autoptr (KkRegisterDocument) document = NULL;

  if (kk_policy_is_version (text) && app != NULL)
    return read_version (app, text, error);
  document = read_folder (text, error);
  return document != NULL ? kk_register_parse_document (document, error) : NULL;
}

/* The difference. */

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
add_fields (JsonBuilder *builder, const GArray *fields)
{
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_array (builder);
  for (guint i = 0; fields != NULL && i < fields->len; i++) {
    const KkRowField *field = &g_array_index (fields, KkRowField, i);

    json_builder_begin_object (builder);
    add_text (builder, "name", field->name);
    add_text (builder, "before", field->before);
    add_text (builder, "after", field->after);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
add_change (JsonBuilder *builder, const KkRowChange *change)
{
  static const char *const kinds[] = {
    [KK_ROW_ADDED] = "added",
    [KK_ROW_REMOVED] = "removed",
    [KK_ROW_CHANGED] = "changed",
  };
  const KkRow *row = change->after != NULL ? change->after : change->before;

  json_builder_begin_object (builder);
  add_text (builder, "row", row->id);
  add_text (builder, "change", kinds[change->kind]);
  add_text (builder, "short", row->title);
  add_fields (builder, change->fields);
  json_builder_end_object (builder);
}

char *
kk_app_policy_diff (KkApp *app, const char *before, const char *after, GError **error)
{
  g_autoptr (KkRegister) old = open_register (app, before, error);
  g_autoptr (KkRegister) now = old != NULL ? open_register (app, after, error) : NULL;
  g_autoptr (GPtrArray) changes = now != NULL ? kk_register_diff (old, now) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  if (changes == NULL)
    return NULL;
  json_builder_begin_array (builder);
  for (guint i = 0; i < changes->len; i++)
    add_change (builder, changes->pdata[i]);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/* Publishing. */

static gboolean
is_register_key (const KkRegion *region, const KkSecret *secret)
{
  KkPublicKey key;

  if (!kk_root_key_get_public (secret, &key))
    return FALSE;
  for (guint i = 0; i < region->register_keys->len; i++) {
    if (kk_public_key_equal (&g_array_index (region->register_keys, KkPublicKey, i), &key))
      return TRUE;
  }
  return FALSE;
}

static GBytes *
sign_register (KkApp *app,
               const KkRegisterDocument *document,
               const KkRootPlace *place,
               GError **error)
{
  const KkRegion *region = kk_directory_get_region (app->directory);
  g_autoptr (KkRootKeys) keys = kk_root_keys_read (place->file, place->passphrase, error);
  g_autoptr (GBytes) body = keys != NULL ? kk_register_document_encode (document, error) : NULL;

  for (guint i = 0; body != NULL && i < keys->register_keys->len; i++) {
    const KkSecret *secret = keys->register_keys->pdata[i];
    g_auto (KkSignSecretKey) key = { 0 };

    if (!is_register_key (region, secret))
      continue;
    if (!kk_sign_secret_key_load (&key, kk_secret_get_data (secret), kk_secret_get_size (secret),
                                  error))
      return NULL;
    return kk_document_sign (KK_BOARD_REGISTER, kk_directory_get_network_id (app->directory), body,
                             &key, error);
  }
  if (body != NULL)
    (void) refuse (error, KK_APP_ERROR_FAILED,
                   _ ("This file has no key with which this region signs registers of legal bases. "
                      "Nothing was published."));
  return NULL;
}

/* A register that does not hold together would be refused by everybody, or worse, read otherwise. */
static gboolean
check_new (KkApp *app, const KkRegisterDocument *document, GError **error)
{
  g_autoptr (KkRegister) reg = kk_register_parse_document (document, error);
  const KkRegister *newest =
      reg != NULL ? kk_directory_newest_register (app->directory, error) : NULL;
  g_autoptr (GPtrArray) changes = NULL;

  if (newest == NULL)
    return FALSE;
  changes = kk_register_diff (newest, reg);
  return changes->len > 0 ||
         refuse (error, KK_APP_ERROR_USAGE,
                 _ ("No row of this register is other than in the version in force. Nothing was "
                    "published."));
}

static gboolean
take (KkApp *app, GBytes *bytes, guint64 version, GError **error)
{
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (app->vault, error);

  return transaction != NULL && kk_app_take_document (app, KK_BOARD_REGISTER, bytes, error) &&
         kk_vault_setting_set_number (app->vault, KK_SETTING_REGISTER_PUBLISHED, (gint64) version,
                                      error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}

gboolean
kk_app_policy_publish (KkApp *app,
                       const char *folder,
                       const KkRootPlace *key,
                       guint64 *version,
                       GError **error)
{
  KkVersion last;
  g_autoptr (KkRegisterDocument) document = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (kk_app_first_seat (app, error) == NULL)
    return FALSE;
  document = read_folder (folder, error);
  if (document == NULL || !check_new (app, document, error))
    return FALSE;
  last = kk_directory_register_version (app->directory);
  document->version = kk_directory_highest_register (app->directory) + 1;
  document->previous = last.hash;
  bytes = sign_register (app, document, key, error);
  if (bytes == NULL)
    return FALSE;
  *version = document->version;
  if (take (app, bytes, document->version, error))
    return TRUE;
  kk_app_revert (app);
  return FALSE;
}
