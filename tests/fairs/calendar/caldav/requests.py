"""What calendar programs send: method, address, headers and body, in the form each of them is known to use."""

# ruff: noqa: E501

from typing import NamedTuple

from .client import ALL


class Sent(NamedTuple):
    method: str
    path: str
    headers: dict[str, str]
    body: str


XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
BOTH = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'
MEMBER = f"{ALL}edition-1.ics"

# As Calendar of macOS and iOS sends: accountsd, then dataaccessd.
APPLE = {
    "finds the principal": Sent(
        "PROPFIND", "/.well-known/caldav", {"Depth": "0", "Brief": "t", "Prefer": "return=minimal"},
        f'{XML}<A:propfind xmlns:A="DAV:"><A:prop><A:current-user-principal/><A:principal-URL/><A:resourcetype/>'
        "</A:prop></A:propfind>",
    ),
    "asks what can be done": Sent("OPTIONS", "/caldav/principal/", {}, ""),
    "asks the principal": Sent(
        "PROPFIND", "/caldav/principal/", {"Depth": "0", "Brief": "t", "Prefer": "return=minimal"},
        f'{XML}<A:propfind xmlns:A="DAV:"><A:prop><B:calendar-home-set xmlns:B="urn:ietf:params:xml:ns:caldav"/>'
        '<B:calendar-user-address-set xmlns:B="urn:ietf:params:xml:ns:caldav"/><A:current-user-principal/><A:displayname/>'
        '<C:dropbox-home-URL xmlns:C="http://calendarserver.org/ns/"/><C:email-address-set xmlns:C="http://calendarserver.org/ns/"/>'
        '<C:notification-URL xmlns:C="http://calendarserver.org/ns/"/><A:principal-collection-set/><A:principal-URL/>'
        '<A:resource-id/><B:schedule-inbox-URL xmlns:B="urn:ietf:params:xml:ns:caldav"/>'
        '<B:schedule-outbox-URL xmlns:B="urn:ietf:params:xml:ns:caldav"/><A:supported-report-set/></A:prop></A:propfind>',
    ),
    "lists the home": Sent(
        "PROPFIND", "/caldav/calendars/", {"Depth": "1", "Brief": "t", "Prefer": "return=minimal"},
        f'{XML}<A:propfind xmlns:A="DAV:"><A:prop><A:add-member/><C:allowed-sharing-modes xmlns:C="http://calendarserver.org/ns/"/>'
        '<D:autoprovisioned xmlns:D="http://apple.com/ns/ical/"/><D:calendar-color xmlns:D="http://apple.com/ns/ical/"/>'
        '<B:calendar-description xmlns:B="urn:ietf:params:xml:ns:caldav"/><D:calendar-order xmlns:D="http://apple.com/ns/ical/"/>'
        '<B:calendar-timezone xmlns:B="urn:ietf:params:xml:ns:caldav"/><A:current-user-privilege-set/><A:displayname/>'
        '<C:getctag xmlns:C="http://calendarserver.org/ns/"/><B:max-attendees-per-instance xmlns:B="urn:ietf:params:xml:ns:caldav"/>'
        '<A:owner/><A:quota-available-bytes/><A:quota-used-bytes/><D:refreshrate xmlns:D="http://apple.com/ns/ical/"/>'
        '<A:resource-id/><A:resourcetype/><B:schedule-calendar-transp xmlns:B="urn:ietf:params:xml:ns:caldav"/>'
        '<C:source xmlns:C="http://calendarserver.org/ns/"/><B:supported-calendar-component-set xmlns:B="urn:ietf:params:xml:ns:caldav"/>'
        "<A:supported-report-set/><A:sync-token/></A:prop></A:propfind>",
    ),
    "syncs": Sent(
        "REPORT", ALL, {"Depth": "1", "Brief": "t", "Prefer": "return=minimal"},
        f'{XML}<A:sync-collection xmlns:A="DAV:"><A:sync-token/><A:sync-level>1</A:sync-level><A:prop><A:getcontenttype/>'
        "<A:getetag/></A:prop></A:sync-collection>",
    ),
    "loads": Sent(
        "REPORT", ALL, {"Depth": "1", "Brief": "t", "Prefer": "return=minimal"},
        f'{XML}<B:calendar-multiget xmlns:B="urn:ietf:params:xml:ns:caldav"><A:prop xmlns:A="DAV:"><A:getetag/><B:calendar-data/>'
        '<B:schedule-tag/><C:created-by xmlns:C="http://calendarserver.org/ns/"/><C:updated-by xmlns:C="http://calendarserver.org/ns/"/>'
        f'</A:prop><A:href xmlns:A="DAV:">{MEMBER}</A:href></B:calendar-multiget>',
    ),
}  # fmt: skip

