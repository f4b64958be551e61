"""The dispatch adviser and the cities' reserve floors."""
