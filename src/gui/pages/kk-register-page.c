/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/pages/kk-register-page.h"

#include "gui/common/kk-date.h"
#include "gui/common/kk-file-choice.h"
#include "gui/common/kk-problem-bar.h"
#include "gui/common/kk-rows.h"
#include "gui/pages/kk-register-words.h"

#include <glib/gi18n.h>

struct _KkRegisterPage {
  KkSplit parent_instance;
  KkSession *session;
  GPtrArray *entries; /* (nullable) (element-type KkRegisterEntryView): oldest first */
  GPtrArray *shown;   /* (element-type KkRegisterEntryView): borrowed, in the order of the lines */
  KkExportFormat format;
  GtkWidget *search;
  GtkWidget *proof;
};

G_DEFINE_FINAL_TYPE (KkRegisterPage, kk_register_page, KK_TYPE_SPLIT)

static void
show_problem (KkRegisterPage *page, const GError *error)
{
  kk_problem_bar_show (KK_PROBLEM_BAR (kk_split_get_problem (KK_SPLIT (page))), error);
}

/* The list. */

static void
add_line (KkRegisterPage *page, KkRegisterEntryView *entry)
{
  g_autofree char *id = g_strdup_printf ("%s %" G_GUINT64_FORMAT, entry->log, entry->n);
  g_autofree char *title = kk_register_dup_title (entry);
  g_autofree char *detail = kk_register_dup_detail (entry);
  g_autofree char *day = kk_date_dup_short (entry->at);
  const KkSplitLine line = {
    .id = id,
    .title = title,
    .detail = detail,
    .side = day,
    .icon = kk_register_icon (entry),
  };

  g_ptr_array_add (page->shown, entry);
  kk_split_add (KK_SPLIT (page), &line);
}

static void
show_entries (KkRegisterPage *page)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (page->search));
  guint count = page->entries != NULL ? page->entries->len : 0;
  g_autofree char *subtitle = g_strdup_printf (ngettext ("%u line", "%u lines", count), count);

  g_ptr_array_set_size (page->shown, 0);
  kk_split_take (KK_SPLIT (page));
  for (guint i = count; i > 0; i--) {
    KkRegisterEntryView *entry = page->entries->pdata[i - 1];

    if (*words == '\0' || kk_register_says (entry, words))
      add_line (page, entry);
  }
  kk_split_end (KK_SPLIT (page));
  kk_split_set_subtitle (KK_SPLIT (page), subtitle);
}

static gpointer
read_register (KkApp *app, gconstpointer wish G_GNUC_UNUSED, GError **error)
{
  const KkRegisterQuery query = { .case_ = NULL };

  return kk_app_register_select (app, &query, error);
}

static void
free_entries (gpointer entries)
{
  g_ptr_array_unref (entries);
}

static void
on_read_cb (gpointer owner, gpointer result, const GError *error)
{
  KkRegisterPage *page = owner;

  show_problem (page, error);
  if (error != NULL)
    return;
  g_ptr_array_set_size (page->shown, 0);
  g_clear_pointer (&page->entries, g_ptr_array_unref);
  page->entries = result;
  show_entries (page);
}

static void
ask (KkRegisterPage *page)
{
  const KkSessionJob job = {
    .work = read_register,
    .free_result = free_entries,
    .line = "register",
  };

  gtk_label_set_label (GTK_LABEL (page->proof), "");
  kk_session_ask (page->session, G_OBJECT (page), &job, on_read_cb);
}

static void
kk_register_page_show (KkSplit *split, guint position, GtkBox *detail)
{
  KkRegisterPage *page = KK_REGISTER_PAGE (split);

  if (position < page->shown->len)
    kk_register_fill (detail, page->shown->pdata[position]);
}

/* The proof. */

static gpointer
prove (KkApp *app, gconstpointer wish G_GNUC_UNUSED, GError **error)
{
  g_autoptr (KkRegisterProof) proof = kk_app_register_verify (app, error);

  return proof != NULL ? kk_register_dup_proof (proof) : NULL;
}

static void
on_proved_cb (gpointer owner, gpointer result, const GError *error)
{
  KkRegisterPage *page = owner;
  g_autofree char *sentence = result;

  show_problem (page, error);
  if (error == NULL)
    gtk_label_set_label (GTK_LABEL (page->proof), sentence);
}

static void
on_prove_cb (KkRegisterPage *page)
{
  const KkSessionJob job = { .work = prove, .free_result = g_free, .line = "proof" };

  gtk_label_set_label (GTK_LABEL (page->proof), _ ("Checking…"));
  kk_session_ask (page->session, G_OBJECT (page), &job, on_proved_cb);
}

/* Export. */

typedef struct {
  KkExportFormat format;
  char *path;
} Export;

static void
free_export (gpointer data)
{
  Export *wish = data;

  g_free (wish->path);
  g_free (wish);
}

static gpointer export(KkApp *app, gconstpointer data, GError **error)
{
  const Export *wish = data;
  const KkRegisterQuery query = { .case_ = NULL };
  guint count = 0;

  if (!kk_app_register_write (app, &query, wish->format, wish->path, &count, error))
    return NULL;
  return g_strdup_printf (
      ngettext ("%u line was written to the file.", "%u lines were written to the file.", count),
      count);
}

