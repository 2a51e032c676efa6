"""Proof from outside that the files conform: samples of every kind, and veraPDF to judge them."""
