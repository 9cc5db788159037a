"""Turns pip's installation report (standard input) into constraints (standard output): a name and a version a line."""

import json
import sys

HEAD = """\
# What the tests run with: every dependency and every extra, from one resolve on Python 3.11. Made by `make pins`.
# Prefect, FastAPI and certifi move together: try `python -c "import prefect.testing.utilities"` after a change here.
"""
OWN_NAME = "prefect-mishap"


def pins(report: dict[str, list[dict[str, dict[str, str]]]]) -> list[str]:
    """The sorted ``name==version`` lines of a report; the project itself is left out."""
    packages = [entry["metadata"] for entry in report["install"]]
    lines = [f"{package['name']}=={package['version']}" for package in packages if package["name"] != OWN_NAME]
    return sorted(lines, key=str.lower)


if __name__ == "__main__":
    sys.stdout.write(HEAD + "".join(line + "\n" for line in pins(json.load(sys.stdin))))
