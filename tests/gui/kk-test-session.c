/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "kk-test-session.h"

#include "kk-test-gtk.h"
#include "kk-test-region.h"

static void
on_open_cb (gpointer owner, gpointer result G_GNUC_UNUSED, const GError *error)
{
  g_assert_no_error (error);
  g_object_set_data (owner, "open", GINT_TO_POINTER (TRUE));
}

static gboolean
is_open (gpointer session)
{
  return g_object_get_data (session, "open") != NULL;
}

void
kk_test_session_open (KkSession *session, const char *vault)
{
  g_object_set_data (G_OBJECT (session), "open", NULL);
  kk_session_open (session, G_OBJECT (session), vault, kk_test_secret_new (KK_TEST_PASSPHRASE),
                   on_open_cb);
  kk_test_gtk_wait (is_open, session);
}

void
kk_test_session_end (KkSession *session)
{
  kk_session_lock (session);
  g_object_run_dispose (G_OBJECT (session));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (session);
}
