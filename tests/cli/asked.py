#!/usr/bin/env python3
"""Questions to the legal engine that were thought out against the contract, each with the answer that a person found right.

usage: asked.py PROGRAM FOLDER [--write]

FOLDER has questions.jsonl, one question a line as for `policy check --batch`, and answers.txt, one line for each: a name
that says what is asked, an arrow and the answer. --write replaces the answers by those of PROGRAM; read the difference.
"""
import json
import pathlib
import subprocess
import sys


def in_words(answer):
    if "error" in answer:
        return "refused: " + answer["error"]
    fields = []
    for field in answer["fields"]:
        words = [field["outcome"], *sorted(field["rows"])]
        words += ["missing " + " ".join(sorted(field["missing"]))] if field["missing"] else []
        words += ["caveats " + " ".join(sorted(field["caveats"]))] if field.get("caveats") else []
        fields.append(", ".join(words))
    duties = [", duties " + " ".join(sorted(answer["duties"]))] if answer.get("duties") else [""]
    return "; ".join(fields) + duties[0]


def ask(program, questions):
    result = subprocess.run([program, "policy", "check", "--batch", str(questions)], capture_output=True, text=True, check=False)
    return [in_words(json.loads(line)) for line in result.stdout.splitlines()]


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    names, expected = zip(*(line.split(" → ", 1) for line in (folder / "answers.txt").read_text(encoding="utf-8").splitlines()))
    found = ask(program, folder / "questions.jsonl")
    if "--write" in sys.argv:
        lines = [f"{name} → {answer}\n" for name, answer in zip(names, found)]
        (folder / "answers.txt").write_text("".join(lines), encoding="utf-8")
        return 0
    print(f"1..{len(names) + 1}")
    print("ok 1 - each question is answered" if len(found) == len(names) else f"not ok 1 - {len(found)} answers to {len(names)} questions")
    for number, (name, wanted, answer) in enumerate(zip(names, expected, found), start=2):
        same = wanted == answer
        print(f"{'ok' if same else 'not ok'} {number} - {name}")
        if not same:
            print(f"# wanted: {wanted}\n# found:  {answer}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
