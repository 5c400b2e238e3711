"""Editions of the small course, and one of the real course: facts, passages and name of a country, and nothing of another."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser

from curriculum import keep
from curriculum.audit import audit
from curriculum.editions import make as make_editions
from curriculum.load import Course
from curriculum.render import Renderer
from tests.browser import DESKTOP, PHONE
from tests.small_course import ROOT, CourseFolder, contents, make
from tests.test_search import found
from tests.tools import axe_source

HOSTILE = 'A & B; {x} &lt;script&gt; [this](javascript:alert(2)) "quoted" 1 < 2.'
AT = "https://example.github.io/course/"
MARKERS = ("+6621110001", "911071", "+6621110002")
"""Numbers of three lines of Thailand: never confirmed, never confirmed (short), confirmed too long ago."""
CALLED = "+6621110003"
LINES = """hotlines:
  - {id: th-never, name: Line A, number: "+6621110001", source: example-2014-report, review_by: 2027-02-01}
  - {id: th-short, name: Line B, number: "911071", source: example-2014-report, review_by: 2027-02-01}
"""
CONFIRMED = """  - id: th-{id}
    name: Line {id}
    number: "{number}"
    source: example-2014-report
    review_by: {until}
    confirmed:
      {{by: Country editor, how: telephone call, on: {on}, answers: A trained person, languages: [th], hours: all day,
      recorded: not recorded, serves: everybody}}
