"""What is counted comes out as Prometheus reads it, under labels that are bounded."""

from __future__ import annotations

from prometheus_client.parser import text_string_to_metric_families

from bot.domain.giving_up import Dropped
from bot.metrics.counts import Counts
from bot.metrics.measured import OTHER, REASONS, Measured

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


def samples(counts: Measured) -> Samples:
    page = counts.page().decode()
    families = text_string_to_metric_families(page)
    return {
        (each.name.removeprefix("interviews_"), frozenset(each.labels.items())): each.value
        for family in families
        for each in family.samples
    }


def of(counts: Measured, name: str, **labels: str) -> float | None:
    return samples(counts).get((name, frozenset(labels.items())))


def test_notices() -> None:
    counts = Measured(lambda: 7.0)
    counts.sent("feedback", 20.0)
    counts.sent("feedback", -3.0)
    counts.failed("changed")
    assert of(counts, "notices_sent_total", kind="feedback") == 2
    assert of(counts, "notices_failed_total", kind="changed") == 1
    assert of(counts, "notice_lateness_seconds_sum", kind="feedback") == 20
    assert of(counts, "notice_lateness_seconds_bucket", kind="feedback", le="15.0") == 1
    assert of(counts, "notice_lateness_seconds_bucket", kind="feedback", le="60.0") == 2


def test_reasons_are_coarse() -> None:
    counts = Measured(lambda: 7.0)
    for why in (*REASONS, "Maya Lind has withdrawn"):
        counts.dropped("word", why)
    labels = {
        dict(labels).get("reason") for name, labels in samples(counts) if name == "notices_dropped_total"
    }
    assert labels == {*REASONS.values(), OTHER}
    assert "Maya" not in counts.page().decode()


def test_every_reason_for_which_the_code_drops_is_told_apart() -> None:
    assert REASONS.keys() == set(Dropped)
    assert len(set(REASONS.values()) | {OTHER}) == len(REASONS) + 1


def test_calls_requests_and_ticks() -> None:
    counts = Measured(lambda: 7.0)
    counts.called("chat.postMessage", "limited")
    counts.handled("command", "prep", 0.2)
    assert of(counts, "slack_calls_total", method="chat.postMessage", result="limited") == 1
    assert of(counts, "handler_seconds_count", kind="command", route="prep") == 1
    assert of(counts, "worker_last_tick_timestamp_seconds") == 0
    counts.ticked()
    assert of(counts, "worker_last_tick_timestamp_seconds") == 7


def test_what_is_looked_at_when_asked() -> None:
    counts, due = Measured(lambda: 7.0), {"feedback": 3}
    known: list[dict[str, int] | None] = [due]
    counts.look_at(lambda: {"requests": (1, 8)}, lambda: known[-1])
    assert of(counts, "notices_due", kind="feedback") == 3
    assert of(counts, "database_connections_in_use", pool="requests") == 1
    assert of(counts, "database_connections", pool="requests") == 8
    known.append(None)
    assert of(counts, "notices_due", kind="feedback") is None, "unknown is not none"
    assert of(counts, "database_connections", pool="requests") == 8


def test_two_share_nothing() -> None:
    one, other = Measured(lambda: 7.0), Measured(lambda: 7.0)
    one.failed("changed")
    assert of(other, "notices_failed_total", kind="changed") is None


def test_everything_that_may_be_counted_is_measured() -> None:
    told = {name for name in vars(Counts) if not name.startswith("_")}
    assert told <= vars(Measured).keys()
