"""One sitting without a screen, for the interface and for the command line alike."""
