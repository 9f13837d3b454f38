/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/sharing/kk-share-drafting-private.h"
#include "vault/kk-vault-shares.h"

/* What a body may weigh by estimate; the statement around it has room to spare (exchange §12). */
#define BODY_BUDGET ((gsize) 800 << 10)

static void
free_field (gpointer data)
{
  KkDraftField *field = data;

  kk_op_unref (field->op);
  g_array_unref (field->rows);
  g_array_unref (field->missing);
  g_array_unref (field->ways);
  g_free (field);
}

KkShareDraft *
kk_share_draft_new (void)
{
  KkShareDraft *draft = g_new0 (KkShareDraft, 1);

  draft->bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_body_free);
  draft->fields = g_ptr_array_new_with_free_func (free_field);
  draft->objects = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_signed_object_free);
  draft->records = g_hash_table_new (kk_id_hash, kk_id_equal);
  return draft;
}

void
kk_share_draft_free (KkShareDraft *draft)
{
  if (draft == NULL)
    return;
  g_ptr_array_unref (draft->bodies);
  g_ptr_array_unref (draft->fields);
  g_ptr_array_unref (draft->objects);
  g_hash_table_unref (draft->records);
  g_free (draft);
}

static KkBody *
begin_body (KkShareDraft *draft, const KkShareAsk *ask)
{
  KkBody *last = kk_body_new (KK_SCOPE_PARTNER);

  last->purpose = ask->purpose;
  last->stage = g_strdup (ask->stage);
  draft->weight = 0;
  g_hash_table_remove_all (draft->records);
  g_ptr_array_add (draft->bodies, last);
  return last;
}

static KkBody *
open_body (KkShareDraft *draft, const KkShareAsk *ask)
{
  if (draft->bodies->len > 0 && draft->weight < BODY_BUDGET)
    return draft->bodies->pdata[draft->bodies->len - 1];
  return begin_body (draft, ask);
}

/* A packet has a largest size: what is too much for one goes in several, each of which stands alone (§13). */
gboolean
kk_share_make_room (KkShareDrafting *drafting, gsize weight)
{
  if (drafting->draft->weight + drafting->weight + weight <= BODY_BUDGET ||
      drafting->body->records->len == 0)
    return FALSE;
  drafting->body = begin_body (drafting->draft, drafting->ask);
  drafting->weight = 0;
  return TRUE;
}

static gboolean
read_sent (KkShareDrafting *drafting, GError **error)
{
  drafting->sent = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint r = 0; r < drafting->gathered->records->len; r++) {
    const KkVaultRecord *record = &g_array_index (drafting->gathered->records, KkVaultRecord, r);
    GPtrArray *sent = kk_vault_sent_list (drafting->app->vault, record->idx,
                                          &drafting->ask->parties.receiver->id, error);

    if (sent == NULL)
      return FALSE;
    g_ptr_array_add (drafting->sent, sent);
  }
  return TRUE;
}

/* (transfer full): the fields that flow to this desk from this case, under whatever share; NULL when all are asked. */
static GHashTable *
collect_flowing (const KkShareDrafting *drafting, GError **error)
{
  const KkShareAsk *ask = drafting->ask;
  GHashTable *flowing = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) shares = kk_vault_share_list (drafting->app->vault, &ask->seat->desk,
                                                      &drafting->gathered->thread, error);

  for (guint i = 0; shares != NULL && i < shares->len; i++) {
    const KkVaultShare *share = shares->pdata[i];

    if (share->state != KK_SHARE_ACTIVE ||
        !kk_id_equal (&share->receiver, &ask->parties.receiver->id))
      continue;
    for (guint f = 0; f < share->fields->len; f++)
      g_hash_table_add (flowing,
                        GUINT_TO_POINTER (g_array_index (share->fields, KkShareField, f).field));
  }
  if (shares == NULL)
    g_clear_pointer (&flowing, g_hash_table_unref);
  return flowing;
}

