/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/cases/kk-case-model.h"

#include <gio/gio.h>

/* Slots that no row shows are kept for scrolling back, up to so many. */
#define MOST_IDLE_SLOTS 1200
#define PAGE_SIZE       64

struct _KkCaseSlot {
  GObject parent_instance;
  KkCaseModel *model; /* (nullable): gone */
  guint position;
  guint bound;
  gboolean fresh; /* @item is of the present handles */
  KkCaseItem *item;
};

struct _KkCaseModel {
  GObject parent_instance;
  KkSession *session;
  GArray *handles;   /* (element-type gint64) */
  GHashTable *slots; /* position → KkCaseSlot */
  guint generation;  /* of the handles */
  guint queued;      /* source that will ask for slots */
  gboolean busy;
};

static void kk_case_model_list_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (KkCaseSlot, kk_case_slot, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (KkCaseModel,
                               kk_case_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      kk_case_model_list_iface_init))

static guint slot_changed;
static guint model_answered;
static guint model_failed;

/* Asking for what the slots on the screen show. */

typedef struct {
  guint generation;
  GArray *positions; /* (element-type guint) */
  GArray *handles;   /* (element-type gint64) */
  GPtrArray *items;  /* (nullable) (element-type KkCaseItem) */
} Load;

static void
free_load (gpointer data)
{
  Load *load = data;

  g_array_unref (load->positions);
  g_array_unref (load->handles);
  g_clear_pointer (&load->items, g_ptr_array_unref);
  g_free (load);
}

static Load *
new_load (guint generation)
{
  Load *load = g_new0 (Load, 1);

  load->generation = generation;
  load->positions = g_array_new (FALSE, FALSE, sizeof (guint));
  load->handles = g_array_new (FALSE, FALSE, sizeof (gint64));
  return load;
}

static gpointer
load_items (KkApp *app, gconstpointer wish, GError **error)
{
  const Load *wanted = wish;
  Load *load = new_load (wanted->generation);

  g_array_append_vals (load->positions, wanted->positions->data, wanted->positions->len);
  load->items = kk_app_case_items (app, wanted->handles, error);
  if (load->items != NULL)
    return load;
  free_load (load);
  return NULL;
}

static void
show_item (KkCaseModel *model, guint position, KkCaseItem *item)
{
  KkCaseSlot *slot = g_hash_table_lookup (model->slots, GUINT_TO_POINTER (position));

  if (slot == NULL) {
    kk_case_item_free (item);
    return;
  }
  kk_case_item_free (slot->item);
  slot->item = item;
  slot->fresh = TRUE;
  g_signal_emit (slot, slot_changed, 0);
}

static void
on_loaded_cb (gpointer owner, gpointer result, const GError *error)
{
  KkCaseModel *model = owner;
  Load *load = result;

  if (error != NULL) {
    g_signal_emit (model, model_failed, 0, error);
    return;
  }
  for (guint i = 0; load->generation == model->generation && i < load->positions->len; i++)
    show_item (model, g_array_index (load->positions, guint, i),
               g_steal_pointer (&load->items->pdata[i]));
  free_load (load);
}

static void
send_load (KkCaseModel *model, Load *load)
{
  const KkSessionJob job = {
    .work = load_items,
    .wish = load,
    .free_wish = free_load,
    .free_result = free_load,
  };

  kk_session_ask (model->session, G_OBJECT (model), &job, on_loaded_cb);
}

static gboolean
needs_item (const KkCaseSlot *slot, const KkCaseModel *model)
{
  return slot->bound > 0 && !slot->fresh && slot->position < model->handles->len;
}

