"""What a card reports is read as it is written."""

from __future__ import annotations

import pytest
from LandmarkAILib.models.card import LandmarkErrors, Measured, first_limit, measured

CARD = """# m 1

## Measured

On others.

### 3 cases of 2 subjects: cine

| images | landmark | points | error, mm: median [quartiles] | 95 % within | over 10 mm | found |
|---|---|---|---|---|---|---|
| cine | LV apex | 3 | 2.50 [1.00, 3.00] | 9.0 mm | 33.3 % | 100.0 % |
| source a | LV apex | 1 | 7.00 [7.00, 7.00] | 7.0 mm | 0.0 % | – |

| images | segment | cases | Dice: mean [95 % interval] |
|---|---|---|---|
| cine | Myocardium | 3 | 0.9 |

### 9 cases of 9 subjects: lge

| lge | LV apex | 3 | 0.10 [0.10, 0.20] | 1.0 mm | 0.0 % | 100.0 % |

## Limits

- **Short axis
  only.** Nothing else was **tested**.
- **Second.**
"""


def test_main_evaluation_comes_first() -> None:
    expected = LandmarkErrors("LV apex", 2.5, pytest.approx(0.333))
    assert measured(CARD) == Measured("3 cases of 2 subjects", ("cine",), (expected,))


def test_rows_of_all_images_are_taken_where_there_are_some() -> None:
    card = CARD.replace("| source a |", "| all |")
    found = measured(card)
    assert found and [errors.median for errors in found.landmarks] == [7.0]


def test_first_limit_is_what_opens_the_list() -> None:
    assert first_limit(CARD) == "Short axis only."
    assert first_limit(CARD.replace("**Short axis\n  only.**", "Short axis only.")) == ""


@pytest.mark.parametrize("card", ["", "# m\n\nGood.", CARD.replace("cases of", "of")])
def test_card_that_reports_nothing(card: str) -> None:
    assert measured(card) is None


def test_card_without_limits() -> None:
    assert first_limit(CARD.partition("## Limits")[0]) == ""
