"""The one way in which a file is turned down."""


class FileRefused(Exception):
    """A file that is not read: `code` for programs, `message` and `remedy` in Chinese for the user."""

    def __init__(self, code: str, message: str, remedy: str = "请检查文件后重新上传"):
        super().__init__(f"{message}。{remedy}")
        self.code = code
        self.message = message
        self.remedy = remedy

    def as_problem(self) -> dict:
        """The refusal in the shape of a problem of a row."""
        return {
            "severity": "error",
            "code": self.code,
            "column": "",
            "text": "",
            "message": self.message,
            "remedy": self.remedy,
        }
