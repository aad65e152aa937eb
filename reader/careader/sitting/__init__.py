"""One sitting: a reader at a corpus, without a screen; the interface and the command line both use it."""
