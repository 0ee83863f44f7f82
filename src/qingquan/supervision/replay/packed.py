"""Opening a log that may be gzipped, without letting a small file fill the machine."""

import gzip
import io
import zlib
from pathlib import Path
from typing import BinaryIO

from qingquan.supervision.replay.reading import Unreadable

# Real logs shrink 10 to 60 times; gzip's own limit is about 1,030.
LARGEST_RATIO = 300
RATIO_MATTERS_FROM = 64 * 1024 * 1024
LARGEST = 8 * 1024 * 1024 * 1024


class LimitedUnpacking(io.RawIOBase):
    """A gzip stream that refuses to grow out of proportion and says plainly when it is broken."""

    def __init__(self, path: Path) -> None:
        self._name = path.name
        self._packed_size = path.stat().st_size
        self._stream = gzip.open(path, "rb")  # noqa: SIM115 — closed with this stream
        self._read = 0

    def readable(self) -> bool:
        """Streams of this kind are only read."""
        return True

    def readinto(self, buffer: object, /) -> int:
        """Fill the buffer; `Unreadable` when the file is damaged or grows too large."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        try:
            block = self._stream.read(len(view))
        except (EOFError, OSError, zlib.error) as error:
            raise Unreadable(f"{self._name}：压缩文件损坏或不完整（{error}）。") from None
        self._read += len(block)
        out_of_proportion = self._read > RATIO_MATTERS_FROM and self._read > LARGEST_RATIO * self._packed_size
        if out_of_proportion or self._read > LARGEST:
            raise Unreadable(f"{self._name}：解压后过大（已超过{self._read // 2**20}兆字节），拒绝读取。")
        view[: len(block)] = block
        return len(block)

    def close(self) -> None:
        """Close the file underneath too."""
        self._stream.close()
        super().close()


def open_log(path: Path) -> BinaryIO:
    """The bytes of a log, unpacked when its first two bytes say gzip. `Unreadable` when it cannot be opened."""
    try:
        with path.open("rb") as plain:
            packed = plain.read(2) == b"\x1f\x8b"
        if packed:
            return io.BufferedReader(LimitedUnpacking(path), 1024 * 1024)
        return path.open("rb")
    except FileNotFoundError:
        raise Unreadable(f"找不到日志文件 {path}。") from None
    except OSError as error:
        raise Unreadable(f"无法打开日志文件 {path}：{error.strerror}。") from None
