/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-stack.h"

#include <sodium.h>

void
kk_stack_wipe (void)
{
  sodium_stackzero ((gsize) 512 << 10);
}
