"""Every value that a claim has had: when it first stood on a page, and when it went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from factlint import git, gitobjects
from factlint.claimvalues import Claimed, Held, History, Moment
from factlint.gitlog import Logged, Touched, logged
from factlint.load import FORMATS
from factlint.load.decode import LIMIT
from factlint.reading import Task, read_pages

if TYPE_CHECKING:
    from factlint.extract.facts import Fact
    from factlint.project import Settings

_AT_ONCE: Final = 500  # contents that are held at a time


def history(subject: str, attribute: str, settings: Settings, jobs: int = 0) -> History:
    """Every value that the claims about a subject have had, in the commits that lead to HEAD.

    Args:
        subject: the id of a concept.
        attribute: the id of an attribute; "" for all.
        settings: of the project; pages are read with the schemas of now.
        jobs: processes to read with.

    Raises:
        ConfigError: the project is in no repository, or the repository has no commit.
    """
    top = git.repository(settings.root, git.INSIDE)
    gitobjects.commit_of(settings.root, "HEAD")
    within = _Project(settings, top)
    commits = [each._replace(files=tuple(within.pages(each.files))) for each in logged(top, within.folder)]
    names = _Names()
    steps = [(each, file, names.of(file, each.parents)) for each in commits for file in each.files]
    wanted = {page for page in names.known if any(within.asked(name) for name in names.known[page])}
    steps = [step for step in steps if step[2] in wanted]
    facts = _Facts(subject, attribute, settings, top, jobs)
    facts.read(file for _, file, _ in steps)
    cut = gitobjects.is_shallow(top)
    rows = _rows(steps, facts, names, cut=cut)
    return History(rows, [_moment(each, cut=cut) for each in commits if cut and not each.parents])


class _Project:
    """Which files of a repository are pages of the project, and which were asked for."""

    def __init__(self, settings: Settings, top: Path) -> None:
        self._settings = settings
        below = settings.root.resolve().relative_to(top).as_posix()
        self.folder = "" if below == "." else below
        root = settings.root
        self._asked = [path.relative_to(root) for path in settings.sources if path.is_relative_to(root)]

    def pages(self, files: Iterable[Touched]) -> Iterator[Touched]:
        """Those that are pages, by their id; one that became a page, or was one, was added or taken away."""
        for file in files:
            earlier, path = self._doc(file.earlier), self._doc(file.path)
            if earlier or path:
                yield Touched(earlier, path, file.held if earlier else "", file.holds if path else "")

    def asked(self, doc: str) -> bool:
        path = PurePosixPath(doc)
        return any(path.is_relative_to(PurePosixPath(each)) for each in self._asked)

    def _doc(self, name: str) -> str:
        start = f"{self.folder}/" if self.folder else ""
        doc = name.removeprefix(start)
        path = PurePosixPath(doc)
        hidden = any(part.startswith(".") for part in path.parts)
        if not name.startswith(start) or hidden or path.suffix.lower() not in FORMATS:
            return ""
        return "" if self._settings.excludes(doc) else doc


class _Names:
    """Which page a name means, as pages are renamed; a number for each page."""

    def __init__(self) -> None:
        self._page: dict[str, int] = {}
        self.known: dict[int, list[str]] = {}

    def of(self, file: Touched, parents: int) -> int:
        page = self._page.get(file.earlier or file.path)
        # A new file under a name whose page has gone elsewhere is another page; a merge only brings both together.
        elsewhere = page is not None and self.known[page][-1] != (file.earlier or file.path)
        if page is None or (not file.earlier and elsewhere and parents < 2):
            page = len(self.known)
            self.known[page] = []
        name = file.path or file.earlier
        self._page[name] = self._page[file.earlier or name] = page
        if self.known[page][-1:] != [name]:
            self.known[page].append(name)
        return page


class _Facts:
    """What pages gave about the subject, each content read once."""

    def __init__(self, subject: str, attribute: str, settings: Settings, top: Path, jobs: int) -> None:
        self._subject, self._attribute = subject, attribute
        self._settings, self._top, self._jobs = settings, top, jobs
        self._found: dict[tuple[object, ...], dict[Claimed, Fact]] = {}

    def read(self, files: Iterable[Touched]) -> None:
        """Reads everything that the files held and hold."""
        docs: dict[str, dict[tuple[object, ...], str]] = {}
        for file in files:
            for oid, doc in ((file.held, file.earlier), (file.holds, file.path)):
                if oid:
                    docs.setdefault(oid, {}).setdefault(self._key(doc, oid), doc)
        tasks: list[tuple[tuple[object, ...], Task]] = []
        for oid, data in gitobjects.blobs(self._top, docs):
            if len(data) <= LIMIT:
                tasks += [(key, Task(self._settings.root / doc, doc, data)) for key, doc in docs[oid].items()]
            if len(tasks) >= _AT_ONCE:
                self._take(tasks)
                tasks = []
        self._take(tasks)

    def of(self, doc: str, oid: str) -> Mapping[Claimed, Fact]:
        return self._found.get(self._key(doc, oid), {}) if oid else {}

    def _take(self, tasks: Sequence[tuple[tuple[object, ...], Task]]) -> None:
        reports = read_pages([task for _, task in tasks], self._settings, self._jobs, None)
        for (key, _), report in zip(tasks, reports, strict=True):
            own = self._found[key] = {}
            for reading in report.readings:
                for fact in reading.facts:
                    if fact.subject == self._subject and self._attribute in ("", fact.attribute):
                        own.setdefault(_claimed(fact), fact)

    def _key(self, doc: str, oid: str) -> tuple[object, ...]:
        # A page of another collection or format is read otherwise.
        holding = tuple(each.holds(doc) for each in self._settings.collections)
        return oid, PurePosixPath(doc).suffix.lower(), holding


def _rows(steps: Sequence[tuple[Logged, Touched, int]], facts: _Facts, names: _Names, *, cut: bool) -> list[Held]:
    """The values, from commit to commit.

    A value appears where a commit has it and one of its parents has not, and goes where one had it and the commit has
    not. Of branches side by side the first to do so counts, and what their merge keeps is settled by the merge.
    """
    rows: list[Held] = []
    standing: dict[tuple[int, Claimed], Held] = {}
    for order, (commit, file, page) in enumerate(steps):
        moment = _moment(commit, cut=cut)
        before, after = facts.of(file.earlier, file.held), facts.of(file.path, file.holds)
        for claim in before.keys() - after.keys():
            if gone := standing.pop((page, claim), None):
                gone.until = moment
        for claim, fact in after.items():
            if claim not in before and (page, claim) not in standing:
                row = _held(claim, file.path, fact, moment)
                row.latest, row.order = names.known[page][-1], order
                standing[page, claim] = row
                rows.append(row)
    return sorted(rows, key=lambda row: (row.latest, *row.claim[:3], row.order, *row.claim[3:]))


def _moment(commit: Logged, *, cut: bool) -> Moment:
    return Moment(commit.commit, commit.date, cut and not commit.parents)


def _held(claim: Claimed, page: str, fact: Fact, since: Moment) -> Held:
    return Held(claim, page, fact.subject, fact.value, fact.place.line, fact.place.column, fact.quote, since)


def _claimed(fact: Fact) -> Claimed:
    return Claimed(fact.schema, fact.attribute, fact.scope_text, fact.value.text, fact.value.approx, fact.modality)
