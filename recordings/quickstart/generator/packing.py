"""gzip members whose header says nothing about the machine or the time."""

import struct
import zlib


def gzip_member(text):
    """Compresses text (or bytes) into one gzip member."""
    content = text.encode() if isinstance(text, str) else text
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = deflate.compress(content) + deflate.flush()
    # Magic, deflate, no flags, no time, best compression, system unknown.
    return b'\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff' + body + struct.pack('<II', zlib.crc32(content), len(content))
