"""Figures, people and reasons as pages show them."""
