"""The page that plans a workshop, in a real browser: form, programme, changes by keyboard, and what is taken away."""

from __future__ import annotations

import base64
import gzip
import json
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, BrowserContext, Page

from curriculum.checks import check
from curriculum.fit import fit
from curriculum.fit.course import course_data
from curriculum.load import Course, load
from tests.browser import DESKTOP, PHONE
from tests.small_course import ROOT
from tests.test_fit import FOUND
from tests.tools import axe_source

PLAN: dict[str, Any] = {
    "title": "Three days; first contact",
    "days": [{"date": f"2027-03-0{day}", "starts": "09:00", "ends": "16:30"} for day in (1, 2, 3)],
    "time_zone": "Asia/Bangkok",
    "country": "th",
    "role": None,
    "group": 24,
    "factor": 1.5,
    "opening": 30,
    "closing": 30,
    "review": 10,
    "breaks": [
        {"kind": "break", "at": "10:30", "minutes": 15, "days": []},
        {"kind": "prayer", "at": "12:00", "minutes": 20, "days": [1, 3]},
        {"kind": "lunch", "at": "12:30", "minutes": 60, "days": []},
        {"kind": "break", "at": "15:00", "minutes": 15, "days": []},
    ],
    "modules": [
        {"id": "identification", "version": "full"},
        {"id": "foundations", "version": "short"},
        {"id": "assistance", "version": "full"},
    ],
    "objectives": ["data-exchange-o1"],
    "edits": [
        {"op": "drop", "item": "identification-s7"},
        {"op": "own", "id": "own-1", "title": 'Our law: "who", nobody \\ decides', "minutes": 45, "before": None},
    ],
}
KIB = 1024
BROKEN = "The link holds no plan that this page can read. Nothing was changed."


def link(plan: Any, kind: str = "1") -> str:
    """The fragment of a plan, made here: deflated, or as it is."""
    text = plan if isinstance(plan, bytes) else json.dumps(plan).encode()
    packed = zlib.compress(text, 9, wbits=-15) if kind == "1" else text
    return f"#plan={kind}{base64.urlsafe_b64encode(packed).decode().rstrip('=')}"


