"""`make packs`: build the site aside, make every document of every pack, and only then put them in the place of the old ones."""

from __future__ import annotations

import os
import tempfile
import time
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from curriculum.build import make_site, swap
from curriculum.editions import FOLDER as EDITIONS
from curriculum.editions import known_code
from curriculum.load import Course, assemble
from curriculum.packs import contents, manifest, reference
from curriculum.packs.book import Shelf, text
from curriculum.packs.book import assemble as assemble_book
from curriculum.packs.contents import Document, Pack
from curriculum.packs.manifest import File, Listed, Manifest, Row
from curriculum.packs.office import write_docx
from curriculum.packs.paper import print_pdf
from curriculum.packs.programs import PackError, Programs, find
from curriculum.packs.publish import sources
from curriculum.packs.slides import write_pptx
from curriculum.render import Renderer
from curriculum.site import build_date, checked

UNTOUCHED = "No pack was made; build/packs/ is as it was."


@dataclass(frozen=True)
class Wanted:
    """Which packs to make: those of one module or one plan, or all ("" for both); in the edition of a country, or of none ("")."""

    country: str = ""
    module: str = ""
    plan: str = ""


@dataclass(frozen=True)
class Workshop:
    """Where packs are made: the shelf of built pages, the programs, the folder for drafts and the one for what is ready."""

    shelf: Shelf
    programs: Programs
    drafts: Path
    ready: Path

    @property
    def course(self) -> Course:
        """The course of the packs."""
        return self.shelf.renderer.course


