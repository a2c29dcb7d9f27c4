"""Office files in and out: what a file is, what its cells hold, read only in a child process with limits."""
