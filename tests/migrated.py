"""The tables as migrations make them: run as a program, in a database of one's own that is empty.

``fresh``: as ``migrate`` makes them. ``upgraded``: as the first version had them, with a few launches, then brought
up to date step by step. It prints what is then there, as JSON.
"""

import json
import re
import sys

import django
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

FIRST = [("calendar", "0001_initial"), ("fairs", "0001_initial"), ("initiatives", "0001_initial")]
OURS = tuple(f"{app}_" for app, _first in FIRST)
COLUMNS = """
    SELECT table_name, column_name || ' ' || data_type || ' ' || coalesce(character_maximum_length::text, '') || ' '
        || is_nullable || ' ' || coalesce(column_default, '') || ' ' || is_identity
    FROM information_schema.columns WHERE table_schema = 'public'
"""
CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname || ' ' || pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
"""
INDEXES = "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'"


def definitions() -> dict[str, list[str]]:
    """Table of ours -> its columns, constraints and indexes, whatever their order."""
    tables: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL")
            found = [(table, part) for table, sql in cursor.fetchall() for part in parts(sql)]
        else:
            found = []
            for query in (COLUMNS, CONSTRAINTS, INDEXES):
                cursor.execute(query)
                found += cursor.fetchall()
    for table, definition in found:
        if table.startswith(OURS):
            tables.setdefault(table, []).append(definition)
    return {table: sorted(found) for table, found in sorted(tables.items())}


def parts(sql: str) -> list[str]:
    """Of CREATE TABLE what stands between the commas of its outermost brackets; an index is one part."""
    if not sql.startswith("CREATE TABLE"):
        return [sql]
    body, depth, found = sql[sql.index("(") + 1 : sql.rindex(")")], 0, [""]
    for piece in re.split(r"([(),])", body):
        depth += {"(": 1, ")": -1}.get(piece, 0)
        if piece == "," and not depth:
            found.append("")
        else:
            found[-1] += piece
    return [each.strip() for each in found]


def make_first_version() -> None:
    executor = MigrationExecutor(connection)
    executor.loader.replace_migrations = False
    executor.loader.build_graph()
    first = executor.migrate(FIRST).apps
    names = {"uuid": "00000000-0000-0000-0000-000000000001", "name_en": "Liaoning"}
    region = first.get_model("fairs", "Region").objects.create(code="210000", kind="province", **names)
    launches = first.get_model("initiatives", "Launch").objects
    for code, brand, scope in (("a", "Kite", "province"), ("b", "Kite", ""), ("c", "", "global")):
        launches.create(code=code, brand=brand, scope=scope, title_en=code, kind="store", region=region)


def main(how: str) -> None:
    django.setup()
    if how == "upgraded":
        make_first_version()
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    launches = apps.get_model("initiatives", "Launch").objects.order_by("code")
    told = launches.values_list("code", "brand__code", "brand__name_zh_hans", "scope_place")
    print(json.dumps({"launches": list(told), "tables": definitions()}))


if __name__ == "__main__":
    main(sys.argv[1])
