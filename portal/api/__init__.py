"""The REST mouth: strict input, one error shape, tokens, keyset pages."""
