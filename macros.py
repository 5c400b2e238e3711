"""Names the macros for the pages; the code is in curriculum/."""

from pathlib import Path
from typing import Any

from curriculum.site import register


def define_env(env: Any) -> None:
    """Called by mkdocs-macros once for each build."""
    register(env, Path(__file__).parent)
