-- SPDX-License-Identifier: EUPL-1.2
-- Copyright 2026 The Ketenkluis authors

-- Version 2 (docs/formats/vault.md).

-- Signed objects that a colleague's seat at one desk has to be given.

CREATE TABLE object_due (
  seat BLOB NOT NULL CHECK (length (seat) = 16),
  hash BLOB NOT NULL REFERENCES object (hash) ON DELETE CASCADE,
  PRIMARY KEY (seat, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX object_due_hash ON object_due (hash);

-- Colleagues were not given any before.
INSERT INTO object_due (seat, hash)
  SELECT DISTINCT s.seat, o.hash FROM sibling AS s JOIN log AS l ON l.seat = s.seat
    JOIN object AS o ON o.thread IN (SELECT thread FROM record WHERE desk = l.desk);
