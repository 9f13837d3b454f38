/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Whom to call, read from the documents of all organisations. */

#include "app/casework/kk-app-meldroute.h"

#include "app/kk-app-private.h"
#include "app/sharing/kk-share-ask-private.h"
#include "app/sharing/kk-statement-case-private.h"
#include "domain/kk-schema.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
kk_contact_item_free (KkContactItem *item)
{
  if (item == NULL)
    return;
  g_free (item->id);
  g_free (item->organisation);
  g_free (item->organisation_name);
  g_free (item->kind);
  g_ptr_array_unref (item->municipalities);
  g_free (item->name);
  g_free (item->function);
  g_free (item->phone);
  g_free (item->mail);
  g_free (item->hours);
  g_free (item->note);
  g_ptr_array_unref (item->substitutes);
  g_free (item->desk);
  g_free (item->from);
  g_free (item->until);
  g_free (item->checked);
  g_free (item);
}

void
kk_meldroute_free (KkMeldroute *meldroute)
{
  if (meldroute == NULL)
    return;
  g_free (meldroute->municipality);
  g_ptr_array_unref (meldroute->contacts);
  g_free (meldroute);
}

const char *
kk_contact_kind_label (const char *kind)
{
  const char *const labels[] = { _ ("Contact officer for human trafficking"),
                                 _ ("Contact point of the municipality"),
                                 _ ("For young people at school"),
                                 _ ("Local care"),
                                 _ ("Care coordinator for human trafficking"),
                                 _ ("Outside these hours") };
  guint rank = kk_contact_rank (kind);

  return rank < G_N_ELEMENTS (labels) ? labels[rank] : _ ("Other contact");
}

/* One contact. */

static gpointer
copy_text (gconstpointer text, gpointer data)
{
  (void) data;
  return g_strdup (text);
}

static gpointer
copy_substitute (gconstpointer source, gpointer data)
{
  const KkSubstitute *substitute = source;

  (void) data;
  return kk_substitute_new (substitute->name, substitute->phone, substitute->hours);
}

static const char *
judge_days (const KkContact *contact, const char *today)
{
  if (kk_contact_is_current (contact, today))
    return "current";
  return strcmp (today, contact->from) < 0 ? "later" : "ended";
}

static KkContactItem *
view_contact (KkApp *app, const KkOrganisation *organisation, const KkContact *contact)
{
  const KkRegionOrganisation *in_region =
      kk_region_find_organisation (kk_directory_get_region (app->directory), organisation->slug);
  g_autofree char *today = kk_app_today (app);
  g_autofree char *stale = kk_statement_days_later (contact->checked, KK_CONTACT_STALE_DAYS);
  KkContactItem *item = g_new0 (KkContactItem, 1);

  item->id = g_strdup (kk_id_text (&contact->id).text);
  item->organisation = g_strdup (organisation->slug);
  item->organisation_name = g_strdup (in_region != NULL ? in_region->name : organisation->slug);
  item->kind = g_strdup (contact->kind);
  item->kind_label = kk_contact_kind_label (contact->kind);
  item->municipalities = g_ptr_array_copy (contact->municipalities, copy_text, NULL);
  g_ptr_array_set_free_func (item->municipalities, g_free);
  item->name = g_strdup (contact->name);
  item->function = g_strdup (contact->function);
  item->phone = g_strdup (contact->phone);
  item->mail = g_strdup (contact->mail);
  item->hours = g_strdup (contact->hours);
  item->note = g_strdup (contact->note);
  item->substitutes = g_ptr_array_copy (contact->substitutes, copy_substitute, NULL);
  g_ptr_array_set_free_func (item->substitutes, (GDestroyNotify) kk_substitute_free);
  if (contact->has_desk)
    item->desk = kk_desk_dup_address (app->directory, &contact->desk);
  item->from = g_strdup (contact->from);
  item->until = g_strdup (contact->until);
  item->checked = g_strdup (contact->checked);
  item->status = judge_days (contact, today);
  item->stale = strcmp (stale, today) < 0;
  item->own = kk_id_equal (&organisation->steward, &app->device);
  return item;
}

/* An organisation that the region ended tells nothing any more. */
static gboolean
speaks (KkApp *app, const KkOrganisation *organisation)
{
  const KkRegionOrganisation *in_region =
      kk_region_find_organisation (kk_directory_get_region (app->directory), organisation->slug);

  return in_region != NULL && in_region->standing == KK_STANDING_ACTIVE;
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const KkContactItem *left = *(KkContactItem *const *) a;
  const KkContactItem *right = *(KkContactItem *const *) b;
  guint first = kk_contact_rank (left->kind);
  guint second = kk_contact_rank (right->kind);
  int order;

  if (first != second)
    return first < second ? -1 : 1;
  /* Who is there for this municipality alone knows it best. */
  if ((left->municipalities->len == 0) != (right->municipalities->len == 0))
    return left->municipalities->len != 0 ? -1 : 1;
  order = g_utf8_collate (left->name, right->name);
  return order != 0 ? order : strcmp (left->id, right->id);
}

