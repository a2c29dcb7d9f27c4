"""Registers (台账): records of one kind as people keep them, each told as data and served by the same pages."""
