"""Room keys."""

from uuid import UUID


def incident_room(incident_id: UUID) -> str:
    """Return the key of an incident's room."""
    return f"incident.{incident_id}"


def exercise_room(exercise_id: UUID) -> str:
    """Return the key of an exercise's room."""
    return f"exercise.{exercise_id}"


def inbox_room(person_id: UUID, exercise_id: UUID | None) -> str:
    """Return the room in which a person is told of something that concerns them.

    What an exercise tells them stays in its own room: an inbox is never deleted from.
    """
    return f"person.{person_id}" if exercise_id is None else exercise_room(exercise_id)


def register_room(region: str, exercise_id: UUID | None) -> str:
    """Return the room in which a city's register changes are told.

    Those of an exercise stay in the exercise's own room, so that they can go with it.
    """
    if exercise_id is not None:
        return exercise_room(exercise_id)
    city = f"{region[:4]}00"
    return "joint" if city == "150000" else f"city.{city}"
