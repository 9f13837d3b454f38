/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the meldroute: whom to call about a suspicion, per municipality (plan of the region §1.3, domain R006, R013, R020,
 *          R052). Every organisation tells it in its own signed document, so that it is here without a connection, and
 *          nobody changes the number of another.
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  as KkApp; USAGE for a contact, municipality or day that is not there, and on a device that does not keep the key of
 *          its organisation. */

#pragma once

#include "app/kk-app.h"
#include "domain/kk-contact.h"

G_BEGIN_DECLS

/* After so many days without anybody saying that it is right. */
#define KK_CONTACT_STALE_DAYS 180

typedef struct {
  char *id;           /* hex */
  char *organisation; /* slug */
  char *organisation_name;
  char *kind;
  const char *kind_label;    /* translated */
  GPtrArray *municipalities; /* (element-type utf8): none = the whole region */
  char *name;
  char *function; /* this and the next four may be empty */
  char *phone;
  char *mail;
  char *hours;
  char *note;
  GPtrArray *substitutes; /* (element-type KkSubstitute), in the order in which to try them */
  char *desk;             /* (nullable): address, for a signal through this program */
  char *from;
  char *until; /* (nullable) */
  char *checked;
  const char *status; /* current, later or ended */
  gboolean stale;     /* nobody said for half a year that it is right */
  gboolean own;       /* this device can change it */
} KkContactItem;

typedef struct {
  char *municipality;
  GPtrArray *contacts;  /* (element-type KkContactItem): current ones, whom to try first first */
  gboolean has_officer; /* somebody of the municipality itself */
  gboolean has_coordinator; /* the care coordinator is in it */
} KkMeldroute;

/* (element-type KkMeldroute): one for each municipality of the region and each other one that somebody tells about. */
GPtrArray *kk_app_meldroute_list (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KkMeldroute *kk_app_meldroute_show (KkApp *app, const char *municipality, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_meldroute_free (KkMeldroute *meldroute);

/* (element-type KkContactItem): all that anybody tells, also what is over or still to come. */
GPtrArray *kk_app_contact_list (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_contact_item_free (KkContactItem *item);
const char *kk_contact_kind_label (const char *kind);

/* What is NULL is left as it is; "" takes it away. */
typedef struct {
  const char *id;   /* (nullable): hex; NULL = a new one */
  const char *kind; /* a new one needs this, a name and a phone */
  const char *name;
  const char *phone;
  const char *function;
  const char *mail;
  const char *hours;
  const char *note;
  const GPtrArray
      *municipalities; /* (nullable) (element-type utf8): those in place of what is there */
  const GPtrArray *substitutes; /* (nullable) (element-type KkSubstitute) */
  const char *desk;             /* address */
  const char *from;             /* a new one: today unless told */
  const char *until;
} KkContactPlan;

/* Signed for the own organisation and told at the next sync; it counts as checked today. (transfer full): its id. */
char *kk_app_contact_put (KkApp *app, const KkContactPlan *plan, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* On A4, to hang beside the telephone. @municipality: (nullable): all. @path: a file that is not there yet. */
gboolean
kk_app_meldroute_print (KkApp *app, const char *municipality, const char *path, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkMeldroute, kk_meldroute_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkContactItem, kk_contact_item_free)

G_END_DECLS
