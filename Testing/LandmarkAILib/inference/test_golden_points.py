"""Nothing that the shipped models say of the same image changes by a digit, unless it is meant to."""

from __future__ import annotations

import copy

import pytest
from golden_points import RENEW, ROOT, differences, images, record, stored

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("case", ["lge_magnitude", "native_t1", "simulated_ct"])
def test_the_points_are_those_that_were_noted(case: str) -> None:
    asked, noted = images()[case], stored()[case]
    said = list(differences(noted, record(*asked)))
    assert not said, f"{'; '.join(said)}. If weights or pipeline were changed on purpose: {RENEW}"


def test_all_models_that_ship_have_points_noted() -> None:
    cases = stored()
    assert cases.keys() == images().keys()
    for noted in cases.values():
        assert sum(point["position"] is not None for point in noted["points"]) >= 2
    models = {noted["model"].split()[0] for noted in cases.values()}
    assert models == {path.parent.name for path in (ROOT / "Resources" / "Models").glob("*/model.json")}


def test_a_digit_is_a_difference() -> None:
    noted = stored()["lge_magnitude"]
    noted["points"] = [point for point in noted["points"] if point["position"] is not None]
    for what, value in (("probability", 0.5), ("radius", 9.9), ("position", [0.0, 0.0, 0.0])):
        moved = copy.deepcopy(noted)
        moved["points"][0][what] = value
        assert [what in said for said in differences(noted, moved)] == [True]
    near = copy.deepcopy(noted)
    near["points"][0]["position"][0] += 0.02
    assert list(differences(noted, near)) and not list(differences(noted, copy.deepcopy(noted)))
    lost = copy.deepcopy(noted)
    lost["points"][1]["position"] = None
    assert list(differences(noted, lost)) and list(differences(lost, noted))
    other = {**noted, "sha256": "0", "points": noted["points"][:1]}
    assert len(list(differences(noted, other))) == 2
