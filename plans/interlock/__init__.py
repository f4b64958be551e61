"""The interlock: what cities expect of each other, promised and in stock."""
