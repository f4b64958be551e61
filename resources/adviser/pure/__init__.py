"""The adviser's reckoning: plain data in, plans out; no database, no clock."""
