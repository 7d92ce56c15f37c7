"""Reads texts as JSON, one a line, and writes for each the rows that Python's csv module finds in it, or its error."""

import csv
import io
import json
import sys

for line in sys.stdin:
    text = json.loads(line)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), skipinitialspace=True)
        answer = {"rows": list(reader)}
    except csv.Error as error:
        answer = {"error": str(error)}
    print(json.dumps(answer), flush=True)
