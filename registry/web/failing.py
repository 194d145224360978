"""The pages of what fails: an institution's list with its deadlines, and the newest findings of a version."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from registry.usecases import institutions, rechecks, rules, versions
from registry.usecases.indexing import path_of
from registry.usecases.work import Work
from registry.web.documents import opened
from registry.web.findings import grades_of, unchecked_of
from registry.web.naming import below_versions
from registry.web.reader import Reader
from registry.web.threads import elsewhere
from registry.web.versions import frame_of


@get("/institutions/{key:str}/failing", include_in_schema=False)
async def listing(key: FromPath[str], reader: NamedDependency[Reader], reading: NamedDependency[Work]) -> Response[str]:
    """Show what an institution has published that fails today, and by when it must be mended."""
    row = await institutions.get(reading, key)
    rows = await rechecks.failing(reading, key)
    return reader.page("rechecks/failing.html", institution=row, rows=rows, path_of=path_of)


@get(below_versions("latest-findings"), include_in_schema=False)
async def findings(
    name: NamedDependency[str], number: FromPath[str], reader: NamedDependency[Reader], reading: NamedDependency[Work]
) -> Response[str]:
    """Show what the newest check of a version found, beside the report that it was approved with."""
    frame = await frame_of(reading, reader, name, number)
    tree = await rechecks.latest_report_of(reading, frame.version)
    document = await opened(await versions.document_of(reading, frame.version))
    judge = await rules.judge_of(reading, tree["profile_digest"])
    grades = await elsewhere(grades_of, tree, document.lines, reader.language, judge)
    unchecked = unchecked_of(tree, reader.language, judge)
    shown: dict[str, Any] = {"report": tree, "grades": grades, "unchecked": unchecked, "newest": True}
    return reader.page("versions/findings.html", frame=frame, tab="findings", **shown)


ROUTES = [listing, findings]
