/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "cli/kk-cli-values.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define LARGEST_FILE (64u << 20)

/* Every code of a vocabulary, for the hint after a wrong one. */
static char *
list_codes (const char *(*text_of) (guint), guint count)
{
  GString *codes = g_string_new (NULL);

  for (guint i = 0; i < count; i++) {
    const char *code = text_of (i);

    if (code != NULL)
      g_string_append_printf (codes, "%s%s", codes->len > 0 ? ", " : "", code);
  }
  return g_string_free (codes, FALSE);
}

static gboolean
complain_code (KkCli *cli, const char *option, const char *value, char *codes)
{
  g_autofree char *sentence =
      g_strdup_printf (_ ("“%s” is not a value that --%s knows."), value, option);
  g_autofree char *hint = g_strdup_printf (_ ("Choose from: %s"), codes);

  g_free (codes);
  return kk_cli_complain (cli, KK_APP_ERROR_USAGE, sentence, hint);
}

static const char *
hat_text (guint number)
{
  return kk_hat_text ((KkHat) number);
}

static const char *
purpose_text (guint number)
{
  return kk_purpose_text ((KkPurpose) number);
}

static const char *
category_text (guint number)
{
  return kk_category_text ((KkCategory) number);
}

static const char *
subject_text (guint number)
{
  return kk_subject_text ((KkSubject) number);
}

static const char *
gate_text (guint number)
{
  return kk_gate_text ((KkGate) number);
}

gboolean
kk_cli_parse_hat (KkCli *cli, const char *option, KkHat *hat)
{
  const char *value = kk_cli_text (cli, option);

  return kk_hat_parse (value, hat) ||
         complain_code (cli, option, value, list_codes (hat_text, KK_N_HATS));
}

gboolean
kk_cli_parse_hats (KkCli *cli, const char *option, GArray **hats)
{
  const GPtrArray *values = kk_cli_texts (cli, option);
  g_autoptr (GArray) parsed = NULL;

  *hats = NULL;
  if (values == NULL)
    return TRUE;
  parsed = g_array_new (FALSE, FALSE, sizeof (KkHat));
  for (guint i = 0; i < values->len; i++) {
    KkHat hat;

    if (!kk_hat_parse (values->pdata[i], &hat))
      return complain_code (cli, option, values->pdata[i], list_codes (hat_text, KK_N_HATS));
    g_array_append_val (parsed, hat);
  }
  *hats = g_steal_pointer (&parsed);
  return TRUE;
}

gboolean
kk_cli_parse_purpose (KkCli *cli, KkPurpose *purpose)
{
  const char *value = kk_cli_text (cli, "purpose");

  return kk_purpose_parse (value, purpose) ||
         complain_code (cli, "purpose", value, list_codes (purpose_text, KK_N_PURPOSES));
}

/* The codes of @option, as bits of their numbers. */
static gboolean
parse_set (KkCli *cli,
           const char *option,
           const char *(*text_of) (guint),
           guint count,
           guint32 *set)
{
  const GPtrArray *values = kk_cli_texts (cli, option);

  *set = 0;
  for (guint i = 0; values != NULL && i < values->len; i++) {
    guint number = 0;

    while (number < count && g_strcmp0 (text_of (number), values->pdata[i]) != 0)
      number++;
    if (number == count)
      return complain_code (cli, option, values->pdata[i], list_codes (text_of, count));
    *set |= (guint32) 1 << number;
  }
  return TRUE;
}

gboolean
kk_cli_parse_categories (KkCli *cli, const char *option, KkCategories *categories)
{
  return parse_set (cli, option, category_text, KK_N_CATEGORIES, categories);
}

GPtrArray *
kk_cli_list_categories (KkCategories categories)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < KK_N_CATEGORIES; i++) {
    if (categories & KK_CATEGORY_BIT (i))
      g_ptr_array_add (list, g_strdup (kk_category_text ((KkCategory) i)));
  }
  return list;
}

