#!/usr/bin/env python3
"""Fail when a secret is handed to a function that prints it, copies it to ordinary memory or puts it in a value."""
import re
import sys

import lint

# KkSecret and the fixed-size structs of one kind of secret key each.
SECRET_TYPE = r"Kk(?:Secret|\w*Secret\w*Key|\w*PrivateKey|VaultKey|MasterKey|NetworkSecret|Passphrase)"
DECLARED = re.compile(rf"(?:\b{SECRET_TYPE}\s*\*\s*|\bg_auto(?:ptr)?\s*\({SECRET_TYPE}\)\s*|\b{SECRET_TYPE}\s+)(?P<name>\w+)\s*(?:[=;,)\[]|$)",
                      re.MULTILINE)
FORBIDDEN = (r"g_print|g_printerr|g_debug|g_info|g_message|g_warning|g_critical|g_error|g_log\w*|g_set_error\w*|g_strdup\w*|"
             r"g_strndup|g_memdup2?|g_variant_new\w*|g_value_\w+|g_string_append\w*|g_bytes_new|g_base64_encode|"
             r"g_setenv|g_file_set_contents\w*|g_test_message|json_\w+|printf|fprintf")
CALL = re.compile(rf"\b(?P<call>{FORBIDDEN})\s*\((?P<arguments>[^;]*);")


def check(root):
    for path in lint.files(root, "src/*.[ch]"):
        code = lint.code_of(path.read_text(encoding="utf-8"))
        secrets = {match["name"] for match in DECLARED.finditer(code)}
        # A size is no secret.
        for match in CALL.finditer(code):
            arguments = re.sub(r"\bkk_secret_get_size\s*\([^)]*\)|\bsizeof\b[^,)]*", "", match["arguments"])
            named = {name for name in secrets if re.search(rf"(?<![\w.>]){name}\b(?!\s*\()", arguments)}
            if "kk_secret_get_data" in arguments:
                named.add("kk_secret_get_data()")
            if named:
                line = code[:match.start()].count("\n") + 1
                yield f"{path.relative_to(root)}:{line}: {match['call']}() is given a secret: {', '.join(sorted(named))}"


if __name__ == "__main__":
    sys.exit(lint.report(check(lint.root_of_argument())))
