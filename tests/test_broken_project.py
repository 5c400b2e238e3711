"""Settings and templates that cannot be used: one message with its place, no traceback, and the last good site stays."""

from __future__ import annotations

import shutil

import pytest

from tests.small_course import CourseFolder

CASE = "templates/pages/case.md.j2"
UTF_16 = "é".encode("utf-16")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be opened (No such file or directory); look whether it is there and may be read [Y111]"),
        (b"", "must hold settings such as `nav: ...`, not a bare list or text [S204]"),
        (b"- a\n", "must hold settings such as `nav: ...`, not a bare list or text [S204]"),
        (b"nav\n", "must hold settings such as `nav: ...`, not a bare list or text [S204]"),
        (UTF_16, "is not UTF-8 text; save it again with the encoding UTF-8 [Y101]"),
    ],
    ids=["missing", "empty", "a list", "a text", "not UTF-8"],
)
def test_settings(course_folder: CourseFolder, content: bytes | None, said: str) -> None:
    (course_folder.root / "mkdocs.yml").unlink()
    if content is not None:
        course_folder.write("mkdocs.yml", content)
    assert course_folder.report() == [f"mkdocs.yml:1: {said}"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "1: is missing; write it, or get it back from the repository"),
        (
            b"---\n{% if record %}\n{% endfor %}\n",
            "3: cannot be used (Encountered unknown tag 'endfor'. Jinja was looking for the following tags: 'elif' or "
            "'else' or 'endif'. The innermost block that needs to be closed is 'if'.); mend it, or get it back from "
            "the repository",
        ),
        (
            b"---\n{{ nothing.such }}\n",
            "1: cannot be used ('nothing' is undefined); mend it, or get it back from the repository",
        ),
        (UTF_16, "1: is not UTF-8 text; save it again with the encoding UTF-8, or get it back from the repository"),
    ],
    ids=["missing", "a tag too much", "an unknown name", "not UTF-8"],
)
def test_template_of_pages_made_of_data(course_folder: CourseFolder, content: bytes | None, said: str) -> None:
    (course_folder.root / CASE).unlink()
    if content is not None:
        course_folder.write(CASE, content)
    assert course_folder.report() == [f"{CASE}:{said} [T903]"]


def test_a_template_of_a_macro_that_is_no_text(course_folder: CourseFolder) -> None:
    course_folder.write("templates/macros/case.html.j2", UTF_16)
    said = "templates/macros/case.html.j2:1: is not UTF-8 text; save it again with the encoding UTF-8 [Y101]"
    assert course_folder.report() == [said]


def test_a_build_without_settings_leaves_the_last_site(course_folder: CourseFolder) -> None:
    course_folder.write("site/index.html", "the last good site")
    (course_folder.root / "mkdocs.yml").unlink()
    built = course_folder.build()
    assert (built.returncode, built.stdout) == (1, "")
    assert built.stderr.splitlines() == [
        "mkdocs.yml:1: cannot be opened (No such file or directory); look whether it is there and may be read [Y111]",
        "1 problem. ADAPTING.md explains each code in square brackets.",
    ]
    assert (course_folder.root / "site/index.html").read_text(encoding="utf-8") == "the last good site"


def test_without_any_template_there_is_no_traceback(course_folder: CourseFolder) -> None:
    shutil.rmtree(course_folder.root / "templates")
    built = course_folder.build()
    assert built.returncode == 1
    assert f"{CASE}:1: is missing; write it, or get it back from the repository [T903]" in built.stderr
    assert "Traceback" not in built.stderr
