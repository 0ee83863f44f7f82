"""PAdES signatures on documents: made with the organ's key, checked without a network.

What is here is PAdES baseline B-B with ECDSA P-256, certifying the document so that any later
change is forbidden. A county in earnest replaces, by giving `Signer` another `Key`, the file key
with its sign server or USB key and a certificate of a licensed authority (GM/T SM2), has its seal
made to GB/T 38540, and adds the time stamp of a domestic authority: until then the time in a
signature is the signer's own word.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import constants
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko_certvalidator.registry import SimpleCertificateStore

from qingquan.papers.authority import AUTHORITY_FILE, CERTIFICATE_FILE, KEY_FILE

DIGEST = "sha256"
FIELD = "OrganSignature"
# Room for the certificates and the signature, as hexadecimal digits.
ROOM = 8_192


class Key(Protocol):
    """A key that signs, wherever it is kept, and the certificates that vouch for it."""

    @property
    def certificate(self) -> x509.Certificate:
        """The organ's certificate."""

    @property
    def authorities(self) -> Sequence[x509.Certificate]:
        """The certificates above it, up to the root."""

    def sign(self, data: bytes) -> bytes:
        """The ECDSA signature with SHA-256 over `data`, in DER."""


@dataclass(frozen=True)
class FileKey:
    """A key in a file, for the demo county and for tests."""

    certificate: x509.Certificate
    authorities: Sequence[x509.Certificate]
    private: ec.EllipticCurvePrivateKey

    @classmethod
    def from_folder(cls, folder: Path) -> "FileKey":
        """The key that `authority.make_demo_authority` left there; FileNotFoundError if it has not."""
        private = serialization.load_pem_private_key((folder / KEY_FILE).read_bytes(), password=None)
        if not isinstance(private, ec.EllipticCurvePrivateKey):
            raise TypeError(f"{folder / KEY_FILE} 不是椭圆曲线密钥")
        certificate = x509.load_pem_x509_certificate((folder / CERTIFICATE_FILE).read_bytes())
        authority = x509.load_pem_x509_certificate((folder / AUTHORITY_FILE).read_bytes())
        return cls(certificate, (authority,), private)

    def sign(self, data: bytes) -> bytes:
        """The ECDSA signature with SHA-256 over `data`, in DER."""
        return self.private.sign(data, ec.ECDSA(hashes.SHA256()))


@dataclass(frozen=True)
class Signer:
    """Signs documents with one organ's key."""

    key: Key

    @classmethod
    def from_folder(cls, folder: Path) -> "Signer":
        """A signer with the key in the folder."""
        return cls(FileKey.from_folder(folder))

    def sign(self, pdf: bytes, reason: str, at: datetime) -> bytes:
        """The PDF with a certifying signature appended; the bytes before it stay as they are.

        `at` is the moment of signing, with its time zone.
        """
        if at.tzinfo is None:
            raise ValueError("签名时刻没有时区")
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        writer.ensure_output_version(version=(1, 7))  # type: ignore[no-untyped-call]
        writer.register_extension(constants.ESIC_EXTENSION_1)
        embedding = PdfCMSEmbedder(SigFieldSpec(sig_field_name=FIELD)).write_cms(FIELD, writer)
        next(embedding)
        placeholder = SignatureObject(
            timestamp=at, subfilter=SigSeedSubFilter.PADES, reason=reason, bytes_reserved=ROOM
        )
        no_change = SigMDPSetup(md_algorithm=DIGEST, certify=True, docmdp_perms=MDPPerm.NO_CHANGES)
        embedding.send(SigObjSetup(sig_placeholder=placeholder, mdp_setup=no_change))
        prepared, output = embedding.send(SigIOSetup(md_algorithm=DIGEST))
        signing = _Bridge(self.key).async_sign(prepared.document_digest, DIGEST, use_pades=True)
        embedding.send(asyncio.run(signing))
        signed = output.getvalue()
        assert isinstance(signed, bytes)
        return signed


class _Bridge(signers.Signer):  # type: ignore[misc, unused-ignore]
    """pyHanko's view of a `Key`."""

    def __init__(self, key: Key) -> None:
        self._key = key
        own, *above = load_certs_from_pemder_data(
            b"".join(one.public_bytes(serialization.Encoding.PEM) for one in (key.certificate, *key.authorities))
        )
        authorities = SimpleCertificateStore.from_certs(above)  # type: ignore[no-untyped-call]
        super().__init__(signing_cert=own, cert_registry=authorities, embed_roots=False)

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """The raw signature pyHanko asks for."""
        if digest_algorithm != DIGEST:
            raise ValueError(f"只用 {DIGEST} 签名，不用 {digest_algorithm}")
        return self._key.sign(data)
