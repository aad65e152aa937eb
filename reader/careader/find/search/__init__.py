"""Search: finding the articles whose text answers a query."""
