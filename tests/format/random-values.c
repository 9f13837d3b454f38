/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "random-values.h"

#include "base/kk-limits.h"

static void
fill (GRand *random, guint8 *bytes, gsize size)
{
  for (gsize i = 0; i < size; i++)
    bytes[i] = (guint8) g_rand_int (random);
}

KkId
kk_random_id (GRand *random)
{
  KkId id;

  fill (random, id.bytes, sizeof id.bytes);
  return id;
}

static KkHash
make_hash (GRand *random)
{
  KkHash hash;

  fill (random, hash.bytes, sizeof hash.bytes);
  return hash;
}

static KkPublicKey
make_key (GRand *random)
{
  KkPublicKey key;

  fill (random, key.bytes, sizeof key.bytes);
  return key;
}

static guint
pick (GRand *random, guint end)
{
  return (guint) g_rand_int_range (random, 0, (gint32) end);
}

static gboolean
toss (GRand *random)
{
  return g_rand_boolean (random);
}

/* 1 to @most characters of one to four bytes, none of them a control character. */
static char *
make_text (GRand *random, guint most)
{
  static const gunichar starts[] = { 0x20, 0xa0, 0x800, 0x1f600 };
  GString *text = g_string_new (NULL);
  guint length = 1 + pick (random, most);

  for (guint i = 0; i < length; i++)
    g_string_append_unichar (text, starts[pick (random, 4)] + pick (random, 64));
  return g_string_free (text, FALSE);
}

static char *
make_code (GRand *random, const char *prefix, guint i)
{
  return g_strdup_printf ("%s-%u-%x", prefix, i, g_rand_int (random));
}

static char *
make_day (GRand *random)
{
  return g_strdup_printf ("%04u-%02u-%02u", 1 + pick (random, 9999), 1 + pick (random, 12),
                          1 + pick (random, 28));
}

static KkVersion
make_version (GRand *random)
{
  return (KkVersion){ 1 + pick (random, 1u << 30), make_hash (random) };
}

static gint64
make_time (GRand *random)
{
  return (gint64) g_rand_int (random) << pick (random, 14);
}

static void
add_hats (GRand *random, GArray *hats)
{
  for (KkHat hat = KK_HAT_GEM_WMO; hat < KK_N_HATS; hat++) {
    if (pick (random, 8) == 0)
      g_array_append_val (hats, hat);
  }
}

static void
add_caveats (GRand *random, GPtrArray *caveats)
{
  for (guint i = pick (random, 3); i > 0; i--)
    g_ptr_array_add (caveats, make_code (random, "caveat", i));
}

static void
add_basis_lists (GRand *random, KkBasis *basis)
{
  for (guint i = 0; i < pick (random, 5); i++) {
    g_autofree char *code = g_strdup_printf ("FACT_%u", i);
    g_autofree char *value = make_text (random, 40);
    KkNoteClaim *note = kk_note_claim_new ();
    KkOriginStep *step = kk_origin_step_new ();
    KkHash object = make_hash (random);

    g_ptr_array_add (basis->rows, make_code (random, "row", i));
    g_ptr_array_add (basis->claims, kk_claim_new (code, value));
    note->kind = make_code (random, "NOTE", i);
    note->hash = make_hash (random);
    note->length = g_rand_int (random);
    note->function = toss (random) ? make_text (random, 30) : g_strdup ("");
    g_ptr_array_add (basis->notes, note);
    step->desk = kk_random_id (random);
    step->hat = KK_HAT_GEM_WMO + pick (random, KK_N_HATS - 1);
    step->row = make_code (random, "row", i);
    add_caveats (random, step->caveats);
    g_ptr_array_add (basis->origins, step);
    g_array_append_val (basis->objects, object);
  }
}

