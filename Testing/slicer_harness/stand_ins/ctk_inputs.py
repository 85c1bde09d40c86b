"""CTK's widgets that hold a value."""
# ruff: noqa: N801, N802, N803, N815  (names of C++)

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6 import QtCore, QtWidgets

from .declaring import forwarded, stand_in, stored


def _row(owner: QtWidgets.QWidget, *parts: QtWidgets.QWidget) -> None:
    layout = QtWidgets.QHBoxLayout(owner)
    layout.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        layout.addWidget(part)


@stand_in
class ctkDoubleSpinBox(QtWidgets.QWidget):
    """A spin box."""

    valueChanged = QtCore.Signal(float)
    editingFinished = QtCore.Signal()
    decimalsChanged = QtCore.Signal(int)
    alignment = forwarded("int", "_spin_box", "alignment")
    readOnly = forwarded("bool", "_spin_box", "readOnly")
    prefix = forwarded("QString", "_spin_box", "prefix")
    suffix = forwarded("QString", "_spin_box", "suffix")
    cleanText = forwarded("QString", "_spin_box", "cleanText", writable=False)
    decimals = forwarded("int", "_spin_box", "decimals")
    minimum = forwarded("double", "_spin_box", "minimum")
    maximum = forwarded("double", "_spin_box", "maximum")
    singleStep = forwarded("double", "_spin_box", "singleStep")
    value = forwarded("double", "_spin_box", "value")

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._spin_box = QtWidgets.QDoubleSpinBox()
        self._spin_box.valueChanged.connect(self.valueChanged)
        self._spin_box.editingFinished.connect(self.editingFinished)
        _row(self, self._spin_box)

    @QtCore.Slot(float)
    def setValue(self, value: float) -> None:
        self._spin_box.setValue(value)

    @QtCore.Slot(int)
    def setDecimals(self, decimal: int) -> None:
        self._spin_box.setDecimals(decimal)

    @QtCore.Slot(bool)
    def setReadOnly(self, readOnly: bool) -> None:
        self._spin_box.setReadOnly(readOnly)

    @QtCore.Slot()
    def stepUp(self) -> None:
        self._spin_box.stepUp()

    @QtCore.Slot()
    def stepDown(self) -> None:
        self._spin_box.stepDown()


@stand_in
class ctkSliderWidget(QtWidgets.QWidget):
    """A slider and a spin box of one value."""

    valueChanged = QtCore.Signal(float)
    valueIsChanging = QtCore.Signal(float)
    decimalsChanged = QtCore.Signal(int)
    prefix = forwarded("QString", "_spin_box", "prefix")
    suffix = forwarded("QString", "_spin_box", "suffix")
    value = forwarded("double", "_spin_box", "value")
    spinBoxAlignment = forwarded("int", "_spin_box", "alignment")
    tickInterval = stored("double", 0.1)
    tickPosition = stored("int", 0)
    tracking = stored("bool", True)
    popupSlider = stored("bool", False)
    invertedAppearance = stored("bool", False)
    invertedControls = stored("bool", False)
    pageStep = stored("double", 10.0)

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._slider = QtWidgets.QSlider(QtCore.Qt.Orientation.Horizontal)
        self._spin_box = QtWidgets.QDoubleSpinBox()
        self._slider.valueChanged.connect(lambda ticks: self._spin_box.setValue(ticks * self._step()))
        self._spin_box.valueChanged.connect(self._on_value)
        _row(self, self._slider, self._spin_box)
        self._update_slider()

    decimals = QtCore.Property(
        int, lambda self: self._spin_box.decimals(), lambda self, decimals: self.setDecimals(decimals)
    )
    singleStep = QtCore.Property(
        float, lambda self: self._spin_box.singleStep(), lambda self, step: self._set("singleStep", step)
    )
    minimum = QtCore.Property(
        float, lambda self: self._spin_box.minimum(), lambda self, value: self._set("minimum", value)
    )
    maximum = QtCore.Property(
        float, lambda self: self._spin_box.maximum(), lambda self, value: self._set("maximum", value)
    )
    spinBoxVisible = QtCore.Property(
        bool,
        lambda self: not self._spin_box.isHidden(),
        lambda self, visible: self.setSpinBoxVisible(visible),
    )

    def _set(self, name: str, value: float) -> None:
        self._spin_box.setProperty(name, value)
        self._update_slider()

    def _step(self) -> float:
        return self._spin_box.singleStep() or 1.0

    def _update_slider(self) -> None:
        ends = (self._spin_box.minimum(), self._spin_box.maximum())
        blocker = QtCore.QSignalBlocker(self._slider)
        self._slider.setRange(*(round(end / self._step()) for end in ends))
        self._slider.setValue(round(self._spin_box.value() / self._step()))
        blocker.unblock()

    def _on_value(self, value: float) -> None:
        self._update_slider()
        self.valueIsChanging.emit(value)
        self.valueChanged.emit(value)

    @QtCore.Slot(float)
    def setValue(self, value: float) -> None:
        self._spin_box.setValue(value)

    @QtCore.Slot(int)
    def setDecimals(self, decimals: int) -> None:
        self._spin_box.setDecimals(decimals)
        self.decimalsChanged.emit(decimals)

    @QtCore.Slot(bool)
    def setSpinBoxVisible(self, visible: bool) -> None:
        self._spin_box.setVisible(visible)

    @QtCore.Slot()
    def reset(self) -> None:
        self.setValue(0.0)


