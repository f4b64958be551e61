"""The nearest of something that is free, and large sets as vector tiles."""
