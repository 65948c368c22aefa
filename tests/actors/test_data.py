"""The actor reference data: form, ids, codes, dates, and names that two entries claim."""

from __future__ import annotations

import importlib.util
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from legation import resources
from legation.actors.fold import words
from legation.actors.lexicon import load

ROOT = Path(__file__).resolve().parents[2]
GENERATOR = ROOT / "genscripts" / "territories.py"

# ISO 3166-1, Kosovo's user-assigned code, and two withdrawn codes of states that no one state continues.
_ISO = """
ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM BLR BLZ BMU BOL BRA
BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU
EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND
HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO
LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC
NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM
SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA
UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE XKX CSK YUG
"""
_SECTORS = """
COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC IGO NGO
"""
ISO = frozenset(_ISO.split())
SECTORS = frozenset(_SECTORS.split())
KINDS = frozenset(("state", "igo", "organization", "group", "person", "company", "outlet", "population"))
PREFIX = {
    "igo": ("igo/", "UNO"), "organization": ("org/", "group/"), "group": ("group/",), "person": ("person/",),
    "company": ("company/",), "outlet": ("outlet/",), "population": ("population/",),
}  # fmt: skip
WORDS = ("titles", "heads", "coreference", "names", "ambiguous", "people", "codes")
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
FORMS = ("names", "adjectives", "people", "metonyms", "government_metonyms")


def _files() -> list[str]:
    return [n for n in resources.names("actors") if Path(n).stem not in WORDS]


def _kind(item: dict[str, Any]) -> str:
    return str(item.get("kind") or ("person" if str(item["id"]).startswith("person/") else "state"))


def _entries() -> Iterator[tuple[str, dict[str, Any]]]:
    for name in _files():
        for item in resources.load(name):
            yield name, item


ENTRIES = list(_entries())


def test_there_is_a_file_of_every_kind() -> None:
    assert {_kind(item) for _, item in ENTRIES} == KINDS


def test_every_entry_is_well_formed() -> None:
    faults = []
    for file, item in ENTRIES:
        where = f"{file} {item.get('id')}"
        kind = _kind(item)
        if not isinstance(item.get("name"), str) or item["name"] not in item.get("names", ()):
            faults.append(f"{where}: name is not among names")
        for key in FORMS:
            forms = item.get(key, [])
            if not all(isinstance(form, str) and words(form) for form in forms) or len(set(forms)) != len(forms):
                faults.append(f"{where}: {key} holds an empty, repeated or non-text form")
        if kind == "state":
            if not re.fullmatch(r"[A-Z]{3}|state/[a-z-]+", item["id"]) or "capital" not in item:
                faults.append(f"{where}: not a state")
        elif not item["id"].startswith(PREFIX[kind]) or item.get("sector") not in SECTORS:
            faults.append(f"{where}: id or sector does not fit the kind {kind}")
    assert not faults, "\n".join(faults)


def test_ids_are_unique_over_all_files() -> None:
    counts = Counter(item["id"] for _, item in ENTRIES)
    assert [identity for identity, count in counts.items() if count > 1] == []


def test_country_codes_are_valid() -> None:
    ids = {item["id"] for _, item in ENTRIES}
    faults = []
    for file, item in ENTRIES:
        for code in (item.get("country"), item.get("nationality")):
            if code is not None and code not in ISO:
                faults.append(f"{file} {item['id']}: {code}")
        faults += [
            f"{file} {item['id']}: office of {office['country']}"
            for office in item.get("offices", ())
            if office.get("country") and office["country"] not in ISO | ids
        ]
        faults += [
            f"{file} {item['id']}: successor {other}" for other in item.get("successors", ()) if other not in ids
        ]
    assert not faults, "\n".join(faults)


def test_every_member_of_the_united_nations_that_news_names_is_there() -> None:
    ids = {item["id"] for _, item in ENTRIES}
    assert ISO - ids == {"BVT", "HMD", "UMI"}


def _ordered(start: str | None, end: str | None) -> bool:
    if not all(date is None or (isinstance(date, str) and DATE.fullmatch(date)) for date in (start, end)):
        return False
    if start is None or end is None:
        return True
    grain = min(len(start), len(end))
    return start[:grain] <= end[:grain]


def test_dates_are_valid_and_in_order() -> None:
    faults = [
        f"{file} {item['id']}: {office}"
        for file, item in ENTRIES
        for office in item.get("offices", ())
        if not office.get("role") or not _ordered(office["from"], office["to"])
    ]
    faults += [
        f"{file} {item['id']}: {item['former']}"
        for file, item in ENTRIES
        if item.get("former") and not _ordered(*item["former"])
    ]
    assert not faults, "\n".join(faults)


def test_no_two_persons_hold_one_office_for_more_than_a_month_together() -> None:
    held: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for _, item in ENTRIES:
        for office in item.get("offices", ()):
            if office["from"] and re.fullmatch("President|Prime Minister|Minister of .*|King|Emir", office["role"]):
                seat = (office.get("country") or item["country"] or "", office["role"])
                held[seat].append((office["from"], office["to"] or "9999", item["id"]))
    faults = []
    for seat, terms in sorted(held.items()):
        terms.sort()
        for (_, end, first), (start, _, second) in pairwise(terms):
            if first != second and start[:7] < end[:7] and len(end) > 4:
                faults.append(f"{seat}: {first} until {end}, {second} from {start}")
    assert not faults, "\n".join(faults)


def test_no_name_is_claimed_by_two_entries_of_a_kind_unless_listed() -> None:
    listed = {
        (item["kind"], " ".join(words(item["name"]))): item["ids"] for item in resources.load("actors/ambiguous.yaml")
    }
    claims: dict[tuple[str, str], list[str]] = defaultdict(list)
    for _, item in ENTRIES:
        for key in FORMS:
            for form in item.get(key, ()):
                claim = claims[_kind(item), " ".join(words(form))]
                if item["id"] not in claim:
                    claim.append(item["id"])
    shared = {claim: sorted(ids) for claim, ids in claims.items() if len(ids) > 1}
    assert shared == {claim: sorted(ids) for claim, ids in listed.items()}


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("Zelenskyy", "person/volodymyr-zelensky"),
        ("Kassem Soleimani", "person/qasem-soleimani"),
        ("Qaddafi", "person/muammar-gaddafi"),
        ("Da'esh", "group/islamic-state"),
        ("Ansar Allah", "group/houthis"),
        ("Foggy Bottom", "org/united-states-department-of-state"),
        ("Kyiv", "UKR"),
        ("DPRK", "PRK"),
        ("Rangoon", "MMR"),
        ("Qods Force", "org/quds-force"),
        ("UN refugee agency", "igo/office-of-the-united-nations-high-commissioner-for-refugees"),
        ("Gulf monarchies", "population/gulf-states"),
        ("Agence France-Presse", "outlet/agence-france-presse"),
    ],
)
def test_usual_words_find_their_actor(text: str, identity: str) -> None:
    assert identity in {form.entry.id for form in load().lookup(text)}


def test_the_state_list_is_what_the_generator_writes() -> None:
    pytest.importorskip("rigour")
    if not GENERATOR.exists():
        pytest.skip("the generator is not part of this copy")
    spec = importlib.util.spec_from_file_location("territories", GENERATOR)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.render() == module.TARGET.read_text(encoding="utf-8")
