/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/signal/kk-signal-page.h"

#include "app/kk-app-label.h"
#include "domain/kk-schema.h"
#include "gui/common/kk-date.h"
#include "gui/common/kk-problem-bar.h"
#include "gui/common/kk-rows.h"
#include "gui/pages/kk-contact-pane.h"
#include "gui/signal/kk-signal-ticks.h"
#include "gui/signal/kk-signal-work.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KkSignalPage {
  AdwBin parent_instance;
  KkSession *session;
  char *draft;      /* (nullable): id; not kept yet */
  gboolean filling; /* the fields follow the draft, not a person */
  gboolean making;  /* the draft is being made: its id is on its way */
  gboolean again;   /* something was typed meanwhile */

  GtkWidget *title;
  GtkWidget *problem;
  GtkWidget *file;
  GtkWidget *text;
  GtkWidget *municipality;
  GtkWidget *place;
  GtkWidget *seen;
  GtkWidget *ticks;
  GtkWidget *danger;
  GtkWidget *danger_card;
  GtkWidget *person;
  GtkWidget *person_row;
  GtkWidget *first_name;
  GtkWidget *surname;
  GtkWidget *aside;
  GtkWidget *line;
  GtkWidget *beside;
  GtkWidget *below;
};

G_DEFINE_FINAL_TYPE (KkSignalPage, kk_signal_page, ADW_TYPE_BIN)

enum {
  PROP_PLACE = 1,
};

enum {
  SIGNAL_LEFT,
  SIGNAL_FILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Keeping. */

/* An empty field is taken out of the draft. @value: (transfer full). */
static void
add_edit (KkSignalWish *wish, const char *field, char *value)
{
  if (value != NULL && *value == '\0')
    g_clear_pointer (&value, g_free);
  wish->values[wish->n_edits] = value;
  wish->edits[wish->n_edits++] = (KkFieldEdit){ .field = field, .value = value };
}

static char *
dup_words (KkSignalPage *page)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (page->text));
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static char *
dup_entry (GtkWidget *entry)
{
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static const KkCodeList *
list_municipalities (void)
{
  return kk_schema_field_by_name (0, FIELD_MUNICIPALITY)->codes;
}

static char *
dup_municipality (KkSignalPage *page)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (page->municipality));

  /* The first line says that none is chosen. */
  return selected == 0 || selected == GTK_INVALID_LIST_POSITION
             ? NULL
             : g_strdup (list_municipalities ()->codes[selected - 1].code);
}

static KkSignalWish *
make_wish (KkSignalPage *page)
{
  gboolean danger = gtk_switch_get_active (GTK_SWITCH (page->danger));
  KkSignalWish *wish = g_new0 (KkSignalWish, 1);

  wish->draft = g_strdup (page->draft);
  add_edit (wish, FIELD_TEXT, dup_words (page));
  add_edit (wish, FIELD_MUNICIPALITY, dup_municipality (page));
  add_edit (wish, FIELD_PLACE, dup_entry (page->place));
  add_edit (wish, FIELD_SEEN, dup_entry (page->seen));
  add_edit (wish, FIELD_DANGER, danger ? g_strdup ("true") : NULL);
  add_edit (wish, FIELD_FIRST_NAME, dup_entry (page->first_name));
  add_edit (wish, FIELD_SURNAME, dup_entry (page->surname));
  wish->cards = kk_signal_ticks_get (KK_SIGNAL_TICKS (page->ticks));
  return wish;
}

static void keep (KkSignalPage *page);

static void
say_kept (KkSignalPage *page)
{
  g_autofree char *clock = kk_date_dup_clock (g_get_real_time () / 1000);
  /* Translators: a time. */
  g_autofree char *kept = g_strdup_printf (_ ("Draft kept at %s"), clock);

  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (page->title), kept);
}

static void
on_kept_cb (gpointer owner, gpointer result, const GError *error)
{
  KkSignalPage *page = owner;

  page->making = FALSE;
  if (error != NULL) {
    kk_problem_bar_say (KK_PROBLEM_BAR (page->problem),
                        _ ("Keeping does not work. Your text is still on the screen."),
                        error->message);
    return;
  }
  kk_problem_bar_hide (KK_PROBLEM_BAR (page->problem));
  g_free (page->draft);
  page->draft = result;
  say_kept (page);
  if (page->again)
    keep (page);
}

