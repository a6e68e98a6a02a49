"""English inflection of the words that patterns and vocabularies are written in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_SHORT = re.compile(r"^[^aeiou]*[aeiou][^aeiouwxy]$|(?:mit|fer|cur|gin|bid)$")

VERB_MARK = "~"
"""Stands after a word that is read as a verb; see `verb_reading`."""


def plural(word: str) -> str:
    """The regular plural of a noun (also the third person of a verb)."""
    if _CONSONANT_Y.search(word):
        return word[:-1] + "ies"
    return word + ("es" if _SIBILANT.search(word) else "s")


def singular(word: str) -> str:
    """The singular of a noun with a regular plural; any other word as it is."""
    if word.endswith(("ss", "us", "is")):
        return word
    endings = (("ies", "y"), ("s", ""), ("es", ""))
    bases = (word.removesuffix(old) + new for old, new in endings if word.endswith(old))
    return next((base for base in bases if word == plural(base)), word)


def is_verb_form(word: str) -> bool:
    """Whether a word in -ed or -ing is as good as a verb."""
    return len(word) > 4 and word.endswith(("ed", "ing"))


def third_person(verb: str) -> str:
    """The form in -s of a verb's base; a word with an ending of its own as it is."""
    return verb if verb.endswith(("s", "ed", "ing", "ly")) else plural(verb)


def _verb_forms(base: str) -> list[str]:
    stem = base[:-1] if base.endswith("e") else base
    past = base[:-1] + "ied" if _CONSONANT_Y.search(base) else stem + "ed"
    forms = [plural(base), past, stem + "ing"]
    if _SHORT.search(base):
        forms += [base + base[-1] + "ed", base + base[-1] + "ing"]
    return forms


class Inflector:
    """Expands a word as it is written in a pattern into the words that it matches.

    Args:
        irregular: base form to its other forms (give: gives, gave, given, giving).
        fixed: words without inflection (for, of, no).
        spelling: pairs of British and American letter groups, applied both ways.
    """

    def __init__(
        self, irregular: Mapping[str, Sequence[str]], fixed: Iterable[str], spelling: Sequence[Sequence[str]]
    ) -> None:
        self._irregular = {base: tuple(forms) for base, forms in irregular.items()}
        self._bound = {form for forms in self._irregular.values() for form in forms} - set(self._irregular)
        self.fixed = frozenset(fixed)
        self.verbs = {form: base for base, forms in irregular.items() if len(forms) > 1 for form in (base, *forms)}
        """Irregular verbs: base form by each form; a noun has no more than a plural."""
        self._known: dict[str, tuple[str, ...]] = {}  # most words stand in many patterns
        self._spelling = [tuple(pair) for pair in spelling]
        groups = (group for pair in self._spelling for group in pair)
        self._spelled = re.compile("|".join(map(re.escape, groups)) or r"(?!)")

    def forms(self, word: str) -> tuple[str, ...]:
        """Every form that ``word`` matches, sorted.

        A base form stands for all of its inflections. A form in -s stands for them too, but the bare base only
        where it is read as a verb, marked by `VERB_MARK` ("lasts": lasts, lasted, lasting, and last in "will
        last", not in "the last 6 months"). Forms in -ed, -ing and -ly, irregular forms and words without
        inflection stand for themselves.
        """
        known = self._known.get(word)
        if known is None:
            found = self._inflected(word)
            known = tuple(sorted({variant for form in found for variant in self.spellings(form)}))
            self._known[word] = known
        return known

    def spellings(self, text: str) -> set[str]:
        """``text`` in British and in American spelling."""
        variants = {text}
        if not self._spelled.search(text):  # as of most words there is only one
            return variants
        for british, american in self._spelling:
            variants |= {variant.replace(british, american) for variant in variants if british in variant}
            variants |= {
                variant.replace(american, british)
                for variant in variants
                if american in variant and british not in variant
            }
        return variants

    def _inflected(self, word: str) -> list[str]:
        if word in self._irregular:
            return [word, *self._irregular[word]]
        base = self._base(word) if word.endswith("s") else ""
        if base in self._irregular and word not in self.fixed:
            return [*self._irregular[base], base + VERB_MARK]
        if self._stands_alone(word):
            return [word]
        if base and not word.endswith(("ss", "us", "is")):
            return [*_verb_forms(base), base + VERB_MARK]
        return [word, *_verb_forms(word)]

    def _stands_alone(self, word: str) -> bool:
        inflected = word.endswith(("ed", "ing", "ly")) and len(word) > 4
        return inflected or word in self.fixed or word in self._bound or len(word) < 3 or not word.isalpha()

    @staticmethod
    def _base(word: str) -> str:
        if word.endswith("ies") and len(word) > 4:
            return word[:-3] + "y"
        if word.endswith("es") and _SIBILANT.search(word[:-2]):
            return word[:-2]
        return word[:-1]
