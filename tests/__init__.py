"""Tests of the code and of the built site: one feature, one module named alike."""
