/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sync/kk-memory-private.h"

#include <string.h>

typedef struct {
  GPtrArray *tips; /* (element-type KkMemoryCommit), oldest first; empty = deleted */
  gboolean hidden;
  guint delay; /* pushes that readers do not see yet */
} Branch;

struct _KkMemoryRemote {
  GObject parent;

  GHashTable *branches; /* (element-type KkId Branch) */
  GHashTable *commits;  /* all there ever were */
  char *refusal;
  gboolean refuse_force;
  gboolean lose_answer;
  int calls_left; /* negative = never fails */
};

G_DEFINE_FINAL_TYPE (KkMemoryRemote, kk_memory_remote, G_TYPE_OBJECT)

static void
free_branch (gpointer data)
{
  Branch *branch = data;

  g_ptr_array_unref (branch->tips);
  g_free (branch);
}

static Branch *
ensure_branch (KkMemoryRemote *self, const KkId *log)
{
  Branch *branch = g_hash_table_lookup (self->branches, log);

  if (branch != NULL)
    return branch;
  branch = g_new0 (Branch, 1);
  branch->tips = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_memory_commit_unref);
  g_hash_table_insert (self->branches, kk_id_copy (log), branch);
  return branch;
}

static KkMemoryCommit *
get_tip (KkMemoryRemote *self, const KkId *log)
{
  const Branch *branch = g_hash_table_lookup (self->branches, log);

  return branch == NULL || branch->tips->len == 0
             ? NULL
             : g_ptr_array_index (branch->tips, branch->tips->len - 1);
}

static void
add_tip (KkMemoryRemote *self, const KkId *log, KkMemoryCommit *commit)
{
  kk_memory_commits_add (self->commits, commit);
  g_ptr_array_add (ensure_branch (self, log)->tips, kk_memory_commit_ref (commit));
}

gboolean
kk_memory_remote_answers (KkMemoryRemote *self, GError **error)
{
  if (self->calls_left < 0)
    return TRUE;
  if (self->calls_left > 0) {
    self->calls_left--;
    return TRUE;
  }
  g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_UNREACHABLE, "the remote does not answer");
  return FALSE;
}

KkMemoryCommit *
kk_memory_remote_show (KkMemoryRemote *self, const KkId *log)
{
  const Branch *branch = g_hash_table_lookup (self->branches, log);

  if (branch == NULL || branch->hidden || branch->delay >= branch->tips->len)
    return NULL;
  return g_ptr_array_index (branch->tips, branch->tips->len - 1 - branch->delay);
}

KkRefList *
kk_memory_remote_list (KkMemoryRemote *self, GError **error)
{
  g_autoptr (KkRefList) list = kk_ref_list_new ();
  GHashTableIter iter;
  gpointer log;

  g_hash_table_iter_init (&iter, self->branches);
  while (g_hash_table_iter_next (&iter, &log, NULL)) {
    const KkMemoryCommit *tip = kk_memory_remote_show (self, log);
    KkRef ref = { .log = *(KkId *) log };

    if (tip == NULL)
      continue;
    ref.oid = tip->oid;
    g_array_append_val (list->refs, ref);
  }
  return kk_ref_list_finish (list, error) ? g_steal_pointer (&list) : NULL;
}

static gboolean
descends (KkMemoryRemote *self, const KkMemoryCommit *commit, const KkMemoryCommit *ancestor)
{
  while (commit != NULL && commit != ancestor)
    commit = g_hash_table_lookup (self->commits, &commit->parent);
  return commit != NULL;
}

/* The words of a server that does not take this push; NULL when it does. */
static const char *
find_refusal (KkMemoryRemote *self, const KkPush *push, KkMemoryCommit *commit)
{
  KkMemoryCommit *tip = get_tip (self, &push->log);

  if (self->refusal != NULL)
    return self->refusal;
  if (tip == NULL || commit == NULL)
    return NULL;
  kk_memory_commits_add (self->commits, commit);
  if (descends (self, commit, tip))
    return NULL;
  return !push->force ? "not a fast-forward" : self->refuse_force ? "non-fast-forward" : NULL;
}

gboolean
kk_memory_remote_move (KkMemoryRemote *self,
                       const KkPush *push,
                       KkMemoryCommit *commit,
                       KkOid *found,
                       GError **error)
{
  const KkMemoryCommit *tip = get_tip (self, &push->log);
  const char *refusal;

  memset (found, 0, sizeof *found);
  if (tip != NULL)
    *found = tip->oid;
  if (!kk_oid_equal (found, &push->expected)) {
    g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_LEASE, "the branch is not where it was");
    return FALSE;
  }
  refusal = find_refusal (self, push, commit);
  if (refusal != NULL) {
    char words[KK_SYNC_WORDS_SIZE];

    kk_sync_words_clean (refusal, words);
    g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_REFUSED, "the server refused: %s", words);
    return FALSE;
  }
  if (commit != NULL)
    add_tip (self, &push->log, commit);
  else
    g_hash_table_remove (self->branches, &push->log);
  if (!self->lose_answer)
    return TRUE;
  self->lose_answer = FALSE;
  g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_UNREACHABLE, "the connection broke");
  return FALSE;
}

gboolean
kk_memory_remote_get_tip (KkMemoryRemote *self, const KkId *log, KkOid *oid)
{
  const KkMemoryCommit *tip = get_tip (self, log);

  if (tip != NULL)
    *oid = tip->oid;
  return tip != NULL;
}

void
kk_memory_remote_hide (KkMemoryRemote *self, const KkId *log, gboolean hidden)
{
  ensure_branch (self, log)->hidden = hidden;
}

