"""A data folder of its own, where PostgreSQL's account can reach it even when the tests run as root."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from qingquan.server import postgres


@pytest.fixture
def data() -> Iterator[Path]:
    # pytest's own folders are closed to other accounts and have long names.
    above = Path(tempfile.mkdtemp(prefix="qq-"))
    above.chmod(0o711)
    yield above / "data"
    postgres.stop(above / "data")
    shutil.rmtree(above)
