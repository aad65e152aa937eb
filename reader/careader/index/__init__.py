"""Writing index.db, the stored corpus, and keeping it up to date with the captures."""
