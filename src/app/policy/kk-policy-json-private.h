/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    reading a legal question from JSON, member by member, from tables.
 * Owns:    nothing; texts are copied into the question.
 * Threads: any.
 * Errors:  KK_POLICY_ERROR_QUESTION. */

#pragma once

#include "policy/kk-policy.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct {
  KkQuestion *question;
  const KkRegister *reg; /* nullable: row ids are not looked up */
  GError **error;
  gboolean has_fields; /* a question without them is none; an empty list is */
} KkJsonReader;

/* Reads @node, which is not null, into @target. */
typedef gboolean (*KkJsonRead) (KkJsonReader *reader, JsonNode *node, gpointer target);

typedef struct {
  const char *key;
  KkJsonRead read;
  gsize offset; /* of the target in the structure of the object */
} KkJsonMember;

/* (transfer full) (nullable): the root, when @json is one strict JSON value without a key twice in one object. */
JsonNode *kk_json_read_strict (const char *json, gssize length, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

gboolean kk_json_refuse (KkJsonReader *reader, const char *reason);
/* Every member of the object must be in the table; null is the same as absent. */
gboolean kk_json_read_object (KkJsonReader *reader,
                              JsonNode *node,
                              const KkJsonMember *members,
                              gsize n_members,
                              gpointer target);
/* Calls @read with each element of the array. */
gboolean
kk_json_read_array (KkJsonReader *reader, JsonNode *node, KkJsonRead read, gpointer target);

/* kk-policy-json-values.c; the target is of the type that is named. */
gboolean
kk_json_read_text (KkJsonReader *reader, JsonNode *node, gpointer target); /* const char * */
gboolean
kk_json_read_day (KkJsonReader *reader, JsonNode *node, gpointer target); /* const char * */
gboolean
kk_json_read_row (KkJsonReader *reader, JsonNode *node, gpointer target); /* const char * */
gboolean kk_json_read_tri (KkJsonReader *reader, JsonNode *node, gpointer target);  /* KkTri */
gboolean kk_json_read_bool (KkJsonReader *reader, JsonNode *node, gpointer target); /* gboolean */
gboolean kk_json_read_age (KkJsonReader *reader, JsonNode *node, gpointer target);  /* gint */
gboolean kk_json_read_cell (KkJsonReader *reader, JsonNode *node, gpointer target); /* gint */
gboolean kk_json_read_hat (KkJsonReader *reader, JsonNode *node, gpointer target);  /* KkHat */
gboolean kk_json_read_hats (KkJsonReader *reader, JsonNode *node, gpointer target); /* KkHats */
gboolean
kk_json_read_purpose (KkJsonReader *reader, JsonNode *node, gpointer target); /* KkPurpose */
gboolean
kk_json_read_purposes (KkJsonReader *reader, JsonNode *node, gpointer target); /* KkPurposes */
gboolean
kk_json_read_categories (KkJsonReader *reader, JsonNode *node, gpointer target); /* KkCategories */
gboolean
kk_json_read_subject (KkJsonReader *reader, JsonNode *node, gpointer target); /* KkSubject */
gboolean
kk_json_read_subjects (KkJsonReader *reader, JsonNode *node, gpointer target);      /* KkSubjects */
gboolean kk_json_read_limb (KkJsonReader *reader, JsonNode *node, gpointer target); /* KkLimb */
gboolean kk_json_read_level (KkJsonReader *reader, JsonNode *node, gpointer target); /* KkLevel */
gboolean kk_json_read_gate (KkJsonReader *reader, JsonNode *node, gpointer target);  /* KkGate */
gboolean
kk_json_read_stage (KkJsonReader *reader, JsonNode *node, gpointer target); /* KkRiecStage */
gboolean kk_json_read_kind (KkJsonReader *reader, JsonNode *node, gpointer target);   /* KkKind */
gboolean kk_json_read_signer (KkJsonReader *reader, JsonNode *node, gpointer target); /* KkSigner */
gboolean kk_json_read_order_article (KkJsonReader *reader,
                                     JsonNode *node,
                                     gpointer target); /* KkOrderArticle */

/* kk-policy-json-facts.c: the object "facts"; the target is KkFacts. */
gboolean kk_json_read_facts (KkJsonReader *reader, JsonNode *node, gpointer target);

/* kk-policy-json-question.c: the whole question; the target is reader->question. */
gboolean kk_json_read_question (KkJsonReader *reader, JsonNode *node);

G_END_DECLS
