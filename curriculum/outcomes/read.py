"""Read an export of evaluation sheets: what is counted, what was read, and what could not be. No cell's content leaves here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from curriculum.outcomes import cells
from curriculum.outcomes.columns import Column, assigned, holds, known, letter, quoted
from curriculum.outcomes.rules import Counted, Tally
from curriculum.outcomes.spec import VOTES, Sheet, Spec, Target, normal
from curriculum.outcomes.table import Table, TableError, table

Value = bool | int | frozenset[str] | None
NAMED = 3
"""Cells of one column that are named, before only their number is told."""
Sheets = list[dict[int, Value]]


@dataclass(frozen=True)
class Reading:
    """The sheets counted, what to tell the person, and the faults. With a fault nothing is to be written."""

    counted: tuple[Counted, ...]
    notes: tuple[str, ...]
    faults: tuple[str, ...]


def read(data: bytes, spec: Spec, workshop: str) -> Reading:
    """Read the bytes of an export for a workshop that `spec` knows. Nothing is raised: what is wrong is among the faults."""
    try:
        found = table(data, lambda row: known(row, spec))
    except TableError as error:
        return Reading((), (), (said(spec, error.name, **error.values),))
    return _Reader(spec, workshop, found).reading()


def said(spec: Spec, name: str, **values: str | int) -> str:
    """A message of data/evaluation.yml, filled in."""
    text = spec.messages[name]
    for key, value in values.items():
        text = text.replace(f"{{{key}}}", str(value))
    return text


class _Reader:
    """Reads one table, gathering notes and faults on the way."""

    def __init__(self, spec: Spec, workshop: str, found: Table) -> None:
        self.spec = spec
        self.sessions = spec.sessions[workshop]
        self.table = found
        self.raw = found.rows[found.heading]
        self.headings = [normal(cell) for cell in self.raw]
        self.notes: list[str] = []
        self.faults: list[str] = []
        self.unknown: dict[int, int] = {}
        self._say("took", encoding=found.encoding, delimiter=found.delimiter, row=found.heading + 1)

    def _say(self, name: str, **values: str | int) -> None:
        self.notes.append(said(self.spec, name, **values))

    def _fault(self, name: str, **values: str | int) -> None:
        self.faults.append(said(self.spec, name, **values))

    def reading(self) -> Reading:
        """Columns, then rows, then the counts."""
        columns, both = assigned(self.headings, self.spec)
        if both:
            self._fault("which", first=both[0].title, second=both[1].title)
            return Reading((), tuple(self.notes), tuple(self.faults))
        columns = self._columns(columns)
        sheets = self._sheets(columns)
        counted = () if self.faults else self._counted(columns, sheets)
        return Reading(counted, tuple(self.notes), tuple(self.faults))

    def _columns(self, columns: list[Column]) -> list[Column]:
        """Say what each column is. Returns those to read."""
        by_index = {column.index: column for column in columns}
        first: dict[tuple[str, str], int] = {}
        for index, heading in enumerate(self.headings):
            column, name = by_index.get(index), letter(index)
            if column is None:
                self._not_read(index, heading)
            elif column.target.kind == "votes" and not self.sessions:
                self._say("no_sessions", column=name)
                del by_index[index]
            else:
                self._say("column", column=name, question=column.target.label)
                key = column.sheet.id, column.target.id
                if key in first and column.target.kind != "votes":
                    self._fault("twice", first=letter(first[key]), column=name, question=column.target.label)
                first.setdefault(key, index)
        return list(by_index.values())

    def _not_read(self, index: int, heading: str) -> None:
        place = {"column": letter(index), "heading": quoted(self.raw[index])}
        if holds(heading, self.spec.lived_experience):
            self._fault("lived", **place)
        elif holds(heading, self.spec.never_read):
            self._say("never_read", **place)
        elif heading:
            self._say("not_asked", **place)

    def _sheets(self, columns: Sequence[Column]) -> Sheets:
        """The values of each row of answers, by column."""
        sheets: Sheets = []
        for index, row in enumerate(self.table.rows):
            if index <= self.table.heading or not any(row):
                continue
            number, faults = index + 1, len(self.faults)
            if normal(next(cell for cell in row if cell)) in self.spec.totals:
                self._say("row_total", row=number)
            elif [normal(cell) for cell in row] == self.headings:
                self._say("row_heading", row=number)
            elif any(row[len(self.headings) :]):
                self._fault("long_row", row=number)
            else:
                values = self._values(row, number, columns)
                if any(value is not None for value in values.values()):
                    sheets.append(values)
                elif len(self.faults) == faults:
                    self._say("row_empty", row=number)
        for at, times in self.unknown.items():
            if times > NAMED:
                self._fault("more", column=letter(at), number=times - NAMED)
        if not sheets and not self.faults:
            self._fault("no_rows")
        return sheets

    def _values(self, row: list[str], number: int, columns: Sequence[Column]) -> dict[int, Value]:
        """What a row says in each column; None for nothing, and for what is not known."""
        values: dict[int, Value] = {}
        for column in columns:
            try:
                values[column.index] = self._value(row[column.index] if column.index < len(row) else "", column)
            except cells.UnknownError:
                values[column.index] = None
                self._unknown(column, number)
        return values

    def _unknown(self, column: Column, number: int) -> None:
        """A fault for a cell; for a whole column of them the first few and how many there are."""
        self.unknown[column.index] = self.unknown.get(column.index, 0) + 1
        if self.unknown[column.index] <= NAMED:
            self._fault("cell", row=number, column=letter(column.index), question=column.target.label)

    def _value(self, cell: str, column: Column) -> Value:
        target = column.target
        match target.kind:
            case "share":
                return cells.share(cell, self.spec.answers[target.answers])
            case "score":
                return cells.score(cell, target.most)
            case "tick":
                return cells.tick(cell, target.texts, self.spec.answers[target.answers])
            case "many":
                choices = [item for item in column.sheet.targets if item.group == target.id]
                return cells.many(cell, choices)
            case "votes":
                return cells.votes(cell, self.sessions)

    def _counted(self, columns: Sequence[Column], sheets: Sheets) -> tuple[Counted, ...]:
        """The counts of each sheet of the forms that has columns here, in the order of the forms."""
        found = []
        for sheet in self.spec.sheets:
            own = [column for column in columns if column.sheet == sheet]
            rows = [row for row in sheets if any(row[column.index] is not None for column in own)]
            if rows:
                self._say("counted", survey=sheet.title, number=len(rows))
                if len(rows) < self.spec.least:
                    self._say("only_number", survey=sheet.title)
                found.append(_count(sheet, own, rows, self.sessions))
        return tuple(found)


def _count(sheet: Sheet, columns: Sequence[Column], rows: Sheets, sessions: Sequence[tuple[str, str]]) -> Counted:
    """The tallies of the questions that have columns, in the order of the sheet, and the votes of each who voted."""
    by_target: dict[str, list[int]] = {}
    for column in columns:
        by_target.setdefault(column.target.id, []).append(column.index)
    tallies: dict[str, Tally] = {}
    for target in sheet.targets:
        if target.group and (target.group in by_target or target.id in by_target):
            tallies[target.id] = _ticks(sheet, target, by_target, rows)
        elif target.kind in {"share", "score"} and target.id in by_target:
            values = [row[by_target[target.id][0]] for row in rows]
            tallies[target.id] = _tally(values, target)
    named = [_union(row, by_target.get(VOTES, [])) for row in rows]
    return Counted(sheet.id, len(rows), tallies, [votes for votes in named if votes], [name for name, _ in sessions])


def _tally(values: Sequence[Value], target: Target) -> Tally:
    answers = [int(value) for value in values if isinstance(value, int)]
    each = target.most * cells.HUNDREDTHS if target.kind == "score" else 1
    return Tally(len(answers), sum(answers), each * len(answers))


def _ticks(sheet: Sheet, target: Target, by_target: Mapping[str, list[int]], rows: Sheets) -> Tally:
    """How many ticked a choice, of those who ticked anything in its group."""
    group = {item.id: by_target.get(item.id, []) for item in sheet.targets if item.group == target.group}
    together = by_target.get(target.group, [])
    ticked = []
    for row in rows:
        own = {name for name, at in group.items() if any(row[index] for index in at)}
        ticked.append(own | _union(row, together))
    answered = [names for names in ticked if names]
    return Tally(len(answered), sum(target.id in names for names in answered), len(answered))


def _union(row: Mapping[int, Value], at: Sequence[int]) -> frozenset[str]:
    found = (row[index] for index in at)
    return frozenset(name for value in found if isinstance(value, frozenset) for name in value)
