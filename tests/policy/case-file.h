/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    reads the legal decisions of tests/cases/policy (see the README there).
 * Owns:    a case owns its question and its expectations.
 * Threads: one.
 * Errors:  a line that cannot be read ends the test with file and line. */

#pragma once

#include "policy/kk-policy.h"

typedef struct {
  char *name;
  char *place; /* file:line */
  KkQuestion *question;
  GPtrArray *
      expectations; /* char **: the words of expect, missing, caveats, retention, banner, duties, shows */
} PolicyCase;

/* (element-type PolicyCase) */
GPtrArray *policy_cases_read (const char *path) G_GNUC_WARN_UNUSED_RESULT;
