"""Whether the parts of a campaign agree with each other, with the catalogue, the strategy and the folder.

The checks read the file as it was written, not the finished model, so that they find everything at once even where
other keys are broken.
"""

from collections.abc import Iterator
from pathlib import Path

from generator.errors import Problem
from generator.spec.agreement.asked import Asked
from generator.spec.agreement.columns import COLUMN_CHECKS
from generator.spec.agreement.names import NAME_CHECKS
from generator.spec.agreement.paths import PATH_CHECKS
from generator.spec.agreement.times import TIME_CHECKS
from generator.spec.agreement.units import UNIT_CHECKS
from generator.spec.part import Part
from generator.spec.vocabulary import Vocabulary

__all__ = ["CHECKS", "disagreements"]

CHECKS = (*NAME_CHECKS, *UNIT_CHECKS, *TIME_CHECKS, *COLUMN_CHECKS, *PATH_CHECKS)
"""Every check, in the order they run."""


def disagreements(campaign: Part, folder: Path, known: Vocabulary) -> Iterator[Problem]:
    """Find everything in a campaign.yml that does not agree with something else."""
    asked = Asked(campaign, folder, known)
    for check in CHECKS:
        yield from check(asked)
