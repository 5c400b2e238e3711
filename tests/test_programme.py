"""Workshops with a programme by the clock: what the record says, what the checks refuse, and the page that is made of it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from lxml import html

from curriculum.checks import check
from curriculum.load import load
from tests.small_course import ROOT, CourseFolder, Fault, fault, make

FILE = "data/workshops/2027-03-bangkok.yml"
TEXT = (ROOT / "tests/programme/2027-03-bangkok.yml").read_text(encoding="utf-8")
OLD = "data/workshops/2014-06-jeju.yml"
BREAK = '{starts: "10:00", ends: "10:15", kind: break, title: Break}'

FAULTS = (
    fault(
        OLD,
        "hosts:\n  - cifal-jeju\n",
        "",
        f"{OLD}:2: needs `hosts`, or a `programme` if you hold this workshop yourself [W611]",
    ),
    fault(
        OLD,
        "sources:\n  - reference: example-2014-report\n    pinpoint: p. 1\n",
        "",
        f"{OLD}:2: needs `sources`, or a `programme` if you hold this workshop yourself [W611]",
    ),
    fault(
        FILE,
        "held: announced",
        "held: held",
        f"{FILE}:7: held: was held, so the record needs `hosts`; name who held it [W611]",
    ),
    fault(
        FILE,
        BREAK,
        BREAK.replace("10:15", "10:00"),
        f'{FILE}:25: programme[0].items[2].ends: "10:00" is not after the start, "10:00"; correct one of the two [W612]',
    ),
    fault(
        FILE,
        BREAK,
        BREAK.replace('starts: "10:00"', 'starts: "09:55"'),
        f'{FILE}:25: programme[0].items[2].starts: "09:55" is before the item above ends, at "10:00"; correct a time, or '
        "move the item [W612]",
    ),
    fault(
        FILE,
        BREAK,
        BREAK.replace('"10:00"', '"24:00"'),
        f'{FILE}:25: programme[0].items[2].starts: "24:00" is not a time of the day such as "09:00", from "00:00" to '
        '"23:59" [S207]',
    ),
    fault(
        FILE,
        "date: 2027-03-02",
        "date: 2027-03-03",
        f"{FILE}:27: programme[1].date: 2027-03-03 is not a day from 2027-03-01 to 2027-03-02; correct one of the dates "
        "[W613]",
    ),
    fault(
        FILE,
        "date: 2027-03-02",
        "date: 2027-03-01",
        f"{FILE}:27: programme[1].date: 2027-03-01 is not after the day above it, 2027-03-01; put the days in order [W613]",
    ),
    fault(
        FILE,
        "time_zone: Asia/Bangkok\n",
        "",
        f'{FILE}:13: programme: needs `time_zone`, such as "Asia/Bangkok", so that the calendar file is right [W614]',
    ),
    fault(
        FILE,
        "time_zone: Asia/Bangkok",
        "time_zone: Asia/Bangkock",
        f'{FILE}:9: time_zone: "Asia/Bangkock" is not a time zone; did you mean "Asia/Bangkok"? [W614]',
    ),
    fault(
        FILE,
        "time_zone: Asia/Bangkok",
        "time_zone: Bangkok time",
        f'{FILE}:9: time_zone: "Bangkok time" is not the name of a time zone, such as Asia/Bangkok [S207]',
    ),
    fault(
        FILE,
        'title: "Two days: first contact"',
        'title: "Two {{ days }}"',
        f'{FILE}:1: the title or the summary holds "{{{{", on which the engine would act; write it in words [P812]',
    ),
    fault(
        FILE,
        "time_zone: Asia/Bangkok",
        "time_zone: ICT",
        f'{FILE}:9: time_zone: "ICT" is not a time zone; write the zone of a city, such as "Asia/Bangkok" [W614]',
    ),
    fault(
        FILE,
        "kind: session",
        "kind: own",
        f'{FILE}:22: programme[0].items[1].module: does not go with kind "own"; write `kind: session`, or delete the field '
        "[W615]",
        f'{FILE}:23: programme[0].items[1].session: does not go with kind "own"; write `kind: session`, or delete the field '
        "[W615]",
        f'{FILE}:24: programme[0].items[1].version: does not go with kind "own"; write `kind: session`, or delete the field '
        "[W615]",
    ),
    fault(
        FILE,
        "        session: foundations-s1\n",
        "",
        f'{FILE}:18: programme[0].items[1]: of kind "session" needs `module` and `session`; write them, or write '
        "`kind: own` [W615]",
    ),
    fault(
        FILE,
        "module: foundations",
        "module: foundation",
        f'{FILE}:22: programme[0].items[1].module: "foundation" is not the id of a module; did you mean "foundations"? '
        "[M209]",
    ),
    fault(
        FILE,
        "session: foundations-s1",
        "session: foundations-s9",
        f'{FILE}:23: programme[0].items[1].session: "foundations-s9" is not a session of the module "foundations"; did you '
        'mean "foundations-s2"? [M207]',
    ),
    fault(
        FILE,
        ", agreed_on: 2026-11-01",
        "",
        f"{FILE}:11: experts[0]: needs `sources`, where the host named this person, or `agreed_on`, the day on which the "
        "person agreed to be named here; otherwise take the name out [S207]",
    ),
    fault(
        FILE,
        "time_zone: Asia",
        "publish: [venues]\ntime_zone: Asia",
        f'{FILE}:9: publish[0]: "venues" is not in the list; did you mean "venue"? [S205]',
    ),
)


@pytest.fixture
def with_programme(course_folder: CourseFolder) -> CourseFolder:
    """The small course with a workshop that has a programme."""
    course_folder.write(FILE, TEXT)
    return course_folder


def test_a_record_with_a_programme_needs_no_page_host_or_source(with_programme: CourseFolder) -> None:
    assert with_programme.report() == []


@pytest.mark.parametrize("row", FAULTS, ids=lambda row: f"{row.old[:24]!r}-{row.new[:24]!r}")
def test_fault(with_programme: CourseFolder, row: Fault) -> None:
    expected = row.commit(with_programme)
    assert with_programme.report() == expected


def test_the_example_in_adapting_is_a_record_of_this_course(tmp_path: Path) -> None:
    text = (ROOT / "ADAPTING.md").read_text(encoding="utf-8")
    [example] = re.findall(r"```yaml\n(# yaml-language-server: \$schema=\.\./schemas/workshops.*?)```", text, re.DOTALL)
    [name] = re.findall(r"^id: (.*)$", example, re.MULTILINE)
    for folder in ("docs", "templates"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / f"data/workshops/{name}.yml").write_text(example, encoding="utf-8")
    assert [str(finding) for finding in check(load(tmp_path), tmp_path)] == []


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two built sites of the small course with the record: as it is, and with `publish` and flat addresses."""
    sites = {}
    for name, publish in (("silent", ""), ("open", "publish: [venue, participants]\n")):
        folder = make(tmp_path_factory.mktemp(name) / "course")
        folder.write(FILE, TEXT + publish)
        if publish:
            folder.edit("settings.yml", "use_directory_urls: true", "use_directory_urls: false")
        done = folder.build()
        assert done.returncode == 0, done.stdout + done.stderr
        sites[name] = folder.root / "site"
    return sites


