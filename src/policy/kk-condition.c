/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "policy/kk-condition-private.h"
#include "policy/kk-register.h"

#include <string.h>

/* Recursive descent over the grammar of docs/formats/register-file.md. */
typedef struct {
  const char *rest;
  guint depth;
  KkCondition *condition;
} Parser;

static gboolean parse_condition (Parser *parser, guint *node, GError **error);

static gboolean
refuse (GError **error, const char *reason)
{
  g_set_error_literal (error, KK_POLICY_ERROR, KK_POLICY_ERROR_REGISTER, reason);
  return FALSE;
}

static gboolean
is_word_byte (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("_.*+-/=", c) != NULL);
}

static void
skip_space (Parser *parser)
{
  while (*parser->rest == ' ')
    parser->rest++;
}

/* Takes the sign @sign when it comes next. */
static gboolean
take_sign (Parser *parser, char sign)
{
  skip_space (parser);
  if (*parser->rest != sign)
    return FALSE;
  parser->rest++;
  return TRUE;
}

static gboolean
take_or (Parser *parser)
{
  skip_space (parser);
  if (strncmp (parser->rest, "OR", 2) != 0 || is_word_byte (parser->rest[2]))
    return FALSE;
  parser->rest += 2;
  return TRUE;
}

static gboolean
add_node (Parser *parser, const KkNode *node, guint *place, GError **error)
{
  KkCondition *condition = parser->condition;

  if (condition->n_nodes == KK_CONDITION_NODES)
    return refuse (error, "condition is too long");
  *place = condition->n_nodes;
  condition->nodes[condition->n_nodes++] = *node;
  return TRUE;
}

static gboolean
parse_predicate (Parser *parser, guint *place, GError **error)
{
  const char *start = parser->rest;
  g_autofree char *word = NULL;
  KkNode node = { .kind = KK_NODE_PREDICATE };

  while (is_word_byte (*parser->rest))
    parser->rest++;
  if (parser->rest == start)
    return refuse (error, "condition lacks a predicate");
  word = g_strndup (start, (gsize) (parser->rest - start));
  return kk_predicate_parse (word, &node.call, error) && add_node (parser, &node, place, error);
}

/* Absence of a fact must never help: only what the question itself says, and a refusal, may be negated. */
static gboolean
parse_negation (Parser *parser, guint *place, GError **error)
{
  KkNode node = { .kind = KK_NODE_NOT };
  KkPredicate predicate;

  if (!parse_predicate (parser, &node.left, error))
    return FALSE;
  predicate = parser->condition->nodes[node.left].call.predicate;
  if (!KK_PREDICATE_IS_ABOUT_QUESTION (predicate) && predicate != KK_PREDICATE_REFUSAL)
    return refuse (error, "this predicate may not be negated");
  return add_node (parser, &node, place, error);
}

/* What is not known must not spare anyone a question, so [x: ...] asks for an x that cannot fail by being absent. */
static gboolean
check_guard_test (const KkCondition *condition, guint first, GError **error)
{
  for (guint i = first; i < condition->n_nodes; i++) {
    const KkNode *node = &condition->nodes[i];

    if (node->kind == KK_NODE_PREDICATE && !KK_PREDICATE_IS_ABOUT_QUESTION (node->call.predicate) &&
        node->call.predicate != KK_PREDICATE_KIND)
      return refuse (error, "this predicate may not stand before \":\"");
  }
  return TRUE;
}

static gboolean
parse_guard (Parser *parser, guint *place, GError **error)
{
  KkNode node = { .kind = KK_NODE_GUARD };
  guint first = parser->condition->n_nodes;

  if (!parse_condition (parser, &node.left, error) ||
      !check_guard_test (parser->condition, first, error))
    return FALSE;
  if (!take_sign (parser, ':'))
    return refuse (error, "\"[\" without \":\"");
  if (!parse_condition (parser, &node.right, error))
    return FALSE;
  if (!take_sign (parser, ']'))
    return refuse (error, "\"[\" without \"]\"");
  return add_node (parser, &node, place, error);
}

static gboolean
parse_part (Parser *parser, guint *place, GError **error)
{
  if (take_sign (parser, '!')) {
    skip_space (parser);
    return parse_negation (parser, place, error);
  }
  if (take_sign (parser, '['))
    return parse_guard (parser, place, error);
  if (!take_sign (parser, '('))
    return parse_predicate (parser, place, error);
  if (!parse_condition (parser, place, error))
    return FALSE;
  return take_sign (parser, ')') || refuse (error, "\"(\" without \")\"");
}

static gboolean
parse_all (Parser *parser, guint *place, GError **error)
{
  if (!parse_part (parser, place, error))
    return FALSE;
  while (take_sign (parser, '&')) {
    KkNode node = { .kind = KK_NODE_AND, .left = *place };

    if (!parse_part (parser, &node.right, error) || !add_node (parser, &node, place, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
parse_any (Parser *parser, guint *place, GError **error)
{
  if (!parse_all (parser, place, error))
    return FALSE;
  while (take_or (parser)) {
    KkNode node = { .kind = KK_NODE_OR, .left = *place };

    if (!parse_all (parser, &node.right, error) || !add_node (parser, &node, place, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
parse_condition (Parser *parser, guint *node, GError **error)
{
  gboolean ok;

  if (parser->depth == KK_CONDITION_DEPTH)
    return refuse (error, "condition is nested too deep");
  parser->depth++;
  ok = parse_any (parser, node, error);
  parser->depth--;
  return ok;
}

/* A refusal holds when it is written down, so without "!" it would reward one. */
static gboolean
refusals_are_negated (const KkCondition *condition)
{
  guint refusals = 0;
  guint negated = 0;

  for (guint i = 0; i < condition->n_nodes; i++) {
    const KkNode *node = &condition->nodes[i];

    if (node->kind == KK_NODE_PREDICATE && node->call.predicate == KK_PREDICATE_REFUSAL)
      refusals++;
    else if (node->kind == KK_NODE_NOT &&
             condition->nodes[node->left].call.predicate == KK_PREDICATE_REFUSAL)
      negated++;
  }
  return refusals == negated;
}

KkCondition *
kk_condition_parse (const char *text, GError **error)
{
  g_autofree KkCondition *condition = g_new0 (KkCondition, 1);
  Parser parser = { .rest = text, .condition = condition };

  if (!parse_condition (&parser, &condition->root, error))
    return NULL;
  skip_space (&parser);
  if (*parser.rest != '\0') {
    g_set_error (error, KK_POLICY_ERROR, KK_POLICY_ERROR_REGISTER, "cannot read \"%.20s\"",
                 parser.rest);
    return NULL;
  }
  if (!refusals_are_negated (condition)) {
    refuse (error, "a refusal stands without \"!\"");
    return NULL;
  }
  return g_steal_pointer (&condition);
}

gboolean
kk_condition_uses (const KkCondition *condition, KkPredicate predicate)
{
  for (guint i = 0; condition != NULL && i < condition->n_nodes; i++) {
    if (condition->nodes[i].kind == KK_NODE_PREDICATE &&
        condition->nodes[i].call.predicate == predicate)
      return TRUE;
  }
  return FALSE;
}
