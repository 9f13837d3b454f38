/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/share/kk-share-answer.h"

#include "app/kk-app-label.h"
#include "app/sharing/kk-app-statement.h"
#include "gui/cases/kk-case-words.h"

#include <string.h>

static KkPurpose
guess_purpose (KkHat hat)
{
  const KkHats prosecution = KK_HAT_BIT (KK_HAT_POL) | KK_HAT_BIT (KK_HAT_KMAR) |
                             KK_HAT_BIT (KK_HAT_OM) | KK_HAT_BIT (KK_HAT_NLA);

  if ((KK_HAT_BIT (hat) & prosecution) != 0)
    return KK_PURPOSE_STRAFVORDERING;
  return hat == KK_HAT_VT     ? KK_PURPOSE_MELDING
         : hat == KK_HAT_ZVH  ? KK_PURPOSE_AANMELDING
         : hat == KK_HAT_RIEC ? KK_PURPOSE_WEGING
         : hat == KK_HAT_CMH  ? KK_PURPOSE_REGISTRATIE
                              : KK_PURPOSE_HULP;
}

KkShareColumn *
kk_share_column_new (const KkMember *member)
{
  KkShareColumn *column = g_new0 (KkShareColumn, 1);

  column->address =
      g_strdup_printf ("%s/%s/%s", member->organisation, kk_hat_text (member->hat), member->role);
  column->organisation = g_strdup (member->organisation_name);
  column->desk = g_strdup (member->desk_name);
  column->person = g_strdup (member->person);
  column->fingerprint = g_strdup (member->fingerprint);
  column->purpose = guess_purpose (member->hat);
  column->left_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  column->facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return column;
}

void
kk_share_column_free (KkShareColumn *column)
{
  if (column == NULL)
    return;
  g_free (column->address);
  g_free (column->organisation);
  g_free (column->desk);
  g_free (column->person);
  g_free (column->fingerprint);
  g_hash_table_unref (column->left_out);
  g_hash_table_unref (column->facts);
  kk_share_preview_free (column->preview);
  g_free (column->note);
  g_free (column);
}

gboolean
kk_share_column_is_left_out (const KkShareColumn *column, const char *field)
{
  return g_hash_table_contains (column->left_out, field);
}

void
kk_share_column_leave_out (KkShareColumn *column, const char *field, gboolean left_out)
{
  if (left_out)
    g_hash_table_add (column->left_out, g_strdup (field));
  else
    g_hash_table_remove (column->left_out, field);
}

guint
kk_share_column_count (const KkShareColumn *column, const char *outcome)
{
  guint count = 0;

  for (guint i = 0; column->preview != NULL && i < column->preview->fields->len; i++) {
    const KkSharedField *field = column->preview->fields->pdata[i];

    count += strcmp (field->outcome, outcome) == 0 && kk_case_words_is_shown (field->name) &&
             !kk_share_column_is_left_out (column, field->name);
  }
  return count;
}

/* Wishes. */

static char *
dup_facts (const KkShareColumn *column)
{
  GString *facts = g_string_new ("{");
  GHashTableIter iter;
  gpointer code;

  g_hash_table_iter_init (&iter, column->facts);
  while (g_hash_table_iter_next (&iter, &code, NULL))
    g_string_append_printf (facts, "%s\"%s\": true", facts->len > 1 ? ", " : "",
                            (const char *) code);
  g_string_append_c (facts, '}');
  return g_string_free (facts, FALSE);
}

/* (nullable): NULL when nothing is left out. */
static GPtrArray *
list_chosen (const KkShareColumn *column)
{
  GPtrArray *names;

  if (g_hash_table_size (column->left_out) == 0 || column->preview == NULL)
    return NULL;
  names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < column->preview->fields->len; i++) {
    const KkSharedField *field = column->preview->fields->pdata[i];

    if (!kk_share_column_is_left_out (column, field->name) &&
        !g_ptr_array_find_with_equal_func (names, field->name, g_str_equal, NULL))
      g_ptr_array_add (names, g_strdup (field->name));
  }
  return names;
}

