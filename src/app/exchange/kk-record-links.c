/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-record-links-private.h"

typedef struct {
  KkRecordType type;
  const char *case_;  /* (nullable): field that leads to the case */
  const char *person; /* (nullable) */
} Link;

static const Link links[] = {
  { KK_RECORD_SIGNAL, "nl_SignalCase", NULL },
  { KK_RECORD_ADVICE_REQUEST, "nl_AdviceCase", NULL },
  { KK_RECORD_PERSON_IN_CASE, "nl_Case", "nl_Person" },
  { KK_RECORD_LOCATION, NULL, "nl_LocationPerson" },
  { KK_RECORD_VEHICLE, NULL, "nl_VehiclePerson" },
  { KK_RECORD_ONLINE_HANDLE, NULL, "nl_OnlinePerson" },
  { KK_RECORD_ASSESSMENT, NULL, "nl_AssessmentPerson" },
  { KK_RECORD_MEASURE, NULL, "nl_MeasurePerson" },
  { KK_RECORD_TASK, "nl_TaskCase", NULL },
  { KK_RECORD_JOURNAL_ENTRY, "nl_EntryCase", "nl_EntryPerson" },
  { KK_RECORD_CONSULTATION, "nl_ConsultationCase", NULL },
  { KK_RECORD_CONSENT, NULL, "nl_ConsentPerson" },
  { KK_RECORD_ATTACHMENT, "nl_AttachmentCase", "nl_AttachmentPerson" },
};

static gboolean
add_link (KkRecordWriter *writer, const char *name, const KkId *id, GError **error)
{
  g_autoptr (KkValue) value = NULL;
  KkOwnOp own = { .kind = KK_OP_VALUE, .basis = KK_VAULT_NO_BASIS };

  if (name == NULL || id == NULL)
    return TRUE;
  value = kk_value_new_bytes (id->bytes, sizeof id->bytes);
  own.field = kk_schema_field_by_name (0, name)->number;
  own.value = value;
  return kk_record_writer_add_first (writer, &own, error);
}

gboolean
kk_record_links_add (KkRecordWriter *writer,
                     KkRecordType type,
                     const KkId *case_,
                     const KkId *person,
                     GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (links); i++) {
    if (links[i].type == type)
      return add_link (writer, links[i].case_, case_, error) &&
             add_link (writer, links[i].person, person, error);
  }
  return TRUE;
}