@stand_in
class ctkComboBox(QtWidgets.QComboBox):
    """A combo box with a text for nothing chosen."""

    defaultText = stored("QString", "")
    forceDefault = stored("bool", False)
    elideMode = stored("int", 3)
    scrollWheelEffect = stored("int", 1)


@stand_in
class ctkCheckBox(QtWidgets.QCheckBox):
    """A check box."""


@stand_in
class ctkCheckableComboBox(QtWidgets.QComboBox):
    """A combo box whose items can be checked."""

    checkedIndexesChanged = QtCore.Signal()


@stand_in
class ctkPathLineEdit(QtWidgets.QWidget):
    """A line edit for the path of a file or folder."""

    validInputChanged = QtCore.Signal(bool)
    currentPathChanged = QtCore.Signal(str)
    label = stored("QString", "")
    filters = stored("int", 0x6001)
    options = stored("int", 0)
    settingKey = stored("QString", "")
    showBrowseButton = stored("bool", True)
    showHistoryButton = stored("bool", True)
    sizeAdjustPolicy = stored("int", 0)
    minimumContentsLength = stored("int", 0)
    nameFilters = stored("QStringList", [])

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = QtWidgets.QComboBox()
        self._edit.setEditable(True)
        self._edit.editTextChanged.connect(self._on_text)
        self._browse = QtWidgets.QToolButton()
        self._browse.setText("…")
        self._browse.setToolTip("Open a dialog")
        self._browse.clicked.connect(lambda: self.browse())
        _row(self, self._edit, self._browse)

    def _on_text(self, text: str) -> None:
        self.validInputChanged.emit(Path(text).exists())
        self.currentPathChanged.emit(text)

    currentPath = QtCore.Property(
        str, lambda self: self._edit.currentText(), lambda self, path: self.setCurrentPath(path)
    )

    @QtCore.Slot(str)
    def setCurrentPath(self, path: str) -> None:
        self._edit.setEditText(path)

    @QtCore.Slot(result=QtWidgets.QComboBox)
    def comboBox(self) -> QtWidgets.QComboBox:
        return self._edit

    @QtCore.Slot()
    def browse(self) -> None:
        raise NotImplementedError("a file dialog would open, and wait for ever")

    @QtCore.Slot()
    def addCurrentPathToHistory(self) -> None:
        self._edit.addItem(self._edit.currentText())


@stand_in
class ctkDirectoryButton(QtWidgets.QWidget):
    """A button that shows a folder and opens a dialog to choose another."""

    directoryChanged = QtCore.Signal(str)
    directorySelected = QtCore.Signal(str)
    caption = stored("QString", "")
    acceptMode = stored("int", 0)
    options = stored("int", 1)

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._directory = "."
        self._button = QtWidgets.QPushButton(str(Path.cwd()))
        _row(self, self._button)

    text = forwarded("QString", "_button", "text")
    directory = QtCore.Property(
        str, lambda self: self._directory, lambda self, path: self._set_directory(path)
    )

    def _set_directory(self, path: str) -> None:
        absolute = str(Path(path).absolute())
        if absolute != str(Path(self._directory).absolute()):
            self._directory = absolute
            self._button.setText(absolute)
            self.directoryChanged.emit(absolute)
        self.directorySelected.emit(path)
