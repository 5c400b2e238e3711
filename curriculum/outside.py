"""Which outside addresses of references and organisations still answer. The only part of the code that uses the network.

It never runs while the site is built or tested: `make outside` and a scheduled job run it, and it only reports.
"""

from __future__ import annotations

import http.client
import os
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urldefrag, urlsplit, urlunsplit

from curriculum.annotate import cell, table
from curriculum.load import Loaded
from curriculum.model.site import Organisations

SECONDS = 10.0
AT_ONCE = 4
PAUSE = 3.0
"""Seconds before the one retry."""

GONE = {404, 410}
"""Answers by which a site says that a page is gone. A name that does not exist counts as well."""
State = Literal["answers", "moved", "dead", "unclear"]


@dataclass(frozen=True)
class Place:
    """Where an address stands: file, line, and the thing that it belongs to."""

    file: str
    line: int
    what: str


@dataclass(frozen=True)
class Answer:
    """What came back from an address. `dead` is gone for certain; `unclear` has to be opened by hand."""

    address: str
    state: State
    detail: str


def addresses(loaded: Loaded) -> dict[str, list[Place]]:
    """Each outside address once, without its anchor, with every place that it stands in."""
    found: dict[str, list[Place]] = {}
    for address, place in (*_references(loaded), *_organisations(loaded)):
        found.setdefault(urldefrag(address).url, []).append(place)
    return found


def _references(loaded: Loaded) -> Iterator[tuple[str, Place]]:
    for item, document, path in loaded.references():
        if item.URL:
            yield item.URL, Place(document.file, document.line((*path, "URL")), item.id)
        if item.DOI:
            line = document.line((*path, "DOI"))
            yield f"https://doi.org/{quote(item.DOI, safe='/()')}", Place(document.file, line, item.id)
        if item.custom.opened_at:
            line = document.line((*path, "custom", "opened_at"))
            yield item.custom.opened_at, Place(document.file, line, f"{item.id}, as opened")


def _organisations(loaded: Loaded) -> Iterator[tuple[str, Place]]:
    record = loaded.file("organisations.yml")
    if not isinstance(record, Organisations):
        return
    file = "data/organisations.yml"
    document = loaded.documents[file]
    for index, item in enumerate(record.organisations):
        if item.url:
            yield item.url, Place(file, document.line(("organisations", index, "url")), item.id)


def ask_all(wanted: Iterable[str], *, seconds: float = SECONDS, pause: float = PAUSE) -> list[Answer]:
    """Ask each address, at most four at once. Returns one answer for each, in the same order; nothing is raised."""
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        return list(pool.map(lambda address: ask(address, seconds=seconds, pause=pause), wanted))


def ask(address: str, *, seconds: float = SECONDS, pause: float = PAUSE) -> Answer:
    """Ask for the head of `address`, then for the page if that fails, and for the page once more after `pause` seconds.

    A page that says that it is gone is not asked again. `seconds` is the longest wait for each sign of life.
    """
    answer = _request(address, "HEAD", seconds)
    if answer.state in {"answers", "moved"}:
        return answer
    answer = _request(address, "GET", seconds)
    if answer.state != "unclear":
        return answer
    time.sleep(pause)
    return _request(address, "GET", seconds)


def _request(address: str, method: str, seconds: float) -> Answer:
    try:
        plain = _ascii(address)
        request = urllib.request.Request(plain, method=method, headers=_headers())  # noqa: S310 - the model lets only http(s) in
        with urllib.request.urlopen(request, timeout=seconds) as response:  # noqa: S310
            return _landed(address, plain, response.geturl())
    except urllib.error.HTTPError as error:
        error.close()
        return Answer(address, "dead" if error.code in GONE else "unclear", f"{error.code} {error.reason}")
    except (OSError, http.client.HTTPException, ValueError) as error:
        cause = error.reason if isinstance(error, urllib.error.URLError) else error
        state: State = "dead" if isinstance(cause, socket.gaierror) and cause.errno == socket.EAI_NONAME else "unclear"
        name = type(cause if isinstance(cause, Exception) else error).__name__
        return Answer(address, state, f"{name}: {cause}")


def _headers() -> dict[str, str]:
    source = os.environ.get("REPO_URL", "")
    about = f" (+{source})" if source.isascii() and source.isprintable() and source else ""
    return {"User-Agent": f"victim-centred-approach-link-check/1{about}", "Accept": "*/*"}


def _ascii(address: str) -> str:
    """`address` as a request needs it: other letters than ASCII encoded, what is encoded already left as it is."""
    parts = urlsplit(address)
    netloc = parts.netloc.encode("idna").decode("ascii") if not parts.netloc.isascii() else parts.netloc
    safe = "%/:=&?~#+!$,;'@()*[]"
    return urlunsplit((parts.scheme, netloc, quote(parts.path, safe=safe), quote(parts.query, safe=safe), ""))


def _landed(address: str, asked: str, reached: str) -> Answer:
    there = urldefrag(reached).url
    if there.rstrip("/") == asked.rstrip("/"):
        return Answer(address, "answers", "")
    # A page that is gone often leads to the front page of its site.
    if urlsplit(there).path in {"", "/"} and urlsplit(asked).path not in {"", "/"}:
        return Answer(address, "unclear", f"leads to the front page {there}")
    return Answer(address, "moved", f"leads to {there}")


SECTIONS: tuple[tuple[State, str], ...] = (
    ("dead", "Dead: the page or the whole site is gone. Find it elsewhere, or take the address out."),
    ("unclear", "Unclear: no answer that a machine can judge, such as a refusal. Open it by hand."),
    ("moved", "Moved: the page answers at another address. Look whether it is the same page."),
)


def report(loaded: Loaded, *, seconds: float = SECONDS, pause: float = PAUSE) -> str:
    """Ask every address and say in Markdown which do not simply answer. Every address is counted."""
    places = addresses(loaded)
    answers = ask_all(places, seconds=seconds, pause=pause)
    counts = ", ".join(
        f"{sum(answer.state == state for answer in answers)} {word}"
        for state, word in (("answers", "answer"), ("moved", "moved"), ("dead", "dead"), ("unclear", "unclear"))
    )
    parts = ["## Outside addresses", f"{len(answers)} asked: {counts}."]
    for state, title in SECTIONS:
        rows = [
            (answer.address, answer.detail, f"{place.file}:{place.line}", place.what)
            for answer in answers
            if answer.state == state
            for place in places[answer.address]
        ]
        if rows:
            parts += [f"### {title}", table(("Address", "What came back", "Where", "Belongs to"), rows)]
    if unread := sorted({finding.file for finding in loaded.findings}):
        names = ", ".join(cell(name) for name in unread)
        parts.append(f"**Not complete:** {names} could not be read in full. `make check` says why.")
    return "\n\n".join(parts)
