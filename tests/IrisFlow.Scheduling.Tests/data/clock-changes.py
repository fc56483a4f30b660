"""Makes clock-changes.csv: when schedules come due around every change of the clocks, of 6 zones in 2 years.

Nothing of IrisFlow is used, nor its rule's wording. A clock of the zone is watched minute by minute (Python's zoneinfo). It remembers the
latest time that it has shown; a schedule comes due when the clock reaches or passes, for the first time, a time that the pattern names.

    python3 clock-changes.py > clock-changes.csv
"""

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Chatham", "America/Santiago"]
PATTERNS = ["30 2 * * *", "*/30 * * * *", "0 0 * * *", "15,45 1-3 * * *", "0 3 * * *", "59 1 * * 0", "10 */6 1-15 * *", "* 2 * * *"]
MINUTE, AROUND = timedelta(minutes=1), timedelta(days=1)


def field(text, least, most):
    values = set()
    for item in text.split(","):
        part, _, step = item.partition("/")
        low, _, high = (f"{least}-{most}" if part == "*" else part).partition("-")
        values |= set(range(int(low), int(high or low) + 1, int(step or 1)))
    return values


def names(pattern, time):
    minute, hour, day, month, weekday = pattern.split()
    return (time.minute in field(minute, 0, 59) and time.hour in field(hour, 0, 23) and time.day in field(day, 1, 31)
            and time.month in field(month, 1, 12) and time.isoweekday() % 7 in field(weekday, 0, 6))


def changes(zone):
    hour, offset = datetime(2026, 1, 1, tzinfo=timezone.utc), None
    while hour.year < 2028:
        now = hour.astimezone(zone).utcoffset()
        if offset is not None and now != offset:
            yield hour
        hour, offset = hour + timedelta(hours=1), now


print("zone,pattern,after,until,instants")
for name in ZONES:
    zone = ZoneInfo(name)
    for change in changes(zone):
        for pattern in PATTERNS:
            instant, until = change - AROUND, change + AROUND
            shown, due = instant.astimezone(zone).replace(tzinfo=None), []
            while instant < until:
                instant += MINUTE
                now = instant.astimezone(zone).replace(tzinfo=None)
                if now > shown:
                    if any(names(pattern, shown + MINUTE * (i + 1)) for i in range(int((now - shown) / MINUTE))):
                        due.append(instant)
                    shown = now
            stamp = lambda at: at.strftime("%Y-%m-%dT%H:%MZ")
            print(f"{name},\"{pattern}\",{stamp(change - AROUND)},{stamp(until)},{' '.join(map(stamp, due))}")
