"""What follows from yearly results: proposals, tasks, and awards decided."""
