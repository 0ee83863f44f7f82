"""When the county's officials are at work: on working days, from nine to twelve and from one to five."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from qingquan.clock import WorkCalendar
from qingquan.demo.founding import SHANGHAI

HALVES = ((time(9), time(12)), (time(13), time(17)))
MINUTES_A_MATTER = 5


@dataclass(slots=True)
class Office:
    """The hours of the offices, and which of them each post has given away already."""

    calendar: WorkCalendar
    taken: set[tuple[str, datetime]] = field(default_factory=set)

    def open_from(self, moment: datetime) -> datetime:
        """This moment if the offices are open, else the next opening."""
        moment = moment.astimezone(SHANGHAI).replace(second=0, microsecond=0)
        day = moment.date()
        if self.calendar.is_working(day):
            for opens, closes in HALVES:
                if moment.time() < closes:
                    return max(moment, datetime.combine(day, opens, SHANGHAI))
        return datetime.combine(self.calendar.add(day, 1), HALVES[0][0], SHANGHAI)

    def after(self, moment: datetime, minutes: int) -> datetime:
        """So many minutes of work later."""
        moment = self.open_from(moment)
        closes = next(closes for _, closes in HALVES if moment.time() < closes)
        left = int((datetime.combine(moment.date(), closes, SHANGHAI) - moment).total_seconds()) // 60
        if minutes < left:
            return moment + timedelta(minutes=minutes)
        return self.after(datetime.combine(moment.date(), closes, SHANGHAI), minutes - left)

    def on(self, day: date, minutes: int) -> datetime:
        """So many minutes of work into the day, or into the next working day."""
        return self.after(datetime.combine(day, HALVES[0][0], SHANGHAI), minutes)

    def turn(self, post: str, moment: datetime) -> datetime:
        """When the post comes to a matter it could begin at that moment: one after the other."""
        moment = self.open_from(moment)
        moment += timedelta(minutes=-moment.minute % MINUTES_A_MATTER)
        moment = self.open_from(moment)
        while (post, moment) in self.taken:
            moment = self.after(moment, MINUTES_A_MATTER)
        self.taken.add((post, moment))
        return moment
