"""A program on the caldav package: run in the clients' environment, it syncs at each line that it reads.

Arguments: the address of the server, the names of calendars. Prints one line of JSON each time: for each of these
the title by UID of all that it holds then.
"""

import json
import sys

import caldav


def main(server: str, *names: str) -> None:
    with caldav.DAVClient(server) as client:
        found = {str(calendar.url).split("/")[-2]: calendar for calendar in client.principal().calendars()}
        followed = {name: found[name].objects_by_sync_token(load_objects=True) for name in names}
        for _ in sys.stdin:
            held = {}
            for name, objects in followed.items():
                objects.sync()
                events = [o.icalendar_component for o in objects]
                held[name] = {str(event["UID"]): str(event["SUMMARY"]) for event in events}
            print(json.dumps(held), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
