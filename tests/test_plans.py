"""Ready-made plans: what the checks say about a wrong one, and what the pages of a good one show."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from curriculum.fit.ask import clock
from curriculum.load import Course
from curriculum.macros.plans import length, programme
from tests.small_course import CourseFolder, Fault, fault

PLAN = "data/plans/morning.yml"
TEXT = """\
# yaml-language-server: $schema=../schemas/plans.schema.json
id: morning
title: A morning
summary: Both modules between breakfast and lunch.
audience: Officers of one district
roles: [officer]
note: Keep the break.
days:
  - {starts: "09:00", ends: "12:00"}
opening: 15
closing: 10
breaks:
  - {kind: break, at: "10:00", minutes: 15}
group: 12
modules:
  - {id: foundations, version: full}
  - {id: identification, version: full}
edits:
  - {op: length, item: foundations-s2, minutes: 50}
  - {op: own, id: own-1, title: Words of the host, minutes: 5, before: foundations-s1}
covers:
  - foundations-o1
  - foundations-o2
  - foundations-o3
  - identification-o1
  - identification-o2
  - identification-o3
"""
LAST = "closing: 10"

FAULTS = (
    fault(
        PLAN,
        "roles: [officer]",
        "roles: [oficer]",
        'data/plans/morning.yml:6: roles[0]: "oficer" is not the id of a role; did you mean "officer"? [D241]',
    ),
    fault(
        PLAN,
        "{id: identification, version: full}",
        "{id: identificaton, version: full}",
        'data/plans/morning.yml:17: modules[1].id: "identificaton" is not the id of a module; did you mean '
        '"identification"? [D241]',
    ),
    fault(
        PLAN,
        "op: length, item: foundations-s2",
        "op: length, item: foundations-s3",
        'data/plans/morning.yml:19: edits[0].item: "foundations-s3" is not a session of the modules of this '
        'plan; did you mean "foundations-s2"? [D241]',
    ),
    fault(
        PLAN,
        "before: foundations-s1}",
        "before: foundations-s0}",
        'data/plans/morning.yml:20: edits[1].before: "foundations-s0" is not a session of the modules of this '
        'plan; did you mean "foundations-s2"? [D241]',
    ),
    fault(
        PLAN,
        "  - identification-o3\n",
        "  - identification-o4\n",
        'data/plans/morning.yml:27: covers[5]: "identification-o4" is not an objective of the modules of this '
        'plan; did you mean "identification-o3"? [D241]',
    ),
    fault(
        PLAN,
        "  - identification-o3\n",
        "  - identification-o2\n",
        'data/plans/morning.yml:27: covers[5]: "identification-o2" stands twice, first on line 26; change or '
        "delete one of them [M201]",
    ),
    fault(
        PLAN,
        "  - {id: identification, version: full}",
        "  - {id: foundations, version: full}",
        'data/plans/morning.yml:17: modules[1].id: "foundations" stands twice, first on line 16; change or '
        "delete one of them [M201]",
    ),
    fault(
        PLAN,
        'ends: "12:00"',
        'ends: "09:00"',
        'data/plans/morning.yml:9: days[0].ends: "09:00" is not after the start, "09:00"; correct one of the '
        "two [D242]",
    ),
    fault(
        PLAN,
        'ends: "12:00"',
        'ends: "11:30"',
        'data/plans/morning.yml:8: days: have no room for "identification-s1" (45 minutes); make a day '
        "longer, take a short version, or drop a session [D242]",
    ),
    fault(
        PLAN,
        'starts: "09:00", ends: "12:00"',
        'starts: "08:00", ends: "17:00"',
        "data/plans/morning.yml:9: days[0]: lasts 540 minutes, and no day lasts more than 510; end it "
        "earlier, or take another day [D242]",
        "data/plans/morning.yml:12: breaks: have no lunch of 45 minutes or more on day 1 that starts from "
        "11:00 to 13:30; add one [D243]",
        "data/plans/morning.yml:12: breaks: leave 120 minutes without a break on day 1, from 08:00; put one "
        "in, so that it is never more than 100 [D243]",
    ),
    fault(
        PLAN,
        'ends: "12:00"',
        'ends: "9.00"',
        'data/plans/morning.yml:9: days[0].ends: "9.00" is not a time of the day such as "09:00", from '
        '"00:00" to "23:59" [S207]',
    ),
    fault(
        PLAN,
        LAST,
        "closing: 240",
        "data/plans/morning.yml:9: days[0]: is too short for the closing; end the day later, or make the "
        "closing shorter [D242]",
    ),
    fault(
        PLAN,
        LAST,
        "closing: 10\nfactor: 1.2",
        'data/plans/morning.yml:8: days: have no room for "identification-s1" (70 minutes); make a day '
        "longer, take a short version, or drop a session [D242]",
        "data/plans/morning.yml:12: factor: is 1.2; write 1, or 1.5 to 2 [D242]",
    ),
    fault(
        PLAN,
        '  - {kind: break, at: "10:00", minutes: 15}',
        '  - {kind: break, at: "09:05", minutes: 5}',
        "data/plans/morning.yml:12: breaks: leave 125 minutes without a break on day 1, from 09:25; put one "
        "in, so that it is never more than 100 [D243]",
    ),
    fault(
        PLAN,
        "minutes: 15}\n",
        'minutes: 15}\n  - {kind: break, at: "10:05", minutes: 15}\n',
        "data/plans/morning.yml:12: breaks: leave 110 minutes without a break on day 1, from 10:10; put one "
        "in, so that it is never more than 100 [D243]",
        "data/plans/morning.yml:12: breaks: the break at 10:05 on day 1 stands in another, or outside the "
        "day; change its time [D243]",
    ),
    fault(
        PLAN,
        "  - identification-o3\n",
        "",
        'data/plans/morning.yml:21: covers: leave out "identification-o3", which the programme serves; add it [D244]',
    ),
    fault(
        PLAN,
        "  - {op: length, item: foundations-s2, minutes: 50}",
        "  - {op: drop, item: foundations-s2}",
        'data/plans/morning.yml:23: covers[1]: "foundations-o2" is served by no session of the programme; '
        "delete it, or bring a session back [D244]",
        'data/plans/morning.yml:24: covers[2]: "foundations-o3" is served by no session of the programme; '
        "delete it, or bring a session back [D244]",
    ),
    fault(
        PLAN,
        ", minutes: 50}",
        "}",
        "data/plans/morning.yml:12: breaks: leave 115 minutes without a break on day 1, from 10:05; put one "
        "in, so that it is never more than 100 [D243]",
        "data/plans/morning.yml:19: edits[0]: cannot be done: look at its `minutes`; the item is gone, or the "
        "field is missing [D245]",
    ),
    fault(
        PLAN,
        "minutes: 50}",
        "minutes: 50}\n  - {op: move, item: foundations-s1}",
        'data/plans/morning.yml:18: edits: puts "foundations-s2" before "foundations-s1", which comes first '
        "in the module; move it [D245]",
        'data/plans/morning.yml:18: edits: puts a session of "foundations" after one of "identification", '
        "which builds on it; move it [D245]",
    ),
)


@pytest.mark.parametrize("row", FAULTS, ids=lambda row: f"{'-'.join(sorted(row.codes))}: {row.new[:40]!r}")
def test_what_the_checks_say(course_folder: CourseFolder, row: Fault) -> None:
    course_folder.write(PLAN, TEXT)
    expected = row.commit(course_folder)
    assert course_folder.report() == expected


def test_a_sound_plan_is_in_order(course_folder: CourseFolder) -> None:
    course_folder.write(PLAN, TEXT)
    assert course_folder.report() == []


def test_there_are_plans_for_each_length_and_most_roles(course: Course) -> None:
    assert {length(plan) for plan in course.plans.values()} == {0, 1, 3, 5}
    roles = {name for plan in course.plans.values() for name in plan.roles}
    assert roles == {role.id for role in course.roles}


def test_the_times_of_every_plan_add_up(course: Course) -> None:
    for plan in course.plans.values():
        made = programme(course, plan)
        assert {warning["code"] for warning in made["warnings"]} <= {"prerequisite-missing"}, plan.id
        assert made["short_by"] == 0, plan.id
        assert sum(made["spare"]) <= 45 * len(plan.days), plan.id
        for asked, day in zip(plan.days, made["days"], strict=True):
            times = [clock(item[side]) or 0 for item in day["items"] for side in ("starts", "ends")]
            assert times == sorted(times), plan.id
            spent = sum(end - start for start, end in zip(times[::2], times[1::2], strict=True))
            assert (times[0], times[-1], spent) == (clock(asked.starts), clock(asked.ends), times[-1] - times[0]), (
                plan.id
            )


def test_the_three_days_hold_what_the_report_of_2014_names(course: Course) -> None:
    plan = course.plans["three-days-2014"]
    placed = {item["item"] for day in programme(course, plan)["days"] for item in day["items"]}
    workshop = course.workshops["2014-06-jeju"]
    taken = {item.id for item in plan.modules}
    assert {name for topic in workshop.topics for name in topic.modules} <= taken
    activities = {each.activity for module in course.modules.values() for each in module.sessions if each.id in placed}
    assert {each.activity for each in workshop.activities} <= activities


def _tree(site: Path, page: str) -> html.HtmlElement:
    return html.parse(site / page / "index.html").getroot()


def _rows(tree: html.HtmlElement, heading: str) -> list[str]:
    table = f"//h2[@id='{heading}']/following::table[1]//tbody/tr"
    return [" ".join(row.text_content().split()) for row in tree.xpath(table)]


def test_a_page_shows_the_clock_and_leads_into_the_guide(site: Path) -> None:
    tree = _tree(site, "plans/one-day-mixed-room")
    assert _rows(tree, "programme")[11:17] == [
        "13:40–13:45 What I will change on Monday (Identification, 90-minute version)",
        "13:45–14:05 The first hours (Assistance, 90-minute version)",
        "14:05–14:15 Consent for each purpose (Assistance, 90-minute version)",
        "14:15–14:40 From the first hour to the first year (Assistance, 90-minute version, part 1 of 2)",
        "14:40–14:55 Break",
        "14:55–15:10 From the first hour to the first year (Assistance, 90-minute version, part 2 of 2)",
    ]
    assert "15:35–16:05 What each agency can do tonight, and what it cannot" in _rows(tree, "programme")
    assert tree.xpath("//table[@class='programme']//a/@href")[0] == "../../modules/foundations/guide/#foundations-s1"


def test_a_page_lists_what_to_bring_for_its_group(site: Path) -> None:
    tree = _tree(site, "plans/half-day-foundations")
    assert _rows(tree, "materials")[2:] == [
        "Line of time, 21:00 to 23:00 (Foundations) worksheet 4 (for each group)",
        "What may hold a person, and words for it (Foundations) worksheet 20 (for each participant)",
    ]
    assert "../../modules/foundations/worksheets/#foundations-w1" in tree.xpath("//table//a/@href")


def test_a_page_says_what_is_left_out_and_what_would_bring_it_back(site: Path) -> None:
    tree = _tree(site, "plans/half-day-police")
    assert _rows(tree, "objectives") == [
        "Distinguish trafficking from smuggling, a labour dispute and sex work, and name where they meet. (Foundations) "
        "The 90-minute version gives it up. 45 minutes: One site, several answers",
        "Write a short record and a referral that keep facts apart from opinion and rest on the person's agreement. "
        "(Identification) The 90-minute version gives it up. 15 minutes: Record and refer",
        "Draft a checklist for your own setting and test it on people it must not miss and people it must not catch. "
        "(Identification) The 90-minute version gives it up. 35 minutes: Make a checklist and test it",
    ]
    facts = " ".join(_tree(site, "plans/one-day-social-workers").xpath("//dl")[0].text_content().split())
    assert "Read before Foundations: human security and the victim-centred approach; Victim identification." in facts


def test_the_index_leads_to_every_plan_by_length_and_by_audience(site: Path, course: Course) -> None:
    tree = _tree(site, "plans")
    listed = tree.xpath("//h2[@id='by-length']/following-sibling::ul[@class='entries']//a/@href")
    assert sorted(listed) == sorted(f"{name}/" for name in course.plans)
    heads = [head.text_content().strip("¶ ") for head in tree.xpath("//h3")]
    assert heads[:4] == ["Half a day", "One day", "3 days", "5 days"]
    roles = tree.xpath("//h2[@id='by-audience']/following-sibling::ul//a/@href")
    assert {name.rstrip("/") for name in roles} == set(course.plans)


def test_without_plans_the_index_says_so(small_site: Path) -> None:
    assert "There are no ready-made plans yet." in _tree(small_site, "plans").text_content()


def test_on_paper_no_day_breaks_over_two_pages(visit: object) -> None:
    page, _ = visit("plans/three-days-2014/")  # type: ignore[operator]
    page.emulate_media(media="print")
    paper = {"A4": (178, 261), "Letter": (184, 243)}
    for size, (width, height) in paper.items():
        page.set_viewport_size({"width": round(width / 25.4 * 96), "height": 800})
        tall = page.locator(".programme").evaluate_all("all => all.map((day) => day.getBoundingClientRect().height)")
        assert len(tall) == 3
        assert all(day < height / 25.4 * 96 for day in tall), (size, tall)