# As DAVx5 sends (cert4android, dav4jvm).
DAVX5 = {
    "finds the principal": Sent(
        "PROPFIND", "/caldav/", {"Depth": "0"},
        "<?xml version='1.0' encoding='UTF-8' ?><propfind xmlns=\"DAV:\" xmlns:CAL=\"urn:ietf:params:xml:ns:caldav\" "
        'xmlns:CARD="urn:ietf:params:xml:ns:carddav"><prop><resourcetype /><displayname /><CARD:addressbook-description />'
        "<CARD:addressbook-home-set /><CAL:calendar-home-set /><current-user-principal /></prop></propfind>",
    ),
    "lists the home": Sent(
        "PROPFIND", "/caldav/calendars/", {"Depth": "1"},
        "<?xml version='1.0' encoding='UTF-8' ?><propfind xmlns=\"DAV:\" xmlns:CAL=\"urn:ietf:params:xml:ns:caldav\" "
        'xmlns:CARD="urn:ietf:params:xml:ns:carddav"><prop><resourcetype /><displayname /><owner /><current-user-privilege-set />'
        "<CARD:addressbook-description /><CARD:supported-address-data /><CAL:calendar-description />"
        '<n0:calendar-color xmlns:n0="http://apple.com/ns/ical/" /><CAL:calendar-timezone /><CAL:supported-calendar-component-set />'
        '<n1:source xmlns:n1="http://calendarserver.org/ns/" /><sync-token /></prop></propfind>',
    ),
    "asks the state": Sent(
        "PROPFIND", ALL, {"Depth": "0"},
        "<?xml version='1.0' encoding='UTF-8' ?><propfind xmlns=\"DAV:\" xmlns:CAL=\"urn:ietf:params:xml:ns:caldav\"><prop>"
        '<CAL:max-resource-size /><n0:getctag xmlns:n0="http://calendarserver.org/ns/" /><sync-token /><supported-report-set />'
        "</prop></propfind>",
    ),
    "lists what is recent": Sent(
        "REPORT", ALL, {"Depth": "1"},
        "<?xml version='1.0' encoding='UTF-8' ?><CAL:calendar-query xmlns=\"DAV:\" xmlns:CAL=\"urn:ietf:params:xml:ns:caldav\"><prop>"
        '<getetag /></prop><CAL:filter><CAL:comp-filter name="VCALENDAR"><CAL:comp-filter name="VEVENT">'
        '<CAL:time-range start="20260223T000000Z" /></CAL:comp-filter></CAL:comp-filter></CAL:filter></CAL:calendar-query>',
    ),
    "syncs": Sent(
        "REPORT", ALL, {"Depth": "0"},
        "<?xml version='1.0' encoding='UTF-8' ?><sync-collection xmlns=\"DAV:\"><sync-token></sync-token><sync-level>1</sync-level>"
        "<prop><getetag /></prop></sync-collection>",
    ),
    "loads": Sent(
        "REPORT", ALL, {},
        "<?xml version='1.0' encoding='UTF-8' ?><CAL:calendar-multiget xmlns=\"DAV:\" xmlns:CAL=\"urn:ietf:params:xml:ns:caldav\"><prop>"
        '<getcontenttype /><getetag /><CAL:calendar-data content-type="text/calendar" version="2.0" /></prop>'
        f"<href>{MEMBER}</href></CAL:calendar-multiget>",
    ),
}  # fmt: skip

# As Thunderbird sends (CalDavRequest, CalDavSession); Depth: 1 with sync-collection, seen.
THUNDERBIRD = {
    "asks a collection": Sent(
        "PROPFIND", ALL, {"Depth": "0"},
        f'{XML}<D:propfind xmlns:D="DAV:" xmlns:CS="http://calendarserver.org/ns/" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop>'
        "<D:resourcetype/><D:owner/><D:current-user-principal/><D:current-user-privilege-set/><D:supported-report-set/>"
        "<C:supported-calendar-component-set/><CS:getctag/></D:prop></D:propfind>",
    ),
    "asks what can be done": Sent("OPTIONS", "/caldav/calendars/", {}, ""),
    "syncs": Sent(
        "REPORT", ALL, {"Depth": "1"},
        f'{XML}<sync-collection xmlns="DAV:"><sync-token/><sync-level>1</sync-level><prop><getcontenttype/><getetag/></prop>'
        "</sync-collection>",
    ),
    "loads": Sent(
        "REPORT", ALL, {"Depth": "1"},
        f"{XML}<C:calendar-multiget {BOTH}><D:prop><D:getetag/><C:calendar-data/></D:prop><D:href>{MEMBER}</D:href>"
        "</C:calendar-multiget>",
    ),
}  # fmt: skip

# As vdirsyncer 0.21 sends, seen.
VDIRSYNCER = {
    "finds the principal": Sent(
        "PROPFIND", "/.well-known/caldav", {"Depth": "0"},
        '<propfind xmlns="DAV:"><prop><current-user-principal /></prop></propfind>',
    ),
    "asks for the home": Sent(
        "PROPFIND", "/caldav/principal/", {"Depth": "0"},
        '<propfind xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><prop><c:calendar-home-set /></prop></propfind>',
    ),
    "lists members": Sent(
        "PROPFIND", ALL, {"Depth": "1"},
        '<?xml version="1.0" encoding="utf-8" ?><propfind xmlns="DAV:"><prop><resourcetype/><getcontenttype/><getetag/></prop></propfind>',
    ),
    "lists one kind": Sent(
        "REPORT", ALL, {"Depth": "1"},
        f'<?xml version="1.0" encoding="utf-8" ?><C:calendar-query {BOTH}><D:prop><D:getcontenttype/><D:getetag/></D:prop><C:filter>'
        '<C:comp-filter name="VCALENDAR"><C:comp-filter name="VTODO"></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>',
    ),
    "loads": Sent(
        "REPORT", ALL, {},
        f'<?xml version="1.0" encoding="utf-8" ?><C:calendar-multiget {BOTH}><D:prop><D:getetag/><C:calendar-data/></D:prop>'
        f"<D:href>{MEMBER}</D:href></C:calendar-multiget>",
    ),
}  # fmt: skip

PROGRAMS = {"Apple": APPLE, "DAVx5": DAVX5, "Thunderbird": THUNDERBIRD, "vdirsyncer": VDIRSYNCER}
ALL_SENT = [sent for requests in PROGRAMS.values() for sent in requests.values()]
