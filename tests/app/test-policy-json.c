/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The legal question and decision as JSON: the example of the design, and everything that gets no decision. */

#include "app/policy/kk-policy-json.h"
#include "policy-fixture.h"

#include <json-glib/json-glib.h>
#include <locale.h>
#include <string.h>

static KkRegister *the_register;

#define QUESTION(rest)                                                                    \
  "{\"at\":\"2026-11-21\",\"giver\":{\"hat\":\"GEM_WMO\"},\"receiver\":{\"hat\":\"VT\"}," \
  "\"purpose\":\"hulp\"," rest "}"

/* The example of design §7, with notes that are notes. */
static const char example[] =
    "{ \"at\": \"2026-11-21\","
    "  \"giver\": {\"organisation\": \"gemeente-deventer\", \"hat\": \"GEM_WMO\"},"
    "  \"receiver\": {\"organisation\": \"veilig-thuis\", \"hat\": \"VT\", \"role\": \"zorgcoordinator\"},"
    "  \"purpose\": \"hulp\","
    "  \"fields\": [ {\"id\": \"name\", \"categories\": [\"GEW-ID\"], \"subject\": \"victim\"},"
    "    {\"id\": \"injury\", \"categories\": [\"BIJZ-GEZ\"], \"subject\": \"victim\","
    "     \"origin\": [{\"hat\": \"POL\", \"row\": \"BPG-4-2-1-I\", \"caveats\": [\"WPG-7-2\"]}]} ],"
    "  \"facts\": {"
    "    \"SUBJECT_AGE\": 16, \"HG_KM\": true, \"ACUTE_DANGER\": false, \"INCAPABLE_CONSENT\": false,"
    "    \"REFUSES\": false,"
    "    \"CONSENT\": [ {\"subject\": \"victim\", \"receiver\": \"VT\", \"purpose\": \"hulp\","
    "      \"categories\": [\"GEW-ID\"], \"explicit\": true, \"written\": true, \"by\": \"self\","
    "      \"given\": \"2026-11-01\", \"expires\": \"2027-05-01\", \"withdrawn\": null} ],"
    "    \"GATE\": \"G3\", \"GATE_PARTICIPANTS\": [\"VT\", \"POL\"], \"INCIDENTAL\": [], \"RIEC_STAGE\": \"T1\","
    "    \"OM_RELEASE\": [ {\"receivers\": [{\"hat\": \"VT\", \"role\": \"zorgcoordinator\"}],"
    "      \"scope\": [\"JUS-SV\"], \"until\": \"2026-11-28\"} ],"
    "    \"GIVER_AGREES\": [\"VT\"], \"BEVOEGD_GEZAG_AGREES\": false, \"ART20_DECISION\": false,"
    "    \"KIND\": \"result\","
    "    \"NOTES\": {\"NEED\": \"nodig om te helpen\", \"PROPORTIONALITY\": \"niet meer dan nodig\","
    "      \"GOED_HULPVERLENER\": \"zes vragen langsgegaan\"} } }";

