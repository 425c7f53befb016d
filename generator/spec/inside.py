"""Whether a path stays inside a folder once its links are followed."""

import os
from pathlib import Path


def leads_outside(path: Path, folder: Path) -> bool:
    """Say whether a path really lies outside a folder, following every link.

    A loop or a dangling link counts as what it last leads to.
    """
    real, real_folder = os.path.realpath(path), os.path.realpath(folder)
    return os.path.commonpath([real, real_folder]) != real_folder
