"""A letter about one finding as Markdown, as a page of HTML, and as a mail that is still to be sent."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from factlint.render.letter import Letter, Said, letter
from factlint.render.markdown import escaped
from factlint.render.text import wrapped

if TYPE_CHECKING:
    from jinja2 import Template

    from factlint.render.base import Options
    from factlint.render.story import Told

_WIDTH: Final = 72


def markdown(told: Told, options: Options) -> str:  # noqa: ARG001 - every format takes the same
    """For a chat, a wiki or an issue: nothing of it becomes markup that a page has written."""
    made = letter(told)
    lines = [f"**{escaped(made.subject)}**", "", made.opening, ""]
    for number, side in enumerate(made.sides, 1):
        name = f"[{escaped(side.page.name)}]({_target(side.page.url)})" if side.page.url else escaped(side.page.name)
        about = ", ".join([name, *filter(None, [escaped(side.page.publisher)]), _dated(side)])
        quoted = _kept(side.before) + (f"<b>{_kept(side.words)}</b>" if side.words else "") + _kept(side.after)
        lines += [f"{number}. {about}", ""]
        lines += [f"   > {quoted}", ""] if quoted else []
        lines += [f"   {'; '.join(map(escaped, _understood(side)))}", ""] if list(_understood(side)) else []
    lines += [escaped(made.more), ""] if made.more else []
    lines += [f"{escaped(_begin(made))}", ""] if made.direction else []
    lines += ["What would settle it:", "", *(f"- {escaped(line)}" for line in made.ends), ""] if made.ends else []
    return "\n".join([*lines, escaped(_trust(made)), "", f"<sub>{escaped(made.footer)}</sub>", ""])


def html(told: Told, options: Options) -> str:  # noqa: ARG001 - every format takes the same
    """A page that needs nothing else and runs nothing."""
    return _page(letter(told))


def eml(told: Told, options: Options) -> bytes:  # noqa: ARG001 - every format takes the same
    """A mail without sender and recipient, which mail programs open to be completed."""
    from email.message import EmailMessage
    from email.policy import SMTP

    made = letter(told)
    plain, page = _plain(made), _page(made)
    mail = EmailMessage(SMTP)
    mail["Subject"] = _header(made.subject)
    mail["X-Unsent"] = "1"
    mail.set_content(plain, cte="quoted-printable")
    mail.add_alternative(page, subtype="html", cte="quoted-printable")
    # By chance it would differ from run to run; no text can hold a hash of itself.
    mail.set_boundary("=_" + hashlib.sha256(f"{plain}\0{page}".encode()).hexdigest()[:40])
    return mail.as_bytes()


def _header(text: str) -> str:
    """Text for a header as it stands: a header's plain text may hold words in a code, which could be of any bytes."""
    return text.replace("=?", "= ?")


def _page(made: Letter) -> str:
    return _template().render(letter=made) + "\n"


@cache
def _template() -> Template:
    from importlib import resources

    from jinja2 import Environment, StrictUndefined

    source = (resources.files("factlint") / "templates" / "letter.html").read_text("utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(source)


def _plain(made: Letter) -> str:
    """The letter as plain text, in lines that mail programs leave alone."""
    lines = [*wrapped(made.subject, _WIDTH, ""), "", made.opening]
    for number, side in enumerate(made.sides, 1):
        about = ", ".join([*filter(None, [side.page.name, side.page.publisher]), _dated(side)])
        lines += ["", *_hung(f"{number}. ", about)]
        lines += [f"   {side.page.url}"] if side.page.url else []
        words = f"»{side.words}«" if side.words else ""
        lines += wrapped(f"{side.before}{words}{side.after}", _WIDTH, "   > ")
        lines += wrapped("; ".join(_understood(side)), _WIDTH, "   ")
    lines += ["", made.more] if made.more else []
    lines += ["", *wrapped(_begin(made), _WIDTH, "")] if made.direction else []
    lines += ["", "What would settle it:"] if made.ends else []
    for line in made.ends:
        lines += _hung("- ", line)
    return "\n".join([*lines, "", *wrapped(_trust(made), _WIDTH, ""), "", "-- ", made.footer, ""])


def _hung(mark: str, text: str) -> list[str]:
    first, *rest = wrapped(text, _WIDTH, " " * len(mark)) or [mark]
    return [mark + first.strip(), *rest]


def _begin(made: Letter) -> str:
    return made.direction + (f" Why: {made.because}." if made.because else "")


def _trust(made: Letter) -> str:
    return f"The program that compared the pages is {made.sure}. It does not know which page is right."


def _dated(side: Said) -> str:
    return f"as of {side.dated}" if side.dated else "no date"


def _understood(side: Said) -> Iterator[str]:
    if side.says:
        yield f"understood as: {side.says}"
    if side.case:
        yield side.case
    if side.section:
        yield f"under: {side.section}"


def _kept(text: str) -> str:
    """Escaped, with the spaces at its ends, which part it from what is beside it."""
    start, end = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return start + escaped(text) + end if text.strip() else text


def _target(url: str) -> str:
    """An address within the brackets of a link, which it cannot leave: those it might hold are written as bytes."""
    return url.replace("[", "%5B").replace("]", "%5D").replace("*", "%2A")
