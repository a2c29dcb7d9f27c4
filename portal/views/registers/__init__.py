"""Pages of registers: index, list, record, form and steps, made from the declarations."""