KkBasis *
kk_random_basis (GRand *random)
{
  KkBasis *basis = kk_basis_new ();

  add_basis_lists (random, basis);
  add_caveats (random, basis->caveats);
  basis->has_subject = toss (random);
  basis->subject_record = kk_random_id (random);
  basis->subject = KK_SUBJECT_VICTIM + pick (random, KK_N_SUBJECTS - 1);
  if (toss (random))
    basis->retention_row = make_code (random, "row", 0);
  if (basis->retention_row != NULL && toss (random))
    basis->retention_start = make_day (random);
  if (toss (random))
    basis->held_until = make_day (random);
  return basis;
}

KkObject *
kk_random_object (GRand *random)
{
  KkObject *object = kk_object_new ();

  object->kind = KK_OBJECT_OM_RELEASE + pick (random, KK_OBJECT_KIND_LAST);
  object->issuer = kk_random_id (random);
  object->organisation = make_version (random);
  object->receiver = kk_random_id (random);
  object->thread = kk_random_id (random);
  for (guint i = pick (random, 4); i > 0; i--) {
    KkId record = kk_random_id (random);

    g_array_append_val (object->records, record);
  }
  object->until = make_day (random);
  object->from = g_strdup (object->until);
  if (object->kind == KK_OBJECT_OM_RELEASE || object->kind == KK_OBJECT_ARTICLE_20)
    object->categories = (g_rand_int (random) & KK_CATEGORIES_ALL) | 1;
  if (object->kind == KK_OBJECT_ARTICLE_20)
    object->purposes = (g_rand_int (random) & KK_PURPOSES_ALL) | 2;
  if (object->kind == KK_OBJECT_OM_RELEASE)
    object->subjects = (g_rand_int (random) & (KK_SUBJECT_BIT (KK_N_SUBJECTS) - 2)) | 2;
  if (object->kind == KK_OBJECT_GATE) {
    object->gate = make_code (random, "G", 0);
    object->result = toss (random) ? make_code (random, "R", 0) : NULL;
  }
  if (object->kind == KK_OBJECT_WITHDRAWAL)
    fill (random, object->withdrawn.bytes, sizeof object->withdrawn.bytes);
  add_hats (random, object->participants);
  object->conditions = make_text (random, 100);
  fill (random, object->nonce, sizeof object->nonce);
  return object;
}

static KkDot
make_dot (GRand *random, const GArray *logs)
{
  return (KkDot){ g_array_index (logs, KkId, pick (random, logs->len)), 1 + pick (random, 1000) };
}

static KkValue *
make_value (GRand *random)
{
  g_autofree char *text = make_text (random, 30);
  guint8 bytes[64];

  switch (pick (random, 6)) {
  case 0:
    fill (random, bytes, sizeof bytes);
    return kk_value_new_bytes (bytes, pick (random, sizeof bytes));
  case 1:
    return kk_value_new_boolean (toss (random));
  case 2:
    return kk_value_new_integer ((gint64) ((guint64) g_rand_int (random) << pick (random, 33)) ^
                                 (toss (random) ? -1 : 0));
  default:
    return kk_value_new_text (text);
  }
}

static KkValue *
make_dots (GRand *random, const GArray *logs, guint least)
{
  KkDot dots[8];
  guint n_dots = least + pick (random, G_N_ELEMENTS (dots) - least);

  for (guint i = 0; i < n_dots; i++)
    dots[i] = make_dot (random, logs);
  return kk_value_new_dots (dots, n_dots);
}

static void
set_value (GRand *random, KkOp *op, const GArray *logs)
{
  if (op->kind == KK_OP_VALUE)
    op->value = make_value (random);
  else if (op->kind == KK_OP_DELETE)
    op->value = make_dots (random, logs, 0);
  else if (op->kind == KK_OP_RECALL)
    op->value = make_dots (random, logs, 1);
}

