"""Every spelling of a name finds its bearer, and no other word does."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from data.model.corpus import Corpus
from data.naming.lexicon import Lexicon
from data.naming.names import names_of
from data.naming.spelling import SHORTEST_SLIP, listed_for
from data.naming.spellings import listings, make, no_names
from data.search.index import SearchIndex, build_index
from data.search.query import Query, read_query
from data.search.search import search
from data.text.transliteration import agree, compact, sounds
from data.text.wordforms import FUNCTION_WORDS, fold, folded_words, words_in
from tests.corpora import in_memory, place


@pytest.fixture(scope="module")
def index(curated: Corpus) -> SearchIndex:
    return build_index(curated)


def bearers(query: Query) -> set[str]:
    """The ids of what a query names."""
    return {name.id for term in query.terms for name in term.names}


# ── Spellings that are in use ────────────────────────────────────────────────────────────────────

SPELLINGS = {
    "mosul": "Al Mawsil, al-Mawṣil, Mossul, Mossoul, Mousul, Al Mosul, Musul, Almosul, الموصل, "
    "موصل",
    "deir-ez-zor-governorate": "Dayr az Zawr, Dayr az-Zawr, Deir ez-Zor, Deir Ezzor, Deirezzor, "
    "Deir al-Zour, Deir el-Zor, Dair az-Zaur, Der Zor, Deir Ezzour, دير الزور, ديرالزور, دیر الزور",
    "kirkuk": "Kerkuk, Karkuk, Kirkouk, Kerkûk, Kirkūk, Kirkook, كركوك, کرکوک",
    "diyala": "Diala, Diyālá, Diyalah, ديالى, ديالي",
    "khanaqin": "Khanaqeen, Khanakin, Khaneqin, Xaneqîn, Kanaqin, Janaqin, خانقين, خانقین",
    "tuz-khurmatu": "Tuz Khormato, Tuz Khurmato, Touz Hourmato, Tuzkhurmatu, Tuz Xurmatu, Tooz "
    "Khurmatu, Ţūz Khūrmātū, طوز خورماتو, طوزخورماتو",
    "amirli": "Amerli, Āmirlī, Ameraly, Amerly, آمرلي, امرلي",
    "salah-al-din": "Salah ad-Din, Salah ad Din, Salahuddin, Salaheddin, Salah el-Din, Saladin, "
    "Ṣalāḥ ad-Dīn, صلاح الدين, محافظة صلاح الدين",
    "anbar": "Al Anbar, al-Anbār, el-Anbar, Ambar, الأنبار, انبار, محافظة الأنبار",
    "baghouz": "Baghuz, Bagouz, Al-Baghuz, al-Bāghūz, Baghooz, Baghuz Fawqani, الباغوز",
    "al-suwar": "As Suwar, Al Suwar, as-Sur, Aş Şuwar, Suwar, الصور",
    "baghdad": "Bagdad, Baghdād, Bağdat, Beghdad, Bagdhad, بغداد",
    "nineveh": "Ninawa, Ninewa, Nīnawá, Niniveh, Ninevah, نينوى, نینوا",
    "tikrit": "Tikreet, Takrit, Tekrit, Tikrīt, Takreet, تكريت, تکریت",
    "fallujah": "Falluja, Al Fallujah, Faluja, Al-Fallūjah, Felluce, Fallouja, الفلوجة, فلوجه",
    "baiji": "Bayji, Beiji, Bayjī, Beygee, بيجي",
    "iraq": "Irak, al-Iraq, Iraque, العراق, عراق",
    "syria": "Suriya, Syrien, Syrie, Siria, سوريا, سورية",
    "sdf": "QSD, SDF, HSD, FDS, قسد, قوات سوريا الديمقراطية, Syrian Democratic Force",
    "daesh": "ISIL, ISIS, Daish, Da'ish, Daech, Dāʿish, Daesch, داعش, الدولة الإسلامية, "
    "تنظيم الدولة, Islamic State of Iraq and the Levant",
    "pmf": "Hashd al-Shaabi, Hashd al-Sha'bi, Hashd ash-Shaabi, al-Hashd al-Shaabi, Hashed "
    "al-Shaabi, الحشد الشعبي, الحشد, PMU, Popular Mobilisation Forces",
    "hezbollah": "Hizbullah, Hizballah, Hizbollah, حزب الله, حزبالله",
    "houthis": "Huthis, Houthi, الحوثيون, أنصار الله",
    "al-qaeda": "al-Qaida, al-Qa'ida, Al Qaeda, El Kaide, القاعدة",
    "abu-bakr-al-baghdadi": "Abu Bakr al-Bagdadi, Abou Bakr el-Baghdadi, Abu Bakr Baghdadi, "
    "أبو بكر البغدادي, ابو بكر البغدادى",
    "abu-mahdi-al-muhandis": "Abu Mahdi al-Mohandes, Abu Mehdi al-Muhandis, أبو مهدي المهندس",
    "qassem-soleimani": "Qasem Soleimani, Qasim Sulaimani, Kassem Suleimani, Ghasem Soleymani, "
    "Qassim Sulaymani, قاسم سليماني",
    "mustafa-al-kadhimi": "Mustafa al-Kazimi, Mustafa Kadhimi, Moustafa al-Kadhemi, مصطفى الكاظمي",
    "haider-al-abadi": "Haydar al-Abadi, Haidar al-Abadi, Hayder al Abadi, حيدر العبادي",
    "mohammed-allawi": "Muhammad Tawfiq Allawi, Mohamed Tawfik Allawi, محمد توفيق علاوي",
    "adnan-al-zurfi": "Adnan al-Zurufi, Adnan az-Zurfi, عدنان الزرفي",
    "barham-salih": "Barham Saleh, Barham Salah, Berhem Salih, برهم صالح",
    "adel-abdul-mahdi": "Adil Abdul-Mahdi, Adel Abdel Mahdi, Adil Abd al-Mahdi, عادل عبد المهدي, "
    "عادل عبدالمهدي",
    "abdel-karim-omar": "Abdul Karim Omar, Abd al-Karim Umar, Abdulkarim Omar, عبد الكريم عمر",
}
CASES = [(of, each.strip()) for of, line in SPELLINGS.items() for each in line.split(",")]


@pytest.mark.parametrize(("of", "spelling"), CASES)
def test_a_spelling_in_use_finds_whose_it_is(index: SearchIndex, of: str, spelling: str) -> None:
    query = read_query(spelling, index.lexicon)
    assert of in bearers(query)
    assert len(query.terms) == 1
    as_named = {hit.claim for hit in search(index, _name(index, of), limit=1000).claims}
    assert as_named <= {hit.claim for hit in search(index, spelling, limit=1000).claims}


def _name(index: SearchIndex, of: str) -> str:
    return next(name.spelled for name in index.lexicon.names.all if name.id == of)


def test_the_table_of_spellings_is_long_enough_to_say_something() -> None:
    assert len(CASES) > 190
    assert len(CASES) == len(set(CASES))


@pytest.mark.parametrize(
    "spelling",
    ["Al Busayrah", "Al Buşayrah", "el-Busaira", "Bseira", "Busayra", "Bessireh", "البصيرة"],
)
def test_a_town_that_is_named_and_no_place_of_the_gazetteer_is_found_by_its_word(
    index: SearchIndex, spelling: str
) -> None:
    found = [hit.claim for hit in search(index, spelling).claims]
    assert sorted(found) == [
        "blast-on-road-from-al-busayrah",
        "commanders-targeted-on-road-from-al-busayrah",
        "road-from-al-suwar-held-unsafe",
    ]


@pytest.mark.parametrize("spelling", ["Suleimani", "Sulaymani", "al-Mohandis", "el-Kazimi"])
def test_a_part_of_a_name_is_found_as_it_sounds(index: SearchIndex, spelling: str) -> None:
    assert search(index, spelling).claims_found > 0


def test_all_that_geonames_lists_for_the_places_of_the_gazetteer_is_found(
    curated: Corpus, index: SearchIndex
) -> None:
    """All of it: Latin, Arabic and every other script."""
    ids = {each.geonames: each.id for each in curated.places.values()}
    ids |= {170794: "deir-ez-zor-governorate", 173927: "Busayrah"}
    from_geonames = [each for each in listings() if each.geonames]
    assert sum(len(each.spellings) for each in from_geonames) == 340
    missed = []
    for listing in from_geonames:
        for spelling in listing.spellings:
            query = read_query(spelling, index.lexicon)
            read = {*bearers(query), *(term.near for term in query.terms)}
            if ids[listing.geonames] not in read or len(query.terms) > 1:
                missed.append(spelling)
    assert missed == []


def test_all_that_we_list_is_found_by_what_it_is_listed_under(
    curated: Corpus, index: SearchIndex
) -> None:
    missed = []
    for listing in listed_for(curated):
        wanted = read_query(listing.of, index.lexicon).terms[0]
        for spelling in listing.spellings:
            terms = read_query(spelling, index.lexicon).terms
            same = terms[0].entities & wanted.entities or terms[0].stems & wanted.stems
            if len(terms) > 1 or not same:
                missed.append((listing.of, spelling, [term.near for term in terms]))
    assert missed == []


def test_nothing_is_listed_for_what_the_corpus_does_not_have(curated: Corpus) -> None:
    names = {name.phrase.words for name in names_of(curated).all}
    texts = {word for text in curated.texts.values() for word in folded_words(text)}
    listed = {folded_words(each.of) for each in listed_for(curated)}
    assert {each for each in listed - names if each[0] not in texts} == set()


# ── A slip of the pen ────────────────────────────────────────────────────────────────────────────

SLIPPED = (
    *("Khanaqin", "Kirkuk", "Tikrit", "Fallujah", "Diyala", "Amirli", "Baghdad", "Nineveh"),
    *("Tuz Khurmatu", "Salah al-Din", "Deir Ezzor", "Dayr az Zawr", "Lebanon", "Baghouz"),
    *("Hezbollah", "Houthis", "al-Suwar", "Abu Bakr al-Baghdadi", "Qassem Soleimani"),
    *("Popular Mobilization Forces", "Hashd al-Shaabi", "Islamic State"),
    *("خانقين", "الموصل", "الفلوجة", "طوز خورماتو", "دير الزور", "الحشد الشعبي", "قاسم سليماني"),
)


def slips(name: str) -> Iterator[str]:
    """One letter missing, doubled, wrong, or changed with the next; within words."""
    wrong = "ث" if "\u0600" < name[-1] < "\u06ff" else "x"
    for at in range(len(name)):
        here, following = name[at], name[at + 1 : at + 2]
        if here.isalpha():
            yield name[:at] + name[at + 1 :]
            yield name[:at] + here + name[at:]
            yield name[:at] + wrong + name[at + 1 :]
            if following.isalpha() and following != here:
                yield name[:at] + following + here + name[at + 2 :]


@pytest.mark.parametrize("name", SLIPPED)
def test_one_slip_in_a_name_of_six_letters_still_finds_it_and_says_so(
    index: SearchIndex, name: str
) -> None:
    entities = read_query(name, index.lexicon).terms[0].entities
    known = {word for each in words_in(name) for word in (each.folded,)}
    for slipped in slips(name):
        words = set(folded_words(slipped)) - known
        if words & (FUNCTION_WORDS | index.lexicon.written.keys() | no_names()):
            continue  # Another word is typed, and is searched for.
        term = read_query(slipped, index.lexicon).terms[0]
        if len(read_query(slipped, index.lexicon).terms) > 1:
            assert min(len(word) for word in folded_words(slipped)) == 1, slipped
            continue
        assert term.entities & entities, slipped
        exact = any(fold(slipped) == fold(each.spelled) for each in index.lexicon.names.all)
        assert term.near or exact, slipped


def test_short_names_are_not_found_with_a_slip(index: SearchIndex) -> None:
    short = [each for each in index.lexicon.names.all if len(fold(each.spelled)) < SHORTEST_SLIP]
    assert len(short) > 10
    for name in ("Mogul", "Jamax", "Syrix", "Daexh"):
        assert bearers(read_query(name, index.lexicon)) == set()


# ── No false friends ─────────────────────────────────────────────────────────────────────────────


def ordinary_words(corpus: Corpus) -> list[str]:
    """Words of the documents in small letters there, that are no part of a name nor stop words."""
    words = {
        word
        for text in corpus.texts.values()
        for word in re.findall(r"\b[a-z]{3,}\b(?!['’])", text)
    }
    parts = {word for name in names_of(corpus).all for word in name.phrase.words}
    return sorted(words - parts - FUNCTION_WORDS)


def test_no_ordinary_word_of_the_documents_is_read_as_anything_else(
    curated: Corpus, index: SearchIndex
) -> None:
    words = ordinary_words(curated)
    assert len(words) > 1000
    read = {word: read_query(word, index.lexicon) for word in words}
    assert {word: bearers(query) for word, query in read.items() if bearers(query)} == {}
    assert [word for word, query in read.items() if any(term.near for term in query.terms)] == []


def test_nor_would_one_be_if_the_documents_did_not_have_it(
    curated: Corpus, index: SearchIndex
) -> None:
    """Without its own words, a corpus knows an ordinary word by nothing but the rules."""
    words = ordinary_words(curated)
    written = {each: form for each, form in index.lexicon.written.items() if each not in words}
    bare = Lexicon(names_of(curated), written, listed_for(curated))
    assert len(written) < len(index.lexicon.written) - 1000
    assert {word for word in words if bearers(read_query(word, bare))} == set()


FRIENDS = """
    mouse motel basra mussel muscle missile mogul hams tigers camel beige badge
    cards cords curds kissed merely academy salad slain burden kudos dash market
    harder harem brick statue paladin albanian foliage number umber karma chrome
    turkish london damascus aleppo raqqa homs hama basket beggar bagel hassle angora
    amiable diary tirade curfew