@pytest.fixture(scope="module")
def opened(browser: Browser, address: str) -> Iterator[Any]:
    """`opened(fragment)` opens the page with a plan; each call starts from nothing. Whatever goes wrong is in `faults`."""
    contexts: list[BrowserContext] = []

    def go(fragment: str = "", **options: Any) -> Page:
        context = browser.new_context(**{"timezone_id": "Asia/Bangkok", "viewport": DESKTOP, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        page.on("request", lambda request: None if request.url.startswith(address) else pytest.fail(request.url))
        page.goto(f"{address}plan/{fragment}", wait_until="load")
        if fragment:
            page.wait_for_selector("#plan-made:not([hidden])")
            page.wait_for_function("() => document.getElementById('plan-status').textContent !== ''")
        return page

    yield go
    for context in contexts:
        context.close()


def status(page: Page) -> str:
    return str(page.locator("#plan-status").text_content())


def rows(page: Page) -> list[tuple[str, str]]:
    """Times and titles of the programme, as shown."""
    found = page.locator("#plan-table tbody tr").evaluate_all(
        "rows => rows.map(row => [row.cells[0].textContent, row.cells[1].textContent])"
    )
    return [(times, title) for times, title in found]


def expected(request: dict[str, Any], course: Course) -> list[tuple[str, str]]:
    """The same of the programme that Python fits."""
    days = fit(request, course_data(course))["days"]
    return [
        (
            f"{item['starts']}–{item['ends']}",
            f"{item['title']} (part {item['part'][0]} of 2)" if item["part"] else item["title"],
        )
        for day in days
        for item in day["items"]
    ]


def files_taken(page: Page, *values: str) -> dict[str, bytes]:
    """What the buttons save, by the name of the file."""
    found = {}
    for value in values:
        with page.expect_download() as waiting:
            page.click(f"#plan-made button[value={value}]")
        found[waiting.value.suggested_filename] = Path(waiting.value.path()).read_bytes()
    return found


def test_nothing_is_fetched_before_somebody_starts_and_little_then(opened: Any, site: Path) -> None:
    page = opened()
    fetched = "performance.getEntriesByType('resource').map(each => each.name.split('assets/')[1])"
    assert set(page.evaluate(fetched)) - {"favicon.svg"} == {
        f"js/{name}.js" for name in ("country", "exit", "plan")
    } | {SHEET}
    page.focus("#plan-open")
    page.keyboard.press("Enter")
    page.wait_for_selector("#plan:not([hidden])")
    assert page.evaluate("document.activeElement.name") == "title"
    assert "js/plan-out.js" not in page.evaluate(fetched)
    weight = {name: len(gzip.compress((site / f"assets/js/{name}.js").read_bytes(), 6)) for name in SCRIPTS}
    assert sum(weight.values()) - weight["plan-out"] <= 12 * KIB, weight
    assert weight["plan-out"] <= 3 * KIB
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


SHEET = "css/site.css"
SCRIPTS = ("fit-ask", "fit", "plan", "plan-out")


def test_a_plan_is_made_by_keyboard_alone(opened: Any) -> None:
    page = opened()
    page.focus("#plan-open")
    page.keyboard.press("Enter")
    page.wait_for_selector("#plan:not([hidden])")
    page.focus("[name=count]")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    assert page.locator("#plan-days > *").count() == 2
    page.focus("#plan-modules select >> nth=2")
    page.keyboard.press("i")  # "in full"
    page.keyboard.press("Tab")
    first, second = "Mandates in the room, and who decides what", "What indicators can and cannot do"
    titles = [title for _, title in rows(page)]
    assert titles.index(first) < titles.index(second)

    page.focus("#plan-table [data-item=identification-s1] [data-do=down]")
    page.keyboard.press("Enter")
    titles = [title for _, title in rows(page)]
    assert titles.index(first) > titles.index(second)
    assert status(page).startswith(f"{first}: now day 1, ")
    focus = "document.activeElement.closest('[data-item]')?.dataset.item + ' ' + document.activeElement.dataset.do"
    assert page.evaluate(focus) == "identification-s1 down"
    assert f"“{second}” builds on “{first}”, which now comes later." in page.inner_text("#plan-warnings")

    page.focus("#plan-table [data-item=identification-s1] [data-do=more]")
    before = {title: times for times, title in rows(page)}[first]
    page.keyboard.press("Enter")
    after = {title: times for times, title in rows(page)}[first]
    assert after != before
    assert page.evaluate(focus) == "identification-s1 more"

    page.focus("#plan-table [data-item=identification-s1] [data-do=drop]")
    page.keyboard.press("Enter")
    assert status(page) == f"Left out: {first}"
    assert page.evaluate(focus).endswith(" drop")
    assert first not in [title for _, title in rows(page)]

    page.focus("#plan-own [name=title]")
    page.keyboard.type("Who calls whom tonight")
    page.keyboard.press("Enter")
    assert "Who calls whom tonight" in [title for _, title in rows(page)]

    for _ in range(2):
        page.focus("[data-do=undo]")
        page.keyboard.press("Enter")
        assert status(page) == "The last change is undone."
    titles = [title for _, title in rows(page)]
    assert (first in titles, "Who calls whom tonight" in titles) == (True, False)


def test_a_link_holds_the_whole_plan(opened: Any, course: Course) -> None:
    page = opened(link(PLAN))
    assert status(page) == "The plan is open."
    assert rows(page) == expected(PLAN, course)
    page.click("#plan-made button[value=link]")
    page.wait_for_selector("#plan-linked:not([hidden])")
    made = page.input_value("#plan-linked input")
    assert len(made) < 1000
    again = opened(f"#{made.partition('#')[2]}~in=th")
    assert rows(again) == rows(page)
    assert rows(opened(link(PLAN, "0"))) == rows(page)
    assert json.loads(zlib.decompress(base64.urlsafe_b64decode(made.partition("=1")[2] + "=="), wbits=-15)) == PLAN


def test_a_plan_is_saved_as_a_record_that_the_course_takes(opened: Any, tmp_path: Path) -> None:
    page = opened(link(PLAN))
    files = files_taken(page, "record", "calendar")
    assert sorted(files) == ["2027-03-th.ics", "2027-03-th.yml"]
    for folder in ("docs", "templates"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "data/workshops/2027-03-th.yml").write_bytes(files["2027-03-th.yml"])
    loaded = load(tmp_path)
    assert [str(finding) for finding in check(loaded, tmp_path)] == []
    record = loaded.folder("workshops")["2027-03-th"]
    shown = [(f"{item.starts}–{item.ends}", item.title) for day in record.programme for item in day.items]
    assert shown == rows(page)
    assert (record.title, record.place.country, record.publish) == ("Three days; first contact", "TH", ())
    events = Calendar.from_ical(files["2027-03-th.ics"]).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == [title for _, title in rows(page) if title != "Free time"]
    assert events[0].decoded("dtstart").isoformat() == "2027-03-01T02:00:00+00:00"


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "Asia/Saigon"])
def test_a_zone_is_known_by_each_of_its_names(opened: Any, zone: str) -> None:
    page = opened(link({**PLAN, "time_zone": zone}))
    assert status(page) == "The plan is open."
    assert page.locator("#plan-zone").text_content() == f"Times are those of {zone}."


