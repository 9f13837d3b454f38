/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/casework/kk-app-attachment.h"

#include "app/casework/kk-advice-private.h"
#include "app/casework/kk-case-editing-private.h"
#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-case-view-private.h"
#include "app/casework/kk-field-input-private.h"
#include "app/kk-export-private.h"
#include "app/register/kk-entry-chain-private.h"
#include "app/register/kk-removal-private.h"
#include "base/kk-limits.h"
#include "crypto/kk-hash.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define HASH_LABEL   "attachment"
#define MOST_PARTS   (KK_ATTACHMENT_MOST / KK_LIMIT_TEXT)
#define LONGEST_NAME 200u

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  return FALSE;
}

void
kk_attachment_item_free (KkAttachmentItem *item)
{
  if (item == NULL)
    return;
  g_free (item->id);
  g_free (item->name);
  g_free (item->media_type);
  g_free (item->day);
  g_free (item->person);
  g_free (item->owner);
  g_free (item);
}

static guint32
number_of (const char *name)
{
  return kk_schema_field_by_name (KK_RECORD_ATTACHMENT, name)->number;
}

/* @part: from 0. */
static guint32
number_of_part (gsize part)
{
  g_autofree char *name = part == 0
                              ? g_strdup ("nl_AttachmentContent")
                              : g_strdup_printf ("nl_AttachmentPart%" G_GSIZE_FORMAT, part + 1);

  return number_of (name);
}

/* Adding. */

static gboolean
check_plan (const KkAttachmentPlan *plan, GError **error)
{
  gsize size = g_bytes_get_size (plan->content);

  if (size == 0)
    return refuse (error, _ ("This file is empty."));
  if (size > KK_ATTACHMENT_MOST)
    return refuse (error,
                   _ ("A file in a case has at most 1 MiB (1,048,576 bytes). Make it smaller, "
                      "or add the pages that matter."));
  if (*plan->name == '\0' || strlen (plan->name) > LONGEST_NAME ||
      !g_utf8_validate (plan->name, -1, NULL) || strpbrk (plan->name, "/\\\n\r\t") != NULL)
    return refuse (error, _ ("A file needs a name of at most 200 characters, without folders."));
  if (plan->ticked == 0) {
    g_set_error_literal (
        error, KK_APP_ERROR, KK_APP_ERROR_NEEDS_ANSWER,
        _ ("Say which kinds of data this file holds, with --category. Without that "
           "nobody can decide who may have it."));
    return FALSE;
  }
  return kk_field_input_check_ticks (plan->ticked, error);
}

static gboolean
put (KkRecordWriter *writer, guint32 field, KkValue *value, KkCategories ticked, GError **error)
{
  KkOwnOp own = {
    .kind = KK_OP_VALUE, .field = field, .value = value, .extra = ticked, .basis = KK_VAULT_NO_BASIS
  };

  return kk_record_writer_add_first (writer, &own, error);
}

static gboolean
put_text (KkRecordWriter *writer,
          const char *field,
          const char *text,
          KkCategories ticked,
          GError **error)
{
  g_autoptr (KkValue) value = kk_value_new_text (text);

  return put (writer, number_of (field), value, ticked, error);
}

static gboolean
put_parts (KkRecordWriter *writer, const KkAttachmentPlan *plan, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (plan->content, &size);

  for (gsize part = 0; part * KK_LIMIT_TEXT < size; part++) {
    gsize from = part * KK_LIMIT_TEXT;
    g_autoptr (KkValue) value =
        kk_value_new_bytes (data + from, MIN (size - from, (gsize) KK_LIMIT_TEXT));

    if (!put (writer, number_of_part (part), value, plan->ticked, error))
      return FALSE;
  }
  return TRUE;
}

static char *
guess_media_type (const KkAttachmentPlan *plan)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (plan->content, &size);
  g_autofree char *type = g_content_type_guess (plan->name, data, size, NULL);

  return g_content_type_get_mime_type (type);
}

static gboolean
put_facts (KkRecordWriter *writer, const KkAttachmentPlan *plan, GError **error)
{
  KkHash hash = kk_hash_labelled_bytes (HASH_LABEL, plan->content);
  g_autoptr (KkValue) size = kk_value_new_integer ((gint64) g_bytes_get_size (plan->content));
  g_autoptr (KkValue) sum = kk_value_new_bytes (hash.bytes, sizeof hash.bytes);
  g_autofree char *today = kk_app_today (writer->app);
  g_autofree char *media_type = guess_media_type (plan);

  return put_text (writer, "nl_AttachmentName", plan->name, plan->ticked, error) &&
         (media_type == NULL ||
          put_text (writer, "nl_AttachmentMediaType", media_type, 0, error)) &&
         put (writer, number_of ("nl_AttachmentSize"), size, 0, error) &&
         put (writer, number_of ("nl_AttachmentHash"), sum, 0, error) &&
         put_text (writer, "nl_AttachmentDate", today, 0, error);
}

