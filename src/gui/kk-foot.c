/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/kk-foot.h"

#include "app/exchange/kk-app-sync.h"
#include "app/kk-app-label.h"
#include "app/kk-problem.h"
#include "app/region/kk-app-member.h"
#include "gui/common/kk-date.h"
#include "gui/common/kk-rows.h"
#include "gui/pages/kk-partners.h"

#include <glib/gi18n.h>

struct _KkFoot {
  AdwBin parent_instance;
  KkSession *session; /* (nullable) */
  gboolean busy;

  GtkWidget *organisation;
  GtkWidget *hat;
  GtkWidget *icon;
  GtkWidget *state;
  GtkWidget *detail;
  GtkWidget *exchange;
  GtkWidget *partners;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (KkFoot, kk_foot, ADW_TYPE_BIN)

/* What the foot says, read in one job. */
typedef struct {
  char *organisation; /* (nullable): in no region yet */
  char *hat;          /* (nullable) */
  guint waiting;
  gint64 heard;        /* ms; 0 = never */
  GPtrArray *partners; /* (nullable) (element-type KkPartner) */
} Standing;

static void
free_standing (gpointer data)
{
  Standing *standing = data;

  g_free (standing->organisation);
  g_free (standing->hat);
  g_clear_pointer (&standing->partners, g_ptr_array_unref);
  g_free (standing);
}

static void
take_member (Standing *standing, const KkMember *member)
{
  standing->heard = MAX (standing->heard, member->heard);
  if (!member->self || standing->organisation != NULL)
    return;
  standing->organisation = g_strdup (member->organisation_name);
  standing->hat = g_strdup (kk_app_label_code ("nl_TrackDirector", kk_hat_text (member->hat)));
}

static gboolean
read_partners (KkApp *app, Standing *standing, GError **error)
{
  standing->partners = kk_partners_read (app, error);
  for (guint i = 0; standing->partners != NULL && i < standing->partners->len; i++)
    standing->waiting += ((const KkPartner *) standing->partners->pdata[i])->waiting;
  return standing->partners != NULL;
}

static gpointer
read_standing (KkApp *app, gconstpointer wish G_GNUC_UNUSED, GError **error)
{
  Standing *standing = g_new0 (Standing, 1);
  g_autoptr (KkVaultStatus) status = kk_app_get_status (app, error);
  g_autoptr (GPtrArray) members = NULL;

  if (status != NULL && status->organisation == NULL)
    return standing;
  members = status != NULL ? kk_app_member_list (app, error) : NULL;
  for (guint i = 0; members != NULL && i < members->len; i++)
    take_member (standing, members->pdata[i]);
  if (members != NULL && read_partners (app, standing, error))
    return standing;
  free_standing (standing);
  return NULL;
}

static void
say (KkFoot *foot, const char *icon, const char *state, const char *detail)
{
  /* Translators: the state of the exchange, and more about it. */
  g_autofree char *name = g_strdup_printf (_ ("%s. %s Show the partners"), state, detail);

  gtk_image_set_from_icon_name (GTK_IMAGE (foot->icon), icon);
  gtk_label_set_label (GTK_LABEL (foot->state), state);
  gtk_label_set_label (GTK_LABEL (foot->detail), detail);
  gtk_widget_set_tooltip_text (foot->detail, detail);
  gtk_widget_set_visible (foot->detail, *detail != '\0');
  kk_row_set_name (gtk_widget_get_first_child (foot->partners), name);
}

static void
show_standing (KkFoot *foot, const Standing *standing)
{
  g_autofree char *waiting = g_strdup_printf (
      /* Translators: sealed messages that were not sent yet. */
      ngettext ("%u packet waits", "%u packets wait", standing->waiting), standing->waiting);
  g_autofree char *day = kk_date_dup_short (standing->heard);
  g_autofree char *clock = kk_date_dup_clock (standing->heard);
  /* Translators: day and time at which something was last heard from a partner. */
  g_autofree char *heard = g_strdup_printf (_ ("Last connected: %s, %s"), day, clock);

  gtk_label_set_label (GTK_LABEL (foot->organisation),
                       standing->organisation != NULL ? standing->organisation : "");
  gtk_label_set_label (GTK_LABEL (foot->hat), standing->hat != NULL ? standing->hat : "");
  gtk_widget_set_visible (GTK_WIDGET (foot), standing->organisation != NULL);
  if (standing->partners != NULL)
    kk_partners_fill (GTK_BOX (foot->list), standing->partners);
  say (foot, standing->waiting > 0 ? "network-idle-symbolic" : "emblem-ok-symbolic",
       standing->waiting > 0 ? waiting : _ ("Everything sent"), standing->heard > 0 ? heard : "");
}

static void
on_standing_cb (gpointer owner, gpointer result, const GError *error)
{
  if (error != NULL)
    return;
  show_standing (owner, result);
  free_standing (result);
}

static void
ask (KkFoot *foot)
{
  const KkSessionJob job = {
    .work = read_standing,
    .free_result = free_standing,
    .line = "standing",
  };

  if (!foot->busy)
    kk_session_ask (foot->session, G_OBJECT (foot), &job, on_standing_cb);
}

/* Exchanging. */

static gpointer
exchange (KkApp *app, gconstpointer wish G_GNUC_UNUSED, GError **error)
{
  const KkSyncPlan plan = { .remote = NULL };

  return kk_app_sync (app, &plan, error);
}

static void
free_report (gpointer report)
{
  kk_sync_report_free (report);
}

static void
set_busy (KkFoot *foot, gboolean busy)
{
  const char *name = busy ? _ ("Stop exchanging") : _ ("Exchange now");

  foot->busy = busy;
  gtk_button_set_icon_name (GTK_BUTTON (foot->exchange),
                            busy ? "process-stop-symbolic" : "view-refresh-symbolic");
  gtk_widget_set_tooltip_text (foot->exchange, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (foot->exchange), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static void
say_failed (KkFoot *foot, const GError *error)
{
  g_autoptr (KkProblem) problem = kk_problem_new (error);

  say (foot, "dialog-warning-symbolic", _ ("Exchanging does not work"), problem->sentence);
}

static void
on_exchanged_cb (gpointer owner, gpointer result, const GError *error)
{
  KkFoot *foot = owner;

  set_busy (foot, FALSE);
  g_clear_pointer (&result, kk_sync_report_free);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    say_failed (foot, error);
    return;
  }
  ask (foot);
  kk_session_say_changed (foot->session);
}

void
kk_foot_exchange (KkFoot *foot)
{
  const KkSessionJob job = {
    .work = exchange,
    .free_result = free_report,
    .line = "exchange",
  };

  if (foot->busy) {
    kk_session_stop (foot->session, G_OBJECT (foot), "exchange");
    return;
  }
  set_busy (foot, TRUE);
  say (foot, "emblem-synchronizing-symbolic", _ ("Exchanging…"), "");
  kk_session_ask (foot->session, G_OBJECT (foot), &job, on_exchanged_cb);
}

static void
on_progress_cb (KkFoot *foot, const char *what, guint64 done, guint64 total)
{
  /* Translators: how many are done, and how many there are. */
  g_autofree char *count = g_strdup_printf (_ ("%lu of %lu"), (gulong) done, (gulong) total);

  if (foot->busy)
    say (foot, "emblem-synchronizing-symbolic", what, total > 0 ? count : "");
}

/* Life. */

static void
kk_foot_dispose (GObject *object)
{
  g_clear_object (&KK_FOOT (object)->session);
  G_OBJECT_CLASS (kk_foot_parent_class)->dispose (object);
}

static void
kk_foot_class_init (KkFootClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kk_foot_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/nl/ketenkluis/Ketenkluis/kk-foot.ui");
  gtk_widget_class_bind_template_child (widget_class, KkFoot, organisation);
  gtk_widget_class_bind_template_child (widget_class, KkFoot, hat);
  gtk_widget_class_bind_template_child (widget_class, KkFoot, icon);
  gtk_widget_class_bind_template_child (widget_class, KkFoot, state);
  gtk_widget_class_bind_template_child (widget_class, KkFoot, detail);
  gtk_widget_class_bind_template_child (widget_class, KkFoot, exchange);
  gtk_widget_class_bind_template_child (widget_class, KkFoot, partners);
  gtk_widget_class_bind_template_child (widget_class, KkFoot, list);
  gtk_widget_class_bind_template_callback (widget_class, kk_foot_exchange);
}

static void
kk_foot_init (KkFoot *foot)
{
  gtk_widget_init_template (GTK_WIDGET (foot));
  gtk_widget_set_visible (GTK_WIDGET (foot), FALSE);
  set_busy (foot, FALSE);
}

void
kk_foot_set_session (KkFoot *foot, KkSession *session)
{
  g_set_object (&foot->session, session);
  g_signal_connect_object (session, "changed", G_CALLBACK (ask), foot, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "progress", G_CALLBACK (on_progress_cb), foot,
                           G_CONNECT_SWAPPED);
  ask (foot);
}
