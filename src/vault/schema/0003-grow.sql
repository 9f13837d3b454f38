-- SPDX-License-Identifier: EUPL-1.2
-- Copyright 2026 The Ketenkluis authors

-- Version 3 (docs/formats/vault.md).

-- Which operation it was that was refused. Of a whole packet, and of what came before this version, nobody knows.

ALTER TABLE quarantine ADD COLUMN record BLOB CHECK (length (record) = 16);
ALTER TABLE quarantine ADD COLUMN log BLOB CHECK (length (log) = 16);
ALTER TABLE quarantine ADD COLUMN n INTEGER NOT NULL DEFAULT 0;

-- What is due is found by its day, and work by its kind: 304 received, 326 acute until, 327 first processed, 1503 kind of entry,
-- 1713 consent expires, 2503 milestone due; 14 task, 16 consultation.

CREATE INDEX op_due ON op (field, value) WHERE live = 1 AND field IN (304, 326, 327, 1503, 1713, 2503);
CREATE INDEX record_work ON record (type) WHERE type IN (14, 16);
