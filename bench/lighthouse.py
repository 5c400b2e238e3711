"""Lighthouse, mobile, median of five, over the gzip server. Installed by npm below build/, never into the lock."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
from pathlib import Path
from typing import Any

from tests.served import served

ROUNDS = 5
PAGES = ("modules/identification/", "modules/foundations/elements/", "modules/identification/check/", "plan/")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
AUDITS = {"largest-contentful-paint": "LCP, ms", "cumulative-layout-shift": "CLS", "total-byte-weight": "bytes"}


def measure(chromium: str, site: Path, work: Path) -> dict[str, Any] | str:
    """Medians for each page, or why there are none."""
    tool = work / "lighthouse"
    program = tool / "node_modules/lighthouse/cli/index.js"
    node = shutil.which("node")
    try:
        if not program.exists():
            npm = [
                "npm",
                "install",
                "--prefix",
                str(tool),
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                "lighthouse@12",
            ]
            subprocess.run(npm, check=True, capture_output=True, text=True)
        with served(site) as (address, _):
            command = [str(node), str(program)]
            reports = {page: [_run(command, chromium, address + page) for _ in range(ROUNDS)] for page in PAGES}
        return {page: _median(found) for page, found in reports.items()}
    except (subprocess.CalledProcessError, OSError) as error:
        return f"cannot be had here: {error} {getattr(error, 'stderr', '')[-300:]}"


def _run(program: list[str], chromium: str, address: str) -> dict[str, Any]:
    options = ["--output=json", "--quiet", "--form-factor=mobile", f"--only-categories={','.join(CATEGORIES)}"]
    flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
    done = subprocess.run(
        [*program, address, *options, flags],
        env={**os.environ, "CHROME_PATH": chromium},
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _median(reports: list[dict[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in CATEGORIES:
        found[name] = round(100 * statistics.median(report["categories"][name]["score"] for report in reports))
    for audit, label in AUDITS.items():
        found[label] = round(statistics.median(report["audits"][audit]["numericValue"] for report in reports), 3)
    requests = reports[0]["audits"]["network-requests"]["details"]["items"]
    found["script bytes"] = sum(
        item.get("transferSize", 0) for item in requests if item.get("resourceType") == "Script"
    )
    failed = [
        ref["id"]
        for name in CATEGORIES[1:]
        for ref in reports[0]["categories"][name]["auditRefs"]
        if ref["weight"] and (reports[0]["audits"][ref["id"]]["score"] or 0) < 1
        and reports[0]["audits"][ref["id"]]["scoreDisplayMode"] not in {"notApplicable", "manual", "informative"}
    ]  # fmt: skip
    return {**found, "not full marks": failed}
