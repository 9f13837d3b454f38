/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-examine-private.h"

#include "crypto/kk-crypto-error.h"
#include "format/kk-body-codec.h"
#include "format/kk-statement-codec.h"

#include <string.h>

static const struct {
  const char *text;
  gboolean hold;
} codes[KK_EXAMINE_CODES] = {
  [KK_EXAMINE_OK] = { "ok", FALSE },
  [KK_EXAMINE_SIZE] = { "size", FALSE },
  [KK_EXAMINE_OUTER] = { "outer", FALSE },
  [KK_EXAMINE_SECRET] = { "secret", TRUE },
  [KK_EXAMINE_COMMIT] = { "commit", FALSE },
  [KK_EXAMINE_OPEN] = { "open", FALSE },
  [KK_EXAMINE_PADDING] = { "padding", FALSE },
  [KK_EXAMINE_SIGNATURE] = { "signature", FALSE },
  [KK_EXAMINE_ENCODING] = { "encoding", FALSE },
  [KK_EXAMINE_NEWER] = { "newer-version", TRUE },
  [KK_EXAMINE_WRITER] = { "writer", FALSE },
  [KK_EXAMINE_REVOKED] = { "revoked", FALSE },
  [KK_EXAMINE_REGION] = { "region", TRUE },
  [KK_EXAMINE_REGION_FORK] = { "region-fork", FALSE },
  [KK_EXAMINE_REGISTER_OLDER] = { "register-older", FALSE },
  [KK_EXAMINE_ORGANISATION] = { "organisation", TRUE },
  [KK_EXAMINE_ORGANISATION_FORK] = { "organisation-fork", FALSE },
  [KK_EXAMINE_REGISTER] = { "register", TRUE },
  [KK_EXAMINE_REGISTER_FORK] = { "register-fork", FALSE },
  [KK_EXAMINE_ADDRESSEE] = { "addressee", FALSE },
  [KK_EXAMINE_SEQUENCE] = { "sequence", FALSE },
  [KK_EXAMINE_OBJECT] = { "object", FALSE },
  [KK_EXAMINE_OP_LOG] = { "op-log", FALSE },
  [KK_EXAMINE_OP_OWNER] = { "op-owner", FALSE },
  [KK_EXAMINE_OP_DOT] = { "op-dot", FALSE },
  [KK_EXAMINE_OP_ERASED] = { "op-erased", FALSE },
  [KK_EXAMINE_OP_FIELD] = { "op-field", FALSE },
  [KK_EXAMINE_OP_NOT_SENT] = { "op-not-sent", FALSE },
  [KK_EXAMINE_OP_UNLAWFUL] = { "op-unlawful", FALSE },
  [KK_EXAMINE_OP_NOT_ANY_MORE] = { "op-not-any-more", FALSE },
  [KK_EXAMINE_AFTER_REVOCATION] = { "after-revocation", FALSE },
  [KK_EXAMINE_EARLIER] = { "earlier-missing", FALSE },
  [KK_EXAMINE_CONTROL] = { "control", TRUE },
};

const char *
kk_examine_code_text (KkExamineCode code)
{
  return codes[code].text;
}

gboolean
kk_examine_code_parse (const char *text, KkExamineCode *code)
{
  for (guint i = 0; i < KK_EXAMINE_CODES; i++) {
    if (g_strcmp0 (codes[i].text, text) == 0) {
      *code = (KkExamineCode) i;
      return TRUE;
    }
  }
  return FALSE;
}

gboolean
kk_examine_code_is_hold (KkExamineCode code)
{
  return codes[code].hold;
}

void
kk_examined_free (KkExamined *examined)
{
  if (examined == NULL)
    return;
  g_clear_pointer (&examined->statement, kk_statement_free);
  g_clear_pointer (&examined->body, kk_body_free);
  g_clear_pointer (&examined->control, kk_control_free);
  g_free (examined);
}

static KkExamineCode
code_of_crypto (const GError *error)
{
  static const KkExamineCode by_stage[] = {
    [KK_CRYPTO_ERROR_SIZE] = KK_EXAMINE_SIZE,
    [KK_CRYPTO_ERROR_OUTER] = KK_EXAMINE_OUTER,
    [KK_CRYPTO_ERROR_SECRET] = KK_EXAMINE_SECRET,
    [KK_CRYPTO_ERROR_COMMIT] = KK_EXAMINE_COMMIT,
    [KK_CRYPTO_ERROR_OPEN] = KK_EXAMINE_OPEN,
    [KK_CRYPTO_ERROR_PADDING] = KK_EXAMINE_PADDING,
    [KK_CRYPTO_ERROR_SIGNATURE] = KK_EXAMINE_SIGNATURE,
  };

  if (error == NULL || error->domain != KK_CRYPTO_ERROR ||
      (gsize) error->code >= G_N_ELEMENTS (by_stage))
    return KK_EXAMINE_OPEN;
  return by_stage[error->code];
}

static KkExamineCode
code_of_format (const GError *error)
{
  return g_error_matches (error, KK_FORMAT_ERROR, KK_FORMAT_ERROR_NEWER) ? KK_EXAMINE_NEWER
                                                                         : KK_EXAMINE_ENCODING;
}

