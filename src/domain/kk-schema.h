/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the one table that describes the data: record types, fields, code lists, data categories,
 *          labels and who may write (design §3; docs/formats/schema.md).
 * Owns:    nothing that a caller frees: every answer is constant and lives as long as the program.
 * Threads: any.
 * Errors:  a number or name that the table does not have answers NULL, which means: made by a newer version. */

#pragma once

#include "domain/kk-vocabulary.h"

G_BEGIN_DECLS

/* Permanent numbers: never changed, never given to something else. */
typedef enum {
  KK_RECORD_SIGNAL = 1,
  KK_RECORD_ADVICE_REQUEST = 2,
  KK_RECORD_CASE = 3,
  KK_RECORD_PERSON = 4,
  KK_RECORD_PERSON_IN_CASE = 5,
  KK_RECORD_ORGANISATION = 6,
  KK_RECORD_LOCATION = 7,
  KK_RECORD_VEHICLE = 8,
  KK_RECORD_ONLINE_HANDLE = 9,
  KK_RECORD_ASSESSMENT = 10,
  KK_RECORD_GATE_DECISION = 11,
  KK_RECORD_TRACK = 12,
  KK_RECORD_MEASURE = 13,
  KK_RECORD_TASK = 14,
  KK_RECORD_JOURNAL_ENTRY = 15,
  KK_RECORD_CONSULTATION = 16,
  KK_RECORD_CONSENT = 17,
  KK_RECORD_RELEASE = 18,
  KK_RECORD_SHARE = 19,
  KK_RECORD_NOTIFICATION = 20,
  KK_RECORD_ATTACHMENT = 21,
  KK_RECORD_NOTE = 22,
  KK_RECORD_BREACH = 23,
  KK_RECORD_MOVE = 24,
  KK_RECORD_MILESTONE = 25,
  KK_RECORD_SAME_PERSON = 26,
} KkRecordType;

#define KK_RECORD_TYPE_LAST KK_RECORD_SAME_PERSON

/* How a value is kept in an operation is in docs/formats/schema.md, "Kinds". */
typedef enum {
  KK_FIELD_TEXT = 1,
  KK_FIELD_LONG_TEXT = 2,
  KK_FIELD_DATE = 3,         /* YYYY-MM-DD */
  KK_FIELD_PARTIAL_DATE = 4, /* YYYY, YYYY-MM or YYYY-MM-DD */
  KK_FIELD_CODE = 5,
  KK_FIELD_MULTI_CODE = 6, /* a set: one register per code, the code is the element */
  KK_FIELD_NUMBER = 7,
  KK_FIELD_BOOLEAN = 8,
  KK_FIELD_REFERENCE = 9, /* id of a record */
  KK_FIELD_BLOB = 10,
} KkFieldKind;

typedef enum {
  KK_WRITER_OWNER = 0,   /* the desk that owns the record writes, others propose */
  KK_WRITER_NO_PROPOSAL, /* only the owner desk: what it decided, signed or was told in confidence */
  KK_WRITER_ONCE,        /* never changed after the first value; mistakes get a rectifying record */
  KK_WRITER_PROGRAM,     /* made by the program, never typed */
} KkWriter;

typedef enum {
  KK_FIELD_CORE = 1 << 0,  /* core field of HTCDS v2.0 */
  KK_FIELD_HTCDS = 1 << 1, /* name and meaning come from HTCDS v2.0 */
  KK_FIELD_TICKS =
      1 << 2, /* free text without categories of its own: what nobody ticked cannot be sent */
  KK_FIELD_PLAIN_CODES = 1 << 3, /* the categories of its codes do not count here */
} KkFieldFlags;

typedef struct {
  const char *code;
  const char *alias; /* (nullable): other spelling that an import may meet */
  const char *dutch;
  const char *english;
  KkCategories categories; /* on top of the field's own */
} KkCode;

typedef struct {
  const char *name;
  const KkCode *codes;
  gsize n_codes;
  gboolean open; /* codes are suggestions: other values are allowed */
} KkCodeList;

typedef struct {
  guint number; /* 100 × record type + 1 … 99 */
  KkRecordType type;
  KkFieldKind kind;
  guint flags; /* KkFieldFlags */
  const char *name;
  const char *dutch;
  const char *english;
  KkCategories categories; /* of every value of this field */
  KkCategories may;        /* what an author is offered to add */
  const KkCodeList *codes; /* (nullable) */
  KkSubject subject;       /* whose data; 0 = the subject of the record */
  KkWriter writer;
} KkField;

typedef struct {
  KkRecordType type;
  const char *name; /* as JSON shows it: "person-in-case" */
  const char *dutch;
  const char *english;
  KkSubject subject;      /* whose data; 0 = told by the roles of the person, or nobody's */
  gboolean siblings_only; /* replicated inside one desk, never sent to another */
  const KkField *fields;  /* ascending by number */
  gsize n_fields;
} KkRecordTypeInfo;

const KkRecordTypeInfo *kk_schema_type (KkRecordType type);
const KkRecordTypeInfo *kk_schema_type_by_name (const char *name);

const KkField *kk_schema_field (guint number);
/* Names are unique in the whole table; @type 0 asks any record type. */
const KkField *kk_schema_field_by_name (KkRecordType type, const char *name);

/* (nullable): the code as stored; its alias is another matter, see kk_schema_code_by_alias(). */
const KkCode *kk_schema_code (const KkCodeList *list, const char *code);
/* The code that @text spells, exactly or by its alias. */
const KkCode *kk_schema_code_by_alias (const KkCodeList *list, const char *text);

/* Categories of a value of @field: the field's own and those of @code. Without a code, or with one that its
 * list does not have, those of every code: what is not known never helps to send. Empty only for free text
 * whose author has to tick, which then cannot be sent. */
KkCategories kk_schema_categories (const KkField *field, const char *code);

/* The subject that a code of nl_Role makes a person; 0 when @code is none of its codes. */
KkSubject kk_schema_role_subject (const char *code);

G_END_DECLS
