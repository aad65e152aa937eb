"""The panes and bars of the screens, each with its style."""
