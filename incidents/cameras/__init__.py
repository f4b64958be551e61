"""Live pictures: cameras and drones behind a media server."""
