"""Rules without a framework: one regulation article, one function."""
