"""Messages without the names of patients, and with all their own words."""

from __future__ import annotations

from pathlib import Path

import pytest
from LandmarkAILib.commands.cohorts.pseudonyms import without_identifiers
from LandmarkAILib.files.case_walk import Case


def hidden(text: str, *folders: str, file: str = "image.nrrd", series: str | None = None) -> str:
    root = Path("/", *folders)
    return without_identifiers(text, "case-1", Case(root / file, series, Path("x"), "", ()))


@pytest.mark.parametrize("name", ["empty", "image", "slices", "damaged", "file"])
def test_words_of_a_sentence_stay_where_a_folder_is_called_so(name: str) -> None:
    text = "The image is empty or damaged: the file holds 3 slices."
    assert hidden(text, "archive", name) == text


def test_a_path_is_hidden_whatever_its_folders_are_called() -> None:
    said = hidden("/archive/empty/image.nrrd is empty: save it again.", "archive", "empty")
    assert said == "case-1 is empty: save it again."
    for name in ("'empty'", "empty/image", r"(x\empty)", "empty.zip"):
        text = f"{name} is empty"
        said = hidden(text, "archive", "empty")
        assert said.endswith("is empty") and said.count("empty") == 1, text


@pytest.mark.parametrize(
    "text",
    [
        "Mustermann is no image",
        "'Mustermann' is no image",
        "MUSTERMANN is empty",
        "a/Mustermann/b is empty",
        "found: mustermann.",
        "(Mustermann)",
    ],
)
def test_a_name_of_a_person_is_hidden_wherever_it_stands(text: str) -> None:
    assert "mustermann" not in hidden(text, "archive", "Mustermann").casefold()
    assert "mustermann" not in hidden(text, "archive", file="Mustermann.nrrd").casefold()


@pytest.mark.parametrize(
    "name", ["May", "Long", "Mark", "Will", "Case", "Read", "Image", "read", "case"]
)
def test_a_name_that_is_a_word_is_hidden_as_names_are_written(name: str) -> None:
    assert name not in hidden(f"{name} was not found", "archive", name)
