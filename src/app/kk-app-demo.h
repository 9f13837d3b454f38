/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the example region: five organisations with a vault each, and how the sample cases travel between them. Made
 *          with the use cases that a person has; nothing in it is real, and its passphrase is no secret.
 * Owns:    KkDemoRegion its opened vaults.
 * Threads: as KkApp, over all its vaults.
 * Errors:  as KkApp. */

#pragma once

#include "app/casework/kk-app-case.h"
#include "app/sharing/kk-app-share.h"

G_BEGIN_DECLS

#define KK_DEMO_PASSPHRASE "vier woorden voor rondkijken"

typedef enum {
  KK_DEMO_DEVENTER,
  KK_DEMO_ZWOLLE,
  KK_DEMO_VEILIG_THUIS,
  KK_DEMO_ZVH,
  KK_DEMO_RIEC,
  KK_DEMO_N_PARTIES,
} KkDemoParty;

typedef struct {
  const char *slug;
  const char *name;
  const char *municipality; /* (nullable): whose rows it imports */
  KkHat hats[4];            /* the first is that of its desk */
  const char *role;
  const char *desk;
  const char *person;
  const char *function;
} KkDemoCast;

extern const KkDemoCast kk_demo_cast[KK_DEMO_N_PARTIES];

typedef struct {
  char *folder; /* everything is in here, each vault in a folder with the slug as its name */
  KkSecret *passphrase;
  KkApp *apps[KK_DEMO_N_PARTIES];
  const char *remote;      /* address of the git repository */
  const KkHash *host_key;  /* (nullable) */
  const char *private_key; /* (nullable) */
  KkAppProgress progress;  /* (nullable): of every vault */
  gpointer progress_data;
} KkDemoRegion;

/* One party joined; the fingerprint is the one that was compared. The first one started the region and has none. */
typedef void (*KkDemoJoined) (KkDemoParty party, const char *fingerprint, gpointer data);

gboolean
kk_demo_region_make (KkDemoRegion *region, KkDemoJoined joined, gpointer data, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_demo_region_close (KkDemoRegion *region);

typedef struct {
  guint rounds;
  guint packets;
  guint64 bytes;
  guint operations;
} KkDemoTotals;

/* Rounds until nobody has anything new, as happens by itself over a day. */
gboolean kk_demo_region_exchange (KkDemoRegion *region, KkDemoTotals *totals, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* What the parties share in the example, with whom, and what for. */
typedef enum {
  KK_DEMO_DEVENTER_ASKS_CARE,
  KK_DEMO_ZWOLLE_ASKS_CARE,
  KK_DEMO_DEVENTER_ASKS_TABLE,
  KK_DEMO_ZWOLLE_ASKS_TABLE,
  KK_DEMO_DEVENTER_ASKS_RIEC,
  KK_DEMO_TABLE_ASKS_RIEC,
  KK_DEMO_CARE_PROPOSES,
  KK_DEMO_N_WISHES,
} KkDemoWish;

typedef struct {
  KkDemoParty giver;
  KkDemoParty receiver;
  KkPurpose purpose;
  const char *facts; /* JSON object, without the note */
  const char *need;  /* why it is needed, in words; for gettext */
} KkDemoWishPlan;

extern const KkDemoWishPlan kk_demo_wishes[KK_DEMO_N_WISHES];

/* Looks at the preview first, as a person would, and then sends. @field: (nullable): this one only. @refused: (out): the
 * law lets nothing through. (transfer full): the preview. */
KkSharePreview *kk_demo_region_share (KkDemoRegion *region,
                                      KkDemoWish wish,
                                      const char *reference,
                                      const char *field,
                                      gboolean *refused,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type utf8): references of the first few cases of @party about a minor who can be called. */
GPtrArray *kk_demo_region_find_minors (KkDemoRegion *region, KkDemoParty party, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* (nullable), borrowed: the first value of that field in any record. */
const char *kk_demo_find_value (const KkCaseView *view, const char *name);

/* Removes the folder of an example with everything in it. */
void kk_demo_folder_remove (const char *folder);

/* All of it at once, for looking around: cases with titles, some shared, some received, one with two values.
 * (transfer full): the folder of the vault to look around in. What is there already is taken as it is. */
char *kk_app_demo_build (const char *folder,
                         GBytes *csv,
                         KkAppProgress progress,
                         gpointer data,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
