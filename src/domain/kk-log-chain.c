/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-log-chain.h"

static gboolean
is_beginning (const KkManifest *manifest)
{
  if (manifest->kind != KK_MANIFEST_CHECKPOINT)
    return FALSE;
  return manifest->push_no != 1 || kk_hash_is_zero (&manifest->previous);
}

static gboolean
continues_known (const KkManifest *manifest, const KkPin *known)
{
  return manifest->kind == KK_MANIFEST_DELTA && known != NULL && known->push_no > 0 &&
         manifest->push_no == known->push_no + 1 &&
         kk_hash_equal (&manifest->previous, &known->manifest);
}

static gboolean
follows (const KkChainLink *link, const KkChainLink *before)
{
  return link->manifest->kind == KK_MANIFEST_DELTA &&
         link->manifest->push_no == before->manifest->push_no + 1 &&
         kk_hash_equal (&link->manifest->previous, &before->hash);
}

static gboolean
is_unbroken (const KkChainLink *links, gsize n_links, const KkId *log, const KkPin *known)
{
  if (n_links == 0)
    return FALSE;
  for (gsize i = 0; i < n_links; i++) {
    if (!kk_id_equal (&links[i].manifest->log, log))
      return FALSE;
    if (i > 0 && !follows (&links[i], &links[i - 1]))
      return FALSE;
  }
  return is_beginning (links[0].manifest) || continues_known (links[0].manifest, known);
}

/* (nullable): the hash that this story gives for a push number. */
static const KkHash *
hash_at (const KkChainLink *links, gsize n_links, guint64 push_no)
{
  const KkManifest *first = links[0].manifest;

  if (push_no >= first->push_no && push_no - first->push_no < n_links)
    return &links[push_no - first->push_no].hash;
  for (guint i = 0; first->past != NULL && i < first->past->len; i++) {
    const KkPastCheckpoint *past = &g_array_index (first->past, KkPastCheckpoint, i);

    if (past->push_no == push_no)
      return &past->hash;
  }
  if (push_no + 1 == first->push_no)
    return &first->previous;
  return NULL;
}

KkChainVerdict
kk_chain_check (const KkChainLink *links, gsize n_links, const KkId *log, const KkPin *known)
{
  const KkManifest *newest;
  const KkHash *seen;

  if (!is_unbroken (links, n_links, log, known))
    return KK_CHAIN_BROKEN;
  if (known == NULL || known->push_no == 0)
    return KK_CHAIN_NEWER;

  newest = links[n_links - 1].manifest;
  if (newest->push_no < known->push_no)
    return KK_CHAIN_OLDER;
  /* Continuity across a checkpoint that nobody can show any more is not asked (§12). */
  seen = hash_at (links, n_links, known->push_no);
  if (seen != NULL && !kk_hash_equal (seen, &known->manifest))
    return KK_CHAIN_FORK;
  return newest->push_no == known->push_no ? KK_CHAIN_SAME : KK_CHAIN_NEWER;
}

/* A manifest names the one before it by its hash: the pinned one vouches for all before it, and for none after it. */
KkChainPinVerdict
kk_chain_check_pin (const KkChainLink *links, gsize n_links, const KkPin *pin)
{
  const KkHash *seen;

  if (n_links == 0)
    return KK_CHAIN_PIN_HOLDS;
  if (links[n_links - 1].manifest->push_no < pin->push_no)
    return KK_CHAIN_PIN_AHEAD;
  seen = hash_at (links, n_links, pin->push_no);
  return seen == NULL || kk_hash_equal (seen, &pin->manifest) ? KK_CHAIN_PIN_HOLDS
                                                              : KK_CHAIN_PIN_OTHER;
}
