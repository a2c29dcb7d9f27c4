"""What changes frozen figures."""
