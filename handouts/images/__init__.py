"""Photos and logos that content names: read safely, made plain for print."""
