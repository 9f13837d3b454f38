/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "cli/kk-cli-terminal.h"

#include <signal.h>
#include <stdio.h>
#include <termios.h>
#include <unistd.h>

static const int ending[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP };

static struct sigaction before[G_N_ELEMENTS (ending)];
static struct termios settings;
static gboolean is_hidden;
static volatile sig_atomic_t caught;

static void
on_signal_cb (int number)
{
  caught = number;
}

gboolean
kk_cli_terminal_is_there (void)
{
  return isatty (STDIN_FILENO) && isatty (STDERR_FILENO);
}

void
kk_cli_terminal_hide (const char *question)
{
  struct sigaction action = { .sa_handler = on_signal_cb }; /* without SA_RESTART: reading ends */
  struct termios silent;

  caught = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (ending); i++)
    (void) sigaction (ending[i], &action, &before[i]);
  is_hidden = tcgetattr (STDIN_FILENO, &settings) == 0;
  if (is_hidden) {
    silent = settings;
    silent.c_lflag &= ~(tcflag_t) ECHO;
    silent.c_lflag |= ECHONL;
    (void) tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent);
  }
  g_printerr ("%s", question);
}

gboolean
kk_cli_terminal_was_interrupted (void)
{
  return caught != 0;
}

void
kk_cli_terminal_show (void)
{
  int number = caught;

  if (is_hidden)
    (void) tcsetattr (STDIN_FILENO, TCSAFLUSH, &settings);
  is_hidden = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (ending); i++)
    (void) sigaction (ending[i], &before[i], NULL);
  if (number == 0)
    return;
  fputc ('\n', stderr);
  (void) raise (number);
}
