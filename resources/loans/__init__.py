"""What one city has lent another: hours, consumption, loss, due back, settlement."""
