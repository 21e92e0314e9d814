"""The version of the package, on the ground floor so that an analysis can name it."""

__version__ = "0.1.0"
