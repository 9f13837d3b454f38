-- SPDX-License-Identifier: EUPL-1.2
-- Copyright 2026 The Ketenkluis authors

-- Version 4 (docs/formats/vault.md).

-- More is found by its day or code: 433 and 434 reflection period, 1202 director of a track, 1309 end of a measure, 1402 kind of task;
-- and by a code that was chosen among several: 106 and 513 form of exploitation.

DROP INDEX op_due;
CREATE INDEX op_due ON op (field, value)
  WHERE live = 1 AND field IN (304, 326, 327, 433, 434, 1202, 1309, 1402, 1503, 1713, 2503);
CREATE INDEX op_chosen ON op (field, element) WHERE live = 1 AND field IN (106, 513);
CREATE INDEX case_owner ON case_index (desk, owner);
