/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/cases/kk-case-note.h"

#include "gui/cases/kk-case-act.h"

struct _KkCaseNote {
  GObject parent_instance;
  KkSession *session;
  GtkTextBuffer *buffer;
  char *place; /* (nullable) */
  char *case_; /* (nullable) */
  char *filed; /* (nullable): what is being made an entry */
  guint pause;
  gboolean filling; /* the text is set by us, not typed */
  gboolean filled;
  gboolean touched;
};

enum {
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KkCaseNote, kk_case_note, G_TYPE_OBJECT)

static char *
dup_text (KkCaseNote *note)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (note->buffer, &start, &end);
  return gtk_text_buffer_get_text (note->buffer, &start, &end, FALSE);
}

static void
set_text (KkCaseNote *note, const char *text)
{
  note->filling = TRUE;
  gtk_text_buffer_set_text (note->buffer, text, -1);
  note->filling = FALSE;
}

static void
on_kept_cb (gpointer owner, gpointer result G_GNUC_UNUSED, const GError *error)
{
  if (error != NULL)
    g_signal_emit (owner, signals[SIGNAL_FAILED], 0, error);
}

/* Only what was typed since it was last kept. */
static void
keep (KkCaseNote *note)
{
  g_autofree char *text = dup_text (note);
  const KkCaseAct act = {
    .kind = KK_CASE_ACT_DRAFT, .case_ = note->case_, .field = note->place, .value = text
  };

  if (note->pause == 0)
    return;
  g_clear_handle_id (&note->pause, g_source_remove);
  if (note->case_ != NULL)
    kk_case_act_start (note->session, G_OBJECT (note), &act, on_kept_cb);
}

static gboolean
on_pause_cb (gpointer data)
{
  keep (data);
  return G_SOURCE_REMOVE;
}

static void
on_typed_cb (KkCaseNote *note)
{
  if (note->filling)
    return;
  note->touched = TRUE;
  g_clear_handle_id (&note->pause, g_source_remove);
  note->pause = g_timeout_add (KK_CASE_PAUSE_MS, on_pause_cb, note);
}

void
kk_case_note_set_case (KkCaseNote *note, const char *case_)
{
  if (g_strcmp0 (note->case_, case_) == 0)
    return;
  keep (note);
  g_free (note->case_);
  note->case_ = g_strdup (case_);
  note->filled = FALSE;
  note->touched = FALSE;
  set_text (note, "");
}

void
kk_case_note_fill (KkCaseNote *note, const char *draft)
{
  g_autofree char *typed = dup_text (note);
  g_autofree char *both = g_strjoin (*typed != '\0' ? "\n" : "", draft, typed, NULL);

  if (note->filled)
    return;
  note->filled = TRUE;
  if (*draft != '\0')
    set_text (note, both);
}

char *
kk_case_note_take (KkCaseNote *note)
{
  g_autofree char *text = dup_text (note);
  g_autofree char *entry = g_strstrip (g_strdup (text));

  if (*entry == '\0' || note->case_ == NULL)
    return NULL;
  g_clear_handle_id (&note->pause, g_source_remove);
  g_free (note->filed);
  note->filed = g_steal_pointer (&text);
  return g_steal_pointer (&entry);
}

void
kk_case_note_filed (KkCaseNote *note)
{
  g_autofree char *text = dup_text (note);
  const KkCaseAct act = {
    .kind = KK_CASE_ACT_DRAFT, .case_ = note->case_, .field = note->place, .value = ""
  };

  if (note->filed == NULL)
    return;
  if (g_strcmp0 (text, note->filed) == 0) {
    set_text (note, "");
    note->touched = FALSE;
    kk_case_act_start (note->session, G_OBJECT (note), &act, on_kept_cb);
  }
  g_clear_pointer (&note->filed, g_free);
}

gboolean
kk_case_note_is_touched (KkCaseNote *note)
{
  return note->touched;
}

static void
kk_case_note_dispose (GObject *object)
{
  KkCaseNote *note = KK_CASE_NOTE (object);

  g_clear_handle_id (&note->pause, g_source_remove);
  g_clear_object (&note->session);
  g_clear_object (&note->buffer);
  G_OBJECT_CLASS (kk_case_note_parent_class)->dispose (object);
}

static void
kk_case_note_finalize (GObject *object)
{
  KkCaseNote *note = KK_CASE_NOTE (object);

  g_free (note->place);
  g_free (note->case_);
  g_free (note->filed);
  G_OBJECT_CLASS (kk_case_note_parent_class)->finalize (object);
}

static void
kk_case_note_class_init (KkCaseNoteClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kk_case_note_dispose;
  G_OBJECT_CLASS (klass)->finalize = kk_case_note_finalize;
  signals[SIGNAL_FAILED] = g_signal_new ("failed", KK_TYPE_CASE_NOTE, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
kk_case_note_init (KkCaseNote *note G_GNUC_UNUSED)
{
}

KkCaseNote *
kk_case_note_new (KkSession *session, GtkTextBuffer *buffer, const char *place)
{
  KkCaseNote *note = g_object_new (KK_TYPE_CASE_NOTE, NULL);

  note->session = g_object_ref (session);
  note->buffer = g_object_ref (buffer);
  note->place = g_strdup (place);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (on_typed_cb), note, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "locking", G_CALLBACK (keep), note, G_CONNECT_SWAPPED);
  return note;
}
