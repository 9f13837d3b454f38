/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/settings/kk-help.h"

#include "gui/common/kk-rows.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KkHelp {
  KkSplit parent_instance;
};

G_DEFINE_FINAL_TYPE (KkHelp, kk_help, KK_TYPE_SPLIT)

#define MOST_LINES 8

/* A line is a paragraph; in the last topic, what it is about and then what to do. */
typedef struct {
  const char *name;
  const char *title;
  const char *icon;
  const char *lines[MOST_LINES];
} Topic;

static const Topic topics[] = {
  { "today",
    N_ ("What do I do today?"),
    "x-office-calendar-symbolic",
    { N_ ("The page Today shows what is overdue, what is due today, who waits and what comes this week."),
      N_ ("Press Return on a line to open its case. A line goes away by itself when it is done."),
      N_ ("A term reminds you. It never stops you.") } },
  { "signal",
    N_ ("How do I report a signal?"),
    "dialog-information-symbolic",
    { N_ ("Press Ctrl+N. Write what you saw or heard; you do not have to be sure of anything."),
      N_ ("A name is not needed. Without a name, telephone number or number plate you may share the "
          "signal freely."),
      N_ ("What you type is kept from the first letter. You find your draft again under Today."),
      N_ ("Immediate danger? Call 112 first.") } },
  { "cases",
    N_ ("Working in a case"),
    "folder-documents-symbolic",
    { N_ ("Search with Ctrl+F by word, reference or place."),
      N_ ("Give a case a title without names."),
      N_ ("Everything is saved by itself. Nobody can lose what you wrote: a value that somebody "
          "else changed at the same time stays beside yours, and a person chooses.") } },
  { "share",
    N_ ("Sharing: what do ✓, ✗ and ? mean?"),
    "send-to-symbolic",
    { N_ ("✓ goes along: the law allows it for this recipient and this purpose."),
      N_ ("✗ does not go along: the recipient may not have it. The reason and the article stand beside it."),
      N_ ("? is a question that is still open. Without an answer the data do not go along."),
      N_ ("Before anything leaves you see exactly what the other will see. For 60 seconds after that "
          "you can take it back."),
      N_ ("This is no legal advice.") } },
  { "post",
    N_ ("The inbox"),
    "mail-unread-symbolic",
    { N_ ("Everything that came in and waits for a person stands here, the oldest duty first."),
      N_ ("Two values: choose which one holds. All of them stay in the history."),
      N_ ("Quarantine: something came in that you may not have. Nobody has read it and the sender knows."),
      N_ ("Asked back: destroy it and confirm that. The sender sees your answer.") } },
  { "meldroute",
    N_ ("Whom do I call?"),
    "call-start-symbolic",
    { N_ ("Choose a municipality and you see who is there, when, and who stands in."),
      N_ ("The list works without a connection. Outside these hours: call Veilig Thuis, day and night.") } },
  { "register",
    N_ ("What is the register for?"),
    "view-list-bullet-symbolic",
    { N_ ("The register tells what went where, and on which rule. A line is never changed or taken away."),
      N_ ("Check proves that no line is missing. An export is itself a line.") } },
  { "limits",
    N_ ("What does this not protect against?"),
    "dialog-warning-symbolic",
    { N_ ("Somebody who looks over your shoulder. Lock with Ctrl+L and turn your screen away."),
      N_ ("A computer with a virus, or a program of the same user that reads along with the screen "
          "reader. Work on a computer that your organisation looks after."),
      N_ ("What a partner has read already. Asking it back does not take it out of a head."),
      N_ ("The server sees how often you exchange, never what. Exchange as often when nothing happens."),
      N_ ("Paper. Destroy prints yourself."),
      N_ ("A lost passphrase and a lost recovery code, both. Nobody can open your vault then: keep a "
          "third way to open it, and test it."),
      N_ ("This is no legal advice.") } },
};

static void
kk_help_show (KkSplit *split G_GNUC_UNUSED, guint position, GtkBox *detail)
{
  const Topic *topic = &topics[position];
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "label", _ (topic->title), "xalign", 0.0, "wrap",
                                   TRUE, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);

  gtk_widget_add_css_class (title, "title-2");
  gtk_box_append (detail, title);
  for (guint i = 0; i < MOST_LINES && topic->lines[i] != NULL; i++)
    gtk_box_append (detail, kk_text_new (_ (topic->lines[i]), NULL));
}

static void
kk_help_class_init (KkHelpClass *klass)
{
  KK_SPLIT_CLASS (klass)->show = kk_help_show;
}

static void
kk_help_init (KkHelp *help)
{
  const KkSplitWords words = {
    .title = _ ("Help"),
    .list = _ ("Topics"),
    .icon = "help-browser-symbolic",
    .empty = _ ("Choose a topic"),
    .choose = _ ("Choose a topic"),
  };

  kk_split_set_words (KK_SPLIT (help), &words);
  kk_split_take (KK_SPLIT (help));
  for (gsize i = 0; i < G_N_ELEMENTS (topics); i++) {
    const KkSplitLine line = { .id = topics[i].name,
                               .title = _ (topics[i].title),
                               .icon = topics[i].icon };

    kk_split_add (KK_SPLIT (help), &line);
  }
  kk_split_end (KK_SPLIT (help));
}

GtkWidget *
kk_help_new (const char *topic)
{
  GtkWidget *help = g_object_new (KK_TYPE_HELP, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (topics); i++) {
    if (g_strcmp0 (topics[i].name, topic) == 0)
      kk_split_choose (KK_SPLIT (help), i);
  }
  return help;
}

static gboolean
on_escape_cb (GtkWidget *window, GVariant *unused G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  gtk_window_close (GTK_WINDOW (window));
  return TRUE;
}

GtkWidget *
kk_help_window_new (GtkWindow *parent, const char *topic)
{
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW, "transient-for", parent, "title", "Ketenkluis",
                                    "default-width", 860, "default-height", 620, NULL);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (on_escape_cb, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
  adw_window_set_content (ADW_WINDOW (window), kk_help_new (topic));
  return window;
}
