-- SPDX-License-Identifier: EUPL-1.2
-- Copyright 2026 The Ketenkluis authors

-- Version 3 (docs/formats/vault.md).

-- Which operation it was that was refused. Of a whole packet, and of what came before this version, nobody knows.

ALTER TABLE quarantine ADD COLUMN record BLOB CHECK (length (record) = 16);
ALTER TABLE quarantine ADD COLUMN log BLOB CHECK (length (log) = 16);
ALTER TABLE quarantine ADD COLUMN n INTEGER NOT NULL DEFAULT 0;
