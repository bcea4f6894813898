"""The words of the vocabulary as plain Python; made by `python -m autoatlas.ontology.generate` from vocabulary.ttl; change that file instead."""

from typing import Final, Literal, NamedTuple

__all__ = [
    "AA",
    "AAE",
    "AAF",
    "ASSEMBLY_MODES",
    "BASES",
    "BasisName",
    "CLASSES",
    "CLASS_LABELS",
    "COMPARATORS",
    "CURRENCIES",
    "ClassName",
    "Column",
    "ComparatorName",
    "FACILITY_KINDS",
    "FACT_COLUMNS",
    "Fact",
    "MODALITIES",
    "ModalityName",
    "PREFIXES",
    "PRODUCTS",
    "PROPERTIES",
    "PUBLISHER_KINDS",
    "Property",
    "PropertyName",
    "SOURCE_COLUMNS",
    "UNITS",
]

PREFIXES: Final[dict[str, str]] = {
    "aa": "https://w3id.org/autoatlas/ontology#",
    "aae": "https://w3id.org/autoatlas/entity/",
    "aaf": "https://w3id.org/autoatlas/fact/",
    "dcterms": "http://purl.org/dc/terms/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

ClassName = Literal[
    "Automaker", "Brand", "Facility", "Model", "Organization", "Country", "Region", "Place", "Technology"
]
PropertyName = Literal[
    "brandOf",
    "subsidiaryOf",
    "operates",
    "locatedIn",
    "produces",
    "presentIn",
    "expandsIn",
    "partnersWith",
    "launches",
    "acquires",
    "acquiredFrom",
    "recognisedIn",
    "leadsIn",
    "adopts",
    "assemblyMode",
    "annualCapacity",
    "investment",
    "employees",
    "siteArea",
    "latitude",
    "longitude",
    "localContent",
    "countriesPresent",
    "plantsAbroad",
    "overseasShare",
    "outlets",
    "exports",
    "sales",
    "production",
    "imports",
    "importsValue",
    "vehicleStock",
    "exportsValue",
    "exportsGrowth",
    "salesGrowth",
    "productionGrowth",
    "exportsShare",
    "salesShare",
    "productionShare",
    "ownsStake",
    "marketShare",
    "tariff",
    "patentShare",
    "activePatentShare",
    "modelsPlanned",
    "announced",
    "groundbreaking",
    "completed",
    "productionStart",
    "suspended",
    "cancelled",
    "closed",
]
ComparatorName = Literal["=", ">", ">=", "<", "<=", "~"]
ModalityName = Literal["actual", "planned", "target", "forecast", "rumoured", "denied"]
BasisName = Literal["yoy", "mom", "cumulative", "additional"]


class Property(NamedTuple):
    """A property of facts: its shape (relation, mode, quantity or date), and what may stand around it."""

    name: str
    label: str
    definition: str
    shape: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    units: tuple[str, ...]
    bases: tuple[str, ...]
    needs_object: bool
    is_state: bool
    curated_only: bool
    least: float | None = None
    most: float | None = None


class Column(NamedTuple):
    """A column of the table of facts or of sources."""

    name: str
    datatype: str
    required: bool
    definition: str


CLASSES: Final[dict[str, str]] = {
    "Automaker": "A company or group that makes road vehicles.",
    "Brand": "A marque under which an automaker sells vehicles.",
    "Facility": "A site that an automaker, a brand or an assembler runs: a plant, battery or parts plant, R&D or design centre, regional headquarters or warehouse.",
    "Model": "A model line of vehicles.",
    "Organization": "A partner, supplier, assembler, dealer, authority or association that is no automaker.",
    "Country": "A country or territory of ISO 3166-1; as a subject also all automakers of that country together.",
    "Region": "A group of countries, by geography or by treaty.",
    "Place": "A city, province, state or industrial estate.",
    "Technology": "A technology of vehicles or of their making.",
}
CLASS_LABELS: Final[dict[str, str]] = {
    "Automaker": "Automaker",
    "Brand": "Brand",
    "Facility": "Facility",
    "Model": "Model",
    "Organization": "Organization",
    "Country": "Country",
    "Region": "Region",
    "Place": "Place",
    "Technology": "Technology",
}
PROPERTIES: Final[dict[str, Property]] = {
    "brandOf": Property(
        "brandOf",
        "brand of",
        "The automaker to which a brand belongs.",
        "relation",
        ("Brand",),
        ("Automaker",),
        (),
        (),
        True,
        False,
        False,
        None,
        None,
    ),
    "subsidiaryOf": Property(
        "subsidiaryOf",
        "subsidiary of",
        "The automaker that controls this one.",
        "relation",
        ("Automaker",),
        ("Automaker",),
        (),
        (),
        True,
        False,
        False,
        None,
        None,
    ),
    "operates": Property(
        "operates",
        "operates",
        "Runs a facility.",
        "relation",
        ("Automaker", "Brand", "Organization"),
        ("Facility",),
        (),
        (),
        True,
        False,
        False,
        None,
        None,
    ),
    "locatedIn": Property(
        "locatedIn",
        "located in",
        "Where a facility stands: every place given with it, and its country.",
        "relation",
        ("Facility",),
        ("Country", "Place"),
        (),
        (),
        True,
        False,
        False,
        None,
        None,
    ),
    "produces": Property(
        "produces",
        "produces",
        "Makes vehicles of this model or brand.",
        "relation",
        ("Facility",),
        ("Brand", "Model"),
        (),
        (),
        True,
        False,
        False,
        None,
        None,
    ),
    "presentIn": Property(
        "presentIn",
        "present in",
        "Sells vehicles in a country, has entered that market.",
        "relation",
        ("Automaker", "Brand"),
        ("Country",),
        (),
        (),
        True,
        False,
        False,
        None,
        None,
    ),
    "expandsIn": Property(
        "expandsIn",
        "expands in",
        "Is building up there: factories, launches, distribution.",
        "relation",
        ("Automaker", "Brand"),
        ("Country", "Region"),
        (),
        (),
        True,
        False,
        False,
        None,
        None,
    ),
    "partnersWith": Property(
        "partnersWith",
        "partners with",
        "Works together with in a joint venture, licence, contract assembly or distribution.",
        "relation",
        ("Automaker", "Brand"),
        ("Automaker", "Organization"),
        (),
        (),
        True,
        False,
        False,
        None,
        None,
    ),
    "launches": Property(
        "launches",
        "launches",
        "Brings a model to market, in the country of the fact's place.",
        "relation",
        ("Automaker", "Brand"),
        ("Model",),
        (),
        (),
        True,
        False,
        False,
        None,
        None,
    ),
    "acquires": Property(
        "acquires",
        "acquires",
        "Has bought, or holds a majority of.",
        "relation",
        ("Automaker",),
        ("Automaker", "Brand", "Facility", "Organization"),
        (),
        (),
        True,
        False,
        False,
        None,
        None,
    ),
    "acquiredFrom": Property(
        "acquiredFrom",
        "acquired from",
        "Who had a facility or brand before its present owner.",
        "relation",
        ("Brand", "Facility"),
        ("Automaker", "Organization"),
        (),
        (),
        True,
        False,
        True,
        None,
        None,
    ),
    "recognisedIn": Property(
        "recognisedIn",
        "recognised in",
        "Has a reputation there.",
        "relation",
        ("Automaker", "Brand"),
        ("Country", "Region"),
        (),
        (),
        True,
        False,
        False,
        None,
        None,
    ),
    "leadsIn": Property(
        "leadsIn",
        "leads in",
        "Is ahead in a technology.",
        "relation",
        ("Automaker", "Brand", "Country", "Region"),
        ("Technology",),
        (),
        (),
        True,
        False,
        False,
        None,
        None,
    ),
    "adopts": Property(
        "adopts",
        "adopts",
        "Uses or has introduced a technology.",
        "relation",
        ("Automaker", "Brand", "Facility", "Country", "Region"),
        ("Technology",),
        (),
        (),
        True,
        False,
        False,
        None,
        None,
    ),
    "assemblyMode": Property(
        "assemblyMode",
        "assembly mode",
        "How a facility makes vehicles: full manufacture, kits, or under contract for another maker.",
        "mode",
        ("Facility",),
        (),
        (),
        (),
        False,
        False,
        False,
        None,
        None,
    ),
    "annualCapacity": Property(
        "annualCapacity",
        "annual capacity",
        "Vehicles, battery packs or GWh of cells that can be made in a year.",
        "quantity",
        ("Automaker", "Facility"),
        (),
        ("vehicle/year", "GWh/year", "pack/year"),
        (),
        False,
        True,
        False,
        0.0,
        None,
    ),
    "investment": Property(
        "investment",
        "investment",
        "Money put into a facility or a market (its country in the fact's place).",
        "quantity",
        ("Automaker", "Facility"),
        (),
        ("currency",),
        (),
        False,
        False,
        False,
        0.0,
        None,
    ),
    "employees": Property(
        "employees",
        "employees",
        "People employed.",
        "quantity",
        ("Automaker", "Facility"),
        (),
        ("person",),
        (),
        False,
        True,
        False,
        0.0,
        None,
    ),
    "siteArea": Property(
        "siteArea",
        "site area",
        "The land that a facility covers.",
        "quantity",
        ("Facility",),
        (),
        ("m2",),
        (),
        False,
        True,
        False,
        0.0,
        None,
    ),
    "latitude": Property(
        "latitude",
        "latitude",
        "Latitude in WGS 84, north positive.",
        "quantity",
        ("Facility", "Place"),
        (),
        ("degree",),
        (),
        False,
        True,
        True,
        -90.0,
        90.0,
    ),
    "longitude": Property(
        "longitude",
        "longitude",
        "Longitude in WGS 84, east positive.",
        "quantity",
        ("Facility", "Place"),
        (),
        ("degree",),
        (),
        False,
        True,
        True,
        -180.0,
        180.0,
    ),
    "localContent": Property(
        "localContent",
        "local content",
        "The share of parts, by value unless said otherwise, that comes from the country of the plant.",
        "quantity",
        ("Automaker", "Facility"),
        (),
        ("percent",),
        (),
        False,
        True,
        False,
        0.0,
        100.0,
    ),
    "countriesPresent": Property(
        "countriesPresent",
        "countries present",
        "In how many countries it sells.",
        "quantity",
        ("Automaker", "Brand"),
        (),
        ("country",),
        (),
        False,
        True,
        False,
        0.0,
        None,
    ),
    "plantsAbroad": Property(
        "plantsAbroad",
        "plants abroad",
        "How many plants it has outside its home country.",
        "quantity",
        ("Automaker", "Brand", "Country"),
        (),
        ("plant",),
        (),
        False,
        True,
        False,
        0.0,
        None,
    ),
    "overseasShare": Property(
        "overseasShare",
        "overseas share",
        "The share of its sales that it makes abroad.",
        "quantity",
        ("Automaker", "Brand"),
        (),
        ("percent",),
        (),
        False,
        False,
        False,
        0.0,
        100.0,
    ),
    "outlets": Property(
        "outlets",
        "outlets",
        "Showrooms, dealers or stores: in the country of the fact's place, or abroad as a whole.",
        "quantity",
        ("Automaker", "Brand"),
        (),
        ("outlet",),
        (),
        False,
        True,
        False,
        0.0,
        None,
    ),
    "exports": Property(
        "exports",
        "exports",
        "Vehicles that crossed the border of the country where they were made.",
        "quantity",
        ("Automaker", "Brand", "Facility", "Model", "Country", "Region"),
        (),
        ("vehicle",),
        ("cumulative",),
        False,
        False,
        False,
        0.0,
        None,
    ),
    "sales": Property(
        "sales",
        "sales",
        "Vehicles sold, wherever made; the market stands in the fact's place.",
        "quantity",
        ("Automaker", "Brand", "Facility", "Model", "Country", "Region"),
        (),
        ("vehicle",),
        ("cumulative",),
        False,
        False,
        False,
        0.0,
        None,
    ),
    "production": Property(
        "production",
        "production",
        "Vehicles made.",
        "quantity",
        ("Automaker", "Brand", "Facility", "Model", "Country", "Region"),
        (),
        ("vehicle",),
        ("cumulative",),
        False,
        False,
        False,
        0.0,
        None,
    ),
    "imports": Property(
        "imports",
        "imports",
        "Vehicles that entered a country, by origin in the fact's place.",
        "quantity",
        ("Country",),
        (),
        ("vehicle",),
        (),
        False,
        False,
        False,
        0.0,
        None,
    ),
    "importsValue": Property(
        "importsValue",
        "imports value",
        "The value of vehicles that entered a country, by origin in the fact's place.",
        "quantity",
        ("Country",),
        (),
        ("currency",),
        (),
        False,
        False,
        False,
        0.0,
        None,
    ),
    "vehicleStock": Property(
        "vehicleStock",
        "vehicle stock",
        "Vehicles in use.",
        "quantity",
        ("Country", "Region"),
        (),
        ("vehicle",),
        (),
        False,
        False,
        False,
        0.0,
        None,
    ),
    "exportsValue": Property(
        "exportsValue",
        "exports value",
        "The value of vehicles exported, by destination in the fact's place.",
        "quantity",
        ("Automaker", "Country"),
        (),
        ("currency",),
        ("cumulative",),
        False,
        False,
        False,
        0.0,
        None,
    ),
    "exportsGrowth": Property(
        "exportsGrowth",
        "exports growth",
        "Change of exports against a year or a month before.",
        "quantity",
        ("Automaker", "Brand", "Facility", "Model", "Country", "Region"),
        (),
        ("percent",),
        ("mom", "yoy"),
        False,
        False,
        False,
        None,
        None,
    ),
    "salesGrowth": Property(
        "salesGrowth",
        "sales growth",
        "Change of sales against a year or a month before.",
        "quantity",
        ("Automaker", "Brand", "Facility", "Model", "Country", "Region"),
        (),
        ("percent",),
        ("mom", "yoy"),
        False,
        False,
        False,
        None,
        None,
    ),
    "productionGrowth": Property(
        "productionGrowth",
        "production growth",
        "Change of production against a year or a month before.",
        "quantity",
        ("Automaker", "Brand", "Facility", "Model", "Country", "Region"),
        (),
        ("percent",),
        ("mom", "yoy"),
        False,
        False,
        False,
        None,
        None,
    ),
    "exportsShare": Property(
        "exportsShare",
        "exports share",
        "The share of the fact's product in the subject's own exports.",
        "quantity",
        ("Automaker", "Brand", "Country", "Region"),
        (),
        ("percent",),
        (),
        False,
        False,
        False,
        0.0,
        100.0,
    ),
    "salesShare": Property(
        "salesShare",
        "sales share",
        "The share of the fact's product in the subject's own sales.",
        "quantity",
        ("Automaker", "Brand", "Country", "Region"),
        (),
        ("percent",),
        (),
        False,
        False,
        False,
        0.0,
        100.0,
    ),
    "productionShare": Property(
        "productionShare",
        "production share",
        "The share of the fact's product in the subject's own production.",
        "quantity",
        ("Automaker", "Brand", "Country", "Region"),
        (),
        ("percent",),
        (),
        False,
        False,
        False,
        0.0,
        100.0,
    ),
    "ownsStake": Property(
        "ownsStake",
        "owns stake",
        "The share that it holds of a company or facility.",
        "quantity",
        ("Automaker", "Organization"),
        ("Automaker", "Facility", "Organization"),
        ("percent",),
        (),
        True,
        False,
        False,
        0.0,
        100.0,
    ),
    "marketShare": Property(
        "marketShare",
        "market share",
        "Its share of the market in the fact's place.",
        "quantity",
        ("Automaker", "Brand", "Country"),
        (),
        ("percent",),
        (),
        False,
        False,
        False,
        0.0,
        100.0,
    ),
    "tariff": Property(
        "tariff",
        "tariff",
        "The duty that it levies on vehicles of the automaker or country in aa:of; on all where none is given.",
        "quantity",
        ("Country", "Region"),
        ("Automaker", "Country"),
        ("percent",),
        ("additional",),
        False,
        False,
        False,
        0.0,
        None,
    ),
    "patentShare": Property(
        "patentShare",
        "patent share",
        "Its share of patent applications in the field.",
        "quantity",
        ("Automaker", "Country", "Region"),
        (),
        ("percent",),
        (),
        False,
        False,
        False,
        0.0,
        100.0,
    ),
    "activePatentShare": Property(
        "activePatentShare",
        "active patent share",
        "The share of its patents that are in force.",
        "quantity",
        ("Automaker", "Country", "Region"),
        (),
        ("percent",),
        (),
        False,
        False,
        False,
        0.0,
        100.0,
    ),
    "modelsPlanned": Property(
        "modelsPlanned",
        "models planned",
        "How many models it will bring to the market in the fact's place.",
        "quantity",
        ("Automaker", "Brand"),
        (),
        ("model",),
        (),
        False,
        False,
        False,
        0.0,
        None,
    ),
    "announced": Property(
        "announced",
        "announced",
        "The plan was made public.",
        "date",
        ("Facility",),
        (),
        (),
        (),
        False,
        False,
        False,
        None,
        None,
    ),
    "groundbreaking": Property(
        "groundbreaking",
        "groundbreaking",
        "Building began.",
        "date",
        ("Facility",),
        (),
        (),
        (),
        False,
        False,
        False,
        None,
        None,
    ),
    "completed": Property(
        "completed",
        "completed",
        "Building was finished, or the facility opened before it began to produce.",
        "date",
        ("Facility",),
        (),
        (),
        (),
        False,
        False,
        False,
        None,
        None,
    ),
    "productionStart": Property(
        "productionStart",
        "production start",
        "The first vehicle, pack or part of regular production was made.",
        "date",
        ("Facility",),
        (),
        (),
        (),
        False,
        False,
        False,
        None,
        None,
    ),
    "suspended": Property(
        "suspended",
        "suspended",
        "Production was stopped, or a plan put on hold, for the time being.",
        "date",
        ("Facility",),
        (),
        (),
        (),
        False,
        False,
        False,
        None,
        None,
    ),
    "cancelled": Property(
        "cancelled",
        "cancelled",
        "The plan was given up.",
        "date",
        ("Facility",),
        (),
        (),
        (),
        False,
        False,
        False,
        None,
        None,
    ),
    "closed": Property(
        "closed",
        "closed",
        "The facility was shut for good.",
        "date",
        ("Facility",),
        (),
        (),
        (),
        False,
        False,
        False,
        None,
        None,
    ),
}
UNITS: Final[dict[str, str]] = {
    "vehicle": "https://w3id.org/autoatlas/ontology#vehicle",
    "vehicle/year": "https://w3id.org/autoatlas/ontology#vehiclePerYear",
    "percent": "https://w3id.org/autoatlas/ontology#percent",
    "country": "https://w3id.org/autoatlas/ontology#country",
    "outlet": "https://w3id.org/autoatlas/ontology#outlet",
    "person": "https://w3id.org/autoatlas/ontology#person",
    "model": "https://w3id.org/autoatlas/ontology#model",
    "m2": "https://w3id.org/autoatlas/ontology#squareMetre",
    "plant": "https://w3id.org/autoatlas/ontology#plant",
    "GWh/year": "https://w3id.org/autoatlas/ontology#gigawattHourPerYear",
    "pack/year": "https://w3id.org/autoatlas/ontology#packPerYear",
    "degree": "https://w3id.org/autoatlas/ontology#degree",
    "currency": "https://w3id.org/autoatlas/ontology#currency",
}
COMPARATORS: Final[dict[str, str]] = {
    "=": "https://w3id.org/autoatlas/ontology#equal",
    ">": "https://w3id.org/autoatlas/ontology#above",
    ">=": "https://w3id.org/autoatlas/ontology#atLeast",
    "<": "https://w3id.org/autoatlas/ontology#below",
    "<=": "https://w3id.org/autoatlas/ontology#atMost",
    "~": "https://w3id.org/autoatlas/ontology#about",
}
MODALITIES: Final[dict[str, str]] = {
    "actual": "https://w3id.org/autoatlas/ontology#actual",
    "planned": "https://w3id.org/autoatlas/ontology#planned",
    "target": "https://w3id.org/autoatlas/ontology#target",
    "forecast": "https://w3id.org/autoatlas/ontology#forecast",
    "rumoured": "https://w3id.org/autoatlas/ontology#rumoured",
    "denied": "https://w3id.org/autoatlas/ontology#denied",
}
BASES: Final[dict[str, str]] = {
    "yoy": "https://w3id.org/autoatlas/ontology#yoy",
    "mom": "https://w3id.org/autoatlas/ontology#mom",
    "cumulative": "https://w3id.org/autoatlas/ontology#cumulative",
    "additional": "https://w3id.org/autoatlas/ontology#additional",
}
PRODUCTS: Final[dict[str, str]] = {
    "vehicle": "https://w3id.org/autoatlas/ontology#anyVehicle",
    "nev": "https://w3id.org/autoatlas/ontology#nev",
    "bev": "https://w3id.org/autoatlas/ontology#bev",
    "phev": "https://w3id.org/autoatlas/ontology#phev",
    "fcev": "https://w3id.org/autoatlas/ontology#fcev",
    "hev": "https://w3id.org/autoatlas/ontology#hev",
    "ice": "https://w3id.org/autoatlas/ontology#ice",
    "passenger": "https://w3id.org/autoatlas/ontology#passenger",
    "commercial": "https://w3id.org/autoatlas/ontology#commercial",
    "bus": "https://w3id.org/autoatlas/ontology#bus",
    "truck": "https://w3id.org/autoatlas/ontology#truck",
    "van": "https://w3id.org/autoatlas/ontology#van",
    "battery": "https://w3id.org/autoatlas/ontology#battery",
}
ASSEMBLY_MODES: Final[dict[str, str]] = {
    "full": "https://w3id.org/autoatlas/ontology#fullManufacture",
    "CKD": "https://w3id.org/autoatlas/ontology#CKD",
    "SKD": "https://w3id.org/autoatlas/ontology#SKD",
    "kit": "https://w3id.org/autoatlas/ontology#kitAssembly",
    "contract": "https://w3id.org/autoatlas/ontology#contractAssembly",
}
FACILITY_KINDS: Final[dict[str, str]] = {
    "plant": "https://w3id.org/autoatlas/ontology#vehiclePlant",
    "battery plant": "https://w3id.org/autoatlas/ontology#batteryPlant",
    "parts plant": "https://w3id.org/autoatlas/ontology#partsPlant",
    "R&D centre": "https://w3id.org/autoatlas/ontology#researchCentre",
    "regional headquarters": "https://w3id.org/autoatlas/ontology#regionalHeadquarters",
    "warehouse": "https://w3id.org/autoatlas/ontology#warehouse",
    "design centre": "https://w3id.org/autoatlas/ontology#designCentre",
}
PUBLISHER_KINDS: Final[dict[str, str]] = {
    "company": "https://w3id.org/autoatlas/ontology#companyPublisher",
    "government": "https://w3id.org/autoatlas/ontology#governmentPublisher",
    "association": "https://w3id.org/autoatlas/ontology#associationPublisher",
    "wire": "https://w3id.org/autoatlas/ontology#wirePublisher",
    "press": "https://w3id.org/autoatlas/ontology#pressPublisher",
    "aggregator": "https://w3id.org/autoatlas/ontology#aggregatorPublisher",
}
CURRENCIES: Final[frozenset[str]] = frozenset(
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BYR BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LTL LYD MAD MDL MGA MKD MMK MNT MOP MRO MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STD STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VEF VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG ZWL".split()
)
FACT_COLUMNS: Final[tuple[Column, ...]] = (
    Column("subject", "string", True, "The entity the fact is about, by its canonical label."),
    Column("subject_type", "string", True, "The class of the subject."),
    Column("property", "string", True, "The property."),
    Column(
        "object",
        "string",
        False,
        "The other entity of a relation, who pays a tariff, whose stake, or the word of an assembly mode.",
    ),
    Column("object_type", "string", False, "The class of the object."),
    Column("value", "decimal", False, "The number, in the unit's base form."),
    Column("value_max", "decimal", False, "The upper end of a range."),
    Column("unit", "string", False, "The unit, or an ISO 4217 code."),
    Column("comparator", "string", False, "How the number is bounded; `=` where left out."),
    Column("modality", "string", False, "How firmly it is said; `actual` where left out."),
    Column("said_by", "string", False, "Who says it, where the source attributes it."),
    Column("basis", "string", False, "What growth compares with, or how a figure adds up."),
    Column("start", "date", False, "The beginning of the period, as 2025, 2025-04 or 2025-04-11."),
    Column("end", "date", False, "The end of the period; for a target the deadline."),
    Column(
        "place",
        "string",
        False,
        "Where the value was counted, when narrower than the subject; `overseas` for all outside the home market.",
    ),
    Column("part", "string", False, "The phase, line or model that a facility's figure is about."),
    Column("product", "string", False, "What was counted; vehicles of all kinds where left out."),
    Column("source", "anyURI", False, "What the fact cites; the document where left out."),
    Column("published", "date", False, "When the source appeared."),
    Column("quote", "string", False, "The sentence or the table row that says it."),
    Column("quote_start", "integer", False, "Where the quote begins, in code points; a table's row number."),
    Column("quote_end", "integer", False, "Where the quote ends, in code points; a table's row number."),
    Column("confidence", "decimal", False, "How sure the loader is, from 0 to 1."),
)
SOURCE_COLUMNS: Final[tuple[Column, ...]] = (
    Column("source", "anyURI", True, "The address or IRI that facts cite."),
    Column("title", "string", False, "What it is called."),
    Column("publisher", "string", False, "Who publishes it."),
    Column("kind", "string", False, "What sort of publisher that is."),
    Column("published", "date", False, "When it appeared."),
    Column("accessed", "date", False, "When it was read."),
    Column("mirror_of", "anyURI", False, "The source that it copies."),
)


class Fact(NamedTuple):
    """One row of the table of facts."""

    subject: str
    subject_type: str
    property: str
    object: str | None = None
    object_type: str | None = None
    value: float | None = None
    value_max: float | None = None
    unit: str | None = None
    comparator: str | None = None
    modality: str | None = None
    said_by: str | None = None
    basis: str | None = None
    start: str | None = None
    end: str | None = None
    place: str | None = None
    part: str | None = None
    product: str | None = None
    source: str | None = None
    published: str | None = None
    quote: str | None = None
    quote_start: int | None = None
    quote_end: int | None = None
    confidence: float | None = None


class AA:
    """The terms of the vocabulary; a name that is not here does not exist."""

    AssemblyMode: Final = "https://w3id.org/autoatlas/ontology#AssemblyMode"
    Automaker: Final = "https://w3id.org/autoatlas/ontology#Automaker"
    Basis: Final = "https://w3id.org/autoatlas/ontology#Basis"
    Brand: Final = "https://w3id.org/autoatlas/ontology#Brand"
    CKD: Final = "https://w3id.org/autoatlas/ontology#CKD"
    Column: Final = "https://w3id.org/autoatlas/ontology#Column"
    Comparator: Final = "https://w3id.org/autoatlas/ontology#Comparator"
    Country: Final = "https://w3id.org/autoatlas/ontology#Country"
    Document: Final = "https://w3id.org/autoatlas/ontology#Document"
    Entity: Final = "https://w3id.org/autoatlas/ontology#Entity"
    Facility: Final = "https://w3id.org/autoatlas/ontology#Facility"
    FacilityKind: Final = "https://w3id.org/autoatlas/ontology#FacilityKind"
    Fact: Final = "https://w3id.org/autoatlas/ontology#Fact"
    Modality: Final = "https://w3id.org/autoatlas/ontology#Modality"
    Model: Final = "https://w3id.org/autoatlas/ontology#Model"
    Organization: Final = "https://w3id.org/autoatlas/ontology#Organization"
    Period: Final = "https://w3id.org/autoatlas/ontology#Period"
    Place: Final = "https://w3id.org/autoatlas/ontology#Place"
    Product: Final = "https://w3id.org/autoatlas/ontology#Product"
    PublisherKind: Final = "https://w3id.org/autoatlas/ontology#PublisherKind"
    Region: Final = "https://w3id.org/autoatlas/ontology#Region"
    SKD: Final = "https://w3id.org/autoatlas/ontology#SKD"
    Source: Final = "https://w3id.org/autoatlas/ontology#Source"
    Technology: Final = "https://w3id.org/autoatlas/ontology#Technology"
    Unit: Final = "https://w3id.org/autoatlas/ontology#Unit"
    about: Final = "https://w3id.org/autoatlas/ontology#about"
    above: Final = "https://w3id.org/autoatlas/ontology#above"
    acquiredFrom: Final = "https://w3id.org/autoatlas/ontology#acquiredFrom"
    acquires: Final = "https://w3id.org/autoatlas/ontology#acquires"
    activePatentShare: Final = "https://w3id.org/autoatlas/ontology#activePatentShare"
    actual: Final = "https://w3id.org/autoatlas/ontology#actual"
    additional: Final = "https://w3id.org/autoatlas/ontology#additional"
    adopts: Final = "https://w3id.org/autoatlas/ontology#adopts"
    aggregatorPublisher: Final = "https://w3id.org/autoatlas/ontology#aggregatorPublisher"
    announced: Final = "https://w3id.org/autoatlas/ontology#announced"
    annualCapacity: Final = "https://w3id.org/autoatlas/ontology#annualCapacity"
    anyVehicle: Final = "https://w3id.org/autoatlas/ontology#anyVehicle"
    assemblyMode: Final = "https://w3id.org/autoatlas/ontology#assemblyMode"
    associationPublisher: Final = "https://w3id.org/autoatlas/ontology#associationPublisher"
    atLeast: Final = "https://w3id.org/autoatlas/ontology#atLeast"
    atMost: Final = "https://w3id.org/autoatlas/ontology#atMost"
    basis: Final = "https://w3id.org/autoatlas/ontology#basis"
    battery: Final = "https://w3id.org/autoatlas/ontology#battery"
    batteryPlant: Final = "https://w3id.org/autoatlas/ontology#batteryPlant"
    below: Final = "https://w3id.org/autoatlas/ontology#below"
    bev: Final = "https://w3id.org/autoatlas/ontology#bev"
    brandOf: Final = "https://w3id.org/autoatlas/ontology#brandOf"
    bus: Final = "https://w3id.org/autoatlas/ontology#bus"
    cancelled: Final = "https://w3id.org/autoatlas/ontology#cancelled"
    closed: Final = "https://w3id.org/autoatlas/ontology#closed"
    commercial: Final = "https://w3id.org/autoatlas/ontology#commercial"
    companyPublisher: Final = "https://w3id.org/autoatlas/ontology#companyPublisher"
    comparator: Final = "https://w3id.org/autoatlas/ontology#comparator"
    completed: Final = "https://w3id.org/autoatlas/ontology#completed"
    confidence: Final = "https://w3id.org/autoatlas/ontology#confidence"
    contractAssembly: Final = "https://w3id.org/autoatlas/ontology#contractAssembly"
    countriesPresent: Final = "https://w3id.org/autoatlas/ontology#countriesPresent"
    country: Final = "https://w3id.org/autoatlas/ontology#country"
    cumulative: Final = "https://w3id.org/autoatlas/ontology#cumulative"
    currency: Final = "https://w3id.org/autoatlas/ontology#currency"
    degree: Final = "https://w3id.org/autoatlas/ontology#degree"
    denied: Final = "https://w3id.org/autoatlas/ontology#denied"
    designCentre: Final = "https://w3id.org/autoatlas/ontology#designCentre"
    employees: Final = "https://w3id.org/autoatlas/ontology#employees"
    equal: Final = "https://w3id.org/autoatlas/ontology#equal"
    expandsIn: Final = "https://w3id.org/autoatlas/ontology#expandsIn"
    exports: Final = "https://w3id.org/autoatlas/ontology#exports"
    exportsGrowth: Final = "https://w3id.org/autoatlas/ontology#exportsGrowth"
    exportsShare: Final = "https://w3id.org/autoatlas/ontology#exportsShare"
    exportsValue: Final = "https://w3id.org/autoatlas/ontology#exportsValue"
    factBasisColumn: Final = "https://w3id.org/autoatlas/ontology#factBasisColumn"
    factComparatorColumn: Final = "https://w3id.org/autoatlas/ontology#factComparatorColumn"
    factConfidenceColumn: Final = "https://w3id.org/autoatlas/ontology#factConfidenceColumn"
    factEndColumn: Final = "https://w3id.org/autoatlas/ontology#factEndColumn"
    factModalityColumn: Final = "https://w3id.org/autoatlas/ontology#factModalityColumn"
    factObjectColumn: Final = "https://w3id.org/autoatlas/ontology#factObjectColumn"
    factObjectTypeColumn: Final = "https://w3id.org/autoatlas/ontology#factObjectTypeColumn"
    factPartColumn: Final = "https://w3id.org/autoatlas/ontology#factPartColumn"
    factPlaceColumn: Final = "https://w3id.org/autoatlas/ontology#factPlaceColumn"
    factProductColumn: Final = "https://w3id.org/autoatlas/ontology#factProductColumn"
    factPropertyColumn: Final = "https://w3id.org/autoatlas/ontology#factPropertyColumn"
    factPublishedColumn: Final = "https://w3id.org/autoatlas/ontology#factPublishedColumn"
    factQuoteColumn: Final = "https://w3id.org/autoatlas/ontology#factQuoteColumn"
    factQuoteEndColumn: Final = "https://w3id.org/autoatlas/ontology#factQuoteEndColumn"
    factQuoteStartColumn: Final = "https://w3id.org/autoatlas/ontology#factQuoteStartColumn"
    factSaidByColumn: Final = "https://w3id.org/autoatlas/ontology#factSaidByColumn"
    factSourceColumn: Final = "https://w3id.org/autoatlas/ontology#factSourceColumn"
    factStartColumn: Final = "https://w3id.org/autoatlas/ontology#factStartColumn"
    factSubjectColumn: Final = "https://w3id.org/autoatlas/ontology#factSubjectColumn"
    factSubjectTypeColumn: Final = "https://w3id.org/autoatlas/ontology#factSubjectTypeColumn"
    factTable: Final = "https://w3id.org/autoatlas/ontology#factTable"
    factUnitColumn: Final = "https://w3id.org/autoatlas/ontology#factUnitColumn"
    factValueColumn: Final = "https://w3id.org/autoatlas/ontology#factValueColumn"
    factValueMaxColumn: Final = "https://w3id.org/autoatlas/ontology#factValueMaxColumn"
    fcev: Final = "https://w3id.org/autoatlas/ontology#fcev"
    firstDay: Final = "https://w3id.org/autoatlas/ontology#firstDay"
    forecast: Final = "https://w3id.org/autoatlas/ontology#forecast"
    fullManufacture: Final = "https://w3id.org/autoatlas/ontology#fullManufacture"
    gigawattHourPerYear: Final = "https://w3id.org/autoatlas/ontology#gigawattHourPerYear"
    governmentPublisher: Final = "https://w3id.org/autoatlas/ontology#governmentPublisher"
    groundbreaking: Final = "https://w3id.org/autoatlas/ontology#groundbreaking"
    hev: Final = "https://w3id.org/autoatlas/ontology#hev"
    ice: Final = "https://w3id.org/autoatlas/ontology#ice"
    imports: Final = "https://w3id.org/autoatlas/ontology#imports"
    importsValue: Final = "https://w3id.org/autoatlas/ontology#importsValue"
    investment: Final = "https://w3id.org/autoatlas/ontology#investment"
    kitAssembly: Final = "https://w3id.org/autoatlas/ontology#kitAssembly"
    lastDay: Final = "https://w3id.org/autoatlas/ontology#lastDay"
    latitude: Final = "https://w3id.org/autoatlas/ontology#latitude"
    launches: Final = "https://w3id.org/autoatlas/ontology#launches"
    leadsIn: Final = "https://w3id.org/autoatlas/ontology#leadsIn"
    loader: Final = "https://w3id.org/autoatlas/ontology#loader"
    localContent: Final = "https://w3id.org/autoatlas/ontology#localContent"
    locatedIn: Final = "https://w3id.org/autoatlas/ontology#locatedIn"
    longitude: Final = "https://w3id.org/autoatlas/ontology#longitude"
    marketShare: Final = "https://w3id.org/autoatlas/ontology#marketShare"
    mirrorOf: Final = "https://w3id.org/autoatlas/ontology#mirrorOf"
    modality: Final = "https://w3id.org/autoatlas/ontology#modality"
    model: Final = "https://w3id.org/autoatlas/ontology#model"
    modelsPlanned: Final = "https://w3id.org/autoatlas/ontology#modelsPlanned"
    mom: Final = "https://w3id.org/autoatlas/ontology#mom"
    nev: Final = "https://w3id.org/autoatlas/ontology#nev"
    of: Final = "https://w3id.org/autoatlas/ontology#of"
    operates: Final = "https://w3id.org/autoatlas/ontology#operates"
    outlet: Final = "https://w3id.org/autoatlas/ontology#outlet"
    outlets: Final = "https://w3id.org/autoatlas/ontology#outlets"
    overseasShare: Final = "https://w3id.org/autoatlas/ontology#overseasShare"
    ownsStake: Final = "https://w3id.org/autoatlas/ontology#ownsStake"
    packPerYear: Final = "https://w3id.org/autoatlas/ontology#packPerYear"
    part: Final = "https://w3id.org/autoatlas/ontology#part"
    partnersWith: Final = "https://w3id.org/autoatlas/ontology#partnersWith"
    partsPlant: Final = "https://w3id.org/autoatlas/ontology#partsPlant"
    passenger: Final = "https://w3id.org/autoatlas/ontology#passenger"
    patentShare: Final = "https://w3id.org/autoatlas/ontology#patentShare"
    percent: Final = "https://w3id.org/autoatlas/ontology#percent"
    period: Final = "https://w3id.org/autoatlas/ontology#period"
    person: Final = "https://w3id.org/autoatlas/ontology#person"
    phev: Final = "https://w3id.org/autoatlas/ontology#phev"
    place: Final = "https://w3id.org/autoatlas/ontology#place"
    planned: Final = "https://w3id.org/autoatlas/ontology#planned"
    plant: Final = "https://w3id.org/autoatlas/ontology#plant"
    plantsAbroad: Final = "https://w3id.org/autoatlas/ontology#plantsAbroad"
    presentIn: Final = "https://w3id.org/autoatlas/ontology#presentIn"
    pressPublisher: Final = "https://w3id.org/autoatlas/ontology#pressPublisher"
    produces: Final = "https://w3id.org/autoatlas/ontology#produces"
    product: Final = "https://w3id.org/autoatlas/ontology#product"
    production: Final = "https://w3id.org/autoatlas/ontology#production"
    productionGrowth: Final = "https://w3id.org/autoatlas/ontology#productionGrowth"
    productionShare: Final = "https://w3id.org/autoatlas/ontology#productionShare"
    productionStart: Final = "https://w3id.org/autoatlas/ontology#productionStart"
    publisherKind: Final = "https://w3id.org/autoatlas/ontology#publisherKind"
    quote: Final = "https://w3id.org/autoatlas/ontology#quote"
    quoteEnd: Final = "https://w3id.org/autoatlas/ontology#quoteEnd"
    quoteStart: Final = "https://w3id.org/autoatlas/ontology#quoteStart"
    recognisedIn: Final = "https://w3id.org/autoatlas/ontology#recognisedIn"
    regionalHeadquarters: Final = "https://w3id.org/autoatlas/ontology#regionalHeadquarters"
    researchCentre: Final = "https://w3id.org/autoatlas/ontology#researchCentre"
    rumoured: Final = "https://w3id.org/autoatlas/ontology#rumoured"
    saidBy: Final = "https://w3id.org/autoatlas/ontology#saidBy"
    sales: Final = "https://w3id.org/autoatlas/ontology#sales"
    salesGrowth: Final = "https://w3id.org/autoatlas/ontology#salesGrowth"
    salesShare: Final = "https://w3id.org/autoatlas/ontology#salesShare"
    siteArea: Final = "https://w3id.org/autoatlas/ontology#siteArea"
    sourceAccessedColumn: Final = "https://w3id.org/autoatlas/ontology#sourceAccessedColumn"
    sourceKindColumn: Final = "https://w3id.org/autoatlas/ontology#sourceKindColumn"
    sourceMirrorOfColumn: Final = "https://w3id.org/autoatlas/ontology#sourceMirrorOfColumn"
    sourcePublishedColumn: Final = "https://w3id.org/autoatlas/ontology#sourcePublishedColumn"
    sourcePublisherColumn: Final = "https://w3id.org/autoatlas/ontology#sourcePublisherColumn"
    sourceSourceColumn: Final = "https://w3id.org/autoatlas/ontology#sourceSourceColumn"
    sourceTable: Final = "https://w3id.org/autoatlas/ontology#sourceTable"
    sourceTitleColumn: Final = "https://w3id.org/autoatlas/ontology#sourceTitleColumn"
    squareMetre: Final = "https://w3id.org/autoatlas/ontology#squareMetre"
    subsidiaryOf: Final = "https://w3id.org/autoatlas/ontology#subsidiaryOf"
    suspended: Final = "https://w3id.org/autoatlas/ontology#suspended"
    target: Final = "https://w3id.org/autoatlas/ontology#target"
    tariff: Final = "https://w3id.org/autoatlas/ontology#tariff"
    truck: Final = "https://w3id.org/autoatlas/ontology#truck"
    unit: Final = "https://w3id.org/autoatlas/ontology#unit"
    unreviewed: Final = "https://w3id.org/autoatlas/ontology#unreviewed"
    upperValue: Final = "https://w3id.org/autoatlas/ontology#upperValue"
    van: Final = "https://w3id.org/autoatlas/ontology#van"
    vehicle: Final = "https://w3id.org/autoatlas/ontology#vehicle"
    vehiclePerYear: Final = "https://w3id.org/autoatlas/ontology#vehiclePerYear"
    vehiclePlant: Final = "https://w3id.org/autoatlas/ontology#vehiclePlant"
    vehicleStock: Final = "https://w3id.org/autoatlas/ontology#vehicleStock"
    warehouse: Final = "https://w3id.org/autoatlas/ontology#warehouse"
    wirePublisher: Final = "https://w3id.org/autoatlas/ontology#wirePublisher"
    writtenEnd: Final = "https://w3id.org/autoatlas/ontology#writtenEnd"
    writtenStart: Final = "https://w3id.org/autoatlas/ontology#writtenStart"
    yoy: Final = "https://w3id.org/autoatlas/ontology#yoy"


AAE: Final = "https://w3id.org/autoatlas/entity/"
AAF: Final = "https://w3id.org/autoatlas/fact/"
