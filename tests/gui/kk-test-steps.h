/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    steps of a person that several tests of the whole client begin with.
 * Owns:    nothing.
 * Threads: main.
 * Errors:  whatever fails aborts the test. */

#pragma once

#include "app/kk-app.h"
#include "kk-driver.h"

G_BEGIN_DECLS

/* (transfer full): reference of a new case in Deventer. */
char *kk_test_steps_add_case (KkApp *app, const char *title);
/* Until the parts of the window are there. */
void kk_test_steps_unlock (KkDriver *driver);
/* The first one in the list, by keys; its title begins with @title. */
void kk_test_steps_open_case (KkDriver *driver, const char *title);

G_END_DECLS