def test_a_break_is_added_and_removed_by_keyboard(opened: Any) -> None:
    page = opened(link(PLAN))
    page.focus("[data-do=pause][data-kind=prayer]")
    page.keyboard.press("Enter")
    assert page.locator("#plan-breaks > *").count() == 5
    page.focus("#plan-breaks [data-do=away] >> nth=4")
    page.keyboard.press("Enter")
    assert page.locator("#plan-breaks > *").count() == 4
    assert page.evaluate("document.activeElement.dataset.do") == "pause"


def test_without_dates_the_page_says_what_a_record_needs(opened: Any) -> None:
    page = opened(link({**PLAN, "days": [{"date": None, "starts": "09:00", "ends": "17:00"}]}))
    page.click("#plan-made button[value=calendar]")
    page.wait_for_function("() => document.getElementById('plan-status').textContent.startsWith('Write a date')")
    assert status(page) == "Write a date for each day, in order, and choose a country and a time zone first."


HOSTILE: dict[str, str] = {
    "nothing": "#plan=",
    "no base64": "#plan=1%3Cscript%3E",
    "no deflate": "#plan=1abcdef",
    "another form": "#plan=2" + link(PLAN)[7:],
    "cut": link(PLAN)[:-20],
    "no JSON": link(b"{"),
    "no UTF-8": link(b'"\xff"'),
    "a list": link([PLAN]),
    "null days": link({**PLAN, "days": None}),
    "a field too much": link({**PLAN, "admin": True}),
    "a field too much inside": link({**PLAN, "breaks": [{**PLAN["breaks"][0], "more": 1}]}),
    "a prototype": link(json.dumps(PLAN).replace('"role"', '"__proto__": {"x": 1}, "role"').encode()),
    "an unknown module": link({**PLAN, "modules": [{"id": "x", "version": "full"}]}),
    "an unknown country": link({**PLAN, "country": "xx"}),
    "a zone that is an offset": link({**PLAN, "time_zone": "+07:00"}),
    "an unknown zone": link({**PLAN, "time_zone": "Moon/Base"}),
    "a group of everybody": link({**PLAN, "group": 8e9}),
    "a text for a number": link({**PLAN, "group": "20"}),
    "a day that does not exist": link({**PLAN, "days": [{"date": "2027-02-30", "starts": "09:00", "ends": "17:00"}]}),
    "eleven days": link({**PLAN, "days": [{"date": None, "starts": "09:00", "ends": "17:00"}] * 11}),
    "a title of two lines": link({**PLAN, "title": "a\nb"}),
    "an edit of nothing": link({**PLAN, "edits": [{"op": "drop", "item": "nothing-s1"}]}),
    "a bomb": link(b'{"title": "' + b"a" * 5_000_000 + b'"}'),
    "no such ready-made plan": "#ready=none",
}


