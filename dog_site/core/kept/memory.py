"""What this process keeps of one version of the content, within a bound."""

from collections import OrderedDict
from threading import Lock
from typing import Any


class Memory:
    """The values that were asked for last, `most` in size together; a new version empties it."""

    def __init__(self, most: int):
        self.most = most
        self.size = 0
        self._version = None
        self._values = OrderedDict()
        self._lock = Lock()

    def __len__(self):
        return len(self._values)

    def get(self, version: str, key: str) -> Any:
        """The value, or None. It is shared: nobody changes it."""
        with self._lock:
            if version != self._version or key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key][0]

    def set(self, version: str, key: str, value: Any, size: int = 1) -> None:
        """Keep `value`; what was not asked for longest makes room. What is too large by itself is not kept."""
        with self._lock:
            if version != self._version:
                self._clear()
                self._version = version
            self.size += size - self._values.pop(key, (None, 0))[1]
            self._values[key] = (value, size)
            while self.size > self.most:
                _key, (_value, freed) = self._values.popitem(last=False)
                self.size -= freed

    def clear(self) -> None:
        with self._lock:
            self._clear()

    def _clear(self):
        self._values.clear()
        self.size = 0