/* The person that is named, or the only one there is. */
static gboolean
find_person (const KkCaseEditing *editing, const char *name, const KkId **person, GError **error)
{
  const KkVaultRecord *found = NULL;
  guint count = 0;

  for (guint i = 0; i < editing->records->len; i++) {
    const KkVaultRecord *record = &g_array_index (editing->records, KkVaultRecord, i);

    if (record->type != KK_RECORD_PERSON ||
        (name != NULL && strcmp (kk_id_text (&record->id).text, name) != 0))
      continue;
    found = record;
    count++;
  }
  *person = count == 1 ? &found->id : NULL;
  return name == NULL || count == 1 ||
         refuse (error, _ ("This case has no person with that id. “person list” gives the ids."));
}

static gboolean
write_attachment (KkCaseEditing *editing,
                  const KkAttachmentPlan *plan,
                  KkVaultRecord *made,
                  GError **error)
{
  const KkId *found;
  KkId person = { 0 };

  if (!find_person (editing, plan->person, &found, error))
    return FALSE;
  if (found != NULL)
    person = *found;
  return kk_advice_check (editing->app, editing->case_, error) &&
         kk_case_editing_add (editing, KK_RECORD_ATTACHMENT, found != NULL ? &person : NULL, made,
                              error) &&
         put_facts (&editing->writer, plan, error) && put_parts (&editing->writer, plan, error);
}

char *
kk_app_attachment_add (KkApp *app, const KkAttachmentPlan *plan, GError **error)
{
  g_autoptr (KkVaultCase) found =
      check_plan (plan, error) ? kk_case_find (app, plan->case_, error) : NULL;
  g_autoptr (GArray) records = found != NULL ? kk_case_records (app, found, error) : NULL;
  g_autoptr (KkVaultTransaction) transaction = NULL;
  KkCaseEditing editing = { .app = app, .case_ = found, .records = records };
  KkVaultRecord made;

  if (records == NULL || !kk_record_writer_start (&editing.writer, app, &found->record.desk, error))
    return NULL;
  transaction = kk_vault_begin (app->vault, error);
  if (transaction == NULL || !write_attachment (&editing, plan, &made, error) ||
      !kk_vault_commit (g_steal_pointer (&transaction), error))
    return NULL;
  return g_strdup (kk_id_text (&made.id).text);
}

/* Reading. */

typedef struct {
  KkAttachmentItem *item;
  KkVaultRecord record;
  GPtrArray *ops;    /* (element-type KkStoredOp) */
  GPtrArray *fields; /* (element-type KkLiveField) */
} Attachment;

static void
clear_attachment (Attachment *attachment)
{
  kk_attachment_item_free (attachment->item);
  g_clear_pointer (&attachment->fields, g_ptr_array_unref);
  g_clear_pointer (&attachment->ops, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Attachment, clear_attachment)

/* (nullable), borrowed: the value that holds; none where two stand against each other. */
static const KkValue *
find_value (const Attachment *attachment, guint32 field, KkValueKind kind)
{
  for (guint i = 0; i < attachment->fields->len; i++) {
    const KkLiveField *live = attachment->fields->pdata[i];
    const KkOp *op;

    if (live->field != field || live->current->len != 1)
      continue;
    op = ((const KkStoredOp *) live->current->pdata[0])->op;
    if (op->kind == KK_OP_VALUE && op->value != NULL && kk_value_get_kind (op->value) == kind)
      return op->value;
  }
  return NULL;
}

static char *
dup_text (const Attachment *attachment, const char *field)
{
  const KkValue *value = find_value (attachment, number_of (field), KK_VALUE_TEXT);

  return value != NULL ? g_strdup (kk_value_get_text (value, NULL)) : NULL;
}

static char *
dup_person (const Attachment *attachment)
{
  const KkValue *value = find_value (attachment, number_of ("nl_AttachmentPerson"), KK_VALUE_BYTES);

  return value != NULL ? kk_value_dup_display (value) : NULL;
}

/* (nullable): NULL without an error when a part is missing or the whole is not what was added. */
static GBytes *
join_parts (const Attachment *attachment)
{
  const KkValue *sum = find_value (attachment, number_of ("nl_AttachmentHash"), KK_VALUE_BYTES);
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  gsize sum_size = 0;
  KkHash hash;

  for (gsize part = 0; part < MOST_PARTS; part++) {
    const KkValue *value = find_value (attachment, number_of_part (part), KK_VALUE_BYTES);
    gsize size = 0;
    const guint8 *data = value != NULL ? kk_value_get_bytes (value, &size) : NULL;

    if (data == NULL)
      break;
    g_byte_array_append (content, data, (guint) size);
  }
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&content));
  hash = kk_hash_labelled_bytes (HASH_LABEL, bytes);
  if (sum == NULL || g_bytes_get_size (bytes) != attachment->item->size ||
      memcmp (kk_value_get_bytes (sum, &sum_size), hash.bytes, sizeof hash.bytes) != 0 ||
      sum_size != sizeof hash.bytes)
    return NULL;
  return g_steal_pointer (&bytes);
}

