"""A program on the caldav package: run in the clients' environment, it syncs at each line that it reads.

Arguments: the address of the server, the path that the calendar's address ends in. Prints one line of JSON each
time: title by UID, of all that it holds then.
"""

import json
import sys

import caldav


def main(server: str, ending: str) -> None:
    with caldav.DAVClient(server) as client:
        calendars = {str(c.url): c for c in client.principal().calendars()}
        (calendar,) = (c for url, c in calendars.items() if url.endswith(ending))
        objects = calendar.objects_by_sync_token(load_objects=True)
        for _ in sys.stdin:
            objects.sync()
            events = [o.icalendar_component for o in objects]
            print(json.dumps({str(e["UID"]): str(e["SUMMARY"]) for e in events}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
