"""Files that arrive in pieces (tus 1.0), and what is let in."""
