"""Measures the site and its build: `make bench` runs everything and writes build/bench.json. Nothing here is published."""
