"""Tables of Party organizations."""
