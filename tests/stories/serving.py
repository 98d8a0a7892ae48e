"""`python -m tests.stories.serving PORT`: the web process of the node whose home the environment names."""

from __future__ import annotations

import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server


class Threaded(ThreadingMixIn, WSGIServer):
    """Answers several at once."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Writes no log."""

    def log_message(self, *said: object) -> None:
        """Say nothing."""


def main(port: str) -> None:
    """Serve until the process is ended."""
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    make_server("127.0.0.1", int(port), application, server_class=Threaded, handler_class=Quiet).serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
