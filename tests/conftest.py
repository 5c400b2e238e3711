"""What tests share: the small course, and the real site as it was built."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from curriculum.checks import check
from curriculum.load import Course, assemble, load
from curriculum.site import build_date
from tests.small_course import DATE, ROOT, CourseFolder, make

pytest_plugins = ["tests.browser", "tests.keeping"]
os.environ.setdefault("BUILD_DATE", DATE)


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> CourseFolder:
    """The small course, to read only; `course_folder` is the one to change."""
    return make(tmp_path_factory.mktemp("course") / "small")


@pytest.fixture
def course_folder(tmp_path: Path, pristine: CourseFolder) -> CourseFolder:
    """A copy of the small course of the test's own."""
    shutil.copytree(pristine.root, tmp_path / "course")
    return CourseFolder(tmp_path / "course")


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small course, built as `make build` does, to read only."""
    folder = make(tmp_path_factory.mktemp("built") / "small")
    built = folder.build()
    assert built.returncode == 0, built.stdout + built.stderr
    return folder.root / "site"


@pytest.fixture(scope="session")
def course() -> Course:
    """The real course."""
    loaded = load(ROOT)
    assert [str(finding) for finding in check(loaded, ROOT)] == []
    return assemble(loaded, build_date())


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site: the one that BUILT_SITE names, or one built here."""
    if given := os.environ.get("BUILT_SITE"):
        return Path(given)
    folder = tmp_path_factory.mktemp("site")
    for name in ("data", "docs", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("macros.py", "mkdocs.yml"):
        shutil.copy(ROOT / name, folder)
    (folder / "curriculum").mkdir()
    built = CourseFolder(folder).build()
    assert built.returncode == 0, built.stdout + built.stderr
    return folder / "site"