def make(root: Path, wanted: Wanted) -> str:
    """Make packs of `root` into build/packs/. Returns a report on sizes and times.

    Raises PackError, CourseError or BuildError; build/packs/ is then as it was.
    """
    start = time.monotonic()
    programs = find()
    code = known_code(root, wanted.country) if wanted.country.strip() else ""
    digest, sound, today = sources(root), checked(root), build_date()
    course = assemble(sound.loaded, today)
    packs = chosen(course, wanted, code)
    build = root / "build"
    build.mkdir(exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(prefix="packs-", dir=build) as aside:
            site = make_site(root, sound, today, [code] if code else [], Path(aside) / "site")
            built = time.monotonic()
            shelf = _shelf(site, Renderer(course, root), code)
            work = Workshop(shelf, programs, Path(aside) / "drafts", Path(aside) / "packs")
            listed = _all(work, packs, root / "templates" / "packs" / "office")
            manifest.write(Manifest(today, code, digest, listed), work.ready)
            swap(work.ready, build / "packs", build / "packs.old")
    except OSError as error:  # a full disk, a folder that may not be written
        raise PackError(f"{error}\n{UNTOUCHED}") from None
    except PackError as error:
        raise PackError(f"{error}\n{UNTOUCHED}") from None
    return report(listed, built - start, time.monotonic() - built)


def chosen(course: Course, wanted: Wanted, code: str) -> list[Pack]:
    """The packs to make, the common one first. Raises PackError where a module or a plan is not known."""
    for kind, name, known in (("module", wanted.module, course.modules), ("plan", wanted.plan, course.plans)):
        if name and name not in known:
            raise PackError(f'There is no {kind} "{name}"; known are {", ".join(known)}.\n{UNTOUCHED}')
    every = not wanted.module and not wanted.plan
    plans = [contents.plan(course, name) for name in course.plans if every or name == wanted.plan]
    needed = {wanted.module, *(name for pack in plans for name in pack.modules)}
    countries = [course.countries[code]] if code else list(course.countries.values())
    return [
        contents.common(course),
        *(contents.country(item) for item in sorted(countries, key=lambda item: item.name)),
        *(contents.module(course, name) for name in course.modules if every or name in needed),
        *plans,
    ]


def _shelf(site: Path, renderer: Renderer, code: str) -> Shelf:
    country = renderer.course.countries.get(code)
    label = text(renderer.piece("packs/edition", None, country=country))
    return Shelf(site, f"{EDITIONS}/{code.lower()}/" if code else "", label, renderer)


def _all(work: Workshop, packs: Sequence[Pack], office: Path) -> tuple[Listed, ...]:
    """Make every document of `packs`, several at a time, then one file of all for each pack that is for a workshop."""
    work.drafts.mkdir()
    slides = work.drafts / "reference.pptx"
    reference.pptx(work.programs.pandoc, office, slides)
    for pack in packs:
        (work.ready / pack.folder).mkdir(parents=True)
    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
        rows = [[pool.submit(_document, work, pack, item, office) for item in pack.documents] for pack in packs]
        decks = [pool.submit(_deck, work, pack, slides) if pack.sessions else None for pack in packs]
        try:
            made = [
                (pack, [*(job.result() for job in jobs), *([deck.result()] if deck else [])])
                for pack, jobs, deck in zip(packs, rows, decks, strict=True)
            ]
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    shared = [row for pack, found in made if pack.kind == "common" or _belongs(work, pack) for row in found]
    books = {pack.id: found[:-1] for pack, found in made if pack.kind == "module"}  # the last are the slides
    return tuple(
        Listed(pack.id, pack.kind, pack.title, tuple(found), _zip(work, pack, _of(pack, found, books, shared)))
        for pack, found in made
    )


def _of(pack: Pack, found: list[Row], books: Mapping[str, list[Row]], shared: list[Row]) -> list[Row]:
    """What the one file of a pack holds: its own documents, the books of its modules, and what every workshop needs."""
    return [*found, *(row for name in pack.modules for row in books[name]), *shared]


def _belongs(work: Workshop, pack: Pack) -> bool:
    """Whether it is the brief of the edition's country, which every pack of that edition has."""
    return pack.kind == "country" and work.shelf.edition == f"{EDITIONS}/{pack.id}/"


def _document(work: Workshop, pack: Pack, document: Document, office: Path) -> Row:
    """A document as PDF and as DOCX."""
    today = work.course.today
    book = assemble_book(document, work.shelf)
    page = work.drafts / f"{document.name}.html"
    page.write_text(book.page, encoding="utf-8")
    pdf, docx = (work.ready / pack.folder / f"{document.name}.{ending}" for ending in ("pdf", "docx"))
    pages = print_pdf(work.programs.chromium, page, pdf, today)
    like = work.drafts / f"{document.name}-reference.docx"
    reference.docx(work.programs.pandoc, office, book.foot, like)
    write_docx(work.programs.pandoc, book, like, docx, today)
    return Row(book.title, (_file(work, pdf, pages), _file(work, docx)))


def _deck(work: Workshop, pack: Pack, like: Path) -> Row:
    """The slides of a pack."""
    title = text(work.shelf.renderer.piece("packs/title", None, kind="slides", subject=pack.title))
    to = work.ready / pack.folder / f"{pack.id}-slides.pptx"
    count = write_pptx(work.programs.pandoc, pack, work.shelf, like, to, work.course.today)
    return Row(title, (_file(work, to, count),))


def _file(work: Workshop, path: Path, pages: int | None = None) -> File:
    place = path.relative_to(work.ready).as_posix()
    return File(place, path.suffix.removeprefix("."), path.stat().st_size, pages)


def _zip(work: Workshop, pack: Pack, rows: Iterable[Row]) -> File | None:
    """One file with all documents of `rows`, each dated with the day of the build. None for a pack that is no workshop."""
    if not pack.sessions:
        return None
    to, today = work.ready / pack.folder / f"{pack.id}.zip", work.course.today
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as made:
        for file in sorted({file.path for row in rows for file in row.files}):
            info = zipfile.ZipInfo(f"{pack.id}/{Path(file).name}", (today.year, today.month, today.day, 0, 0, 0))
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            made.writestr(info, (work.ready / file).read_bytes())
    return _file(work, to)


def report(listed: Sequence[Listed], building: float, making: float) -> str:
    """Sizes and times, as a table."""
    lines = ["| Pack | Files | Pages | Slides | KiB | KiB in one file |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    total = 0
    for pack in listed:
        files = [file for row in pack.rows for file in row.files]
        size = sum(file.size for file in files)
        total += size + (pack.all.size if pack.all else 0)
        pages, slides = (sum(file.pages or 0 for file in files if file.format == kind) for kind in ("pdf", "pptx"))
        whole = f"{pack.all.size / 1024:.0f}" if pack.all else ""
        lines.append(
            f"| {pack.kind} {pack.id} | {len(files)} | {pages} | {slides or ''} | {size / 1024:.0f} | {whole} |"
        )
    lines.append(f"\nTogether {total / 1048576:.1f} MiB. The site took {building:.0f} s, the packs {making:.0f} s.")
    return "\n".join(lines)