static void
on_exported_cb (gpointer owner, gpointer result, const GError *error)
{
  KkRegisterPage *page = owner;

  if (error != NULL) {
    show_problem (page, error);
    return;
  }
  kk_session_say_changed (page->session);
  on_proved_cb (page, result, NULL);
}

static void
on_file_cb (gpointer owner, const char *path)
{
  KkRegisterPage *page = owner;
  Export *wish = g_new0 (Export, 1);
  const KkSessionJob job = {
    .work = export,
    .wish = wish,
    .free_wish = free_export,
    .free_result = g_free,
  };

  wish->format = page->format;
  wish->path = g_strdup (path);
  kk_session_ask (page->session, G_OBJECT (page), &job, on_exported_cb);
}

static void
choose_file (KkRegisterPage *page)
{
  const KkFileQuestion question = {
    .title = _ ("Where to?"),
    .accept = _ ("Export"),
    .name = page->format == KK_EXPORT_PDF ? "register.pdf" : "register.csv",
  };

  kk_file_ask (GTK_WIDGET (page), &question, on_file_cb);
}

static void
on_format_cb (AdwMessageDialog *dialog G_GNUC_UNUSED, const char *response, KkRegisterPage *page)
{
  if (g_strcmp0 (response, "later") == 0)
    return;
  page->format = g_strcmp0 (response, "pdf") == 0 ? KK_EXPORT_PDF : KK_EXPORT_CSV;
  choose_file (page);
}

static void
on_export_cb (KkRegisterPage *page)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), _ ("Export the register?"),
      _ ("The export becomes a line of this register. A file or paper is outside the vault: "
         "destroying it is up to you.")));

  adw_message_dialog_add_response (dialog, "later", _ ("Not yet"));
  adw_message_dialog_add_response (dialog, "csv", _ ("Table (CSV)"));
  adw_message_dialog_add_response (dialog, "pdf", _ ("Paper (PDF)"));
  adw_message_dialog_set_default_response (dialog, "later");
  adw_message_dialog_set_close_response (dialog, "later");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_format_cb), page, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Keys. */

static void
on_find_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *unused G_GNUC_UNUSED)
{
  gtk_widget_grab_focus (KK_REGISTER_PAGE (widget)->search);
}

static void
on_print_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *unused G_GNUC_UNUSED)
{
  on_export_cb (KK_REGISTER_PAGE (widget));
}

/* Life. */

static void
kk_register_page_dispose (GObject *object)
{
  KkRegisterPage *page = KK_REGISTER_PAGE (object);

  g_clear_object (&page->session);
  g_ptr_array_set_size (page->shown, 0);
  g_clear_pointer (&page->entries, g_ptr_array_unref);
  G_OBJECT_CLASS (kk_register_page_parent_class)->dispose (object);
}

static void
kk_register_page_finalize (GObject *object)
{
  g_ptr_array_unref (KK_REGISTER_PAGE (object)->shown);
  G_OBJECT_CLASS (kk_register_page_parent_class)->finalize (object);
}

static void
kk_register_page_class_init (KkRegisterPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kk_register_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kk_register_page_finalize;
  KK_SPLIT_CLASS (klass)->show = kk_register_page_show;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.find", NULL, on_find_cb);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.print", NULL, on_print_cb);
}

static void
add_proof (KkRegisterPage *page)
{
  GtkWidget *foot = kk_split_get_foot (KK_SPLIT (page));
  GtkWidget *button = kk_button_new (_ ("Check"), NULL, G_CALLBACK (on_prove_cb), page);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  page->proof = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "accessible-role",
                              GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_margin_start (box, 10);
  gtk_widget_set_margin_end (box, 10);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  gtk_box_append (GTK_BOX (box), page->proof);
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (foot), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (foot), box);
}

static void
kk_register_page_init (KkRegisterPage *page)
{
  const KkSplitWords words = {
    .title = C_ ("part of the window", "Register"),
    .list = C_ ("part of the window", "Register"),
    .icon = "view-list-bullet-symbolic",
    .empty = _ ("Nothing was disclosed yet."),
    .choose = _ ("Choose a line"),
  };

  page->shown = g_ptr_array_new ();
  page->search = gtk_search_entry_new ();
  g_object_set (page->search, "placeholder-text", _ ("Search by recipient, case or article"), NULL);
  kk_row_set_name (page->search, _ ("Search by recipient, case or article"));
  g_signal_connect_object (page->search, "search-changed", G_CALLBACK (show_entries), page,
                           G_CONNECT_SWAPPED);
  kk_split_set_words (KK_SPLIT (page), &words);
  gtk_box_append (GTK_BOX (kk_split_get_top (KK_SPLIT (page))), page->search);
  kk_split_add_button (KK_SPLIT (page),
                       kk_button_new (_ ("Export…"), NULL, G_CALLBACK (on_export_cb), page));
  add_proof (page);
}

GtkWidget *
kk_register_page_new (KkSession *session)
{
  KkRegisterPage *page = g_object_new (KK_TYPE_REGISTER_PAGE, NULL);

  page->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (ask), page, G_CONNECT_SWAPPED);
  ask (page);
  return GTK_WIDGET (page);
}
