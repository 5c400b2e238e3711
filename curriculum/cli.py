"""The command line: check, build, serve, schemas, due, counts, outside. No logic of its own."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from curriculum import annotate, counts, counts_of_cases, due, outside, schemas
from curriculum.build import BuildError, build
from curriculum.checks import check
from curriculum.findings import CourseError
from curriculum.load import load
from curriculum.serve import serve
from curriculum.site import build_date, renderer

ROOT = Path(__file__).resolve().parent.parent


def main(argv: list[str] | None = None) -> int:
    """Run a command. Returns the exit code: 0, or 1 where something has to be mended."""
    parser = argparse.ArgumentParser(prog="python -m curriculum", description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the folder of the project")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (_, text) in COMMANDS.items():
        commands.add_parser(name, help=text)
    arguments = parser.parse_args(argv)
    try:
        return COMMANDS[arguments.command][0](arguments.root.resolve())
    except (CourseError, BuildError) as error:
        if isinstance(error, CourseError) and annotate.wanted(os.environ):
            print(annotate.commands(error.findings), flush=True)  # noqa: T201
        print(error, file=sys.stderr)  # noqa: T201
        return 1


def _check(root: Path) -> int:
    if findings := [*check(load(root), root), *schemas.stale(root / "data" / "schemas")]:
        raise CourseError(findings)
    print(f"Data and pages are in order ({build_date()}).")  # noqa: T201
    return 0


def _build(root: Path) -> int:
    site = build(root)
    print(f"Built {site}")  # noqa: T201
    return 0


def _schemas(root: Path) -> int:
    schemas.write(root / "data" / "schemas")
    return 0


def _due(root: Path) -> int:
    print(due.report(load(root), build_date()))  # noqa: T201
    return 0


def _counts(root: Path) -> int:
    course = renderer(root).course
    print(counts.report(course), counts_of_cases.report(course), sep="\n\n")  # noqa: T201
    return 0


def _outside(root: Path) -> int:
    print(outside.report(load(root)))  # noqa: T201
    return 0


COMMANDS: dict[str, tuple[Callable[[Path], int], str]] = {
    "check": (_check, "check data and page sources, without building"),
    "build": (_build, "check, build and look over the site, then put it into site/"),
    "serve": (serve, "serve the site and reload it at each change"),
    "schemas": (_schemas, "write the JSON Schemas of the data files"),
    "due": (_due, "list facts, lines and references to look at again, as Markdown"),
    "counts": (_counts, "count what each module and the bank of cases hold, as tables"),
    "outside": (_outside, "ask every outside address and list those that do not answer, as Markdown"),
}
