"""How much a file may ask of the machine, and a reader run under these limits in a child process."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson

from portal.office.refusal import FileRefused

_ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one reading: memory in MB of address space, seconds of processor and of clock, MB of file."""

    memory_mb: int = 1536
    cpu_seconds: int = 120
    wall_seconds: int = 300
    file_mb: int = 100


def read_in_child(
    reader: str, content: bytes, *, arguments: dict | None = None, extra: bytes = b"", limits: Limits | None = None
) -> Iterator[dict]:
    """What the reader yields, one dict after the other, while it runs in a process of its own.

    `reader` is the dotted name of `def read(content: bytes, extra: bytes, arguments: dict) -> Iterator[dict]`.
    Whatever happens in the child (crash, memory, time, a fault of the reader) raises FileRefused.
    """
    limits = limits or Limits()
    if len(content) + len(extra) > limits.file_mb * 1_048_576:
        raise FileRefused("file_too_large", f"文件超过{limits.file_mb} MB上限", "请拆分后分次上传")
    order = {
        "reader": reader,
        "arguments": arguments or {},
        "size": len(content),
        "memory_mb": limits.memory_mb,
        "cpu_seconds": limits.cpu_seconds,
    }
    child = subprocess.Popen(
        [sys.executable, "-m", "portal.office.child", json.dumps(order)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "OMP_NUM_THREADS": "1"},
    )
    timed_out = threading.Event()

    def stop():
        timed_out.set()
        child.kill()

    clock = threading.Timer(limits.wall_seconds, stop)
    feeder = threading.Thread(target=_feed, args=(child.stdin, content, extra), daemon=True)
    clock.start()
    feeder.start()
    try:
        yield from _lines(child, timed_out)
    finally:
        clock.cancel()
        child.kill()
        child.wait()
        feeder.join()
        child.stdout.close()


def _feed(stdin, content: bytes, extra: bytes):
    try:
        stdin.write(content)
        stdin.write(extra)
        stdin.close()
    except OSError:  # the child ended before it had read everything; its output says why
        return


def _lines(child, timed_out) -> Iterator[dict]:
    for line in child.stdout:
        try:
            message = orjson.loads(line)
        except orjson.JSONDecodeError:  # cut off in the middle: the child died while writing
            break
        if "row" in message:
            yield message["row"]
        elif "refused" in message:
            raise FileRefused(*message["refused"])
        elif "end" in message:
            return
    code = child.wait()
    if timed_out.is_set() or code in (-signal.SIGXCPU, -signal.SIGKILL):
        raise FileRefused("too_slow", "读取文件用时超过上限", "请拆分文件或删除多余内容后重新上传")
    if code == -signal.SIGABRT or code == 3:
        raise FileRefused("too_much_memory", "读取文件所需内存超过上限", "请拆分文件或删除多余内容后重新上传")
    raise FileRefused("unreadable", "文件内容异常，无法读取", "请用原软件打开后另存一份，再重新上传")
