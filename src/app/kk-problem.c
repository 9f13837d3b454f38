/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-problem.h"

#include "backup/kk-backup-error.h"
#include "crypto/kk-crypto-error.h"
#include "format/kk-format-error.h"
#include "policy/kk-register.h"
#include "sync/kk-transport.h"
#include "vault/kk-vault.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

typedef struct {
  int code;
  KkAppError exit;
  const char *sentence;
  const char *hint; /* (nullable) */
} Words;

static const Words vault_words[] = {
  { KK_VAULT_ERROR_BUSY, KK_APP_ERROR_FAILED,
    N_ ("This vault is in use by another process, so it was not opened a second time."),
    N_ ("Close the other window or wait until the other command is done, then try again.") },
  { KK_VAULT_ERROR_KEY, KK_APP_ERROR_FAILED,
    N_ ("The database in this folder does not belong to its key file, or it is no vault."),
    N_ ("Put kluis.db and kluis.keys back from one backup.") },
  { KK_VAULT_ERROR_DAMAGED, KK_APP_ERROR_FAILED,
    N_ ("This vault is damaged: not every page of its database is whole. Nothing was changed."),
    N_ ("Restore the newest backup. Keep the damaged folder until that is done.") },
  { KK_VAULT_ERROR_NEWER, KK_APP_ERROR_FAILED,
    N_ ("This vault was made by a newer version of Ketenkluis. Nothing was changed."),
    N_ ("Install that version to open it.") },
  { KK_VAULT_ERROR_IO, KK_APP_ERROR_FAILED,
    N_ ("The vault cannot be read or written: the disk is full, read-only or gone. What was saved "
        "before is still there."),
    N_ ("Free some space or connect the disk, then try again.") },
  { KK_VAULT_ERROR_CIPHER, KK_APP_ERROR_FAILED,
    N_ ("The encryption library on this computer is not safe to use for a vault, so no vault was "
        "opened."),
    N_ ("Install SQLCipher 4.5 or newer, built so that it keeps temporary data in memory.") },
  { KK_VAULT_ERROR_CONSTRAINT, KK_APP_ERROR_FAILED,
    N_ ("The vault refused a change that would break its own rules. Nothing was changed."),
    N_ ("This is a fault in the program: report it with the technical details.") },
  { KK_VAULT_ERROR_NO_LOCKS, KK_APP_ERROR_FAILED,
    N_ ("The folder of the vault is on a disk that cannot keep two programs apart, as many network "
        "drives cannot. Nothing was changed."),
    N_ ("Put the vault on a disk of this computer: copy the whole folder there, and name it with "
        "--vault.") },
  { KK_VAULT_ERROR_UNREADABLE, KK_APP_ERROR_FAILED,
    N_ ("A part of the vault could not be read: this computer has too little memory left, or that "
        "part is damaged. Nothing was changed."),
    N_ ("Close other programs, start Ketenkluis again and try once more. Does it stay like this? "
        "Then restore the newest backup, and keep this folder until that is done.") },
};

