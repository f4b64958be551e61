"""The words of the phone's scripts, by key: ``say('saved')`` in a module.

Each part has a module of its own with one ``WORDS``.
"""

from command.field.words import capture, help, names, outbox, phone

# Those of a task, its steps and the head: what a lean page has.
FIRST = {**names.FIRST, **phone.FIRST}
WORDS = {**names.WORDS, **phone.WORDS, **outbox.WORDS, **capture.WORDS, **help.WORDS}
