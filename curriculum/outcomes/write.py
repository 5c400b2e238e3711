"""Write outcomes as YAML, beside what was published before. Refuses what would show the answers of a few."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import ValidationError

from curriculum.model.outcomes import Outcomes, SurveyOutcome
from curriculum.outcomes.read import read, said
from curriculum.outcomes.rules import Counted, published, refused
from curriculum.outcomes.spec import Spec


class OutcomesError(Exception):
    """Nothing was written; the text says why."""


def text_of(outcomes: Outcomes, spec: Spec) -> str:
    """The YAML of outcomes. The page writes the same letters."""
    lines = [*spec.head, f"workshop: {outcomes.workshop}", "surveys:"]
    for survey in outcomes.surveys:
        lines += [f"  - survey: {survey.survey}", f"    answers: {survey.answers}"]
        if survey.questions:
            lines.append("    questions:")
        for item in survey.questions:
            left_out = f", left_out: {item.left_out}" if item.left_out else ""
            lines.append(f"      - {{question: {item.question}, share: {item.share}{left_out}}}")
        if survey.sessions:
            lines.append("    sessions:")
        lines += [f"      - [{', '.join(level)}]" for level in survey.sessions]
    return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class Result:
    """What came of a file: notes, faults, and the outcomes, which are None with a fault."""

    notes: tuple[str, ...]
    faults: tuple[str, ...]
    outcomes: Outcomes | None


def result(
    data: bytes, spec: Spec, workshop: str, now: Outcomes | None = None, past: Iterable[SurveyOutcome] = ()
) -> Result:
    """The outcomes of a workshop with the sheets in `data`; other sheets of `now` stay as they are.

    `past` is every survey that was ever published of the workshop.
    """
    reading = read(data, spec, workshop)
    if reading.faults:
        return Result(reading.notes, reading.faults, None)
    made, notes, faults = _merged(spec, workshop, reading.counted, now, tuple(past))
    notes = (*reading.notes, *notes)
    if faults:
        return Result(notes, faults, None)
    return Result((*notes, said(spec, "same")) if made == now else notes, (), made)


def _merged(
    spec: Spec, workshop: str, counted: Iterable[Counted], now: Outcomes | None, past: tuple[SurveyOutcome, ...]
) -> tuple[Outcomes, tuple[str, ...], tuple[str, ...]]:
    surveys = {survey.survey: survey for survey in now.surveys} if now else {}
    sheets = {sheet.id: sheet for sheet in spec.sheets}
    notes: list[str] = []
    faults: list[str] = []
    for item in counted:
        sheet = sheets[item.survey]
        new = published(item, surveys.values())
        labels = {target.id: target.label for target in sheet.targets}
        withheld = [question for question in new.questions if question.share == "withheld"]
        notes += [said(spec, "withheld", question=labels[question.question]) for question in withheld]
        if refused(new, (*past, *surveys.values())):
            faults.append(said(spec, "revised", survey=sheet.title))
        surveys[item.survey] = new
    order = [name for name in sheets if name in surveys]
    made = Outcomes(workshop=workshop, surveys=tuple(surveys[name] for name in order))
    return made, tuple(notes), tuple(faults)


def outcomes(root: Path, spec: Spec, file: Path, workshop: str, write: bool = True) -> str:
    """Read `file` and write data/outcomes/<workshop>.yml below `root`. Returns what to tell. Raises OutcomesError."""
    data = _bytes(root, spec, file, workshop)
    path = root / "data" / "outcomes" / f"{workshop}.yml"
    now = _now(path)
    made = result(data, spec, workshop, now, committed(root, path))
    if made.outcomes is None:
        raise OutcomesError("\n".join((*made.notes, *made.faults, said(spec, "not_written"))))
    if made.outcomes == now:
        return "\n".join(made.notes)
    text, place = text_of(made.outcomes, spec), path.relative_to(root).as_posix()
    if write:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    end = f"Wrote {place}. Look at it, then run: make check" if write else f"{place} would hold:\n\n{text}"
    return "\n".join((*made.notes, end))


def _bytes(root: Path, spec: Spec, file: Path, workshop: str) -> bytes:
    """The bytes of the export. Raises OutcomesError for a file inside the project, and for an unknown workshop."""
    if workshop not in spec.sessions:
        known = ", ".join(spec.sessions)
        raise OutcomesError(f'"{workshop}" has no file data/workshops/{workshop}.yml; known are {known}')
    if file.resolve().is_relative_to(root.resolve()):
        raise OutcomesError(
            f"{file.name} lies inside the project, where a slip would publish it. Move it out, to a folder that is not "
            "shared, and name it there. Nothing was read."
        )
    try:
        return file.read_bytes()
    except OSError as error:
        raise OutcomesError(f"{file} cannot be opened: {error.strerror}") from None


def _now(path: Path) -> Outcomes | None:
    """The outcomes that stand there now. Raises OutcomesError where they cannot be read: they would be lost."""
    if not path.exists():
        return None
    found = parsed(path.read_text(encoding="utf-8"))
    if found is None:
        raise OutcomesError(f"data/outcomes/{path.name} cannot be read. Run: make check")
    return found


def parsed(text: str) -> Outcomes | None:
    """Outcomes in a YAML text, or None where it holds none."""
    try:
        return Outcomes.model_validate_json(_json(text))
    except (ValidationError, yaml.YAMLError):
        return None


def _json(text: str) -> str:
    return json.dumps(yaml.safe_load(text), default=str)


def committed(root: Path, path: Path) -> Iterator[SurveyOutcome]:
    """Every survey that git has of a file of outcomes. None where there is no git.

    Also of a file that was deleted, and of one that stood only on a branch that was merged: git leaves that branch out of a
    plain log.
    """
    place = path.relative_to(root).as_posix()
    for commit in _git(root, "log", "--all", "--full-history", "--format=%H", "--", place).split():
        found = parsed(_git(root, "show", f"{commit}:./{place}"))
        yield from found.surveys if found else ()


def _git(root: Path, *command: str) -> str:
    try:
        done = subprocess.run(["git", *command], cwd=root, capture_output=True, text=True, check=False, timeout=30)
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""
