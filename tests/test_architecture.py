"""The shape of the code: who may import whom, how long things are, what a module may be called."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOP_LEVEL = {
    "manage.py", "pyproject.toml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile", "requirements.lock",
    "requirements-dev.lock", "config", "seeds", "initiatives", "fairs", "tests", "deploy",
}  # fmt: skip
# Each may import itself and what stands after it.
APPS = ["tests", "config", "seeds", "initiatives", "fairs", "fairs.calendar"]
# Within an app each may import what stands before it.
LAYERS = [{"models"}, {"entries"}, {"filters"}, {"serializers"}, {"api", "feeds", "admin", "pages"}]
VAGUE = {"utils", "util", "helpers", "common", "core", "services", "misc", "signals"}
HOSTS = re.compile(r"https?://[\w.-]*(?:pypi|pythonhosted|npmjs|registry|debian\.org/debian|devpi|anaconda)")


@cache
def tracked() -> list[Path]:
    """What is in the repository, or would be after `git add`."""
    listing = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = [Path(name) for name in listing.stdout.split("\0") if name]
    return [path for path in paths if (ROOT / path).is_file()]


def sources() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".py" and "migrations" not in path.parts]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), str(path))


def module(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    """Absolute names of what a module imports; `from . import x` is given as the package and x."""
    package = module(path).split(".") if path.name == "__init__.py" else module(path).split(".")[:-1]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{source}.{alias.name}" for alias in node.names)


def app(name: str) -> str | None:
    return max((a for a in APPS if name == a or name.startswith(f"{a}.")), key=len, default=None)


def layer(name: str) -> int | None:
    owner = app(name)
    first = name.removeprefix(f"{owner}.").split(".")[0]
    return next((rank for rank, names in enumerate(LAYERS) if first in names), None)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_the_top_level_is_fixed() -> None:
    assert {path.parts[0] for path in tracked() if not path.parts[0].startswith(".")} <= TOP_LEVEL


def test_apps_import_one_way() -> None:
    wrong = []
    for path in sources():
        own = app(module(path))
        for name in imports(path):
            other = app(name)
            if own and other and APPS.index(other) < APPS.index(own):
                wrong.append(f"{path} imports {name}")
    assert wrong == []


def test_layers_import_one_way() -> None:
    wrong = []
    for path in sources():
        own = layer(module(path))
        for name in imports(path):
            other = layer(name)
            if app(name) == app(module(path)) != "tests" and own is not None and other is not None and other > own:
                wrong.append(f"{path} imports {name}")
    assert wrong == []


def test_one_file_knows_the_icalendar_package() -> None:
    users = [path for path in sources() if any(name.split(".")[0] == "icalendar" for name in imports(path))]
    assert {str(path) for path in users if path.parts[0] != "tests"} <= {"fairs/calendar/ical.py"}


def test_imports_stand_at_the_top() -> None:
    inside = [
        f"{path}:{node.lineno}"
        for path in sources()
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


def test_names_say_what_is_in_a_module() -> None:
    assert [str(path) for path in sources() if VAGUE & {*path.with_suffix("").parts}] == []


def test_both_domain_apps_use_the_same_file_names() -> None:
    names = {top: {Path(path.parts[1]).stem for path in sources() if path.parts[0] == top} for top in APPS}
    assert names["initiatives"] - names["fairs"] - {"management"} == set()


def test_tests_mirror_the_source() -> None:
    """tests/fairs/calendar/test_ical.py tests fairs/calendar/ical.py, or a folder of that name."""
    folders = {Path(*path.parts[1:-1]) for path in sources() if path.parts[0] == "tests"}
    mirrored = {folder for folder in folders if folder.parts and folder.parts[0] in APPS}
    strays = [str(path) for path in mirrored if not (ROOT / path).is_dir()]
    assert strays == []


def test_files_are_short() -> None:
    lines = {str(path): len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in sources()}
    assert {path: count for path, count in lines.items() if count > 300} == {}


def test_functions_are_short() -> None:
    """A test may be longer by the whole value that it compares with."""
    lengths = {
        f"{path}:{function.name}": (function.end_lineno or 0) - function.lineno + 1 - (path.parts[0] == "tests") * 20
        for path in sources()
        for function in functions(path)
    }
    assert {name: length for name, length in lengths.items() if length > 40} == {}


def test_rows_are_locked_without_their_keys() -> None:
    """Or who makes a row that refers to a locked one waits for it at the end of a transaction, having the ledger."""
    calls = {
        f"{path}:{node.lineno}": {keyword.arg for keyword in node.keywords}
        for path in sources()
        if path.parts[0] != "tests"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "select_for_update"
    }
    assert [place for place, given in calls.items() if "no_key" not in given] == []


def test_no_file_names_a_package_host() -> None:
    naming = []
    for path in tracked():
        text = (ROOT / path).read_bytes().decode("utf-8", "ignore")
        naming += [f"{path}: {match.group()}" for match in HOSTS.finditer(text)]
    assert naming == []
