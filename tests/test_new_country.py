"""`make country`: a file that passes as it is written, and a clear answer where none is written."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess

import pytest
import yaml

from curriculum.load import load
from curriculum.new_country import COPY, LONGEST, NewCountryError, copy, new_country
from tests.small_course import ROOT, CourseFolder, contents

TODAY = dt.date(2026, 11, 23)
KNOWN = "letters, spaces, hyphens, apostrophes, commas, full stops and round brackets"


def country(folder: CourseFolder, code: str, name: str) -> subprocess.CompletedProcess[str]:
    """`make country` in the folder."""
    return folder.run("curriculum", "--root", str(folder.root), "country", "--code", code, "--name", name)


def test_a_new_country_passes_the_check_and_is_reported_as_missing_everything(course_folder: CourseFolder) -> None:
    done = country(course_folder, "PH", "Philippines")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "Wrote data/countries/ph.yml. Open it: every field is explained there. Then run: make check\n"
    )
    assert course_folder.report() == []
    done = course_folder.run("curriculum", "--root", str(course_folder.root), "check")
    assert done.stdout.splitlines()[1:3] == [
        "  PH  Philippines: complete; 0 sourced, 0 unknown, 2 not looked for, 0 stale, 0 of 0 lines unconfirmed, "
        "0 passages",
        "      says nothing on: The protocol; Reflection period",
    ]


def test_nothing_but_its_own_file_is_written(course_folder: CourseFolder) -> None:
    before = contents(course_folder.root)
    country(course_folder, "PH", "Philippines")
    after = contents(course_folder.root)
    assert set(after) - set(before) == {"data/countries/ph.yml"}
    assert {name for name in before if before[name] != after[name]} == set()


@pytest.mark.parametrize(
    ("code", "name", "said"),
    [
        ("UK", "United Kingdom", '"UK" is not a code of ISO 3166-1; "United Kingdom" has the code GB'),
        ("ZZ", "Nowhere", '"ZZ" is not a code of ISO 3166-1'),
        ("../x", "Nowhere", '"../X" is not a code of ISO 3166-1'),
        ("th", "Siam", "data/countries/th.yml is there already, and stays as it is; open it and go on"),
        ("", "Philippines", 'say which country, such as: make country CODE=PH NAME="Philippines"'),
        ("PH", " ", 'say which country, such as: make country CODE=PH NAME="Philippines"'),
        ("PH", "<b>Philippines</b>", f'the name holds "<"; write it with {KNOWN} only'),
        ("PH", "Philippines {{ x }}", f'the name holds "{{"; write it with {KNOWN} only'),
        ("PH", "Philip\u202epines", f'the name holds "U+202E"; write it with {KNOWN} only'),
        ("PH", "x" * 101, f"the name has 101 characters; write the short name, with {LONGEST} at most"),
    ],
)
def test_what_cannot_be_a_country_gets_a_clear_answer(
    course_folder: CourseFolder, code: str, name: str, said: str
) -> None:
    before = contents(course_folder.root)
    with pytest.raises(NewCountryError) as raised:
        new_country(course_folder.root, load(course_folder.root), code, name, TODAY)
    assert str(raised.value) == said
    assert contents(course_folder.root) == before


@pytest.mark.parametrize(
    "name", ["Côte d'Ivoire", "Lao People's Democratic Republic", "Micronesia (Fed. States of)", "대한민국"]
)
def test_names_of_states_are_kept(course_folder: CourseFolder, name: str) -> None:
    path = new_country(course_folder.root, load(course_folder.root), "fm", name, TODAY)
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["name"] == name
    assert course_folder.report() == []


def test_each_topic_is_there_to_be_filled_in_and_each_example_is_read(course_folder: CourseFolder) -> None:
    """Without their "# ", the entries of facts and unknown are what the models ask for, but for what is still empty."""
    path = new_country(ROOT, load(ROOT), "PH", "Philippines", TODAY)
    try:
        text = path.read_text(encoding="utf-8")
    finally:
        path.unlink()
    topics = [topic.id for topic in load(ROOT).file("country-topics.yml").topics]
    ready = yaml.safe_load(text.replace("\n  # - ", "\n  - ").replace("\n  #   ", "\n    "))
    assert [fact["topic"] for fact in ready["facts"]] == topics
    assert [item["topic"] for item in ready["unknown"]] == topics
    assert [set(item) for item in ready["references"]] == [
        {"id", "type", "title", "title-short", "publisher", "issued", "accessed", "URL", "language", "custom"}
    ]


def test_the_file_to_copy_on_the_web_is_what_the_command_writes() -> None:
    assert (ROOT / COPY).read_text(encoding="utf-8") == copy(ROOT, load(ROOT))


def test_a_copy_with_its_code_still_to_be_written_says_so(course_folder: CourseFolder) -> None:
    shutil.copy(ROOT / COPY, course_folder.root / "data/countries/ph.yml")
    assert course_folder.report() == [
        'data/countries/ph.yml:13: code: is "xx", but the file is called ph.yml; make them the same [Y112]',
    ]


def test_a_source_of_a_country_stands_in_its_own_file(course_folder: CourseFolder) -> None:
    course_folder.edit(
        "data/countries/th.yml", "source: example-2014-report\n    pinpoint", "source: th-law\n    pinpoint"
    )
    file = course_folder.root / "data/countries/th.yml"
    source = """references:
  - id: th-law
    type: legislation
    title: The act
    title-short: The act
    publisher: The State
    issued:
      date-parts: [[2008]]
    accessed:
      date-parts: [[2026, 11, 1]]
    URL: https://example.org/act
    language: en
    custom: {kind: official, opened: part, opened_what: section 4}
"""
    file.write_text(file.read_text(encoding="utf-8") + source, encoding="utf-8")
    assert course_folder.report() == []
    assert course_folder.course().references["th-law"].title == "The act"
    file.write_text(
        file.read_text(encoding="utf-8").replace("th-law\n    type", "example-2014-report\n    type"), "utf-8"
    )
    assert course_folder.report() == [
        'data/countries/th.yml:8: facts[0].source: "th-law" is not the id of a reference; known are '
        '"example-2014-report", "example-2020-catalogue", "un-2000-trafficking-protocol" [R401]',
        'data/countries/th.yml:45: references[0].id: "example-2014-report" stands twice, first on line 20 of '
        "data/references.yml; change or delete one of them [M201]",
    ]


def test_a_build_with_the_new_country_adds_only_what_git_ignores(course_folder: CourseFolder) -> None:
    before = set(contents(course_folder.root))
    country(course_folder, "PH", "Philippines")
    assert course_folder.build().returncode == 0
    added = sorted(set(contents(course_folder.root)) - before)
    done = subprocess.run(
        ["git", "check-ignore", "--stdin", "--no-index"],
        cwd=ROOT,
        input="\n".join(added),
        capture_output=True,
        text=True,
        check=True,
    )
    kept = sorted(set(added) - set(done.stdout.splitlines()))
    assert [name for name in kept if "__pycache__" not in name and "/.cache/" not in f"/{name}"] == [
        "data/countries/ph.yml"
    ]
    assert "site/countries/ph/index.html" in added
