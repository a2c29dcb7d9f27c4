"""The servers that `make run` brings along: database, broker and the launcher that starts and stops them."""