/* Each change at once; only while the first one has no id yet do the next ones wait for it. */
static void
keep (KkSignalPage *page)
{
  const KkSessionJob job = {
    .work = kk_signal_keep,
    .wish = page->making ? NULL : make_wish (page),
    .free_wish = kk_signal_wish_free,
    .free_result = g_free,
    .keeps = TRUE,
  };

  page->again = page->making;
  if (page->making)
    return;
  page->making = page->draft == NULL;
  kk_session_ask (page->session, G_OBJECT (page), &job, on_kept_cb);
}

static void
on_changed_cb (KkSignalPage *page)
{
  if (!page->filling)
    keep (page);
}

/* Twice: one of the two is seen. */
static void
show_contacts (KkSignalPage *page)
{
  g_autofree char *municipality = dup_municipality (page);

  kk_contact_pane_show (KK_CONTACT_PANE (page->beside), page->session, municipality);
  kk_contact_pane_show (KK_CONTACT_PANE (page->below), page->session, municipality);
}

static void
on_municipality_cb (KkSignalPage *page)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (GTK_DROP_DOWN (page->municipality));
  GtkWidget *button = gtk_widget_get_first_child (page->municipality);
  /* Translators: the municipality that is chosen. */
  g_autofree char *name = g_strdup_printf (
      _ ("In which municipality? %s"), chosen != NULL ? gtk_string_object_get_string (chosen) : "");

  kk_row_set_name (button, name);
  show_contacts (page);
  on_changed_cb (page);
}

static void
on_danger_cb (KkSignalPage *page)
{
  gtk_widget_set_visible (page->danger_card, gtk_switch_get_active (GTK_SWITCH (page->danger)));
  on_changed_cb (page);
}

static void
on_person_cb (KkSignalPage *page)
{
  gtk_widget_set_visible (page->person_row, FALSE);
  gtk_widget_set_visible (page->person, TRUE);
  gtk_widget_grab_focus (page->first_name);
}

/* Going on with a draft. */

static void
show_municipality (KkSignalPage *page, const char *code)
{
  const KkCodeList *list = list_municipalities ();

  for (guint i = 0; i < list->n_codes; i++) {
    if (strcmp (list->codes[i].code, code) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (page->municipality), i + 1);
  }
}

static void
show_draft (KkSignalPage *page, const KkSignalDraft *draft)
{
  const char *first_name = kk_signal_find_value (draft, FIELD_FIRST_NAME);
  const char *surname = kk_signal_find_value (draft, FIELD_SURNAME);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (page->text)),
                            kk_signal_find_value (draft, FIELD_TEXT), -1);
  show_municipality (page, kk_signal_find_value (draft, FIELD_MUNICIPALITY));
  gtk_editable_set_text (GTK_EDITABLE (page->place), kk_signal_find_value (draft, FIELD_PLACE));
  gtk_editable_set_text (GTK_EDITABLE (page->seen), kk_signal_find_value (draft, FIELD_SEEN));
  gtk_editable_set_text (GTK_EDITABLE (page->first_name), first_name);
  gtk_editable_set_text (GTK_EDITABLE (page->surname), surname);
  gtk_switch_set_active (GTK_SWITCH (page->danger),
                         strcmp (kk_signal_find_value (draft, FIELD_DANGER), "true") == 0);
  if (*first_name != '\0' || *surname != '\0')
    on_person_cb (page);
}

static void
on_read_cb (gpointer owner, gpointer result, const GError *error)
{
  KkSignalPage *page = owner;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  KkSignalAnswer *answer = result;

  kk_problem_bar_show (KK_PROBLEM_BAR (page->problem), error);
  if (error != NULL)
    return;
  page->filling = TRUE;
  if (answer->draft == NULL)
    g_clear_pointer (&page->draft, g_free);
  else
    show_draft (page, answer->draft);
  kk_signal_ticks_set (KK_SIGNAL_TICKS (page->ticks), answer->cards,
                       answer->draft != NULL ? answer->draft->cards : none);
  page->filling = FALSE;
  kk_signal_answer_free (answer);
  gtk_widget_grab_focus (page->text);
}

static void
ask (KkSignalPage *page)
{
  const KkSessionJob job = {
    .work = kk_signal_read,
    .wish = g_strdup (page->draft),
    .free_wish = g_free,
    .free_result = kk_signal_answer_free,
    .line = "draft",
  };

  kk_session_ask (page->session, G_OBJECT (page), &job, on_read_cb);
}

