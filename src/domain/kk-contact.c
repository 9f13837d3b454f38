/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-contact.h"

#include <string.h>

/* The officer of the municipality first; youth is the road for who is at school (domain R019). */
static const char *const kinds[] = { "officer",          "contact", "youth", "local-care",
                                     "care-coordinator", "urgent",  NULL };

KkSubstitute *
kk_substitute_new (const char *name, const char *phone, const char *hours)
{
  KkSubstitute *substitute = g_new0 (KkSubstitute, 1);

  substitute->name = g_strdup (name);
  substitute->phone = g_strdup (phone);
  substitute->hours = g_strdup (hours);
  return substitute;
}

void
kk_substitute_free (KkSubstitute *substitute)
{
  if (substitute == NULL)
    return;
  g_free (substitute->name);
  g_free (substitute->phone);
  g_free (substitute->hours);
  g_free (substitute);
}

KkContact *
kk_contact_new (void)
{
  KkContact *contact = g_new0 (KkContact, 1);

  contact->municipalities = g_ptr_array_new_with_free_func (g_free);
  contact->substitutes = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_substitute_free);
  return contact;
}

void
kk_contact_free (KkContact *contact)
{
  if (contact == NULL)
    return;
  g_free (contact->kind);
  g_ptr_array_unref (contact->municipalities);
  g_free (contact->name);
  g_free (contact->function);
  g_free (contact->mail);
  g_free (contact->hours);
  g_free (contact->note);
  g_free (contact->phone);
  g_ptr_array_unref (contact->substitutes);
  g_free (contact->from);
  g_free (contact->until);
  g_free (contact->checked);
  g_free (contact);
}

const char *const *
kk_contact_kinds (void)
{
  return kinds;
}

guint
kk_contact_rank (const char *kind)
{
  guint rank = 0;

  while (kinds[rank] != NULL && g_strcmp0 (kinds[rank], kind) != 0)
    rank++;
  return rank;
}

gboolean
kk_contact_covers (const KkContact *contact, const char *municipality)
{
  return contact->municipalities->len == 0 ||
         g_ptr_array_find_with_equal_func (contact->municipalities, municipality, g_str_equal,
                                           NULL);
}

gboolean
kk_contact_is_current (const KkContact *contact, const char *day)
{
  return strcmp (contact->from, day) <= 0 &&
         (contact->until == NULL || strcmp (day, contact->until) <= 0);
}
