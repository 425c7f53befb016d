"""A web server as hosts have them: gzip, and a Content-Security-Policy if asked for."""

import gzip
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PACKED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".csv")
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


class Handler(SimpleHTTPRequestHandler):
    """Files below a folder; text goes out compressed."""

    def __init__(self, *arguments, policy: str, **options) -> None:
        self.policy = policy
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() and self.path.endswith("/") else file
        if not file.is_file() or file.suffix not in PACKED:
            super().do_GET()
            return
        body = gzip.compress(file.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, *_) -> None:
        """Stay silent."""


@contextmanager
def served(site: Path, policy: str = "") -> Iterator[str]:
    """The address of a site, for as long as it is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site), policy=policy)) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
