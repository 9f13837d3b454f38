/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Persons who may be one, and the notes that they are (docs/formats/likeness.md). */

#include "app/casework/kk-app-person.h"

#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-person-private.h"
#include "app/casework/kk-record-writer-private.h"
#include "app/casework/kk-same-person-private.h"
#include "app/register/kk-removal-private.h"
#include "domain/kk-duplicates.h"

#include <glib/gi18n-lib.h>

/* So many persons are read at once. */
#define BATCH 500

typedef struct {
  GArray *records;    /* (element-type KkVaultRecord) */
  GPtrArray *items;   /* (element-type KkPersonItem) */
  GPtrArray *numbers; /* (element-type GStrv) */
} Everybody;

static void
clear_everybody (Everybody *all)
{
  g_clear_pointer (&all->records, g_array_unref);
  g_clear_pointer (&all->items, g_ptr_array_unref);
  g_clear_pointer (&all->numbers, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Everybody, clear_everybody)

static void
free_pair (gpointer data)
{
  KkPersonPair *pair = data;

  kk_person_item_free (pair->first);
  kk_person_item_free (pair->second);
  g_ptr_array_unref (pair->reasons);
  g_free (pair);
}

static gboolean
add_person (KkApp *app, const KkVaultRecord *record, Everybody *all, GError **error)
{
  GPtrArray *numbers = g_ptr_array_new ();
  KkPersonItem *item = kk_person_item_read (app, record, numbers, error);

  g_ptr_array_add (numbers, NULL);
  g_ptr_array_add (all->numbers, g_ptr_array_free (numbers, FALSE));
  if (item == NULL)
    return FALSE;
  g_array_append_vals (all->records, record, 1);
  g_ptr_array_add (all->items, item);
  return TRUE;
}

static gboolean
read_everybody (KkApp *app, Everybody *all, GError **error)
{
  gint64 after = 0;
  guint count;

  all->records = g_array_new (FALSE, FALSE, sizeof (KkVaultRecord));
  all->items = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_person_item_free);
  all->numbers = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  do {
    g_autoptr (GArray) records =
        kk_vault_record_list (app->vault, NULL, KK_RECORD_PERSON, after, BATCH, error);

    if (records == NULL || !kk_app_check_cancelled (app, error))
      return FALSE;
    count = records->len;
    for (guint i = 0; i < count; i++) {
      const KkVaultRecord *record = &g_array_index (records, KkVaultRecord, i);

      after = record->idx;
      if (record->deletion != KK_DELETION_DELETED && !add_person (app, record, all, error))
        return FALSE;
    }
  } while (count == BATCH);
  return TRUE;
}

/* One person known twice by one id is no discovery: another desk on this device, or what another organisation gave of the
 * same record. */
static gboolean
is_news (const Everybody *all, const KkSamePersons *same, const KkDuplicate *pair)
{
  const KkVaultRecord *first = &g_array_index (all->records, KkVaultRecord, pair->first);
  const KkVaultRecord *second = &g_array_index (all->records, KkVaultRecord, pair->second);

  return !kk_same_persons_are (same, &first->id, &second->id);
}

/* With the case that the person is in. */
static KkPersonItem *
read_placed (KkApp *app, const KkVaultRecord *record, GError **error)
{
  KkPersonItem *item = kk_person_item_read (app, record, NULL, error);

  if (item != NULL && record->has_thread)
    item->case_ = kk_case_dup_reference (app, &record->desk, &record->thread);
  return item;
}

static void
add_reason (KkPersonPair *pair, const char *reason)
{
  g_ptr_array_add (pair->reasons, g_strdup (reason));
}

