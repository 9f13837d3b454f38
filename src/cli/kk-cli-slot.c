/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/vault/kk-app-sheet.h"
#include "cli/kk-cli-commands.h"
#include "cli/kk-cli-json.h"
#include "cli/kk-cli-secret.h"
#include "cli/kk-cli-slots-private.h"
#include "cli/kk-cli-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* Showing. */

static void
add_slot_json (JsonBuilder *builder, const KkSlotInfo *slot)
{
  kk_cli_json_open_object (builder, NULL);
  kk_cli_json_text (builder, "id", slot->id);
  kk_cli_json_text (builder, "name", slot->name);
  kk_cli_json_text (builder, "type", slot->type);
  kk_cli_json_text (builder, "made_on", slot->made_on);
  kk_cli_json_time (builder, "tested", slot->tested);
  kk_cli_json_flag (builder, "weak", slot->weak);
  kk_cli_json_text (builder, "fingerprint", slot->fingerprint);
  kk_cli_json_close_object (builder);
}

void
kk_cli_slots_add_json (JsonBuilder *builder, const KkVaultStatus *status)
{
  kk_cli_json_open_array (builder, "slots");
  for (guint i = 0; i < status->slots->len; i++)
    add_slot_json (builder, status->slots->pdata[i]);
  kk_cli_json_close_array (builder);
  kk_cli_json_open_array (builder, "recovered");
  for (guint i = 0; i < status->recovered->len; i++) {
    kk_cli_json_open_object (builder, NULL);
    kk_cli_json_time (builder, "at", g_array_index (status->recovered, gint64, i));
    kk_cli_json_close_object (builder);
  }
  kk_cli_json_close_array (builder);
}

static const char *
get_kind (const KkSlotInfo *slot)
{
  if (strcmp (slot->type, "passphrase") == 0)
    return _ ("passphrase");
  if (strcmp (slot->type, "recovery") == 0)
    return _ ("recovery code");
  if (strcmp (slot->type, "escrow") == 0)
    return _ ("recovery key of the organisation");
  return _ ("passphrase and security key");
}

static void
print_slot (KkCli *cli, const KkSlotInfo *slot)
{
  g_autofree char *day = kk_cli_text_value (slot->made_on);
  g_autofree char *tested = kk_cli_text_time (slot->tested);
  g_autofree char *name = kk_cli_text_tame (slot->name);

  if (slot->named)
    kk_cli_printf (cli, "  %s  %s  %s (%s)", slot->id, day, get_kind (slot), name);
  else
    kk_cli_printf (cli, "  %s  %s  %s", slot->id, day, get_kind (slot));
  if (slot->fingerprint != NULL)
    kk_cli_printf (cli, _ ("            fingerprint %s"), slot->fingerprint);
  if (slot->tested != 0)
    kk_cli_printf (cli, _ ("            tried out %s"), tested);
  if (slot->weak)
    kk_cli_print (cli, _ ("            too weak: it is never tried. Make it again."));
}

void
kk_cli_slots_print (KkCli *cli, const KkVaultStatus *status)
{
  kk_cli_print (cli, _ ("Ways to open this vault:"));
  for (guint i = 0; i < status->slots->len; i++)
    print_slot (cli, status->slots->pdata[i]);
  for (guint i = 0; i < status->recovered->len; i++) {
    g_autofree char *when = kk_cli_text_time (g_array_index (status->recovered, gint64, i));

    kk_cli_printf (cli, _ ("Opened with the recovery key of the organisation: %s"), when);
  }
}

gboolean
kk_cli_slots_show (KkCli *cli, KkApp *app, const char *code, const GPtrArray *renew)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultStatus) status = kk_app_get_status (app, &error);
  g_autoptr (JsonBuilder) builder = NULL;

  if (status == NULL)
    return kk_cli_fail (cli, error);
  if (!kk_cli_is_json (cli)) {
    kk_cli_slots_print (cli, status);
    return TRUE;
  }
  builder = json_builder_new ();
  kk_cli_json_open_object (builder, NULL);
  kk_cli_slots_add_json (builder, status);
  kk_cli_json_text (builder, "recovery_code", code);
  kk_cli_json_open_array (builder, "renew");
  for (guint i = 0; renew != NULL && i < renew->len; i++)
    json_builder_add_string_value (builder, renew->pdata[i]);
  kk_cli_json_close_array (builder);
  kk_cli_json_close_object (builder);
  kk_cli_print_json (cli, builder, TRUE);
  return TRUE;
}

