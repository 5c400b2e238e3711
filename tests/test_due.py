"""What `python -m curriculum due` lists for people who plan the work."""

from __future__ import annotations

import datetime as dt

from curriculum.due import due, report
from curriculum.load import load
from tests.small_course import CourseFolder

FACT = (dt.date(2027, 5, 31), "data/countries/th.yml", 11, "fact", "Thailand: trafficking-protocol")
LINE = (dt.date(2027, 2, 1), "data/countries/th.yml", 23, "line", "Thailand: A line (th-line)")


def listed(folder: CourseFolder, today: str) -> list[tuple[dt.date, str, int, str, str]]:
    items = due(load(folder.root), dt.date.fromisoformat(today))
    return [(item.by, item.file, item.line, item.kind, item.what) for item in items]


def test_nothing_is_listed_long_before_its_date(pristine: CourseFolder) -> None:
    assert listed(pristine, "2027-01-01") == []


def test_a_line_is_listed_from_30_days_before_its_date(pristine: CourseFolder) -> None:
    assert listed(pristine, "2027-01-02") == [LINE]


def test_what_is_past_its_date_stays_listed_the_oldest_first(pristine: CourseFolder) -> None:
    assert listed(pristine, "2027-06-01") == [LINE, FACT]


def test_references_are_due_a_year_after_somebody_opened_them(pristine: CourseFolder) -> None:
    assert listed(pristine, "2027-10-23") == [LINE, FACT]
    found = listed(pristine, "2027-10-24")
    assert found[:2] == [LINE, FACT]
    assert [(by, kind, what) for by, _, _, kind, what in found[2:]] == [
        (dt.date(2027, 11, 23), "reference", "Trafficking Protocol (un-2000-trafficking-protocol)"),
        (dt.date(2027, 11, 23), "reference", "Workshop report (example-2014-report)"),
        (dt.date(2027, 11, 23), "reference", "Unopened book (example-2020-catalogue)"),
    ]
    assert {file for _, file, *_ in found[2:]} == {"data/references.yml"}


def test_a_reference_with_only_a_year_counts_from_its_first_day(course_folder: CourseFolder) -> None:
    text = (course_folder.root / "data/references.yml").read_text(encoding="utf-8")
    course_folder.write("data/references.yml", text.replace("[[2026, 11, 23]]", "[[2026]]", 1))
    what = "Trafficking Protocol (un-2000-trafficking-protocol)"
    assert listed(course_folder, "2026-12-02") == [(dt.date(2027, 1, 1), "data/references.yml", 13, "reference", what)]
    assert listed(course_folder, "2026-12-01") == []


def test_the_report_says_what_is_late_and_what_comes(pristine: CourseFolder) -> None:
    assert report(load(pristine.root), dt.date(2027, 5, 20)) == (
        "## To look at again, as of 2027-05-20\n\n"
        "Facts and lines have a date in their file; a reference is due 365 days after `accessed`.\n\n"
        "### Past the date: 1\n\n"
        "| By | Kind | What | Where |\n| --- | --- | --- | --- |\n"
        "| 2027-02-01 | line | Thailand: A line (th-line) | data/countries/th.yml:23 |\n\n"
        "### Within 30 days: 1\n\n"
        "| By | Kind | What | Where |\n| --- | --- | --- | --- |\n"
        "| 2027-05-31 | fact | Thailand: trafficking-protocol | data/countries/th.yml:11 |"
    )


def test_no_number_to_call_is_in_the_report(pristine: CourseFolder) -> None:
    said = report(load(pristine.root), dt.date(2028, 1, 1))
    assert "th-line" in said
    assert "1300" not in said


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_still_listed(course_folder: CourseFolder) -> None:
    course_folder.write("data/references.yml", "references: [")
    done = course_folder.run("curriculum", "--root", str(course_folder.root), "due", BUILD_DATE="2027-06-01")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Thailand: trafficking-protocol" in done.stdout
    assert "**Not complete:** data/references.yml could not be read in full. `make check` says why." in done.stdout