static gboolean
ask_for_slots_cb (gpointer data)
{
  KkCaseModel *model = data;
  Load *load = new_load (model->generation);
  GHashTableIter iter;
  gpointer value;

  model->queued = 0;
  g_hash_table_iter_init (&iter, model->slots);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const KkCaseSlot *slot = value;

    if (!needs_item (slot, model))
      continue;
    g_array_append_val (load->positions, slot->position);
    g_array_append_val (load->handles, g_array_index (model->handles, gint64, slot->position));
    if (load->handles->len == PAGE_SIZE) {
      send_load (model, load);
      load = new_load (model->generation);
    }
  }
  if (load->handles->len > 0)
    send_load (model, load);
  else
    free_load (load);
  return G_SOURCE_REMOVE;
}

static void
queue_asking (KkCaseModel *model)
{
  if (model->queued == 0)
    model->queued = g_idle_add_full (G_PRIORITY_DEFAULT, ask_for_slots_cb, model, NULL);
}

/* Slots. */

static void
kk_case_slot_finalize (GObject *object)
{
  kk_case_item_free (KK_CASE_SLOT (object)->item);
  G_OBJECT_CLASS (kk_case_slot_parent_class)->finalize (object);
}

static void
kk_case_slot_class_init (KkCaseSlotClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kk_case_slot_finalize;
  slot_changed = g_signal_new ("changed", KK_TYPE_CASE_SLOT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
}

static void
kk_case_slot_init (KkCaseSlot *slot G_GNUC_UNUSED)
{
}

const KkCaseItem *
kk_case_slot_get_item (KkCaseSlot *slot)
{
  return slot->item;
}

void
kk_case_slot_bind (KkCaseSlot *slot)
{
  slot->bound++;
  if (slot->model != NULL && !slot->fresh)
    queue_asking (slot->model);
}

static gboolean
is_idle_cb (gpointer key G_GNUC_UNUSED, gpointer value, gpointer data G_GNUC_UNUSED)
{
  KkCaseSlot *slot = value;

  /* One that the list view still holds stays the item of its position. */
  if (slot->bound > 0 || ((GObject *) slot)->ref_count > 1)
    return FALSE;
  slot->model = NULL;
  return TRUE;
}

void
kk_case_slot_unbind (KkCaseSlot *slot)
{
  slot->bound--;
  if (slot->model != NULL && g_hash_table_size (slot->model->slots) > MOST_IDLE_SLOTS)
    g_hash_table_foreach_remove (slot->model->slots, is_idle_cb, NULL);
}

/* The list. */

static GType
get_item_type (GListModel *list G_GNUC_UNUSED)
{
  return KK_TYPE_CASE_SLOT;
}

static guint
get_n_items (GListModel *list)
{
  return KK_CASE_MODEL (list)->handles->len;
}

static gpointer
get_item (GListModel *list, guint position)
{
  KkCaseModel *model = KK_CASE_MODEL (list);
  KkCaseSlot *slot;

  if (position >= model->handles->len)
    return NULL;
  slot = g_hash_table_lookup (model->slots, GUINT_TO_POINTER (position));
  if (slot == NULL) {
    slot = g_object_new (KK_TYPE_CASE_SLOT, NULL);
    slot->model = model;
    slot->position = position;
    g_hash_table_insert (model->slots, GUINT_TO_POINTER (position), slot);
  }
  return g_object_ref (slot);
}

static void
kk_case_model_list_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* A new question. */

typedef struct {
  KkCaseFilter filter;
  char *texts[3];
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  for (gsize i = 0; i < G_N_ELEMENTS (question->texts); i++)
    g_free (question->texts[i]);
  g_free (question);
}

static gpointer
find_order (KkApp *app, gconstpointer wish, GError **error)
{
  return kk_app_case_order (app, &((const Question *) wish)->filter, error);
}

static gboolean
is_beyond_cb (gpointer key, gpointer value, gpointer data)
{
  KkCaseSlot *slot = value;

  slot->fresh = FALSE;
  if (GPOINTER_TO_UINT (key) < GPOINTER_TO_UINT (data))
    return FALSE;
  slot->model = NULL;
  return TRUE;
}

/* Only the difference in length is told, so that the list view does not look at every row again. */
static void
take_handles (KkCaseModel *model, GArray *handles)
{
  guint before = model->handles->len;
  guint after = handles->len;

  g_array_unref (model->handles);
  model->handles = handles;
  model->generation++;
  g_hash_table_foreach_remove (model->slots, is_beyond_cb, GUINT_TO_POINTER (after));
  if (after < before)
    g_list_model_items_changed (G_LIST_MODEL (model), after, before - after, 0);
  else if (after > before)
    g_list_model_items_changed (G_LIST_MODEL (model), before, 0, after - before);
  queue_asking (model);
}

static void
on_order_cb (gpointer owner, gpointer result, const GError *error)
{
  KkCaseModel *model = owner;

  model->busy = FALSE;
  if (error != NULL) {
    g_signal_emit (model, model_failed, 0, error);
    return;
  }
  take_handles (model, result);
  g_signal_emit (model, model_answered, 0);
}

static void
free_handles (gpointer handles)
{
  g_array_unref (handles);
}

void
kk_case_model_ask (KkCaseModel *model, const KkCaseFilter *filter)
{
  Question *question = g_new0 (Question, 1);
  const KkSessionJob job = {
    .work = find_order,
    .wish = question,
    .free_wish = free_question,
    .free_result = free_handles,
    .line = "order",
  };

  question->filter = *filter;
  question->filter.search = question->texts[0] = g_strdup (filter->search);
  question->filter.stage = question->texts[1] = g_strdup (filter->stage);
  question->filter.municipality = question->texts[2] = g_strdup (filter->municipality);
  model->busy = TRUE;
  kk_session_ask (model->session, G_OBJECT (model), &job, on_order_cb);
}

/* Life. */

static void
leave_slots (KkCaseModel *model)
{
  GHashTableIter iter;
  gpointer slot;

  g_hash_table_iter_init (&iter, model->slots);
  while (g_hash_table_iter_next (&iter, NULL, &slot))
    ((KkCaseSlot *) slot)->model = NULL;
  g_hash_table_remove_all (model->slots);
}

static void
kk_case_model_dispose (GObject *object)
{
  KkCaseModel *model = KK_CASE_MODEL (object);

  g_clear_handle_id (&model->queued, g_source_remove);
  leave_slots (model);
  g_clear_object (&model->session);
  G_OBJECT_CLASS (kk_case_model_parent_class)->dispose (object);
}

static void
kk_case_model_finalize (GObject *object)
{
  KkCaseModel *model = KK_CASE_MODEL (object);

  g_array_unref (model->handles);
  g_hash_table_unref (model->slots);
  G_OBJECT_CLASS (kk_case_model_parent_class)->finalize (object);
}

static void
kk_case_model_class_init (KkCaseModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kk_case_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = kk_case_model_finalize;
  model_answered = g_signal_new ("answered", KK_TYPE_CASE_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  model_failed = g_signal_new ("failed", KK_TYPE_CASE_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
kk_case_model_init (KkCaseModel *model)
{
  model->handles = g_array_new (FALSE, FALSE, sizeof (gint64));
  model->slots = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
}

KkCaseModel *
kk_case_model_new (KkSession *session)
{
  KkCaseModel *model = g_object_new (KK_TYPE_CASE_MODEL, NULL);

  model->session = g_object_ref (session);
  return model;
}

gboolean
kk_case_model_is_busy (KkCaseModel *model)
{
  return model->busy;
}

guint
kk_case_model_get_n_slots (KkCaseModel *model)
{
  return g_hash_table_size (model->slots);
}

gboolean
kk_case_model_find (KkCaseModel *model, gint64 handle, guint *position)
{
  for (guint i = 0; i < model->handles->len; i++) {
    if (g_array_index (model->handles, gint64, i) != handle)
      continue;
    *position = i;
    return TRUE;
  }
  return FALSE;
}

gint64
kk_case_model_get_handle (KkCaseModel *model, guint position)
{
  g_return_val_if_fail (position < model->handles->len, 0);
  return g_array_index (model->handles, gint64, position);
}
