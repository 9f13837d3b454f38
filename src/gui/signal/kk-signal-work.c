/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/signal/kk-signal-work.h"

#include <string.h>

void
kk_signal_wish_free (gpointer data)
{
  KkSignalWish *wish = data;

  for (gsize i = 0; i < wish->n_edits; i++)
    g_free (wish->values[i]);
  g_free (wish->draft);
  g_ptr_array_unref (wish->cards);
  g_free (wish);
}

gpointer
kk_signal_keep (KkApp *app, gconstpointer data, GError **error)
{
  const KkSignalWish *wish = data;
  const KkDraftPlan plan = {
    .draft = wish->draft,
    .edits = wish->edits,
    .n_edits = wish->n_edits,
    .cards = wish->cards,
  };
  g_autoptr (KkSignalDraft) draft = kk_app_signal_draft (app, &plan, error);

  return draft != NULL ? g_strdup (draft->id) : NULL;
}

void
kk_signal_answer_free (gpointer data)
{
  KkSignalAnswer *answer = data;

  g_clear_pointer (&answer->cards, kk_signal_cards_free);
  g_clear_pointer (&answer->draft, kk_signal_draft_free);
  g_free (answer);
}

gpointer
kk_signal_read (KkApp *app, gconstpointer wish, GError **error)
{
  KkSignalAnswer *answer = g_new0 (KkSignalAnswer, 1);
  g_autoptr (GPtrArray) drafts = NULL;

  answer->cards = kk_app_signal_cards (app, error);
  drafts = answer->cards != NULL ? kk_app_signal_draft_list (app, error) : NULL;
  for (guint i = 0; drafts != NULL && i < drafts->len; i++) {
    const KkSignalDraft *draft = drafts->pdata[i];

    if (g_strcmp0 (draft->id, wish) != 0)
      continue;
    answer->draft = g_ptr_array_steal_index (drafts, i);
    break;
  }
  if (drafts != NULL)
    return answer;
  kk_signal_answer_free (answer);
  return NULL;
}

const char *
kk_signal_find_value (const KkSignalDraft *draft, const char *name)
{
  for (guint i = 0; i < draft->fields->len; i++) {
    const KkDraftField *field = draft->fields->pdata[i];

    if (strcmp (field->name, name) == 0)
      return field->value;
  }
  return "";
}

void
kk_signal_filing_free (gpointer data)
{
  KkSignalFiling *filing = data;

  g_free (filing->draft);
  g_free (filing->seen);
  g_free (filing->words);
  g_free (filing);
}

gpointer
kk_signal_file (KkApp *app, gconstpointer data, GError **error)
{
  const KkSignalFiling *filing = data;
  const KkFieldEdit edits[] = { { .field = FIELD_SEEN, .value = filing->seen },
                                { .field = FIELD_TEXT, .value = filing->words } };
  const KkDraftPlan plan = { .draft = filing->draft,
                             .edits = edits,
                             .n_edits = filing->words != NULL ? 2 : 1 };
  g_autoptr (KkSignalDraft) draft = kk_app_signal_draft (app, &plan, error);

  return draft != NULL ? kk_app_signal_file (app, filing->draft, NULL, filing->ticked, error)
                       : NULL;
}
