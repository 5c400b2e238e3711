"""From an export of evaluation sheets to outcomes that single nobody out.

`spec` says what is asked, `table` makes rows of a file, `columns` finds the questions, `cells` reads an answer, `read` puts that
together, `rules` says what may be published of it, `write` writes it. docs/assets/js/outcomes*.js do the same in the browser; the
vectors in tests/vectors/outcomes/ bind both.
"""
