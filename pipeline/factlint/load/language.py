"""Whether a page is in English, and when it is surely not.

Each language is told by words that are frequent in it and rare in the others. A short page, or one of names
and figures, is taken for English: a page wrongly left out would be a silent miss.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_FREQUENT: Final = {
    "en": "the of and to is in that for with are your this not it be as on can have",
    "fr": "le la les des et est une du dans pour qui pas vous que avec sur au aux ce sont",
    "de": "der die und das nicht ist mit ein eine von zu den dem auch werden sich bei oder wird im",
    "es": "el los las del y en una que por con para su se es como más este puede al son",
    "it": "il di che e per una del della con non sono gli nel alla è dei si le come può",
    "pt": "o os as do da e em um uma que para com não dos por se é mais ou ser",
    "nl": "de het een van en is niet met voor op dat zijn worden ook bij wordt aan te kan uw",
    "pl": "i w na z się nie do jest że oraz lub przez jak dla po może są od ze to",
    "sv": "och att det som en på är av för med den till inte om ett kan du har eller de",
    "da": "og at det er en af til på som med for den der ikke et kan du har eller de",
    "cy": "y yn yr a i o ei mae ar am gan eich chi wedi bod fel hyn neu gyda cael",
    "ga": "an na agus ar go le is do i a tá sé nó bheith leis mar seo chun gur sa",
    "tr": "ve bir bu için ile da de olarak daha olan çok gibi veya kadar sonra her ya değil en ise",
    "ro": "și de la în cu care este pe sunt nu un o mai din pentru sau se prin poate dumneavoastră",
    "vi": "và của là có cho không các được trong một những với người khi này để bạn thể bị trẻ",
}
_WORD_SETS: Final = {language: frozenset(words.split()) for language, words in _FREQUENT.items()}
_SAMPLE: Final = 4_000  # characters
_LETTERS: Final = 200  # fewer say nothing
_WORD: Final = re.compile(r"[^\W\d_]+")
_PLAINLY_ENGLISH: Final = 8  # this many of the commonest words in the sample, and no more need be asked
_SHARE: Final = 0.15  # of the words must be of the other language ...
_DIFFERENT: Final = 5  # of its words must be there
_MARGIN: Final = 3  # ... and so many times more than English ones
_OTHER_SCRIPT: Final = 0.5
_SCRIPTS: Final = (
    ("Greek", 0x370, 0x3FF),
    ("Cyrillic", 0x400, 0x52F),
    ("Hebrew", 0x590, 0x5FF),
    ("Arabic", 0x600, 0x77F),
    ("Indic", 0x900, 0xDFF),
    ("Thai", 0xE00, 0xE7F),
    ("Chinese or Japanese", 0x3040, 0x30FF),
    ("Chinese or Japanese", 0x4E00, 0x9FFF),
    ("Korean", 0xAC00, 0xD7AF),
)


def foreign(sample: str) -> str:
    """The language or script that ``sample`` is surely in instead of English; "" where it may be English."""
    sample = sample[:_SAMPLE]
    if sample.count(" the ") + sample.count(" of ") + sample.count(" and ") >= _PLAINLY_ENGLISH:
        return ""
    words = _WORD.findall(sample.lower())
    letters = sum(map(len, words))
    if letters < _LETTERS:
        return ""
    script = _script(words, letters)
    if script:
        return f"{script} script"
    counts = Counter(words)
    hits = {language: sum(counts[word] for word in known) for language, known in _WORD_SETS.items()}
    best = max(sorted(hits), key=lambda language: hits[language])
    if len(_WORD_SETS[best] & counts.keys()) < _DIFFERENT:
        return ""
    surely = hits[best] >= _SHARE * len(words) and hits[best] > _MARGIN * hits["en"]
    return best if best != "en" and surely else ""


def declared_foreign(language: str | None) -> bool:
    """Whether a BCP 47 tag names a language other than English; a tag that names none does not."""
    primary = (language or "").replace("_", "-").split("-")[0].strip().lower()
    return bool(re.fullmatch(r"[a-z]{2,3}", primary)) and primary not in {
        "en",
        "eng",
        "und",
        "mul",
        "mis",
        "zxx",
    }


def sample(texts: Iterable[str]) -> str:
    """Enough of a page's text to tell its language by."""
    return " ".join(text[:_SAMPLE] for text in islice(texts, 200))[:_SAMPLE]


def _script(words: list[str], letters: int) -> str:
    counts: Counter[str] = Counter()
    for char in "".join(words):
        if char > "\u036f":
            code = ord(char)
            counts.update(name for name, low, high in _SCRIPTS if low <= code <= high)
    name, count = counts.most_common(1)[0] if counts else ("", 0)
    return name if count > _OTHER_SCRIPT * letters else ""
