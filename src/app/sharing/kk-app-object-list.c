/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/sharing/kk-object-items-private.h"

#include "app/casework/kk-case-find-private.h"
#include "app/sharing/kk-objects-private.h"
#include "app/sharing/kk-share-ask-private.h"
#include "format/kk-basis-codec.h"

#include <string.h>

const char *
kk_object_kind_text (KkObjectKind kind)
{
  static const char *const kinds[] = {
    [KK_OBJECT_OM_RELEASE] = "om-release",
    [KK_OBJECT_GIVER_AGREES] = "giver-agrees",
    [KK_OBJECT_AUTHORITY_AGREES] = "authority-agrees",
    [KK_OBJECT_ARTICLE_20] = "article-20",
    [KK_OBJECT_GATE] = "gate",
    [KK_OBJECT_ASSIGNMENT] = "assignment",
    [KK_OBJECT_WITHDRAWAL] = "withdrawal",
  };

  return kinds[kind];
}

void
kk_object_item_free (KkObjectItem *item)
{
  g_free (item->id);
  g_free (item->case_);
  g_free (item->issuer);
  g_free (item->recipient);
  g_free (item->from);
  g_free (item->until);
  g_ptr_array_unref (item->categories);
  g_ptr_array_unref (item->purposes);
  g_ptr_array_unref (item->subjects);
  g_free (item->gate);
  g_free (item->result);
  g_ptr_array_unref (item->participants);
  g_free (item);
}

typedef const char *(*TextOf) (guint number);

static const char *
category_text (guint number)
{
  return kk_category_text ((KkCategory) number);
}

static const char *
purpose_text (guint number)
{
  return kk_purpose_text ((KkPurpose) number);
}

static const char *
subject_text (guint number)
{
  return kk_subject_text ((KkSubject) number);
}

static GPtrArray *
list_texts (guint32 set, TextOf text_of)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 32; i++) {
    if (set & ((guint32) 1 << i))
      g_ptr_array_add (texts, g_strdup (text_of (i)));
  }
  return texts;
}

static const char *
describe_status (KkApp *app, const KkSignedObject *signed_, const KkObject *object)
{
  g_autofree char *today = kk_app_today (app);

  if (!kk_object_is_valid (app->directory, signed_, object))
    return "void";
  if (strcmp (today, object->from) < 0)
    return "later";
  return strcmp (today, object->until) <= 0 ? "valid" : "expired";
}

static KkObjectItem *
show_object (KkApp *app, const KkSignedObject *signed_, const KkObject *object, const char *case_)
{
  KkObjectItem *item = g_new0 (KkObjectItem, 1);
  KkHash hash = kk_object_hash (signed_);

  item->id = g_strdup (kk_hash_text (&hash).text);
  item->kind = kk_object_kind_text (object->kind);
  item->case_ = g_strdup (case_);
  item->issuer = kk_desk_dup_address (app->directory, &object->issuer);
  item->recipient = kk_desk_dup_address (app->directory, &object->receiver);
  item->from = g_strdup (object->from);
  item->until = g_strdup (object->until);
  item->categories = list_texts (object->categories, category_text);
  item->purposes = list_texts (object->purposes, purpose_text);
  item->subjects = list_texts (object->subjects, subject_text);
  item->gate = g_strdup (object->gate);
  item->result = g_strdup (object->result);
  item->participants = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < object->participants->len; i++)
    g_ptr_array_add (item->participants,
                     g_strdup (kk_hat_text (g_array_index (object->participants, KkHat, i))));
  item->status = describe_status (app, signed_, object);
  return item;
}

GPtrArray *
kk_object_items_new (KkApp *app, const char *reference, const GPtrArray *objects)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_object_item_free);

  for (guint i = 0; i < objects->len; i++) {
    const KkSignedObject *signed_ = objects->pdata[i];
    g_autoptr (KkObject) object = kk_object_decode (signed_->body, NULL);

    KkObjectItem *item;

    if (object == NULL || object->kind == KK_OBJECT_WITHDRAWAL)
      continue;
    item = show_object (app, signed_, object, reference);
    if (kk_object_is_withdrawn (objects, signed_))
      item->status = "withdrawn";
    g_ptr_array_add (items, item);
  }
  return items;
}

GPtrArray *
kk_app_object_list (KkApp *app, const char *case_, GError **error)
{
  g_autoptr (KkVaultCase) found = kk_case_find (app, case_, error);
  g_autoptr (GPtrArray) objects =
      found != NULL ? kk_object_list_all (app, &found->record.thread, error) : NULL;

  return objects != NULL ? kk_object_items_new (app, found->reference, objects) : NULL;
}
