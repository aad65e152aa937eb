"""Search: the articles whose text answers a query, best first."""
