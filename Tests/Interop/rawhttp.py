"""An HTTP server and a client over bare sockets, for what libraries would tidy up: header order, spelling, framing."""

import hashlib
import random
import socket
import threading
import zlib

PIECE = 1 << 16
HOP_BY_HOP = {b'connection', b'keep-alive'}


class RandomServer:
    """Answers `/bucket/N` with the Nth of a seeded list of random answers."""

    def __init__(self, seed, count, largest):
        self.answers = [RandomAnswer(random.Random(f'{seed} {index}'), index, largest) for index in range(count)]
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.endpoint = 'http://127.0.0.1:%d' % self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self._accept, daemon=True)
        self.thread.start()

    def close(self):
        self.listener.close()

    def _accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        with connection:
            head = b''
            while b'\r\n\r\n' not in head:
                piece = connection.recv(PIECE)
                if not piece:
                    return
                head += piece
            index = int(head.split(b' ')[1].rsplit(b'/', 1)[1])
            try:
                self.answers[index].send(connection)
            except OSError:
                pass


class RandomAnswer:
    """Status, headers in odd order and spelling, and a body of some framing."""

    def __init__(self, source, index, largest):
        self.status = source.choice([200, 200, 200, 206, 400, 403, 404, 500, 503])
        size = largest if index == 0 else source.choice([0, 1, 100, 4095, 4096, 4097, 70_000, 300_000, 1 << 20])
        self.block = source.randbytes(997) if source.random() < 0.5 else b'2 123456789010 eni-0a 198.51.100.1 OK\n' * 30
        self.size = size
        self.is_gzip = 0 < size <= 1 << 20 and source.random() < 0.4
        if self.is_gzip:
            packer = zlib.compressobj(wbits=31)
            self.block = packer.compress(self.block * (size // len(self.block) + 1)) + packer.flush()
            self.size = len(self.block)
        self.framing = source.choice(['length', 'length', 'chunked', 'close'])
        fields = [(b'x-amz-request-id', b'%016X' % source.getrandbits(64)), (b'Date', b'Wed, 04 Mar 2026 00:00:00 GMT'),
                  (b'Server', b'AmazonS3'), (b'eTaG', b'"%032x"' % source.getrandbits(128)), (b'X-Twice', b'a'),
                  (b'x-twice', b'b'), (b'Content-Type', b'application/octet-stream'),
                  (b'x-amz-meta-text', b'a  b\tc; d="e"')]
        if self.framing == 'length':
            fields.append((b'Content-Length', b'%d' % self.size))
        if self.framing == 'chunked':
            fields.append((b'Transfer-Encoding', b'chunked'))
        source.shuffle(fields)
        self.fields = fields

    def pieces(self):
        left = self.size
        block = self.block * (PIECE // len(self.block) + 1)
        block = block[:len(block) - len(block) % len(self.block)]
        while left > 0:
            piece = block[:left]
            left -= len(piece)
            yield piece

    def send(self, connection):
        head = b'HTTP/1.1 %d X\r\n' % self.status + b''.join(b'%s: %s\r\n' % field for field in self.fields)
        connection.sendall(head + b'Connection: close\r\n\r\n')
        for piece in self.pieces():
            connection.sendall(b'%x\r\n%s\r\n' % (len(piece), piece) if self.framing == 'chunked' else piece)
        if self.framing == 'chunked':
            connection.sendall(b'0\r\n\r\n')

    def expected(self):
        digest = hashlib.sha256()
        for piece in self.pieces():
            digest.update(piece)
        return self.status, self.fields, self.size, digest.hexdigest()


def get(endpoint, path):
    """Status, ordered header fields, length and SHA-256 of the body, whatever its framing."""
    host, port = endpoint.removeprefix('http://').split(':')
    with socket.create_connection((host, int(port)), timeout=120) as connection:
        connection.sendall(b'GET %s HTTP/1.1\r\nHost: %s:%s\r\nAuthorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7'
                           b'EXAMPLE/20260304/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=00\r\n'
                           b'Connection: close\r\n\r\n' % (path.encode(), host.encode(), port.encode()))
        reader = connection.makefile('rb', buffering=1 << 18)
        status = int(reader.readline().split(b' ')[1])
        fields = []
        while (line := reader.readline()) not in (b'\r\n', b''):
            name, value = line.rstrip(b'\r\n').split(b':', 1)
            fields.append((name, value.strip()))
        digest, size = hashlib.sha256(), 0
        for piece in body(reader, {name.lower(): value for name, value in fields}):
            digest.update(piece)
            size += len(piece)
    return status, [field for field in fields if field[0].lower() not in HOP_BY_HOP], size, digest.hexdigest()


def body(reader, headers):
    if headers.get(b'transfer-encoding') == b'chunked':
        while count := int(reader.readline(), 16):
            yield reader.read(count)
            reader.readline()
        return
    left = int(headers[b'content-length']) if b'content-length' in headers else None
    while left is None or left > 0:
        piece = reader.read(1 << 18 if left is None else min(left, 1 << 18))
        if not piece:
            return
        if left is not None:
            left -= len(piece)
        yield piece
