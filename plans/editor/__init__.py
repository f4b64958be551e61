"""The editor of plans: forms for people, YAML for machines."""
