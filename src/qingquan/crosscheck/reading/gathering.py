"""What was exercised, gathered by organ and power whatever it was seen by: cases, fees, seals."""

from dataclasses import dataclass, field, replace
from datetime import date

from qingquan.matching.names import normal
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
        """All of them, in a fixed order; what a register knows by its name only joins what another knows by code."""
        coded: dict[tuple[str, str], str] = {}
        for key in sorted(self.kept):
            if self.kept[key].code:
                coded.setdefault((self.kept[key].organ, normal(self.kept[key].name)), key)
        whole: dict[str, Activity] = {}
        for key in sorted(self.kept):
            each = self.kept[key]
            under = key if each.code else coded.get((each.organ, normal(each.name)), key)
            whole[under] = joined(whole[under], each) if under in whole else replace(each, key=under)
        named = {key: replace(each, name=self.kept[key].name, code=self.kept[key].code) for key, each in whole.items()}
        return [named[key] for key in sorted(named)]


def joined(one: Activity, other: Activity) -> Activity:
    """What two registers tell of the same power."""
    return replace(
        one,
        cases=one.cases + other.cases,
        fees=one.fees + other.fees,
        seals=one.seals + other.seals,
        fen=one.fen + other.fen,
        first=min(one.first, other.first) if one.first and other.first else one.first or other.first,
        last=max(one.last, other.last) if one.last and other.last else one.last or other.last,
    )
