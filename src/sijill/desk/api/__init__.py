"""The JSON API, version 1: the same data as the pages, for programs."""
