"""Compiled templates, kept below build/ as Python keeps its compiled modules.

Compiling costs about as much as filling in the macros of 300 pages. Where the folder cannot be read or written, templates are
compiled again: nothing fails for it.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import tempfile
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

FOLDER = "build/templates"
"""Where they are kept, below the folder of the project."""


class Compiled(BytecodeCache):
    """The compiled templates of the project `root`. `settings` are files that say how they are compiled.

    Jinja itself asks whether a template or Python has changed; a change of `settings` or of Jinja starts a new folder.
    """

    def __init__(self, root: Path, *settings: Path) -> None:
        state = hashlib.sha256(jinja2.__version__.encode())
        for path in settings:
            state.update(path.read_bytes())
        self.folder = root / FOLDER / state.hexdigest()[:16]

    def load_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja before it compiles."""
        with contextlib.suppress(OSError), (self.folder / bucket.key).open("rb") as file:
            bucket.load_bytecode(file)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja after it has compiled."""
        with contextlib.suppress(OSError):
            if not self.folder.exists():
                shutil.rmtree(self.folder.parent, ignore_errors=True)
                self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as file:
                try:
                    bucket.write_bytecode(file)
                    file.close()
                    Path(file.name).replace(self.folder / bucket.key)  # whole or not at all
                except OSError:
                    Path(file.name).unlink(missing_ok=True)
