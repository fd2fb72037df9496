"""A table of a million calendar entries, of which a feed holds 270: made of a thousand, within the database."""

from django.db import connection

from fairs.calendar.models import Listing

FACETS = ("audience", "batch", "category", "city", "organiser", "venue", "venue_kind", "year")
"""Those that a copy is found by, where its model has them."""

# A copy has the bytes of another entry under a key of its own, on days over ten years, and no JSON: feeds read none.
_OWN = {
    "id": "c.id",
    "key": "'synthetic-copy-' || lpad(c.number::text, 7, '0')",
    "subject": "'synthetic.copy:' || c.number",
    "uid": "'synthetic-copy-' || lpad(c.number::text, 7, '0') || '@fair-calendar'",
    "revision": "(SELECT value FROM calendar_watermark) + c.number",
    "start": "l.start + c.later",
    "end": 'l."end" + c.later',
    "payload": "''::bytea",
}
_COLUMNS = {f'"{f.column}"': _OWN.get(str(f.column), f'l."{f.column}"') for f in Listing._meta.concrete_fields}
_COPIES = """
    CREATE TEMPORARY TABLE copies AS
    WITH templates AS (
        SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM calendar_listing
        WHERE id NOT IN (SELECT listing_id FROM calendar_facet WHERE name = 'city' AND code = %s)
    )
    SELECT number, t.id AS template, number::bigint * 3650 / %s * interval '1 day' AS later,
        nextval(pg_get_serial_sequence('calendar_listing', 'id')) AS id
    FROM generate_series(1, %s) number JOIN templates t ON t.place = number %% (SELECT count(*) FROM templates)
"""
_FILL = (
    f"""
    INSERT INTO calendar_listing ({", ".join(_COLUMNS)})
    SELECT {", ".join(_COLUMNS.values())} FROM copies c JOIN calendar_listing l ON l.id = c.template ORDER BY c.number
    """,  # noqa: S608
    f"""
    INSERT INTO calendar_facet (name, code, start, listing_id)
    SELECT f.name, f.code, f.start + c.later, c.id
    FROM copies c JOIN calendar_facet f ON f.listing_id = c.template
    WHERE f.name IN {FACETS} ORDER BY c.number
    """,  # noqa: S608
    "UPDATE calendar_watermark SET value = (SELECT max(revision) FROM calendar_listing), writes = writes + 1",
)
_INDEXES = """
    SELECT indexname, indexdef FROM pg_indexes
    WHERE tablename IN ('calendar_facet', 'calendar_listing') AND indexname NOT IN (SELECT conname FROM pg_constraint)
"""


def multiply(total: int, city: str) -> None:
    """Until there are so many entries, none of the new ones in this city."""
    with connection.cursor() as cursor:
        # Each foreign key is right, and need not be looked up; an index is made sooner than kept.
        cursor.execute("SET session_replication_role = replica; SET work_mem = '256MB'")
        cursor.execute("SET maintenance_work_mem = '512MB'")
        cursor.execute(_COPIES, [city, total, total - Listing.objects.count()])
        cursor.execute(_INDEXES)
        indexes = cursor.fetchall()
        for name, __ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        for statement in (*_FILL, *(definition for __, definition in indexes), "VACUUM ANALYZE"):
            cursor.execute(statement)
