"""What people may see of the intake."""