static const Words sync_words[] = {
  { KK_SYNC_ERROR_UNREACHABLE, KK_APP_ERROR_FAILED,
    N_ ("The server cannot be reached, or it has no repository at that address. Your work is safe "
        "in the vault and waits for the next sync."),
    N_ ("Check the connection and the address, then sync again.") },
  { KK_SYNC_ERROR_HOST_KEY, KK_APP_ERROR_FAILED,
    N_ ("The server did not show the key that the region expects, so nothing was sent. It may be "
        "another server than it says."),
    N_ ("Ask the steward of the region whether the server has a new key, and compare it.") },
  { KK_SYNC_ERROR_AUTHENTICATION, KK_APP_ERROR_FAILED,
    N_ ("The server does not let this device in."),
    N_ ("Ask the administrator of the server to allow your SSH key, or name the right key file. A "
        "web server asks for a name and a password: give them with --login.") },
  { KK_SYNC_ERROR_REFUSED, KK_APP_ERROR_FAILED,
    N_ ("The server did not take what this device sent. It waits in the vault for the next sync."),
    N_ ("Show the technical details to the administrator of the server.") },
  { KK_SYNC_ERROR_LEASE, KK_APP_ERROR_FAILED,
    N_ ("The server changed while this device was sending, so nothing was overwritten."),
    N_ ("Sync again.") },
  { KK_SYNC_ERROR_OVER_LIMIT, KK_APP_ERROR_FAILED,
    N_ ("The server offers more than Ketenkluis accepts, so the transfer was stopped."),
    N_ ("Sync again. If it stays, tell the steward of the region which organisation it is.") },
  { KK_SYNC_ERROR_CORRUPT, KK_APP_ERROR_FAILED,
    N_ ("What came in is damaged or incomplete. Nothing of it was taken over."),
    N_ ("Sync again; when it came as a file, ask for that file again. If it stays, show the technical details to the administrator of the server.") },
  { KK_SYNC_ERROR_CANCELLED, KK_APP_ERROR_FAILED,
    N_ ("The sync was stopped. What was already exchanged stays."), NULL },
  { KK_SYNC_ERROR_DISK, KK_APP_ERROR_FAILED,
    N_ ("The vault cannot be read or written: the disk is full, read-only or gone. What was saved "
        "before is still there."),
    N_ ("Free some space or connect the disk, then try again.") },
};

static const Words crypto_words[] = {
  { KK_CRYPTO_ERROR_BROKEN, KK_APP_ERROR_FAILED,
    N_ ("The encryption on this computer gave a wrong answer when it was tested, so nothing was "
        "opened."),
    N_ ("Install libsodium again, or try another computer.") },
  { KK_CRYPTO_ERROR_PARAMETERS, KK_APP_ERROR_FAILED,
    N_ ("A key could not be used: there is too little memory, or the key is not a right one."),
    N_ ("Close other programs and try again.") },
  { KK_CRYPTO_ERROR_NO_SECURITY_KEY, KK_APP_ERROR_LOCKED,
    N_ ("No security key that belongs to this vault is plugged in."),
    N_ ("Plug in the right one and try again. Lost it? The recovery code opens the vault without "
        "it.") },
  { KK_CRYPTO_ERROR_PIN, KK_APP_ERROR_NEEDS_ANSWER,
    N_ ("The security key asks for its PIN, or it was not the right one."),
    N_ ("Give it with --pin-fd. After too many wrong ones the key locks itself.") },
  { KK_CRYPTO_ERROR_SECURITY_KEY, KK_APP_ERROR_FAILED,
    N_ ("The security key did not answer. It was not touched in time, or it is of a kind that "
        "cannot be used for this."),
    N_ ("Try again and touch the key when it blinks. It has to support FIDO2 with hmac-secret.") },
  { KK_CRYPTO_ERROR_UNSUPPORTED, KK_APP_ERROR_FAILED,
    N_ ("This build of Ketenkluis works without security keys."),
    N_ ("Open the vault in another way, or install a build that has them.") },
};

static const Words format_words[] = {
  { KK_FORMAT_ERROR_INVALID, KK_APP_ERROR_FAILED,
    N_ ("This is not what was expected here: it is damaged, or it is something else."), NULL },
  { KK_FORMAT_ERROR_NEWER, KK_APP_ERROR_FAILED,
    N_ ("This was made by a newer version of Ketenkluis."),
    N_ ("Update this version, then try again.") },
  { KK_FORMAT_ERROR_LIMIT, KK_APP_ERROR_FAILED,
    N_ ("This is larger than Ketenkluis accepts, or would become so."), NULL },
};

static const Words policy_words[] = {
  { KK_POLICY_ERROR_REGISTER, KK_APP_ERROR_FAILED,
    N_ ("The register of legal bases has an error, so nothing can be decided with it."),
    N_ ("The technical details name the file and the line.") },
  { KK_POLICY_ERROR_QUESTION, KK_APP_ERROR_USAGE,
    N_ ("The question holds a word or a fact that the legal contract does not have."),
    N_ ("The technical details name the place.") },
};

