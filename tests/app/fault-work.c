/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "fault-work.h"

#include "app/kk-app-private.h"
#include "app/register/kk-app-register.h"
#include "hostile-stage.h"

KkApp *
fault_app (FaultRoom *room)
{
  return kk_test_region_get_app (room->region, FAULT_OWN);
}

const KkTestMember *
fault_own_member (const FaultRoom *room)
{
  return room->region->members->pdata[0];
}

void
fault_build_with (FaultRoom *room, const char *const *names)
{
  room->region = kk_test_region_new (names);
  room->code = g_strdup (fault_own_member (room)->recovery);
  hostile_import (room->region, FAULT_OWN);
}

void
fault_build_alone (FaultRoom *room)
{
  static const char *const names[] = { FAULT_OWN, NULL };

  fault_build_with (room, names);
}

/* The vault opens with @typed, and is whole. */
KkApp *
fault_open_whole (const char *folder, const char *typed)
{
  g_autoptr (KkSecret) secret = kk_test_secret_new (typed);
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_app_open (folder, secret, &error);

  g_assert_no_error (error);
  kk_vault_check (app->vault, &error);
  g_assert_no_error (error);
  return app;
}

static void
assert_register (KkApp *app)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkRegisterProof) proof = kk_app_register_verify (app, &error);

  g_assert_no_error (error);
  g_assert_true (proof->ok);
}

KkApp *
fault_open_own (FaultRoom *room)
{
  KkTestMember *member = room->region->members->pdata[0];

  member->app = fault_open_whole (member->folder, KK_TEST_PASSPHRASE);
  g_assert_cmpuint (stage_count (member->app, NULL), ==, 2);
  assert_register (member->app);
  return member->app;
}

void
fault_assert_name (KkApp *app, gboolean is_new)
{
  g_autofree char *name = stage_value (app, FAULT_CASE, "person", "prs_FirstName");

  if (is_new)
    g_assert_cmpstr (name, ==, FAULT_AFTER);
  else
    g_assert_true (g_str_equal (name, FAULT_BEFORE) || g_str_equal (name, FAULT_AFTER));
  /* What is searched in is of the same instant. */
  g_assert_cmpuint (stage_count (app, name), ==, 1);
}

gboolean
fault_is_done (FaultEnd end)
{
  return end == FAULT_DONE || end == FAULT_FAILED_THEN_DONE;
}
