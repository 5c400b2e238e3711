"""Reading one YAML file: what a person types wrong, and what the course answers, word for word."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from curriculum.source import MAX_BYTES, read
from tests.small_course import CourseFolder

INVISIBLE = "holds an invisible character that text files may not hold; delete it and type the text again [Y104]"
ENCODING = "is not UTF-8 text; save it again with the encoding UTF-8 [Y101]"
MARK = "which marks a part to repeat in YAML; put the text in quotes, or delete it [Y107]"
REPEAT = "which repeats another part in YAML; put the text in quotes, or write it out [Y107]"
COLON = (
    "YAML: mapping values are not allowed in this context; a colon followed by a space ends a field name; "
    "put the text in quotes, or mend the indentation [Y104]"
)
KEY = "YAML: did not find expected key; check the indentation and the quotes of this line and the one before [Y104]"
TOKEN = "YAML: found character that cannot start any token; put the text in quotes [Y104]"  # noqa: S105 - a message
UNCLOSED = "YAML: found unexpected end of stream; a quotation mark that opens here is not closed; add it [Y104]"
NO_COLON = (
    "YAML: could not find expected ':'; a field name needs a colon after it; "
    "text that goes on needs more indentation [Y104]"
)
DEEP = "YAML: nested too deeply; flatten it [Y104]"
LAUGHS = "a: &a [x, x]\n" + "".join(f"{new}: [{', '.join([f'*{old}'] * 9)}]\n" for old, new in ("ab", "bc"))

TABLE: dict[str, tuple[str | bytes, list[str]]] = {
    "latin-1": ("title: a\nsummary: Café\n".encode("latin-1"), [f"2: {ENCODING}"]),
    "UTF-16": ("title: a\n".encode("utf-16"), [f"1: {ENCODING}"]),
    "UTF-16 without a mark": ("title: a\n".encode("utf-16-le"), [f"1: {ENCODING}"]),
    "zero byte": ("title: a\nsummary: b\0c\n", [f"2: {ENCODING}"]),
    "empty": ("", ["1: is empty; write its fields, or delete the file [Y102]"]),
    "only blank lines": ("\n  \n", ["1: is empty; write its fields, or delete the file [Y102]"]),
    "only comments": (
        "# one\n# two\n",
        ["1: holds only comments; write its fields, or delete the file [Y102]"],
    ),
    "over 1 MB": (
        "title: " + "x" * MAX_BYTES,
        ["1: is 1,000,007 bytes; a data file may have 1,000,000 at most; split it [Y103]"],
    ),
    "20 MB": (
        b"x" * 20_000_000,
        ["1: is 20,000,000 bytes; a data file may have 1,000,000 at most; split it [Y103]"],
    ),
    "list that is not closed": (
        "title: a\nlist: [1, 2\nnext: 3\n",
        ["2: YAML: did not find expected ',' or ']'; a list that starts with [ here is not closed; add the ] [Y104]"],
    ),
    "fields that are not closed": (
        "title: a\nplace: {name: Jeju\nnext: 3\n",
        ["2: YAML: did not find expected ',' or '}'; fields that start with { here are not closed; add the } [Y104]"],
    ),
    "missing quotes around a colon": ("id: a\ntitle: Workshop: three days\n", [f"2: {COLON}"]),
    "too much indentation": ("id: a\n  title: b\n", [f"2: {COLON}"]),
    "unclosed quote": ('id: a\ntitle: "Workshop\nsummary: b\nminutes: 3\n', [f"2: {UNCLOSED}"]),
    "unclosed quote before another": ('id: a\ntitle: "Workshop\nsummary: "b"\n', [f"3: {KEY}"]),
    "apostrophe in single quotes": ("id: a\ntitle: 'It's'\n", [f"2: {KEY}"]),
    "field name without a colon": ("id: a\ntitle\nminutes: 3\n", [f"2: {NO_COLON}"]),
    "text after a closing quote": ('id: a\ntitle: "Workshop" of June\n', [f"2: {KEY}"]),
    "list item out of line": (
        "- a\nb: 1\n",
        ["2: YAML: did not find expected '-' indicator; items of one list start with - in the same column [Y104]"],
    ),
    "list on the line of its field": (
        "id: a\nhosts: - b\n",
        ["2: YAML: block sequence entries are not allowed in this context; start the list on a line of its own [Y104]"],
    ),
    "text that starts with @": ("id: a\ntitle: @home\n", [f"2: {TOKEN}"]),
    "text that starts with %": ("id: a\ntitle: %x\n", [f"2: {TOKEN}"]),
    "backslash in double quotes": (
        'id: a\nnote: "c:\\dir"\n',
        [
            "2: YAML: found unknown escape character; "
            "in \"double quotes\" a backslash is special; use 'single quotes' [Y104]"
        ],
    ),
    "macro without quotes": (
        "id: a\ntitle: {{ name }}\n",
        ["2: title: has { or [ where a field name is expected; put the text in quotes [Y104]"],
    ),
    "second document": ("id: a\n---\nid: b\n", ["2: YAML: a second document; delete the line --- [Y104]"]),
    "tab": ("place:\n\tname: Jeju\n", ["2: starts with a tab; indent with two spaces [Y105]"]),
    "tab after spaces": ("list:\n  - a\n  \t- b\n", ["3: starts with a tab; indent with two spaces [Y105]"]),
    "duplicate key": (
        "title: a\nid: b\ntitle: c\n",
        ["3: title: stands twice, first on line 1; keep one [Y106]"],
    ),
    "duplicate key further down": (
        "list:\n  - id: a\n    id: b\n",
        ["3: list[0].id: stands twice, first on line 2; keep one [Y106]"],
    ),
    "anchor": ("a: &x text\n", [f"1: a: starts with &x, {MARK}"]),
    "alias": ("a: text\nb: *x\n", [f"2: b: starts with *x, {REPEAT}"]),
    "anchor and alias": (
        "a: &x [1]\nb: *x\n",
        [f"1: a: starts with &x, {MARK}", f"2: b: starts with *x, {REPEAT}"],
    ),
    "recursive alias": ("a: &x\n  b: *x\n", [f"1: a: starts with &x, {MARK}"]),
    "text in Markdown stars": (
        "id: a\nnote: *never* alone\n",
        [
            "2: YAML: did not find expected alphabetic or numeric character; "
            "* and & at the start have a meaning of their own; put the text in quotes [Y107]"
        ],
    ),
    "merge key": ("a:\n  <<: 1\n", ["2: a: uses << to repeat another part; write it out [Y107]"]),
    "star before a space": (
        "id: a\nnote: * b\n",
        [
            "2: YAML: did not find expected alphabetic or numeric character; "
            "* and & at the start have a meaning of their own; put the text in quotes [Y107]"
        ],
    ),
    "no": (
        "a: 1\nheld: no\n",
        ['2: held: no may be read as true or false; write "no" in quotes, or true or false [Y108]'],
    ),
    "Yes in a list": (
        "a: [Yes]\n",
        ['1: a[0]: Yes may be read as true or false; write "Yes" in quotes, or true or false [Y108]'],
    ),
    "date that does not exist": (
        "a: 1\non: 2026-02-30\n",
        ["2: on: 2026-02-30 is not a day of the calendar; correct the date [Y109]"],
    ),
    "year of another age": (
        "a: 1\non: 2206-02-03\n",
        ["2: on: 2206-02-03 is not between 1900 and 2099; correct the year [Y109]"],
    ),
    "tag that runs a program": (
        "a: !!python/object/apply:os.system ['ls']\n",
        ['1: a: has the tag "!!python/object/apply:os.system"; delete it or put the text in quotes [Y110]'],
    ),
    "tag of the site's settings": (
        "a: 1\nurl: !ENV [SITE_URL, x]\n",
        ['2: url: has the tag "!ENV"; delete it or put the text in quotes [Y110]'],
    ),
    "text cut off by a comment": (
        "title: a\nsummary: Case #5 and case #6\n",
        ['2: summary: reads only "Case", because # after a space starts a comment; put the text in quotes [Y113]'],
    ),
    "tag of a type": ("a: !!str 12\n", ['1: a: has the tag "!!str"; delete it or put the text in quotes [Y110]']),
    "text that starts with !": (
        "title: !Important\n",
        ['1: title: has the tag "!Important"; delete it or put the text in quotes [Y110]'],
    ),
    "control character after other letters": ("title: éééé\nsummary: a\x07b\n", [f"2: {INVISIBLE}"]),
    "line separator that no editor shows": ("title: a\nsummary: b\u2028c\n", [f"2: {INVISIBLE}"]),
    "mark of the encoding inside": ("title: a\nsummary: b\ufeffc\n", [f"2: {INVISIBLE}"]),
    "nested a thousand times": ("[" * 1000, [f"1: {DEEP}"]),
    "nested a hundred thousand times": ("[" * 100_000, [f"1: {DEEP}"]),
    "nested lists in lines": ("- " * 50_000 + "x", [f"1: {DEEP}"]),
}


@pytest.mark.parametrize(("content", "expected"), TABLE.values(), ids=TABLE.keys())
def test_bad_file(tmp_path: Path, content: str | bytes, expected: list[str]) -> None:
    file = tmp_path / "x.yml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    _, findings = read(file, "data/x.yml")
    assert [str(finding) for finding in findings] == [f"data/x.yml:{text}" for text in expected]


def test_billion_laughs_stays_small(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text(LAUGHS)
    document, findings = read(tmp_path / "x.yml", "data/x.yml")
    assert document is not None
    assert document.data == {"a": None, "b": (None,) * 9, "c": (None,) * 9}
    assert str(findings[0]) == f"data/x.yml:1: a: starts with &a, {MARK}"
    assert str(findings[1]) == f"data/x.yml:2: b[0]: starts with *a, {REPEAT}"


def test_unreadable_file(tmp_path: Path) -> None:
    (tmp_path / "x.yml").mkdir()
    _, findings = read(tmp_path / "x.yml", "data/x.yml")
    assert [str(finding) for finding in findings] == [
        "data/x.yml:1: cannot be opened (Is a directory); look whether it is there and may be read [Y111]"
    ]


def test_missing_file(course_folder: CourseFolder) -> None:
    (course_folder.root / "data/places.yml").unlink()
    assert course_folder.report() == [
        "data/places.yml:1: cannot be opened (No such file or directory); "
        "look whether it is there and may be read [Y111]"
    ]


def test_link_to_nowhere_in_a_folder(course_folder: CourseFolder) -> None:
    (course_folder.root / "data/countries/my.yml").symlink_to("gone.yml")
    assert course_folder.report() == [
        "data/countries/my.yml:1: cannot be opened (No such file or directory); "
        "look whether it is there and may be read [Y111]"
    ]


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("data/roles.yaml", "is not a file that the course reads; data files end in .yml"),
        ("data/role.yml", "is not a file that the course reads; data files end in .yml"),
        ("data/countries/my.yaml", "is not a file that the course reads; data files end in .yml"),
        ("data/countries/asia/my.yml", "is not a file that the course reads; data files end in .yml"),
        ("data/country/my.yml", "is not a file that the course reads; data files end in .yml"),
    ],
)
def test_file_that_nothing_reads(course_folder: CourseFolder, file: str, message: str) -> None:
    course_folder.write(file, "a: 1\n")
    assert course_folder.report() == [f"{file}:1: {message} and have the names that data/README.md lists [Y112]"]


def test_values_of_the_dialect(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text(
        'a: 12\nb: "12"\nc: 012\nd: 1.5\ne: true\nf: 2026-11-23\ng: ~\nh: 1_000\ni: 0x1f\nj: 12:30\nk: True\n'
    )
    document, findings = read(tmp_path / "x.yml", "data/x.yml")
    assert findings == []
    assert document is not None
    assert document.data == {
        "a": 12,
        "b": "12",
        "c": "012",
        "d": 1.5,
        "e": True,
        "f": dt.date(2026, 11, 23),
        "g": None,
        "h": "1_000",
        "i": "0x1f",
        "j": "12:30",
        "k": "True",
    }


def test_a_number_of_any_length_is_read(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text(f"a: {'1' * 5000}\n")
    document, _ = read(tmp_path / "x.yml", "data/x.yml")
    assert document is not None
    assert document.data == {"a": "1" * 5000}


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "data/workshops/2014-06-jeju.yml",
            "ends: 2014-06-05",
            "ends: 2014-06-31",
            "6: ends: 2014-06-31 is not a day of the calendar; correct the date [Y109]",
        ),
        (
            "data/quizzes/foundations.yml",
            "text: the officer\n        right: false",
            "text: the officer\n        right: no",
            '40: questions[2].options[1].right: no may be read as true or false; write "no" in quotes, '
            "or true or false [Y108]",
        ),
        (
            "data/modules/foundations.yml",
            "text: Read alone.",
            "text: *x",
            f"58: activities[0].steps[0].text: starts with *x, {REPEAT}",
        ),
        (
            "data/references.yml",
            "type: treaty",
            "type: !kind treaty",
            '4: references[0].type: has the tag "!kind"; delete it or put the text in quotes [Y110]',
        ),
    ],
)
def test_a_mistake_of_typing_has_no_second_message(
    course_folder: CourseFolder, file: str, old: str, new: str, expected: str
) -> None:
    course_folder.edit(file, old, new)
    assert course_folder.report() == [f"{file}:{expected}"]


@pytest.mark.parametrize(
    "file",
    [
        *("course", "roles", "glossary", "references", "instruments", "organisations", "places", "country-topics"),
        *("redirects", "wording", "strings/en", "modules/foundations", "quizzes/foundations", "workshops/2014-06-jeju"),
        "countries/th",
    ],
)
def test_a_broken_file_has_no_second_message(course_folder: CourseFolder, file: str) -> None:
    course_folder.write(f"data/{file}.yml", 'a: "b\n')
    assert course_folder.report() == [f"data/{file}.yml:1: {UNCLOSED}"]
