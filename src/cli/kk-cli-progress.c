/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* One line on a terminal that is written over; nothing at all elsewhere. */

#include "cli/kk-cli-private.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#define LEAST_INTERVAL (G_USEC_PER_SEC / 10)

static gboolean line_is_open;
static gint64 shown_at;

static char *
dup_line (const char *what, guint64 done, guint64 total)
{
  if (total == 0)
    return g_strdup_printf ("%s…", what);
  /* Translators: what is being done, how many are done, how many there are. */
  return g_strdup_printf (_ ("%s: %lu of %lu"), what, (gulong) done, (gulong) total);
}

static void
on_app_progress_cb (const char *what, guint64 done, guint64 total, gpointer data G_GNUC_UNUSED)
{
  g_autofree char *line = NULL;
  gint64 now = g_get_monotonic_time ();

  if (line_is_open && now - shown_at < LEAST_INTERVAL)
    return;
  line = dup_line (what, done, total);
  g_printerr ("\r%s\033[K", line);
  line_is_open = TRUE;
  shown_at = now;
}

void
kk_cli_end_progress (void)
{
  if (!line_is_open)
    return;
  fputs ("\r\033[K", stderr);
  line_is_open = FALSE;
}

KkAppProgress
kk_cli_get_progress (void)
{
  return isatty (STDERR_FILENO) ? on_app_progress_cb : NULL;
}
