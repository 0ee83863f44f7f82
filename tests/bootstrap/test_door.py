import importlib.machinery
import importlib.util
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

from qingquan.server import places

CHECKOUT = places.checkout() or Path()
DOOR = CHECKOUT / "qingquan"


@pytest.fixture
def door() -> ModuleType:
    """The root script, as a module."""
    loader = importlib.machinery.SourceFileLoader("door", str(DOOR))
    spec = importlib.util.spec_from_loader("door", loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_what_pip_is_told_about_mirrors_is_told_to_uv(door: ModuleType) -> None:
    told = door.uv_environment(
        "global.index-url='https://mirror.county.example/simple'\n"
        "global.extra-index-url='https://a.example/simple file:///srv/wheels'\n"
        "global.find-links='/srv/one /srv/two'\n"
        ":env:.cert='/etc/county.pem'\n"
        "global.unrelated='x'"
    )
    assert told["UV_DEFAULT_INDEX"] == "https://mirror.county.example/simple"
    assert told["UV_INDEX"] == "https://a.example/simple file:///srv/wheels"
    assert told["UV_FIND_LINKS"] == "/srv/one,/srv/two"


def test_the_environment_wins_over_pips_files(door: ModuleType) -> None:
    told = door.uv_environment(":env:.index-url='https://near.example'\nglobal.index-url='https://far.example'")
    assert told["UV_DEFAULT_INDEX"] == "https://near.example"


def test_what_uv_is_told_itself_wins(door: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://own.example")
    assert door.uv_environment("global.index-url='https://far.example'")["UV_DEFAULT_INDEX"] == "https://own.example"


def test_it_is_ready_only_in_this_folder_with_this_lock_and_this_python(
    door: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python, lock = tmp_path / "python3.11", tmp_path / "requirements.lock"
    python.touch()
    lock.write_text("django==5.2\n")
    for name, value in {"ROOT": tmp_path, "PYTHON": python, "STAMP": tmp_path / "stamp"}.items():
        monkeypatch.setattr(door, name, str(value))
    assert not door.is_ready("requirements.lock")
    (tmp_path / "stamp").write_text(f"{python}\n/elsewhere\n{door.digest('requirements.lock')}")
    assert not door.is_ready("requirements.lock")
    (tmp_path / "stamp").write_text(f"{python}\n{tmp_path}\n{door.digest('requirements.lock')}")
    assert door.is_ready("requirements.lock")
    lock.write_text("django==5.2.1\n")
    assert not door.is_ready("requirements.lock")
    lock.write_text("django==5.2\n")
    python.unlink()
    assert not door.is_ready("requirements.lock")


def test_the_list_of_commands_needs_nothing_installed() -> None:
    done = subprocess.run([DOOR, "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "up" in done.stdout


def test_an_old_python_is_told_in_one_line(tmp_path: Path) -> None:
    old = next(filter(None, (shutil.which(f"python3.{minor}") for minor in (10, 9, 8, 7))), None)
    if old is None or subprocess.run([old, "-c", ""], capture_output=True, check=False).returncode:
        pytest.skip("no Python older than 3.11 on this machine")
    done = subprocess.run([old, DOOR, "up"], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "需要 Python 3.11" in done.stderr


def test_no_registry_is_named_in_what_is_locked() -> None:
    for name in ("requirements.lock", "requirements-test.lock", "requirements-bootstrap.lock", ".npmrc"):
        assert "://" not in (CHECKOUT / name).read_text(encoding="utf-8"), name
    assert '"resolved"' not in (CHECKOUT / "package-lock.json").read_text(encoding="utf-8")
