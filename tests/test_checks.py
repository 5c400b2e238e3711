"""The rules that look across files: for each code a mistake, and all that the checks then say."""

from __future__ import annotations

import pytest

from curriculum.checks import check
from curriculum.findings import CODES
from curriculum.load import load
from tests import (
    test_audit,
    test_broken_project,
    test_build,
    test_cases,
    test_course_tests,
    test_editions,
    test_figures,
    test_forms,
    test_guides,
    test_lists,
    test_outcomes,
    test_pages,
    test_plans,
    test_programme,
    test_schemas,
    test_search_index,
    test_self_check,
    test_source,
    test_validate,
    test_wording,
)
from tests.small_course import ROOT, CourseFolder, Fault, fault

WORKSHOP = "data/workshops/2014-06-jeju.yml"
FOUNDATIONS = "data/modules/foundations.yml"
IDENTIFICATION = "data/modules/identification.yml"
QUIZ = "data/quizzes/foundations.yml"
REFERENCES = "data/references.yml"
THAILAND = "data/countries/th.yml"
COURSE = "data/course.yml"
GLOSSARY = "data/glossary.yml"
INSTRUMENTS = "data/instruments.yml"
ROLES = "data/roles.yml"
PLACES = "data/places.yml"
REDIRECTS = "data/redirects.yml"
STRINGS = "data/strings/en.yml"
SITE = "mkdocs.yml"

