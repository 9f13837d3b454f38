/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "cli/kk-cli-secret.h"

#include "cli/kk-cli-terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define LONGEST 1024 /* bytes */

typedef enum { READ_LINE, READ_NOTHING, READ_TOO_LONG, READ_FAILED } ReadResult;

/* One byte at a time, so that the next line stays in the descriptor for the next question. */
static ReadResult
read_line (int descriptor, guint8 *line, gsize *length)
{
  *length = 0;
  for (;;) {
    guint8 *byte = line + *length;
    ssize_t got = read (descriptor, byte, 1);

    if (got < 0 && errno == EINTR && !kk_cli_terminal_was_interrupted ())
      continue;
    if (got < 0)
      return READ_FAILED;
    if (got == 0 || *byte == '\n')
      break;
    if (++*length == LONGEST)
      return READ_TOO_LONG;
  }
  if (*length > 0 && line[*length - 1] == '\r')
    --*length;
  return *length > 0 ? READ_LINE : READ_NOTHING;
}

static KkSecret *
read_secret (int descriptor, ReadResult *result)
{
  g_autoptr (KkSecret) line = kk_secret_new (LONGEST);
  gsize length;

  *result = read_line (descriptor, kk_secret_edit_data (line), &length);
  if (*result != READ_LINE)
    return NULL;
  return kk_secret_new_copy (kk_secret_get_data (line), length);
}

static KkSecret *
complain (KkCli *cli, const char *option, ReadResult result)
{
  g_autofree char *hint = NULL;

  switch (result) {
  case READ_TOO_LONG:
    kk_cli_complain (cli, KK_APP_ERROR_USAGE, _ ("The answer is longer than 1024 bytes."), NULL);
    break;
  case READ_FAILED:
    /* Translators: %s is the name of an option. */
    hint = g_strdup_printf (_ ("Open the file descriptor before the program starts, for instance: "
                               "--%s 3 3<file"),
                            option);
    kk_cli_complain (cli, KK_APP_ERROR_USAGE, _ ("This file descriptor cannot be read."), hint);
    break;
  case READ_LINE:
  case READ_NOTHING:
  default:
    hint = g_strdup_printf (_ ("Type it on a terminal, or give --%s with a file descriptor that "
                               "has it on one line."),
                            option);
    kk_cli_complain (cli, KK_APP_ERROR_NEEDS_ANSWER, _ ("A secret is needed and was not given."),
                     hint);
    break;
  }
  return NULL;
}

static KkSecret *
ask_on_terminal (KkCli *cli, const char *option, const char *question)
{
  ReadResult result = READ_NOTHING;
  KkSecret *secret;

  kk_cli_terminal_hide (question);
  secret = read_secret (STDIN_FILENO, &result);
  kk_cli_terminal_show ();
  return secret != NULL ? secret : complain (cli, option, result);
}

static KkSecret *
ask_twice (KkCli *cli, const KkCliSecretQuestion *question)
{
  g_autoptr (KkSecret) secret = ask_on_terminal (cli, question->option, question->question);
  g_autoptr (KkSecret) again = NULL;

  if (secret == NULL || question->again == NULL)
    return g_steal_pointer (&secret);
  again = ask_on_terminal (cli, question->option, question->again);
  if (again == NULL)
    return NULL;
  if (kk_secret_equal (secret, again))
    return g_steal_pointer (&secret);
  kk_cli_complain (cli, KK_APP_ERROR_USAGE, _ ("The two are not the same. Nothing was changed."),
                   NULL);
  return NULL;
}

KkSecret *
kk_cli_ask_secret (KkCli *cli, const KkCliSecretQuestion *question)
{
  ReadResult result = READ_NOTHING;
  KkSecret *secret;

  if (!kk_cli_is_set (cli, question->option)) {
    if (!kk_cli_terminal_is_there ())
      return complain (cli, question->option, READ_NOTHING);
    return ask_twice (cli, question);
  }
  secret = read_secret ((int) kk_cli_number (cli, question->option, 0), &result);
  return secret != NULL ? secret : complain (cli, question->option, result);
}

KkSecret *
kk_cli_ask_passphrase (KkCli *cli, gboolean is_new)
{
  const KkCliSecretQuestion known = {
    .option = "passphrase-fd",
    .question = _ ("Passphrase or recovery code: "),
  };
  const KkCliSecretQuestion made = {
    .option = "passphrase-fd",
    .question = _ ("New passphrase (four words or more that do not belong together): "),
    .again = _ ("Again: "),
  };

  return kk_cli_ask_secret (cli, is_new ? &made : &known);
}

KkSecret *
kk_cli_ask_pin (KkCli *cli)
{
  const KkCliSecretQuestion question = { .option = "pin-fd", .question = "PIN: " };
  g_autoptr (KkSecret) typed = NULL;
  KkSecret *pin;
  gsize size;

  if (!kk_cli_is_set (cli, "pin-fd"))
    return NULL;
  typed = kk_cli_ask_secret (cli, &question);
  if (typed == NULL)
    return NULL;
  size = kk_secret_get_size (typed);
  pin = kk_secret_new (size + 1);
  memcpy (kk_secret_edit_data (pin), kk_secret_get_data (typed), size);
  return pin;
}
