"""One page to look at: its name, what it needs to be opened, who finds it."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Page:
    """One address. `samples` are the names of its arguments; `drawn_for` those for whom a browser draws it."""

    name: str
    found_by: tuple[str, ...]
    samples: tuple[str, ...] = ()
    query: str = ""
    drawn_for: tuple[str, ...] = ()

    def path(self, samples: dict[str, str]) -> str:
        """The address; a sample that starts with = stands for itself."""
        args = [each[1:] if each.startswith("=") else samples[each] for each in self.samples]
        return reverse(self.name, args=args) + self.query

    @property
    def viewers(self) -> tuple[str, ...]:
        """For whom a browser draws it."""
        return self.drawn_for or self.found_by

    @property
    def words(self) -> str:
        """As a test is named."""
        return " ".join([self.name, *self.samples]) + self.query
