"""The compiler: what a plan lacks before it may be submitted."""
