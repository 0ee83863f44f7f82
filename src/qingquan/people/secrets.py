"""Sealing of personal numbers: AES-256-GCM at rest, and a keyed hash by which an exact number can be found.

The key lies outside the database: in QINGQUAN_FIELD_KEY (64 hex digits) or `field.key` in the data folder.
"""

import functools
import hmac
import os
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from qingquan import environment
from qingquan.server.places import make_data_folder

NONCE_BYTES = 12
# Written before the nonce, so that a later cipher (SM4) can stand beside it.
VERSION = b"\x01"


def _made_once(path: Path) -> bytes:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return bytes.fromhex(path.read_text().strip())
    key = os.urandom(32)
    with os.fdopen(descriptor, "w") as file:
        file.write(key.hex())
    return key


@functools.cache
def _root_key() -> bytes:
    given = environment.text("FIELD_KEY")
    if given:
        if len(given) != 64:
            raise environment.Misconfigured("QINGQUAN_FIELD_KEY 应为 64 位十六进制数。")
        return bytes.fromhex(given)
    data = environment.data_folder()
    make_data_folder(data)
    return _made_once(data / "field.key")


@functools.cache
def _derived(purpose: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(_root_key())


def seal(text: str) -> bytes:
    """Encrypt a short text; the same text gives different bytes each time."""
    nonce = os.urandom(NONCE_BYTES)
    return VERSION + nonce + AESGCM(_derived("seal")).encrypt(nonce, text.encode(), VERSION)


def unseal(sealed: bytes | memoryview) -> str:
    """Decrypt; raises cryptography's InvalidTag when the bytes were changed or the key is another."""
    whole = bytes(sealed)
    version, nonce, body = whole[:1], whole[1 : 1 + NONCE_BYTES], whole[1 + NONCE_BYTES :]
    return AESGCM(_derived("seal")).decrypt(nonce, body, version).decode()


def search_hash(text: str) -> bytes:
    """HMAC-SHA-256 under its own key: equal numbers give equal bytes, and nobody without the key can try numbers."""
    return hmac.new(_derived("search"), text.encode(), sha256).digest()