KkOp *
kk_random_op (GRand *random, const GArray *logs, guint32 n_bases)
{
  KkDot dot = make_dot (random, logs);
  KkOpKind kind = toss (random) ? KK_OP_VALUE : KK_OP_VALUE + pick (random, KK_OP_ERASE);
  gboolean whole = kind >= KK_OP_DELETE;
  KkOp *op = kk_op_new (dot, kind, whole ? 0 : 1 + pick (random, 3000));

  if (!whole && pick (random, 4) == 0)
    op->element = make_text (random, 20);
  set_value (random, op, logs);
  for (guint i = pick (random, 4); i > 0; i--) {
    KkDot seen = make_dot (random, logs);

    if (!kk_id_equal (&seen.log, &dot.log) || seen.n < dot.n)
      kk_op_add_context (op, seen);
  }
  op->basis = n_bases > 0 && toss (random) ? pick (random, n_bases) : KK_NO_BASIS;
  op->extra = toss (random) ? g_rand_int (random) & KK_CATEGORIES_ALL : 0;
  op->time = make_time (random);
  return op;
}

static void
add_records (GRand *random, KkBody *body, guint n_records, guint n_ops)
{
  g_autoptr (GArray) logs = g_array_new (FALSE, FALSE, sizeof (KkId));
  KkId desks[3] = { kk_random_id (random), kk_random_id (random), kk_random_id (random) };

  for (guint i = 0; i < 8; i++) {
    KkId log = kk_random_id (random);

    g_array_append_val (logs, log);
  }
  for (guint i = 0; i < n_records; i++) {
    KkBodyRecord *record = kk_body_record_new ();

    record->id = kk_random_id (random);
    record->type = 1 + pick (random, 21);
    record->owner = desks[pick (random, G_N_ELEMENTS (desks))];
    record->has_thread = toss (random);
    record->thread = kk_random_id (random);
    for (guint j = 0; j < n_ops; j++)
      g_ptr_array_add (record->ops, kk_random_op (random, logs, body->bases->len));
    g_ptr_array_add (body->records, record);
  }
}

/* No basis may be there that nothing rests on. */
static void
use_every_basis (KkBody *body)
{
  for (guint i = 0; i < body->bases->len; i++) {
    KkBodyRecord *record = g_ptr_array_index (body->records, i % body->records->len);
    KkOp *op = g_ptr_array_index (record->ops, (i / body->records->len) % record->ops->len);

    op->basis = i;
  }
}

static void
add_lines (GRand *random, KkBody *body)
{
  guint64 n = 0;

  body->lines_log = kk_random_id (random);
  for (guint i = 1 + pick (random, 5); i > 0; i--) {
    KkRegisterLine *line = kk_register_line_new ();

    line->n = n += 1 + pick (random, 10);
    line->leaf = make_hash (random);
    if (toss (random)) {
      fill (random, line->salt, sizeof line->salt);
      line->text = g_bytes_new (line->salt, pick (random, 16));
    }
    g_ptr_array_add (body->lines, line);
  }
}

KkBody *
kk_random_body (GRand *random, guint n_records, guint n_ops)
{
  KkBody *body = kk_body_new (KK_SCOPE_PARTNER + pick (random, KK_SCOPE_RETURN));

  body->has_share = toss (random);
  body->share = kk_random_id (random);
  body->purpose = 1 + pick (random, KK_N_PURPOSES - 1);
  body->stage = toss (random) ? make_code (random, "stage", 0) : NULL;
  for (guint i = n_records > 0 ? pick (random, 4) : 0; i > 0 && i <= n_records * n_ops; i--)
    g_ptr_array_add (body->bases, kk_random_basis (random));
  add_records (random, body, n_records, n_ops);
  use_every_basis (body);
  body->withheld = g_rand_int (random);
  add_caveats (random, body->duties);
  body->covers = toss (random) ? 1 + pick (random, 1000) : 0;
  if (toss (random)) {
    body->parts = 2 + pick (random, 10);
    body->part = 1 + pick (random, body->parts);
  }
  if (body->scope == KK_SCOPE_SIBLING && toss (random))
    add_lines (random, body);
  return body;
}

