"""Set D: past cases, fee receipts and uses of seals, gathered by organ and by what they were done under."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from qingquan.matching.names import normal
from qingquan.matching.twoway.sides import Activity, Trace


@dataclass(slots=True)
class Count:
    """What was counted so far for one organ and one power, and under which names."""

    cases: int = 0
    fees: int = 0
    seals: int = 0
    fen: int = 0
    first: date = date.max
    last: date = date.min
    names: dict[str, int] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)

    def add(self, trace: Trace) -> None:
        """Count one trace."""
        match trace.kind:
            case "fee":
                self.fees += 1
            case "seal":
                self.seals += 1
            case _:
                self.cases += 1
        self.fen += trace.fen
        self.first, self.last = min(self.first, trace.on), max(self.last, trace.on)
        self.names[trace.name] = self.names.get(trace.name, 0) + 1
        if trace.code:
            self.codes[trace.code] = self.codes.get(trace.code, 0) + 1


def gather(traces: Iterable[Trace]) -> tuple[Activity, ...]:
    """The traces by organ and code, or where there is no code by organ and name as compared.

    Two hundred thousand cases become a few thousand activities: only these are matched. An activity bears the
    name it was most often done under.
    """
    counts: dict[tuple[str, str], Count] = {}
    for trace in traces:
        known = counts.setdefault((trace.organ, trace.code or normal(trace.name)), Count())
        known.add(trace)
    return tuple(_activity(organ, under, count) for (organ, under), count in sorted(counts.items()))


def _activity(organ: str, under: str, count: Count) -> Activity:
    return Activity(
        key=f"{organ}|{under}",
        organ=organ,
        name=_most(count.names),
        code=_most(count.codes),
        cases=count.cases,
        fees=count.fees,
        fen=count.fen,
        seals=count.seals,
        first=count.first,
        last=count.last,
    )


def _most(seen: dict[str, int]) -> str:
    return min(seen, key=lambda each: (-seen[each], each), default="")
