/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the project's own register of legal bases, and small changes to it, for tests and benchmarks.
 * Owns:    results belong to the caller.
 * Threads: one.
 * Errors:  a register that cannot be read ends the test. */

#pragma once

#include "policy/kk-policy.h"

/* (element-type KkRegisterFile): the files of data/register. */
GArray *register_files_load (void) G_GNUC_WARN_UNUSED_RESULT;
void register_files_free (GArray *files);
KkRegister *register_load (void) G_GNUC_WARN_UNUSED_RESULT;

/* Replaces the first @old in the file named @name by @fresh, and stamps the hashes of the file anew. */
void register_files_edit (GArray *files, const char *name, const char *old, const char *fresh);
/* (transfer full): @text with the right hash in every row. */
char *register_stamp (const char *text);
