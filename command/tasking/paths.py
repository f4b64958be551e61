"""What stands in a path of tasking besides UUIDs. ``sample`` is a verb like any other."""

from command.tasking.lifecycle import Verb

# Issuing has a path of its own.
VERBS = [str(verb) for verb in Verb if verb != Verb.ISSUE]


class VerbInPath:
    """A verb of a task."""

    regex = "|".join(VERBS)
    sample = Verb.ACKNOWLEDGE.value

    def to_python(self, value: str) -> str:
        """Take it as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Write it as it is."""
        return value
