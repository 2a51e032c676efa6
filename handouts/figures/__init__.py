"""Drawn figures as display lists: pure geometry, no paper, no colours, no PDF."""