def test_a_broken_or_hostile_link_says_so_and_changes_nothing(opened: Any) -> None:
    page = opened(link(PLAN))
    before = (rows(page), page.evaluate("[...new FormData(document.getElementById('plan'))]"))
    for name, fragment in HOSTILE.items():
        page.evaluate("document.getElementById('plan-status').textContent = ''")
        page.evaluate("fragment => { location.hash = fragment; }", fragment)
        page.wait_for_function("() => document.getElementById('plan-status').textContent !== ''")
        assert status(page) == BROKEN, name
        assert (rows(page), page.evaluate("[...new FormData(document.getElementById('plan'))]")) == before, name


def test_texts_of_a_link_are_shown_as_text(opened: Any) -> None:
    title = "<img src=x onerror=alert(1)> {{ x }} [a](b)"
    own = {"op": "own", "id": "own-1", "title": title, "minutes": 30, "before": None}
    page = opened(link({**PLAN, "title": title, "edits": [own]}))
    assert page.locator("#plan-title").text_content() == title
    assert title in [shown for _, shown in rows(page)]
    assert page.locator("main img").count() == 0


def test_every_ready_made_plan_opens_and_is_what_python_fits(opened: Any, course: Course) -> None:
    page = opened()
    page.click("#plan-open")
    page.wait_for_selector("#plan:not([hidden])")
    assert page.locator("[name=plan] option").all_text_contents() == [plan.title for plan in course.plans.values()]
    for plan in course.plans.values():
        page.evaluate("document.getElementById('plan-status').textContent = ''")
        page.select_option("[name=plan]", plan.id)
        page.click("[data-do=ready]")
        page.wait_for_function("() => document.getElementById('plan-status').textContent !== ''")
        assert status(page) == "The plan is open.", plan.id
        assert rows(page) == expected(plan.request(), course), plan.id


def test_lengths_of_a_ready_made_plan_keep_pace_with_the_interpretation(opened: Any) -> None:
    page = opened("#ready=three-days-2014")
    plain = rows(page)
    assert plain[1][0] == "09:30–09:45"
    page.select_option("[name=factor]", "1.75")
    assert rows(page)[1] == ("09:30–10:00", plain[1][1])  # 26 minutes, up to the next 5
    page.select_option("[name=factor]", "1")
    assert rows(page) == plain


def test_the_page_of_a_ready_made_plan_leads_into_the_planner(opened: Any, address: str, course: Course) -> None:
    plan = next(iter(course.plans.values()))
    page = opened()
    page.goto(f"{address}plans/{plan.id}/")
    page.click("a[href*='#ready=']")
    page.wait_for_selector("#plan-made:not([hidden])")
    page.wait_for_function("() => document.getElementById('plan-status').textContent !== ''")
    assert page.locator("#plan-title").text_content() == plan.title


def test_what_is_left_out_is_said_and_brought_back(opened: Any) -> None:
    day = {"date": "2027-03-01", "starts": "09:00", "ends": "14:00"}
    page = opened(
        link({**PLAN, "days": [day], "factor": 1, "modules": PLAN["modules"][:2], "objectives": [], "edits": []})
    )
    missing = page.locator("#plan-missing")
    assert "minutes do not fit." in missing.inner_text()
    page.click("#plan-missing [data-do=later]")
    assert "minutes do not fit." not in missing.inner_text()
    assert "The 90-minute version does not serve" in missing.inner_text()
    page.click("#plan-missing [data-do=full] >> nth=0")
    assert "The 90-minute version does not serve" not in missing.inner_text()
    page.click("#plan-table [data-item=identification-s1] [data-do=drop]")
    assert "You left out “Mandates in the room, and who decides what”." in missing.inner_text()
    page.click("#plan-missing [data-do=back] >> nth=0")
    assert "identification-s1" in page.locator("#plan-table tr").evaluate_all(
        "rows => rows.map(row => row.dataset.item)"
    )


