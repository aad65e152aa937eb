"""``careader config``: the settings that hold, and making their file."""

import stat

from careader import locations
from careader.settings import NAMES
from tests.support import Careader


def test_the_path_is_told_whether_the_file_is_there_or_not(careader: Careader) -> None:
    ran = careader("config", "--path")
    assert (ran.code, ran.lines) == (0, [str(locations.config_file())])
    assert not locations.config_file().exists()


def test_a_file_is_made_once_for_its_user_alone_and_left_alone_then(careader: Careader) -> None:
    assert careader("config", "--init", "--json").records == [{"path": str(locations.config_file())}]
    file = locations.config_file()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.write_text("measure = 60")
    ran = careader("config", "--init")
    assert (ran.code, ran.complaints) == (1, [f"careader: {file}: is there already, and was left as it is"])
    assert file.read_text() == "measure = 60"


def test_settings_are_shown_and_wrong_lines_named(careader: Careader) -> None:
    locations.config_file().parent.mkdir(parents=True)
    locations.config_file().write_text('measure = 60\nrates = "no"\n[keys]\njump = ["f", "ctrl+f"]\n')
    ran = careader("config", "--json")
    (record,) = ran.records
    assert set(record) == {*NAMES, "path"}
    assert (record["measure"], record["rates"], record["keys"]) == (60, True, {"jump": ["f", "ctrl+f"]})
    assert (ran.code, ran.complaints) == (
        1,
        [f"careader: {locations.config_file()}, line 2: rates is true or false"],
    )
    lines = careader("config").lines
    assert "measure    60" in lines
    assert "keys       jump f ctrl+f" in lines
    assert "theme      ·" in lines
