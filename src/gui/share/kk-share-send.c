/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/share/kk-share-send.h"

#include "gui/share/kk-share-bar.h"
#include "gui/share/kk-share-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

static gboolean
gets_anything (const KkShareColumn *column)
{
  return kk_share_column_count (column, "send") > 0;
}

/* The first figures are enough to compare with what is on paper or was read aloud. */
static char *
dup_consequence (const KkShareColumn *column)
{
  guint n = kk_share_column_count (column, "send");
  g_autofree char *person = kk_share_words_dup_person (column);
  g_autofree char *purpose = g_utf8_strdown (kk_share_words_purpose (column->purpose), -1);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("%s · fingerprint %s."), person, column->fingerprint);
  g_string_append_c (text, ' ');
  /* Translators: number of values, and the purpose. */
  g_string_append_printf (
      text, ngettext ("Receives %u value for: %s.", "Receives %u values for: %s.", n), n, purpose);
  for (guint i = 0; i < column->preview->duty_sentences->len; i++)
    g_string_append_printf (text, " %s", (char *) column->preview->duty_sentences->pdata[i]);
  return g_string_free (text, FALSE);
}

static char *
dup_title (const GPtrArray *columns)
{
  const KkShareColumn *last = NULL;
  guint n = 0;

  for (guint i = 0; i < columns->len; i++) {
    if (gets_anything (columns->pdata[i])) {
      last = columns->pdata[i];
      n++;
    }
  }
  /* Translators: an organisation. */
  return n == 1
             ? g_strdup_printf (_ ("Send to %s?"), last->organisation)
             : g_strdup_printf (ngettext ("Send to %u recipient?", "Send to %u recipients?", n), n);
}

static char *
dup_body (const GPtrArray *columns)
{
  GString *body = g_string_new (NULL);

  for (guint i = 0; i < columns->len; i++) {
    const KkShareColumn *column = columns->pdata[i];
    g_autofree char *consequence = NULL;

    if (!gets_anything (column))
      continue;
    consequence = dup_consequence (column);
    g_string_append_printf (body, "%s%s%s%s", body->len > 0 ? "\n\n" : "",
                            columns->len > 1 ? column->organisation : "",
                            columns->len > 1 ? ": " : "", consequence);
  }
  g_string_append_printf (body, "\n\n%s",
                          _ ("Afterwards you have a minute to take it back. After that you can "
                             "only ask to destroy it."));
  return g_string_free (body, FALSE);
}

static void
on_response_cb (GtkWidget *page, const char *response)
{
  if (strcmp (response, "send") == 0)
    gtk_widget_activate_action (page, "share.send", NULL);
}

void
kk_share_send_ask (GtkWidget *page, const GPtrArray *columns)
{
  g_autofree char *title = dup_title (columns);
  g_autofree char *body = dup_body (columns);
  GtkRoot *root = gtk_widget_get_root (page);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (root), title, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "not-yet", _ ("Not yet"), "send",
                                    _ ("Send"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "send",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "not-yet");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "not-yet");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response_cb), page,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The work. */

static gpointer
send_all (KkApp *app, gconstpointer data, GError **error)
{
  const GPtrArray *wishes = data;
  g_autoptr (GPtrArray) shares = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < wishes->len; i++) {
    KkShareWish *wish = wishes->pdata[i];
    g_autoptr (KkSharePreview) sent = NULL;

    wish->plan.undo_ms = KK_SHARE_UNDO_SECONDS * G_GINT64_CONSTANT (1000);
    sent = kk_app_share_send (app, &wish->plan, error);
    if (sent == NULL)
      return NULL;
    g_ptr_array_add (shares, g_strdup (sent->id));
  }
  return g_steal_pointer (&shares);
}

static void
free_array (gpointer array)
{
  g_ptr_array_unref (array);
}

void
kk_share_send_start (KkSession *session,
                     GObject *owner,
                     const char *case_,
                     const GPtrArray *columns,
                     KkSessionDone done)
{
  GPtrArray *wishes = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_share_wish_free);
  const KkSessionJob job = {
    .work = send_all,
    .wish = wishes,
    .free_wish = free_array,
    .free_result = free_array,
  };

  for (guint i = 0; i < columns->len; i++) {
    if (gets_anything (columns->pdata[i]))
      g_ptr_array_add (wishes, kk_share_wish_new (columns->pdata[i], case_, TRUE));
  }
  kk_session_ask (session, owner, &job, done);
}
