"""Packs: documents of the small course in every format, those of the real course before they are printed, and what goes wrong."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
import unicodedata
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import yaml
from lxml import etree, html

from curriculum.load import Course
from curriculum.packs import manifest
from curriculum.packs.make import Wanted
from curriculum.packs.make import make as make_packs
from curriculum.packs.programs import PackError
from curriculum.packs.publish import publish, sources
from curriculum.render import Renderer
from tests.small_course import DATE, ROOT, CourseFolder, make
from tests.test_pack_programs import broken
from tests.tools import chromium, poppler

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
UNCONFIRMED = "+6621117777"
KEPT = "No pack was made; build/packs/ is as it was."


def words() -> dict[str, str]:
    """A word in each of five languages, out of the real country files."""
    found = {}
    for code, language in (("th", "th"), ("kh", "km"), ("kr", "ko"), ("vn", "vi"), ("mn", "mn")):
        country = yaml.safe_load((ROOT / f"data/countries/{code}.yml").read_text(encoding="utf-8"))
        found[language] = next(item["word"] for item in country["words"] if item["language"] == language)
    return found


def bare(text: str) -> str:
    """A text without spaces, in one form of Unicode: how a PDF breaks lines does not matter."""
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text))


@dataclass(frozen=True)
class Packed:
    """The small course with its packs made, and then built."""

    folder: CourseFolder
    said: str

    def path(self, name: str) -> Path:
        return self.folder.root / "build/packs" / name

    def pages(self, name: str) -> list[str]:
        """The text of each page of a PDF."""
        done = subprocess.run(
            [poppler("pdftotext"), str(self.path(name)), "-"], capture_output=True, text=True, check=True
        )
        return done.stdout.split("\f")[:-1]

    def xml(self, name: str, part: str) -> etree._Element:
        """A part of a DOCX or PPTX."""
        with zipfile.ZipFile(self.path(name)) as opened:
            return etree.fromstring(opened.read(part))


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Packed:
    """Packs of a module in the edition of Thailand, with words in five scripts and a line that nobody confirmed."""
    chromium()
    folder = make(tmp_path_factory.mktemp("packs") / "small")
    more = "".join(
        f"  - {{language: {language}, word: {word}, means: a word, source: example-2014-report}}\n"
        for language, word in words().items()
    )
    file = "data/countries/th.yml"
    folder.write(file, (folder.root / file).read_text(encoding="utf-8") + more)
    line = f'  - {{id: th-never, name: Line A, number: "{UNCONFIRMED}", source: example-2014-report, review_by: 2027-02-01}}'
    folder.edit(file, "hotlines:\n", f"hotlines:\n{line}\n")
    shutil.copy(ROOT / "docs/packs.md", folder.root / "docs/packs.md")
    folder.edit("mkdocs.yml", "  - Changes: changes.md\n", "  - Changes: changes.md\n  - packs.md\n")
    done = folder.run("curriculum", "--root", str(folder.root), "packs", "--country", "th", "--module", "foundations")
    assert (done.returncode, done.stderr) == (0, "")
    built = folder.run("curriculum", "--root", str(folder.root), "editions")
    assert (built.returncode, built.stderr) == (0, "")
    return Packed(folder, done.stdout)


GUIDE = "modules/foundations/foundations-guide"
SLIDES = "modules/foundations/foundations-slides.pptx"
BRIEF = "countries/th/th-law-brief.pdf"


def test_a_pack_has_every_document_in_every_format_and_one_file_with_all(packed: Packed) -> None:
    with zipfile.ZipFile(packed.path("modules/foundations/foundations.zip")) as opened:
        names = opened.namelist()
        dates = {info.date_time[:3] for info in opened.infolist()}
    books = [
        f"foundations-{kind}.{end}"
        for kind in ("answers", "guide", "handouts", "worksheets")
        for end in ("docx", "pdf")
    ]
    wanted = [*books, "foundations-slides.pptx", "th-law-brief.docx", "th-law-brief.pdf"]
    assert sorted(names) == sorted(f"foundations/{name}" for name in wanted)
    assert dates == {(2026, 11, 23)}


def test_a_pdf_is_tagged_has_an_outline_and_a_language(packed: Packed) -> None:
    path = packed.path(f"{GUIDE}.pdf")
    said = subprocess.run([poppler("pdfinfo"), str(path)], capture_output=True, text=True, check=True).stdout
    assert re.search(r"^Tagged: +yes$", said, re.MULTILINE)
    assert re.search(r"^Title: +Facilitator guide: Foundations$", said, re.MULTILINE)
    assert re.search(r"^CreationDate: +Mon Nov 23 ", said, re.MULTILINE)
    assert b"/Lang (en)" in path.read_bytes()
    tree = subprocess.run(
        [poppler("pdftohtml"), "-xml", "-i", "-stdout", str(path)], capture_output=True, check=True
    ).stdout
    outline = [item.text for item in etree.fromstring(tree, etree.XMLParser(recover=True)).iter("item")]
    assert outline[0] == "Facilitator guide: Foundations"
    assert {"The plan", "The three elements", "Group activity", "Sources of this document"} <= set(outline)


def test_each_page_has_its_number_the_edition_and_the_day(packed: Packed) -> None:
    for name, title in ((f"{GUIDE}.pdf", "Facilitator guide: Foundations"), (BRIEF, "Local law brief: Thailand")):
        pages = packed.pages(name)
        for number, page in enumerate(pages, 1):
            assert f"{title} · Edition of Thailand · 23 November 2026" in " ".join(page.split())
            assert re.search(rf"\b{number} ?/ ?{len(pages)}\b", page)


@pytest.mark.parametrize("language", ["th", "km", "ko", "vi", "mn"])
def test_the_text_of_each_script_survives_in_the_pdf(packed: Packed, language: str) -> None:
    assert bare(words()[language]) in bare("".join(packed.pages(BRIEF)))


def test_an_edition_has_the_passages_of_its_country(packed: Packed) -> None:
    handouts = " ".join("".join(packed.pages("modules/foundations/foundations-handouts.pdf")).split())
    assert "The Anti-Trafficking Act names who decides." in handouts
    assert "Your law names who decides." not in handouts


def test_a_number_that_nobody_confirmed_is_in_no_file(packed: Packed) -> None:
    root = packed.path("")
    digits = UNCONFIRMED.lstrip("+")
    seen = [packed.pages(path.relative_to(root).as_posix()) for path in root.rglob("*.pdf")]
    assert seen
    assert digits not in re.sub(r"[ \n-]", "", str(seen))
    for path in [*root.rglob("*.docx"), *root.rglob("*.pptx")]:
        with zipfile.ZipFile(path) as opened:
            assert not any(digits.encode() in opened.read(name) for name in opened.namelist()), path


def test_a_docx_has_headings_tables_and_a_numbered_foot(packed: Packed) -> None:
    body = packed.xml(f"{GUIDE}.docx", "word/document.xml")
    styles = [item.get(f"{W}val") for item in body.iter(f"{W}pStyle")]
    assert styles[0] == "Title"
    assert {"Heading1", "Heading2", "Note"} <= set(styles)
    heads = ["".join(row.itertext()).split() for row in body.iter(f"{W}tr") if row.find(f".//{W}tblHeader") is not None]
    assert ["MinuteWith", "interpretationStep"] in heads
    foot = packed.xml(f"{GUIDE}.docx", "word/footer1.xml")
    assert "".join(foot.itertext()).startswith(
        "Facilitator guide: Foundations · Edition of Thailand · 23 November 2026"
    )
    assert [field.get(f"{W}instr", "").strip() for field in foot.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]
    assert body.find(f".//{W}footerReference") is not None


def test_a_worksheet_in_docx_has_rows_to_write_in_and_boxes_to_tick(packed: Packed) -> None:
    body = packed.xml("modules/foundations/foundations-worksheets.docx", "word/document.xml")
    tables = [["".join(row.itertext()).strip() for row in table.iter(f"{W}tr")] for table in body.iter(f"{W}tbl")]
    assert tables == [["CaseActPurpose", "Case 1", "Case 2"], ["", "", "", ""]]
    [ticked] = [item for item in body.iter(f"{W}p") if "I named no person." in "".join(item.itertext())]
    assert ticked.find(f".//{W}numPr") is not None
    numbering = packed.xml("modules/foundations/foundations-worksheets.docx", "word/numbering.xml")
    assert "☐" in {item.get(f"{W}val") for item in numbering.iter(f"{W}lvlText")}


def test_slides_have_text_a_table_and_the_steps_of_the_guide_as_notes(packed: Packed) -> None:
    with zipfile.ZipFile(packed.path(SLIDES)) as opened:
        parts = {name: etree.fromstring(opened.read(name)) for name in opened.namelist() if name.endswith(".xml")}
    said = {name: " ".join(item.text or "" for item in tree.iter(f"{A}t")) for name, tree in parts.items()}
    notes = "".join(text for name, text in said.items() if "notesSlide" in name)
    shown = {name: text for name, text in said.items() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)}
    assert len(shown) == manifest_of(packed).packs[-1].rows[-1].files[0].pages
    assert all(words in notes for words in ("Show the three elements.", "There are three.", "But there was no border."))
    assert not any("But there was no border." in text for text in shown.values())
    assert any(tree.find(f".//{A}tbl") is not None for name, tree in parts.items() if name in shown)


def manifest_of(packed: Packed) -> manifest.Manifest:
    found = manifest.read(packed.path(""))
    assert found is not None
    return found


def test_the_report_says_sizes_and_times(packed: Packed) -> None:
    assert re.search(r"^\| module foundations \| 9 \| \d+ \| \d+ \| \d+ \| \d+ \|$", packed.said, re.MULTILINE)
    assert re.search(r"Together \d+\.\d MiB\. The site took \d+ s, the packs \d+ s\.", packed.said)


def test_the_site_of_the_same_day_publishes_the_packs_with_kind_size_and_pages(packed: Packed) -> None:
    site = packed.folder.root / "site"
    [list_] = html.document_fromstring((site / "packs/index.html").read_bytes()).xpath("//div[@class='packs']")
    links = list_.xpath(".//a/@href")
    assert [link for link in links if not (site / "packs" / link).is_file()] == []
    [row] = list_.xpath(".//tr[th='Facilitator guide: Foundations']/td")
    assert re.fullmatch(
        r"PDF: Facilitator guide: Foundations \d+ KB, pages: \d+; DOCX: Facilitator guide: Foundations \d+ KB",
        " ".join(row.text_content().split()),
    )
    assert "make packs" not in " ".join(list_.text_content().split())


def test_packs_of_another_day_or_of_other_sources_are_not_published(
    packed: Packed, tmp_path: Path, course: Course
) -> None:
    """The page says how to make them instead."""
    page = tmp_path / "packs/index.html"
    page.parent.mkdir()
    page.write_text("<main><div data-packs>make packs</div></main>")
    made = manifest_of(packed)
    for day, digest, there in (
        (made.made_on, "other", False),
        (made.made_on + dt.timedelta(days=1), made.sources, False),
        (made.made_on, made.sources, True),
    ):
        renderer = Renderer(replace(course, today=day), ROOT)
        assert publish(tmp_path, renderer, packed.path(""), digest) is there
        assert (tmp_path / "packs/modules").exists() is there
        assert ("make packs" in page.read_text(encoding="utf-8")) is not there


def test_any_change_of_data_pages_or_templates_makes_packs_stale(pristine: CourseFolder, tmp_path: Path) -> None:
    shutil.copytree(pristine.root, tmp_path / "course")
    folder = CourseFolder(tmp_path / "course")
    assert (before := sources(folder.root)) == sources(pristine.root)
    for file in (
        "data/modules/foundations.yml",
        "docs/help.md",
        "templates/packs/book.css",
        "docs/assets/css/site.css",
    ):
        folder.write(file, (folder.root / file).read_text(encoding="utf-8") + "\n")
        assert sources(folder.root) != before
        before = sources(folder.root)


def test_a_failure_leaves_the_packs_that_were_there(
    packed: Packed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = CourseFolder(tmp_path / "failing")
    shutil.copytree(packed.folder.root, folder.root)
    broken(tmp_path / "bin", "140")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setenv("BUILD_DATE", DATE)
    with pytest.raises(PackError) as raised:
        make_packs(folder.root, Wanted(module="foundations"))
    assert re.fullmatch(
        rf"Chromium could not print [a-z-]+\.pdf\. It said:\nThe disk is full\.\n{KEPT}", str(raised.value)
    )
    assert sorted(path.name for path in (folder.root / "build").iterdir()) == [
        "packs",
        "templates",
    ]  # the latter compiled
    assert manifest.read(folder.root / "build/packs") == manifest_of(packed)
