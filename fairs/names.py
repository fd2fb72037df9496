"""By what one company is recognised under several spellings: pure, used wherever companies are compared."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

LONGEST = 200
SHORTEST_ADDRESS = 8  # shorter ones name a town

_CHINESE_FORMS = re.compile("(?:股份有限公司|有限责任公司|有限公司|总公司|公司)$")
_WORDS = {
    "ag", "bhd", "bv", "co", "company", "corp", "corporation", "gmbh", "inc", "incorporated", "kg", "limited", "llc",
    "ltd", "oy", "plc", "pte", "pty", "sa", "sarl", "sdn", "spa", "srl",
}  # fmt: skip
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
