"""HTML → `Markup`: the page is walked once (`walk`), and each of its blocks told for what it is (`page`)."""
