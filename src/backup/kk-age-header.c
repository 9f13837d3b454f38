/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "backup/kk-age-header.h"
#include "backup/kk-backup-error.h"

#include <string.h>

#define VERSION    "age-encryption.org/v1\n"
#define COLUMNS    64
#define KEY        "X25519"
#define PASSPHRASE "scrypt"

/* What is left to parse. A line is borrowed from it, without its line feed. */
typedef struct {
  const char *rest;
  gsize size;
} Text;

typedef struct {
  const char *at;
  gsize size;
} Line;

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, KK_BACKUP_ERROR, KK_BACKUP_ERROR_HEADER, why);
  return FALSE;
}

static void
free_stanza (gpointer data)
{
  KkAgeStanza *stanza = data;

  g_strfreev (stanza->arguments);
  g_byte_array_unref (stanza->body);
  g_free (stanza);
}

void
kk_age_header_free (KkAgeHeader *header)
{
  g_ptr_array_unref (header->stanzas);
  g_free (header);
}

static gboolean
take_line (Text *text, Line *line)
{
  const char *end = memchr (text->rest, '\n', text->size);

  if (end == NULL)
    return FALSE;
  *line = (Line){ text->rest, (gsize) (end - text->rest) };
  text->size -= line->size + 1;
  text->rest = end + 1;
  return TRUE;
}

static gboolean
starts_with (Line line, const char *prefix)
{
  return line.size >= strlen (prefix) && memcmp (line.at, prefix, strlen (prefix)) == 0;
}

/* As text without padding. */
static char *
encode (const guint8 *data, gsize size)
{
  char *text = g_base64_encode (data, size);
  char *padding = strchr (text, '=');

  if (padding != NULL)
    *padding = '\0';
  return text;
}

/* (transfer full) (nullable): NULL unless @line is what encode() would write, which also refuses
 * padding, and bits beyond the last byte. */
static guint8 *
decode (Line line, gsize *size)
{
  g_autofree char *padded = g_strdup_printf ("%.*s%.*s", (int) line.size, line.at,
                                             (int) ((4 - line.size % 4) % 4), "===");
  g_autofree guint8 *data = g_base64_decode (padded, size);
  g_autofree char *again = encode (data, *size);

  if (strlen (again) != line.size || memcmp (again, line.at, line.size) != 0)
    return NULL;
  return g_steal_pointer (&data);
}

static gboolean
decode_exactly (Line line, guint8 *out, gsize size)
{
  gsize got;
  g_autofree guint8 *data = decode (line, &got);

  if (data == NULL || got != size)
    return FALSE;
  memcpy (out, data, size);
  return TRUE;
}

/* One or more words of visible characters, with one space between. */
static gboolean
parse_arguments (Line line, KkAgeStanza *stanza, GError **error)
{
  g_autofree char *words = g_strndup (line.at, line.size);

  for (gsize i = 0; i < line.size; i++)
    if (line.at[i] != ' ' && !g_ascii_isgraph (line.at[i]))
      return refuse (error, "a character that may not be in a header");
  stanza->arguments = g_strsplit (words, " ", -1);
  if (stanza->arguments[0] == NULL)
    return refuse (error, "a stanza without a type");
  for (guint i = 0; stanza->arguments[i] != NULL; i++)
    if (stanza->arguments[i][0] == '\0')
      return refuse (error, "an empty argument");
  return TRUE;
}

/* Full lines, and a shorter one, perhaps empty, that ends them. */
static gboolean
parse_body (Text *text, GByteArray *body, GError **error)
{
  Line line;

  do {
    g_autofree guint8 *data = NULL;
    gsize size;

    if (!take_line (text, &line) || line.size > COLUMNS)
      return refuse (error, "a stanza that does not end");
    data = decode (line, &size);
    if (data == NULL)
      return refuse (error, "a body that is not base64");
    g_byte_array_append (body, data, (guint) size);
  } while (line.size == COLUMNS);
  return TRUE;
}

static gboolean
parse_stanza (Text *text, Line first, KkAgeHeader *header, GError **error)
{
  KkAgeStanza *stanza = g_new0 (KkAgeStanza, 1);
  Line words = { first.at + strlen ("-> "), first.size - strlen ("-> ") };

  stanza->body = g_byte_array_new ();
  g_ptr_array_add (header->stanzas, stanza);
  return parse_arguments (words, stanza, error) && parse_body (text, stanza->body, error);
}

static gboolean
parse_mac (Line line, KkAgeHeader *header, GError **error)
{
  Line mac = { line.at + strlen ("--- "), line.size - strlen ("--- ") };

  return decode_exactly (mac, header->mac, sizeof header->mac) ||
         refuse (error, "a MAC that is not one");
}

/* A passphrase beside another way in would let whoever has the other way guess at it. */
static gboolean
check_stanzas (const KkAgeHeader *header, GError **error)
{
  if (header->stanzas->len == 0)
    return refuse (error, "a header that is sealed to nobody");
  for (guint i = 0; header->stanzas->len > 1 && i < header->stanzas->len; i++) {
    const KkAgeStanza *stanza = header->stanzas->pdata[i];

    if (g_str_equal (stanza->arguments[0], PASSPHRASE))
      return refuse (error, "a passphrase and something else");
  }
  return TRUE;
}

