"""A small valid course as real files: tests/course/ with the real templates, assets, interface texts and settings."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from curriculum import schemas
from curriculum.checks import check
from curriculum.findings import Finding
from curriculum.load import Course, assemble, load
from curriculum.site import build_date

ROOT = Path(__file__).resolve().parent.parent
SMALL = Path(__file__).resolve().parent / "course"
DATE = "2026-11-23"


@dataclass(frozen=True)
class CourseFolder:
    """A copy of the small course that a test may change."""

    root: Path

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace `old`, which must stand exactly once, with `new`."""
        text = (self.root / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        (self.root / file).write_text(text.replace(old, new), encoding="utf-8")

    def write(self, file: str, content: str | bytes) -> None:
        """Write a whole file."""
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def findings(self) -> list[Finding]:
        """What the checks say."""
        return check(load(self.root), self.root)

    def report(self) -> list[str]:
        """What the checks say, as a trainer reads it."""
        return [str(finding) for finding in self.findings()]

    def course(self) -> Course:
        """The course, without looking for findings."""
        return assemble(load(self.root), build_date())

    def run(self, *command: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run `python -m <command>` in the folder with a fixed date."""
        return subprocess.run(
            [sys.executable, "-m", *command],
            cwd=self.root,
            env={**os.environ, "BUILD_DATE": DATE, "NO_MKDOCS_2_WARNING": "1", **env},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def build(self, **env: str) -> subprocess.CompletedProcess[str]:
        """`python -m curriculum build` of this folder."""
        return self.run("curriculum", "--root", str(self.root), "build", **env)

    def mkdocs(self) -> subprocess.CompletedProcess[str]:
        """Plain `mkdocs build --strict`."""
        return self.run("mkdocs", "build", "--strict", "--quiet")


def make(folder: Path) -> CourseFolder:
    """Write the small course into `folder`, which must not exist yet."""
    shutil.copytree(SMALL, folder)
    shutil.copytree(ROOT / "templates", folder / "templates")
    shutil.copytree(ROOT / "docs/assets", folder / "docs/assets")
    shutil.copytree(ROOT / "data/strings", folder / "data/strings")
    shutil.copy(ROOT / "macros.py", folder)
    shutil.copy(ROOT / "mkdocs.yml", folder / "settings.yml")
    (folder / "curriculum").mkdir()
    schemas.write(folder / "data/schemas")
    return CourseFolder(folder)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@dataclass(frozen=True)
class Fault:
    """One mistake in the small course: in `file` `old` becomes `new`; `expected` is all that the checks then say.

    `{line}` in it is the line on which `old` starts, for files that are not the small course's own.
    """

    file: str
    old: str
    new: str
    expected: tuple[str, ...]

    def commit(self, folder: CourseFolder) -> list[str]:
        """Make the mistake. Returns what the checks should say."""
        before = (folder.root / self.file).read_text(encoding="utf-8").partition(self.old)[0]
        folder.edit(self.file, self.old, self.new)
        return [line.replace("{line}", str(before.count("\n") + 1)) for line in self.expected]

    @property
    def codes(self) -> set[str]:
        """The codes of the expected findings."""
        return {line.rpartition("[")[2].rstrip("]") for line in self.expected}


def fault(file: str, old: str, new: str, *expected: str) -> Fault:
    """A row of a table of faults."""
    return Fault(file, old, new, expected)
