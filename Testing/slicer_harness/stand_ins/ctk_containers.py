"""CTK's containers that fold."""
# ruff: noqa: N801, N802, N803, N815  (names of C++)

from __future__ import annotations

from typing import Any

from PySide6 import QtCore, QtGui, QtWidgets

from .declaring import stand_in, stored

HEADER_HEIGHT = 24


@stand_in
class ctkCollapsibleButton(QtWidgets.QAbstractButton):
    """A titled container; a click on its title hides or shows what it holds."""

    contentsCollapsed = QtCore.Signal(bool)
    collapsedHeight = stored("int", 10)
    flat = stored("bool", False)
    contentsFrameShape = stored("int", 0)
    contentsFrameShadow = stored("int", 16)
    contentsLineWidth = stored("int", 1)
    contentsMidLineWidth = stored("int", 0)
    buttonTextAlignment = stored("int", 132)
    indicatorAlignment = stored("int", 132)

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setChecked(True)
        self.setContentsMargins(0, HEADER_HEIGHT, 0, 0)
        self.setSizePolicy(
            QtWidgets.QSizePolicy.Policy.Preferred, QtWidgets.QSizePolicy.Policy.Preferred
        )
        self.toggled.connect(self._show_contents)

    def _collapsed(self) -> bool:
        return not self.isChecked()

    def _set_collapsed(self, collapsed: bool) -> None:
        self.setChecked(not collapsed)

    collapsed = QtCore.Property(bool, _collapsed, _set_collapsed, notify=contentsCollapsed)

    def _show_contents(self, shown: bool) -> None:
        for child in self.children():
            if isinstance(child, QtWidgets.QWidget):
                child.setVisible(shown)
        self.updateGeometry()
        self.contentsCollapsed.emit(not shown)

    def childEvent(self, event: QtCore.QChildEvent) -> None:
        child = event.child()
        if event.added() and self._collapsed() and isinstance(child, QtWidgets.QWidget):
            child.setVisible(False)
        super().childEvent(event)

    def hitButton(self, pos: QtCore.QPoint) -> bool:
        return pos.y() < HEADER_HEIGHT

    def sizeHint(self) -> QtCore.QSize:
        layout = self.layout()
        return self._folded_size() if layout is None or self._collapsed() else layout.totalSizeHint()

    def minimumSizeHint(self) -> QtCore.QSize:
        layout = self.layout()
        return self._folded_size() if layout is None or self._collapsed() else layout.totalMinimumSize()

    def _folded_size(self) -> QtCore.QSize:
        return QtCore.QSize(self.fontMetrics().horizontalAdvance(self.text()) + 40, HEADER_HEIGHT + 4)

    def paintEvent(self, _event: QtGui.QPaintEvent) -> None:
        painter = QtWidgets.QStylePainter(self)
        option: Any = QtWidgets.QStyleOptionButton()
        option.initFrom(self)
        option.rect = QtCore.QRect(0, 0, self.width(), HEADER_HEIGHT)
        painter.drawControl(QtWidgets.QStyle.ControlElement.CE_PushButtonBevel, option)
        arrow = QtWidgets.QStyle.PrimitiveElement
        option.rect = QtCore.QRect(4, 4, HEADER_HEIGHT - 8, HEADER_HEIGHT - 8)
        painter.drawPrimitive(
            arrow.PE_IndicatorArrowRight if self._collapsed() else arrow.PE_IndicatorArrowDown, option
        )
        title = QtCore.QRect(HEADER_HEIGHT + 4, 0, self.width() - HEADER_HEIGHT - 8, HEADER_HEIGHT)
        painter.drawText(title, QtCore.Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()


@stand_in
class ctkCollapsibleGroupBox(QtWidgets.QGroupBox):
    """A group box that its check mark folds."""

    collapsedHeight = stored("int", 14)

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.setCheckable(True)
        self.setChecked(True)
        self.toggled.connect(self._expand)

    def _expand(self, expanded: bool) -> None:
        for child in self.children():
            if isinstance(child, QtWidgets.QWidget):
                child.setVisible(expanded)

    def childEvent(self, event: QtCore.QChildEvent) -> None:
        # Qt disables the contents of a group box that is not checked; here they are hidden only.
        child = event.child()
        if event.added() and not self.isChecked() and isinstance(child, QtWidgets.QWidget):
            child.setVisible(False)
        super().childEvent(event)

    collapsed = QtCore.Property(
        bool, lambda self: not self.isChecked(), lambda self, collapsed: self.setChecked(not collapsed)
    )


@stand_in
class ctkExpandableWidget(QtWidgets.QFrame):
    """A frame that the user can enlarge."""

    orientations = stored("int", 3)
    sizeGripInside = stored("bool", True)


@stand_in
class ctkMenuButton(QtWidgets.QPushButton):
    """A push button with a menu beside it."""


@stand_in
class ctkPushButton(QtWidgets.QPushButton):
    """A push button whose text can be aligned."""

    buttonTextAlignment = stored("int", 132)
    iconAlignment = stored("int", 129)
    elideMode = stored("int", 3)


@stand_in
class ctkFittedTextBrowser(QtWidgets.QTextBrowser):
    """A text browser as high as its text."""

    disableMouseScroll = stored("bool", False)
    collapsed = stored("bool", True)
    showDetailsText = stored("QString", "Show details...")
    hideDetailsText = stored("QString", "Hide details.")

    @QtCore.Slot(str)
    def setCollapsibleText(self, text: str) -> None:
        self.setText(text)

    @QtCore.Slot(str)
    def setCollapsibleHtml(self, text: str) -> None:
        self.setHtml(text)

    @QtCore.Slot(result=str)
    def collapsibleText(self) -> str:
        return self.toPlainText()


@stand_in
class ctkMessageBox(QtWidgets.QMessageBox):
    """A message box that can be told not to come again."""

    dontShowAgainSettingsKey = stored("QString", "")
    dontShowAgainVisible = stored("bool", False)
    dontShowAgain = stored("bool", False)

    @QtCore.Slot(bool)
    def setDontShowAgain(self, dontShow: bool) -> None:
        self.setProperty("dontShowAgain", dontShow)
