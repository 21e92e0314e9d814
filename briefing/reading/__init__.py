"""file -> Seed: one small module a format, one registry, one module that finds the parts of a story."""
