"""Puts a report on a change as one comment, and brings that comment up to date when the change does.

``comment.py github|gitlab FILE``, where FILE is what ``factlint check -o markdown`` wrote. The comment is found again
by the first line of the report, among those that the same account has written: somebody else's is never touched. Where
there is none and nothing to say, none is begun. Only the standard library is used: it runs wherever factlint does.

Exit status: 0 it stands, 3 the token has no right to comment, 4 the host did not do as asked.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import HTTPRedirectHandler, Request, build_opener

MARKER = "<!-- factlint -->"
NOTHING = "<!-- nothing to say -->"
NOT_ALLOWED, FAILED = 3, 4
PAGE, MOST_PAGES, SECONDS = 100, 50, 30


class Refused(Exception):  # noqa: N818 - it is the host's answer
    """The host did not do as asked; ``status`` is what to exit with."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        super().__init__(message)


class Host(Protocol):
    """Where comments stand."""

    comments: str
    """Address of the comments on the change."""
    update: str
    """The method that changes one."""

    def address(self, comment: int) -> str:
        """Where one of them is changed."""

    def is_own(self, comment: Any) -> bool:
        """Whether this account wrote it."""


class _NoRedirect(HTTPRedirectHandler):
    """A token goes to the host that it was given for, and nowhere that this host points to."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


class Api:
    """A host that speaks JSON."""

    def __init__(self, base: str, headers: dict[str, str]) -> None:
        if not base.startswith(("https://", "http://")):
            raise Refused(FAILED, "the address of the API is none of the web")
        self.base, self._headers = base.rstrip("/"), headers
        self._opener = build_opener(_NoRedirect)

    def ask(self, method: str, address: str, data: Any = None) -> Any:
        """The answer to a request."""
        body = None if data is None else json.dumps(data).encode()
        headers = {**self._headers, "Content-Type": "application/json", "User-Agent": "factlint"}
        request = Request(address, body, headers, method=method)  # noqa: S310 - the base is checked above
        try:
            with self._opener.open(request, timeout=SECONDS) as answer:
                return json.load(answer)
        except HTTPError as error:
            status = NOT_ALLOWED if error.code in {401, 403, 404} else FAILED
            raise Refused(status, f"{method} was answered with {error.code}") from None
        except (URLError, OSError, ValueError) as error:
            raise Refused(FAILED, f"{method} was not answered: {type(error).__name__}") from None


class GitHub:
    """Comments on a pull request."""

    update = "PATCH"

    def __init__(self, api: Api) -> None:
        self._issues = f"{api.base}/repos/{quote(os.environ['GITHUB_REPOSITORY'])}/issues"
        self._author = os.environ.get("FACTLINT_COMMENT_AUTHOR") or "github-actions[bot]"
        self.comments = f"{self._issues}/{_pull_request()}/comments"

    def address(self, comment: int) -> str:
        return f"{self._issues}/comments/{comment}"

    def is_own(self, comment: Any) -> bool:
        return bool((comment.get("user") or {}).get("login") == self._author)


class GitLab:
    """Notes on a merge request."""

    update = "PUT"

    def __init__(self, api: Api) -> None:
        project, number = os.environ["CI_PROJECT_ID"], int(os.environ["CI_MERGE_REQUEST_IID"])
        self.comments = f"{api.base}/projects/{quote(project, safe='')}/merge_requests/{number}/notes"
        self._me = api.ask("GET", f"{api.base}/user")["id"]

    def address(self, comment: int) -> str:
        return f"{self.comments}/{comment}"

    def is_own(self, comment: Any) -> bool:
        return bool(not comment.get("system") and (comment.get("author") or {}).get("id") == self._me)


def _pull_request() -> int:
    event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text("utf-8"))
    return int(event["pull_request"]["number"])


def _host(name: str) -> tuple[Api, Host]:
    if name == "github":
        token = {"Authorization": f"Bearer {os.environ['GITHUB_TOKEN']}", "Accept": "application/vnd.github+json"}
        api = Api(os.environ["GITHUB_API_URL"], token)
        return api, GitHub(api)
    api = Api(os.environ["CI_API_V4_URL"], {"PRIVATE-TOKEN": os.environ["FACTLINT_GITLAB_TOKEN"]})
    return api, GitLab(api)


def _standing(api: Api, host: Host, marker: str) -> Iterator[Any]:
    """The comments of this account that begin with the marker, from the first on."""
    for page in range(1, MOST_PAGES + 1):
        found = api.ask("GET", f"{host.comments}?per_page={PAGE}&page={page}")
        for each in found:
            if host.is_own(each) and str(each.get("body") or "").split("\n", 1)[0].strip() == marker:
                yield each
        if len(found) < PAGE:
            return


def _marked(text: str, key: str) -> tuple[str, str]:
    """The report with the marker of this one among several on a change, and that marker."""
    first, _, rest = text.partition("\n")
    if first != MARKER:
        raise Refused(FAILED, f"the report does not begin with {MARKER}")
    marker = MARKER.replace(" -->", f" {key} -->") if key else MARKER
    return f"{marker}\n{rest}".rstrip("\n"), marker


def post(name: str, report: Path) -> str:
    """Makes the comment stand as ``report`` says; what was done.

    Raises:
        Refused: the host did not do as asked.
    """
    key = os.environ.get("FACTLINT_COMMENT_ID", "")
    if not all(each.isalnum() or each in "-_" for each in key):
        raise Refused(FAILED, "the id of a comment is of letters, digits, - and _")
    body, marker = _marked(report.read_text("utf-8"), key)
    api, host = _host(name)
    there = next(_standing(api, host, marker), None)
    if there is None:
        if body.startswith(f"{marker}\n{NOTHING}"):
            return "nothing to say, and no comment to bring up to date"
        api.ask("POST", host.comments, {"body": body})
        return "wrote a comment"
    if str(there["body"]).replace("\r\n", "\n").rstrip("\n") == body:
        return "the comment is up to date"
    api.ask(host.update, host.address(int(there["id"])), {"body": body})
    return "brought the comment up to date"


def main() -> int:
    """Posts, and says what came of it."""
    try:
        print(f"factlint: {post(sys.argv[1], Path(sys.argv[2]))}")
    except Refused as refused:
        print(f"factlint: no comment: {refused}", file=sys.stderr)
        return refused.status
    except (KeyError, TypeError, ValueError, OSError) as error:
        print(f"factlint: no comment: {type(error).__name__}: {error}", file=sys.stderr)
        return FAILED
    return 0


if __name__ == "__main__":
    sys.exit(main())