static void
add_manifest_lists (GRand *random, KkManifest *manifest)
{
  for (guint i = pick (random, 50); i > 0; i--) {
    KkLivePacket packet = { kk_random_id (random), make_hash (random) };
    KkMark mark = { kk_random_id (random), 1 + pick (random, 1000), kk_random_id (random) };
    KkId tag = kk_random_id (random);

    g_array_append_val (manifest->add, packet);
    g_array_append_val (manifest->marks, mark);
    if (manifest->kind == KK_MANIFEST_DELTA)
      g_array_append_val (manifest->drop, tag);
  }
  for (guint64 i = 1; manifest->kind == KK_MANIFEST_CHECKPOINT && i < MIN (manifest->push_no, 9);
       i++) {
    KkPastCheckpoint past = { i, make_hash (random) };

    g_array_append_val (manifest->past, past);
  }
  for (guint i = pick (random, 5); manifest->board != NULL && i > 0; i--) {
    KkBoardEntry entry = { 1 + pick (random, 3), 1 + pick (random, 9), make_hash (random) };

    g_array_append_val (manifest->board, entry);
  }
}

KkManifest *
kk_random_manifest (GRand *random)
{
  gboolean first = pick (random, 4) == 0;
  KkManifest *manifest =
      kk_manifest_new (first || toss (random) ? KK_MANIFEST_CHECKPOINT : KK_MANIFEST_DELTA);

  manifest->log = kk_random_id (random);
  manifest->push_no = first ? 1 : 2 + pick (random, 1000);
  if (!first)
    manifest->previous = make_hash (random);
  manifest->has_mailbox = manifest->kind == KK_MANIFEST_CHECKPOINT || toss (random);
  manifest->mailbox = make_key (random);
  manifest->register_head = make_hash (random);
  manifest->region = make_version (random);
  manifest->organisation = make_version (random);
  manifest->day = make_day (random);
  manifest->has_continues = first && toss (random);
  manifest->continues = (KkPin){ kk_random_id (random), 7, make_hash (random) };
  add_manifest_lists (random, manifest);
  kk_manifest_sort (manifest);
  return manifest;
}

static KkRevocation *
make_revocation (GRand *random)
{
  KkRevocation *revocation = kk_revocation_new ();

  revocation->device = kk_random_id (random);
  revocation->reason = make_text (random, 100);
  for (guint i = pick (random, 4); i > 0; i--) {
    KkPin pin = { kk_random_id (random), i, make_hash (random) };

    g_array_append_val (revocation->pins, pin);
  }
  return revocation;
}

static void
add_region_organisation (GRand *random, KkRegion *region, guint i)
{
  KkRegionOrganisation *organisation = kk_region_organisation_new ();

  organisation->slug = g_strdup_printf ("organisation-%u", i);
  organisation->name = make_text (random, 30);
  organisation->public_key = make_key (random);
  add_hats (random, organisation->hats);
  organisation->standing = KK_STANDING_ACTIVE + pick (random, 3);
  g_ptr_array_add (region->organisations, organisation);
}

KkRegion *
kk_random_region (GRand *random)
{
  KkRegion *region = kk_region_new ();

  region->version = 1 + pick (random, 3);
  if (region->version > 1)
    region->previous = make_hash (random);
  region->name = make_text (random, 30);
  region->threshold = 1;
  for (guint i = 0; i < 1 + pick (random, 8); i++) {
    KkPublicKey root = make_key (random);
    KkPublicKey key = make_key (random);
    KkRegionSecret secret = { i, make_hash (random), i == 0 ? KK_SECRET_ACTIVE : KK_SECRET_NEXT };
    g_autofree char *url = g_strdup_printf ("ssh://host-%u/", i);
    KkRemote *remote = kk_remote_new (url);

    g_array_append_val (region->roots, root);
    g_array_append_val (region->register_keys, key);
    g_array_append_val (region->secrets, secret);
    remote->has_host_key = toss (random);
    remote->host_key = make_hash (random);
    g_ptr_array_add (region->remotes, remote);
    add_region_organisation (random, region, i);
    g_ptr_array_add (region->revocations, make_revocation (random));
  }
  return region;
}

