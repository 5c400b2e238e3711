"""The command line: check, build, editions and the reports. No logic of its own."""

from __future__ import annotations

import argparse
import os
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from curriculum import annotate, counts, counts_of_cases, counts_of_tools, due, new_country, outside, schemas, state
from curriculum.build import BuildError, build
from curriculum.checks import check
from curriculum.editions import codes, known_code
from curriculum.findings import CourseError
from curriculum.load import assemble, load
from curriculum.offline import pack
from curriculum.outcomes.spec import spec
from curriculum.outcomes.write import OutcomesError, outcomes
from curriculum.packs.make import Wanted
from curriculum.packs.make import make as make_packs
from curriculum.packs.programs import PackError
from curriculum.serve import serve
from curriculum.site import build_date, checked, renderer

ROOT = Path(__file__).resolve().parent.parent


def main(argv: list[str] | None = None) -> int:
    """Run a command. Returns the exit code: 0, or 1 where something has to be mended."""
    parser = argparse.ArgumentParser(prog="python -m curriculum", description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the folder of the project")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (_, text) in COMMANDS.items():
        command = commands.add_parser(name, help=text)
        for option, help_ in OPTIONS.get(name, {}).items():
            command.add_argument(option, required=name not in FREE, default="", help=help_)
        for flag, help_ in FLAGS.get(name, {}).items():
            command.add_argument(flag, action="store_true", help=help_)
    arguments = parser.parse_args(argv)
    try:
        return COMMANDS[arguments.command][0](arguments.root.resolve(), arguments)
    except (CourseError, BuildError, PackError, OutcomesError, new_country.NewCountryError) as error:
        if isinstance(error, CourseError) and annotate.wanted(os.environ):
            print(annotate.commands(error.findings), flush=True)  # noqa: T201
        print(error, file=sys.stderr)  # noqa: T201
        return 1


def _check(root: Path, options: Namespace) -> int:
    loaded, today = load(root), build_date()
    findings = [*check(loaded, root), *schemas.stale(root / "data" / "schemas")]
    if all(finding.code == "C706" for finding in findings):  # a passage to look at again is part of the report
        print(state.report(state.of(loaded, today)))  # noqa: T201
    if findings:
        raise CourseError(findings)
    print(f"Data and pages are in order ({today}).")  # noqa: T201
    return 0


def _build(root: Path, options: Namespace) -> int:
    site = build(root)
    print(f"Built {site}")  # noqa: T201
    return 0


def _edition(root: Path, options: Namespace) -> int:
    site = build(root, [known_code(root, options.country)])
    print(f"Built {site}/editions/{options.country.lower()}")  # noqa: T201
    return 0


def _editions(root: Path, options: Namespace) -> int:
    site = build(root, codes(root), packs=True)
    print(f"Built {site} and {site}/editions")  # noqa: T201
    return 0


def _offline(root: Path, options: Namespace) -> int:
    print(pack(root, options.country))  # noqa: T201
    return 0


def _packs(root: Path, options: Namespace) -> int:
    print(make_packs(root, Wanted(options.country, options.module, options.plan)))  # noqa: T201
    print(f"Made {root}/build/packs")  # noqa: T201
    return 0


def _serve(root: Path, options: Namespace) -> int:
    return serve(root)


def _schemas(root: Path, options: Namespace) -> int:
    schemas.write(root / "data" / "schemas")
    new_country.write_copy(root, load(root))
    return 0


def _country(root: Path, options: Namespace) -> int:
    path = new_country.new_country(root, load(root), options.code, options.name, build_date())
    print(f"Wrote {path.relative_to(root)}. Open it: every field is explained there. Then run: make check")  # noqa: T201
    return 0


def _due(root: Path, options: Namespace) -> int:
    print(due.report(load(root), build_date()))  # noqa: T201
    return 0


def _counts(root: Path, options: Namespace) -> int:
    course = renderer(root).course
    tables = (counts, counts_of_cases, counts_of_tools)
    print(*(table.report(course) for table in tables), sep="\n\n")  # noqa: T201
    return 0


def _outcomes(root: Path, options: Namespace) -> int:
    asked = spec(assemble(checked(root).loaded, build_date()))
    print(outcomes(root, asked, Path(options.file), options.workshop, write=not options.dry_run))  # noqa: T201
    return 0


def _outside(root: Path, options: Namespace) -> int:
    print(outside.report(load(root)))  # noqa: T201
    return 0


COMMANDS: dict[str, tuple[Callable[[Path, Namespace], int], str]] = {
    "check": (_check, "check data and page sources, without building"),
    "build": (_build, "check, build and look over the site, then put it into site/"),
    "edition": (_edition, "build the site with the edition of one country"),
    "editions": (_editions, "build the site with the editions of all countries"),
    "offline": (_offline, "make the pack for a memory stick, which opens from disk"),
    "packs": (_packs, "make what a trainer prints, edits and shows, into build/packs/"),
    "serve": (_serve, "serve the site and reload it at each change"),
    "country": (_country, "write the file of a new country, with every field explained"),
    "schemas": (_schemas, "write the JSON Schemas of the data files and the template of a country"),
    "due": (_due, "list facts, lines and references to look at again, as Markdown"),
    "counts": (_counts, "count modules, cases and tools, as tables"),
    "outcomes": (_outcomes, "read evaluation sheets (CSV) and write outcomes that single nobody out"),
    "outside": (_outside, "ask every outside address and list those that do not answer, as Markdown"),
}

OPTIONS: dict[str, dict[str, str]] = {
    "edition": {"--country": "the code of the country (ISO 3166-1), such as th"},
    "offline": {"--country": "the code of a country (ISO 3166-1) whose edition goes along, such as th"},
    "country": {
        "--code": "the code of the country (ISO 3166-1), such as PH",
        "--name": "its name as the United Nations writes it",
    },
    "outcomes": {
        "--file": "the CSV that a form tool or a spreadsheet saved; it lies outside the project",
        "--workshop": "the id of the workshop, such as 2014-06-jeju",
    },
    "packs": {
        "--country": "the code of a country, for packs in its edition",
        "--plan": "the id of one ready-made plan",
        "--module": "the id of one module",
    },
}
"""What a command is told, by its name."""

FREE = {"offline", "packs"}
"""Commands that need not be told anything."""

FLAGS: dict[str, dict[str, str]] = {"outcomes": {"--dry-run": "show what would be written, and write nothing"}}
"""What a command may be told besides."""