/* KkSignalFiling. */

static void
on_filed_cb (gpointer owner, gpointer result, const GError *error)
{
  KkSignalPage *page = owner;
  g_autofree char *reference = result;

  kk_problem_bar_show (KK_PROBLEM_BAR (page->problem), error);
  if (error != NULL)
    return;
  g_clear_pointer (&page->draft, g_free);
  g_signal_emit (page, signals[SIGNAL_FILED], 0, reference);
}

/* "gisteren" is a day, "van de week" is not: then it goes along in the words, so that nothing typed is lost. */
static KkSignalFiling *
make_filing (KkSignalPage *page, gboolean named)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (page->seen));
  g_autofree char *words = dup_words (page);
  KkSignalFiling *filing = g_new0 (KkSignalFiling, 1);

  filing->draft = g_strdup (page->draft);
  filing->ticked = named ? KK_CATEGORY_BIT (KK_CATEGORY_GEW_ID) : 0;
  filing->seen = kk_date_dup_typed (typed);
  if (filing->seen == NULL && *typed != '\0')
    /* Translators: the words of a signal, and when it was seen in the words of whoever saw it. */
    filing->words = g_strdup_printf (_ ("%s\nWhen: %s"), words, typed);
  return filing;
}

static void
on_answer_cb (AdwMessageDialog *dialog, const char *response, KkSignalPage *page)
{
  GtkWidget *named = adw_message_dialog_get_extra_child (dialog);
  const KkSessionJob job = {
    .work = kk_signal_file,
    .wish = g_strcmp0 (response, "file") == 0
                ? make_filing (page, gtk_check_button_get_active (GTK_CHECK_BUTTON (named)))
                : NULL,
    .free_wish = kk_signal_filing_free,
    .free_result = g_free,
  };

  if (job.wish != NULL)
    kk_session_ask (page->session, G_OBJECT (page), &job, on_filed_cb);
}

static gboolean
names_somebody (KkSignalPage *page)
{
  return *gtk_editable_get_text (GTK_EDITABLE (page->first_name)) != '\0' ||
         *gtk_editable_get_text (GTK_EDITABLE (page->surname)) != '\0';
}

static void
on_file_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *unused G_GNUC_UNUSED)
{
  KkSignalPage *page = KK_SIGNAL_PAGE (widget);
  AdwMessageDialog *dialog;
  GtkWidget *named;

  if (page->draft == NULL) {
    kk_problem_bar_say (KK_PROBLEM_BAR (page->problem), _ ("Write first what struck you."), NULL);
    gtk_widget_grab_focus (page->text);
    return;
  }
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (widget)), _ ("File this signal?"),
      names_somebody (page)
          ? _ ("It becomes a case of your own organisation. A person is named in it, so the rules "
               "for personal data hold. Nothing goes to others by itself.")
          : _ ("It becomes a case of your own organisation. No person was added to it. Nothing "
               "goes to others by itself.")));
  named = gtk_check_button_new_with_label (
      _ ("My words hold a name, telephone number or number plate"));
  adw_message_dialog_set_extra_child (dialog, named);
  adw_message_dialog_add_response (dialog, "later", _ ("Not yet"));
  adw_message_dialog_add_response (dialog, "file", _ ("File"));
  adw_message_dialog_set_response_appearance (dialog, "file", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "later");
  adw_message_dialog_set_close_response (dialog, "later");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_answer_cb), page, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_back_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *unused G_GNUC_UNUSED)
{
  g_signal_emit (widget, signals[SIGNAL_LEFT], 0);
}

/* Whom to call stands beside the form, and under it where there is no room: where the navigation folds. */

static void
follow_fold (KkSignalPage *page)
{
  GtkWidget *flap = gtk_widget_get_ancestor (GTK_WIDGET (page), ADW_TYPE_FLAP);
  gboolean narrow = flap != NULL && adw_flap_get_folded (ADW_FLAP (flap));

  gtk_widget_set_visible (page->aside, !narrow);
  gtk_widget_set_visible (page->line, !narrow);
  gtk_widget_set_visible (page->below, narrow);
}

static void
kk_signal_page_root (GtkWidget *widget)
{
  GtkWidget *flap;

  GTK_WIDGET_CLASS (kk_signal_page_parent_class)->root (widget);
  flap = gtk_widget_get_ancestor (widget, ADW_TYPE_FLAP);
  if (flap != NULL)
    g_signal_connect_object (flap, "notify::folded", G_CALLBACK (follow_fold), widget,
                             G_CONNECT_SWAPPED);
  follow_fold (KK_SIGNAL_PAGE (widget));
}

