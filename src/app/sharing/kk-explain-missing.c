/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What may be missing, in words, and how to make it. */

#include "app/sharing/kk-explain-private.h"

#include <glib/gi18n-lib.h>

typedef struct {
  const char *sentence;
  const char *step;
  KkShareStepKind kind;
  const char *what; /* (nullable): see KkShareStep */
} Missing;

/* In a step: {case}, {to}, {own}, {purpose}, and {categories} as options. */
#define ASSESS(code) \
  "assess record --case {case} --kind " code " --result true", KK_SHARE_STEP_FINDING, code
#define NOTE(code)                                                                   \
  "note write --case {case} --to {to} --purpose {purpose} --kind " code " --text …", \
      KK_SHARE_STEP_NOTE, code
#define FACT(code)                 "share preview … --fact " code, KK_SHARE_STEP_FACT, code
#define DECISION(kind, command)    command, KK_SHARE_STEP_DECISION, kind
#define OTHER(kind, command, what) command, kind, what
#define CONSENT(extra, what)                                                          \
  "consent record --case {case} --to {to} --purpose {purpose}{categories} --by self " \
  "--freely-given" extra,                                                             \
      KK_SHARE_STEP_CONSENT, what

static const Missing texts[KK_N_FACTS] = {
  [KK_FACT_SUBJECT_AGE] = { N_ ("The age of the person is not known: fill in the date of birth."),
                            OTHER (KK_SHARE_STEP_FIELD,
                                   "case set {case} prs_Birthdate=…",
                                   "prs_Birthdate") },
  [KK_FACT_INCAPABLE_CONSENT] = { N_ ("It is not recorded whether the person can decide about this "
                                      "themselves."),
                                  ASSESS ("INCAPABLE_CONSENT") },
  [KK_FACT_REFUSES] = { N_ ("It is not recorded whether the person refuses."), ASSESS ("REFUSES") },
  [KK_FACT_HG_KM] = { N_ ("It has not been found yet whether this is domestic violence or child "
                          "abuse, which may be reported without consent."),
                      OTHER (KK_SHARE_STEP_HG_KM, "assess hg-km --case {case}", NULL) },
  [KK_FACT_ACUTE_DANGER] = { N_ ("Nobody recorded that there is acute danger."),
                             ASSESS ("ACUTE_DANGER") },
  [KK_FACT_INTEREST_SUBJECT] = { N_ ("Nobody recorded that it is in the interest of the person."),
                                 ASSESS ("INTEREST_SUBJECT") },
  [KK_FACT_SERIOUSNESS] = { N_ ("Nobody recorded that the situation is serious enough."),
                            ASSESS ("SERIOUSNESS") },
  [KK_FACT_RVDK_REQUEST_DONE] = { N_ ("The request to the child protection board has not been "
                                      "recorded."),
                                  ASSESS ("RVDK_REQUEST_DONE") },
  [KK_FACT_DIRECTLY_INVOLVED] = { N_ ("It is not recorded that the recipient is directly involved "
                                      "in the help."),
                                  ASSESS ("DIRECTLY_INVOLVED") },
  [KK_FACT_OTS_ACTIVE] = { N_ ("It is not recorded that a supervision order is active."),
                           ASSESS ("OTS_ACTIVE") },
  [KK_FACT_VICTIM_INDICATION] = { N_ ("It is not recorded whether there is any sign of being a "
                                      "victim."),
                                  ASSESS ("VICTIM_INDICATION") },
  [KK_FACT_GIVER_CONDITIONS] = { N_ ("It is not known whether you set conditions."),
                                 FACT ("GIVER_CONDITIONS=true") },
  [KK_FACT_SOURCE_THREAT] = { N_ ("It is not recorded whether the source is threatened when this "
                                  "becomes known."),
                              OTHER (
                                  KK_SHARE_STEP_FINDING,
                                  "assess record --case {case} --kind SOURCE_THREAT --result false",
                                  "SOURCE_THREAT") },
  [KK_FACT_FEEDBACK_TEMPLATE] = { N_ ("What goes back to who made the report has to follow the "
                                      "agreed form."),
                                  FACT ("FEEDBACK_TEMPLATE=true") },
  [KK_FACT_BEVOEGD_GEZAG_AGREES] = { N_ ("The competent authority or the police has not agreed. "
                                         "Public prosecutor, mayor or police do so at their own "
                                         "desk."),
                                     DECISION ("authority-agrees",
                                               "agreement give --authority --case {case} --to {to} "
                                               "--through {own}") },
  [KK_FACT_MELDER] = { N_ ("It is not known who made the report."), FACT ("MELDER=…") },
  [KK_FACT_TASK_ARTICLE_GIVER] = { N_ ("The article of law that gives you this task is not named."),
                                   FACT ("TASK_ARTICLE='{\"giver\": …, \"receiver\": …}'") },
  [KK_FACT_TASK_ARTICLE_RECEIVER] = { N_ ("The article of law that gives the recipient its task is "
                                          "not named."),
                                      FACT ("TASK_ARTICLE='{\"giver\": …, \"receiver\": …}'") },
  [KK_FACT_RAC_TOETS] = { N_ ("The committee that advises on lawfulness has not been asked (Wgs "
                              "1.7.2)."),
                          FACT ("RAC_TOETS=…") },
  [KK_FACT_LEGAL_GROUND] = { N_ ("The ground in law on which the recipient gets results is not "
                                 "named (Wgs 1.7.2)."),
                             FACT ("LEGAL_GROUND=…") },
  [KK_FACT_LEGAL_CLAIM_REF] = { N_ ("There is no legal claim that needs this."),
                                FACT ("LEGAL_CLAIM_REF=…") },
  [KK_FACT_COVENANT] = { N_ ("There is no covenant for this."), FACT ("COVENANT=…") },
  [KK_FACT_SAFEGUARDS_DOC] = { N_ ("There is no document with safeguards for this."),
                               FACT ("SAFEGUARDS_DOC=…") },
  [KK_FACT_RECORDED_AGREEMENT] = { N_ ("There is no recorded agreement for this."),
                                   FACT ("RECORDED_AGREEMENT=…") },
  [KK_FACT_WET_IN_MIN_REGELING] = { N_ ("The law that the recipient enforces is not in the list of "
                                        "the minister."),
                                    FACT ("WET_IN_MIN_REGELING=…") },
  [KK_FACT_OBLIGATION_ARTICLE] = { N_ ("No article of law obliges you to hand this over."),
                                   FACT ("OBLIGATION_ARTICLE=SV-126") },
  [KK_FACT_VORDERING] = { N_ ("There is no order of the public prosecutor that names these data. "
                              "Health and other special data need an order under article 126nf."),
                          FACT ("VORDERING='{\"id\": …, \"article\": …, \"categories\": […]}'") },
  [KK_FACT_ART20_DECISION] = { N_ ("The police have not decided that these data may go to a "
                                   "partnership (Wpg 20)."),
                               DECISION ("article-20",
                                         "article20 decide --case {case} --to {to} --purpose "
                                         "{purpose}{categories} --through {own}") },
  [KK_FACT_OM_RELEASE] = { N_ ("The prosecution service has not released these data for this "
                               "recipient. It does so at its own desk."),
                           DECISION (
                               "om-release",
                               "release grant --case {case} --to {to} --category JUS-SV --through "
                               "{own}") },
  [KK_FACT_GIVER_AGREES] = { N_ ("Who gave these data has not agreed that they go on. Every giver "
                                 "does so at its own desk."),
                             DECISION ("giver-agrees",
                                       "agreement give --case {case} --to {to} --through {own}") },
  [KK_FACT_OBJECTION] = { N_ ("The participants have not been asked whether they object (Wgs "
                              "1.7.2)."),
                          FACT ("OBJECTION=[]") },
  [KK_FACT_GATE] = { N_ ("The table has not taken the decision that this needs: before it is "
                         "reported you decide G1 yourself, every later gate is for the table."),
                     DECISION ("gate", "gate decide --case {case} --gate G1 --to {to}") },
  [KK_FACT_GATE_PARTICIPANTS] = { N_ ("The decision of the table does not name this participant."),
                                  OTHER (KK_SHARE_STEP_OTHER,
                                         "gate decide --case {case} --gate … --to {to}",
                                         NULL) },
  [KK_FACT_INCIDENTAL] = { N_ ("The table has not invited this recipient to take part once."),
                           FACT ("INCIDENTAL='[…]'") },
  [KK_FACT_KIND] = { N_ ("It is not said whether this is a result of the partnership, a hit or raw "
                         "data."),
                     FACT ("KIND=result") },
  [KK_FACT_CONSENT] = { N_ ("The person has not consented to this recipient, purpose and data."),
                        CONSENT ("", NULL) },
  [KK_FACT_CONSENT_EXPL] = { N_ ("The person has not expressly consented to this recipient, purpose "
                                 "and data."),
                             CONSENT (" --explicit --form signed", "explicit") },
  [KK_FACT_REBASE] = { N_ ("These data came in acute danger and serve only that: find another basis "
                           "with who gave them, or have them destroyed."),
                       OTHER (KK_SHARE_STEP_OTHER,
                              "share send --case … --to {own} --purpose …",
                              NULL) },
  [KK_FACT_GIVER_ASSIGNED] = { N_ ("It is not known whether the municipality assigned this task to "
                                   "you."),
                               DECISION ("assignment",
                                         "assignment give --case {case} --to {own}") },
  [KK_FACT_RECEIVER_ASSIGNED] = { N_ ("It is not known whether the municipality assigned this task "
                                      "to the recipient."),
                                  DECISION (
                                      "assignment",
                                      "assignment give --case {case} --to {to} --through {own}") },
  [KK_FACT_GIVER_PARTICIPANT] = { N_ ("It is not known through which participant you act."),
                                  FACT ("giver.participant=…") },
  [KK_FACT_RECEIVER_PARTICIPANT] = { N_ ("It is not known through which participant the recipient "
                                         "acts."),
                                     FACT ("receiver.participant=…") },
  [KK_FACT_RECEIVER_ROLE] = { N_ ("It is not known which function the recipient has: share with one "
                                  "desk, with /HAT/ROLE behind the name."),
                              OTHER (KK_SHARE_STEP_OTHER,
                                     "share preview … --to ORGANISATION/HAT/ROLE",
                                     NULL) },
  [KK_FACT_LIMB] = { N_ ("It is not known under which part of Wpg 10 or 13 the police hold these "
                         "data."),
                     FACT ("limb=1a") },
  [KK_FACT_CELL] = { N_ ("It is not known how small the smallest group behind this count is."),
                     FACT ("cell=…") },
  [KK_FACT_NOTE_NEED] = { N_ ("Write down why the recipient needs this for its task."),
                          NOTE ("NEED") },
  [KK_FACT_NOTE_PROPORTIONALITY] = { N_ ("Write down why less would not do."),
                                     NOTE ("PROPORTIONALITY") },
  [KK_FACT_NOTE_GOED_HULPVERLENER] = { N_ ("Write down why a good care provider may speak here, "
                                           "against the duty of secrecy."),
                                       NOTE ("GOED_HULPVERLENER") },
  [KK_FACT_NOTE_ZWAARWEGENDE_REDENEN] = { N_ ("Write down which serious reasons stand against "
                                              "giving this."),
                                          NOTE ("ZWAARWEGENDE_REDENEN") },
  [KK_FACT_NOTE_ZWAARWEGEND_BELANG] = { N_ ("Write down which substantial public interest asks for "
                                            "this."),
                                        NOTE ("ZWAARWEGEND_BELANG") },
  [KK_FACT_NOTE_BIJZONDER_GEVAL] = { N_ ("Write down what makes this a special case."),
                                     NOTE ("BIJZONDER_GEVAL") },
  [KK_FACT_NOTE_STRICT_NEED] = { N_ ("Write down why this is strictly necessary."),
                                 NOTE ("STRICT_NEED") },
  [KK_FACT_NOTE_STRICT_NEED_9_10] = { N_ ("Write down why data of an investigation are strictly "
                                          "necessary."),
                                      NOTE ("STRICT_NEED_9_10") },
  [KK_FACT_NOTE_COOPERATION_REQUIRED] = { N_ ("Write down why you and the recipient have to work "
                                              "together for this help."),
                                          NOTE ("COOPERATION_REQUIRED") },
  [KK_FACT_NOTE_TASK_NECESSITATES] = { N_ ("Write down why your own task makes it necessary to pass "
                                           "on police data."),
                                       NOTE ("TASK_NECESSITATES") },
  [KK_FACT_NOTE_UNAVOIDABLE_FOR_ID] = { N_ ("Write down why the person cannot be identified without "
                                            "this."),
                                        NOTE ("UNAVOIDABLE_FOR_ID") },
  [KK_FACT_NOTE_CONSENT_12_15] = { N_ ("Write down why a young person of 12 to 15 consents without "
                                       "the parents."),
                                   NOTE ("CONSENT_12_15") },
};

