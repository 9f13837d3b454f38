/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-app-error.h"

G_DEFINE_QUARK (kk_app_error, kk_app_error)
