/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/share/kk-share-recipients.h"

#include "app/kk-app-label.h"
#include "gui/common/kk-problem-bar.h"
#include "gui/common/kk-rows.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KkShareRecipients {
  AdwBin parent_instance;
  GPtrArray *members; /* (nullable) (element-type KkMember) */
  GtkWidget *problem;
  GtkWidget *search;
  GtkWidget *groups;
};

G_DEFINE_FINAL_TYPE (KkShareRecipients, kk_share_recipients, ADW_TYPE_BIN)

static gpointer
list_members (KkApp *app, gconstpointer wish G_GNUC_UNUSED, GError **error)
{
  return kk_app_member_list (app, error);
}

static void
free_members (gpointer members)
{
  g_ptr_array_unref (members);
}

static gboolean
is_recipient (const KkMember *member)
{
  return !member->self && strcmp (member->status, "active") == 0;
}

static char *
dup_address (const KkMember *member)
{
  return g_strdup_printf ("%s/%s/%s", member->organisation, kk_hat_text (member->hat),
                          member->role);
}

/* Everything that a person may look for, in small letters. */
static gboolean
fits (const KkMember *member, const char *typed)
{
  const char *hat = kk_app_label_code ("nl_ConsentReceiver", kk_hat_text (member->hat));
  g_autofree char *all = g_strjoin (" ", member->organisation_name, member->desk_name, member->role,
                                    member->person, hat, NULL);
  g_autofree char *text = g_utf8_casefold (all, -1);
  g_autofree char *wanted = g_utf8_casefold (typed, -1);

  return strstr (text, wanted) != NULL;
}

static GtkWidget *
make_row (const KkMember *member)
{
  g_autofree char *address = dup_address (member);
  /* Translators: a person and the desk where the person works. */
  g_autofree char *title = g_strdup_printf (_ ("%s, %s"), member->person, member->desk_name);
  /* Translators: the task of an organisation by law, and a fingerprint. */
  g_autofree char *subtitle = g_strdup_printf (
      _ ("%s · fingerprint %s"),
      kk_app_label_code ("nl_ConsentReceiver", kk_hat_text (member->hat)), member->fingerprint);
  g_autofree char *name =
      g_strdup_printf ("%s, %s, %s", member->organisation_name, title, subtitle);
  GtkWidget *row = kk_row_new (title, subtitle);

  kk_row_set_icon (row, "avatar-default-symbolic");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", address);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "share.add");
  kk_row_set_name (row, name);
  return row;
}

static void
show_members (KkShareRecipients *recipients)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (recipients->search));
  const char *organisation = NULL;
  GtkWidget *group = NULL;

  kk_box_clear (recipients->groups);
  for (guint i = 0; recipients->members != NULL && i < recipients->members->len; i++) {
    const KkMember *member = recipients->members->pdata[i];

    if (!is_recipient (member) || !fits (member, typed))
      continue;
    if (g_strcmp0 (organisation, member->organisation) != 0) {
      group = kk_row_group_new (member->organisation_name);
      gtk_box_append (GTK_BOX (recipients->groups), group);
      organisation = member->organisation;
    }
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (member));
  }
  if (group == NULL)
    gtk_box_append (
        GTK_BOX (recipients->groups),
        kk_text_new (_ ("Nobody fits. Only members of your region are here."), "secondary"));
}

static void
on_members_cb (gpointer owner, gpointer result, const GError *error)
{
  KkShareRecipients *recipients = owner;

  kk_problem_bar_show (KK_PROBLEM_BAR (recipients->problem), error);
  if (error != NULL)
    return;
  g_clear_pointer (&recipients->members, g_ptr_array_unref);
  recipients->members = result;
  show_members (recipients);
}

static void
kk_share_recipients_dispose (GObject *object)
{
  KkShareRecipients *recipients = KK_SHARE_RECIPIENTS (object);

  g_clear_pointer (&recipients->members, g_ptr_array_unref);
  G_OBJECT_CLASS (kk_share_recipients_parent_class)->dispose (object);
}

static gboolean
kk_share_recipients_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (KK_SHARE_RECIPIENTS (widget)->search);
}

static void
kk_share_recipients_class_init (KkShareRecipientsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kk_share_recipients_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = kk_share_recipients_grab_focus;
}

static void
kk_share_recipients_init (KkShareRecipients *recipients)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  const char *label = _ ("Search by organisation, task or person");

  recipients->problem = kk_problem_bar_new ();
  recipients->search = gtk_search_entry_new ();
  recipients->groups = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  g_object_set (recipients->search, "placeholder-text", label, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (recipients->search),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (recipients->search, "search-changed", G_CALLBACK (show_members),
                           recipients, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (box, "share-level");
  gtk_box_append (GTK_BOX (box), recipients->problem);
  gtk_box_append (GTK_BOX (box), recipients->search);
  gtk_box_append (GTK_BOX (box), recipients->groups);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 600);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  adw_bin_set_child (ADW_BIN (recipients), scroller);
}

void
kk_share_recipients_ask (KkShareRecipients *recipients, KkSession *session)
{
  const KkSessionJob job = {
    .work = list_members,
    .free_result = free_members,
    .line = "members",
  };

  kk_session_ask (session, G_OBJECT (recipients), &job, on_members_cb);
}

const KkMember *
kk_share_recipients_find (KkShareRecipients *recipients, const char *address)
{
  for (guint i = 0; recipients->members != NULL && i < recipients->members->len; i++) {
    g_autofree char *found = dup_address (recipients->members->pdata[i]);

    if (strcmp (found, address) == 0)
      return recipients->members->pdata[i];
  }
  return NULL;
}
