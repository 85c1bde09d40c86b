"""PySide6 behind proxies that behave, and refuse, as PythonQt does in Slicer.

The rules were read in PythonQt's sources (PythonQtInstanceWrapper, PythonQtClassInfo,
PythonQtSignalReceiver, PythonQtConversion of 4.1): https://github.com/MeVisLab/pythonqt
"""

from . import wrapper as _wrapper  # noqa: F401  (loads the parts in an order that works)
