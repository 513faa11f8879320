"""numpy for the kitchen, loaded when its first function is used.

Modules write `from …numeric import np`. Loading numpy takes a tenth of a second and 20 MB, and only suggestions,
proposed weeks and recorded cookings need it; the other commands and services start without it.
"""

from typing import TYPE_CHECKING

__all__ = ["Bools", "Bytes", "Indices", "Long", "NDArray", "Short", "np"]


class _LazyNumpy:
    """Stand-in for the module numpy: the first use of a name loads numpy and keeps the name."""

    def __getattr__(self, name: str) -> object:
        import numpy as np

        value = getattr(np, name)
        setattr(self, name, value)
        return value


if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = _LazyNumpy()
    # Only annotations use it, and they are not evaluated.
    NDArray = None

# A dataclass evaluates the annotations of its fields, so arrays in fields have names that are evaluated later.
type Bools = NDArray[np.bool_]
type Bytes = NDArray[np.uint8]
type Short = NDArray[np.uint16]
type Long = NDArray[np.int64]
type Indices = NDArray[np.intp]
