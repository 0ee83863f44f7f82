"""A program that receives one application after another and says each number once it is committed.

`python -m tests.walls.burst found` founds the county; `python -m tests.walls.burst receive` works until it is killed.
"""

import os
import sys
from datetime import date

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingquan.settings")

import django

django.setup()

from tests.county import County, found

MON = date(2026, 3, 2)


def main() -> None:
    """Do what was asked for."""
    if sys.argv[1] == "found":
        found()
        return
    county = County.known()
    while True:
        number = county.receive(MON).number
        # What the client is told; it must survive whatever happens from here on.
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
