"""A build needs no network, writes nothing beside its own folders, and leaves the last good site where the disk refuses."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from curriculum.generated import write
from curriculum.load import load
from tests.small_course import DATE, CourseFolder, contents, make

SOURCES = ("data", "docs", "templates", "macros.py", "mkdocs.yml", "settings.yml")


def can(*command: str) -> bool:
    """Whether this machine allows a command."""
    return bool(shutil.which(command[0])) and subprocess.run(command, check=False, capture_output=True).returncode == 0


def build(root: Path, *before: str) -> subprocess.CompletedProcess[str]:
    """`python -m curriculum build`, with words in front of the command."""
    command = [*before, sys.executable, "-m", "curriculum", "--root", str(root), "build"]
    env = {**os.environ, "BUILD_DATE": DATE}
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False, timeout=120)


def test_builds_without_any_network(course_folder: CourseFolder) -> None:
    apart = ["unshare", "--net"] if can("unshare", "--net", "true") else ["unshare", "--map-root-user", "--net"]
    if not can(*apart, "true"):
        pytest.skip("unshare --net is not allowed here: the build without a network cannot be shown")
    reach = "import socket; socket.create_connection(('127.0.0.1', 9), 1)"
    nothing = subprocess.run([*apart, sys.executable, "-c", reach], check=False, capture_output=True, text=True)
    assert "Network is unreachable" in nothing.stderr
    built = build(course_folder.root, *apart)
    assert built.returncode == 0, built.stdout + built.stderr
    assert (course_folder.root / "site/index.html").exists()


def test_sources_may_be_read_only(course_folder: CourseFolder) -> None:
    """Pages that are made from data are put below docs/ once; a build after that writes there no more."""
    write(course_folder.root, load(course_folder.root).made)
    before = {name: contents(course_folder.root / name) for name in ("data", "docs", "templates")}
    for name in SOURCES:
        for path in (course_folder.root / name, *(course_folder.root / name).rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
    built = build(course_folder.root, *_without_rights())
    assert built.returncode == 0, built.stdout + built.stderr
    assert {name: contents(course_folder.root / name) for name in before} == before


def _without_rights() -> list[str]:
    """Root may write anywhere; without that right it is held to the modes of files like anybody else."""
    drop = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"]
    if os.geteuid() == 0:
        if not can(*drop, "true"):
            pytest.skip("setpriv is missing, and root may write anywhere: read-only folders cannot be shown")
        return drop
    return []


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[CourseFolder]:
    """The small course with a site, on a disk on which nothing is left."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.geteuid() != 0 or not can("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)):
        pytest.skip("a small tmpfs cannot be mounted here (root is needed): the full disk cannot be shown")
    try:
        folder = make(disk / "course")
        (folder.root / "site").mkdir()
        folder.write("site/index.html", "the last good site")
        with (disk / "filler").open("wb", buffering=0) as filler:
            while True:
                try:
                    filler.write(bytes(4096))
                except OSError:
                    break
        yield folder
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_said_in_plain_words_and_leaves_the_site(full_disk: CourseFolder) -> None:
    built = build(full_disk.root)
    assert built.returncode == 1
    assert "Traceback" not in built.stdout + built.stderr
    assert "No space left on device" in built.stderr
    assert contents(full_disk.root / "site") == {"index.html": b"the last good site"}
