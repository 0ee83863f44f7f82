"""The one way a rule says no: with its reason and with the article it rests on."""


class Refused(Exception):
    """A rule forbids what was asked. Shown as it is to the clerk and to the citizen.

    `why` is one Chinese sentence; `cite` is the provision, such as 《行政许可法》第四十二条第一款,
    or empty when the county's own rule is the reason.
    """

    def __init__(self, why: str, cite: str = "") -> None:
        super().__init__(why, cite)
        self.why = why
        self.cite = cite

    def __str__(self) -> str:
        return f"{self.why}（{self.cite}）" if self.cite else self.why