void
kk_cli_slots_show_code (KkCli *cli, const char *code)
{
  if (code == NULL || kk_cli_is_json (cli))
    return;
  kk_cli_print (cli, "");
  kk_cli_print (cli,
                _ ("New recovery code, write it on paper and keep it away from this computer:"));
  kk_cli_printf (cli, "    %s", code);
}

/* Asking. */

KkSecret *
kk_cli_slots_ask_new (KkCli *cli)
{
  const KkCliSecretQuestion question = {
    .option = "new-passphrase-fd",
    .question = _ ("New passphrase (four words or more that do not belong together): "),
    .again = _ ("Again: "),
  };

  return kk_cli_ask_secret (cli, &question);
}

/* Commands. */

static gboolean
list_slots (KkCli *cli)
{
  KkApp *app = kk_cli_open (cli);

  return app != NULL && kk_cli_slots_show (cli, app, NULL, NULL);
}

static gboolean
choose_kind (KkCli *cli, KkSlotRequest *request)
{
  guint chosen = 0;

  if (kk_cli_is_set (cli, "code")) {
    request->kind = KK_SLOT_CODE;
    chosen++;
  }
  if (kk_cli_is_set (cli, "organisation")) {
    request->kind = KK_SLOT_ESCROW;
    request->recipient = kk_cli_text (cli, "organisation");
    chosen++;
  }
  if (kk_cli_is_set (cli, "security-key")) {
    request->kind = KK_SLOT_SECURITY_KEY;
    chosen++;
  }
  return chosen <= 1 || kk_cli_complain_usage (cli, _ ("One way at a time is added."));
}

static gboolean
add (KkCli *cli)
{
  g_auto (KkCliOpened) opened = { 0 };
  g_autoptr (KkSecret) fresh = NULL;
  g_autoptr (KkSecret) pin = NULL;
  g_autofree char *code = NULL;
  KkSlotRequest request = { .kind = KK_SLOT_PASSPHRASE,
                            .name = kk_cli_text (cli, "name"),
                            .quick = kk_cli_is_set (cli, "quick") };
  g_autoptr (GError) error = NULL;
  gboolean fine;
  KkApp *app;

  if (!choose_kind (cli, &request))
    return FALSE;
  app = kk_cli_open_for_change (cli, &opened);
  if (app == NULL)
    return FALSE;
  if (request.kind == KK_SLOT_PASSPHRASE || request.kind == KK_SLOT_SECURITY_KEY) {
    fresh = kk_cli_slots_ask_new (cli);
    if (fresh == NULL)
      return FALSE;
    pin = kk_cli_ask_pin (cli);
  }
  request.passphrase = fresh;
  request.pin = pin;
  if (!kk_app_slot_add (app, &opened.unlock, &request, &code, &error))
    return kk_cli_fail (cli, error);
  fine = kk_cli_slots_show (cli, app, code, NULL);
  kk_cli_slots_show_code (cli, code);
  if (code != NULL)
    kk_secret_wipe (code, strlen (code));
  return fine;
}

static gboolean
change_passphrase (KkCli *cli)
{
  g_auto (KkCliOpened) opened = { 0 };
  g_autoptr (KkSecret) fresh = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open_for_change (cli, &opened);

  if (app == NULL)
    return FALSE;
  fresh = kk_cli_slots_ask_new (cli);
  if (fresh == NULL)
    return FALSE;
  if (!kk_app_slot_change_passphrase (app, &opened.unlock, fresh, kk_cli_is_set (cli, "quick"),
                                      &error))
    return kk_cli_fail (cli, error);
  kk_cli_say (cli,
              _ ("The passphrase was changed. Old copies of this vault still open with the old "
                 "one: if somebody else may know it, run “vault rekey” now."));
  return kk_cli_slots_show (cli, app, NULL, NULL);
}

static gboolean
remove_slot (KkCli *cli)
{
  g_auto (KkCliOpened) opened = { 0 };
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open_for_change (cli, &opened);

  if (app == NULL)
    return FALSE;
  if (!kk_app_slot_remove (app, &opened.unlock, kk_cli_argument (cli, 0), &error))
    return kk_cli_fail (cli, error);
  kk_cli_say (cli, _ ("This way in was removed. Old copies of this vault still open with it: if "
                      "somebody else may have it, run “vault rekey” now."));
  return kk_cli_slots_show (cli, app, NULL, NULL);
}