static KkPersonPair *
make_pair (KkApp *app, const Everybody *all, const KkDuplicate *found, GError **error)
{
  KkPersonPair *pair = g_new0 (KkPersonPair, 1);

  pair->reasons = g_ptr_array_new_with_free_func (g_free);
  if (found->number)
    add_reason (pair, "number");
  if (found->names >= KK_NAMES_ALIKE)
    add_reason (pair, found->names == 100 ? "name" : "name-alike");
  if (found->days == KK_DAYS_EQUAL || found->days == KK_DAYS_ALIKE)
    add_reason (pair, found->days == KK_DAYS_EQUAL ? "born" : "born-alike");
  pair->first =
      read_placed (app, &g_array_index (all->records, KkVaultRecord, found->first), error);
  if (pair->first != NULL)
    pair->second =
        read_placed (app, &g_array_index (all->records, KkVaultRecord, found->second), error);
  if (pair->second != NULL)
    return pair;
  free_pair (pair);
  return NULL;
}

static GArray *
describe (const Everybody *all, const KkVaultCase *case_)
{
  GArray *traits = g_array_new (FALSE, TRUE, sizeof (KkPersonTraits));

  for (guint i = 0; i < all->items->len; i++) {
    const KkPersonItem *item = all->items->pdata[i];
    const KkVaultRecord *record = &g_array_index (all->records, KkVaultRecord, i);
    KkPersonTraits person = { .name = item->name,
                              .born = item->born,
                              .numbers = all->numbers->pdata[i] };

    person.asked = case_ == NULL ||
                   (record->has_thread && kk_id_equal (&record->thread, &case_->record.thread));
    g_array_append_val (traits, person);
  }
  return traits;
}

GPtrArray *
kk_app_person_duplicates (KkApp *app, const char *case_, GError **error)
{
  g_autoptr (KkVaultCase) about = case_ != NULL ? kk_case_find (app, case_, error) : NULL;
  g_autoptr (KkSamePersons) same =
      case_ == NULL || about != NULL ? kk_same_persons_read (app, error) : NULL;
  g_auto (Everybody) all = { 0 };
  g_autoptr (GArray) traits = NULL;
  g_autoptr (GArray) found = NULL;
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (free_pair);

  if (same == NULL || !read_everybody (app, &all, error))
    return NULL;
  traits = describe (&all, about);
  found = kk_duplicates_find ((const KkPersonTraits *) (gconstpointer) traits->data, traits->len);
  for (guint i = 0; i < found->len; i++) {
    const KkDuplicate *hint = &g_array_index (found, KkDuplicate, i);
    KkPersonPair *pair;

    if (!is_news (&all, same, hint))
      continue;
    pair = make_pair (app, &all, hint, error);
    if (pair == NULL)
      return NULL;
    g_ptr_array_add (pairs, pair);
  }
  return g_steal_pointer (&pairs);
}

/* Notes. */

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  return FALSE;
}

static gboolean
write_reference (KkRecordWriter *writer, const char *field, const KkId *id, GError **error)
{
  g_autoptr (KkValue) value = kk_value_new_bytes (id->bytes, sizeof id->bytes);
  KkOwnOp own = { .kind = KK_OP_VALUE, .value = value, .basis = KK_VAULT_NO_BASIS };

  own.field = kk_schema_field_by_name (KK_RECORD_SAME_PERSON, field)->number;
  return kk_record_writer_add_first (writer, &own, error);
}

static gboolean
write_reason (KkRecordWriter *writer, const char *reason, GError **error)
{
  g_autoptr (KkValue) value = kk_value_new_text (reason);
  KkOwnOp own = { .kind = KK_OP_VALUE, .value = value, .basis = KK_VAULT_NO_BASIS };

  own.field = kk_schema_field_by_name (KK_RECORD_SAME_PERSON, "nl_SameReason")->number;
  return kk_record_writer_add_first (writer, &own, error);
}

static gboolean
check_pair (KkApp *app, const KkVaultRecord *first, const KkVaultRecord *second, GError **error)
{
  g_autoptr (KkSamePersons) same = NULL;

  if (kk_id_equal (&first->id, &second->id))
    return refuse (error, _ ("This is one record, not two."));
  if (!kk_id_equal (&first->desk, &second->desk))
    return refuse (error, _ ("These persons are in the files of two desks, which know different "
                             "things about them. Each desk notes it in its own files."));
  same = kk_same_persons_read (app, error);
  if (same == NULL)
    return FALSE;
  return !kk_same_persons_are (same, &first->id, &second->id) ||
         refuse (error, _ ("It was noted before that these are one person."));
}

