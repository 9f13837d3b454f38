/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "kk-test-steps.h"

#include "app/casework/kk-app-case.h"
#include "kk-test-region.h"

char *
kk_test_steps_add_case (KkApp *app, const char *title)
{
  const KkFieldEdit edits[] = {
    { .field = "nl_CaseTitle", .value = title },
    { .field = "nl_Municipality", .value = "Deventer" },
  };
  g_autoptr (GError) error = NULL;
  char *reference = kk_app_case_new (app, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (kk_app_case_set (app, reference, NULL, edits, G_N_ELEMENTS (edits), &error));
  return reference;
}

void
kk_test_steps_unlock (KkDriver *driver)
{
  kk_driver_fill (driver, "text", "Passphrase", KK_TEST_PASSPHRASE);
  kk_driver_press (driver, "push button", "Unlock");
  kk_driver_expect (driver, "list item", "Cases");
}

void
kk_test_steps_open_case (KkDriver *driver, const char *title)
{
  kk_driver_key (driver, "ctrl+2");
  kk_driver_expect (driver, "list item", title);
  kk_driver_key (driver, "ctrl+f");
  kk_driver_key (driver, "Down");
  kk_driver_key (driver, "Return");
  kk_driver_expect (driver, "label", title);
}
