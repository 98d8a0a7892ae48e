"""Files of the known kinds as their publishers give them elsewhere: other headers, other formats, later releases."""

from __future__ import annotations

import gzip
import io
import json

import pytest
import xlsxwriter

from corridor.core.imports.records import Row
from tests.core.imports.books import ods
from tests.core.imports.make import claims, codes, mapping, outcomes, recognised

FINDER = (
    b'"Extracted from the UNHCR Refugee Population Statistics Database"\n'
    b'"Year","Country of origin","Country of origin (ISO)","Country of asylum","Country of asylum (ISO)",'
    b'"Refugees under UNHCR\'s mandate","Asylum-seekers","IDPs of concern to UNHCR",'
    b'"Other people in need of international protection","Stateless persons","Host community","Others of concern"\n'
    b"2023,Syrian Arab Rep.,SYR,Germany,DEU,705762,90000,0,-,0,0,0\n"
    b"2023,Unknown ,UNK,Chad,TCD,*,5,0,-,0,0,0\n"
    b"2023,Nowhere,QQQ,Chad,TCD,5,5,0,-,0,0,0\n"
)


def test_the_population_as_the_refugee_data_finder_gives_it() -> None:
    found = outcomes(FINDER, name="population.csv")

    assert recognised(FINDER) is mapping("unhcr-population")
    assert claims(found[0].result, "refugees") == [("705762", None)]
    assert claims(found[0].result, "country") == [("DE", "DEU")]
    assert claims(found[0].result, "protection_needed") == []
    assert claims(found[1].result, "refugees") == [("1..4", "*")]
    assert codes(found[2].result) == ["nationality-unknown"]


def test_the_population_as_the_interface_gives_it() -> None:
    items = [
        {
            "year": 2023,
            "coo_id": 1,
            "coo_name": "Egypt",
            "coo": "ARE",
            "coo_iso": "EGY",
            "coa_id": 2,
            "coa_name": "Austria",
            "coa": "AUS",
            "coa_iso": "AUT",
            "refugees": 1234,
            "asylum_seekers": "0",
            "returned_refugees": 0,
            "idps": 0,
            "returned_idps": 0,
            "stateless": 0,
            "ooc": 0,
            "oip": "-",
            "hst": 0,
        }
    ]
    content = json.dumps({"page": 1, "short-url": "", "maxPages": 1, "total": [], "items": items}).encode()

    (found,) = outcomes(content)

    assert recognised(content) is mapping("unhcr-population")
    assert isinstance(found.result, Row)
    assert claims(found.result, "nationality") == [("EG", "EGY")]
    assert claims(found.result, "country") == [("AT", "AUT")]
    assert claims(found.result, "refugees") == [("1234", None)]


def test_a_file_with_unhcr_codes_only_never_takes_them_for_iso() -> None:
    content = b"year,coo,coa,returned_refugees,resettlement,naturalisation,returned_idps\n2020,ARE,AUS,1,2,3,\n"

    (found,) = outcomes(content)

    assert claims(found.result, "nationality") == [("EG", "ARE")]
    assert claims(found.result, "country") == [("AT", "AUS")]


