/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the text header of an age v1 file: stanzas that each wrap the file key in some way, and a
 *          MAC (docs/formats/backup.md, "The age file"). Pure: no keys, no I/O.
 * Owns:    a header owns its stanzas.
 * Threads: any; immutable once parsed.
 * Errors:  anything but one strict spelling: KK_BACKUP_ERROR_HEADER. */

#pragma once

#include "crypto/kk-age.h"

#include <glib.h>

G_BEGIN_DECLS

/* More than any person's list of recipients. */
#define KK_AGE_HEADER_SIZE_MOST (64 << 10)

typedef struct {
  GStrv arguments; /* the first is the type */
  GByteArray *body;
} KkAgeStanza;

typedef struct {
  GPtrArray *stanzas; /* of KkAgeStanza */
  guint8 mac[KK_AGE_MAC_SIZE];
  gsize signed_size; /* of the text that the MAC is over */
} KkAgeHeader;

/* @text: the whole header, its last line feed included. */
KkAgeHeader *kk_age_header_parse (const char *text, gsize size, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_age_header_free (KkAgeHeader *header);

/* Whether the line that ends at @size is the last of a header. */
gboolean kk_age_header_is_complete (const char *text, gsize size);

/* TRUE when the stanza is of this kind; an error when it is but cannot be one. */
gboolean kk_age_stanza_to_key_wrap (const KkAgeStanza *stanza, KkAgeKeyWrap *wrap, GError **error);
gboolean kk_age_stanza_to_passphrase_wrap (const KkAgeStanza *stanza,
                                           KkAgePassphraseWrap *wrap,
                                           GError **error);

/* A text that ends where the MAC begins: first begin, then a stanza for each wrap, then end. */
void kk_age_header_begin (GString *text);
void kk_age_header_add_key_wrap (GString *text, const KkAgeKeyWrap *wrap);
void kk_age_header_add_passphrase_wrap (GString *text, const KkAgePassphraseWrap *wrap);
void kk_age_header_end (GString *text, const KkAgeFileKey *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkAgeHeader, kk_age_header_free)

G_END_DECLS
