#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
# Copyright 2026 The Ketenkluis authors
"""Puts the same random questions to the engine and to the reading in oracle.py, and shows where they differ.

Some are asked once more with their keys and lists in another order, which must change nothing.
Exit 1 on any difference. The seed is printed, so that a difference can be asked again; what differs is shown as a
question with everything taken out that does not matter to the difference.
"""

import argparse
import collections
import json
import os
import random
import subprocess
import sys
import tempfile

import aimed_questions
import oracle

CHUNK = 20000
COMPARED = ("id", "outcome", "rows", "missing", "caveats", "retention", "banner")


def ask_engine(cli, questions):
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        for question in questions:
            file.write(json.dumps(question) + "\n")
        file.flush()
        answer = subprocess.run([cli, "policy", "check", "--batch", file.name], stdout=subprocess.PIPE, text=True)
    lines = answer.stdout.splitlines()
    if answer.returncode != 0 or len(lines) != len(questions):
        bad = next(((q, l) for q, l in zip(questions, lines) if l.startswith('{"error"')), ("", lines[-1:]))
        sys.exit("the engine refused a question (exit %d): %s" % (answer.returncode, bad))
    return [json.loads(line) for line in lines]


def make_questions(chance, makers, number):
    questions = []
    while len(questions) < number:
        questions += chance.choice(makers).make_several()
    return questions[:number]


def find_differences(question, said):
    """[(place, what the oracle says, what the engine says)]"""
    expected = oracle.decide(question)
    result = [("duties", expected["duties"], said["duties"])] if expected["duties"] != said["duties"] else []
    for want, have in zip(expected["fields"], said["fields"]):
        for name in COMPARED:
            if want[name] != have[name]:
                result.append((want["outcome"] + "." + name, want, {n: have[n] for n in COMPARED}))
                break
    return result


def shuffle(value, chance, name=""):
    """The same in another order. The chain is in the order of the hops, and the answers in that of the fields."""
    if isinstance(value, dict):
        return {key: shuffle(value[key], chance, key) for key in chance.sample(sorted(value), len(value))}
    if isinstance(value, list):
        inner = [shuffle(item, chance) for item in value]
        return inner if name in ("fields", "origin", "caveats") else chance.sample(inner, len(inner))
    return value


def list_smaller(question):
    """The question with one thing less, in every way."""
    for path in list(list_paths(question)):
        smaller = json.loads(json.dumps(question))
        place = smaller
        for step in path[:-1]:
            place = place[step]
        del place[path[-1]]
        if smaller.get("at") and smaller.get("purpose") and smaller.get("fields"):
            yield smaller


def list_paths(value):
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        if step not in ("hat", "id"):
            if step not in ("at", "giver", "receiver", "purpose", "fields"):
                yield (step,)
            for path in list_paths(inner):
                yield (step,) + path


def minimise(cli, question, place):
    """A question as small as possible that differs in the same place."""
    while True:
        candidates = list(list_smaller(question))
        for smaller, said in zip(candidates, ask_engine(cli, candidates)):
            if any(where == place for where, _, _ in find_differences(smaller, said)):
                question = smaller
                break
        else:
            return question


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cli")
    parser.add_argument("--questions", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=3)
    arguments = parser.parse_args()
    print("seed %d" % arguments.seed)
    chance = random.Random(arguments.seed)
    makers = [aimed_questions.Maker(chance)] * 9 + [aimed_questions.Chance(chance)]
    counts, outcomes, rows = collections.Counter(), collections.Counter(), collections.Counter()
    asked = 0
    some = [makers[0].make() for _ in range(min(CHUNK, arguments.questions // 10))]
    if ask_engine(arguments.cli, some) != ask_engine(arguments.cli, [shuffle(q, chance) for q in some]):
        sys.exit("the order of keys or lists changed a decision")
    while asked < arguments.questions:
        questions = make_questions(chance, makers, min(CHUNK, arguments.questions - asked))
        for question, said in zip(questions, ask_engine(arguments.cli, questions)):
            for field in said["fields"]:
                outcomes[field["outcome"]] += 1
                rows.update((field["outcome"], row) for row in field["rows"])
            for place, want, have in find_differences(question, said):
                counts[place] += 1
                if counts[place] <= arguments.show:
                    small = minimise(arguments.cli, question, place)
                    _, want, have = next(d for d in find_differences(small, ask_engine(arguments.cli, [small])[0])
                                         if d[0] == place)
                    print("DIFFERS %s\n  question %s\n  oracle %s\n  engine %s" % (place, json.dumps(small), want, have))
        asked += len(questions)
        print("%d questions, %d differences" % (asked, sum(counts.values())), flush=True)
    print("fields: %s" % dict(outcomes))
    if os.environ.get("KK_ORACLE_ROWS"):
        for (outcome, row), count in sorted(rows.items(), key=lambda item: (item[0][1], item[0][0])):
            print("%-16s %-9s %d" % (row, outcome, count))
    for place, count in counts.most_common():
        print("%6d  %s" % (count, place))
    return 1 if counts else 0


if __name__ == "__main__":
    sys.exit(main())
