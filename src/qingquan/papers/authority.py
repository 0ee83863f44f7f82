"""A certificate authority for the demo county: one root, one organ's key, and nothing more.

Its signatures prove that a document was not changed since this installation signed it;
they prove nothing about a real organ, and the names in the certificates say so.
"""

import os
import secrets
import shutil
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

KEY_FILE = "organ.key"
CERTIFICATE_FILE = "organ.crt"
AUTHORITY_FILE = "authority.crt"
# Long enough for every document the demo county can date; no clock is asked.
VALID_FROM = datetime(2020, 1, 1, tzinfo=UTC)
VALID_UNTIL = datetime(2049, 12, 31, tzinfo=UTC)


def make_demo_authority(folder: Path, organ_name: str) -> None:
    """Make the folder with the organ's key and certificates, once; an existing one is left as it is.

    Readable by its owner only. The root's key is thrown away as soon as it has signed the one certificate it is for.
    """
    if (folder / AUTHORITY_FILE).exists():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    making = folder.with_name(f".{folder.name}.{secrets.token_hex(8)}")
    making.mkdir(mode=0o700)
    try:
        for name, content in _contents(organ_name).items():
            _write(making / name, content)
        # Whole or not at all: of two processes at once, the second finds the folder and gives way.
        making.rename(folder)
    except OSError:
        if not (folder / AUTHORITY_FILE).exists():
            raise
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _contents(organ_name: str) -> dict[str, bytes]:
    root_key, organ_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root_name = _name("清权演示根证书（不具有法律效力）", "演示县")
    root = _certificate(root_name, root_name, root_key.public_key(), root_key, authority=True)
    organ = _certificate(_name(f"{organ_name}（演示）", organ_name), root_name, organ_key.public_key(), root_key)
    private = organ_key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return {
        KEY_FILE: private,
        CERTIFICATE_FILE: organ.public_bytes(serialization.Encoding.PEM),
        AUTHORITY_FILE: root.public_bytes(serialization.Encoding.PEM),
    }


def _name(common: str, organisation: str) -> x509.Name:
    # X.520 allows 64 characters in either.
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, common[:64]),
        ]
    )


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    public: ec.EllipticCurvePublicKey,
    issuer_key: ec.EllipticCurvePrivateKey,
    *,
    authority: bool = False,
) -> x509.Certificate:
    usage = x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(VALID_FROM)
        .not_valid_after(VALID_UNTIL)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=0 if authority else None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
        .sign(issuer_key, hashes.SHA256())
    )


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