"""


@pytest.mark.parametrize("word", FRIENDS.split())
def test_a_word_that_looks_like_a_name_is_not_read_as_one(index: SearchIndex, word: str) -> None:
    for typed in (word, word.capitalize()):
        query = read_query(typed, index.lexicon)
        assert bearers(query) == set()
        assert not any(term.near[:1].isupper() for term in query.terms)


@pytest.mark.parametrize(("typed", "of"), [("Iran", "iran"), ("Iraq", "iraq")])
def test_names_one_letter_apart_stay_apart(index: SearchIndex, typed: str, of: str) -> None:
    assert bearers(read_query(typed, index.lexicon)) == {of}


def test_other_spellings_are_known_to_the_search_alone(curated: Corpus) -> None:
    names = names_of(curated)
    assert names.mentions("Al Mawsil, Dayr az Zawr, QSD, Tikreet, قسد") == ()


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("attack on Al Mawsil airport", ["attack", "Al Mawsil", "airport"]),
        ("QSD prisoners in Dayr az Zawr", ["QSD", "prisoners", "Dayr az Zawr"]),
        ("el prisoner", ["prisoner"]),
        ("Iraqi arms", ["Iraqi", "arms"]),
        ("Islamic State a threat", ["Islamic State", "threat"]),
    ],
)
def test_a_spelling_is_read_within_a_query(
    index: SearchIndex, query: str, terms: list[str]
) -> None:
    assert [term.typed for term in read_query(query, index.lexicon).terms] == terms


# ── Transliteration ──────────────────────────────────────────────────────────────────────────────


def alike(one: str, other: str) -> bool:
    readings = [sounds(folded_words(each)) for each in (one, other)]
    return any(
        mine.consonants == yours.consonants and agree(mine, yours)
        for mine in readings[0]
        for yours in readings[1]
    )


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("Dayr az Zawr", "دير الزور"),
        ("Deirezzor", "دير الزور"),
        ("Salahuddin", "صلاح الدين"),
        ("Saladin", "صلاح الدين"),
        ("Hashd ash-Shaabi", "الحشد الشعبي"),
        ("Hashd al-Sha'bi", "الحشد الشعبي"),
        ("Janaqin", "خانقين"),
        ("Hanakin", "خانقين"),
        ("Falludscha", "الفلوجة"),
        ("Mustafa al-Kazimi", "مصطفى الكاظمي"),
        ("Ghasem Soleymani", "قاسم سليماني"),
        ("Ninawa", "نينوى"),
        ("Abdel Karim", "عبدالكريم"),
    ],
)
def test_a_romanisation_sounds_like_the_arabic(latin: str, arabic: str) -> None:
    assert alike(latin, arabic)
    assert alike(arabic, latin)


@pytest.mark.parametrize(
    ("latin", "other"),
    [
        ("missile", "الموصل"),
        ("muscle", "الموصل"),
        ("basra", "البصيرة"),
        ("merely", "آمرلي"),
        ("foliage", "الفلوجة"),
        ("albanian", "لبنان"),
        ("Karkuk", "Kirkuk"),
        ("Mosul", "Мосул"),
    ],
)
def test_another_word_does_not(latin: str, other: str) -> None:
    assert not alike(latin, other)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Al-Mawṣil", "mawsil"),
        ("Dayr az-Zawr", "dayrzawr"),
        ("Deir Ezzor", "deirezor"),
        ("al-Ḥashd aš-Šaʿbī", "hashdsabi"),
        ("الدولة الإسلامية", "دولهاسلاميه"),
        ("کرکوک", "كركوك"),
        ("al", "al"),
        ("", ""),
    ],
)
def test_a_key_leaves_out_what_spellings_may_or_may_not_have(written: str, key: str) -> None:
    assert compact(folded_words(written)) == key


def test_a_phrase_that_may_be_read_in_too_many_ways_is_not_read_at_all() -> None:
    assert sounds(folded_words("chechko " * 9)) == ()


# ── Another corpus ───────────────────────────────────────────────────────────────────────────────


def test_listings_go_by_the_geonames_id_whatever_a_corpus_calls_the_place() -> None:
    corpus = in_memory(places=[place("the-city", name="Moslawa", geonames=99072)])
    assert bearers(read_query("Al Mawsil", build_index(corpus).lexicon)) == {"the-city"}


def test_listings_of_what_a_corpus_has_not_say_nothing() -> None:
    corpus = in_memory(places=[place("elsewhere", name="Elsewhere")])
    query = read_query("Al Mawsil QSD", build_index(corpus).lexicon)
    assert bearers(query) == set()


def test_the_script_writes_a_town_a_line_and_leaves_out_what_the_package_lacks() -> None:
    cities = {"7": {"name": "Ṭūz", "alternatenames": ["Tuz", "Ṭūz", ""]}}
    assert make.text(cities, {7: "Tuz", 8: "Iraq"}) == (
        '[\n{"id": 7, "of": "Tuz", "spellings": ["Tuz", "Ṭūz"]}\n]\n'
    )
    assert {each.geonames for each in listings() if each.geonames} <= make.wanted().keys()
