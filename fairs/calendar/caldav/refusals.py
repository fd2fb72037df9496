"""What a client is told when it cannot have what it asks."""


class Refusal(Exception):  # noqa: N818
    """``condition``: the element of DAV:error that says what would have to hold (RFC 4918 16), as XML."""

    def __init__(self, status: int, condition: str = "") -> None:
        super().__init__(status, condition)
        self.status = status
        self.condition = condition
