<?php
// Reads files with sabre/vobject, the parser in Nextcloud, ownCloud and Baïkal, and has its validator judge them.

// The library is older than the PHP that runs it, which calls that deprecated; whatever else PHP says is a problem.
error_reporting(E_ALL & ~E_DEPRECATED);
ini_set('display_errors', 'stderr');
require '/usr/share/php/Sabre/VObject/autoload.php';

function occurrences($calendar)
{
    foreach ($calendar->getBaseComponents('VEVENT') as $event) {
        if (!isset($event->RRULE)) {
            yield row($event);
            continue;
        }
        $each = new Sabre\VObject\RecurrenceIterator($calendar, (string) $event->UID);
        for (; $each->valid(); $each->next()) {
            yield row($each->getEventObject());
        }
    }
}

function row($event)
{
    return [
        (string) $event->UID,
        moment($event->DTSTART),
        moment($event->DTEND),
        preg_replace('/\\\\([,;])/', '$1', $event->SUMMARY), // this version leaves these escaped
        (string) $event->STATUS,
        isset($event->VALARM) ? (string) $event->VALARM->TRIGGER : null,
    ];
}

function moment($property)
{
    $time = clone $property->getDateTime();
    if (!$property->hasTime()) {
        return $time->format('Y-m-d');
    }
    return $time->setTimezone(new DateTimeZone('UTC'))->format('Y-m-d\TH:i:s\Z');
}

$told = [];
foreach (array_slice($argv, 1) as $file) {
    $calendar = Sabre\VObject\Reader::read(file_get_contents($file));
    foreach ($calendar->validate() as $warning) {
        fwrite(STDERR, "$file: $warning[message]\n");
    }
    $told[$file] = iterator_to_array(occurrences($calendar), false);
}
echo json_encode((object) $told, JSON_THROW_ON_ERROR);
