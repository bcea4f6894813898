"""Brands of a maker, and who works with whom in a country."""


def test_brands_with_the_countries_that_they_are_in(say, ask):
    atlas = say.atlas(
        say.fact("Omoda", "Brand", "brandOf", "2024", object="Chery", object_type="Automaker"),
        say.fact("Omoda", "Brand", "presentIn", "2024", object="Spain", object_type="Country"),
        say.fact(
            "Omoda", "Brand", "presentIn", "2024", object="Poland", object_type="Country", modality="planned"
        ),
        say.fact(
            "Omoda", "Brand", "sales", "2024", value=900.0, place="United Kingdom", start="2024", end="2024"
        ),
        say.runs("Ebro", "Ebro Barcelona plant", "Spain", "2024", cls="Organization"),
        say.builds("Ebro Barcelona plant", "Jaecoo", "2024"),
    )
    rows = ask(atlas, "brands-of", "brand", "relation", "countries", "present_in", maker="Chery")
    assert ("Omoda", "brandOf", 2, "Spain, United Kingdom") in rows
    assert ("Jaecoo", "brandOf", 1, "Spain") in rows
    assert "Omoda" not in ask(atlas, "brands-of", "brand", maker="BYD")


def test_partners_in_a_country_and_not_elsewhere(say, ask):
    handal, own = "Handal Indonesia Motor Bekasi plant", "BYD Subang plant"
    organization = {"object_type": "Organization"}
    atlas = say.atlas(
        say.runs("Handal Indonesia Motor", handal, "Indonesia", "2024-05", cls="Organization"),
        say.builds(handal, "Chery", "2024-05"),
        say.builds(handal, "Neta", "2025-01", "planned"),
        say.runs("BYD", own, "Indonesia", "2025"),
        say.builds(own, "BYD", "2025"),
        say.fact(
            "Chery", "Automaker", "partnersWith", "2023", object="Handal Indonesia Motor", **organization
        ),
        say.fact(
            "GAC", "Automaker", "partnersWith", "2024", object="Indomobil", place="Indonesia", **organization
        ),
        say.fact("GAC", "Automaker", "partnersWith", "2024", object="Magna", place="Austria", **organization),
        # a maker with plants in many countries: nothing says that the two work together in this one
        say.fact("Izera", "Automaker", "partnersWith", "2024", object="BYD", object_type="Automaker"),
    )
    columns = ("maker", "partner", "relation", "plant", "modality", "sources")
    assert ask(atlas, "partners-in", *columns, country="Indonesia") == [
        ("Chery", "Handal Indonesia Motor", "contract", handal, "actual", 1),
        ("Chery", "Handal Indonesia Motor", "partnersWith", None, "actual", 1),
        ("GAC", "Indomobil", "partnersWith", None, "actual", 1),
        ("Hozon", "Handal Indonesia Motor", "contract", handal, "planned", 1),
    ]
