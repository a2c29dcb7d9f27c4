"""What the steps of ranks write."""
