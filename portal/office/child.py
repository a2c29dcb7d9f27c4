"""The child process of `read_in_child`: sets its own limits, runs one reader, writes JSON lines.

It never sets Django up and its answers are rows, one refusal or one end; a traceback never leaves it.
"""

import importlib
import json
import resource
import sys

import orjson

from portal.office.refusal import FileRefused

_MEMORY_EXIT = 3


def main(order: dict) -> int:
    """Exit code 0 when everything was answered, 3 when memory ran out."""
    memory = order["memory_mb"] * 1_048_576
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (order["cpu_seconds"], order["cpu_seconds"] + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    out = sys.stdout.buffer
    try:
        module, _, name = order["reader"].rpartition(".")
        read = getattr(importlib.import_module(module), name)
        given = sys.stdin.buffer.read()
        content, extra = given[: order["size"]], given[order["size"] :]
        for row in read(content, extra, order["arguments"]):
            out.write(orjson.dumps({"row": row}) + b"\n")
        answer = {"end": True}
    except FileRefused as refusal:
        answer = {"refused": [refusal.code, refusal.message, refusal.remedy]}
    except MemoryError:
        return _MEMORY_EXIT
    except Exception:  # a reader's fault on a broken file must not become a traceback on the user's screen
        answer = {"refused": ["unreadable", "文件内容异常，无法读取", "请用原软件打开后另存一份，再重新上传"]}
    out.write(orjson.dumps(answer) + b"\n")
    out.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))
