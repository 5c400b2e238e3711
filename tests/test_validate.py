"""A data file against its model: each kind of mistake, and the whole answer, with the line and the cure."""

from __future__ import annotations

import json
import re

import pytest

from curriculum.load import FILES, FOLDERS
from curriculum.validate import FORMS
from tests.small_course import CourseFolder, Fault, fault

WORKSHOP = "data/workshops/2014-06-jeju.yml"
FOUNDATIONS = "data/modules/foundations.yml"
REFERENCES = "data/references.yml"
THAILAND = "data/countries/th.yml"
COURSE = "data/course.yml"
INSTRUMENTS = "data/instruments.yml"
ROLES = "data/roles.yml"
STRINGS = "data/strings/en.yml"

FAULTS = (
    fault(
        REFERENCES,
        "DOI: 10.1000/xyz",
        "DOI: https://doi.org/10.1000/xyz",
        'data/references.yml:38: references[1].DOI: "https://doi.org/10.1000/xyz" is not a DOI such as 10.1000/182, '
        "without https://doi.org/ [S207]",
    ),
    fault(
        REFERENCES,
        "    language: en",
        "    language: English",
        'data/references.yml:40: references[1].language: "English" is not a language tag of BCP 47, '
        "such as th or zh-Hant [S207]",
    ),
    fault(
        FOUNDATIONS,
        "short_title:",
        "shorttitle:",
        'data/modules/foundations.yml:4: shorttitle: "shorttitle" is not a field here; did you mean '
        '"short_title"? [S201]',
    ),
    fault(
        FOUNDATIONS,
        "    bloom: analyse\n",
        "",
        "data/modules/foundations.yml:12: objectives[1].bloom: is missing; write `bloom: ...` [S202]",
    ),
    fault(
        FOUNDATIONS,
        "    bloom: analyse\n",
        "    blom: analyse\n",
        'data/modules/foundations.yml:14: objectives[1].blom: "blom" is not a field here; did you mean "bloom"? [S201]',
    ),
    fault(
        FOUNDATIONS,
        "bloom: analyse",
        "bloom: analyze",
        'data/modules/foundations.yml:14: objectives[1].bloom: "analyze" is not in the list; did you mean '
        '"analyse"? [S205]',
    ),
    fault(
        FOUNDATIONS,
        "minutes: 90",
        'minutes: "90"',
        'data/modules/foundations.yml:7: minutes: "90" must be a whole number without quotes [S204]',
    ),
    fault(
        FOUNDATIONS,
        "minutes: 90",
        "minutes: ninety",
        'data/modules/foundations.yml:7: minutes: "ninety" must be a whole number without quotes [S204]',
    ),
    fault(
        FOUNDATIONS,
        "minutes: 90",
        "minutes: 90.5",
        "data/modules/foundations.yml:7: minutes: 90.5 must be a whole number without quotes [S204]",
    ),
    fault(
        FOUNDATIONS,
        "minutes: 90",
        "minutes: 0",
        "data/modules/foundations.yml:7: minutes: 0 must be 1 or more [S206]",
    ),
    fault(
        FOUNDATIONS,
        "minutes: 90",
        "minutes:",
        "data/modules/foundations.yml:7: minutes: is empty; write it, or delete the field [S206]",
    ),
    fault(
        FOUNDATIONS,
        "minutes: 90\n",
        "minutes: [90]\n",
        "data/modules/foundations.yml:7: minutes: a list must be a whole number without quotes [S204]",
    ),
    fault(
        FOUNDATIONS,
        "title: The three elements",
        "title: 3",
        'data/modules/foundations.yml:26: sessions[0].title: must be text in quotes; write "3" [S203]',
    ),
    fault(
        FOUNDATIONS,
        "title: The three elements",
        "title: 2026-11-23",
        'data/modules/foundations.yml:26: sessions[0].title: must be text in quotes; write "2026-11-23" [S203]',
    ),
    fault(
        FOUNDATIONS,
        "title: The three elements",
        "title:",
        "data/modules/foundations.yml:26: sessions[0].title: is empty; write it, or delete the field [S206]",
    ),
    fault(
        FOUNDATIONS,
        "title: The three elements",
        'title: ""',
        "data/modules/foundations.yml:26: sessions[0].title: is empty; write it, or delete the field [S206]",
    ),
    fault(
        FOUNDATIONS,
        "title: The three elements",
        "title: true",
        'data/modules/foundations.yml:26: sessions[0].title: must be text in quotes; write "true" [S203]',
    ),
    fault(
        FOUNDATIONS,
        "title: The three elements",
        "title: [a, b]",
        "data/modules/foundations.yml:26: sessions[0].title: a list must be text in quotes [S204]",
    ),
    fault(
        FOUNDATIONS,
        "title: The three elements",
        "title: {a: b}",
        "data/modules/foundations.yml:26: sessions[0].title: must be text; a colon followed by a space has "
        "made fields of it, so put it in quotes [S204]",
    ),
    fault(
        FOUNDATIONS,
        "title: The three elements",
        "title: |\n      two\n      lines",
        'data/modules/foundations.yml:26: sessions[0].title: "two lines " must be one line; join the lines, '
        "or use > to fold them [S207]",
    ),
    fault(
        FOUNDATIONS,
        "title: The three elements",
        "title: " + "x" * 401,
        "data/modules/foundations.yml:26: sessions[0].title: is longer than 400 characters; shorten it [S206]",
    ),
    fault(
        FOUNDATIONS,
        "      - Run the activity.",
        "      - 3",
        'data/modules/foundations.yml:43: sessions[1].outline[0]: must be text in quotes; write "3" [S203]',
    ),
    fault(
        FOUNDATIONS,
        "    outline:\n      - Run the activity.",
        "    outline: Run the activity.",
        'data/modules/foundations.yml:42: sessions[1].outline: "Run the activity." must be a list; start '
        "each item with - on a line of its own [S204]",
    ),
    fault(
        FOUNDATIONS,
        "    outline:\n      - Run the activity.",
        "    outline: []",
        "data/modules/foundations.yml:42: sessions[1].outline: needs 1 or more items [S206]",
    ),
    fault(
        FOUNDATIONS,
        "    outline:\n      - Run the activity.",
        "    outline:",
        "data/modules/foundations.yml:42: sessions[1].outline: is empty; write it, or delete the field [S206]",
    ),
    fault(
        FOUNDATIONS,
        "    outline:\n      - Run the activity.",
        "    outline:\n      - Ask: which one",
        "data/modules/foundations.yml:43: sessions[1].outline[0]: must be text; a colon followed by a space "
        "has made fields of it, so put it in quotes [S204]",
    ),
    fault(
        FOUNDATIONS,
        "further:\n  - example-2020-catalogue",
        "further: example-2020-catalogue",
        'data/modules/foundations.yml:74: further: "example-2020-catalogue" must be a list; start each item '
        "with - on a line of its own [S204]",
    ),
    fault(
        FOUNDATIONS,
        "further:\n  - example-2020-catalogue",
        "further:\n  - Example 2020",
        'data/modules/foundations.yml:75: further[0]: "Example 2020" is not small letters, digits and single '
        "hyphens, such as victim-identification [S207]",
    ),
    fault(
        FOUNDATIONS,
        "  survivor: nobody yet",
        "  survivor: nobody",
        'data/modules/foundations.yml:81: review.survivor: "nobody" must be "nobody yet", or fields, each on '
        "a line of its own [S205]",
    ),
    fault(
        FOUNDATIONS,
        "  survivor: nobody yet",
        "  survivor: 3",
        'data/modules/foundations.yml:81: review.survivor: 3 must be "nobody yet", or fields, each on a line '
        "of its own [S205]",
    ),
    fault(
        FOUNDATIONS,
        "  survivor: nobody yet",
        "  survivor:",
        "data/modules/foundations.yml:81: review.survivor: is empty; write it, or delete the field [S206]",
    ),
    fault(
        FOUNDATIONS,
        "  survivor: nobody yet\n",
        "",
        "data/modules/foundations.yml:76: review.survivor: is missing; write `survivor: ...` [S202]",
    ),
    fault(
        FOUNDATIONS,
        "  survivor: nobody yet",
        "  survivor: []",
        'data/modules/foundations.yml:81: review.survivor: a list must be "nobody yet", or fields, each on a '
        "line of its own [S205]",
    ),
    fault(
        FOUNDATIONS,
        "    by: Police trainer\n",
        "",
        "data/modules/foundations.yml:77: review.practitioner.by: is missing; write `by: ...` [S202]",
    ),
    fault(
        FOUNDATIONS,
        "    by: Police trainer\n",
        "    by: Police trainer\n    name: Ann\n",
        'data/modules/foundations.yml:79: review.practitioner.name: "name" is not a field here [S201]',
    ),
    fault(
        FOUNDATIONS,
        "    on: 2026-10-01",
        "    on: yesterday",
        'data/modules/foundations.yml:79: review.practitioner.on: "yesterday" must be a date such as '
        "2026-11-23, without quotes [S204]",
    ),
    fault(
        FOUNDATIONS,
        "    on: 2026-10-01",
        '    on: "2026-10-01"',
        'data/modules/foundations.yml:79: review.practitioner.on: "2026-10-01" must be a date such as '
        "2026-11-23, without quotes [S204]",
    ),
    fault(
        FOUNDATIONS,
        "    on: 2026-10-01",
        "    on: 1.10.2026",
        'data/modules/foundations.yml:79: review.practitioner.on: "1.10.2026" must be a date such as '
        "2026-11-23, without quotes [S204]",
    ),
    fault(
        FOUNDATIONS,
        "objectives:\n  - id: foundations-o1\n    text: Explain the act, the means and the purpose.\n    bloom: "
        "understand\n",
        "objectives:\n",
        "data/modules/foundations.yml:8: objectives: needs 3 or more items [S206]",
    ),
    fault(
        FOUNDATIONS,
        "  - id: foundations-s1\n    title: The three",
        "  - foundations-s0\n  - id: foundations-s1\n    title: The three",
        'data/modules/foundations.yml:25: sessions[0]: "foundations-s0" must be fields, each on a line of '
        "its own [S204]",
    ),
    fault(
        FOUNDATIONS,
        "id: foundations\n",
        "id: Foundations\n",
        'data/modules/foundations.yml:2: id: "Foundations" is not small letters, digits and single hyphens, '
        "such as victim-identification [S207]",
    ),
    fault(
        FOUNDATIONS,
        "id: foundations\n",
        "",
        "data/modules/foundations.yml:2: id: is missing; write `id: ...` [S202]",
    ),
    fault(
        FOUNDATIONS,
        "key_points:\n",
        'key_points:\n  - "a\\0b"\n',
        'data/modules/foundations.yml:71: key_points[0]: "a b" holds an invisible control character; delete '
        "it and type the text again [S207]",
    ),
    fault(
        FOUNDATIONS,
        "    quantity: 1",
        "    quantity: 0",
        "data/modules/foundations.yml:67: materials[0].quantity: 0 must be 1 or more [S206]",
    ),
    fault(
        FOUNDATIONS,
        "    kind: worksheet",
        "    kind: work-sheet",
        'data/modules/foundations.yml:66: materials[0].kind: "work-sheet" is not in the list; did you mean '
        '"worksheet"? [S205]',
    ),
    fault(
        FOUNDATIONS,
        "method: group work",
        "method: lecture",
        'data/modules/foundations.yml:39: sessions[1].method: "lecture" is not in the list; known are "case '
        'study", "debrief", "demonstration", "discussion", "group work", "individual work", "pair work", '
        '"presentation" [S205]',
    ),
    fault(
        FOUNDATIONS,
        "materials:\n  - id: foundations-m1\n    title: Case sheet\n    kind: worksheet\n    quantity: 1\n    per: "
        "participant\n    note: Print on one side.\n",
        "materials: none\n",
        'data/modules/foundations.yml:63: materials: "none" must be a list; start each item with - on a line '
        "of its own [S204]",
    ),
    fault(
        THAILAND,
        'number: "1300"',
        "number: 1300",
        'data/countries/th.yml:21: hotlines[0].number: must be text in quotes; write "1300" [S203]',
    ),
    fault(
        THAILAND,
        'number: "1300"',
        'number: "1300 5555"',
        'data/countries/th.yml:21: hotlines[0].number: "1300 5555" is not a number in E.164 such as '
        '"+6621234567", or a short code of 2 to 6 digits such as "1300", without spaces [S207]',
    ),
    fault(
        THAILAND,
        'number: "1300"',
        "number: +6621234567",
        'data/countries/th.yml:21: hotlines[0].number: must be text in quotes; write "+6621234567" [S203]',
    ),
    fault(
        THAILAND,
        "code: TH",
        "code: th",
        'data/countries/th.yml:2: code: "th" is not two capital letters of ISO 3166-1, such as TH [S207]',
    ),
    fault(
        THAILAND,
        "        - th\n",
        "        - Thai\n",
        'data/countries/th.yml:30: hotlines[0].confirmed.languages[0]: "Thai" is not a language tag of BCP '
        "47, such as th or zh-Hant [S207]",
    ),
    fault(
        THAILAND,
        "confidence: high",
        "confidence: certain",
        'data/countries/th.yml:12: facts[0].confidence: "certain" is not in the list; known are "high", '
        '"low", "medium" [S205]',
    ),
    fault(
        THAILAND,
        "languages:\n        - th\n",
        "languages: []\n",
        "data/countries/th.yml:29: hotlines[0].confirmed.languages: needs 1 or more items [S206]",
    ),
    fault(
        THAILAND,
        "facts:\n  - topic",
        "facts:\n    topic",
        "data/countries/th.yml:5: facts: a set of fields must be a list; start each item with - on a line of "
        "its own [S204]",
    ),
    fault(
        COURSE,
        "language: en",
        "language: English",
        'data/course.yml:5: language: "English" is not a language tag of BCP 47, such as th or zh-Hant [S207]',
    ),
    fault(
        COURSE,
        "content_licence_url: https://creativecommons.org/licenses/by/4.0/",
        "content_licence_url: creativecommons.org",
        'data/course.yml:7: content_licence_url: "creativecommons.org" must be a web address that starts '
        "with https:// or http:// [S207]",
    ),
    fault(
        COURSE,
        "page: modules/foundations/elements.md",
        "page: modules/foundations/elements",
        'data/course.yml:15: starts[0].page: "modules/foundations/elements" is not the path of a page below '
        "docs/, such as modules/foundations/index.md [S207]",
    ),
    fault(
        COURSE,
        "page: modules/foundations/elements.md",
        "page: /modules/foundations/elements.md",
        'data/course.yml:15: starts[0].page: "/modules/foundations/elements.md" is not the path of a page '
        "below docs/, such as modules/foundations/index.md [S207]",
    ),
    fault(
        COURSE,
        "content_licence_url: https://creativecommons.org/licenses/by/4.0/",
        "content_licence_url: javascript:alert(1)",
        'data/course.yml:7: content_licence_url: "javascript:alert(1)" must be a web address that starts '
        "with https:// or http:// [S207]",
    ),
    fault(
        STRINGS,
        "direction: ltr",
        "direction: left",
        'data/strings/en.yml:{line}: extra.direction: "left" is not ltr or rtl [S207]',
    ),
    fault(
        STRINGS,
        "    home: Home",
        "    home: 3",
        'data/strings/en.yml:{line}: extra.strings.home: must be text in quotes; write "3" [S203]',
    ),
    fault(
        STRINGS,
        "    home: Home",
        "    home: [Home]",
        "data/strings/en.yml:{line}: extra.strings.home: a list must be text in quotes [S204]",
    ),
    fault(
        REFERENCES,
        "date-parts: [[2000, 11, 15]]",
        "date-parts: [2000, 11, 15]",
        "data/references.yml:11: references[0].issued: is written with two brackets, such as {date-parts: "
        "[[2000, 11, 15]]} [S207]",
    ),
    fault(
        REFERENCES,
        "date-parts: [[2000, 11, 15]]",
        "date-parts: [[2000, 13, 15]]",
        "data/references.yml:11: references[0].issued: is not a day of the calendar; correct the numbers [S207]",
    ),
    fault(
        REFERENCES,
        "date-parts: [[2000, 11, 15]]",
        "date-parts: [[100000000000000000, 11, 15]]",
        "data/references.yml:11: references[0].issued: is not a day of the calendar; correct the numbers [S207]",
    ),
    fault(
        REFERENCES,
        "date-parts: [[2000, 11, 15]]",
        "date-parts: [[2206, 11, 15]]",
        "data/references.yml:11: references[0].issued: is after 2099; correct the year [S207]",
    ),
    fault(
        REFERENCES,
        "date-parts: [[2000, 11, 15]]",
        'date-parts: [["2000"]]',
        'data/references.yml:12: references[0].issued.date-parts[0][0]: "2000" must be a whole number '
        "without quotes [S204]",
    ),
    fault(
        REFERENCES,
        "date-parts: [[2000, 11, 15]]",
        "date-parts: 2000-11-15",
        "data/references.yml:12: references[0].issued.date-parts: 2000-11-15 must be a list; start each item "
        "with - on a line of its own [S204]",
    ),
    fault(
        REFERENCES,
        "    issued:\n      date-parts: [[2000, 11, 15]]",
        "    issued: 2000-11-15",
        "data/references.yml:11: references[0].issued: is written with two brackets, such as {date-parts: "
        "[[2000, 11, 15]]} [S207]",
    ),
    fault(
        REFERENCES,
        "date-parts: [[2000, 11, 15]]",
        "date-parts: []",
        "data/references.yml:12: references[0].issued.date-parts: needs 1 or more items [S206]",
    ),
    fault(
        REFERENCES,
        "date-parts: [[2000, 11, 15]]",
        "date-parts: [[2000], [2001]]",
        "data/references.yml:12: references[0].issued.date-parts: has more items than 1; take some away [S206]",
    ),
    fault(
        REFERENCES,
        "date-parts: [[2000, 11, 15]]",
        "date-parts: [[2000, 11, 15, 3]]",
        "data/references.yml:12: references[0].issued.date-parts[0]: has more items than 3; take some away [S206]",
    ),
    fault(
        REFERENCES,
        "    title-short: Trafficking Protocol",
        "    title_short: Trafficking Protocol",
        'data/references.yml:6: references[0].title_short: "title_short" is not a field here; did you mean '
        '"title-short"? [S201]',
    ),
    fault(
        REFERENCES,
        "type: treaty",
        "type: tready",
        'data/references.yml:4: references[0].type: "tready" is not in the list; did you mean "treaty"? [S205]',
    ),
    fault(
        REFERENCES,
        "type: treaty",
        "type: movie",
        'data/references.yml:4: references[0].type: "movie" is not in the list; known are "article-journal", '
        '"article-newspaper", "book", "chapter", "dataset", "document", "legislation", "paper-conference", '
        '"report", "standard", "thesis", "treaty", "webpage" [S205]',
    ),
    fault(
        REFERENCES,
        "      mirror: true",
        '      mirror: "true"',
        'data/references.yml:44: references[1].custom.mirror: "true" must be true or false, without quotes [S204]',
    ),
    fault(
        REFERENCES,
        "      mirror: true",
        "      mirror: maybe",
        'data/references.yml:44: references[1].custom.mirror: "maybe" must be true or false, without quotes [S204]',
    ),
    fault(
        REFERENCES,
        '    volume: "3"',
        "    volume: 3",
        'data/references.yml:28: references[1].volume: must be text in quotes; write "3" [S203]',
    ),
    fault(
        REFERENCES,
        "references:\n",
        "reference:\n",
        'data/references.yml:2: reference: "reference" is not a field here; did you mean "references"? [S201]',
    ),
    fault(
        REFERENCES,
        "    DOI: 10.1000/xyz",
        "    doi: 10.1000/xyz",
        'data/references.yml:38: references[1].doi: "doi" is not a field here; did you mean "DOI"? [S201]',
    ),
    fault(
        WORKSHOP,
        "  observers:\n    - count: 1\n      from: Taipei",
        "  observers:\n    - count: one\n      from: Taipei",
        'data/workshops/2014-06-jeju.yml:58: participants.observers[0].count: "one" must be a whole number '
        "without quotes [S204]",
    ),
    fault(
        WORKSHOP,
        "  observers:\n    - count: 1\n      from: Taipei",
        "  observers:\n    - count: -1\n      from: Taipei",
        "data/workshops/2014-06-jeju.yml:58: participants.observers[0].count: -1 must be 0 or more [S206]",
    ),
    fault(
        WORKSHOP,
        "percent: 80",
        "percent: 101",
        "data/workshops/2014-06-jeju.yml:67: outcomes[1].percent: 101 must be 100 or less [S206]",
    ),
    fault(
        WORKSHOP,
        "      from: Taipei",
        "      From: Taipei",
        'data/workshops/2014-06-jeju.yml:59: participants.observers[0].From: "From" is not a field here; did '
        'you mean "from"? [S201]',
    ),
    fault(
        WORKSHOP,
        "place:\n  name: Jeju\n  country: KR",
        "place: Jeju",
        'data/workshops/2014-06-jeju.yml:10: place: "Jeju" must be fields, each on a line of its own [S204]',
    ),
    fault(
        WORKSHOP,
        "hosts:\n  - cifal-jeju",
        "hosts:",
        "data/workshops/2014-06-jeju.yml:13: hosts: is empty; write it, or delete the field [S206]",
    ),
    fault(
        WORKSHOP,
        "held: held",
        "held: true",
        'data/workshops/2014-06-jeju.yml:7: held: true is not in the list; known are "announced", "held" [S205]',
    ),
    fault(
        ROLES,
        "roles:\n",
        "roles: nobody\nothers:\n",
        'data/roles.yml:2: roles: "nobody" must be a list; start each item with - on a line of its own [S204]',
        'data/roles.yml:3: others: "others" is not a field here [S201]',
    ),
    fault(
        INSTRUMENTS,
        "year: 2000",
        "year: 1492",
        "data/instruments.yml:7: instruments[0].year: 1492 must be 1900 or more [S206]",
    ),
    fault(
        INSTRUMENTS,
        "binding: true",
        'binding: "yes"',
        'data/instruments.yml:9: instruments[0].binding: "yes" must be true or false, without quotes [S204]',
    ),
)


@pytest.mark.parametrize("row", FAULTS, ids=lambda row: f"{row.file}: {row.new[:50]!r}")
def test_fault(course_folder: CourseFolder, row: Fault) -> None:
    expected = row.commit(course_folder)
    assert course_folder.report() == expected


def test_every_pattern_of_the_models_is_explained_in_words() -> None:
    asked = {
        found
        for model in (*FILES.values(), *FOLDERS.values())
        for found in re.findall(r'"pattern": "((?:[^"\\\\]|\\\\.)*)"', json.dumps(model.model_json_schema()))
    }
    assert {json.loads(f'"{pattern}"') for pattern in asked} == set(FORMS)
