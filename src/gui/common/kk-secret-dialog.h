/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a question that is answered with a passphrase or a code.
 * Owns:    the dialog owns what was typed until it closes.
 * Threads: main.
 * Errors:  none. */

#pragma once

#include "base/kk-secret.h"

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct {
  const char *heading;
  const char *body;
  const char *label;  /* of the field */
  const char *accept; /* on the button that goes on */
} KkSecretDialogWords;

GtkWidget *kk_secret_dialog_new (GtkWindow *parent, const KkSecretDialogWords *words)
    G_GNUC_WARN_UNUSED_RESULT;
/* For its signal "response". (transfer full) (nullable): NULL when nothing was typed, or the person does not go on. */
KkSecret *kk_secret_dialog_dup_typed (AdwMessageDialog *dialog, const char *response)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
