/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The vaults, the region, and four organisations that join it. */

#include "cli/kk-cli-demo-private.h"

#include <glib/gi18n.h>

static void
on_joined_cb (KkDemoParty party, const char *fingerprint, gpointer data)
{
  KkDemo *demo = data;

  if (fingerprint == NULL)
    /* Translators: name of an organisation. */
    kk_demo_tell (demo, _ ("  %s started the region IJsselland"), kk_demo_cast[party].name);
  else
    /* Translators: name of an organisation and a fingerprint. */
    kk_demo_tell (demo, _ ("  %s joined; fingerprint compared: %s"), kk_demo_cast[party].name,
                  fingerprint);
}

gboolean
kk_demo_make_region (KkDemo *demo)
{
  g_autoptr (GError) error = NULL;

  kk_demo_title (demo, _ ("A region of five organisations, each with its own encrypted vault"));
  return kk_demo_region_make (&demo->region, on_joined_cb, demo, &error) ||
         kk_cli_fail (demo->cli, error);
}
