"""PySide6 behind proxies that behave, and refuse, as PythonQt does in Slicer.

The rules were read in PythonQt's sources (PythonQtInstanceWrapper, PythonQtClassInfo,
PythonQtSignalReceiver, PythonQtConversion of 4.1): https://github.com/MeVisLab/pythonqt
"""

from . import proxies as _proxies  # noqa: F401  (registers what a proxy of an object is)
