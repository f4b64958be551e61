"""Papers: one document, set as PDF, Word file or JSON."""
