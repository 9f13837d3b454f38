/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* A chain of manifests against the one that a revocation pins (exchange §11, §12). */

#include "domain/kk-log-chain.h"

#define FIRST 5 /* number of the checkpoint */
#define COUNT 4

typedef struct {
  KkChainLink links[COUNT];
} Chain;

static KkHash
hash_of (guint64 push_no)
{
  KkHash hash = { { (guint8) push_no, 1 } };

  return hash;
}

static void
set_up (Chain *chain, gconstpointer data G_GNUC_UNUSED)
{
  for (guint i = 0; i < COUNT; i++) {
    KkManifest *manifest = kk_manifest_new (i == 0 ? KK_MANIFEST_CHECKPOINT : KK_MANIFEST_DELTA);

    manifest->push_no = FIRST + i;
    manifest->previous = hash_of (FIRST + i - 1);
    chain->links[i] = (KkChainLink){ manifest, hash_of (FIRST + i) };
  }
}

static void
tear_down (Chain *chain, gconstpointer data G_GNUC_UNUSED)
{
  for (guint i = 0; i < COUNT; i++)
    kk_manifest_free (chain->links[i].manifest);
}

static KkChainPinVerdict
check_pin (const Chain *chain, guint64 push_no, gboolean other)
{
  KkPin pin = { .push_no = push_no, .manifest = hash_of (other ? 200 : push_no) };

  return kk_chain_check_pin (chain->links, COUNT, &pin);
}

static void
test_pin (Chain *chain, gconstpointer data G_GNUC_UNUSED)
{
  KkPastCheckpoint past = { 2, hash_of (2) };

  g_array_append_val (chain->links[0].manifest->past, past);
  for (guint64 n = FIRST - 1; n < FIRST + COUNT; n++) {
    g_assert_cmpint (check_pin (chain, n, FALSE), ==, KK_CHAIN_PIN_HOLDS);
    g_assert_cmpint (check_pin (chain, n, TRUE), ==, KK_CHAIN_PIN_OTHER);
  }
  g_assert_cmpint (check_pin (chain, FIRST + COUNT, FALSE), ==, KK_CHAIN_PIN_AHEAD);
  g_assert_cmpint (check_pin (chain, 2, FALSE), ==, KK_CHAIN_PIN_HOLDS);
  g_assert_cmpint (check_pin (chain, 2, TRUE), ==, KK_CHAIN_PIN_OTHER);
  g_assert_cmpint (check_pin (chain, 3, TRUE), ==,
                   KK_CHAIN_PIN_HOLDS); /* nothing up to it is shown */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/log-chain/pin", Chain, NULL, set_up, test_pin, tear_down);
  return g_test_run ();
}
