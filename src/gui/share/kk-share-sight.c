/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/share/kk-share-sight.h"

#include "app/kk-app-label.h"
#include "app/sharing/kk-app-share-sight.h"
#include "gui/cases/kk-case-words.h"
#include "gui/common/kk-problem-bar.h"
#include "gui/common/kk-rows.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KkShareSightView {
  AdwBin parent_instance;
  char *organisation;
  GtkWidget *problem;
  GtkWidget *content;
};

G_DEFINE_FINAL_TYPE (KkShareSightView, kk_share_sight_view, ADW_TYPE_BIN)

static gpointer
look (KkApp *app, gconstpointer wish, GError **error)
{
  return kk_app_share_sight (app, &((const KkShareWish *) wish)->plan, error);
}

static void
free_wish (gpointer wish)
{
  kk_share_wish_free (wish);
}

static void
free_sight (gpointer sight)
{
  kk_share_sight_free (sight);
}

static void
add_label (KkShareSightView *view, const char *text, const char *css)
{
  gtk_box_append (GTK_BOX (view->content), kk_text_new (text, css));
}

/* "Wmo 5.2.6" and what the recipient has to keep to. */
static char *
dup_conditions (const KkSightField *field)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < field->articles->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " · " : "", (char *) field->articles->pdata[i]);
  for (guint i = 0; i < field->caveats->len; i++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                            (char *) field->caveats->pdata[i]);
  return g_string_free (text, FALSE);
}

static GtkWidget *
make_row (const KkSightField *field)
{
  g_autofree char *value = kk_case_words_dup_value (field->name, field->element, field->value);
  g_autofree char *conditions = dup_conditions (field);
  const char *words = field->value != NULL ? value : _ ("what they have is no longer right");
  const char *label = kk_app_label_field (field->name);
  g_autofree char *name = g_strdup_printf ("%s: %s. %s", label, words, conditions);
  GtkWidget *row = kk_row_new (words, label);
  GtkWidget *basis = kk_text_new (conditions, "secondary");

  gtk_label_set_xalign (GTK_LABEL (basis), 1);
  gtk_label_set_max_width_chars (GTK_LABEL (basis), 22);
  gtk_widget_add_css_class (basis, "caption");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), basis);
  kk_row_set_name (row, name);
  return row;
}

static GtkWidget *
make_group (const KkSightRecord *record, guint *ties)
{
  GtkWidget *group;
  gboolean person = g_str_has_prefix (record->type, "person");
  const char *role =
      person && record->role != NULL ? kk_app_label_code ("nl_Role", record->role) : NULL;
  g_autofree char *title = role != NULL
                               ? g_strdup_printf ("%s · %s", kk_app_label_type (record->type), role)
                               : g_strdup (kk_app_label_type (record->type));
  guint shown = 0;

  group = kk_row_group_new (title);
  for (guint i = 0; i < record->fields->len; i++) {
    const KkSightField *field = record->fields->pdata[i];

    if (!kk_case_words_is_shown (field->name)) {
      (*ties)++;
      continue;
    }
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (field));
    shown++;
  }
  if (shown > 0)
    return group;
  g_object_ref_sink (group);
  g_object_unref (group);
  return NULL;
}

static void
show_head (KkShareSightView *view, const KkShareSight *sight)
{
  g_autofree char *head =
      /* Translators: an organisation. */
      g_strdup_printf (_ ("This is how %s receives it."), view->organisation);
  g_autofree char *withheld = g_strdup_printf (
      ngettext ("%u value is withheld. They see the number only.",
                "%u values are withheld. They see the number only.", sight->withheld),
      sight->withheld);

  add_label (view, sight->values > 0 ? head : _ ("Nothing goes to this recipient."), "title-2");
  if (sight->withheld > 0)
    add_label (view, withheld, "secondary");
}

static void
show_sight (KkShareSightView *view, const KkShareSight *sight)
{
  guint ties = 0;

  show_head (view, sight);
  for (guint i = 0; i < sight->records->len; i++) {
    GtkWidget *group = make_group (sight->records->pdata[i], &ties);

    if (group != NULL)
      gtk_box_append (GTK_BOX (view->content), group);
  }
  if (ties > 0) {
    g_autofree char *words = g_strdup_printf (
        ngettext ("Besides, %u tie goes along that says which of these belong together.",
                  "Besides, %u ties go along that say which of these belong together.", ties),
        ties);

    add_label (view, words, "secondary");
  }
  add_label (view, _ ("This page was made from the very bytes that will be sealed."), "secondary");
}

static void
on_seen_cb (gpointer owner, gpointer result, const GError *error)
{
  KkShareSightView *view = owner;

  kk_problem_bar_show (KK_PROBLEM_BAR (view->problem), error);
  if (error != NULL)
    return;
  kk_share_sight_view_clear (view);
  show_sight (view, result);
  free_sight (result);
}

static void
kk_share_sight_view_finalize (GObject *object)
{
  g_free (KK_SHARE_SIGHT_VIEW (object)->organisation);
  G_OBJECT_CLASS (kk_share_sight_view_parent_class)->finalize (object);
}

static void
kk_share_sight_view_class_init (KkShareSightViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kk_share_sight_view_finalize;
}

static void
kk_share_sight_view_init (KkShareSightView *view)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  view->problem = kk_problem_bar_new ();
  view->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_add_css_class (box, "share-level");
  gtk_box_append (GTK_BOX (box), view->problem);
  gtk_box_append (GTK_BOX (box), view->content);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 700);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  adw_bin_set_child (ADW_BIN (view), scroller);
}

void
kk_share_sight_view_ask (KkShareSightView *view,
                         KkSession *session,
                         const KkShareColumn *column,
                         const char *case_)
{
  const KkSessionJob job = {
    .work = look,
    .wish = kk_share_wish_new (column, case_, TRUE),
    .free_wish = free_wish,
    .free_result = free_sight,
    .line = "sight",
  };

  g_free (view->organisation);
  view->organisation = g_strdup (column->organisation);
  kk_share_sight_view_clear (view);
  kk_session_ask (session, G_OBJECT (view), &job, on_seen_cb);
}

void
kk_share_sight_view_clear (KkShareSightView *view)
{
  kk_box_clear (view->content);
}
