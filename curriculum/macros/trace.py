"""The macro of the page "From objective to question"."""

from __future__ import annotations

from curriculum.links import Here
from curriculum.load import Course
from curriculum.macros.modules import check_page, index_page, section_page
from curriculum.macros.registry import Context, ModuleId, macro
from curriculum.trace import trace


@macro()
def objective_trace(course: Course, here: Here, module: ModuleId) -> Context:
    """Each objective of the module: where it is read, taught, practised and checked."""
    found = course.modules[module]
    return {
        "module": found,
        "page": index_page(module),
        "check": check_page(module),
        "pages": {section.id: section_page(module, section.id) for section in found.sections},
        "rows": trace(found, course.quizzes[module]),
    }
