/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Changing what the own organisation tells about whom to call: the next version of its document. */

#include "app/casework/kk-app-meldroute.h"

#include "app/region/kk-documents-private.h"
#include "app/region/kk-drafts-private.h"
#include "app/sharing/kk-statement-case-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  return FALSE;
}

/* (nullable), borrowed */
static KkContact *
find_contact (const KkOrganisation *organisation, const char *id, GError **error)
{
  KkContact *found = NULL;

  /* The first digits are enough, as long as they are of one. */
  for (guint i = 0; strlen (id) >= 4 && i < organisation->contacts->len; i++) {
    KkContact *contact = organisation->contacts->pdata[i];

    if (!g_str_has_prefix (kk_id_text (&contact->id).text, id))
      continue;
    if (found != NULL) {
      refuse (error, _ ("More than one contact begins with that. Give more of its id."));
      return NULL;
    }
    found = contact;
  }
  if (found == NULL)
    refuse (error, _ ("Your organisation has no contact with this id. “meldroute contacts” shows "
                      "those that there are; those of others are changed by them."));
  return found;
}

static void
put_text (char **place, const char *text)
{
  if (text == NULL && *place != NULL)
    return;
  g_free (*place);
  *place = g_strstrip (g_strdup (text != NULL ? text : ""));
}

static gboolean
put_kind (KkContact *contact, const char *kind, GError **error)
{
  if (kind != NULL) {
    if (kk_contact_kinds ()[kk_contact_rank (kind)] == NULL)
      return refuse (error, _ ("A contact is officer, contact, youth, local-care, "
                               "care-coordinator or urgent."));
    put_text (&contact->kind, kind);
  }
  return contact->kind != NULL ||
         refuse (error, _ ("Say what kind of contact it is: officer, contact, youth, local-care, "
                           "care-coordinator or urgent."));
}

static void
put_lists (KkContact *contact, const KkContactPlan *plan)
{
  if (plan->municipalities != NULL)
    g_ptr_array_set_size (contact->municipalities, 0);
  for (guint i = 0; plan->municipalities != NULL && i < plan->municipalities->len; i++) {
    const char *name = plan->municipalities->pdata[i];

    if (*name != '\0' &&
        !g_ptr_array_find_with_equal_func (contact->municipalities, name, g_str_equal, NULL))
      g_ptr_array_add (contact->municipalities, g_strdup (name));
  }
  if (plan->substitutes != NULL)
    g_ptr_array_set_size (contact->substitutes, 0);
  for (guint i = 0; plan->substitutes != NULL && i < plan->substitutes->len; i++) {
    const KkSubstitute *other = plan->substitutes->pdata[i];

    g_ptr_array_add (contact->substitutes,
                     kk_substitute_new (other->name, other->phone, other->hours));
  }
}

static gboolean
put_desk (KkApp *app, KkContact *contact, const char *address, GError **error)
{
  const KkDesk *desk;

  if (address == NULL)
    return TRUE;
  contact->has_desk = *address != '\0';
  if (!contact->has_desk)
    return TRUE;
  desk = kk_directory_resolve_desk (app->directory, address, NULL, error);
  if (desk == NULL)
    return FALSE;
  contact->desk = desk->id;
  return TRUE;
}

static gboolean
put_days (KkContact *contact, const KkContactPlan *plan, const char *today, GError **error)
{
  gboolean has_until = plan->until != NULL && *plan->until != '\0';

  if (!kk_statement_check_day (plan->from, error) ||
      (has_until && !kk_statement_check_day (plan->until, error)))
    return FALSE;
  if (plan->from != NULL || contact->from == NULL)
    put_text (&contact->from, plan->from != NULL ? plan->from : today);
  if (plan->until != NULL)
    g_clear_pointer (&contact->until, g_free);
  if (has_until)
    contact->until = g_strdup (plan->until);
  put_text (&contact->checked, today);
  return contact->until == NULL || strcmp (contact->from, contact->until) <= 0 ||
         refuse (error, _ ("The last day of a contact lies before its first day."));
}

static gboolean
check_whole (const KkContact *contact, GError **error)
{
  if (!kk_name_is_valid (contact->name) || !kk_name_is_valid (contact->phone))
    return refuse (error, _ ("A contact needs a name and a phone number, each on one line."));
  for (guint i = 0; i < contact->substitutes->len; i++) {
    const KkSubstitute *substitute = contact->substitutes->pdata[i];

    if (!kk_name_is_valid (substitute->name) || !kk_name_is_valid (substitute->phone))
      return refuse (error, _ ("Who stands in needs a name and a phone number: “NAME=PHONE”."));
  }
  return contact->substitutes->len <= KK_CONTACT_MOST_SUBSTITUTES &&
                 contact->municipalities->len <= KK_CONTACT_MOST_MUNICIPALITIES
             ? TRUE
             : refuse (error, _ ("A contact has at most 8 people who stand in, and 64 "
                                 "municipalities."));
}

static gboolean
fill (KkApp *app, KkContact *contact, const KkContactPlan *plan, GError **error)
{
  g_autofree char *today = kk_app_today (app);

  if (!put_kind (contact, plan->kind, error))
    return FALSE;
  put_text (&contact->name, plan->name);
  put_text (&contact->phone, plan->phone);
  put_text (&contact->function, plan->function);
  put_text (&contact->mail, plan->mail);
  put_text (&contact->hours, plan->hours);
  put_text (&contact->note, plan->note);
  put_lists (contact, plan);
  return put_desk (app, contact, plan->desk, error) && put_days (contact, plan, today, error) &&
         check_whole (contact, error);
}

/* (nullable), borrowed from @organisation */
static KkContact *
find_or_make (KkOrganisation *organisation, const char *id, GError **error)
{
  KkContact *contact;

  if (id != NULL)
    return find_contact (organisation, id, error);
  if (organisation->contacts->len >= KK_CONTACT_MOST) {
    refuse (error, _ ("Your organisation tells of 128 contacts already. Change one of them."));
    return NULL;
  }
  contact = kk_contact_new ();
  contact->id = kk_id_random ();
  g_ptr_array_add (organisation->contacts, contact);
  return contact;
}

static gboolean
put_contact (KkApp *app, const char *slug, const KkContactPlan *plan, char **id, GError **error)
{
  g_auto (KkSignSecretKey) key = { 0 };
  g_autoptr (KkOrganisation) organisation = NULL;
  KkContact *contact;

  if (!kk_app_load_organisation_key (app, slug, &key, error))
    return FALSE;
  organisation = kk_directory_dup_next_organisation (app->directory, slug, error);
  contact = organisation != NULL ? find_or_make (organisation, plan->id, error) : NULL;
  if (contact == NULL || !fill (app, contact, plan, error))
    return FALSE;
  *id = g_strdup (kk_id_text (&contact->id).text);
  return kk_app_publish_organisation (app, organisation, &key, error) &&
         kk_app_reload_seats (app, error);
}

char *
kk_app_contact_put (KkApp *app, const KkContactPlan *plan, GError **error)
{
  g_autofree char *slug = kk_app_dup_organisation (app, error);
  g_autoptr (KkVaultTransaction) transaction = NULL;
  g_autofree char *id = NULL;

  if (slug == NULL)
    return NULL;
  transaction = kk_vault_begin (app->vault, error);
  if (transaction == NULL)
    return NULL;
  if (put_contact (app, slug, plan, &id, error) &&
      kk_vault_commit (g_steal_pointer (&transaction), error))
    return g_steal_pointer (&id);
  g_clear_pointer (&transaction, kk_vault_rollback);
  kk_app_revert (app);
  return NULL;
}