"""


def numbered(folder: CourseFolder) -> CourseFolder:
    """The small course with lines of every state, a box for a topic, and a hostile passage."""
    file = folder.root / "data/countries/th.yml"
    before, _, rest = file.read_text(encoding="utf-8").partition("hotlines:\n")
    lines = (
        LINES
        + CONFIRMED.format(id="late", number=MARKERS[2], on="2026-08-01", until="2026-10-20")
        + CONFIRMED.format(id="called", number=CALLED, on="2026-11-20", until="2027-02-01")
    )
    passages = rest[rest.index("passages:") :].replace(
        "text: The Anti-Trafficking Act names who decides.", f"text: '{HOSTILE}'"
    )
    file.write_text(before + lines + passages, encoding="utf-8")
    folder.edit(
        "docs/modules/foundations/elements.md",
        "## No means for a child\n",
        '{{ in_your_country("trafficking-protocol") }}\n\n## No means for a child\n',
    )
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> CourseFolder:
    """The small course with all its editions, built as `make editions` does, to read only."""
    made = numbered(make(tmp_path_factory.mktemp("editions") / "small"))
    built = made.run("curriculum", "--root", str(made.root), "editions", SITE_URL=AT)
    assert (built.returncode, built.stderr) == (0, "")
    return made


@pytest.fixture(scope="module")
def built(folder: CourseFolder) -> Path:
    """Its site."""
    return folder.root / "site"


def page(built: Path, name: str) -> html.HtmlElement:
    """A built page."""
    return html.parse(str(built / name / "index.html")).getroot()


def text(built: Path, name: str, path: str) -> str:
    """The words of the first element that `path` finds on a page, with single spaces."""
    return " ".join(page(built, name).xpath(path)[0].text_content().split())


def test_an_edition_shows_the_facts_of_its_country_in_its_boxes(built: Path) -> None:
    box = "//*[@id='local-trafficking-protocol']"
    assert "Party since 2013" in text(built, "editions/th/modules/foundations/elements", box)
    assert "Party since 2013" not in text(built, "editions/kr/modules/foundations/elements", box)
    assert "Party since 2013" not in text(built, "modules/foundations/elements", box)


def test_an_edition_has_the_passages_of_its_country(built: Path) -> None:
    passage = "//*[@id='passage-foundations-who-decides']"
    assert 'In Thailand A & B; {x} <script> [this](javascript:alert(2)) "quoted" 1 < 2.' in text(
        built, "editions/th/modules/foundations/elements", passage
    )
    assert "Your law names who decides." in text(built, "editions/kr/modules/foundations/elements", passage)
    assert "Your law names who decides." in text(built, "modules/foundations/elements", passage)


def test_an_edition_has_no_page_of_another_country(built: Path) -> None:
    names = {name.partition("/")[2] for name in contents(built / "editions") if name.startswith("th/")}
    assert "countries/th/index.html" in names
    assert {name for name in names if name.startswith("countries/") and "/th/" not in name} == set()
    assert "Republic of Korea" not in (built / "editions/th/countries/th/index.html").read_text(encoding="utf-8")


def test_header_and_title_name_the_country(built: Path) -> None:
    tree = page(built, "editions/th/modules/foundations")
    assert tree.xpath("//title")[0].text.endswith(" · Thailand")
    assert tree.xpath("//a[@class='site-name']")[0].text.endswith(" · Thailand")


def test_canonical_and_alternate_addresses_are_those_of_the_edition(built: Path) -> None:
    links = page(built, "editions/th/modules/foundations").xpath("//link[@rel='canonical' or @rel='alternate']")
    assert {(link.get("rel"), link.get("hreflang"), link.get("href")) for link in links} == {
        ("canonical", None, f"{AT}editions/th/modules/foundations/"),
        ("alternate", "x-default", f"{AT}modules/foundations/"),
        ("alternate", "en-TH", f"{AT}editions/th/modules/foundations/"),
    }


def test_assets_are_stored_once(built: Path) -> None:
    made = {name for name in contents(built / "editions") if not name.endswith(".html")}
    assert made == {"kr/search/index.js", "th/search/index.js"}
    sheet = page(built, "editions/th/modules/foundations").xpath("//link[@rel='stylesheet']/@href")
    assert sheet == ["../../../../assets/css/site.css"]


def test_links_stay_in_the_edition_and_lead_on(built: Path) -> None:
    assert audit(built) == []
    links = page(built, "editions/th/modules/foundations").xpath("//main//a/@href")
    assert "elements/" in links


def test_the_switch_leads_to_facts_the_same_page_and_other_countries(built: Path) -> None:
    links = page(built, "editions/th/modules/foundations").xpath("//nav[@class='edition']//a/@href")
    assert links == ["../../countries/th/", "../../../../modules/foundations/", "../../../../countries/"]


def test_the_page_of_a_country_leads_to_its_edition(built: Path) -> None:
    assert page(built, "countries/th").xpath("//*[@class='edition-link']/a/@href") == ["../../editions/th/"]


def test_regional_pages_are_the_same_with_and_without_editions(folder: CourseFolder, built: Path) -> None:
    alone = make(folder.root.parent / "alone")
    shutil.rmtree(alone.root / "data")
    shutil.rmtree(alone.root / "docs")
    shutil.copytree(folder.root / "data", alone.root / "data")
    shutil.copytree(folder.root / "docs", alone.root / "docs")
    assert alone.build(SITE_URL=AT).returncode == 0
    with_editions, without = contents(built), contents(alone.root / "site")
    differ = {name for name in without if with_editions[name] != without[name]}
    of_copies = ("assets/keep/course", "sw.js")  # they name the content of the pages of countries
    assert {name for name in differ if not name.startswith(("countries/", *of_copies))} == set()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("ph", '"ph" has no file data/countries/ph.yml; known are kr, th'),
        ("", "say which country, such as: make edition COUNTRY=kr"),
        ("../th", '"../th" has no file data/countries/../th.yml; known are kr, th'),
    ],
)
def test_an_edition_of_no_country_is_refused_and_the_site_stays(
    course_folder: CourseFolder, code: str, said: str
) -> None:
    course_folder.write("site/index.html", "the last good site")
    done = course_folder.run("curriculum", "--root", str(course_folder.root), "edition", "--country", code)
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == f"data/countries:1: {said} [C708]"
    assert contents(course_folder.root / "site") == {"index.html": b"the last good site"}


def test_a_failed_edition_leaves_the_site(course_folder: CourseFolder) -> None:
    course_folder.write("site/index.html", "the last good site")
    course_folder.edit("templates/edition/switch.html.j2", "{{ same }}", "{{ some }}")
    done = course_folder.run("curriculum", "--root", str(course_folder.root), "edition", "--country", "th")
    assert done.returncode == 1
    assert contents(course_folder.root / "site") == {"index.html": b"the last good site"}


def test_no_unconfirmed_number_is_anywhere(built: Path) -> None:
    """Pages, editions, the search index, the scripts of the picker: no number, and no part of one after +66."""
    wanted = [number.removeprefix("+66").encode() for number in MARKERS]
    files = contents(built)
    assert "assets/countries/th.js" in files
    assert {"search/index.js", "editions/th/search/index.js"} <= set(files)
    assert {(name, number) for name, blob in files.items() for number in wanted if number in blob} == set()


def test_only_the_confirmed_line_can_be_dialled_and_its_day_stands_before_it(built: Path) -> None:
    for name in ("countries/th", "editions/th/countries/th"):
        tree = page(built, name)
        assert tree.xpath("//a[starts-with(@href, 'tel:')]/@href") == [f"tel:{CALLED}"]
        words = " ".join(tree.xpath("//*[@id='th-called']")[0].text_content().split())
        assert "Do not use after: 1 February 2027 " + CALLED in words


def test_a_confirmed_number_is_gone_from_a_build_after_its_day(folder: CourseFolder, tmp_path: Path) -> None:
    shutil.copytree(folder.root, tmp_path / "later", ignore=shutil.ignore_patterns("site", "build"))
    later = CourseFolder(tmp_path / "later")
    assert later.build(BUILD_DATE="2027-02-02").returncode == 0
    blobs = contents(later.root / "site").items()
    assert {name for name, blob in blobs if CALLED.removeprefix("+").encode() in blob} == set()


@pytest.mark.parametrize(("today", "shown"), [("2027-02-01T12:00:00", 1), ("2027-02-02T12:00:00", 0)])
@pytest.mark.parametrize("name", ["countries/th", "editions/th/countries/th"])
def test_a_copy_that_is_read_later_hides_the_number_offline_too(
    browser: Browser, built: Path, name: str, today: str, shown: int
) -> None:
    context = browser.new_context(viewport=PHONE, offline=True)
    visited = context.new_page()
    visited.clock.set_fixed_time(today)
    visited.goto((built / name / "index.html").as_uri())
    assert visited.locator("a[href^='tel:']").count() == shown
    assert visited.locator("#th-called .line-expired").is_visible() is not bool(shown)
    context.close()


def test_without_script_and_on_paper_the_day_stands_with_the_number(browser: Browser, built: Path) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    visited = context.new_page()
    visited.goto((built / "countries/th/index.html").as_uri())
    visited.emulate_media(media="print")
    until, number = (visited.locator(f"#th-called .{name}").bounding_box() for name in ("until", "value"))
    assert until is not None
    assert number is not None
    assert until["y"] < number["y"]
    context.close()


def test_make_edition_asks_for_the_country() -> None:
    """The command hands on what stands after COUNTRY=, whatever characters it has."""
    done = subprocess.run(
        ["make", "-n", "edition", "COUNTRY=t'h; x"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "curriculum edition --country 't'\\''h; x'" in done.stdout


@pytest.fixture(scope="module")
def thailand(site: Path, course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site with the edition of Thailand."""
    folder = tmp_path_factory.mktemp("real") / "site"
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns("editions"))
    make_editions(folder, Renderer(course, ROOT), ["TH"])
    keep.write(folder, Renderer(course, ROOT))
    return folder