static const Words backup_words[] = {
  { KK_BACKUP_ERROR_HEADER, KK_APP_ERROR_FAILED,
    N_ ("This file is not a backup, or its beginning is damaged."),
    N_ ("Use another copy of the file, or an older backup.") },
  { KK_BACKUP_ERROR_NO_MATCH, KK_APP_ERROR_LOCKED,
    N_ ("This backup does not open with that code or key: it is of another vault, or the vault had "
        "another recovery code then."),
    N_ ("Use the recovery code on the sheet that belongs to this vault.") },
  { KK_BACKUP_ERROR_MAC, KK_APP_ERROR_FAILED,
    N_ ("This backup was altered after it was made, so it is not used."),
    N_ ("Use another copy of the file, or an older backup.") },
  { KK_BACKUP_ERROR_PAYLOAD, KK_APP_ERROR_FAILED,
    N_ ("This backup is damaged or not copied to its end."),
    N_ ("Copy the file again, or use an older backup.") },
  { KK_BACKUP_ERROR_CONTENT, KK_APP_ERROR_FAILED,
    N_ ("What is in this backup is not laid out as Ketenkluis does it, so it is not used."),
    N_ ("Use an older backup, or a newer version of Ketenkluis.") },
  { KK_BACKUP_ERROR_KEY, KK_APP_ERROR_USAGE, N_ ("That is not a key of age."),
    N_ ("Copy all of it, without blanks.") },
  { KK_BACKUP_ERROR_SIGNATURE, KK_APP_ERROR_FAILED,
    N_ ("The signature beside this backup is missing, or of another file or device."),
    N_ ("Copy the file that ends in .minisig along with the backup.") },
};

static const Words io_words[] = {
  { G_IO_ERROR_CANCELLED, KK_APP_ERROR_FAILED, N_ ("Stopped at your request."), NULL },
  { G_IO_ERROR_NO_SPACE, KK_APP_ERROR_FAILED, N_ ("The disk is full. Nothing was changed."),
    N_ ("Free some space and try again.") },
  { G_IO_ERROR_NOT_FOUND, KK_APP_ERROR_USAGE, N_ ("That file or folder is not there."),
    N_ ("Check the name.") },
  { G_IO_ERROR_PERMISSION_DENIED, KK_APP_ERROR_FAILED,
    N_ ("You are not allowed to read or write that file or folder."), NULL },
  { G_IO_ERROR_EXISTS, KK_APP_ERROR_USAGE,
    N_ ("There is a file of that name already, and it was left as it is."),
    N_ ("Choose another name.") },
  { G_IO_ERROR_IS_DIRECTORY, KK_APP_ERROR_USAGE,
    N_ ("A folder was named where a file was expected."), N_ ("Check the name.") },
  { G_IO_ERROR_NOT_DIRECTORY, KK_APP_ERROR_USAGE, N_ ("That file or folder is not there."),
    N_ ("Check the name.") },
  { G_IO_ERROR_READ_ONLY, KK_APP_ERROR_FAILED,
    N_ ("The disk is read-only, so nothing was written."), NULL },
};

static const Words file_words[] = {
  { G_FILE_ERROR_NOSPC, KK_APP_ERROR_FAILED, N_ ("The disk is full. Nothing was changed."),
    N_ ("Free some space and try again.") },
  { G_FILE_ERROR_NOENT, KK_APP_ERROR_USAGE, N_ ("That file or folder is not there."),
    N_ ("Check the name.") },
  { G_FILE_ERROR_EXIST, KK_APP_ERROR_USAGE,
    N_ ("There is a file of that name already, and it was left as it is."),
    N_ ("Choose another name.") },
  { G_FILE_ERROR_NOTDIR, KK_APP_ERROR_USAGE, N_ ("That file or folder is not there."),
    N_ ("Check the name.") },
  { G_FILE_ERROR_ISDIR, KK_APP_ERROR_USAGE, N_ ("A folder was named where a file was expected."),
    N_ ("Check the name.") },
  { G_FILE_ERROR_ACCES, KK_APP_ERROR_FAILED,
    N_ ("You are not allowed to read or write that file or folder."), NULL },
  { G_FILE_ERROR_PERM, KK_APP_ERROR_FAILED,
    N_ ("You are not allowed to read or write that file or folder."), NULL },
  { G_FILE_ERROR_ROFS, KK_APP_ERROR_FAILED, N_ ("The disk is read-only, so nothing was written."),
    NULL },
};

