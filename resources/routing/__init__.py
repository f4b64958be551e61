"""How long the way takes: routers, the road graph, road conditions, the matrix."""
