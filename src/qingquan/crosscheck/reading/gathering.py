"""What was exercised, gathered by organ and power whatever it was seen by: cases, fees, seals."""

from dataclasses import dataclass, field, replace
from datetime import date

from qingquan.matching.twoway import Activity


@dataclass(slots=True)
class Gathered:
    """Activities under their keys, grown as records come in."""

    kept: dict[str, Activity] = field(default_factory=dict)

    def add(
        self,
        organ: tuple[str, str],
        code: str,
        name: str,
        *,
        first: date,
        last: date,
        cases: int = 0,
        fees: int = 0,
        seals: int = 0,
        fen: int = 0,
    ) -> None:
        """Count one more kind of record for an organ (credit code, name) and a power."""
        key = f"{organ[0]}|{code}|{name}"
        seen = self.kept.get(key) or Activity(key, organ[0], name, code, organ_name=organ[1])
        self.kept[key] = replace(
            seen,
            cases=seen.cases + cases,
            fees=seen.fees + fees,
            seals=seen.seals + seals,
            fen=seen.fen + fen,
            first=min(seen.first or first, first),
            last=max(seen.last or last, last),
        )

    def activities(self) -> list[Activity]:
        """All of them, in a fixed order."""
        return [self.kept[key] for key in sorted(self.kept)]
