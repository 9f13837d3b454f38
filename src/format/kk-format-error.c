/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-format-error.h"

G_DEFINE_QUARK (kk_format_error, kk_format_error)