static void
test_example (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *decision = kk_policy_check_json (the_register, example, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (
      decision, ==,
      "{\"register\":{\"version\":1,\"hash\":"
      "\"0100000000000000000000000000000000000000000000000000000000000000\"},"
      "\"fields\":[{\"id\":\"name\",\"outcome\":\"send\",\"rows\":[\"WMO-5-2-6\"],"
      "\"reasons\":[\"Wmo 5.2.6: Meldrecht aan Veilig Thuis\"],\"missing\":[],\"caveats\":[],"
      "\"retention\":\"WMO-5-3-4-VT\",\"banner\":false},"
      "{\"id\":\"injury\",\"outcome\":\"ask\",\"rows\":[\"WPG-7-2\"],"
      "\"reasons\":[\"Wpg 7.2: Geheimhouding ontvanger politiegegevens\"],"
      "\"missing\":[\"BEVOEGD_GEZAG_AGREES\"],\"caveats\":[],\"retention\":null,\"banner\":false}],"
      "\"duties\":[\"SECRECY_NOTICE\"]}");
}

static void
assert_accepted (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *decision = kk_policy_check_json (the_register, json, -1, &error);

  g_assert_no_error (error);
  g_assert_null (strchr (decision, '\n'));
}

static void
assert_refused (const char *json, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *decision = kk_policy_check_json (the_register, json, -1, &error);

  if (decision != NULL)
    g_error ("accepted: %s", json);
  g_assert_error (error, KK_POLICY_ERROR, KK_POLICY_ERROR_QUESTION);
  if (strstr (error->message, reason) == NULL)
    g_error ("%s: expected \"%s\", found \"%s\"", json, reason, error->message);
}

/* Every fact of the contract, once. */
static void
test_every_fact (void)
{
  assert_accepted (QUESTION (
      "\"profile\":{\"off\":[\"WGS-1-5-1\"]},"
      "\"fields\":[{\"id\":\"a\",\"categories\":[\"V\"],\"subject\":\"circle\",\"person\":\"x\","
      "\"limb\":\"1e\",\"business\":true,\"cell\":0,\"level\":\"region\","
      "\"origin\":[{\"hat\":\"OM\",\"caveats\":[\"eigen\"]}]}],"
      "\"facts\":{\"SUBJECT_AGE\":0,\"INCAPABLE_CONSENT\":null,\"REFUSES\":true,"
      "\"PERSONS\":{\"x\":{\"SUBJECT_AGE\":130,\"INCAPABLE_CONSENT\":true,\"REFUSES\":false}},"
      "\"HG_KM\":\"child\",\"ACUTE_DANGER\":true,\"ACUTE_UNTIL\":\"2028-02-29\","
      "\"INTEREST_SUBJECT\":true,\"SERIOUSNESS\":true,\"RVDK_REQUEST_DONE\":true,"
      "\"DIRECTLY_INVOLVED\":true,\"OTS_ACTIVE\":true,\"VICTIM_INDICATION\":true,"
      "\"GIVER_CONDITIONS\":true,\"SOURCE_THREAT\":true,\"FEEDBACK_TEMPLATE\":true,"
      "\"BEVOEGD_GEZAG_AGREES\":true,\"MELDER\":\"ONW\","
      "\"TASK_ARTICLE\":{\"giver\":\"a\",\"receiver\":\"b\"},\"RAC_TOETS\":\"c\",\"LEGAL_GROUND\":\"d\","
      "\"LEGAL_CLAIM_REF\":\"e\",\"COVENANT\":\"f\",\"SAFEGUARDS_DOC\":\"g\","
      "\"RECORDED_AGREEMENT\":\"h\",\"WET_IN_MIN_REGELING\":\"i\",\"OBLIGATION_ARTICLE\":\"SV-126\","
      "\"VORDERING\":{\"id\":\"1\",\"article\":\"126nf\",\"categories\":[\"BSN\"]},"
      "\"ART20_DECISION\":{\"ref\":\"r\",\"receivers\":[{\"hat\":\"VT\",\"role\":\"z\"}],"
      "\"categories\":[\"POL-8\"],\"purposes\":[\"hulp\"]},"
      "\"OM_RELEASE\":[{\"receivers\":[{\"hat\":\"VT\"}],\"scope\":[\"JUS-SV\"],"
      "\"until\":\"2026-12-01\",\"subjects\":[\"suspect\"]}],"
      "\"GIVER_AGREES\":[],\"OBJECTION\":[],\"GATE\":\"REJECTED\",\"GATE_PARTICIPANTS\":[\"VT\"],"
      "\"INCIDENTAL\":[\"CMH\"],\"RIEC_STAGE\":\"T3\",\"KIND\":\"hit\","
      "\"NOTES\":{\"NEED\":\"\",\"PROPORTIONALITY\":\"\",\"GOED_HULPVERLENER\":\"\","
      "\"ZWAARWEGENDE_REDENEN\":\"\",\"ZWAARWEGEND_BELANG\":\"\",\"BIJZONDER_GEVAL\":\"\","
      "\"STRICT_NEED\":\"\",\"STRICT_NEED_9_10\":\"\",\"COOPERATION_REQUIRED\":\"\","
      "\"TASK_NECESSITATES\":\"\",\"UNAVOIDABLE_FOR_ID\":\"\",\"CONSENT_12_15\":\"\"},"
      "\"CONSENT\":[{\"subject\":\"victim\",\"person\":\"x\",\"receiver\":\"VT\","
      "\"organisation\":\"o\",\"role\":\"r\",\"purpose\":\"verblijf\",\"categories\":[],"
      "\"explicit\":true,\"written\":true,\"by\":\"both\",\"given\":\"2026-01-01\","
      "\"expires\":\"2026-12-31\",\"withdrawn\":\"2026-06-01\",\"freely_given\":true,"
      "\"conflict\":false}]}"));
  assert_accepted (QUESTION ("\"fields\":[],\"facts\":{\"ART20_DECISION\":true}"));
  assert_accepted (
      QUESTION ("\"fields\":[{\"id\":\"a\",\"subject\":null,\"origin\":null}],\"facts\":null"));
}

static void
test_vocabulary_is_closed (void)
{
  static const char *const unknown[] = {
    QUESTION ("\"fields\":[],\"fact\":{}"),
    QUESTION ("\"fields\":[],\"facts\":{\"HGKM\":true}"),
    QUESTION ("\"fields\":[],\"facts\":{\"CASE_ADMITTED\":true}"),
    QUESTION ("\"fields\":[],\"facts\":{\"NOTES\":{\"NEEDED\":\"x\"}}"),
    QUESTION ("\"fields\":[],\"facts\":{\"unknown\":null}"),
    QUESTION ("\"fields\":[{\"id\":\"a\",\"category\":[]}]"),
    QUESTION ("\"fields\":[],\"facts\":{\"CONSENT\":[{\"language\":\"pl\"}]}"),
    QUESTION ("\"fields\":[],\"facts\":{\"PERSONS\":{\"x\":{\"AGE\":3}}}"),
    QUESTION ("\"fields\":[],\"profile\":{\"on\":[]}"),
    QUESTION ("\"fields\":[],\"facts\":{\"TASK_ARTICLE\":{\"both\":\"x\"}}"),
  };
  static const char *const codes[] = {
    QUESTION ("\"fields\":[{\"id\":\"a\",\"categories\":[\"GEW\"]}]"),
    QUESTION ("\"fields\":[{\"id\":\"a\",\"categories\":[\"GEW-*\"]}]"),
    QUESTION ("\"fields\":[{\"id\":\"a\",\"subject\":\"Victim\"}]"),
    QUESTION ("\"fields\":[{\"id\":\"a\",\"limb\":\"1f\"}]"),
    QUESTION ("\"fields\":[{\"id\":\"a\",\"level\":\"wijk\"}]"),
    QUESTION ("\"fields\":[{\"id\":\"a\",\"origin\":[{\"hat\":\"GEM_AF\"}]}]"),
    QUESTION ("\"fields\":[],\"facts\":{\"GATE\":\"G8\"}"),
    QUESTION ("\"fields\":[],\"facts\":{\"HG_KM\":\"adult\"}"),
    QUESTION ("\"fields\":[],\"facts\":{\"KIND\":\"rauw\"}"),
    QUESTION ("\"fields\":[],\"facts\":{\"VORDERING\":{\"article\":\"126\"}}"),
    QUESTION ("\"fields\":[],\"facts\":{\"CONSENT\":[{\"by\":\"parent\"}]}"),
    "{\"at\":\"2026-11-21\",\"giver\":{\"hat\":\"GEM_AF\"},\"receiver\":{\"hat\":\"VT\"},"
    "\"purpose\":\"hulp\",\"fields\":[]}",
    "{\"at\":\"2026-11-21\",\"giver\":{\"hat\":\"VT\"},\"receiver\":{\"hat\":\"POL\"},"
    "\"purpose\":\"zorg\",\"fields\":[]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    assert_refused (unknown[i], "unknown key");
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    assert_refused (codes[i], "unknown code");
}

static void
test_types (void)
{
  assert_refused (QUESTION ("\"fields\":{}"), "not an array");
  assert_refused (QUESTION ("\"fields\":[[]]"), "not an object");
  assert_refused (QUESTION ("\"fields\":[null]"), "not an object");
  assert_refused (QUESTION ("\"fields\":[{\"id\":7}]"), "id: not a text");
  assert_refused (QUESTION ("\"fields\":[{\"categories\":[\"V\"]}]"), "lacks \"id\"");
  assert_refused (QUESTION ("\"fields\":[{\"id\":\"a\",\"cell\":2.0}]"), "not a whole number");
  assert_refused (QUESTION ("\"fields\":[{\"id\":\"a\",\"cell\":-1}]"), "out of range");
  assert_refused (QUESTION ("\"fields\":[{\"id\":\"a\",\"origin\":[{}]}]"), "lacks \"hat\"");
  assert_refused (QUESTION ("\"fields\":[],\"facts\":{\"SUBJECT_AGE\":131}"), "out of range");
  assert_refused (QUESTION ("\"fields\":[],\"facts\":{\"SUBJECT_AGE\":\"16\"}"),
                  "not a whole number");
  assert_refused (QUESTION ("\"fields\":[],\"facts\":{\"HG_KM\":1}"), "not true or false");
  assert_refused (QUESTION ("\"fields\":[],\"facts\":{\"REFUSES\":\"nee\"}"), "not true or false");
  assert_refused (QUESTION ("\"fields\":[],\"facts\":{\"OBJECTION\":false}"), "not an array");
  assert_refused (QUESTION ("\"fields\":[],\"facts\":{\"ACUTE_UNTIL\":\"2026-02-29\"}"),
                  "not a day");
  assert_refused (QUESTION ("\"fields\":[],\"facts\":{\"ACUTE_UNTIL\":\"2026-2-9\"}"), "not a day");
  assert_refused (QUESTION ("\"fields\":[],\"facts\":{\"ART20_DECISION\":\"ja\"}"),
                  "not true or false");
  assert_refused (QUESTION ("\"fields\":[],\"facts\":{\"PERSONS\":{\"victim\":{}}}"), "victim");
  assert_refused (QUESTION ("\"fields\":[],\"facts\":{\"OBLIGATION_ARTICLE\":\"SV-127\"}"),
                  "no row");
  assert_refused (QUESTION ("\"fields\":[],\"profile\":{\"off\":[\"SV-127\"]}"), "no row");
  assert_refused (QUESTION ("\"fields\":[],\"profile\":{\"off\":[\"WGS-2-30\"]}"),
                  "cannot be turned off");
  assert_refused ("[]", "not an object");
  assert_refused ("{}", "a question needs");
  assert_refused (QUESTION ("\"facts\":{}"), "a question needs");
}

/* One text, one reading. */
static void
test_json_is_strict (void)
{
  static const char *const texts[] = {
    "",
    "{",
    "{} {}",
    "var x = {}",
    "// remark\n{}",
    "/* remark */ {}",
    "{'at': 'x'}",
    "{\"at\": \"x\",}",
    "[1,]",
    "{\"at\" \"x\"}",
    "{\"a\\u0000t\": \"x\"}",
    "{\"at\": \"x\ny\"}",
    "{\"at\": \"\\x\"}",
    "{\"at\": 01}",
    "{\"at\": .5}",
    "{\"at\": 1.}",
    "{\"at\": 1e}",
    "{\"at\": 1234567890123456789}",
    "{\"at\": TRUE}",
    "{\"at\": \"\xff\"}",
    "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], "this is not JSON");
  assert_refused (QUESTION ("\"fields\":[],\"fields\":[]"), "stands twice");
  assert_refused (QUESTION ("\"fields\":[],\"facts\":{\"REFUSES\":true,\"REFUSES\":false}"),
                  "stands twice");
  assert_refused (QUESTION ("\"fields\":[],\"facts\":{\"REFUSES\":true,\"REFUSE\\u0053\":false}"),
                  "stands twice");
  assert_refused (QUESTION ("\"fields\":[{\"id\":\"a\",\"id\":\"b\"}]"), "stands twice");
}

static void
test_facts_alone (void)
{
  g_autoptr (KkQuestion) question = kk_question_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (kk_policy_facts_from_json (
      question, "{\"HG_KM\":true,\"NOTES\":{\"NEED\":\" \\t tien tekens \\n\"}}", -1, &error));
  g_assert_no_error (error);
  g_assert_cmpint (question->facts.hg_km, ==, KK_HG_KM_TRUE);
  g_assert_cmpuint (question->facts.note_length[KK_NOTE_NEED], ==, 11);
  g_assert_false (kk_policy_facts_from_json (question, "{\"at\":\"2026-11-21\"}", -1, &error));
  g_assert_error (error, KK_POLICY_ERROR, KK_POLICY_ERROR_QUESTION);
}

int
main (int argc, char *argv[])
{
  KkHash hash = { .bytes = { 1 } };
  int failures;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  the_register = register_load ();
  kk_register_set_version (the_register, 1, &hash);
  g_test_add_func ("/policy-json/example", test_example);
  g_test_add_func ("/policy-json/every-fact", test_every_fact);
  g_test_add_func ("/policy-json/vocabulary-is-closed", test_vocabulary_is_closed);
  g_test_add_func ("/policy-json/types", test_types);
  g_test_add_func ("/policy-json/json-is-strict", test_json_is_strict);
  g_test_add_func ("/policy-json/facts-alone", test_facts_alone);
  failures = g_test_run ();
  kk_register_unref (the_register);
  return failures;
}
