/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/vault/kk-escrow-private.h"

#include "app/kk-settings-private.h"
#include "app/vault/kk-slot-change-private.h"
#include "backup/kk-age-keys.h"
#include "base/kk-bytes.h"
#include "crypto/kk-crypto-error.h"
#include "crypto/kk-derive.h"
#include "crypto/kk-paper-share.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_STATIC_ASSERT (KK_ESCROW_SHARES_MOST == KK_PAPER_SHARES_MOST);

void
kk_escrow_key_free (KkEscrowKey *key)
{
  if (key == NULL)
    return;
  g_free (key->recipient);
  g_free (key->fingerprint);
  g_clear_pointer (&key->shares, g_ptr_array_unref);
  g_free (key);
}

static KkEscrowKey *
describe (const KkKxSecretKey *identity, guint needed)
{
  KkEscrowKey *key = g_new0 (KkEscrowKey, 1);
  KkKxPublicKey recipient = kk_kx_secret_key_get_public (identity);

  key->recipient = kk_age_recipient_to_text (&recipient);
  key->fingerprint = g_strdup (kk_derive_recovery_fingerprint (&recipient).text);
  key->needed = needed;
  return key;
}

static KkEscrowKey *
split (const KkKxSecretKey *identity, guint needed, guint count, GError **error)
{
  g_autoptr (KkEscrowKey) key = describe (identity, needed);

  key->shares = kk_paper_share_split (identity, needed, count, NULL);
  if (key->shares != NULL)
    return g_steal_pointer (&key);
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                       _ ("A recovery key is divided over 2 to 16 sheets, of which at least 2 are "
                          "needed. Three sheets of which two are needed is a good choice."));
  return NULL;
}

KkEscrowKey *
kk_escrow_key_new (guint needed, guint count, GError **error)
{
  g_auto (KkKxSecretKey) identity = { 0 };
  KkKxPublicKey recipient;

  kk_kx_pair_generate (&recipient, &identity);
  return split (&identity, needed, count, error);
}

/* Reading shares. */

static char *
dup_wrong (guint sheet, guint line)
{
  g_autofree char *number = g_strdup_printf ("%u", sheet);
  g_autofree char *where = g_strdup_printf ("%u", line);

  if (line == 0)
    /* Translators: %s is a number: which of the sheets that were typed. */
    return g_strdup_printf (
        _ ("Sheet %s does not have four lines of twenty characters. Type all of "
           "them; blanks and hyphens do not matter."),
        number);
  /* Translators: which sheet, and which of its lines; both are numbers. */
  return g_strdup_printf (_ ("Line %2$s of sheet %1$s is not as it was printed. Compare each "
                             "character with the paper."),
                          number, where);
}

static gboolean
add_share (GPtrArray *shares, const KkSecret *typed, GError **error)
{
  gsize size = kk_secret_get_size (typed);
  g_autoptr (KkSecret) text = kk_secret_new (size + 1);
  KkPaperShare *share;
  guint line;

  memcpy (kk_secret_edit_data (text), kk_secret_get_data (typed), size);
  share = kk_paper_share_parse ((const char *) kk_secret_get_data (text), &line);
  if (share == NULL) {
    g_autofree char *sentence = dup_wrong (shares->len + 1, line);

    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
    return FALSE;
  }
  g_ptr_array_add (shares, share);
  return TRUE;
}

static gboolean
check_belongs (const GPtrArray *shares, GError **error)
{
  const KkPaperShare *last = shares->pdata[shares->len - 1];

  for (guint i = 0; i + 1 < shares->len; i++) {
    const KkPaperShare *share = shares->pdata[i];

    if (!kk_paper_share_is_of (last, share)) {
      g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                           _ ("These sheets are not of one recovery key. Each sheet says which key "
                              "it belongs to: use those with the same fingerprint."));
      return FALSE;
    }
    if (share->place == last->place) {
      g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                           _ ("One sheet was given twice. Each sheet counts once: take another "
                              "one."));
      return FALSE;
    }
  }
  return TRUE;
}

/* (transfer full) (nullable) */
static GPtrArray *
parse_shares (const GPtrArray *typed, GError **error)
{
  g_autoptr (GPtrArray) shares =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_paper_share_free);

  for (guint i = 0; i < typed->len; i++)
    if (!add_share (shares, typed->pdata[i], error) || !check_belongs (shares, error))
      return NULL;
  return g_steal_pointer (&shares);
}

static guint
count_missing (const GPtrArray *shares)
{
  guint needed = shares->len == 0 ? 2 : ((const KkPaperShare *) shares->pdata[0])->needed;

  return needed > shares->len ? needed - shares->len : 0;
}

