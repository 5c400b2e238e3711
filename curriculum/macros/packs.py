"""The macro of the page of packs."""

from __future__ import annotations

from curriculum.links import Here
from curriculum.load import Course
from curriculum.macros.registry import Context, macro


@macro()
def pack_list(course: Course, here: Here) -> Context:
    """The packs that are published beside the site, put in after the build; where there are none, how to make them."""
    return {}
