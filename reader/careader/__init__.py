"""careader: a terminal reader for an archive of news captures.

Data goes one way: file → ``intake`` → ``capture`` → ``index`` → ``corpus`` → ``sitting`` → ``ui`` or
``cli``. ``sitting`` joins the ``state`` (the reader's marks and notes) to the articles by their keys. Nothing
below ``ui`` imports textual or rich.
"""

__version__ = "0.1.0"
