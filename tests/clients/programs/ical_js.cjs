// Reads files with ical.js, the parser in Thunderbird: iCalendar, and jCal where a file's name ends in .jcal.
"use strict";
const fs = require("fs");
const ICAL = require("ical.js").default ?? require("ical.js");

ICAL.design.strict = true;

function read(text, jcal) {
  const calendar = new ICAL.Component(jcal ? JSON.parse(text) : ICAL.parse(text));
  calendar.getAllSubcomponents("vtimezone").forEach((zone) => ICAL.TimezoneService.register(zone));
  const [moved, events] = [true, false].map((apart) =>
    calendar.getAllSubcomponents("vevent").filter((event) => event.hasProperty("recurrence-id") === apart),
  );
  const rows = events.flatMap((event) => {
    // Left to itself it takes the exceptions of all events, whatever their UID.
    const exceptions = moved.filter((other) => uid(other) === uid(event));
    return occurrences(new ICAL.Event(event, { strictExceptions: true, exceptions }));
  });
  ICAL.TimezoneService.reset();
  return rows;
}

function uid(event) {
  return event.getFirstPropertyValue("uid");
}

function occurrences(event) {
  if (!event.isRecurring()) return [row(event, event.startDate, event.endDate)];
  const rows = [];
  for (let each = event.iterator(), at = each.next(); at; at = each.next()) {
    const { item, startDate, endDate } = event.getOccurrenceDetails(at);
    rows.push(row(item, startDate, endDate));
  }
  return rows;
}

function row(event, start, end) {
  const alarm = event.component.getFirstSubcomponent("valarm")?.getFirstPropertyValue("trigger").toString() ?? null;
  return [event.uid, moment(start), moment(end), event.summary, event.component.getFirstPropertyValue("status"), alarm];
}

function moment(time) {
  if (time.isDate) return time.toString();
  if (time.zone === ICAL.Timezone.localTimezone) throw new Error(`${time} floats`);
  return time.convertToZone(ICAL.Timezone.utcTimezone).toString();
}

const told = process.argv.slice(2).map((file) => [file, read(fs.readFileSync(file, "utf8"), file.endsWith(".jcal"))]);
console.log(JSON.stringify(Object.fromEntries(told)));