gboolean
kk_cli_parse_purposes (KkCli *cli, const char *option, KkPurposes *purposes)
{
  return parse_set (cli, option, purpose_text, KK_N_PURPOSES, purposes);
}

gboolean
kk_cli_parse_subjects (KkCli *cli, const char *option, KkSubjects *subjects)
{
  return parse_set (cli, option, subject_text, KK_N_SUBJECTS, subjects);
}

gboolean
kk_cli_parse_gate (KkCli *cli, const char *option, KkGate *gate)
{
  const char *value = kk_cli_text (cli, option);

  return (kk_gate_parse (value, gate) && *gate != KK_GATE_REJECTED) ||
         complain_code (cli, option, value, list_codes (gate_text, KK_GATE_REJECTED));
}

/* OpenSSH leaves out the padding of base64. */
static gboolean
parse_openssh_hash (const char *text, KkHash *key)
{
  g_autofree char *padded = g_strconcat (text, "=", NULL);
  g_autofree guchar *bytes = NULL;
  gsize size;

  if (strlen (text) != 43)
    return FALSE;
  bytes = g_base64_decode (padded, &size);
  if (size != sizeof key->bytes)
    return FALSE;
  memcpy (key->bytes, bytes, size);
  return TRUE;
}

gboolean
kk_cli_parse_host_key (KkCli *cli, KkHash *key, gboolean *given)
{
  const char *value = kk_cli_text (cli, "host-key");

  *given = value != NULL;
  if (value == NULL)
    return TRUE;
  if (g_str_has_prefix (value, "SHA256:") ? parse_openssh_hash (value + strlen ("SHA256:"), key)
                                          : kk_hash_parse (value, key))
    return TRUE;
  return kk_cli_complain (
      cli, KK_APP_ERROR_USAGE, _ ("This is not the fingerprint of the server's key."),
      _ ("Take it from the administrator of the server, as “ssh-keygen -l” shows it: SHA256:…"));
}

static GBytes *
complain_file (KkCli *cli, const char *path, int number)
{
  g_autofree char *sentence = NULL;

  if (number == ENOENT)
    sentence = g_strdup_printf (_ ("There is no file “%s”."), path);
  else
    sentence = g_strdup_printf (_ ("The file “%s” cannot be read."), path);
  kk_cli_complain (cli, number == ENOENT ? KK_APP_ERROR_USAGE : KK_APP_ERROR_FAILED, sentence,
                   number == ENOENT ? NULL : g_strerror (number));
  return NULL;
}

/* 0, or the errno of what went wrong. */
static int
read_all (int descriptor, GByteArray *bytes)
{
  guint8 part[1 << 14];

  for (;;) {
    ssize_t got = read (descriptor, part, sizeof part);

    if (got == 0)
      return 0;
    if (got < 0 && errno != EINTR)
      return errno;
    if (got < 0)
      continue;
    if (bytes->len + (guint) got > LARGEST_FILE)
      return EFBIG;
    g_byte_array_append (bytes, part, (guint) got);
  }
}

GBytes *
kk_cli_read_file (KkCli *cli, const char *path)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gboolean is_input = strcmp (path, "-") == 0;
  int descriptor = is_input ? STDIN_FILENO : open (path, O_RDONLY | O_CLOEXEC);
  int number;

  if (descriptor < 0)
    return complain_file (cli, path, errno);
  number = read_all (descriptor, bytes);
  if (!is_input)
    (void) close (descriptor);
  return number == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes))
                     : complain_file (cli, path, number);
}

char *
kk_cli_read_text (KkCli *cli, const char *path)
{
  g_autoptr (GBytes) bytes = kk_cli_read_file (cli, path);
  gconstpointer data;
  gsize size;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  if (size > 0 && g_utf8_validate_len (data, size, NULL))
    return g_strndup (data, size);
  if (size == 0)
    return g_strdup ("");
  kk_cli_complain_usage (cli, _ ("The file “%s” is not text in UTF-8."), path);
  return NULL;
}
