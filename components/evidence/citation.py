"""How to cite what a source says: a sentence with the quote, and Chicago.

Dates stay as vague as they are known, in Chicago to the month, and stand in square brackets, as
Chicago has it for a date that the document does not give. The documents have no stable address of
their own, so their file name and the SHA-256 of the file identify the copy that was read.
"""

from __future__ import annotations

from data.exports.bibliography import author_name
from data.exports.reference_dates import citation_words
from data.model.corpus import Claim, Corpus, Excerpt, Source
from data.text.plain import one_line
from data.wording.dates import edtf_words


def cite_claim(claim: Claim, corpus: Corpus) -> str:
    """The statement, then one sentence for each quote: what goes into a report."""
    sentences = (cite_excerpt(each, corpus.sources[each.source]) for each in claim.excerpts)
    return "\n".join((claim.statement, *sentences))


def cite_excerpt(excerpt: Excerpt, source: Source) -> str:
    """One full sentence: who, where, when, in which words, from whom."""
    who = f"{source.author} ({source.publisher})" if source.author else source.publisher
    carried = f", carried by {source.carried_by}" if source.carried_by else ""
    return one_line(
        f"{who}{carried}, [{edtf_words(source.published)}], in “{source.title}”: “{excerpt.exact}” "
        f"({excerpt.stance}; {excerpt.modality}; attributed to {excerpt.attribution})."
    )


def chicago(source: Source) -> str:
    """An entry of a bibliography after the Chicago Manual of Style, 17th edition, 14.191."""
    author = author_name(source)
    carried = f" Carried by {source.carried_by}." if source.carried_by else ""
    stop = "" if source.title.endswith((".", "?", "!")) else "."
    return one_line(
        f"{author.rstrip('.')}. “{source.title}{stop}” {source.publisher}, "
        f"[{citation_words(source.published_period)}].{carried} File {source.file}, "
        f"SHA-256 {source.sha256[:12]}."
    )
