"""A page in a browser that is watched for everything that a report must not do."""

from __future__ import annotations

import contextlib
import socketserver
import threading
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urldefrag

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request, Response

RAN: Final = "ran"
"""The function that the hostile project's scripts call, with the name of the place that they stand in."""

VIOLATION: Final = "watchedViolation"
_ON_VIOLATION: Final = f"""
addEventListener("securitypolicyviolation", event =>
  {VIOLATION}(`${{event.effectiveDirective}} ${{event.blockedURI}}`), true)
"""
_LOCAL: Final = ("data:", "blob:", "about:")  # nothing leaves the machine for these
LIMIT: Final = 2_000


class Watched:
    """A page and what there is to complain of.

    Attributes:
        page: the page; the first file that it goes to is the one it may load.
        complaints: what it did that it must not do, in order.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.complaints: list[str] = []
        self._allowed: set[str] = set()
        context.expose_binding(RAN, lambda _, *said: self.complain(f"script ran: {said}"))
        context.expose_binding(VIOLATION, lambda _, said: self.complain(f"content security policy: {said}"))
        context.add_init_script(_ON_VIOLATION)
        self.page = context.new_page()
        context.on("page", self._follow)
        context.on("request", self._request)
        context.on("response", self._response)
        self._listen(self.page)

    def allow(self, path: Path) -> str:
        """Lets the page go to another file too; its address."""
        self._allowed.add(path.as_uri())
        return path.as_uri()

    def open(self, path: Path, fragment: str = "") -> Page:
        """Goes to a file and waits until it is loaded."""
        self.page.goto(self.allow(path) + (f"#{fragment}" if fragment else ""))
        return self.page

    def complain(self, what: str) -> None:
        """Notes something; a page that never stops is noted so often."""
        if len(self.complaints) < LIMIT:
            self.complaints.append(what)

    def _follow(self, page: Page) -> None:
        self.complain(f"opened a window: {page.url}")
        self._listen(page)

    def _listen(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complain(f"error: {error}"))
        page.on("dialog", self._dialog)
        page.on("websocket", lambda socket: self.complain(f"web socket: {socket.url}"))
        page.on("crash", lambda _: self.complain("the page crashed"))

    def _console(self, message: ConsoleMessage) -> None:
        # Chromium says of a blocked script that it is an error, of some other things that a policy stops a warning.
        if message.type in ("error", "assert") or "Content Security Policy" in message.text:
            self.complain(f"console: {message.text[:500]}")

    def _dialog(self, dialog: Dialog) -> None:
        self.complain(f"dialog: {dialog.type} {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        url = urldefrag(request.url).url
        if not self._allowed and url.startswith("file:") and self._goes_to(request):
            self._allowed.add(url)
        if url not in self._allowed and not url.startswith(_LOCAL):
            self.complain(f"request: {request.method} {request.resource_type} {url[:500]}")

    def _goes_to(self, request: Request) -> bool:
        return request.is_navigation_request() and request.frame == self.page.main_frame

    def _response(self, response: Response) -> None:
        if response.from_service_worker:
            self.complain(f"service worker: {response.url}")


class _Refusing(socketserver.StreamRequestHandler):
    """Notes who asks for what, and hangs up."""

    def handle(self) -> None:
        with contextlib.suppress(OSError):
            self.connection.settimeout(5)
            asked = self.rfile.readline(500).decode("latin-1").strip()
            self.server.asked.append(asked or "a connection")  # type: ignore[attr-defined]


class Proxy(socketserver.ThreadingTCPServer):
    """A proxy that lets nothing through, so that whatever is asked for without a request of the page is seen too."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Refusing)
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextlib.contextmanager
def proxy() -> Iterator[Proxy]:
    """A proxy that runs until the end of the block."""
    with Proxy() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@contextlib.contextmanager
def watching(browser: Browser, **options: Any) -> Iterator[Watched]:
    """A page in a context of its own, without cookies, cache or network; ``options`` as ``Browser.new_context`` takes.

    What there is to complain of is complete when the block has ended.
    """
    with proxy() as server:
        settings = {"viewport": {"width": 1280, "height": 860}, "locale": "en-GB", "timezone_id": "UTC", **options}
        with browser.new_context(proxy={"server": server.url, "bypass": "<-loopback>"}, **settings) as context:
            watched = Watched(context)
            yield watched
            # What was begun may only now come to light.
            with contextlib.suppress(Exception):
                watched.page.wait_for_timeout(50)
    for asked in server.asked:
        watched.complain(f"connection: {asked}")
