"""ISO-TimeML values of dates: what interval each means, and arithmetic with them."""

import datetime as dt
import re
from functools import lru_cache

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

Interval = tuple[dt.date | None, dt.date | None, str]
"""First day, last day and precision."""

NOTHING: Interval = (None, None, "none")
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
"""First and last month of the northern meteorological seasons; 14 is February of the year after."""
VALUE = re.compile(
    r"(?P<fiscal>FY)?(?P<year>\d{2,4})(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|W(?P<week>\d\d)(?P<weekend>-WE)?"
    r"|(?P<season>SP|SU|FA|WI)|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?(?:T.*)?"
)


def date(year: int, month: int = 1, day: int = 1) -> dt.date | None:
    """The date, or None if there is no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def last_of_month(year: int, month: int) -> dt.date | None:
    """The last day of a month; months above 12 are in the years after."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    first = date(year, month)
    return first and first + relativedelta(day=31)


@lru_cache(4096)
def interval(value: str | None) -> Interval:
    """The closed interval that an ISO-TimeML value of a DATE or TIME means; `NOTHING` if it means none."""
    if value and "/" in value:
        start, _, end = value.partition("/")
        first, last = interval(start), interval(end)
        return (first[0], last[1], "range") if first[0] and last[1] and first[0] <= last[1] else NOTHING
    match = VALUE.fullmatch(value or "")
    if not match:
        return NOTHING
    digits = match["year"]
    year = int(digits.ljust(4, "0"))
    if not 1 <= year <= 9900:
        return NOTHING
    if len(digits) == 2:
        return date(year), date(year + 99, 12, 31), "range"
    if len(digits) == 3:
        return date(year), date(year + 9, 12, 31), "decade"
    if match["quarter"]:
        month = 3 * int(match["quarter"]) - 2
        return date(year, month), last_of_month(year, month + 2), "quarter"
    if match["half"]:
        month = 6 * int(match["half"]) - 5
        return date(year, month), last_of_month(year, month + 5), "range"
    if match["season"]:
        first, last = SEASONS[match["season"]]
        return date(year, first), last_of_month(year, last), "range"
    if match["week"]:
        try:
            first_day = dt.date.fromisocalendar(year, int(match["week"]), 6 if match["weekend"] else 1)
        except ValueError:
            return NOTHING
        return first_day, first_day + dt.timedelta(1 if match["weekend"] else 6), "range"
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return (day, day, "day") if day else NOTHING
    if match["month"]:
        first_day = date(year, int(match["month"]))
        return (first_day, last_of_month(year, int(match["month"])), "month") if first_day else NOTHING
    return date(year), date(year, 12, 31), "year"


def granularity(value: str | None) -> str:
    """The unit that a value counts in: Y, M, D, Q, H, W, S (season), E (decade), C (century); "" if it is no date."""
    match = VALUE.fullmatch(value or "")
    if not match:
        return ""
    for group, unit in (
        ("quarter", "Q"),
        ("half", "H"),
        ("season", "S"),
        ("week", "W"),
        ("day", "D"),
        ("month", "M"),
    ):
        if match[group]:
            return unit
    return {2: "C", 3: "E"}.get(len(match["year"]), "Y")


def of(day: dt.date, unit: str) -> str:
    """The unit of that kind which a day lies in: `of(2013-03-22, "Q")` is 2013-Q1."""
    match unit:
        case "Y":
            return f"{day.year:04}"
        case "Q":
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case "H":
            return f"{day.year:04}-H{(day.month + 5) // 6}"
        case "M":
            return f"{day.year:04}-{day.month:02}"
        case "W" | "WE":
            year, week, _ = day.isocalendar()
            return f"{year:04}-W{week:02}" + ("-WE" if unit == "WE" else "")
        case "S":
            month = day.month % 12
            season = ("WI", "SP", "SU", "FA")[month // 3]
            return f"{day.year - (season == 'WI' and day.month < 3):04}-{season}"
        case "E":
            return f"{day.year // 10:03}"
        case "C":
            return f"{day.year // 100:02}"
    return day.isoformat()


def moved(day: dt.date, count: float, unit: str) -> dt.date | None:
    """The day that lies so many units later (earlier where negative); None outside the calendar."""
    whole = int(count)
    steps = {
        "Y": {"years": whole, "months": round(12 * (count - whole))},
        "S": {"years": whole},
        "E": {"years": round(10 * count)},
        "C": {"years": round(100 * count)},
        "V": {"years": round(25 * count)},
        "L": {"years": round(1000 * count)},
        "H": {"months": round(6 * count)},
        "Q": {"months": round(3 * count)},
        "M": {"months": whole, "days": round(30 * (count - whole))},
        "W": {"days": round(7 * count)},
        "WE": {"days": round(7 * count)},
        "F": {"days": round(14 * count)},
        "D": {"days": whole},
    }.get(unit, {})
    try:
        return day + relativedelta(**steps)
    except (ValueError, OverflowError):
        return None


def shifted(value: str, count: float, unit: str) -> str | None:
    """A value moved by so many units, in its own granularity: `shifted("1989-Q3", -1, "Y")` is 1988-Q3."""
    start = interval(value)[0]
    day = start and moved(start, count, unit)
    kind = granularity(value)
    if kind == "W" and value.endswith("-WE"):
        kind = "WE"
    return of(day, kind) if day else None


def easter_of(year: int) -> dt.date | None:
    """Easter Sunday of a year, Western reckoning."""
    try:
        return easter(year)
    except ValueError:
        return None
