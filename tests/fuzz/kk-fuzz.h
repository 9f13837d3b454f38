/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the one function of a fuzz target, called by libFuzzer or by kk-fuzz-replay.c.
 * Owns:    nothing.
 * Threads: one.
 * Errors:  always answers 0; a finding is an assertion, a sanitizer report or a crash. */

#pragma once

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
