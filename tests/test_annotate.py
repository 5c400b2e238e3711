"""Findings as annotations on GitHub's pages, and tables in the summary of a job."""

from __future__ import annotations

import pytest

from curriculum import annotate
from curriculum.findings import Finding
from tests.small_course import CourseFolder


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        (
            Finding("data/countries/th.yml", 12, "hotlines[0].number", "must be text", "S203"),
            "::error file=data/countries/th.yml,line=12,title=S203 text needs quotes::hotlines[0].number: must be text",
        ),
        (
            Finding("data/x.yml", 1, "", "100% wrong\r\n::error::second", "Y104"),
            "::error file=data/x.yml,line=1,title=Y104 YAML cannot be read::100%25 wrong%0D%0A::error::second",
        ),
        (
            Finding("data/a,b:c%\n.yml", 3, "", "a, b: c", "B108"),
            "::error file=data/a%2Cb%3Ac%25%0A.yml,line=3,title=B108 inline style or event handler in a built page::a, b: c",
        ),
        (
            Finding("docs/\udcff.md", 1, "", "name", "Z999"),
            "::error file=docs/?.md,line=1,title=Z999::name",
        ),
    ],
    ids=["plain", "percent and newline in the message", "comma, colon and percent in a property", "not UTF-8"],
)
def test_a_finding_is_one_command_and_nothing_in_it_starts_another(finding: Finding, expected: str) -> None:
    assert annotate.commands([finding]) == expected


def test_commands_are_sorted_and_stand_once() -> None:
    first, second = Finding("a.yml", 2, "", "x", "S201"), Finding("a.yml", 10, "", "y", "S201")
    lines = annotate.commands([second, first, second]).splitlines()
    assert [line.split(",")[1] for line in lines] == ["line=2", "line=10"]


@pytest.mark.parametrize(("said", "there"), [("true", True), ("", False), ("false", False)])
def test_annotations_are_written_only_where_github_reads_them(
    course_folder: CourseFolder, said: str, there: bool
) -> None:
    course_folder.edit("docs/help.md", "You decide.", "You <b>decide</b>.")
    done = course_folder.run("curriculum", "--root", str(course_folder.root), "check", GITHUB_ACTIONS=said)
    assert done.returncode == 1
    assert "docs/help.md:8: <b> is raw HTML; use Markdown or a macro [P810]" in done.stderr
    command = (
        "::error file=docs/help.md,line=8,title=P810 raw HTML in a page::<b> is raw HTML; use Markdown or a macro\n"
    )
    assert done.stdout == (command if there else "")


def test_a_build_that_finds_a_fault_annotates_it_too(course_folder: CourseFolder) -> None:
    course_folder.edit("docs/help.md", "You decide.", "You <b>decide</b>.")
    done = course_folder.build(GITHUB_ACTIONS="true")
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=docs/help.md,line=8,")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words, 1.2", "plain words, 1.2"),
        ("a | b\n<img src=x> [x](y) `c` **d** _e_", r"a \| b \<img src=x\> \[x\](y) \`c\` \*\*d\*\* \_e\_"),
        ("https://example.org/a_b?c=d&e=*", "<https://example.org/a_b?c=d&e=*>"),
        ("https://example.org/a|b", r"https://example.org/a\|b"),
        ("https://example.org/ @team", r"https://example.org/ \@team"),
    ],
)
def test_a_cell_of_a_table_holds_no_markup(text: str, shown: str) -> None:
    assert annotate.cell(text) == shown


def test_a_table() -> None:
    assert annotate.table(("By", "What"), [("2026-11-23", "a|b")]) == (
        "| By | What |\n| --- | --- |\n| 2026-11-23 | a\\|b |"
    )
