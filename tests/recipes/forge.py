"""GitHub's and GitLab's interfaces on loopback, as much of them as the recipes use."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

BOT = "github-actions[bot]"
TOKEN = "let-me-in"
LIMIT = 65_536


@dataclass
class Forge:
    """What the server holds, and what was asked of it."""

    comments: list[dict[str, Any]] = field(default_factory=list)
    pulls: dict[int, dict[str, Any]] = field(default_factory=dict)
    writable: bool = True
    status: int = 0
    """Answer everything with this instead."""
    asked: list[tuple[str, str]] = field(default_factory=list)
    meanwhile: list[dict[str, Any]] = field(default_factory=list)
    """Comments that somebody else posts just before ours."""
    vanish: bool = False
    """Comments are deleted by somebody between reading and editing."""
    address: str = ""

    def add(self, body: str, login: str = BOT, number: int = 1) -> dict[str, Any]:
        """Put a comment there."""
        one = {
            "id": 1 + max((comment["id"] for comment in self.comments), default=0),
            "body": body,
            "number": number,
            "user": {"login": login},
            "author": {"id": {BOT: 7}.get(login, 8)},
        }
        self.comments.append(one)
        return one

    def writes(self) -> list[str]:
        """Return the methods that changed something, in order."""
        return [method for method, _ in self.asked if method != "GET"]


class Handler(BaseHTTPRequestHandler):
    forge: Forge

    def _handle(self) -> None:  # noqa: PLR0911  one answer a question
        forge, parts = self.forge, urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        fields = json.loads(self.rfile.read(length)) if length else {}
        forge.asked.append((self.command, self.path))
        if forge.status:
            return self._answer(forge.status, {"message": "no"})
        if TOKEN not in {
            self.headers.get("PRIVATE-TOKEN"),
            (self.headers.get("Authorization") or "").removeprefix("Bearer "),
        }:
            return self._answer(401, {"message": "Bad credentials"})
        if self.command != "GET" and not forge.writable:
            return self._answer(403, {"message": "Resource not accessible by integration"})
        if parts.path == "/user":
            return self._answer(200, {"id": 7})
        if pull := re.fullmatch(r"/repos/acme/results/pulls/(\d+)", parts.path):
            found = forge.pulls.get(int(pull[1]))
            return self._answer(200, found) if found else self._answer(404, {"message": "Not Found"})
        many = re.fullmatch(
            r"/repos/acme/results/issues/(\d+)/comments|/projects/5/merge_requests/(\d+)/notes", parts.path
        )
        if many:
            return self._many(int(many[1] or many[2]), parse_qs(parts.query), fields)
        one = re.fullmatch(
            r"/repos/acme/results/issues/comments/(\d+)|/projects/5/merge_requests/1/notes/(\d+)", parts.path
        )
        return self._one(int(one[1] or one[2]), fields) if one else self._answer(404, {"message": "Not Found"})

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = _handle  # noqa: N815  names of the library

    def _many(self, number: int, query: dict[str, list[str]], fields: dict[str, str]) -> None:
        if self.command == "POST":
            if len(fields["body"]) > LIMIT:
                return self._answer(422, {"message": "Body is too long (maximum is 65536 characters)"})
            while self.forge.meanwhile:
                self.forge.comments.append(self.forge.meanwhile.pop())
            return self._answer(201, self.forge.add(fields["body"], number=number))
        size, page = int(query["per_page"][0]), int(query["page"][0])
        some = [one for one in self.forge.comments if one["number"] == number]
        return self._answer(200, some[(page - 1) * size : page * size])

    def _one(self, comment: int, fields: dict[str, str]) -> None:
        if self.forge.vanish:
            self.forge.comments, self.forge.vanish = [], False
        found = next((one for one in self.forge.comments if one["id"] == comment), None)
        if found is None:
            return self._answer(404, {"message": "Not Found"})
        if self.command == "DELETE":
            self.forge.comments.remove(found)
            return self._answer(204, None)
        found["body"] = fields["body"]
        return self._answer(200, found)

    def _answer(self, status: int, said: object) -> None:
        body = b"" if said is None else json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@contextmanager
def serving(forge: Forge) -> Iterator[Forge]:
    """Serve what a forge holds, for as long as it is needed."""
    handler = type("Bound", (Handler,), {"forge": forge})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        forge.address = f"http://127.0.0.1:{server.server_address[1]}"
        yield forge
        server.shutdown()
