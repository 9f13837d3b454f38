/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/settings/kk-settings-members.h"

#include "app/kk-problem.h"
#include "app/region/kk-app-member.h"
#include "gui/common/kk-date.h"
#include "gui/common/kk-rows.h"
#include "gui/common/kk-task-choice.h"
#include "gui/settings/kk-admit-window.h"

#include <glib/gi18n.h>
#include <string.h>

/* Hangs on the page: whoever asks the session with it is gone with the page. */
typedef struct {
  GtkWidget *page;
  KkSession *session;
  GPtrArray *groups; /* (element-type GtkWidget): made anew at each answer */
} Members;

static void
free_members (gpointer data)
{
  Members *members = data;

  g_object_unref (members->session);
  g_ptr_array_unref (members->groups);
  g_free (members);
}

static Members *
get (gpointer page)
{
  return g_object_get_data (G_OBJECT (page), "members");
}

static GtkWidget *
add_group (Members *members, const char *title)
{
  GtkWidget *group = kk_row_group_new (title);

  g_ptr_array_add (members->groups, group);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (members->page), ADW_PREFERENCES_GROUP (group));
  return group;
}

static void
clear_groups (Members *members)
{
  for (guint i = 0; i < members->groups->len; i++)
    adw_preferences_page_remove (ADW_PREFERENCES_PAGE (members->page),
                                 ADW_PREFERENCES_GROUP (members->groups->pdata[i]));
  g_ptr_array_set_size (members->groups, 0);
}

static char *
dup_state (const KkMember *member)
{
  g_autofree char *day = kk_date_dup_short (member->heard);

  if (member->self)
    return g_strdup (_ ("this computer"));
  if (strcmp (member->status, "active") != 0)
    return g_strdup (_ ("out of service"));
  if (member->heard == 0)
    return g_strdup (_ ("not heard yet"));
  /* Translators: a day. */
  return g_strdup_printf (_ ("last heard on %s"), day);
}

static GtkWidget *
make_row (const KkMember *member)
{
  g_autofree char *state = dup_state (member);
  g_autofree char *detail =
      g_strdup_printf ("%s · %s · %s\n%s", member->desk_name, kk_task_text (member->hat), state,
                       member->fingerprint);
  GtkWidget *row = kk_row_new (member->person, detail);

  kk_row_set_icon (row, strcmp (member->status, "active") == 0 ? "avatar-default-symbolic"
                                                               : "action-unavailable-symbolic");
  return row;
}

/* They come by organisation. */
static void
show_members (Members *members, const GPtrArray *list)
{
  const char *organisation = NULL;
  GtkWidget *group = NULL;

  for (guint i = 0; i < list->len; i++) {
    const KkMember *member = list->pdata[i];

    if (group == NULL || g_strcmp0 (organisation, member->organisation) != 0)
      group = add_group (members, member->organisation_name);
    organisation = member->organisation;
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (member));
  }
}

static void
on_admit_cb (GtkWidget *page)
{
  GtkRoot *root = gtk_widget_get_root (page);

  gtk_window_present (GTK_WINDOW (
      kk_admit_window_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, get (page)->session)));
}

static void
show_letting_in (Members *members)
{
  GtkWidget *row = kk_row_new (_ ("Let somebody in"),
                               _ ("With the file of their request, and on the telephone."));

  kk_row_set_icon (row, "contact-new-symbolic");
  kk_row_add_button (row, _ ("Let in…"), G_CALLBACK (on_admit_cb), members->page);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (add_group (members, NULL)), row);
}

static gpointer
read_members (KkApp *app, gconstpointer wish G_GNUC_UNUSED, GError **error)
{
  g_autoptr (KkVaultStatus) status = kk_app_get_status (app, error);

  if (status == NULL)
    return NULL;
  return status->organisation != NULL ? kk_app_member_list (app, error)
                                      : g_ptr_array_new_with_free_func (g_free);
}

static void
free_list (gpointer list)
{
  g_ptr_array_unref (list);
}

static void
on_read_cb (gpointer owner, gpointer result, const GError *error)
{
  Members *members = get (owner);
  g_autoptr (GPtrArray) list = result;

  clear_groups (members);
  if (error != NULL) {
    g_autoptr (KkProblem) problem = kk_problem_new (error);

    add_group (members, problem->sentence);
  } else if (list->len == 0) {
    add_group (members, _ ("You are in no region yet."));
  } else {
    show_letting_in (members);
    show_members (members, list);
  }
}

static void
ask (GtkWidget *page)
{
  const KkSessionJob job = {
    .work = read_members,
    .free_result = free_list,
    .line = "members",
  };

  kk_session_ask (get (page)->session, G_OBJECT (page), &job, on_read_cb);
}

void
kk_settings_members_fill (GtkWidget *page, KkSession *session)
{
  Members *members = g_new0 (Members, 1);

  members->page = page;
  members->session = g_object_ref (session);
  members->groups = g_ptr_array_new ();
  g_object_set_data_full (G_OBJECT (page), "members", members, free_members);
  g_signal_connect_object (session, "changed", G_CALLBACK (ask), page, G_CONNECT_SWAPPED);
  ask (page);
}
