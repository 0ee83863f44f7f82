"""The grammar of conditions, and nothing more: text in, a small tree out. No part of it is ever run as a program.

    condition  = conjunction { "or" conjunction }
    conjunction = negation { "and" negation }
    negation   = "not" negation | "(" condition ")" | comparison
    comparison = term [ ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) term | [ "not" ] "in" "(" literal { "," literal } ")" ]
    term       = name | number | 'text' | "text" | "true" | "false"

Names are the facts a diagram declares; texts have no escapes. Lengths and nesting are bounded.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

MOST_CHARACTERS = 500
MOST_NESTING = 20

Value = bool | int | Decimal | str
"""What a literal holds."""


class BadExpression(ValueError):
    """A condition that does not follow the grammar or the declared facts; the text says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Name:
    """A fact, by its declared name."""

    name: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written in the condition."""

    value: Value


Term = Name | Literal


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two terms and one of = != < <= > >=."""

    left: Term
    operator: str
    right: Term


@dataclass(frozen=True, slots=True)
class Membership:
    """A fact whose value is one of several."""

    name: Name
    values: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a condition."""

    inner: "Condition"


@dataclass(frozen=True, slots=True)
class Join:
    """Several conditions joined by "and" or by "or"."""

    word: str
    parts: tuple["Condition", ...]


Condition = Name | Literal | Comparison | Membership | Not | Join

TOKEN = re.compile(
    r"""\s*(?:
        (?P<number>\d{1,15}(?:\.\d{1,6})?(?!\w)) |
        (?P<text>"[^"\\]*"|'[^'\\]*') |
        (?P<operator><=|>=|!=|=|<|>) |
        (?P<mark>[(),]) |
        (?P<word>[^\W\d]\w*)
    )""",
    re.VERBOSE,
)


def parse(text: str) -> Condition:
    """The tree of a condition; raises BadExpression."""
    if len(text) > MOST_CHARACTERS:
        raise BadExpression(f"超过 {MOST_CHARACTERS} 个字")
    parser = _Parser(_tokens(text))
    condition = parser.condition(0)
    if parser.kind:
        raise BadExpression(f"“{parser.token}”处多出了内容")
    return condition


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    place = 0
    text = text.rstrip()
    while place < len(text):
        match = TOKEN.match(text, place)
        if not match or not match.lastgroup:
            raise BadExpression(f"“{text[place:].strip()[:10]}”处有不认识的符号")
        tokens.append((match.lastgroup, match[match.lastgroup]))
        place = match.end()
    return tokens


class _Parser:
    """Reads the tokens from left to right, one function for each line of the grammar."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens
        self.place = 0

    @property
    def kind(self) -> str:
        return self.tokens[self.place][0] if self.place < len(self.tokens) else ""

    @property
    def token(self) -> str:
        return self.tokens[self.place][1] if self.place < len(self.tokens) else "结尾"

    def take(self) -> str:
        token = self.token
        self.place += 1
        return token

    def has(self, kind: str, token: str) -> bool:
        """Whether the next token is this one; takes it if so."""
        if self.kind == kind and self.token == token:
            self.place += 1
            return True
        return False

    def condition(self, depth: int) -> Condition:
        return self._joined("or", self.conjunction, depth)

    def conjunction(self, depth: int) -> Condition:
        return self._joined("and", self.negation, depth)

    def _joined(self, word: str, part: Callable[[int], Condition], depth: int) -> Condition:
        parts = [part(depth)]
        while self.has("word", word):
            parts.append(part(depth))
        return parts[0] if len(parts) == 1 else Join(word, tuple(parts))

    def negation(self, depth: int) -> Condition:
        if depth > MOST_NESTING:
            raise BadExpression(f"嵌套超过 {MOST_NESTING} 层")
        if self.has("word", "not"):
            return Not(self.negation(depth + 1))
        if self.has("mark", "("):
            inner = self.condition(depth + 1)
            self._expect(")")
            return inner
        return self.comparison()

    def comparison(self) -> Condition:
        left = self.term()
        if self.kind == "operator":
            return Comparison(left, self.take(), self.term())
        negated = self.has("word", "not")
        if self.has("word", "in"):
            if not isinstance(left, Name):
                raise BadExpression("in 的左边须是事实名")
            among = Membership(left, self.literals())
            return Not(among) if negated else among
        if negated:
            raise BadExpression("not 之后缺少 in")
        return left

    def literals(self) -> tuple[Literal, ...]:
        self._expect("(")
        found = [self.literal()]
        while self.has("mark", ","):
            found.append(self.literal())
        self._expect(")")
        return tuple(found)

    def literal(self) -> Literal:
        term = self.term()
        if not isinstance(term, Literal):
            raise BadExpression(f"“{term.name}”处应为写定的值")
        return term

    def term(self) -> Term:
        kind, token = self.kind, self.take()
        if kind == "number":
            return Literal(Decimal(token) if "." in token else int(token))
        if kind == "text":
            return Literal(token[1:-1])
        if kind == "word" and token in ("true", "false"):
            return Literal(token == "true")
        if kind == "word" and token not in ("and", "or", "not", "in"):
            return Name(token)
        raise BadExpression(f"“{token}”处应为事实名或值")

    def _expect(self, mark: str) -> None:
        if not self.has("mark", mark):
            raise BadExpression(f"“{self.token}”处缺少“{mark}”")
