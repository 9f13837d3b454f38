/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    whom to call about a suspicion, as an organisation tells its region in its own document: the contact officer of a
 *          municipality, who stands in for that person, the care coordinator (domain R006, R020, R025, R031, R052).
 * Owns:    its members; free the outermost value only.
 * Threads: plain data; share only when nobody writes any more.
 * Errors:  none. */

#pragma once

#include "base/kk-id.h"

G_BEGIN_DECLS

/* Most that one organisation can tell, and of each. */
#define KK_CONTACT_MOST                128
#define KK_CONTACT_MOST_SUBSTITUTES    8
#define KK_CONTACT_MOST_MUNICIPALITIES 64

typedef struct {
  char *name;
  char *phone;
  char *hours; /* may be empty: as those of the contact */
} KkSubstitute;

typedef struct {
  KkId id;
  char *kind;                /* a code of kk_contact_kinds(), or one of a newer version */
  GPtrArray *municipalities; /* (element-type utf8): none = every municipality of the region */
  char *name;
  char *function; /* this and the next three may be empty */
  char *mail;
  char *hours;
  char *note;
  char *phone;
  GPtrArray *substitutes; /* (element-type KkSubstitute) */
  gboolean has_desk;
  KkId desk;     /* where a signal can be sent to */
  char *from;    /* YYYY-MM-DD, inclusive */
  char *until;   /* (nullable): inclusive */
  char *checked; /* the day on which somebody said that it is right */
} KkContact;

KkSubstitute *kk_substitute_new (const char *name, const char *phone, const char *hours)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_substitute_free (KkSubstitute *substitute);
KkContact *kk_contact_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_contact_free (KkContact *contact);

/* In the order in which a person should try them; ends with NULL. */
const char *const *kk_contact_kinds (void);
/* The place of @kind in that order; what a newer version made comes last. */
guint kk_contact_rank (const char *kind);
gboolean kk_contact_covers (const KkContact *contact, const char *municipality);
/* Whether it holds on @day. */
gboolean kk_contact_is_current (const KkContact *contact, const char *day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkSubstitute, kk_substitute_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkContact, kk_contact_free)

G_END_DECLS
