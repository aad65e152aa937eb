"""A file of any kind → its pages: text or markup, when saved, and from where (docs/saving.md).

``opening.open_file`` tells what a file is by what it holds and hands out its pages one after the other. Each
kind of file has a module of its own, imported when a file of that kind is met.
"""
