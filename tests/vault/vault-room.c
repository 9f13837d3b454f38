/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "vault-room.h"

#include "vault/kk-vault-logs.h"

#include <glib/gstdio.h>
#include <string.h>

KkId
vault_room_id (guint8 first)
{
  KkId id;

  memset (id.bytes, first, sizeof id.bytes);
  return id;
}

static void
add_log (VaultRoom *room, guint i)
{
  g_autoptr (GError) error = NULL;
  KkId seat = vault_room_id ((guint8) (0x20 + i));

  room->logs[i] = vault_room_id ((guint8) (0x10 + i));
  kk_vault_log_ensure (room->vault, &room->logs[i], &seat, i < 2 ? &room->own : &room->other, 0,
                       &room->idxs[i], &error);
  g_assert_no_error (error);
}

void
vault_room_open (VaultRoom *room)
{
  g_autoptr (GError) error = NULL;

  room->folder = g_dir_make_tmp ("kk-vault-XXXXXX", &error);
  g_assert_no_error (error);
  room->key = kk_secret_new_random (KK_VAULT_KEY_SIZE);
  room->vault = kk_vault_create (room->folder, room->key, &error);
  g_assert_no_error (error);
  room->own = vault_room_id (0xa0);
  room->other = vault_room_id (0xb0);
  for (guint i = 0; i < G_N_ELEMENTS (room->logs); i++)
    add_log (room, i);
}

void
vault_room_reopen (VaultRoom *room)
{
  g_autoptr (GError) error = NULL;

  kk_vault_close (g_steal_pointer (&room->vault));
  room->vault = kk_vault_open (room->folder, room->key, &error);
  g_assert_no_error (error);
}

void
vault_room_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (folder);
}

void
vault_room_clear (VaultRoom *room)
{
  kk_vault_close (g_steal_pointer (&room->vault));
  vault_room_remove_folder (room->folder);
  g_clear_pointer (&room->key, kk_secret_free);
  g_clear_pointer (&room->folder, g_free);
}

char *
vault_room_path (const VaultRoom *room, const char *name)
{
  return g_build_filename (room->folder, name, NULL);
}

gint64
vault_room_add_record (VaultRoom *room, guint32 type, const KkId *owner, const KkId *thread)
{
  g_autoptr (GError) error = NULL;
  KkVaultTransaction *transaction = kk_vault_begin (room->vault, &error);
  KkVaultRecord record = {
    .id = kk_id_random (), .desk = room->own, .type = type, .owner = *owner
  };
  gint64 idx;

  record.has_thread = thread != NULL;
  if (thread != NULL)
    record.thread = *thread;
  kk_vault_record_ensure (room->vault, &record, &idx, &error);
  g_assert_no_error (error);
  kk_vault_commit (transaction, &error);
  g_assert_no_error (error);
  return idx;
}

KkApplyResult
vault_room_apply (VaultRoom *room, gint64 record, const KkOp *op)
{
  g_autoptr (GError) error = NULL;
  KkVaultTransaction *transaction = kk_vault_begin (room->vault, &error);
  KkApplyResult result;

  kk_vault_op_apply (room->vault, record, op, KK_VAULT_NO_BASIS, &result, &error);
  g_assert_no_error (error);
  kk_vault_commit (transaction, &error);
  g_assert_no_error (error);
  return result;
}

KkOp *
vault_room_make_op (const VaultRoom *room, guint log, guint32 n, guint32 field, const char *text)
{
  KkOp *op = kk_op_new ((KkDot){ room->logs[log], n }, KK_OP_VALUE, field);

  op->value = kk_value_new_text (text);
  op->time = 1700000000000 + n;
  return op;
}

/* What the application does when a person types: a context that covers what is live. */
void
vault_room_set_text (VaultRoom *room, gint64 record, guint32 field, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkOp) op = NULL;
  g_autoptr (GPtrArray) live = NULL;
  guint32 n;

  kk_vault_op_next_n (room->vault, record, room->idxs[0], &n, &error);
  g_assert_no_error (error);
  op = vault_room_make_op (room, 0, n, field, text);
  live = kk_vault_op_list_register (room->vault, record, field, NULL, KK_OPS_LIVE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < live->len; i++)
    kk_op_add_context (op, ((KkStoredOp *) live->pdata[i])->op->dot);
  g_assert_cmpint (vault_room_apply (room, record, op), ==, KK_APPLY_NEW);
}
