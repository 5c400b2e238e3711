"""Macros that tell what changed in the content."""

from __future__ import annotations

from curriculum.links import Here
from curriculum.load import Course
from curriculum.macros.modules import index_page
from curriculum.macros.registry import Context, ModuleId, macro


@macro()
def module_changes(course: Course, here: Here, module: ModuleId) -> Context:
    """What changed in the module since somebody taught it, newest first."""
    return {"changes": [item for item in course.changes if module in item.modules]}


@macro()
def all_changes(course: Course, here: Here) -> Context:
    """What changed in the whole course, newest first, with the modules that it concerns."""
    return {
        "rows": [(item, [(course.modules[name], index_page(name)) for name in item.modules]) for item in course.changes]
    }