FAULTS = (
    fault(
        FOUNDATIONS,
        "  - id: foundations-o2\n    text: Dist",
        "  - id: foundations-o1\n    text: Dist",
        'data/guides/foundations.yml:20: short.drops[0]: "foundations-o2" is not an objective of this module; '
        'did you mean "foundations-o3"? [M204]',
        'data/modules/foundations.yml:12: objectives[1].id: "foundations-o1" stands twice, first on line 9; '
        "change or delete one of them [M201]",
        'data/modules/foundations.yml:23: sections[0].objectives[1]: "foundations-o2" is not an objective of '
        'this module; did you mean "foundations-o3"? [M204]',
        'data/modules/foundations.yml:40: sessions[1].objectives[0]: "foundations-o2" is not an objective of '
        'this module; did you mean "foundations-o3"? [M204]',
        'data/modules/foundations.yml:51: activities[0].objectives[0]: "foundations-o2" is not an objective '
        'of this module; did you mean "foundations-o3"? [M204]',
        'data/quizzes/foundations.yml:18: questions[1].objective: "foundations-o2" is not an objective of '
        'this module; did you mean "foundations-o3"? [M204]',
    ),
    fault(
        FOUNDATIONS,
        "  - id: foundations-o2\n    text: Dist",
        "  - id: o2\n    text: Dist",
        'data/guides/foundations.yml:20: short.drops[0]: "foundations-o2" is not an objective of this module; '
        'did you mean "foundations-o3"? [M204]',
        'data/modules/foundations.yml:12: objectives[1].id: "o2" must start with the module\'s id; write '
        '"foundations-o2" [M202]',
        'data/modules/foundations.yml:23: sections[0].objectives[1]: "foundations-o2" is not an objective of '
        'this module; did you mean "foundations-o3"? [M204]',
        'data/modules/foundations.yml:40: sessions[1].objectives[0]: "foundations-o2" is not an objective of '
        'this module; did you mean "foundations-o3"? [M204]',
        'data/modules/foundations.yml:51: activities[0].objectives[0]: "foundations-o2" is not an objective '
        'of this module; did you mean "foundations-o3"? [M204]',
        'data/quizzes/foundations.yml:18: questions[1].objective: "foundations-o2" is not an objective of '
        'this module; did you mean "foundations-o3"? [M204]',
    ),
    fault(
        FOUNDATIONS,
        "minutes: 90",
        "minutes: 80",
        "data/modules/foundations.yml:7: minutes: is 80, but the sessions add up to 90; write 90 or change a "
        "session [M203]",
    ),
    fault(
        FOUNDATIONS,
        "      - minutes: 40",
        "      - minutes: 30",
        "data/modules/foundations.yml:48: activities[0].minutes: is 60, but the steps add up to 50; write 50 "
        "or change a step [M203]",
    ),
    fault(
        FOUNDATIONS,
        "    title: Sort the cases\n    minutes: 60",
        "    title: Sort the cases\n    minutes: 50",
        "data/guides/foundations.yml:31: sessions[1].session: the steps add up to 60, but the session has 50 "
        "minutes; change a step [M203]",
        "data/modules/foundations.yml:7: minutes: is 90, but the sessions add up to 80; write 80 or change a "
        "session [M203]",
        "data/modules/foundations.yml:38: sessions[1].minutes: is 50, but its activity needs 60; give the "
        "session 60 or more [M203]",
    ),
    fault(
        FOUNDATIONS,
        "    objectives:\n      - foundations-o1\n    sections",
        "    objectives:\n      - foundations-o9\n    sections",
        'data/modules/foundations.yml:30: sessions[0].objectives[0]: "foundations-o9" is not an objective of '
        'this module; did you mean "foundations-o3"? [M204]',
    ),
    fault(
        FOUNDATIONS,
        "    activity: foundations-a1",
        "    activity: foundations-a2",
        'data/modules/foundations.yml:41: sessions[1].activity: "foundations-a2" is not an activity of this '
        'module; did you mean "foundations-a1"? [M207]',
    ),
    fault(
        FOUNDATIONS,
        "    sections:\n      - elements",
        "    sections:\n      - element",
        'data/modules/foundations.yml:32: sessions[0].sections[0]: "element" is not a section of this '
        'module; did you mean "elements"? [M207]',
    ),
    fault(
        FOUNDATIONS,
        "      - foundations-m1\n    safety",
        "      - foundations-m2\n    safety",
        'data/modules/foundations.yml:54: activities[0].materials[0]: "foundations-m2" is not a material of '
        'this module; did you mean "foundations-m1"? [M207]',
    ),
    fault(
        FOUNDATIONS,
        "    activity: foundations-a1\n",
        "",
        'data/modules/foundations.yml:44: activities[0].id: "foundations-a1" is run in 0 sessions; name it '
        "in exactly one [M208]",
    ),
    fault(
        FOUNDATIONS,
        "    materials:\n      - foundations-m1\n",
        "",
        'data/modules/foundations.yml:62: materials[0].id: "foundations-m1" is used by no activity; name it '
        "there or delete it [M208]",
    ),
    fault(
        FOUNDATIONS,
        "    sections:\n      - elements\n",
        "",
        'data/modules/foundations.yml:19: sections[0].id: "elements" is taught in no session; name it in the '
        "sections of one [M208]",
    ),
    fault(
        FOUNDATIONS,
        "    objectives: [foundations-o2, foundations-o3]\n    activity",
        "    objectives: [foundations-o2]\n    activity",
        'data/modules/foundations.yml:15: objectives[2].id: "foundations-o3" is taught in no session; name '
        "it in the objectives of a session [M205]",
    ),
    fault(
        FOUNDATIONS,
        "    objectives: [foundations-o1, foundations-o2, foundations-o3]",
        "    objectives: [foundations-o1, foundations-o2]",
        'data/modules/foundations.yml:15: objectives[2].id: "foundations-o3" is taught in no section; name '
        "it in the objectives of a section [M205]",
    ),
    fault(
        FOUNDATIONS,
        "foundations-o3, foundations-o1]",
        "foundations-o3]",
        'data/modules/foundations.yml:9: objectives[0].id: "foundations-o1" is practised in no activity; name '
        "it in one that has participants do it [M212]",
    ),
    fault(
        QUIZ,
        "objective: foundations-o3",
        "objective: foundations-o1",
        'data/modules/foundations.yml:15: objectives[2].id: "foundations-o3" has no question; write one in '
        "data/quizzes/foundations.yml [M206]",
    ),
    fault(
        QUIZ,
        "objective: foundations-o3",
        "objective: foundation-o3",
        'data/quizzes/foundations.yml:33: questions[2].objective: "foundation-o3" is not an objective of '
        'this module; did you mean "foundations-o3"? [M204]',
    ),
    fault(
        FOUNDATIONS,
        "text: List what",
        "text: Know what",
        'data/modules/foundations.yml:16: objectives[2].text: starts with "know", which nobody can observe; '
        "start with a verb such as explain, decide or draft [M211]",
    ),
    fault(
        COURSE,
        "  - identification\nstarts",
        "starts",
        'data/modules/identification.yml:2: id: "identification" is not in data/course.yml; add it to '
        "modules there [M209]",
    ),
    fault(
        COURSE,
        "  - identification\nstarts",
        "  - identifikation\nstarts",
        'data/course.yml:11: modules[1]: "identifikation" is not the id of a module; did you mean '
        '"identification"? [M209]',
        'data/modules/identification.yml:2: id: "identification" is not in data/course.yml; add it to '
        "modules there [M209]",
    ),
    fault(
        COURSE,
        "  - identification\nstarts",
        "  - identification\n  - foundations\nstarts",
        'data/course.yml:12: modules[2]: "foundations" stands twice, first on line 10; change or delete one '
        "of them [M201]",
    ),
    fault(
        COURSE,
        "  - foundations\n  - identification",
        "  - identification\n  - foundations",
        'data/modules/identification.yml:7: prerequisites[0]: "foundations" comes later in the course; '
        "change the order or delete it [M210]",
        "mkdocs.yml:3: nav: the modules are not in the order of data/course.yml; make the order the same [T902]",
    ),
    fault(
        IDENTIFICATION,
        "prerequisites:\n  - foundations",
        "prerequisites:\n  - foundation",
        'data/modules/identification.yml:7: prerequisites[0]: "foundation" is not the id of a module; did '
        'you mean "foundations"? [M209]',
    ),
    fault(
        IDENTIFICATION,
        "prerequisites:\n  - foundations",
        "prerequisites:\n  - identification",
        'data/modules/identification.yml:7: prerequisites[0]: "identification" comes later in the course; '
        "change the order or delete it [M210]",
    ),
    fault(
        COURSE,
        "page: modules/foundations/elements.md",
        "page: modules/foundations/element.md",
        'data/course.yml:15: starts[0].page: "modules/foundations/element.md" is not a page of docs/; did '
        'you mean "modules/foundations/elements.md"? [P807]',
    ),
    fault(
        COURSE,
        "page: modules/identification/index.md#key-points",
        "page: modules/identification/index.md#key-point",
        'data/course.yml:18: starts[1].page: "key-point" is not the anchor of a heading of '
        'modules/identification/index.md; did you mean "key-points"? [P807]',
    ),
    fault(
        ROLES,
        "start: course.md",
        "start: courses.md",
        'data/roles.yml:11: roles[1].start: "courses.md" is not a page of docs/; did you mean "course.md"? [P807]',
    ),
    fault(
        ROLES,
        "    modules:\n      - foundations",
        "    modules:\n      - foundation",
        'data/roles.yml:13: roles[1].modules[0]: "foundation" is not the id of a module; did you mean '
        '"foundations"? [M209]',
    ),
    fault(
        ROLES,
        "id: trainer",
        "id: officer",
        'data/roles.yml:8: roles[1].id: "officer" stands twice, first on line 3; change or delete one of them [M201]',
    ),
    fault(
        REDIRECTS,
        "new: modules/foundations/index.md#key-points",
        "new: modules/foundations/index.md#keypoints",
        'data/redirects.yml:4: redirects[0].new: "keypoints" is not the anchor of a heading of '
        'modules/foundations/index.md; did you mean "key-points"? [P807]',
    ),
    fault(
        REDIRECTS,
        "old: modules/old-name/index.md",
        "old: modules/foundations/index.md",
        'data/redirects.yml:3: redirects[0].old: "modules/foundations/index.md" is a page that exists; a '
        "redirect would hide it; delete the redirect [P807]",
    ),
    fault(
        REDIRECTS,
        "old: modules/old-name/index.md",
        "old: modules/old-name/index.md#x",
        'data/redirects.yml:3: redirects[0].old: "modules/old-name/index.md#x" has an anchor, which no '
        "server sees; write the page alone [P807]",
    ),
    fault(
        QUIZ,
        "      - text: the purpose\n        right: false",
        "      - text: the purpose\n        right: true",
        "data/quizzes/foundations.yml:8: questions[0].options: has 2 right answers; a single question has "
        "exactly one [Q301]",
    ),
    fault(
        QUIZ,
        "      - text: a fee\n        right: true",
        "      - text: a fee\n        right: false",
        "data/quizzes/foundations.yml:20: questions[1].options: has 1 right of 3 answers; a multiple "
        "question has two or more and one wrong [Q301]",
    ),
    fault(
        QUIZ,
        "elements.md#no-means-for-a-child\n",
        "elements.md#no-means\n",
        'data/quizzes/foundations.yml:15: questions[0].read_again: "no-means" is not the anchor of a heading '
        'of modules/foundations/elements.md; known are "act-means-and-purpose", "no-means-for-a-child", '
        '"who-decides" [Q302]',
    ),
    fault(
        QUIZ,
        "module: foundations",
        "module: foundation",
        'data/quizzes/foundations.yml:2: module: is "foundation", but the file is called foundations.yml; '
        "make them the same [Y112]",
    ),
    fault(
        QUIZ,
        "id: foundations-q2",
        "id: foundations-q1",
        'data/quizzes/foundations.yml:16: questions[1].id: "foundations-q1" stands twice, first on line 4; '
        "change or delete one of them [M201]",
    ),
    fault(
        QUIZ,
        "id: foundations-q2",
        "id: q2",
        'data/quizzes/foundations.yml:16: questions[1].id: "q2" must start with the module\'s id; write '
        '"foundations-q2" [M202]',
    ),
    fault(
        REFERENCES,
        "id: example-2020-catalogue",
        "id: example-2020-catalog",
        'data/modules/foundations.yml:75: further[0]: "example-2020-catalogue" is not the id of a reference; '
        'did you mean "example-2020-catalog"? [R401]',
        'data/references.yml:49: references[2].id: "example-2020-catalog" is cited nowhere; cite it, list it '
        "under further of a module, or delete it [R403]",
    ),
    fault(
        FOUNDATIONS,
        "further:\n  - example-2020-catalogue\n",
        "",
        'data/references.yml:49: references[2].id: "example-2020-catalogue" is cited nowhere; cite it, list '
        "it under further of a module, or delete it [R403]",
    ),
    fault(
        INSTRUMENTS,
        "        seen_in: example-2014-report\n",
        "        seen_in: example-2014-report\n"
        "  - id: second\n    reference: un-2000-trafficking-protocol\n    title: Again\n    body: United Nations\n"
        "    kind: treaty\n    binding: true\n    says: The same.\n",
        'data/instruments.yml:22: instruments[1].reference: is already the text of instrument "trafficking-protocol"; '
        "put the provisions together there [R404]",
    ),
    fault(
        THAILAND,
        "review_by: 2027-02-01",
        "review_by: 2027-05-31",
        "data/countries/th.yml:23: hotlines[0].review_by: must be after 2026-11-20, the day of the check, and no later "
        "than 2027-02-18 (90 days) [C707]",
    ),
    fault(
        REFERENCES,
        "id: example-2020-catalogue",
        "id: example-2014-report",
        'data/countries/th.yml:8: facts[0].source: "example-2014-report" was not opened, only its catalogue '
        "entry; a fact needs a text that was read [R405]",
        'data/modules/foundations.yml:75: further[0]: "example-2020-catalogue" is not the id of a reference; '
        'known are "example-2014-report", "un-2000-trafficking-protocol" [R401]',
        'data/references.yml:49: references[2].id: "example-2014-report" stands twice, first on line 20; '
        "change or delete one of them [M201]",
    ),
    fault(
        FOUNDATIONS,
        "@un-2000-trafficking-protocol art. 3(a)",
        "@un-2000-protocol art. 3(a)",
        'data/modules/foundations.yml:71: key_points[0]: "un-2000-protocol" is not the id of a reference; '
        'did you mean "un-2000-trafficking-protocol"? [R401]',
    ),
    fault(
        FOUNDATIONS,
        "@un-2000-trafficking-protocol art. 3(a)",
        "@un-2000-trafficking-protocol art. 3a",
        'data/modules/foundations.yml:71: key_points[0]: "art. 3a" is not among the provisions of '
        '"trafficking-protocol" in data/instruments.yml that were read; did you mean "art. 3(a)"? [R402]',
    ),
    fault(
        FOUNDATIONS,
        "@un-2000-trafficking-protocol art. 3(a)",
        "@un-2000-trafficking-protocol art. 99",
        'data/modules/foundations.yml:71: key_points[0]: "art. 99" is not among the provisions of '
        '"trafficking-protocol" in data/instruments.yml that were read; did you mean "art. 6(3)"? [R402]',
    ),
    fault(
        FOUNDATIONS,
        "@un-2000-trafficking-protocol art. 3(a)",
        "@example-2020-catalogue p. 3",
        'data/modules/foundations.yml:71: key_points[0]: "example-2020-catalogue" was not opened, only its '
        'catalogue entry; cite it without "p. 3", or open it [R402]',
    ),
    fault(
        FOUNDATIONS,
        "page:modules/foundations/elements.md#no-means-for-a-child",
        "page:modules/foundations/elements.md#no-means",
        'data/modules/foundations.yml:72: key_points[1]: "no-means" is not the anchor of a heading of '
        'modules/foundations/elements.md; known are "act-means-and-purpose", "no-means-for-a-child", '
        '"who-decides" [Q302]',
    ),
    fault(
        FOUNDATIONS,
        "page:modules/foundations/elements.md#no-means-for-a-child",
        "term:trafficking",
        'data/modules/foundations.yml:72: key_points[1]: "trafficking" is not the id of a term; did you mean '
        '"trafficking-in-persons"? [G501]',
    ),
    fault(
        GLOSSARY,
        "      - reference: un-2000-trafficking-protocol\n",
        "      - reference: un-2000-trafficking\n",
        'data/glossary.yml:8: terms[0].sources[0].reference: "un-2000-trafficking" is not the id of a '
        'reference; did you mean "un-2000-trafficking-protocol"? [R401]',
    ),
    fault(
        GLOSSARY,
        "        pinpoint: art. 3(a)",
        "        pinpoint: art. 3(b)",
        'data/glossary.yml:9: terms[0].sources[0].pinpoint: "art. 3(b)" is not among the provisions of '
        '"trafficking-protocol" in data/instruments.yml that were read; did you mean "art. 3(a)"? [R402]',
    ),
    fault(
        GLOSSARY,
        "    see:\n      - trafficking-in-persons",
        "    see:\n      - trafficking",
        'data/glossary.yml:14: terms[1].see[0]: "trafficking" is not the id of a term; did you mean '
        '"trafficking-in-persons"? [G501]',
    ),
    fault(
        GLOSSARY,
        "term:trafficking-in-persons",
        "term:trafficking-in-person",
        'data/glossary.yml:12: terms[1].definition: "trafficking-in-person" is not the id of a term; did you '
        'mean "trafficking-in-persons"? [G501]',
    ),
    fault(
        GLOSSARY,
        "id: non-refoulement",
        "id: trafficking-in-persons",
        'data/glossary.yml:10: terms[1].id: "trafficking-in-persons" stands twice, first on line 3; change '
        "or delete one of them [M201]",
        'docs/modules/foundations/index.md:8: term(): "non-refoulement" is not the id of a term; known are '
        '"trafficking-in-persons" [G501]',
    ),
    fault(
        INSTRUMENTS,
        "    reference: un-2000-trafficking-protocol",
        "    reference: un-2000-protocol",
        'data/instruments.yml:4: instruments[0].reference: "un-2000-protocol" is not the id of a reference; '
        'did you mean "un-2000-trafficking-protocol"? [R401]',
    ),
    fault(
        INSTRUMENTS,
        "at: art. 6(3)",
        "at: art. 3(a)",
        'data/instruments.yml:17: instruments[0].pinpoints[1].at: "art. 3(a)" stands twice, first on line '
        "13; change or delete one of them [M201]",
        'docs/modules/foundations/index.md:8: "art. 6(3)" is not among the provisions of '
        '"trafficking-protocol" in data/instruments.yml that were read; did you mean "art. 3(a)"? [R402]',
    ),
    fault(
        INSTRUMENTS,
        "seen_in: example-2014-report",
        "seen_in: example-2014",
        'data/instruments.yml:20: instruments[0].pinpoints[1].seen_in: "example-2014" is not the id of a '
        'reference; did you mean "example-2014-report"? [R401]',
    ),
    fault(
        WORKSHOP,
        "ends: 2014-06-05",
        "ends: 2014-06-02",
        "data/workshops/2014-06-jeju.yml:6: ends: is before it starts (2014-06-03); correct one of the two [W601]",
    ),
    fault(
        WORKSHOP,
        "  country: KR",
        "  country: JP",
        'data/workshops/2014-06-jeju.yml:12: place.country: "JP" has no name yet; add it to data/places.yml '
        'or data/countries/; known are "KR", "MV", "TH" [W602]',
    ),
    fault(
        WORKSHOP,
        "    - MV",
        "    - MM",
        'data/workshops/2014-06-jeju.yml:56: participants.countries_listed[1]: "MM" has no name yet; add it '
        'to data/places.yml or data/countries/; known are "KR", "MV", "TH" [W602]',
    ),
    fault(
        WORKSHOP,
        "hosts:\n  - cifal-jeju",
        "hosts:\n  - cifal",
        'data/workshops/2014-06-jeju.yml:14: hosts[0]: "cifal" is not the id of an organisation; did you '
        'mean "cifal-jeju"? [W602]',
    ),
    fault(
        WORKSHOP,
        "    organisation: iom",
        "    organisation: iom-korea",
        'data/workshops/2014-06-jeju.yml:27: experts[0].organisation: "iom-korea" is not the id of an '
        'organisation; known are "cifal-jeju", "iom" [W602]',
    ),
    fault(
        WORKSHOP,
        "  with_organisation: iom",
        "  with_organisation: ioom",
        'data/workshops/2014-06-jeju.yml:19: series.with_organisation: "ioom" is not the id of an '
        'organisation; did you mean "iom"? [W602]',
    ),
    fault(
        WORKSHOP,
        "    modules:\n      - foundations",
        "    modules:\n      - foundation",
        'data/workshops/2014-06-jeju.yml:37: topics[0].modules[0]: "foundation" is not the id of a module; '
        'did you mean "foundations"? [M209]',
    ),
    fault(
        WORKSHOP,
        "    activity: identification-a1",
        "    activity: identification-a2",
        'data/workshops/2014-06-jeju.yml:45: activities[0].activity: "identification-a2" is not the id of an '
        'activity; did you mean "identification-a1"? [M207]',
    ),
    fault(
        WORKSHOP,
        "    topic: victim-identification",
        "    topic: victim-id",
        'data/workshops/2014-06-jeju.yml:72: ranking[1].topic: "victim-id" is not a topic of this workshop; '
        'did you mean "victim-identification"? [W602]',
    ),
    fault(
        WORKSHOP,
        "      - example-2014-report\nexpert",
        "      - example-2014\nexpert",
        'data/workshops/2014-06-jeju.yml:29: experts[0].sources[0]: "example-2014" is not the id of a '
        'reference; did you mean "example-2014-report"? [R401]',
    ),
    fault(
        WORKSHOP,
        "  - reference: example-2014-report",
        "  - reference: example-2014",
        'data/workshops/2014-06-jeju.yml:82: sources[0].reference: "example-2014" is not the id of a '
        'reference; did you mean "example-2014-report"? [R401]',
    ),
    fault(
        WORKSHOP,
        "id: 2014-06-jeju",
        "id: 2014-06-seoul",
        'data/workshops/2014-06-jeju.yml:2: id: is "2014-06-seoul", but the file is called 2014-06-jeju.yml; '
        "make them the same [Y112]",
    ),
    fault(
        WORKSHOP,
        "contradictions:\n  - about: Number of countries\n    says:\n      - three reported\n      - two "
        "listed\n    note: Both are shown.\n",
        "",
        "data/workshops/2014-06-jeju.yml:53: participants.countries_reported: is 3, but 2 are listed; "
        "correct it, or state the contradiction [W603]",
    ),
    fault(
        WORKSHOP,
        "  - id: victim-identification",
        "  - id: three-p-approach",
        'data/outcomes/2014-06-jeju.yml:14: surveys[0].sessions[0][0]: "victim-identification" is not a topic of this '
        'workshop; known are "three-p-approach" [O182]',
        'data/workshops/2014-06-jeju.yml:38: topics[1].id: "three-p-approach" stands twice, first on line '
        "33; change or delete one of them [M201]",
        'data/workshops/2014-06-jeju.yml:72: ranking[1].topic: "victim-identification" is not a topic of '
        'this workshop; known are "three-p-approach" [W602]',
    ),
    fault(
        THAILAND,
        "It is the word of the law.\n    source: example-2014-report",
        "It is the word of the law.\n    source: example-2041-report",
        'data/countries/th.yml:43: words[0].source: "example-2041-report" is not the id of a reference; did you mean '
        '"example-2014-report"? [R401]',
    ),
    fault(
        THAILAND,
        "code: TH",
        "code: TT",
        'data/countries/th.yml:2: code: is "tt", but the file is called th.yml; make them the same [Y112]',
    ),
    fault(
        PLACES,
        "code: MV",
        "code: ZZ",
        'data/places.yml:3: places[0].code: "ZZ" is not a code of ISO 3166-1 [C701]',
        'data/workshops/2014-06-jeju.yml:56: participants.countries_listed[1]: "MV" has no name yet; add it '
        'to data/places.yml or data/countries/; known are "KR", "TH", "ZZ" [W602]',
    ),
    fault(
        PLACES,
        "  - code: MV\n    name: Maldives",
        "  - code: MV\n    name: Maldives\n  - code: MV\n    name: Maldives",
        'data/places.yml:5: places[1].code: "MV" stands twice, first on line 3; change or delete one of them [M201]',
    ),
    fault(
        THAILAND,
        "value: Party since 2013",
        "value: Party <b>since</b> 2013",
        'data/countries/th.yml:7: facts[0].value: holds "<b"; write plain text or Markdown, without HTML and '
        "macros [C702]",
    ),
    fault(
        THAILAND,
        "value: Party since 2013",
        "value: Party {{ x }}",
        'data/countries/th.yml:7: facts[0].value: holds "{{"; write plain text or Markdown, without HTML and '
        "macros [C702]",
    ),
    fault(
        THAILAND,
        "  - topic: trafficking-protocol",
        "  - topic: trafficking-protokol",
        'data/countries/th.yml:6: facts[0].topic: "trafficking-protokol" is not the id of a topic; did you '
        'mean "trafficking-protocol"? [C703]',
    ),
    fault(
        THAILAND,
        "  - topic: reflection-period",
        "  - topic: trafficking-protocol",
        'data/countries/th.yml:15: unknown[0].topic: "trafficking-protocol" stands twice, first on line 6; '
        "change or delete one of them [M201]",
    ),
    fault(
        THAILAND,
        "    source: example-2014-report\n    pinpoint",
        "    source: example-2014\n    pinpoint",
        'data/countries/th.yml:8: facts[0].source: "example-2014" is not the id of a reference; did you mean '
        '"example-2014-report"? [R401]',
    ),
    fault(
        THAILAND,
        "    source: example-2014-report\n    pinpoint",
        "    source: example-2020-catalogue\n    pinpoint",
        'data/countries/th.yml:8: facts[0].source: "example-2020-catalogue" was not opened, only its '
        "catalogue entry; a fact needs a text that was read [R405]",
    ),
    fault(
        THAILAND,
        "    review_by: 2027-05-31\n    confidence",
        "    review_by: 2026-11-23\n    confidence",
        "data/countries/th.yml:11: facts[0].review_by: must be after 2026-11-23, the day of the check, and no later "
        "than 2027-11-24 (a year) [C704]",
    ),
    fault(
        THAILAND,
        "    review_by: 2027-05-31\n    confidence",
        "    review_by: 2072-05-31\n    confidence",
        "data/countries/th.yml:11: facts[0].review_by: must be after 2026-11-23, the day of the check, and no later "
        "than 2027-11-24 (a year) [C704]",
    ),
    fault(
        THAILAND,
        "    source: example-2014-report\n    review",
        "    source: example-2014\n    review",
        'data/countries/th.yml:22: hotlines[0].source: "example-2014" is not the id of a reference; did you '
        'mean "example-2014-report"? [R401]',
    ),
    fault(
        THAILAND,
        "  - id: foundations-who-decides",
        "  - id: foundations-who-decide",
        'data/countries/th.yml:35: passages[0].id: "foundations-who-decide" is not the id of a passage; did '
        'you mean "foundations-who-decides"? [C705]',
    ),
    fault(
        THAILAND,
        "note: Signed in 2001.",
        "note: The shelter is at 13.7563, 100.5018.",
        'data/countries/th.yml:13: facts[0].note: "13.7563, 100.5018" looks like coordinates; say the province at most, and '
        "take this out [C709]",
    ),
    fault(
        THAILAND,
        "note: Signed in 2001.",
        "note: The shelter stands at 12/3 Charoen Krung Road.",
        'data/countries/th.yml:13: facts[0].note: "12/3 Charoen Krung Road" looks like the address of a house; say the type '
        "of service and the province at most, and take this out [C710]",
    ),
    fault(
        THAILAND,
        "note: Signed in 2001.",
        "note: Ask on +66 2 123 4567.",
        'data/countries/th.yml:13: facts[0].note: "+66 2 123 4567" looks like a number to call or a personal number; a line '
        "to call stands under hotlines of its country, and take this out [C711]",
    ),
    fault(
        THAILAND,
        "note: Signed in 2001.",
        "note: Ask on ๐๒-๑๒๓-๔๕๖๗.",
        'data/countries/th.yml:13: facts[0].note: "๐๒-๑๒๓-๔๕๖๗" looks like a number to call or a personal number; a line '
        "to call stands under hotlines of its country, and take this out [C711]",
    ),
    fault(
        THAILAND,
        "note: Signed in 2001.",
        "note: Write to somebody@example.org.",
        'data/countries/th.yml:13: facts[0].note: "somebody@example.org" looks like an e-mail address; name the office, and '
        "take this out [C712]",
    ),
    fault(
        THAILAND,
        "note: Signed in 2001.",
        "note: Ask Ms Somchai at the office.",
        'data/countries/th.yml:13: facts[0].note: "Ms Somchai" looks like the name of a person; name the office or the role, '
        "and take this out [C713]",
    ),
    fault(
        THAILAND,
        "base: Your law names who decides.",
        "base: Your law says who decides.",
        "data/countries/th.yml:36: passages[0].base: is not what docs/modules/foundations/elements.md:12 "
        'says now for "foundations-who-decides": was "Your law says who decides.", is "Your law names who decides."; '
        "compare, change the text if needed, then copy the new base [C706]",
    ),
    fault(
        SITE,
        "  - Countries: countries/index.md\n",
        "",
        'mkdocs.yml:3: nav: "countries/index.md" has no place; add it where readers look for it [T902]',
    ),
    fault(
        SITE,
        "  - Countries: countries/index.md\n",
        "  - Countries: country.md\n",
        'mkdocs.yml:3: nav: "countries/index.md" has no place; add it where readers look for it [T902]',
        'mkdocs.yml:16: nav: "country.md" is not a page of docs/; did you mean "course.md"? [T902]',
    ),
    fault(
        SITE,
        "  - Countries: countries/index.md\n",
        "  - Countries: countries/index.md\n  - More: countries/index.md\n",
        'mkdocs.yml:16: nav: "countries/index.md" stands twice; keep one [T902]',
    ),
    fault(
        SITE,
        "  - Countries: countries/index.md\n",
        "  - Countries: countries/index.md: x\n",
        "mkdocs.yml:16: YAML: mapping values are not allowed here; a colon followed by a space ends a field "
        "name; put the text in quotes, or mend the indentation [Y104]",
    ),
    fault(
        SITE,
        "    - Foundations:\n      - modules/foundations/index.md\n      - modules/foundations/elements.md\n    "
        "- Victim identification:\n      - modules/identification/index.md\n      - "
        "modules/identification/indicators.md\n",
        "    - Victim identification:\n      - modules/identification/index.md\n      - "
        "modules/identification/indicators.md\n    - Foundations:\n      - modules/foundations/index.md\n      "
        "- modules/foundations/elements.md\n",
        "mkdocs.yml:3: nav: the modules are not in the order of data/course.yml; make the order the same [T902]",
    ),
    fault(
        STRINGS,
        "    home: Home\n",
        "    hoome: Home\n    home: Home\n",
        "data/strings/en.yml:{line}: extra.strings.hoome: is used by no template; delete it [T901]",
    ),
    fault(
        "templates/theme/page.html",
        "{% block kind %}page{% endblock %}",
        "{% block kind %}{{ config.extra.strings.not_found_titel|e }}{% endblock %}",
        'templates/theme/page.html:2: "not_found_titel" is not a text of data/strings/en.yml; did you mean '
        '"not_found_title"? [T901]',
    ),
    fault(
        "templates/theme/page.html",
        "{% block kind %}page{% endblock %}",
        "{% block kind %}{{ config.extra.strings.zzz|e }}{% endblock %}",
        'templates/theme/page.html:2: "zzz" is not a text of data/strings/en.yml; add it there [T901]',
    ),
)


