/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "policy/kk-ways-private.h"

static void
add_way (KkWays *ways, KkFactSet of, KkFactSet with)
{
  if (of == 0 || with == 0 || ways->n == KK_MAX_WAYS)
    return;
  for (guint i = 0; i < ways->n; i++) {
    if (ways->ways[i].of == of && ways->ways[i].with == with)
      return;
  }
  ways->ways[ways->n++] = (KkWay){ of, with };
}

void
kk_ways_note (KkWays *ways, const KkVerdict *kept, const KkVerdict *left)
{
  if (ways != NULL && kept->status == KK_OPEN && left->status == KK_OPEN)
    add_way (ways, kept->missing_set & ~left->missing_set, left->missing_set & ~kept->missing_set);
}

/* What spared something that need not be asked for after all. */
static void
forget_ways (KkWays *ways, KkFactSet missing)
{
  guint kept = 0;

  for (guint i = 0; ways != NULL && i < ways->n; i++) {
    if ((ways->ways[i].of & ~missing) != 0)
      ways->ways[kept++] = ways->ways[i];
  }
  if (ways != NULL)
    ways->n = kept;
}

void
kk_ways_choose (KkWays *ways, KkVerdict *best, const KkVerdict *other)
{
  if (!kk_verdict_is_better (other, best)) {
    kk_ways_note (ways, best, other);
    return;
  }
  kk_ways_note (ways, other, best);
  if (other->status == KK_HOLDS)
    forget_ways (ways, best->missing_set);
  *best = *other;
}

void
kk_ways_settle (KkWays *ways, const KkWays *found, KkFactSet missing, KkFactSet shared)
{
  for (guint i = 0; i < found->n; i++) {
    const KkWay *way = &found->ways[i];

    if ((way->of & ~missing) == 0 && (way->of & shared) == 0)
      add_way (ways, way->of, way->with & ~missing);
  }
}