def test_the_small_boats_of_the_channel_as_an_open_document() -> None:
    def line(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def text(said: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{said}</text:p></table:table-cell>'

    def figure(said: int) -> str:
        return f'<table:table-cell office:value-type="float" office:value="{said}"/>'

    day = '<table:table-cell office:value-type="date" office:date-value="2024-06-18"/>'
    content = ods(
        f'<table:table table:name="Cover">{line(text("Small boats"))}</table:table>'
        '<table:table table:name="Time series">'
        + line(text("Arrivals by day"))
        + line(text("Date"), text("Migrants arrived"), text("Boats arrived"), text("Notes"))
        + line(day, figure(882), figure(15))
        + "</table:table>"
    )

    (found,) = outcomes(content, name="small-boats.ods")

    assert recognised(content, "small-boats.ods") is mapping("uk-channel-daily")
    assert claims(found.result, "people") == [("882", None)]
    assert claims(found.result, "boats") == [("15", None)]
    assert claims(found.result, "period") == [("2024-06-18", None)]


def test_trafficking_figures_as_a_workbook_with_a_title() -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet("data_glotip_1")
    page.write(0, 0, "UNODC data portal, extracted on 1 March 2025")
    dimensions = ["Indicator", "Dimension", "Category", "Sex", "Age", "Year", "Unit of measurement"]
    columns = ["Iso3_code", "Country", "Region", "Subregion", *dimensions, "VALUE", "Source"]
    said = ["ALB", "Albania", "Europe", "Southern Europe", "Persons convicted", "by citizenship", "Albania"]
    page.write_row(2, 0, columns)
    page.write_row(3, 0, [*said, "Female", "18 years or over", 2022, "Counts", "<5", "GLOTIP"])
    page.write_row(4, 0, [*said, "Total", "Total", 2022, "Counts", 1234, "GLOTIP"])
    book.close()

    first, second = outcomes(stream.getvalue())

    assert claims(first.result, "figure") == [("1..4|female|adult", "<5|female|adult")]
    assert claims(second.result, "figure") == [("1234", None)]


def test_displacement_found_by_its_hashtags_under_headers_in_another_language() -> None:
    content = (
        "Opération,Pays,Code du pays,Région,Date,Cycle,Cause,Déplacés,Hommes,Femmes\n"
        "#operation+name,#country+name,#country+code,#adm1+name,#date+reported,#round+code,#cause+type,"
        "#affected+idps,#affected+m+idps,#affected+idps+f\n"
        "Crise,Tchad,TCD,Lac,2025-03-31,7,Conflit,1200,500,700\n"
    ).encode()

    (found,) = outcomes(gzip.compress(content))

    assert recognised(content) is mapping("iom-dtm-displacement")
    assert claims(found.result, "displaced") == [("1200", None), ("500|male", None), ("700|female", None)]
    assert claims(found.result, "country") == [("TD", "TCD")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("panama-darien-sex-age", b"t,q,demog,n\n2023-01,2023-01,boys,5\n2023-01,2023-01,other,5\n"),
        ("guatemala-returned", b"t,sex,age,origin,n\n2023-01,female,adult,MEX,7\n2023-01,x,adult,MEX,7\n"),
    ],
)
def test_a_group_that_the_mapping_does_not_know_refuses_its_row(name: str, content: bytes) -> None:
    found = outcomes(content, mapping(name))

    assert isinstance(found[0].result, Row)
    assert codes(found[1].result) == ["code-unknown"]


ENCOUNTERS = (
    b"Fiscal Year,Month Grouping,Month (abbv),Component,Land Border Region,Area of Responsibility,AOR (Abbv),"
    b"Demographic,Citizenship,Title of Authority,Encounter Type,Encounter Count\n"
    b"2023,FYTD,OCT,U.S. Border Patrol,Southwest Land Border,Del Rio Sector,DRT,Single Adults,MEXICO,Title 8,"
    b'Apprehensions,"3,210"\n'
    b"2023 (FYTD),FYTD,JAN,Office of Field Operations,Other,Miami Field Office,Miami,FMUA,"
    b'"CHINA, PEOPLES REPUBLIC OF",Title 8,Inadmissibles,12\n'
    b"2023,FYTD,,U.S. Border Patrol,Northern Land Border,Swanton Sector,SWB,FMUA,OTHER,Title 8,Apprehensions,1\n"
)


def test_encounters_of_a_fiscal_year_that_begins_in_october_stand_in_their_month_of_the_calendar() -> None:
    found = outcomes(ENCOUNTERS, name="nationwide-encounters.csv")

    assert recognised(ENCOUNTERS) is mapping("us-nationwide-encounters")
    assert claims(found[0].result, "period") == [("2022-10", "2023-OCT")]
    assert claims(found[0].result, "people") == [("3210||adult", "3,210||adult")]
    assert claims(found[1].result, "period") == [("2023-01", "2023 (FYTD)-JAN")]
    assert claims(found[1].result, "nationality") == [("CN", "CHINA, PEOPLES REPUBLIC OF")]
    assert codes(found[2].result) == ["date-form"]


def test_a_workbook_that_keeps_degrees_as_numbers_tells_of_the_same_records() -> None:
    row = "2014-01-16,2014-01-01,Incident,Undefined,RUS,1,Mixed or unknown,2,SDN,Border,{},{}\n"
    header = "t,m,type,route,geo,dead,cause,surv,nat,location,lon,lat\n"

    files = [(header + row.format(*at)).encode() for at in (("28.0", "59.150"), ("28", "59.15"))]
    found = [one.result for file in files for one in outcomes(file)]

    assert recognised(files[0]) is mapping("missing-migrants-harmonised")
    assert len({one.key for one in found if isinstance(one, Row)}) == 1
    assert all(isinstance(one, Row) for one in found)
