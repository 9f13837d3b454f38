/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what keeps a request for advice anonymous: nothing that leads to a person is written into it before gate 0
 *          says that there is a suspicion (domain research §1.3.1).
 * Owns:    nothing.
 * Threads: as KkApp.
 * Errors:  vault errors; USAGE when the case is such a request. */

#pragma once

#include "app/kk-app-private.h"
#include "domain/kk-schema.h"
#include "vault/kk-vault-cases.h"

G_BEGIN_DECLS

/* Whether a value of this field would make it about somebody: a person, what leads to one, or words that hold such data. */
gboolean kk_advice_names_somebody (const KkField *field, KkCategories ticked);
/* Whether this case may have such a value now. */
gboolean kk_advice_check (KkApp *app, const KkVaultCase *case_, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