gboolean
kk_app_person_merge (KkApp *app,
                     const char *first,
                     const char *second,
                     const char *reason,
                     GError **error)
{
  g_autoptr (KkVaultTransaction) transaction = NULL;
  KkVaultRecord records[2];
  KkVaultRecord note;
  KkRecordWriter writer;

  if (reason == NULL || *reason == '\0')
    return refuse (error, _ ("Say what shows that they are one person. The reason stays in the "
                             "files of your own desk."));
  if (!kk_person_find (app, first, &records[0], error) ||
      !kk_person_find (app, second, &records[1], error) ||
      !check_pair (app, &records[0], &records[1], error) ||
      !kk_record_writer_start (&writer, app, &records[0].desk, error))
    return FALSE;
  transaction = kk_vault_begin (app->vault, error);
  return transaction != NULL &&
         kk_record_writer_make (&writer, KK_RECORD_SAME_PERSON, NULL, &note, error) &&
         write_reference (&writer, "nl_SameFirst", &records[0].id, error) &&
         write_reference (&writer, "nl_SameSecond", &records[1].id, error) &&
         write_reason (&writer, reason, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}

static gboolean
remove_notes (KkRecordWriter *writer,
              const KkSamePersons *same,
              const KkVaultRecord *person,
              guint *count,
              GError **error)
{
  for (guint i = 0; i < same->notes->len; i++) {
    const KkSameNote *note = &g_array_index (same->notes, KkSameNote, i);

    if (!kk_id_equal (&note->record.desk, &person->desk) ||
        (!kk_id_equal (&note->first, &person->id) && !kk_id_equal (&note->second, &person->id)))
      continue;
    if (!kk_removal_write (writer, &note->record, KK_OP_DELETE, error))
      return FALSE;
    (*count)++;
  }
  return TRUE;
}

gboolean
kk_app_person_unmerge (KkApp *app, const char *person, guint *count, GError **error)
{
  g_autoptr (KkSamePersons) same = kk_same_persons_read (app, error);
  g_autoptr (KkVaultTransaction) transaction = NULL;
  KkVaultRecord record;
  KkRecordWriter writer;
  guint removed = 0;

  if (same == NULL || !kk_person_find (app, person, &record, error) ||
      !kk_record_writer_start (&writer, app, &record.desk, error))
    return FALSE;
  transaction = kk_vault_begin (app->vault, error);
  if (transaction == NULL || !remove_notes (&writer, same, &record, &removed, error))
    return FALSE;
  if (removed == 0)
    return refuse (error, _ ("Nobody noted that this person is somebody else too."));
  if (count != NULL)
    *count = removed;
  return kk_vault_commit (g_steal_pointer (&transaction), error);
}

GPtrArray *
kk_app_person_same (KkApp *app, const char *person, GError **error)
{
  g_autoptr (KkSamePersons) same = kk_same_persons_read (app, error);
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_person_item_free);
  g_autoptr (GArray) group = NULL;
  KkVaultRecord record;

  if (same == NULL || !kk_person_find (app, person, &record, error))
    return NULL;
  group = kk_same_persons_list (same, &record.id);
  for (guint i = 0; i < group->len; i++) {
    const KkId *id = &g_array_index (group, KkId, i);
    gboolean found = FALSE;
    KkPersonItem *item;

    if (!kk_vault_record_find (app->vault, &record.desk, id, &record, &found, error))
      return NULL;
    if (!found)
      continue;
    item = read_placed (app, &record, error);
    if (item == NULL)
      return NULL;
    g_ptr_array_add (items, item);
  }
  return g_steal_pointer (&items);
}
