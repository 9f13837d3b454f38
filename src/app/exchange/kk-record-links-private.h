/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the references that a new record has to its case and to the person that it is about, without which nobody
 *          can say whose data its values are (docs/formats/schema.md, "Whose data").
 * Owns:    nothing.
 * Threads: as KkApp.
 * Errors:  as kk-record-writer-private.h. */

#pragma once

#include "app/casework/kk-record-writer-private.h"

G_BEGIN_DECLS

/* Right after kk_record_writer_make() of a record of this type. @case_, @person: (nullable): record ids. */
gboolean kk_record_links_add (KkRecordWriter *writer,
                              KkRecordType type,
                              const KkId *case_,
                              const KkId *person,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