void
kk_memory_remote_delay (KkMemoryRemote *self, const KkId *log, guint steps)
{
  ensure_branch (self, log)->delay = steps;
}

void
kk_memory_remote_roll_back (KkMemoryRemote *self, const KkId *log, guint steps)
{
  GPtrArray *tips = ensure_branch (self, log)->tips;

  g_ptr_array_set_size (tips, (gint) (tips->len - MIN (steps, tips->len)));
}

void
kk_memory_remote_empty (KkMemoryRemote *self)
{
  g_hash_table_remove_all (self->branches);
}

static void
tamper (KkMemoryRemote *self, const KkId *log, const KkTipName *name, GBytes *bytes)
{
  KkMemoryCommit *tip = get_tip (self, log);
  g_autoptr (KkTipWrite) write = NULL;
  g_autoptr (KkMemoryCommit) commit = NULL;

  g_return_if_fail (tip != NULL);

  write = kk_tip_write_new (NULL, &tip->oid);
  if (bytes != NULL)
    kk_tip_write_put (write, name, bytes);
  else
    kk_tip_write_drop (write, name);
  commit = kk_memory_commit_new (tip, write);
  add_tip (self, log, commit);
}

void
kk_memory_remote_withhold (KkMemoryRemote *self, const KkId *log, const KkTipName *name)
{
  tamper (self, log, name, NULL);
}

void
kk_memory_remote_forge (KkMemoryRemote *self, const KkId *log, const KkTipName *name, GBytes *bytes)
{
  tamper (self, log, name, bytes);
}

void
kk_memory_remote_duplicate (KkMemoryRemote *self, const KkId *log, const KkId *other)
{
  KkMemoryCommit *tip = get_tip (self, other);

  if (tip != NULL)
    add_tip (self, log, tip);
}

GArray *
kk_memory_remote_list_names (KkMemoryRemote *self, const KkId *log)
{
  GArray *names = g_array_new (FALSE, FALSE, sizeof (KkTipName));
  const KkMemoryCommit *tip = get_tip (self, log);

  for (guint i = 0; tip != NULL && i < tip->entries->len; i++)
    g_array_append_val (names, ((const KkMemoryEntry *) tip->entries->pdata[i])->name);
  return names;
}

GBytes *
kk_memory_remote_read (KkMemoryRemote *self, const KkId *log, const KkTipName *name)
{
  const KkMemoryCommit *tip = get_tip (self, log);

  for (guint i = 0; tip != NULL && i < tip->entries->len; i++) {
    const KkMemoryEntry *entry = tip->entries->pdata[i];

    if (kk_tip_name_compare (&entry->name, name) == 0)
      return g_bytes_ref (entry->bytes);
  }
  return NULL;
}

void
kk_memory_remote_refuse (KkMemoryRemote *self, const char *words)
{
  g_free (self->refusal);
  self->refusal = g_strdup (words);
}

void
kk_memory_remote_refuse_force (KkMemoryRemote *self, gboolean refuse)
{
  self->refuse_force = refuse;
}

void
kk_memory_remote_fail_after (KkMemoryRemote *self, int calls)
{
  self->calls_left = calls;
}

void
kk_memory_remote_lose_answer (KkMemoryRemote *self)
{
  self->lose_answer = TRUE;
}

void
kk_memory_remote_heal (KkMemoryRemote *self)
{
  GHashTableIter iter;
  gpointer value;

  g_clear_pointer (&self->refusal, g_free);
  self->refuse_force = FALSE;
  self->lose_answer = FALSE;
  self->calls_left = -1;
  g_hash_table_iter_init (&iter, self->branches);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    Branch *branch = value;

    branch->hidden = FALSE;
    branch->delay = 0;
  }
}

static void
kk_memory_remote_finalize (GObject *object)
{
  KkMemoryRemote *self = KK_MEMORY_REMOTE (object);

  g_hash_table_unref (self->branches);
  g_hash_table_unref (self->commits);
  g_free (self->refusal);
  G_OBJECT_CLASS (kk_memory_remote_parent_class)->finalize (object);
}

static void
kk_memory_remote_class_init (KkMemoryRemoteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kk_memory_remote_finalize;
}

static void
kk_memory_remote_init (KkMemoryRemote *self)
{
  self->branches = g_hash_table_new_full (kk_id_hash, kk_id_equal, g_free, free_branch);
  self->commits = kk_memory_commits_new ();
  self->calls_left = -1;
}

KkMemoryRemote *
kk_memory_remote_new (void)
{
  return g_object_new (KK_TYPE_MEMORY_REMOTE, NULL);
}

static void
copy_branch (KkMemoryRemote *copy, const KkId *log, const Branch *branch)
{
  Branch *added = ensure_branch (copy, log);

  for (guint i = 0; i < branch->tips->len; i++)
    g_ptr_array_add (added->tips, kk_memory_commit_ref (branch->tips->pdata[i]));
  added->hidden = branch->hidden;
  added->delay = branch->delay;
}

KkMemoryRemote *
kk_memory_remote_copy (KkMemoryRemote *self)
{
  KkMemoryRemote *copy = kk_memory_remote_new ();
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, self->branches);
  while (g_hash_table_iter_next (&iter, &key, &value))
    copy_branch (copy, key, value);
  g_hash_table_iter_init (&iter, self->commits);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    kk_memory_commits_add (copy->commits, value);
  copy->refusal = g_strdup (self->refusal);
  copy->refuse_force = self->refuse_force;
  copy->lose_answer = self->lose_answer;
  copy->calls_left = self->calls_left;
  return copy;
}
