/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/policy/kk-app-policy-private.h"

#include "app/policy/kk-policy-json.h"
#include "app/region/kk-directory-register-private.h"
#include "app/region/kk-documents-private.h"
#include "app/register/kk-register-folder-private.h"
#include "base/kk-limits.h"
#include "format/kk-document-codec.h"

#include <json-glib/json-glib.h>

struct _KkPolicyBook {
  KkRegister *reg;
};

/* The version and hash that this register has as the first document of a region: the same files, the same hash. */
static gboolean
name_version (KkRegister *reg, const KkRegisterDocument *document, GError **error)
{
  g_autoptr (GBytes) body = kk_register_document_encode (document, error);
  KkHash hash;

  if (body == NULL)
    return FALSE;
  hash = kk_document_hash (KK_BOARD_REGISTER, body);
  kk_register_set_version (reg, document->version, &hash);
  return TRUE;
}

KkPolicyBook *
kk_app_policy_open (const char *folder, GError **error)
{
  g_autoptr (KkRegisterDocument) document = kk_register_document_new ();
  g_autoptr (GPtrArray) files = kk_register_folder_read (folder, error);
  g_autoptr (KkPolicyBook) book = g_new0 (KkPolicyBook, 1);

  if (files == NULL)
    return NULL;
  document->level = KK_LEVEL;
  document->version = 1;
  g_ptr_array_unref (document->files);
  document->files = g_steal_pointer (&files);
  book->reg = kk_register_parse_document (document, error);
  if (book->reg == NULL || !name_version (book->reg, document, error))
    return NULL;
  return g_steal_pointer (&book);
}

void
kk_policy_book_free (KkPolicyBook *book)
{
  if (book == NULL)
    return;
  g_clear_pointer (&book->reg, kk_register_unref);
  g_free (book);
}

const KkRegister *
kk_policy_book_get_register (const KkPolicyBook *book)
{
  return book->reg;
}

char *
kk_app_policy_check (KkPolicyBook *book, const char *json, gssize length, GError **error)
{
  return kk_policy_check_json (book->reg, json, length, error);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_summary (JsonBuilder *builder, const KkRow *row)
{
  const char confidence[] = { row->confidence, '\0' };

  add_text (builder, "id", row->id);
  add_text (builder, "effect", kk_effect_text (row->effect));
  add_text (builder, "article", row->article);
  add_text (builder, "short", row->title);
  add_text (builder, "confidence", confidence);
  add_text (builder, "reviewer", row->reviewer);
  add_text (builder, "off", row->off);
}

static char *
finish (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

char *
kk_app_policy_list (KkPolicyBook *book)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < kk_register_get_n_rows (book->reg); i++) {
    json_builder_begin_object (builder);
    add_summary (builder, kk_register_get_row (book->reg, i));
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  return finish (builder);
}

static void
add_details (JsonBuilder *builder, const KkRow *row)
{
  add_text (builder, "use", kk_use_text (row->use));
  add_text (builder, "law", row->law);
  add_text (builder, "bwb", row->bwb);
  add_text (builder, "link", row->link);
  add_text (builder, "giver", row->giver);
  add_text (builder, "receiver", row->receiver);
  add_text (builder, "purposes", row->purposes);
  add_text (builder, "categories", row->categories);
  add_text (builder, "only-if", row->only_if);
  add_text (builder, "holds-when", row->holds_when);
  add_text (builder, "on-basis", row->on_basis);
  add_text (builder, "does", row->does);
  add_text (builder, "retention", row->retention);
  add_text (builder, "valid-from", row->valid_from);
  add_text (builder, "valid-to", row->valid_to);
  add_text (builder, "source", row->source);
  add_text (builder, "research", row->research);
  add_text (builder, "hash", row->hash);
}

char *
kk_app_policy_show (KkPolicyBook *book, const char *row)
{
  const KkRow *found = kk_register_find_row (book->reg, row, NULL);
  g_autoptr (JsonBuilder) builder = NULL;

  if (found == NULL)
    return NULL;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_summary (builder, found);
  add_details (builder, found);
  json_builder_end_object (builder);
  return finish (builder);
}
