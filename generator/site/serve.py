"""The site on this machine, made again whenever a file it comes from is saved."""

import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from generator.errors import Location, Problem, ReportError, system_error
from generator.text import say

EVERY = 0.5
"""Seconds between two looks at the files: a saved one is on the page a moment after its build."""
SIGNAL, RELOADER = "/goalposts-live", "/goalposts-live.js"
_WAIT = 25.0
"""Seconds a page's question for news is held open."""
_SCRIPT = f"""(async () => {{
  let seen = null;
  for (;;) {{
    try {{
      const answer = await (await fetch("{SIGNAL}?" + (seen ?? ""))).text();
      if (seen !== null && answer !== seen) return location.reload();
      seen = answer;
    }} catch {{
      await new Promise((wake) => setTimeout(wake, 1000));
    }}
  }}
}})();
"""
_TAG = f'<script src="{RELOADER}"></script></body>'.encode()
_NO_SITE = (
    "<!doctype html><meta charset=utf-8><title>No site yet · 站点尚未生成</title><body>"
    "<p lang=en>The build has problems; the terminal names them.</p>"
    "<p lang=zh>构建出了问题，详见终端。</p></body>"
).encode()
"""In both languages: nobody knows which one the reader speaks."""

Times = Mapping[str, tuple[int, int]]


class News:
    """How often the site was made; pages wait here for the next time."""

    def __init__(self) -> None:
        """Begin before the first build."""
        self._number = 0
        self._changed = threading.Condition()

    def tell(self) -> None:
        """Say that the site was made again."""
        with self._changed:
            self._number += 1
            self._changed.notify_all()

    def wait_beyond(self, seen: str, patience: float = _WAIT) -> str:
        """Return the number once it differs from the one seen, or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: str(self._number) != seen, timeout=patience)
            return str(self._number)


class _Handler(SimpleHTTPRequestHandler):
    """Files of the site, with a script in each page that waits for news."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, news: News, site: Path, **options: object) -> None:
        self._news = news
        super().__init__(*args, directory=str(site), **options)  # type: ignore[arg-type]  # handed on as they came

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if path == SIGNAL:
            self._send(self._news.wait_beyond(query).encode(), "text/plain")
        elif path == RELOADER:
            self._send(_SCRIPT.encode(), "text/javascript")
        elif page := self._page():
            self._send(page.replace(b"</body>", _TAG, 1), "text/html; charset=utf-8")
        elif not Path(self.directory).is_dir():
            self._send(_NO_SITE.replace(b"</body>", _TAG), "text/html; charset=utf-8", HTTPStatus.SERVICE_UNAVAILABLE)
        else:
            super().do_GET()

    def _page(self) -> bytes | None:
        """The HTML page asked for, if one is; a folder without its slash is left to be sent on."""
        file = Path(self.translate_path(self.path))
        if self.path.partition("?")[0].endswith("/"):
            file /= "index.html"
        try:
            return file.read_bytes() if file.suffix == ".html" else None
        except OSError:
            return None

    def _send(self, body: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Requests are no news to whoever writes a campaign."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A reader who leaves before an answer is there is no error."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # handed on as it came


def server_for(site: Path, news: News, host: str, port: int) -> ThreadingHTTPServer:
    """A server of a site's folder, not yet serving; port 0 takes any that is free.

    Raises ReportError where it cannot listen.
    """
    try:
        return _Server((host, port), partial(_Handler, news=news, site=site))
    except OSError as error:
        problem = Problem(
            Location("serve"),
            say(
                en="cannot listen at {host}:{port}: {reason}",
                zh="无法在 {host}:{port} 监听：{reason}",
                host=host,
                port=port,
                reason=system_error(error),
            ),
            say(en="an address of this machine and a port that is free", zh="本机的地址和空闲的端口"),
            say(en="try `--port {port}`", zh="可以试试 `--port {port}`", port=port + 1),
        )
        raise ReportError([problem]) from error


def serve(
    rebuild: Callable[[], object], site: Path, watch: Sequence[Path], host: str, port: int, *, language: str = "en"
) -> None:
    """Build, serve `site`, and build again whenever something below `watch` changes, until interrupted.

    `rebuild` raises ReportError when it cannot; its problems are printed in a language, and the site stays as it was.
    """
    news = News()
    with server_for(site, news, host, port) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://{host}:{server.server_address[1]}/"
        _say(say(en="{address} (Ctrl-C ends it)", zh="{address} （按 Ctrl-C 结束）", address=address).said_in(language))
        try:
            _build_for_ever(partial(attempt, rebuild, news, language), watch, site)
        except KeyboardInterrupt:
            _say("")
        finally:
            server.shutdown()


def _build_for_ever(build: Callable[[], object], watch: Sequence[Path], site: Path) -> None:
    pause = threading.Event()
    seen: Times = {}
    while True:
        now = times(watch, site)
        if now != seen:
            # Files are looked at before the build, so that one saved during it is seen after it.
            seen = now
            build()
        pause.wait(EVERY)


def attempt(rebuild: Callable[[], object], news: News, language: str = "en") -> bool:
    """Build once: tell the pages, or print the problems in a language; returns whether it worked."""
    try:
        rebuild()
    except ReportError as error:
        for problem in error.problems:
            _say(problem.said_in(language))
        return False
    news.tell()
    return True


def times(watch: Sequence[Path], site: Path) -> Times:
    """Size and time of every file watched; hidden ones and the built site left out."""
    return dict(found for root in watch for found in _below(root, site))


def _below(root: Path, site: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    if root.is_file():
        status = root.stat()
        yield str(root), (status.st_size, status.st_mtime_ns)
        return
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".") and Path(folder, name) != site]
        for name in files:
            file = f"{folder}{os.sep}{name}"
            try:
                status = os.stat(file)  # noqa: PTH116  thousands of files, twice a second
            except OSError:  # gone since the folder was read: editors save by renaming
                continue
            if not name.startswith("."):
                yield file, (status.st_size, status.st_mtime_ns)


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