@pytest.mark.parametrize("row", FAULTS, ids=lambda row: f"{row.file}: {row.new[:50]!r}")
def test_fault(course_folder: CourseFolder, row: Fault) -> None:
    expected = row.commit(course_folder)
    assert course_folder.report() == expected


def test_the_valid_course_has_no_finding(pristine: CourseFolder) -> None:
    assert pristine.report() == []


def test_a_module_without_a_quiz(course_folder: CourseFolder) -> None:
    (course_folder.root / "data/quizzes/identification.yml").unlink()
    assert course_folder.report() == [
        "data/modules/identification.yml:2: id: has no questions; write data/quizzes/identification.yml [Q303]"
    ]


def test_a_record_without_its_page(course_folder: CourseFolder) -> None:
    (course_folder.root / "docs/workshops/2014-06-jeju.md").unlink()
    assert course_folder.report() == [
        "data/workshops/2014-06-jeju.yml:1: needs the page docs/workshops/2014-06-jeju.md; "
        "write it, or delete the record [P807]",
        'mkdocs.yml:15: nav: "workshops/2014-06-jeju.md" is not a page of docs/; '
        'did you mean "workshops/index.md"? [T902]',
    ]


def test_a_page_without_a_record(course_folder: CourseFolder) -> None:
    page = (course_folder.root / "docs/help.md").read_text(encoding="utf-8")
    course_folder.write("docs/modules/foundations/more.md", page)
    assert course_folder.report() == [
        "docs/modules/foundations/more.md:1: belongs to no record; name it in data/modules or data/workshops, "
        "or delete it [P807]",
        'mkdocs.yml:3: nav: "modules/foundations/more.md" has no place; add it where readers look for it [T902]',
    ]


