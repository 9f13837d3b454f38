/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    values of options and arguments that are more than text: codes, keys, files.
 * Owns:    what is returned belongs to the caller.
 * Threads: one.
 * Errors:  FALSE or NULL after a complaint that names the option. */

#pragma once

#include "cli/kk-cli.h"

G_BEGIN_DECLS

/* The hat in @option, which was given. */
gboolean kk_cli_parse_hat (KkCli *cli, const char *option, KkHat *hat);
/* @hats: (out) (nullable) (element-type KkHat): NULL when the option was not given. */
gboolean kk_cli_parse_hats (KkCli *cli, const char *option, GArray **hats);
gboolean kk_cli_parse_purpose (KkCli *cli, KkPurpose *purpose);
gboolean kk_cli_parse_categories (KkCli *cli, const char *option, KkCategories *categories);
/* (transfer full) (element-type utf8): their codes. */
GPtrArray *kk_cli_list_categories (KkCategories categories);
gboolean kk_cli_parse_purposes (KkCli *cli, const char *option, KkPurposes *purposes);
gboolean kk_cli_parse_subjects (KkCli *cli, const char *option, KkSubjects *subjects);
/* G0 to G7, in @option, which was given. */
gboolean kk_cli_parse_gate (KkCli *cli, const char *option, KkGate *gate);
/* --host-key as ssh-keygen -l shows it ("SHA256:…") or as 64 digits. @given: (out): FALSE when it was not. */
gboolean kk_cli_parse_host_key (KkCli *cli, KkHash *key, gboolean *given);

/* The bytes of the file @path, or of stdin for "-". NULL after a complaint. */
GBytes *kk_cli_read_file (KkCli *cli, const char *path) G_GNUC_WARN_UNUSED_RESULT;
/* The same, as text that is UTF-8 and has no zero in it. */
char *kk_cli_read_text (KkCli *cli, const char *path) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