/* Wgs 2.23.6: what a RIEC may have depends on how far the case is with it. */
static const Missing stages[] = {
  { N_ ("The RIEC has not taken up this signal for joint work yet (stage T1)."),
    FACT ("RIEC_STAGE=T1") },
  { N_ ("The RIEC does not act jointly in this case yet (stage T2). Only then it may have data of "
        "police and justice and data about sex."),
    FACT ("RIEC_STAGE=T2") },
  { N_ ("This case is not in the case consultation of the RIEC yet (stage T3). Only there it may "
        "have data of an investigation."),
    FACT ("RIEC_STAGE=T3") },
};

static const Missing *
find_missing (KkFact fact, const KkExplainPlace *place)
{
  guint stage;

  if (fact != KK_FACT_RIEC_STAGE)
    return &texts[fact];
  stage = kk_categories_least_stage (kk_policy_add_regime (place->categories, place->giver));
  return &stages[MAX (stage, 1) - 1];
}

const char *
kk_explain_missing (KkFact fact, const KkExplainPlace *place)
{
  return _ (find_missing (fact, place)->sentence);
}

KkShareStepKind
kk_explain_step_kind (KkFact fact, const KkExplainPlace *place, const char **what)
{
  const Missing *missing = find_missing (fact, place);

  *what = missing->what;
  return missing->kind;
}

static char *
dup_categories (KkCategories categories)
{
  GString *options = g_string_new (NULL);

  for (guint i = 0; i < KK_N_CATEGORIES; i++) {
    if (categories & KK_CATEGORY_BIT (i))
      g_string_append_printf (options, " --category %s", kk_category_text ((KkCategory) i));
  }
  return g_string_free (options, FALSE);
}

char *
kk_explain_step (KkFact fact, const KkExplainPlace *place)
{
  g_autofree char *categories = NULL;
  GString *step;

  categories = dup_categories (place->categories & ~KK_CATEGORIES_NOBODY);
  step = g_string_new (find_missing (fact, place)->step);
  g_string_replace (step, "{case}", place->case_, 0);
  g_string_replace (step, "{to}", place->recipient, 0);
  g_string_replace (step, "{own}", place->own, 0);
  g_string_replace (step, "{purpose}", place->purpose, 0);
  g_string_replace (step, "{categories}", categories, 0);
  return g_string_free (step, FALSE);
}
