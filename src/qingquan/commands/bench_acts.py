"""The acts that `bench steps` measures, and the floor they are compared with."""

import time
from collections.abc import Callable
from datetime import date

import psycopg
from django.db import connection

from qingquan.cases import acts
from qingquan.cases.words import Delivery, Opinion, Outcome
from qingquan.commands.bench_database import use
from qingquan.demo.small import County, at, found
from qingquan.places.models import County as Founded
from qingquan.procedures.shelf import program

Seconds = dict[str, float]


class Bench:
    """A small county in the measurement's database, and a plain connection beside it."""

    def __init__(self, database: str, day: date, *, first: int) -> None:
        use(database)
        self.day = day
        self.county = self._county(first)
        settings = connection.settings_dict
        self.plain = psycopg.connect(
            host=settings["HOST"],
            port=settings["PORT"] or None,
            user=settings["USER"],
            password=settings["PASSWORD"] or None,
            dbname=database,
        )
        # Each process has rows of its own to lock, half the table away from the other.
        self.turn = 500 * first

    def _county(self, first: int) -> County:
        """The first process founds the county, the others wait for it and read it."""
        if first == 0:
            return found()
        while not Founded.objects.exists():
            time.sleep(0.1)
        time.sleep(1.0)
        return County.known()

    def one_case(self, spent: Seconds) -> None:
        """Every act of a granted licence, each timed."""
        county, day = self.county, at(self.day)
        began = time.perf_counter()
        case = county.receive(self.day)
        spent["receive"] += time.perf_counter() - began
        number = case.number

        def timed(name: str, act: Callable[[], None]) -> None:
            started = time.perf_counter()
            act()
            spent[name] += time.perf_counter() - started

        made = program(county.version.procedure_id or "")
        by_kind = {step.kind.value: step.step_id for step in made.steps}
        timed("accept", lambda: acts.accept(number, by=county.clerk.acts, at=day))
        for kind, official in (("examine", county.handler), ("review", county.reviewer)):
            step = by_kind[kind]
            timed(
                kind,
                lambda step=step, official=official: acts.complete_step(  # type: ignore[misc]
                    number, step, Opinion.AGREE, "符合条件", by=official.acts, at=day
                ),
            )
        timed("decide", lambda: acts.decide(number, Outcome.GRANT, "", by=county.approver.acts, at=day))
        timed("deliver", lambda: acts.deliver(number, Delivery.WINDOW, "陈民", by=county.clerk.acts, at=day))

    def floor(self) -> None:
        """The least a durable step can be: lock a row, update it, insert one, commit."""
        self.turn += 1
        row = (self.turn % 1000 + 1,)
        self.plain.execute("SELECT * FROM floor_case WHERE id = %s FOR UPDATE", row).fetchone()
        self.plain.execute(
            "UPDATE floor_case SET stage = 'x', revision = revision + 1, marking = 'm2' WHERE id = %s", row
        )
        self.plain.execute(
            "INSERT INTO floor_step (case_id, step, facts) VALUES (%s, 'examine', %s)",
            (*row, '{"step": "examine", "opinion": "agree"}'),
        )
        self.plain.commit()
