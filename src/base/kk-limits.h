/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    every limit of the exchange in one place (docs/formats/limits.md, exchange §19).
 * Owns:    nothing.
 * Threads: any.
 * Errors:  a parser that meets more than a limit refuses; nothing is cut off silently. */

#pragma once

#define KK_LIMIT_ORGANISATIONS      128
#define KK_LIMIT_DEVICES            256 /* in one organisation */
#define KK_LIMIT_DESKS              32  /* in one organisation */
#define KK_LIMIT_REFS_LISTED        10000
#define KK_LIMIT_LIVE_PACKETS       20000 /* in one log */
#define KK_LIMIT_LIVE_BYTES         (64 << 20)
#define KK_LIMIT_PACKET_PLAIN       (1 << 20)
#define KK_LIMIT_PACKET             (KK_LIMIT_PACKET_PLAIN + 104)
#define KK_LIMIT_MANIFEST           (4 << 20)
#define KK_LIMIT_BOARD              (4 << 20)
#define KK_LIMIT_COMMIT             1024
#define KK_LIMIT_TREE_DEPTH         4
#define KK_LIMIT_DELTAS             4096
#define KK_LIMIT_RECEIVED_PER_SYNC  (512u << 20)
#define KK_LIMIT_RECEIVED_PER_REF   (96u << 20)
#define KK_LIMIT_OPERATIONS         50000 /* in one statement */
#define KK_LIMIT_CONTEXT            64    /* entries in one operation */
#define KK_LIMIT_TEXT               (64 << 10)
#define KK_LIMIT_COUNTER            0x7fffffffu /* n of an operation is below 2^31 */
#define KK_LIMIT_SEQUENCE           ((G_GUINT64_CONSTANT (1) << 48) - 1) /* seq, push_no */
#define KK_LIMIT_CBOR_DEPTH         8
#define KK_LIMIT_INCARNATIONS_AHEAD 16

/* Of the database of a vault, as it lies on the disk and in backups. */
#define KK_PAGE_SIZE 4096

#define KK_PACKET_FLOOR 4096 /* least size of a padded plaintext */
#define KK_LEVEL        1    /* the level that this version writes and the highest it reads */