def test_settings_of_the_site_that_cannot_be_read(course_folder: CourseFolder) -> None:
    course_folder.edit("mkdocs.yml", "Countries: countries/index.md", "Countries: countries/index.md: x")
    assert course_folder.report() == [
        "mkdocs.yml:16: YAML: mapping values are not allowed here; a colon followed by a space ends a field name; "
        "put the text in quotes, or mend the indentation [Y104]"
    ]


def test_no_code_is_without_a_row() -> None:
    rows = (
        *FAULTS,
        *test_validate.FAULTS,
        *test_pages.FAULTS,
        *test_self_check.FAULTS,
        *test_wording.FAULTS,
        *test_figures.FAULTS,
        *test_forms.FAULTS,
        *test_guides.FAULTS,
        *test_course_tests.FAULTS,
        *test_cases.FAULTS,
        *test_search_index.FAULTS,
        *test_plans.FAULTS,
        *test_outcomes.FAULTS,
        *test_programme.FAULTS,
    )
    shown = {code for row in rows for code in row.codes}
    shown |= {text.rpartition("[")[2].rstrip("]") for _, expected in test_source.TABLE.values() for text in expected}
    shown |= {text.rpartition("[")[2].rstrip("]") for _, _, text in test_audit.FAULTS}
    elsewhere = {
        "Q303": test_a_module_without_a_quiz,
        "Y111": test_source.test_unreadable_file,
        "S208": test_schemas.test_a_stale_schema_is_named,
        "C708": test_editions.test_an_edition_of_no_country_is_refused_and_the_site_stays,
        "R406": test_lists.test_a_source_that_no_page_lists_is_found,
        "O181": test_outcomes.test_raw_answers_inside_the_project_are_refused,
        "T903": test_broken_project.test_template_of_pages_made_of_data,
        "B102": test_build.test_an_inline_script_stops_the_build,
        "B103": test_build.test_a_page_without_its_encoding_stops_the_build,
    }
    assert sorted(set(CODES) - shown - set(elsewhere)) == []
    assert sorted(shown - set(CODES)) == []