def test_every_link_of_the_real_edition_leads_on(thailand: Path) -> None:
    assert audit(thailand) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["countries/th", "modules/refugee-protection/non-refoulement"])
def test_a_page_of_the_edition_is_quiet_and_accessible(
    browser: Browser, thailand: Path, name: str, scheme: Any
) -> None:
    context = browser.new_context(viewport=DESKTOP, color_scheme=scheme)
    visited = context.new_page()
    faults: list[str] = []
    visited.on("console", lambda said: faults.append(said.text) if said.type in {"error", "warning"} else None)
    visited.on("pageerror", lambda error: faults.append(str(error)))
    visited.goto((thailand / "editions/th" / name / "index.html").as_uri())
    visited.locator("nav.edition summary").press("Enter")
    assert visited.locator("nav.edition a").first.is_visible()
    visited.evaluate(axe_source())
    found = visited.evaluate(
        "axe.run(document, {preload: false}).then(result => result.violations.map(item => item.id))"
    )
    assert (faults, found) == ([], [])
    visited.set_viewport_size({"width": 320, "height": 640})
    assert visited.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    context.close()


def test_an_edition_has_a_search_of_its_own(browser: Browser, thailand: Path) -> None:
    context = browser.new_context(viewport=PHONE, offline=True)
    visited = context.new_page()
    root = (thailand / "editions/th").as_uri()
    visited.goto(f"{root}/search/index.html")
    [lines, treaty] = found(visited, root, "hotline", "ratified 2013")
    assert "/countries/th/#lines" in lines
    assert {link.split("/")[2] for link in [*lines, *treaty] if link.startswith("/countries/")} == {"th"}
    assert [link for link in [*lines, *treaty] if not link.startswith("/")] == []
    assert any(
        link.startswith("/modules/") for link in treaty
    )  # a box, which on the regional page says nothing of 2013
    context.close()
