"""Reading files of any kind into pages: content, moment of saving, address (docs/saving.md).

``opening.open_file`` finds the kind of a file by its content, and yields its pages one after the other. Each
kind of file has a module of its own, which is imported at the first file of this kind.
"""
