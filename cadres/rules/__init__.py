"""Pure rules about cadres: one regulation article or one convention of the office, one function."""
