"""What can be wrong with a question about figures, said in Chinese."""


class FigureProblem(ValueError):
    """A question that has no answer: the message is for the person who asked."""


class BadDefinition(ValueError):
    """An indicator file that must not be used: the message names file and key."""
