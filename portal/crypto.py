"""Sealing what must not be read from the disk: SM4-GCM for contents, HMAC-SM3 for finding them again.

Keys come from the settings (16 bytes to encrypt, 32 bytes to index, never the same key). A sealed value
carries a version byte and its own random nonce; `context` binds it to its place, so that a value copied to
another row does not open there.
"""

import os
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings

_VERSION = b"\x01"
_NONCE_BYTES = 12
_TAG_BYTES = 16


class SealBroken(ValueError):
    """The sealed value was altered, belongs to another place, or was sealed with another key."""


def seal(plain: bytes, context: bytes) -> bytes:
    """The plain bytes encrypted and bound to the context; different at every call."""
    nonce = os.urandom(_NONCE_BYTES)
    encryptor = Cipher(algorithms.SM4(settings.ENCRYPTION_KEY), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(_VERSION + context)
    return _VERSION + nonce + encryptor.update(plain) + encryptor.finalize() + encryptor.tag


def open_sealed(sealed: bytes, context: bytes) -> bytes:
    """The plain bytes of a sealed value; raises SealBroken when it does not open in this context."""
    sealed = bytes(sealed)
    if len(sealed) < 1 + _NONCE_BYTES + _TAG_BYTES or sealed[:1] != _VERSION:
        raise SealBroken("数据完整性校验失败")
    nonce, body, tag = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES : -_TAG_BYTES], sealed[-_TAG_BYTES:]
    decryptor = Cipher(algorithms.SM4(settings.ENCRYPTION_KEY), modes.GCM(nonce, tag)).decryptor()
    decryptor.authenticate_additional_data(_VERSION + context)
    try:
        return decryptor.update(body) + decryptor.finalize()
    except InvalidTag as broken:
        raise SealBroken("数据完整性校验失败") from broken


def blind_index(text: str) -> bytes:
    """A keyed 32-byte digest by which an exact value is found without being readable.

    The text is normalised first (NFKC, upper case, no spaces), so that equal numbers have equal digests.
    """
    normal = "".join(unicodedata.normalize("NFKC", text).upper().split())
    digest = hmac.HMAC(settings.INDEX_KEY, hashes.SM3())
    digest.update(normal.encode())
    return digest.finalize()


def seal_id_number(number: str) -> tuple[bytes, bytes]:
    """(sealed number, its blind index) for the columns `id_cipher` and `id_index` of a person."""
    index = blind_index(number)
    return seal(number.encode(), b"person.id_number:" + index), index


def open_id_number(cipher: bytes, index: bytes) -> str:
    """The ID number of a person's row; raises SealBroken."""
    return open_sealed(cipher, b"person.id_number:" + bytes(index)).decode()
