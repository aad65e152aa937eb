"""index.db, written: what was read of all captures, and keeping it up to date."""