def page(site: Path, name: str = "workshops/programmes/2027-03-bangkok") -> html.HtmlElement:
    """A built page, whichever form addresses have."""
    file = site / f"{name}/index.html" if (site / f"{name}/index.html").exists() else site / f"{name}.html"
    return html.document_fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def words(tree: html.HtmlElement, path: str = "//main") -> str:
    return " ".join(" ".join(tree.xpath(path)[0].itertext()).split())


def test_the_page_shows_the_agenda_by_day(built: dict[str, Path]) -> None:
    tree = page(built["silent"])
    assert tree.xpath("//main//h3//text()") == ["Day 1, ", "1 March 2027", "Day 2, ", "2 March 2027"]
    rows = [" ".join(" ".join(row.itertext()).split()) for row in tree.xpath("(//main//table)[1]/tbody/tr")]
    assert rows == [
        "09:00–09:30 Welcome; house rules, exits",
        "09:30–10:00 What makes trafficking Foundations ( 90-minute version )".replace("( ", "(").replace(" )", ")"),
        "10:00–10:15 Break",
        "10:15–10:30 Free time",
    ]
    assert tree.xpath("//main//td/a/@href") == ["../../../modules/foundations/"]


def test_the_page_lists_the_materials_of_its_modules(built: dict[str, Path]) -> None:
    tree = page(built["silent"])
    assert "Case sheet" in words(tree)
    assert "../../../modules/foundations/worksheets/" in tree.xpath("//main//a/@href")


@pytest.mark.parametrize("name", ["silent", "open"])
def test_the_page_leads_to_its_calendar_file(built: dict[str, Path], name: str) -> None:
    [link] = page(built[name]).xpath("//main//a[@type='text/calendar']/@href")
    folder = "workshops/programmes/2027-03-bangkok" if name == "silent" else "workshops/programmes"
    assert (built[name] / folder / link).resolve() == (built[name] / "workshops/2027-03-bangkok.ics").resolve()
    assert (built[name] / "workshops/2027-03-bangkok.ics").is_file()


def test_without_leave_neither_venue_nor_participants_are_published_anywhere(built: dict[str, Path]) -> None:
    texts = [path.read_text(encoding="utf-8") for path in built["silent"].rglob("*") if path.suffix in KINDS]
    assert [text for text in texts if "Blue House" in text or "twenty inspectors" in text] == []
    assert "Thailand. The venue is not published." in words(page(built["silent"]))
    assert "Who takes part is not published." in words(page(built["silent"]))


KINDS = {".html", ".ics", ".json", ".js", ".xml"}


def test_with_leave_venue_and_participants_stand_on_the_page(built: dict[str, Path]) -> None:
    text = words(page(built["open"]))
    assert "The Blue House, Thailand" in text
    assert "twenty inspectors" in text


def test_an_expert_who_agreed_is_named_with_the_day(built: dict[str, Path]) -> None:
    assert "Ana Example, International Organization for Migration Agreed to be named here on 1 November 2026" in words(
        page(built["silent"])
    )


def test_the_structured_data_know_the_times_and_only_the_country(built: dict[str, Path]) -> None:
    [script] = page(built["silent"]).xpath("//script[@type='application/ld+json']/text()")
    data = json.loads(script)
    assert (data["@type"], data["startDate"], data["endDate"]) == (
        "EducationEvent",
        "2027-03-01T09:00+07:00",
        "2027-03-02T09:30+07:00",
    )
    assert "organizer" not in data  # the record names no host
    assert data["location"] == {
        "@type": "Place",
        "name": "Thailand",
        "address": {"@type": "PostalAddress", "addressCountry": "TH"},
    }


def test_the_list_of_workshops_leads_to_the_page(built: dict[str, Path]) -> None:
    tree = page(built["silent"], "workshops")
    assert "programmes/2027-03-bangkok/" in tree.xpath("//main//ol//a/@href")


@pytest.mark.parametrize("path", sorted((ROOT / "data/workshops").glob("*-jeju.yml")), ids=lambda path: path.stem)
def test_a_record_of_a_past_workshop_says_that_its_host_published_the_place(path: Path) -> None:
    assert re.search(r"^publish: \[venue(, participants)?\]$", path.read_text(encoding="utf-8"), re.MULTILINE)
