"""Random structured procedures for tests: sequences, choices, parallel parts, loops and sub-processes, nested."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from hypothesis import strategies as st

from qingquan.procedures.tests.drafts import both, bpmn, end, fact, flow, start, step, sub, xor

VALUES = ("v0", "v1", "v2", "v3")
FACTS = (
    fact("kind", "choice", " ".join(VALUES))
    + fact("again")
    + fact("rich")
    + fact("amount", "number")
    + fact("place", "string")
)


@dataclass(frozen=True)
class Step:
    pass


@dataclass(frozen=True)
class Sequence:
    parts: tuple["Block", ...]


@dataclass(frozen=True)
class Choice:
    conditions: tuple[str, ...]
    """One fewer than the parts: the last part is the default."""
    parts: tuple["Block", ...]


@dataclass(frozen=True)
class Parallel:
    parts: tuple["Block", ...]


@dataclass(frozen=True)
class Loop:
    condition: str
    part: "Block"


@dataclass(frozen=True)
class Sub:
    part: "Block"
    apart: bool = False
    """Parallel parts inside each run to an end of their own instead of being joined."""


Block = Step | Sequence | Choice | Parallel | Loop | Sub

CONDITIONS = st.sampled_from(
    [
        'kind = "v0"',
        "kind != 'v1'",
        'kind in ("v1", "v2")',
        'kind not in ("v0", "v3")',
        "rich",
        "not rich",
        "amount > 100",
        "amount <= 2.5 or rich",
        'place = "town" and amount >= 7',
        'not (place = "town" or kind = "v2")',
        "again = rich",
        "false",
        "true",
    ]
)


def _choices(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    def of(size: int) -> st.SearchStrategy[Block]:
        return st.builds(
            Choice,
            st.tuples(*[CONDITIONS] * (size - 1)),
            st.tuples(*[inner] * size),
        )

    return st.integers(2, 3).flatmap(of)


def _larger(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    some = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Sequence, some),
        _choices(inner),
        st.builds(Parallel, some),
        st.builds(Loop, st.just("again"), inner),
        st.builds(Sub, inner),
        st.builds(Sub, st.builds(Parallel, some), st.just(True)),
    )


def blocks() -> st.SearchStrategy[Block]:
    """Any block with at most about twelve steps."""
    return st.recursive(st.builds(Step), _larger, max_leaves=12)


def cases() -> st.SearchStrategy[dict[str, bool | int | float | str]]:
    """What a case may answer to every fact the conditions know."""
    return st.fixed_dictionaries(
        {
            "kind": st.sampled_from(VALUES),
            "again": st.booleans(),
            "rich": st.booleans(),
            "amount": st.sampled_from([0, 2, 2.5, 7, 100, 101]),
            "place": st.sampled_from(["town", "village"]),
        }
    )


@dataclass
class Writer:
    """Turns a block into BPMN elements. `in_python` writes the same conditions for an engine that runs Python."""

    in_python: bool = False
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    loops: int = 0

    def file(self, block: Block) -> bytes:
        inside = self._write(block, "s", "e", "")
        return bpmn(start(), *inside, end(outcome="done"), facts=FACTS)

    def _condition(self, text: str) -> str:
        if not self.in_python:
            return text
        return text.replace(" = ", " == ").replace("false", "False").replace("true", "True")

    def _write(self, block: Block, before: str, after: str, condition: str) -> list[str]:
        """The block's elements and the flows that tie it between two nodes; the condition is on the flow in."""
        number = next(self.numbers)
        tie = Tie(before, after, self._condition(condition) if condition else "", number)
        match block:
            case Step():
                return [step(f"t{number}"), tie.into(f"t{number}"), tie.out_of(f"t{number}")]
            case Sequence(parts):
                return self._sequence(parts, tie, condition)
            case Parallel(parts):
                return self._parallel(parts, tie)
            case Choice(conditions, parts):
                return self._choice(conditions, parts, tie)
            case Loop(again, part):
                return self._loop(again, part, tie)
            case Sub(part, apart):
                name = f"u{number}"
                inside = self._apart(part, name) if apart else self._write(part, f"{name}s", f"{name}e", "")
                ends = [] if apart else [end(f"{name}e", "")]
                return [sub(name, start(f"{name}s"), *inside, *ends), tie.into(name), tie.out_of(name)]

    def _apart(self, block: Block, name: str) -> list[str]:
        assert isinstance(block, Parallel)
        written = [both(f"{name}f"), flow(f"{name}s", f"{name}f")]
        for place, part in enumerate(block.parts):
            written.append(end(f"{name}e{place}", ""))
            written += self._write(part, f"{name}f", f"{name}e{place}", "")
        return written

    def _parallel(self, parts: tuple[Block, ...], tie: "Tie") -> list[str]:
        # The other engine counts branches that arrived at a join in an earlier round of a loop as arrived again.
        # A sub-process gives it a fresh join each round and means the same.
        wrapper = f"w{tie.number}" if self.in_python and self.loops else ""
        inner = Tie(f"{wrapper}s", f"{wrapper}e", "", tie.number) if wrapper else tie
        fork, join = f"f{tie.number}", f"j{tie.number}"
        written = [both(fork), both(join), inner.into(fork), inner.out_of(join)]
        for part in parts:
            written += self._write(part, fork, join, "")
        if not wrapper:
            return written
        return [
            sub(wrapper, start(inner.before), *written, end(inner.after, "")),
            tie.into(wrapper),
            tie.out_of(wrapper),
        ]

    def _sequence(self, parts: tuple[Block, ...], tie: "Tie", condition: str) -> list[str]:
        written: list[str] = []
        before = tie.before
        for place, part in enumerate(parts):
            following = tie.after if place == len(parts) - 1 else f"m{tie.number}x{place}"
            if following != tie.after:
                written.append(xor(following))
            written += self._write(part, before, following, condition)
            before, condition = following, ""
        return written

    def _choice(self, conditions: tuple[str, ...], parts: tuple[Block, ...], tie: "Tie") -> list[str]:
        split, merge, otherwise = f"c{tie.number}", f"m{tie.number}", f"d{tie.number}"
        written = [xor(split, f"{split}.{otherwise}"), xor(merge), xor(otherwise)]
        written += [tie.into(split), tie.out_of(merge), flow(split, otherwise)]
        for condition, part in zip(conditions, parts, strict=False):
            written += self._write(part, split, merge, condition)
        return written + self._write(parts[-1], otherwise, merge, "")

    def _loop(self, again: str, part: Block, tie: "Tie") -> list[str]:
        head, split, out = f"h{tie.number}", f"c{tie.number}", f"o{tie.number}"
        written = [xor(head), xor(split, f"{split}.{out}"), xor(out), tie.into(head)]
        written += [flow(split, out), tie.out_of(out), flow(split, head, self._condition(again))]
        self.loops += 1
        written += self._write(part, head, split, "")
        self.loops -= 1
        return written


@dataclass(frozen=True)
class Tie:
    """Between which nodes a block is tied, under which condition, and its own number."""

    before: str
    after: str
    condition: str
    number: int

    def into(self, node: str) -> str:
        return flow(self.before, node, self.condition)

    def out_of(self, node: str) -> str:
        return flow(node, self.after)
