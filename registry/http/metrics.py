"""What operators watch, in the text format of Prometheus: the line before the check, the workers, what was known."""

import ipaddress
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.exceptions import NotFoundException

from registry import __version__
from registry.http.headers import headers_of
from registry.settings import Settings
from registry.usecases.kept import KeptReports
from registry.validators.pool import CheckPool

PATH: Final = "/metrics"
MEDIA_TYPE: Final = "text/plain; version=0.0.4"
_FORWARDED: Final = (b"x-forwarded-for", b"forwarded", b"x-real-ip", b"via")

Sample = tuple[Mapping[str, str], float]


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure: its name, whether it only grows, what it says, and its labels."""

    name: str
    kind: str
    said: str
    labels: tuple[str, ...] = ()


INFO: Final = Metric("somana_info", "gauge", "Always 1; the label says which release runs.", ("version",))
CHECKS: Final = Metric(
    "somana_checks_total",
    "counter",
    "Checks by workers, by how they ended: a report, an unreadable document, a line too long (busy), or why the "
    "worker was stopped (timed-out, out-of-memory, crashed, profile-unusable).",
    ("pool", "outcome"),
)
SECONDS: Final = Metric("somana_check_seconds_total", "counter", "Seconds that checks took, with waiting.", ("pool",))
WAITING: Final = Metric("somana_check_queue_length", "gauge", "Documents that wait for a worker.", ("pool",))
BUSY: Final = Metric("somana_check_workers_busy", "gauge", "Workers at work.", ("pool",))
WORKERS: Final = Metric("somana_check_workers", "gauge", "Workers that live.", ("pool",))
REPLACED: Final = Metric(
    "somana_check_workers_replaced_total", "counter", "Workers that were ended or found dead.", ("pool",)
)
TAUGHT: Final = Metric(
    "somana_check_profiles_sent_total", "counter", "How often a worker was sent a profile it did not know.", ("pool",)
)
REPORTS: Final = Metric(
    "somana_reports_asked_total",
    "counter",
    "Reports that were asked for, by who knew them: memory, database, or nobody, so that a worker was asked.",
    ("known",),
)
KEPT: Final = Metric("somana_reports_kept", "gauge", "Reports that are kept in memory.")
KEPT_BYTES: Final = Metric("somana_reports_kept_bytes", "gauge", "What the reports weigh that are kept in memory.")

METRICS: Final = (INFO, CHECKS, SECONDS, WAITING, BUSY, WORKERS, REPLACED, TAUGHT, REPORTS, KEPT, KEPT_BYTES)


@get(PATH, include_in_schema=False)
async def metrics(request: Request[Any, Any, State]) -> Response[str]:
    """Show the figures of this process to those who may read them; to anybody else there is nothing here."""
    if not may_read(request):
        raise NotFoundException
    state = request.app.state
    body = "".join(lines_of(state.pools, state.kept))
    return Response(body, media_type=MEDIA_TYPE, headers={"Cache-Control": "no-store"})


def may_read(request: Request[Any, Any, State]) -> bool:
    """Say whether the one who asks stands in a network of the settings.

    What a proxy passes on that is not trusted has the address of the proxy, which is often this machine; nobody is
    taken for this machine because of that.
    """
    settings: Settings = request.app.state.settings
    peer = (request.scope.get("client") or ("", 0))[0]
    address = request.scope["state"]["address"]
    if address == peer and any(headers_of(request.scope, name) for name in _FORWARDED):
        return False
    try:
        asking = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(asking in ipaddress.ip_network(network) for network in settings.metrics_readers)


def lines_of(pools: Mapping[str, CheckPool], kept: KeptReports) -> Iterator[str]:
    """Yield every figure with what it says of itself."""
    samples = _samples_of(pools, kept)
    for metric in METRICS:
        yield f"# HELP {metric.name} {metric.said}\n# TYPE {metric.name} {metric.kind}\n"
        for labels, value in samples[metric]:
            said = ",".join(f'{name}="{_escaped(word)}"' for name, word in labels.items())
            yield f"{metric.name}{{{said}}} {value:.10g}\n" if said else f"{metric.name} {value:.10g}\n"


def _samples_of(pools: Mapping[str, CheckPool], kept: KeptReports) -> Mapping[Metric, Sequence[Sample]]:
    each = [({"pool": name}, pool) for name, pool in pools.items()]
    return {
        INFO: [({"version": __version__}, 1)],
        CHECKS: [
            (label | {"outcome": outcome}, count)
            for label, pool in each
            for outcome, count in sorted({"report": 0, "timed-out": 0, **pool.tally.outcomes}.items())
        ],
        SECONDS: [(label, pool.tally.seconds) for label, pool in each],
        WAITING: [(label, pool.waiting) for label, pool in each],
        BUSY: [(label, pool.busy) for label, pool in each],
        WORKERS: [(label, len(pool.process_ids)) for label, pool in each],
        REPLACED: [(label, pool.tally.replaced) for label, pool in each],
        TAUGHT: [(label, pool.tally.taught) for label, pool in each],
        REPORTS: [({"known": name}, kept.found[name]) for name in ("memory", "database", "nobody")],
        KEPT: [({}, len(kept))],
        KEPT_BYTES: [({}, kept.kept_bytes)],
    }


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