static gboolean
test_slot (KkCli *cli)
{
  const KkCliSecretQuestion question = {
    .option = "secret-fd",
    .question = _ ("What opens it, the passphrase or the code: "),
  };
  g_autoptr (KkSecret) pin = NULL;
  g_autoptr (KkSecret) typed = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  typed = kk_cli_ask_secret (cli, &question);
  if (typed == NULL)
    return FALSE;
  pin = kk_cli_ask_pin (cli);
  if (!kk_app_slot_test (app, &(KkUnlock){ .typed = typed, .has_security_key = TRUE, .pin = pin },
                         kk_cli_argument (cli, 0), &error))
    return kk_cli_fail (cli, error);
  kk_cli_say (cli, _ ("It opens the vault."));
  return kk_cli_slots_show (cli, app, NULL, NULL);
}

static gboolean
print_sheet (KkCli *cli)
{
  const KkCliSecretQuestion question = { .option = "secret-fd", .question = _ ("Recovery code: ") };
  const char *path = kk_cli_text (cli, "pdf");
  g_autoptr (KkSecret) typed = NULL;
  g_autoptr (KkSheet) sheet = NULL;
  g_autoptr (KkSecret) text = NULL;
  g_autoptr (GError) error = NULL;
  KkApp *app;

  if (path != NULL && !g_str_has_suffix (path, ".pdf"))
    return kk_cli_complain_usage (cli, _ ("Give the file a name that ends with .pdf."));
  app = kk_cli_open (cli);

  if (app == NULL)
    return FALSE;
  typed = kk_cli_ask_secret (cli, &question);
  if (typed == NULL)
    return FALSE;
  sheet = kk_sheet_of_code (app, typed, &error);
  if (sheet == NULL || (path != NULL && !kk_sheet_write (sheet, path, &error)))
    return kk_cli_fail (cli, error);
  if (path != NULL) {
    kk_cli_say (cli, _ ("The sheet is written. Print it, keep the paper in a locked place, and "
                        "delete the file: whoever has it opens the vault."));
    return TRUE;
  }
  text = kk_sheet_dup_text (sheet);
  kk_cli_print_block (cli, (const char *) kk_secret_get_data (text));
  return TRUE;
}

static const KkCliOption add_options[] = {
  { "name", KK_CLI_TEXT, 0, N_ ("NAME"),
    N_ ("How you call it, for instance the place of a sheet") },
  { "code", KK_CLI_FLAG, 0, NULL, N_ ("Make another recovery code") },
  { "organisation", KK_CLI_TEXT, 0, N_ ("age1…"),
    N_ ("The public recovery key of the organisation, from its sheet; compare the fingerprint") },
  { "security-key", KK_CLI_FLAG, 0, NULL,
    N_ ("A passphrase together with the security key that is plugged in") },
  KK_CLI_NEW_PASSPHRASE_OPTION,
  KK_CLI_QUICK_OPTION,
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliOption passphrase_options[] = {
  KK_CLI_NEW_PASSPHRASE_OPTION,
  KK_CLI_QUICK_OPTION,
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliOption test_options[] = {
  { "secret-fd", KK_CLI_NUMBER, 0, N_ ("NUMBER"),
    N_ ("Read what opens it from this file descriptor") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliOption sheet_options[] = {
  { "pdf", KK_CLI_FILE, 0, N_ ("FILE"), N_ ("Write the sheet as a page of A4 to print") },
  { "secret-fd", KK_CLI_NUMBER, 0, N_ ("NUMBER"),
    N_ ("Read the recovery code from this file descriptor") },
  { NULL, KK_CLI_FLAG, 0, NULL, NULL },
};

static const KkCliArgument slot_arguments[] = {
  { N_ ("NUMBER"), KK_CLI_TEXT, 0, N_ ("Number of the way in, as “slot list” shows it") },
  { NULL, KK_CLI_TEXT, 0, NULL },
};

const KkCliCommand kk_cli_slot_commands[] = {
  { "slot list", list_slots, N_ ("Show the ways to open this vault"), NULL, NULL },
  { "slot add", add,
    N_ ("Add a way to open it: a passphrase, a code, the organisation's key or a security key"),
    add_options, NULL },
  { "slot passphrase", change_passphrase, N_ ("Change the passphrase"), passphrase_options, NULL },
  { "slot remove", remove_slot, N_ ("Take a way to open it away"), NULL, slot_arguments },
  { "slot test", test_slot, N_ ("Try out whether a way to open it works"), test_options,
    slot_arguments },
  { "slot sheet", print_sheet,
    N_ ("Write the recovery code, which it asks for, as a sheet to print"), sheet_options, NULL },
  { NULL, NULL, NULL, NULL, NULL },
};
