"""A code host on the loopback interface: as much of the two APIs for comments as a poster needs, with pages."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

BOT = "github-actions[bot]"
ME = 7


class Host(ThreadingHTTPServer):
    """What stands on one change, and what was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.comments: list[dict[str, Any]] = []
        self.asked: list[tuple[str, str]] = []
        self.tokens: set[str] = set()
        self.refuses: dict[str, int] = {}
        self.moved_to = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def add(self, body: str, login: str = BOT, author: int = ME) -> None:
        number = len(self.comments) + 1
        self.comments.append({"id": number, "body": body, "user": {"login": login}, "author": {"id": author}})

    @property
    def bodies(self) -> list[str]:
        return [each["body"] for each in self.comments]


class _Handler(BaseHTTPRequestHandler):
    server: Host
    LISTS: ClassVar = re.compile(r"/repos/o/r/issues/5/comments|/projects/12/merge_requests/5/notes")
    ONE: ClassVar = re.compile(r"(?:/repos/o/r/issues/comments|/projects/12/merge_requests/5/notes)/(\d+)")

    def do_GET(self) -> None:
        path, query = self._begin()
        if self._is_refused():
            return
        if self.server.moved_to:
            self.send_response(302)
            self.send_header("Location", self.server.moved_to)
            self.end_headers()
        elif path == "/user":
            self._answer(200, {"id": ME})
        elif self.LISTS.fullmatch(path):
            page, size = int(query["page"][0]), int(query["per_page"][0])
            self._answer(200, self.server.comments[(page - 1) * size : page * size])
        else:
            self._answer(404, {})

    def do_POST(self) -> None:
        path, _ = self._begin()
        body = self._body()
        if self._is_refused():
            return
        if not self.LISTS.fullmatch(path):
            self._answer(404, {})
            return
        self.server.add(body)
        self._answer(201, self.server.comments[-1])

    def do_PATCH(self) -> None:
        path, _ = self._begin()
        body = self._body()
        if self._is_refused():
            return
        found = self.ONE.fullmatch(path)
        assert found
        self.server.comments[int(found[1]) - 1]["body"] = body
        self._answer(200, {})

    def do_PUT(self) -> None:
        self.do_PATCH()

    def log_message(self, *_: Any) -> None:
        """Says nothing."""

    def _begin(self) -> tuple[str, dict[str, list[str]]]:
        parts = urlsplit(self.path)
        self.server.asked.append((self.command, parts.path))
        self.server.tokens.add(self.headers.get("Authorization") or self.headers.get("PRIVATE-TOKEN") or "")
        return parts.path, parse_qs(parts.query)

    def _body(self) -> str:
        return str(json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"])

    def _is_refused(self) -> bool:
        status = self.server.refuses.get(self.command)
        if status:
            self._answer(status, {"message": "Resource not accessible by integration"})
        return status is not None

    def _answer(self, status: int, data: Any) -> None:
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def code_host() -> Iterator[Host]:
    """A host that answers for as long as the context lasts."""
    host = Host()
    thread = threading.Thread(target=host.serve_forever, daemon=True)
    thread.start()
    try:
        yield host
    finally:
        host.shutdown()
        host.server_close()
        thread.join()
