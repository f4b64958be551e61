"""Warnings as files: CAP 1.2 and the national dialect, written, read and checked."""