static gboolean
parse_lines (Text *text, const char *whole, KkAgeHeader *header, GError **error)
{
  Line line;

  while (take_line (text, &line)) {
    if (starts_with (line, "--- ")) {
      header->signed_size = (gsize) (line.at - whole) + strlen ("---");
      if (text->size != 0)
        return refuse (error, "lines after the last");
      return parse_mac (line, header, error) && check_stanzas (header, error);
    }
    if (!starts_with (line, "-> "))
      return refuse (error, "a line that begins no stanza");
    if (!parse_stanza (text, line, header, error))
      return FALSE;
  }
  return refuse (error, "a header without an end");
}

KkAgeHeader *
kk_age_header_parse (const char *text, gsize size, GError **error)
{
  g_autoptr (KkAgeHeader) header = g_new0 (KkAgeHeader, 1);
  Text rest = { text, size };

  header->stanzas = g_ptr_array_new_with_free_func (free_stanza);
  if (size > KK_AGE_HEADER_SIZE_MOST || size < strlen (VERSION) ||
      memcmp (text, VERSION, strlen (VERSION)) != 0) {
    (void) refuse (error, "not an age v1 file");
    return NULL;
  }
  rest.rest += strlen (VERSION);
  rest.size -= strlen (VERSION);
  return parse_lines (&rest, text, header, error) ? g_steal_pointer (&header) : NULL;
}

gboolean
kk_age_header_is_complete (const char *text, gsize size)
{
  const char *last;

  if (size == 0 || text[size - 1] != '\n')
    return FALSE;
  last = size == 1 ? NULL : memrchr (text, '\n', size - 1);
  last = last == NULL ? text : last + 1;
  return (gsize) (text + size - last) > strlen ("---") && memcmp (last, "---", strlen ("---")) == 0;
}

static gboolean
has_arguments (const KkAgeStanza *stanza, guint count, GError **error)
{
  if (g_strv_length (stanza->arguments) == count + 1 && stanza->body->len == KK_AGE_WRAP_SIZE)
    return TRUE;
  return refuse (error, "a stanza of another size than its kind has");
}

static Line
as_line (const char *argument)
{
  return (Line){ argument, strlen (argument) };
}

gboolean
kk_age_stanza_to_key_wrap (const KkAgeStanza *stanza, KkAgeKeyWrap *wrap, GError **error)
{
  if (!g_str_equal (stanza->arguments[0], KEY) || !has_arguments (stanza, 1, error))
    return FALSE;
  memcpy (wrap->body, stanza->body->data, sizeof wrap->body);
  return decode_exactly (as_line (stanza->arguments[1]), wrap->share, sizeof wrap->share) ||
         refuse (error, "a share that is not one");
}

/* Decimal, without a sign or a leading zero. */
static gboolean
parse_work (const char *text, guint *work)
{
  guint64 number;

  if (!g_ascii_isdigit (text[0]) || text[0] == '0' ||
      !g_ascii_string_to_unsigned (text, 10, 1, KK_AGE_WORK_MOST, &number, NULL))
    return FALSE;
  *work = (guint) number;
  return TRUE;
}

gboolean
kk_age_stanza_to_passphrase_wrap (const KkAgeStanza *stanza,
                                  KkAgePassphraseWrap *wrap,
                                  GError **error)
{
  if (!g_str_equal (stanza->arguments[0], PASSPHRASE) || !has_arguments (stanza, 2, error))
    return FALSE;
  memcpy (wrap->body, stanza->body->data, sizeof wrap->body);
  if (!decode_exactly (as_line (stanza->arguments[1]), wrap->salt, sizeof wrap->salt))
    return refuse (error, "a salt that is not one");
  return parse_work (stanza->arguments[2], &wrap->work) ||
         refuse (error, "more work than is done for a file");
}

void
kk_age_header_begin (GString *text)
{
  g_string_assign (text, VERSION);
}

static void
add_stanza (GString *text, const char *words, const guint8 body[KK_AGE_WRAP_SIZE])
{
  g_autofree char *encoded = encode (body, KK_AGE_WRAP_SIZE);

  g_string_append_printf (text, "-> %s\n%s\n", words, encoded);
}

void
kk_age_header_add_key_wrap (GString *text, const KkAgeKeyWrap *wrap)
{
  g_autofree char *share = encode (wrap->share, sizeof wrap->share);
  g_autofree char *words = g_strconcat (KEY " ", share, NULL);

  add_stanza (text, words, wrap->body);
}

void
kk_age_header_add_passphrase_wrap (GString *text, const KkAgePassphraseWrap *wrap)
{
  g_autofree char *salt = encode (wrap->salt, sizeof wrap->salt);
  g_autofree char *words = g_strdup_printf (PASSPHRASE " %s %u", salt, wrap->work);

  add_stanza (text, words, wrap->body);
}

void
kk_age_header_end (GString *text, const KkAgeFileKey *key)
{
  guint8 mac[KK_AGE_MAC_SIZE];
  g_autofree char *encoded = NULL;

  g_string_append (text, "---");
  kk_age_header_mac (mac, key, text->str, text->len);
  encoded = encode (mac, sizeof mac);
  g_string_append_printf (text, " %s\n", encoded);
}
