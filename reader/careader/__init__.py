"""careader: a terminal reader for an archive of news captures.

Data goes one way: file → ``capture`` → ``corpus`` → ``ui`` or ``cli``; ``state`` (what the reader
marked) joins at the end by article identity. Nothing below ``ui`` imports textual or rich.
"""

__version__ = "0.1.0"