KkShareWish *
kk_share_wish_new (const KkShareColumn *column, const char *case_, gboolean chosen)
{
  KkShareWish *wish = g_new0 (KkShareWish, 1);

  wish->cases = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (wish->cases, g_strdup (case_));
  wish->fields = chosen ? list_chosen (column) : NULL;
  wish->recipient = g_strdup (column->address);
  wish->facts = dup_facts (column);
  wish->plan = (KkSharePlan){ .cases = wish->cases,
                              .recipient = wish->recipient,
                              .purpose = column->purpose,
                              .facts = wish->facts,
                              .fields = wish->fields };
  return wish;
}

void
kk_share_wish_free (KkShareWish *wish)
{
  g_ptr_array_unref (wish->cases);
  g_clear_pointer (&wish->fields, g_ptr_array_unref);
  g_free (wish->recipient);
  g_free (wish->facts);
  g_free (wish);
}

/* The question. */

typedef struct {
  char *case_;
  GPtrArray *wishes; /* (element-type KkShareWish) */
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  g_free (question->case_);
  g_ptr_array_unref (question->wishes);
  g_free (question);
}

void
kk_share_answer_free (KkShareAnswer *answer)
{
  if (answer == NULL)
    return;
  g_clear_pointer (&answer->view, kk_case_view_free);
  g_free (answer->own);
  g_clear_pointer (&answer->previews, g_ptr_array_unref);
  g_clear_pointer (&answer->notes, g_ptr_array_unref);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkShareAnswer, kk_share_answer_free)

/* (transfer full) (nullable): the last one. */
static char *
find_note (const GPtrArray *notes, const KkShareWish *wish)
{
  for (guint i = notes->len; i > 0; i--) {
    const KkNoteItem *note = notes->pdata[i - 1];

    if (note->kind == KK_NOTE_NEED && note->purpose == wish->plan.purpose &&
        g_strcmp0 (note->recipient, wish->recipient) == 0)
      return g_strdup (note->text);
  }
  return NULL;
}

static char *
dup_own (KkApp *app, GError **error)
{
  g_autoptr (GPtrArray) members = kk_app_member_list (app, error);

  for (guint i = 0; members != NULL && i < members->len; i++) {
    const KkMember *member = members->pdata[i];

    if (member->self)
      return g_strdup (kk_app_label_code ("nl_ConsentReceiver", kk_hat_text (member->hat)));
  }
  return NULL;
}

static gpointer
answer (KkApp *app, gconstpointer data, GError **error)
{
  const Question *question = data;
  g_autoptr (KkShareAnswer) found = g_new0 (KkShareAnswer, 1);
  g_autoptr (GPtrArray) notes = kk_app_note_list (app, question->case_, error);

  if (notes == NULL)
    return NULL;
  found->view = kk_app_case_show (app, question->case_, error);
  found->own = dup_own (app, error);
  if (found->view == NULL || found->own == NULL)
    return NULL;
  found->previews = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_share_preview_free);
  found->notes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < question->wishes->len; i++) {
    const KkShareWish *wish = question->wishes->pdata[i];
    KkSharePreview *preview = kk_app_share_preview (app, &wish->plan, error);

    if (preview == NULL)
      return NULL;
    g_ptr_array_add (found->previews, preview);
    g_ptr_array_add (found->notes, find_note (notes, wish));
  }
  return g_steal_pointer (&found);
}

static void
free_answer (gpointer data)
{
  kk_share_answer_free (data);
}

void
kk_share_answer_ask (KkSession *session,
                     GObject *owner,
                     const char *case_,
                     const GPtrArray *columns,
                     KkSessionDone done)
{
  Question *question = g_new0 (Question, 1);
  const KkSessionJob job = {
    .work = answer,
    .wish = question,
    .free_wish = free_question,
    .free_result = free_answer,
    .line = "share",
  };

  question->case_ = g_strdup (case_);
  question->wishes = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_share_wish_free);
  for (guint i = 0; i < columns->len; i++)
    g_ptr_array_add (question->wishes, kk_share_wish_new (columns->pdata[i], case_, FALSE));
  kk_session_ask (session, owner, &job, done);
}
