"""What lies in what."""

from collections.abc import Iterator, Mapping

from data.model.corpus import Place


def upwards(place: str, places: Mapping[str, Place]) -> Iterator[Place]:
    """A place, then what it lies in, and so on up."""
    at: str | None = place
    while at is not None:
        yield places[at]
        at = places[at].parent
