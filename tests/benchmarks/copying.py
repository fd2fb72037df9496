"""A seeded SQLite database into an empty migrated PostgreSQL: seeding 27,000 editions twice would take minutes."""

import json
import sqlite3
from pathlib import Path

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.management.color import no_style
from django.db import connection
from psycopg import sql

ROWS = 1000


def copy(source: Path) -> None:
    models = apps.get_models(include_auto_created=True)
    lite = sqlite3.connect(source)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # the order of tables no longer matters
        cursor.execute("SET TIME ZONE 'UTC'")
        tables = sql.SQL(", ").join([sql.Identifier(model._meta.db_table) for model in models])
        cursor.execute(sql.SQL("TRUNCATE {}").format(tables))  # what migrations have put in
        for model in models:
            table, columns = model._meta.db_table, [str(f.column) for f in model._meta.concrete_fields]
            names = sql.SQL(", ").join([sql.Identifier(column) for column in columns])
            into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
            arrays = [isinstance(f, ArrayField) for f in model._meta.concrete_fields]  # JSON there
            rows = lite.execute(f"SELECT {', '.join(columns)} FROM {table}")  # noqa: S608
            with cursor.copy(into) as target:
                for row in rows:
                    target.write_row([json.loads(v) if array else v for v, array in zip(row, arrays, strict=True)])
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
        cursor.execute("SET session_replication_role = DEFAULT")
    lite.close()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
