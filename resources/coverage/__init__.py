"""Areas that are left without a kind of resource, and what could move up."""
