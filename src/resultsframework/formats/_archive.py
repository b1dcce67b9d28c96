"""
Obstacles in archives, whichever format is packed in them: damage as the standard library reports it, and encryption.
"""

from __future__ import annotations

import struct
import zipfile
import zlib

__all__ = ["DAMAGE", "is_encrypted"]

# The errors of the standard library for damaged archives.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
ENCRYPTED = 0x1


def is_encrypted(member: zipfile.ZipInfo) -> bool:
    """True for a member that is unpacked with a password."""
    return bool(member.flag_bits & ENCRYPTED)
