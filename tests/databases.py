"""pytest --database=sqlite|postgresql. Loaded by `-p`, before the Django settings are read."""
