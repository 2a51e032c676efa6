"""Colours: conversions, and the roles a page gives them. No PDF library here."""
