"""Verify: whether the archive has the quotations of a draft."""
