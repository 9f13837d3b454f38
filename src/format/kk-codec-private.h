/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one description for both ways: a code function walks a value in the order of its bytes and either writes it
 *          or fills it, so that encoder and decoder cannot differ and check the same rules.
 * Owns:    a KkCodec lives for one encoding or decoding; values belong to the caller.
 * Threads: one owner at a time.
 * Errors:  the first broken rule sticks; every function answers FALSE from then on. */

#pragma once

#include "base/kk-id.h"
#include "domain/kk-vocabulary.h"
#include "format/kk-cbor.h"

G_BEGIN_DECLS

typedef struct _KkOpTables KkOpTables;

typedef struct {
  KkCborWriter *writer; /* (nullable): NULL = decoding */
  KkCborReader reader;  /* keeps the failure, whichever way */
  const char *part;     /* of the document: for the message */
  KkOpTables *tables;   /* (nullable): what operations refer to */
} KkCodec;

/* @value points at what is coded; its type is said at each function. */
typedef gboolean (*KkCodeFunc) (KkCodec *codec, gpointer value);

typedef struct {
  const char *name;
  gsize most; /* bytes */
  KkCodeFunc code;
} KkDocumentKind;

/* (transfer full) (nullable) */
GBytes *kk_codec_encode (const KkDocumentKind *kind, gconstpointer value, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Into memory of the caller, for secrets; @capacity must be enough. Answers the size, 0 = failed. */
gsize kk_codec_encode_into (const KkDocumentKind *kind,
                            gconstpointer value,
                            guint8 *data,
                            gsize capacity,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_codec_decode (const KkDocumentKind *kind,
                          const void *data,
                          gsize size,
                          gpointer value,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean
kk_codec_decode_bytes (const KkDocumentKind *kind, GBytes *bytes, gpointer value, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

static inline gboolean
kk_codec_is_encoding (const KkCodec *codec)
{
  return codec->writer != NULL;
}

/* A rule between values. @reason must be static. */
gboolean kk_codec_require (KkCodec *codec, gboolean holds, const char *reason);
gboolean kk_codec_exceed (KkCodec *codec); /* more than a limit; answers FALSE */

/* Arrays of a fixed number of elements. */
gboolean kk_codec_array (KkCodec *codec, guint n_items);
gboolean kk_codec_array_end (KkCodec *codec);

/* Maps of fewer than 24 pairs. Keys in ascending order, each followed by its value. */
typedef struct {
  gsize offset;
  guint n_pairs;
} KkCodecMap;

gboolean kk_codec_map (KkCodec *codec, KkCodecMap *map);
gboolean kk_codec_key (KkCodec *codec, KkCodecMap *map, guint key, const char *part);
/* Encoding writes the key when *@present; decoding tells in it whether the key is there. */
gboolean kk_codec_optional_key (KkCodec *codec,
                                KkCodecMap *map,
                                guint key,
                                const char *part,
                                gboolean *present);
gboolean kk_codec_map_end (KkCodec *codec, KkCodecMap *map);

/* TRUE in *@present when a value and not null stands here; encoding writes the null. */
gboolean kk_codec_nullable (KkCodec *codec, gboolean *present);

/* Lists. Of values: @code gets a pointer to each element. Of objects: a pointer to the place of each, which is NULL when
 * decoding; @code puts a new object there first. */
typedef struct {
  guint least;
  guint most;
} KkCount;

gboolean kk_codec_values (KkCodec *codec, GArray *array, const KkCount *count, KkCodeFunc code);
gboolean kk_codec_objects (KkCodec *codec, GPtrArray *array, const KkCount *count, KkCodeFunc code);
gboolean
kk_codec_unique_values (KkCodec *codec, const GArray *array, GHashFunc hash, GEqualFunc equal);
/* The member of an object that has to be unique in its list. */
typedef struct {
  GHashFunc hash;
  GEqualFunc equal;
  gsize offset;
  gboolean is_text; /* the member is a pointer to text, not the value itself */
} KkMember;

gboolean kk_codec_unique_members (KkCodec *codec, const GPtrArray *array, const KkMember *member);
gboolean kk_codec_unique_texts (KkCodec *codec, const GPtrArray *array);
gboolean kk_codec_ascending (KkCodec *codec, const GArray *array, GCompareFunc compare);

/* Numbers. Below @least is invalid, above @most over the limit. */
gboolean kk_codec_number (KkCodec *codec, guint64 *number, guint64 least, guint64 most);
gboolean kk_codec_count (KkCodec *codec, guint32 *number, guint32 least, guint32 most);
/* A number of a closed vocabulary: 1 to @last; above is newer. */
gboolean kk_codec_choice (KkCodec *codec, guint32 *number, guint32 last);
gboolean kk_codec_choice_or_none (KkCodec *codec, guint32 *number, guint32 last); /* 0 = none */
gboolean kk_codec_level (KkCodec *codec, guint32 *level);
gboolean kk_codec_sequence (KkCodec *codec, guint64 *number); /* 1 to 2^48 - 1 */
gboolean kk_codec_boolean (KkCodec *codec, gboolean *boolean);
gboolean kk_codec_time (KkCodec *codec, gint64 *time);

/* Bytes. */
gboolean kk_codec_fixed (KkCodec *codec, guint8 *bytes, gsize size);
gboolean kk_codec_blob (KkCodec *codec, GBytes **bytes, gsize least, gsize most);

/* Text: @value is the place of a char pointer. */
gboolean kk_codec_text (KkCodec *codec, char **text, gsize most);
gboolean kk_codec_code (KkCodec *codec, gpointer text);
gboolean kk_codec_slug (KkCodec *codec, char **text);
gboolean kk_codec_name (KkCodec *codec, gpointer text);
gboolean kk_codec_name_or_empty (KkCodec *codec, char **text);
gboolean kk_codec_line (KkCodec *codec, char **text);
gboolean kk_codec_day (KkCodec *codec, char **text);

/* Values of the domain. */
gboolean kk_codec_id (KkCodec *codec, gpointer id);
gboolean kk_codec_hash (KkCodec *codec, gpointer hash);
gboolean kk_codec_signature (KkCodec *codec, gpointer signature);
gboolean kk_codec_hat (KkCodec *codec, gpointer hat);
gboolean kk_codec_categories (KkCodec *codec, KkCategories *categories);
/* At least one of the numbers from 1 to below @end, as bits. */
gboolean kk_codec_set (KkCodec *codec, guint32 *set, guint end);
gboolean kk_codec_document (KkCodec *codec, gpointer slot); /* GBytes, not empty */

G_END_DECLS
