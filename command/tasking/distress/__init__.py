"""A call for help of a person in danger, until a named person has taken it."""
