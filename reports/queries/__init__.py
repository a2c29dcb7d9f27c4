"""Questions about frozen figures."""
