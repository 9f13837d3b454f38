/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    checks that the manifests of a log are one unbroken story (exchange §12, "Checking a tip"; docs/formats/manifest.md).
 * Owns:    nothing.
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

typedef enum {
  KK_CHAIN_PIN_HOLDS, /* what was listed up to the pin is what the revoker saw, or nothing up to it is shown */
  KK_CHAIN_PIN_AHEAD, /* an older view than that of the revoker */
  KK_CHAIN_PIN_OTHER, /* another story under the pinned number */
} KkChainPinVerdict;

/* How an accepted chain stands to the manifest that the revocation of its writer pins (§11). */
KkChainPinVerdict kk_chain_check_pin (const KkChainLink *links, gsize n_links, const KkPin *pin);

G_END_DECLS
