"""What Google Earth shows of a placemark: a little HTML in which every text is escaped."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from data.exports.jsonld import source_label
from data.exports.maps.features import DrawnMark, Placed, Told
from data.model.corpus import Corpus, Excerpt
from data.model.vocabulary import Role
from data.wording.dates import period_words

_QUOTE = Markup("<blockquote>“{}”</blockquote><p>{} ({}): <small>{}</small></p>")
_FACT = Markup("<p><b>{}</b> {}</p>")


def claim_balloon(one: Told, corpus: Corpus) -> str:
    """A claim: its statement, when and where, how its sources agree, and every quote."""
    claim = one.claim
    quotes = zip(claim.excerpts, one.quoted_from, strict=True)
    return str(
        Markup("").join(
            (
                _FACT.format("Claim", claim.statement),
                _FACT.format("When", f"{period_words(claim.when)} (EDTF {claim.when.edtf})"),
                _FACT.format("Where", _where(one.placed) if one.placed else "no place"),
                _FACT.format("Agreement", f"{one.agreed.agreement}: {one.agreed.reason}"),
                *(_quote(excerpt, at, corpus) for excerpt, at in quotes),
            )
        )
    )


def mark_balloon(mark: DrawnMark) -> str:
    """A symbol: whose claims it counts, each by its statement."""
    return str(_FACT.format("Located here", mark.mark.level) + _list(mark))


def _list(mark: DrawnMark) -> Markup:
    items: Iterable[Markup] = (
        Markup("<li>{}: {}</li>").format(period_words(claim.when), claim.statement)
        for claim in mark.mark.claims
    )
    return Markup("<ul>{}</ul>").format(Markup("").join(items))


def _quote(excerpt: Excerpt, quoted_from: str, corpus: Corpus) -> Markup:
    source = source_label(corpus.sources[excerpt.source])
    return _QUOTE.format(excerpt.exact, source, excerpt.stance, quoted_from)


def _where(placed: Placed) -> Markup:
    role = "" if placed.where.role is Role.LOCATION else f", {placed.where.role}"
    radius = f", {placed.where.radius_km:g} km around" if placed.where.radius_km else ""
    return escape(f"{placed.place.name} ({placed.level}{radius}{role})")