static void
add_device (GRand *random, KkOrganisation *organisation)
{
  KkDevice *device = kk_device_new ();

  device->sign = make_key (random);
  device->kx = make_key (random);
  device->person = (KkPerson){ kk_random_id (random), make_text (random, 30), g_strdup ("") };
  for (guint i = 0; i < organisation->desks->len; i++) {
    const KkDesk *desk = g_ptr_array_index (organisation->desks, i);

    if (toss (random))
      g_array_append_val (device->desks, desk->id);
  }
  device->standing = KK_STANDING_ACTIVE + pick (random, 3);
  g_ptr_array_add (organisation->devices, device);
}

static void
add_contact (GRand *random, KkOrganisation *organisation)
{
  KkContact *contact = kk_contact_new ();

  contact->id = kk_random_id (random);
  contact->kind = g_strdup (kk_contact_kinds ()[pick (random, 6)]);
  for (guint i = 0; i < pick (random, 3); i++)
    g_ptr_array_add (contact->municipalities, g_strdup_printf ("Gemeente %u", i));
  contact->name = make_text (random, 30);
  contact->function = g_strdup ("");
  contact->phone = make_text (random, 12);
  contact->mail = make_text (random, 12);
  contact->hours = make_text (random, 30);
  contact->note = make_text (random, 100);
  for (guint i = pick (random, 3); i > 0; i--)
    g_ptr_array_add (contact->substitutes, kk_substitute_new ("A. Voorbeeld", "038 000 00 00", ""));
  contact->from = g_strdup ("2026-01-01");
  contact->until = toss (random) ? g_strdup ("2026-12-31") : NULL;
  contact->checked = g_strdup ("2026-01-02");
  contact->has_desk = toss (random);
  if (contact->has_desk)
    contact->desk = kk_random_id (random);
  g_ptr_array_add (organisation->contacts, contact);
}

KkOrganisation *
kk_random_organisation (GRand *random)
{
  KkOrganisation *organisation = kk_organisation_new ();

  organisation->slug = g_strdup ("gemeente");
  organisation->version = 2 + pick (random, 100);
  organisation->steward = kk_random_id (random);
  for (guint i = 1 + pick (random, 4); i > 0; i--) {
    KkHash previous = make_hash (random);
    KkDesk *desk = kk_desk_new ();

    g_array_append_val (organisation->previous, previous);
    desk->id = kk_random_id (random);
    desk->hat = KK_HAT_GEM_WMO + pick (random, KK_N_HATS - 1);
    desk->role = make_text (random, 20);
    desk->name = make_text (random, 20);
    g_ptr_array_add (organisation->desks, desk);
  }
  for (guint i = pick (random, 8); i > 0; i--)
    add_device (random, organisation);
  for (guint i = pick (random, 3); i > 0; i--)
    g_ptr_array_add (organisation->revocations, make_revocation (random));
  for (guint i = pick (random, 3); i > 0; i--)
    add_contact (random, organisation);
  return organisation;
}

KkStatement *
kk_random_statement (GRand *random)
{
  KkStatement *statement = kk_statement_new ();

  statement->kind = toss (random) ? KK_STATEMENT_CONTENT : KK_STATEMENT_CONTROL;
  statement->writer = kk_random_id (random);
  statement->log = kk_random_id (random);
  statement->sequence = 1 + pick (random, 1u << 30);
  statement->addressee = kk_random_id (random);
  for (guint i = pick (random, 5); i > 0; i--) {
    KkId seat = kk_random_id (random);

    g_array_append_val (statement->others, seat);
  }
  statement->region = make_version (random);
  statement->organisation = make_version (random);
  if (toss (random))
    statement->register_ = make_version (random);
  statement->decided_on = make_day (random);
  statement->created = make_time (random);
  statement->body = g_bytes_new (statement->writer.bytes, 1 + pick (random, 16));
  return statement;
}
