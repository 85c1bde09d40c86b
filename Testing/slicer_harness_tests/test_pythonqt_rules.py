"""What PythonQt refuses in Slicer, the harness refuses; the rules are numbered as in its README."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from slicer_harness.fixtures import wait_until

pytestmark = pytest.mark.usefixtures("scene")


@pytest.fixture
def qt(slicer_app: Any) -> Any:
    import qt

    return qt


@pytest.fixture
def ctk(slicer_app: Any) -> Any:
    import ctk

    return ctk


@pytest.fixture
def selector(slicer_app: Any) -> Any:
    import slicer

    return slicer.qMRMLNodeComboBox()


def test_rule_1_a_property_is_a_value_and_hides_the_getter(qt: Any) -> None:
    button = qt.QPushButton("Apply")
    assert button.text == "Apply" and button.enabled is True
    with pytest.raises(TypeError, match="'str' object is not callable"):
        button.text()
    with pytest.raises(TypeError, match="'bool' object is not callable"):
        button.enabled()


def test_rule_1_setters_and_getters_of_another_name_exist(qt: Any) -> None:
    box = qt.QCheckBox("Locked")
    box.setText("Free")
    box.setChecked(True)
    assert box.text == "Free" and box.isChecked() and box.isEnabled()


def test_rule_1_name_is_object_name_and_children_are_attributes(qt: Any) -> None:
    widget = qt.QWidget()
    label = qt.QLabel("x", widget)
    label.name = "status"
    assert label.objectName == "status" and widget.status is label
    assert widget.children() == (label,) and label.parent() is widget


def test_rule_1_methods_of_python_classes_come_first_and_qt_calls_them(qt: Any) -> None:
    class Canvas(qt.QWidget):
        def __init__(self, *arguments: Any) -> None:
            qt.QWidget.__init__(self, *arguments)
            self.painted = 0

        def paintEvent(self, event: Any) -> None:  # noqa: N802
            self.painted += 1
            qt.QWidget.paintEvent(self, event)

        def sizeHint(self) -> Any:  # noqa: N802
            return qt.QSize(30, 20)

    canvas = Canvas()
    canvas.resize(canvas.sizeHint())
    assert canvas.grab().width() == 30 and canvas.painted == 1
    with pytest.raises(AttributeError):
        super(Canvas, canvas).paintEvent(None)


def test_rule_2_classes_of_slicer_show_properties_slots_and_signals_only(selector: Any) -> None:
    import slicer

    selector.noneEnabled = True
    selector.nodeTypes = ["vtkMRMLScalarVolumeNode"]
    selector.addAttribute("vtkMRMLScalarVolumeNode", "LabelMap", "0")
    selector.setMRMLScene(slicer.mrmlScene)
    assert selector.currentNode() is None and selector.nodeTypes == ("vtkMRMLScalarVolumeNode",)
    for setter in ("setNoneEnabled", "setNodeTypes", "setAddEnabled", "setShowHidden", "setBaseName"):
        with pytest.raises(AttributeError, match=setter):
            getattr(selector, setter)
    selector.setEnabled(False)
    assert selector.enabled is False


def test_rule_2_the_same_for_ctk(ctk: Any) -> None:
    slider = ctk.ctkSliderWidget()
    slider.minimum, slider.maximum = -10, 10
    slider.setValue(4)
    slider.setDecimals(1)
    assert (slider.value, slider.decimals) == (4.0, 1)
    for setter in ("setMinimum", "setMaximum", "setRange", "setSingleStep", "setSuffix"):
        with pytest.raises(AttributeError, match=setter):
            getattr(slider, setter)
    with pytest.raises(AttributeError):
        ctk.ctkNoSuchWidget()


def test_rule_3_unknown_attributes_cannot_be_set(qt: Any, selector: Any) -> None:
    with pytest.raises(AttributeError, match="'txt' does not exist on QLabel"):
        qt.QLabel().txt = "typing error"
    with pytest.raises(AttributeError, match="noneEnable"):
        selector.noneEnable = True
    with pytest.raises(AttributeError, match="can not be overwritten"):
        qt.QLabel().setText = "not called"
    with pytest.raises(AttributeError, match="not writable"):
        qt.QLabel().width = 10
    import slicer

    with pytest.raises(AttributeError, match="layout_manager"):
        slicer.app.layout_manager  # noqa: B018


def test_rule_4_a_wrong_signature_raises(qt: Any, selector: Any) -> None:
    clicks: list[Any] = []
    button = qt.QPushButton()
    assert button.connect("clicked(bool)", clicks.append)
    button.clicked.connect(lambda: clicks.append("no argument"))
    button.click()
    assert clicks == [False, "no argument"]
    assert button.disconnect("clicked(bool)", clicks.append)
    button.click()
    assert len(clicks) == 3
    for wrong in ("clicked(int)", "click()", "pushed()"):
        with pytest.raises(ValueError, match="does not exist on QPushButton"):
            button.connect(wrong, clicks.append)
    selector.connect("currentNodeChanged(vtkMRMLNode*)", clicks.append)
    with pytest.raises(ValueError, match="does not exist"):
        selector.connect("currentNodeChanged(PyObject)", clicks.append)
    with pytest.raises(ValueError, match="does not exist"):
        selector.connect("currentNodeChanged(vtkMRMLScene*)", clicks.append)


def test_rule_4_a_signal_reaches_a_slot_of_another_object(qt: Any) -> None:
    box, label = qt.QCheckBox(), qt.QLabel()
    box.connect("toggled(bool)", label, "setEnabled(bool)")
    box.setChecked(True)
    box.setChecked(False)
    assert label.enabled is False
    with pytest.raises(ValueError, match=r"slot 'setText\(bool\)' does not exist"):
        box.connect("toggled(bool)", label, "setText(bool)")


def test_rule_5_a_slot_gets_as_many_arguments_as_it_declares(qt: Any) -> None:
    got: list[Any] = []

    class Receiver:
        def none(self) -> None:
            got.append(())

        def one(self, checked: bool) -> None:
            got.append((checked,))

        def default(self, checked: Any = "default") -> None:
            got.append((checked,))

        def any_number(self, *arguments: Any) -> None:
            got.append(arguments)

    button, receiver = qt.QPushButton(), Receiver()
    for slot in (receiver.none, receiver.one, receiver.default, receiver.any_number):
        button.clicked.connect(slot)
    button.click()
    assert got == [(), (False,), (False,), (False,)]


def test_rule_5_an_exception_in_a_slot_is_kept(qt: Any, slot_exceptions: list[BaseException]) -> None:
    def fail(*_arguments: Any) -> None:
        raise KeyError("in a slot")

    import slicer

    button = qt.QPushButton()
    button.clicked.connect(fail)
    button.click()
    qt.QTimer.singleShot(0, fail)
    wait_until(lambda: len(slot_exceptions) == 2, "the timer")
    node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLTextNode")
    node.AddObserver("ModifiedEvent", fail)
    node.Modified()
    assert [type(error) for error in slot_exceptions] == [KeyError] * 3
    slot_exceptions.clear()


def test_any_value_goes_where_cpp_takes_a_variant(qt: Any) -> None:
    """``typing.Any`` is a class from Python 3.11 on."""
    box = qt.QComboBox()
    box.addItem("one", 1)
    box.addItem("two", "second")
    assert (box.itemData(0), box.itemData(1)) == (1, "second")


def test_rule_6_enumerators_are_ints_on_the_class(qt: Any) -> None:
    assert qt.QSizePolicy.Expanding == 7 and qt.Qt.AlignLeft | qt.Qt.AlignTop == 33
    with pytest.raises(AttributeError):
        qt.QSizePolicy.Policy.Expanding  # noqa: B018
    assert qt.QSizePolicy(qt.QSizePolicy.Expanding, 1).verticalPolicy() == qt.QSizePolicy.Minimum
    label = qt.QLabel()
    label.setAlignment(qt.Qt.AlignRight)
    assert label.alignment == qt.Qt.AlignRight


def test_rule_6_no_keyword_arguments_and_no_python_functions(qt: Any) -> None:
    with pytest.raises(ValueError, match="keyword"):
        qt.QPushButton(text="Apply")
    with pytest.raises(ValueError, match="does not support kwargs"):
        qt.QLabel().setText(text="x")
    with pytest.raises(ValueError, match="wrong arguments"):
        qt.QLabel().setText()
    with pytest.raises(ValueError, match="cannot be passed to a method of C"):
        qt.QMenu().addAction("Apply", lambda: None)


def test_rule_7_strings_stringify_and_numbers_do_not_parse(qt: Any) -> None:
    label = qt.QLabel()
    label.text = None
    assert label.text == "None"
    label.setText(None)
    assert label.text == "None"
    label.text = 3.5
    assert label.text == "3.5"
    spin_box = qt.QSpinBox()
    spin_box.value = 2.9
    assert spin_box.value == 2
    with pytest.raises(AttributeError, match="does not accept an object of type str"):
        spin_box.value = "3"


def test_rule_7_no_python_inheritance(qt: Any, selector: Any) -> None:
    assert not isinstance(selector, qt.QWidget) and not isinstance(qt.QPushButton(), qt.QWidget)
    assert selector.isWidgetType() and selector.inherits("QWidget")
    assert qt.QPushButton().className() == "QPushButton"


def test_rule_8_questions_are_answered_no(slicer_app: Any, caplog: pytest.LogCaptureFixture) -> None:
    import slicer

    with caplog.at_level(logging.INFO):
        assert slicer.util.confirmOkCancelDisplay("Install?") is False
        assert slicer.util.confirmYesNoDisplay("Install?") is False
        assert slicer.util.errorDisplay("Broken") is None
    assert {"Install?", "Broken"} <= set(caplog.messages)


def test_rule_10_wait_cursor_is_noticed(qt: Any) -> None:
    import slicer
    from slicer_harness import traps

    with slicer.util.WaitCursor():
        assert qt.QApplication.overrideCursor().shape() == qt.Qt.WaitCursor
    slicer.app.setOverrideCursor(qt.QCursor(qt.Qt.WaitCursor))
    assert traps.remove_wait_cursors() == 1


def test_rule_10_vtk_errors_are_noticed(vtk_errors: list[str]) -> None:
    import slicer

    slicer.mrmlScene.AddNewNodeByClass("vtkMRMLNoSuchNode")
    assert any("vtkMRMLNoSuchNode" in text for text in vtk_errors)
    vtk_errors.clear()


def test_deleted_objects_are_refused(qt: Any) -> None:
    label = qt.QLabel("x")
    label.delete()
    assert not label
    with pytest.raises(ValueError, match="destroyed QLabel"):
        label.text  # noqa: B018


def test_modules_that_slicer_does_not_wrap_are_not_there(qt: Any) -> None:
    for name in ("QSvgRenderer", "QSvgWidget", "Signal", "Slot", "QtWidgets"):
        with pytest.raises(AttributeError):
            getattr(qt, name)
