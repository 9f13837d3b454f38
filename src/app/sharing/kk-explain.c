/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/sharing/kk-explain-private.h"

#include <glib/gi18n-lib.h>

/* Why a field goes: what each row of the way does. The first %s is law and article, the second the short name. */
static const char *
get_allowed (const KkRow *row)
{
  switch (row->effect) {
  case KK_EFFECT_ALLOW_BREACH:
    return N_ ("%s allows this, also against your duty of secrecy (%s).");
  case KK_EFFECT_DUTY_UNLESS:
    return N_ ("%s asks to give this, unless serious reasons stand against it (%s).");
  case KK_EFFECT_LIFT:
    return N_ ("%s lifts the ban that protects this kind of data (%s).");
  case KK_EFFECT_DENY:
    return N_ ("%s keeps this secret, but the reason that you gave opens it here (%s).");
  case KK_EFFECT_LIMIT:
    return N_ ("%s limits what the recipient may have; this stays within it (%s).");
  case KK_EFFECT_ALLOW:
  case KK_EFFECT_DUTY:
  case KK_EFFECT_RETENTION:
  case KK_EFFECT_PROCESS:
  case KK_N_EFFECTS:
  default:
    return N_ ("%s allows this (%s).");
  }
}

static const char *
get_asked (const KkRow *row)
{
  if (row->use == KK_USE_BASIS)
    return N_ ("%s can allow this, once what is missing is there (%s).");
  if (row->use == KK_USE_LIFT)
    return N_ ("%s can lift the ban on this kind of data, once what is missing is there (%s).");
  return N_ ("%s asks for something that is not there yet (%s).");
}

static const char *
get_refused (const KkRow *row)
{
  if (row->use == KK_USE_BASIS)
    return N_ ("%s would be the way, but it does not apply here (%s).");
  if (row->use == KK_USE_LIFT)
    return N_ ("%s does not lift the ban on this kind of data here (%s).");
  if (row->effect == KK_EFFECT_DENY)
    return N_ ("%s forbids this here (%s).");
  return N_ ("%s does not let this recipient have it (%s).");
}

char *
kk_explain_row (const KkRow *row, KkOutcome outcome)
{
  const char *format = outcome == KK_OUTCOME_SEND  ? get_allowed (row)
                       : outcome == KK_OUTCOME_ASK ? get_asked (row)
                                                   : get_refused (row);
  GString *sentence = g_string_new (_ (format));

  g_string_replace (sentence, "%s", row->article, 1);
  g_string_replace (sentence, "%s", row->title, 1);
  if (outcome == KK_OUTCOME_SEND && row->confidence == 'M')
    g_string_append_printf (sentence, " %s", _ ("Jurists do not agree about this yet: ask yours."));
  return g_string_free (sentence, FALSE);
}

const char *
kk_explain_caveat (KkCaveat caveat)
{
  switch (caveat) {
  case KK_CAVEAT_WPG_7_2:
    return _ (
        "These are police data: they go on only with the agreement of the police or the "
        "competent authority, or when the recipient's own task makes it necessary (Wpg 7.2).");
  case KK_CAVEAT_OM_RELEASE:
    return _ ("These are data of the prosecution service: they go on only as far as its release "
              "says (Wjsg 39f).");
  case KK_CAVEAT_WGS_2_29_3:
    return _ ("Who gave these data set a condition: they go on only with that giver's agreement "
              "(Wgs 2.29.3).");
  case KK_CAVEAT_AVG_6_1_D:
    return _ ("These data were given in acute danger: they serve only that danger, and within "
              "fourteen days need another basis or have to be destroyed (AVG 6.1.d).");
  case KK_CAVEAT_UNKNOWN:
  case KK_N_CAVEATS:
  default:
    return _ ("A condition came with these data that this version of the program does not know. "
              "They go nowhere.");
  }
}

const char *
kk_explain_duty (KkDuty duty)
{
  switch (duty) {
  case KK_DUTY_SECRECY_NOTICE:
    return _ ("Tell the recipient that these data are secret (Besluit politiegegevens 4:8).");
  case KK_DUTY_LABEL_FACT_OPINION:
    return _ ("Say of each item whether it is a fact or an opinion, and how reliable it is (Wpg "
              "4.3).");
  case KK_DUTY_PROTOCOL_39J:
    return _ ("Keep a record of what was given, to whom and why (Wjsg 39j). The program does.");
  case KK_DUTY_NOTE_WITHIN_24H:
    return _ ("Write down within 24 hours why the danger left no other way.");
  case KK_DUTY_NOTIFY_AFTER:
    return _ ("Tell the municipality and the participants of the table as soon as possible.");
  case KK_DUTY_REBASE_14D:
    return _ ("Find another basis within fourteen days, or have it destroyed.");
  case KK_DUTY_TELL_KORPS:
    return _ ("Tell the police that you passed their data on because your task needed it.");
  case KK_DUTY_MELDCODE_STEPS:
    return _ ("Record the steps of the reporting code that you took (Besluit meldcode 2.2).");
  case KK_DUTY_CMH_REPORT:
    return _ ("Report the possible victim to CoMensha (Vreemdelingencirculaire B8/3.4).");
  case KK_DUTY_RECORD_REFUSAL:
    return _ ("Your refusal is recorded with its reason (Wgs 1.5.1).");
  case KK_N_DUTIES:
  default:
    return "";
  }
}

static void
append_list (GString *line, const char *text, guint place)
{
  g_string_append_printf (line, "%s%s", place > 0 ? ", " : " ", text);
}

char *
kk_explain_line (KkOutcome outcome, const GArray *rows, const GArray *missing)
{
  GString *line = g_string_new (kk_outcome_text (outcome));

  for (guint i = 0; i < rows->len; i++)
    append_list (line, g_array_index (rows, const KkRow *, i)->id, i);
  if (missing->len > 0)
    g_string_append (line, " missing");
  for (guint i = 0; i < missing->len; i++)
    append_list (line, kk_fact_text (g_array_index (missing, KkFact, i)), i);
  return g_string_free (line, FALSE);
}
