"""Standard tables leaders already use: rows are townships, every cell is a list of people."""