static KkExamineCode
open_packet (const KkExamineContext *context, GBytes *packet, GBytes **statement)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkSigned) opened = NULL;
  KkPacketHeader header;
  KkSignPublicKey signer;

  if (!kk_packet_peek (packet, &header, &error))
    return code_of_crypto (error);
  /* Under another name it is a copy of something that was sent elsewhere. */
  if (context->tag != NULL && !kk_id_equal (&header.tag, context->tag))
    return KK_EXAMINE_OUTER;
  if (context->network == NULL || context->network->epoch != header.epoch)
    return KK_EXAMINE_SECRET;
  opened =
      kk_packet_open (packet, context->network, context->candidates, context->n_candidates, &error);
  if (opened == NULL)
    return code_of_crypto (error);
  /* The signer is the device of the log in which the packet stands, before a byte of it is read. */
  memcpy (signer.bytes, context->writer->device->sign.bytes, sizeof signer.bytes);
  *statement = kk_signed_verify (opened, &signer, &error);
  return *statement != NULL ? KK_EXAMINE_OK : code_of_crypto (error);
}

/* @gone: what to make of a version that was replaced before this vault saw it. */
static KkExamineCode
pick_pinned (KkPinned pinned, KkExamineCode hold, KkExamineCode fork, KkExamineCode gone)
{
  switch (pinned) {
  case KK_PINNED_KNOWN:
    return KK_EXAMINE_OK;
  case KK_PINNED_NEWER:
    return hold;
  case KK_PINNED_GONE:
    return gone;
  case KK_PINNED_OTHER:
  default:
    return fork;
  }
}

/* An organisation document may jump, and nothing is decided with an old one: one that was never seen here is no
 * fork. Without the register that a packet pins nothing can be decided: boards keep replaced ones for a while. */
static KkExamineCode
check_documents (const KkExamineContext *context, const KkStatement *statement)
{
  const KkDirectory *directory = context->directory;
  KkExamineCode code = pick_pinned (kk_directory_check_region (directory, &statement->region),
                                    KK_EXAMINE_REGION, KK_EXAMINE_REGION_FORK, KK_EXAMINE_REGION);

  if (code == KK_EXAMINE_OK && statement->register_.version < context->least_register)
    code = KK_EXAMINE_REGISTER_OLDER;
  if (code == KK_EXAMINE_OK)
    code =
        pick_pinned (kk_directory_check_organisation (
                         directory, context->writer->organisation->slug, &statement->organisation),
                     KK_EXAMINE_ORGANISATION, KK_EXAMINE_ORGANISATION_FORK, KK_EXAMINE_OK);
  if (code == KK_EXAMINE_OK)
    code = pick_pinned (kk_directory_check_register (directory, &statement->register_),
                        KK_EXAMINE_REGISTER, KK_EXAMINE_REGISTER_FORK, KK_EXAMINE_REGISTER);
  return code;
}

/* It brings the very documents that it pins, and nothing is decided with them. */
static gboolean
is_grant (const KkStatement *statement)
{
  g_autoptr (KkControl) control =
      statement->kind == KK_STATEMENT_CONTROL ? kk_control_decode (statement->body, NULL) : NULL;

  return control != NULL && control->kind == KK_CONTROL_GRANT;
}

static KkExamineCode
check_statement (const KkExamineContext *context, const KkStatement *statement)
{
  KkExamineCode code;

  if (!kk_id_equal (&statement->writer, &context->writer->seat) ||
      !kk_id_equal (&statement->log, context->log))
    return KK_EXAMINE_WRITER;
  if (context->writer->revoked && !context->is_pinned)
    return KK_EXAMINE_REVOKED;
  code = is_grant (statement) ? KK_EXAMINE_OK : check_documents (context, statement);
  if (code != KK_EXAMINE_OK)
    return code;
  if (!kk_id_equal (&statement->addressee, context->seat))
    return KK_EXAMINE_ADDRESSEE;
  return KK_EXAMINE_OK;
}

static KkExamineCode
decode_inside (KkExamined *examined)
{
  g_autoptr (GError) error = NULL;
  GBytes *body = examined->statement->body;

  if (examined->statement->kind == KK_STATEMENT_CONTENT) {
    examined->body = kk_body_decode (body, &error);
    return examined->body != NULL ? KK_EXAMINE_OK : code_of_format (error);
  }
  examined->control = kk_control_decode (body, &error);
  return examined->control != NULL ? KK_EXAMINE_OK : code_of_format (error);
}

static KkExamineCode
examine (const KkExamineContext *context, GBytes *packet, KkExamined *examined)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) statement = NULL;
  KkExamineCode code = open_packet (context, packet, &statement);

  if (code != KK_EXAMINE_OK)
    return code;
  examined->statement = kk_statement_decode (statement, &error);
  if (examined->statement == NULL)
    return code_of_format (error);
  code = check_statement (context, examined->statement);
  return code == KK_EXAMINE_OK ? decode_inside (examined) : code;
}

KkExamined *
kk_examine_packet (const KkExamineContext *context, GBytes *packet)
{
  KkExamined *examined = g_new0 (KkExamined, 1);

  examined->packet = kk_packet_hash (packet);
  examined->code = examine (context, packet, examined);
  return examined;
}
