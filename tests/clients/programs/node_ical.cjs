// Reads files with node-ical, the parser in MagicMirror, Node-RED and ioBroker. What it finds wrong it says on stderr.
"use strict";
const ical = require("node-ical");

const ALL_TIME = { from: new Date("2000-01-01"), to: new Date("2100-01-01") };

function read(file) {
  const events = Object.values(ical.sync.parseFile(file)).filter((component) => component.type === "VEVENT");
  return events.flatMap((event) => ical.expandRecurringEvent(event, ALL_TIME)).map(row);
}

function row({ event, summary, start, end, isFullDay }) {
  const alarm = event.alarms?.[0].trigger ?? null;
  return [event.uid, moment(start, isFullDay), moment(end, isFullDay), summary, event.status, alarm];
}

function moment(time, isDay) {
  const two = (number) => String(number).padStart(2, "0");
  if (isDay) return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return time.toISOString().replace(".000", "");
}

console.log(JSON.stringify(Object.fromEntries(process.argv.slice(2).map((file) => [file, read(file)]))));
