"""Ordinary English names for what Natural Earth spells otherwise, and which cities are drawn."""

from typing import Final

COUNTRIES: Final[dict[str, str]] = {
    "am": "Armenia",
    "az": "Azerbaijan",
    "cy": "Cyprus",
    "eg": "Egypt",
    "il": "Israel",
    "iq": "Iraq",
    "ir": "Iran",
    "jo": "Jordan",
    "kw": "Kuwait",
    "lb": "Lebanon",
    "ps": "Palestine",
    "sa": "Saudi Arabia",
    "sy": "Syria",
    "tr": "Turkey",
}
"""Country name by lower-case ISO 3166-1 alpha-2 code: every country with land in the box."""

GOVERNORATES: Final[dict[str, str]] = {
    "iq-an": "Anbar",
    "iq-bb": "Babil",
    "iq-mu": "Muthanna",
    "iq-qa": "Qadisiyah",
    "iq-sd": "Salah al-Din",
    "sy-ha": "Hasakah",
    "sy-ra": "Raqqa",
    "sy-su": "Suwayda",
}
"""Governorate name by code, only where the source's `name_en` is not the ordinary one."""

LAKES: Final[dict[str, str]] = {
    "Ataturk Barajt": "Atatürk Reservoir",
    "Buhayrat al-Assad": "Lake Assad",
    "Buhayrat ath Tharthar": "Lake Tharthar",
    "Keban Baraji": "Keban Reservoir",
    "Mingevir Reservoir": "Mingachevir Reservoir",
    "Saksak Dagi": "Karakaya Reservoir",
}
"""Lake name by the source's `name`, only where the two differ."""

RIVERS: Final[dict[str, str]] = {
    "Al Furat": "euphrates",
    "Dicle": "tigris",
    "Euphrates": "euphrates",
    "Firat": "euphrates",
    "Shatt al Arab": "shatt-al-arab",
    "Tigris": "tigris",
}
"""River code by the source's `name`; the source names each reach in its own country's language."""

RIVER_NAMES: Final[dict[str, str]] = {
    "euphrates": "Euphrates",
    "shatt-al-arab": "Shatt al-Arab",
    "tigris": "Tigris",
}
"""River name by code."""

HOME_CITIES: Final[dict[tuple[str, str], str]] = {
    ("iq", "Ad Diwaniyah"): "Diwaniyah",
    ("iq", "Al Amarah"): "Amarah",
    ("iq", "Al Fallujah"): "Fallujah",
    ("iq", "Al Hillah"): "Hillah",
    ("iq", "Al Kut"): "Kut",
    ("iq", "Al Musayyib"): "Musayyib",
    ("iq", "An Najaf"): "Najaf",
    ("iq", "An Nasiriyah"): "Nasiriyah",
    ("iq", "Ar Ramadi"): "Ramadi",
    ("iq", "Ar Rutbah"): "Rutbah",
    ("iq", "As Samawah"): "Samawah",
    ("iq", "As Sulaymaniyah"): "Sulaymaniyah",
    ("iq", "Ash Shatrah"): "Shatrah",
    ("iq", "Az Aubayr"): "Zubayr",
    ("iq", "Dahuk"): "Duhok",
    ("iq", "Irbil"): "Erbil",
    ("iq", "Tall Afar"): "Tal Afar",
    ("sy", "Abu Kamal"): "Al Bukamal",
    ("sy", "Ad Nabk"): "Al-Nabk",
    ("sy", "Al Hasakah"): "Hasakah",
    ("sy", "Al Ladhiqiyah"): "Latakia",
    ("sy", "Al Qamishli"): "Qamishli",
    ("sy", "Al Qunaytirah"): "Quneitra",
    ("sy", "Ar Raqqah"): "Raqqa",
    ("sy", "As Suwayda"): "Suwayda",
    ("sy", "Dar'a"): "Daraa",
    ("sy", "Dayr az Zawr"): "Deir ez-Zor",
    ("sy", "Hamah"): "Hama",
    ("sy", "Hims"): "Homs",
    ("sy", "Izaz"): "Azaz",
    ("sy", "Madinat ath Thawrah"): "Tabqa",
    ("sy", "Tadmur"): "Palmyra",
}
"""City name by (country, source's `name`) in Iraq and Syria, only where the two names differ."""

NEAR_CITIES: Final[dict[tuple[str, str], str]] = {
    ("am", "Yerevan"): "Yerevan",
    ("cy", "Nicosia"): "Nicosia",
    ("ir", "Ahvaz"): "Ahvaz",
    ("ir", "Ilam"): "Ilam",
    ("ir", "Kermanshah"): "Kermanshah",
    ("ir", "Sanandaj"): "Sanandaj",
    ("ir", "Tabriz"): "Tabriz",
    ("ir", "Urmia"): "Urmia",
    ("jo", "Amman"): "Amman",
    ("jo", "Irbid"): "Irbid",
    ("kw", "Kuwait"): "Kuwait City",
    ("lb", "Beirut"): "Beirut",
    ("lb", "Trablous"): "Tripoli",
    ("sa", "Arar"): "Arar",
    ("sa", "Rafha"): "Rafha",
    ("tr", "Adana"): "Adana",
    ("tr", "Diyarbakir"): "Diyarbakir",
    ("tr", "Gaziantep"): "Gaziantep",
    ("tr", "Hatay"): "Antakya",
    ("tr", "Mardin"): "Mardin",
    ("tr", "Sanliurfa"): "Sanliurfa",
    ("tr", "Van"): "Van",
}
"""The cities drawn outside Iraq and Syria, for orientation: name by (country, source's `name`)."""
