"""Who of this floor should have reported: stations, and those who owe a report by law."""
