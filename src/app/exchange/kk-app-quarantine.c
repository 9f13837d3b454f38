/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/casework/kk-case-view-private.h"
#include "app/exchange/kk-app-sync.h"
#include "app/exchange/kk-examine-private.h"
#include "app/kk-app-private.h"
#include "vault/kk-vault-inbox.h"
#include "vault/kk-vault-logs.h"

#include <glib/gi18n-lib.h>

void
kk_quarantine_item_free (KkQuarantineItem *item)
{
  if (item == NULL)
    return;
  g_free (item->id);
  g_free (item->organisation);
  g_free (item->reason);
  g_free (item->row);
  g_free (item->law);
  g_free (item->field);
  g_free (item);
}

/* What a person has to know of each check that can refuse or hold something. */
static const char *
reason_of (KkExamineCode code)
{
  switch (code) {
  case KK_EXAMINE_OP_UNLAWFUL:
    return _ ("The sender shared something that the law does not let you have. It was not stored. "
              "This may be a data breach at the sender.");
  case KK_EXAMINE_OP_NOT_ANY_MORE:
    return _ ("By the newest register of legal bases you may not have this any more. It was not "
              "stored.");
  case KK_EXAMINE_REGISTER_OLDER:
    return _ ("The sender decided with a register of legal bases that it knew to be replaced. "
              "Nothing of the message was stored.");
  case KK_EXAMINE_OP_FIELD:
    return _ ("The sender put something in a place where it does not belong. It was not stored.");
  case KK_EXAMINE_OP_NOT_SENT:
    return _ ("This is about something that you were never sent. It was not stored.");
  case KK_EXAMINE_OP_LOG:
  case KK_EXAMINE_OP_OWNER:
    return _ ("The sender wrote in the name of another organisation. It was not stored.");
  case KK_EXAMINE_OP_DOT:
  case KK_EXAMINE_SEQUENCE:
    return _ ("The sender used one number for two different messages. The second was not stored.");
  case KK_EXAMINE_NEWER:
  case KK_EXAMINE_CONTROL:
    return _ (
        "This message was made by a newer version of Ketenkluis. It waits until this computer "
        "has that version.");
  case KK_EXAMINE_SECRET:
  case KK_EXAMINE_REGION:
  case KK_EXAMINE_ORGANISATION:
  case KK_EXAMINE_REGISTER:
    return _ ("This message needs a document of the region that has not arrived yet. It is tried "
              "again by itself.");
  case KK_EXAMINE_REVOKED:
    return _ ("Received after the device that sent it was revoked. It was not stored: perhaps "
              "somebody else has that device.");
  case KK_EXAMINE_AFTER_REVOCATION:
    return _ ("The device that sent this had been revoked, but that was not known here yet. It was "
              "stored. Ask its organisation whether this is right.");
  case KK_EXAMINE_REGION_FORK:
  case KK_EXAMINE_ORGANISATION_FORK:
  case KK_EXAMINE_REGISTER_FORK:
    return _ ("There are two versions of a document of the region under one number. Nothing that "
              "rests on it was stored. Tell your administrator.");
  case KK_EXAMINE_SIZE:
  case KK_EXAMINE_OUTER:
  case KK_EXAMINE_COMMIT:
  case KK_EXAMINE_OPEN:
  case KK_EXAMINE_PADDING:
  case KK_EXAMINE_SIGNATURE:
  case KK_EXAMINE_ENCODING:
  case KK_EXAMINE_WRITER:
  case KK_EXAMINE_ADDRESSEE:
  case KK_EXAMINE_OBJECT:
    return _ ("This message was damaged or forged on its way. It was not opened any further and "
              "nothing of it was stored.");
  case KK_EXAMINE_OK:
  case KK_EXAMINE_EARLIER:
  case KK_EXAMINE_OP_ERASED:
  case KK_EXAMINE_CODES:
  default:
    return _ ("This message could not be taken.");
  }
}