/* Life. */

static void
kk_signal_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_PLACE)
    g_value_set_string (value, KK_SIGNAL_PAGE (object)->draft);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kk_signal_page_dispose (GObject *object)
{
  KkSignalPage *page = KK_SIGNAL_PAGE (object);

  g_clear_object (&page->session);
  g_clear_pointer (&page->draft, g_free);
  G_OBJECT_CLASS (kk_signal_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, KkSignalPage, title);
  gtk_widget_class_bind_template_child (klass, KkSignalPage, problem);
  gtk_widget_class_bind_template_child (klass, KkSignalPage, file);
  gtk_widget_class_bind_template_child (klass, KkSignalPage, text);
  gtk_widget_class_bind_template_child (klass, KkSignalPage, municipality);
  gtk_widget_class_bind_template_child (klass, KkSignalPage, place);
  gtk_widget_class_bind_template_child (klass, KkSignalPage, seen);
  gtk_widget_class_bind_template_child (klass, KkSignalPage, ticks);
  gtk_widget_class_bind_template_child (klass, KkSignalPage, danger);
  gtk_widget_class_bind_template_child (klass, KkSignalPage, danger_card);
  gtk_widget_class_bind_template_child (klass, KkSignalPage, person);
  gtk_widget_class_bind_template_child (klass, KkSignalPage, person_row);
  gtk_widget_class_bind_template_child (klass, KkSignalPage, first_name);
  gtk_widget_class_bind_template_child (klass, KkSignalPage, surname);
  gtk_widget_class_bind_template_child (klass, KkSignalPage, aside);
  gtk_widget_class_bind_template_child (klass, KkSignalPage, line);
  gtk_widget_class_bind_template_child (klass, KkSignalPage, beside);
  gtk_widget_class_bind_template_child (klass, KkSignalPage, below);
  gtk_widget_class_bind_template_callback (klass, on_changed_cb);
  gtk_widget_class_bind_template_callback (klass, on_municipality_cb);
  gtk_widget_class_bind_template_callback (klass, on_danger_cb);
  gtk_widget_class_bind_template_callback (klass, on_person_cb);
}

static void
install_words (KkSignalPageClass *klass)
{
  signals[SIGNAL_LEFT] = g_signal_new ("left", KK_TYPE_SIGNAL_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FILED] = g_signal_new ("filed", KK_TYPE_SIGNAL_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_object_class_install_property (
      G_OBJECT_CLASS (klass), PROP_PLACE,
      g_param_spec_string ("place", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
kk_signal_page_class_init (KkSignalPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kk_signal_page_dispose;
  G_OBJECT_CLASS (klass)->get_property = kk_signal_page_get_property;
  widget_class->root = kk_signal_page_root;
  install_words (klass);
  g_type_ensure (KK_TYPE_PROBLEM_BAR);
  g_type_ensure (KK_TYPE_CONTACT_PANE);
  g_type_ensure (KK_TYPE_SIGNAL_TICKS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/nl/ketenkluis/Ketenkluis/kk-signal-page.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "page.back", NULL, on_back_cb);
  gtk_widget_class_install_action (widget_class, "page.file", NULL, on_file_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "page.file",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "page.back", NULL);
}

static void
kk_signal_page_init (KkSignalPage *page)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const KkCodeList *list = list_municipalities ();

  page->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (page));
  gtk_string_list_append (names, _ ("Choose"));
  for (guint i = 0; i < list->n_codes; i++)
    gtk_string_list_append (names, kk_app_label_code (FIELD_MUNICIPALITY, list->codes[i].code));
  gtk_drop_down_set_model (GTK_DROP_DOWN (page->municipality), G_LIST_MODEL (names));
  on_municipality_cb (page);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (page->text)), "changed",
                           G_CALLBACK (on_changed_cb), page, G_CONNECT_SWAPPED);
  page->filling = FALSE;
}

GtkWidget *
kk_signal_page_new (KkSession *session, const char *draft)
{
  KkSignalPage *page = g_object_new (KK_TYPE_SIGNAL_PAGE, NULL);

  page->session = g_object_ref (session);
  page->draft = g_strdup (draft);
  ask (page);
  return GTK_WIDGET (page);
}
