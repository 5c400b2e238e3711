"""Reference documents for pandoc: its own ones, with the colours, the type and the page of this course.

The pieces of XML that are put in stand in templates/packs/office/.
"""

from __future__ import annotations

import functools
import io
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from lxml import etree

from curriculum.packs.programs import PackError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"
_FOOTER = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
_EPOCH = (2000, 1, 1, 0, 0, 0)

HEADING, BODY, MORE = "2600", "1800", "1600"
"""Sizes of type on slides, in hundredths of a point."""

TITLE_LEFT = "685800"
"""Where the title of the first slide begins, in EMU."""

Change = Callable[[etree._Element], None]


def docx(pandoc: str, parts: Path, foot: str, to: Path) -> None:
    """Write a reference for DOCX to `to`. `parts` is templates/packs/office, `foot` stands at the foot of each page."""
    footer = _xml(parts / "footer.xml")
    [place] = footer.xpath("//*[@id='foot']")
    place.text = foot
    del place.attrib["id"]
    changes: dict[str, Change] = {
        "word/styles.xml": lambda tree: _styles(tree, _xml(parts / "styles.xml")),
        "word/document.xml": lambda tree: _section(tree, _xml(parts / "section.xml")),
        "word/_rels/document.xml.rels": _relation,
        "[Content_Types].xml": _content_type,
    }
    _write(_default(pandoc, "reference.docx"), changes, {"word/footer1.xml": etree.tostring(footer)}, to)


def pptx(pandoc: str, parts: Path, to: Path) -> None:
    """Write a reference for PPTX to `to`."""
    changes: dict[str, Change] = {
        "ppt/theme/theme1.xml": lambda tree: _theme(tree, _xml(parts / "colours.xml")),
        "ppt/slideMasters/slideMaster1.xml": lambda tree: _master(tree, _xml(parts / "bar.xml")),
        "ppt/slideLayouts/slideLayout1.xml": _title_slide,
    }
    _write(_default(pandoc, "reference.pptx"), changes, {}, to)


def _xml(path: Path) -> etree._Element:
    return etree.parse(path, etree.XMLParser(remove_blank_text=True)).getroot()


@functools.cache
def _default(pandoc: str, name: str) -> bytes:
    """Pandoc's own reference document."""
    done = subprocess.run([pandoc, "--print-default-data-file", name], capture_output=True, check=False)
    if done.returncode:
        raise PackError(f"pandoc has no {name}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def _write(data: bytes, changes: Mapping[str, Change], new: Mapping[str, bytes], to: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as made:
        for name in old.namelist():
            text = old.read(name)
            if name in changes:
                tree = etree.fromstring(text)
                changes[name](tree)
                text = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
            made.writestr(zipfile.ZipInfo(name, _EPOCH), text)
        for name, text in new.items():
            made.writestr(zipfile.ZipInfo(name, _EPOCH), text)


def _styles(tree: etree._Element, ours: etree._Element) -> None:
    """Put our styles in the place of those with the same id, and our defaults first."""
    own = {style.get(f"{W}styleId") for style in ours.iter(f"{W}style")}
    for style in list(tree):
        if style.tag == f"{W}docDefaults" or style.get(f"{W}styleId") in own:
            tree.remove(style)
    defaults, *styles = list(ours)
    tree.insert(0, defaults)
    tree.extend(styles)


def _section(tree: etree._Element, ours: etree._Element) -> None:
    [body] = tree.iter(f"{W}body")
    for old in body.findall(f"{W}sectPr"):
        body.remove(old)
    body.append(ours)


def _relation(tree: etree._Element) -> None:
    kind = tree[0].tag
    etree.SubElement(tree, kind, {"Id": "rIdFooter", "Type": _RELATION, "Target": "footer1.xml"})


def _content_type(tree: etree._Element) -> None:
    [kind] = {element.tag for element in tree if str(element.tag).endswith("Override")}
    etree.SubElement(tree, kind, {"PartName": "/word/footer1.xml", "ContentType": _FOOTER})


def _theme(tree: etree._Element, ours: etree._Element) -> None:
    for scheme in list(tree.iter(f"{A}themeElements")):
        scheme.replace(next(scheme.iter(f"{A}clrScheme")), ours)
    for fonts in tree.iter(f"{A}majorFont", f"{A}minorFont"):
        for latin in fonts.findall(f"{A}latin"):
            latin.set("typeface", "Segoe UI")


def _master(tree: etree._Element, bar: etree._Element) -> None:
    """Titles to the left, bold, below a bar; type that leaves room for seven lines; paper-coloured ground."""
    [shapes] = tree.iter(f"{P}spTree")
    shapes.insert(2, bar)  # after the two elements that describe the group, behind all others
    for level in tree.iterfind(f".//{P}titleStyle/{A}lvl1pPr"):
        level.set("algn", "l")
        for run in level.iter(f"{A}defRPr"):
            run.set("sz", HEADING)
            run.set("b", "1")
    for shape in tree.iter(f"{P}sp"):
        if shape.find(f".//{P}ph[@type='title']") is not None:
            next(shape.iter(f"{A}bodyPr")).set("anchor", "t")
    for style in tree.iter(f"{P}bodyStyle"):
        for number, level in enumerate(style, 1):
            for run in level.iter(f"{A}defRPr"):
                run.set("sz", BODY if number == 1 else MORE)
    for ground in tree.iterfind(f".//{P}bgRef/{A}schemeClr"):
        ground.set("val", "bg2")


def _title_slide(tree: etree._Element) -> None:
    """The line below the title starts where the title starts."""
    for shape in tree.iter(f"{P}sp"):
        if shape.find(f".//{P}ph[@type='subTitle']") is not None:
            next(shape.iter(f"{A}off")).set("x", TITLE_LEFT)
            for level in shape.iter(f"{A}lvl1pPr"):
                level.set("algn", "l")