def test_every_warning_has_words(opened: Any) -> None:
    page = opened(link(PLAN))
    codes = {item["code"] for vector in FOUND.values() for item in vector["programme"]["warnings"]}
    codes |= {item["why"] for vector in FOUND.values() for item in vector["programme"]["left_out"]}
    script = (
        "[...document.getElementById('plan-parts').content.querySelectorAll('[data-word]')].map(x => x.dataset.word)"
    )
    only_in_links = {"unknown", "twice", "edit-unknown"}
    assert codes - only_in_links - set(page.evaluate(script)) == set()


def test_a_field_that_cannot_be_read_is_named(opened: Any) -> None:
    page = opened(link(PLAN))
    page.fill("[name=group]", "0")
    page.keyboard.press("Tab")
    assert "A field cannot be read: Number of participants" in page.inner_text("#plan-warnings")
    page.click("#plan-made button[value=link]")
    page.wait_for_function("() => document.getElementById('plan-status').textContent.startsWith('Correct')")
    assert page.locator("#plan-linked").is_hidden()


def test_materials_are_counted_for_the_group(opened: Any) -> None:
    page = opened(link(PLAN))
    found = page.locator("#plan-needs tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(c => c.textContent))"
    )
    assert ["Answer sheet with four lines a case and no name", "Identification", "24"] in found
    assert ["Checklist worksheet with ten lines and three columns", "Identification", "10"] in found
    assert ["The five decisions, on a wall or a large sheet", "Identification", "1"] in found


def test_on_paper_there_is_the_programme_and_nothing_to_press(opened: Any) -> None:
    page = opened(link(PLAN))
    page.emulate_media(media="print")
    shown = "elements => elements.filter(each => each.checkVisibility()).length"
    assert page.locator("button, input, select, #plan, .plan-tools, #plan-status").evaluate_all(shown) == 0
    assert page.locator("#plan-table table").evaluate_all(shown) == 3
    assert page.locator("#plan-title").is_visible()


def test_from_disk_a_plan_opens_and_is_saved(browser: Browser, site: Path) -> None:
    page = browser.new_page(timezone_id="Asia/Bangkok")
    page.goto(f"{(site / 'plan/index.html').as_uri()}{link(PLAN)}")
    page.wait_for_selector("#plan-table table")
    page.wait_for_function("() => document.getElementById('plan-status').textContent !== ''")
    assert status(page) == "The plan is open."
    assert list(files_taken(page, "record")) == ["2027-03-th.yml"]
    page.close()


def test_without_scripts_the_page_says_what_to_do_instead(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}plan/")
    assert page.locator("#plan-none").inner_text().startswith("Planning needs JavaScript, which is off")
    assert page.locator("#plan-none a").get_attribute("href") == "../plans/"
    assert page.locator("#plan").is_hidden()
    context.close()


@pytest.mark.parametrize(("scheme", "size"), [("light", {"width": 320, "height": 640}), ("dark", PHONE)])
def test_an_open_plan_is_accessible_and_narrow(opened: Any, scheme: str, size: dict[str, int]) -> None:
    page = opened(link(PLAN), color_scheme=scheme, viewport=size)
    page.locator("#plan-modules details").first.evaluate("element => { element.open = true; }")
    page.evaluate(axe_source())
    found = page.evaluate("axe.run().then(result => result.violations.map(item => [item.id, item.nodes[0].html]))")
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
