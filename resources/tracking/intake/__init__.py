"""The ways in for trackers: the OsmAnd dialect of Traccar's client, and Cursor on Target."""
