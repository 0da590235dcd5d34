import json

import pytest
from django.template.loader import render_to_string
from wagtail.admin.icons import get_icons

from dog_site.core.blocks import BodyBlock
from funding.models import FundingEntry
from home.models import StandardPage
from tests.pages import figure, text


def page_with_figure(**values):
    block = {"metric": "bijdrage", "scope": "hoofdtotaal", "year": "2017", "wording": "exact", **values}
    page = StandardPage.objects.get(slug="over")
    page.body = json.dumps([{"type": "figure", "value": block}])
    page.save_revision().publish()
    return page.url


@pytest.mark.parametrize(
    "values, words",
    [
        ({}, "€ 474.427"),
        ({"wording": "ruim"}, "ruim € 470.000"),
        ({"metric": "projectomvang", "wording": "ruim"}, "ruim € 6.500.000"),
        ({"metric": "multiplier", "wording": "bijna"}, "bijna 14"),
        ({"scope": "anders", "metric": "projectomvang", "wording": "ruim"}, "ten minste € 402.750"),
        ({"scope": "thema:infrastructuur", "year": "alle"}, "€ 15.000"),
        ({"year": "1999"}, "geen regels"),
    ],
)
def test_a_figure_in_a_text_is_printed_in_its_wording(client, values, words):
    assert words in text(client.get(page_with_figure(**values)).content.decode())


def test_a_figure_in_a_text_follows_the_entries(client):
    address = page_with_figure()
    entry = FundingEntry.objects.get(reference="DOG-2017-003")
    entry.contribution, entry.change_reason = 2_500, "Vaststelling."
    entry.save_revision().publish()

    html = client.get(address).content.decode()

    assert figure(html, metric="bijdrage", scope="hoofdtotaal", year=2017) == 475_427


def test_a_figure_of_a_scope_that_is_gone_leaves_the_page_standing(client):
    assert client.get(page_with_figure(scope="onzin")).status_code == 200


@pytest.mark.parametrize("name", BodyBlock().offered_blocks)
def test_an_editor_chooses_a_block_by_icon_words_and_preview(name):
    block = BodyBlock().child_blocks[name]

    assert block.meta.icon != "placeholder"
    assert f'id="icon-{block.meta.icon}"' in get_icons()
    assert block.get_description()
    assert block.is_previewable
    value = block.normalize(block.get_preview_value())
    context = block.get_preview_context(value)
    html = render_to_string(block.get_preview_template(value, context), {**context, "bound_block": block.bind(value)})
    assert "dog.css" in html
