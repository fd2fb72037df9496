"""The part of RESULTS.md that is written by the benchmark itself."""

from pathlib import Path

RESULTS = Path(__file__).parent.parent / "RESULTS.md"
BEGIN, END = '<!-- written by make bench ARGS="--peers --write" -->', "<!-- until here -->"


def write(text: str) -> None:
    before, __, rest = RESULTS.read_text().partition(BEGIN)
    __, __, after = rest.partition(END)
    RESULTS.write_text(f"{before}{BEGIN}\n\n{text.strip()}\n\n{END}{after}")
