"""What is done to the built pages, so that every engine's output gets it: policy, redirects, search, and nothing else."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import jinja2

from curriculum import keep, local, search_index, terms
from curriculum.findings import CourseError, Finding
from curriculum.fit import course as fit_course
from curriculum.links import Here, address
from curriculum.load import Course
from curriculum.outcomes import page as outcomes
from curriculum.progress import SCRIPT, TITLES, known, titles
from curriculum.render import Renderer, day
from curriculum.safe import css_text, finalize, script_json

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; form-action 'none'; base-uri 'none'"
)
"""Content-Security-Policy of every page. `frame-ancestors` cannot be set by a meta element."""

BLANK = "blank.html"
"""The neutral page that the quick exit goes to. assets/js/exit.js knows it by this name."""

STYLE = "assets/css/site.css"
"""The style sheet of every page."""

THEME_FILES = ("assets/javascripts", "assets/stylesheets", "assets/images/favicon.png")
"""Files of the stock theme that no page of ours loads."""

_CHARSET = re.compile(r"<meta charset=\"?utf-8\"?\s*/?>", re.IGNORECASE)
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"?application/ld\+json)[^>]*>", re.IGNORECASE)


def finish(site: Path, course: Course, root: Path) -> None:
    """Finish the pages below `site`. Raises CourseError where a page cannot carry the policy."""
    for name in THEME_FILES:
        path = site / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    for script in sorted((site / "assets/js").glob("*.js")):
        script.write_text(lean(script.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    _built(site, course, root)
    complete(site, course, root)
    findings = [finding for page in sorted(site.rglob("*.html")) for finding in set_policy(page, site)]
    if findings:
        raise CourseError(findings)
    if "<loc>http" not in _read(site / "sitemap.xml"):
        for name in ("sitemap.xml", "sitemap.xml.gz"):  # without SITE_URL its addresses would be of no use
            (site / name).unlink(missing_ok=True)
    if not _flat(site, course):  # nothing is installed from disk
        keep.write_manifest(site, keep.COURSE, Renderer(course, root))


def complete(site: Path, course: Course, root: Path) -> None:
    """Write what no engine makes: pages at old addresses, the neutral page, and what scripts fetch."""
    _redirects(site, course, root)
    _blank(site, course, root)
    folders = not _flat(site, course)
    made = Renderer(course, root, folders)
    local.write(site, made)
    terms.write(site, made)
    search_index.write(site, course, folders)
    if any(workshop.programme for workshop in course.workshops.values()):
        from curriculum import calendar_file  # with icalendar, which most builds need not load

        calendar_file.write(site, course)
    fit_course.write(site, course)
    outcomes.write(site, course)
    _course_scripts(site, course, root)


def lean(script: str) -> str:
    """A script of ours without indentation, empty lines and lines of comment: a tenth less to fetch.

    A text of several lines between backticks would change, so our scripts have none (a test holds that).
    """
    lines = [line.strip() for line in script.splitlines()]
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def set_policy(page: Path, site: Path) -> list[Finding]:
    """Write the policy into a page below `site`. Returns why that was not possible."""
    name = f"site/{page.relative_to(site).as_posix()}"
    text = page.read_text(encoding="utf-8")
    if match := _INLINE_SCRIPT.search(text):
        line = text[: match.start()].count("\n") + 1
        return [
            Finding(
                name, line, "", "holds an inline script, which the policy forbids; move it into docs/assets/js", "B102"
            )
        ]
    meta = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    changed, count = _CHARSET.subn(lambda match: match.group() + meta, text, count=1)
    if count != 1:
        return [Finding(name, 1, "", 'has no <meta charset="utf-8">, after which the policy stands; add it', "B103")]
    page.write_text(changed, encoding="utf-8", newline="\n")
    return []


def _flat(site: Path, course: Course) -> bool:
    """Whether the pages were built without a folder for each (`use_directory_urls: false`)."""
    pages = [path for path in course.pages if not path.endswith("index.md")]
    return any((site / address(path, directory_urls=False)).exists() for path in pages)


def _template(root: Path, name: str) -> jinja2.Template:
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(root / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=finalize,
    )
    templates.filters["css_text"] = css_text
    return templates.get_template(name)


def _built(site: Path, course: Course, root: Path) -> None:
    """The day of the build, which printed pages name, at the end of the style sheet."""
    text = _template(root, "built.css.j2").render(strings=course.extra.strings, date=day(course.today))
    with (site / STYLE).open("a", encoding="utf-8", newline="\n") as style:
        style.write(text)


def _blank(site: Path, course: Course, root: Path) -> None:
    """The neutral page of the quick exit: no engine knows it, so that no menu, search or list of pages names it."""
    text = _template(root, "blank.html.j2").render(strings=course.extra.strings, extra=course.extra)
    (site / BLANK).write_text(text, encoding="utf-8", newline="\n")


def _course_scripts(site: Path, course: Course, root: Path) -> None:
    """What the scripts for progress know of the course."""
    folders = not _flat(site, course)
    strings = course.extra.strings
    texts = {
        SCRIPT: _template(root, "course.js.j2").render(known=known(course, folders), strings=strings) + "\n",
        TITLES: f"window.vcaKnown = {script_json(titles(course, folders))};\n",
    }
    for name, text in texts.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8", newline="\n")


def _redirects(site: Path, course: Course, root: Path) -> None:
    template = _template(root, "redirect.html.j2")
    folders = not _flat(site, course)
    for redirect in course.redirects:
        here = Here(redirect.old, folders)
        place = address(redirect.old, folders)
        page = site / (place if place.endswith(".html") else f"{place}index.html")
        page.parent.mkdir(parents=True, exist_ok=True)
        target = here.to(redirect.new)
        text = template.render(target=target, strings=course.extra.strings, extra=course.extra)
        page.write_text(text, encoding="utf-8", newline="\n")
