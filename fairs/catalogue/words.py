"""A text as words that an index can look up, in Chinese and in alphabets. Pure.

Chinese has no spaces: each character and each pair of neighbours is a word. A word of letters is found by its
beginnings.
"""

import re
import unicodedata
from collections.abc import Iterable

SHORTEST, LONGEST = 2, 12  # letters of a beginning; more do not count
PLURAL = 5  # letters at least: of what is shorter the last is mostly its own
WHOLE = 100  # characters of a name that count: an index takes no longer ones
_IDEOGRAPHS = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"([{_IDEOGRAPHS}]+)|[^\W_{_IDEOGRAPHS}]+")


def words(*texts: str) -> set[str]:
    """By which the texts are found."""
    found = set()
    for text in texts:
        for run in _RUN.finditer(folded(text)):
            word = run[0]
            if run[1]:
                found |= {*word, *_pairs(word)}
            else:
                found |= {word[:n] for n in range(SHORTEST, LONGEST)} | {word[:LONGEST]}
    return found


def asked(text: str) -> list[str]:
    """The words all of which must occur; none when there is nothing to look for."""
    found: list[str] = []
    for run in _RUN.finditer(folded(text)):
        word = run[0]
        found += (_pairs(word) or [word]) if run[1] else [_singular(word)[:LONGEST]]
    return list(dict.fromkeys(found))


def _singular(word: str) -> str:
    """Of an English word; it is the beginning of the plural, too."""
    return word[:-1] if len(word) >= PLURAL and word.endswith("s") and not word.endswith("ss") else word


def named(*names: str) -> set[str]:
    """By which a thing of these names is found before what only mentions them."""
    return {*in_name(words(*names)), *(found for name in names if (found := whole(name)))}


def in_name(found: Iterable[str]) -> list[str]:
    """The words as ``named`` has them."""
    return [f".{word}" for word in found]


def whole(name: str) -> str:
    """A name as ``named`` has it: as no word is."""
    text = " ".join(run[0] for run in _RUN.finditer(folded(name)))[:WHOLE]
    return f'"{text}"' if text else ""


def folded(text: str) -> str:
    """Without case, accents and full width: Ｃafé as cafe."""
    text = text.casefold()
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _pairs(word: str) -> list[str]:
    return [word[n : n + 2] for n in range(len(word) - 1)]
