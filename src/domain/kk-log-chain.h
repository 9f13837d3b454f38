/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    checks that the manifests of a log are one unbroken story and what that story leaves alive
 *          (exchange §12, "Checking a tip"; docs/formats/manifest.md).
 * Owns:    KkLiveSet its table.
 * Threads: pure functions, any.
 * Errors:  none: the verdict is a value. */

#pragma once

#include "domain/kk-content.h"

G_BEGIN_DECLS

/* A manifest and the hash of its exact bytes; its signature has been checked already. */
typedef struct {
  KkManifest *manifest; /* borrowed */
  KkHash hash;
} KkChainLink;

typedef enum {
  KK_CHAIN_NEWER,  /* accept */
  KK_CHAIN_SAME,   /* nothing new */
  KK_CHAIN_OLDER,  /* an older view: keep mine */
  KK_CHAIN_FORK,   /* two stories under one number: evidence */
  KK_CHAIN_BROKEN, /* not a story at all */
} KkChainVerdict;

/* @links: the newest checkpoint and every delta since (full view), or, when @known is what was accepted last, only the
 * deltas after it. @known (nullable): push number 0 = nothing known. */
KkChainVerdict
kk_chain_check (const KkChainLink *links, gsize n_links, const KkId *log, const KkPin *known);

/* tag → hash of the packet, of everything alive in a log. */
typedef struct _KkLiveSet KkLiveSet;

KkLiveSet *kk_live_set_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_live_set_free (KkLiveSet *set);
/* FALSE when a tag is added twice or dropped without being there. */
gboolean kk_live_set_apply (KkLiveSet *set, const KkManifest *manifest) G_GNUC_WARN_UNUSED_RESULT;
gsize kk_live_set_size (const KkLiveSet *set);
const KkHash *kk_live_set_find (const KkLiveSet *set, const KkId *tag);
/* Calls @each for every member, in no order. */
void kk_live_set_foreach (const KkLiveSet *set, GHFunc each, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkLiveSet, kk_live_set_free)

G_END_DECLS