gboolean
kk_escrow_count_missing (const GPtrArray *typed, guint *missing, GError **error)
{
  g_autoptr (GPtrArray) shares = parse_shares (typed, error);

  if (shares == NULL)
    return FALSE;
  *missing = count_missing (shares);
  return TRUE;
}

static gboolean
join_parsed (const GPtrArray *shares, KkKxSecretKey *identity, GError **error)
{
  if (count_missing (shares) > 0) {
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_NEEDS_ANSWER,
                         _ ("More sheets are needed. Each sheet says how many of them open the "
                            "key."));
    return FALSE;
  }
  if (kk_paper_share_join (shares, identity, NULL))
    return TRUE;
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                       _ ("These sheets do not give their key: one of them was made up or changed. "
                          "Try it with other sheets of the same key."));
  return FALSE;
}

gboolean
kk_escrow_join (const GPtrArray *typed, KkKxSecretKey *identity, GError **error)
{
  g_autoptr (GPtrArray) shares = parse_shares (typed, error);

  return shares != NULL && join_parsed (shares, identity, error);
}

KkEscrowKey *
kk_escrow_key_split_again (const GPtrArray *typed, guint needed, guint count, GError **error)
{
  g_auto (KkKxSecretKey) identity = { 0 };

  return kk_escrow_join (typed, &identity, error) ? split (&identity, needed, count, error) : NULL;
}

KkEscrowKey *
kk_escrow_key_from_shares (const GPtrArray *typed, GError **error)
{
  g_autoptr (GPtrArray) shares = parse_shares (typed, error);
  g_auto (KkKxSecretKey) identity = { 0 };

  if (shares == NULL || !join_parsed (shares, &identity, error))
    return NULL;
  return describe (&identity, ((const KkPaperShare *) shares->pdata[0])->needed);
}

KkSecret *
kk_escrow_dup_identity (const GPtrArray *typed, GError **error)
{
  g_auto (KkKxSecretKey) identity = { 0 };

  return kk_escrow_join (typed, &identity, error) ? kk_age_identity_to_text (&identity) : NULL;
}

/* Opening. */

/* Before anything else happens to the vault, so that nobody opens it in silence by stopping here. */
static gboolean
note_opening (KkApp *app, GError **error)
{
  GError *failure = NULL;
  g_autoptr (GBytes) before =
      kk_vault_setting_dup_bytes (app->vault, KK_SETTING_RECOVERED, &failure);
  g_autoptr (GBytes) after = NULL;
  guint8 now[8];

  if (failure != NULL) {
    g_propagate_error (error, failure);
    return FALSE;
  }
  kk_le64_put (now, (guint64) kk_app_now (app));
  after = before == NULL ? g_bytes_new (now, sizeof now)
                         : kk_bytes_join (g_bytes_get_data (before, NULL),
                                          g_bytes_get_size (before), now, sizeof now);
  return kk_vault_setting_set_bytes (app->vault, KK_SETTING_RECOVERED, after, error);
}

static gboolean
add_passphrase (KkApp *app, const KkRecoverPlan *plan, KkSlotChange *change, GError **error)
{
  g_autofree char *today = kk_app_today (app);
  g_autofree char *name = g_strdup_printf ("organisation %s", today);
  KkSlotRequest request = {
    .kind = KK_SLOT_PASSPHRASE, .name = name, .passphrase = plan->passphrase, .quick = plan->quick
  };

  return kk_slot_change_add (change, app, &request, NULL, error) &&
         kk_slot_change_commit (change, app, error);
}

KkApp *
kk_app_recover (const KkRecoverPlan *plan, GError **error)
{
  g_auto (KkKxSecretKey) identity = { 0 };
  g_auto (KkSlotChange) change = { 0 };
  KkSlotKeys keys = { .identity = &identity, .cancellable = plan->cancellable };
  g_autoptr (GBytes) file = NULL;
  g_autoptr (KkApp) app = NULL;

  if (!kk_escrow_join (plan->shares, &identity, error))
    return NULL;
  app = kk_app_open_slots (plan->folder, &keys, &change.opened, error);
  if (app == NULL || !note_opening (app, error))
    return NULL;
  file = kk_vault_read_key_slots (plan->folder, error);
  change.slots = file == NULL ? NULL : kk_slots_open (file, &keys, &change.opened, error);
  if (change.slots == NULL || !add_passphrase (app, plan, &change, error))
    return NULL;
  return g_steal_pointer (&app);
}
