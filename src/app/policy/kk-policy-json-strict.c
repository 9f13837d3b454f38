/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* JSON-GLib reads more than JSON: remarks, assignments, several values in a row, the last of two equal keys. A legal
 * question must have one reading only, so its text is checked first and equal keys are counted while it is read. */

#include "app/policy/kk-policy-json-private.h"

#include <string.h>

#define DEPTH_LIMIT  16
#define NUMBER_LIMIT 18
#define TEXT_LIMIT   (16 << 20)

typedef struct {
  const char *at;
  const char *end;
  guint depth;
} Scanner;

static gboolean scan_value (Scanner *scanner);

static gboolean
is_at (const Scanner *scanner, char c)
{
  return scanner->at < scanner->end && *scanner->at == c;
}

static void
skip_space (Scanner *scanner)
{
  while (scanner->at < scanner->end && strchr (" \t\r\n", *scanner->at) != NULL)
    scanner->at++;
}

static gboolean
take (Scanner *scanner, char c)
{
  skip_space (scanner);
  if (!is_at (scanner, c))
    return FALSE;
  scanner->at++;
  return TRUE;
}

static gboolean
scan_escape (Scanner *scanner)
{
  if (scanner->at == scanner->end)
    return FALSE;
  if (*scanner->at != 'u')
    return strchr ("\"\\/bfnrt", *scanner->at++) != NULL;
  if (scanner->end - scanner->at < 5 || memcmp (scanner->at, "u0000", 5) == 0)
    return FALSE; /* a zero would end the text early, and a key could pass for another */
  for (guint i = 1; i < 5; i++) {
    if (!g_ascii_isxdigit (scanner->at[i]))
      return FALSE;
  }
  scanner->at += 5;
  return TRUE;
}

static gboolean
scan_string (Scanner *scanner)
{
  if (!take (scanner, '"'))
    return FALSE;
  while (scanner->at < scanner->end && *scanner->at != '"') {
    char c = *scanner->at++;

    if ((guchar) c < 0x20 || (c == '\\' && !scan_escape (scanner)))
      return FALSE;
  }
  return take (scanner, '"');
}

static gboolean
scan_digits (Scanner *scanner)
{
  const char *start = scanner->at;

  while (scanner->at < scanner->end && g_ascii_isdigit (*scanner->at))
    scanner->at++;
  return scanner->at > start && scanner->at - start <= NUMBER_LIMIT;
}

static gboolean
scan_number (Scanner *scanner)
{
  const char *digits;

  if (is_at (scanner, '-'))
    scanner->at++;
  digits = scanner->at;
  if (!scan_digits (scanner) || (*digits == '0' && scanner->at - digits > 1))
    return FALSE;
  if (is_at (scanner, '.')) {
    scanner->at++;
    if (!scan_digits (scanner))
      return FALSE;
  }
  if (!is_at (scanner, 'e') && !is_at (scanner, 'E'))
    return TRUE;
  scanner->at++;
  if (is_at (scanner, '+') || is_at (scanner, '-'))
    scanner->at++;
  return scan_digits (scanner);
}

static gboolean
scan_word (Scanner *scanner)
{
  static const char *const words[] = { "true", "false", "null" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    gsize size = strlen (words[i]);

    if ((gsize) (scanner->end - scanner->at) >= size && memcmp (scanner->at, words[i], size) == 0) {
      scanner->at += size;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
scan_members (Scanner *scanner, char close, gboolean keyed)
{
  if (take (scanner, close))
    return TRUE;
  do {
    if (keyed && (!scan_string (scanner) || !take (scanner, ':')))
      return FALSE;
    if (!scan_value (scanner))
      return FALSE;
  } while (take (scanner, ','));
  return take (scanner, close);
}

static gboolean
scan_value (Scanner *scanner)
{
  gboolean ok;

  skip_space (scanner);
  if (scanner->at == scanner->end || scanner->depth == DEPTH_LIMIT)
    return FALSE;
  scanner->depth++;
  if (take (scanner, '{'))
    ok = scan_members (scanner, '}', TRUE);
  else if (take (scanner, '['))
    ok = scan_members (scanner, ']', FALSE);
  else if (is_at (scanner, '"'))
    ok = scan_string (scanner);
  else
    ok = scan_word (scanner) || scan_number (scanner);
  scanner->depth--;
  return ok;
}

/* How many members each open object has had so far, and whether one came twice. */
typedef struct {
  GArray *counts;
  gboolean twice;
} Counter;

static void
on_object_start (JsonParser *parser G_GNUC_UNUSED, gpointer data)
{
  Counter *counter = data;
  guint none = 0;

  g_array_append_val (counter->counts, none);
}

static void
on_object_member (JsonParser *parser G_GNUC_UNUSED,
                  JsonObject *object G_GNUC_UNUSED,
                  const char *name G_GNUC_UNUSED,
                  gpointer data)
{
  Counter *counter = data;

  g_array_index (counter->counts, guint, counter->counts->len - 1)++;
}

static void
on_object_end (JsonParser *parser G_GNUC_UNUSED, JsonObject *object, gpointer data)
{
  Counter *counter = data;
  guint count = g_array_index (counter->counts, guint, counter->counts->len - 1);

  g_array_set_size (counter->counts, counter->counts->len - 1);
  if (count != json_object_get_size (object))
    counter->twice = TRUE;
}

static gboolean
is_json (const char *json, gsize size)
{
  Scanner scanner = { json, json + size, 0 };

  if (size > TEXT_LIMIT || !g_utf8_validate_len (json, size, NULL) || !scan_value (&scanner))
    return FALSE;
  skip_space (&scanner);
  return scanner.at == scanner.end;
}

JsonNode *
kk_json_read_strict (const char *json, gssize length, GError **error)
{
  gsize size = length < 0 ? strlen (json) : (gsize) length;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (guint));
  Counter counter = { counts, FALSE };

  if (!is_json (json, size)) {
    g_set_error_literal (error, KK_POLICY_ERROR, KK_POLICY_ERROR_QUESTION, "this is not JSON");
    return NULL;
  }
  g_signal_connect (parser, "object-start", G_CALLBACK (on_object_start), &counter);
  g_signal_connect (parser, "object-member", G_CALLBACK (on_object_member), &counter);
  g_signal_connect (parser, "object-end", G_CALLBACK (on_object_end), &counter);
  if (!json_parser_load_from_data (parser, json, (gssize) size, NULL) || counter.twice) {
    g_set_error_literal (error, KK_POLICY_ERROR, KK_POLICY_ERROR_QUESTION,
                         counter.twice ? "a key stands twice in one object" : "this is not JSON");
    return NULL;
  }
  return json_parser_steal_root (parser);
}
