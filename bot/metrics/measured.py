"""Counts that Prometheus may read, in a registry of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.metrics.counts import Counts

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
REASONS = {
    "no longer true": "untrue",
    "its time was over": "too-late",
    "a later one says it": "said-later",
    "they may not read it now": "not-readable",
    "the loop has another channel now": "other-channel",
    "the loop is gone": "loop-gone",
    "moved": "moved",
    "planned anew": "planned-anew",
    "already sent": "sent-already",
    "not in the pilot": "not-in-pilot",
    "by hand": "by-hand",
}
"""Why a notice is dropped: in words, and as a label."""
OTHER = "other"
LATE = (1, 5, 15, 60, 300, 900, 3600, 4 * 3600, 24 * 3600)  # seconds
HANDLING = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3)  # seconds: Slack waits three

Pools = Callable[[], Mapping[str, tuple[int, int]]]
"""By name, how many connections are in use, and of how many."""
Due = Callable[[], Mapping[str, int] | None]
"""Notices due now, by kind; None where the database does not answer."""


class Measured(Counts):
    """`clock`: real time in seconds since 1970."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.registry = CollectorRegistry()
        self._sent = self._counter("notices_sent", "Notices delivered.", "kind")
        self._failed = self._counter("notices_failed", "Notices whose recipient cannot be reached.", "kind")
        self._dropped = self._counter("notices_dropped", "Notices given up, and why.", "kind", "reason")
        self._calls = self._counter("slack_calls", "Calls of Slack's Web API.", "method", "result")
        self._late = self._times("notice_lateness_seconds", "From due to delivered.", LATE, "kind")
        self._handled = self._times("handler_seconds", "To answer a request.", HANDLING, "kind", "route")
        self._tick = Gauge(
            "interviews_worker_last_tick_timestamp_seconds",
            "When the worker last looked what is due; 0: never.",
            registry=self.registry,
        )

    def sent(self, kind: str, seconds_late: float) -> None:
        self._sent.labels(kind).inc()
        self._late.labels(kind).observe(max(0.0, seconds_late))

    def failed(self, kind: str) -> None:
        self._failed.labels(kind).inc()

    def dropped(self, kind: str, reason: str) -> None:
        self._dropped.labels(kind, REASONS.get(reason, OTHER)).inc()

    def called(self, method: str, result: str) -> None:
        self._calls.labels(method, result).inc()

    def handled(self, kind: str, route: str, seconds: float) -> None:
        self._handled.labels(kind, route).observe(seconds)

    def ticked(self) -> None:
        self._tick.set(self._clock())

    def look_at(self, pools: Pools, due: Due) -> None:
        """What is looked at each time somebody asks."""
        self.registry.register(_Looked(pools, due))

    def page(self) -> bytes:
        """As `CONTENT_TYPE` says."""
        return generate_latest(self.registry)

    def _counter(self, name: str, says: str, *labels: str) -> Counter:
        return Counter(f"interviews_{name}", says, labels, registry=self.registry)

    def _times(self, name: str, says: str, buckets: tuple[float, ...], *labels: str) -> Histogram:
        return Histogram(f"interviews_{name}", says, labels, buckets=buckets, registry=self.registry)


class _Looked(Collector):
    def __init__(self, pools: Pools, due: Due) -> None:
        self._pools = pools
        self._due = due

    def describe(self) -> Iterable[Metric]:
        """Said at once: the registry would otherwise ask the database as it is built."""
        return [self._family(*each) for each in (DUE, IN_USE, SIZE)]

    def collect(self) -> Iterator[Metric]:
        pools = self._pools().items()
        yield self._filled(IN_USE, ((name, used) for name, (used, _) in pools))
        yield self._filled(SIZE, ((name, size) for name, (_, size) in pools))
        due = self._due()
        if due is not None:
            yield self._filled(DUE, due.items())

    def _filled(self, about: tuple[str, str, str], values: Iterable[tuple[str, float]]) -> Metric:
        family = self._family(*about)
        for label, value in values:
            family.add_metric([label], value)
        return family

    def _family(self, name: str, says: str, label: str) -> GaugeMetricFamily:
        return GaugeMetricFamily(f"interviews_{name}", says, labels=[label])


DUE = ("notices_due", "Notices due now and not delivered yet: the same in every process.", "kind")
IN_USE = ("database_connections_in_use", "Connections to the database in use.", "pool")
SIZE = ("database_connections", "Connections to the database that there may be.", "pool")
