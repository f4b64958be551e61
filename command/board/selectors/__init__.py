"""What the joint command screen shows to one person. Everything is read, nothing kept."""

from command.board.cards import Screen
from command.board.selectors.alarms import alarm_bar, alarm_strip
from command.board.selectors.cities import cities, lines
from command.board.selectors.decisions import decisions
from command.board.selectors.feed import feed, feed_of, start, words_of_feed
from command.board.selectors.forces import forces
from command.board.selectors.gauges import gauges
from command.board.selectors.incidents import incident_list
from command.board.selectors.peek import peek
from command.board.selectors.sight import Sight
from command.board.selectors.times import times
from command.board.selectors.units import units

__all__ = [
    "Sight",
    "alarm_bar",
    "alarm_strip",
    "cities",
    "decisions",
    "feed",
    "feed_of",
    "forces",
    "gauges",
    "incident_list",
    "lines",
    "peek",
    "screen",
    "start",
    "times",
    "units",
    "words_of_feed",
]


def screen(sight: Sight, selected: str | None) -> Screen:
    """Return the whole screen.

    The heads of the rooms are read first: what happens while the rest is read
    reaches the page as news, so that nothing falls between the two.
    """
    begin = start(sight)
    listed = incident_list(sight)
    chosen = selected or (listed.rows[0].id if listed.rows else None)
    return Screen(
        incidents=listed,
        cities=cities(sight),
        decisions=decisions(sight),
        forces=forces(sight),
        gauges=gauges(sight),
        times=times(sight),
        alarm=alarm_bar(sight),
        alarms=alarm_strip(sight),
        peek=peek(sight, chosen),
        feed=feed(sight),
        start=begin,
    )
