/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Who was revoked, and what of them still counts (exchange §11, "revocation"). A revocation is never taken back, and
 * those of both sides of a fork count: every document that was ever seen is asked. */

#include "app/region/kk-directory-entry-private.h"

typedef gboolean (*RevocationFunc) (KkRevocation *revocation, gpointer data);

/* TRUE as soon as @function is. What an organisation says holds for its own devices only. */
static gboolean
any_revocation (const KkDirectory *directory,
                const char *slug,
                RevocationFunc function,
                gpointer data)
{
  for (int kind = KK_BOARD_REGION; kind <= KK_BOARD_ORGANISATION; kind++) {
    const GPtrArray *entries = directory->entries[kind];

    for (guint i = 0; i < entries->len; i++) {
      const KkDirectoryEntry *entry = entries->pdata[i];
      const GPtrArray *revocations =
          kind == KK_BOARD_REGION ? entry->region->revocations : entry->organisation->revocations;

      if (kind == KK_BOARD_ORGANISATION && !g_str_equal (entry->stored->slug, slug))
        continue;
      for (guint r = 0; r < revocations->len; r++) {
        if (function (revocations->pdata[r], data))
          return TRUE;
      }
    }
  }
  return FALSE;
}

static gboolean
collect_device (KkRevocation *revocation, gpointer data)
{
  g_hash_table_add (data, &revocation->device);
  return FALSE;
}

GHashTable *
kk_directory_collect_revoked (const KkDirectory *directory, const char *slug)
{
  GHashTable *revoked = g_hash_table_new (kk_id_hash, kk_id_equal);

  (void) any_revocation (directory, slug, collect_device, revoked);
  return revoked;
}

gboolean
kk_directory_is_revoked (const KkDirectory *directory, const KkId *device)
{
  const GPtrArray *seats = kk_directory_get_index (directory)->seats;

  for (guint i = 0; i < seats->len; i++) {
    const KkSeatInfo *seat = seats->pdata[i];

    if (seat->revoked && kk_id_equal (&seat->device_id, device))
      return TRUE;
  }
  return FALSE;
}

typedef struct {
  const KkId *device;
  const KkId *log;
  KkPin *pin;
  gboolean is_found;
} PinSearch;

static const KkPin *
find_log_pin (const KkRevocation *revocation, const KkId *log)
{
  for (guint i = 0; i < revocation->pins->len; i++) {
    const KkPin *pin = &g_array_index (revocation->pins, KkPin, i);

    if (kk_id_equal (&pin->log, log))
      return pin;
  }
  return NULL;
}

/* TRUE stops: a revocation that does not know the log. */
static gboolean
tighten (KkRevocation *revocation, gpointer data)
{
  PinSearch *search = data;
  const KkPin *pin;

  if (!kk_id_equal (&revocation->device, search->device))
    return FALSE;
  pin = find_log_pin (revocation, search->log);
  if (pin != NULL && (!search->is_found || pin->push_no < search->pin->push_no))
    *search->pin = *pin;
  search->is_found = pin != NULL;
  return pin == NULL;
}

gboolean
kk_directory_find_pin (const KkDirectory *directory,
                       const KkSeatInfo *seat,
                       const KkId *log,
                       KkPin *pin)
{
  PinSearch search = { &seat->device_id, log, pin, FALSE };

  (void) any_revocation (directory, seat->organisation->slug, tighten, &search);
  return search.is_found;
}
