/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What a proposed version of the region changes, and who still has to sign it. */

#include "cli/kk-cli-region-private.h"

#include "app/region/kk-app-region-change.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-text.h"

#include <glib/gi18n.h>
#include <string.h>

static void
add_change (JsonBuilder *builder, const KkRegionChange *change)
{
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "kind", kk_region_change_text (change->kind));
  kk_cli_json_text (builder, "subject", change->subject);
  kk_cli_json_text (builder, "before", change->before);
  kk_cli_json_text (builder, "after", change->after);
  kk_cli_json_close_object (builder);
}

static void
add_signatures (JsonBuilder *builder, const char *name, guint got, guint needed)
{
  kk_cli_json_open_object (builder, name);
  kk_cli_json_number (builder, "got", got);
  kk_cli_json_number (builder, "needed", needed);
  kk_cli_json_close_object (builder);
}

static void
print_json (KkCli *cli, const char *file, const KkProposal *proposal)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_open_object (builder, "proposal");
  kk_cli_json_text (builder, "file", file);
  kk_cli_json_number (builder, "version", proposal->version);
  kk_cli_json_text (builder, "fingerprint", proposal->fingerprint);
  add_signatures (builder, "last_roots", proposal->by_last, proposal->of_last);
  add_signatures (builder, "own_roots", proposal->by_own, proposal->of_own);
  kk_cli_json_flag (builder, "enough", proposal->enough);
  kk_cli_json_open_array (builder, "changes");
  for (guint i = 0; i < proposal->changes->len; i++)
    add_change (builder, proposal->changes->pdata[i]);
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
}

static const char *
change_label (KkRegionChangeKind kind)
{
  switch (kind) {
  case KK_REGION_CHANGE_NAME:
    return _ ("Name of the region");
  case KK_REGION_CHANGE_THRESHOLD:
    return _ ("Root keys that have to sign");
  case KK_REGION_CHANGE_ROOT_ADDED:
    return _ ("New root key");
  case KK_REGION_CHANGE_ROOT_REMOVED:
    return _ ("No root key any more");
  case KK_REGION_CHANGE_REGISTER_KEY_ADDED:
    return _ ("New key for registers of legal bases");
  case KK_REGION_CHANGE_REGISTER_KEY_REMOVED:
    return _ ("No register key any more");
  case KK_REGION_CHANGE_ORGANISATION_ADDED:
    return _ ("New organisation");
  case KK_REGION_CHANGE_ORGANISATION_NAME:
    return _ ("Name of the organisation");
  case KK_REGION_CHANGE_ORGANISATION_KEY:
    return _ ("Other key of the organisation");
  case KK_REGION_CHANGE_ORGANISATION_HATS:
    return _ ("Legal tasks of the organisation");
  case KK_REGION_CHANGE_ORGANISATION_STATUS:
    return _ ("Status of the organisation");
  case KK_REGION_CHANGE_SECRET:
    return _ ("Network secret");
  case KK_REGION_CHANGE_REMOTE_ADDED:
    return _ ("New server");
  case KK_REGION_CHANGE_REMOTE_REMOVED:
    return _ ("No server any more");
  case KK_REGION_CHANGE_REMOTE_KEY:
    return _ ("Other key of the server");
  case KK_REGION_CHANGE_LEAST_LEVEL:
    return _ ("Least level of the formats");
  case KK_REGION_CHANGE_DAYS_TO_LIVE:
    return _ ("Days that a message waits");
  case KK_REGION_CHANGE_REVOKED:
    return _ ("Device is revoked");
  case KK_N_REGION_CHANGES:
  default:
    g_assert_not_reached ();
  }
}

/* What the states of a network secret mean for who sends and reads; everything else is said as it is. */
static const char *
value_words (const KkRegionChange *change, const char *value)
{
  static const struct {
    const char *state;
    const char *words;
  } secrets[] = {
    { "next", N_ ("handed out, not used yet") },
    { "active", N_ ("in use") },
    { "retiring", N_ ("still read, not used any more") },
    { "withdrawn", N_ ("not read any more") },
  };

  for (gsize i = 0; change->kind == KK_REGION_CHANGE_SECRET && i < G_N_ELEMENTS (secrets); i++) {
    if (strcmp (secrets[i].state, value) == 0)
      return _ (secrets[i].words);
  }
  return value;
}

static void
print_change (KkCli *cli, const KkRegionChange *change)
{
  GString *line = g_string_new (change_label (change->kind));
  g_autofree char *text = NULL;
  g_autofree char *tame = NULL;

  if (change->subject != NULL)
    g_string_append_printf (line, ": %s", change->subject);
  if (change->before != NULL && change->after != NULL)
    g_string_append_printf (line, ": %s → %s", value_words (change, change->before),
                            value_words (change, change->after));
  else if (change->after != NULL)
    g_string_append_printf (line, ": %s", value_words (change, change->after));
  text = g_string_free (line, FALSE);
  tame = kk_cli_text_tame (text);
  kk_cli_say (cli, tame);
}

/* What is signed is read first: changes, fingerprint, and who still has to sign. */
static void
print_text (KkCli *cli, const KkProposal *proposal)
{
  kk_cli_printf (cli, _ ("Version:      %lu"), (gulong) proposal->version);
  kk_cli_printf (cli, _ ("Fingerprint:  %s"), proposal->fingerprint);
  kk_cli_printf (cli, _ ("Signatures:   %u of %u needed from the root keys in force"),
                 proposal->by_last, proposal->of_last);
  kk_cli_printf (cli, _ ("              %u of %u needed from those of the new version"),
                 proposal->by_own, proposal->of_own);
  for (guint i = 0; i < proposal->changes->len; i++)
    print_change (cli, proposal->changes->pdata[i]);
}

void
kk_cli_region_advise (KkCli *cli, guint roots, guint threshold)
{
  if (kk_roots_are_few (roots, threshold))
    kk_cli_say (cli, _ ("Advice: have at least two root keys more than have to sign. When too many "
                        "are lost, the region can never be changed again."));
}

/* What was sealed under it and not read by then can never be read again. */
static void
warn_of_withdrawn (KkCli *cli, const KkProposal *proposal)
{
  for (guint i = 0; i < proposal->changes->len; i++) {
    const KkRegionChange *change = proposal->changes->pdata[i];

    if (change->kind == KK_REGION_CHANGE_SECRET && g_strcmp0 (change->after, "withdrawn") == 0)
      kk_cli_say (cli,
                  _ ("Once this version is published nobody reads what was sent under the old "
                     "secret. Do that only when every member has synced since the step before; "
                     "“member list” shows when each was heard. Who was away gets the new secret "
                     "by itself; ask it then whether it misses something."));
  }
}

gboolean
kk_cli_region_show_proposal (KkCli *cli, const char *file, const KkProposal *proposal)
{
  warn_of_withdrawn (cli, proposal);
  if (kk_cli_is_json (cli)) {
    print_json (cli, file, proposal);
    return TRUE;
  }
  print_text (cli, proposal);
  kk_cli_region_advise (cli, proposal->roots, proposal->of_own);
  return TRUE;
}
