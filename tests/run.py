"""What `make test` runs: every check, one after the other, and one summary.

A step shows its output only when it fails. A step whose tool is missing is skipped by name; with CI=true that is a failure.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
VNU = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
COUNT = re.compile(r"(\d+) (passed|failed|skipped|error)")


@dataclass(frozen=True)
class Step:
    """A check: its command, and what says that it cannot run here."""

    name: str
    command: tuple[str, ...]
    missing: str | None = None
    counts: bool = False


@dataclass(frozen=True)
class Result:
    """How a step ended. `counts` is passed, failed and skipped; `said` is its output."""

    name: str
    counts: tuple[int, int, int]
    seconds: float
    said: str

    @property
    def word(self) -> str:
        """The result in one word."""
        return "failed" if self.counts[1] else "passed" if self.counts[0] else "skipped"


def tool(name: str, *arguments: str) -> tuple[str, ...]:
    """A command of the virtual environment."""
    return (sys.executable, "-m", name, *arguments)


def steps() -> list[Step]:
    """Every step, in order."""
    java = None if shutil.which("java") else "Java is missing: `make tools` installs it"
    vnu = None if VNU.exists() else "vnu is missing: `make tools` installs npm, then `make test` fetches it"
    return [
        Step("ruff check", tool("ruff", "check", ".")),
        Step("ruff format", tool("ruff", "format", "--check", ".")),
        Step("mypy", tool("mypy")),
        Step("yamllint", tool("yamllint", "--strict", ".")),
        Step("codespell", tool("codespell_lib", ".")),
        Step("curriculum check", tool("curriculum", "check")),
        Step("curriculum build", tool("curriculum", "build")),
        Step("pytest", tool("pytest", "-q", "-n", "2", "--dist", "loadfile"), counts=True),
        Step("vnu", ("java", "-jar", str(VNU), "--skip-non-html", "--errors-only", str(ROOT / "site")), java or vnu),
    ]


def build_date() -> str:
    """The day of the commit, so that two runs of one commit build the same; today where there is no git."""
    try:
        done = subprocess.run(
            ["git", "log", "-1", "--format=%cs"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        return done.stdout.strip() or dt.datetime.now(tz=dt.UTC).date().isoformat()
    except OSError:
        return dt.datetime.now(tz=dt.UTC).date().isoformat()


def run(step: Step, environment: Mapping[str, str]) -> Result:
    """Run one step."""
    if step.missing:
        failed = environment.get("CI") == "true"
        return Result(step.name, (0, int(failed), int(not failed)), 0.0, step.missing)
    start = time.monotonic()
    done = subprocess.run(
        step.command,
        cwd=ROOT,
        env=dict(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    seconds = time.monotonic() - start
    ended = (int(done.returncode == 0), int(done.returncode != 0), 0)
    return Result(step.name, counted(done.stdout, ended) if step.counts else ended, seconds, done.stdout.rstrip())


def counted(said: str, ended: tuple[int, int, int]) -> tuple[int, int, int]:
    """The tests that pytest counts in its closing line; a run that ended badly without a failed test counts as one."""
    found = {word: int(number) for number, word in COUNT.findall(said.rstrip().rpartition("\n")[2])}
    failed = found.get("failed", 0) + found.get("error", 0)
    return found.get("passed", 0), max(failed, ended[1]), found.get("skipped", 0)


def show(result: Result, counts: bool) -> None:
    """What a person needs to see of a step at once."""
    if result.word == "failed":
        print(f"\n=== {result.name} ===\n{result.said}\n", flush=True)  # noqa: T201
    elif result.word == "skipped":
        print(f"{result.name}: skipped. {result.said}", flush=True)  # noqa: T201
    elif counts:
        lines = result.said.splitlines()
        skipped = [line for line in lines if line.startswith("SKIPPED")]
        print("\n".join([*skipped, f"{result.name}: {lines[-1].strip('= ')}"]), flush=True)  # noqa: T201
    else:
        print(f"{result.name}: passed", flush=True)  # noqa: T201


def main() -> int:
    """Run every step and say how it went. Returns 1 if anything failed."""
    environment = {**os.environ, "BUILD_DATE": build_date(), "NO_COLOR": "1", "NO_MKDOCS_2_WARNING": "1"}
    environment["PATH"] = f"{BIN}{os.pathsep}{environment.get('PATH', '')}"
    results: list[Result] = []
    built = False
    for step in steps():
        if step.name == "vnu" and not built and not step.missing:
            step = Step(step.name, step.command, "there is no built site, since the build failed")
        result = run(step, environment)
        if step.name == "curriculum build" and result.word == "passed":
            built = True
            environment["BUILT_SITE"] = str(ROOT / "site")
        results.append(result)
        show(result, step.counts)
    print(f"\n{'step':<20}{'result':<10}{'seconds':>8}")  # noqa: T201
    for result in results:
        print(f"{result.name:<20}{result.word:<10}{result.seconds:>8.1f}")  # noqa: T201
    passed, failed, skipped = (sum(result.counts[place] for result in results) for place in range(3))
    print(f"\n{passed} passed, {failed} failed, {skipped} skipped")  # noqa: T201
    return int(failed > 0)


if __name__ == "__main__":
    raise SystemExit(main())
