"""Packs: what a trainer prints, edits and shows, made of the built pages and the data, in PDF, DOCX and PPTX."""
