"""What opens strangers' files: a process of its own that can do nothing else.

``box`` is its program; ``jail`` locks it in, ``images`` and ``films`` look. None of them
imports anything of this project: they run on a bare interpreter with an empty environment.
"""
