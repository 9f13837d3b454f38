/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "backup/kk-retention.h"

static KkRetained *
get (GArray *backups, guint i)
{
  return &g_array_index (backups, KkRetained, i);
}

static gboolean
is_full (const KkRetained *backup)
{
  return backup->full == backup->number;
}

/* How many full backups there are from @number on. */
static guint
count_full_from (GArray *backups, guint64 number)
{
  guint count = 0;

  for (guint i = 0; i < backups->len; i++)
    count += is_full (get (backups, i)) && get (backups, i)->number >= number ? 1 : 0;
  return count;
}

static gboolean
has (GArray *backups, guint64 number)
{
  for (guint i = 0; i < backups->len; i++)
    if (get (backups, i)->number == number)
      return TRUE;
  return FALSE;
}

static guint
count_newer (GArray *backups, guint64 number)
{
  guint count = 0;

  for (guint i = 0; i < backups->len; i++)
    count += get (backups, i)->number > number ? 1 : 0;
  return count;
}

/* An increment needs those before it, so of one full backup either all go that came after some number, or none. */
static gboolean
is_wanted (GArray *backups, const KkRetained *backup)
{
  guint place = count_full_from (backups, backup->full);

  if (!has (backups, backup->full))
    return FALSE;
  return place <= (is_full (backup) ? KK_RETENTION_FULL : KK_RETENTION_WHOLE);
}

static void
keep_with_what_it_needs (GArray *backups, const KkRetained *newest)
{
  for (guint i = 0; i < backups->len; i++) {
    KkRetained *backup = get (backups, i);

    if (backup->full == newest->full && backup->number <= newest->number)
      backup->action = KK_RETENTION_KEEP;
  }
}

void
kk_retention_decide (GArray *backups)
{
  guint first = backups->len > KK_RETENTION_NEWEST ? backups->len - KK_RETENTION_NEWEST : 0;

  for (guint i = 0; i < backups->len; i++) {
    KkRetained *backup = get (backups, i);

    if (is_wanted (backups, backup))
      backup->action = KK_RETENTION_KEEP;
    else if (backup->marked != 0 && count_newer (backups, backup->marked) >= KK_RETENTION_GRACE)
      backup->action = KK_RETENTION_DELETE;
    else
      backup->action = KK_RETENTION_MARK;
  }
  for (guint i = first; i < backups->len; i++)
    keep_with_what_it_needs (backups, get (backups, i));
}
