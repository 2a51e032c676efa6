"""Drawn people: a posed skeleton becomes inked outlines, as a display list that knows no PDF."""
