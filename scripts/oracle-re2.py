"""Answers patterns by native RE2 (the PyPI package google-re2).

Reads lines {"p": pattern, "i": ignore case, "t": [text, ...]} and writes for each one a line: null where RE2 refuses
the pattern, else a list that says for each text whether the pattern is found in it.
"""

import json
import sys

import re2


def answer(case):
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = not case["i"]
    options.max_mem = 64 << 20
    try:
        pattern = re2.compile(case["p"], options)
    except re2.error:
        return None
    return [pattern.search(text) is not None for text in case["t"]]


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))))