static KkQuarantineItem *
new_item (KkApp *app, const KkVaultInboxRow *row, const char *code)
{
  KkQuarantineItem *item = g_new0 (KkQuarantineItem, 1);
  const KkId *seat = kk_vault_log_get_seat (app->vault, row->log);
  const KkSeatInfo *info = seat != NULL ? kk_directory_find_seat (app->directory, seat) : NULL;
  KkExamineCode parsed = KK_EXAMINE_CODES;

  item->id = g_strdup (kk_hash_text (&row->packet).text);
  item->organisation = info != NULL ? g_strdup (info->organisation->slug) : NULL;
  if (kk_examine_code_parse (code, &parsed)) {
    item->code = kk_examine_code_text (parsed);
    item->hold = kk_examine_code_is_hold (parsed);
  } else {
    item->code = "unknown";
  }
  item->reason = g_strdup (reason_of (parsed));
  item->received = row->received;
  return item;
}

static void
describe_refused (KkApp *app, const KkVaultQuarantine *refused, KkQuarantineItem *item)
{
  const KkRegister *reg = kk_directory_newest_register (app->directory, NULL);
  const KkRow *row =
      refused->row != NULL && reg != NULL ? kk_register_find_row (reg, refused->row, NULL) : NULL;

  if (refused->op_no != KK_QUARANTINE_WHOLE_PACKET) {
    g_autofree char *packet = item->id;

    item->id = g_strdup_printf ("%s/%" G_GINT64_FORMAT, packet, refused->op_no);
  }
  item->row = g_strdup (refused->row);
  item->law = row != NULL ? kk_row_reason (row) : NULL;
  item->field = refused->field != 0 ? kk_field_dup_name (refused->field) : NULL;
  item->told = refused->notified > 0;
}

static gboolean
add_held (KkApp *app, GPtrArray *items, GError **error)
{
  g_autoptr (GPtrArray) held = kk_vault_inbox_list (app->vault, KK_INBOX_HOLD, 0, error);

  for (guint i = 0; held != NULL && i < held->len; i++) {
    const KkVaultInboxRow *row = held->pdata[i];

    g_ptr_array_add (items, new_item (app, row, row->code));
  }
  return held != NULL;
}

static gboolean
add_refused (KkApp *app, GPtrArray *items, GError **error)
{
  g_autoptr (GPtrArray) refused = kk_vault_quarantine_list (app->vault, 0, error);

  for (guint i = 0; refused != NULL && i < refused->len; i++) {
    const KkVaultQuarantine *one = refused->pdata[i];
    g_autoptr (KkVaultInboxRow) row = kk_vault_inbox_get (app->vault, one->inbox, error);
    KkQuarantineItem *item;

    if (row == NULL)
      return FALSE;
    item = new_item (app, row, one->code);
    describe_refused (app, one, item);
    g_ptr_array_add (items, item);
  }
  return refused != NULL;
}

/* Not in quarantine, but to be looked at all the same. */
static gboolean
add_flagged (KkApp *app, GPtrArray *items, GError **error)
{
  const char *code = kk_examine_code_text (KK_EXAMINE_AFTER_REVOCATION);
  g_autoptr (GPtrArray) flagged = kk_vault_inbox_list_coded (app->vault, code, error);

  for (guint i = 0; flagged != NULL && i < flagged->len; i++)
    g_ptr_array_add (items, new_item (app, flagged->pdata[i], code));
  return flagged != NULL;
}

GPtrArray *
kk_app_quarantine_list (KkApp *app, GError **error)
{
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_quarantine_item_free);

  if (!add_refused (app, items, error) || !add_held (app, items, error) ||
      !add_flagged (app, items, error))
    return NULL;
  return g_steal_pointer (&items);
}

KkQuarantineItem *
kk_app_quarantine_get (KkApp *app, const char *id, GError **error)
{
  g_autoptr (GPtrArray) items = kk_app_quarantine_list (app, error);
  guint found = 0;
  guint place = 0;

  for (guint i = 0; items != NULL && i < items->len; i++) {
    const KkQuarantineItem *item = items->pdata[i];
    gboolean same = g_str_equal (item->id, id);

    if (!same && (*id == '\0' || !g_str_has_prefix (item->id, id)))
      continue;
    place = i;
    found = same ? 1 : found + 1;
    if (same)
      break;
  }
  if (items == NULL)
    return NULL;
  if (found == 1)
    return g_ptr_array_steal_index (items, place);
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                       _ ("There is nothing in quarantine with this id."));
  return NULL;
}