static gboolean
read_attachment (KkApp *app, const KkVaultRecord *record, Attachment *attachment, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  const KkValue *size;
  KkAttachmentItem *item;

  attachment->record = *record;
  attachment->ops = kk_vault_op_list (app->vault, record->idx, KK_OPS_LIVE, error);
  if (attachment->ops == NULL)
    return FALSE;
  attachment->fields = kk_live_fields (attachment->ops, &record->owner);
  item = g_new0 (KkAttachmentItem, 1);
  attachment->item = item;
  item->id = g_strdup (kk_id_text (&record->id).text);
  item->name = dup_text (attachment, "nl_AttachmentName");
  if (item->name == NULL)
    item->name = g_strdup ("");
  item->media_type = dup_text (attachment, "nl_AttachmentMediaType");
  item->day = dup_text (attachment, "nl_AttachmentDate");
  item->person = dup_person (attachment);
  item->owner = kk_desk_dup_slug (app, &record->owner);
  size = find_value (attachment, number_of ("nl_AttachmentSize"), KK_VALUE_INTEGER);
  item->size = size != NULL ? (guint64) MAX (kk_value_get_integer (size), 0) : 0;
  bytes = join_parts (attachment);
  item->whole = bytes != NULL;
  return TRUE;
}

GPtrArray *
kk_app_attachment_list (KkApp *app, const char *case_, GError **error)
{
  g_autoptr (KkVaultCase) found = kk_case_find (app, case_, error);
  g_autoptr (GArray) records = found != NULL ? kk_case_records (app, found, error) : NULL;
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_attachment_item_free);

  for (guint i = 0; records != NULL && i < records->len; i++) {
    const KkVaultRecord *record = &g_array_index (records, KkVaultRecord, i);
    g_auto (Attachment) attachment = { 0 };

    if (record->type != KK_RECORD_ATTACHMENT)
      continue;
    if (!read_attachment (app, record, &attachment, error))
      return NULL;
    g_ptr_array_add (items, g_steal_pointer (&attachment.item));
  }
  return records != NULL ? g_steal_pointer (&items) : NULL;
}

static GBytes *
read_content (KkApp *app,
              const KkVaultCase *case_,
              const char *id,
              KkVaultRecord *record,
              GError **error)
{
  g_autoptr (GArray) records = kk_case_records (app, case_, error);
  GBytes *content;

  for (guint i = 0; records != NULL && i < records->len; i++) {
    g_auto (Attachment) attachment = { 0 };

    *record = g_array_index (records, KkVaultRecord, i);
    if (record->type != KK_RECORD_ATTACHMENT || strcmp (kk_id_text (&record->id).text, id) != 0)
      continue;
    if (!read_attachment (app, record, &attachment, error))
      return NULL;
    content = join_parts (&attachment);
    if (content == NULL)
      refuse (error, _ ("This file is not complete here: its owner did not share all of it, or has "
                        "not sent all of it yet. Nothing was written."));
    return content;
  }
  if (records != NULL)
    refuse (error, _ ("This case has no file with that id. “attachment list” gives the ids."));
  return NULL;
}

GBytes *
kk_app_attachment_open (KkApp *app, const char *case_, const char *id, GError **error)
{
  g_autoptr (KkVaultCase) found = kk_case_find (app, case_, error);
  KkVaultRecord record;

  return found != NULL ? read_content (app, found, id, &record, error) : NULL;
}

/* In one transaction with the file: what was taken out is known, or nothing was taken out. */
static gboolean
write_out (KkApp *app,
           const KkVaultRecord *record,
           GBytes *content,
           const char *path,
           const char *reason,
           GError **error)
{
  const KkOwnSeat *seat = kk_own_seat_at (app, &record->desk, error);
  g_autoptr (KkEntry) printed = kk_entry_new (KK_ENTRY_PRINTED);
  g_autoptr (KkVaultTransaction) transaction = NULL;
  /* Translators: %s is the reason that the person gave. It is kept in the journal of the case. */
  g_autofree char *note = g_strdup_printf (_ ("A file was exported: %s"), reason);
  KkRecordWriter writer;

  if (seat == NULL || !kk_record_writer_start (&writer, app, &record->desk, error))
    return FALSE;
  printed->has_thread = record->has_thread;
  printed->thread = record->thread;
  kk_entry_add_field (printed, &record->id, number_of ("nl_AttachmentContent"), NULL);
  transaction = kk_vault_begin (app->vault, error);
  return transaction != NULL && kk_entry_chain_append_own (app, seat, printed, error) &&
         kk_journal_note (&writer, &record->thread, note, error) &&
         kk_export_write_file (path, content, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}

gboolean
kk_app_attachment_export (KkApp *app,
                          const char *case_,
                          const char *id,
                          const char *path,
                          const char *reason,
                          GError **error)
{
  g_autoptr (KkVaultCase) found = NULL;
  g_autoptr (GBytes) content = NULL;
  KkVaultRecord record;

  if (reason == NULL || *reason == '\0')
    return refuse (error,
                   _ ("Say why the file leaves the vault. The reason stays in the file of the "
                      "case."));
  found = kk_case_find (app, case_, error);
  content = found != NULL ? read_content (app, found, id, &record, error) : NULL;
  return content != NULL && write_out (app, &record, content, path, reason, error);
}
