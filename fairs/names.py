"""By what a company, or a fair, is recognised under several spellings: pure, used wherever names are compared."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

LONGEST = 200
SHORTEST_ADDRESS = 8  # shorter ones name a town
SHORTEST_TITLE = 6  # shorter ones are words that many titles have in them

_CHINESE_FORMS = re.compile("(?:股份有限公司|有限责任公司|有限公司|总公司|公司)$")
_WORDS = {
    "ag", "bhd", "bv", "co", "company", "corp", "corporation", "gmbh", "inc", "incorporated", "kg", "limited", "llc",
    "ltd", "oy", "plc", "pte", "pty", "sa", "sarl", "sdn", "spa", "srl",
}  # fmt: skip
_BRACKETS = re.compile(r"[(\[【][^)\]】]*[)\]】]")
_DATED = r"(?:19|20)\d\d\s*年?|第\s*[\d一二三四五六七八九十百]+\s*届|首届|\b\d+(?:st|nd|rd|th)\b"
_YEAR_OR_NUMBER = re.compile(_DATED, re.IGNORECASE)
_LEFT_OUT = re.compile(rf"{_DATED}|\bthe\b")
_SHARED_HOSTS = {"facebook.com", "instagram.com", "linkedin.com", "mp.weixin.qq.com", "weibo.com", "x.com"}


def plain(text: str) -> str:
    """Without case, width, blanks and punctuation: brackets go, what stands in them stays."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def company(name: str) -> str:
    """Also without its legal form: "Foo Co., Ltd." and "FOO" are one, and 富（沈阳）有限公司 and 富沈阳."""
    text = unicodedata.normalize("NFKC", name).casefold()
    words = re.findall(r"[^\W_]+", text.replace(".", ""))
    while len(words) > 1 and words[-1] in _WORDS:
        words.pop()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    joined = "".join(words)
    return (_CHINESE_FORMS.sub("", joined) or joined)[:LONGEST]


def host(website: str) -> str:
    """Of whoever has a site of its own; "" for what many share."""
    try:
        found = (urlsplit(website).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    return "" if found in _SHARED_HOSTS else found[:LONGEST]


def keys(names: list[str], website: str, addresses: list[str]) -> Iterator[tuple[str, str]]:
    """(kind, value) of all by which a company may be found to be another."""
    yield from (("name", key) for name in names if (key := company(name)))
    if key := host(website):
        yield "website", key
    yield from (("address", key[:LONGEST]) for a in addresses if len(key := plain(a)) >= SHORTEST_ADDRESS)


def series(title: str) -> str:
    """Without year, number and what stands in brackets: 2026第31届东北(沈阳)建博会 and 东北建博会 are one."""
    text = unicodedata.normalize("NFKC", title).casefold()
    return plain(_LEFT_OUT.sub(" ", _BRACKETS.sub(" ", text)))


def undated(title: str) -> str:
    """The title as a fair's own name: without year and number, as it is written otherwise."""
    left = " ".join(_YEAR_OR_NUMBER.sub(" ", title).split()).strip(" -–:,")
    return re.sub("(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])", "", left)


def alike(one: str, other: str) -> bool:
    """Whether two titles may be of one fair: the same, or one within the other."""
    return one_series(series(one), series(other))


def one_series(one: str, other: str) -> bool:
    """``alike``, of what ``series`` made of the titles: for who compares many with many."""
    short, long = sorted((one, other), key=len)
    return bool(short) and (short == long or (len(short) >= SHORTEST_TITLE and short in long))
