"""``careader config``: print the settings in force or the path of their file, or make the file."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from careader import locations
from careader.cli.arguments import take_json
from careader.cli.output import Complaint, json_line, put
from careader.errors import CareaderError
from careader.settings import NAMES, TEMPLATE, Settings, read_settings
from careader.words import path_in_words


def declare_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of the command."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--path", action="store_true", help="print the path of config.toml, whether it exists or not"
    )
    what.add_argument(
        "--init", action="store_true", help="make a config.toml with explanations, if there is none"
    )
    take_json(parser)


def run(options: Namespace) -> Iterator[Complaint]:
    """Print the settings, or the path of their file; with ``--init``, make the file first."""
    path = locations.config_file()
    if options.init:
        _make_config()
    if options.path or options.init:
        put(json_line({"path": os.fspath(path)}) if options.json else path_in_words(path))
        return
    settings = read_settings()
    values = _values(settings)
    if options.json:
        put(json_line({**values, "path": os.fspath(path)}))
    else:
        put(*(f"{name:10} {_shown(value)}" for name, value in values.items()))
    yield from (each.said for each in settings.wrong)


def _make_config() -> None:
    path = locations.config_file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise CareaderError(f"{path_in_words(path)}: is there already, and was left as it is") from None
    with open(descriptor, "w", encoding="utf-8") as file:  # noqa: PTH123 - it is open already
        file.write(TEMPLATE)


def _values(settings: Settings) -> dict[str, object]:
    """Each setting, under its name in the file."""
    held = {name.replace("_", "-"): value for name, value in settings._asdict().items()}
    values = {name: held[name] for name in NAMES}
    values["library"] = os.fspath(locations.library())
    values["widths"] = dict(settings.widths)
    values["keys"] = {name.replace("_", "-"): list(keys) for name, keys in settings.keys.items()}
    return values


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_shown(each)}" for name, each in value.items()) or "·"
    if isinstance(value, list):
        return " ".join(map(str, value))
    if isinstance(value, bool):
        return str(value).lower()
    return path_in_words(str(value)) or "·"
