"""The live feed: from the journal, through one hub per process, to every socket.

``frames`` what goes over the wire · ``outlet`` the way out to one socket ·
``rooms`` one room in this process · ``bell`` what Redis tells · ``sight`` who may
follow what (reads the database) · ``guard`` checks that again · ``pulse`` heartbeat
and heads · ``positions`` moving units · ``hub`` holds them together.
"""
