"""Starts the long-lived processes of `up`, keeps them running, and stops them."""

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from qingquan.server.room import NoRoom

LARGEST_LOG_BYTES = 10_000_000
# A process that ends sooner than this several times running cannot live at all.
SHORTEST_LIFE_SECONDS = 10
MOST_SHORT_LIVES = 3
PATIENCE_SECONDS = 15


class Child:
    """One long-lived process, with a log of its own."""

    def __init__(self, name: str, words: list[str], logs: Path) -> None:
        self.name = name
        self.words = words
        self.log = logs / f"{words[0]}.log"
        self.process: subprocess.Popen[bytes] | None = None
        self.began = 0.0
        self.short_lives = 0

    def start(self) -> None:
        """Start it, in a session of its own: Ctrl-C reaches only us, and we stop things in order."""
        self.log.parent.mkdir(exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        command = [sys.executable, "-m", "qingquan.server.child", str(os.getpid()), *self.words]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )
        self.began = time.monotonic()

    def check(self) -> None:
        """Start it again when it has ended; give up when it cannot live at all."""
        if self.process is None or self.process.poll() is None:
            return
        self._end_group()
        short = time.monotonic() - self.began < SHORTEST_LIFE_SECONDS
        self.short_lives = self.short_lives + 1 if short else 0
        if self.short_lives == MOST_SHORT_LIVES:
            raise NoRoom(f"{self.name}一启动就退出（代码 {self.process.returncode}）：原因见 {self.log}。")
        self.start()

    def stop(self) -> None:
        """Ask it to stop; insist when it does not."""
        if self.process is None:
            return
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(PATIENCE_SECONDS)
        self._end_group()
        self.process.wait()
        self.process = None

    def _end_group(self) -> None:
        """End what is left of it: the server's own workers, should it have been killed."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)


def await_page(child: Child, host: str, port: int) -> None:
    """Wait until the web server answers, whatever it says."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        child.check()
        connection = http.client.HTTPConnection(host, port, timeout=30)
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection.request("HEAD", "/")
            connection.getresponse()
            return
        connection.close()
        time.sleep(0.1)
    raise NoRoom(f"{child.name}在 60 秒内没有应答：原因见 {child.log}。")
