/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    random codes that people read aloud or keep on paper, with check characters
 *          (docs/formats/keys.md, "Codes that people read aloud or write down").
 * Owns:    codes and their text are secrets; declare them with g_auto() and { 0 }.
 * Threads: any.
 * Errors:  parsing answers FALSE and leaves the code empty. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KK_CODE_GROUP     4
#define KK_CODE_LONGEST   32
#define KK_CODE_TEXT_SIZE (KK_CODE_LONGEST + KK_CODE_LONGEST / KK_CODE_GROUP)

typedef enum {
  KK_CODE_RECOVERY, /* 140 bits, 8 groups: opens the vault */
  KK_CODE_SPOKEN,   /* 100 bits, 6 groups: opens the network secrets of a join answer */
} KkCodeKind;

/* Upper case, without separators. */
typedef struct {
  char characters[KK_CODE_LONGEST + 1];
} KkCode;

/* "ABCD-EFGH-…" */
typedef struct {
  char text[KK_CODE_TEXT_SIZE];
} KkCodeText;

void kk_code_generate (KkCodeKind kind, KkCode *code);
/* Either case, I and L for 1, O for 0, blanks and hyphens anywhere. */
gboolean kk_code_parse (KkCodeKind kind, const char *typed, KkCode *code) G_GNUC_WARN_UNUSED_RESULT;
void kk_code_format (const KkCode *code, KkCodeText *text);
/* Whether @typed is group @group (from 0) of @code, for the question after writing it down. */
gboolean kk_code_group_matches (const KkCode *code, guint group, const char *typed);
guint kk_code_count_groups (KkCodeKind kind);
void kk_code_clear (KkCode *code);
void kk_code_text_clear (KkCodeText *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkCode, kk_code_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkCodeText, kk_code_text_clear)

G_END_DECLS
