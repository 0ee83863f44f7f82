"""The process in which a spreadsheet is read: little time, little memory, low priority, nothing else to break.

A program: bytes on standard input, one line of JSON on standard output.
"""

import json
import os
import resource
import sys
from dataclasses import asdict

from qingquan.campaign.sheets.opening import read_sheet
from qingquan.law import Refused

CPU_SECONDS = 20
MOST_MEMORY_BYTES = 1536 * 1024 * 1024
NICER_BY = 10


def main() -> None:
    """Read and answer; a refusal is an answer, too."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    os.nice(NICER_BY)
    try:
        answer: dict[str, object] = {"opened": asdict(read_sheet(sys.stdin.buffer.read(), sys.argv[1]))}
    except Refused as no:
        answer = {"refused": no.why}
    sys.stdout.write(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main()
