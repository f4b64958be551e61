"""Activation: who is told, what is co-signed, and the plan while it runs."""