typedef gboolean (*Wanted) (const KkContact *contact, const char *today, const char *municipality);

static gboolean
is_wanted_in (const KkContact *contact, const char *today, const char *municipality)
{
  return kk_contact_is_current (contact, today) && kk_contact_covers (contact, municipality);
}

static gboolean
is_any (const KkContact *contact, const char *today, const char *municipality)
{
  (void) contact;
  (void) today;
  (void) municipality;
  return TRUE;
}

static GPtrArray *
collect (KkApp *app, Wanted wanted, const char *municipality)
{
  g_autoptr (GPtrArray) organisations = kk_directory_get_organisations (app->directory);
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_contact_item_free);
  g_autofree char *today = kk_app_today (app);

  for (guint i = 0; i < organisations->len; i++) {
    const KkOrganisation *organisation = organisations->pdata[i];

    for (guint c = 0; speaks (app, organisation) && c < organisation->contacts->len; c++) {
      const KkContact *contact = organisation->contacts->pdata[c];

      if (wanted (contact, today, municipality))
        g_ptr_array_add (items, view_contact (app, organisation, contact));
    }
  }
  g_ptr_array_sort (items, compare_items);
  return items;
}

/* Municipalities. */

static gboolean
has_kind (const GPtrArray *contacts, const char *kind)
{
  for (guint i = 0; i < contacts->len; i++) {
    const KkContactItem *item = contacts->pdata[i];

    if (strcmp (item->kind, kind) == 0)
      return TRUE;
  }
  return FALSE;
}

static KkMeldroute *
view_municipality (KkApp *app, const char *municipality)
{
  KkMeldroute *meldroute = g_new0 (KkMeldroute, 1);

  meldroute->municipality = g_strdup (municipality);
  meldroute->contacts = collect (app, is_wanted_in, municipality);
  meldroute->has_officer = has_kind (meldroute->contacts, "officer");
  meldroute->has_coordinator = has_kind (meldroute->contacts, "care-coordinator");
  return meldroute;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

static void
add_name (GPtrArray *names, const char *name)
{
  if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, g_strdup (name));
}

/* (transfer full): also those of which nobody tells anything: that nobody is named there is what has to be seen. */
static GPtrArray *
list_municipalities (KkApp *app)
{
  const KkField *field = kk_schema_field_by_name (KK_RECORD_CASE, "nl_Municipality");
  g_autoptr (GPtrArray) contacts = collect (app, is_any, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < field->codes->n_codes; i++)
    add_name (names, field->codes->codes[i].code);
  for (guint i = 0; i < contacts->len; i++) {
    const KkContactItem *item = contacts->pdata[i];

    for (guint m = 0; m < item->municipalities->len; m++)
      add_name (names, item->municipalities->pdata[m]);
  }
  g_ptr_array_sort (names, compare_names);
  return names;
}

static gboolean
check_region (KkApp *app, GError **error)
{
  return kk_app_first_seat (app, error) != NULL;
}

GPtrArray *
kk_app_meldroute_list (KkApp *app, GError **error)
{
  g_autoptr (GPtrArray) names = NULL;
  GPtrArray *list;

  if (!check_region (app, error))
    return NULL;
  names = list_municipalities (app);
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_meldroute_free);
  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (list, view_municipality (app, names->pdata[i]));
  return list;
}

KkMeldroute *
kk_app_meldroute_show (KkApp *app, const char *municipality, GError **error)
{
  g_autoptr (GPtrArray) names = NULL;

  if (!check_region (app, error))
    return NULL;
  names = list_municipalities (app);
  for (guint i = 0; i < names->len; i++) {
    if (g_ascii_strcasecmp (names->pdata[i], municipality) == 0)
      return view_municipality (app, names->pdata[i]);
  }
  g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
               /* Translators: %s is what somebody typed as the name of a municipality. */
               _ ("The meldroute has no municipality “%s”. “meldroute list” shows those that there "
                  "are."),
               municipality);
  return NULL;
}

GPtrArray *
kk_app_contact_list (KkApp *app, GError **error)
{
  return check_region (app, error) ? collect (app, is_any, NULL) : NULL;
}
