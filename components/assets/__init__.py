"""Our own scripts and styles, and the one icon."""

from pathlib import Path

DIRECTORY = Path(__file__).resolve().parent
