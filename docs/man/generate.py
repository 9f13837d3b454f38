#!/usr/bin/env python3
"""Writes the manual page and the completion of ketenkluis-cli from its own table of commands.

usage: generate.py PROGRAM [--check]      with --check: fails when a file is not what it would write
"""
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
HEAD = r""".\" SPDX-License-Identifier: EUPL-1.2
.\" Made by generate.py from the program's table of commands; change the table, not this file.
.TH KETENKLUIS-CLI 1 "" "Ketenkluis" "User commands"
.SH NAME
ketenkluis-cli \- share what the law allows, sealed, and know what went where
.SH SYNOPSIS
.B ketenkluis-cli
[\-\-vault FOLDER] [\-\-passphrase\-fd NUMBER] [\-\-json] COMMAND \&...
.SH DESCRIPTION
Keeps cases in an encrypted vault, decides field by field what the law lets go to whom, and exchanges it through a git
repository that learns nothing. Data are written to standard output, everything else to standard error. Secrets are read
from the terminal or from a file descriptor, never from arguments or the environment.
.SH OPTIONS
"""
TAIL = r""".SH EXIT STATUS
.TP
.B 0
done
.TP
.B 1
failed
.TP
.B 2
asked in a way that has no meaning, or about something that is not there
.TP
.B 3
needs an answer; the hint names the option
.TP
.B 4
refused: the law, as the register gives it, does not allow it
.TP
.B 5
locked, or a wrong passphrase
.SH ENVIRONMENT
.TP
.B KK_LOCALEDIR, KK_DATADIR
folders with translations and data, instead of the installed ones
.TP
.B LANGUAGE, LC_ALL, LC_MESSAGES, LANG
the language of the texts
.SH FILES
.TP
.I $XDG_DATA_HOME/ketenkluis/vault
the vault, unless \-\-vault names another folder
"""


def escape(text):
    return text.replace("\\", r"\e").replace("-", r"\-").replace("…", r"\&...")


def option_lines(options):
    for option in options:
        label = f" {escape(option['label'])}" if option["label"] else ""
        yield f".TP\n.B \\-\\-{escape(option['name'])}{label}\n{escape(option['help'])}\n"


def manual(table):
    parts = [HEAD, *option_lines(table["options"]), ".SH COMMANDS\n"]
    for command in table["commands"]:
        parts.append(f".SS {escape(command['usage'].split(' --')[0].split(' [--')[0])}\n{escape(command['summary'])}.\n")
        for argument in command["arguments"]:
            parts.append(f".TP\n.I {escape(argument['label'])}\n{escape(argument['help'])}\n")
        parts.extend(option_lines(command["options"]))
    return "".join(parts) + TAIL


def completion(table):
    names = [command["name"] for command in table["commands"]]
    first = " ".join(dict.fromkeys(name.split()[0] for name in names))
    common = " ".join(f"--{option['name']}" for option in table["options"])
    cases = [f'    "{name.split()[0]} ") words="{" ".join(n.split()[1] for n in names if n.startswith(name.split()[0] + " "))}" ;;'
             for name in dict.fromkeys(n.split()[0] + " " for n in names if " " in n)]
    for command in table["commands"]:
        options = " ".join(f"--{option['name']}" for option in command["options"])
        cases.append(f'    "{command["name"]}"*) words="{options}" ;;')
    body = "\n".join(cases)
    return f"""# SPDX-License-Identifier: EUPL-1.2
# Made by generate.py from the program's table of commands; change the table, not this file.
_ketenkluis_cli ()
{{
  local current=${{COMP_WORDS[COMP_CWORD]}} word words said= before=
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case $before$word in -*) ;; *) said="$said$word " ;; esac
    case $word in --vault | --passphrase-fd) before=- ;; *) before= ;; esac
  done
  case $said in
    "") words="{first}" ;;
{body}
  esac
  [[ $current == -* ]] && words="$words {common}"
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}}
complete -o default -F _ketenkluis_cli ketenkluis-cli
"""


def main():
    environment = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="")
    answer = subprocess.run([sys.argv[1], "--help", "--json"], capture_output=True, check=True, env=environment)
    table = json.loads(answer.stdout)
    stale = []
    for name, text in (("ketenkluis-cli.1", manual(table)), ("ketenkluis-cli.bash", completion(table))):
        path = HERE / name
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    for name in stale:
        print(f"docs/man/{name} is not what docs/man/generate.py makes of this program")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
