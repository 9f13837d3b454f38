/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    names of fields and desks for people, in what the program writes for them.
 * Owns:    results belong to the caller.
 * Threads: any.
 * Errors:  none: what nothing names is shown by its number or id. */

#pragma once

#include "app/region/kk-directory-private.h"

G_BEGIN_DECLS

/* (transfer full): "Person: First name", with the code of a set behind it; empty for field 0. */
char *kk_label_dup_field (guint32 number, const char *element);
/* (transfer full): "Veilig Thuis". */
char *kk_label_dup_organisation (const KkDirectory *directory, const KkId *desk);
/* (transfer full): "Veilig Thuis, Zorg (zorgcoordinator)". */
char *kk_label_dup_desk (const KkDirectory *directory, const KkId *desk);
/* The kind of an entry as kk_entry_kind_text() spells it, translated; static. */
const char *kk_label_entry (const char *kind);

G_END_DECLS
