"""A bad line between two programs: slow, late, cut in the middle, or not there at all; everything on one machine."""

from __future__ import annotations

import random
import socket
import threading
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field

PIECE = 1024


@dataclass
class BadLine:
    """Stands before a port and passes on what comes, as the line lets it.

    `cuts` are the next connections that are cut, each by how many bytes it had let through, there (`ask`) or back
    (`answer`). Chance cuts `loss` of all others somewhere.
    """

    to: int
    latency: float = 0.0
    bytes_a_second: float = 1e9
    loss: float = 0.0
    seed: int = 1
    is_open: bool = True
    cuts: deque[tuple[str, int]] = field(default_factory=deque)
    tried: int = 0
    cut: int = 0

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def end(self) -> None:
        """Stop listening."""
        self._listening.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                threading.Thread(target=self._pass, args=(near,), daemon=True).start()

    def _pass(self, near: socket.socket) -> None:
        self.tried += 1
        bounds = {"ask": 1 << 40, "answer": 1 << 40}
        if self.cuts:
            way, at = self.cuts.popleft()
            bounds[way] = at
        elif self._chance.random() < self.loss:
            bounds[self._chance.choice(("ask", "answer"))] = self._chance.randrange(4000)
        with near, suppress(OSError):
            if not self.is_open:
                return
            with socket.create_connection(("127.0.0.1", self.to)) as far:
                back = threading.Thread(target=self._carry, args=(far, near, bounds["answer"]), daemon=True)
                back.start()
                self._carry(near, far, bounds["ask"])
                back.join()

    def _carry(self, source: socket.socket, to: socket.socket, most: int) -> None:
        with suppress(OSError):
            late = True
            while most > 0 and (piece := source.recv(min(PIECE, most))):
                time.sleep(len(piece) / self.bytes_a_second + (self.latency if late else 0))
                to.sendall(piece)
                most -= len(piece)
                late = False
            if most <= 0:
                self.cut += 1
                for end in (source, to):
                    end.shutdown(socket.SHUT_RDWR)
            else:
                to.shutdown(socket.SHUT_WR)