def test_faults_of_several_files_are_reported_at_once_in_order(course_folder: CourseFolder) -> None:
    course_folder.edit(FOUNDATIONS, "      - foundations-m1\n    safety", "      - foundations-m2\n    safety")
    course_folder.edit(FOUNDATIONS, "minutes: 90", "minutes: 80")
    course_folder.edit("data/places.yml", "name: Maldives", "name: 3")
    course_folder.edit("data/roles.yml", "    summary: You meet people first.\n", "\tsummary: You meet people first.\n")
    course_folder.edit("docs/help.md", "You decide.", "You <b>decide</b>.")
    done = course_folder.run("curriculum", "--root", str(course_folder.root), "check")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "data/modules/foundations.yml:7: minutes: is 80, but the sessions add up to 90; "
        "write 90 or change a session [M203]",
        'data/modules/foundations.yml:54: activities[0].materials[0]: "foundations-m2" is not a material of this '
        'module; did you mean "foundations-m1"? [M207]',
        'data/places.yml:4: places[0].name: must be text in quotes; write "3" [S203]',
        "data/roles.yml:5: starts with a tab; indent with two spaces [Y105]",
        "docs/help.md:8: <b> is raw HTML; use Markdown or a macro [P810]",
        "5 problems. ADAPTING.md explains each code in square brackets.",
    ]


def test_the_check_says_that_all_is_well(course_folder: CourseFolder) -> None:
    done = course_folder.run("curriculum", "--root", str(course_folder.root), "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "Countries",
        "  KR  Republic of Korea: complete; 0 sourced, 0 unknown, 2 not looked for, 0 stale, 0 of 0 lines unconfirmed, "
        "0 passages",
        "      says nothing on: The protocol; Reflection period",
        "  TH  Thailand: complete; 1 sourced, 1 unknown, 0 not looked for, 0 stale, 0 of 1 lines unconfirmed, 1 passages",
        "Data and pages are in order (2026-11-23).",
    ]


def test_a_wrong_build_date_is_explained(course_folder: CourseFolder) -> None:
    done = course_folder.run("curriculum", "--root", str(course_folder.root), "check", BUILD_DATE="soon")
    assert (done.returncode, done.stderr) == (1, 'BUILD_DATE is "soon"; write a day such as 2026-11-23\n')


def test_every_code_is_explained_in_adapting() -> None:
    text = (ROOT / "ADAPTING.md").read_text(encoding="utf-8")
    assert [code for code in CODES if code not in text] == []


def test_the_real_course_has_no_finding() -> None:
    assert [str(finding) for finding in check(load(ROOT), ROOT)] == []
