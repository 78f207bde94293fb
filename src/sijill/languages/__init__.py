"""A pack for each language: what a coder knows of it, as data wherever data can say it."""
