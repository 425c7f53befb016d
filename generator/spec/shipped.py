"""Where the content that comes with the package lies."""

from pathlib import Path


def shipped_content() -> Path:
    """The folder of content, with one folder a language in it: in the wheel, or in the repository."""
    package = Path(__file__).parents[1]
    return next(folder for folder in (package / "content", package.parent / "content") if folder.is_dir())
