-- SPDX-License-Identifier: EUPL-1.2
-- Copyright 2026 The Ketenkluis authors
--
-- Version 1 of the vault. Every table and column is explained in docs/formats/vault.md.
-- Ids are blobs of 16 bytes, hashes of 32; a log is named by its idx; instants are ms since 1970, 0 = never.

CREATE TABLE meta (
  name  TEXT NOT NULL PRIMARY KEY,
  value ANY NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE identity (
  one                 INTEGER PRIMARY KEY CHECK (one = 1),
  device              BLOB NOT NULL CHECK (length (device) = 16),
  sign_public         BLOB NOT NULL CHECK (length (sign_public) = 32),
  sign_secret         BLOB NOT NULL,
  kx_public           BLOB NOT NULL CHECK (length (kx_public) = 32),
  kx_secret           BLOB NOT NULL,
  organisation_secret BLOB
) STRICT;

CREATE TABLE log (
  idx             INTEGER PRIMARY KEY,
  log             BLOB NOT NULL UNIQUE CHECK (length (log) = 16),
  seat            BLOB NOT NULL CHECK (length (seat) = 16),
  desk            BLOB NOT NULL CHECK (length (desk) = 16),
  incarnation     INTEGER NOT NULL,
  push_no         INTEGER NOT NULL DEFAULT 0,
  hash            BLOB,
  checkpoint_no   INTEGER NOT NULL DEFAULT 0,
  checkpoint_hash BLOB,
  status          INTEGER NOT NULL DEFAULT 1,
  heard           INTEGER NOT NULL DEFAULT 0,
  mailbox         BLOB,
  UNIQUE (seat, incarnation)
) STRICT;

CREATE TABLE seat (
  id          BLOB NOT NULL PRIMARY KEY CHECK (length (id) = 16),
  desk        BLOB NOT NULL CHECK (length (desk) = 16),
  log         INTEGER NOT NULL UNIQUE REFERENCES log (idx),
  incarnation INTEGER NOT NULL,
  active      INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT, WITHOUT ROWID;

-- Documents and keys.

CREATE TABLE document (
  kind    INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 3),
  slug    TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  hash    BLOB NOT NULL CHECK (length (hash) = 32),
  bytes   BLOB NOT NULL,
  state   INTEGER NOT NULL CHECK (state BETWEEN 1 AND 3),
  PRIMARY KEY (kind, slug, version, hash)
) STRICT;
CREATE INDEX document_hash ON document (hash);

CREATE TABLE secret (
  epoch INTEGER PRIMARY KEY,
  bytes BLOB NOT NULL CHECK (length (bytes) = 32)
) STRICT;

CREATE TABLE mailbox_key (
  seat    BLOB NOT NULL CHECK (length (seat) = 16),
  pk      BLOB NOT NULL CHECK (length (pk) = 32),
  sk      BLOB NOT NULL,
  since   INTEGER NOT NULL,
  retired INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (seat, pk)
) STRICT, WITHOUT ROWID;

CREATE TABLE object (
  hash   BLOB NOT NULL PRIMARY KEY CHECK (length (hash) = 32),
  thread BLOB NOT NULL CHECK (length (thread) = 16),
  issuer BLOB NOT NULL CHECK (length (issuer) = 16),
  until  TEXT NOT NULL,
  void   INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
  bytes  BLOB NOT NULL
) STRICT;
CREATE INDEX object_thread ON object (thread);

-- Others' logs.

CREATE TABLE remote_log (
  remote  TEXT NOT NULL,
  log     INTEGER NOT NULL REFERENCES log (idx),
  push_no INTEGER NOT NULL,
  oid     TEXT NOT NULL,
  PRIMARY KEY (remote, log)
) STRICT, WITHOUT ROWID;

CREATE TABLE mark_of (
  seat    BLOB NOT NULL CHECK (length (seat) = 16),
  log     BLOB NOT NULL CHECK (length (log) = 16),
  push_no INTEGER NOT NULL,
  hash    BLOB NOT NULL CHECK (length (hash) = 16),
  PRIMARY KEY (seat, log)
) STRICT, WITHOUT ROWID;
CREATE INDEX mark_of_log ON mark_of (log);

CREATE TABLE fork (
  log     INTEGER NOT NULL REFERENCES log (idx),
  push_no INTEGER NOT NULL,
  hash    BLOB NOT NULL CHECK (length (hash) = 32),
  bytes   BLOB NOT NULL,
  seen    INTEGER NOT NULL,
  PRIMARY KEY (log, push_no, hash)
) STRICT;

-- In.

CREATE TABLE inbox (
  idx         INTEGER PRIMARY KEY,
  seat        BLOB NOT NULL CHECK (length (seat) = 16),
  log         INTEGER NOT NULL REFERENCES log (idx),
  seq         INTEGER NOT NULL DEFAULT 0,
  packet_hash BLOB NOT NULL UNIQUE CHECK (length (packet_hash) = 32),
  state       INTEGER NOT NULL CHECK (state BETWEEN 1 AND 6),
  code        TEXT NOT NULL DEFAULT '',
  raw         BLOB,
  received    INTEGER NOT NULL,
  push_no     INTEGER NOT NULL DEFAULT 0,
  CHECK (raw IS NULL OR state IN (1, 2, 4, 5))
) STRICT;
CREATE INDEX inbox_seq ON inbox (log, seat, seq);
CREATE INDEX inbox_waiting ON inbox (state) WHERE state IN (1, 2, 4, 5);

-- Up to where what a log has for an own seat is whole.
CREATE TABLE stream (
  log   INTEGER NOT NULL REFERENCES log (idx),
  seat  BLOB NOT NULL CHECK (length (seat) = 16),
  whole INTEGER NOT NULL,
  PRIMARY KEY (log, seat)
) STRICT, WITHOUT ROWID;

-- What is to be asked of another seat and answered to it after a loss.
CREATE TABLE resync (
  own      BLOB NOT NULL CHECK (length (own) = 16),
  seat     BLOB NOT NULL CHECK (length (seat) = 16),
  ask      INTEGER NOT NULL CHECK (ask BETWEEN 0 AND 2),
  answer   INTEGER NOT NULL CHECK (answer BETWEEN 0 AND 2),
  asked    INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  returns  INTEGER NOT NULL CHECK (returns IN (0, 1)),
  returned INTEGER NOT NULL,
  PRIMARY KEY (own, seat)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (
  idx      INTEGER PRIMARY KEY,
  inbox    INTEGER NOT NULL REFERENCES inbox (idx),
  op_no    INTEGER NOT NULL,
  field    INTEGER NOT NULL DEFAULT 0,
  code     TEXT NOT NULL,
  row      TEXT NOT NULL DEFAULT '',
  notified INTEGER NOT NULL DEFAULT 0,
  UNIQUE (inbox, op_no)
) STRICT;
CREATE INDEX quarantine_untold ON quarantine (inbox) WHERE notified = 0;

-- Records.

-- An idx of a record or an operation is never given again: others remember "up to here".
CREATE TABLE record (
  idx          INTEGER PRIMARY KEY AUTOINCREMENT,
  id           BLOB NOT NULL CHECK (length (id) = 16),
  desk         BLOB NOT NULL CHECK (length (desk) = 16),
  type         INTEGER NOT NULL,
  owner        BLOB NOT NULL CHECK (length (owner) = 16),
  thread       BLOB,
  derived_from BLOB,
  deletion     INTEGER NOT NULL DEFAULT 0 CHECK (deletion BETWEEN 0 AND 2),
  conflicts    INTEGER NOT NULL DEFAULT 0,
  updated      INTEGER NOT NULL DEFAULT 0,
  UNIQUE (desk, id)
) STRICT;
CREATE INDEX record_thread ON record (desk, thread, type);
CREATE INDEX record_derived ON record (derived_from) WHERE derived_from IS NOT NULL;
CREATE INDEX record_conflicts ON record (conflicts) WHERE conflicts > 0;

CREATE TABLE basis (
  idx   INTEGER PRIMARY KEY,
  bytes BLOB NOT NULL UNIQUE
) STRICT;

CREATE TABLE op (
  idx        INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again: what comes later has a higher one
  record     INTEGER NOT NULL REFERENCES record (idx),
  log        INTEGER NOT NULL REFERENCES log (idx),
  n          INTEGER NOT NULL CHECK (n BETWEEN 1 AND 2147483647),
  kind       INTEGER NOT NULL,
  field      INTEGER NOT NULL,
  element    TEXT NOT NULL DEFAULT '',
  value_kind INTEGER NOT NULL DEFAULT 0,
  value      ANY,
  basis      INTEGER REFERENCES basis (idx),
  cats       INTEGER NOT NULL DEFAULT 0,
  time       INTEGER NOT NULL,
  contexts   INTEGER NOT NULL DEFAULT 0,
  state      INTEGER NOT NULL CHECK (state BETWEEN 1 AND 3),
  flags      INTEGER NOT NULL DEFAULT 0,
  live       INTEGER NOT NULL CHECK (live IN (0, 1)),
  CHECK (state <> 3 OR (value IS NULL AND live = 0))
) STRICT;
CREATE UNIQUE INDEX op_dot ON op (record, log, n);
CREATE INDEX op_flags ON op (flags) WHERE flags <> 0;
CREATE INDEX op_recall ON op (record) WHERE kind >= 5;

CREATE TABLE context (
  op  INTEGER NOT NULL REFERENCES op (idx) ON DELETE CASCADE,
  log BLOB NOT NULL CHECK (length (log) = 16), -- not an idx: it may be a log that this device never met
  n   INTEGER NOT NULL,
  PRIMARY KEY (op, log)
) STRICT, WITHOUT ROWID;

-- Which desk gave back what this one lost in a restore, until a person has looked.
CREATE TABLE returned (
  op   INTEGER PRIMARY KEY REFERENCES op (idx) ON DELETE CASCADE,
  desk BLOB NOT NULL CHECK (length (desk) = 16)
) STRICT;

CREATE TABLE erased (
  idx       INTEGER PRIMARY KEY,
  desk      BLOB NOT NULL CHECK (length (desk) = 16),
  id        BLOB NOT NULL CHECK (length (id) = 16),
  order_ref TEXT NOT NULL,
  day       TEXT NOT NULL,
  receipts  BLOB,
  dropped   INTEGER NOT NULL DEFAULT 0,
  owner     BLOB NOT NULL CHECK (length (owner) = 16),
  type      INTEGER NOT NULL,
  log       BLOB NOT NULL CHECK (length (log) = 16), -- with n: the operation that erased it
  n         INTEGER NOT NULL,
  UNIQUE (desk, id)
) STRICT;

-- Out.

CREATE TABLE share (
  id       BLOB NOT NULL PRIMARY KEY CHECK (length (id) = 16),
  desk     BLOB NOT NULL CHECK (length (desk) = 16),
  thread   BLOB,
  record   BLOB,
  receiver BLOB NOT NULL CHECK (length (receiver) = 16),
  purpose  INTEGER NOT NULL,
  stage    TEXT NOT NULL DEFAULT '',
  facts    TEXT NOT NULL DEFAULT '',
  state    INTEGER NOT NULL CHECK (state BETWEEN 1 AND 3),
  created  INTEGER NOT NULL,
  seen     INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX share_thread ON share (desk, thread);

CREATE TABLE share_field (
  share BLOB NOT NULL REFERENCES share (id) ON DELETE CASCADE,
  type  INTEGER NOT NULL,
  field INTEGER NOT NULL,
  cats  INTEGER NOT NULL,
  PRIMARY KEY (share, type, field)
) STRICT, WITHOUT ROWID;

-- Colleagues at one desk: how far each of their seats was given what this one has.

CREATE TABLE sibling (
  seat BLOB NOT NULL PRIMARY KEY CHECK (length (seat) = 16),
  op   INTEGER NOT NULL,
  line INTEGER NOT NULL,
  gone INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sibling_due (
  seat BLOB NOT NULL CHECK (length (seat) = 16),
  op   INTEGER NOT NULL REFERENCES op (idx) ON DELETE CASCADE,
  PRIMARY KEY (seat, op)
) STRICT, WITHOUT ROWID;
CREATE INDEX sibling_due_op ON sibling_due (op);

CREATE TABLE body (
  id         BLOB NOT NULL PRIMARY KEY CHECK (length (id) = 16),
  share      BLOB,
  giver      BLOB NOT NULL CHECK (length (giver) = 16),
  desk       BLOB NOT NULL CHECK (length (desk) = 16),
  bytes      BLOB,
  hash       BLOB NOT NULL CHECK (length (hash) = 32),
  created    INTEGER NOT NULL,
  not_before INTEGER NOT NULL,
  state      INTEGER NOT NULL CHECK (state BETWEEN 1 AND 4),
  reason     TEXT NOT NULL DEFAULT '',
  CHECK (state <> 4 OR bytes IS NULL)
) STRICT;
CREATE INDEX body_state ON body (state, not_before);
CREATE INDEX body_share ON body (share) WHERE share IS NOT NULL;

CREATE TABLE packet (
  idx        INTEGER PRIMARY KEY,
  log        INTEGER NOT NULL REFERENCES log (idx),
  tag        BLOB NOT NULL CHECK (length (tag) = 16),
  seat       BLOB NOT NULL CHECK (length (seat) = 16),
  seq        INTEGER NOT NULL CHECK (seq > 0),
  first_push INTEGER NOT NULL CHECK (first_push > 0),
  body       BLOB REFERENCES body (id),
  kind       INTEGER NOT NULL,
  control    INTEGER NOT NULL DEFAULT 0 CHECK ((kind = 2) = (control > 0)),
  bytes      BLOB,
  hash       BLOB NOT NULL UNIQUE CHECK (length (hash) = 32),
  created    INTEGER NOT NULL,
  state      INTEGER NOT NULL CHECK (state BETWEEN 1 AND 5),
  UNIQUE (log, seat, seq),
  CHECK ((state = 5) = (bytes IS NULL))
) STRICT;
CREATE UNIQUE INDEX packet_tag ON packet (log, tag) WHERE state < 5;
CREATE INDEX packet_live ON packet (log, state) WHERE state < 5;
CREATE INDEX packet_body ON packet (body) WHERE body IS NOT NULL;

CREATE TABLE packet_record (
  packet INTEGER NOT NULL REFERENCES packet (idx) ON DELETE CASCADE,
  record INTEGER NOT NULL REFERENCES record (idx) ON DELETE CASCADE,
  PRIMARY KEY (record, packet)
) STRICT, WITHOUT ROWID;
CREATE INDEX packet_record_packet ON packet_record (packet);

CREATE TABLE push (
  log       INTEGER NOT NULL REFERENCES log (idx),
  push_no   INTEGER NOT NULL CHECK (push_no > 0),
  kind      INTEGER NOT NULL,
  manifest  BLOB NOT NULL,
  hash      BLOB NOT NULL CHECK (length (hash) = 32),
  parent    TEXT NOT NULL DEFAULT '',
  commit_id TEXT NOT NULL DEFAULT '',
  made      INTEGER NOT NULL,
  state     INTEGER NOT NULL CHECK (state IN (1, 2)),
  PRIMARY KEY (log, push_no)
) STRICT;
CREATE UNIQUE INDEX push_pending ON push (log) WHERE state = 1;

CREATE TABLE addressee (
  log         INTEGER NOT NULL REFERENCES log (idx),
  seat        BLOB NOT NULL CHECK (length (seat) = 16),
  next_seq    INTEGER NOT NULL DEFAULT 1 CHECK (next_seq > 0),
  dropped_max INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (log, seat)
) STRICT, WITHOUT ROWID;

CREATE TABLE sent (
  desk    BLOB NOT NULL CHECK (length (desk) = 16),
  record  INTEGER NOT NULL REFERENCES record (idx) ON DELETE CASCADE,
  field   INTEGER NOT NULL,
  element TEXT NOT NULL DEFAULT '',
  log     INTEGER NOT NULL REFERENCES log (idx),
  n       INTEGER NOT NULL,
  kind    INTEGER NOT NULL,
  packet  INTEGER REFERENCES packet (idx),
  PRIMARY KEY (record, desk, field, element, log, n)
) STRICT, WITHOUT ROWID;

-- Disclosure register.

CREATE TABLE entry (
  log   INTEGER NOT NULL REFERENCES log (idx),
  n     INTEGER NOT NULL CHECK (n > 0),
  leaf  BLOB NOT NULL CHECK (length (leaf) = 32),
  chain BLOB NOT NULL CHECK (length (chain) = 32),
  salt  BLOB,
  text  BLOB,
  PRIMARY KEY (log, n),
  CHECK ((salt IS NULL) = (text IS NULL))
) STRICT;

-- Derived: can be made again from the tables above.

CREATE TABLE case_index (
  record       INTEGER PRIMARY KEY REFERENCES record (idx) ON DELETE CASCADE,
  desk         BLOB NOT NULL,
  thread       BLOB,
  reference    TEXT NOT NULL DEFAULT '',
  title        TEXT NOT NULL DEFAULT '',
  stage        TEXT NOT NULL DEFAULT '',
  municipality TEXT NOT NULL DEFAULT '',
  owner        BLOB NOT NULL,
  deletion     INTEGER NOT NULL,
  conflicts    INTEGER NOT NULL,
  updated      INTEGER NOT NULL,
  touched      INTEGER NOT NULL
) STRICT;
CREATE INDEX case_touched ON case_index (touched, deletion);
CREATE INDEX case_desk ON case_index (desk, touched, deletion);
CREATE INDEX case_stage ON case_index (stage, touched, deletion);
CREATE INDEX case_municipality ON case_index (municipality, touched, deletion);
CREATE INDEX case_thread ON case_index (desk, thread);
CREATE INDEX case_reference ON case_index (reference);

-- secure-delete: a word that is gone from the values is gone from the index too, not only marked.
CREATE VIRTUAL TABLE search USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
