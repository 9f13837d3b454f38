/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/pages/kk-partners.h"

#include "app/region/kk-app-member.h"
#include "app/sharing/kk-app-share.h"
#include "gui/common/kk-date.h"
#include "gui/common/kk-rows.h"

#include <glib/gi18n.h>
#include <string.h>

/* After so many days it is worth a call. */
#define SILENT_DAYS 6

static void
free_partner (gpointer data)
{
  KkPartner *partner = data;

  g_free (partner->slug);
  g_free (partner->name);
  g_free (partner);
}

static KkPartner *
find_partner (GPtrArray *partners, const char *slug, gsize length)
{
  for (guint i = 0; i < partners->len; i++) {
    KkPartner *partner = partners->pdata[i];

    if (strlen (partner->slug) == length && strncmp (partner->slug, slug, length) == 0)
      return partner;
  }
  return NULL;
}

static void
take_member (GPtrArray *partners, const KkMember *member)
{
  KkPartner *partner = find_partner (partners, member->organisation, strlen (member->organisation));

  if (partner == NULL) {
    partner = g_new0 (KkPartner, 1);
    partner->slug = g_strdup (member->organisation);
    partner->name = g_strdup (member->organisation_name);
    g_ptr_array_add (partners, partner);
  }
  partner->heard = MAX (partner->heard, member->heard);
}

static gboolean
is_own (const GPtrArray *members, const char *organisation)
{
  for (guint i = 0; i < members->len; i++) {
    const KkMember *member = members->pdata[i];

    if (member->self && strcmp (member->organisation, organisation) == 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
take_waiting (KkApp *app, GPtrArray *partners, GError **error)
{
  g_autoptr (GPtrArray) shares = kk_app_share_list (app, error);

  for (guint i = 0; shares != NULL && i < shares->len; i++) {
    const KkShareItem *share = shares->pdata[i];
    KkPartner *partner = find_partner (partners, share->recipient, strcspn (share->recipient, "/"));

    if (partner != NULL)
      partner->waiting += share->waiting;
  }
  return shares != NULL;
}

static int
compare_partners (gconstpointer a, gconstpointer b)
{
  const KkPartner *left = *(KkPartner *const *) a;
  const KkPartner *right = *(KkPartner *const *) b;

  if (left->heard != right->heard)
    return left->heard < right->heard ? -1 : 1;
  return g_utf8_collate (left->name, right->name);
}

GPtrArray *
kk_partners_read (KkApp *app, GError **error)
{
  g_autoptr (GPtrArray) partners = g_ptr_array_new_with_free_func (free_partner);
  g_autoptr (GPtrArray) members = kk_app_member_list (app, error);

  if (members == NULL)
    return NULL;
  for (guint i = 0; i < members->len; i++) {
    const KkMember *member = members->pdata[i];

    if (strcmp (member->status, "active") == 0 && !is_own (members, member->organisation))
      take_member (partners, member);
  }
  if (!take_waiting (app, partners, error))
    return NULL;
  g_ptr_array_sort (partners, compare_partners);
  return g_steal_pointer (&partners);
}

/* (transfer full) */
static char *
dup_heard (const KkPartner *partner)
{
  gint64 days = (g_get_real_time () / 1000 - partner->heard) / (24 * 60 * 60 * 1000);
  g_autofree char *day = kk_date_dup_short (partner->heard);
  g_autofree char *clock = kk_date_dup_clock (partner->heard);

  if (partner->heard == 0)
    return g_strdup (_ ("Never heard. Call and ask whether everything works."));
  if (days >= SILENT_DAYS)
    return g_strdup_printf (
        ngettext ("Nothing heard for %d day. Call and ask whether everything works.",
                  "Nothing heard for %d days. Call and ask whether everything works.",
                  (gulong) days),
        (int) days);
  /* Translators: day and time. */
  return g_strdup_printf (_ ("Last heard: %s, %s"), day, clock);
}

void
kk_partners_fill (GtkBox *box, const GPtrArray *partners)
{
  GtkWidget *group = kk_row_group_new (_ ("Partners"));

  kk_box_clear (GTK_WIDGET (box));
  for (guint i = 0; i < partners->len; i++) {
    const KkPartner *partner = partners->pdata[i];
    g_autofree char *heard = dup_heard (partner);
    g_autofree char *waiting = g_strdup_printf (
        ngettext ("%u packet waits", "%u packets wait", partner->waiting), partner->waiting);
    g_autofree char *both =
        partner->waiting > 0 ? g_strdup_printf ("%s\n%s", heard, waiting) : g_strdup (heard);

    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), kk_row_new (partner->name, both));
  }
  if (partners->len == 0)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                           _ ("Nobody else is in this region yet."));
  gtk_box_append (box, group);
}
