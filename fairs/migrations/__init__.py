from typing import Any

from django.db.migrations import SeparateDatabaseAndState


class Together(SeparateDatabaseAndState):
    """Steps that do not build on each other. After each step by itself Django builds all models anew, for seconds."""

    def __init__(self, operations: Any) -> None:
        super().__init__(operations, operations)

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)  # built again, once, when it is asked for
        super().state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for operation in self.database_operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)
