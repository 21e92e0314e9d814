"""Notebooks -> a folder of executed notebooks and one self-contained page: runner, exporter, index."""
