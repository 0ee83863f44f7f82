import os
from pathlib import Path

import pytest

from qingquan.server import places


def test_the_socket_is_in_the_data_folder_when_its_path_is_short(data: Path) -> None:
    assert places.socket_folder(data) == data / "run"


@pytest.mark.parametrize("length", [10, 60, 92, 93, 94, 120, 200])
def test_the_sockets_path_always_fits_the_kernel(length: int) -> None:
    folder = places.socket_folder(Path("/srv") / ("x" * length))
    assert len(os.fsencode(folder / ".s.PGSQL.5432")) <= 107


def test_chinese_counts_in_bytes() -> None:
    assert places.socket_folder(Path("/srv") / ("清" * 40)) != Path("/srv") / ("清" * 40) / "run"


def test_long_data_folders_do_not_share_a_socket() -> None:
    one, other = (places.socket_folder(Path("/srv") / ("x" * 200) / name) for name in ("a", "b"))
    assert one != other


def test_what_the_first_start_noted_is_believed(data: Path) -> None:
    (data / "run").mkdir(parents=True)
    (data / "run" / "where").write_text("/var/lib/elsewhere\n")
    assert places.socket_folder(data) == Path("/var/lib/elsewhere")


def test_a_folder_below_a_closed_one_is_not_open_to_others(data: Path) -> None:
    data.mkdir(mode=0o711)
    assert places.open_to(data, None)
    data.parent.chmod(0o700)
    assert not places.open_to(data, None)
    assert places.open_to(data, data.stat().st_uid)


def test_the_data_folder_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QINGQUAN_DATA", "/srv/county")
    assert places.data_folder() == Path("/srv/county")
    monkeypatch.delenv("QINGQUAN_DATA")
    checkout = places.checkout()
    assert checkout is not None
    assert places.data_folder() == checkout / ".qingquan"
