"""How a macro is declared, and what is known of its arguments without calling it."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from curriculum.links import Here
from curriculum.load import Course


@dataclass(frozen=True)
class IdOf:
    """Marks an argument that must be the id of a record of this kind (`known.KINDS`)."""

    kind: str


ReferenceId = Annotated[str, IdOf("reference")]
TermId = Annotated[str, IdOf("term")]
ModuleId = Annotated[str, IdOf("module")]
ActivityId = Annotated[str, IdOf("activity")]
GuideId = Annotated[str, IdOf("guide")]
WorksheetId = Annotated[str, IdOf("worksheet")]
TestId = Annotated[str, IdOf("test")]
CaseId = Annotated[str, IdOf("case")]
FormId = Annotated[str, IdOf("form")]
PlanId = Annotated[str, IdOf("plan")]
WorkshopId = Annotated[str, IdOf("workshop")]
CountryId = Annotated[str, IdOf("country")]
TopicId = Annotated[str, IdOf("topic")]
DiagramId = Annotated[str, IdOf("diagram")]

Context = dict[str, Any]
Gather = Callable[..., Context]


@dataclass(frozen=True)
class Parameter:
    """An argument of a macro as a page writes it. A `bare` one is written without its name."""

    name: str
    kind: str | None
    required: bool
    many: bool
    bare: bool = False


@dataclass(frozen=True)
class Macro:
    """A macro: `gather(course, here, ...)` returns what templates/macros/<name>.html.j2 shows. `wraps` takes a page passage.

    One that is the same `anywhere` gives out the same on every page for the same arguments.
    """

    name: str
    gather: Gather
    parameters: tuple[Parameter, ...]
    doc: str
    wraps: bool
    anywhere: bool


MACROS: dict[str, Macro] = {}
"""Every macro by name, in the order of their declaration."""


def macro(*, wraps: bool = False, anywhere: bool = False) -> Callable[[Gather], Gather]:
    """Declare a macro. The function's own name is the macro's, its docstring explains it in ADAPTING.md's words."""

    def declare(gather: Gather) -> Gather:
        hints = typing.get_type_hints(gather, include_extras=True)
        parameters = []
        for parameter in list(inspect.signature(gather).parameters.values())[2:]:
            if parameter.kind is inspect.Parameter.KEYWORD_ONLY and parameter.name == "body":
                continue
            marks = getattr(hints[parameter.name], "__metadata__", ())
            kind = next((mark.kind for mark in marks if isinstance(mark, IdOf)), None)
            many = parameter.kind is inspect.Parameter.VAR_POSITIONAL
            required = parameter.default is inspect.Parameter.empty and not many
            bare = parameter.kind is inspect.Parameter.POSITIONAL_ONLY
            parameters.append(Parameter(parameter.name, kind, required, many, bare))
        name = gather.__name__
        MACROS[name] = Macro(name, gather, tuple(parameters), inspect.getdoc(gather) or "", wraps, anywhere)
        return gather

    return declare


def gather_for(name: str, course: Course, here: Here, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Context:
    """Call the gathering function of a macro."""
    return MACROS[name].gather(course, here, *args, **kwargs)