/* Messages of our own layers hold nothing personal; those of the system may hold the path of a person's file. */
typedef struct {
  GQuark (*domain) (void);
  const Words *words;
  gsize n_words;
  gboolean is_own;
} Layer;

static const Layer layers[] = {
  { kk_vault_error_quark, vault_words, G_N_ELEMENTS (vault_words), TRUE },
  { kk_sync_error_quark, sync_words, G_N_ELEMENTS (sync_words), TRUE },
  { kk_crypto_error_quark, crypto_words, G_N_ELEMENTS (crypto_words), TRUE },
  { kk_format_error_quark, format_words, G_N_ELEMENTS (format_words), TRUE },
  { kk_backup_error_quark, backup_words, G_N_ELEMENTS (backup_words), TRUE },
  { kk_policy_error_quark, policy_words, G_N_ELEMENTS (policy_words), TRUE },
  { g_io_error_quark, io_words, G_N_ELEMENTS (io_words), FALSE },
  { g_file_error_quark, file_words, G_N_ELEMENTS (file_words), FALSE },
};

/* (nullable) */
static const Layer *
find_layer (GQuark domain)
{
  for (gsize i = 0; i < G_N_ELEMENTS (layers); i++) {
    if (layers[i].domain () == domain)
      return &layers[i];
  }
  return NULL;
}

/* (nullable) */
static const Words *
find_words (const Layer *layer, int code)
{
  for (gsize i = 0; layer != NULL && i < layer->n_words; i++) {
    if (layer->words[i].code == code)
      return &layer->words[i];
  }
  return NULL;
}

/* What a use case says of itself is the sentence; it may name an organisation, so it stays out of the details. */
static void
describe_own (KkProblem *problem, const GError *error)
{
  problem->code = (KkAppError) CLAMP (error->code, KK_APP_ERROR_FAILED, KK_APP_ERROR_LOCKED);
  problem->sentence = g_strdup (error->message);
}

static void
describe_layer (KkProblem *problem, const Words *words)
{
  if (words == NULL) {
    problem->code = KK_APP_ERROR_FAILED;
    problem->sentence = g_strdup (_ ("Something went wrong that Ketenkluis has no words for. "
                                     "Nothing was changed by it."));
    problem->hint = g_strdup (_ ("Report it with the technical details."));
    return;
  }
  problem->code = words->exit;
  problem->sentence = g_strdup (g_dgettext (GETTEXT_PACKAGE, words->sentence));
  if (words->hint != NULL)
    problem->hint = g_strdup (g_dgettext (GETTEXT_PACKAGE, words->hint));
}

KkProblem *
kk_problem_new (const GError *error)
{
  KkProblem *problem = g_new0 (KkProblem, 1);
  const Layer *layer = find_layer (error->domain);
  const char *domain = g_quark_to_string (error->domain);

  if (error->domain == KK_APP_ERROR)
    describe_own (problem, error);
  else
    describe_layer (problem, find_words (layer, error->code));
  if (layer != NULL && layer->is_own)
    problem->details = g_strdup_printf ("%s %d: %s", domain, error->code, error->message);
  else
    problem->details = g_strdup_printf ("%s %d", domain, error->code);
  return problem;
}

void
kk_problem_free (KkProblem *problem)
{
  if (problem == NULL)
    return;
  g_free (problem->sentence);
  g_free (problem->hint);
  g_free (problem->details);
  g_free (problem);
}
