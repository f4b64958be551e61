"""The ground floor: people, duties, doors, the journal and the feed."""
