"""Turning HTML into `Markup`: `walk` finds the blocks of a page, and `page` finds what each block is."""