/* A desk that something of the record was asked back from hears no more of what it no longer has to hold. */
static gboolean
was_asked_back (const KkShareDrafting *drafting, guint record)
{
  const GPtrArray *sent = drafting->sent->pdata[record];

  for (guint i = 0; i < sent->len; i++) {
    if (((const KkVaultSent *) sent->pdata[i])->kind == KK_OP_RECALL)
      return TRUE;
  }
  return FALSE;
}

/* Kinds without a value go only to a desk that was sent that field, and then also when nobody confirmed the field anew:
 * the desk must know that what it holds is old (§14). */
static KkOpKind
choose_marker (const KkShareDrafting *drafting, const KkGatheredField *field, GHashTable *flowing)
{
  if (kk_share_is_asked (drafting->ask, field->op))
    return field->op->kind != KK_OP_VALUE ? field->op->kind : 0;
  if (drafting->ask->again || !drafting->ask->only_new ||
      g_hash_table_contains (flowing, GUINT_TO_POINTER (field->op->field)) ||
      was_asked_back (drafting, field->record))
    return 0;
  return field->op->kind == KK_OP_VALUE ? KK_OP_NOT_SHARED : field->op->kind;
}

static gboolean
draft_markers (KkShareDrafting *drafting, GError **error)
{
  g_autoptr (GHashTable) flowing = collect_flowing (drafting, error);

  for (guint i = 0; flowing != NULL && i < drafting->gathered->fields->len; i++) {
    const KkGatheredField *field = drafting->gathered->fields->pdata[i];
    KkOpKind kind = choose_marker (drafting, field, flowing);

    if (kind != 0 && kk_share_had_field (drafting, field) &&
        !kk_share_is_skipped (drafting, field, kind))
      kk_share_put_in_body (drafting, field, KK_NO_BASIS, kind);
  }
  return flowing != NULL;
}

/* The facts of the file and the rows of the register name days. */
static void
note_days (KkShareDrafting *drafting)
{
  char *next = drafting->draft->next_day;
  const char *day = drafting->ask->parties.day;

  kk_day_keep_first (
      next, drafting->gathered->next_day[0] != '\0' ? drafting->gathered->next_day : NULL, day);
  for (guint i = 0; i < kk_register_get_n_rows (drafting->reg); i++) {
    const KkRow *row = kk_register_get_row (drafting->reg, i);
    g_autofree char *after = row->valid_to != NULL && *row->valid_to != '\0'
                                 ? g_strconcat (row->valid_to, "~", NULL)
                                 : NULL;

    kk_day_keep_first (next, row->valid_from, day);
    kk_day_keep_first (next, after, day);
  }
}

gboolean
kk_share_draft_add_case (KkApp *app,
                         KkShareDraft *draft,
                         const KkShareAsk *ask,
                         const KkId *thread,
                         GError **error)
{
  KkGatherScope scope = { &ask->seat->desk, &ask->parties.receiver->id, thread };
  g_autoptr (KkGathered) gathered = kk_case_gather (app, &scope, ask->parties.day, error);
  g_autoptr (KkShareFacts) facts = NULL;
  KkShareDrafting drafting = { .app = app, .draft = draft, .ask = ask, .gathered = gathered };
  gboolean done = FALSE;

  drafting.reg = ask->reg != NULL ? ask->reg : kk_directory_newest_register (app->directory, error);
  facts = gathered != NULL ? kk_share_facts_new (app, draft, ask, gathered, error) : NULL;
  if (drafting.reg == NULL || facts == NULL)
    return FALSE;
  drafting.facts = facts;
  note_days (&drafting);
  drafting.body = open_body (draft, ask);
  if (!read_sent (&drafting, error))
    return FALSE;
  for (guint i = 0; i < gathered->groups->len; i++) {
    if (!kk_share_draft_group (&drafting, i, error))
      break;
    done = i + 1 == gathered->groups->len;
  }
  done = (done || gathered->groups->len == 0) && draft_markers (&drafting, error);
  draft->weight += drafting.weight;
  g_clear_pointer (&drafting.sent, g_ptr_array_unref);
  return done;
}
