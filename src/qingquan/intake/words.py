"""The words of files handed in."""

from qingquan.wording import Word


class FileState(Word):
    """Where the import of a file stands."""

    ORDERED = "ordered", "等待开始"
    RUNNING = "running", "正在导入"
    DONE = "done", "已完成"
    FAILED = "failed", "没有导入"
