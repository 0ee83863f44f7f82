"""What a repository must not hold: this machine's folders, a package registry's host, models without a migration."""

import getpass
import re
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
# Locks name each package's place at the public registries; nothing else names one.
PUBLIC = re.compile(r"https?://(registry\.npmjs\.org|pypi\.org|files\.pythonhosted\.org)/")
REGISTRY = re.compile(r"https?://[^\s\"'<>]*(?:registry|nexus|artifactory|/simple/|pypi|npm)[^\s\"'<>]*", re.I)
LARGEST = 2_000_000


def kept_files() -> list[Path]:
    """All files git keeps, or would keep."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def texts() -> list[tuple[str, str]]:
    found = []
    for file in kept_files():
        data = file.read_bytes()
        if len(data) <= LARGEST and b"\0" not in data:
            found.append((file.relative_to(ROOT).as_posix(), data.decode("utf-8")))
    return found


@pytest.fixture(scope="module")
def written() -> list[tuple[str, str]]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout: what git keeps cannot be asked")
    found = texts()
    assert len(found) > 300
    return found


def test_no_file_names_a_folder_of_this_machine(written: list[tuple[str, str]]) -> None:
    here = {str(ROOT), str(ROOT.parent), f"/home/{getpass.getuser()}"} - {"/", "/home", "/root", "/tmp", "/srv", "/opt"}
    folder = re.compile("|".join(rf"{re.escape(place)}(?![\w-])" for place in sorted(here, key=len, reverse=True)))
    assert [(name, found[0]) for name, text in written if (found := folder.search(text))] == []


def test_no_file_names_a_registry_but_the_public_ones(written: list[tuple[str, str]]) -> None:
    named = [(name, each) for name, text in written for each in REGISTRY.findall(text) if not PUBLIC.match(each)]
    assert named == []


def test_every_file_is_text_in_utf_8_with_unix_lines(written: list[tuple[str, str]]) -> None:
    assert [name for name, text in written if "\r" in text] == []


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
